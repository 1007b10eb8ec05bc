"""Casebook: choose in the sidebar, derive the selected rows, draw the page."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from casebook import checks, load
from casebook.schema import Dataset, Problem
from casebook.views import accounts, data, explore, filters, problems, sources
from casebook.views.explore import Selected
from casebook.views.filters import Place

HERE = Path(__file__).parent / "casebook" / "views"

st.set_page_config(page_title="Casebook", page_icon=str(HERE / "icon.svg"), layout="wide")


@st.cache_resource(show_spinner="Reading the tables and articles", max_entries=2)
def loaded(data: Path, seeds: Path, stamp: object) -> tuple[Dataset | None, list[Problem]]:
    """The dataset, or why there is none; read anew only when the stamp of the files changes."""
    del stamp
    tables, unreadable = load.read(data, seeds)
    found = unreadable or checks.problems(tables)
    return (None, found) if found else (load.dataset(tables), [])


def filtered_page(dataset: Dataset, name: str, show: Callable[[Place, Selected], None]) -> None:
    """Choose, derive, draw."""
    where = filters.place(dataset, name)
    filters.remember(where)
    selected = explore.selected(dataset, where.selection, where.chart)
    filters.sidebar(dataset, where, selected.options)
    show(where, selected)


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
    draw = partial(partial, filtered_page, dataset)
    compared = st.Page(
        draw("accounts", lambda where, found: accounts.show(dataset, where, found.rows)),
        title="Accounts",
        url_path="accounts",
    )
    first = st.Page(
        draw("explore", lambda where, found: explore.show(dataset, where, found, compared)),
        title="Explore",
        url_path="explore",
        default=True,
    )
    pages = [
        first,
        compared,
        st.Page(
            draw("sources", lambda where, found: sources.show(dataset, where, found.rows)),
            title="Sources",
            url_path="sources",
        ),
        st.Page(partial(data_page, dataset, first), title="Data", url_path="data"),
    ]
    st.navigation(pages, position="top").run()


main()
