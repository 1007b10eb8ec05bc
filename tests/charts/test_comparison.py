"""Charts of one subject: figures as ranges, and who said what when."""

import json
import re
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest

from casebook.charts import comparison, picture, theme
from tests.charts.hostile import HOSTILE, lines, squeezed


def labels(layer: dict[str, Any]) -> dict[str, list[str]]:
    """The lines that stand for each name, out of the expression that Vega reads them from."""
    expression = layer["encoding"]["y"]["axis"]["labelExpr"]
    parts = re.fullmatch(r"(.*)\[indexof\((.*), datum\.value\)\]", expression)
    assert parts
    return dict(zip(json.loads(parts[2]), json.loads(parts[1]), strict=True))


FIGURES = pd.DataFrame(
    [
        ("a-001", "Reds", "armed group", "10 to 20", 10.0, 20.0),
        ("a-002", "The article itself (Jo 2021)", "the article itself", "at least 13", 13.0, None),
        ("b-001", "Kabul", "government", "up to 8", None, 8.0),
        ("b-002", "Reds", "armed group", "none", 0.0, 0.0),
    ],
    columns=["claim_id", "voice", "party", "figure", "low", "high"],
).assign(unit="fighters")
TIMES = pd.DataFrame(
    [
        ("a-001", "Reds", "armed group", "All is well.", "2021-03-01", "2021-03-31", "2021-04-01"),
        ("a-002", "Kabul", "government", "It is not.", None, None, "2021-05-01"),
        ("b-001", "Reds", "armed group", "It was.", None, "2020-12-31", None),
        ("b-002", "Kabul", "government", "It will be.", "2022-01-01", None, None),
    ],
    columns=["claim_id", "voice", "party", "statement", "first", "last", "said"],
)
OF_ACCOUNTS = {"normal": slice(None), "one row": slice(1, 2), "empty": slice(0)}
every_part = pytest.mark.parametrize("part", OF_ACCOUNTS.values(), ids=OF_ACCOUNTS)


def of_figures(frame: pd.DataFrame) -> dict[str, Any]:
    return comparison.chart_of_figures(frame, "fighters").to_dict()


def of_times(frame: pd.DataFrame) -> dict[str, Any]:
    return comparison.chart_of_times(frame).to_dict()


