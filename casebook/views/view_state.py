"""Where a reader is, and the one place that keeps widgets, address bar and selection in step.

Option labels carry counts that change, and Streamlit writes labels into bound addresses; so the
address is written here, from the selection, and never from labels.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from typing import Any, cast

import streamlit as st

from casebook.analysis import areas
from casebook.analysis.bar_counts import THIRD_BARS
from casebook.analysis.comparison import subjects, verdict
from casebook.analysis.filters import NAMED, SWITCHES
from casebook.analysis.listings import SORTS, shown_order
from casebook.analysis.search import Hit
from casebook.analysis.search_terms import tidied
from casebook.analysis.selection import (
    SWITCH_CHOICES,
    Params,
    Selection,
)
from casebook.analysis.timeline import LANES
from casebook.tables.dataset import Dataset
from casebook.views import reconnect, unknown

LISTINGS = ("claims", "incidents", "timeline", "map", "text")
CHARTS = tuple(THIRD_BARS)
_LONGEST_HIT = 200
_UNSURE = 3  # runs after a page was turned in which the browser may not have drawn it yet
_LAGS = 4  # runs after a browser came back in which its address may be that of before its clicks
_SHOWN = 4  # views back that a browser may still show when a click is made
BRIEFING = "briefing"  # the claims of the briefing in the making, which the browser writes
_OPEN = ("claim", "hit", "subject", "source")


@dataclass(frozen=True)
class ViewState:
    """Where a reader is: the selection, the listing, and what is open beside it.

    `hit` is `source_id:start:end`, a place in an article; it goes before `claim`. `subject` is the
    key of the comparison that is shown, `source` the article that is read in full, `chart` what
    the third chart counts by, `sort` the order of the list of claims where another one was chosen,
    `lanes` by what the timeline has its lanes. `standing` is the state of the comparisons that are
    listed; empty means all.
    """

    selection: Selection
    listing: str = LISTINGS[0]
    claim: str = ""
    hit: str = ""
    subject: str = ""
    source: str = ""
    chart: str = CHARTS[0]
    sort: str = ""
    lanes: str = LANES[0]
    standing: str = ""

    def known(self, dataset: Dataset) -> "ViewState":
        """The same without what these data do not hold; every view passes through here.

        Data change while a page is open, and addresses are written by hand.
        """
        return replace(
            self,
            selection=self.selection.known(dataset),
            listing=self.listing if self.listing in LISTINGS else LISTINGS[0],
            claim=self.claim if dataset.row(self.claim) is not None else "",
            hit=self.hit if parsed_hit(self.hit, dataset) else "",
            subject=self.subject if _is_subject(dataset, self.subject) else "",
            source=self.source if self.source in dataset.articles else "",
            chart=self.chart if self.chart in CHARTS else CHARTS[0],
            sort=self._known_sort(),
            lanes=self.lanes if self.lanes in LANES else LANES[0],
            standing=self.standing if self.standing in verdict.STATES else "",
        )

    def _known_sort(self) -> str:
        """The order that was chosen, if it is another than the one that a list has by itself."""
        own = shown_order("", self.selection.search)
        return (
            self.sort
            if self.sort in SORTS and shown_order(self.sort, self.selection.search) != own
            else ""
        )

    def to_params(self) -> Params:
        """The address of this view, without defaults."""
        params = self.selection.to_params()
        if self.listing != LISTINGS[0]:
            params["list"] = [self.listing]
        if self.chart != CHARTS[0]:
            params["chart"] = [self.chart]
        if self.sort:
            params["sort"] = [self.sort]
        if self.lanes != LANES[0]:
            params["lanes"] = [self.lanes]
        if self.standing:
            params["standing"] = [self.standing]
        for name in _OPEN:
            if getattr(self, name):
                params[name] = [getattr(self, name)]
        return params

    @classmethod
    def from_params(cls, params: Mapping[str, list[str]], dataset: Dataset) -> "ViewState":
        """The view that an address names; what the data do not know is left out."""

        def last(name: str) -> str:
            return (params.get(name) or [""])[-1]

        named = {name: last(name) for name in _OPEN}
        shown = {name: last(name) for name in ("chart", "sort", "lanes", "standing")}
        view = cls(Selection.from_params(params), listing=last("list"), **shown, **named)
        return view.known(dataset)


def _is_subject(dataset: Dataset, key: str) -> bool:
    return bool(key) and key in subjects.subjects(dataset)


def parsed_hit(text: str, dataset: Dataset) -> Hit | None:
    """The place in an article that `source_id:start:end` names, if there is one."""
    source_id, _, span = text.partition(":")
    start, _, end = span.partition(":")
    if len(text) > _LONGEST_HIT or source_id not in dataset.articles:
        return None
    if not (start.isdecimal() and end.isdecimal()):
        return None
    if not int(start) < int(end) <= len(dataset.articles[source_id].text):
        return None
    return Hit(source_id, int(start), int(end))


def current(dataset: Dataset, page: str) -> ViewState:
    """Where the reader is now: from the address when it has changed, else from the widgets.

    After a click the browser's address lags behind what was written last; so the address counts
    only where no widget has changed since the last run, as after a reload or the back button.
    A browser that came back lags for longer: at first the address it came with says nothing.
    Whoever turns to this page by its name alone finds the filters as they were.
    """
    params = _address()
    state = st.session_state
    if reconnect.returns():
        state["_page"] = page
        state["_came_with"], state["_lags"] = params, _LAGS
        return ViewState.from_params(params, dataset)
    last: ViewState | None = state.get("_view")
    turned = state.get("_page") != page
    state["_page"] = page
    state["_unsure"] = _UNSURE if turned else max(state.get("_unsure", 0) - 1, 0)
    if last and turned and not params:
        last = last.known(dataset)
        put(last, dataset, anew=True)
        return last
    now = from_widgets(dataset) if last and not turned else None
    clicked = state.pop("_clicked", False)
    state["_lags"] = max(state.get("_lags", 0) - 1, 0)
    lags = state["_lags"] > 0 and params == state["_came_with"]
    if now and (clicked or lags or now != last or params == state["_params"]):
        return now
    state["_linked_version"] = params.get("data", [dataset.version])[-1]
    view = ViewState.from_params(params, dataset)
    state["_unknown"] = (view, unknown.in_words(params, view, dataset))
    put(view, dataset, anew=True)
    return view


def told_of_link(view: ViewState) -> str:
    """What the link that led here names and the data don't have; until the view is another."""
    led_to, told = st.session_state.get("_unknown", (None, ""))
    return str(told) if led_to == view else ""


