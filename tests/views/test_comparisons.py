"""What the Accounts page says; the page as it is drawn is in `test_app`."""

from pathlib import Path

import pandas as pd
import pytest

from casebook.analysis.comparison import verdict
from casebook.analysis.comparison.verdict import (
    CONFLICT,
    NO_DISPUTE,
    NOT_COMPARABLE,
    ONE_ARTICLE,
    ONE_SOURCE,
)
from casebook.analysis.selection import Selection
from casebook.tables import derive, read
from casebook.tables.dataset import Dataset
from casebook.views import comparisons as page
from tests import small

Folders = tuple[Path, Path]


def loaded(folders: Folders) -> Dataset:
    tables, problems = read.read(*folders)
    assert problems == []
    return derive.dataset(tables)


def listing(*states: str) -> pd.DataFrame:
    """What the sentence on top is made from: a state for each subject."""
    return pd.DataFrame({"state": states}, dtype="str")


def lines(dataset: Dataset, claim_id: str) -> dict[str, list[str]]:
    """The lines of a claim's card by their style."""
    row = dataset.row(claim_id)
    assert row is not None
    found: dict[str, list[str]] = {}
    for text, style in page.card_lines(dataset, row):
        found.setdefault(style, []).append(text)
    return found


# The sentence on top


def test_the_sentence_counts_subjects_by_state_in_the_order_of_the_states() -> None:
    frame = listing(ONE_ARTICLE, NO_DISPUTE, CONFLICT, NOT_COMPARABLE, NO_DISPUTE, ONE_SOURCE)
    assert page.in_words(frame) == (
        "6 subjects to compare: 1 conflict, 1 not comparable, 1 one origin, "
        "2 agree, 1 single account."
    )


def test_the_sentence_names_no_state_that_no_subject_has() -> None:
    assert page.in_words(listing(NO_DISPUTE, NO_DISPUTE)) == "2 subjects to compare: 2 agree."


def test_the_sentence_knows_one_subject() -> None:
    assert page.in_words(listing(CONFLICT)) == ("1 subject to compare: 1 conflict.")


def test_many_subjects_are_written_with_a_comma() -> None:
    assert page.in_words(listing(*[NO_DISPUTE] * 1200)).startswith("1,200 subjects to compare")


def test_the_sentence_says_that_there_is_nothing() -> None:
    assert page.in_words(listing()) == ("Among the selected claims there is nothing to compare.")


def test_the_sentence_is_made_of_what_the_overview_gives(dataset: Dataset) -> None:
    everything = verdict.overview(dataset, Selection().apply(dataset))
    assert page.in_words(everything) == "1 subject to compare: 1 conflict."
    nothing = verdict.overview(dataset, Selection(search="nowhere at all").apply(dataset))
    assert page.in_words(nothing).endswith("there is nothing to compare.")


@pytest.mark.parametrize("state", verdict.STATES)
def test_every_state_has_a_mark_of_its_own_beside_its_word(state: str) -> None:
    marks = [page._MARKS[other] for other in verdict.STATES]
    assert marks.count(page._MARKS[state]) == 1


# Cards


def test_a_card_says_who_speaks_through_whom_and_what_in_which_words(dataset: Dataset) -> None:
    row = dataset.row("smith-2020-003")
    assert row is not None
    assert page.card_lines(dataset, row) == [
        ("Amin Gul", "voice"),
        ("Amin Gul (Reds), via The Herald, in Jo Smith 2020", "note"),
        ("Amin Gul of the Reds denied that they were there.", "statement"),
        ("“We were not there,”", "quote"),
        ("denial · 5 May 2020 · said by 6 May 2020", "note"),
    ]


def test_words_that_an_article_does_not_quote_are_quoted_on_a_card(dataset: Dataset) -> None:
    assert lines(dataset, "smith-2020-004")["quote"] == ["“1,500 to 2,200 fighters”"]


def test_a_card_of_a_figure_has_it_as_written_with_its_unit(dataset: Dataset) -> None:
    assert lines(dataset, "smith-2020-001")["note"][-1] == (
        "report · 5 May 2020 · “at least 13” killed · said by 6 May 2020"
    )


def test_a_card_of_an_article_in_its_own_voice_says_so(dataset: Dataset) -> None:
    shown = lines(dataset, "smith-2020-004")
    assert shown["voice"] == ["The article itself (Jo Smith 2020)"]
    assert shown["note"][0] == "the article itself (Jo Smith 2020)"


def test_a_card_says_that_a_claim_is_not_dated(dataset: Dataset) -> None:
    assert lines(dataset, "herald-2021-strike-003")["note"][-1] == (
        "report · not dated · said by 31 Dec 2021"
    )


def test_a_card_is_silent_on_when_it_was_said_where_nothing_tells(folders: Folders) -> None:
    small.change(
        folders[0], "sources", "smith-2020", published="", published_basis="unknown", note="?"
    )
    note = lines(loaded(folders), "smith-2020-003")["note"][-1]
    assert note == "denial · 5 May 2020"


def test_a_hostile_statement_stands_on_a_card_as_it_is_written(folders: Folders) -> None:
    hostile = "<script>alert(1)</script> ${x} \u202eعربي"
    small.change(folders[0], "claims", "smith-2020-003", statement=hostile)
    assert lines(loaded(folders), "smith-2020-003")["statement"] == [hostile]
