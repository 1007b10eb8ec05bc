"""The frozen values that everything else is handed: problems, tables as read, the dataset."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from casebook.tables import dates, schema
from casebook.words import OWN_VOICE

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Made = TypeVar("Made")

_MOST_KEPT = 64

# First year, last year, and the year that a claim is counted in.
YEAR_COLUMNS: Mapping[str, tuple[str, str, str]] = {
    "event": ("first_year", "last_year", "year"),
    "publication": ("published_first_year", "published_last_year", "published_year"),
}


@dataclass(frozen=True)
class Problem:
    """Something wrong in a file. `line` counts from 1 with the header; 0 means the whole file."""

    file: str
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:" if self.line else f"{self.file}:"
        return (
            f"{place} {self.column}: {self.message}" if self.column else f"{place} {self.message}"
        )


@dataclass(frozen=True, eq=False)
class Tables:
    """The files as read: a frame of text for each table, and the lines of every article file.

    A table that is optional and has no file is an empty frame.
    A frame's index is the line in the file on which the row begins. `digests` holds the SHA-256
    of every file in the articles' folder, `expected_digests` what SHA256SUMS says of them.
    `guide` is the README beside the tables, empty where there is none.
    """

    frames: Mapping[str, pd.DataFrame]
    lines: Mapping[str, tuple[str, ...]]
    digests: Mapping[str, str]
    expected_digests: Mapping[str, str]
    data_dir: Path
    guide: str
    version: str


@dataclass(frozen=True)
class Article:
    """An article's own lines, joined by line breaks; spans count characters in `text`."""

    source_id: str
    text: str
    first_line: int


@dataclass(frozen=True, eq=False)
class Members:
    """Which claims belong to which name, as pairs: claim `rows[i]` belongs to `names[codes[i]]`.

    A claim of several names has several pairs; one of none has one pair with NOT_STATED.
    """

    names: tuple[str, ...]
    rows: npt.NDArray[np.int64]
    codes: npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Links:
    """Claims linked to other claims: those of a row are `others[starts[row] : starts[row + 1]]`.

    Both are positions; each pair stands under both of its claims, the others in the order of ids.
    """

    starts: Rows
    others: Rows

    def of(self, row: int) -> Rows:
        """The positions of the claims that this one is linked to."""
        return self.others[self.starts[row] : self.starts[row + 1]]


@dataclass(frozen=True, eq=False)
class Dataset:
    """Checked and typed tables, made once and shared; never changed.

    `claims` stands in the order of every listing: newest first, undated last, then reading order.
    Its rows are known by position. Years in it are whole numbers; OPEN_START and OPEN_END stand
    for open intervals, UNDATED for no year. `origin` is the party that a claim goes back to, as the
    codebook defines it, and `chain` how many parties stand before the article: 0 where it speaks in
    its own voice. `members` holds the pairs by which the named filters filter and count. `guide` is
    the README beside the tables.
    """

    sources: pd.DataFrame
    incidents: pd.DataFrame
    claims: pd.DataFrame
    actors: pd.DataFrame
    no_claim: pd.DataFrame
    articles: Mapping[str, Article]
    members: Mapping[str, Members]
    claim_ids: pd.Index
    guide: str
    version: str

    def row(self, claim_id: str) -> int | None:
        """The position of a claim, or None where there is no such claim."""
        found = int(self.claim_ids.get_indexer([claim_id])[0])
        return found if found >= 0 else None

    def codes(self, column: str) -> Rows:
        """The category codes of a column of claims, as whole numbers from 0; kept."""
        return self._codes[column]

    @cached_property
    def _codes(self) -> Mapping[str, Rows]:
        return {
            str(column): _frozen(self.claims[column].cat.codes.to_numpy(dtype=np.int64))
            for column in self.claims.columns[self.claims.dtypes == "category"]
        }

    @cached_property
    def disputes(self) -> Links:
        """For each claim those that it disputes and those that dispute it."""
        cells = self.claims["disputes"]
        pairs = cells[cells != ""].str.split(schema.SEPARATOR).explode()
        first = pairs.index.to_numpy(dtype=np.int64)
        second = self.claim_ids.get_indexer(pairs).astype(np.int64)
        size = len(self.claims)
        both = pd.unique(np.concatenate([first * size + second, second * size + first]))
        rows, others = both // size, both % size
        order = np.lexsort((self.claims["claim_id"].to_numpy()[others], rows))
        starts = np.searchsorted(rows[order], np.arange(size + 1))
        return Links(_frozen(starts.astype(np.int64)), _frozen(others[order]))

    @cached_property
    def disputed(self) -> npt.NDArray[np.bool_]:
        """Which claims dispute another or are disputed by one."""
        return _frozen(np.diff(self.disputes.starts) > 0)

    @cached_property
    def disputed_by(self) -> pd.Series:
        """The parties on the other side of each claim's disputes, each once, or ""."""
        rows = np.repeat(np.arange(len(self.claims)), np.diff(self.disputes.starts))
        speakers = self.claims["speaker"].replace("", OWN_VOICE).take(self.disputes.others)
        pairs = pd.DataFrame({"row": rows, "speaker": speakers.to_numpy()}).drop_duplicates()
        joined = pairs.groupby("row")["speaker"].agg(schema.SEPARATOR.join)
        return joined.reindex(range(len(self.claims)), fill_value="").astype("str")

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` makes of the data alone, made once; of many, the latest are kept."""
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = make()
            for oldest in list(self._made)[:-_MOST_KEPT]:
                self._made.pop(oldest, None)
        return made

    @cached_property
    def _made(self) -> dict[Hashable, Any]:
        return {}

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
    def kept_searches(self) -> dict[str, Mask]:
        """What the latest searches let through; `analysis.search` fills and bounds it."""
        return {}

    @cached_property
    def reading_order(self) -> Rows:
        """All claims by article, then as they stand in it, claims on the same words by id."""
        start = self.claims["start"].to_numpy()
        return _frozen(np.lexsort((start, self.codes("source_id"))))

    @cached_property
    def reading_rank(self) -> Rows:
        """For each claim its place in reading order."""
        rank = np.empty_like(self.reading_order)
        rank[self.reading_order] = np.arange(len(rank))
        return _frozen(rank)


def _frozen(array: Any) -> Any:
    array.flags.writeable = False
    return array