def _address() -> Params:
    """What the browser's address says of the view; what it says of the briefing is the tray's."""
    names = (name for name in st.query_params if name != BRIEFING)
    return {name: st.query_params.get_all(name) for name in names}


def leave() -> None:
    """Draw a page without filters: whoever comes back to one with them turns to it."""
    st.session_state["_page"] = ""


def opened(view: ViewState, dataset: Dataset) -> ViewState:
    """The view with what has been opened since the page was drawn; it is remembered too.

    For a part of the page that is drawn by itself: the filters are those of the page.
    """
    state = st.session_state
    parts = {name: state.get(name, getattr(view, name)) for name in (*_OPEN, "sort")}
    # The switch of lanes is on the page while the timeline is, and what it was set to stays.
    lanes = state.get("lanes") or latest().lanes
    listing = state.get("list") or view.listing
    now = replace(view, listing=listing, lanes=lanes, **parts).known(dataset)
    remember(now)
    return now


def latest() -> ViewState:
    """The view last remembered; everything where there is none yet."""
    return st.session_state.get("_view") or ViewState(Selection())


@contextmanager
def click(dataset: Dataset) -> Iterator[None]:
    """What a click in a chart does to the widgets is done within; only in its callback.

    The browser sends all widgets with every click. Those that stand as in an earlier view, since
    the last one has not reached it yet, would undo what quick clicks before have set.
    """
    now, last, earlier = from_widgets(dataset), latest(), st.session_state.get("_earlier", ())
    late: dict[str, Any] = {
        field.name: getattr(last.selection, field.name)
        for field in fields(Selection)
        for shown in earlier
        if getattr(now.selection, field.name) == getattr(shown.selection, field.name)
    }
    put(replace(now, selection=replace(now.selection, **late)), dataset)
    yield
    _keep(from_widgets(dataset))
    st.session_state["_clicked"] = True


