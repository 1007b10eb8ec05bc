"""Charts of one subject: figures as ranges, and who said what when."""

import json
import textwrap
from typing import cast

import altair as alt
import pandas as pd

from casebook.charts import theme
from casebook.charts.bars import LABEL_WIDTH, PADDING
from casebook.tables import dates
from casebook.words import NOT_STATED

_ROOM_AROUND = 76
_LEGEND = 56
_DAY = pd.Timedelta(days=1)


def chart_of_figures(frame: pd.DataFrame, unit: str) -> alt.LayerChart:
    """Figures as ranges from low to high, one row a claim, from `chart_frames.figures` of one unit.

    An end that is open has an arrow to the edge, one that is stated a mark. Nothing is averaged.
    """
    bounds = frame[["low", "high"]].to_numpy()
    end = max(float(bounds[~pd.isna(bounds)].max()) if len(frame) else 1.0, 1.0) * 1.12
    bars = frame.assign(
        start=frame["low"].fillna(0.0),
        stop=frame["high"].fillna(end),
        open=[_open_end(low, high) for low, high in bounds],
        edge=[0.0 if pd.isna(low) else end for low, _ in bounds],
        text="“" + frame["figure"] + "”",
        tip=frame["voice"] + ": “" + frame["figure"] + f"” {unit}",
    )
    y = _row_axis(frame["claim_id"], frame["voice"])
    x = alt.X("start:Q", title=None, scale=alt.Scale(domain=[0, end], nice=False))
    colour = _party_colour(frame, legend=None)
    base = alt.Chart(bars).encode(y=y, tooltip="tip:N", color=colour)
    ranges = base.mark_bar(height=5, opacity=0.55, aria=False).encode(x=x, x2="stop:Q")
    ends = [
        base.transform_filter(f"isValid(datum.{bound})")
        .mark_tick(thickness=3, size=16, aria=False)
        .encode(x=alt.X(f"{bound}:Q"))
        for bound in ("low", "high")
    ]
    arrows = [
        base.transform_filter(f"datum.open == '{side}'")
        .mark_point(shape=f"triangle-{side}", filled=True, size=70, aria=False)
        .encode(x="edge:Q")
        for side in ("left", "right")
    ]
    texts = base.mark_text(align="left", baseline="bottom", dy=-6, fontSize=11).encode(
        x=x, text="text:N", color=alt.value(theme.OTHER_NAMES)
    )
    layered = alt.layer(ranges, *ends, *arrows, texts)
    return cast(
        alt.LayerChart,
        layered.properties(
            title=f"Figures as written: {unit}",
            height=_ROOM_AROUND + 38 * len(frame),
            padding=PADDING,
        ),
    )


def _open_end(low: float, high: float) -> str:
    return "left" if pd.isna(low) else "right" if pd.isna(high) else ""


def chart_of_times(frame: pd.DataFrame) -> alt.LayerChart:
    """Who said what when, one row a voice, from `chart_frames.times`.

    A line spans the time that a claim is about, with an arrow to the edge where an end is open; a
    point stands at the day by which it was said. Days are drawn in UTC, in which a browser reads
    them: in its own time zone they would shift by a day.
    """
    voices = frame["voice"].drop_duplicates()
    start, end = _edges(frame)
    spans = frame.assign(
        start=frame["first"].mask(frame["open"] == "left", start),
        stop=frame["last"].mask(frame["open"] == "right", end),
        edge=frame["open"].map({"left": start, "right": end}),
        said_by=[dates.printed(day) if day else NOT_STATED for day in frame["said"].fillna("")],
    )
    base = alt.Chart(spans).encode(
        y=_row_axis(voices, voices, field="voice"),
        color=_party_colour(
            frame, alt.Legend(title=None, orient="bottom", columns=2, symbolType="square")
        ),
        tooltip=[
            alt.Tooltip("voice:N", title="Who"),
            alt.Tooltip("statement:N", title="Claim"),
            alt.Tooltip("said_by:N", title="Said by"),
        ],
    )
    domain = [_moment(start), _moment(end)] if start else alt.Undefined

    def x(field: str) -> alt.X:
        return alt.X(field, title=None, scale=alt.Scale(type="utc", domain=domain, nice=False))

    lines = base.transform_filter("isValid(datum.start) && isValid(datum.stop)").mark_rule(
        strokeWidth=4, opacity=0.35, strokeCap="round", aria=False
    )
    arrows = [
        base.transform_filter(f"datum.open == '{side}'")
        .mark_point(shape=f"triangle-{side}", filled=True, size=70, aria=False)
        .encode(x=x("edge:T"))
        for side in ("left", "right")
    ]
    points = base.transform_filter("isValid(datum.said)").mark_point(filled=True, size=60)
    layered = alt.layer(
        lines.encode(x=x("start:T"), x2="stop:T"),
        *arrows,
        points.encode(x=x("said:T"), description="statement:N"),
    )
    return cast(
        alt.LayerChart,
        layered.properties(
            title="Who said it when (points), of what time (lines)",
            height=_ROOM_AROUND + _LEGEND + 32 * len(voices),
            padding=PADDING,
        ),
    )


def _edges(frame: pd.DataFrame) -> tuple[str, str]:
    """The first and last day of the axis: all days of the frame with some room; empty for none."""
    days = pd.to_datetime(frame[["first", "last", "said"]].stack().dropna().astype("str"))
    if days.empty:
        return "", ""
    room = max((days.max() - days.min()) / 20, 15 * _DAY).ceil("D")
    return f"{days.min() - room:%Y-%m-%d}", f"{days.max() + room:%Y-%m-%d}"


def _moment(day: str) -> alt.DateTime:
    year, month, date = map(int, day.split("-"))
    return alt.DateTime(year=year, month=month, date=date, utc=True)


def _row_axis(keys: pd.Series, labels: pd.Series, field: str = "claim_id") -> alt.Y:
    """Rows in the order of the frame, with labels of at most two lines."""
    places = list(keys)
    wrapped = [
        textwrap.wrap(label, LABEL_WIDTH + 6, max_lines=2, placeholder="…") for label in labels
    ]
    return alt.Y(
        f"{field}:N",
        sort=places,
        axis=alt.Axis(
            title=None,
            ticks=False,
            domain=False,
            labelLimit=220,
            labelOverlap=False,
            labelExpr=f"{json.dumps(wrapped)}[indexof({json.dumps(places)}, datum.value)]",
        ),
    )


def _party_colour(frame: pd.DataFrame, legend: alt.Legend | None) -> alt.Color:
    """The colour of the sort of party; the legend names those that are there."""
    parties = [party for party in theme.PARTIES if party in set(frame["party"])]
    return alt.Color(
        "party:N",
        scale=alt.Scale(domain=parties, range=[theme.PARTIES[party] for party in parties]),
        legend=legend,
    )
