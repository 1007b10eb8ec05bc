"""Casebook: choose in the sidebar, derive the selected rows, draw the page.

`streamlit run` imports this file once, as the server; Streamlit then runs it for each visitor and
each click as a script.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from casebook.analysis import counting
from casebook.analysis.selection import Filtered
from casebook.tables import read
from casebook.tables.dataset import Dataset
from casebook.views import (
    cached,
    comparisons,
    data,
    explore,
    one_at_a_time,
    problem_list,
    sidebar,
    sources,
    view_state,
)
from casebook.views.view_state import ViewState
from casebook.views.warming import warmed

HERE = Path(__file__).parent / "casebook" / "views"


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


@one_at_a_time.in_turn()
def main() -> None:
    """Draw the page that the address names."""
    st.set_page_config(page_title="Casebook", page_icon=str(HERE / "icon.svg"), layout="wide")
    dataset, problems = cached.loaded(*read.folders(), read.stamp(*read.folders()))
    st.html(HERE / "page.css")
    if dataset is None:
        problem_list.show(problems)
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


if __name__ == "__main__":
    main()
else:
    app = st.App(__file__, lifespan=warmed)
