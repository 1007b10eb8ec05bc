"""The chart of provenance, and what the charts that are filters say beside their counts."""

import json
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from casebook.analysis import bar_counts, listings
from casebook.analysis.selection import Selection
from casebook.charts import bars, picture, provenance
from casebook.tables.dataset import Dataset
from casebook.words import NOT_STATED, OTHERS

Flow = tuple[str, str, str, int]
COLUMNS = ["origin", "relay", "outlet", "claims"]
NORMAL: list[Flow] = [
    ("Government", "", "Daily Paper", 30),
    ("Reds", "The Herald", "Daily Paper", 12),
    ("Reds", "", NOT_STATED, 5),
    (OTHERS, "The Herald", NOT_STATED, 2),
    ("Blues", OTHERS, "Daily Paper", 1),
]
FRAMES = {"normal": NORMAL, "one row": [("Reds", "", "Daily Paper", 1)], "empty": []}
every_frame = pytest.mark.parametrize("flows", FRAMES.values(), ids=FRAMES)
HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "double quotes": "say \"Reds\" or 'Blues'",
    "the end of a text": "</text></svg>",
    "a template": "${x} {{y}} #{z}",
    "a name that objects have": "__proto__",
    "backslashes": "C:\\new\\u0041",
    "right to left": "\u202eحركة طالبان\u202c",
}


def frame(flows: list[Flow]) -> pd.DataFrame:
    """A frame as `aggregate.provenance` makes it."""
    return pd.DataFrame(flows, columns=COLUMNS).astype({"claims": "int64"})


def spec(flows: list[Flow], token: int = 3) -> dict[str, Any]:
    return provenance.chart_of_provenance(frame(flows), token).to_dict()


def rows_of(made: dict[str, Any], mark: str) -> list[dict[str, Any]]:
    """The data of the one layer with this mark."""
    (layer,) = [layer for layer in made["layer"] if layer["mark"]["type"] == mark]
    return made["datasets"][layer["data"]["name"]]


def lines(flows: list[Flow]) -> dict[int, list[dict[str, Any]]]:
    """The points of each line, from left to right."""
    found: dict[int, list[dict[str, Any]]] = {}
    for point in rows_of(spec(flows), "line"):
        found.setdefault(point["flow"], []).append(point)
    return {flow: sorted(points, key=lambda at: at["x"]) for flow, points in found.items()}


def names(flows: list[Flow], kind: str) -> list[dict[str, Any]]:
    """The names of one side, from top to bottom."""
    found = [row for row in rows_of(spec(flows), "text") if row["kind"] == kind]
    return sorted(found, key=lambda row: row["y"])


# Names


def test_origins_stand_left_outlets_right_and_relays_between() -> None:
    places = {kind: {row["x"] for row in names(NORMAL, kind)} for kind in COLUMNS[:3]}
    assert places == {"origin": {0}, "relay": {1}, "outlet": {2}}


def test_names_stand_from_the_largest_down_with_their_claims() -> None:
    labels = {kind: [row["label"] for row in names(NORMAL, kind)] for kind in COLUMNS[:3]}
    assert labels == {
        "origin": ["Government 30", "Reds 17", f"{OTHERS} 2", "Blues 1"],
        "relay": ["The Herald 14", f"{OTHERS} 1"],
        "outlet": ["Daily Paper 43", f"{NOT_STATED} 7"],
    }


def test_a_large_number_beside_a_name_has_separators() -> None:
    (name,) = names([("Reds", "", "Daily Paper", 12345)], "origin")
    assert name["label"] == "Reds 12,345"


def test_the_same_name_on_two_sides_is_two_names() -> None:
    flows = [("The Herald", "The Herald", "The Herald", 3)]
    kept = {kind: [row["name"] for row in names(flows, kind)] for kind in COLUMNS[:3]}
    assert kept == {kind: ["The Herald"] for kind in COLUMNS[:3]}


def test_every_name_has_room_for_a_line_of_its_own_however_few_its_claims() -> None:
    flows = [("Most", "", "Daily Paper", 1000)]
    flows += [(f"Party {number}", "", f"Outlet {number}", 1) for number in range(9)]
    made = spec(flows)
    end = made["layer"][0]["encoding"]["y"]["scale"]["domain"][1]
    for kind in ("origin", "outlet"):
        heights = [row["y"] * provenance.FLOW_HEIGHT / end for row in names(flows, kind)]
        assert len(heights) == 10
        assert all(below - above >= 14 for above, below in pairwise(heights))
        assert max(row["bottom"] for row in names(flows, kind)) <= end


