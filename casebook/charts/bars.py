"""Bars by year and by name, from the frames of `analysis.bar_counts`; both are filters.

Draws nothing and reads no state. Widths that are known only in the browser are expressions of
Vega's, in pixels of the plot.
"""

import json
import math
import re
import textwrap
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from casebook.charts import theme
from casebook.charts.encodings import (
    BARS,
    LABEL_WIDTH,
    LETTER_WIDTH,
    TARGETS,
    Columns,
    bar_layers,
    heading,
    largest,
    targets,
    with_data,
)

CHART_HEIGHT = 222
LEAST_STEP = 22

_BAR_HEIGHT = 13
_FONT = 12
# Below this width of the plot, names are broken into shorter lines.
_NARROW = 275
_NARROW_LABEL = 14
_NAMES = f"min({LABEL_WIDTH * LETTER_WIDTH + 6}, width * 0.45)"
# Beyond either end of any scale: what catches clicks reaches to the edges of the plot.
_FAR = 1e12
_WIDE = re.compile(r"[\U00010000-\U0010ffff]")
_FILLING = "\ue000"
# How far below the plot of years a bar still catches clicks: over its name, of two lines at most.
_BELOW = 34
# The narrowest plot in which two names at the end of the axis of years stand apart.
_LEAST_PLOT = 250


def chart_by_year(frame: pd.DataFrame, count: str, by: str, token: int = 0) -> alt.LayerChart:
    """Bars along time, empty ones too, then undated, from `bar_counts.year_bars`."""
    bars, hits = map(pd.DataFrame, _data_by_year(frame, count, token))
    return _laid_out_by_year(_marks(frame), largest(frame), heading(count, by), bars, hits)


def chart_by_name(frame: pd.DataFrame, count: str, by: str, token: int = 0) -> alt.LayerChart:
    """One bar a name in the order of the frame, from `bar_counts.name_bars`.

    At its end stands its count, and the total where the two differ. Groups have their colours.
    """
    bars, hits = map(pd.DataFrame, _data_by_name(frame, count, by, token))
    chart = _laid_out_by_name(_room(frame), heading(count, by), bars, hits)
    return chart.properties(height=_height(frame))


def spec_by_year(frame: pd.DataFrame, count: str, by: str, token: int) -> dict[str, Any]:
    """`chart_by_year` as a Vega-Lite specification with its frames under `datasets`.

    The specification without the data is made once for all selections: Altair checks it against
    its schema, which takes far longer than all the counting.
    """
    bars, hits = _data_by_year(frame, count, token)
    spec = _spec_by_year(_marks(frame), largest(frame), heading(count, by))
    return with_data(spec, bars=bars, targets=hits)


def spec_by_name(
    frame: pd.DataFrame, count: str, by: str, token: int, least: int = CHART_HEIGHT
) -> dict[str, Any]:
    """`chart_by_name` as a Vega-Lite specification, like `spec_by_year`; at `least` so high."""
    bars, hits = _data_by_name(frame, count, by, token)
    spec = _spec_by_name(_room(frame), heading(count, by))
    return {**with_data(spec, bars=bars, targets=hits), "height": _height(frame, least)}


Marks = tuple[tuple[str, int, str], ...]


def _marks(frame: pd.DataFrame) -> Marks:
    """Mark, step and place of each bar along time: what the axis is made of."""
    return tuple(zip(frame["mark"], frame["step"].tolist(), frame["place"], strict=True))


@lru_cache(maxsize=64)
def _spec_by_year(marks: Marks, end: int, title: str) -> str:
    named = alt.NamedData(BARS), alt.NamedData(TARGETS)
    return _laid_out_by_year(marks, end, title, *named).to_json(indent=None)


@lru_cache(maxsize=64)
def _spec_by_name(room: int, title: str) -> str:
    named = alt.NamedData(BARS), alt.NamedData(TARGETS)
    return _laid_out_by_name(room, title, *named).to_json(indent=None)


def _room(frame: pd.DataFrame) -> int:
    """The room for the figures at the end of the longest bar."""
    end = largest(frame)
    return len(f"{end:,} of {end:,}") * LETTER_WIDTH + 8


def _height(frame: pd.DataFrame, least: int = CHART_HEIGHT) -> int:
    return max(least, LEAST_STEP * len(frame))


def _laid_out_by_year(marks: Marks, end: int, title: str, bars: Any, hits: Any) -> alt.LayerChart:
    domain = _places(marks)
    needed = json.dumps(_widths_needed(marks, domain))
    lines = json.dumps([mark.split("\n") for mark, _, _ in marks])
    x = alt.X(
        "place:N",
        scale=alt.Scale(domain=domain, paddingInner=0.15),
        axis=alt.Axis(
            title=None,
            values=list(range(len(marks))),
            labelAngle=0,
            labelOverlap=False,
            labelFontSize=_FONT,
            ticks=False,
            labelExpr=f"width >= {needed}[datum.value] ? {lines}[datum.value] : ''",
        ),
    )
    scale = alt.Scale(domain=[0, end], nice=False)
    axis = alt.Axis(
        title=None,
        tickCount=4,
        format=",d",
        tickMinStep=1,
        domain=False,
        labelFontSize=_FONT,
    )

    def upper(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=scale, stack=None, axis=axis)

    layers = bar_layers(
        bars, hits, (lambda field: alt.Y2(f"{field}:Q"), upper), x, "width", dragged=True
    )
    return layers.properties(title=title, height=CHART_HEIGHT)


