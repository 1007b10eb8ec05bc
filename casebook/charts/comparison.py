"""Charts of one subject: figures as ranges, and who said what when.

Both are Vega-Lite specifications with their frame under `datasets`. The specification without the
data is made once: Altair checks it against its schema, which takes far longer than all the rest.
"""

import json
from collections.abc import Iterable
from copy import deepcopy
from functools import cache
from typing import Any, Literal

import altair as alt
import pandas as pd

from casebook.charts import theme
from casebook.charts.bars import wrapped
from casebook.charts.encodings import LABEL_WIDTH, PADDING, no_word
from casebook.tables import dates
from casebook.words import NOT_STATED

ROWS = "rows"
_ROOM_AROUND = 76
_LEGEND = 24  # of each name, where they stand below each other
_ROOM_OF_FIGURE, _ROOM_OF_VOICE = 44, 36
_HEIGHT_OF_TOLLS, _LINE, _LONGEST_NAME = 240, 14, 36
_SIDES: tuple[tuple[Literal["left", "right"], int], ...] = (("left", 8), ("right", -8))
_NARROW = 260  # pixels of the plot in which two names of the legend have no room abreast
_DAY = pd.Timedelta(days=1)


def spec_of_figures(frame: pd.DataFrame, unit: str) -> dict[str, Any]:
    """Figures as ranges from low to high, one row a claim, from `chart_frames.figures` of one unit.

    A row is labelled with who speaks and who or what was counted. An end that is open has an arrow
    to the edge, one that is stated a mark; what states no number is open at both. Nothing is
    averaged.
    """
    bounds = frame[["low", "high"]].to_numpy()
    end = max(float(bounds[~pd.isna(bounds)].max()) if len(frame) else 1.0, 1.0) * 1.12
    rows = frame.assign(
        start=frame["low"].fillna(0.0),
        stop=frame["high"].fillna(end),
        open=[_open_end(low, high) for low, high in bounds],
        edge=[0.0 if pd.isna(low) else end for low, _ in bounds],
        text=[
            "“" + figure + "”" + ("" if stated else ", no number stated")
            for figure, stated in zip(
                frame["figure"], frame[["low", "high"]].notna().any(axis=1), strict=True
            )
        ],
        tip=_tips(frame, unit),
    )
    return _filled(
        _figures(),
        rows,
        places=range(len(frame)),
        labels=[*(frame["voice"] + "\n" + frame["counted"])],
        domain=[0, end],
        title=f"Figures as written: {unit}",
        height=_ROOM_AROUND + _ROOM_OF_FIGURE * len(frame),
    )


def spec_of_tolls(frame: pd.DataFrame, unit: str) -> dict[str, Any]:
    """Figures of one incident along the days by which they were said, a path an original source.

    `frame` is of `chart_frames.figures`, of one unit; figures that were said on no known day are
    left out. A bar reaches from low to high, with an arrow where an end is open.
    """
    rows = frame[frame["said"].notna()]
    bounds = rows[["low", "high"]].to_numpy()
    end = max(float(bounds[~pd.isna(bounds)].max()) if len(rows) else 1.0, 1.0) * 1.2
    level = rows["low"].fillna(rows["high"])
    spec: dict[str, Any] = deepcopy(_tolls())
    first, last = _edges(rows.assign(first=None, last=None))
    for layer in spec["layer"]:
        layer["encoding"]["y"]["scale"] = {"domain": [0, end], "nice": False}
        if first:
            layer["encoding"]["x"].setdefault("scale", {})["domain"] = [
                _moment(first),
                _moment(last),
            ]
    rows = rows.assign(
        level=level,
        start=rows["low"].fillna(0.0),
        stop=rows["high"].fillna(end),
        open=[_open_end(low, high) for low, high in bounds],
        edge=[0.0 if pd.isna(low) else end for low, _ in bounds],
        text=[
            no_word(f"{_short(f'{voice}, {of}' if of else voice)}: “{_short(figure)}”")
            for voice, of, figure in zip(
                rows["voice"], rows["counted"], rows["figure"], strict=True
            )
        ],
        tip=_tips(rows, unit),
        said_by=[dates.printed(day) for day in rows["said"]],
        rise=_rises(level, end),
        side=["right" if late else "left" for late in _late(rows["said"])],
    )
    title = f"Figures as written, by the day by which they were said: {unit}"
    return {**spec, "title": title, "height": _HEIGHT_OF_TOLLS, "datasets": {ROWS: rows}}