# Lines


@every_frame
def test_every_flow_is_one_line_through_the_names_that_it_passes(flows: list[Flow]) -> None:
    found = lines(flows)
    assert sorted(found) == list(range(len(flows)))
    for number, (_, relay, _, claims) in enumerate(flows):
        assert [at["x"] for at in found[number]] == ([0, 1, 2] if relay else [0, 2])
        assert {at["claims"] for at in found[number]} == {claims}


def test_a_line_begins_and_ends_within_the_height_of_its_names() -> None:
    for number, flow in enumerate(NORMAL):
        for at in lines(NORMAL)[number]:
            (name,) = [
                row for row in names(NORMAL, COLUMNS[at["x"]]) if row["name"] == flow[at["x"]]
            ]
            half = (name["bottom"] - name["y"]) + 1e-9
            assert abs(at["y"] - name["y"]) + at["claims"] / 2 <= half


@pytest.mark.parametrize("x", [0, 1, 2])
def test_lines_at_one_name_lie_beside_each_other(x: int) -> None:
    found = [at for points in lines(NORMAL).values() for at in points if at["x"] == x]
    found.sort(key=lambda at: at["y"])
    for above, below in pairwise(found):
        assert above["y"] + above["claims"] / 2 <= below["y"] - below["claims"] / 2 + 1e-9


def test_lines_at_one_name_lie_in_the_order_of_the_names_that_they_lead_to() -> None:
    flows = [
        ("Reds", "", "Small Paper", 9),
        ("Reds", "Relay", "Big Paper", 1),
        ("Blues", "Relay", "Big Paper", 20),
    ]
    assert [row["name"] for row in names(flows, "origin")] == ["Blues", "Reds"]
    assert [row["name"] for row in names(flows, "outlet")] == ["Big Paper", "Small Paper"]
    found = lines(flows)
    assert found[1][0]["y"] < found[0][0]["y"]
    assert found[2][1]["y"] < found[1][1]["y"]
    assert found[2][2]["y"] < found[1][2]["y"]


def test_a_line_is_as_wide_as_its_claims_are_many_and_never_too_thin_to_see() -> None:
    further = [("Few", "", "Daily Paper", 1), ("Many", "", "Daily Paper", 200)]
    made = spec([*NORMAL, *further, ("Most", "", "Daily Paper", 2000)])
    widths = {at["claims"]: at["pixels"] for at in rows_of(made, "line")}
    assert widths[1] == 1
    assert widths[2000] / widths[200] == pytest.approx(10)
    assert widths[2000] < provenance.FLOW_HEIGHT
    (layer,) = [layer for layer in made["layer"] if layer["mark"]["type"] == "line"]
    assert layer["encoding"]["strokeWidth"]["scale"] is None


def test_a_line_says_from_whom_through_whom_and_to_which_outlet() -> None:
    told = {flow: {at["told"] for at in points} for flow, points in lines(NORMAL).items()}
    assert told[0] == {"Government to Daily Paper: 30 claims"}
    assert told[1] == {"Reds through The Herald to Daily Paper: 12 claims"}


def test_a_line_of_one_claim_says_so_in_the_singular() -> None:
    (points,) = lines([("Reds", "", "Daily Paper", 1)]).values()
    assert {at["told"] for at in points} == {"Reds to Daily Paper: 1 claim"}


# Clicks


@every_frame
def test_a_click_picks_the_name_of_one_side_with_the_turn(flows: list[Flow]) -> None:
    made = spec(flows, token=41)
    (pick,) = made["params"]
    (texts,) = [layer for layer in made["layer"] if layer["mark"]["type"] == "text"]
    assert pick["name"] == "pick"
    assert pick["select"]["type"] == "point"
    assert pick["select"]["fields"] == ["kind", "name", "token"]
    assert pick["select"]["toggle"] is False
    assert pick["views"] == [texts["name"]]
    assert {row["token"] for row in rows_of(made, "text")} <= {41}


def test_names_and_not_the_labels_with_counts_are_what_is_picked() -> None:
    picked = {(row["kind"], row["name"]) for row in rows_of(spec(NORMAL), "text")}
    assert picked == {
        (kind, flow[at]) for flow in NORMAL for at, kind in enumerate(COLUMNS[:3]) if flow[at]
    }


# The whole chart


