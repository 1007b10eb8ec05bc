import base64
import json
from pathlib import Path
from typing import Any

import pytest

from casebook.analysis.comparison.with_figures import with_figures
from casebook.analysis.selection import Selection
from casebook.briefing import contents, documents, draft, in_words, references, tree
from casebook.briefing.documents import DocumentError
from casebook.briefing.draft import Draft, Item
from casebook.tables.dataset import Dataset
from casebook.views import briefing, citation_style, editor, preview, still_true
from tests import small

Folders = tuple[Path, Path]
ALL = Selection()
COUNTED, DENIED, STRENGTH = "smith-2020-001", "smith-2020-003", "smith-2020-004"
HOSTILE = "</script><img src=x onerror=alert(1)>"


# What the editor is told


def test_a_claim_comes_with_who_says_so_where_when_and_its_figure(dataset: Dataset) -> None:
    told = in_words.claims(dataset, [COUNTED, STRENGTH, "nobody-001"])
    assert set(told["claims"]) == {COUNTED, STRENGTH}
    claim = told["claims"][COUNTED]
    assert claim["said"].endswith("13 people in Kabul, according to Kabul officials.")
    assert claim["line"] == "Kabul officials · Daily Paper · 5 May 2020 · “at least 13” killed"
    assert set(claim["against"]) == {"herald-2021-strike-001", DENIED}
    assert told["others"][DENIED] == {
        "said": "Amin Gul of the Reds denied that they were there.",
        "who": "Amin Gul",
    }
    assert told["claims"][STRENGTH]["line"].startswith("The article itself · Daily Paper · May")
    assert told["claims"][STRENGTH]["against"] == []


def test_the_page_tells_of_all_that_a_draft_names(dataset: Dataset) -> None:
    written = Draft(
        judgement=f"So it is [@{STRENGTH}].",
        items=(
            Item("claim", COUNTED),
            Item("claim", "gone-001"),
            Item("paragraph", "See [@gone-002]."),
            Item("chart", "year", "group=Reds&years=2020"),
            Item("figures", "no-comparison", "group=Nobody"),
        ),
    )
    told = editor.page(dataset, written, Selection(group=("Reds",)))
    assert set(told["claims"]) == {COUNTED, STRENGTH}
    assert told["gone"] == ["gone-001", "gone-002", "no-comparison"]
    assert told["query"] == "group=Reds"
    assert told["selection"] == "Claims about Reds"
    assert told["queries"] == {
        "group=Nobody": "All claims",
        "group=Reds&years=2020": "Claims about Reds, 2020 or undated",
    }
    json.dumps(told)


def test_a_selection_comes_back_from_what_a_draft_keeps_of_it(dataset: Dataset) -> None:
    chosen = Selection(group=("Reds", "Blues"), years=(2016, 2020), search="a & b")
    assert editor.selection_of(dataset, editor.query_of(chosen)) == chosen
    assert editor.query_of(ALL) == ""
    for garbage in ("%%%", "years=x", "&&==", "group=" + "x" * 9_000):
        assert editor.selection_of(dataset, garbage) == ALL


def test_tables_are_offered_of_comparisons_with_two_figures_of_one_unit(dataset: Dataset) -> None:
    rows = ALL.apply(dataset)
    assert with_figures(dataset, rows) == {"2020-05-05-kabul-attack": "Attack in Kabul"}
    assert with_figures(dataset, rows[rows != dataset.row(COUNTED)]) == {}
    assert with_figures(dataset, rows[:0]) == {}
    (offered,) = editor.page(dataset, Draft(), ALL)["figures"]
    assert offered == {"key": "2020-05-05-kabul-attack", "title": "Attack in Kabul"}


# What the editor asks


def asked(kind: str, text: Any, **more: Any) -> dict[str, Any]:
    return {"token": "7", "kind": kind, "text": text, **more}


def test_a_draft_is_regrouped_and_keeps_what_was_saved_with_it(dataset: Dataset) -> None:
    written = Draft("T", items=(Item("claim", COUNTED, said="x", against=("y",)),))
    told = editor.answer(dataset, asked("regroup", draft.to_json(written), by="year"))
    assert told["token"] == "7"
    regrouped = draft.from_json(told["draft"])
    assert regrouped == contents.regrouped(dataset, written, "year")
    assert regrouped.items[1].against == ("y",)
    told = editor.answer(dataset, asked("regroup", draft.to_json(written), by="nothing"))
    assert draft.from_json(told["draft"]) == written


def test_a_file_is_opened_with_what_changed(dataset: Dataset) -> None:
    written = Draft(
        "T",
        items=(Item("claim", "gone-001", said="So."), Item("claim", COUNTED, said="Otherwise.")),
        version="before",
    )
    told = editor.answer(dataset, asked("open", draft.to_json(written)))
    assert draft.from_json(told["draft"]) == written
    assert told["version"] == "before"
    assert [(one["id"], one["state"]) for one in told["changes"]] == [
        ("gone-001", "withdrawn"),
        (COUNTED, "reworded"),
        (COUNTED, "newly disputed"),
    ]
    assert told["further"] == 0
    many = Draft().adding(f"gone-{place}" for place in range(300))
    told = editor.answer(dataset, asked("open", draft.to_json(many)))
    assert (len(told["changes"]), told["further"]) == (200, 100)


@pytest.mark.parametrize("text", ["{", "[]", None, 7, '{"casebook_briefing": 1, "title": []}'])
def test_a_file_that_is_none_is_answered_with_a_sentence(dataset: Dataset, text: Any) -> None:
    told = editor.answer(dataset, asked("open", text))
    assert told["error"].endswith(".")
    assert "draft" not in told


# The document


