import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest

from casebook.analysis.selection import Selection
from casebook.briefing import contents, documents, forms, tree, verifying
from casebook.briefing import nodes as made_of
from casebook.briefing.draft import Draft
from casebook.tables.dataset import Dataset
from tests import small
from tests.briefing import make_reference

Folders = tuple[Path, Path]
ALL = Selection()
BASE = "http://localhost:8501/"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def document(dataset: Dataset, chosen: Selection = ALL, title: str = "") -> dict[str, Any]:
    return tree.document(contents.of_selection(dataset, chosen, title=title), dataset, BASE)


def nodes(value: Any, kind: str) -> Iterator[Any]:
    """What every node of one kind holds, in the order of the document."""
    if isinstance(value, dict):
        if value.get("t") == kind:
            yield value["c"]
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from nodes(part, kind)


def words(value: Any) -> str:
    """The text of a part of the tree."""
    if isinstance(value, dict):
        own = {"Str": value.get("c"), "Space": " "}.get(str(value.get("t")))
        return own if isinstance(own, str) else words(list(value.values()))
    return "".join(map(words, value)) if isinstance(value, list) else ""


def test_every_statement_has_a_footnote_with_its_words_and_a_link_that_opens_its_claim(
    related: Dataset,
) -> None:
    made = document(related)
    notes = list(nodes(made, "Note"))
    claims = related.claims.set_index("claim_id")
    named = []
    for note in notes:
        (link,) = nodes(note, "Link")
        target = parse_qs(urlsplit(link[2][0]).query)
        (claim_id,) = target["claim"]
        named.append(claim_id)
        assert claims.at[claim_id, "quote"] in words(note)
        assert target["data"] == [related.version]
        assert f"Casebook {claim_id}" in words(note)
    assert set(named) == set(claims.index)


def test_figures_stand_in_the_footnote_as_they_are_written(related: Dataset) -> None:
    text = words(document(related))
    for figure in related.claims["figure"]:
        assert figure in text


def test_footnotes_count_up_without_gaps_in_every_form(related: Dataset) -> None:
    made = document(related)
    count = len(list(nodes(made, "Note")))
    markdown = documents.made(made, "md").decode()
    assert re.findall(r"^\[\^(\d+)\]:", markdown, re.MULTILINE) == [
        str(number) for number in range(1, count + 1)
    ]
    html = documents.made(made, "html").decode()
    assert re.findall(r'id="fn(\d+)"', html) == [str(number) for number in range(1, count + 1)]
    with zipfile.ZipFile(io.BytesIO(documents.made(made, "docx"))) as parts:
        footnotes = ElementTree.fromstring(parts.read("word/footnotes.xml"))
        body = ElementTree.fromstring(parts.read("word/document.xml"))
    told = [note.get(f"{WORD}id") for note in footnotes if note.get(f"{WORD}type") is None]
    asked = [mark.get(f"{WORD}id") for mark in body.iter(f"{WORD}footnoteReference")]
    assert told == asked
    assert len(told) == count


def test_every_form_is_what_its_name_says_and_the_same_each_time(related: Dataset) -> None:
    made = document(related, title="On the Reds")
    begins = {"docx": b"PK", "md": b"---", "html": b"<!DOCTYPE html>", "pdf": b"%PDF"}
    for form in documents.FORMS:
        content = documents.made(made, form)
        assert content.startswith(begins[form])
        assert documents.made(made, form) == content


HOSTILE = "<script>window.ran = 1</script> *x* [y](http://intruder.test) #set $z$ \\input{a} `c`"


@pytest.mark.parametrize("title", [HOSTILE, "x" * 10_000, "\u202eright to left", "\u2028"])
def test_what_somebody_wrote_is_only_text_in_every_form(related: Dataset, title: str) -> None:
    made = document(related, title=title)
    assert words(made["meta"]["title"]) == title
    html = documents.made(made, "html").decode()
    assert "<script>window" not in html
    assert "<b>*Other*</b>" not in html
    assert "&lt;b&gt;*Other*&lt;/b&gt;" in html
    for form in ("docx", "md", "pdf"):
        assert documents.made(made, form)


