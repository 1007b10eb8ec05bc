from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.checks import coverage
from casebook.checks.coverage import CARRIED, SIGNS, UNREVIEWED
from casebook.tables import derive, read
from casebook.tables.dataset import Dataset
from tests import small

Folders = tuple[Path, Path]
SMITH, HERALD = "smith-2020", "herald-2021-strike"
PASSAGE, HEADING = "herald-2021-strike-p001", "smith-2020-p001"


def loaded(folders: Folders) -> Dataset:
    tables, problems = read.read(*folders)
    assert problems == []
    return derive.dataset(tables)


@pytest.fixture(scope="module")
def sentences(dataset: Dataset) -> pd.DataFrame:
    return coverage.sentences(dataset)


def sentence(frame: pd.DataFrame, start: str) -> pd.Series:
    """The one sentence that starts with these words."""
    (position,) = frame.index[frame["text"].str.startswith(start)]
    return frame.loc[position]


def test_every_sentence_of_every_article_is_a_row_in_reading_order(
    dataset: Dataset, sentences: pd.DataFrame
) -> None:
    assert sentences["source_id"].tolist() == [HERALD] * 5 + [SMITH] * 5
    for source_id, part in sentences.groupby("source_id"):
        text = dataset.articles[source_id].text
        assert part["start"].is_monotonic_increasing
        assert [text[row.start : row.end] for row in part.itertuples()] == part["text"].tolist()
    assert sentence(sentences, "The Reds denied")["text"] == "The Reds denied it."


def test_a_sentence_has_the_line_on_which_it_stands_in_the_file(folders: Folders) -> None:
    frame = coverage.sentences(loaded(folders))
    assert frame["line"].tolist() == [1, 2, 2, 3, 4, 1, 3, 4, 4, 5]
    small.change(folders[0], "sources", SMITH, first_line="2")
    small.change(folders[0], "no_claim", HEADING, quote="The Reds denied")
    frame = coverage.sentences(loaded(folders))
    assert frame.loc[frame["source_id"] == SMITH, "line"].tolist() == [3, 4, 4, 5]


def test_a_sentence_carries_the_claims_whose_quotes_share_a_letter_with_it(
    sentences: pd.DataFrame,
) -> None:
    assert sentences["claims"].tolist() == [1, 0, 1, 1, 1, 0, 2, 0, 1, 1]
    assert (sentences["state"] == CARRIED).tolist() == (sentences["claims"] > 0).tolist()


def test_a_claim_is_carried_by_every_sentence_that_its_quote_touches_and_by_no_other(
    folders: Folders,
) -> None:
    small.change(folders[0], "claims", "smith-2020-003", quote="it. “We were not there,”")
    frame = coverage.sentences(loaded(folders))
    assert sentence(frame, "The Reds denied")["claims"] == 1
    assert sentence(frame, "“We were")["claims"] == 1
    small.change(folders[0], "claims", "smith-2020-003", quote=" “We were not there,”")
    assert sentence(coverage.sentences(loaded(folders)), "The Reds denied")["claims"] == 0


def test_words_at_the_same_place_in_another_article_carry_nothing(folders: Folders) -> None:
    path = folders[0] / "claims.csv"
    kept = [line for line in path.read_text().splitlines(keepends=True) if "smith" not in line[:5]]
    path.write_text("".join(kept))
    small.unrelated(folders[0])
    frame = coverage.sentences(loaded(folders))
    assert frame.loc[frame["source_id"] == SMITH, "claims"].tolist() == [0] * 5
    assert frame.loc[frame["source_id"] == HERALD, "claims"].tolist() == [1, 0, 1, 1, 1]


def test_a_sentence_without_a_claim_has_the_reason_for_which_it_was_passed_over_or_waits(
    sentences: pd.DataFrame,
) -> None:
    told = sentence(sentences, "Between 2015")
    assert (told["state"], told["repeated_in"], told["note"]) == (
        "repeated elsewhere",
        "herald-2021-strike-002",
        "The same words without the years.",
    )
    heading = sentence(sentences, "A headline")
    assert (heading["state"], heading["repeated_in"], heading["note"]) == ("heading", "", "")
    assert sentence(sentences, "The Reds denied")["state"] == UNREVIEWED


def test_a_sentence_with_a_claim_is_carried_even_where_it_is_passed_over_too(
    folders: Folders,
) -> None:
    small.change(folders[0], "no_claim", HEADING, quote="Observers put")
    frame = coverage.sentences(loaded(folders))
    assert sentence(frame, "Observers")["state"] == CARRIED
    assert sentence(frame, "A headline")["state"] == UNREVIEWED


