"""What a click on a figure of the header does; the figures as drawn are looked at in a browser."""

from typing import Any

import pytest

from casebook.analysis import summary
from casebook.analysis.labelled_figures import FIGURES, FILTERING, labelled_figures
from casebook.analysis.selection import Selection
from casebook.tables.dataset import Dataset
from casebook.views import headline, view_state
from casebook.views.view_state import ViewState


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch, dataset: Dataset) -> dict[str, Any]:
    """What Streamlit remembers of a reader who has set no filter."""
    remembered: dict[str, Any] = {"_click_token": 0}
    monkeypatch.setattr(view_state.st, "session_state", remembered)
    view_state.put(ViewState(Selection()), dataset)
    return remembered


@pytest.mark.usefixtures("state")
@pytest.mark.parametrize("name", FILTERING)
def test_a_figure_keeps_only_what_it_counts_and_gives_all_back(dataset: Dataset, name: str) -> None:
    assert not headline.is_kept(Selection(), name)
    headline.act(dataset, name)
    chosen = view_state.from_widgets(dataset).selection
    assert headline.is_kept(chosen, name)
    assert [other for other in FILTERING if headline.is_kept(chosen, other)] == [name]
    headline.act(dataset, name)
    assert view_state.from_widgets(dataset).selection == Selection()


@pytest.mark.usefixtures("state")
def test_a_figure_leads_to_its_list_and_an_unknown_one_nowhere(dataset: Dataset) -> None:
    headline.act(dataset, "incidents")
    assert view_state.from_widgets(dataset) == ViewState(Selection(), listing="incidents")
    for name in ("articles", "", "__proto__"):
        headline.act(dataset, name)
        assert view_state.from_widgets(dataset).listing == "incidents"


def test_a_figure_that_would_keep_nothing_is_idle_unless_it_is_what_leaves_nothing(
    dataset: Dataset,
) -> None:
    for chosen, idle, pressed in (
        (Selection(kind=("warning",)), True, False),
        (Selection(kind=("warning",), disputed="only"), False, True),
    ):
        filtered = chosen.filtered(dataset)
        figures = summary.headline(dataset, chosen, filtered)
        found = labelled_figures(dataset, chosen, filtered.rows, figures)
        shown = {one.name: headline.shown(chosen, one) for one in found}
        assert [*shown] == [*FIGURES]
        assert (shown["disputed"]["idle"], shown["disputed"]["pressed"]) == (idle, pressed)
        assert shown["claims"]["pressed"] is None
