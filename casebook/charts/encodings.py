"""What the charts that are filters share: how a bar is clicked, its scale, and what it says.

A click sets the selection `pick`, a click with shift, control or command held adds to `add`, so
that quick ones are not lost; an entry has the `key` of what was clicked and the `token` given to
the chart. The key of empty space is "". Because the token differs each time the page is drawn, a
click is seen even when it names the bar that was clicked before.

The browser keeps a chart whose specification stays the same and only puts in new data; any change
of it builds the chart anew. So counts, names and tokens stand in the data alone, and names reach
Vega as text to be drawn, never as the values of a scale.
"""

import json
from typing import Any, cast

import altair as alt
import pandas as pd
import pyarrow as pa

from casebook.charts import theme
from casebook.words import agreeing, counted, number

EMPTY_SPACE = ""
BARS, TARGETS = "bars", "targets"
LABEL_WIDTH = 24
PADDING = {"left": 0, "top": 2, "right": 6, "bottom": 2}
LETTER_WIDTH = 6

_ADDING = "event.shiftKey || event.ctrlKey || event.metaKey"
_UNSEEN: dict[str, Any] = {"opacity": 0, "cursor": "pointer"}
_HIT_SHARE = 0.06
_WHOLE_STEP = 1.35

Columns = dict[str, list[Any]]


def no_word(text: str) -> str:
    """The text so that Vega, where it stands in a specification, takes it for nothing but text.

    It looks up a bare word such as `constructor`, and ends where it finds it.
    """
    return f"{text} " if text.isidentifier() else text


def heading(count: str, by: str) -> str:
    """What a chart counts: `Claims by year of event`."""
    return f"{counted(count).capitalize()} by {by}"


def largest(bars: pd.DataFrame) -> int:
    """The end of the scale: the largest total, which no filter changes, and at least 1."""
    return max(int(bars["total"].max()) if len(bars) else 0, 1)


def targets(
    frame: pd.DataFrame,
    drawn: Columns,
    labels: list[str],
    keys: list[str],
    count: str,
    token: int,
    start: float,
    end: float,
) -> Columns:
    """What catches clicks: for each bar its length, never nothing, and the empty space beyond it.

    A bar's reaches from `start`, the empty space to `end`. From the columns total, count and
    breadth of the frame and the columns place and all of the bars as drawn: columns place, key,
    from, to, tip, description and token. The description is what assistive technology reads.
    """
    lengths = drawn["all"]
    least = (max(lengths, default=0) or 1) * _HIT_SHARE
    reach = [max(float(length), least) if length > 0 else 0.0 for length in lengths]
    columns = (frame[name].tolist() for name in ("count", "total", "breadth"))
    tips = [
        f"{label}: {selected:,} of {total:,} {counted(count)} · {breadth}"
        for label, selected, total, breadth in zip(labels, *columns, strict=True)
    ]
    return {
        "place": [*drawn["place"]] * 2,
        "key": [*keys, *[EMPTY_SPACE] * len(keys)],
        "from": [*(start if length > 0 else 0.0 for length in lengths), *reach],
        "to": [*reach, *[end] * len(keys)],
        "tip": [*tips, *[""] * len(keys)],
        "description": [*tips, *(f"Empty space of {label}" for label in labels)],
        "token": [token] * (2 * len(keys)),
    }


def bar_layers(
    bars: Any,
    hits: Any,
    count: tuple[Any, Any],
    place: Any,
    band: str,
    *further: Any,
    size: dict[str, Any] | None = None,
    dragged: bool = False,
) -> alt.LayerChart:
    """All of the data in grey, the selection in colour, then unseen what catches clicks.

    A bar of all of the data is `all` long, one of the selection `selected`.

    `count` makes the two ends of a bar from field names, `place` says which bar, and `band` is the
    property that is a bar's thickness. Vega lets only the layer that holds the selections be
    clicked: so empty space is in it too. Over bars along time a span can be `dragged`.
    """
    lower, upper = count
    base, thickness = alt.Chart(bars).encode(place), size or {}
    unseen: dict[str, Any] = {**_UNSEEN, band: alt.RelativeBandSize(_WHOLE_STEP)}
    context = base.encode(upper("all"), lower("start")).mark_bar(
        color=theme.CONTEXT, opacity=theme.CONTEXT_OPACITY, aria=False, **thickness
    )
    selected = base.encode(
        upper("selected"),
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
        .add_params(*clicks(), *([drag()] if dragged else []))
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


def drag() -> alt.Parameter:
    """The selection `span` that a drag along the bars sets: the places of those it reaches.

    The page shows what is being dragged over only as long as that lasts, see `page.css`. The next
    move clears it, or the same drag would later be no change that the browser reports.
    """
    over = "window:pointermove[!event.buttons]"
    return alt.selection_interval(
        name="span", encodings=["x"], translate=False, zoom=False, clear=over
    )


def with_data(spec: str, **datasets: Columns | pd.DataFrame) -> dict[str, Any]:
    """A specification kept as JSON, with its data as Arrow tables, quick to be sent.

    It may be written to: reading JSON is the quickest copy of a nested value.
    """
    tables = {
        name: pa.Table.from_pandas(data, preserve_index=False)
        if isinstance(data, pd.DataFrame)
        else pa.table(data)
        for name, data in datasets.items()
    }
    return {**json.loads(spec), "datasets": tables}


def alternative_text(frame: pd.DataFrame, label: str, title: str) -> str:
    """What a chart shows, for those who can't see it: its title and its largest bars.

    `label` is the column that names the bars. Not for the chart's own `alt`, since that is a
    part of its specification.
    """
    counts = frame["count"].tolist()
    held = [(count, name) for count, name in zip(counts, frame[label], strict=True) if count]
    if not held:
        return f"{title}: nothing is selected."
    largest_first = sorted(held, key=lambda bar: -bar[0])[:5]
    named = ", ".join(f"{name} {count:,}" for count, name in largest_first)
    verb = agreeing(len(held), "has", "have")
    return f"{title}. Largest: {named}. {len(held):,} of {number(len(counts), 'bar')} {verb} any."
