"""The frozen values that everything else is handed: problems, tables as read, the dataset."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from casebook.tables import dates

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Made = TypeVar("Made")

_MOST_KEPT = 128
_NOT_MADE: Any = object()

# First year, last year, and the year that a claim is counted in.
YEAR_COLUMNS: Mapping[str, tuple[str, str, str]] = {
    "event": ("first_year", "last_year", "year"),
    "publication": ("published_first_year", "published_last_year", "published_year"),
}


@dataclass(frozen=True)
class Problem:
    """Something wrong in a file. `line` counts from 1 with the header; 0 means the whole file.

    `further` is how many more of its kind there are below it, which are not listed.
    """

    file: str
    line: int
    column: str
    message: str
    further: int = 0

    @property
    def what_to_do(self) -> str:
        """The message, with the count of those like it that are not listed."""
        return f"{self.message} (and {self.further:,} more)" if self.further else self.message

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:" if self.line else f"{self.file}:"
        where = f"{place} {self.column}:" if self.column else place
        return f"{where} {self.what_to_do}"


@dataclass(frozen=True, eq=False)
class Tables:
    """The files as read: a frame of text for each table, and the lines of every article file.

    A table that is optional and has no file is an empty frame.
    A frame's index is the line in the file on which the row begins. `digests` holds the SHA-256
    of every file in the articles' folder, `expected_digests` what SHA256SUMS says of them.
    `guide` is the README beside the tables, empty where there is none. `remarks` say what was put
    right while the files were read.
    """

    frames: Mapping[str, pd.DataFrame]
    lines: Mapping[str, tuple[str, ...]]
    digests: Mapping[str, str]
    expected_digests: Mapping[str, str]
    data_dir: Path
    guide: str
    version: str
    remarks: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Article:
    """An article's own lines, joined by line breaks; spans count characters in `text`."""

    source_id: str
    text: str
    first_line: int


@dataclass(frozen=True, eq=False)
class Members:
    """Which claims belong to which name, as pairs: claim `rows[i]` belongs to `names[codes[i]]`.

    A claim of several names has several pairs; one of none has one pair with NOT_STATED, but for
    caveats, where it has none.
    """

    names: tuple[str, ...]
    rows: npt.NDArray[np.int64]
    codes: npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Links:
    """Claims linked to other claims: those of a row are `others[starts[row] : starts[row + 1]]`.

    Both are positions; each pair stands under both of its claims, the others in the order of ids.
    `places` has the row of `relations` that each link comes from.
    """

    starts: Rows
    others: Rows
    places: Rows

    def of(self, row: int) -> Rows:
        """The positions of the claims that this one is linked to."""
        return self.others[self._slice(row)]

    def places_of(self, row: int) -> Rows:
        """The rows of `relations` that say so, in the same order."""
        return self.places[self._slice(row)]

    def _slice(self, row: int) -> slice:
        return slice(self.starts[row], self.starts[row + 1])


