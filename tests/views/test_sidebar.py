"""What the sidebar's buttons do to the filters; the widgets as drawn are in `test_app`."""

from dataclasses import replace
from typing import Any

import pytest

from casebook.analysis.filters import LABELS, NAMED
from casebook.analysis.selection import Selection
from casebook.tables.dataset import Dataset
from casebook.views import sidebar, view_state
from casebook.views.view_state import ViewState


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What Streamlit remembers of a reader, empty at first."""
    remembered: dict[str, Any] = {}
    monkeypatch.setattr(view_state.st, "session_state", remembered)
    return remembered


@pytest.mark.usefixtures("state")
def test_one_filter_taken_away_leaves_the_others(dataset: Dataset) -> None:
    names = {one: (dataset.members[one].names[-1],) for one in NAMED}
    chosen = Selection(
        **names,
        disputed="only",
        figure="only",
        area="60,30,75,38",
        search="the",
        years=(2020, 2020),
        undated="only",
    )
    assert set(chosen.filtered(dataset).masks) == set(LABELS)
    for name in LABELS:
        view_state.put(ViewState(chosen, hit="smith-2020:0:10"), dataset)
        sidebar.take_away(name, dataset)
        left = view_state.from_widgets(dataset)
        changed = {name: getattr(Selection(), name)}
        if name == "years":
            changed["undated"] = "with"
        assert left.selection == replace(chosen, **changed), name


def test_taking_all_filters_away_keeps_what_is_open_but_the_passage_that_a_search_found(
    state: dict[str, Any], dataset: Dataset
) -> None:
    view = ViewState(
        Selection(disputed="only", origin=("Reds",), count="origins"),
        listing="incidents",
        claim="smith-2020-003",
        hit="smith-2020:0:10",
        subject="2020-05-05-kabul-attack",
        source="smith-2020",
        chart="intermediaries",
    )
    view_state.put(view, dataset)
    sidebar.reset(dataset)
    assert state["disputed"] is False
    assert view_state.from_widgets(dataset) == replace(view, selection=Selection(), hit="")
