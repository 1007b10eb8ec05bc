"""Small tidy frames to charts. Draws nothing and reads no state.

Each chart is a filter too. A click sets the selection `pick`, a click with shift, control or
command held sets `add`; both hold one entry with the bar's `key` and the `turn` given to the
chart. The key of empty space is "". Because the turn differs each time the page is drawn, a click
is seen even when it names the bar that was clicked before.
"""

import json
import re
import textwrap
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, cast

import altair as alt
import pandas as pd
import vl_convert

from casebook import theme

EMPTY_SPACE = ""
CHART_HEIGHT = 222
BAR_HEIGHT = 13
LEAST_STEP = 22
_BARS = "bars"
_TARGETS = "targets"
_PADDING = {"left": 0, "top": 2, "right": 6, "bottom": 2}
_UNSEEN: dict[str, Any] = {"opacity": 0, "cursor": "pointer"}
_HIT_SHARE = 0.06
_ROOM_FOR_FIGURES = 1.3
_GAP = " "
_WHOLE_STEP = 1.35
_LABEL_WIDTH = 24
_ROOM_AROUND = 76  # pixels for title and axis, which the height of a chart includes
_LEGEND = 56
FLOW_HEIGHT = 460
_LINE = 17
_WIDEST_FLOW = 60
_LETTER_WIDTH = 6
_ADDING = "event.shiftKey || event.ctrlKey || event.metaKey"
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def heading(count: str, by: str) -> str:
    """What a chart counts: `Claims by year of event`."""
    return f"{count.capitalize()} by {by}"


def chart_by_year(frame: pd.DataFrame, count: str, by: str, turn: int = 0) -> alt.LayerChart:
    """Bars over every year, empty ones too, then undated, from `aggregate.year_bars`."""
    bars, targets = _data_by_year(frame, count, turn)
    return _laid_out_by_year(_shape(frame["label"], frame), heading(count, by), bars, targets)


def chart_by_name(frame: pd.DataFrame, count: str, by: str, turn: int = 0) -> alt.LayerChart:
    """One bar a name in the order of the frame, from `aggregate.name_bars`.

    Beside each stands its count, and the total where the two differ. Groups have their colours.
    """
    bars, targets = _data_by_name(frame, count, by, turn)
    return _laid_out_by_name(_shape(frame["name"], frame), heading(count, by), bars, targets)


def spec_by_year(frame: pd.DataFrame, count: str, by: str, turn: int) -> dict[str, Any]:
    """`chart_by_year` as a Vega-Lite specification with its frames under `datasets`.

    The specification without the data is made once for all selections: Altair checks it against
    its schema, which takes far longer than all the counting.
    """
    return _with_data(
        _spec_by_year(_shape(frame["label"], frame), heading(count, by)),
        *_data_by_year(frame, count, turn),
    )


