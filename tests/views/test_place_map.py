"""What the map is told, and what it may ask for."""

import json
from typing import Any

import pytest

from casebook.analysis import places
from casebook.analysis.selection import Selection
from casebook.tables.dataset import Dataset
from casebook.views import place_map, view_state
from casebook.views.view_state import ViewState
from casebook.words import NOT_STATED
from tests import small

RETREAT = "2015-blues-retreat"


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What Streamlit remembers of a reader, empty at first."""
    remembered: dict[str, Any] = {}
    for module in (view_state, place_map):
        monkeypatch.setattr(module.st, "session_state", remembered)
    return remembered


def page(dataset: Dataset, chosen: Selection, *held: str) -> dict[str, Any]:
    found = places.places(dataset, chosen.apply(dataset))
    return place_map.page(dataset, found, chosen, dataset.row("smith-2020-001"), held)


def test_the_map_is_told_its_marks_and_which_is_that_of_the_open_claim(folders: Any) -> None:
    small.change(folders[0], "incidents", RETREAT, country="AFG; GIB")
    dataset = small.loaded(folders)
    told = page(dataset, Selection(), "AFG")
    assert [one["key"] for one in told["marks"]] == ["34.5281 69.1723", "AFG"]
    assert told["open"] == ["34.5281 69.1723"]
    assert told["countries"]["AFG"]["tip"] == "Afghanistan: 2 incidents"
    assert told["there"]["name"] == "Afghanistan: 1 incident"
    assert told["there"]["incidents"][0]["claim"] == "herald-2021-strike-002"
    assert told["said"].endswith("no outline of them: Gibraltar 1.")
    assert told["nowhere"] == 1
    json.dumps(told)


def test_clicks_on_land_and_boxes_are_filters_and_strange_ones_are_none(
    dataset: Dataset, state: dict[str, Any]
) -> None:
    def asked(**what: Any) -> Selection:
        state["place_map"] = {"filtered": what}
        place_map._filter(dataset)
        return view_state.from_widgets(dataset).selection

    view_state.put(ViewState(Selection()), dataset)
    assert not place_map.filtered()
    assert asked(country="AFG").country == ("AFG",)
    assert place_map.filtered()
    assert asked(country=NOT_STATED, add=True).country == ("AFG", NOT_STATED)
    assert asked(area=[60.123, 30.0, 75, 38.5]).area == "60.1,30,75,38.5"
    assert asked(area=[69.001, 34, 69.5, 35]).area == "69,34,69.5,35"
    for strange in ([1, 2], "x", [5, 0, 1, 1], [None] * 4, [float("nan")] * 4):
        assert asked(area=strange).area == "69,34,69.5,35"
    assert asked(clear=True) == Selection()
    assert asked(nowhere=True).country == (NOT_STATED,)
    assert state["list"] == "incidents"


def test_a_mark_opens_its_claim_and_an_unknown_one_does_nothing(
    dataset: Dataset, state: dict[str, Any]
) -> None:
    view = ViewState(Selection())
    view_state.put(view, dataset)
    for claim, opened in (("smith-2020-002", "smith-2020-002"), ("<b>", "smith-2020-002")):
        state["place_map"] = {"picked": {"claim": claim, "keys": ["34.5281 69.1723"]}}
        place_map._pick(dataset, view)
        assert state["claim"] == opened
    assert place_map._held(view) == ("34.5281 69.1723",)
    assert place_map._held(ViewState(Selection(country=("AFG",)))) == ()
