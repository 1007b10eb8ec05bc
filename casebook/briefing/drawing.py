"""The charts of a briefing's tree in the place where each form can show them.

In the tree a chart is a block that holds its numbers as a table and its picture as a specification.
HTML gets the drawing itself, whose bars tell their counts to whoever points at them, PDF the same
drawing as a file, Word a picture in pixels, for it shows nothing else everywhere. Markdown keeps
the table.
"""

import base64
import json
import re
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from casebook.analysis import places
from casebook.analysis.bar_counts import CHARTS
from casebook.analysis.places import Places
from casebook.analysis.timeline import LANE_WORDS, in_words
from casebook.briefing import nodes
from casebook.briefing.exhibits import Chart, Timed
from casebook.briefing.nodes import Node
from casebook.charts import bars, encodings, picture, place_map, timeline
from casebook.words import counted, number

_CHART = "chart"
_WIDTH = 540  # so that its letters, in a page of text, are as large as those of a caption
_MOST_PLACES = 60  # in the table of a map
_HEIGHT = 150  # of the years; bars of names need each their own
# What catches clicks on the page lies over each bar, with its words for assistive technology.
_TOLD = re.compile(r'<(path aria-label="([^"]*)"[^>]*?)/>')
Files = dict[str, bytes]


@dataclass(frozen=True)
class _Drawn:
    """A chart as it is drawn, its name, what it shows in words, and its numbers as a table.

    The columns from `right` on are numbers.
    """

    title: str
    alternative: str
    picture: dict[str, Any]
    columns: list[str]
    rows: list[list[str]]
    right: int


def block(chart: Chart, caption: list[Node]) -> Node:
    """The chart in the tree: its counts, and what its picture is drawn from."""
    drawn = chart.drawn
    if isinstance(drawn, Timed):
        made = _timeline(drawn)
    elif isinstance(drawn, Places):
        made = _map(drawn)
    else:
        made = _bars(chart, drawn)
    counts = nodes.table(
        made.columns,
        [[nodes.text(cell) for cell in row] for row in made.rows],
        (0,) * len(made.columns),
        caption,
        right=tuple(range(made.right, len(made.columns))),
    )
    return nodes.div(
        _CHART,
        [counts],
        title=made.title,
        alternative=made.alternative,
        picture=json.dumps(made.picture),
    )


def _bars(chart: Chart, frame: pd.DataFrame) -> _Drawn:
    count, by_year = chart.chosen.count, chart.item.text == CHARTS[0]
    label = "label" if by_year else "name"
    draw = bars.chart_by_year if by_year else bars.chart_by_name
    title = encodings.heading(count, chart.by)
    drawing = draw(frame, count, chart.by)
    if by_year:
        drawing = drawing.properties(height=_HEIGHT)
    return _Drawn(
        title,
        encodings.alternative_text(frame, label, title),
        picture.specification(drawing, [], _WIDTH),
        [chart.by.capitalize(), f"Selected {counted(count)}", f"All {counted(count)}"],
        [
            [str(name), f"{part:,}", f"{total:,}"]
            for name, part, total in zip(frame[label], frame["count"], frame["total"], strict=True)
        ],
        right=1,
    )


def _timeline(timed: Timed) -> _Drawn:
    drawing = timeline.chart(timed.made, timed.titles)
    lanes, words = timed.made.lanes["name"].tolist(), LANE_WORDS[timed.made.by]
    marks = timed.made.marks.assign(
        what=timeline.names(timed.made, timed.titles),
        lane_name=[lanes[at] for at in timed.made.marks["lane"]],
    ).sort_values(["lane", "at"], kind="stable")
    columns = ["lane_name", "what", "claims", "disputed"]
    return _Drawn(
        timeline.title(timed.made),
        in_words(timed.made),
        picture.specification(drawing, [], _WIDTH),
        [words.capitalize(), "Incident", "Selected claims", "Disputed"],
        [
            [f"{cell:,}" if isinstance(cell, int) else cell for cell in row]
            for row in zip(*(marks[name].tolist() for name in columns), strict=True)
        ],
        right=2,
    )


def _map(found: Places) -> _Drawn:
    marks = found.marks.sort_values("incidents", ascending=False, kind="stable")
    columns = marks[["name", "form", "incidents", "origins", "disputed"]].head(_MOST_PLACES)
    rows = [
        [name, known, *(f"{count:,}" for count in counts)]
        for name, known, *counts in zip(*(columns[name] for name in columns), strict=True)
    ]
    if len(marks) > _MOST_PLACES:
        more = f"And {number(len(marks) - _MOST_PLACES, 'further place')}"
        rows.append([more, *[""] * (len(columns.columns) - 1)])
    return _Drawn(
        places.TITLE,
        places.alternative_text(found),
        picture.specification(place_map.chart_of_places(found, _WIDTH), [], _WIDTH),
        ["Place", "Known to", "Incidents", "Original sources", "Disputed"],
        rows,
        right=2,
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
        drawing = _TOLD.sub(r"<\1><title>\2</title></path>", content.decode())
        drawing = drawing.replace("<svg ", said, 1)
        return {"t": "RawInline", "c": ["html", drawing]}
    if form == "docx":
        written = base64.b64encode(content).decode()
        return nodes.image(f"data:image/png;base64,{written}", alternative)
    name = f"chart-{len(files) + 1}.svg"
    files[name] = content
    return nodes.image(name, alternative)
