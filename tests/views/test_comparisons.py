"""What the page Comparisons says; the page as it is drawn is in `test_app`."""

import pandas as pd

from casebook.analysis.comparison import subjects, verdict
from casebook.analysis.comparison.verdict import (
    CONFLICT,
    NO_DISPUTE,
    NOT_COMPARABLE,
    ONE_ARTICLE,
    TENSION,
)
from casebook.analysis.selection import Selection
from casebook.tables.dataset import Dataset
from casebook.views import comparisons as page
from tests.analysis.comparison.made import claim, every_subject, made, names, state


def listing(*states: str) -> pd.DataFrame:
    """What the sentence on top is made from: a state for each subject."""
    return pd.DataFrame({"state": states}, dtype="str")


def shown(dataset: Dataset, chosen: Selection, key: str, standing: str = "") -> str | None:
    """The key of the subject that a link opens under filters, with the list of one state."""
    overview = verdict.overview(dataset, chosen.apply(dataset))
    position = page.opened(dataset, overview, page.of_state(overview, standing), key)
    return None if position is None else subjects.subjects(dataset)[position].key


# The sentence on top


def test_the_sentence_counts_the_subjects_and_those_set_against_each_other() -> None:
    frame = listing(ONE_ARTICLE, NO_DISPUTE, CONFLICT, NOT_COMPARABLE, TENSION, CONFLICT)
    assert page.in_words(frame) == "6 subjects to compare: 2 disputed, 1 in tension."
    assert page.in_words(listing(CONFLICT)) == "1 subject to compare: 1 disputed."
    assert page.in_words(listing(*[NO_DISPUTE] * 1200)) == (
        "1,200 subjects to compare: none disputed or in tension."
    )
    assert page.in_words(listing()) == "Among the selected claims there is nothing to compare."


def test_the_sentence_is_made_of_what_the_overview_gives(dataset: Dataset) -> None:
    everything = verdict.overview(dataset, Selection().apply(dataset))
    assert page.in_words(everything) == "1 subject to compare: 1 disputed."
    nothing = verdict.overview(dataset, Selection(search="nowhere at all").apply(dataset))
    assert page.in_words(nothing).endswith("there is nothing to compare.")


def test_every_state_has_a_mark_of_its_own_with_its_word_and_none_says_equal() -> None:
    assert set(page._MARKS) == set(verdict.STATES)
    assert len(set(page._MARKS.values())) == len(page._MARKS)
    assert "=" not in page._MARKS.values()


# Which subject is shown


def test_the_subject_of_a_link_is_shown_and_without_one_the_first(dataset: Dataset) -> None:
    assert shown(dataset, Selection(), "2020-05-05-kabul-attack") == "2020-05-05-kabul-attack"
    assert shown(dataset, Selection(), "") == "2020-05-05-kabul-attack"


def test_a_list_of_one_state_opens_its_first_but_keeps_the_subject_of_a_link(
    dataset: Dataset,
) -> None:
    assert shown(dataset, Selection(), "", CONFLICT) == "2020-05-05-kabul-attack"
    assert shown(dataset, Selection(), "", TENSION) is None
    assert shown(dataset, Selection(), "2020-05-05-kabul-attack", TENSION) is not None


def test_a_linked_subject_that_the_filters_leave_out_is_not_replaced_by_another() -> None:
    dataset = made(
        claim("a-001", "Greens"),
        claim("b-001", "Ministry", disputes="a-001", statement="Nothing is well."),
        claim("a-002", "Greens", topic="media", statement="All is well."),
        claim("b-002", "Ministry", topic="media", disputes="a-002"),
    )
    overview = verdict.overview(dataset, Selection(topic=("strength",)).apply(dataset))
    assert overview["key"].tolist() == ["disputed.a-001"]
    chosen = Selection(topic=("strength",))
    assert shown(dataset, chosen, "disputed.a-001") == "disputed.a-001"
    assert shown(dataset, chosen, "disputed.a-002") is None
    (subject,) = [one for one in every_subject(dataset) if one.key == "disputed.a-002"]
    assert page.left_out_in_words(subject) == (
        "The filters leave out every claim of this comparison: All is well."
    )


def test_where_nothing_is_left_no_subject_is_shown(dataset: Dataset) -> None:
    assert shown(dataset, Selection(search="nowhere at all"), "") is None


# What the filters leave out


def test_a_column_of_the_list_says_of_how_many_where_the_filters_leave_out_any() -> None:
    dataset = made(
        claim("a-001", "Greens"),
        claim("b-001", "Ministry", disputes="a-001; c-001"),
        claim("c-001", "Institute"),
        c={"outlet": "Daily"},
    )
    every, _ = page.as_listed(verdict.overview(dataset, Selection().apply(dataset)))
    assert every[["claims", "outlets"]].to_numpy().tolist() == [[3, 2]]
    chosen = Selection(outlet=("Weekly",))
    few, _ = page.as_listed(verdict.overview(dataset, chosen.apply(dataset)))
    assert few[["claims", "outlets", "origins"]].to_numpy().tolist() == [
        ["2 of 3", "1 of 2", "2 of 3"]
    ]
    (subject,) = every_subject(dataset)
    said = page.counts_in_words(dataset, subject, state(dataset, "a-001", "b-001"))
    assert said.startswith("2 of 3 claims · 2 of 3 articles · 1 of 2 outlets · ")
    assert "of" not in page.counts_in_words(dataset, subject, state(dataset)).split(" ")


# What is drawn of very many claims


def test_of_very_many_claims_the_charts_show_the_disputed_ones_first() -> None:
    rows = [claim(f"a-{number:03d}", "Greens") for number in range(1, page.DRAWN + 10)]
    rows[-1]["disputes"] = rows[-2]["claim_id"]
    dataset = made(*rows)
    drawn = names(dataset, page.drawn(state(dataset)))
    assert len(drawn) == page.DRAWN
    assert drawn[:3] == [rows[-2]["claim_id"], rows[-1]["claim_id"], "a-001"]
    assert len(page.drawn(state(dataset, "a-001", "a-002"))) == 2
