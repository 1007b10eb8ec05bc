"""The frames behind the bar charts: counts by year and by name, of the selection and of all data.

A frame is bounded by the number of years or names, never by the number of claims.
"""

import numpy as np
import pandas as pd

from casebook.analysis.counting import (
    breadths,
    counts_by_name,
    different_units,
    distinct,
    memberships,
    units_of,
)
from casebook.analysis.selection import Selection
from casebook.analysis.time_axis import time_axis
from casebook.tables import dates
from casebook.tables.dataset import Dataset, Rows
from casebook.tables.dates import UNDATED
from casebook.words import NOT_STATED, OTHERS

ORDERED = ("attribution", "intermediaries")


def every_row(dataset: Dataset) -> Rows:
    """The positions of all claims."""
    return np.arange(len(dataset.claims), dtype=np.int64)


def year_bars(dataset: Dataset, chosen: Selection, rows: Rows) -> pd.DataFrame:
    """The chart by year: the slots of `time_axis` with total, count, chosen and breadth.

    `total` is over all claims, `count` over the rows; `chosen` says whether the filter of years
    keeps the bar, or a part of it. A claim counts in the bar in which its time begins, one with an
    open start in that of its end. A bar without claims has count 0, and undated claims the last.
    """
    axis = time_axis(dataset, chosen.year_of)
    length, bars = len(axis.slots), axis.bars[rows]
    frame = axis.slots.assign(
        total=dataset.once(
            ("totals by year", chosen.year_of, chosen.count),
            lambda: different_units(dataset, chosen.count, every_row(dataset), axis.bars, length),
        ),
        count=different_units(dataset, chosen.count, rows, bars, length),
        breadth=breadths(dataset, rows, bars, length),
    )
    first, last = chosen.years or (dates.OPEN_START, dates.OPEN_END)
    dated = (frame["first"] <= last) & (frame["last"] >= first) & (chosen.undated != "only")
    undated = frame["first"] == UNDATED
    return frame.assign(chosen=dated.mask(undated, chosen.undated != "without"))


def name_bars(
    dataset: Dataset, chosen: Selection, rows: Rows, name: str, limit: int
) -> pd.DataFrame:
    """A chart by a named filter: columns name, total, count, chosen, names and breadth.

    Largest first; names in ORDERED stand in the order of `members.names` instead.

    At most `limit` bars; names beyond it share a last-but-one bar OTHERS, whose counts are of
    different units, not a sum. What is chosen always has a bar of its own. NOT_STATED comes last.
    `names` holds the names that a bar stands for.
    """
    frame = counts_by_name(dataset, name, chosen.count, rows)
    frame["total"] = dataset.once(
        ("totals by name", name, chosen.count),
        lambda: counts_by_name(dataset, name, chosen.count, every_row(dataset))["count"],
    )
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
        ["name", "total", "count", "chosen", "names", "breadth"]
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
            "total": dataset.once(
                ("total together", name, count, rest),
                lambda: _count_together(dataset, count, name, rest, every_row(dataset)),
            ),
            "count": _count_together(dataset, count, name, rest, rows),
            "chosen": kept,
            "names": [rest],
            "breadth": breadths(dataset, together, np.zeros_like(together), 1),
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
