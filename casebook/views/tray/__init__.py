"""The tray: how many claims the briefing in the making holds, and which, on every page.

The briefing is kept by the browser, by `store.js`, which other components share. The server is
asked for the words of claims only while the tray is open.
"""

from pathlib import Path
from typing import Any

import streamlit as st

from casebook.briefing import in_words
from casebook.tables import labels
from casebook.tables.dataset import Dataset
from casebook.views import controls

MOST_ASKED = 2_000
_FOLDER = Path(__file__).parent
NODE = (_FOLDER / "node.js").read_text(encoding="utf-8")
STORE = NODE + "".join(
    (_FOLDER / name).read_text(encoding="utf-8") for name in ("copying.js", "store.js")
)
_component = st.components.v2.component(
    "casebook.tray",
    html='<div class="tray"></div>',
    css=controls.CSS + (_FOLDER / "tray.css").read_text(encoding="utf-8"),
    js=STORE + (_FOLDER / "tray.js").read_text(encoding="utf-8"),
)


@st.fragment
def show(dataset: Dataset, briefing: st.Page) -> None:
    """Draw the tray; `briefing` is the page to which it leads."""
    asked = _asked(st.session_state.get("tray"))
    with st.container(key="tray_place"):
        result = _component(
            key="tray",
            data={"words": words(dataset, asked), "version": dataset.version},
            on_asked_change=lambda: None,
            on_opened_change=lambda: None,
        )
    if result.opened:
        st.switch_page(briefing)


def _asked(state: Any) -> list[str]:
    held = state.get("asked") if state is not None else None
    return [str(one) for one in held[:MOST_ASKED]] if isinstance(held, list) else []


def words(dataset: Dataset, claim_ids: list[str]) -> dict[str, dict[str, Any]]:
    """For each id that the data hold: its statement, its article, and what disputes it.

    `against` are the ids of that, which a draft keeps that is saved as a file.
    """
    found: dict[str, dict[str, Any]] = {}
    known = in_words.claims(dataset, claim_ids)["claims"]
    for claim_id in claim_ids:
        row = dataset.row(claim_id)
        if row is not None:
            source = labels.source_name(dataset, str(dataset.cell("source_id", row)))
            found[claim_id] = {
                "statement": known[claim_id]["said"],
                "article": source,
                "disputed": str(dataset.disputed_by.iloc[row]),
                "against": known[claim_id]["against"],
            }
    return found
