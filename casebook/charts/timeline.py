"""Incidents along time in lanes, from `analysis.timeline`; marks are clicked, a span is dragged.

All that depends on data stands in the named datasets, places too: the specification is always the
same, and the browser keeps the drawing. Draws nothing and reads no state.
"""

import math
from functools import cache
from typing import Any, cast

import altair as alt
import pandas as pd

from casebook.analysis.timeline import Timeline
from casebook.analysis.timeline_axis import ticks
from casebook.charts import theme
from casebook.charts.bars import wrapped
from casebook.charts.encodings import LETTER_WIDTH, PADDING, Columns, clicks, with_data
from casebook.words import number

HEIGHT = 400
BRUSH = "brush"
TITLE = "Timeline of incidents"

_FONT = 12
_HEADER, _AXIS = 17, 32
_LONGEST_NAME = 40
_MOST_STEP = 15
# The width for which marks are put above each other where they would meet.
_WIDTH = 600
_ARROW = 5
_RINGED, _FRAMED = 3.0, 4.5  # pixels beyond a mark
_LARGEST = 7  # original sources: beyond that no mark grows
_DATASETS = ("lanes", "ticks", "lines", "arrows", "rings", "frames", "marks")


def chart(made: Timeline, titles: list[str], opened: int | None = None) -> alt.LayerChart:
    """The timeline; `titles` say of each mark what it is, `opened` is an incident to be framed."""
    data = {name: pd.DataFrame(held) for name, held in _data(made, titles, opened, 0).items()}
    return _laid_out(data).properties(title=TITLE)


def spec(made: Timeline, titles: list[str], opened: int | None, token: int) -> dict[str, Any]:
    """`chart` as a Vega-Lite specification with its frames under `datasets`."""
    return with_data(_spec(), **_data(made, titles, opened, token))


@cache
def _spec() -> str:
    return _laid_out({name: alt.NamedData(name) for name in _DATASETS}).to_json(indent=None)


def _laid_out(data: dict[str, Any]) -> alt.LayerChart:
    scale = alt.Scale(domain=[0, 1], nice=False, zero=False)

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=scale, axis=None)

    y = alt.Y("y:Q", scale=alt.Scale(domain=[HEIGHT, 0], nice=False, zero=False), axis=None)
    colour = alt.Color("colour:N", scale=None, legend=None)
    points = (alt.Size("size:Q", scale=None), alt.Shape("shape:N", scale=None), x("x"), y)
    quiet: dict[str, Any] = {"aria": False}
    lanes = alt.Chart(data["lanes"]).encode(y)
    axis = alt.Chart(data["ticks"]).encode(x("at"))
    marks = alt.Chart(data["marks"]).encode(*points)
    text: dict[str, Any] = {"fontSize": _FONT, "align": "left", "baseline": "top", **quiet}
    brush = alt.selection_interval(
        name=BRUSH,
        encodings=["x"],
        translate=False,
        zoom=False,
        mark=alt.BrushConfig(fill=theme.ACCENT, fillOpacity=0.25, stroke=theme.ACCENT),
    )
    layers = [
        lanes.mark_rule(color=theme.CONTEXT, opacity=0.35, **quiet),
        axis.mark_rule(
            color=theme.CONTEXT, opacity=0.25, y=0, y2=alt.expr(f"height - {_AXIS - 4}"), **quiet
        ),
        axis.mark_text(
            lineBreak="\n",
            lineHeight=_FONT + 1,
            dx=3,
            y=alt.expr(f"height - {_AXIS - 6}"),
            text=alt.expr("width >= datum.needed ? datum.label : ''"),
            **text,
        ),
        lanes.mark_text(dy=4, x=1, **text).encode(text="label:N"),
        alt.Chart(data["lines"])
        .mark_rule(strokeWidth=2, opacity=0.45, strokeCap="butt", **quiet)
        .encode(x("x"), alt.X2("x2:Q"), y, colour),
        alt.Chart(data["arrows"])
        .mark_point(filled=True, opacity=0.9, **quiet)
        .encode(*points, colour),
        marks.mark_point(filled=True, strokeWidth=1.4, opacity=1, **quiet).encode(
            colour,
            stroke=alt.Stroke("colour:N", scale=None),
            fillOpacity=alt.FillOpacity("full:Q", scale=None),
        ),
        alt.Chart(data["rings"], name="disputed")
        .mark_point(filled=False, shape="circle", strokeWidth=1.6, opacity=1, **quiet)
        .encode(x("x"), y, points[0], color=alt.value(theme.OTHER_NAMES)),
        alt.Chart(data["frames"], name="opened")
        .mark_point(filled=False, shape="square", strokeWidth=2, opacity=1, **quiet)
        .encode(x("x"), y, points[0], color=alt.value(theme.OTHER_NAMES)),
        # Of a text the size is that of its letters: so without the encodings of the points.
        alt.Chart(data["marks"])
        .mark_text(fontSize=_FONT, align="left", baseline="middle", dx=8, **quiet)
        .encode(x("x"), y, text="many:N"),
        marks.mark_point(filled=True, opacity=0, shape="circle", cursor="pointer")
        .encode(
            size=alt.Size("target:Q", scale=None),
            detail=["key:N", "token:Q"],
            tooltip="tip:N",
            description="tip:N",
        )
        .add_params(*clicks(), brush),
    ]
    whole = alt.layer(*layers).properties(height=HEIGHT, padding=PADDING)
    return cast(alt.LayerChart, whole)


