"""Charts of one subject: figures as ranges, and who said what when."""

import itertools
import json
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest
import vl_convert

from casebook.charts import comparison, theme
from tests.charts.hostile import HOSTILE, lines, squeezed

FIGURES = pd.DataFrame(
    [
        ("a-001", "Reds", "armed group", "10 to 20", 10.0, 20.0),
        ("a-002", "Jo (author)", "the author", "at least 13", 13.0, None),
        ("b-001", "Kabul", "government", "up to 8", None, 8.0),
        ("b-002", "Reds", "armed group", "none", 0.0, 0.0),
    ],
    columns=["claim_id", "voice", "party", "figure", "low", "high"],
).assign(unit="fighters", counted=["fighters", "young men", "", "fighters"])
TIMES = pd.DataFrame(
    [
        ("a-001", "Reds", "armed group", "Well.", "2021-03-01", "2021-03-31", "", "2021-04-01"),
        ("a-002", "Kabul", "government", "It is not.", None, None, "", "2021-05-01"),
        ("b-001", "Reds", "armed group", "It was.", None, "2020-12-31", "left", None),
        ("b-002", "Kabul", "government", "It will be.", "2022-01-01", None, "right", None),
    ],
    columns=["claim_id", "voice", "party", "statement", "first", "last", "open", "said"],
)
TOLLS = FIGURES.assign(
    unit="killed",
    counted="killed",
    origin=["Reds", "jo-2021", "Kabul", "Reds"],
    said=["2021-04-01", "2021-04-01", None, "2021-09-01"],
)
PARTS = {"normal": slice(None), "one row": slice(1, 2), "empty": slice(0)}
every_part = pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)


def of_figures(frame: pd.DataFrame) -> dict[str, Any]:
    return comparison.spec_of_figures(frame, "fighters")


def of_times(frame: pd.DataFrame) -> dict[str, Any]:
    return comparison.spec_of_times(frame)


def of_tolls(frame: pd.DataFrame) -> dict[str, Any]:
    return comparison.spec_of_tolls(frame, "killed")