@every_frame
def test_a_picture_of_any_flows_can_be_drawn(flows: list[Flow]) -> None:
    chart = provenance.chart_of_provenance(frame(flows))
    root = ElementTree.fromstring(picture.picture(chart, "svg", ["all claims"]))
    texts = [element.text for element in root.iter() if element.text]
    assert "Claims with a speaker: from whom, through whom, to which outlet" in texts
    for flow in flows:
        assert any(text.startswith(f"{flow[0]} ") for text in texts)


def test_drawing_flows_changes_no_frame() -> None:
    flows = frame(NORMAL)
    before = flows.copy(deep=True)
    provenance.chart_of_provenance(flows, 1).to_dict()
    pd.testing.assert_frame_equal(flows, before)


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_is_only_data_in_a_chart_of_flows(name: str) -> None:
    made = spec([(name, name, name, 2)])
    assert {row["name"] for row in rows_of(made, "text")} == {name}
    assert {at["told"] for at in rows_of(made, "line")} == {
        f"{name} through {name} to {name}: 2 claims"
    }
    without = {key: value for key, value in made.items() if key != "datasets"}
    assert name not in json.dumps(without, ensure_ascii=False)
    chart = provenance.chart_of_provenance(frame([(name, "", name, 2)]))
    root = ElementTree.fromstring(picture.picture(chart, "svg", []))
    assert not [element for element in root.iter() if element.tag.endswith("script")]


def test_the_flows_of_the_small_casebook_are_drawn(dataset: Dataset) -> None:
    flows = listings.provenance(dataset, np.arange(len(dataset.claims)), 12)
    made = provenance.chart_of_provenance(flows).to_dict()
    labels = {row["label"] for row in rows_of(made, "text") if row["kind"] == "outlet"}
    assert labels == {"Daily Paper 3", f"{NOT_STATED} 2"}


# What the other charts say beside their counts


def tips(made: dict[str, Any]) -> dict[str, str]:
    """What stands under the pointer for each bar that can be hit, as assistive technology reads."""
    (layer,) = [layer for layer in made["layer"] if layer["encoding"].get("tooltip")]
    rows = made["datasets"][layer["data"]["name"]]
    rows = rows if isinstance(rows, list) else rows.to_dict("records")
    assert all(row["told"] == row["tip"] for row in rows if row["key"] != bars.EMPTY_SPACE)
    assert {row["tip"] for row in rows if row["key"] == bars.EMPTY_SPACE} <= {""}
    return {row["key"]: row["tip"] for row in rows if row["key"] != bars.EMPTY_SPACE}


def test_a_bar_says_under_the_pointer_what_its_claims_rest_on(dataset: Dataset) -> None:
    chosen = Selection(outlet=("Daily Paper",))
    rows = chosen.apply(dataset)
    by_year = bar_counts.year_bars(dataset, chosen, rows)
    expected = {
        "2020": "2020: 4 of 5 claims · 1 article · 1 outlet · 3 origins",
        "2021": "2021: 0 of 1 claims · 0 articles · 0 outlets · 0 origins",
        "undated": "undated: 0 of 1 claims · 0 articles · 0 outlets · 0 origins",
    }
    for found in (
        tips(bars.chart_by_year(by_year, "claims", "year").to_dict()),
        tips(bars.spec_by_year(by_year, "claims", "year", 1)),
    ):
        assert {label: found[label] for label in expected} == expected
    by_name = bar_counts.name_bars(dataset, chosen, rows, "kind", 3)
    for found in (
        tips(bars.chart_by_name(by_name, "claims", "kind").to_dict()),
        tips(bars.spec_by_name(by_name, "claims", "kind", 1)),
    ):
        assert found == {
            "report": "report: 2 of 4 claims · 1 article · 1 outlet · 1 origin",
            "allegation": "allegation: 0 of 1 claims · 0 articles · 0 outlets · 0 origins",
            OTHERS: f"{OTHERS}: 2 of 3 claims · 1 article · 1 outlet · 2 origins",
        }


def test_what_stands_beside_is_under_the_pointer_whatever_is_counted(dataset: Dataset) -> None:
    chosen = Selection(count="incidents")
    found = bar_counts.name_bars(dataset, chosen, chosen.apply(dataset), "outlet", 7)
    made = bars.chart_by_name(found, "incidents", "outlet").to_dict()
    assert tips(made)["Daily Paper"] == (
        "Daily Paper: 1 of 1 incidents · 1 article · 1 outlet · 3 origins"
    )
    assert tips(made)[NOT_STATED] == (
        f"{NOT_STATED}: 3 of 3 incidents · 1 article · 0 outlets · 3 origins"
    )
