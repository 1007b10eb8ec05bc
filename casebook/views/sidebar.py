"""What stands beside every page: the filters, or where there are none, what the terms mean."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from casebook.analysis import areas
from casebook.analysis.definitions import TERMS
from casebook.analysis.filters import FILTERS, SWITCHES, Filter
from casebook.analysis.search_terms import LONGEST
from casebook.analysis.selection import COUNTS, UNDATED_CHOICES, YEAR_OF, Selection
from casebook.tables.dataset import Dataset
from casebook.tables.labels import naming
from casebook.views import lines, reconnect, search_notes
from casebook.views.view_state import ViewState, from_widgets, latest, put
from casebook.words import counted, listed, number

MOST_TOLD = 300  # characters of what is set in folded filters
OptionCounts = Callable[[str], Mapping[str, int]]

_YEAR_OF_LABELS = {"event": "of event", "publication": "of publication"}
_COUNT_LABELS = {"claims": "claims", "incidents": "incidents", "origins": "original sources"}


def show(
    dataset: Dataset, view: ViewState, counts: OptionCounts, switches: Mapping[str, int]
) -> None:
    """Draw the filters, which must be set to this view already.

    `counts` gives, for a filter by options, the count of each option under the other filters; it
    is asked only for filters that are drawn. `switches` are those of filters that are on or off.
    """
    with st.sidebar:
        _title()
        _text_search()
        search_notes.show(dataset, view.selection.search)
        _year_filter(dataset, view.selection)
        for one in FILTERS:
            if not one.rare:
                _named_filter(dataset, one, counts(one.name))
        unit = view.selection.count
        for name, (label, _, meaning) in SWITCHES.items():
            st.toggle(f"{label} · {_units(switches[name], unit)}", key=name, help=meaning)
        _rare_filters(dataset, view.selection, counts)
        if view.selection.area:
            st.caption(f"On the map: {areas.in_words(view.selection.area)}")
            reconnect.button("Without this box", take_away, "area", dataset, width="stretch")
        st.radio(
            "Bars and filters count",
            COUNTS,
            key="count",
            format_func=_COUNT_LABELS.__getitem__,
            horizontal=True,
        )
        reconnect.button(
            "Reset all filters",
            reset,
            dataset,
            disabled=replace(view.selection, count=COUNTS[0]) == Selection(),
            width="stretch",
        )


def without_filters(dataset: Dataset, here: st.Page) -> None:
    """What stands in the place of the filters on the page Data: the terms, each a way to it."""
    chosen = latest().selection.known(dataset)
    with st.sidebar:
        _title()
        lines.show(("This page shows all of the data: filters don’t apply here.", "about"))
        if chosen != Selection(year_of=chosen.year_of, count=chosen.count):
            lines.show((f"Set on the other pages: {chosen.describe(dataset)}.", "about"))
        with st.container(key="terms", gap=None):
            for term in TERMS:
                st.page_link(here, label=term.capitalize(), query_params={"term": term})


def _title() -> None:
    st.header("Casebook", anchor=False)
    st.caption("Who says what about whom, with the sentence that says it")


def _units(count: int, unit: str) -> str:
    """How many of what is counted: `3 claims`, `1 original source`."""
    return number(count, counted(unit).removesuffix("s"))


def _rare_filters(dataset: Dataset, chosen: Selection, counts: OptionCounts) -> None:
    """Filters that few readers need, drawn only while they are unfolded; it says which are set."""
    rare = [one for one in FILTERS if one.rare]
    used = [
        f"{one.label.lower()}: {listed(map(naming(dataset, one.name), values), 'or')}"
        for one in rare
        if (values := getattr(chosen, one.name))
    ]
    more = st.expander("More filters", key="more_filters", on_change="rerun")
    if used and not more.open:
        lines.show((f"Also set: {'; '.join(used)}"[:MOST_TOLD], "note"))
    if more.open:
        with more:
            for one in rare:
                _named_filter(dataset, one, counts(one.name))


def _text_search() -> None:
    st.text_input(
        "Search",
        key="search",
        type="search",
        max_chars=LONGEST,
        on_change=_close_hit,
        placeholder="Words or a name",
        help="Every word must be there, whole or its beginning, in statement, quote and speaker; "
        "in any order. “Words in quotation marks” stand just so. OR between two of them: either. "
        "Other names and spellings of a group are searched too.",
    )


def _year_filter(dataset: Dataset, chosen: Selection) -> None:
    st.segmented_control(
        "Year",
        YEAR_OF,
        key="year_of",
        required=True,
        format_func=_YEAR_OF_LABELS.__getitem__,
        on_change=_leave_years,
        args=(dataset,),
        width="stretch",
        help="Of event: the year of what is claimed. Of publication: the year of the article.",
    )
    first, last = dataset.year_domains[chosen.year_of]
    if first < last:
        st.slider(
            "Years",
            first,
            last,
            (first, last),
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


def _named_filter(dataset: Dataset, one: Filter, counts: Mapping[str, int]) -> None:
    options = dataset.members[one.name].names
    if not one.in_order:
        options = tuple(
            sorted(options, key=lambda option: (option.startswith("("), -counts[option], option))
        )
    called = naming(dataset, one.name)

    def label(option: str) -> str:
        return f"{called(option)} · {counts.get(option, 0):,}"

    _renew_labels(one.name, label)
    st.multiselect(
        one.label,
        options,
        key=one.name,
        format_func=label,
        placeholder="All",
        filter_mode="contains",
        help=one.help,
    )


def _renew_labels(name: str, label: Callable[[str], str]) -> None:
    """Send what is chosen once more where its labels have changed.

    The browser keeps what is chosen by its labels: after a restart of the server it would come back
    with labels that are no more.
    """
    state = st.session_state
    labels = [label(option) for option in state.get(name, ())]
    if labels != state.get(f"_{name}_labels", labels) and not reconnect.returns():
        state[name] = list(state[name])
    state[f"_{name}_labels"] = labels


def reset(dataset: Dataset) -> None:
    """Take all filters away; what is open stays open."""
    put(replace(from_widgets(dataset), selection=Selection(), hit=""), dataset)


def take_away(name: str, dataset: Dataset) -> None:
    """Take one filter away."""
    state = st.session_state
    if name == "years":
        state["years"], state["undated"] = dataset.year_domains[_year_of()], "with"
    elif name in SWITCHES:
        state[name] = False
    else:
        state[name] = "" if name in ("search", "area") else []
        state["hit"] = ""


def missed(dataset: Dataset, view: ViewState) -> None:
    """What changed filters do besides, where a browser came back with them changed."""
    now, was = from_widgets(dataset).selection, view.selection
    if now.search != was.search:
        reconnect.missed(_close_hit)
    if now.year_of != was.year_of:
        reconnect.missed(lambda: _leave_years(dataset))
    elif now.years != was.years:
        reconnect.missed(lambda: _years_moved(dataset))


def _close_hit() -> None:
    """A passage that one search opened is no answer to the next."""
    st.session_state["hit"] = ""


def _leave_years(dataset: Dataset) -> None:
    view = from_widgets(dataset)
    if view.selection.year_of != latest().selection.year_of:
        st.session_state["years"] = dataset.year_domains[view.selection.year_of]
        st.session_state["undated"] = "with"


def _year_of() -> str:
    """What a year means; a browser that is still drawing has sent no choice."""
    return str(st.session_state["year_of"] or latest().selection.year_of)


def _years_moved(dataset: Dataset) -> None:
    state = st.session_state
    whole = tuple(state["years"]) == dataset.year_domains[_year_of()]
    state["undated"] = "with" if whole else "without"
