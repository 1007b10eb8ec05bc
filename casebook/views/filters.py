"""The sidebar, and the one place where widgets, address bar and selection are kept in step.

Option labels carry counts that change, and Streamlit writes labels into bound addresses; so the
address is written here, from the selection, and never from labels.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any, cast

import streamlit as st

from casebook import accounts
from casebook.aggregate import ORDERED, origin_name
from casebook.schema import Dataset
from casebook.selection import (
    COUNTS,
    DISPUTED_CHOICES,
    NAMED,
    UNDATED_CHOICES,
    YEAR_OF,
    Hit,
    Params,
    Selection,
    year_domain,
)

LISTINGS = ("claims", "incidents", "text")
CHARTS = ("outlet", "attribution", "hands")
_LABELS = {
    "group": "Group",
    "outlet": "Outlet",
    "kind": "Kind of claim",
    "topic": "Topic",
    "attribution": "Who speaks",
    "hands": "Passed through",
    "origin": "Goes back to",
    "disputed": "Contradicted only",
    "years": "Years",
    "search": "Search",
}
_HELP = {
    "attribution": "On whose word a claim stands: from the group that it is about, over governments, "
    "experts and outlets, down to nobody who could be asked.",
    "hands": "How many parties a claim passed through before the article: none where the article "
    "speaks for itself, two where it cites an outlet that cites an official.",
    "origin": "The party that a claim goes back to. Claims of one origin do not confirm each other, "
    "in however many articles they stand.",
}
_YEAR_OF_LABELS = {"event": "of event", "publication": "of publication"}


@dataclass(frozen=True)
class Place:
    """Where a reader is: the selection, the listing, and what is open beside it.

    `hit` is `source_id:start:end`, a place in an article; it goes before `claim`. `about` is the
    subject whose accounts are shown, `source` the article that is read in full, `chart` what the
    third chart counts by.
    """

    selection: Selection
    listing: str = "claims"
    claim: str = ""
    hit: str = ""
    about: str = ""
    source: str = ""
    chart: str = CHARTS[0]

    def to_params(self) -> Params:
        """The address of this place without defaults."""
        params = self.selection.to_params()
        if self.listing != "claims":
            params["list"] = [self.listing]
        if self.chart != CHARTS[0]:
            params["chart"] = [self.chart]
        for name in ("claim", "hit", "about", "source"):
            if getattr(self, name):
                params[name] = [getattr(self, name)]
        return params

    @classmethod
    def from_params(cls, params: Mapping[str, list[str]], dataset: Dataset) -> "Place":
        """The place that an address names; what the data don't know is left out."""

        def last(name: str) -> str:
            return params.get(name, [""])[-1]

        return cls(
            selection=Selection.from_params(params).known(dataset),
            listing=last("list") if last("list") in LISTINGS else "claims",
            claim=last("claim") if dataset.row(last("claim")) is not None else "",
            hit=last("hit") if parsed_hit(last("hit"), dataset) else "",
            source=last("source") if last("source") in dataset.articles else "",
            about=last("about")
            if last("about") and accounts.subject(dataset, last("about"))
            else "",
            chart=last("chart") if last("chart") in CHARTS else CHARTS[0],
        )


def parsed_hit(text: str, dataset: Dataset) -> Hit | None:
    """The place in an article that `source_id:start:end` names, if there is one."""
    source_id, _, span = text.partition(":")
    start, _, end = span.partition(":")
    if source_id not in dataset.articles or not (start.isdecimal() and end.isdecimal()):
        return None
    if not int(start) < int(end) <= len(dataset.articles[source_id].text):
        return None
    return Hit(source_id, int(start), int(end))


def place(dataset: Dataset, page: str) -> Place:
    """Where the reader is now: from the address when it has changed, else from the widgets.

    After a click the browser's address lags behind what was written last; so the address counts
    only where no widget has changed since the last run, as after a reload or the back button.
    Whoever turns to this page by its name alone finds the filters as they were.
    """
    params = {name: st.query_params.get_all(name) for name in st.query_params}
    state = st.session_state
    known: Place | None = state.get("_place")
    turned = state.get("_page") != page
    state["_page"] = page
    if known and turned and not params:
        known = Place.from_params(known.to_params(), dataset)
        put(known, dataset)
        return known
    now = _from_widgets(dataset) if known and not turned else None
    if now and (now != known or params == state["_params"]):
        return now
    state["_linked_version"] = params.get("data", [dataset.version])[-1]
    found = Place.from_params(params, dataset)
    put(found, dataset)
    return found


def params_to(hit: Hit) -> Params:
    """The address of a place in an article, under the filters that the reader has set."""
    return replace(here(), claim="", hit=_named_hit(hit), about="").to_params()


def _named_hit(hit: Hit) -> str:
    return f"{hit.source_id}:{hit.start}:{hit.end}"


def open_claim(claim_id: str) -> None:
    """Open a claim beside the page; only in a callback, before the widgets are drawn."""
    st.session_state["claim"], st.session_state["hit"] = claim_id, ""