def test_a_sentence_that_was_passed_over_in_two_parts_joins_what_is_said_of_them(
    folders: Folders,
) -> None:
    with (folders[0] / "no_claim.csv").open("a", encoding="utf-8") as file:
        file.write("smith-2020-p002,smith-2020,The Reds denied,,rhetoric,,\n")
        file.write("smith-2020-p003,smith-2020,it.,,repeated elsewhere,smith-2020-003,Same.\n")
    found = sentence(coverage.sentences(loaded(folders)), "The Reds denied")
    assert (found["repeated_in"], found["note"]) == ("smith-2020-003", "Same.")


def test_a_claim_that_two_parts_of_a_sentence_name_is_named_once(folders: Folders) -> None:
    with (folders[0] / "no_claim.csv").open("a", encoding="utf-8") as file:
        for number, quote, repeated_in in (
            (2, "The Reds", "smith-2020-003"),
            (3, "denied", "smith-2020-001; smith-2020-003"),
            (4, "it.", "smith-2020-002"),
        ):
            file.write(
                f"smith-2020-p00{number},smith-2020,{quote},,repeated elsewhere,{repeated_in},\n"
            )
    found = sentence(coverage.sentences(loaded(folders)), "The Reds denied")
    assert found["repeated_in"] == "smith-2020-003; smith-2020-001; smith-2020-002"
    assert found["note"] == ""


def test_the_signs_of_a_sentence_are_its_number_date_name_and_verb_of_saying(
    dataset: Dataset,
) -> None:
    frame = coverage.sentences(replace(dataset, claims=dataset.claims.iloc[:0]))
    signs = {row["text"][:12]: coverage.signs_in_words(row) for _, row in frame.iterrows()}
    assert signs == {
        "The R-Group ": "number, name, saying",
        "Between 2015": "date, name",
        "The Blues lo": "name",
        "No one knows": "name",
        "The Reds may": "name, saying",
        "A headline": "no sign",
        "Officials sa": "number, date, name, saying",
        "The Reds den": "name, saying",
        "“We were not": "name, saying",
        "Observers pu": "number, name",
    }


def test_a_sentence_that_carries_a_claim_is_not_searched_for_signs(
    sentences: pd.DataFrame,
) -> None:
    assert not sentences.loc[sentences["state"] == CARRIED, list(SIGNS)].any(axis=None)
    assert sentences.loc[sentences["state"] != CARRIED, "name"].tolist() == [True, False, True]


def test_an_alias_is_a_name(folders: Folders) -> None:
    small.change(folders[0], "actors", "Blues", aliases="headline; Zz")
    frame = coverage.sentences(loaded(folders))
    assert coverage.signs_in_words(sentence(frame, "A headline")) == "name"


def test_the_shares_of_an_article_add_up(sentences: pd.DataFrame) -> None:
    shares = coverage.shares(sentences)
    assert list(shares.columns) == ["sentences", "carried", "share", "no_claim", "unreviewed"]
    assert shares.loc[HERALD].tolist() == [5, 4, 0.8, 1, 0]
    assert shares.loc[SMITH].tolist() == [5, 3, 0.6, 1, 1]


def test_shares_keep_the_order_of_the_sentences(sentences: pd.DataFrame) -> None:
    assert coverage.shares(sentences).index.tolist() == [HERALD, SMITH]
    assert coverage.shares(sentences.iloc[::-1]).index.tolist() == [SMITH, HERALD]


def test_what_carries_no_claim_stands_waiting_first_then_passed_over(
    sentences: pd.DataFrame,
) -> None:
    left = coverage.without_claim(sentences)
    assert left["text"].str[:12].tolist() == ["The Reds den", "Between 2015"]
    assert left["state"].tolist() == [UNREVIEWED, "repeated elsewhere"]
    assert left.index.tolist() == [0, 1]


def test_sentences_without_a_sign_are_listed_only_when_every_one_is_asked_for(
    sentences: pd.DataFrame,
) -> None:
    every = coverage.without_claim(sentences, every=True)
    assert every["text"].str[:12].tolist() == ["The Reds den", "Between 2015", "A headline"]


def rows(*states: tuple[str, set[str]]) -> pd.DataFrame:
    """Sentences with their state and signs; their text is their position."""
    return pd.DataFrame(
        [
            {"source_id": "a", "text": str(position), "state": state}
            | {sign: sign in signs for sign in SIGNS}
            for position, (state, signs) in enumerate(states)
        ]
    )


