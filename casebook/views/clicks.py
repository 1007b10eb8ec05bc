"""What a click in a chart does to the filters."""

from typing import Any

import streamlit as st

from casebook.tables.dataset import Dataset


def click_year(dataset: Dataset, clicked: str, *, add: bool) -> None:
    """A click in the chart by year: keep the years of a bar, stretch the range to them, or clear.

    `clicked` is `2005`, `1990-1999`, the name of the undated bar, or "" for empty space.
    """
    state = st.session_state
    domain = dataset.year_domains[state["year_of"]]
    current = tuple(state["years"])
    first, _, last = clicked.partition("-")
    last = last or first
    if not (first.isdigit() and last.isdigit()):
        only = clicked and not add and state["undated"] != "only"
        if clicked and add:
            state["undated"] = "with" if state["undated"] == "without" else "without"
        else:
            state["years"], state["undated"] = domain, "only" if only else "with"
        return
    years = (int(first), int(last))
    if add and current != domain:
        state["years"] = (min(current[0], years[0]), max(current[1], years[1]))
    elif current == years and not add:
        state["years"], state["undated"] = domain, "with"
        return
    else:
        state["years"] = years
    if not (add and state["undated"] == "with"):
        state["undated"] = "without"


def keep_years(dataset: Dataset, years: tuple[int, int] | None, *, undated: bool) -> None:
    """A drag along time: keep a span of years, with undated claims or without; or only these.

    All years keep undated claims too: they are no filter.
    """
    state = st.session_state
    domain = dataset.year_domains[state["year_of"]]
    if years is None:
        state["years"], state["undated"] = domain, "only"
        return
    state["years"] = (max(years[0], domain[0]), min(years[1], domain[1]))
    state["undated"] = "with" if undated or state["years"] == domain else "without"


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


def fresh(key: str) -> list[tuple[str, bool]]:
    """The clicks in a chart that have not been acted on, as the key of the bar and whether to add.

    The chart's state holds every shift-click since the last plain one, so that none is lost when
    several come before the page is drawn again. Only in the chart's callback.
    """
    state = st.session_state
    clicks = _held(key)
    seen = set(state.get(f"_{key}_seen", ()))
    state[f"_{key}_seen"] = clicks
    new = [click for click in clicks if click not in seen]
    if new:
        state["_click_token"] += 1
    return [(bar, how == "add") for how, bar, _ in new]


def dragged(key: str) -> list[int]:
    """The places of the bars that were dragged over and not acted on yet; none for a click.

    A drag within one bar is a click. Only in the chart's callback.
    """
    state, name = st.session_state, f"_{key}_span"
    places = _span(key)
    fresh = places != state.get(name, [])
    state[name] = places
    return places if fresh and len(places) > 1 else []


def _span(key: str) -> list[int]:
    """The bars of the span that a chart's state holds; what stands between bars is none."""
    selection = st.session_state[key].selection
    held = (selection.get("span") or {}).get("place") or []
    return [int(place) for place in held if float(place).is_integer()]


def missed(key: str) -> bool:
    """Whether a chart holds clicks that no session acted on, where a browser came back.

    These are the clicks in the chart as it was drawn last, which its token tells.
    """
    state, name = st.session_state, f"_{key}_seen"
    clicks = _held(key)
    state.setdefault(f"_{key}_span", _span(key))
    if name not in state:
        state[name] = [click for click in clicks if click[2] != state["_click_token"]]
    return not set(clicks) <= set(state[name])


def _held(key: str) -> list[tuple[str, str, int]]:
    """How each click that a chart's state holds was made, the key of its bar, and its token."""
    selection = st.session_state[key].selection
    return [
        (how, str(entry["key"]), entry["token"])
        for how in ("pick", "add")
        for entry in selection.get(how) or []
    ]
