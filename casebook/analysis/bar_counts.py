"""The frames behind the bar charts: counts by year and by name, of the selection and of all data.

A frame is bounded by the number of years or names, never by the number of claims.
"""

from functools import lru_cache

import numpy as np
import pandas as pd

from casebook.analysis.counting import (
    counts_beside,
    counts_by_name,
    counts_by_year,
    distinct,
    memberships,
    units_of,
)
from casebook.analysis.selection import Selection
from casebook.tables import dates
from casebook.tables.dataset import Dataset, Rows
from casebook.tables.dates import UNDATED
from casebook.words import NOT_STATED, OTHERS, UNDATED_LABEL

ORDERED = ("attribution", "intermediaries")


def every_row(dataset: Dataset) -> Rows:
    """The positions of all claims."""
    return np.arange(len(dataset.claims), dtype=np.int64)


@lru_cache(maxsize=32)
def _totals(dataset: Dataset, by: str, count: str, year_of: str = "event") -> tuple[int, ...]:
    """The counts of all claims by year or by one of the names; kept, as no filter changes them."""
    if by == "year":
        unfiltered = Selection(year_of=year_of, count=count)
        return tuple(counts_by_year(dataset, unfiltered, every_row(dataset))["count"])
    return tuple(counts_by_name(dataset, by, count, every_row(dataset))["count"])


def year_bars(dataset: Dataset, chosen: Selection, rows: Rows) -> pd.DataFrame:
    """The chart by year: columns year, label, total, count, chosen and beside.

    `total` is over all claims, `count` over the rows; `chosen` says whether the filter of years
    keeps the bar. Undated has the label UNDATED_LABEL and stands last.
    """
    frame = counts_by_year(dataset, chosen, rows)
    frame["total"] = _totals(dataset, "year", chosen.count, chosen.year_of)
    undated = frame["year"] == UNDATED
    frame["label"] = frame["year"].astype("str").mask(undated, UNDATED_LABEL)
    first, last = chosen.years or (dates.OPEN_START, dates.OPEN_END)
    dated = frame["year"].between(first, last) & (chosen.undated != "only")
    frame["chosen"] = dated.mask(undated, chosen.undated != "without")
    return frame[["year", "label", "total", "count", "chosen", "beside"]]


def name_bars(
    dataset: Dataset, chosen: Selection, rows: Rows, name: str, limit: int
) -> pd.DataFrame:
    """A chart by a named filter: columns name, total, count, chosen, names and beside.

    Largest first; names in ORDERED stand in the order of `members.names` instead.

    At most `limit` bars; names beyond it share a last-but-one bar OTHERS, whose counts are of
    different units, not a sum. What is chosen always has a bar of its own. NOT_STATED comes last.
    `names` holds the names that a bar stands for.
    """
    frame = counts_by_name(dataset, name, chosen.count, rows)
    frame["total"] = _totals(dataset, name, chosen.count)
    picked: tuple[str, ...] = getattr(chosen, name)
    frame["chosen"] = frame["name"].isin(picked) | (len(picked) == 0)
    frame["names"] = [(value,) for value in frame["name"]]
    stated = frame[frame["name"] != NOT_STATED]
    if name not in ORDERED:
        stated = stated.sort_values(["total", "name"], ascending=[False, True])
    places = limit - 1 if len(stated) > limit else limit
    shown = stated["name"].isin(picked) | (np.arange(len(stated)) < places)
    rest = tuple(stated.loc[~shown, "name"])
    parts = [stated[shown]]
    if rest:
        parts.append(_others_bar(dataset, chosen.count, rows, name, rest, not picked))
    parts.append(frame[frame["name"] == NOT_STATED])
    return pd.concat(parts, ignore_index=True)[
        ["name", "total", "count", "chosen", "names", "beside"]
    ]


def _others_bar(
    dataset: Dataset,
    count: str,
    rows: Rows,
    name: str,
    rest: tuple[str, ...],
    kept: bool,
) -> pd.DataFrame:
    together = _of_any(dataset, name, rest, rows)
    return pd.DataFrame(
        {
            "name": [OTHERS],
            "total": _total_together(dataset, count, name, rest),
            "count": _count_together(dataset, count, name, rest, rows),
            "chosen": kept,
            "names": [rest],
            "beside": counts_beside(dataset, together, np.zeros_like(together), 1),
        }
    )


def _of_any(dataset: Dataset, name: str, names: tuple[str, ...], rows: Rows) -> Rows:
    """The rows once for each of the names that they stand under."""
    members = dataset.members[name]
    wanted = np.array([value in names for value in members.names], dtype=bool)
    bars, of_rows = memberships(members, len(dataset.claims), rows)
    return of_rows[wanted[bars]]


def _count_together(
    dataset: Dataset, count: str, name: str, names: tuple[str, ...], rows: Rows
) -> int:
    """How many different units stand under any of the names."""
    units = units_of(dataset, count, _of_any(dataset, name, names, rows))
    return distinct(units[units >= 0])


@lru_cache(maxsize=32)
def _total_together(dataset: Dataset, count: str, name: str, names: tuple[str, ...]) -> int:
    return _count_together(dataset, count, name, names, every_row(dataset))
