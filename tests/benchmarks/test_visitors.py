"""What visitors of the benchmark were shown is counted again."""

import pytest
import streamlit as st

from benchmarks.visitors import Shown, miscounted, sentence_of
from casebook.tables.dataset import Dataset
from casebook.views import lines


def test_a_wrong_count_and_the_filters_of_somebody_else_are_told(dataset: Dataset) -> None:
    (wrong,) = miscounted([Shown({"group": ["Reds"]}, "group=Reds", "Showing 9")], dataset)
    sentence = wrong.partition("counted “")[2].removesuffix("”")
    assert sentence.startswith("Showing 7 of 8 claims")
    assert miscounted([Shown({"group": ["Reds"]}, "group=Reds", sentence)], dataset) == []
    (other,) = miscounted([Shown({"group": ["Blues"]}, "group=Reds", sentence)], dataset)
    assert "chosen was {'group': ['Blues']}" in other
    (none,) = miscounted([Shown({"group": []}, "group=Reds", sentence)], dataset)
    assert "chosen was {}" in none


def test_the_sentence_is_found_whatever_else_its_style_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(st, "html", drawn.append)
    lines.show(("Showing 1 & 2", "sentence unseen"), ("No filter is set.", "about"))
    lines.show(("Articles", "note"))
    assert [sentence_of(part) for part in drawn] == ["Showing 1 & 2", ""]
