"""Places and their addresses; widgets and address bar are in `test_app`."""

from typing import Any

import pytest

from casebook.schema import Dataset
from casebook.selection import Hit, Selection
from casebook.views import filters
from casebook.views.filters import Place

HIT = Hit("smith-2020", 101, 120)


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What Streamlit remembers of a reader, empty at first."""
    remembered: dict[str, Any] = {}
    monkeypatch.setattr(filters.st, "session_state", remembered)
    return remembered


@pytest.mark.usefixtures("state")
def test_the_address_of_a_passage_has_no_filters_where_none_were_ever_set() -> None:
    assert filters.params_to(HIT) == {"hit": ["smith-2020:101:120"]}


def test_the_address_of_a_passage_keeps_the_filters_and_listing_and_closes_the_claim(
    state: dict[str, Any], dataset: Dataset
) -> None:
    chosen = Selection(kind=("denial",), years=(2020, 2021), undated="without", count="origins")
    where = Place(chosen, "incidents", "smith-2020-003", "smith-2020:0:10")
    state["_place"] = where
    params = filters.params_to(HIT)
    assert params["hit"] == ["smith-2020:101:120"]
    assert "claim" not in params
    assert Place.from_params(params, dataset) == Place(
        chosen, "incidents", "", "smith-2020:101:120"
    )
    assert state["_place"] == where


@pytest.mark.parametrize(
    "where",
    [
        Place(Selection()),
        Place(Selection(group=("Reds",), search="kabul"), "text", "smith-2020-001", ""),
        Place(Selection(), "claims", "", "herald-2021-strike:0:208"),
    ],
)
def test_a_place_is_found_again_by_its_address(where: Place, dataset: Dataset) -> None:
    assert Place.from_params(where.to_params(), dataset) == where


@pytest.mark.parametrize(
    "text",
    [
        "",
        "smith-2020",
        "smith-2020:5",
        "smith-2020:5:5",
        "smith-2020:9:5",
        "nobody:0:5",
        "smith-2020:-1:5",
        "smith-2020:0:99999",
        "smith-2020:a:b",
        "smith-2020:0:5:6",
    ],
)
def test_what_names_no_passage_of_an_article_is_left_out(text: str, dataset: Dataset) -> None:
    assert filters.parsed_hit(text, dataset) is None
