"""Pairs of claims: which dispute each other, and which a note sets side by side."""

import re
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from casebook.tables import schema
from casebook.tables.dataset import Dataset

STATEMENT = "statement"


Pair = tuple[int, int]


def in_reading_order(dataset: Dataset, rows: Iterable[int]) -> tuple[int, ...]:
    """The rows once each, in reading order."""
    rank = dataset.reading_rank
    return tuple(sorted({int(row) for row in rows}, key=lambda row: int(rank[row])))


@lru_cache(maxsize=2)
def linked(dataset: Dataset) -> frozenset[Pair]:
    """All pairs of claims of which one disputes the other, as positions, the lower one first."""
    return frozenset(
        (row, other)
        for row in np.flatnonzero(dataset.disputed).tolist()
        for other in dataset.disputes.of(row).tolist()
        if row < other
    )


def linked_within(dataset: Dataset, rows: Iterable[int]) -> list[Pair]:
    """The pairs of `linked` with both claims among the rows."""
    among = set(rows)
    return sorted(
        (row, other)
        for row in among
        for other in among.intersection(dataset.disputes.of(row).tolist())
        if row < other
    )


COUNTS_NOTHING = ("", "other")


ID = re.compile(rf"(?<![\w-]){schema.CLAIM_KEY}(?![\w-])")


@lru_cache(maxsize=2)
def named_in_notes(dataset: Dataset) -> frozenset[Pair]:
    """Pairs of claims of which one's note names the other: it says how they stand together."""
    notes = dataset.claims["note"]
    return frozenset(
        (min(row, other), max(row, other))
        for row, note in notes[notes != ""].items()
        for named in ID.finditer(note)
        if (other := dataset.row(named.group())) not in (None, row)
    )


@lru_cache(maxsize=2)
def about_events(dataset: Dataset) -> npt.NDArray[np.bool_]:
    """Which claims are about an incident that is more than a statement."""
    incident = dataset.claims["incident"].to_numpy()
    kinds = np.append(dataset.incidents["kind"].to_numpy(), STATEMENT)
    return (incident >= 0) & (kinds[incident] != STATEMENT)
