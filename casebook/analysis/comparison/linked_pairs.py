"""How the casebook says that pairs of claims stand to each other, whatever the group."""

import numpy as np

from casebook.analysis.comparison.claim_groups import Groups, Pairs, Whole, among, pairs, ranges
from casebook.analysis.comparison.once_per_dataset import once
from casebook.tables import schema
from casebook.tables.dataset import Dataset, Mask, Rows


def within(dataset: Dataset, groups: Groups, *relations: str) -> Pairs:
    """The pairs in one of these relations, in each group that holds both."""
    links, size = dataset.related, len(dataset.claims)
    counts = np.diff(links.starts)[groups.rows]
    at = ranges(links.starts[groups.rows], counts)
    others, named = links.others[at], _in(dataset, *relations)[links.places[at]]
    owners, rows = np.repeat(groups.owners, counts), np.repeat(groups.rows, counts)
    owners, rows, others = owners[named], rows[named], others[named]
    seats = np.sort(groups.owners * size + groups.rows)
    kept = (rows < others) & among(owners * size + others, seats)
    return pairs([(owners[kept], rows[kept], others[kept])])


def _in(dataset: Dataset, *relations: str) -> Mask:
    """Which rows of `relations` hold one of these relations."""
    return dataset.relations["relation"].isin(relations).to_numpy(dtype=bool)


def codes(dataset: Dataset, first: Whole, second: Whole) -> Rows:
    """A pair as one number; the first has the lower position."""
    return first.astype(np.int64) * len(dataset.claims) + second


def codes_of(dataset: Dataset, *relations: str) -> Rows:
    """All pairs in one of these relations, as ascending numbers."""
    found = dataset.relations[_in(dataset, *relations)]
    claim, other = (found[name].to_numpy(dtype=np.int64) for name in ("claim", "other"))
    return np.sort(codes(dataset, np.minimum(claim, other), np.maximum(claim, other)))


@once
def _related_codes(dataset: Dataset) -> Rows:
    return codes_of(dataset, *schema.RELATIONS)


def related(dataset: Dataset, first: Whole, second: Whole) -> Mask:
    """For which pairs the casebook says how they stand; `first` has the lower positions."""
    return among(codes(dataset, first, second), _related_codes(dataset))


def place(dataset: Dataset, one: int, other: int) -> int | None:
    """The row of `relations` that says how two claims stand to each other, or None."""
    found = np.flatnonzero(dataset.related.of(one) == other)
    return int(dataset.related.places_of(one)[found[0]]) if len(found) else None