def test_a_document_that_takes_too_long_or_can_not_be_made_says_why(
    related: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(documents.DocumentError, match="pandoc could not make the document: "):
        documents.made({"blocks": [{"t": "no node"}]}, "md")

    def slow(*_: Any, **__: Any) -> None:
        raise subprocess.TimeoutExpired("pandoc", 1)

    monkeypatch.setattr(documents.subprocess, "run", slow)
    with pytest.raises(documents.DocumentError, match="pandoc was stopped after 120 seconds"):
        documents.made(document(related), "docx")


def test_a_page_that_typst_refuses_or_never_ends_is_told_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def written(source: bytes) -> Any:
        return lambda *_: (source, {})

    monkeypatch.setattr(documents, "_written", written(b"#panic(1)"))
    with pytest.raises(documents.DocumentError, match=r"Typst could not make the PDF: .*panic"):
        documents.made({}, "pdf")
    monkeypatch.setattr(documents, "LONGEST", 1)
    endless = b"#for a in range(99999) { for b in range(99999) { let c = range(9999) } }"
    monkeypatch.setattr(documents, "_written", written(endless))
    with pytest.raises(documents.DocumentError, match="Typst was stopped after 1 seconds"):
        documents.made({}, "pdf")


def test_the_tree_is_what_pandoc_reads_and_nothing_else() -> None:
    assert json.loads(json.dumps(made_of.text(" two  words "))) == [
        {"t": "Space"},
        {"t": "Str", "c": "two"},
        {"t": "Space"},
        {"t": "Space"},
        {"t": "Str", "c": "words"},
        {"t": "Space"},
    ]


def test_all_claims_of_the_project_make_a_document_of_which_every_footnote_holds(
    real: Dataset,
) -> None:
    content = documents.made(document(real), "docx")
    found = verifying.verified(real, verifying.footnotes(content, "docx"))
    assert len(found) >= len(real.claims)
    assert {(one.state, one.note.claim_id) for one in found if one.state != "unchanged"} == set()


def test_a_word_document_has_its_title_and_pages_around_the_text(related: Dataset) -> None:
    content = documents.made(document(related, title="On the Reds"), "docx")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        texts = {name: parts.read(name).decode() for name in parts.namelist()}
    assert " TITLE " in texts["word/header1.xml"]
    assert " NUMPAGES " in texts["word/footer1.xml"]
    for part in ("header", "footer"):
        assert f'<w:{part}Reference r:id="rId{part.capitalize()}"' in texts["word/document.xml"]
    assert "<dc:title>On the Reds</dc:title>" in texts["docProps/core.xml"]


@pytest.mark.parametrize("paper", documents.PAPERS)
def test_the_styles_of_word_documents_are_those_that_are_made_of_pandocs_own(paper: str) -> None:
    assert documents.reference(paper).read_bytes() == make_reference.made(paper)


def test_a_document_has_pages_of_the_size_that_is_asked_for(related: Dataset) -> None:
    made = document(related)
    for paper, width, box in (("a4", "11906", b"595.27"), ("letter", "12240", b"612")):
        with zipfile.ZipFile(io.BytesIO(documents.made(made, "docx", paper))) as parts:
            body = ElementTree.fromstring(parts.read("word/document.xml"))
        assert [page.get(f"{WORD}w") for page in body.iter(f"{WORD}pgSz")] == [width]
        boxes = re.findall(rb"/MediaBox\s*\[0 0 ([0-9.]+)", documents.made(made, "pdf", paper))
        assert boxes
        assert all(found.startswith(box) for found in boxes)


def test_a_briefing_opens_with_its_title_its_day_and_its_key_judgement(related: Dataset) -> None:
    written = Draft("On the Reds", "1 May 2020", "They grew [@smith-2020-004] .")
    made = tree.document(contents.of_draft(related, written, ALL), related, BASE)
    markdown = documents.made(made, "md").decode()
    told = f"date: 1 May 2020\nlang: en\ntitle: On the Reds\nversion: {related.version}\n"
    assert markdown.startswith(f"---\n{told}---\n")
    assert "## Key judgement\n\nThey grew[^1] .\n" in markdown
    html = documents.made(made, "html").decode()
    assert re.search(r'<div id="judgement"[^>]*>\s*<p>They grew<a href="#fn1"', html)
    with zipfile.ZipFile(io.BytesIO(documents.made(made, "docx"))) as parts:
        assert '<w:pStyle w:val="KeyJudgement"' in parts.read("word/document.xml").decode()
        assert f">{related.version}<" in parts.read("docProps/custom.xml").decode()


def test_for_typst_alone_each_statement_is_a_list_of_its_own(related: Dataset) -> None:
    made = document(related)
    for form, apart in (("html", False), ("docx", False), ("md", False), ("pdf", True)):
        fitted, _ = forms.fitted(made, form)
        lists = [block["c"] for block in fitted["blocks"] if block["t"] == "BulletList"]
        assert all(len(items) == 1 for items in lists) == apart
        assert words(fitted["blocks"]) == words(made["blocks"])


def test_an_article_is_listed_as_it_is_cited(folders: Folders) -> None:
    small.change(folders[0], "sources", "smith-2020", title="Who struck?")
    text = words(document(small.loaded(folders)))
    assert "Jo Smith, “Who struck?”, Daily Paper, 6 May 2020." in text


def test_the_pages_as_pictures_are_those_of_the_pdf(related: Dataset) -> None:
    made = document(related)
    pages = documents.pictures(made)
    assert all(page.startswith(b"\x89PNG") for page in pages)
    assert len(re.findall(rb"/Type\s*/Page[^s]", documents.made(made, "pdf"))) == len(pages)
