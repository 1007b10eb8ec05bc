"""The frozen values that everything else is handed: problems, tables as read, the dataset."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

Mask = npt.NDArray[np.bool_]


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


Rows = npt.NDArray[np.int64]