def _tips(frame: pd.DataFrame, unit: str) -> pd.Series:
    """Who said which figure, of what, as the pointer shows it."""
    of = frame["counted"].where(frame["counted"] != unit, "")
    what = of.where(of == "", ", of " + of)
    return frame["voice"] + ": “" + frame["figure"] + f"” {unit}" + what


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1]}…"


def _late(days: pd.Series) -> pd.Series:
    """Which days lie in the second half, where a name has more room before its point."""
    at = pd.to_datetime(days)
    return at > at.min() + (at.max() - at.min()) / 2


def _rises(levels: pd.Series, end: float) -> pd.Series:
    """How many pixels each name stands above its point, so that none lies upon another."""
    taken: list[float] = []
    rises = pd.Series(0.0, index=levels.index)
    for row in levels.sort_values(kind="stable").index:
        at = levels[row] / end * _HEIGHT_OF_TOLLS
        place = max([at, *(before + _LINE for before in taken)])
        taken, rises[row] = [place], place - at
    return -rises


def spec_of_times(frame: pd.DataFrame) -> dict[str, Any]:
    """Who said what when, one row a voice, from `chart_frames.times`.

    A line spans the time that a claim is about, with an arrow to the edge where an end is open; a
    point stands at the day by which it was said. Days are drawn in UTC, in which a browser reads
    them: in its own time zone they would shift by a day.
    """
    voices = frame["voice"].drop_duplicates().tolist()
    start, end = _edges(frame)
    rows = frame.assign(
        start=frame["first"].mask(frame["open"] == "left", start),
        stop=frame["last"].mask(frame["open"] == "right", end),
        edge=frame["open"].map({"left": start, "right": end}),
        said_by=[dates.printed(day) if day else NOT_STATED for day in frame["said"].fillna("")],
    )
    return _filled(
        _times(),
        rows,
        places=frame["voice"].map(voices.index),
        labels=voices,
        domain=[_moment(start), _moment(end)] if start else None,
        title="Who said it when (points), of what time (lines)",
        height=_ROOM_AROUND + _LEGEND * frame["party"].nunique() + _ROOM_OF_VOICE * len(voices),
    )


def _open_end(low: float, high: float) -> str:
    if pd.isna(low) and pd.isna(high):
        return "both"
    return "left" if pd.isna(low) else "right" if pd.isna(high) else ""


def _edges(frame: pd.DataFrame) -> tuple[str, str]:
    """The first and last day of the axis: all days of the frame with some room; empty for none."""
    days = pd.to_datetime(frame[["first", "last", "said"]].stack().dropna().astype("str"))
    if days.empty:
        return "", ""
    room = max((days.max() - days.min()) / 20, 15 * _DAY).ceil("D")
    return (days.min() - room).date().isoformat(), (days.max() + room).date().isoformat()


def _moment(day: str) -> dict[str, int | bool]:
    year, month, date = map(int, day.split("-"))
    return {"year": year, "month": month, "date": date, "utc": True}


@cache
def _figures() -> dict[str, Any]:
    x = alt.X("start:Q", title=None, scale=alt.Scale(nice=False))
    base = _base(alt.Tooltip("tip:N"), legend=None)
    ends = [
        base.transform_filter(f"isValid(datum.{bound})")
        .mark_tick(thickness=3, size=16, aria=False)
        .encode(x=alt.X(f"{bound}:Q"))
        for bound in ("low", "high")
    ]
    texts = base.mark_text(align="left", baseline="bottom", dy=-6, fontSize=12).encode(
        x=x, text="text:N", color=alt.value(theme.OTHER_NAMES)
    )
    ranges = base.mark_bar(height=5, aria=False).encode(
        x=x,
        x2="stop:Q",
        opacity=alt.when("datum.open == 'both'").then(alt.value(0.25)).otherwise(alt.value(0.55)),
    )
    layered = alt.layer(ranges, *ends, *_arrows(base, alt.X("edge:Q")), texts)
    return layered.properties(padding=PADDING).to_dict()


