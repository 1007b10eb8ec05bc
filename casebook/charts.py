"""Small tidy frames to charts. Draws nothing and reads no state.

Each chart is a filter too. A click sets the selection `pick`, a click with shift, control or
command held sets `add`; both hold one entry with the bar's `key` and the `turn` given to the
chart. The key of empty space is "". Because the turn differs each time the page is drawn, a click
is seen even when it names the bar that was clicked before.
"""

import json
import textwrap
from typing import Any, Literal, cast

import altair as alt
import pandas as pd
import vl_convert

from casebook import theme

EMPTY_SPACE = ""
CHART_HEIGHT = 222
BAR_HEIGHT = 13
_PADDING = {"left": 0, "top": 2, "right": 6, "bottom": 2}
_UNSEEN: dict[str, Any] = {"opacity": 0, "cursor": "pointer"}
_HIT_SHARE = 0.06
_ROOM_FOR_FIGURES = 1.3
_GAP = " "
_WHOLE_STEP = 1.35
_LABEL_WIDTH = 24
_ADDING = "event.shiftKey || event.ctrlKey || event.metaKey"


def heading(count: str, by: str) -> str:
    """What a chart counts: `Claims by year of event`."""
    return f"{count.capitalize()} by {by}"


def chart_by_year(frame: pd.DataFrame, count: str, by: str, turn: int = 0) -> alt.LayerChart:
    """Bars over every year, empty ones too, then undated, from `aggregate.year_bars`."""
    bars = frame.assign(place=frame["label"], colour=theme.ACCENT)
    labels = frame["label"].tolist()
    years = [label for label in labels if label.isdigit()]
    step = 10 if len(years) > 30 else 5 if len(years) > 12 else 1
    shown = [year for year in years if int(year) % step == 0] if years else []
    x = alt.X(
        "place:N",
        sort=labels,
        scale=alt.Scale(domain=[*labels[:-1], _GAP, *labels[-1:]], paddingInner=0.15),
        axis=alt.Axis(
            title=None, values=[*shown, labels[-1]], labelAngle=0, labelOverlap=False, ticks=False
        ),
    )
    y = _count_axis(alt.Y, frame)
    base, targets = alt.Chart(bars), alt.Chart(_targets(bars, count, turn, room=1.0))
    return _layers(
        base.encode(x=x, y=y("total:Q")),
        base.encode(x=x, y=y("count:Q")),
        targets.mark_bar(width=alt.RelativeBandSize(_WHOLE_STEP), **_UNSEEN).encode(
            x=x, y=y("from:Q"), y2="to:Q"
        ),
    ).properties(title=heading(count, by), height=CHART_HEIGHT)


def chart_by_name(frame: pd.DataFrame, count: str, by: str, turn: int = 0) -> alt.LayerChart:
    """One bar a name in the order of the frame, from `aggregate.name_bars`.

    Beside each stands its count, and the total where the two differ. Groups have their colours.
    """
    colours = [
        theme.group_colour(name) if by == "group" else theme.ACCENT for name in frame["name"]
    ]
    bars = frame.drop(columns="names").assign(place=frame["name"], colour=colours)
    bars["figures"] = [
        f"{count:,}" if count == total else f"{count:,} of {total:,}"
        for count, total in zip(frame["count"], frame["total"], strict=True)
    ]
    names = frame["name"].tolist()
    wrapped = {
        name: textwrap.wrap(name, _LABEL_WIDTH, max_lines=2, placeholder="…") for name in names
    }
    y = alt.Y(
        "place:N",
        sort=names,
        scale=alt.Scale(domain=names, paddingInner=0.25),
        axis=alt.Axis(
            title=None,
            ticks=False,
            domain=False,
            labelOverlap=False,
            labelLimit=200,
            labelExpr=f"{json.dumps(wrapped)}[datum.value]",
        ),
    )
    x = _count_axis(alt.X, frame, room=_ROOM_FOR_FIGURES, axis=None)
    base = alt.Chart(bars)
    targets = alt.Chart(_targets(bars, count, turn, room=_ROOM_FOR_FIGURES))
    figures = base.mark_text(align="left", dx=4, fontSize=11, aria=False).encode(
        y=y, x=x("total:Q"), text="figures:N"
    )
    return _layers(
        base.encode(y=y, x=x("total:Q")),
        base.encode(y=y, x=x("count:Q")),
        targets.mark_bar(height=alt.RelativeBandSize(_WHOLE_STEP), **_UNSEEN).encode(
            y=y, x=x("from:Q"), x2="to:Q"
        ),
        figures,
        height=BAR_HEIGHT,
    ).properties(title=heading(count, by), height=CHART_HEIGHT)


