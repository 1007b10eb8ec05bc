"""The frames behind the bar charts: counts by year and by name, of the selection and of all data.

A frame is bounded by the number of years or names, never by the number of claims.
"""

import numpy as np
import pandas as pd

from casebook.analysis.counting import breadths, counts_by_name, different_units, memberships
from casebook.analysis.filters import IN_ORDER
from casebook.analysis.selection import Selection
from casebook.analysis.time_axis import time_axis
from casebook.tables import dates
from casebook.tables.dataset import Dataset, Members, Rows
from casebook.tables.dates import UNDATED
from casebook.words import NOT_STATED, OTHERS

GROUP_BARS = 9
THIRD_BARS = {"outlet": 7, "attribution": 10, "intermediaries": 4, "corroboration": 5}
CHARTS = ("year", "group", *THIRD_BARS)


def every_row(dataset: Dataset) -> Rows:
    """The positions of all claims."""
    return np.arange(len(dataset.claims), dtype=np.int64)


def year_bars(dataset: Dataset, chosen: Selection, rows: Rows) -> pd.DataFrame:
    """The chart by year: the slots of `time_axis` with total, count, chosen and breadth.

    `total` is over all claims, `count` over the rows; `chosen` says whether the filter of years
    keeps the bar, or a part of it. A claim counts in every bar that it touches, see `TimeAxis`. A
    bar without claims has count 0, and undated claims have the last.
    """
    axis = time_axis(dataset, chosen.year_of)
    length = len(axis.slots)
    bars, of = memberships(Members((), axis.rows, axis.bars), len(dataset.claims), rows)
    starts, ends = (axis.slots[name].to_numpy() for name in ("first", "last"))
    first, last = chosen.years or (dates.OPEN_START, dates.OPEN_END)
    dated = (starts <= last) & (ends >= first) & (chosen.undated != "only")
    return axis.slots.assign(
        total=dataset.once(
            ("totals by year", chosen.year_of, chosen.count),
            lambda: different_units(dataset, chosen.count, axis.rows, axis.bars, length),
        ),
        count=different_units(dataset, chosen.count, of, bars, length),
        breadth=breadths(dataset, of, bars, length),
        chosen=np.where(starts == UNDATED, chosen.undated != "without", dated),
    )


def bars(dataset: Dataset, chosen: Selection, rows: Rows, chart: str) -> pd.DataFrame:
    """The frame of one of CHARTS, with as many bars as the page shows."""
    if chart == "year":
        return year_bars(dataset, chosen, rows)
    return name_bars(dataset, chosen, rows, chart, {"group": GROUP_BARS, **THIRD_BARS}[chart])


def name_bars(
    dataset: Dataset, chosen: Selection, rows: Rows, name: str, limit: int
) -> pd.DataFrame:
    """A chart by a named filter: columns name, total, count, chosen, names and breadth.

    Largest first; names that have an order of their own stand in that instead.

    At most `limit` bars; names beyond it share a last-but-one bar OTHERS, whose counts are of
    different units, not a sum. What is chosen always has a bar of its own. NOT_STATED comes last.
    `names` holds the names that a bar stands for.
    """
    names = dataset.members[name].names
    picked: tuple[str, ...] = getattr(chosen, name)
    order = dataset.once(("order", name, chosen.count), lambda: _order(dataset, name, chosen.count))
    places = limit - 1 if len(order) > limit else limit
    shown = [code for at, code in enumerate(order) if at < places or names[code] in picked]
    rest = [code for code in order if code not in set(shown)]
    unstated = [code for code, value in enumerate(names) if value == NOT_STATED]
    bars = [*([code] for code in shown), *([rest] if rest else []), *([code] for code in unstated)]
    counts, breadth = _counted(dataset, chosen.count, rows, name, bars)
    held = [tuple(names[code] for code in bar) for bar in bars]
    return pd.DataFrame(
        {
            "name": [OTHERS if bar is rest else names[bar[0]] for bar in bars],
            "total": dataset.once(
                ("totals by name", name, chosen.count, tuple(shown)),
                lambda: _counted(dataset, chosen.count, every_row(dataset), name, bars)[0],
            ),
            "count": counts,
            "chosen": [not picked or (bar is not rest and names[bar[0]] in picked) for bar in bars],
            "names": held,
            "breadth": breadth,
        }
    )


def _order(dataset: Dataset, name: str, count: str) -> list[int]:
    """The codes of the names that are stated, largest total first, unless they have an order."""
    names = dataset.members[name].names
    stated = [code for code, value in enumerate(names) if value != NOT_STATED]
    if name in IN_ORDER:
        return stated
    totals = counts_by_name(dataset, name, count, every_row(dataset))
    return sorted(stated, key=lambda code: (-totals[code], names[code]))


def _counted(
    dataset: Dataset, count: str, rows: Rows, name: str, bars: list[list[int]]
) -> tuple[Rows, list[str]]:
    """The units and the breadth of bars that each stand for some names, given as codes."""
    members = dataset.members[name]
    bar_of = np.zeros(len(members.names), dtype=np.int64)
    for at, codes in enumerate(bars):
        bar_of[codes] = at
    codes_of_rows, of_rows = memberships(members, len(dataset.claims), rows)
    of_bars = bar_of[codes_of_rows]
    counts = different_units(dataset, count, of_rows, of_bars, len(bars))
    for at, codes in enumerate(bars):
        if count == "claims" and len(codes) > 1:  # a claim of two of these names counts once
            counts[at] = len(pd.unique(of_rows[of_bars == at]))
    return counts, breadths(dataset, of_rows, of_bars, len(bars))
