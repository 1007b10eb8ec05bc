"""The bars of the chart by year: years, months, days or decades, as the data spread in time.

An axis depends on the data alone, so that no filter moves a bar.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from casebook.tables import dates
from casebook.tables.dataset import YEAR_COLUMNS, Dataset, Rows
from casebook.tables.dates import UNDATED
from casebook.words import UNDATED_LABEL, number

MOST_BARS = 56
LONG = 30
FEW = 0.1
SHORTER = 0.6
FINER = ("month", "day")

_PLURALS = {"century": "centuries", "millennium": "millennia"}
_UNITS = {1: "year", 10: "decade", 100: "century", 1000: "millennium"}
# Each divides the next, so that the names of a wide step stand among those of a narrow one.
_YEAR_STEPS = (1, 5, 10, 50, 100)
_MONTH_STEPS = (1, 3, 6, 12)
_DAY_STEPS = (1, 5, 10, 20)


@dataclass(frozen=True, eq=False)
class TimeAxis:
    """What stands along the axis, and where each claim is counted.

    `unit` is year, month, day, decade, century or millennium. `slots` has a row for each bar:

    - label: what the bar is called, as in `2021`, `Mar 2021`, `1990s`, `before 2001`, `undated`
    - mark: the same in short for the axis, lines separated by a line break
    - step: of every how many bars this one is still named where there is room for few names;
      0 for bars that always are
    - first, last: the years that the bar covers, UNDATED for undated claims
    - place: `before`, `slot`, `after`, `coarse` (dated, but not to the unit) or `undated`

    `rows` and `bars` hold each claim with each row of `slots` in which it counts, by claim. Of
    years or more it counts in all that it touches, as the filter of years has it, so that a click
    on a bar gives what the bar shows. Of months and days it counts in its first, since the filter
    knows none. Undated come last, also where there are none.
    """

    unit: str
    slots: pd.DataFrame
    rows: Rows
    bars: Rows

    @property
    def units(self) -> str:
        """The plural of the unit."""
        return _PLURALS.get(self.unit, f"{self.unit}s")


def time_axis(dataset: Dataset, year_of: str) -> TimeAxis:
    """The axis of the years of the event or of publication; made once for a dataset."""
    return dataset.once(("time axis", year_of), lambda: _time_axis(dataset, year_of))


def _time_axis(dataset: Dataset, year_of: str) -> TimeAxis:
    first, last, years = (
        dataset.claims[name].to_numpy(dtype=np.int64) for name in YEAR_COLUMNS[year_of]
    )
    domain = dataset.year_domains[year_of]
    if not domain[0]:
        return _axis("year", [], np.full(len(years), -1))
    if domain[1] - domain[0] < 2:
        finer = _finer(dataset, year_of, years, domain)
        if finer:
            return finer
    return _by_years(years, np.where(first == dates.OPEN_START, last, first), last, domain)


def folded(axis: TimeAxis) -> str:
    """What the axis leaves out of its even steps, in words; empty where that is nothing."""
    counts = np.bincount(axis.bars, minlength=len(axis.slots))
    sentences = [
        f"One bar stands for all years {label} ({number(int(count), 'claim')})."
        for label, place, count in zip(
            axis.slots["label"], axis.slots["place"], counts, strict=True
        )
        if place in ("before", "after")
    ]
    if axis.unit in FINER:
        sentences.append("A click keeps the whole year.")
    return " ".join(sentences)


def _axis(
    unit: str, slots: list[tuple[Any, ...]], bars: Rows, until: Rows | None = None
) -> TimeAxis:
    """With the bar of undated claims added; `bars` holds -1 for these.

    Claims reach from their bar of `bars` to that of `until`, if it is given.
    """
    rows = [*slots, (UNDATED_LABEL, UNDATED_LABEL, 0, UNDATED, UNDATED, "undated")]
    frame = pd.DataFrame(rows, columns=["label", "mark", "step", "first", "last", "place"])
    reach = np.ones(len(bars), dtype=np.int64) if until is None else until - bars + 1
    of = np.repeat(np.arange(len(bars), dtype=np.int64), reach)
    within = np.arange(len(of)) - np.repeat(np.cumsum(reach) - reach, reach)
    touched = np.where(bars[of] < 0, len(slots), bars[of] + within)
    for array in (of, touched):
        array.flags.writeable = False
    return TimeAxis(unit, frame, of, touched)


def _by_years(years: Rows, start: Rows, end: Rows, domain: tuple[int, int]) -> TimeAxis:
    """Years, or as many to a bar as it takes, with far tails in one bar each.

    `years` are UNDATED or those in which claims begin, `start` and `end` those that they reach.
    """
    dated = years[years != UNDATED]
    first, last = without_far_tails(dated, *domain)
    width = next(width for width in _UNITS if last // width - first // width < MOST_BARS)
    low, high = first // width * width, (last // width + 1) * width - 1
    starts = range(low, high + 1, width)
    slots = [
        (*_named(start, width), max(start, domain[0]), min(start + width - 1, domain[1]), "slot")
        for start in starts
    ]
    before, after = bool((dated < low).any()), bool((dated > high).any())
    if before:
        slots.insert(0, (f"before {low}", f"before\n{low}", 0, domain[0], low - 1, "before"))
    if after:
        slots.append((f"after {high}", f"after\n{high}", 0, high + 1, domain[1], "after"))
    undated = years == UNDATED
    bars, until = (
        np.where(undated, -1, np.clip((reached - low) // width, least, most) + before)
        for least, most in [(-1 if before else 0, len(starts) - (not after))]
        for reached in (start, end)
    )
    return _axis(_UNITS[width], slots, bars, until)


def _named(start: int, width: int) -> tuple[str, str, int]:
    """Label, mark and step of a bar that begins with a year."""
    step = _step(start // width, _YEAR_STEPS)
    if width == 1:
        return str(start), str(start), step
    if width == 10:
        return f"{start}s", f"{start}s", step
    return f"{start}–{start + width - 1}", str(start), step


def _step(ordinal: int, steps: tuple[int, ...]) -> int:
    return max(step for step in steps if ordinal % step == 0)


def without_far_tails(years: Rows, first: int, last: int) -> tuple[int, int]:
    """First and last year of what is left of a long axis without its far tails.

    A tail goes when it holds few of the claims and the axis gets far shorter without it. What only
    the end of an interval reaches holds none.
    """
    counted, counts = np.unique(years, return_counts=True)
    upto = np.concatenate([[0], np.cumsum(counts)])
    allowed = max(1, int(FEW * len(years)))
    while last - first + 1 > LONG and len(counted):
        length = int((last - first + 1) * SHORTER)
        ends = np.searchsorted(counted, counted + length)
        inside = upto[ends] - upto[:-1]
        start = int(inside.argmax())
        if len(years) - inside[start] > allowed:
            break
        first, last = int(counted[start]), int(counted[ends[start] - 1])
    return first, last


def _finer(dataset: Dataset, year_of: str, years: Rows, domain: tuple[int, int]) -> TimeAxis | None:
    """Months or days of the one or two years that the data cover, where most claims state them."""
    if year_of == "publication":
        text = dataset.sources["published"].reindex(dataset.claims["source_id"].astype("str"))
        text = text.reset_index(drop=True)
    else:
        text = dataset.claims["date"]
    parts = text.str.partition("/")
    point = parts[0].where(~parts[0].isin(["..", ""]), parts[2])
    spans = dates.spans(text)
    day = spans["first"].where(spans["first"] != dates.OPEN_START_DAY, spans["last"])
    dated = int((years != UNDATED).sum())
    stated = {
        "day": point.str.match(r"\d{4}-\d{2}-\d{2}").to_numpy(dtype=bool),
        "month": point.str.match(r"\d{4}-\d{2}").to_numpy(dtype=bool),
    }
    for unit, length in (("day", 10), ("month", 7)):
        has = stated[unit]
        if 2 * int(has.sum()) <= dated:
            continue
        periods = pd.PeriodIndex(day[has].str[:length], freq=unit[0].upper())
        bars = np.full(len(years), -1, dtype=np.int64)
        bars[has] = (periods.asi8 - periods.asi8.min()).astype(np.int64)
        if bars.max() < MOST_BARS:
            axis = pd.period_range(periods.min(), periods.max(), freq=periods.freq)
            return _by_periods(unit, axis, bars, years, domain)
    return None


def _by_periods(
    unit: str, axis: pd.PeriodIndex, bars: Rows, years: Rows, domain: tuple[int, int]
) -> TimeAxis:
    slots: list[tuple[Any, ...]] = []
    for at, period in enumerate(axis):
        month = period.strftime("%b")
        if unit == "month":
            label, step = f"{month} {period.year}", _step(period.month - 1, _MONTH_STEPS)
            mark = f"{month}\n{period.year}" if at == 0 or period.month == 1 else month
        else:
            label, step = f"{period.day} {month} {period.year}", _step(at, _DAY_STEPS)
            mark = f"{period.day}\n{month}"
        slots.append((label, mark, step if at else 0, period.year, period.year, "slot"))
    coarse = (bars < 0) & (years != UNDATED)
    if coarse.any():
        slots.append((f"{unit} not stated", f"no\n{unit}", 0, *domain, "coarse"))
        bars = np.where(coarse, len(axis), bars)
    return _axis(unit, slots, bars)
