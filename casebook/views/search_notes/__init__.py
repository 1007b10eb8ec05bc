"""What is said below the search box: how words were read, near misses, and searches to choose.

Names and what was typed reach the page as text: no label of Streamlit's could hold them.
"""

from pathlib import Path
from typing import Any

import streamlit as st

from casebook.analysis import search_offers
from casebook.tables.dataset import Dataset
from casebook.views import controls
from casebook.views.tray import NODE

_FOLDER = Path(__file__).parent
_component = st.components.v2.component(
    "casebook.search_notes",
    html='<div class="notes" role="status"></div>',
    css=controls.CSS + (_FOLDER / "search_notes.css").read_text(encoding="utf-8"),
    js=NODE + (_FOLDER / "search_notes.js").read_text(encoding="utf-8"),
)


def show(dataset: Dataset, search: str) -> None:
    """Draw the notes on a search, if there are any; a click on an offer searches for that."""
    told = page(dataset, search)
    if not told:
        return
    offered = {offer["search"] for note in told for offer in note["offers"]}

    def chosen() -> None:
        wanted = st.session_state["search_notes"].get("chosen")
        if wanted in offered:
            st.session_state["search"], st.session_state["hit"] = wanted, ""

    _component(key="search_notes", data={"notes": told}, on_chosen_change=chosen)


def page(dataset: Dataset, search: str) -> list[dict[str, Any]]:
    """The notes on a search, each with its `text` and `offers`."""
    return [
        {
            "text": note.text,
            "offers": [{"label": offer.label, "search": offer.search} for offer in note.offers],
        }
        for note in (search_offers.notes(dataset, search) if search else ())
    ]
