"""The style in which the documents of the page Briefing cite: a file of CSL, or our own notes.

The file is read in the browser and comes as text: the server takes no uploads.
"""

from pathlib import Path
from typing import Any

import streamlit as st

from casebook.briefing import styles
from casebook.briefing.styles import Style
from casebook.views import controls
from casebook.views.tray import NODE

_FOLDER = Path(__file__).parent
_component = st.components.v2.component(
    "casebook.citation_style",
    html='<div class="style"></div>',
    css=controls.CSS + (_FOLDER / "citation_style.css").read_text(encoding="utf-8"),
    js=NODE + (_FOLDER / "citation_style.js").read_text(encoding="utf-8"),
)


def show() -> Style | None:
    """Mount the choice; the chosen style, None for our own notes."""
    chosen, told = taken(_held())
    _component(
        key="citation_style",
        data={
            "name": told.get("name", ""),
            "error": told.get("error", ""),
            "most": styles.MOST_BYTES,
        },
        on_file_change=lambda: None,
    )
    return chosen


def _held() -> Any:
    state = st.session_state.get("citation_style")
    return state.get("file") if state is not None else None


def taken(file: Any) -> tuple[Style | None, dict[str, str]]:
    """The style of a file that the browser sent, with its name, or why there is none."""
    if not isinstance(file, dict):
        return None, {}
    name, text = str(file.get("name", ""))[:200], str(file.get("text", ""))
    try:
        return styles.parsed(name, text.encode(errors="replace")), {"name": name}
    except styles.StyleError as error:
        return None, {"name": name, "error": f"{error}. Documents keep Casebook’s own style."}
