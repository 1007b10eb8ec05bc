"""The drawing of the timeline: one specification for all data, and every name as it is."""

from typing import Any
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from casebook.analysis.timeline import Timeline
from casebook.analysis.timeline_axis import Axis
from casebook.charts import picture, timeline
from tests.charts.hostile import HOSTILE, lines, squeezed

AXIS = Axis((2000, 2020), (1990, 2020), before=True, after=False, undated=True)


def made(lanes: list[str], *marks: dict[str, Any], by: str = "group") -> Timeline:
    blank = {
        "lane": 0,
        "at": 0.5,
        "start": np.nan,
        "stop": np.nan,
        "open_left": False,
        "open_right": False,
        "exact": True,
        "incidents": 1,
        "step": "",
        "first": 0,
        "last": 0,
        "incident": 0,
        "claims": 1,
        "disputed": 0,
        "origins": 1,
    }
    rows = [{"line": at, **blank, **one} for at, one in enumerate(marks)]
    frame = pd.DataFrame(rows, columns=["line", *blank])
    counts = pd.DataFrame({"name": lanes, "incidents": [len(marks)] * len(lanes)})
    inside = (np.array([], dtype=np.int64), np.array([], dtype=np.int64))
    return Timeline(by, AXIS, counts, frame, len(marks), 0, inside, 0)


def datasets(found: Timeline, titles: list[str], opened: int | None = None) -> dict[str, Any]:
    spec = timeline.spec(found, titles, opened, 7)
    return {name: table.to_pylist() for name, table in spec["datasets"].items()}


def test_the_specification_is_the_same_for_all_data() -> None:
    some = timeline.spec(made(["Reds"], {"incidents": 9, "step": "2001"}), ["A"], 0, 1)
    none = timeline.spec(made([], by="kind"), [], None, 2)
    del some["datasets"], none["datasets"]
    assert some == none


@pytest.mark.usefixtures("no_process")
def test_a_picture_has_every_lane_whatever_its_name_is() -> None:
    found = made([*HOSTILE.values()], *({"lane": at} for at in range(len(HOSTILE))))
    chart = timeline.chart(found, [*HOSTILE.values()])
    for width in (300, 900):
        root = ElementTree.fromstring(picture.picture(chart, "svg", [], width=width))
        texts = squeezed(*lines(root))
        for name in HOSTILE.values():
            assert squeezed(picture.cleaned(name))[:12] in texts
        assert "Timeline of incidents by group" in lines(root)
        assert {"undated", "before", "2000"} <= {*lines(root)}


def test_a_mark_says_what_it_is_and_a_click_on_it_what_is_meant() -> None:
    found = made(
        ["Reds"],
        {"incident": 3, "claims": 4, "origins": 2, "disputed": 1},
        {"incident": 5, "incidents": 20, "step": "2019", "first": 2019, "last": 2019, "claims": 31},
    )
    one, many = datasets(found, ["Attack, 5 May 2020", "X"])["marks"]
    assert one["tip"] == "Attack, 5 May 2020: 4 claims · 2 original sources · 1 disputed"
    assert many["tip"] == "20 incidents, 2019: 31 claims"
    assert (one["key"], many["key"]) == ("3", "5:2019-2019")
    assert (one["many"], many["many"]) == ("", "20")
    assert one["shape"] != many["shape"]


def test_disputed_ones_have_a_ring_the_open_one_a_frame_and_more_sources_a_larger_mark() -> None:
    found = made(
        ["Reds", "Blues"],
        {"incident": 1, "at": 0.2},
        {"incident": 2, "at": 0.4, "disputed": 1, "origins": 3},
        {"incident": 2, "at": 0.4, "lane": 1, "exact": False, "start": 0.3, "stop": 0.5},
    )
    drawn = datasets(found, ["A", "B", "B"], opened=2)
    assert [one["x"] for one in drawn["rings"]] == [0.4]
    assert [one["x"] for one in drawn["frames"]] == [0.4, 0.4]
    sizes = [one["size"] for one in drawn["marks"]]
    assert sizes[1] > sizes[0] == sizes[2]
    assert [one["full"] for one in drawn["marks"]] == [1, 1, pytest.approx(0.15)]
    assert [(one["x"], one["x2"]) for one in drawn["lines"]] == [(0.3, 0.5)]


def test_marks_that_would_lie_upon_each_other_stand_above_each_other_within_their_lane() -> None:
    found = made(["Reds", "Blues"], *({"lane": at % 2, "at": 0.5} for at in range(80)))
    drawn = datasets(found, ["A"] * 80)
    places = [one["y"] for one in drawn["marks"]]
    assert len({*places}) == 80
    first, second = (one["y"] for one in drawn["lanes"])
    assert all(first < place < second for place in places[::2])
    assert all(second < place < timeline.HEIGHT for place in places[1::2])
