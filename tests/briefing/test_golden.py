"""Whole documents: as they were when last read, and as a library for Word's files sees them."""

import io

import docx
import pytest
from docx.document import Document

from casebook.analysis.selection import Selection
from casebook.briefing import contents, documents, tree
from casebook.charts import picture
from casebook.tables.dataset import Dataset
from tests.briefing import make_golden
from tests.briefing.test_exhibits import PNG

NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.mark.parametrize("form", make_golden.FORMS)
def test_a_briefing_is_as_it_was_when_it_was_last_read(form: str) -> None:
    golden = (make_golden.FOLDER / f"briefing.{form}").read_text(encoding="utf-8")
    assert make_golden.made(form) == golden, make_golden.__doc__


@pytest.fixture
def word(related: Dataset, monkeypatch: pytest.MonkeyPatch) -> Document:
    monkeypatch.setattr(picture, "drawn", lambda *_: PNG)
    briefing = contents.of_draft(related, make_golden.WRITTEN, Selection())
    made = tree.document(briefing, related, "http://localhost:8501/")
    return docx.Document(io.BytesIO(documents.made(made, "docx")))


def test_word_has_headings_by_style_and_one_footnote_for_each_of_the_briefing(
    related: Dataset, word: Document
) -> None:
    styles: dict[str, list[str]] = {}
    for paragraph in word.paragraphs:
        styles.setdefault(str(paragraph.style and paragraph.style.name), []).append(paragraph.text)
    assert styles["Title"] == ["How strong are the Reds?"]
    assert styles["Date"] == ["1 May 2021"]
    assert styles["Heading 2"] == [
        "Key judgement",
        "The attack in Kabul",
        "Over the years",
        "What this rests on",
    ]
    assert styles["Key Judgement"] == [
        "The Reds remain able to strike; their strength is uncertain."
    ]
    years, times = styles["Image Caption"]
    assert years.startswith("Figure 1. Claims by year of event. Selected: claims about Reds; ")
    assert times.startswith("Figure 2. Timeline of incidents by group. Selected: claims about Reds")
    briefing = contents.of_draft(related, make_golden.WRITTEN, Selection())
    asked = [*word.element.body.iter(f"{WORD}footnoteReference")]
    assert len(asked) == len(briefing.noted())
    (part,) = [one.target_part for one in word.part.rels.values() if one.reltype == NOTES]
    assert part.blob.count(b"<w:footnote ") - 2 == len(asked)


def test_word_has_the_figures_as_a_table_whose_rows_are_not_broken(word: Document) -> None:
    (table,) = word.tables
    assert [cell.text for cell in table.rows[0].cells] == [
        "Who says it",
        "Figure",
        "Unit",
        "Time",
        "Source",
    ]
    assert [row.cells[1].text for row in table.rows[1:]] == ["five", "at least 13", "40"]
    assert table.style is not None
    assert [*table.style.element.iter(f"{WORD}cantSplit")]
    assert len(word.inline_shapes) == 2


def test_word_has_its_title_and_its_page(word: Document) -> None:
    assert word.core_properties.title == "How strong are the Reds?"
    assert word.sections[0].page_width is not None
    assert round(word.sections[0].page_width.mm) == 210