def test_the_more_signs_the_sooner_a_number_before_any_other_then_in_reading_order() -> None:
    frame = rows(
        ("heading", {"number", "date", "name", "saying"}),
        (UNREVIEWED, {"date"}),
        (UNREVIEWED, {"saying"}),
        (UNREVIEWED, {"number"}),
        (UNREVIEWED, {"name", "saying"}),
        (UNREVIEWED, {"number", "date"}),
        ("rhetoric", {"name"}),
        (UNREVIEWED, {"date"}),
        (CARRIED, {"number", "date", "name"}),
        ("unreadable", set()),
    )
    assert coverage.without_claim(frame)["text"].tolist() == list("54312706")
    assert coverage.without_claim(frame, every=True)["text"].tolist() == list("543127069")


def test_a_sentence_that_waits_is_listed_whatever_it_holds() -> None:
    frame = rows((UNREVIEWED, set()), ("heading", set()), (UNREVIEWED, {"name"}))
    assert coverage.without_claim(frame)["text"].tolist() == ["2", "0"]


def test_what_was_passed_over_and_shows_no_sign_is_listed_last_and_only_on_request() -> None:
    frame = rows(("heading", set()), ("heading", {"name"}), (UNREVIEWED, set()))
    assert coverage.without_claim(frame)["text"].tolist() == ["2", "1"]
    assert coverage.without_claim(frame, every=True)["text"].tolist() == ["2", "1", "0"]


def test_an_article_without_a_sentence_has_its_shares_too(sentences: pd.DataFrame) -> None:
    shares = coverage.shares(sentences, [SMITH, "empty-2024"])
    assert shares.index.tolist() == [HERALD, SMITH, "empty-2024"]
    assert shares.loc["empty-2024"].tolist() == [0, 0, 0.0, 0, 0]


def test_articles_that_have_sentences_are_counted_once_in_the_order_of_these(
    sentences: pd.DataFrame,
) -> None:
    shares = coverage.shares(sentences, iter(["empty-2024", SMITH, "empty-2024", HERALD]))
    assert shares.index.tolist() == [HERALD, SMITH, "empty-2024"]
    assert shares.iloc[:2].equals(coverage.shares(sentences))


def test_without_any_sentence_there_are_the_named_articles_alone(sentences: pd.DataFrame) -> None:
    none = sentences.iloc[:0]
    assert coverage.shares(none).empty
    shares = coverage.shares(none, [SMITH])
    assert shares.index.tolist() == [SMITH]
    assert shares.loc[SMITH].tolist() == [0, 0, 0.0, 0, 0]


@pytest.mark.parametrize("every", [False, True])
def test_where_every_sentence_carries_a_claim_nothing_is_left(every: bool) -> None:
    frame = rows((CARRIED, {"date"}), (CARRIED, set()))
    left = coverage.without_claim(frame, every=every)
    assert left.empty
    assert list(left.columns) == list(frame.columns)


STATES = st.sampled_from([CARRIED, UNREVIEWED, "heading"])


@settings(max_examples=25)
@given(
    st.lists(st.tuples(STATES, st.sets(st.sampled_from(SIGNS))), min_size=1, max_size=8),
    st.booleans(),
)
def test_nothing_without_a_claim_is_lost_but_what_was_judged_and_shows_no_sign(
    states: list[tuple[str, set[str]]], every: bool
) -> None:
    expected = [
        str(position)
        for position, (state, signs) in enumerate(states)
        if state == UNREVIEWED or (state != CARRIED and (signs or every))
    ]
    left = coverage.without_claim(rows(*states), every=every)
    assert sorted(left["text"]) == expected


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9))),
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), min_size=1),
)
def test_claims_of_a_sentence_are_counted_as_one_by_one(
    claims: list[tuple[int, int]], sentences: list[tuple[int, int]]
) -> None:
    starts, ends = np.array([(start, start + length) for start, length in sentences]).T
    of_claims = np.array([(start, start + length) for start, length in claims]).reshape(-1, 2)
    counted = coverage.touching(starts, ends, *(np.sort(side) for side in of_claims.T))
    assert counted.tolist() == [
        sum(start < end and first < start + length for start, length in claims)
        for first, end in zip(starts, ends, strict=True)
    ]


def test_looking_at_the_coverage_changes_no_data(dataset: Dataset) -> None:
    before = dataset.claims.copy(deep=True), dataset.no_claim.copy(deep=True)
    frame = coverage.sentences(dataset)
    same = frame.copy(deep=True)
    coverage.shares(frame)
    coverage.without_claim(frame)
    pd.testing.assert_frame_equal(frame, same)
    pd.testing.assert_frame_equal(dataset.claims, before[0])
    pd.testing.assert_frame_equal(dataset.no_claim, before[1])
