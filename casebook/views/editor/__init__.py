"""The editor of the briefing in the making, in which claims stand as the data have them.

The browser keeps the draft (see `tray/store.js`) and sends it as text; what the editor is told of
it is computed by `page` and `answer`, which make no Streamlit call; `show` mounts it.
"""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

import streamlit as st

from casebook.analysis.bars_in_words import BY
from casebook.analysis.comparison import subjects
from casebook.analysis.selection import Selection
from casebook.briefing import contents, draft
from casebook.briefing.changes import changes
from casebook.briefing.draft import Draft, DraftError
from casebook.briefing.draft_check import NOTHING_CITED
from casebook.tables.dataset import Dataset
from casebook.views import cached, controls
from casebook.views.editor import unsupported
from casebook.views.tray import STORE

CHARTS = {
    "year": "Chart by year",
    **{name: f"Chart by {by}" for name, by in BY.items()},
    "timeline": "Timeline by group",
    "timeline-outlet": "Timeline by outlet",
    "timeline-kind": "Timeline by kind of incident",
    "map": "Map of places",
}
OFFERED = 200  # comparisons among which a table of figures is chosen
TOLD = 200  # changes of a file that is opened
_FOLDER = Path(__file__).parent
_SCRIPTS = (
    "nodes",
    "fields",
    "cite",
    "unsupported",
    "items",
    "moving",
    "inserting",
    "files",
    "sending",
    "editor",
)
_component = st.components.v2.component(
    "casebook.editor",
    html='<div class="editor"></div>',
    css=controls.CSS + (_FOLDER / "editor.css").read_text(encoding="utf-8"),
    js=STORE + "".join((_FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS),
)


def show(dataset: Dataset, chosen: Selection, sources: str) -> None:
    """Mount the editor; `sources` says what the briefing rests on."""
    state = st.session_state
    _component(
        key="editor",
        data={
            **page(dataset, heard() or Draft(), chosen),
            "sources": sources,
            "session": state.get("_session_name"),
            "answer": state.get("_briefing_answer"),
        },
        on_draft_change=_hear,
        on_asked_change=lambda: _answer(dataset),
    )


def heard() -> Draft | None:
    """The draft that the browser sent last; None before it has sent one that can be read."""
    try:
        return draft.from_json(st.session_state["_briefing_text"])
    except (KeyError, DraftError):
        return None


def unread() -> str:
    """Why the draft that the browser sent last can't be read; empty where it can, or is none."""
    try:
        draft.from_json(st.session_state.get("_briefing_text") or draft.to_json(Draft()))
    except DraftError as error:
        return f"{str(error)[:1].upper()}{str(error)[1:]}."
    return ""


def _hear() -> None:
    text = st.session_state["editor"].get("draft")
    if isinstance(text, str):
        st.session_state["_briefing_text"] = text


def _answer(dataset: Dataset) -> None:
    asked = st.session_state["editor"].get("asked")
    if isinstance(asked, dict):
        st.session_state["_briefing_answer"] = answer(dataset, asked)


def answer(dataset: Dataset, asked: dict[str, Any]) -> dict[str, Any]:
    """What the editor asked for: its draft in other groups, or the draft of a file.

    With the token of the question; `draft` is the new draft as text, or `error` a sentence.
    """
    token, text = asked.get("token"), asked.get("text")
    try:
        written = draft.from_json(text if isinstance(text, str) else "")
    except DraftError as error:
        return {"token": token, "error": f"{str(error)[:1].upper()}{str(error)[1:]}."}
    if asked.get("kind") == "regroup":
        by = str(asked.get("by"))
        if by in contents.GROUPINGS:
            written = contents.regrouped(dataset, written, by)
        return {"token": token, "draft": draft.to_json(written)}
    changed = changes(dataset, written)
    return {
        "token": token,
        "draft": draft.to_json(written),
        "version": written.version,
        "changes": [
            {"id": one.claim_id, "state": one.state, "before": one.before, "now": one.now}
            for one in changed[:TOLD]
        ],
        "further": max(len(changed) - TOLD, 0),
    }


def page(dataset: Dataset, written: Draft, chosen: Selection) -> dict[str, Any]:
    """What the editor shows of the data: the claims of the draft, and what can be put into it."""
    told = tuple(written.named())
    queries = {item.query for item in written.items if item.kind in ("chart", "figures")}
    keys = [item.text for item in written.items if item.kind == "figures"]
    every = subjects.subjects(dataset)
    positions = {key: every.position(key) for key in keys}
    return {
        "version": dataset.version,
        **cached.claims_in_words(dataset, told),
        "gone": [
            *(one for one in told if dataset.row(one) is None),
            *(key for key, position in positions.items() if position is None),
        ],
        "charts": CHARTS,
        "query": query_of(chosen),
        "selection": in_words(dataset, chosen),
        "queries": {one: in_words(dataset, selection_of(dataset, one)) for one in sorted(queries)},
        "subjects": {
            key: every[position].title
            for key, position in positions.items()
            if position is not None
        },
        "figures": [
            {"key": key, "title": title}
            for key, title in cached.with_figures(dataset, chosen).items()
        ][:OFFERED],
        "unsupported": unsupported.told(dataset, written),
        "uncited": NOTHING_CITED,
        "most": draft.MOST_ITEMS,
        "longest": draft.LONGEST_TEXT,
    }


def query_of(chosen: Selection) -> str:
    """A selection as a draft keeps it: as in an address, without defaults."""
    return urlencode(chosen.to_params(), doseq=True)


def selection_of(dataset: Dataset, query: str) -> Selection:
    """The selection that a draft keeps; what the data do not hold is left out."""
    return Selection.from_params(parse_qs(query)).known(dataset)


def in_words(dataset: Dataset, chosen: Selection) -> str:
    """A selection as a sentence begins: `Claims about ISIS-K, 2019 to 2021`."""
    words = chosen.describe(dataset)
    return f"{words[:1].upper()}{words[1:]}"
