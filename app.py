"""Casebook: choose in the sidebar, derive the selected rows, draw the page."""

from functools import partial
from pathlib import Path

import streamlit as st

from casebook import checks, load
from casebook.schema import Dataset, Problem
from casebook.views import accounts, data, explore, filters, problems, sources

HERE = Path(__file__).parent / "casebook" / "views"

st.set_page_config(page_title="Casebook", page_icon=str(HERE / "icon.svg"), layout="wide")


@st.cache_resource(show_spinner="Reading the tables and articles", max_entries=2)
def loaded(data: Path, seeds: Path, stamp: object) -> tuple[Dataset | None, list[Problem]]:
    """The dataset, or why there is none; read anew only when the stamp of the files changes."""
    del stamp
    tables, unreadable = load.read(data, seeds)
    found = unreadable or checks.problems(tables)
    return (None, found) if found else (load.dataset(tables), [])


def explore_page(dataset: Dataset) -> None:
    """Choose, derive, draw."""
    where = filters.place(dataset, "explore")
    filters.remember(where)
    selected = explore.selected(dataset, where.selection, where.chart)
    filters.sidebar(dataset, where, selected.options)
    explore.show(dataset, where, selected)


def accounts_page(dataset: Dataset) -> None:
    """The same, for what is said about the same thing."""
    where = filters.place(dataset, "accounts")
    filters.remember(where)
    selected = explore.selected(dataset, where.selection, where.chart)
    filters.sidebar(dataset, where, selected.options)
    accounts.show(dataset, where, selected.rows)


def sources_page(dataset: Dataset) -> None:
    """The same, for where the claims come from."""
    where = filters.place(dataset, "sources")
    filters.remember(where)
    selected = explore.selected(dataset, where.selection, where.chart)
    filters.sidebar(dataset, where, selected.options)
    sources.show(dataset, where, selected.rows)


def data_page(dataset: Dataset, first: st.Page) -> None:
    """What the tables hold; without filters."""
    st.session_state["_page"] = "data"
    data.show(dataset, first)


def main() -> None:
    """Draw the page that the address names."""
    tables, articles = load.folders()
    dataset, found = loaded(tables, articles, load.stamp(tables, articles))
    st.html(HERE / "page.css")
    if dataset is None:
        problems.show(found)
        return
    first = st.Page(
        partial(explore_page, dataset), title="Explore", url_path="explore", default=True
    )
    pages = [
        first,
        st.Page(partial(accounts_page, dataset), title="Accounts", url_path="accounts"),
        st.Page(partial(sources_page, dataset), title="Sources", url_path="sources"),
        st.Page(partial(data_page, dataset, first), title="Data", url_path="data"),
    ]
    st.navigation(pages, position="top").run()


main()
