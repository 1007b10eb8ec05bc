"""Places and their addresses; widgets and address bar are in `test_app`."""

from dataclasses import replace
from typing import Any

import pytest

from casebook.schema import Dataset
from casebook.selection import NAMED, Hit, Selection
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


def test_the_address_of_a_passage_leaves_the_accounts(state: dict[str, Any]) -> None:
    chosen = Selection(disputed="only")
    state["_place"] = Place(chosen, about="2020-05-05-kabul-attack", chart="hands")
    assert filters.params_to(HIT) == {
        "disputed": ["only"],
        "chart": ["hands"],
        "hit": ["smith-2020:101:120"],
    }


@pytest.mark.parametrize(
    "where",
    [
        Place(Selection()),
        Place(Selection(group=("Reds",), search="kabul"), "text", "smith-2020-001", ""),
        Place(Selection(), "claims", "", "herald-2021-strike:0:208"),
        Place(Selection(), claim="smith-2020-001", about="2020-05-05-kabul-attack"),
        Place(Selection(disputed="only"), source="smith-2020", claim="smith-2020-003"),
        Place(Selection(origin=("Reds",)), chart="hands"),
        Place(Selection(), "text", "", "", "2020-05-05-kabul-attack", "smith-2020", "attribution"),
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


def test_an_address_holds_only_what_is_no_default() -> None:
    assert Place(Selection()).to_params() == {}
    assert Place(Selection(), about="a", source="b", chart="hands").to_params() == {
        "about": ["a"],
        "source": ["b"],
        "chart": ["hands"],
    }


@pytest.mark.parametrize("name", ["about", "source", "chart"])
@pytest.mark.parametrize("value", ["", "nobody", "SMITH-2020", "claims", "<b>", "group"])
def test_a_subject_article_or_chart_that_nobody_knows_is_left_out(
    dataset: Dataset, name: str, value: str
) -> None:
    assert Place.from_params({name: [value]}, dataset) == Place(Selection())


def test_the_last_of_several_subjects_articles_and_charts_counts(dataset: Dataset) -> None:
    params = {
        "about": ["nobody", "2020-05-05-kabul-attack"],
        "source": ["smith-2020", "herald-2021-strike"],
        "chart": ["hands", "attribution"],
    }
    assert Place.from_params(params, dataset) == Place(
        Selection(),
        about="2020-05-05-kabul-attack",
        source="herald-2021-strike",
        chart="attribution",
    )


def test_an_incident_that_only_one_claim_tells_of_has_no_accounts_to_show(
    dataset: Dataset,
) -> None:
    params = {"about": ["2015-blues-retreat"]}
    assert Place.from_params(params, dataset) == Place(Selection())


def test_a_place_sets_every_widget_that_it_is_read_from_again(
    state: dict[str, Any], dataset: Dataset
) -> None:
    chosen = Selection(
        group=("Reds",),
        attribution=("the group itself",),
        hands=("two hands",),
        origin=("Reds",),
        disputed="only",
        years=(2020, 2021),
        undated="without",
    )
    where = Place(chosen, "incidents", "smith-2020-003", "", "about", "smith-2020", "hands")
    filters.put(where, dataset)
    assert filters._from_widgets(dataset) == where
    assert state["disputed"] is True
    assert state["origin"] == ["Reds"]
    filters.put(Place(Selection()), dataset)
    assert filters._from_widgets(dataset) == Place(Selection())
    assert state["disputed"] is False


@pytest.mark.usefixtures("state")
@pytest.mark.parametrize("name", [*NAMED, "disputed", "search", "years"])
def test_one_filter_taken_away_leaves_the_others(dataset: Dataset, name: str) -> None:
    names = {one: (dataset.members[one].names[-1],) for one in NAMED}
    chosen = Selection(**names, disputed="only", search="the", years=(2020, 2020), undated="only")
    filters.put(Place(chosen), dataset)
    filters.take_away(name, dataset)
    left = filters._from_widgets(dataset).selection
    changed = {"disputed": "any"} if name == "disputed" else {name: getattr(Selection(), name)}
    if name == "years":
        changed["undated"] = "with"
    assert left == replace(chosen, **changed)
    assert filters.label(name)


def test_taking_all_filters_away_keeps_the_subject_article_and_chart_that_are_open(
    state: dict[str, Any], dataset: Dataset
) -> None:
    where = Place(
        Selection(disputed="only", origin=("Reds",), count="origins"),
        listing="incidents",
        claim="smith-2020-003",
        about="2020-05-05-kabul-attack",
        source="smith-2020",
        chart="hands",
    )
    filters.put(where, dataset)
    filters.reset(dataset)
    assert state["disputed"] is False
    assert filters._from_widgets(dataset) == replace(where, selection=Selection())
