"""What the casebook says of pairs of claims: which dispute each other, which a note names."""

import re

import numpy as np

from casebook.analysis.comparison.claim_groups import Groups, Pairs, Whole, among, pairs, ranges
from casebook.analysis.comparison.once_per_dataset import once
from casebook.tables import schema
from casebook.tables.dataset import Dataset, Mask, Rows

CLAIM_ID = re.compile(rf"(?<![\w-]){schema.CLAIM_KEY}(?![\w-])")


def disputes_within(dataset: Dataset, groups: Groups) -> Pairs:
    """The pairs of which one disputes the other, in each group that holds both."""
    links, size = dataset.disputes, len(dataset.claims)
    counts = np.diff(links.starts)[groups.rows]
    others = links.others[ranges(links.starts[groups.rows], counts)]
    owners, rows = np.repeat(groups.owners, counts), np.repeat(groups.rows, counts)
    seats = np.sort(groups.owners * size + groups.rows)
    kept = (rows < others) & among(owners * size + others, seats)
    return pairs([(owners[kept], rows[kept], others[kept])])


def codes(dataset: Dataset, first: Whole, second: Whole) -> Rows:
    """A pair as one number; the first has the lower position."""
    return first.astype(np.int64) * len(dataset.claims) + second


@once
def disputed_codes(dataset: Dataset) -> Rows:
    """All pairs of claims of which one disputes the other, as ascending numbers."""
    links = dataset.disputes
    rows = np.repeat(np.arange(len(dataset.claims)), np.diff(links.starts))
    kept = rows < links.others
    return np.sort(codes(dataset, rows[kept], links.others[kept]))


@once
def noted_codes(dataset: Dataset) -> Rows:
    """Pairs of claims of which one's note names the other, as ascending numbers."""
    notes = dataset.claims["note"]
    named = notes[notes != ""].str.findall(CLAIM_ID).str.len() > 0
    found = [
        (min(row, other), max(row, other))
        for row, note in notes[named[named].index].items()
        for match in CLAIM_ID.finditer(note)
        if (other := dataset.row(match.group())) not in (None, row)
    ]
    both = np.array(found, dtype=np.int64).reshape(-1, 2)
    return np.unique(codes(dataset, both[:, 0], both[:, 1]))


def disputed(dataset: Dataset, first: Whole, second: Whole) -> Mask:
    """For which pairs one claim disputes the other; `first` has the lower positions."""
    return among(codes(dataset, first, second), disputed_codes(dataset))


def noted(dataset: Dataset, first: Whole, second: Whole) -> Mask:
    """For which pairs one's note names the other: it says how they stand together."""
    return among(codes(dataset, first, second), noted_codes(dataset))
