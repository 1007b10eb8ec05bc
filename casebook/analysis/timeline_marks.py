"""The marks of a timeline: where each incident stands, and which ones share a mark.

As few as need be share one: those of the fullest cells, a cell being a lane and a step of time.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from casebook.analysis.timeline_axis import STRIP, Axis, month_of
from casebook.tables import dates
from casebook.tables.dataset import Dataset, Mask, Rows
from casebook.tables.dates import NO_DAY
from casebook.words import UNDATED_LABEL

MOST_MARKS = 400
# Marks above each other, in all lanes together: where no mark is shared, and where some are.
MOST_ABOVE = (64, 48)

Columns = dict[str, npt.NDArray[Any]]

_SHARED_ABOVE = (24, 16, 10, 6, 3, 1)
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)  # months
_MOST_STEPS = 48
_MOST_SHARED_STEPS = 18  # so that the number of each mark can be written beside it
_UNDATED, _BEFORE, _AFTER, _DATED = range(4)
_ABREAST = 4  # marks in a strip
_OPEN = 0.026  # how far the line of an open end reaches
_EACH = 0.018  # of the width, for a mark on a line that it shares
_INEXACT = r"[?~%X/]"


def marks(
    dataset: Dataset, axis: Axis, counts: Mapping[str, Rows], lane: Rows, incident: Rows
) -> tuple[pd.DataFrame, tuple[Rows, Rows]]:
    """The marks of incidents in lanes; and incidents that share one, with the rows of those marks.

    Columns:

    - lane, and `at`, where it stands, as a share of the width
    - start, stop: what its date reaches, missing for an exact day and in a strip
    - open_left, open_right: whether the date goes on there, or has no end that is known
    - exact: whether the date is one day and certain
    - line: a number that those share which stand side by side on one line, as their dates reach
      equally far
    - incidents: how many it stands for; if several, `step` says of what time, `first` and `last`
      are its years, 0 for undated ones
    - incident: its position; of several that of the one with most original sources
    - claims, disputed: how many of the selected claims, and how many of these are disputed
    - origins: original sources of `incident`
    """
    placed = _placed(dataset, axis, incident)
    placed |= {"lane": lane, "incident": incident}
    placed |= {name: values[incident] for name, values in counts.items()}
    width, cell, full = _cells(placed)
    shared = full[cell]
    alone = _alone({name: values[~shared] for name, values in placed.items()}, axis)
    of_shared = {name: values[shared] for name, values in placed.items()}
    together = _together(of_shared, cell[shared], axis, width)
    frame = pd.DataFrame(
        {name: np.concatenate([alone[name], values]) for name, values in together.items()}
    )
    _, of_cell = np.unique(cell[shared], return_inverse=True)
    return frame, (incident[shared], len(alone["at"]) + of_cell)


def _placed(dataset: Dataset, axis: Axis, incident: Rows) -> Columns:
    """Where each incident stands on the axis, and what its date reaches."""
    days = (
        dataset.incidents[name].to_numpy(dtype=np.int64)[incident]
        for name in ("first_day", "last_day")
    )
    first, last = days
    exact = dataset.once("exact days", lambda: _exact(dataset.incidents))[incident]
    low, high = axis.days
    strip = np.select(
        [first == NO_DAY, last < low, first >= high], [_UNDATED, _BEFORE, _AFTER], _DATED
    )
    even, no_start, no_end = strip == _DATED, first == dates.EARLIEST, last == dates.LATEST
    start, stop = axis.at(first), axis.at(last + 1)
    start = np.where(no_start, np.maximum(stop - _OPEN, axis.left), start)
    stop = np.where(no_end, np.minimum(start + _OPEN, axis.right), stop)
    at = np.where(no_start, stop, np.where(no_end, start, (start + stop) / 2))
    day = np.where(no_start, last, np.where(no_end, first, (first + last) // 2))
    line = even & (first != last)
    return {
        "at": at,
        "start": np.where(line, start, np.nan),
        "stop": np.where(line, stop, np.nan),
        "open_left": even & (no_start | (first < low)),
        "open_right": even & (no_end | (last >= high)),
        "exact": exact,
        "within": line & ~no_start & ~no_end,
        "strip": strip,
        "month": month_of(np.where(even, np.clip(day, low, high - 1), 0)),
        "day": first,
    }


def _exact(incidents: pd.DataFrame) -> Mask:
    one = (incidents["first_day"] == incidents["last_day"]) & (incidents["day"] != NO_DAY)
    return (one & ~incidents["date"].str.contains(_INEXACT)).to_numpy(dtype=bool)


def _cells(placed: Columns) -> tuple[int, Rows, Mask]:
    """How many months a step has, the cell of each, and which cells have one mark for all."""
    lane, strip, month = placed["lane"], placed["strip"], placed["month"]
    dated = month[strip == _DATED]
    low, high = (int(dated.min()), int(dated.max())) if len(dated) else (0, 0)
    lanes = int(lane.max(initial=0)) + 1
    with np.errstate(invalid="ignore"):
        share = _EACH / np.maximum(placed["stop"] - placed["start"], _EACH)
    height = np.where(placed["within"], share, 1.0)

    def up_to(most: int) -> int:
        return next(at for at, step in enumerate(_STEPS) if (high - low) // step < most)

    tries: list[tuple[int, tuple[int, ...], int]]
    tries = [(_STEPS[up_to(_MOST_STEPS)], (MOST_MARKS,), MOST_ABOVE[0])]
    tries += [
        (width, _SHARED_ABOVE, MOST_ABOVE[1]) for width in _STEPS[up_to(_MOST_SHARED_STEPS) :]
    ]
    for width, limits, most_above in tries:
        steps = _DATED + high // width - low // width + 1
        of_step = np.where(strip == _DATED, _DATED + month // width - low // width, strip)
        cell = lane * steps + of_step
        sizes = np.bincount(cell, minlength=lanes * steps)
        heights = np.bincount(cell, height, lanes * steps)
        for most in limits:
            full = sizes > most
            above = np.where(full, 1, heights).reshape(lanes, steps).max(axis=1)
            if np.where(full, 1, sizes).sum() <= MOST_MARKS and above.sum() <= most_above:
                return width, cell, full
    return width, cell, full


def _alone(found: Columns, axis: Axis) -> Columns:
    """A mark for each; those in a strip and those with the same line side by side, by date."""
    length, within, even = len(found["at"]), found["within"], found["strip"] == _DATED
    ends = (np.where(within, found[name], -1.0) for name in ("start", "stop"))
    alike = (np.where(within | ~even, -1, np.arange(length)), *ends, found["strip"], found["lane"])
    order = np.lexsort((found["day"], *alike))
    new = np.any([np.diff(one[order], prepend=np.nan) != 0 for one in alike], axis=0)
    nth, count = _numbered(order, new)
    reach = np.where(within, found["stop"] - found["start"], STRIP)
    abreast = np.where(within, np.maximum(reach // _EACH, 1), _ABREAST).astype(np.int64)
    row = np.minimum(abreast, count - nth // abreast * abreast)
    beside = reach * (nth % abreast + 1) / (row + 1)
    at = np.where(within, found["start"] + beside, found["at"])
    at = np.where(even, at, _strip_start(found, axis) + STRIP * (nth % _ABREAST + 0.6) / 4.4)
    first = np.empty(length, dtype=np.int64)
    first[order] = order[np.maximum.accumulate(np.where(new, np.arange(length), 0))]
    whole = np.zeros(length, dtype=np.int64)
    return {
        **found,
        "at": at,
        "line": first * length + np.where(within, nth // abreast, nth),
        "incidents": whole + 1,
        "first": whole,
        "last": whole,
        "step": np.full(length, "", dtype=object),
    }


def _numbered(order: Rows, new: Mask) -> tuple[Rows, Rows]:
    """The number of each within its run, and how many its run has; `new` begins one."""
    starts = np.flatnonzero(new)
    lengths = np.diff(starts, append=len(order))
    nth, count = np.empty_like(order), np.empty_like(order)
    nth[order] = np.arange(len(order)) - np.repeat(starts, lengths)
    count[order] = np.repeat(lengths, lengths)
    return nth, count


def _strip_start(found: Columns, axis: Axis) -> npt.NDArray[np.float64]:
    strip = found["strip"]
    return np.select([strip == _BEFORE, strip == _AFTER], [0.0, axis.right], axis.end)


def _together(found: Columns, cell: Rows, axis: Axis, width: int) -> Columns:
    """One mark for all of a cell."""
    cells, of_cell = np.unique(cell, return_inverse=True)
    most = np.zeros(len(cells), dtype=np.int64)  # which of each cell has most original sources
    order = np.argsort(found["origins"], kind="stable")
    most[of_cell[order]] = order
    one = {name: found[name][most] for name in ("lane", "strip", "month", "incident", "origins")}
    sums = {
        name: np.bincount(of_cell, found[name], len(cells)).astype(np.int64)
        for name in ("claims", "disputed")
    }
    month = one["month"] // width * width
    ends = [_first_days(at) for at in (month, month + width)]
    low, high = axis.years or (0, 0)
    cases = [one["strip"] == strip for strip in (_BEFORE, _AFTER, _UNDATED)]
    years = np.maximum(month // 12 + 1970, low), np.minimum((month + width - 1) // 12 + 1970, high)
    middle = (axis.at(ends[0]) + axis.at(ends[1])) / 2
    none, never = np.full(len(cells), np.nan), np.zeros(len(cells), dtype=bool)
    return {
        "lane": one["lane"],
        "at": np.where(
            one["strip"] == _DATED, middle, _strip_start(one, axis) + STRIP / (_ABREAST + 0.4)
        ),
        "start": none,
        "stop": none,
        "open_left": never,
        "open_right": never,
        "exact": never,
        "line": -1 - np.arange(len(cells)),
        "incidents": np.bincount(of_cell, minlength=len(cells)),
        "step": np.array(
            [
                _in_words(at, strip, width, (low, high))
                for at, strip in zip(month.tolist(), one["strip"].tolist(), strict=True)
            ],
            dtype=object,
        ),
        "first": np.select(cases, [axis.domain[0], high + 1, 0], years[0]),
        "last": np.select(cases, [low - 1, axis.domain[1], 0], years[1]),
        "incident": one["incident"],
        **sums,
        "origins": one["origins"],
    }


def _first_days(month: Rows) -> Rows:
    """The first day of months counted from January 1970."""
    return month.astype("M8[M]").astype("M8[D]").astype(np.int64)


def _in_words(month: int, strip: int, width: int, years: tuple[int, int]) -> str:
    """The time of a cell: `2021`, `2010–2019`, `Mar 2021`, `Jan–Jun 2021`."""
    low, high = years
    if strip != _DATED:
        return {_BEFORE: f"before {low}", _AFTER: f"after {high}"}.get(strip, UNDATED_LABEL)
    ends = (month, month + width - 1)
    first, last = (at // 12 + 1970 for at in ends)
    if width >= 12:
        return f"{first}" if first == last else f"{first}–{last}"
    return f"{'–'.join(dict.fromkeys(dates.MONTHS[at % 12] for at in ends))} {first}"
