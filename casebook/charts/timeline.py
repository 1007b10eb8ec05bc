"""Incidents along time in lanes, from `analysis.timeline`; marks are clicked, a span is dragged.

All that depends on data stands in the named datasets, places too: the specification is always the
same, and the browser keeps the drawing. Draws nothing and reads no state.
"""

import math
from functools import cache
from typing import Any, cast

import altair as alt
import numpy as np
import pandas as pd

from casebook.analysis.timeline import LANE_WORDS, Timeline
from casebook.analysis.timeline_axis import ticks
from casebook.charts import theme
from casebook.charts.bars import wrapped
from casebook.charts.encodings import LETTER_WIDTH, PADDING, Columns, clicks, with_data
from casebook.charts.timeline_layout import ARROW, laid_out
from casebook.words import number

HEIGHT = 400
BRUSH = "brush"
TITLE = "Timeline of incidents"

_FONT = 12
_AXIS = 32
_LONGEST_NAME = 40
_RINGED, _FRAMED = 3.0, 4.5  # pixels beyond a mark
_DATASETS = ("lanes", "ticks", "lines", "arrows", "rings", "frames", "marks")


def chart(made: Timeline, titles: list[str], opened: int | None = None) -> alt.LayerChart:
    """The timeline; `titles` say of each mark what it is, `opened` is an incident to be framed."""
    data = {name: pd.DataFrame(held) for name, held in _data(made, titles, opened, 0).items()}
    return _laid_out(data).properties(title=title(made))


def title(made: Timeline) -> str:
    """What it is and what its lanes are: `Timeline of incidents by group`."""
    return f"{TITLE} by {LANE_WORDS[made.by]}"


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
    places = laid_out(made, HEIGHT - _AXIS)
    radius, heights = places.radius, places.heights
    several = (marks["incidents"] > 1).tolist()
    many = [f"{n:,}" if n > 1 else "" for n in marks["incidents"]]
    of_lanes = made.lanes["name"].tolist()
    colour_of = theme.group_colour if made.by == "group" else lambda _: theme.ACCENT
    colours = [colour_of(of_lanes[lane]) for lane in marks["lane"].tolist()]
    x, lines = marks["at"].tolist(), marks[["start", "stop"]].to_numpy().tolist()
    first = ~made.marks["line"].duplicated().to_numpy()
    lined = [at for at, (start, _) in enumerate(lines) if first[at] and not math.isnan(start)]
    # Of many incidents some claim nearly always is: their number stands in what the mark says.
    disputed = [at for at, count in enumerate(marks["disputed"]) if count and not several[at]]
    framed = [] if opened is None else made.marks_of(opened).tolist()
    axis = ticks(made.axis)
    arrows = [
        (lines[at][end], heights[at], colours[at], shape)
        for end, (side, shape) in enumerate(
            (("open_left", "triangle-left"), ("open_right", "triangle-right"))
        )
        for at in np.flatnonzero(marks[side].to_numpy() & first & ~marks["start"].isna()).tolist()
    ]
    return {
        "lanes": {
            "y": places.tops,
            "label": [
                f"{_on_one_line(name)} · {count:,}"
                for name, count in zip(of_lanes, made.lanes["incidents"], strict=True)
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
            "y": [heights[at] for at in lined],
            "colour": [colours[at] for at in lined],
        },
        "arrows": {
            "x": [one[0] for one in arrows],
            "y": [one[1] for one in arrows],
            "colour": [one[2] for one in arrows],
            "shape": [one[3] for one in arrows],
            "size": [(2.0 * ARROW) ** 2] * len(arrows),
        },
        "rings": _around(disputed, x, heights, radius, _RINGED),
        "frames": _around(framed, x, heights, radius, _FRAMED),
        "marks": {
            "x": x,
            "y": heights,
            "size": [(2 * one) ** 2 for one in radius],
            "target": [(2 * one) ** 2 for one in places.targets],
            "shape": ["square" if one else "circle" for one in several],
            "colour": colours,
            "full": [1.0 if exact else 0.15 for exact in marks["exact"]],
            "many": many,
            "key": keys(made),
            "tip": _tips(made, titles),
            "token": [token] * len(marks),
        },
    }


def _on_one_line(name: str) -> str:
    first, *more = wrapped(name, _LONGEST_NAME).split("\n")
    return f"{first}…" if more else first


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


def names(made: Timeline, titles: list[str]) -> list[str]:
    """What each mark is, of several incidents how many and of what time."""
    columns = (made.marks[name].tolist() for name in ("incidents", "step"))
    return [
        title if several == 1 else f"{several:,} incidents, {step}"
        for title, several, step in zip(titles, *columns, strict=True)
    ]


def _tips(made: Timeline, titles: list[str]) -> list[str]:
    """What each mark says: what and when, and what the selected claims about it amount to."""
    columns = (made.marks[name].tolist() for name in ("incidents", "claims", "origins", "disputed"))
    return [
        " · ".join(
            [
                f"{name}: {number(claims, 'claim')}",
                *([number(origins, "original source")] if several == 1 else []),
                *([f"{disputed:,} disputed"] if disputed else []),
            ]
        )
        for name, several, claims, origins, disputed in zip(
            names(made, titles), *columns, strict=True
        )
    ]