def _targets(bars: pd.DataFrame, count: str, turn: int, room: float) -> pd.DataFrame:
    """What catches clicks: for each bar its length, never nothing, and the empty space beyond it.

    Columns place, key, from, to, tip and turn; the key of empty space is EMPTY_SPACE.
    """
    end = _largest(bars) * room
    reach = bars["total"].clip(lower=end * _HIT_SHARE).where(bars["total"] > 0, 0)
    tips = [
        f"{place}: {count_:,} of {total:,} {count}"
        for place, count_, total in zip(bars["place"], bars["count"], bars["total"], strict=True)
    ]
    hits = pd.DataFrame({"place": bars["place"], "from": 0.0, "to": reach, "tip": tips})
    space = pd.DataFrame({"place": bars["place"], "from": reach, "to": end, "tip": ""})
    return pd.concat(
        [hits.assign(key=bars["place"]), space.assign(key=EMPTY_SPACE)], ignore_index=True
    ).assign(turn=turn)


def _largest(bars: pd.DataFrame) -> int:
    return max(int(bars["total"].max()) if len(bars) else 0, 1)


def _count_axis(channel: Any, frame: pd.DataFrame, room: float = 1.0, **options: Any) -> Any:
    """The scale of counts: the same for all layers, from 0 to the largest total."""
    axis = options or {
        "axis": alt.Axis(title=None, tickCount=4, format=",d", tickMinStep=1, domain=False)
    }
    scale = alt.Scale(domain=[0, _largest(frame) * room], nice=False)

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
        detail=["key:N", "turn:Q"], tooltip="tip:N", description="tip:N"
    ).add_params(*clicks)
    whole = alt.layer(context, selected, *further, clickable)
    return cast(alt.LayerChart, whole.properties(padding=_PADDING))


def _toned(chart: Any) -> Any:
    """Bars that the chart's own filter leaves out are fainter, beside having no colour to show."""
    return chart.encode(
        opacity=alt.condition(alt.datum.chosen, alt.value(1.0), alt.value(0.55), empty=False)
    )


def alternative_text(frame: pd.DataFrame, label: str, title: str) -> str:
    """What a chart shows, for those who can't see it: its title, total range and largest bars."""
    if frame.empty or not frame["count"].any():
        return f"{title}: nothing is selected."
    largest = frame[frame["count"] > 0].sort_values("count", ascending=False, kind="stable").head(5)
    named = ", ".join(
        f"{name} {count:,}" for name, count in zip(largest[label], largest["count"], strict=True)
    )
    bars = int((frame["count"] > 0).sum())
    noun = "bar has" if bars == 1 else "bars have"
    return f"{title}. Largest: {named}. {bars} of {len(frame)} {noun} any."


def picture(
    chart: alt.LayerChart, form: Literal["svg", "png"], subtitle: list[str], width: int = 720
) -> bytes:
    """The chart as a file of its own, with a title that says what is counted and from what data.

    Drawn by Altair's own renderer without a browser or network.
    """
    title = alt.TitleParams(
        text=chart.title,
        subtitle=subtitle,
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
