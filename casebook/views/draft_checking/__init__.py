"""Check my draft: the claims that are nearest to each sentence of a text that is pasted here.

The browser keeps the text and sends it to be checked; the sentences and claims that it is told of
are computed by `answer`, which draws nothing; `show` mounts the component.
"""

from pathlib import Path
from typing import Any

import streamlit as st

from casebook.briefing import contents, draft, draft_report
from casebook.briefing.draft_check import LONGEST_DRAFT, CheckError, Sentence
from casebook.briefing.draft_matches import SAME, Match
from casebook.tables import labels
from casebook.tables.dataset import Dataset
from casebook.views import cached, controls, one_at_a_time, view_state
from casebook.views.tray import STORE

# What the command line calls the same; on a page that could be read as more than it is.
NOTHING_DIFFERS = "no difference found"
_FOLDER = Path(__file__).parent
_SCRIPTS = ("footnotes", "answer", "draft_checking")
_component = st.components.v2.component(
    "casebook.draft_checking",
    html='<div class="checking"></div>',
    css=controls.CSS + (_FOLDER / "draft_checking.css").read_text(encoding="utf-8"),
    js=STORE + "".join((_FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS),
)


@st.fragment
def show(dataset: Dataset, explore: st.Page, base: str) -> None:
    """Mount the question and its answer; a claim is opened on the page `explore`, at `base`."""
    state = st.session_state

    def asked() -> None:
        question = state["draft_checking"].get("asked")
        if isinstance(question, dict):
            state["_draft_checked"] = question

    question = state.get("_draft_checked")
    with one_at_a_time.out_of_turn():
        told = answer(dataset, question) if question else None
    with st.container(key="draft_checking_place"):
        result = _component(
            key="draft_checking",
            data={
                "answer": told,
                "address": base,
                "params": view_state.params_to_claim(""),
                "longest": LONGEST_DRAFT,
                "most": draft.MOST_ITEMS,
                "longest_item": draft.LONGEST_TEXT,
            },
            on_asked_change=asked,
            on_opened_change=lambda: None,
        )
    opened = str(result.opened or "")
    if dataset.row(opened) is not None:
        st.switch_page(explore, query_params=view_state.params_to_claim(opened))


def answer(dataset: Dataset, asked: dict[str, Any]) -> dict[str, Any]:
    """What is near to each sentence of a text, or why it can't be checked; with its token."""
    text = asked.get("text")
    told = {"token": asked.get("token")}
    try:
        sentences = cached.draft_checked(dataset, text if isinstance(text, str) else "")
    except CheckError as error:
        return {**told, "error": f"The text {error}."}
    if not sentences:
        return {**told, "error": "There is no sentence in this text."}
    rows = dict.fromkeys(match.row for one in sentences for match in one.matches)
    return {
        **told,
        "summary": f"{draft_report.summary(sentences)}.",
        "sentences": [_sentence(dataset, one) for one in sentences],
        "claims": {_id(dataset, row): _claim(dataset, row) for row in rows},
    }


def _sentence(dataset: Dataset, one: Sentence) -> dict[str, Any]:
    return {
        "text": one.text,
        "verdict": one.verdict,
        "matches": [_match(dataset, match) for match in one.matches],
    }


def _match(dataset: Dataset, match: Match) -> dict[str, Any]:
    same = match.state == SAME
    return {
        "id": _id(dataset, match.row),
        "differs": not same,
        "how": NOTHING_DIFFERS if same else draft_report.standing(match),
        "why": "; ".join(draft_report.nearness(match)),
    }


def _claim(dataset: Dataset, row: int) -> dict[str, str]:
    return {
        "said": contents.said(dataset, row),
        "article": labels.source_name(dataset, str(dataset.cell("source_id", row))),
    }


def _id(dataset: Dataset, row: int) -> str:
    return str(dataset.cell("claim_id", row))
