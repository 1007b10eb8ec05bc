"""From which original source claims came to which outlet."""

from typing import Any, cast

import altair as alt
import pandas as pd

from casebook.charts import theme
from casebook.charts.bars import PADDING

FLOW_HEIGHT = 460


_LINE = 17


_WIDEST_FLOW = 60


def chart_of_provenance(frame: pd.DataFrame, token: int = 0) -> alt.LayerChart:
    """Origins left, outlets right, and between them who relayed, from `aggregate.provenance`.

    Each line is as wide as its claims are many. A click on a name sets `pick` to its `kind`
    (origin, relay or outlet) and `name`, with the token given.
    """
    lines, names = _flows(frame)
    names = names.assign(token=token)
    scale_x = alt.Scale(domain=[-0.75, 2.75], nice=False)
    tall = float(names["bottom"].max()) if len(names) else 1.0
    scale_y = alt.Scale(domain=[0, tall], reverse=True, nice=False)
    height = FLOW_HEIGHT
    widest = float(lines["claims"].max()) if len(lines) else 1.0
    pixels = min(height / tall, _WIDEST_FLOW / widest)  # for each claim
    x = alt.X("x:Q", scale=scale_x, axis=None)
    y = alt.Y("y:Q", scale=scale_y, axis=None)
    pick = alt.selection_point(name="pick", fields=["kind", "name", "token"], toggle=False)
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
            padding=PADDING,
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