def _places(marks: Marks) -> list[float]:
    """The bars as numbers, and between those that stand apart from the axis numbers of no bar."""
    if not marks:
        return []
    apart = max(1, math.ceil(len(marks) * 7 * LETTER_WIDTH / _LEAST_PLOT) - 1)
    found: list[float] = [0]
    for at in range(1, len(marks)):
        before, after = marks[at - 1][2], marks[at][2]
        gap = 0 if before == after == "slot" else apart if before == "coarse" else 1
        found += [at - 1 + step / (gap + 1) for step in range(1, gap + 1)] + [at]
    return found


def _widths_needed(marks: Marks, domain: list[float]) -> list[int]:
    """From which width of the plot on each bar is named on the axis, so that no names overlap."""
    at = [domain.index(number) for number in range(len(marks))]
    half = [max(map(len, mark.split("\n"))) * LETTER_WIDTH / 2 + 4 for mark, _, _ in marks]
    always = [number for number, (_, step, _) in enumerate(marks) if not step]
    return [
        math.ceil(
            max(
                [2 * half[number] / step]
                + [(half[number] + half[other]) / abs(at[number] - at[other]) for other in always]
            )
            * len(domain)
        )
        if step
        else 0
        for number, (_, step, _) in enumerate(marks)
    ]


def _laid_out_by_name(room: int, title: str, bars: Any, hits: Any) -> alt.LayerChart:
    bar_room = f"max(width - {_NAMES} - {room}, 20)"
    scale = alt.Scale(
        domainMin=alt.expr(f"-{_NAMES} / {bar_room}"),
        domainMax=alt.expr(f"1 + {room} / {bar_room}"),
        nice=False,
        zero=False,
        clamp=True,
    )

    def upper(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=scale, stack=None, axis=None)

    y = alt.Y("place:N", scale=alt.Scale(paddingInner=0.25), axis=None)
    base = alt.Chart(bars).encode(y)
    figures = base.mark_text(align="left", dx=4, fontSize=_FONT, aria=False).encode(
        upper("all"), text="figures:N"
    )
    shown = f"(width < {_NARROW} ? datum.short_lines : datum.lines)"
    names = base.mark_text(
        align="left",
        fontSize=_FONT,
        lineHeight=_FONT,
        lineBreak="\n",
        aria=False,
        limit=alt.expr(f"datum.whole ? 0 : {_NAMES} - 6"),
        text=alt.expr(shown),
        dy=alt.expr(f"indexof({shown}, '\\n') < 0 ? 0 : {-_FONT / 2}"),
    ).encode(x=alt.value(0))
    layers = bar_layers(
        bars,
        hits,
        (lambda field: alt.X2(f"{field}:Q"), upper),
        y,
        "height",
        figures,
        names,
        size={"height": _BAR_HEIGHT},
    )
    return layers.properties(title=title)


def _data_by_year(frame: pd.DataFrame, count: str, token: int) -> tuple[Columns, Columns]:
    labels = frame["label"].tolist()
    spans = zip(labels, frame["place"], frame["first"], frame["last"], strict=True)
    keys = [
        label if place == "undated" else str(first) if first == last else f"{first}-{last}"
        for label, place, first, last in spans
    ]
    drawn: Columns = {
        "place": list(range(len(frame))),
        "start": [0] * len(frame),
        "all": frame["total"].tolist(),
        "selected": frame["count"].tolist(),
        "chosen": frame["chosen"].tolist(),
        "colour": [theme.ACCENT] * len(frame),
    }
    end = float(largest(frame))
    below = -end * _BELOW / CHART_HEIGHT
    return drawn, targets(frame, drawn, labels, keys, count, token, below, end)


def _data_by_name(frame: pd.DataFrame, count: str, by: str, token: int) -> tuple[Columns, Columns]:
    names, totals, counts = (frame[name].tolist() for name in ("name", "total", "count"))
    end = largest(frame)  # bars are shares of the longest, so that no count is in the scale
    colour = theme.group_colour if by == "group" else lambda _: theme.ACCENT
    drawn: Columns = {
        "place": list(range(len(frame))),
        "start": [0] * len(frame),
        "all": [total / end for total in totals],
        "selected": [part / end for part in counts],
        "chosen": frame["chosen"].tolist(),
        "colour": [colour(name) for name in names],
        "figures": [
            f"{part:,}" if part == total else f"{part:,} of {total:,}"
            for part, total in zip(counts, totals, strict=True)
        ],
        **lines_of(names, LABEL_WIDTH, _NARROW_LABEL),
    }
    return drawn, targets(frame, drawn, names, names, count, token, -_FAR, _FAR)


@lru_cache(maxsize=4096)
def wrapped(name: str, width: int, lines: int = 2) -> str:
    """A name on so many lines at most; a letter as wide as a face counts as three."""
    wide = _WIDE.sub(lambda letter: f"{letter[0]}{_FILLING * 2}", name)
    shown = textwrap.wrap(wide, width, max_lines=lines, placeholder="…")
    return "\n".join(shown).replace(_FILLING, "")


def lines_of(names: list[str], long: int, short: int, lines: int = 2) -> Columns:
    """Columns lines and short_lines of names, and `whole` where Vega must not cut them.

    Vega cuts letters beyond the basic plane in two, on which the renderer of pictures ends.
    """
    return {
        "lines": [wrapped(name, long, lines) for name in names],
        "short_lines": [wrapped(name, short) for name in names],
        "whole": [bool(_WIDE.search(name)) for name in names],
    }