def rows_of(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a chart, None where a value is missing."""
    frame = spec["datasets"][comparison.ROWS].astype("object")
    return frame.where(frame.notna(), None).to_dict("records")


def marked(spec: dict[str, Any], mark: str) -> list[dict[str, Any]]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]


def kept_by(layer: dict[str, Any]) -> list[str]:
    return [step["filter"] for step in layer.get("transform", [])]


def labels(layer: dict[str, Any]) -> list[list[str]]:
    """The lines of each place's name, out of the expression that Vega reads them from."""
    assert layer["encoding"]["y"]["field"] == "place"
    expression = layer["encoding"]["y"]["axis"]["labelExpr"]
    named: list[list[str]] = json.loads(expression.removesuffix("[datum.value]"))
    return named


def colours(spec: dict[str, Any]) -> list[dict[str, Any]]:
    shown = [layer["encoding"]["color"] for layer in spec["layer"]]
    return [colour for colour in shown if "field" in colour]


def drawn(spec: dict[str, Any]) -> list[str]:
    """The texts of a picture of the chart."""
    svg = vl_convert.vegalite_to_svg({**spec, "datasets": {comparison.ROWS: rows_of(spec)}})
    return lines(ElementTree.fromstring(svg))


# Figures


@every_part
def test_every_figure_has_a_row_of_its_own_in_the_order_of_the_frame(part: slice) -> None:
    frame = FIGURES[part]
    spec = of_figures(frame)
    assert [row["claim_id"] for row in rows_of(spec)] == frame["claim_id"].tolist()
    assert [row["place"] for row in rows_of(spec)] == list(range(len(frame)))
    for layer in spec["layer"]:
        assert [squeezed(*shown) for shown in labels(layer)] == [
            squeezed(voice, counted)
            for voice, counted in zip(frame["voice"], frame["counted"], strict=True)
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
    arrows = {layer["mark"]["shape"]: layer for layer in marked(spec, "point")}
    assert {shape: kept_by(layer) for shape, layer in arrows.items()} == {
        "triangle-left": ["datum.open == 'left'"],
        "triangle-right": ["datum.open == 'right'"],
    }
    edge = marked(spec, "bar")[0]["encoding"]["x"]["scale"]["domain"][1]
    shown = [(row["open"], row["edge"]) for row in rows_of(spec)]
    assert shown[1:3] == [("right", edge), ("left", 0)]
    assert [side for side, _ in shown] == ["", "right", "left", ""]


def test_figures_are_drawn_from_nought_with_room_for_the_greatest() -> None:
    for part in (*PARTS.values(), slice(3, None)):
        spec = of_figures(FIGURES[part])
        (bar,) = marked(spec, "bar")
        start, end = bar["encoding"]["x"]["scale"]["domain"]
        assert start == 0
        stops = [row["stop"] for row in rows_of(spec) if row["open"] != "right"]
        assert end > max([1, *stops])
        assert bar["encoding"]["x"]["scale"]["nice"] is False


def test_figures_stand_as_written_above_their_range_and_under_the_pointer() -> None:
    spec = of_figures(FIGURES)
    (text,) = marked(spec, "text")
    assert text["encoding"]["text"]["field"] == "text"
    written = ["“10 to 20”", "“at least 13”", "“up to 8”", "“none”"]
    assert [row["text"] for row in rows_of(spec)] == written
    assert rows_of(spec)[0]["tip"] == "Reds: “10 to 20” fighters"
    assert rows_of(spec)[1]["tip"] == "Jo (author): “at least 13” fighters, of young men"
    assert spec["title"] == "Figures as written: fighters"


def test_a_figure_without_a_number_is_drawn_as_open_from_end_to_end() -> None:
    vague = FIGURES[1:2].assign(figure="hundreds", low=None, high=None)
    frame = pd.concat([FIGURES[:1], vague], ignore_index=True)
    spec = of_figures(frame.astype({"low": float, "high": float}))
    first, second = rows_of(spec)
    edge = marked(spec, "bar")[0]["encoding"]["x"]["scale"]["domain"][1]
    assert (second["start"], second["stop"], second["open"]) == (0, edge, "both")
    assert second["text"] == "“hundreds”, no number stated"
    assert first["open"] == ""


# Times


@every_part
def test_every_voice_has_one_row_of_times(part: slice) -> None:
    frame = TIMES[part]
    voices = list(dict.fromkeys(frame["voice"]))
    spec = of_times(frame)
    assert [row["claim_id"] for row in rows_of(spec)] == frame["claim_id"].tolist()
    assert [voices[row["place"]] for row in rows_of(spec)] == frame["voice"].tolist()
    for layer in spec["layer"]:
        assert [squeezed(*shown) for shown in labels(layer)] == [
            squeezed(voice) for voice in voices
        ]


def test_a_line_spans_what_a_claim_is_about_to_the_edge_where_it_is_open() -> None:
    spec = of_times(TIMES)
    (line,) = marked(spec, "rule")
    assert (line["encoding"]["x"]["field"], line["encoding"]["x2"]["field"]) == ("start", "stop")
    rows = rows_of(spec)
    assert (rows[0]["start"], rows[0]["stop"], rows[0]["edge"]) == (
        "2021-03-01",
        "2021-03-31",
        None,
    )
    assert (rows[1]["start"], rows[1]["stop"]) == (None, None)
    assert rows[2]["start"] == rows[2]["edge"] < "2020-12-31"
    assert rows[3]["stop"] == rows[3]["edge"] > "2022-01-01"


def test_a_point_stands_at_the_day_by_which_a_claim_was_said() -> None:
    spec = of_times(TIMES)
    points = [layer for layer in marked(spec, "point") if layer["encoding"]["x"]["field"] == "said"]
    assert [kept_by(layer) for layer in points] == [["isValid(datum.said)"]]
    assert [row["said_by"] for row in rows_of(spec)] == [
        "1 Apr 2021",
        "1 May 2021",
        "(not stated)",
        "(not stated)",
    ]


@every_part
def test_days_are_drawn_in_utc_wherever_the_reader_is(part: slice) -> None:
    spec = of_times(TIMES[part])
    for layer in spec["layer"]:
        assert layer["encoding"]["x"]["scale"]["type"] == "utc"
        for moment in layer["encoding"]["x"]["scale"].get("domain", []):
            assert moment["utc"] is True


# Both


@every_part
def test_the_sort_of_party_has_its_colour_whoever_stands_by_it(part: slice) -> None:
    for spec in (of_figures(FIGURES[part]), of_times(TIMES[part])):
        assert len(colours(spec)) >= 2
        for colour in colours(spec):
            assert colour["field"] == "party"
            shown = dict(zip(colour["scale"]["domain"], colour["scale"]["range"], strict=True))
            assert shown == theme.PARTIES


def test_one_of_the_two_charts_names_the_sorts_of_party_that_are_there() -> None:
    assert {json.dumps(colour["legend"]) for colour in colours(of_figures(FIGURES))} == {"null"}
    for colour in colours(of_times(TIMES)):
        assert set(colour["legend"]["values"]) == {"armed group", "government"}


def test_charts_of_comparisons_grow_with_their_rows() -> None:
    assert of_figures(FIGURES)["height"] > of_figures(FIGURES[:2])["height"]
    assert of_times(TIMES)["height"] > of_times(TIMES[:1])["height"]
    assert of_times(TIMES)["height"] == of_times(TIMES[:2])["height"]


def test_drawing_comparisons_changes_no_frame_and_no_later_chart() -> None:
    before = FIGURES.copy(deep=True), TIMES.copy(deep=True)
    for spec in (of_figures(FIGURES), of_times(TIMES), of_tolls(TOLLS)):
        spec["layer"].clear()
    assert of_figures(FIGURES)["layer"]
    assert of_tolls(TOLLS)["layer"]
    assert of_times(TIMES)["layer"]
    pd.testing.assert_frame_equal(FIGURES, before[0])
    pd.testing.assert_frame_equal(TIMES, before[1])


def test_a_hostile_voice_or_figure_is_only_text() -> None:
    for name in HOSTILE.values():
        spec = of_figures(FIGURES[:1].assign(voice=name, figure=name, counted=""))
        assert rows_of(spec)[0]["text"] == f"“{name}”"
        for layer in spec["layer"]:
            (shown,) = labels(layer)
            assert squeezed(*shown).removesuffix("…") in squeezed(name)
        spec = of_times(TIMES[:1].assign(voice=name, statement=name))
        assert [(row["voice"], row["statement"]) for row in rows_of(spec)] == [(name, name)]
        for made in (spec, of_figures(FIGURES[:1].assign(voice=name))):
            assert "Who said it" in "".join(drawn(made)) or "Figures" in "".join(drawn(made))


def test_tolls_are_a_path_for_each_origin_along_the_days_by_which_they_were_said() -> None:
    spec = of_tolls(TOLLS)
    (line,) = marked(spec, "line")
    assert {name: line["encoding"][name]["field"] for name in ("x", "y", "detail", "order")} == {
        "x": "said",
        "y": "level",
        "detail": "origin",
        "order": "said",
    }
    assert [(row["claim_id"], row["said_by"], row["level"]) for row in rows_of(spec)] == [
        ("a-001", "1 Apr 2021", 10),
        ("a-002", "1 Apr 2021", 13),
        ("b-002", "1 Sep 2021", 0),
    ]


def test_a_toll_reaches_from_low_to_high_and_an_open_end_to_the_edge() -> None:
    spec = of_tolls(TOLLS)
    (rule,) = marked(spec, "rule")
    _, edge = rule["encoding"]["y"]["scale"]["domain"]
    assert [(row["start"], row["stop"], row["open"]) for row in rows_of(spec)] == [
        (10, 20, ""),
        (13, edge, "right"),
        (0, 0, ""),
    ]
    arrows = {layer["mark"]["shape"]: kept_by(layer) for layer in marked(spec, "point")[:2]}
    assert arrows == {
        "triangle-down": ["datum.open == 'left'"],
        "triangle-up": ["datum.open == 'right'"],
    }


def test_names_of_tolls_lie_on_no_other_and_within_the_picture() -> None:
    same = TOLLS[:1].loc[[0] * 5].assign(said=["2021-04-01"] * 4 + ["2021-09-01"])
    rows = rows_of(of_tolls(same.reset_index(drop=True)))
    heights = sorted(row["rise"] for row in rows)
    assert all(low - high <= -14 for low, high in itertools.pairwise(heights))
    assert [row["side"] for row in rows] == ["left"] * 4 + ["right"]


def test_a_hostile_voice_of_a_toll_is_only_text() -> None:
    for name in HOSTILE.values():
        spec = of_tolls(TOLLS[:1].assign(voice=name, origin=name, figure=name))
        assert rows_of(spec)[0]["tip"] == f"{name}: “{name}” killed"
        assert len(rows_of(spec)[0]["text"]) < 80
        assert "Figures" in "".join(drawn(spec))


@every_part
def test_a_picture_of_tolls_names_its_voices(part: slice) -> None:
    shown = squeezed(*drawn(of_tolls(TOLLS[part])))
    for voice, said in zip(TOLLS[part]["voice"], TOLLS[part]["said"], strict=True):
        assert (squeezed(voice)[:12] in shown) == isinstance(said, str)


@every_part
def test_a_picture_of_comparisons_names_its_voices(part: slice) -> None:
    for spec, frame in (
        (of_figures(FIGURES[part]), FIGURES[part]),
        (of_times(TIMES[part]), TIMES[part]),
    ):
        shown = squeezed(*drawn(spec))
        for text in (str(spec["title"]), *frame["voice"]):
            assert squeezed(text) in shown