def _data(made: Timeline, titles: list[str], opened: int | None, token: int) -> dict[str, Columns]:
    marks = made.marks
    radius = [
        5.0 if several > 1 else 3 + 0.8 * (min(origins, _LARGEST) - 1)
        for several, origins in zip(marks["incidents"], marks["origins"], strict=True)
    ]
    several = (marks["incidents"] > 1).tolist()
    many = [f"{n:,}" if n > 1 else "" for n in marks["incidents"]]
    tops, places = _places(made, radius, many)
    names = made.lanes["name"].tolist()
    colour_of = theme.group_colour if made.by == "group" else lambda _: theme.ACCENT
    colours = [colour_of(names[lane]) for lane in marks["lane"]]
    x, lines = marks["at"].tolist(), marks[["start", "stop"]].to_numpy().tolist()
    first = ~made.marks["line"].duplicated().to_numpy()
    lined = [at for at, (start, _) in enumerate(lines) if first[at] and not math.isnan(start)]
    disputed = [at for at, count in enumerate(marks["disputed"]) if count]
    framed = [] if opened is None else made.marks_of(opened).tolist()
    axis = ticks(made.axis)
    arrows = [
        (lines[at][end], places[at], colours[at], shape)
        for end, (side, shape) in enumerate(
            (("open_left", "triangle-left"), ("open_right", "triangle-right"))
        )
        for at in lined
        if marks[side].iat[at]
    ]
    return {
        "lanes": {
            "y": tops,
            "label": [
                f"{wrapped(name, _LONGEST_NAME, 1)} · {count:,}"
                for name, count in zip(names, made.lanes["incidents"], strict=True)
            ],
        },
        "ticks": {
            "at": axis["at"].tolist(),
            "label": axis["label"].tolist(),
            "needed": [
                math.ceil((max(map(len, label.split("\n"))) * LETTER_WIDTH + 8) / max(room, 1e-6))
                if room < 0.99
                else 0
                for label, room in zip(axis["label"], axis["room"], strict=True)
            ],
        },
        "lines": {
            "x": [lines[at][0] for at in lined],
            "x2": [lines[at][1] for at in lined],
            "y": [places[at] for at in lined],
            "colour": [colours[at] for at in lined],
        },
        "arrows": {
            "x": [one[0] for one in arrows],
            "y": [one[1] for one in arrows],
            "colour": [one[2] for one in arrows],
            "shape": [one[3] for one in arrows],
            "size": [(2.0 * _ARROW) ** 2] * len(arrows),
        },
        "rings": _around(disputed, x, places, radius, _RINGED),
        "frames": _around(framed, x, places, radius, _FRAMED),
        "marks": {
            "x": x,
            "y": places,
            "size": [(2 * one) ** 2 for one in radius],
            "target": [(2 * one + 4) ** 2 for one in radius],
            "shape": ["square" if one else "circle" for one in several],
            "colour": colours,
            "full": [1.0 if exact else 0.15 for exact in marks["exact"]],
            "many": many,
            "key": keys(made),
            "tip": tips(made, titles),
            "token": [token] * len(marks),
        },
    }


