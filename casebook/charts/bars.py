"""Small tidy frames to charts. Draws nothing and reads no state.

Each chart is a filter too. A click sets the selection `pick`, a click with shift, control or
command held adds to `add`, so that quick ones are not lost; an entry has the bar's `key` and the
`token` given to the chart. The key of empty space is "". Because the token differs each time the
page is drawn, a click is seen even when it names the bar that was clicked before.
"""

import json
import textwrap
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

import altair as alt
import pandas as pd

from casebook.charts import theme

EMPTY_SPACE = ""


CHART_HEIGHT = 222


BAR_HEIGHT = 13


LEAST_STEP = 22


_BARS = "bars"


_TARGETS = "targets"


PADDING = {"left": 0, "top": 2, "right": 6, "bottom": 2}


_UNSEEN: dict[str, Any] = {"opacity": 0, "cursor": "pointer"}


_HIT_SHARE = 0.06


_ROOM_FOR_FIGURES = 1.3


_GAP = " "


_WHOLE_STEP = 1.35


LABEL_WIDTH = 24


_ADDING = "event.shiftKey || event.ctrlKey || event.metaKey"


def heading(count: str, by: str) -> str:
    """What a chart counts: `Claims by year of event`."""
    return f"{count.capitalize()} by {by}"


def chart_by_year(frame: pd.DataFrame, count: str, by: str, token: int = 0) -> alt.LayerChart:
    """Bars over every year, empty ones too, then undated, from `aggregate.year_bars`."""
    bars, targets = _data_by_year(frame, count, token)
    return _laid_out_by_year(_shape(frame["label"], frame), heading(count, by), bars, targets)


def chart_by_name(frame: pd.DataFrame, count: str, by: str, token: int = 0) -> alt.LayerChart:
    """One bar a name in the order of the frame, from `aggregate.name_bars`.

    Beside each stands its count, and the total where the two differ. Groups have their colours.
    """
    bars, targets = _data_by_name(frame, count, by, token)
    return _laid_out_by_name(_shape(frame["name"], frame), heading(count, by), bars, targets)


def spec_by_year(frame: pd.DataFrame, count: str, by: str, token: int) -> dict[str, Any]:
    """`chart_by_year` as a Vega-Lite specification with its frames under `datasets`.

    The specification without the data is made once for all selections: Altair checks it against
    its schema, which takes far longer than all the counting.
    """
    return _with_data(
        _spec_by_year(_shape(frame["label"], frame), heading(count, by)),
        *_data_by_year(frame, count, token),
    )


def spec_by_name(frame: pd.DataFrame, count: str, by: str, token: int) -> dict[str, Any]:
    """`chart_by_name` as a Vega-Lite specification, like `spec_by_year`."""
    return _with_data(
        _spec_by_name(_shape(frame["name"], frame), heading(count, by)),
        *_data_by_name(frame, count, by, token),
    )


@dataclass(frozen=True)
class _Shape:
    """What a chart looks like before any count: its places in order, and the end of its scale."""

    places: tuple[str, ...]
    largest: int


def _shape(places: pd.Series, frame: pd.DataFrame) -> _Shape:
    return _Shape(tuple(places), _largest(frame))


@lru_cache(maxsize=256)
def _spec_by_year(shape: _Shape, title: str) -> dict[str, Any]:
    chart = _laid_out_by_year(shape, title, alt.NamedData(_BARS), alt.NamedData(_TARGETS))
    return chart.to_dict()


@lru_cache(maxsize=256)
def _spec_by_name(shape: _Shape, title: str) -> dict[str, Any]:
    chart = _laid_out_by_name(shape, title, alt.NamedData(_BARS), alt.NamedData(_TARGETS))
    return chart.to_dict()


def _with_data(spec: dict[str, Any], bars: pd.DataFrame, targets: pd.DataFrame) -> dict[str, Any]:
    return {**deepcopy(spec), "datasets": {_BARS: bars, _TARGETS: targets}}


def _laid_out_by_year(shape: _Shape, title: str, bars: Any, targets: Any) -> alt.LayerChart:
    years = [place for place in shape.places if place.isdigit()]
    step = 10 if len(years) > 30 else 5 if len(years) > 12 else 1
    shown = [year for year in years if int(year) % step == 0]
    last = shape.places[-1:]
    x = alt.X(
        "place:N",
        scale=alt.Scale(domain=[*shape.places[:-1], _GAP, *last], paddingInner=0.15),
        axis=alt.Axis(
            title=None, values=[*shown, *last], labelAngle=0, labelOverlap=False, ticks=False
        ),
    )
    y = _count_axis(alt.Y, shape.largest)
    base = alt.Chart(bars)
    return _layers(
        base.encode(x=x, y=y("total:Q")),
        base.encode(x=x, y=y("count:Q")),
        alt.Chart(targets)
        .mark_bar(width=alt.RelativeBandSize(_WHOLE_STEP), **_UNSEEN)
        .encode(x=x, y=y("from:Q"), y2="to:Q"),
    ).properties(title=title, height=CHART_HEIGHT)