def rows_of(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a chart whose layers all draw the same ones."""
    (name,) = {layer["data"]["name"] if "data" in layer else "" for layer in spec["layer"]}
    return spec["datasets"][name or spec["data"]["name"]]


def marked(spec: dict[str, Any], mark: str) -> list[dict[str, Any]]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]


def kept_by(layer: dict[str, Any]) -> list[str]:
    return [step["filter"] for step in layer.get("transform", [])]


@every_part
def test_every_figure_has_a_row_of_its_own_in_the_order_of_the_frame(part: slice) -> None:
    frame = FIGURES[part]
    spec = of_figures(frame)
    assert [row["claim_id"] for row in rows_of(spec)] == frame["claim_id"].tolist()
    for layer in spec["layer"]:
        assert layer["encoding"]["y"]["field"] == "claim_id"
        assert layer["encoding"]["y"]["sort"] == frame["claim_id"].tolist()
        assert [squeezed(*shown) for shown in labels(layer).values()] == [
            squeezed(voice) for voice in frame["voice"]
        ]


def test_a_range_reaches_from_low_to_high_and_an_open_end_to_the_edge() -> None:
    spec = of_figures(FIGURES)
    (bar,) = marked(spec, "bar")
    assert (bar["encoding"]["x"]["field"], bar["encoding"]["x2"]["field"]) == ("start", "stop")
    _, edge = bar["encoding"]["x"]["scale"]["domain"]
    assert edge > 20
    assert [(row["start"], row["stop"]) for row in rows_of(spec)] == [
        (10, 20),
        (13, edge),
        (0, 8),
        (0, 0),
    ]


def test_an_end_that_is_stated_has_a_mark_and_one_that_is_open_an_arrow() -> None:
    spec = of_figures(FIGURES)
    ticks = {layer["encoding"]["x"]["field"]: kept_by(layer) for layer in marked(spec, "tick")}
    assert ticks == {"low": ["isValid(datum.low)"], "high": ["isValid(datum.high)"]}
    assert [(row["low"], row["high"]) for row in rows_of(spec)] == [
        (10, 20),
        (13, None),
        (None, 8),
        (0, 0),
    ]
    arrows = {layer["mark"]["shape"]: layer for layer in marked(spec, "point")}
    assert {shape: kept_by(layer) for shape, layer in arrows.items()} == {
        "triangle-left": ["datum.open == 'left'"],
        "triangle-right": ["datum.open == 'right'"],
    }
    assert {layer["encoding"]["x"]["field"] for layer in arrows.values()} == {"edge"}
    edge = marked(spec, "bar")[0]["encoding"]["x"]["scale"]["domain"][1]
    shown = [(row["open"], row["edge"]) for row in rows_of(spec)]
    assert shown[1:3] == [("right", edge), ("left", 0)]
    assert [side for side, _ in shown] == ["", "right", "left", ""]


@every_part
def test_figures_are_drawn_from_nought_with_room_for_the_greatest(part: slice) -> None:
    spec = of_figures(FIGURES[part])
    (bar,) = marked(spec, "bar")
    start, end = bar["encoding"]["x"]["scale"]["domain"]
    assert start == 0
    assert end > max([1, *(row["stop"] for row in rows_of(spec) if row["open"] != "right")])
    assert bar["encoding"]["x"]["scale"]["nice"] is False


def test_figures_that_are_all_nought_have_room_too() -> None:
    spec = of_figures(FIGURES[3:])
    assert marked(spec, "bar")[0]["encoding"]["x"]["scale"]["domain"][1] > 1


def test_figures_stand_as_written_beside_their_range_and_under_the_pointer() -> None:
    spec = of_figures(FIGURES)
    (text,) = marked(spec, "text")
    assert text["encoding"]["text"]["field"] == "text"
    assert [row["text"] for row in rows_of(spec)] == [
        "“10 to 20”",
        "“at least 13”",
        "“up to 8”",
        "“none”",
    ]
    assert {layer["encoding"]["tooltip"]["field"] for layer in spec["layer"]} == {"told"}
    assert rows_of(spec)[0]["told"] == "Reds: “10 to 20” fighters"
    assert spec["title"] == "Figures as written: fighters"


@every_part
def test_the_sort_of_party_has_its_colour_whoever_stands_beside_it(part: slice) -> None:
    for spec, frame in (
        (of_figures(FIGURES[part]), FIGURES[part]),
        (of_times(TIMES[part]), TIMES[part]),
    ):
        colours = [
            layer["encoding"]["color"]
            for layer in spec["layer"]
            if "field" in layer["encoding"]["color"]
        ]
        assert len(colours) >= 2
        for colour in colours:
            assert colour["field"] == "party"
            scale = colour["scale"]
            assert set(scale["domain"]) == set(frame["party"])
            assert scale["range"] == [theme.PARTIES[party] for party in scale["domain"]]


def test_one_of_the_two_charts_names_the_sorts_of_party() -> None:
    legends = {
        name: [
            layer["encoding"]["color"]["legend"] is not None
            for layer in spec["layer"]
            if "field" in layer["encoding"]["color"]
        ]
        for name, spec in (("figures", of_figures(FIGURES)), ("times", of_times(TIMES)))
    }
    assert not any(legends["figures"])
    assert all(legends["times"])


@every_part
def test_every_voice_has_one_row_of_times(part: slice) -> None:
    frame = TIMES[part]
    voices = list(dict.fromkeys(frame["voice"]))
    spec = of_times(frame)
    assert [row["claim_id"] for row in rows_of(spec)] == frame["claim_id"].tolist()
    for layer in spec["layer"]:
        assert layer["encoding"]["y"]["field"] == "voice"
        assert layer["encoding"]["y"]["sort"] == voices
        assert [*labels(layer)] == voices


def test_a_line_spans_what_a_claim_is_about_and_a_point_stands_where_it_was_said() -> None:
    spec = of_times(TIMES)
    line, point = spec["layer"]
    assert (line["mark"]["type"], point["mark"]["type"]) == ("rule", "point")
    assert kept_by(line) == ["isValid(datum.first) && isValid(datum.last)"]
    assert kept_by(point) == ["isValid(datum.said)"]
    assert (line["encoding"]["x"]["field"], line["encoding"]["x2"]["field"]) == ("first", "last")
    assert point["encoding"]["x"]["field"] == "said"
    assert {layer["encoding"]["x"]["type"] for layer in spec["layer"]} == {"temporal"}
    assert [(row["first"], row["last"], row["said"]) for row in rows_of(spec)] == [
        ("2021-03-01", "2021-03-31", "2021-04-01"),
        (None, None, "2021-05-01"),
        (None, "2020-12-31", None),
        ("2022-01-01", None, None),
    ]
    for layer in spec["layer"]:
        assert [shown["field"] for shown in layer["encoding"]["tooltip"]] == [
            "voice",
            "statement",
            "said",
        ]


def test_charts_of_accounts_grow_with_their_rows() -> None:
    assert of_figures(FIGURES)["height"] > of_figures(FIGURES[:2])["height"]
    assert of_times(TIMES)["height"] > of_times(TIMES[:1])["height"]
    assert of_times(TIMES)["height"] == of_times(TIMES[:2])["height"]


def test_drawing_accounts_changes_no_frame() -> None:
    before = FIGURES.copy(deep=True), TIMES.copy(deep=True)
    of_figures(FIGURES)
    of_times(TIMES)
    pd.testing.assert_frame_equal(FIGURES, before[0])
    pd.testing.assert_frame_equal(TIMES, before[1])


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_voice_or_figure_is_only_text(name: str) -> None:
    spec = of_figures(FIGURES[:1].assign(voice=name, figure=name))
    (row,) = rows_of(spec)
    assert row["text"] == f"“{name}”"
    for layer in spec["layer"]:
        ((shown,),) = [labels(layer).values()]
        assert squeezed(*shown) == squeezed(name)
    spec = of_times(TIMES[:1].assign(voice=name, statement=name))
    assert [(row["voice"], row["statement"]) for row in rows_of(spec)] == [(name, name)]
    for layer in spec["layer"]:
        assert [*labels(layer)] == [name]


@every_part
def test_a_picture_of_accounts_names_its_voices(part: slice) -> None:
    for chart, frame in (
        (comparison.chart_of_figures(FIGURES[part], "fighters"), FIGURES[part]),
        (comparison.chart_of_times(TIMES[part]), TIMES[part]),
    ):
        shown = squeezed(*lines(ElementTree.fromstring(picture.picture(chart, "svg", []))))
        for text in (str(chart.title), *frame["voice"]):
            assert squeezed(text) in shown
