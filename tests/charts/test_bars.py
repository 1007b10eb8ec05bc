"""Bars by year and by name, read from their specifications."""

import json
import re
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
import vl_convert

from casebook.analysis import bar_counts, time_axis
from casebook.analysis.selection import Selection
from casebook.charts import bars, encodings, picture, theme
from casebook.tables.dataset import Dataset
from casebook.words import NOT_STATED, OTHERS
from tests.charts.hostile import HOSTILE, lines, squeezed

BREADTH = "9 other counts"


def years(*rows: tuple[str, int, int, bool]) -> pd.DataFrame:
    """A frame as `bar_counts.year_bars` makes it, of label, total, count and chosen."""
    frame = pd.DataFrame(list(rows), columns=["label", "total", "count", "chosen"])
    dated = frame["label"].str.isdigit()
    number = frame["label"].where(dated, "-32768").astype("int64")
    return frame.assign(
        mark=frame["label"],
        step=(number % 5 == 0).map({True: 5, False: 1}).where(dated, 0),
        first=number,
        last=number,
        place=dated.map({True: "slot", False: "undated"}),
        breadth=BREADTH,
    )


def names(*rows: tuple[str, int, int, bool]) -> pd.DataFrame:
    """A frame as `bar_counts.name_bars` makes it, of name, total, count and chosen."""
    frame = pd.DataFrame(list(rows), columns=["name", "total", "count", "chosen"])
    return frame.assign(names=[(name,) for name in frame["name"]], breadth=BREADTH)


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
    return bars.spec_by_year(frame, "claims", "year of event", token)


def by_name(frame: pd.DataFrame, token: int = 3) -> dict[str, Any]:
    return bars.spec_by_name(frame, "claims", "group", token)


def layer_with(spec: dict[str, Any], field: str) -> dict[str, Any]:
    """The first layer that draws this field along the axis of counts."""
    return next(
        layer
        for layer in spec["layer"]
        if field in (layer["encoding"].get(axis, {}).get("field") for axis in "xy")
    )


def rows_of(spec: dict[str, Any], data: str) -> list[dict[str, Any]]:
    return spec["datasets"][data].to_pylist()


def without_data(spec: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in spec.items() if key != "datasets"}


# What the charts show


def test_a_chart_says_in_its_title_what_it_counts() -> None:
    for count, by, title in (
        ("claims", "year of event", "Claims by year of event"),
        ("origins", "group", "Original sources by group"),
    ):
        assert bars.spec_by_year(BY_YEAR, count, by, 1)["title"] == title
        assert bars.chart_by_name(BY_NAME, count, by).to_dict()["title"] == title


@every_frame
def test_every_bar_has_its_place_and_counts_in_the_order_of_the_frame(
    by_year: pd.DataFrame, by_name: pd.DataFrame
) -> None:
    for frame, spec in (
        (by_year, bars.spec_by_year(by_year, "claims", "year", 1)),
        (by_name, bars.spec_by_name(by_name, "claims", "group", 1)),
    ):
        shown = spec["datasets"]["bars"].to_pandas()
        assert shown["place"].tolist() == list(range(len(frame)))
        assert shown["chosen"].tolist() == frame["chosen"].tolist()
        length = 1 if "label" in frame else encodings.largest(frame)
        assert (shown["all"] * length).round(9).tolist() == frame["total"].tolist()
        assert (shown["selected"] * length).round(9).tolist() == frame["count"].tolist()
        assert (shown["start"] == 0).all()


def test_along_time_a_span_can_be_dragged_and_names_below_the_bars_be_clicked() -> None:
    params = {param["name"]: param for param in by_year(BY_YEAR)["params"]}
    assert params["span"]["select"]["type"] == "interval"
    assert params["span"]["select"]["encodings"] == ["x"]
    assert "span" not in {param["name"] for param in by_name(BY_NAME)["params"]}
    hits = rows_of(by_year(BY_YEAR), "targets")[: len(BY_YEAR)]
    assert [hit["from"] < -20 for hit in hits] == [False, True, True, True]


def test_undated_and_far_tails_stand_apart_from_the_years() -> None:
    frame = BY_YEAR.assign(place=["before", "slot", "slot", "undated"])
    axis = layer_with(by_year(frame), "selected")["encoding"]["x"]["scale"]["domain"]
    assert axis == [0, 0.5, 1, 2, 2.5, 3]
    unclear = BY_YEAR.assign(place=["slot", "slot", "coarse", "undated"])
    assert layer_with(by_year(unclear), "selected")["encoding"]["x"]["scale"]["domain"][-1] == 3