def test_the_sentence_counts_claims_and_articles(dataset: Dataset) -> None:
    def words(written: Draft) -> str:
        return briefing.in_words(written, contents.of_draft(dataset, written, ALL))

    assert words(Draft()) == "This briefing has no claims yet."
    assert (
        words(Draft().adding([STRENGTH])) == "A briefing of 1 claim, with footnotes to 1 article."
    )
    assert (
        words(Draft().adding([COUNTED, "gone"]))
        == "A briefing of 2 claims, with footnotes to 2 articles."
    )
    assert words(Draft().adding(["gone"])) == "A briefing of 1 claim."


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("http://localhost:8501/briefing?briefing=eJx", "http://localhost:8501/"),
        ("https://a.example/casebook/briefing/", "https://a.example/casebook/"),
        ("http://localhost:8501/", "http://localhost:8501"),
        ("", ""),
    ],
)
def test_links_lead_to_the_first_page(url: str, base: str) -> None:
    assert briefing.base_of(url) == base


def shown(dataset: Dataset, written: Draft) -> dict[str, str]:
    return briefing.shown(dataset, written, ALL, "http://localhost:8501/")


def test_the_preview_shows_the_document_or_says_why_not(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = shown(dataset, Draft("Title", items=(Item("paragraph", HOSTILE),)).adding([COUNTED]))
    assert html["why"] == ""
    assert "killed at least 13 people in Kabul" in html["html"]
    assert HOSTILE not in html["html"]
    paper = preview.on_paper(html["html"])
    assert paper.index("<style>/* A sheet") < paper.index("</head>")
    assert preview.on_paper("no head") == "no head"
    assert "as soon as you add a claim" in shown(dataset, Draft())["why"]
    assert (
        "as soon as you add a claim"
        in shown(dataset, Draft(version="x", query="group=Reds"))["why"]
    )
    many = Draft().adding(f"a-{place}" for place in range(1_001))
    assert "at most 1,000 claims; this briefing has 1,001" in shown(dataset, many)["why"]

    def fails(*_: object) -> bytes:
        raise DocumentError("pandoc was stopped")

    monkeypatch.setattr(documents, "made", fails)
    assert shown(dataset, Draft("Another"))["why"] == (
        "The document can’t be made: pandoc was stopped."
    )


def test_every_form_can_be_taken_along(dataset: Dataset) -> None:
    made = contents.of_draft(dataset, Draft("T").adding([STRENGTH]), ALL)
    starts = {
        "docx": b"PK",
        "pdf": b"%PDF",
        "html": b"<!DOCTYPE",
        "md": b"---",
        "zip": b"PK",
        "bib": b"@article",
        "ris": b"TY  - ",
        "csl.json": b"[",
    }
    assert set(starts) == set(briefing.FORMS) == {*documents.FORMS, "zip", *references.FORMS}
    for form, start in starts.items():
        content = briefing.made(dataset, made, "http://localhost:8501/", form)
        assert content.lstrip().startswith(start), form


# Still true?


def question(name: str, content: bytes | str) -> dict[str, Any]:
    held = base64.b64encode(content).decode() if isinstance(content, bytes) else content
    return {"token": "1", "name": name, "content": held}


def test_a_document_is_looked_through_footnote_by_footnote(folders: Folders) -> None:
    before = small.loaded(folders)
    made = contents.of_draft(before, Draft("T").adding([STRENGTH, COUNTED]), ALL)
    content = documents.made(tree.document(made, before, "http://localhost:8501/"), "docx")
    small.change(folders[0], "claims", STRENGTH, statement="About 2,000 fighters.")
    told = still_true.answer(small.loaded(folders), question("A.DOCX", content))
    states = {one["id"]: (one["state"], one["now"]) for one in told["notes"]}
    assert states[STRENGTH] == ("reworded", "About 2,000 fighters.")
    assert states[COUNTED] == ("unchanged", "")
    held = len(told["notes"]) - 1
    assert told["sentence"].startswith(f"{held} of {held + 1} footnotes unchanged. Made from data")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.pdf", b"%PDF", "The name of the file must end with .docx, .md or .html."),
        ("", b"", "The name of the file must end with"),
        ("a.docx", b"no document", "can’t be read as a document"),
        ("a.docx", "é not base64", "can’t be read as a document"),
        ("a.md", b"Words.[^1]\n\n[^1]: A note.", "No footnote of this document leads to a claim"),
        ("a.md", b"x" * 5_000_001, "more than 5 MB"),
    ],
)
def test_what_can_not_be_looked_through_says_why(
    dataset: Dataset, name: str, content: bytes | str, why: str
) -> None:
    assert why in still_true.answer(dataset, question(name, content))["error"]


def test_a_style_that_is_chosen_is_cited_in_and_what_is_none_says_so(dataset: Dataset) -> None:
    text = (Path(__file__).parents[1] / "briefing" / "note.csl").read_text(encoding="utf-8")
    style, told = citation_style.taken({"name": "note.csl", "text": text})
    assert style is not None
    assert told == {"name": "note.csl"}
    written = contents.of_selection(dataset, ALL)
    cited, own = (
        briefing.made(dataset, written, "http://localhost:8501/", "md", "a4", one).decode()
        for one in (style, None)
    )
    assert "Jo Smith, “A headline,” *Daily Paper*, May 6, 2020" in cited
    assert "Jo Smith, “A headline,” *Daily Paper*, May 6, 2020" not in own
    assert citation_style.taken(None) == (None, {})
    for text in ("", "<html></html>", "\ud800", 7):
        none, told = citation_style.taken({"name": "x" * 300, "text": text})
        assert none is None
        assert told["error"].endswith(". Documents keep Casebook’s own style.")
        assert len(told["name"]) == 200
