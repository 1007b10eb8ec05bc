import json
import re
import struct
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest

from casebook.analysis import bar_counts
from casebook.analysis.selection import Selection
from casebook.charts import bars, comparison, picture, theme
from casebook.tables.dataset import Dataset
from casebook.words import NOT_STATED, OTHERS

HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "double quotes": 'say "Reds" or "Blues"',
    "single quotes": "the Reds' 'own'",
    "backslashes": "C:\\new\\table\\u0041",
    "the end of a text": "</text></svg>",
    "a template": "${x} {{y}} #{z}",
    "a name that objects have": "__proto__",
    "a line separator": "one\u2028two",
    "an entity": "&lt;b&gt; & co",
    "right to left": "\u202eحركة طالبان\u202c",
    "a face": "😀 faces",
}


BESIDE = "9 other counts"


def years(*rows: tuple[str, int, int, bool]) -> pd.DataFrame:
    """A frame as `aggregate.year_bars` makes it, of label, total, count and chosen."""
    frame = pd.DataFrame(list(rows), columns=["label", "total", "count", "chosen"])
    return frame.assign(year=range(len(frame)), beside=BESIDE)


def names(*rows: tuple[str, int, int, bool]) -> pd.DataFrame:
    """A frame as `aggregate.name_bars` makes it, of name, total, count and chosen."""
    frame = pd.DataFrame(list(rows), columns=["name", "total", "count", "chosen"])
    return frame.assign(names=[(name,) for name in frame["name"]], beside=BESIDE)


BY_YEAR = years(
    ("2019", 0, 0, False), ("2020", 200, 50, True), ("2021", 3, 1, True), ("undated", 9, 0, False)
)
BY_NAME = names(
    ("ISIS-K", 200, 50, True),
    ("Reds", 3, 3, False),
    (OTHERS, 9, 0, False),
    (NOT_STATED, 0, 0, True),
)
FRAMES = {
    "normal": (BY_YEAR, BY_NAME),
    "one row": (years(("undated", 1, 1, True)), names(("Reds", 1, 1, True))),
    "empty": (BY_YEAR.iloc[:0], BY_NAME.iloc[:0]),
}
every_frame = pytest.mark.parametrize(("by_year", "by_name"), FRAMES.values(), ids=FRAMES)


def by_year(frame: pd.DataFrame, token: int = 3) -> dict[str, Any]:
    return bars.chart_by_year(frame, "claims", "year of event", token).to_dict()


def by_name(frame: pd.DataFrame, token: int = 3) -> dict[str, Any]:
    return bars.chart_by_name(frame, "claims", "group", token).to_dict()


def layer_with(spec: dict[str, Any], field: str) -> dict[str, Any]:
    """The one layer that draws this field along the axis of counts."""
    found = [
        layer
        for layer in spec["layer"]
        if field in (layer["encoding"][axis].get("field") for axis in "xy")
    ]
    assert len(found) >= 1
    return found[0]


def data_of(spec: dict[str, Any], field: str) -> list[dict[str, Any]]:
    return spec["datasets"][layer_with(spec, field)["data"]["name"]]


def labels(layer: dict[str, Any]) -> dict[str, list[str]]:
    """The lines that stand for each name, out of the expression that Vega reads them from."""
    expression = layer["encoding"]["y"]["axis"]["labelExpr"]
    parts = re.fullmatch(r"(.*)\[indexof\((.*), datum\.value\)\]", expression)
    assert parts
    return dict(zip(json.loads(parts[2]), json.loads(parts[1]), strict=True))


def lines(picture: ElementTree.Element) -> list[str]:
    """Every line of text in a picture."""
    return [element.text for element in picture.iter() if element.text]


def squeezed(*texts: str) -> str:
    """Texts in one, without spaces: lines break where there is room."""
    return "".join("".join(texts).split())


def domains(spec: dict[str, Any], axis: str) -> list[list[Any]]:
    return [layer["encoding"][axis]["scale"]["domain"] for layer in spec["layer"]]


# What the charts show


@pytest.mark.parametrize(
    ("count", "by", "title"),
    [
        ("claims", "year of event", "Claims by year of event"),
        ("incidents", "year of publication", "Incidents by year of publication"),
        ("origins", "group", "Origins by group"),
    ],
)
def test_a_chart_says_in_its_title_what_it_counts(count: str, by: str, title: str) -> None:
    assert bars.chart_by_year(BY_YEAR, count, by).to_dict()["title"] == title
    assert bars.chart_by_name(BY_NAME, count, by).to_dict()["title"] == title