@every_frame
def test_the_scale_of_years_reaches_from_nothing_to_the_largest_total(
    by_year: pd.DataFrame,
    by_name: pd.DataFrame,  # noqa: ARG001
) -> None:
    spec = bars.spec_by_year(by_year, "claims", "year", 1)
    ends = [layer["encoding"]["y"]["scale"]["domain"] for layer in spec["layer"]]
    assert ends == [[0, max(by_year["total"].tolist(), default=1)]] * len(ends)


def test_all_of_the_data_stands_in_grey_behind_the_selection() -> None:
    for spec in (by_year(BY_YEAR), by_name(BY_NAME)):
        behind, before = spec["layer"][:2]
        assert behind == layer_with(spec, "all")
        assert before == layer_with(spec, "selected")
        assert behind["mark"]["color"] == theme.CONTEXT
        assert behind["data"] == before["data"] == {"name": "bars"}


def test_at_the_end_of_a_bar_stands_its_count_and_the_total_where_they_differ() -> None:
    frame = names(("A", 12345, 6789, True), ("B", 4, 4, True), ("C", 2, 0, True))
    shown = [row["figures"] for row in rows_of(by_name(frame), "bars")]
    assert shown == ["6,789 of 12,345", "4", "0 of 2"]


def test_what_a_filter_leaves_out_is_fainter() -> None:
    for spec in (by_year(BY_YEAR), by_name(BY_NAME)):
        opacity = layer_with(spec, "selected")["encoding"]["opacity"]
        assert opacity["condition"]["test"] == "datum.chosen"
        assert opacity["condition"]["value"] > opacity["value"] > 0


def test_a_group_keeps_its_colour_whatever_stands_by_it_and_nothing_else_has_one() -> None:
    for frame in (BY_NAME, BY_NAME.iloc[[1]].assign(count=0, chosen=True)):
        shown = [row["colour"] for row in rows_of(by_name(frame), "bars")]
        assert shown == [theme.group_colour(name) for name in frame["name"]]
    spec = bars.spec_by_name(BY_NAME, "claims", "outlet", 1)
    for shown in (rows_of(spec, "bars"), rows_of(by_year(BY_YEAR), "bars")):
        assert {row["colour"] for row in shown} == {theme.ACCENT}


def test_a_long_name_stands_on_two_lines_at_most_and_shorter_ones_where_there_is_little_room() -> (
    None
):
    long = "The Washington Institute for Near East Policy and Further Matters"
    (row,) = rows_of(by_name(names((long, 1, 1, True))), "bars")
    assert row["lines"] == "The Washington Institute\nfor Near East Policy…"
    assert row["short_lines"] == "The Washington\nInstitute for…"


# Names along the axis


def named_at(marks: bars.Marks, width: int) -> list[tuple[str, float, float]]:
    """The names that are drawn at a width, with where each begins and ends, in pixels."""
    domain = bars._places(marks)
    step = width / len(domain)
    named = []
    for number, needed in enumerate(bars._widths_needed(marks, domain)):
        if width >= needed:
            half = max(map(len, marks[number][0].split("\n"))) * encodings.LETTER_WIDTH / 2
            middle = (domain.index(number) + 0.5) * step
            named.append((marks[number][0], middle - half, middle + half))
    return named


def axis_of(*years_of_claims: int) -> bars.Marks:
    counted = np.array(years_of_claims, dtype=np.int64)
    domain = (min(years_of_claims), max(years_of_claims))
    return bars._marks(time_axis._by_years(counted, counted, counted, domain).slots)


AXES = {
    "one year": axis_of(2020),
    "ten years": axis_of(*range(2010, 2020)),
    "twenty-five years": axis_of(*range(2000, 2025)),
    "a far tail": axis_of(1915, *range(2004, 2025), *range(2004, 2025)),
    "fifty-five years": axis_of(*range(1970, 2025)),
    "decades": axis_of(*range(1800, 2025)),
    "centuries": axis_of(*range(1000, 2025)),
    "months": (
        ("Nov\n2019", 0, "slot"),
        ("Dec", 1, "slot"),
        ("Jan\n2020", 12, "slot"),
        *((month, step, "slot") for month in "ABCDEFG" for step in (1, 1, 3)),
        ("no\nmonth", 0, "coarse"),
        ("undated", 0, "undated"),
    ),
}


def test_no_two_names_on_the_axis_overlap_however_narrow_the_chart() -> None:
    overlaps = [
        (name, width, first[0], second[0])
        for name, marks in AXES.items()
        for width in (250, 300, 400, 700)
        for at, first in enumerate(named_at(marks, width))
        for second in named_at(marks, width)[at + 1 : at + 2]
        if first[2] > second[1]
    ]
    assert overlaps == []


