"""What the document looks like, in a frame that runs no script."""

from pathlib import Path

import streamlit as st

_FOLDER = Path(__file__).parent
_component = st.components.v2.component(
    "casebook.preview",
    html='<div class="preview"></div>',
    css=(_FOLDER / "preview.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "preview.js").read_text(encoding="utf-8"),
)
_PAPER = (_FOLDER / "paper.css").read_text(encoding="utf-8")


def show(html: str, why: str) -> None:
    """Show a document, or say why there is none."""
    _component(key="preview", data={"html": on_paper(html) if html else "", "why": why})


def on_paper(html: str) -> str:
    """The document with the looks of a sheet of paper."""
    head, end, rest = html.partition("</head>")
    return f"{head}<style>{_PAPER}</style>{end}{rest}" if end else html
