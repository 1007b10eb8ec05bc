"""What has changed in the data since a draft was saved, as far as the draft can tell."""

from collections.abc import Iterable
from dataclasses import dataclass

from casebook.briefing.contents import said
from casebook.briefing.draft import Draft
from casebook.briefing.verifying import DISPUTED, REWORDED, WITHDRAWN
from casebook.tables.dataset import Dataset


@dataclass(frozen=True)
class Change:
    """What became of a claim of a draft: withdrawn, reworded or newly disputed.

    `before` is what it stated when the draft was saved, where that is known; `now` what it states
    now, or the ids of those that dispute it now and did not then.
    """

    claim_id: str
    state: str
    before: str
    now: str

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.state}{f': {self.now}' if self.now else ''}"


def changes(dataset: Dataset, written: Draft) -> list[Change]:
    """What changed of the claims of a draft, in its order; a claim can have changed twice."""
    found = [
        change
        for item in written.items
        if item.kind == "claim"
        for change in _of_claim(dataset, item.text, item.said, item.against)
    ]
    cited = set(written.named()) - set(written.claims())
    gone = (one for one in written.named() if one in cited and dataset.row(one) is None)
    return [*found, *(Change(one, WITHDRAWN, "", "") for one in gone)]


def _of_claim(
    dataset: Dataset, claim_id: str, before: str, against: Iterable[str]
) -> Iterable[Change]:
    row = dataset.row(claim_id)
    if row is None:
        yield Change(claim_id, WITHDRAWN, before, "")
        return
    if not before:  # saved without what it said: nothing can be compared
        return
    now = said(dataset, row)
    if now != before:
        yield Change(claim_id, REWORDED, before, now)
    known = set(against)
    others = dataset.cells("claim_id", dataset.disputes.of(row))
    new = [other for other in dict.fromkeys(others) if other not in known]
    if new:
        yield Change(claim_id, DISPUTED, before, f"by {', '.join(new)}")