def test_years_are_named_every_few_years_where_there_is_room_and_undated_always() -> None:
    marks = AXES["twenty-five years"]
    few = ["2000", "2005", "2010", "2015", "2020", "undated"]
    assert [name for name, _, _ in named_at(marks, 400)] == few
    assert len(named_at(marks, 1200)) >= 24
    assert named_at(AXES["a far tail"], 250)[0][0] == "before\n2004"
    shown = by_year(BY_YEAR)["layer"][0]["encoding"]["x"]["axis"]["labelExpr"]
    assert re.fullmatch(
        r"width >= \[[0-9, ]+\]\[datum\.value\] \? \[.*\]\[datum\.value\] : ''", shown
    )


# Clicks


@every_frame
def test_a_click_picks_a_bar_and_clicks_with_a_key_held_add_bars(
    by_year: pd.DataFrame, by_name: pd.DataFrame
) -> None:
    for spec in (
        bars.spec_by_year(by_year, "claims", "year", 41),
        bars.spec_by_name(by_name, "claims", "group", 41),
    ):
        clicks = {param["name"]: param for param in spec["params"]}
        clicks.pop("span", None)
        assert list(clicks) == ["pick", "add"]
        held = "event.shiftKey || event.ctrlKey || event.metaKey"
        assert clicks["pick"]["select"]["on"] == f"click[!({held})]"
        assert clicks["add"]["select"]["on"] == f"click[{held}]"
        toggles = [param["select"]["toggle"] for param in clicks.values()]
        assert toggles == [False, "true"]
        target = spec["layer"][-1]
        for param in clicks.values():
            assert param["select"]["fields"] == ["key", "token"]
            assert param["views"] == [target["name"]]
        assert target["mark"]["opacity"] == 0
        assert target["data"] == {"name": "targets"}
        assert {field["field"] for field in target["encoding"]["detail"]} == {"key", "token"}
        assert {row["token"] for row in rows_of(spec, "targets")} <= {41}


def test_a_click_names_the_years_of_a_bar_or_its_name() -> None:
    frame = BY_YEAR.assign(first=[1915, 2020, 2021, -32768], last=[2019, 2020, 2021, -32768])
    keys = [row["key"] for row in rows_of(by_year(frame), "targets")]
    assert keys == ["1915-2019", "2020", "2021", "undated", *[encodings.EMPTY_SPACE] * 4]
    keys = [row["key"] for row in rows_of(by_name(BY_NAME), "targets")]
    assert keys[:4] == BY_NAME["name"].tolist()


def test_a_small_bar_is_easy_to_hit_an_absent_one_not_and_empty_space_fills_the_rest() -> None:
    for spec, longest in ((by_year(BY_YEAR), 200), (by_name(BY_NAME), 1)):
        drawn, rows = rows_of(spec, "bars"), rows_of(spec, "targets")
        hits, space = rows[: len(drawn)], rows[len(drawn) :]
        for bar, hit, rest in zip(drawn, hits, space, strict=True):
            assert hit["to"] == (max(0.06 * longest, bar["all"]) if bar["all"] else 0)
            assert (hit["to"] > hit["from"]) == (bar["all"] > 0)
            assert rest["from"] == hit["to"]
            assert rest["to"] >= longest
            assert (rest["key"], rest["tip"]) == (encodings.EMPTY_SPACE, "")


def test_a_name_can_be_clicked_like_its_bar() -> None:
    assert all(row["from"] < -1e6 for row in rows_of(by_name(BY_NAME), "targets")[:3])


def test_a_bar_says_its_counts_under_the_pointer_and_to_assistive_technology() -> None:
    for spec in (by_name(BY_NAME), bars.chart_by_name(BY_NAME, "claims", "group", 3).to_dict()):
        target = spec["layer"][-1]
        assert target["encoding"]["tooltip"]["field"] == "tip"
        assert target["encoding"]["description"]["field"] == "description"
    hit = rows_of(by_name(BY_NAME), "targets")[0]
    assert hit["tip"] == hit["description"] == f"ISIS-K: 50 of 200 claims · {BREADTH}"
    hit = rows_of(bars.spec_by_name(BY_NAME, "origins", "group", 1), "targets")[0]
    assert hit["tip"] == f"ISIS-K: 50 of 200 original sources · {BREADTH}"


# Specifications that stay the same


