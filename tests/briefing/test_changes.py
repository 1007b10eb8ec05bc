from pathlib import Path

from casebook.briefing.changes import Change, changes
from casebook.briefing.contents import said
from casebook.briefing.draft import Draft, Item
from casebook.briefing.verifying import DISPUTED, REWORDED, WITHDRAWN
from casebook.tables.dataset import Dataset
from tests import small

Folders = tuple[Path, Path]
COUNTED, STRENGTH = "smith-2020-001", "smith-2020-004"


def saved(dataset: Dataset, claim_id: str) -> Item:
    """A claim as a draft that is saved now holds it."""
    row = dataset.row(claim_id)
    assert row is not None
    against = dataset.cells("claim_id", dataset.disputes.of(row))
    return Item("claim", claim_id, said=said(dataset, row), against=tuple(against))


def test_nothing_is_changed_where_nothing_was(dataset: Dataset) -> None:
    every = [saved(dataset, str(one)) for one in dataset.claims["claim_id"]]
    assert changes(dataset, Draft(items=tuple(every))) == []


def test_what_became_of_each_claim_is_told_in_the_order_of_the_draft(folders: Folders) -> None:
    before = small.loaded(folders)
    written = Draft(items=(saved(before, STRENGTH), saved(before, COUNTED)))
    small.change(folders[0], "claims", STRENGTH, statement="About 2,000 fighters.")
    small.relate(folders[0], STRENGTH, "disputes", "herald-2021-strike-004")
    small.relate(folders[0], COUNTED, "disputes", "herald-2021-strike-004")
    assert changes(small.loaded(folders), written) == [
        Change(STRENGTH, REWORDED, written.items[0].said, "About 2,000 fighters."),
        Change(STRENGTH, DISPUTED, written.items[0].said, "by herald-2021-strike-004"),
        Change(COUNTED, DISPUTED, written.items[1].said, "by herald-2021-strike-004"),
    ]


def test_withdrawn_claims_are_told_those_too_that_only_words_name(dataset: Dataset) -> None:
    written = Draft(
        judgement="As one says [@b-002].",
        items=(Item("claim", "a-001", said="So it was."), Item("paragraph", "[@a-001] [@c-003]")),
    )
    found = changes(dataset, written)
    assert [(one.claim_id, one.state) for one in found] == [
        ("a-001", WITHDRAWN),
        ("b-002", WITHDRAWN),
        ("c-003", WITHDRAWN),
    ]
    assert str(found[0]) == "a-001: withdrawn"


def test_of_a_claim_saved_without_its_words_no_change_can_be_told(dataset: Dataset) -> None:
    assert changes(dataset, Draft().adding([COUNTED])) == []
