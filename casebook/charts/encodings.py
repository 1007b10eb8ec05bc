"""What the charts that are filters share: how a bar is clicked, its scale, and what it says.

A click sets the selection `pick`, a click with shift, control or command held adds to `add`, so
that quick ones are not lost; an entry has the `key` of what was clicked and the `token` given to
the chart. The key of empty space is "". Because the token differs each time the page is drawn, a
click is seen even when it names the bar that was clicked before.

The browser keeps a chart whose specification stays the same and only puts in new data; any change
of it builds the chart anew. So counts, names and tokens stand in the data alone, and names reach
Vega as text to be drawn, never as the values of a scale.
"""

from copy import deepcopy
from typing import Any, cast

import altair as alt
import numpy as np
import pandas as pd

from casebook.charts import theme
from casebook.words import agreeing, number

EMPTY_SPACE = ""
BARS, TARGETS = "bars", "targets"
LABEL_WIDTH = 24
PADDING = {"left": 0, "top": 2, "right": 6, "bottom": 2}
LETTER_WIDTH = 6

_ADDING = "event.shiftKey || event.ctrlKey || event.metaKey"
_UNSEEN: dict[str, Any] = {"opacity": 0, "cursor": "pointer"}
_HIT_SHARE = 0.06
_WHOLE_STEP = 1.35
_COUNTED = {"origins": "original sources"}


def counted(count: str) -> str:
    """What is counted, in words: `claims`, `original sources`."""
    return _COUNTED.get(count, count)


def heading(count: str, by: str) -> str:
    """What a chart counts: `Claims by year of event`."""
    return f"{counted(count).capitalize()} by {by}"


def largest(bars: pd.DataFrame) -> int:
    """The end of the scale: the largest total, which no filter changes, and at least 1."""
    return max(int(bars["total"].max()) if len(bars) else 0, 1)


def targets(bars: pd.DataFrame, count: str, token: int, start: float, end: float) -> pd.DataFrame:
    """What catches clicks: for each bar its length, never nothing, and the empty space beyond it.

    A bar's reaches from `start`, the empty space to `end`. From columns place, label, key, total,
    count and breadth: columns place, key, from, to, tip, description and token. The description is
    what assistive technology reads.
    """
    totals = bars["total"].to_numpy(dtype=np.float64)
    reach = np.where(totals > 0, np.maximum(totals, largest(bars) * _HIT_SHARE), 0.0)
    columns = (bars["label"], bars["count"], bars["total"], bars["breadth"])
    tips = [
        f"{label}: {selected:,} of {total:,} {counted(count)} · {breadth}"
        for label, selected, total, breadth in zip(*columns, strict=True)
    ]
    length = len(bars)
    return pd.DataFrame(
        {
            "place": np.tile(bars["place"].to_numpy(), 2),
            "key": [*bars["key"], *[EMPTY_SPACE] * length],
            "from": np.concatenate([np.where(totals > 0, start, 0.0), reach]),
            "to": np.concatenate([reach, np.full(length, end)]),
            "tip": [*tips, *[""] * length],
            "description": [*tips, *(f"Empty space of {label}" for label in bars["label"])],
            "token": token,
        }
    )


def bar_layers(
    bars: Any,
    hits: Any,
    count: tuple[Any, Any],
    place: Any,
    band: str,
    *further: Any,
    size: dict[str, Any] | None = None,
) -> alt.LayerChart:
    """All of the data in grey, the selection in colour, then unseen what catches clicks.

    `count` makes the two ends of a bar from field names, `place` says which bar, and `band` is the
    property that is a bar's thickness. Vega lets only the layer that holds the selections be
    clicked: so empty space is in it too.
    """
    lower, upper = count
    base, thickness = alt.Chart(bars).encode(place), size or {}
    unseen: dict[str, Any] = {**_UNSEEN, band: alt.RelativeBandSize(_WHOLE_STEP)}
    context = base.encode(upper("total"), lower("start")).mark_bar(
        color=theme.CONTEXT, opacity=theme.CONTEXT_OPACITY, aria=False, **thickness
    )
    selected = base.encode(
        upper("count"),
        lower("start"),
        color=alt.Color("colour:N", scale=None, legend=None),
        # Bars that the chart's own filter leaves out are fainter, where they have colour to show.
        opacity=alt.condition(alt.datum.chosen, alt.value(1.0), alt.value(0.55), empty=False),
    ).mark_bar(aria=False, **thickness)
    clickable = (
        alt.Chart(hits)
        .mark_bar(**unseen)
        .encode(
            place,
            upper("to"),
            lower("from"),
            detail=["key:N", "token:Q"],
            tooltip="tip:N",
            description="description:N",
        )
        .add_params(*clicks())
    )
    whole = alt.layer(context, selected, *further, clickable)
    return cast(alt.LayerChart, whole.properties(padding=PADDING))


def clicks() -> list[alt.Parameter]:
    """The two selections that a click sets."""
    return [
        alt.selection_point(
            name=name, fields=["key", "token"], on=f"click[{when}]", toggle=toggle, clear=False
        )
        for name, when, toggle in (("pick", f"!({_ADDING})", False), ("add", _ADDING, "true"))
    ]


def with_data(spec: dict[str, Any], **datasets: pd.DataFrame) -> dict[str, Any]:
    """A specification that may be written to, with its frames."""
    return {**deepcopy(spec), "datasets": datasets}


def alternative_text(frame: pd.DataFrame, label: str, title: str) -> str:
    """What a chart shows, for those who can't see it: its title and its largest bars.

    `label` is the column that names the bars. Not for the chart's own `alt`, since that is a
    part of its specification.
    """
    if frame.empty or not frame["count"].any():
        return f"{title}: nothing is selected."
    shown = frame[frame["count"] > 0].sort_values("count", ascending=False, kind="stable").head(5)
    named = ", ".join(
        f"{name} {count:,}" for name, count in zip(shown[label], shown["count"], strict=True)
    )
    bars = int((frame["count"] > 0).sum())
    verb = agreeing(bars, "has", "have")
    return f"{title}. Largest: {named}. {bars:,} of {number(len(frame), 'bar')} {verb} any."
