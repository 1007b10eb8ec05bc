"""Casebook: choose in the sidebar, derive the selected rows, draw the page."""

from functools import partial
from pathlib import Path

import streamlit as st

from casebook import checks, load
from casebook.schema import Dataset, Problem
from casebook.views import data, explore, filters, problems

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
    where = filters.place(dataset)
    filters.remember(where)
    selected = explore.selected(dataset, where.selection)
    filters.sidebar(dataset, where, selected.options)
    explore.show(dataset, where, selected)


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
    pages = [first, st.Page(partial(data.show, dataset, first), title="Data", url_path="data")]
    st.navigation(pages, position="top").run()


main()
