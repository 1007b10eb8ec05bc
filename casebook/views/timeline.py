"""The timeline of incidents: a click opens a claim, a drag keeps years."""

from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from casebook.analysis import timeline
from casebook.analysis.selection import Selection
from casebook.analysis.timeline import HOW_TO_READ, LANE_WORDS, LANES, Timeline
from casebook.analysis.timeline_axis import SHORTEST_DRAG
from casebook.charts import timeline as timeline_chart
from casebook.tables.dataset import Dataset, Rows
from casebook.views import cached, clicks, lines, reconnect, sidebar, view_state
from casebook.views.downloads import Picture
from casebook.views.view_state import ViewState

KEY = "timeline"
TO_DO = (
    "Square frame: the open claim. Click a mark to open its first claim, drag to keep a span of "
    "years."
)


def show(
    dataset: Dataset, view: ViewState, rows: Rows, open_row: int | None, head: DeltaGenerator
) -> None:
    """Draw the timeline of the selected claims' incidents; in `head` what its lanes are."""
    with head:
        _switch(view)
    made = cached.timeline(dataset, view.selection, view.lanes)
    if not made.incidents:
        lines.show(("None of the selected claims is about an incident.", "about"))
        return
    opened = None if open_row is None else int(dataset.cell("incident", open_row))
    act = _clicked(dataset, rows, made)
    # Streamlit builds a chart anew when its `alt` changes: what does stands below it.
    st.vega_lite_chart(
        spec=timeline_chart.spec(
            made, timeline.titles(dataset, made), opened, st.session_state["_click_token"]
        ),
        key=KEY,
        on_select=act,
        alt=timeline_chart.TITLE,
    )
    if reconnect.returns() and clicks.missed(KEY):
        reconnect.missed(act)
    if view.selection.years and view.selection.year_of == "event":
        reconnect.button("Back to all years", _all_years, dataset, key="all_years")
    lines.show(
        (f"{HOW_TO_READ} {TO_DO}", "note"),
        (timeline.caption(made), "note"),
        (timeline.in_words(made), "unseen"),
    )


def redraw() -> None:
    """Draw the whole page where a filter was set here; before the part that is drawn alone is."""
    if st.session_state.pop("_whole_page", False):
        st.rerun()


def picture(dataset: Dataset, chosen: Selection, lanes: str) -> Picture:
    """The timeline as a picture to take along."""
    made = cached.timeline(dataset, chosen, lanes)
    note = f"{HOW_TO_READ} {timeline.caption(made)}".strip()
    draw = partial(timeline_chart.chart, made, timeline.titles(dataset, made))
    return Picture(KEY, f"Timeline by {LANE_WORDS[lanes]}", note, draw)


def _switch(view: ViewState) -> None:
    if "lanes" not in st.session_state and not reconnect.returns():
        st.session_state["lanes"] = view.lanes
    st.segmented_control(
        "Lanes by",
        LANES,
        key="lanes",
        required=True,
        format_func=lambda one: f"by {LANE_WORDS[one].split()[0]}",
        label_visibility="collapsed",
    )


def _all_years(dataset: Dataset) -> None:
    with view_state.click(dataset):
        sidebar.take_away("years", dataset)
    st.session_state["_whole_page"] = True


def _clicked(dataset: Dataset, rows: Rows, made: Timeline) -> Callable[[], None]:
    """What a click on a mark does, or a drag over the years; each once."""

    def act() -> None:
        span = _dragged()
        clicked = [key for key, _ in clicks.fresh(KEY) if key]
        if span:
            years, undated = made.axis.span(*span)
            _keep(dataset, years, undated=undated)
        elif clicked:
            incident, _, step = clicked[-1].partition(":")
            first, _, last = step.partition("-")
            years = (int(first), int(last)) if step else (0, 0)
            if years[0] and years != made.axis.years:
                _keep(dataset, years, undated=False)
                return
            row = timeline.first_claim(dataset, rows, int(incident))
            if row is not None:
                view_state.open_claim(dataset.cell("claim_id", row))

    return act


def _dragged() -> tuple[float, float] | None:
    """The part of the axis that was dragged over since the last time, if any was."""
    state = st.session_state
    held = state[KEY].selection.get(timeline_chart.BRUSH) or {}
    span = tuple(sorted(map(float, held.get("x") or ())))
    before, state["_timeline_drag"] = state.get("_timeline_drag"), span
    if len(span) != 2 or span == before or span[1] - span[0] < SHORTEST_DRAG:
        return None
    return span


def _keep(dataset: Dataset, years: tuple[int, int] | None, *, undated: bool) -> None:
    """Keep these years of the event, or undated ones alone."""
    with view_state.click(dataset):
        st.session_state["year_of"] = "event"
        clicks.keep_years(dataset, years, undated=undated)
    st.session_state["_whole_page"] = True
