"""Casebook: choose in the sidebar, derive the selected rows, draw the page.

`streamlit run` imports this file once, as the server; Streamlit then runs it for each visitor and
each click as a script.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from casebook.analysis import counting
from casebook.analysis.selection import Filtered
from casebook.tables.dataset import Dataset, Problem
from casebook.views import (
    briefing,
    cached,
    comparisons,
    data,
    explore,
    following,
    lines,
    one_at_a_time,
    place_map,
    problem_list,
    reconnect,
    sidebar,
    sources,
    tray,
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
    if told := view_state.told_of_link(view):
        lines.show((told, "notice"))
    show(view, filtered)
    sidebar.show(
        dataset,
        view,
        partial(cached.option_counts, dataset, view.selection),
        counting.switch_counts(dataset, view.selection.count, filtered),
    )
    if reconnect.returns():
        sidebar.missed(dataset, view)
    reconnect.end(changed=view_state.came_back(dataset, view))


def data_page(dataset: Dataset, problems: Sequence[Problem], first: st.Page) -> None:
    """What the tables hold, and what is wrong with newer ones; without filters."""
    view_state.leave()
    data.show(dataset, problems, first)
    reconnect.end(changed=False)


def briefing_page(dataset: Dataset, first: st.Page) -> None:
    """The document in the making; without filters."""
    view_state.leave()
    briefing.show(dataset, first)
    reconnect.end(changed=False)


def phone_navigation(pages: Sequence[st.Page]) -> None:
    """The pages' names at the foot of a narrow window, where Streamlit's own are out of sight."""
    with st.container(horizontal=True, key="pages"):
        for page in pages:
            if page.visibility == "visible":
                st.page_link(page)


@one_at_a_time.in_turn()
def main() -> None:
    """Draw the page that the address names."""
    st.set_page_config(page_title="Casebook", page_icon=str(HERE / "icon.svg"), layout="wide")
    edition = cached.edition()
    st.html(HERE / "page.css")
    dataset = edition.dataset
    following.show(edition.name, partial(view_state.stay, dataset))
    reconnect.begin()
    if dataset is None:
        view_state.leave()
        problem_list.show(edition.problems)
        return
    problem_list.notice(edition)
    page = partial(partial, filtered_page, dataset)
    first: st.Page  # to which the page Sources leads, and that leads to it
    compared = st.Page(
        page("comparisons", lambda view, filtered: comparisons.show(dataset, view, filtered.rows)),
        title="Comparisons",
        url_path="comparisons",
    )
    weighed = st.Page(
        page("sources", lambda view, filtered: sources.show(dataset, view, filtered, first)),
        title="Sources",
        url_path="sources",
    )
    draw_explore = page(
        "explore", lambda view, filtered: explore.show(dataset, view, filtered, compared, weighed)
    )
    first = st.Page(draw_explore, title="Explore", url_path="home", default=True)
    written = st.Page(partial(briefing_page, dataset, first), title="Briefing", url_path="briefing")
    meanings = st.Page(
        partial(data_page, dataset, edition.problems, first), title="Data", url_path="data"
    )
    pages = [
        first,
        compared,
        weighed,
        written,
        meanings,
        st.Page(draw_explore, title="Explore", url_path="explore", visibility="hidden"),
    ]
    page_shown = st.navigation(pages, position="top")
    tray.show(dataset, written)
    phone_navigation(pages)
    page_shown.run()
    if page_shown.url_path == "data":
        sidebar.without_filters(dataset, meanings)
    elif page_shown.url_path != "briefing":
        with st.sidebar:
            st.page_link(meanings, label="What the terms mean", query_params={"term": "all"})


if __name__ == "__main__":
    main()
else:
    app = st.App(__file__, lifespan=warmed, routes=[following.route(), place_map.route()])