@every_frame
def test_every_bar_has_its_place_in_the_order_of_the_frame(
    by_year: pd.DataFrame, by_name: pd.DataFrame
) -> None:
    of_years = domains(bars.chart_by_year(by_year, "claims", "year").to_dict(), "x")
    of_names = domains(bars.chart_by_name(by_name, "claims", "group").to_dict(), "y")
    for domain in of_years:
        assert [place for place in domain if place.strip()] == by_year["label"].tolist()
    for domain in of_names:
        assert domain == by_name["name"].tolist()


def test_undated_stands_apart_from_the_years() -> None:
    for domain in domains(by_year(BY_YEAR), "x"):
        assert domain == ["2019", "2020", "2021", " ", "undated"]


@every_frame
def test_all_layers_share_a_scale_from_nothing_to_the_largest_total(
    by_year: pd.DataFrame, by_name: pd.DataFrame
) -> None:
    for frame, spec, axis in (
        (by_year, bars.chart_by_year(by_year, "claims", "year").to_dict(), "y"),
        (by_name, bars.chart_by_name(by_name, "claims", "group").to_dict(), "x"),
    ):
        found = domains(spec, axis)
        assert found == [found[0]] * len(found)
        start, end = found[0]
        assert start == 0
        assert end >= max(frame["total"].tolist(), default=0)
        assert end > 0


def test_all_of_the_data_stands_in_grey_behind_the_selection() -> None:
    for spec in (by_year(BY_YEAR), by_name(BY_NAME)):
        behind, before = spec["layer"][:2]
        assert behind == layer_with(spec, "total")
        assert before == layer_with(spec, "count")
        assert behind["mark"]["color"] == theme.CONTEXT
        assert behind["data"] == before["data"]


def test_bars_hold_the_counts_of_the_frame() -> None:
    shown = data_of(by_year(BY_YEAR), "count")
    assert [(row["place"], row["total"], row["count"]) for row in shown] == [
        ("2019", 0, 0),
        ("2020", 200, 50),
        ("2021", 3, 1),
        ("undated", 9, 0),
    ]
    shown = data_of(by_name(BY_NAME), "count")
    assert [(row["place"], row["count"]) for row in shown] == [
        ("ISIS-K", 50),
        ("Reds", 3),
        (OTHERS, 0),
        (NOT_STATED, 0),
    ]


def test_beside_a_bar_stands_its_count_and_the_total_where_they_differ() -> None:
    frame = names(("A", 12345, 6789, True), ("B", 4, 4, True), ("C", 2, 0, True))
    shown = [row["figures"] for row in data_of(by_name(frame), "count")]
    assert shown == ["6,789 of 12,345", "4", "0 of 2"]


def test_what_a_filter_leaves_out_is_fainter() -> None:
    for spec in (by_year(BY_YEAR), by_name(BY_NAME)):
        opacity = layer_with(spec, "count")["encoding"]["opacity"]
        assert opacity["condition"]["test"] == "datum.chosen"
        assert opacity["condition"]["value"] > opacity["value"] > 0
    assert [row["chosen"] for row in data_of(by_year(BY_YEAR), "count")] == [
        False,
        True,
        True,
        False,
    ]


def test_no_chart_has_a_legend() -> None:
    for spec in (by_year(BY_YEAR), by_name(BY_NAME)):
        colours = [
            layer["encoding"]["color"] for layer in spec["layer"] if "color" in layer["encoding"]
        ]
        assert colours == [{"field": "colour", "type": "nominal", "scale": None, "legend": None}]


def test_a_group_keeps_its_colour_whatever_stands_beside_it() -> None:
    def colours(frame: pd.DataFrame) -> dict[str, str]:
        return {row["place"]: row["colour"] for row in data_of(by_name(frame), "count")}

    assert colours(BY_NAME) == {name: theme.group_colour(name) for name in BY_NAME["name"]}
    assert colours(BY_NAME.iloc[[1]].assign(count=0, chosen=True)) == {
        "Reds": theme.group_colour("Reds")
    }


