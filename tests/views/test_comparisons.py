"""What the page Comparisons says; the page as it is drawn is in `test_app`."""

from pathlib import Path

import pandas as pd

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
from tests.analysis.comparison.made import claim, every_subject, made, names, state

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
        "6 subjects to compare: 1 conflict, 1 not comparable, 1 one original source, "
        "2 no dispute recorded, 1 one article."
    )
    assert page.in_words(listing(CONFLICT)) == "1 subject to compare: 1 conflict."
    assert page.in_words(listing(*[NO_DISPUTE] * 1200)) == (
        "1,200 subjects to compare: 1,200 no dispute recorded."
    )
    assert page.in_words(listing()) == "Among the selected claims there is nothing to compare."


def test_the_sentence_is_made_of_what_the_overview_gives(dataset: Dataset) -> None:
    everything = verdict.overview(dataset, Selection().apply(dataset))
    assert page.in_words(everything) == "1 subject to compare: 1 conflict."
    nothing = verdict.overview(dataset, Selection(search="nowhere at all").apply(dataset))
    assert page.in_words(nothing).endswith("there is nothing to compare.")


def test_every_state_has_a_mark_of_its_own_with_its_word_and_none_says_equal() -> None:
    assert set(page._MARKS) == set(verdict.STATES)
    assert len(set(page._MARKS.values())) == len(page._MARKS)
    assert "=" not in page._MARKS.values()


# Which subject is shown


def test_the_subject_of_a_link_is_shown_and_without_one_the_first(dataset: Dataset) -> None:
    overview = verdict.overview(dataset, Selection().apply(dataset))
    assert page.opened(dataset, overview, "2020-05-05-kabul-attack") == 0
    assert page.opened(dataset, overview, "") == 0


def test_a_linked_subject_that_the_filters_leave_out_is_not_replaced_by_another() -> None:
    dataset = made(
        claim("a-001", "Greens"),
        claim("b-001", "Ministry", disputes="a-001", statement="Nothing is well."),
        claim("a-002", "Greens", topic="media", statement="All is well."),
        claim("b-002", "Ministry", topic="media", disputes="a-002"),
    )
    overview = verdict.overview(dataset, Selection(topic=("strength",)).apply(dataset))
    assert overview["key"].tolist() == ["disputed.a-001"]
    assert page.opened(dataset, overview, "disputed.a-001") == 0
    assert page.opened(dataset, overview, "disputed.a-002") is None
    (subject,) = [one for one in every_subject(dataset) if one.key == "disputed.a-002"]
    assert page.left_out_in_words(subject) == (
        "The filters leave out every claim of this comparison: All is well."
    )


def test_where_nothing_is_left_no_subject_is_shown(dataset: Dataset) -> None:
    nothing = verdict.overview(dataset, Selection(search="nowhere at all").apply(dataset))
    assert page.opened(dataset, nothing, "") is None


# What is drawn of very many claims


def test_of_very_many_claims_the_charts_show_the_disputed_ones_first() -> None:
    rows = [claim(f"a-{number:03d}", "Greens") for number in range(1, page.DRAWN + 10)]
    rows[-1]["disputes"] = rows[-2]["claim_id"]
    dataset = made(*rows)
    drawn = names(dataset, page.drawn(state(dataset)))
    assert len(drawn) == page.DRAWN
    assert drawn[:3] == [rows[-2]["claim_id"], rows[-1]["claim_id"], "a-001"]
    assert len(page.drawn(state(dataset, "a-001", "a-002"))) == 2


def test_cards_are_taken_from_each_side_in_turn() -> None:
    assert page.round_by_round(((1, 4, 6), (2,), (3, 5))) == [1, 2, 3, 4, 5, 6]


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
    assert shown["voice"] == ["Jo Smith (author)"]
    assert shown["note"][0] == "Jo Smith (author)"


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