@dataclass(frozen=True, eq=False)
class Dataset:
    """Checked and typed tables with what depends on the data alone, made once and shared.

    Never changed; its arrays cannot be written to. `claims` stands in the order of every listing:
    newest first, undated last, then reading order. Its rows are known by position. Years and days
    are whole numbers, see `dates.days`. `origin` is the party that a claim goes back to, as the
    codebook defines it, and `chain` how many parties stand before the article: 0 where it speaks in
    its own voice.

    `members` holds the pairs by which the named filters filter and count; `by_id` the positions of
    claims in the order of their ids, `reading_order` by article, then as they stand in it, those on
    the same words by id. `relations` has the positions of its claims as `claim` and `other`;
    `related` links the claims of all its pairs, `disputes` of those that dispute each other.
    `disputed` says which claims are among these, and `disputed_by` names the parties on the other
    side, each once. `guide` is the README beside the
    tables.
    """

    sources: pd.DataFrame
    incidents: pd.DataFrame
    claims: pd.DataFrame
    actors: pd.DataFrame
    no_claim: pd.DataFrame
    articles: Mapping[str, Article]
    members: Mapping[str, Members]
    by_id: Rows
    relations: pd.DataFrame
    related: Links
    disputes: Links
    disputed: Mask
    disputed_by: pd.Series
    reading_order: Rows
    guide: str
    version: str
    _made: dict[Hashable, Any] = field(init=False, repr=False, default_factory=dict)
    _locks: dict[Hashable, Any] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        pairs = [array for of in self.members.values() for array in (of.rows, of.codes)]
        links = [
            array
            for of in (self.related, self.disputes)
            for array in (of.starts, of.others, of.places)
        ]
        for array in (self.by_id, self.disputed, self.reading_order, *links, *pairs):
            array.flags.writeable = False

    def row(self, claim_id: str) -> int | None:
        """The position of a claim, or None where there is no such claim."""
        ids = self.claims["claim_id"].array
        place = bisect_left(self.by_id, claim_id, key=lambda row: ids[row])
        if place == len(self.by_id) or ids[self.by_id[place]] != claim_id:
            return None
        return int(self.by_id[place])

    def cells(self, column: str, rows: Rows | list[int]) -> list[Any]:
        """The cells of a column of claims at these positions."""
        return self._arrays["claims"][column].take(rows).tolist()

    def cell(self, column: str, row: int) -> Any:
        """One cell of a column of claims."""
        return self._arrays["claims"][column][row]

    def record(self, table: str, row: int) -> dict[str, Any]:
        """One row of a table by column; for a page it is quicker than `iloc`, which makes a Series.

        A table that is known by its keys has them in its index, not here.
        """
        return {column: array[row] for column, array in self._arrays[table].items()}

    @cached_property
    def _arrays(self) -> Mapping[str, Mapping[str, Any]]:
        tables = {"sources": self.sources, "incidents": self.incidents, "claims": self.claims}
        return {
            table: {
                str(name): column.to_numpy() if isinstance(column.dtype, np.dtype) else column.array
                for name, column in frame.items()
            }
            for table, frame in tables.items()
        }

    def codes(self, column: str) -> Rows:
        """The category codes of a column of claims, as whole numbers from 0; kept."""
        return self._codes[column]

    @cached_property
    def _codes(self) -> Mapping[str, Rows]:
        return {
            str(column): _frozen(self.claims[column].cat.codes.to_numpy(dtype=np.int64))
            for column in self.claims.columns[self.claims.dtypes == "category"]
        }

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` makes of the data alone, made once and kept.

        Of what somebody asked for, which has a tuple as its key, only the latest are kept.

        Of threads that ask at once, one makes it and the others wait for it.
        """
        made = self._made.get(key, _NOT_MADE)
        if made is not _NOT_MADE:
            return made
        with self._locks.setdefault(key, RLock()):
            made = self._made.get(key, _NOT_MADE)
            if made is _NOT_MADE:
                made = self._made[key] = make()
                asked = [kept for kept in list(self._made) if isinstance(kept, tuple)]
                for oldest in asked[:-_MOST_KEPT]:
                    self._made.pop(oldest, None)
            self._locks.pop(key, None)
        return made

    @cached_property
    def year_domains(self) -> Mapping[str, tuple[int, int]]:
        """By what a year means, the first and last that any claim is counted in or reaches.

        (0, 0) when all claims are undated.
        """
        return {year_of: self._domain(columns) for year_of, columns in YEAR_COLUMNS.items()}

    def _domain(self, columns: tuple[str, ...]) -> tuple[int, int]:
        years = np.unique(self.claims[list(columns)].to_numpy())
        real = years[(years > dates.OPEN_START) & (years < dates.OPEN_END)]
        return (int(real[0]), int(real[-1])) if len(real) else (0, 0)

    @cached_property
    def article_labels(self) -> Mapping[str, Mapping[str, str]]:
        """What articles are called, by column of `labels.labelled` and source_id."""
        return {
            column: dict(zip(self.sources.index, self.sources[column], strict=True))
            for column in ("author", "outlet", "name", "label", "heading", "own_voice")
        }

    @cached_property
    def with_figure(self) -> Mask:
        """Which claims have a figure."""
        return _frozen((self.claims["figure"] != "").to_numpy(dtype=bool))

    @cached_property
    def reading_rank(self) -> Rows:
        """For each claim its place in reading order."""
        return _frozen(ranks(self.reading_order))


def ranks(order: Rows) -> Rows:
    """For each row its place in an order of all rows."""
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    return places


def _frozen(array: Any) -> Any:
    array.flags.writeable = False
    return array