def test_only_groups_have_colours_of_their_own() -> None:
    spec = bars.chart_by_name(BY_NAME, "claims", "outlet").to_dict()
    for shown in (data_of(spec, "count"), data_of(by_year(BY_YEAR), "count")):
        assert {row["colour"] for row in shown} == {theme.ACCENT}


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (2015, 2021, ["2015", "2016", "2017", "2018", "2019", "2020", "2021"]),
        (2001, 2021, ["2005", "2010", "2015", "2020"]),
        (1980, 2024, ["1980", "1990", "2000", "2010", "2020"]),
    ],
)
def test_many_years_are_named_every_few_years_and_undated_always(
    first: int, last: int, shown: list[str]
) -> None:
    frame = years(
        *((str(year), 1, 1, True) for year in range(first, last + 1)), ("undated", 1, 1, True)
    )
    axis = by_year(frame)["layer"][0]["encoding"]["x"]["axis"]
    assert axis["values"] == [*shown, "undated"]


def test_a_long_name_stands_on_two_lines_at_most() -> None:
    long = "The Washington Institute for Near East Policy and Further Matters"
    for layer in by_name(names((long, 1, 1, True)))["layer"]:
        (shown,) = labels(layer).values()
        assert len(shown) == 2
        assert shown[0] == "The Washington Institute"
        assert shown[1].endswith("…")


# Clicks


@every_frame
def test_a_click_picks_a_bar_and_a_click_with_a_key_held_adds_one(
    by_year: pd.DataFrame, by_name: pd.DataFrame
) -> None:
    for spec in (
        bars.chart_by_year(by_year, "claims", "year").to_dict(),
        bars.chart_by_name(by_name, "claims", "group").to_dict(),
    ):
        clicks = {param["name"]: param for param in spec["params"]}
        assert list(clicks) == ["pick", "add"]
        held = "event.shiftKey || event.ctrlKey || event.metaKey"
        assert clicks["pick"]["select"]["on"] == f"click[!({held})]"
        assert clicks["add"]["select"]["on"] == f"click[{held}]"
        for param in clicks.values():
            assert param["select"]["type"] == "point"
            assert param["select"]["fields"] == ["key", "token"]
            assert param["select"]["toggle"] is False
            assert param["select"]["clear"] is False
            assert param["views"] == [layer_with(spec, "from")["name"]]


@every_frame
def test_what_catches_clicks_lies_on_top_and_knows_the_turn(
    by_year: pd.DataFrame, by_name: pd.DataFrame
) -> None:
    for spec in (
        bars.chart_by_year(by_year, "claims", "year", 41).to_dict(),
        bars.chart_by_name(by_name, "claims", "group", 41).to_dict(),
    ):
        target = layer_with(spec, "from")
        assert target == spec["layer"][-1]
        assert target["mark"]["opacity"] == 0
        assert {field["field"] for field in target["encoding"]["detail"]} == {"key", "token"}
        rows = spec["datasets"][target["data"]["name"]]
        assert {row["token"] for row in rows} <= {41}


def test_a_small_bar_is_easy_to_hit_and_an_absent_one_can_not_be_hit() -> None:
    for spec in (by_year(BY_YEAR), by_name(BY_NAME)):
        reach = {row["key"]: row["to"] - row["from"] for row in data_of(spec, "from") if row["key"]}
        for row in data_of(spec, "count"):
            if row["total"]:
                assert reach[row["place"]] >= max(0.06 * 200, row["total"])
            else:
                assert reach[row["place"]] == 0


def test_empty_space_fills_what_the_bars_leave_and_has_an_empty_key() -> None:
    for spec, axis in ((by_year(BY_YEAR), "y"), (by_name(BY_NAME), "x")):
        rows = data_of(spec, "from")
        end = domains(spec, axis)[0][1]
        reach = {row["key"]: row["to"] for row in rows if row["key"]}
        space = {row["place"]: row for row in rows if row["key"] == bars.EMPTY_SPACE}
        assert list(space) == list(reach)
        for place, row in space.items():
            assert row["from"] == reach[place]
            assert row["to"] == pytest.approx(end)
            assert row["tip"] == ""


def test_a_bar_says_its_counts_under_the_pointer() -> None:
    tips = {row["key"]: row["tip"] for row in data_of(by_name(BY_NAME), "from")}
    assert tips["ISIS-K"] == f"ISIS-K: 50 of 200 claims · {BESIDE}"
    assert layer_with(by_name(BY_NAME), "from")["encoding"]["tooltip"]["field"] == "tip"


# Accounts

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


# Specifications made once


