"""Selected rows to small tidy frames: counts by year and name, headline figures, listings.

Rows are positions in `dataset.claims`. Every frame made here is bounded by the number of years or
names, never by the number of claims.
"""

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
import pandas as pd

from casebook.analysis.selection import Filtered, Selection, switched
from casebook.tables.dataset import YEAR_COLUMNS, Dataset, Members, Rows
from casebook.tables.dates import OPEN_START, UNDATED
from casebook.words import number

_TABLE_LIMIT = 50_000_000


def different_units(
    dataset: Dataset, count: str, rows: Rows, bars: npt.NDArray[np.int64], length: int
) -> npt.NDArray[np.int64]:
    """How many different units stand in each of `length` bars; row i of `rows` in `bars[i]`."""
    if count == "claims":
        return np.bincount(bars, minlength=length)
    return different(units_of(dataset, count, rows), bars, length)


def units_of(dataset: Dataset, count: str, rows: Rows) -> Rows:
    """What is counted for each row, as a number from 0; -1 stands for nothing."""
    if count == "incidents":
        return dataset.claims["incident"].to_numpy(dtype=np.int64)[rows]
    return dataset.codes("origin")[rows] if count == "origins" else rows


def distinct(numbers: Rows) -> int:
    """How many different numbers there are, none of them below 0."""
    return int(np.count_nonzero(np.bincount(numbers)))


def different(units: Rows, bars: Rows, length: int) -> Rows:
    """How many different units stand in each of `length` bars; unit i in `bars[i]`, -1 is none."""
    size = int(units.max(initial=-1)) + 2
    if length * size > _TABLE_LIMIT:
        pairs = pd.unique(units[units >= 0] * length + bars[units >= 0])
        return np.bincount(pairs % length, minlength=length)
    seen = np.zeros(length * size, dtype=bool)
    seen[bars * size + units + 1] = True
    return seen.reshape(length, size)[:, 1:].sum(axis=1)


def named_outlets(dataset: Dataset, rows: Rows) -> Rows:
    """The outlet of each row as a number, -1 where it is not stated."""
    outlets = dataset.codes("outlet")[rows]
    stated = np.asarray(dataset.claims["outlet"].cat.categories != "")
    return np.where(stated[outlets], outlets, -1)


def memberships(members: Members, length: int, rows: Rows) -> tuple[Rows, Rows]:
    """The names, as codes, and the claims of every membership that the rows have."""
    if len(rows) == length:
        return members.codes, members.rows
    selected = np.zeros(length, dtype=bool)
    selected[rows] = True
    kept = selected[members.rows]
    return members.codes[kept], members.rows[kept]


def several_names(dataset: Dataset, name: str, rows: Rows) -> int:
    """By how much the bars add up to more than the rows: a row of three names adds two."""
    _, of_rows = memberships(dataset.members[name], len(dataset.claims), rows)
    return len(of_rows) - len(rows)


def option_counts(dataset: Dataset, count: str, filtered: Filtered, name: str) -> dict[str, int]:
    """How many units each option of a filter by name has under all *other* filters."""
    counts = counts_by_name(dataset, name, count, filtered.without(name))
    return dict(zip(dataset.members[name].names, counts.tolist(), strict=True))


def switch_counts(dataset: Dataset, count: str, filtered: Filtered) -> dict[str, int]:
    """How many units each filter that is on or off lets through under all *other* filters."""
    return {
        name: units(dataset, count, rows[mask[rows]])
        for name, mask in switched(dataset).items()
        for rows in [filtered.without(name)]
    }


def units(dataset: Dataset, count: str, rows: Rows) -> int:
    """How many different units the rows hold."""
    numbers = units_of(dataset, count, rows)
    return distinct(numbers[numbers >= 0])


@dataclass(frozen=True)
class Counts:
    """How many of everything some claims amount to; an outlet that is not stated counts as none.

    Undated are the claims without a year of what is claimed.
    """

    claims: int
    incidents: int
    articles: int
    outlets: int
    origins: int
    disputed: int
    undated: int


COUNTED = tuple(field.name for field in fields(Counts))


def counts_of(dataset: Dataset, rows: Rows) -> Counts:
    """The counts of the claims at these positions."""
    outlets = named_outlets(dataset, rows)
    return Counts(
        claims=len(rows),
        incidents=units(dataset, "incidents", rows),
        articles=distinct(dataset.codes("source_id")[rows]),
        outlets=distinct(outlets[outlets >= 0]),
        origins=units(dataset, "origins", rows),
        disputed=int(dataset.disputed[rows].sum()),
        undated=int((dataset.claims["year"].to_numpy()[rows] == UNDATED).sum()),
    )


def reaching_beyond(dataset: Dataset, chosen: Selection, rows: Rows) -> int:
    """How many of the rows are of years outside the chosen ones too, as far as the axis goes."""
    if not chosen.years:
        return 0
    columns = YEAR_COLUMNS[chosen.year_of]
    first, last, year = (dataset.claims[name].to_numpy()[rows] for name in columns)
    start = np.where(first == OPEN_START, last, first)
    end = last.clip(max=dataset.year_domains[chosen.year_of][1])
    beyond = (start < chosen.years[0]) | (end > chosen.years[1])
    return int(((year != UNDATED) & beyond).sum())


def breadths(dataset: Dataset, rows: Rows, bars: Rows, length: int) -> list[str]:
    """How widely each bar is reported: `4 articles · 3 outlets · 2 original sources`."""
    numbers = (
        different(dataset.codes("source_id")[rows], bars, length),
        different(named_outlets(dataset, rows), bars, length),
        different(dataset.codes("origin")[rows], bars, length),
    )
    return [
        f"{number(int(articles), 'article')} · {number(int(named), 'outlet')} · "
        f"{number(int(origins), 'original source')}"
        for articles, named, origins in zip(*numbers, strict=True)
    ]


def counts_by_name(dataset: Dataset, name: str, count: str, rows: Rows) -> Rows:
    """How many units stand under each name of a filter, in the order of `members.names`.

    A claim of several names counts under each, so the counts may add up to more than the claims.
    """
    members = dataset.members[name]
    codes, of_rows = memberships(members, len(dataset.claims), rows)
    return different_units(dataset, count, of_rows, codes, len(members.names))
