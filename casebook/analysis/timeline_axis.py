"""The axis of the timeline of incidents: days as shares of its width, and what stands beside them.

Between what is dated before, after, or not at all, which have a strip each, days are evenly spaced.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from casebook.analysis.time_axis import without_far_tails
from casebook.tables import dates
from casebook.tables.dataset import Dataset, Rows
from casebook.tables.dates import UNDATED
from casebook.words import UNDATED_LABEL

Shares = npt.NDArray[np.float64]

STRIP = 0.15  # of the width, for what lies before, after or has no date
SHORTEST_DRAG = 0.015
_MONTHS_UP_TO = 3  # years of an axis that is marked by months
_YEAR_STEPS = (1, 5, 10, 50, 100, 500, 1000)
_MONTH_STEPS = (1, 3, 6, 12)
_MOST_TICKS = 60
_MARGIN = 0.02  # by which the label of a strip may reach beyond it
_QUARTER = 91  # days of a year that a drag may leave out, or stray into, at either end


@dataclass(frozen=True)
class Axis:
    """Where days stand, as shares of the width from 0 to 1.

    `years` are the first and last year whose days are spaced evenly, None where nothing is dated;
    `domain` those of all incidents. `before`, `after` and `undated` say which strips there are.
    """

    years: tuple[int, int] | None
    domain: tuple[int, int]
    before: bool
    after: bool
    undated: bool

    @property
    def left(self) -> float:
        """Where the even part begins."""
        return STRIP if self.before else 0.0

    @property
    def end(self) -> float:
        """Where the strip of undated ones begins."""
        return 1 - STRIP if self.undated else 1.0

    @property
    def right(self) -> float:
        """Where the even part ends."""
        return self.end - (STRIP if self.after else 0.0)

    @property
    def days(self) -> tuple[int, int]:
        """The first day of the even part, and the day after its last."""
        first, last = self.years or (0, -1)
        return first_day(first), first_day(last + 1)

    def at(self, days: Rows | int) -> Shares:
        """Where days begin; those outside stand at the edge of the even part."""
        first, last = self.days
        share = (np.asarray(days, dtype=np.float64) - first) / max(last - first, 1)
        return self.left + np.clip(share, 0, 1) * (self.right - self.left)

    def span(self, start: float, stop: float) -> tuple[tuple[int, int] | None, bool]:
        """The years of a part of the axis that was dragged over, and whether undated are in it.

        A year counts that is covered by a quarter at least, or the one in the middle.
        """
        undated = self.undated and stop > self.end + STRIP / 2
        if self.years is None or start >= self.end:
            return None, undated
        low, high = self.years
        first, last = self._year(start, _QUARTER), self._year(stop, -_QUARTER)
        if last < first:
            first = last = self._year((start + stop) / 2, 0)
        if self.before and start < self.left - STRIP / 2:
            first, last = self.domain[0], low - 1 if stop <= self.left else last
        if self.after and stop > self.right + STRIP / 2:
            first, last = high + 1 if start >= self.right else first, self.domain[1]
        return (first, last), undated

    def _year(self, share: float, more: int) -> int:
        (first, last), (low, high) = self.days, self.years or (0, 0)
        part = (share - self.left) / (self.right - self.left)
        day = round(first + min(max(part, 0), 1) * (last - first)) + more
        return min(max(int(month_of(np.array([day]))[0]) // 12 + 1970, low), high)


def first_day(year: int) -> int:
    """The first of January, as a whole number of days."""
    return int(np.datetime64(year - 1970, "Y").astype("M8[D]").astype(np.int64))


def month_of(days: Rows) -> Rows:
    """The months of days, counted from January 1970."""
    return days.astype("M8[D]").astype("M8[M]").astype(np.int64)


def axis_of(dataset: Dataset, years: tuple[int, int] | None, shown: Rows) -> Axis:
    """The axis for the incidents at these positions: of these years, or all but a far tail.

    Without years it depends on the data alone, so that no other filter moves a mark.
    """
    incidents = dataset.incidents
    domain, even = dataset.once("timeline axis", lambda: _even(incidents))
    even = years or even
    columns = (incidents[name].to_numpy()[shown] for name in ("first_day", "last_day", "year"))
    first, last, year = columns if years else (incidents[name].to_numpy() for name in _DAYS)
    dated = year != UNDATED
    if even is None:
        return Axis(None, domain, before=False, after=False, undated=True)
    low, high = first_day(even[0]), first_day(even[1] + 1)
    return Axis(
        even,
        domain,
        before=bool((dated & (last < low)).any()),
        after=bool((dated & (first >= high)).any()),
        undated=bool((~dated).any()),
    )


_DAYS = ("first_day", "last_day", "year")


def _even(incidents: pd.DataFrame) -> tuple[tuple[int, int], tuple[int, int] | None]:
    """The years of all incidents, and those without a far tail that few of them are in."""
    counted = incidents["year"].to_numpy(dtype=np.int64)
    counted = counted[counted != UNDATED]
    if not len(counted):
        return (0, 0), None
    reached = incidents[["first_year", "last_year"]].to_numpy(dtype=np.int64)
    reached = reached[(reached > dates.OPEN_START) & (reached < dates.OPEN_END)]
    domain = int(reached.min()), int(reached.max())
    return domain, without_far_tails(counted, *domain)


def ticks(axis: Axis) -> pd.DataFrame:
    """What is written below the axis: `at`, `label` (lines), and `room`, the share that it has.

    A label begins where its time begins.
    """
    found: list[tuple[float, str, float]] = []
    if axis.before and axis.years:
        found.append((0.0, f"before\n{axis.years[0]}", STRIP + _MARGIN))
    found += _even_ticks(axis)
    if axis.after and axis.years:
        found.append((axis.right, f"after\n{axis.years[1]}", STRIP + _MARGIN))
    if axis.undated:
        found.append((axis.end, UNDATED_LABEL, STRIP + 2 * _MARGIN))
    return pd.DataFrame(found, columns=["at", "label", "room"])


def _even_ticks(axis: Axis) -> list[tuple[float, str, float]]:
    if axis.years is None:
        return []
    low, high = axis.years
    if high - low < _MONTHS_UP_TO:
        starts = np.arange(f"{low:04d}-01", f"{high + 1:04d}-01", dtype="M8[M]")
        places, steps = starts.astype("M8[D]").astype(np.int64), list(_MONTH_STEPS)
        ordinals = [int(month) % 12 for month in starts.astype(np.int64)]
        names = [
            f"{dates.MONTHS[month]}\n{low + at // 12}" if month == 0 else dates.MONTHS[month]
            for at, month in enumerate(ordinals)
        ]
    else:
        width = next(step for step in _YEAR_STEPS if (high - low) // step < _MOST_TICKS)
        years = range(-(-low // width) * width, high + 1, width)
        places, steps = np.array([first_day(year) for year in years]), list(_YEAR_STEPS)
        ordinals, names = [*years], [str(year) for year in years]
    at = axis.at(places).tolist()
    each = (at[-1] - at[0]) / max(len(at) - 1, 1) if len(at) > 1 else axis.right - axis.left
    unit = _smallest(ordinals, steps)
    rooms = [_step(ordinal, steps) / unit * each for ordinal in ordinals]
    return [
        (share, name, min(room, axis.right - share))
        for share, name, room in zip(at, names, rooms, strict=True)
    ]


def _step(ordinal: int, steps: list[int]) -> int:
    return max(step for step in steps if ordinal % step == 0)


def _smallest(ordinals: list[Any], steps: list[int]) -> int:
    return min((_step(ordinal, steps) for ordinal in ordinals), default=1)
