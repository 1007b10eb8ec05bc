from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.tables import dates, labels
from casebook.tables.dataset import Dataset
from tests import small

Folders = tuple[Path, Path]
Row = dict[str, str]


def labelled(*articles: Row) -> pd.DataFrame:
    """The articles with these cells, known as `key-1` and so on."""
    blank = {"author": "", "outlet": "", "title": "", "published": ""}
    frame = pd.DataFrame([blank | article for article in articles], dtype="str")
    year = dates.days(frame["published"])["year"]
    keys = [f"key-{number}" for number in range(1, len(frame) + 1)]
    return labels.labelled(frame.assign(published_year=year).set_axis(keys, axis="index"))


def test_an_article_is_named_by_its_author_else_its_outlet_with_its_year() -> None:
    paper = {"outlet": "Daily Paper", "published": "2020-05-06"}
    articles = (
        paper | {"author": "Jo Smith"},
        paper,
        {"published": "2021"},
        {"author": "Jo Smith"},
        paper | {"author": "A. Bee, C. Dee"},
        paper | {"author": "A. Bee, C. Dee, E. Eff", "published": "2019-11/2020-02"},
    )
    assert labelled(*articles)["name"].tolist() == [
        "Jo Smith 2020",
        "Daily Paper 2020",
        "key-3 2021",
        "Jo Smith",
        "A. Bee, C. Dee 2020",
        "A. Bee and others 2019",
    ]


def test_what_an_article_says_is_said_by_its_author_else_by_its_outlet() -> None:
    paper = {"outlet": "Daily Paper", "title": "A headline"}
    articles = (
        {"title": "A headline"},
        {"author": "Jo Smith", "title": "A headline"},
        {"author": "A. Bee, C. Dee", "outlet": "Herald"},
        {"author": "A. Bee, C. Dee, E. Eff"},
        paper,
        paper | {"title": "Another"},
    )
    assert labelled(*articles)["own_voice"].tolist() == [
        "key-1 (article)",
        "Jo Smith (author)",
        "A. Bee and C. Dee (authors)",
        "A. Bee and others (authors)",
        "Daily Paper (article “A headline”)",
        "Daily Paper (article “Another”)",
    ]


def test_an_original_source_is_a_party_by_its_name_or_an_article(dataset: Dataset) -> None:
    assert labels.origin_name(dataset, "Reds") == "Reds"
    assert labels.origin_name(dataset, "smith-2020") == "Jo Smith (author)"


SOME = st.sampled_from(["", "A", "B", "A, B, C"])
ARTICLES = st.fixed_dictionaries(
    {"author": SOME, "outlet": SOME, "title": SOME, "published": st.sampled_from(["", "2020"])}
)


@settings(max_examples=40)
@given(st.lists(ARTICLES, min_size=1, max_size=6))
def test_a_label_is_the_name_with_as_much_as_sets_it_apart(articles: list[Row]) -> None:
    frame = labelled(*articles)
    for key, row in frame.iterrows():
        same = frame[frame["name"] == row["name"]]
        of_one_title = same[same["heading"] == row["heading"]]
        addition = key if len(of_one_title) > 1 else row["heading"]
        assert (frame["own_voice"] == row["own_voice"]).sum() == 1
        assert row["label"] == (row["name"] if len(same) == 1 else f"{row['name']}: {addition}")


def test_an_article_is_labelled_by_its_name_where_no_other_has_it(dataset: Dataset) -> None:
    assert labels.source_label(dataset, "smith-2020") == "Jo Smith 2020"
    assert labels.source_label(dataset, "herald-2021-strike") == "herald-2021-strike 2021"


def test_articles_of_one_name_are_labelled_with_their_titles_too(folders: Folders) -> None:
    small.change(
        folders[0], "sources", "herald-2021-strike", author="Jo Smith", published="2020-11"
    )
    dataset = small.loaded(folders)
    assert labels.source_label(dataset, "smith-2020") == "Jo Smith 2020: A headline"
    assert labels.source_label(dataset, "herald-2021-strike") == (
        "Jo Smith 2020: Jo Smith, untitled article"
    )


def test_articles_of_one_name_and_title_are_labelled_with_their_keys(folders: Folders) -> None:
    same = {"author": "Jo Smith", "published": "2020", "published_basis": "stated"}
    small.change(folders[0], "sources", "herald-2021-strike", title="A headline", **same)
    row = "times-2022,first.txt,6,6,Another,Jo Smith,,unknown,,2020,stated,\n"
    with (folders[0] / "sources.csv").open("a", encoding="utf-8") as file:
        file.write(row)
    dataset = small.loaded(folders)
    assert [labels.source_label(dataset, source_id) for source_id in dataset.sources.index] == [
        "Jo Smith 2020: herald-2021-strike",
        "Jo Smith 2020: smith-2020",
        "Jo Smith 2020: Another",
    ]


def test_no_two_articles_have_the_same_label_even_without_titles(folders: Folders) -> None:
    for source_id in ("smith-2020", "herald-2021-strike"):
        small.change(
            folders[0], "sources", source_id, author="Jo Smith", title="", published="2020"
        )
    dataset = small.loaded(folders)
    assert {labels.source_label(dataset, key) for key in dataset.sources.index} == {
        "Jo Smith 2020: herald-2021-strike",
        "Jo Smith 2020: smith-2020",
    }


def test_an_article_without_a_title_says_so_and_whose_it_is(folders: Folders) -> None:
    small.change(folders[0], "sources", "smith-2020", title="", author="")
    dataset = small.loaded(folders)
    assert labels.source_title(dataset, "smith-2020") == "Daily Paper, untitled article"
    assert labels.source_title(dataset, "herald-2021-strike") == (
        "herald-2021-strike, untitled article"
    )


def test_an_article_has_the_title_that_is_printed(dataset: Dataset) -> None:
    assert labels.source_title(dataset, "smith-2020") == "A headline"


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ({}, "Daily Paper · Jo Smith · 6 May 2020"),
        (
            {"outlet_basis": "inferred", "published_basis": "inferred"},
            "Daily Paper (outlet inferred) · Jo Smith · 6 May 2020 (date inferred)",
        ),
        (
            {
                "outlet": "",
                "outlet_basis": "unknown",
                "author": "",
                "published": "",
                "published_basis": "unknown",
            },
            "outlet not stated · author not stated · date not stated",
        ),
        (
            {"republished_by": "The Herald"},
            "Daily Paper · Jo Smith · 6 May 2020 · republished by The Herald",
        ),
    ],
)
def test_outlet_and_date_say_when_they_are_inferred_or_not_stated(
    folders: Folders, cells: Row, line: str
) -> None:
    small.change(folders[0], "sources", "smith-2020", **cells)
    assert labels.source_lines(small.loaded(folders), "smith-2020") == [line]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({}, "6 May 2020"),
        ({"published_basis": "inferred"}, "6 May 2020 (date inferred)"),
        ({"published": "2020", "published_basis": "inferred"}, "2020 (date inferred)"),
        ({"published": "2020-05", "published_basis": "unknown"}, "May 2020"),
        ({"published": "", "published_basis": "unknown"}, "date not stated"),
    ],
)
def test_the_date_of_an_article_says_where_it_is_inferred_or_not_stated(
    folders: Folders, cells: Row, words: str
) -> None:
    small.change(folders[0], "sources", "smith-2020", **cells)
    dataset = small.loaded(folders)
    assert labels.published(dataset, "smith-2020") == words
    assert words in labels.source_lines(dataset, "smith-2020")[0].split(" · ")
