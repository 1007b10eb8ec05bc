"""Where the marks of a timeline stand above each other, so that those that would meet lie apart.

Only the width in the browser is not known here: marks are laid out for a usual one, so that in a
narrow window some overlap.
"""

import math
from dataclasses import dataclass

from casebook.analysis.timeline import Timeline
from casebook.charts.encodings import LETTER_WIDTH

HEADER = 17  # of a lane, for its name
ARROW = 5

_WIDTH = 600
_MOST_STEP = 15
_SMALL, _BY_SOURCE = 3.0, 0.8  # radius, of one original source, for each further
_SHARED, _LARGEST_SHARED = 3.5, 7.5  # of a mark for several incidents
_LARGEST = 7  # original sources: beyond that no mark grows
_ONE_ROW = 4.0  # the largest radius of a mark that takes one row
_AROUND = 2.0  # pixels about a mark that catch a click too


@dataclass(frozen=True)
class Layout:
    """The top of each lane, and of each mark its height, radius, and the radius of what is clicked.

    No mark's middle is covered by what is clicked of another.
    """

    tops: list[float]
    heights: list[float]
    radius: list[float]
    targets: list[float]


@dataclass
class _Line:
    """What stands side by side on one line: its lane, what it reaches, and its rows."""

    lane: int
    left: float
    right: float
    rows: int
    row: int = 0


def laid_out(made: Timeline, height: float) -> Layout:
    """The marks in lanes, which fill the height together."""
    columns = (made.marks[name].tolist() for name in ("incidents", "origins"))
    radius = [
        min(_SHARED + math.log10(several), _LARGEST_SHARED)
        if several > 1
        else _SMALL + _BY_SOURCE * (min(origins, _LARGEST) - 1)
        for several, origins in zip(*columns, strict=True)
    ]
    lines = _lines(made, radius)
    depth = _stacked(lines, len(made.lanes))
    free = height - HEADER * len(depth)
    step = min(free / max(sum(depth), 1), _MOST_STEP)
    room = (free - step * sum(depth)) / max(len(depth), 1)
    tops, top = [], 0.0
    for rows in depth:
        tops.append(top)
        top += HEADER + step * rows + room
    of_marks = [lines[line] for line in made.marks["line"].tolist()]
    return Layout(
        tops,
        [
            tops[one.lane] + HEADER + step * (one.row + one.rows / 2) + min(room / 2, 4)
            for one in of_marks
        ],
        radius,
        [
            min(of_mark + _AROUND, 0.95 * step * (one.rows + 1) / 2)
            for of_mark, one in zip(radius, of_marks, strict=True)
        ],
    )


def _lines(made: Timeline, radius: list[float]) -> dict[int, _Line]:
    """What each line reaches, as shares of the width, with its marks and what is written there."""
    names = ("line", "lane", "incidents", "at", "start", "stop")
    columns = (made.marks[name].tolist() for name in names)
    lines: dict[int, _Line] = {}
    for one, line, lane, several, at, start, stop in zip(radius, *columns, strict=True):
        half, arrow = (one + 1.5) / _WIDTH, ARROW / _WIDTH
        written = (len(f"{several:,}") * LETTER_WIDTH + 6) / _WIDTH if several > 1 else 0.0
        ends = [at - half, at + half + written]
        if not math.isnan(start):
            ends += [start - arrow, stop + arrow]
        found = lines.setdefault(line, _Line(lane, at, at, 1))
        found.left, found.right = min(found.left, *ends), max(found.right, *ends)
        found.rows = max(found.rows, 1 if one <= _ONE_ROW else 2)
    return lines


def _stacked(lines: dict[int, _Line], lanes: int) -> list[int]:
    """Put each line into the first rows of its lane that are free; how many each lane has."""
    taken: list[list[float]] = [[] for _ in range(lanes)]
    for line in sorted(lines.values(), key=lambda one: (one.left, one.right)):
        ends = taken[line.lane]
        while any(end > line.left for end in ends[line.row : line.row + line.rows]):
            line.row += 1
        ends += [0.0] * (line.row + line.rows - len(ends))
        ends[line.row : line.row + line.rows] = [line.right] * line.rows
    return [max(len(ends), 1) for ends in taken]