def _around(
    which: list[int], x: list[float], y: list[float], radius: list[float], more: float
) -> Columns:
    return {
        "x": [x[at] for at in which],
        "y": [y[at] for at in which],
        "size": [(2 * (radius[at] + more)) ** 2 for at in which],
    }


def keys(made: Timeline) -> list[str]:
    """What a click says of each mark: its incident; of one for several also their years."""
    columns = (made.marks[name].tolist() for name in ("incident", "incidents", "first", "last"))
    return [
        f"{incident}" if several == 1 else f"{incident}:{first}-{last}"
        for incident, several, first, last in zip(*columns, strict=True)
    ]


def tips(made: Timeline, titles: list[str]) -> list[str]:
    """What each mark says: what and when, and what the selected claims about it amount to."""
    names = ("incidents", "step", "claims", "origins", "disputed")
    columns = (made.marks[name].tolist() for name in names)
    found = []
    for title, several, step, claims, origins, disputed in zip(titles, *columns, strict=True):
        against = f" · {disputed:,} disputed" if disputed else ""
        if several > 1:
            found.append(f"{several:,} incidents, {step}: {number(claims, 'claim')}{against}")
            continue
        sources = number(origins, "original source")
        found.append(f"{title}: {number(claims, 'claim')} · {sources}{against}")
    return found


def _places(
    made: Timeline, radius: list[float], many: list[str]
) -> tuple[list[float], list[float]]:
    """The top of each lane, and the height of each mark: so that those that meet lie apart."""
    rows, depth = _rows(made, radius, many)
    free = HEIGHT - _AXIS - _HEADER * len(depth)
    step = min(free / max(sum(depth), 1), _MOST_STEP)
    room = (free - step * sum(depth)) / max(len(depth), 1)
    tops, top = [], 0.0
    for one in depth:
        tops.append(top)
        top += _HEADER + step * one + room
    lanes = made.marks["lane"].tolist()
    return tops, [
        tops[lane] + _HEADER + step * (row + 0.5) + min(room / 2, 4)
        for lane, row in zip(lanes, rows, strict=True)
    ]


def _rows(made: Timeline, radius: list[float], many: list[str]) -> tuple[list[int], list[int]]:
    """In which row of its lane each mark stands, the first that is free; and each lane's rows."""
    columns = (made.marks[name].tolist() for name in ("line", "lane", "at", "start", "stop"))
    reaches: dict[int, tuple[float, float, int]] = {}
    lines = made.marks["line"].tolist()
    for one, text, line, lane, at, start, stop in zip(radius, many, *columns, strict=True):
        half, arrow = (one + 1.5) / _WIDTH, _ARROW / _WIDTH
        written = (len(text) * LETTER_WIDTH + 6) / _WIDTH if text else 0.0
        ends = [at - half, at + half + written]
        if not math.isnan(start):
            ends += [start - arrow, stop + arrow]
        left, right, _ = reaches.get(line, (2.0, -1.0, lane))
        reaches[line] = (min(left, *ends), max(right, *ends), lane)
    taken: list[list[float]] = [[] for _ in range(len(made.lanes))]
    rows: dict[int, int] = {}
    for line, (left, right, lane) in sorted(reaches.items(), key=lambda one: one[1]):
        of_lane = taken[lane]
        row = next((row for row, end in enumerate(of_lane) if end <= left), len(of_lane))
        of_lane[row : row + 1] = [right]
        rows[line] = row
    return [rows[line] for line in lines], [max(len(one), 1) for one in taken]
