"""What visitors of the benchmark were shown is counted again."""

from benchmarks.visitors import Shown, miscounted
from casebook.tables.dataset import Dataset


def test_a_wrong_count_and_the_filters_of_somebody_else_are_told(dataset: Dataset) -> None:
    (wrong,) = miscounted([Shown({"group": ["Reds"]}, "group=Reds", "Showing 9")], dataset)
    sentence = wrong.partition("counted “")[2].removesuffix("”")
    assert sentence.startswith("Showing 7 of 8 claims")
    assert miscounted([Shown({"group": ["Reds"]}, "group=Reds", sentence)], dataset) == []
    (other,) = miscounted([Shown({"group": ["Blues"]}, "group=Reds", sentence)], dataset)
    assert "chosen was {'group': ['Blues']}" in other
    (none,) = miscounted([Shown({"group": []}, "group=Reds", sentence)], dataset)
    assert "chosen was {}" in none