def without_names(spec: dict[str, Any]) -> dict[str, Any]:
    """The specification with its data in place, and without names that Altair makes up."""
    layers = [
        {
            **{key: value for key, value in layer.items() if key not in {"name", "data"}},
            "rows": pd.DataFrame(spec["datasets"][layer["data"]["name"]]).to_dict("records"),
        }
        for layer in spec["layer"]
    ]
    params = [
        {key: value for key, value in param.items() if key != "views"} for param in spec["params"]
    ]
    return {**spec, "layer": layers, "params": params, "datasets": None}


@every_frame
def test_a_specification_made_once_draws_what_the_chart_draws(
    by_year: pd.DataFrame, by_name: pd.DataFrame
) -> None:
    for token in (1, 2):
        spec = bars.spec_by_year(by_year, "claims", "year of event", token)
        chart = bars.chart_by_year(by_year, "claims", "year of event", token)
        assert without_names(spec) == without_names(chart.to_dict())
        spec = bars.spec_by_name(by_name, "claims", "group", token)
        chart = bars.chart_by_name(by_name, "claims", "group", token)
        assert without_names(spec) == without_names(chart.to_dict())


def test_what_is_done_to_a_specification_does_not_reach_the_next() -> None:
    spec = bars.spec_by_name(BY_NAME, "claims", "group", 1)
    spec["layer"][0]["mark"].clear()
    spec["layer"].clear()
    again = bars.spec_by_name(BY_NAME, "claims", "group", 1)
    assert again["layer"][0]["mark"]["type"] == "bar"


def test_two_frames_of_the_same_shape_have_specifications_of_their_own_data() -> None:
    first = bars.spec_by_name(BY_NAME, "claims", "group", 1)
    second = bars.spec_by_name(BY_NAME.assign(count=0), "claims", "group", 1)
    assert data_of(first, "count")["count"].tolist() == [50, 3, 0, 0]  # type: ignore[call-overload]
    assert data_of(second, "count")["count"].tolist() == [0, 0, 0, 0]  # type: ignore[call-overload]


def test_drawing_changes_no_frame() -> None:
    before = BY_YEAR.copy(deep=True), BY_NAME.copy(deep=True)
    by_year(BY_YEAR)
    by_name(BY_NAME)
    bars.spec_by_year(BY_YEAR, "claims", "year", 1)
    bars.spec_by_name(BY_NAME, "claims", "group", 1)
    bars.alternative_text(BY_NAME, "name", "x")
    pd.testing.assert_frame_equal(BY_YEAR, before[0])
    pd.testing.assert_frame_equal(BY_NAME, before[1])


# Alternative text


def test_the_alternative_text_names_the_title_and_the_largest_bars() -> None:
    assert bars.alternative_text(BY_YEAR, "label", "Claims by year of event") == (
        "Claims by year of event. Largest: 2020 50, 2021 1. 2 of 4 bars have any."
    )


def test_the_alternative_text_names_five_bars_at_most_largest_first() -> None:
    frame = names(*((letter, 9999, 1000 + at, True) for at, letter in enumerate("ABCDEF")))
    assert bars.alternative_text(frame, "name", "X") == (
        "X. Largest: F 1,005, E 1,004, D 1,003, C 1,002, B 1,001. 6 of 6 bars have any."
    )


def test_the_alternative_text_knows_one_bar() -> None:
    frame = names(("A", 1, 1, True), ("B", 1, 0, True))
    assert bars.alternative_text(frame, "name", "X") == "X. Largest: A 1. 1 of 2 bars has any."
    assert bars.alternative_text(frame.iloc[:1], "name", "X").endswith(" 1 of 1 bar has any.")


def test_the_alternative_text_says_that_nothing_is_selected() -> None:
    for frame in (BY_NAME.iloc[:0], BY_NAME.assign(count=0)):
        assert bars.alternative_text(frame, "name", "X") == "X: nothing is selected."


