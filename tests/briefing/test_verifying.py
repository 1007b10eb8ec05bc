from pathlib import Path

import pytest

from casebook.analysis.selection import Selection
from casebook.briefing import contents, documents, tree, verifying
from casebook.briefing.draft import Draft, Item
from casebook.briefing.verifying import DISPUTED, REWORDED, UNCHANGED, UPDATED, WITHDRAWN
from casebook.tables.dataset import Dataset
from tests import small

Folders = tuple[Path, Path]
every_form = pytest.mark.parametrize("form", documents.READ)


def written(dataset: Dataset, form: str, chosen: Selection | None = None) -> bytes:
    briefing = contents.of_selection(dataset, chosen or Selection())
    return documents.made(tree.document(briefing, dataset, "http://localhost:8501/"), form)


def states(content: bytes, form: str, now: Dataset) -> dict[str, str]:
    """What became of each claim of a document, the worst of its footnotes."""
    found = verifying.verified(now, verifying.footnotes(content, form))
    order = [UNCHANGED, DISPUTED, UPDATED, REWORDED, WITHDRAWN]
    worst: dict[str, str] = {}
    for one in found:
        before = worst.get(one.note.claim_id, UNCHANGED)
        worst[one.note.claim_id] = max(before, one.state, key=order.index)
    return worst


@every_form
def test_nothing_is_changed_where_nothing_was(related: Dataset, form: str) -> None:
    notes = verifying.footnotes(written(related, form), form)
    assert [note.number for note in notes] == list(range(1, len(notes) + 1))
    assert {note.version for note in notes} == {related.version}
    assert {one.state for one in verifying.verified(related, notes)} == {UNCHANGED}


@every_form
def test_what_became_of_a_claim_is_told(folders: Folders, form: str) -> None:
    before = written(small.loaded(folders), form)
    data = folders[0]
    small.change(data, "claims", "smith-2020-002", statement="Forty people were injured in Kabul.")
    small.change(data, "claims", "smith-2020-004", quote="1,500 to 2,200")
    small.relate(data, "smith-2020-001", "disputes", "herald-2021-strike-004")
    found = states(before, form, small.loaded(folders))
    assert found["smith-2020-002"] == REWORDED
    assert found["smith-2020-004"] == UNCHANGED
    assert found["smith-2020-001"] == UNCHANGED
    alone = written(small.loaded(folders), form, Selection(kind=("estimate",)))
    small.relate(data, "smith-2020-001", "updates", "smith-2020-004")
    assert states(alone, form, small.loaded(folders)) == {"smith-2020-004": UPDATED}
    small.unrelated(data, "smith-2020-004")
    small.change(data, "claims", "smith-2020-004", claim_id="smith-2020-009")
    assert states(before, form, small.loaded(folders))["smith-2020-004"] == WITHDRAWN


@every_form
def test_a_dispute_that_a_document_does_not_name_is_new(folders: Folders, form: str) -> None:
    before = written(small.loaded(folders), form, Selection(kind=("estimate",)))
    small.relate(folders[0], "smith-2020-002", "disputes", "smith-2020-004")
    found = verifying.verified(small.loaded(folders), verifying.footnotes(before, form))
    assert [(one.state, one.now) for one in found] == [(DISPUTED, "by smith-2020-002")]


@every_form
def test_what_disputes_a_claim_beside_a_statement_or_is_left_out_knowingly_is_not_new(
    folders: Folders, form: str
) -> None:
    small.relate(folders[0], "smith-2020-004", "tension", "smith-2020-001")
    related = small.loaded(folders)
    part = written(related, form, Selection(kind=("estimate",)))
    found = verifying.verified(related, verifying.footnotes(part, form))
    assert [one.note.claim_id for one in found] == ["smith-2020-004", "smith-2020-001"]
    assert related.disputed[related.row("smith-2020-001")]
    assert {one.state for one in found} == {UNCHANGED}
    alone = Draft(items=(Item("claim", "smith-2020-001", alone=True),))
    briefing = contents.of_draft(related, alone, Selection())
    content = documents.made(tree.document(briefing, related, "http://localhost:8501/"), form)
    assert b"What disputes 1 of them is left out by choice of the author." in content or (
        form == "docx"
    )
    found = verifying.verified(related, verifying.footnotes(content, form))
    assert {one.state for one in found} == {UNCHANGED}


def test_a_quote_of_other_words_is_reworded(folders: Folders) -> None:
    before = written(small.loaded(folders), "md", Selection(kind=("estimate",)))
    small.change(
        folders[0],
        "claims",
        "smith-2020-004",
        quote="put the Reds’ strength at 1,500 to 2,200 fighters",
    )
    (found,) = verifying.verified(small.loaded(folders), verifying.footnotes(before, "md"))
    assert (found.state, found.now) == (
        REWORDED,
        "“put the Reds’ strength at 1,500 to 2,200 fighters”",
    )


def test_a_document_of_something_else_has_no_footnotes_of_claims() -> None:
    content = b"Words.[^1]\n\n[^1]: See [there](http://example.test/?page=2).\n"
    assert verifying.footnotes(content, "md") == []
    with pytest.raises(documents.DocumentError, match="pandoc could not read the document: "):
        verifying.footnotes(b"no document", "docx")