def stay(dataset: Dataset | None) -> None:
    """The page is drawn anew by itself: what quick clicks have set stays, as in `click`."""
    if dataset is not None and "_view" in st.session_state:
        with click(dataset):
            pass


def from_widgets(dataset: Dataset) -> ViewState:
    """The view that the widgets hold; what no widget holds stays as it was last.

    A browser that is still drawing sends nothing for a control that always has a choice.
    """
    last, state = latest(), st.session_state
    held: dict[str, Any] = {
        field.name: state.get(field.name, getattr(last.selection, field.name))
        for field in fields(Selection)
    }
    years = tuple(held["years"]) if held["years"] else None
    chosen = Selection(
        years=None if years == state.get("_all_years") else years,
        year_of=held["year_of"] or last.selection.year_of,
        undated=held["undated"] or last.selection.undated,
        area=areas.tidied(held["area"] or ""),
        search=tidied(held["search"] or ""),
        count=held["count"] or last.selection.count,
        **cast(Any, {name: tuple(held[name]) for name in NAMED}),
        **cast(Any, {name: SWITCH_CHOICES[held[name] in (True, "only")] for name in SWITCHES}),
    )
    view = ViewState(
        chosen,
        listing=state.get("list") or last.listing,
        chart=state.get("chart") or last.chart,
        sort=state.get("sort", last.sort),
        lanes=state.get("lanes") or last.lanes,
        standing=state.get("standing", last.standing) or "",
        **{name: state.get(name, getattr(last, name)) for name in _OPEN},
    )
    return view.known(dataset)


def put(view: ViewState, dataset: Dataset, *, anew: bool = False) -> None:
    """Set every widget to this view. Only before the widgets of this run are drawn.

    What already stands is left alone: Streamlit sends the browser whatever is set. Where the page
    was turned it is set `anew`, for what stands then are the widgets of the page that was left; so
    too in the runs after that, for a browser that is still drawing never saw what the first set. A
    browser that came back sends its own widgets, so none of these is set.
    """
    anew = anew or st.session_state.get("_unsure", 0) > 0
    state, chosen = st.session_state, view.selection
    values: dict[str, Any] = {
        **{field.name: getattr(chosen, field.name) for field in fields(chosen)},
        **{name: list(getattr(chosen, name)) for name in NAMED},
        **{name: getattr(chosen, name) == "only" for name in SWITCHES},
        "years": chosen.years or dataset.year_domains[chosen.year_of],
        **{name: getattr(view, name) for name in (*_OPEN, "chart", "sort", "lanes")},
        "list": view.listing,
        "standing": view.standing or None,
    }
    # All years stay all years when the data come to cover more of them under an open page.
    state["_all_years"] = dataset.year_domains[chosen.year_of]
    if reconnect.returns():
        values = {name: values[name] for name in (*_OPEN, "area", "sort") if name not in state}
    for name, value in values.items():
        if anew or name not in state or state[name] != value:
            state[name] = value


def remember(view: ViewState) -> None:
    """Write the view into the address bar, for links, reloads and the back button."""
    params = view.to_params()
    if params != _address():
        kept = st.query_params.get_all(BRIEFING) if BRIEFING in st.query_params else []
        st.query_params.from_dict({**params, **({BRIEFING: kept} if kept else {})})
    st.session_state["_params"] = params
    _keep(view)


def _keep(view: ViewState) -> None:
    """Keep the view as the last one, and those before it that the browser may still show."""
    state, last = st.session_state, latest()
    if view.selection != last.selection:
        state["_earlier"] = (*state.get("_earlier", ()), last)[-_SHOWN:]
    state["_view"] = view


def came_back(dataset: Dataset, view: ViewState) -> bool:
    """Whether the widgets that a browser came back with hold another view than it was drawn for."""
    return reconnect.returns() and from_widgets(dataset) != view


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


def params_to(hit: Hit) -> Params:
    """The address of a place in an article, under the filters that the reader has set."""
    return replace(latest(), claim="", hit=_named_hit(hit), subject="").to_params()


def params_to_claim(claim_id: str) -> Params:
    """The address of a claim, under the filters that the reader has set."""
    return replace(latest(), claim=claim_id, hit="", subject="", source="").to_params()


def _named_hit(hit: Hit) -> str:
    return f"{hit.source_id}:{hit.start}:{hit.end}"
