"""The source statement, word for word, and the counts under stricter readings."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from casebook.analysis import sensitivity, source_statement, summary
from casebook.analysis.counting import COUNTED
from casebook.analysis.selection import Selection
from casebook.analysis.sensitivity import CRITERIA
from casebook.tables import derive, read
from casebook.tables.dataset import Dataset, Rows
from tests import selections, small

Folders = tuple[Path, Path]
HERALD, SMITH = "herald-2021-strike", "smith-2020"
OWN_WORD = {f"{SMITH}-003"}
INFERRED = {f"{HERALD}-001", f"{HERALD}-004", f"{SMITH}-004"}


def loaded(folders: Folders) -> Dataset:
    tables, problems = read.read(*folders)
    assert problems == []
    return derive.dataset(tables)


def rows_of(dataset: Dataset, *claims: str) -> Rows:
    """The rows of claims, in the order of every listing."""
    return np.flatnonzero(dataset.claims["claim_id"].isin(claims))


def every(dataset: Dataset) -> Rows:
    return np.arange(len(dataset.claims))


def stated(dataset: Dataset, *claims: str) -> str:
    return source_statement.source_statement(dataset, rows_of(dataset, *claims))


# The statement, word for word


def test_of_no_claim_nothing_is_stated(dataset: Dataset) -> None:
    assert stated(dataset) == "No claim is selected."


@pytest.mark.parametrize(
    ("claim_id", "words"),
    [
        (
            f"{SMITH}-001",
            "1 claim in 1 article from Daily Paper, about 2020. It goes back to Government of "
            "Kabul. It is disputed by another. It is not a group’s own word, unattributed, "
            "of an inferred date or undated.",
        ),
        (
            f"{SMITH}-003",
            "1 claim in 1 article from Daily Paper, about 2020. It goes back to Reds. It is a "
            "group’s own word and it is disputed by another. It is not unattributed, of an "
            "inferred date or undated.",
        ),
        (
            f"{SMITH}-004",
            "1 claim in 1 article from Daily Paper, about 2020. It goes back to the article “A "
            "headline”. It is unattributed and it is of an "
            "inferred date. It is not a group’s own word, disputed by another or undated.",
        ),
        (
            f"{HERALD}-003",
            "1 claim in 1 article of no named outlet, undated. It goes back to the article of "
            "herald-2021-strike. It is undated. It is not a group’s own word, disputed by "
            "another, unattributed or of an inferred date.",
        ),
    ],
)
def test_one_claim_is_stated_in_the_singular(dataset: Dataset, claim_id: str, words: str) -> None:
    assert stated(dataset, claim_id) == words


def test_claims_of_one_origin_all_go_back_to_it(dataset: Dataset) -> None:
    assert stated(dataset, f"{SMITH}-001", f"{SMITH}-002") == (
        "2 claims in 1 article from Daily Paper, about 2020. All of them go back to Government of "
        "Kabul. 1 is disputed by another. None is a group’s own word, unattributed, of an "
        "inferred date or undated."
    )


def test_of_several_origins_the_largest_is_named(folders: Folders) -> None:
    small.change(folders[0], "claims", f"{HERALD}-002", date="2020", groups="Blues")
    dataset = loaded(folders)
    claims = [f"{SMITH}-00{number}" for number in (1, 2, 3)]
    assert stated(dataset, *claims, f"{HERALD}-002") == (
        "4 claims in 2 articles from Daily Paper and of no named outlet, about 2020. They go back "
        "to 3 origins; 2 rest on Government of Kabul alone. 1 is a group’s own word and 2 are "
        "disputed by another. None is unattributed, of an "
        "inferred date or undated."
    )


def test_claims_without_a_year_are_all_undated(folders: Folders) -> None:
    small.change(folders[0], "claims", f"{HERALD}-002", date="", date_basis="")
    assert stated(loaded(folders), f"{HERALD}-002", f"{HERALD}-003") == (
        "2 claims in 1 article of no named outlet, all undated. All of them go back to the "
        "article of herald-2021-strike. 2 are undated. None is a group’s own word, disputed "
        "by another, unattributed or of an inferred date."
    )


def test_everything_that_can_be_said_of_some_claims_leaves_nothing_for_none(
    folders: Folders,
) -> None:
    small.change(folders[0], "claims", f"{HERALD}-002", date="2015")
    dataset = loaded(folders)
    assert source_statement.source_statement(dataset, every(dataset)) == (
        "8 claims in 2 articles from Daily Paper and of no named outlet, about 2015 to 2021. They "
        "go back to 6 origins; none of them carries more than 2. 1 is a group’s own word, 3 "
        "are disputed by another, 2 are unattributed, 3 are "
        "of an inferred date and 1 is undated. None is about 2016–2019."
    )


# The years between


def dated(folders: Folders, *years: str) -> str:
    """The last sentence about as many claims as there are years."""
    claims = [f"{HERALD}-001", f"{HERALD}-002", f"{SMITH}-001", f"{SMITH}-003", f"{SMITH}-004"]
    chosen = claims[: len(years)]
    for claim_id, year in zip(chosen, years, strict=True):
        small.change(folders[0], "claims", claim_id, date=year, date_basis=year and "stated")
    return stated(loaded(folders), *chosen).split(". ")[-1]


def test_years_between_the_first_and_the_last_that_no_claim_is_about_are_named(
    folders: Folders,
) -> None:
    assert dated(folders, "2015", "2017") == "None is about 2016."
    assert dated(folders, "2015", "2018", "2019") == "None is about 2016–2017."
    assert dated(folders, "2021", "2015", "2018") == "None is about 2016–2017 or 2019–2020."
    assert dated(folders, "2013", "2015", "2018", "2021", "2023") == (
        "None is about 2014, 2016–2017, 2019–2020 or 2022."
    )
    assert dated(folders, "", "2015", "2018") == "None is about 2016–2017."


def test_years_without_a_gap_between_them_are_told_too(folders: Folders) -> None:
    assert dated(folders, "2015", "2016", "2017") == "Every year between has a claim."


def test_where_no_year_lies_between_nothing_is_said_of_years_between(folders: Folders) -> None:
    for years in (("2015", "2016"), ("2015", "2015"), ("2015", ""), ("", "")):
        last = dated(folders, *years)
        assert last.startswith("None is a group’s own word")


def test_a_year_that_an_interval_covers_is_not_told_as_one_that_no_claim_is_about(
    dataset: Dataset,
) -> None:
    told = stated(dataset, f"{HERALD}-002", f"{SMITH}-001")
    assert dataset.claims["date"][rows_of(dataset, f"{HERALD}-002")].tolist() == ["2015/2017"]
    assert "None is about 2016" not in told


# Outlets and origins


def with_outlets(dataset: Dataset, outlets: str) -> Dataset:
    """The same with another outlet for each claim; a space stands for none."""
    cells = pd.Series([letter.strip() for letter in outlets], dtype="category")
    return replace(dataset, claims=dataset.claims.assign(outlet=cells))


@pytest.mark.parametrize(
    ("outlets", "words"),
    [
        ("AAAAAAAA", "in 2 articles from A, about"),
        ("BAAAABBA", "in 2 articles from A and B, about"),
        ("ABBBCCCC", "in 2 articles from C, B and A, about"),
        ("        ", "in 2 articles of no named outlet, about"),
        ("AA      ", "in 2 articles from A and of no named outlet, about"),
        ("AABBCC  ", "in 2 articles from A, B and C and of no named outlet, about"),
        ("AABCDEFF", "in 2 articles from A, F, B, C, D and E, about"),
        ("AABCDEFG", "in 2 articles from A, B, C, D, E, F and 1 more, about"),
        ("ABCDEFGH", "in 2 articles from A, B, C, D, E, F and 2 more, about"),
    ],
)
def test_outlets_are_named_largest_first_and_beyond_six_counted(
    dataset: Dataset, outlets: str, words: str
) -> None:
    changed = with_outlets(dataset, outlets)
    assert words in source_statement.source_statement(changed, every(changed))


def test_one_claim_alone_is_told_of_an_origin_in_the_singular(dataset: Dataset) -> None:
    told = stated(dataset, f"{SMITH}-001", f"{SMITH}-003")
    assert "They go back to 2 origins" in told
    assert "1 rest on" not in told


def test_large_numbers_in_a_statement_have_separators(dataset: Dataset) -> None:
    told = source_statement.source_statement(dataset, np.repeat(every(dataset), 1000))
    assert told.startswith("8,000 claims in 2 articles")
    assert "; none of them carries more than 2,000. 1,000 are a group’s own word," in told


def test_a_statement_takes_no_markup_away_and_adds_none(folders: Folders) -> None:
    small.change(folders[0], "sources", SMITH, title="<b>A</b> & “B” *c*")
    assert "the article “<b>A</b> & “B” *c*”" in stated(loaded(folders), f"{SMITH}-004")


# Counts


@settings(deadline=None, max_examples=50)
@given(selections.of_small())
def test_counts_are_those_of_the_headline(dataset: Dataset, chosen: Selection) -> None:
    chosen = replace(chosen, year_of="event")
    rows = chosen.apply(dataset)
    figures = summary.headline(dataset, chosen, rows)
    assert source_statement.counts(dataset, rows) == {
        "claims": figures.claims,
        "incidents": figures.incidents,
        "articles": figures.articles,
        "outlets": figures.outlets,
        "origins": figures.origins,
        "disputed": figures.disputed,
        "undated": figures.undated,
    }


def test_what_is_counted_has_one_order(dataset: Dataset) -> None:
    assert tuple(source_statement.counts(dataset, every(dataset))) == COUNTED
    assert set(source_statement.counts(dataset, every(dataset)[:0]).values()) == {0}


@settings(deadline=None, max_examples=50)
@given(selections.of_small())
def test_the_same_rows_are_always_stated_in_the_same_words(
    dataset: Dataset, chosen: Selection
) -> None:
    rows = chosen.apply(dataset)
    words = source_statement.source_statement(dataset, rows)
    assert words == source_statement.source_statement(dataset, rows.copy())
    claims = "No claim" if not len(rows) else words.number(len(rows), "claim")
    assert words.startswith(f"{claims} ")
    assert words.endswith(".")
    assert "  " not in words
    assert ".." not in words


# Stricter readings


def test_stricter_readings_stand_beneath_all_claims_with_their_counts(dataset: Dataset) -> None:
    found = sensitivity.counts_by_criterion(dataset, every(dataset))
    assert found.index.tolist() == list(CRITERIA)
    assert found.columns.tolist() == list(COUNTED)
    assert found.to_numpy().tolist() == [
        [8, 3, 2, 1, 6, 3, 1],
        [7, 3, 2, 1, 5, 2, 1],
        [4, 1, 2, 1, 3, 3, 0],
        [4, 2, 2, 1, 3, 2, 0],
        [8, 3, 2, 1, 6, 3, 1],
    ]


def test_an_incident_is_told_by_several_origins_only_where_they_are_selected(
    dataset: Dataset,
) -> None:
    claims = [f"{SMITH}-001", f"{SMITH}-002", f"{HERALD}-004", f"{HERALD}-002"]
    found = sensitivity.counts_by_criterion(dataset, rows_of(dataset, *claims))["claims"]
    assert found["only incidents that two or more origins tell of"] == 0
    found = sensitivity.counts_by_criterion(dataset, rows_of(dataset, *claims, f"{SMITH}-003"))[
        "claims"
    ]
    assert found["only incidents that two or more origins tell of"] == 3


def test_opinion_is_left_out_of_the_reading_without_it(folders: Folders) -> None:
    small.change(folders[0], "claims", f"{HERALD}-004", kind="opinion")
    dataset = loaded(folders)
    found = sensitivity.counts_by_criterion(dataset, every(dataset))["claims"]
    assert (found["all claims"], found["without opinion"]) == (8, 7)


@settings(deadline=None, max_examples=50)
@given(selections.of_small())
def test_each_reading_counts_the_claims_that_it_keeps(dataset: Dataset, chosen: Selection) -> None:
    rows = chosen.apply(dataset)
    part = dataset.claims.iloc[rows]
    tellers = part[part["incident_id"] != ""].groupby("incident_id")["origin"].nunique()
    confirmed = set(tellers.index[tellers >= 2])
    keeps = [
        part,
        part[~part["claim_id"].isin(OWN_WORD)],
        part[part["incident_id"].isin(confirmed)],
        part[~part["claim_id"].isin(INFERRED) & (part["date"] != "")],
        part,
    ]
    found = sensitivity.counts_by_criterion(dataset, rows)
    for (_, row), kept in zip(found.iterrows(), keeps, strict=True):
        assert row.to_dict() == source_statement.counts(dataset, kept.index.to_numpy())


def test_what_stricter_readings_change_is_said_in_words(dataset: Dataset) -> None:
    assert sensitivity.changes(sensitivity.counts_by_criterion(dataset, every(dataset))) == (
        "Without groups’ own claims: 1 claim fewer (12%), 1 origin fewer. "
        "Only incidents that two or more origins tell of: 4 claims fewer (50%), 2 incidents fewer "
        "and 3 origins fewer. "
        "Only stated dates: 4 claims fewer (50%), 1 incident fewer and 3 origins fewer. "
        "Without opinion: nothing changes."
    )


def test_a_reading_that_loses_every_claim_says_so(dataset: Dataset) -> None:
    alone = sensitivity.counts_by_criterion(dataset, rows_of(dataset, f"{SMITH}-003"))
    assert sensitivity.changes(alone).startswith(
        "Without groups’ own claims: 1 claim fewer (100%), 1 incident fewer, 1 origin fewer and "
        "1 outlet fewer."
    )


def test_a_reading_that_loses_only_claims_says_what_stays(folders: Folders) -> None:
    small.change(folders[0], "claims", f"{SMITH}-002", date_basis="inferred")
    dataset = loaded(folders)
    frame = sensitivity.counts_by_criterion(
        dataset, rows_of(dataset, f"{SMITH}-001", f"{SMITH}-002")
    )
    assert "Only stated dates: 1 claim fewer (50%); incidents, origins and outlets stay." in (
        sensitivity.changes(frame)
    )


def test_without_claims_no_reading_changes_anything(dataset: Dataset) -> None:
    frame = sensitivity.counts_by_criterion(dataset, every(dataset)[:0])
    assert frame.shape == (len(CRITERIA), len(COUNTED))
    assert (frame == 0).all(axis=None)
    assert sensitivity.changes(frame) == "No claim is selected."


def test_stating_and_reading_change_neither_the_rows_nor_the_data(dataset: Dataset) -> None:
    rows, before = every(dataset), dataset.claims.copy(deep=True)
    source_statement.source_statement(dataset, rows)
    frame = sensitivity.counts_by_criterion(dataset, rows)
    same = frame.copy(deep=True)
    sensitivity.changes(frame)
    assert rows.tolist() == list(range(len(before)))
    pd.testing.assert_frame_equal(frame, same)
    pd.testing.assert_frame_equal(dataset.claims, before)
