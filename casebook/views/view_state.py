"""The sidebar, and the one place where widgets, address bar and selection are kept in step.

Option labels carry counts that change, and Streamlit writes labels into bound addresses; so the
address is written here, from the selection, and never from labels.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, cast

import streamlit as st

from casebook.analysis.comparison import subjects
from casebook.analysis.search import Hit
from casebook.analysis.selection import (
    COUNTS,
    DISPUTED_CHOICES,
    NAMED,
    UNDATED_CHOICES,
    YEAR_OF,
    Params,
    Selection,
    year_domain,
)
from casebook.tables.dataset import Dataset

LISTINGS = ("claims", "incidents", "text")


CHARTS = ("outlet", "attribution", "intermediaries")


@dataclass(frozen=True)
class ViewState:
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
    def from_params(cls, params: Mapping[str, list[str]], dataset: Dataset) -> "ViewState":
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
            if last("about") and subjects.subject(dataset, last("about"))
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


def place(dataset: Dataset, page: str) -> ViewState:
    """Where the reader is now: from the address when it has changed, else from the widgets.

    After a click the browser's address lags behind what was written last; so the address counts
    only where no widget has changed since the last run, as after a reload or the back button.
    Whoever turns to this page by its name alone finds the filters as they were.
    """
    params = {name: st.query_params.get_all(name) for name in st.query_params}
    state = st.session_state
    known: ViewState | None = state.get("_place")
    turned = state.get("_page") != page
    state["_page"] = page
    if known and turned and not params:
        known = ViewState.from_params(known.to_params(), dataset)
        put(known, dataset)
        return known
    now = from_widgets(dataset) if known and not turned else None
    if now and (now != known or params == state["_params"]):
        return now
    state["_linked_version"] = params.get("data", [dataset.version])[-1]
    found = ViewState.from_params(params, dataset)
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


def here() -> ViewState:
    """The place last remembered; everything where there is none yet."""
    return st.session_state.get("_place") or ViewState(Selection())


def put(view: ViewState, dataset: Dataset) -> None:
    """Set every widget to this place. Only before the widgets of this run are drawn."""
    state = st.session_state
    for field in fields(view.selection):
        state[field.name] = getattr(view.selection, field.name)
    for name in NAMED:
        state[name] = list(getattr(view.selection, name))
    state["disputed"] = view.selection.disputed == "only"
    state["years"] = view.selection.years or year_domain(dataset, view.selection.year_of)
    for name in ("claim", "hit", "about", "source", "chart"):
        state[name] = getattr(view, name)
    state["list"] = view.listing


def remember(view: ViewState) -> None:
    """Write the place into the address bar, for links, reloads and the back button."""
    params = view.to_params()
    if params != {name: st.query_params.get_all(name) for name in st.query_params}:
        st.query_params.from_dict(params)
    st.session_state["_place"], st.session_state["_params"] = view, params


def from_widgets(dataset: Dataset) -> ViewState:
    """The view that the widgets hold."""
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
    return ViewState(
        chosen.known(dataset),
        listing=state["list"] or "claims",
        claim=state["claim"],
        hit=state["hit"],
        about=state["about"],
        source=state["source"],
        chart=state["chart"] or CHARTS[0],
    )
