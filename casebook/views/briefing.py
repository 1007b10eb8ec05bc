"""The page Briefing: the document in the making, what it looks like, and what is made of it."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from casebook.analysis.selection import Selection
from casebook.briefing import documents, proof, references, tree
from casebook.briefing.contents import MOST_STATEMENTS, Briefing
from casebook.briefing.documents import DocumentError
from casebook.briefing.draft import Draft
from casebook.briefing.styles import Style
from casebook.tables.dataset import Dataset
from casebook.views import (
    cached,
    citation_style,
    draft_checking,
    editor,
    lines,
    one_at_a_time,
    preview,
    still_true,
    view_state,
)
from casebook.words import number

_PACK = "zip"
FORMS = {
    "docx": (
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "pdf": ("PDF", "application/pdf"),
    "html": ("HTML", "text/html"),
    "md": ("Markdown", "text/markdown"),
    _PACK: ("Proof pack", "application/zip"),
    "bib": ("BibTeX", "application/x-bibtex"),
    "ris": ("RIS", "application/x-research-info-systems"),
    "csl.json": ("CSL-JSON", "application/json"),
}


def show(dataset: Dataset, explore: st.Page) -> None:
    """Draw the page; claims are opened on the page `explore`."""
    _desk(dataset)
    draft_checking.show(dataset, explore, base_of(st.context.url or ""))
    still_true.show(dataset)


@st.fragment
def _desk(dataset: Dataset) -> None:
    """The editor, and beside it the document; drawn by itself whenever the draft changes."""
    chosen = view_state.latest().selection.known(dataset)
    written = editor.heard() or Draft()
    base = base_of(st.context.url or "")
    many = len(written.claims()) > MOST_STATEMENTS
    briefing = cached.briefing(dataset, Draft() if many else written, chosen)
    lines.show((in_words(written, briefing), "sentence"))
    left, right = st.columns([1.1, 1], gap="medium")
    with left, st.container(key="editor_place"):
        editor.show(dataset, chosen, briefing.sources if briefing.articles else "")
    with right, st.container(key="preview_place"):
        style = _downloads(dataset, briefing, base, many=many)
        preview.show(**shown(dataset, written, chosen, base, style))


def in_words(written: Draft, briefing: Briefing) -> str:
    """What the briefing holds, as in `A briefing of 12 claims, with footnotes to 4 articles`."""
    if not written.claims():
        return "This briefing has no claims yet."
    claims = number(len(written.claims()), "claim")
    articles = number(len(briefing.articles), "article")
    noted = f", with footnotes to {articles}" if briefing.articles else ""
    return f"A briefing of {claims}{noted}."


def base_of(url: str) -> str:
    """The address of the app, to which links of a document lead, from that of this page."""
    address, _, _ = url.partition("?")
    return address.removesuffix("/").removesuffix("briefing")


def shown(
    dataset: Dataset, written: Draft, chosen: Selection, base: str, style: Style | None = None
) -> dict[str, str]:
    """The document as HTML, or a sentence that says why there is none."""
    if len(written.claims()) > MOST_STATEMENTS:
        return {"html": "", "why": _too_many(written)}
    if editor.unread():
        return {"html": "", "why": editor.unread()}
    if written == Draft(query=written.query, version=written.version):
        why = "The document appears here as soon as you add a claim or write something."
        return {"html": "", "why": why}
    try:
        with one_at_a_time.out_of_turn():
            return {"html": cached.preview(dataset, written, chosen, base, style), "why": ""}
    except DocumentError as error:
        return {"html": "", "why": f"The document can’t be made: {error}."}


def _too_many(written: Draft) -> str:
    claims = len(written.claims())
    return f"A document has at most {MOST_STATEMENTS:,} claims; this briefing has {claims:,}."


def made(
    dataset: Dataset,
    briefing: Briefing,
    base: str,
    form: str,
    paper: str = "a4",
    style: Style | None = None,
) -> bytes:
    """The briefing in one of FORMS, on one of documents.PAPERS. Raises DocumentError.

    It cites in a style, without one in our own notes.
    """
    if form == _PACK:
        return proof.pack(briefing, dataset, base, paper, style)
    if form in references.FORMS:
        return references.made(dataset, briefing.articles, form)
    return documents.made(tree.document(briefing, dataset, base, style), form, paper)


def _downloads(dataset: Dataset, briefing: Briefing, base: str, *, many: bool) -> Style | None:
    """The buttons, and the style that is chosen below them."""
    buttons = st.container(horizontal=True, gap="xsmall", key="briefing_downloads")
    style = citation_style.show()

    def data(form: str) -> Callable[[], bytes]:
        paper = str(st.session_state.get("paper") or "a4")
        return lambda: made(dataset, briefing, base, form, paper, style)

    nothing: dict[str, Any] = {"disabled": many or not (briefing.sections or briefing.judgement)}
    with buttons:
        for form, (label, mime) in FORMS.items():
            st.download_button(
                label,
                data=data(form),
                file_name=f"casebook-briefing-{dataset.version}.{form}",
                mime=mime,
                key=f"briefing_{form.replace('.', '_')}",
                on_click="ignore",
                **nothing,
            )
        st.segmented_control(
            "Paper of Word and PDF",
            [*documents.PAPERS],
            key="paper",
            default="a4",
            required=True,
            format_func={"a4": "A4", "letter": "Letter"}.__getitem__,
            label_visibility="collapsed",
        )
    return style
