"""The charts of a briefing's tree in the place where each form can show them.

In the tree a chart is a block that holds its numbers as a table and its picture as a specification.
HTML gets the drawing itself, PDF the same drawing as a file, Word a picture in pixels, for it shows
nothing else everywhere. Markdown keeps the table.
"""

import base64
import json
from html import escape
from typing import Any

from casebook.analysis import places
from casebook.analysis.bar_counts import CHARTS
from casebook.briefing import nodes
from casebook.briefing.exhibits import Chart, PlaceMap
from casebook.briefing.nodes import Node
from casebook.charts import bars, encodings, picture, place_map
from casebook.words import counted, number

_CHART = "chart"
_WIDTH = 540  # so that its letters, in a page of text, are as large as those of a caption
_MOST_PLACES = 60  # in the table of a map
_HEIGHT = 150  # of the years; bars of names need each their own
Files = dict[str, bytes]


def block(chart: Chart | PlaceMap, caption: list[Node]) -> Node:
    """The chart in the tree: its counts, and what its picture is drawn from."""
    return _of_map(chart, caption) if isinstance(chart, PlaceMap) else _of_bars(chart, caption)


def _of_bars(chart: Chart, caption: list[Node]) -> Node:
    frame, count = chart.bars, chart.chosen.count
    by_year = chart.item.text == CHARTS[0]
    label = "label" if by_year else "name"
    draw = bars.chart_by_year if by_year else bars.chart_by_name
    title = encodings.heading(count, chart.by)
    drawing = draw(frame, count, chart.by)
    if by_year:
        drawing = drawing.properties(height=_HEIGHT)
    counts = nodes.table(
        [chart.by.capitalize(), f"Selected {counted(count)}", f"All {counted(count)}"],
        [
            [nodes.text(str(name)), nodes.text(f"{part:,}"), nodes.text(f"{total:,}")]
            for name, part, total in zip(frame[label], frame["count"], frame["total"], strict=True)
        ],
        (0, 0, 0),
        caption,
        right=(1, 2),
    )
    spec = picture.specification(drawing, [], _WIDTH)
    return _drawn(spec, counts, title, encodings.alternative_text(frame, label, title))


def _of_map(chart: PlaceMap, caption: list[Node]) -> Node:
    marks = chart.places.marks.sort_values("incidents", ascending=False, kind="stable")
    columns = marks[["incidents", "origins", "disputed"]].head(_MOST_PLACES)
    rows = [
        [nodes.text(name), nodes.text(known), *(nodes.text(f"{count:,}") for count in counts)]
        for name, known, *counts in zip(
            marks["name"], marks["form"], *(columns[name] for name in columns), strict=False
        )
    ]
    if len(marks) > _MOST_PLACES:
        more = f"And {number(len(marks) - _MOST_PLACES, 'further place')}"
        rows.append([nodes.text(more), *(nodes.text("") for _ in range(4))])
    heads = ["Place", "Known to", "Incidents", "Original sources", "Disputed"]
    counts = nodes.table(heads, rows, (0,) * 5, caption, right=(2, 3, 4))
    drawing = place_map.chart_of_places(chart.places, _WIDTH)
    spec = picture.specification(drawing, [], _WIDTH)
    return _drawn(spec, counts, places.TITLE, places.alternative_text(chart.places))


def _drawn(spec: dict[str, Any], counts: Node, title: str, alternative: str) -> Node:
    return nodes.div(
        _CHART,
        [counts],
        title=title,
        alternative=alternative,
        picture=json.dumps(spec),
    )


def is_chart(block: Node) -> bool:
    """Whether a block of the tree is one of `block`."""
    return block.get("t") == "Div" and _CHART in block["c"][0][1]


def shown(one: Node, form: str, files: Files) -> list[Node]:
    """The chart as this form has it; a drawing that is a file of its own is put into `files`.

    A chart that can't be drawn becomes a sentence and its counts.
    """
    (_, _, attributes), (counts,) = one["c"]
    held = dict(attributes)
    try:
        content = picture.drawn(json.loads(held["picture"]), "png" if form == "docx" else "svg")
    except picture.NotDrawnError as error:
        told = f"The chart “{held['title']}” could not be drawn: {error}"
        return [nodes.para(nodes.text(told)), counts]
    caption = counts["c"][1][1][0]["c"]
    return [nodes.figure(_picture(content, form, held["alternative"], files), caption)]


def _picture(content: bytes, form: str, alternative: str, files: Files) -> Node:
    if form == "html":
        said = f'<svg role="img" aria-label="{escape(alternative)}" '
        drawing = content.decode().replace("<svg ", said, 1)
        return {"t": "RawInline", "c": ["html", drawing]}
    if form == "docx":
        written = base64.b64encode(content).decode()
        return nodes.image(f"data:image/png;base64,{written}", alternative)
    name = f"chart-{len(files) + 1}.svg"
    files[name] = content
    return nodes.image(name, alternative)
