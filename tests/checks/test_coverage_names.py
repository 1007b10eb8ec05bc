"""The names that an article uses for each armed group."""

from dataclasses import replace
from pathlib import Path

import pytest

from casebook.checks import coverage
from casebook.tables import derive, read
from casebook.tables.dataset import Dataset
from tests import small

HERALD, SMITH = "herald-2021-strike", "smith-2020"


def with_text(dataset: Dataset, text: str) -> Dataset:
    """The same with another text for the article of Smith."""
    article = replace(dataset.articles[SMITH], text=text)
    return replace(dataset, articles={**dataset.articles, SMITH: article})


def used(dataset: Dataset, source_id: str = SMITH) -> list[list[object]]:
    frame = coverage.names_used(dataset, source_id)
    assert frame.columns.tolist() == ["group", "name", "times"]
    assert frame.index.tolist() == list(range(len(frame)))
    return frame.to_numpy().tolist()


def test_names_and_aliases_are_counted_as_the_article_writes_them(dataset: Dataset) -> None:
    assert used(dataset, HERALD) == [
        ["Reds", "Reds", 2],
        ["Reds", "R-Group", 1],
        ["Blues", "Blues", 2],
    ]
    assert used(dataset) == [["Reds", "Reds", 3]]


def test_only_names_of_armed_groups_are_counted(dataset: Dataset) -> None:
    text = "The Herald asked Amin Gul and the Government of Kabul about the Blues."
    assert used(with_text(dataset, text)) == [["Blues", "Blues", 1]]


def test_the_group_with_most_names_comes_first_and_its_most_used_name(dataset: Dataset) -> None:
    text = "Blues, Blues, Blues. Red Movement, Red Movement, Reds, R-Group."
    assert used(with_text(dataset, text)) == [
        ["Reds", "Red Movement", 2],
        ["Reds", "Reds", 1],
        ["Reds", "R-Group", 1],
        ["Blues", "Blues", 3],
    ]


def test_groups_with_as_many_names_stand_in_the_order_of_the_alphabet(dataset: Dataset) -> None:
    assert used(with_text(dataset, "Red Movement and Reds. Blues and Blues.")) == [
        ["Blues", "Blues", 2],
        ["Reds", "Reds", 1],
        ["Reds", "Red Movement", 1],
    ]


@pytest.mark.parametrize("table", ["aliases", "a person's name"])
def test_a_name_that_is_part_of_another_is_counted_by_the_longer_one(
    folders: tuple[Path, Path], table: str
) -> None:
    if table == "aliases":
        small.change(folders[0], "actors", "Reds", aliases="Reds of the North")
        expected = [["Reds", "Reds", 1], ["Reds", "Reds of the North", 1]]
    else:
        small.change(folders[0], "actors", "Amin Gul", aliases="Reds of the North")
        expected = [["Reds", "Reds", 1]]
    tables, problems = read.read(*folders)
    assert problems == []
    dataset = with_text(derive.dataset(tables), "The Reds of the North are not the Reds.")
    assert used(dataset) == expected


def test_names_are_whole_words_with_capitals_as_given(dataset: Dataset) -> None:
    text = "Infrareds, the reds, REDS and the Redsmith; the Reds’ men and “Reds”."
    assert used(with_text(dataset, text)) == [["Reds", "Reds", 2]]


def test_an_article_that_names_no_group_uses_no_name(dataset: Dataset) -> None:
    assert used(with_text(dataset, "Nothing was said of them.")) == []
    assert used(with_text(dataset, "")) == []


def test_a_name_that_would_be_a_pattern_is_only_a_name(folders: tuple[Path, Path]) -> None:
    small.change(folders[0], "actors", "Reds", aliases="R.+; (Reds)")
    tables, _ = read.read(*folders)
    dataset = derive.dataset(tables)
    assert used(with_text(dataset, "Ruins and Rust.")) == []