def spec_by_name(frame: pd.DataFrame, count: str, by: str, turn: int) -> dict[str, Any]:
    """`chart_by_name` as a Vega-Lite specification, like `spec_by_year`."""
    return _with_data(
        _spec_by_name(_shape(frame["name"], frame), heading(count, by)),
        *_data_by_name(frame, count, by, turn),
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
        textwrap.wrap(place, _LABEL_WIDTH, max_lines=2, placeholder="…") for place in shape.places
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


def _data_by_year(frame: pd.DataFrame, count: str, turn: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    bars = frame.assign(place=frame["label"], colour=theme.ACCENT)
    return bars, _targets(bars, count, turn, room=1.0)


def _data_by_name(
    frame: pd.DataFrame, count: str, by: str, turn: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    colours = [
        theme.group_colour(name) if by == "group" else theme.ACCENT for name in frame["name"]
    ]
    bars = frame.drop(columns="names").assign(place=frame["name"], colour=colours)
    bars["figures"] = [
        f"{selected:,}" if selected == total else f"{selected:,} of {total:,}"
        for selected, total in zip(frame["count"], frame["total"], strict=True)
    ]
    return bars, _targets(bars, count, turn, room=_ROOM_FOR_FIGURES)


def _targets(bars: pd.DataFrame, count: str, turn: int, room: float) -> pd.DataFrame:
    """What catches clicks: for each bar its length, never nothing, and the empty space beyond it.

    Columns place, key, from, to, tip, told and turn; the key of empty space is EMPTY_SPACE. `told`
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
    ).assign(turn=turn)


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
            name=name, fields=["key", "turn"], on=f"click[{when}]", toggle=False, clear=False
        )
        for name, when in (("pick", f"!({_ADDING})"), ("add", _ADDING))
    ]
    clickable = targets.encode(
        detail=["key:N", "turn:Q"], tooltip="tip:N", description="told:N"
    ).add_params(*clicks)
    whole = alt.layer(context, selected, *further, clickable)
    return cast(alt.LayerChart, whole.properties(padding=_PADDING))


def _toned(chart: Any) -> Any:
    """Bars that the chart's own filter leaves out are fainter, beside having no colour to show."""
    return chart.encode(
        opacity=alt.condition(alt.datum.chosen, alt.value(1.0), alt.value(0.55), empty=False)
    )


def chart_of_figures(frame: pd.DataFrame, unit: str) -> alt.LayerChart:
    """Figures as ranges from low to high, one row a claim, from `accounts.figures` of one unit.

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
        told=frame["voice"] + ": “" + frame["figure"] + f"” {unit}",
    )
    y = _row_axis(frame["claim_id"], frame["voice"])
    x = alt.X("start:Q", title=None, scale=alt.Scale(domain=[0, end], nice=False))
    colour = _party_colour(frame, legend=None)
    base = alt.Chart(bars).encode(y=y, tooltip="told:N", color=colour)
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
            padding=_PADDING,
        ),
    )


def _open_end(low: float, high: float) -> str:
    return "left" if pd.isna(low) else "right" if pd.isna(high) else ""


def chart_of_times(frame: pd.DataFrame) -> alt.LayerChart:
    """Who said what when, one row a voice, from `accounts.times`.

    A line spans the time that a claim is about, a point stands at the day by which it was said.
    """
    voices = frame["voice"].drop_duplicates()
    y = _row_axis(voices, voices, field="voice")
    base = alt.Chart(frame).encode(
        y=y,
        color=_party_colour(
            frame, alt.Legend(title=None, orient="bottom", columns=2, symbolType="square")
        ),
        tooltip=["voice:N", "statement:N", "said:T"],
    )
    spans = base.transform_filter("isValid(datum.first) && isValid(datum.last)").mark_rule(
        strokeWidth=4, opacity=0.35, strokeCap="round", aria=False
    )
    points = base.transform_filter("isValid(datum.said)").mark_point(filled=True, size=60)
    layered = alt.layer(
        spans.encode(x=alt.X("first:T", title=None), x2="last:T"),
        points.encode(x="said:T", description="statement:N"),
    )
    return cast(
        alt.LayerChart,
        layered.properties(
            title="Who said it when (points), of what time (lines)",
            height=_ROOM_AROUND + _LEGEND + 32 * len(voices),
            padding=_PADDING,
        ),
    )


def chart_of_provenance(frame: pd.DataFrame, turn: int = 0) -> alt.LayerChart:
    """Origins left, outlets right, and between them who relayed, from `aggregate.provenance`.

    Each line is as wide as its claims are many. A click on a name sets `pick` to its `kind`
    (origin, relay or outlet) and `name`, with the turn given.
    """
    lines, names = _flows(frame)
    names = names.assign(turn=turn)
    scale_x = alt.Scale(domain=[-0.75, 2.75], nice=False)
    tall = float(names["bottom"].max()) if len(names) else 1.0
    scale_y = alt.Scale(domain=[0, tall], reverse=True, nice=False)
    height = FLOW_HEIGHT
    widest = float(lines["claims"].max()) if len(lines) else 1.0
    pixels = min(height / tall, _WIDEST_FLOW / widest)  # for each claim
    x = alt.X("x:Q", scale=scale_x, axis=None)
    y = alt.Y("y:Q", scale=scale_y, axis=None)
    pick = alt.selection_point(name="pick", fields=["kind", "name", "turn"], toggle=False)
    flows = (
        alt.Chart(lines.assign(pixels=(lines["claims"] * pixels).clip(lower=1)))
        .mark_line(opacity=0.4, color=theme.ACCENT, interpolate="monotone", aria=False)
        .encode(
            x=x,
            y=y,
            detail="flow:N",
            order="x:Q",
            strokeWidth=alt.StrokeWidth("pixels:Q", scale=None),
            tooltip="told:N",
        )
    )
    side = "datum.kind == 'origin' ? {} : datum.kind == 'outlet' ? {} : {}"
    texts = (
        alt.Chart(names)
        .mark_text(
            align=alt.expr(side.format("'right'", "'left'", "'center'")),
            dx=alt.expr(side.format(-8, 8, 0)),
            fontSize=12,
            cursor="pointer",
        )
        .encode(x=x, y=y, text="label:N", tooltip="label:N", description="label:N")
        .add_params(pick)
    )
    layered = alt.layer(flows, texts)
    return cast(
        alt.LayerChart,
        layered.properties(
            title="From whom, through whom, to which outlet",
            height=height + 40,
            padding=_PADDING,
        ),
    )


def _flows(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Three points for each flow, and the names with their places, top down by size."""
    names: list[dict[str, Any]] = []
    places: dict[tuple[str, str], float] = {}
    kinds = ("origin", "relay", "outlet")
    sizes = {
        kind: frame[frame[kind] != ""]
        .groupby(kind)["claims"]
        .sum()
        .sort_values(ascending=False, kind="stable")
        for kind in kinds
    }
    slot = _least_slot([size.to_numpy(dtype=float) for size in sizes.values()])
    for position, kind in enumerate(kinds):
        top = 0.0
        for name, claims in sizes[kind].items():
            size = max(float(claims), slot)
            places[kind, str(name)] = top + (size - claims) / 2
            names.append(
                {
                    "kind": kind,
                    "name": str(name),
                    "label": f"{name} {claims:,}",
                    "x": position,
                    "y": top + size / 2,
                    "bottom": top + size,
                }
            )
            top += size + slot / 4
    ranks = {
        kind: {str(name): rank for rank, name in enumerate(sizes[kind].index)} | {"": -1}
        for kind in kinds
    }
    flows = [*frame.itertuples(index=False)]
    lines: list[dict[str, Any]] = []
    for position, (kind, by) in enumerate(zip(kinds, ("outlet", "origin", "origin"), strict=True)):
        order = sorted(range(len(flows)), key=lambda flow: ranks[by][getattr(flows[flow], by)])
        for flow in order:
            row, name = flows[flow], getattr(flows[flow], kind)
            if not name:
                continue
            top = places[kind, name]
            places[kind, name] = top + row.claims
            through = f" through {row.relay}" if row.relay else ""
            lines.append(
                {
                    "flow": flow,
                    "x": position,
                    "y": top + row.claims / 2,
                    "claims": row.claims,
                    "told": f"{row.origin}{through} to {row.outlet}: {row.claims:,} "
                    f"{'claim' if row.claims == 1 else 'claims'}",
                }
            )
    columns = ["flow", "x", "y", "claims", "told"]
    named = ["kind", "name", "label", "x", "y", "bottom"]
    return pd.DataFrame(lines, columns=columns), pd.DataFrame(names, columns=named)


def _least_slot(columns: list[Any]) -> float:
    """How many claims high a name's place is at least, so that its text has a line of its own."""
    slot = 0.0
    for _ in range(30):
        tall = max(
            (sum(max(size, slot) for size in sizes) + len(sizes) * slot / 4 for sizes in columns),
            default=1.0,
        )
        slot = tall * _LINE / FLOW_HEIGHT
    return slot


def _row_axis(keys: pd.Series, labels: pd.Series, field: str = "claim_id") -> alt.Y:
    """Rows in the order of the frame, with labels of at most two lines."""
    places = list(keys)
    wrapped = [
        textwrap.wrap(label, _LABEL_WIDTH + 6, max_lines=2, placeholder="…") for label in labels
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


def picture(
    chart: alt.LayerChart, form: Literal["svg", "png"], subtitle: list[str], width: int = 720
) -> bytes:
    """The chart as a file of its own, with a title that says what is counted and from what data.

    Drawn by Altair's own renderer without a browser or network. The subtitle holds what a reader
    searched for; characters that XML can't hold would end the renderer, and the server with it.
    """
    title = alt.TitleParams(
        text=chart.title,
        subtitle=[
            part
            for line in subtitle
            for part in textwrap.wrap(_NOT_XML.sub("\ufffd", line), width // _LETTER_WIDTH)
        ],
        anchor="start",
        fontSize=16,
        subtitleFontSize=11,
        offset=12,
    )
    whole = chart.properties(title=title, width=width, padding=16, background="#ffffff")
    whole = whole.configure(font="sans-serif").configure_view(stroke=None)
    spec = whole.to_dict()
    if form == "svg":
        return vl_convert.vegalite_to_svg(spec).encode()
    return vl_convert.vegalite_to_png(spec, scale=2)