def test_a_click_changes_the_data_of_a_chart_and_nothing_else(dataset: Dataset) -> None:
    before, after = Selection(), Selection(kind=("report",), years=(2019, 2020))
    for draw in (
        lambda chosen, token: bars.spec_by_year(
            bar_counts.year_bars(dataset, chosen, chosen.apply(dataset)), "claims", "year", token
        ),
        lambda chosen, token: bars.spec_by_name(
            bar_counts.name_bars(dataset, chosen, chosen.apply(dataset), "group", 2),
            "claims",
            "group",
            token,
        ),
    ):
        first, second = draw(before, 1), draw(after, 2)
        assert json.dumps(without_data(first)) == json.dumps(without_data(second))
        assert not first["datasets"]["bars"].equals(second["datasets"]["bars"])


def test_other_names_and_totals_change_the_data_of_a_chart_and_nothing_else() -> None:
    renamed = BY_NAME.assign(name=["A", "B", "C", "D"], total=[800, 3, 9, 2])
    assert without_data(by_name(BY_NAME)) == without_data(by_name(renamed))


@every_frame
def test_a_specification_made_once_draws_what_the_chart_draws(
    by_year: pd.DataFrame, by_name: pd.DataFrame
) -> None:
    for spec, chart in (
        (
            bars.spec_by_year(by_year, "claims", "year", 2),
            bars.chart_by_year(by_year, "claims", "year", 2),
        ),
        (
            bars.spec_by_name(by_name, "claims", "group", 2),
            bars.chart_by_name(by_name, "claims", "group", 2),
        ),
    ):
        spec["datasets"] = {name: table.to_pylist() for name, table in spec["datasets"].items()}
        drawn = [vl_convert.vegalite_to_svg(made) for made in (spec, chart.to_dict())]
        plain = [re.sub(r"(view_|clip)[0-9a-f]+", "named", svg) for svg in drawn]
        assert plain[0] == plain[1]


def test_what_is_done_to_a_specification_does_not_reach_the_next() -> None:
    spec = by_name(BY_NAME)
    spec["layer"][0]["mark"].clear()
    spec["layer"].clear()
    assert by_name(BY_NAME)["layer"][0]["mark"]["type"] == "bar"


def test_drawing_changes_no_frame() -> None:
    before = BY_YEAR.copy(deep=True), BY_NAME.copy(deep=True)
    by_year(BY_YEAR)
    by_name(BY_NAME)
    encodings.alternative_text(BY_NAME, "name", "x")
    pd.testing.assert_frame_equal(BY_YEAR, before[0])
    pd.testing.assert_frame_equal(BY_NAME, before[1])


# Alternative text


def test_the_alternative_text_names_the_title_and_five_bars_at_most_largest_first() -> None:
    assert encodings.alternative_text(BY_YEAR, "label", "Claims by year of event") == (
        "Claims by year of event. Largest: 2020 50, 2021 1. 2 of 4 bars have any."
    )
    frame = names(*((letter, 9999, 1000 + at, True) for at, letter in enumerate("ABCDEF")))
    assert encodings.alternative_text(frame, "name", "X") == (
        "X. Largest: F 1,005, E 1,004, D 1,003, C 1,002, B 1,001. 6 of 6 bars have any."
    )
    frame = names(("A", 1, 1, True))
    assert encodings.alternative_text(frame, "name", "X").endswith(" 1 of 1 bar has any.")


def test_the_alternative_text_says_that_nothing_is_selected() -> None:
    for frame in (BY_NAME.iloc[:0], BY_NAME.assign(count=0)):
        assert encodings.alternative_text(frame, "name", "X") == "X: nothing is selected."


# Hostile names


def test_hostile_names_are_only_data_in_a_chart_and_only_text_in_a_picture() -> None:
    frame = names(*((name, 2, 1, True) for name in HOSTILE.values()))
    spec = by_name(frame)
    plain = names(*((str(at), 2, 1, True) for at in range(len(HOSTILE))))
    assert without_data(spec) == without_data(by_name(plain))
    keys = [row["key"] for row in rows_of(spec, "targets")]
    assert keys == [*HOSTILE.values(), *[encodings.EMPTY_SPACE] * len(HOSTILE)]
    chart = bars.chart_by_name(frame, "claims", "group")
    root = ElementTree.fromstring(picture.picture(chart, "svg", [*HOSTILE.values()]))
    tags = {element.tag.partition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "rect", "g", "path", "text", "tspan"}
    drawn = squeezed(*lines(root))
    for row in rows_of(spec, "bars"):
        assert drawn.count(squeezed(row["lines"]).removesuffix("…")) >= 2, row["lines"]