@cache
def _tolls() -> dict[str, Any]:
    utc = alt.Scale(type="utc", nice=False)
    scale = alt.Scale(domain=[*theme.PARTIES], range=[*theme.PARTIES.values()])
    base = alt.Chart(alt.NamedData(ROWS)).encode(
        x=alt.X("said:T", title=None, scale=utc),
        color=alt.Color("party:N", scale=scale, legend=None),
        tooltip=[alt.Tooltip("tip:N", title="Who"), alt.Tooltip("said_by:N", title="Said by")],
    )
    level = alt.Y("level:Q", title=None, axis=alt.Axis(tickCount=4))
    paths = base.mark_line(strokeWidth=2, opacity=0.6, aria=False).encode(
        y=level, detail="origin:N", order=alt.Order("said:T")
    )
    ranges = base.mark_rule(strokeWidth=5, opacity=0.35, aria=False).encode(
        y=alt.Y("start:Q", title=None), y2="stop:Q"
    )
    arrows = [
        base.transform_filter(f"datum.open == '{side}'")
        .mark_point(shape=f"triangle-{shape}", filled=True, size=70, aria=False)
        .encode(y=alt.Y("edge:Q"))
        for side, shape in (("left", "down"), ("right", "up"))
    ]
    points = base.mark_point(filled=True, size=60).encode(y=level, description="tip:N")
    names = [
        base.transform_filter(f"datum.side == '{side}'")
        .mark_text(align=side, baseline="middle", dx=dx, dy=alt.expr("datum.rise"), fontSize=12)
        .encode(y=level, text="text:N", color=alt.value(theme.OTHER_NAMES))
        for side, dx in _SIDES
    ]
    return alt.layer(paths, ranges, *arrows, points, *names).properties(padding=PADDING).to_dict()


@cache
def _times() -> dict[str, Any]:
    tooltip = (
        alt.Tooltip("voice:N", title="Who"),
        alt.Tooltip("statement:N", title="Claim"),
        alt.Tooltip("said_by:N", title="Said by"),
    )
    columns = alt.expr(f"width < {_NARROW} ? 1 : 2")
    legend = alt.Legend(title=None, orient="bottom", columns=columns, symbolType="square")
    base = _base(*tooltip, legend=legend)
    utc = alt.Scale(type="utc", nice=False)
    lines = (
        base.transform_filter("isValid(datum.start) && isValid(datum.stop)")
        .mark_rule(strokeWidth=4, opacity=0.35, strokeCap="round", aria=False)
        .encode(x=alt.X("start:T", title=None, scale=utc), x2="stop:T")
    )
    points = (
        base.transform_filter("isValid(datum.said)")
        .mark_point(filled=True, size=60)
        .encode(x=alt.X("said:T", scale=utc), description="statement:N")
    )
    layered = alt.layer(lines, *_arrows(base, alt.X("edge:T", scale=utc)), points)
    return layered.properties(padding=PADDING).to_dict()


def _base(*tooltip: alt.Tooltip, legend: alt.Legend | None) -> alt.Chart:
    """A row for each place, in the colour of the sort of party that speaks."""
    axis = alt.Axis(title=None, ticks=False, domain=False, labelLimit=0, labelOverlap=False)
    scale = alt.Scale(domain=[*theme.PARTIES], range=[*theme.PARTIES.values()])
    return alt.Chart(alt.NamedData(ROWS)).encode(
        y=alt.Y("place:O", axis=axis),
        color=alt.Color("party:N", scale=scale, legend=legend),
        tooltip=[*tooltip],
    )


def _arrows(base: alt.Chart, x: alt.X) -> list[alt.Chart]:
    return [
        base.transform_filter(f"datum.open == '{side}'")
        .mark_point(shape=f"triangle-{side}", filled=True, size=70, aria=False)
        .encode(x=x)
        for side in ("left", "right")
    ]


def _lines(text: str) -> list[str]:
    return wrapped(text, LABEL_WIDTH + 6).split("\n") if text else []


def _filled(
    made: dict[str, Any],
    rows: pd.DataFrame,
    *,
    places: Iterable[int],
    labels: list[str],
    domain: list[Any] | None,
    title: str,
    height: int,
) -> dict[str, Any]:
    """The specification with its rows, each at its place, with the labels of places in two lines.

    Names reach Vega as text to be drawn, never as the values of a scale.
    """
    spec: dict[str, Any] = deepcopy(made)
    shown = [
        [no_word(line) for part in label.split("\n") for line in _lines(part)] for label in labels
    ]
    named = f"{json.dumps(shown)}[datum.value]"
    parties = [party for party in theme.PARTIES if party in set(rows["party"])]
    for layer in spec["layer"]:
        channels = layer["encoding"]
        channels["y"]["axis"]["labelExpr"] = named
        if domain:
            channels["x"].setdefault("scale", {})["domain"] = domain
        if channels["color"].get("legend"):
            channels["color"]["legend"].update({"values": parties} if parties else {})
    rows = rows.assign(place=list(places))
    return {**spec, "title": title, "height": height, "datasets": {ROWS: rows}}
