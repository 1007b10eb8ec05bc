"""What is made while the server starts."""

from pathlib import Path

import pytest

from casebook.analysis import draft_words, nearest
from casebook.analysis.selection import Selection
from casebook.views import cached, explore, warming
from casebook.views.view_state import ViewState
from tests import small

Folders = tuple[Path, Path]


@pytest.fixture
def shown(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> Folders:
    monkeypatch.setenv("CASEBOOK_DATA", str(folders[0]))
    monkeypatch.setenv("CASEBOOK_SEEDS", str(folders[1]))
    return folders


def test_the_page_as_it_opens_is_made_before_anybody_visits(
    shown: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.change(shown[0], "claims", "smith-2020-004", note="made for this test")
    warming.warm()
    monkeypatch.setattr(Selection, "filtered", None)  # nothing is left to be filtered
    dataset = cached.edition().dataset
    assert dataset
    monkeypatch.setattr(draft_words, "terms", None)  # nor to be indexed
    assert len(cached.filtered(dataset, Selection()).rows) == 8
    explore.prepare(dataset, ViewState(Selection()))
    assert nearest.index(dataset).codes


def test_broken_tables_do_not_end_the_start(shown: Folders) -> None:
    small.change(shown[0], "claims", "smith-2020-004", kind="estimat")
    warming.warm()
    assert cached.edition().dataset is None