def open_hit(hit: Hit) -> None:
    """Open a place in an article beside the page; only in a callback."""
    st.session_state["hit"] = _named_hit(hit)


def open_picked() -> None:
    """Open the claim that was clicked in the reader."""
    claim_id = st.session_state["reader"].get("picked")
    if claim_id:
        open_claim(str(claim_id))


def here() -> Place:
    """The place last remembered; everything where there is none yet."""
    return st.session_state.get("_place") or Place(Selection())


def put(where: Place, dataset: Dataset) -> None:
    """Set every widget to this place. Only before the widgets of this run are drawn."""
    state = st.session_state
    for field in fields(where.selection):
        state[field.name] = getattr(where.selection, field.name)
    for name in NAMED:
        state[name] = list(getattr(where.selection, name))
    state["disputed"] = where.selection.disputed == "only"
    state["years"] = where.selection.years or year_domain(dataset, where.selection.year_of)
    for name in ("claim", "hit", "about", "source", "chart"):
        state[name] = getattr(where, name)
    state["list"] = where.listing


def remember(where: Place) -> None:
    """Write the place into the address bar, for links, reloads and the back button."""
    params = where.to_params()
    if params != {name: st.query_params.get_all(name) for name in st.query_params}:
        st.query_params.from_dict(params)
    st.session_state["_place"], st.session_state["_params"] = where, params


def _from_widgets(dataset: Dataset) -> Place:
    state = st.session_state
    chosen = Selection(
        years=tuple(state["years"]),
        year_of=state["year_of"] or YEAR_OF[0],
        undated=state["undated"] or UNDATED_CHOICES[0],
        disputed=DISPUTED_CHOICES[bool(state["disputed"])],
        search=" ".join((state["search"] or "").split()),
        count=state["count"] or COUNTS[0],
        **cast(Any, {name: tuple(state[name]) for name in NAMED}),
    )
    return Place(
        chosen.known(dataset),
        listing=state["list"] or "claims",
        claim=state["claim"],
        hit=state["hit"],
        about=state["about"],
        source=state["source"],
        chart=state["chart"] or CHARTS[0],
    )


def sidebar(dataset: Dataset, where: Place, counts: Mapping[str, Mapping[str, int]]) -> None:
    """Draw the filters, set to this place; each option with its count under the other filters."""
    put(where, dataset)
    with st.sidebar:
        st.header("Casebook", anchor=False)
        st.caption("Who says what about whom, with the sentence that says it")
        _text_search()
        _year_filter(dataset, where.selection)
        for name in NAMED:
            _named_filter(dataset, name, counts[name])
        st.toggle(
            f"Contradicted only · {counts['disputed']['only']:,}",
            key="disputed",
            help="Only claims that another claim contradicts, selected or not.",
        )
        st.segmented_control("Count", COUNTS, key="count", required=True, width="stretch")
        st.button(
            "Reset all filters",
            on_click=reset,
            args=(dataset,),
            disabled=replace(where.selection, count=COUNTS[0]) == Selection(),
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
        _LABELS[name],
        options,
        key=name,
        format_func=lambda option: f"{called(option)} · {counts.get(option, 0):,}",
        placeholder="All",
        filter_mode="contains",
        help=_HELP.get(name),
    )


def reset(dataset: Dataset) -> None:
    """Take all filters away; what is open stays open."""
    put(replace(_from_widgets(dataset), selection=Selection(), hit=""), dataset)


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
    return _LABELS[name]


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


def click_year(dataset: Dataset, clicked: str, *, add: bool) -> None:
    """A click in the chart by year: keep that year, stretch the range to it, or clear."""
    state = st.session_state
    domain = year_domain(dataset, state["year_of"])
    current = tuple(state["years"])
    if not clicked.isdigit() or int(clicked) == 0:
        only = clicked and not add and state["undated"] != "only"
        if clicked and add:
            state["undated"] = "with" if state["undated"] == "without" else "without"
        else:
            state["years"], state["undated"] = domain, "only" if only else "with"
        return
    year = int(clicked)
    if add and current != domain:
        state["years"] = (min(current[0], year), max(current[1], year))
    elif current == (year, year) and not add:
        state["years"], state["undated"] = domain, "with"
        return
    else:
        state["years"] = (year, year)
    if not (add and state["undated"] == "with"):
        state["undated"] = "without"


def click_name(name: str, clicked: tuple[str, ...], *, add: bool) -> None:
    """A click in a chart by name: keep that bar's names, add or remove them, or clear."""
    current: list[Any] = list(st.session_state[name])
    if not clicked:
        st.session_state[name] = []
    elif add:
        has_all = set(clicked) <= set(current)
        kept = [value for value in current if value not in clicked]
        st.session_state[name] = kept if has_all else [*kept, *clicked]
    else:
        st.session_state[name] = [] if set(current) == set(clicked) else list(clicked)