def _laid_out_by_name(shape: _Shape, title: str, bars: Any, targets: Any) -> alt.LayerChart:
    wrapped = [
        textwrap.wrap(place, LABEL_WIDTH, max_lines=2, placeholder="…") for place in shape.places
    ]
    y = alt.Y(
        "place:N",
        scale=alt.Scale(domain=list(shape.places), paddingInner=0.25),
        axis=alt.Axis(
            title=None,
            ticks=False,
            domain=False,
            labelOverlap=False,
            labelLimit=200,
            labelExpr=f"{json.dumps(wrapped)}[indexof({json.dumps(shape.places)}, datum.value)]",
        ),
    )
    x = _count_axis(alt.X, shape.largest * _ROOM_FOR_FIGURES, axis=None)
    base = alt.Chart(bars)
    figures = base.mark_text(align="left", dx=4, fontSize=11, aria=False).encode(
        y=y, x=x("total:Q"), text="figures:N"
    )
    return _layers(
        base.encode(y=y, x=x("total:Q")),
        base.encode(y=y, x=x("count:Q")),
        alt.Chart(targets)
        .mark_bar(height=alt.RelativeBandSize(_WHOLE_STEP), **_UNSEEN)
        .encode(y=y, x=x("from:Q"), x2="to:Q"),
        figures,
        height=BAR_HEIGHT,
    ).properties(title=title, height=max(CHART_HEIGHT, LEAST_STEP * len(shape.places)))


def _data_by_year(frame: pd.DataFrame, count: str, token: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    bars = frame.assign(place=frame["label"], colour=theme.ACCENT)
    return bars, _targets(bars, count, token, room=1.0)


def _data_by_name(
    frame: pd.DataFrame, count: str, by: str, token: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    colours = [
        theme.group_colour(name) if by == "group" else theme.ACCENT for name in frame["name"]
    ]
    bars = frame.drop(columns="names").assign(place=frame["name"], colour=colours)
    bars["figures"] = [
        f"{selected:,}" if selected == total else f"{selected:,} of {total:,}"
        for selected, total in zip(frame["count"], frame["total"], strict=True)
    ]
    return bars, _targets(bars, count, token, room=_ROOM_FOR_FIGURES)


def _targets(bars: pd.DataFrame, count: str, token: int, room: float) -> pd.DataFrame:
    """What catches clicks: for each bar its length, never nothing, and the empty space beyond it.

    Columns place, key, from, to, tip, told and token; the key of empty space is EMPTY_SPACE. `told`
    is what assistive technology reads.
    """
    end = _largest(bars) * room
    reach = bars["total"].clip(lower=end * _HIT_SHARE).where(bars["total"] > 0, 0)
    columns = (bars["place"], bars["count"], bars["total"], bars["beside"])
    tips = [
        f"{place}: {count_:,} of {total:,} {count} · {beside}"
        for place, count_, total, beside in zip(*columns, strict=True)
    ]
    hits = pd.DataFrame({"place": bars["place"], "from": 0.0, "to": reach, "tip": tips})
    space = pd.DataFrame({"place": bars["place"], "from": reach, "to": end, "tip": ""})
    return pd.concat(
        [
            hits.assign(key=bars["place"], told=tips),
            space.assign(key=EMPTY_SPACE, told="Empty space beside " + bars["place"]),
        ],
        ignore_index=True,
    ).assign(token=token)


def _largest(bars: pd.DataFrame) -> int:
    return max(int(bars["total"].max()) if len(bars) else 0, 1)


def _count_axis(channel: Any, end: float, **options: Any) -> Any:
    """The scale of counts: the same for all layers, from 0 to the end."""
    axis = options or {
        "axis": alt.Axis(title=None, tickCount=4, format=",d", tickMinStep=1, domain=False)
    }
    scale = alt.Scale(domain=[0, end], nice=False)

    def encoding(field: str) -> Any:
        return channel(field, scale=scale, stack=None, **axis)

    return encoding


def _layers(total: Any, count: Any, targets: Any, *further: Any, **size: int) -> alt.LayerChart:
    """All of the data in grey, the selection in colour, then unseen what catches clicks.

    Vega lets only the layer that holds the selections be clicked: so empty space is in it too.
    """
    context = total.mark_bar(color=theme.CONTEXT, opacity=theme.CONTEXT_OPACITY, aria=False, **size)
    selected = _toned(
        count.mark_bar(aria=False, **size).encode(
            color=alt.Color("colour:N", scale=None, legend=None)
        )
    )
    clicks = [
        alt.selection_point(
            name=name, fields=["key", "token"], on=f"click[{when}]", toggle=toggle, clear=False
        )
        for name, when, toggle in (("pick", f"!({_ADDING})", False), ("add", _ADDING, "true"))
    ]
    clickable = targets.encode(
        detail=["key:N", "token:Q"], tooltip="tip:N", description="told:N"
    ).add_params(*clicks)
    whole = alt.layer(context, selected, *further, clickable)
    return cast(alt.LayerChart, whole.properties(padding=PADDING))


def _toned(chart: Any) -> Any:
    """Bars that the chart's own filter leaves out are fainter, beside having no colour to show."""
    return chart.encode(
        opacity=alt.condition(alt.datum.chosen, alt.value(1.0), alt.value(0.55), empty=False)
    )


def alternative_text(frame: pd.DataFrame, label: str, title: str) -> str:
    """What a chart shows, for those who can't see it: its title and its largest bars."""
    if frame.empty or not frame["count"].any():
        return f"{title}: nothing is selected."
    largest = frame[frame["count"] > 0].sort_values("count", ascending=False, kind="stable").head(5)
    named = ", ".join(
        f"{name} {count:,}" for name, count in zip(largest[label], largest["count"], strict=True)
    )
    bars = int((frame["count"] > 0).sum())
    noun, verb = "bar" if len(frame) == 1 else "bars", "has" if bars == 1 else "have"
    return f"{title}. Largest: {named}. {bars} of {len(frame)} {noun} {verb} any."
