"""The source statement, word for word, and the counts under stricter criteria."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.analysis import source_statement
from casebook.analysis.selection import Selection
from casebook.tables import derive, read
from casebook.tables.dataset import Dataset, Rows
from casebook.tables.dates import OPEN_END, OPEN_START, UNDATED
from casebook.words import number
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
            "1 claim in 1 article from Daily Paper, about 2020. Its original source is Government "
            "of Kabul. It is disputed and it is from unnamed officials. It is not made by a group "
            "about itself, unattributed, dated by inference or undated.",
        ),
        (
            f"{SMITH}-003",
            "1 claim in 1 article from Daily Paper, about 2020. Its original source is Reds. It is "
            "made by a group about itself and it is disputed. It is not from unnamed officials, "
            "unattributed, dated by inference or undated.",
        ),
        (
            f"{HERALD}-003",
            "1 claim in 1 article of no named outlet, undated. Its original source is "
            "herald-2021-strike (article). It is undated. It is not made by a group about itself, "
            "disputed, from unnamed officials, unattributed or dated by inference.",
        ),
    ],
)
def test_one_claim_is_stated_in_the_singular(dataset: Dataset, claim_id: str, words: str) -> None:
    assert stated(dataset, claim_id) == words


def test_claims_of_one_original_source_all_have_it(dataset: Dataset) -> None:
    assert stated(dataset, f"{SMITH}-001", f"{SMITH}-002") == (
        "2 claims in 1 article from Daily Paper, about 2020. All of them have one original source: "
        "Government of Kabul. 1 is disputed and 2 are from unnamed officials. None is made by a "
        "group about itself, unattributed, dated by inference or undated."
    )


def test_of_several_original_sources_the_largest_is_named(folders: Folders) -> None:
    small.change(folders[0], "claims", f"{HERALD}-002", date="2020", groups="Blues")
    dataset = loaded(folders)
    claims = [f"{SMITH}-00{number}" for number in (1, 2, 3)]
    assert stated(dataset, *claims, f"{HERALD}-002") == (
        "4 claims in 2 articles from Daily Paper and of no named outlet, about 2020. They have 3 "
        "original sources; 2 rest on Government of Kabul alone. 1 is made by a group about "
        "itself, 2 are disputed and 2 are from unnamed officials. None is unattributed, dated by "
        "inference or undated."
    )
    told = stated(dataset, f"{SMITH}-001", f"{SMITH}-003")
    assert "They have 2 original sources; none has more than 1 of them." in told


def test_claims_without_a_year_are_all_undated(folders: Folders) -> None:
    small.change(folders[0], "claims", f"{HERALD}-002", date="", date_basis="")
    told = stated(loaded(folders), f"{HERALD}-002", f"{HERALD}-003")
    assert told.startswith("2 claims in 1 article of no named outlet, all undated. All of them")


def test_everything_that_can_be_said_of_some_claims_leaves_nothing_for_none(
    folders: Folders,
) -> None:
    small.change(folders[0], "claims", f"{HERALD}-002", date="2015")
    dataset = loaded(folders)
    assert source_statement.source_statement(dataset, every(dataset)) == (
        "8 claims in 2 articles from Daily Paper and of no named outlet, about 2015 to 2021. They "
        "have 6 original sources; none has more than 2 of them. 1 is made by a group about itself, "
        "3 are disputed, 2 are from unnamed officials, 2 are unattributed, 3 are dated by "
        "inference and 1 is undated. None is about 2016–2019."
    )


def test_a_statement_takes_no_markup_away_and_adds_none(folders: Folders) -> None:
    small.change(folders[0], "sources", SMITH, author="Jo <b>Smith</b> *c*")
    assert "source is Jo <b>Smith</b> *c* (author)." in stated(loaded(folders), f"{SMITH}-004")


def test_large_numbers_in_a_statement_have_separators(dataset: Dataset) -> None:
    told = source_statement.source_statement(dataset, np.repeat(every(dataset), 1000))
    assert told.startswith("8,000 claims in 2 articles")
    assert "none has more than 2,000 of them. 1,000 are made by a group about itself," in told


# The years between


def with_years(dataset: Dataset, spans: list[tuple[int, int, int]]) -> Dataset:
    """The same with other first and last years, and years to be counted in, over and over."""
    length = len(dataset.claims)
    columns = zip(*(spans[at % len(spans)] for at in range(length)), strict=True)
    names = ("first_year", "last_year", "year")
    years = {name: np.array(values) for name, values in zip(names, columns, strict=True)}
    return replace(dataset, claims=dataset.claims.assign(**years))


def last_sentence(dataset: Dataset, spans: list[tuple[int, int, int]]) -> str:
    changed = with_years(dataset, spans)
    return source_statement.source_statement(changed, every(changed)[: len(spans)]).split(". ")[-1]


def one(year: int) -> tuple[int, int, int]:
    return (year, year, year)


UNKNOWN = (UNDATED, UNDATED, UNDATED)


def test_years_between_the_first_and_the_last_that_no_claim_is_about_are_named(
    dataset: Dataset,
) -> None:
    for years, words in (
        ((2015, 2017), "None is about 2016."),
        ((2015, 2018, 2019), "None is about 2016–2017."),
        ((2013, 2015, 2018, 2021, 2023), "None is about 2014, 2016–2017, 2019–2020 or 2022."),
        ((2015, 2016, 2017), "Every year in between has a claim."),
    ):
        assert last_sentence(dataset, [one(year) for year in years]) == words
    assert last_sentence(dataset, [UNKNOWN, one(2015), one(2018)]) == "None is about 2016–2017."
    interval = [(2015, 2017, 2015), one(2019)]
    only_reached = "Only claims over several years are about 2016–2017."
    changed = with_years(dataset, interval)
    told = source_statement.source_statement(changed, every(changed)[:2])
    assert told.endswith(f"None is about 2018. {only_reached}")
    open_end = [(2015, OPEN_END, 2015), one(2018)]
    assert last_sentence(dataset, open_end) == only_reached


def test_where_no_year_lies_between_nothing_is_said_of_years_between(dataset: Dataset) -> None:
    for spans in ([one(2015), one(2016)], [one(2015), one(2015)], [one(2015), UNKNOWN]):
        assert "None is about" not in last_sentence(dataset, spans)
        assert "in between" not in last_sentence(dataset, spans)


@st.composite
def span(draw: st.DrawFn) -> tuple[int, int, int]:
    """First year, last year and the year counted in, as `derive` makes them of a date."""
    first, last = sorted(draw(st.tuples(st.integers(1990, 2030), st.integers(1990, 2030))))
    return draw(
        st.sampled_from(
            [(first, last, first), (OPEN_START, last, last), (first, OPEN_END, first), UNKNOWN]
        )
    )


@settings(max_examples=60)
@given(st.lists(span(), min_size=1, max_size=8))
def test_years_without_claims_are_those_that_a_look_at_each_claim_finds(
    dataset: Dataset, spans: list[tuple[int, int, int]]
) -> None:
    changed = with_years(dataset, spans)
    told = source_statement._years_without_claims(changed, every(changed)[: len(spans)])
    dated = [span for span in spans if span != UNKNOWN]
    counted = [year for _, _, year in dated] or [UNDATED]
    held = {year for first, last, year in dated for year in (*range(first, last + 1), year)}
    missing = [year for year in range(min(counted) + 1, max(counted)) if year not in held]
    empty = set(range(min(counted) + 1, max(counted))) - set(counted)
    assert years_in(told.partition("Only")[0]) == set(missing)
    assert years_in(told.partition("Only")[2]) == empty - set(missing)
    assert told.startswith("Every year") == (not empty and max(counted) - min(counted) > 1)


def years_in(told: str) -> set[int]:
    return {
        year
        for first, last in re.findall(r"(\d{4})(?:–(\d{4}))?", told)
        for year in range(int(first), int(last or first) + 1)
    }


# Outlets


def with_outlets(dataset: Dataset, outlets: str) -> Dataset:
    """The same with another outlet for each claim; a space stands for none."""
    cells = pd.Series([letter.strip() for letter in outlets], dtype="category")
    return replace(dataset, claims=dataset.claims.assign(outlet=cells))


def test_outlets_are_named_largest_first_and_beyond_six_counted(dataset: Dataset) -> None:
    for outlets, words in (
        ("BAAAABBA", "in 2 articles from A and B, about"),
        ("ABBBCCCC", "in 2 articles from C, B and A, about"),
        ("        ", "in 2 articles of no named outlet, about"),
        ("AABBCC  ", "in 2 articles from A, B and C and of no named outlet, about"),
        ("AABCDEFF", "in 2 articles from A, F, B, C, D and E, about"),
        ("AABCDEFG", "in 2 articles from A, B, C, D, E, F and 1 more, about"),
        ("ABCDEFGH", "in 2 articles from A, B, C, D, E, F and 2 more, about"),
    ):
        changed = with_outlets(dataset, outlets)
        assert words in source_statement.source_statement(changed, every(changed))


@settings(max_examples=25)
@given(selections.of_small())
def test_the_same_rows_are_always_stated_in_the_same_words(
    dataset: Dataset, chosen: Selection
) -> None:
    rows = chosen.apply(dataset)
    told = source_statement.source_statement(dataset, rows)
    assert told == source_statement.source_statement(dataset, rows.copy())
    claims = "No claim" if not len(rows) else number(len(rows), "claim")
    assert told.startswith(f"{claims} ")
    assert told.endswith(".")
    assert "  " not in told
    assert ".." not in told


def test_stating_changes_neither_the_rows_nor_the_data(dataset: Dataset) -> None:
    rows, before = every(dataset), dataset.claims.copy(deep=True)
    source_statement.source_statement(dataset, rows)
    assert rows.tolist() == list(range(len(before)))
    pd.testing.assert_frame_equal(dataset.claims, before)