# Hostile names


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_is_only_a_name_in_a_chart(name: str) -> None:
    spec = by_name(names((name, 2, 1, True)))
    assert domains(spec, "y")[0] == [name]
    (row,) = data_of(spec, "count")
    assert row["place"] == name
    assert [row["key"] for row in data_of(spec, "from")] == [name, bars.EMPTY_SPACE]
    assert name in bars.alternative_text(names((name, 2, 1, True)), "name", "X")
    for layer in spec["layer"]:
        assert list(labels(layer)) == [name]


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_is_only_text_in_a_picture(name: str) -> None:
    chart = bars.chart_by_name(names((name, 2, 1, True)), "claims", "group")
    root = ElementTree.fromstring(picture.picture(chart, "svg", [name]))
    assert {element.tag.partition("}")[2] for element in root.iter()} <= {
        "svg",
        "rect",
        "g",
        "path",
        "text",
        "tspan",
    }
    assert squeezed(*lines(root)).count(squeezed(name)) == 2


def test_a_very_long_name_is_shortened_in_the_picture() -> None:
    chart = bars.chart_by_name(names(("x" * 5000, 2, 1, True)), "claims", "group")
    root = ElementTree.fromstring(picture.picture(chart, "svg", []))
    assert 700 < float(root.attrib["width"]) < 1100
    assert "…" in "".join(root.itertext())


# Pictures

SUBTITLE = ["Showing 8 of 8 claims.", "Claims about Reds. Casebook, data version 84dd401c4e9a"]


@pytest.fixture(scope="module")
def chart(dataset: Dataset) -> Any:
    chosen = Selection(kind=("report",))
    rows = chosen.apply(dataset)
    frame = bar_counts.name_bars(dataset, chosen, rows, "group", 9)
    return bars.chart_by_name(frame, "claims", "group")


def test_a_picture_says_what_is_counted_and_from_what_data(chart: Any) -> None:
    root = ElementTree.fromstring(picture.picture(chart, "svg", SUBTITLE))
    for text in ("Claims by group", *SUBTITLE, "Reds", "Blues", "4 of 7"):
        assert text in lines(root)


def test_a_picture_links_to_nothing(chart: Any) -> None:
    svg = picture.picture(chart, "svg", SUBTITLE).decode()
    addresses = set(re.findall(r"\w+://[^\"'\s<]+", svg))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert "href" not in svg
    assert "url(" not in svg


def test_a_picture_in_pixels_is_twice_as_wide_as_the_drawing(chart: Any) -> None:
    png = picture.picture(chart, "png", SUBTITLE)
    svg = ElementTree.fromstring(picture.picture(chart, "svg", SUBTITLE))
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    assert width == pytest.approx(2 * float(svg.attrib["width"]), abs=2)
    assert height == pytest.approx(2 * float(svg.attrib["height"]), abs=2)
    assert width > 1440


def test_a_picture_is_as_wide_as_asked_for(chart: Any) -> None:
    narrow = ElementTree.fromstring(picture.picture(chart, "svg", [], width=300))
    assert 300 < float(narrow.attrib["width"]) < 500


def test_a_long_subtitle_is_wrapped_and_does_not_widen_the_picture(chart: Any) -> None:
    words = "claims about one group or another " * 20
    wide = ElementTree.fromstring(picture.picture(chart, "svg", [words]))
    plain = ElementTree.fromstring(picture.picture(chart, "svg", ["claims"]))
    assert wide.attrib["width"] == plain.attrib["width"]
    assert float(wide.attrib["height"]) > float(plain.attrib["height"])
    assert squeezed(words) in squeezed(*lines(wide))


@pytest.mark.parametrize("letter", ["\x00", "\x01", "\x0b", "\x1b", "\ud800", "\ufffe", "\uffff"])
def test_a_search_for_what_no_picture_can_hold_is_told_with_a_mark(chart: Any, letter: str) -> None:
    line = Selection(search=f"a{letter}b").describe()
    root = ElementTree.fromstring(picture.picture(chart, "svg", [line]))
    assert "that mention “a\ufffdb”" in "".join(root.itertext())


def test_a_picture_leaves_its_chart_as_it_was(chart: Any) -> None:
    before = chart.to_dict()["title"], chart.to_dict().get("width")
    picture.picture(chart, "svg", SUBTITLE, width=300)
    assert (chart.to_dict()["title"], chart.to_dict().get("width")) == before


@every_frame
def test_a_picture_of_any_frame_can_be_drawn(by_year: pd.DataFrame, by_name: pd.DataFrame) -> None:
    for chart in (
        bars.chart_by_year(by_year, "claims", "year of event"),
        bars.chart_by_name(by_name, "claims", "group"),
    ):
        root = ElementTree.fromstring(picture.picture(chart, "svg", SUBTITLE))
        assert str(chart.title) in "".join(root.itertext())
