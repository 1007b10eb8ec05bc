"""Casebook: choose in the sidebar, derive the selected rows, draw the page."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from casebook.checks import problems
from casebook.tables import derive, read
from casebook.tables.dataset import Dataset, Problem
from casebook.views import comparisons, data, explore, problem_list, sidebar, sources, view_state
from casebook.views.explore import Selected
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


def filtered_page(dataset: Dataset, name: str, show: Callable[[ViewState, Selected], None]) -> None:
    """Choose, derive, draw."""
    view = view_state.place(dataset, name)
    view_state.remember(view)
    selected = explore.selected(dataset, view.selection, view.chart)
    sidebar.sidebar(dataset, view, selected.options)
    show(view, selected)


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
    draw = partial(partial, filtered_page, dataset)
    compared = st.Page(
        draw("comparisons", lambda view, found: comparisons.show(dataset, view, found.rows)),
        title="Comparisons",
        url_path="comparisons",
    )
    first = st.Page(
        draw("explore", lambda view, found: explore.show(dataset, view, found, compared)),
        title="Explore",
        url_path="explore",
        default=True,
    )
    pages = [
        first,
        compared,
        st.Page(
            draw("sources", lambda view, found: sources.show(dataset, view, found.rows)),
            title="Sources",
            url_path="sources",
        ),
        st.Page(partial(data_page, dataset, first), title="Data", url_path="data"),
    ]
    st.navigation(pages, position="top").run()


main()
