"""Claims in groups, and pairs of claims in groups, as flat arrays."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from casebook.tables.dataset import Dataset, Mask, Rows

Whole = npt.NDArray[np.signedinteger[Any]]


@dataclass(frozen=True, eq=False)
class Groups:
    """Group g holds the claims `rows[starts[g] : starts[g + 1]]`; groups may share claims.

    A place in `rows` is a seat: a claim of two groups has two seats.
    """

    starts: Rows
    rows: Rows

    def __len__(self) -> int:
        return len(self.starts) - 1

    def of(self, group: int) -> Rows:
        """The claims of one group."""
        return self.rows[self.starts[group] : self.starts[group + 1]]

    @cached_property
    def owners(self) -> Rows:
        """The group of each seat."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of claims that both stand in a group, by group; `first` is the lower position.

    A pair that stands in several groups is there for each of them. The arrays are int32, since
    there can be many more pairs than claims.
    """

    groups: npt.NDArray[np.int32]
    first: npt.NDArray[np.int32]
    second: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.groups)

    @property
    def columns(self) -> tuple[Whole, Whole, Whole]:
        """The three arrays."""
        return self.groups, self.first, self.second

    def where(self, kept: Mask) -> "Pairs":
        """The pairs that a mask keeps."""
        return Pairs(self.groups[kept], self.first[kept], self.second[kept])

    def selected(self, claims: Mask) -> Mask:
        """Which pairs have both claims among the selected ones."""
        return claims[self.first] & claims[self.second]


def pairs(parts: list[tuple[Whole, Whole, Whole]]) -> Pairs:
    """Group, one claim and the other of each pair, sorted by group, then by position."""
    nothing = np.array([], dtype=np.int32)
    groups, one, other = (
        np.concatenate([nothing, *(part[at] for part in parts)]).astype(np.int32) for at in range(3)
    )
    first, second = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((second, first, groups))
    return Pairs(groups[order], first[order], second[order])


def in_reading_order(dataset: Dataset, rows: Whole) -> Rows:
    """The rows once each, in reading order."""
    unique = np.unique(np.asarray(rows, dtype=np.int64))
    return unique[np.argsort(dataset.reading_rank[unique])]


def single(dataset: Dataset, rows: Rows) -> Groups:
    """One group of these rows."""
    ordered = in_reading_order(dataset, rows)
    return Groups(np.array([0, len(ordered)]), ordered)


def grouped(dataset: Dataset, keys: Rows, rows: Rows) -> tuple[Rows, Groups]:
    """The different keys, ascending, and the rows of each in reading order."""
    order = np.lexsort((dataset.reading_rank[rows], keys))
    different, starts = np.unique(keys[order], return_index=True)
    return different, Groups(np.append(starts, len(keys)), rows[order])


def joined(several: list[Groups]) -> Groups:
    """The groups of all, one after another."""
    sizes = np.concatenate([np.diff(groups.starts) for groups in several])
    rows = np.concatenate([groups.rows for groups in several])
    return Groups(np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64), rows)


def ranges(starts: Rows, counts: Rows) -> Rows:
    """`starts[i], starts[i] + 1, ...`, `counts[i]` numbers for each i, one after another."""
    before = np.cumsum(counts) - counts
    return np.arange(counts.sum()) + np.repeat(starts - before, counts)


def among(values: Rows, ascending: Rows) -> Mask:
    """Which values occur in an array that is sorted."""
    if not len(ascending):
        return np.zeros(len(values), dtype=bool)
    places = np.searchsorted(ascending, values).clip(max=len(ascending) - 1)
    return ascending[places] == values
