from typing import Any

import numpy as np
import pytest

from casebook.analysis.selection import Selection
from casebook.briefing import contents
from casebook.charts import theme
from casebook.tables.dataset import Dataset
from casebook.views import claims_list
from casebook.views.view_state import ViewState

ALL = ViewState(Selection())
EVERY = np.arange(8)


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What Streamlit remembers of a reader, with three rows on a page."""
    remembered: dict[str, Any] = {}
    monkeypatch.setattr(claims_list.st, "session_state", remembered)
    monkeypatch.setattr(claims_list, "PAGE_ROWS", 3)
    return remembered


@pytest.mark.usefixtures("state")
def test_every_claim_stands_on_one_page_with_its_colour(dataset: Dataset) -> None:
    pages = [claims_list.page(dataset, EVERY, 4, number) for number in range(3)]
    rows = [row for made in pages for row in made["rows"]]
    assert [row["id"] for row in rows] == dataset.claims["claim_id"].tolist()
    assert [made["start"] for made in pages] == [0, 3, 6]
    assert {made["total"] for made in pages} == {8}
    assert {made["open"] for made in pages} == {dataset.cell("claim_id", 4)}
    assert {row["colour"] for row in rows} <= {
        theme.group_colour(name) for name in ("Reds", "Blues", "(not stated)")
    }
    assert claims_list.page(dataset, EVERY[:0], None, 0)["rows"] == []


@pytest.mark.usefixtures("state")
def test_the_page_is_that_of_the_claim_that_was_opened(dataset: Dataset) -> None:
    shuffled = EVERY[::-1]
    for place, row in enumerate(shuffled.tolist()):
        view = ViewState(Selection(), claim=str(dataset.cell("claim_id", row)))
        assert claims_list._page(view, shuffled, row) == place // 3
    assert claims_list._page(ALL, shuffled, 0) == 0
    assert claims_list._page(ViewState(Selection(), claim="x"), shuffled[:2], 7) == 0


def test_a_page_that_was_turned_to_stays_until_a_claim_filter_or_order_is_chosen(
    state: dict[str, Any], dataset: Dataset
) -> None:
    state["_claims_page"] = (claims_list._shown(ALL), 2)
    assert claims_list._page(ALL, EVERY, 0) == 2
    assert claims_list._page(ALL, EVERY[:4], 0) == 1
    assert claims_list._page(ALL, EVERY[:0], None) == 0
    others = (
        ViewState(Selection(group=("Reds",))),
        ViewState(Selection(), sort="figure"),
        ViewState(Selection(), claim=str(dataset.cell("claim_id", 0))),
    )
    for view in others:
        assert claims_list._page(view, EVERY, 0) == 0


def test_all_of_a_selection_are_named_once_asked_for_and_never_too_many(
    state: dict[str, Any], dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert claims_list._asked_for_all(dataset, EVERY) is None
    state["claims_list"] = {"all": 7}
    found = claims_list._asked_for_all(dataset, EVERY[2:4])
    assert found == {"turn": 7, "ids": dataset.claims["claim_id"].iloc[2:4].tolist()}
    monkeypatch.setattr(claims_list, "MOST_STATEMENTS", 1)
    assert claims_list._asked_for_all(dataset, EVERY) is None
    assert contents.MOST_STATEMENTS == 1_000
