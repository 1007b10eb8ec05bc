"""The figures above the charts, each with its meaning, and most of them with somewhere to lead."""

from pathlib import Path
from typing import Any

import streamlit as st

from casebook.analysis.labelled_figures import (
    ALONE,
    FILTERING,
    ONE_SOURCE,
    Figure,
    labelled_figures,
)
from casebook.analysis.selection import Selection
from casebook.analysis.summary import Headline
from casebook.tables.dataset import Dataset, Rows
from casebook.views import clicks, reconnect, view_state
from casebook.words import UNDATED_LABEL

LISTED = ("claims", "incidents")
WEIGHED = ("articles", "outlets", "origins")
_LEADS = {
    **dict.fromkeys(LISTED, "Lists them below."),
    **dict.fromkeys(WEIGHED, "Opens the page Sources."),
    **dict.fromkeys(FILTERING, "Keeps only these; once more, all."),
}
_FOLDER = Path(__file__).parent
_component = st.components.v2.component(
    "casebook.headline",
    html='<div class="headline"></div>',
    css=(_FOLDER / "headline.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "headline.js").read_text(encoding="utf-8"),
)


def show(
    dataset: Dataset, chosen: Selection, rows: Rows, headline: Headline, sentence: str
) -> bool:
    """Draw the figures; whether the reader clicked one that leads to the page Sources."""
    state = st.session_state

    def picked() -> None:
        act(dataset, str(state["headline"].get("picked") or ""))

    found = labelled_figures(dataset, chosen, rows, headline)
    held = _component(
        key="headline",
        data={"figures": [shown(chosen, one) for one in found], "sentence": sentence},
        on_picked_change=picked,
    )
    name = str(held.get("picked") or "")
    if reconnect.returns() and name:
        reconnect.missed(lambda: act(dataset, name))
    return name in WEIGHED


def shown(chosen: Selection, figure: Figure) -> dict[str, Any]:
    """A figure as the browser draws it; `pressed` is None where it is no filter."""
    pressed = is_kept(chosen, figure.name) if figure.name in FILTERING else None
    return {
        "name": figure.name,
        "label": figure.label,
        "count": f"{figure.count:,}",
        "total": f"{figure.total:,}",
        "part": figure.count != figure.total,
        "meaning": figure.meaning,
        "leads": _LEADS[figure.name],
        "pressed": pressed,
        "idle": pressed is False and not figure.count,
    }


def is_kept(chosen: Selection, name: str) -> bool:
    """Whether the filter of this figure is set, and keeps nothing but what the figure counts."""
    return {
        "disputed": chosen.disputed == "only",
        "alone": chosen.corroboration == (ALONE,),
        "one_source": chosen.corroboration == (ONE_SOURCE,),
        "undated": chosen.undated == "only",
    }[name]


def act(dataset: Dataset, name: str) -> None:
    """What a click on a figure does to the filters or the list; only in a callback."""
    with view_state.click(dataset):
        state = st.session_state
        if name in LISTED:
            state["list"] = name
        elif name == "disputed":
            state["disputed"] = not state["disputed"]
        elif name == "undated":
            clicks.click_year(dataset, UNDATED_LABEL, add=False)
        elif name in FILTERING:
            only = {"alone": ALONE, "one_source": ONE_SOURCE}[name]
            clicks.click_name("corroboration", (only,), add=False)
