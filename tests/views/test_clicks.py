"""What clicks in charts do to the filters; that Vega reports them is tested in a browser."""

from types import SimpleNamespace
from typing import Any

import pytest

from casebook.analysis.selection import Selection
from casebook.tables.dataset import Dataset
from casebook.views import clicks, view_state
from casebook.views.view_state import ViewState
from casebook.words import UNDATED_LABEL

Click = tuple[str, bool]
ALL = (2015, 2021)


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch, dataset: Dataset) -> dict[str, Any]:
    """What Streamlit remembers of a reader who has set no filter."""
    remembered: dict[str, Any] = {"_click_token": 0}
    monkeypatch.setattr(view_state.st, "session_state", remembered)
    view_state.put(ViewState(Selection()), dataset)
    return remembered


def test_a_click_keeps_the_years_of_a_bar_and_further_ones_stretch_move_or_clear_the_range(
    state: dict[str, Any], dataset: Dataset
) -> None:
    for bar, add, years, undated in (
        ("2016", False, (2016, 2016), "without"),
        ("2018", True, (2016, 2018), "without"),
        ("2015", True, (2015, 2018), "without"),
        ("2020", False, (2020, 2020), "without"),
        ("2020", False, ALL, "with"),
        ("2017", True, (2017, 2017), "with"),
        ("2018-2020", False, (2018, 2020), "without"),
        ("2016-2017", True, (2016, 2020), "without"),
        ("", False, ALL, "with"),
    ):
        clicks.click_year(dataset, bar, add=add)
        assert (state["years"], state["undated"]) == (years, undated), (bar, add)


def test_a_click_on_undated_keeps_only_these_and_a_shift_click_adds_or_drops_them(
    state: dict[str, Any], dataset: Dataset
) -> None:
    for bar, add, years, undated in (
        (UNDATED_LABEL, False, ALL, "only"),
        (UNDATED_LABEL, False, ALL, "with"),
        ("2016", False, (2016, 2016), "without"),
        (UNDATED_LABEL, True, (2016, 2016), "with"),
        ("2017", True, (2016, 2017), "with"),
        (UNDATED_LABEL, True, (2016, 2017), "without"),
    ):
        clicks.click_year(dataset, bar, add=add)
        assert (state["years"], state["undated"]) == (years, undated), (bar, add)


def test_a_click_keeps_a_bars_names_and_further_ones_add_remove_or_clear(
    state: dict[str, Any],
) -> None:
    others = ("Greens", "Whites")
    for names, add, chosen in (
        (("Reds",), False, ["Reds"]),
        (("Blues",), True, ["Reds", "Blues"]),
        (others, True, ["Reds", "Blues", *others]),
        (("Reds",), True, ["Blues", *others]),
        (others, True, ["Blues"]),
        (others, False, [*others]),
        (("Whites",), True, ["Greens"]),
        (("Greens",), False, []),
        (("Reds",), False, ["Reds"]),
        ((), False, []),
    ):
        clicks.click_name("group", names, add=add)
        assert state["group"] == chosen, (names, add)


def fresh(state: dict[str, Any], *entries: Click, token: int) -> list[Click]:
    """What is new when the chart's state holds these clicks, all made on one drawing of it."""
    held: dict[str, list[dict[str, Any]]] = {"pick": [], "add": []}
    for key, add in entries:
        held["add" if add else "pick"].append({"key": key, "token": token})
    state["by_group"] = SimpleNamespace(selection=held)
    return clicks.fresh("by_group")


def test_a_click_is_acted_on_once_however_often_the_chart_reports_it(state: dict[str, Any]) -> None:
    assert fresh(state, ("Reds", False), token=0) == [("Reds", False)]
    assert state["_click_token"] == 1
    assert fresh(state, ("Reds", False), token=0) == []
    assert state["_click_token"] == 1


def test_the_same_bar_can_be_clicked_again_on_the_next_drawing(state: dict[str, Any]) -> None:
    assert fresh(state, ("Reds", False), token=0) == [("Reds", False)]
    assert fresh(state, ("Reds", False), token=1) == [("Reds", False)]


def test_of_quick_shift_clicks_none_is_lost_and_none_counts_twice(state: dict[str, Any]) -> None:
    first, second = ("Reds", True), ("Blues", True)
    assert fresh(state, first, token=0) == [first]
    assert fresh(state, first, second, token=0) == [second]
    assert fresh(state, first, second, token=0) == []


def test_two_shift_clicks_that_arrive_together_are_both_kept(state: dict[str, Any]) -> None:
    both = [("Reds", True), ("Blues", True)]
    assert fresh(state, *both, token=0) == both


def test_a_chart_that_nobody_has_clicked_has_no_clicks(state: dict[str, Any]) -> None:
    state["by_group"] = SimpleNamespace(selection={})
    assert clicks.fresh("by_group") == []
    assert state["_click_token"] == 0


# Drags


def dragged(state: dict[str, Any], *places: float) -> list[int]:
    """The bars that are newly dragged over when the chart's state holds a span of these."""
    state["by_year"] = SimpleNamespace(selection={"span": {"place": [*places]} if places else {}})
    return clicks.dragged("by_year")


def test_a_drag_is_acted_on_once_and_one_within_a_bar_is_none(state: dict[str, Any]) -> None:
    assert dragged(state, 0, 0.5, 1, 2) == [0, 1, 2]
    assert dragged(state, 0, 0.5, 1, 2) == []
    assert dragged(state, 3) == []
    assert dragged(state) == []
    assert dragged(state, 0, 1) == [0, 1]


def test_a_drag_keeps_its_years_and_undated_claims_where_it_reaches_them(
    state: dict[str, Any], dataset: Dataset
) -> None:
    for dragged_over, reaches, years, undated in (
        ((2016, 2018), False, (2016, 2018), "without"),
        ((2020, 2021), True, (2020, 2021), "with"),
        ((1990, 2018), False, (ALL[0], 2018), "without"),
        ((2015, 2021), False, ALL, "with"),
        (None, True, ALL, "only"),
    ):
        clicks.keep_years(dataset, dragged_over, undated=reaches)
        assert (state["years"], state["undated"]) == (years, undated)


# Several clicks before the page is drawn again


def click(state: dict[str, Any], dataset: Dataset, bar: str, sent: dict[str, Any]) -> None:
    """A shift-click on a group, sent with widgets as the browser shows them."""
    state.update(sent)
    with view_state.click(dataset):
        clicks.click_name("group", (bar,), add=True)


def test_a_click_keeps_what_quick_clicks_before_it_have_set(
    state: dict[str, Any], dataset: Dataset
) -> None:
    as_shown = {"group": [], "years": ALL, "disputed": False}
    click(state, dataset, "Reds", as_shown)
    with view_state.click(dataset):
        clicks.click_year(dataset, "2020", add=False)
    click(state, dataset, "Blues", as_shown)
    chosen = view_state.from_widgets(dataset).selection
    assert chosen == Selection(group=("Reds", "Blues"), years=(2020, 2020), undated="without")


def test_a_click_keeps_what_was_changed_in_the_sidebar_just_before(
    state: dict[str, Any], dataset: Dataset
) -> None:
    click(state, dataset, "Reds", {})
    click(state, dataset, "Blues", {"group": [], "search": "kabul", "disputed": True})
    chosen = view_state.from_widgets(dataset).selection
    assert chosen == Selection(group=("Reds", "Blues"), search="kabul", disputed="only")
