"""Views and their addresses; widgets and address bar are in `test_app`."""

from dataclasses import fields, replace
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.analysis import summary
from casebook.analysis.filters import NAMED
from casebook.analysis.search import Hit
from casebook.analysis.selection import Selection
from casebook.tables.dataset import Dataset
from casebook.views import explore, reader, sidebar, view_state
from casebook.views.view_state import ViewState

HIT = Hit("smith-2020", 101, 120)


class Address(dict[str, list[str]]):
    """The browser's address bar."""

    get_all = dict.__getitem__

    def from_dict(self, params: dict[str, list[str]]) -> None:
        self.clear()
        self.update(params)


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
    state["_view"] = view
    params = view_state.params_to(HIT)
    assert params["hit"] == ["smith-2020:101:120"]
    assert "claim" not in params
    assert ViewState.from_params(params, dataset) == ViewState(
        chosen, "incidents", "", "smith-2020:101:120"
    )
    assert state["_view"] == view


def test_the_address_of_a_passage_leaves_the_comparison(state: dict[str, Any]) -> None:
    chosen = Selection(disputed="only")
    state["_view"] = ViewState(chosen, subject="2020-05-05-kabul-attack", chart="intermediaries")
    assert view_state.params_to(HIT) == {
        "disputed": ["only"],
        "chart": ["intermediaries"],
        "hit": ["smith-2020:101:120"],
    }


def test_a_view_is_found_again_by_its_address(dataset: Dataset) -> None:
    for view in (
        ViewState(Selection()),
        ViewState(Selection(group=("Reds",), search="kabul"), "text", "smith-2020-001", ""),
        ViewState(Selection(), "claims", "", "herald-2021-strike:0:208"),
        ViewState(Selection(), claim="smith-2020-001", subject="2020-05-05-kabul-attack"),
        ViewState(Selection(disputed="only"), source="smith-2020", claim="smith-2020-003"),
        ViewState(Selection(origin=("Reds",)), chart="intermediaries"),
        ViewState(
            Selection(), "text", "", "", "2020-05-05-kabul-attack", "smith-2020", "attribution"
        ),
    ):
        assert ViewState.from_params(view.to_params(), dataset) == view


# What nobody knows


HOSTILE = (
    "",
    "nobody",
    "SMITH-2020",
    "claims",
    "<b>",
    "group",
    "smith-2020\0",
    "../../etc/passwd",
    "9" * 5000,
    "٢٠٢٠",
    "²",
)


def test_what_names_no_passage_of_an_article_is_left_out(dataset: Dataset) -> None:
    digits = "9" * 5000  # more than Python turns into a number
    for text in (
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
        "smith-2020:0:²",
        f"smith-2020:{digits}:3",
        f"smith-2020:0:{digits}",
    ):
        assert view_state.parsed_hit(text, dataset) is None, text[:40]


def test_what_the_data_do_not_know_is_left_out_of_a_view(dataset: Dataset) -> None:
    for name in ("claim", "hit", "subject", "source", "chart", "list"):
        for value in HOSTILE:
            if (name, value) != ("list", "claims"):
                made = ViewState.from_params({name: [value]}, dataset)
                assert made == ViewState(Selection()), (name, value[:40])


@given(
    st.dictionaries(
        st.sampled_from(
            ["claim", "hit", "subject", "source", "chart", "list", "years", "group", "data"]
        ),
        st.lists(st.sampled_from([*HOSTILE, "smith-2020-001", "smith-2020:0:5", "Reds"])),
    )
)
def test_any_address_gives_a_view_whose_own_address_gives_it_again(
    dataset: Dataset, params: dict[str, list[str]]
) -> None:
    view = ViewState.from_params(params, dataset)
    assert view == view.known(dataset)
    assert ViewState.from_params(view.to_params(), dataset) == view


ANY_TEXT = st.one_of(
    st.sampled_from([*HOSTILE, "smith-2020-001", "smith-2020:0:5", "Reds", "2020", "2015-2021"]),
    st.text(max_size=40),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).map(lambda text: text * 500),
    st.from_regex(r"\A[a-z0-9-]{0,12}:[0-9]{0,9}:[0-9]{0,9}\Z"),
    st.from_regex(r"\A[0-9]{1,6}-[0-9]{1,6}\Z"),
)
PARAMETERS = [field.name for field in fields(Selection)]
PARAMETERS += ["claim", "hit", "subject", "source", "chart", "list", "data", "nothing", "\0"]


@settings(max_examples=100)
@given(st.dictionaries(st.sampled_from(PARAMETERS), st.lists(ANY_TEXT, max_size=4)))
def test_every_generated_address_gives_a_page(
    dataset: Dataset, params: dict[str, list[str]]
) -> None:
    view = ViewState.from_params(params, dataset)
    assert ViewState.from_params(view.to_params(), dataset) == view
    filtered = view.selection.filtered(dataset)
    assert len(filtered.rows) <= len(dataset.claims)
    assert explore.about(dataset, view.selection)
    figures = summary.headline(dataset, view.selection, filtered)
    assert "claims" in summary.sentence(figures)
    row = dataset.row(view.claim) if view.claim else None
    hit = view_state.parsed_hit(view.hit, dataset)
    assert (reader.page(dataset, view.selection, filtered.rows, row, hit) is None) == (
        row is None and hit is None
    )


def test_an_address_holds_only_what_is_no_default() -> None:
    assert ViewState(Selection()).to_params() == {}
    view = ViewState(Selection(), "timeline", subject="a", source="b", lanes="kind")
    assert replace(view, chart="intermediaries").to_params() == {
        "list": ["timeline"],
        "chart": ["intermediaries"],
        "lanes": ["kind"],
        "subject": ["a"],
        "source": ["b"],
    }


