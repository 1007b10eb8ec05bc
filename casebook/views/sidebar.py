"""The filters beside every page."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from casebook.analysis.bar_counts import ORDERED
from casebook.analysis.selection import (
    COUNTS,
    NAMED,
    UNDATED_CHOICES,
    YEAR_OF,
    Selection,
    year_domain,
)
from casebook.tables.dataset import Dataset
from casebook.tables.labels import origin_name
from casebook.views.view_state import ViewState, from_widgets, put

LABELS = {
    "group": "Group",
    "outlet": "Outlet",
    "kind": "Kind of claim",
    "topic": "Topic",
    "attribution": "Who speaks",
    "intermediaries": "Intermediaries",
    "origin": "Original source",
    "disputed": "Disputed only",
    "years": "Years",
    "search": "Search",
}


_HELP = {
    "attribution": "On whose word a claim rests: the group that it is about, a government, an "
    "expert, an outlet, down to nobody who could be held to it.",
    "intermediaries": "How many parties relayed a claim between its speaker and the article: one "
    "where the article cites an outlet that cites an official.",
    "origin": "The party that a claim goes back to. Claims with the same original source are not "
    "independent of each other, however many articles carry them.",
}


_YEAR_OF_LABELS = {"event": "of event", "publication": "of publication"}


def sidebar(dataset: Dataset, view: ViewState, counts: Mapping[str, Mapping[str, int]]) -> None:
    """Draw the filters, set to this place; each option with its count under the other filters."""
    put(view, dataset)
    with st.sidebar:
        st.header("Casebook", anchor=False)
        st.caption("Who says what about whom, with the sentence that says it")
        _text_search()
        _year_filter(dataset, view.selection)
        for name in NAMED:
            _named_filter(dataset, name, counts[name])
        st.toggle(
            f"Disputed only · {counts['disputed']['only']:,}",
            key="disputed",
            help="Only claims that another claim disputes, selected or not.",
        )
        st.segmented_control("Count", COUNTS, key="count", required=True, width="stretch")
        st.button(
            "Reset all filters",
            on_click=reset,
            args=(dataset,),
            disabled=replace(view.selection, count=COUNTS[0]) == Selection(),
            width="stretch",
        )


def _text_search() -> None:
    st.text_input(
        "Search",
        key="search",
        type="search",
        on_change=_close_hit,
        placeholder="Words or a name, such as ISKP",
        help="Plain text, in statement, quote, speaker and article. Other names of a group are "
        "searched too.",
    )


def _year_filter(dataset: Dataset, chosen: Selection) -> None:
    st.segmented_control(
        "Year",
        YEAR_OF,
        key="year_of",
        required=True,
        format_func=lambda option: _YEAR_OF_LABELS[option],
        on_change=_leave_years,
        args=(dataset,),
        width="stretch",
        help="Of event: the year of what is claimed. Of publication: the year of the article.",
    )
    first, last = year_domain(dataset, chosen.year_of)
    if first < last:
        st.slider(
            "Years",
            first,
            last,
            key="years",
            on_change=_years_moved,
            args=(dataset,),
            label_visibility="collapsed",
        )
    st.segmented_control(
        "Undated claims",
        UNDATED_CHOICES,
        key="undated",
        required=True,
        format_func=str.capitalize,
        width="stretch",
        help="With: undated claims stay whatever the years. Narrowing the years leaves them out.",
    )


def _named_filter(dataset: Dataset, name: str, counts: Mapping[str, int]) -> None:
    options = dataset.members[name].names
    if name not in ORDERED:
        options = tuple(
            sorted(options, key=lambda option: (option.startswith("("), -counts[option], option))
        )
    called = partial(origin_name, dataset) if name == "origin" else str
    st.multiselect(
        LABELS[name],
        options,
        key=name,
        format_func=lambda option: f"{called(option)} · {counts.get(option, 0):,}",
        placeholder="All",
        filter_mode="contains",
        help=_HELP.get(name),
    )


def reset(dataset: Dataset) -> None:
    """Take all filters away; what is open stays open."""
    put(replace(from_widgets(dataset), selection=Selection(), hit=""), dataset)


def take_away(name: str, dataset: Dataset) -> None:
    """Take one filter away."""
    state = st.session_state
    if name == "years":
        state["years"], state["undated"] = year_domain(dataset, state["year_of"]), "with"
    elif name == "disputed":
        state["disputed"] = False
    else:
        state[name] = "" if name == "search" else []
        state["hit"] = ""


def label(name: str) -> str:
    """A filter's name as the sidebar shows it."""
    return LABELS[name]


def _close_hit() -> None:
    """A passage found by one search is no answer to the next."""
    st.session_state["hit"] = ""


def _leave_years(dataset: Dataset) -> None:
    st.session_state["years"] = year_domain(dataset, st.session_state["year_of"])
    st.session_state["undated"] = "with"


def _years_moved(dataset: Dataset) -> None:
    state = st.session_state
    whole = tuple(state["years"]) == year_domain(dataset, state["year_of"])
    state["undated"] = "with" if whole else "without"
