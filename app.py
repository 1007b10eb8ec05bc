"""Casebook: choose in the sidebar, derive the selected rows, draw the page."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from casebook.analysis import counting
from casebook.analysis.selection import Filtered
from casebook.checks import problems
from casebook.tables import derive, read
from casebook.tables.dataset import Dataset, Problem
from casebook.views import (
    cached,
    comparisons,
    data,
    explore,
    problem_list,
    sidebar,
    sources,
    view_state,
)
from casebook.views.view_state import ViewState

HERE = Path(__file__).parent / "casebook" / "views"

st.set_page_config(page_title="Casebook", page_icon=str(HERE / "icon.svg"), layout="wide")


@st.cache_resource(show_spinner="Reading the tables and articles", max_entries=2)
def loaded(data: Path, seeds: Path, stamp: object) -> tuple[Dataset | None, list[Problem]]:
    """The dataset, or why there is none; read anew only when the stamp of the files changes."""
    del stamp
    tables, unreadable = read.read(data, seeds)
    found = unreadable or problems.problems(tables)
    return (None, found) if found else (derive.dataset(tables), [])


def filtered_page(dataset: Dataset, name: str, show: Callable[[ViewState, Filtered], None]) -> None:
    """Choose, derive, draw: the page first, for its sentence is what a reader waits for."""
    view = view_state.current(dataset, name)
    view_state.put(view, dataset)
    view_state.remember(view)
    filtered = cached.filtered(dataset, view.selection)
    show(view, filtered)
    sidebar.show(
        dataset,
        view,
        partial(cached.option_counts, dataset, view.selection),
        counting.disputed_count(dataset, view.selection.count, filtered),
    )


def data_page(dataset: Dataset, first: st.Page) -> None:
    """What the tables hold; without filters."""
    st.session_state["_page"] = "data"
    data.show(dataset, first)


def main() -> None:
    """Draw the page that the address names."""
    tables, articles = read.folders()
    dataset, found = loaded(tables, articles, read.stamp(tables, articles))
    st.html(HERE / "page.css")
    if dataset is None:
        problem_list.show(found)
        return
    page = partial(partial, filtered_page, dataset)
    compared = st.Page(
        page("comparisons", lambda view, filtered: comparisons.show(dataset, view, filtered.rows)),
        title="Comparisons",
        url_path="comparisons",
    )
    draw_explore = page(
        "explore", lambda view, filtered: explore.show(dataset, view, filtered, compared)
    )
    first = st.Page(draw_explore, title="Explore", url_path="home", default=True)
    pages = [
        first,
        compared,
        st.Page(
            page("sources", lambda view, filtered: sources.show(dataset, view, filtered.rows)),
            title="Sources",
            url_path="sources",
        ),
        st.Page(partial(data_page, dataset, first), title="Data", url_path="data"),
        st.Page(draw_explore, title="Explore", url_path="explore", visibility="hidden"),
    ]
    st.navigation(pages, position="top").run()


main()
