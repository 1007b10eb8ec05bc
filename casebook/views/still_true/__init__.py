"""Whether a document that was made earlier still says what the data do: footnote by footnote.

The file is read in the browser and comes with a question, as base64: the server takes no uploads.
"""

import base64
import binascii
from pathlib import Path
from typing import Any

import streamlit as st

from casebook.briefing import documents, verifying
from casebook.tables.dataset import Dataset
from casebook.views import controls, one_at_a_time
from casebook.views.tray import NODE
from casebook.words import listed, number

MOST_BYTES = 5_000_000
_FOLDER = Path(__file__).parent
_component = st.components.v2.component(
    "casebook.still_true",
    html='<div class="still"></div>',
    css=controls.CSS + (_FOLDER / "still_true.css").read_text(encoding="utf-8"),
    js=NODE + (_FOLDER / "still_true.js").read_text(encoding="utf-8"),
)


@st.fragment
def show(dataset: Dataset) -> None:
    """Mount the question and its answer."""

    def asked() -> None:
        question = st.session_state["still_true"].get("asked")
        if isinstance(question, dict):
            with one_at_a_time.out_of_turn():
                st.session_state["_still_true"] = answer(dataset, question)

    with st.container(key="still_true_place"):
        _component(
            key="still_true",
            data={"answer": st.session_state.get("_still_true"), "most": MOST_BYTES},
            on_asked_change=asked,
        )


def answer(dataset: Dataset, asked: dict[str, Any]) -> dict[str, Any]:
    """What became of each footnote of a document, or why it can't be said; with its token."""
    name = str(asked.get("name", ""))[:200]
    told = {"token": asked.get("token"), "name": name}
    form = name.rpartition(".")[2].lower()
    if form not in documents.READ:
        endings = listed((f".{known}" for known in documents.READ), "or")
        return {**told, "error": f"The name of the file must end with {endings}."}
    try:
        content = base64.b64decode(str(asked.get("content", "")), validate=True)
        if len(content) > MOST_BYTES:
            return {**told, "error": f"The file has more than {MOST_BYTES // 1_000_000} MB."}
        notes = verifying.footnotes(content, form)
    except (documents.DocumentError, binascii.Error, ValueError) as error:
        return {**told, "error": f"This file can’t be read as a document: {error}."}
    if not notes:
        return {**told, "error": "No footnote of this document leads to a claim of a casebook."}
    found = verifying.verified(dataset, notes)
    return {
        **told,
        "sentence": in_words(dataset, found),
        "notes": [
            {
                "number": one.note.number,
                "id": one.note.claim_id,
                "state": one.state,
                "now": one.now,
                "sentence": one.note.sentence,
            }
            for one in found
        ],
    }


def in_words(dataset: Dataset, found: list[verifying.Finding]) -> str:
    """How many footnotes are unchanged, and between which versions of the data."""
    held = sum(one.state == verifying.UNCHANGED for one in found)
    versions = listed(sorted({one.note.version or "unknown" for one in found}))
    return (
        f"{held:,} of {number(len(found), 'footnote')} unchanged. "
        f"Made from data version {versions}; now it is {dataset.version}."
    )
