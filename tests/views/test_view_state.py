"""Places and their addresses; widgets and address bar are in `test_app`."""

from dataclasses import replace
from typing import Any

import pytest

from casebook.analysis.filters import NAMED
from casebook.analysis.search import Hit
from casebook.analysis.selection import Selection
from casebook.tables.dataset import Dataset
from casebook.views import sidebar, view_state
from casebook.views.view_state import ViewState

HIT = Hit("smith-2020", 101, 120)


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What Streamlit remembers of a reader, empty at first."""
    remembered: dict[str, Any] = {}
    monkeypatch.setattr(view_state.st, "session_state", remembered)
    return remembered


@pytest.mark.usefixtures("state")
def test_the_address_of_a_passage_has_no_filters_where_none_were_ever_set() -> None:
    assert view_state.params_to(HIT) == {"hit": ["smith-2020:101:120"]}


def test_the_address_of_a_passage_keeps_the_filters_and_listing_and_closes_the_claim(
    state: dict[str, Any], dataset: Dataset
) -> None:
    chosen = Selection(kind=("denial",), years=(2020, 2021), undated="without", count="origins")
    view = ViewState(chosen, "incidents", "smith-2020-003", "smith-2020:0:10")
    state["_place"] = view
    params = view_state.params_to(HIT)
    assert params["hit"] == ["smith-2020:101:120"]
    assert "claim" not in params
    assert ViewState.from_params(params, dataset) == ViewState(
        chosen, "incidents", "", "smith-2020:101:120"
    )
    assert state["_place"] == view


def test_the_address_of_a_passage_leaves_the_accounts(state: dict[str, Any]) -> None:
    chosen = Selection(disputed="only")
    state["_place"] = ViewState(chosen, about="2020-05-05-kabul-attack", chart="intermediaries")
    assert view_state.params_to(HIT) == {
        "disputed": ["only"],
        "chart": ["intermediaries"],
        "hit": ["smith-2020:101:120"],
    }


@pytest.mark.parametrize(
    "view",
    [
        ViewState(Selection()),
        ViewState(Selection(group=("Reds",), search="kabul"), "text", "smith-2020-001", ""),
        ViewState(Selection(), "claims", "", "herald-2021-strike:0:208"),
        ViewState(Selection(), claim="smith-2020-001", about="2020-05-05-kabul-attack"),
        ViewState(Selection(disputed="only"), source="smith-2020", claim="smith-2020-003"),
        ViewState(Selection(origin=("Reds",)), chart="intermediaries"),
        ViewState(
            Selection(), "text", "", "", "2020-05-05-kabul-attack", "smith-2020", "attribution"
        ),
    ],
)
def test_a_place_is_found_again_by_its_address(view: ViewState, dataset: Dataset) -> None:
    assert ViewState.from_params(view.to_params(), dataset) == view


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
    assert view_state.parsed_hit(text, dataset) is None


def test_an_address_holds_only_what_is_no_default() -> None:
    assert ViewState(Selection()).to_params() == {}
    assert ViewState(Selection(), about="a", source="b", chart="intermediaries").to_params() == {
        "about": ["a"],
        "source": ["b"],
        "chart": ["intermediaries"],
    }


@pytest.mark.parametrize("name", ["about", "source", "chart"])
@pytest.mark.parametrize("value", ["", "nobody", "SMITH-2020", "claims", "<b>", "group"])
def test_a_subject_article_or_chart_that_nobody_knows_is_left_out(
    dataset: Dataset, name: str, value: str
) -> None:
    assert ViewState.from_params({name: [value]}, dataset) == ViewState(Selection())


def test_the_last_of_several_subjects_articles_and_charts_counts(dataset: Dataset) -> None:
    params = {
        "about": ["nobody", "2020-05-05-kabul-attack"],
        "source": ["smith-2020", "herald-2021-strike"],
        "chart": ["intermediaries", "attribution"],
    }
    assert ViewState.from_params(params, dataset) == ViewState(
        Selection(),
        about="2020-05-05-kabul-attack",
        source="herald-2021-strike",
        chart="attribution",
    )


def test_an_incident_that_only_one_claim_tells_of_has_no_accounts_to_show(
    dataset: Dataset,
) -> None:
    params = {"about": ["2015-blues-retreat"]}
    assert ViewState.from_params(params, dataset) == ViewState(Selection())


def test_a_place_sets_every_widget_that_it_is_read_from_again(
    state: dict[str, Any], dataset: Dataset
) -> None:
    chosen = Selection(
        group=("Reds",),
        attribution=("the group itself",),
        intermediaries=("one intermediary",),
        origin=("Reds",),
        disputed="only",
        years=(2020, 2021),
        undated="without",
    )
    view = ViewState(
        chosen, "incidents", "smith-2020-003", "", "about", "smith-2020", "intermediaries"
    )
    view_state.put(view, dataset)
    assert view_state.from_widgets(dataset) == view
    assert state["disputed"] is True
    assert state["origin"] == ["Reds"]
    view_state.put(ViewState(Selection()), dataset)
    assert view_state.from_widgets(dataset) == ViewState(Selection())
    assert state["disputed"] is False


@pytest.mark.usefixtures("state")
@pytest.mark.parametrize("name", [*NAMED, "disputed", "search", "years"])
def test_one_filter_taken_away_leaves_the_others(dataset: Dataset, name: str) -> None:
    names = {one: (dataset.members[one].names[-1],) for one in NAMED}
    chosen = Selection(**names, disputed="only", search="the", years=(2020, 2020), undated="only")
    view_state.put(ViewState(chosen), dataset)
    sidebar.take_away(name, dataset)
    left = view_state.from_widgets(dataset).selection
    changed = {"disputed": "any"} if name == "disputed" else {name: getattr(Selection(), name)}
    if name == "years":
        changed["undated"] = "with"
    assert left == replace(chosen, **changed)
    assert sidebar.label(name)


def test_taking_all_filters_away_keeps_the_subject_article_and_chart_that_are_open(
    state: dict[str, Any], dataset: Dataset
) -> None:
    view = ViewState(
        Selection(disputed="only", origin=("Reds",), count="origins"),
        listing="incidents",
        claim="smith-2020-003",
        about="2020-05-05-kabul-attack",
        source="smith-2020",
        chart="intermediaries",
    )
    view_state.put(view, dataset)
    sidebar.reset(dataset)
    assert state["disputed"] is False
    assert view_state.from_widgets(dataset) == replace(view, selection=Selection())