def test_the_last_of_several_subjects_articles_and_charts_counts(dataset: Dataset) -> None:
    params = {
        "subject": ["nobody", "2020-05-05-kabul-attack"],
        "source": ["smith-2020", "herald-2021-strike"],
        "chart": ["intermediaries", "attribution"],
    }
    assert ViewState.from_params(params, dataset) == ViewState(
        Selection(),
        subject="2020-05-05-kabul-attack",
        source="herald-2021-strike",
        chart="attribution",
    )


def test_an_incident_that_only_one_claim_is_about_has_no_comparison_to_show(
    dataset: Dataset,
) -> None:
    params = {"subject": ["2015-blues-retreat"]}
    assert ViewState.from_params(params, dataset) == ViewState(Selection())


# Widgets


def test_a_view_sets_every_widget_that_it_is_read_from_again(
    state: dict[str, Any], dataset: Dataset
) -> None:
    chosen = Selection(
        group=("Reds",),
        attribution=("the group itself",),
        intermediaries=("via one party",),
        origin=("Reds",),
        disputed="only",
        years=(2020, 2020),
        undated="without",
    )
    view = ViewState(
        chosen,
        "incidents",
        "smith-2020-003",
        "smith-2020:0:10",
        "2020-05-05-kabul-attack",
        "smith-2020",
        "intermediaries",
    )
    view_state.put(view, dataset)
    assert view_state.from_widgets(dataset) == view
    assert state["disputed"] is True
    assert state["origin"] == ["Reds"]
    view_state.put(ViewState(Selection()), dataset)
    assert view_state.from_widgets(dataset) == ViewState(Selection())
    assert state["disputed"] is False


def test_widgets_that_are_not_drawn_leave_their_filters_as_they_were(
    state: dict[str, Any], dataset: Dataset
) -> None:
    chosen = Selection(kind=("denial",), topic=("attacks",), years=(2020, 2021))
    view = ViewState(chosen, claim="smith-2020-003", chart="attribution")
    view_state.put(view, dataset)
    state["_view"] = view
    for name in (*NAMED, "years", "undated", "list", "chart", "claim"):
        del state[name]
    assert view_state.from_widgets(dataset) == view


@pytest.mark.usefixtures("state")
def test_widgets_that_hold_what_the_data_lost_give_a_view_without_it(dataset: Dataset) -> None:
    gone = ViewState(
        Selection(group=("Greens", "Reds"), years=(1990, 2016)),
        claim="smith-2020-009",
        hit="smith-2020:0:9999",
        subject="nothing",
        source="nowhere",
    )
    view_state.put(gone, dataset)
    left = view_state.from_widgets(dataset)
    assert left == ViewState(Selection(group=("Reds",), years=(2015, 2016)))


def test_what_is_opened_after_the_page_was_drawn_is_part_of_the_view(
    state: dict[str, Any], dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = Address()
    monkeypatch.setattr(view_state.st, "query_params", address)
    drawn = ViewState(Selection(kind=("denial",)), claim="smith-2020-001")
    view_state.put(drawn, dataset)
    view_state.open_claim("smith-2020-003")
    state["list"] = "incidents"
    now = view_state.opened(drawn, dataset)
    assert now == replace(drawn, claim="smith-2020-003", listing="incidents")
    assert view_state.latest() == now
    assert address == now.to_params()


def test_the_address_that_a_browser_came_back_with_undoes_no_click_in_its_first_runs(
    state: dict[str, Any], dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    came_with = {"group": ["Reds"]}
    address = Address(came_with)
    monkeypatch.setattr(view_state.st, "query_params", address)
    drawn = ViewState.from_params(came_with, dataset)
    view_state.put(drawn, dataset, anew=True)
    state["_returns"] = True
    assert view_state.current(dataset, "explore") == drawn
    view_state.remember(drawn)
    state["_returns"] = False
    view_state.open_claim("smith-2020-003")
    view_state.opened(view_state.latest(), dataset)
    address.from_dict(came_with)
    opened = [view_state.current(dataset, "explore").claim for _ in range(6)]
    assert opened[0] == "smith-2020-003"
    assert opened[-1] == ""


def test_a_browser_that_is_still_drawing_changes_no_choice(
    state: dict[str, Any], dataset: Dataset
) -> None:
    chosen = Selection(year_of="publication", undated="only", count="origins")
    view = ViewState(chosen, listing="incidents", chart="attribution")
    view_state.put(view, dataset)
    state["_view"] = view
    for name in ("year_of", "undated", "count", "list", "chart"):
        state[name] = None
    sidebar._leave_years(dataset)  # called where the empty choice looks like a change
    sidebar._years_moved(dataset)
    state["undated"] = None
    assert view_state.from_widgets(dataset) == view


def test_widgets_are_set_again_while_the_browser_may_not_have_drawn_them(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Remembered(dict[str, Any]):
        written: ClassVar[list[str]] = []

        def __setitem__(self, name: str, value: Any) -> None:
            self.written.append(name)
            super().__setitem__(name, value)

    remembered = Remembered()
    monkeypatch.setattr(view_state.st, "session_state", remembered)
    view = ViewState(Selection(group=("Reds",)))
    for unsure, again in ((0, True), (1, True), (0, False)):
        remembered["_unsure"] = unsure
        remembered.written.clear()
        view_state.put(view, dataset)
        assert ("group" in remembered.written) is again
