"""Original sources against outlets: a grid of cells with their counts, which is a filter too."""

import json
from functools import lru_cache
from typing import Any, cast

import altair as alt
import numpy as np
import pandas as pd

from casebook.analysis.provenance import Provenance
from casebook.charts import theme
from casebook.charts.bars import lines_of
from casebook.charts.encodings import LETTER_WIDTH, PADDING, clicks, with_data

ROW_HEIGHT = 26
TITLE = "Claims by original source and outlet"

_CELLS, _ORIGINS, _OUTLETS = "cells", "origins", "outlets"
_FONT = 12
_ORIGIN_WIDTH, _SHORT_ORIGIN_WIDTH, _OUTLET_WIDTH = 30, 17, 13
_UPRIGHT_WIDTH = 17
_TOTAL_ROOM = 44
# In the page the height of a chart holds its title.
_TITLE_HEIGHT = 44
# Below this width of the plot the names of outlets stand upright.
_NARROW = 640
_ROOMY = 480
_UPRIGHT = f"(width < {_NARROW})"
_HEADER = f"({_UPRIGHT} ? 124 : 88)"
_TALLEST_HEADER = 124
_ORIGIN_ROOM = f"min({_ORIGIN_WIDTH * LETTER_WIDTH + _TOTAL_ROOM}, width * 0.44)"
_FAINTEST, _STRONGEST = 0.14, 0.6


def chart_of_provenance(grid: Provenance, token: int = 0) -> alt.LayerChart:
    """The cells of `analysis.provenance`; an empty place means no claim.

    The key of a cell is a JSON list of its original source and outlet.
    """
    cells, origins, outlets = _data(grid, token)
    return _laid_out(len(origins), cells, origins, outlets)


def spec_of_provenance(grid: Provenance, token: int) -> dict[str, Any]:
    """`chart_of_provenance` as a Vega-Lite specification with its frames under `datasets`."""
    cells, origins, outlets = _data(grid, token)
    return with_data(_spec(len(origins)), cells=cells, origins=origins, outlets=outlets)


@lru_cache(maxsize=32)
def _spec(rows: int) -> str:
    named = (alt.NamedData(name) for name in (_CELLS, _ORIGINS, _OUTLETS))
    return _laid_out(rows, *named).to_json(indent=None)


def _laid_out(rows: int, cells: Any, origins: Any, outlets: Any) -> alt.LayerChart:
    x = alt.X(
        "outlet:N",
        axis=None,
        scale=alt.Scale(range=[alt.expr(_ORIGIN_ROOM), alt.expr("width")], padding=0.04),
    )
    y = alt.Y(
        "origin:N",
        axis=None,
        scale=alt.Scale(range=[alt.expr(_HEADER), alt.expr("height")], padding=0.06),
    )
    base = alt.Chart(cells).encode(x, y)
    fills = base.mark_rect(color=theme.ACCENT, aria=False).encode(
        opacity=alt.Opacity("strength:Q", scale=None)
    )
    counts = base.mark_text(fontSize=_FONT + 1, aria=False).encode(
        text=alt.Text("claims:Q", format=",d")
    )
    clickable = (
        base.mark_rect(opacity=0, cursor="pointer")
        .encode(detail=["key:N", "token:Q"], tooltip="tip:N", description="tip:N")
        .add_params(*clicks())
    )
    lines = (
        alt.Chart(origins)
        .mark_rule(
            color=theme.CONTEXT, opacity=0.18, aria=False, x=alt.expr(_ORIGIN_ROOM), x2="width"
        )
        .encode(y)
    )
    whole = alt.layer(
        lines,
        fills,
        counts,
        *_row_names(alt.Chart(origins).encode(y)),
        *_column_names(outlets, x),
        clickable,
    )
    height = _TITLE_HEIGHT + _TALLEST_HEADER + ROW_HEIGHT * rows
    return cast(alt.LayerChart, whole.properties(title=TITLE, height=height, padding=PADDING))


def _row_names(base: alt.Chart) -> list[alt.Chart]:
    """Names left, and right before the cells how many claims they have."""
    shown = f"(width < {_ROOMY} ? datum.short_lines : datum.lines)"
    names = base.mark_text(
        align="left",
        fontSize=_FONT,
        lineHeight=_FONT,
        lineBreak="\n",
        aria=False,
        limit=alt.expr(f"datum.whole ? 0 : {_ORIGIN_ROOM} - {_TOTAL_ROOM}"),
        text=alt.expr(shown),
        dy=alt.expr(f"indexof({shown}, '\\n') < 0 ? 0 : {-_FONT / 2}"),
    ).encode(x=alt.value(0))
    totals = base.mark_text(
        align="right",
        fontSize=_FONT,
        fontWeight="bold",
        aria=False,
        x=alt.expr(f"{_ORIGIN_ROOM} - 8"),
    ).encode(text=alt.Text("claims:Q", format=",d"))
    return [names, totals]


def _column_names(outlets: Any, x: alt.X) -> list[alt.Chart]:
    """Names above the cells, upright where there is little room, and how many claims they have."""
    base = alt.Chart(outlets).encode(x)
    names = base.mark_text(
        fontSize=_FONT,
        lineHeight=_FONT + 1,
        lineBreak="\n",
        aria=False,
        angle=alt.expr(f"{_UPRIGHT} ? 270 : 0"),
        align=alt.expr(f"{_UPRIGHT} ? 'left' : 'center'"),
        baseline="middle",
        y=alt.expr(f"{_HEADER} - 24"),
        dy=alt.expr(f"{_UPRIGHT} ? 0 : -{_FONT + 1} * (datum.line_count - 1)"),
        limit=alt.expr(f"{_UPRIGHT} && !datum.whole ? {_TALLEST_HEADER - 26} : 0"),
        text=alt.expr(f"{_UPRIGHT} ? datum.short_lines : datum.lines"),
    )
    totals = base.mark_text(
        fontSize=_FONT, fontWeight="bold", aria=False, y=alt.expr(f"{_HEADER} - 9")
    ).encode(text=alt.Text("claims:Q", format=",d"))
    return [names, totals]


def _data(grid: Provenance, token: int) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    claims = grid.cells["claims"].to_numpy(dtype=float)
    share = np.log1p(claims) / np.log1p(claims.max(initial=1))
    sources, papers = grid.origins["name"].tolist(), grid.outlets["name"].tolist()
    cells = grid.cells.assign(
        key=[
            json.dumps([sources[origin], papers[outlet]])
            for origin, outlet in zip(grid.cells["origin"], grid.cells["outlet"], strict=True)
        ],
        strength=_FAINTEST + (_STRONGEST - _FAINTEST) * share,
        token=token,
    )
    outlets = grid.outlets[["claims"]].assign(
        outlet=range(len(grid.outlets)),
        **lines_of(grid.outlets["label"].tolist(), _OUTLET_WIDTH, _UPRIGHT_WIDTH, lines=5),
    )
    outlets["line_count"] = [text.count("\n") + 1 for text in outlets["lines"]]
    origins = grid.origins[["claims"]].assign(
        origin=range(len(grid.origins)),
        **lines_of(grid.origins["label"].tolist(), _ORIGIN_WIDTH, _SHORT_ORIGIN_WIDTH),
    )
    return cells, origins, outlets
