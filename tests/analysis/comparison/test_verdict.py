"""The states of claims, and the sentences that say why."""

import numpy as np
import pytest

from casebook.analysis.comparison import figures
from casebook.analysis.comparison.verdict import (
    ASSERTED,
    CONFLICT,
    NO_DISPUTE,
    NOT_COMPARABLE,
    ONE_ARTICLE,
    ONE_SOURCE,
    OVERLAP,
    REVISED,
    STATES,
    TENSION,
)
from casebook.tables import schema
from casebook.tables.dataset import Dataset
from tests.analysis.comparison.made import (
    OFFICIALS,
    SOMETHING,
    SPOKESMAN,
    Row,
    at,
    claim,
    count,
    every_subject,
    incident,
    judged,
    made,
    names,
    state,
    tuples,
    why,
)

THEIRS = count("a-001", "Greens", 10, 20)
SAID = "Greens: “10 to 20” fighters (A Writer 2021). Ministry: “{}” fighters (B Writer 2021)."


def test_no_state_claims_that_anybody_agrees() -> None:
    assert STATES == (
        "disputed",
        "in tension",
        "revised",
        "figures overlap",
        "not comparable",
        "one original source",
        "no dispute recorded",
        "one article",
    )


# Figures


def test_ranges_that_touch_at_one_number_overlap() -> None:
    found = judged(THEIRS, count("b-001", "Ministry", 20, 30))
    assert found == (OVERLAP, f"{SAID.format('20 to 30')} The figures overlap.")


def test_ranges_that_do_not_overlap_conflict() -> None:
    assert judged(THEIRS, count("b-001", "Ministry", 21, 30)) == (
        CONFLICT,
        f"{SAID.format('21 to 30')} The figures do not overlap, and no note explains why.",
    )


def related(relation: str, note: str = "", **cells: str) -> Row:
    """A figure that is unlike THEIRS and of which the casebook says how it stands to it."""
    second = count("b-001", "Ministry", 21, 30, **{relation: "a-001", f"{relation}_note": note})
    return {**second, **cells}


def test_ranges_of_which_the_casebook_says_how_they_stand_are_no_conflict() -> None:
    for relation, how in (
        ("not_comparable", "They cannot be compared. With allies."),
        ("repeats", "The first repeats the second: they count as one source."),
    ):
        note = "With allies." if relation == "not_comparable" else ""
        name, reason = judged(THEIRS, related(relation, note))
        assert name == NOT_COMPARABLE
        assert reason.endswith(f"(B Writer 2021). {how}") or reason.endswith(
            f"(A Writer 2021). {how}"
        )
    assert judged(THEIRS, related("part_of", "Of one province.")) == (
        NOT_COMPARABLE,
        "Ministry: “21 to 30” fighters (B Writer 2021). Greens: “10 to 20” fighters "
        "(A Writer 2021). The first counts a part of what the second counts. Of one province.",
    )


def test_what_the_casebook_says_goes_before_other_reasons_not_to_compare() -> None:
    for cells in ({"date": "2019"}, {"figure": "hundreds", "low": "", "high": ""}):
        name, reason = judged(THEIRS, related("not_comparable", "With allies.", **cells))
        assert name == NOT_COMPARABLE
        assert reason.endswith("They cannot be compared. With allies.")


def test_figures_that_overlap_are_not_compared_where_the_casebook_says_how_they_stand() -> None:
    second = count("b-001", "Ministry", 15, 15)
    assert judged(THEIRS, second)[0] == OVERLAP
    for relation in ("not_comparable", "part_of", "repeats"):
        assert judged(THEIRS, {**second, relation: "a-001"})[0] == NOT_COMPARABLE


def test_a_tension_is_told_with_its_note_before_what_the_figures_say() -> None:
    assert judged(THEIRS, related("tension", "The second counts in spring.")) == (
        TENSION,
        f"{SAID.format('21 to 30')} They differ, and both could be right. "
        "The second counts in spring.",
    )
    several = (
        claim("a-001", "Greens"),
        claim("b-001", "Ministry", tension="a-001"),
        claim("c-001", "Institute", tension="a-001; b-001"),
    )
    assert judged(*several) == (
        TENSION,
        "Greens: What a-001 says (A Writer 2021). Ministry: What b-001 says (B Writer 2021). "
        "They differ, and both could be right. 2 further pairs of claims are in tension.",
    )


def test_a_conflict_goes_before_a_tension_and_a_tension_before_one_article() -> None:
    rows = claim("a-001", "Greens"), claim("a-002", "Ministry", tension="a-001")
    assert judged(*rows)[0] == TENSION
    assert judged(*rows, claim("a-003", "Institute", disputes="a-001"))[0] == CONFLICT


def test_a_figure_that_updates_another_revises_it_in_any_article_and_of_any_day() -> None:
    second = count("b-001", "Ministry", 5, 5, updates="a-001", updates_note="Counted anew.")
    assert judged(THEIRS, second) == (
        REVISED,
        f"{SAID.format('5')} The later figure is lower. Counted anew.",
    )
    first = {**THEIRS, "updates": "b-001"}
    name, reason = judged(first, count("b-001", "Ministry", 5, 5))
    assert name == REVISED
    assert reason.startswith("Ministry: “5” fighters (B Writer 2021). Greens: “10 to 20” fighters")
    assert "The later figure is higher" in reason


def test_a_dispute_of_figures_stands_though_they_overlap_or_state_no_number() -> None:
    for second in (
        count("b-001", "Ministry", 21, 30, disputes="a-001"),
        count("b-001", "Ministry", 10, 20, disputes="a-001"),
        count("b-001", "Ministry", None, None, figure="hundreds", disputes="a-001"),
    ):
        found = judged(THEIRS, second)
        assert found[0] == CONFLICT
        assert found[1].endswith("(B Writer 2021). Both figures cannot be right.")


def test_the_note_of_a_dispute_is_told_with_it() -> None:
    rows = (
        claim("a-001", "Greens"),
        claim("b-001", "Ministry", disputes="a-001", disputes_note="No."),
    )
    assert judged(*rows)[1].endswith("One disputes the other. No.")


def test_an_open_end_reaches_any_number_on_its_side() -> None:
    cases = [
        ((10, None), (10, 10), OVERLAP),
        ((10, None), (9, 9), CONFLICT),
        ((10, None), (None, 10), OVERLAP),
        ((10, None), (None, 9), CONFLICT),
        ((None, 10), (None, 3), OVERLAP),
        ((10, None), (5000, None), OVERLAP),
        ((None, 10), (11, 12), CONFLICT),
        ((0, 0), (0, 5), OVERLAP),
        ((0, 0), (1, 5), CONFLICT),
    ]
    rows = [
        count(f"{article}{number}-001", speaker, *bounds)
        for number, (first, second, _) in enumerate(cases)
        for speaker, bounds in (("Greens", first), ("Ministry", second))
        for article in (speaker[0].lower(),)
    ]
    dataset = made(*rows)
    wrong = [
        (first, second)
        for number, (first, second, expected) in enumerate(cases)
        if state(dataset, f"g{number}-001", f"m{number}-001").name != expected
    ]
    assert wrong == []


@pytest.mark.parametrize("low", [15, 50])
def test_figures_of_different_units_are_never_set_against_each_other(low: int) -> None:
    second = count("b-001", "Ministry", low, 60, unit="killed")
    assert judged(THEIRS, second) == (
        NO_DISPUTE,
        f"Greens: “10 to 20” fighters (A Writer 2021). Ministry: “{low} to 60” killed "
        "(B Writer 2021). Neither disputes the other.",
    )
    assert judged(THEIRS, {**second, "topic": "attacks"})[0] == NOT_COMPARABLE


def test_figures_of_unit_other_are_not_compared() -> None:
    found = judged(
        count("a-001", "Greens", 1, 2, unit="other", topic="media"),
        count("b-001", "Ministry", 50, 60, unit="other", topic="politics"),
    )
    assert found[0] == NOT_COMPARABLE


def test_figures_of_different_times_are_not_comparable() -> None:
    for date, reason in (
        ("2019", "The figures are of different times: Mar 2021 and 2019."),
        ("", "The time of at least one figure is not known."),
    ):
        assert judged(THEIRS, count("b-001", "Ministry", 50, 60, date=date)) == (
            NOT_COMPARABLE,
            f"{SAID.format('50 to 60')} {reason}",
        )


def test_two_undated_figures_are_not_compared() -> None:
    rows = count("a-001", "Greens", 1, 2, date=""), count("b-001", "Ministry", 50, 60, date="")
    name, reason = judged(*rows)
    assert name == NOT_COMPARABLE
    assert reason.endswith("The time of at least one figure is not known.")


def flows(first: tuple[int, int, str], second: tuple[int, int, str]) -> tuple[str, str]:
    """The state of two counts of the killed, each a lower and an upper bound and a date."""
    (low, high, date), (other_low, other_high, other_date) = first, second
    return judged(
        count("a-001", "Greens", low, high, unit="killed", date=date),
        count("b-001", "Ministry", other_low, other_high, unit="killed", date=other_date),
    )


def test_what_is_counted_over_a_time_is_compared_over_equal_closed_spans() -> None:
    cases = [
        ("2021-03", "2021-03", CONFLICT),
        ("2021-03", "2021-03-01/2021-03-31", CONFLICT),
        ("2021-03-05/2021-03-20", "2021-03-10/2021-03-25", NOT_COMPARABLE),
        ("../2021", "../2021", NOT_COMPARABLE),
        ("2021/..", "2021/..", NOT_COMPARABLE),
    ]
    for first, second, expected in cases:
        assert flows((10, 10, first), (50, 50, second))[0] == expected, (first, second)
    assert flows((10, 10, "../2021"), (50, 50, "../2021"))[1].endswith("is not known.")
    assert flows((10, 20, "2021-03"), (15, 15, "2021-03"))[0] == OVERLAP


def test_a_part_of_a_time_can_not_hold_more_than_the_whole() -> None:
    greater = flows((50, 60, "2021-03"), (10, 20, "2021"))
    assert greater[0] == CONFLICT
    assert greater[1].endswith(
        "More is counted in a part of the time than in the whole, and no note explains why."
    )
    assert flows((10, 20, "2021"), (50, 60, "2021-03"))[0] == CONFLICT
    for second in ((50, 60, "2021"), (10, 20, "2021"), (10, 10, "2021/.."), (10, 10, "../2021")):
        assert flows((15, 15, "2021-03"), second)[0] != CONFLICT, second
        assert flows((15, 15, "2021-03"), second)[0] != OVERLAP, second


RISING = (16, "2021-04-02"), (34, "2021-04-05"), (64, "2021-08-20"), (2975, "2021-08-28")


def toll(article: str, speaker: str, low: int, high: int | None = None) -> Row:
    bounds = (low, high if high is not None else low)
    return count(f"{article}-001", speaker, *bounds, unit="killed", incident_id="undated-raid")


def published(**days: str) -> dict[str, Row]:
    return {article: {"published": day} for article, day in days.items()}


def test_a_toll_that_rises_from_article_to_article_is_revised_and_no_conflict() -> None:
    claims = [
        toll(article, speaker, dead)
        for article, speaker, (dead, _) in zip(
            "abcd", ("Greens", "Ministry", "Institute", "A Witness"), RISING, strict=True
        )
    ]
    days = published(**{article: day for article, (_, day) in zip("abcd", RISING, strict=True)})
    name, reason = judged(*claims, incidents=SOMETHING, **days)
    assert name == REVISED
    assert reason.startswith("Greens: “16” killed (A Writer 2021). Ministry: “34” killed")
    assert reason.endswith(
        "The later figure is higher: published 5 Apr 2021, the other 2 Apr 2021. "
        "5 further pairs of figures were revised too."
    )


def test_a_later_toll_that_is_lower_or_of_the_same_day_is_a_conflict_unless_the_source_is_one() -> (
    None
):
    cases = [
        ("Ministry", "2021-04-05", "The later figure is lower, and no note explains why."),
        ("Ministry", "2021-04-02", "The figures do not overlap, and no note explains why."),
        ("Ministry", "2021-04", "The figures do not overlap, and no note explains why."),
    ]
    first = toll("a", "Greens", 64)
    for speaker, day, words in cases:
        name, reason = judged(
            first,
            toll("b", speaker, 34),
            incidents=SOMETHING,
            **published(a="2021-04-02", b=day),
        )
        assert (name, reason.endswith(words)) == (CONFLICT, True), (day, reason)
    corrected = judged(
        first,
        toll("b", "Greens", 34),
        incidents=SOMETHING,
        **published(a="2021-04-02", b="2021-04-05"),
    )
    assert corrected[0] == REVISED
    assert "The later figure is lower: published 5 Apr 2021" in corrected[1]


def test_a_disaster_of_another_subject_gets_the_states_that_a_reader_would_give() -> None:
    """A hurricane: its toll rises, days and percents stand beside it, one party disputes the last.

    After what was published on Hurricane Maria in Puerto Rico in 2017 and 2018.
    """
    parties = ("Greens", "Ministry", "Institute", "A Witness")
    tolls = [
        toll(article, speaker, dead)
        for article, speaker, (dead, _) in zip("abcd", parties, RISING, strict=True)
    ]
    days = published(**{article: day for article, (_, day) in zip("abcd", RISING, strict=True)})
    other = {"unit": "other", "topic": "other", "incident_id": "undated-raid"}
    beside = [
        count("a-002", "Greens", 84, 84, figure="84 days", **other),
        count("b-002", "Ministry", 95, 95, figure="95 percent", **other),
        count("c-002", "Institute", 100, 100, figure="100 percent", **other),
    ]
    disputing = claim("e-001", "Blues", topic="attacks", kind="denial", incident_id="undated-raid")
    storm = (incident("undated-raid", kind="other"),)
    assert judged(*tolls, *beside, incidents=storm, **days)[0] == REVISED
    assert judged(*beside, incidents=storm, **days)[0] == NOT_COMPARABLE
    dataset = made(*tolls, *beside, {**disputing, "disputes": "d-001"}, incidents=storm, **days)
    found = state(dataset)
    assert found.name == CONFLICT
    assert [names(dataset, pair) for pair in tuples(found.pairs)] == [["d-001", "e-001"]]
    assert why(dataset).endswith("One denies what the other says.")
    assert state(dataset, "a-002", "b-002", "c-002").name == NOT_COMPARABLE


def test_what_the_casebook_says_goes_before_a_revision_by_the_order_of_publication() -> None:
    days = published(a="2021-04-02", b="2021-04-05")
    first, second = toll("a", "Greens", 16), toll("b", "Ministry", 34)
    for cells, expected in (
        ({"disputes": "a-001"}, CONFLICT),
        ({"not_comparable": "a-001"}, NOT_COMPARABLE),
        ({"tension": "a-001"}, TENSION),
    ):
        found = judged(first, {**second, **cells}, incidents=SOMETHING, **days)
        assert found[0] == expected


def test_topic_other_is_no_topic_in_common() -> None:
    for topic, expected in (("media", NO_DISPUTE), ("other", NOT_COMPARABLE)):
        rows = claim("a-001", "Greens", topic=topic), claim("b-001", "Ministry", topic=topic)
        assert judged(*rows)[0] == expected
    rows = [count(f"{article}-001", "Greens", 1, 2, topic="other") for article in "ab"]
    assert every_subject(made(*rows)) == []


def test_times_are_the_same_where_they_overlap_and_none_is_over_a_year_longer() -> None:
    cases = [
        ("2021-03", "2021-03", True),
        ("2021-03", "2021-03-31", True),
        ("2021-03", "2021-04", False),
        ("2021-03", "2021", True),
        ("2021-03-05", "2021-01-01/2022-01-02", True),
        ("2021-03-05", "2021-01-01/2022-01-03", False),
        ("2021-03-05", "2014/2021", False),
        ("2014/2021", "2014/2020", True),
        ("2014/2021", "2012/2021", False),
        ("2021/..", "2021-03", False),
        ("../2021", "2021-03", False),
        ("2021/..", "2021/..", True),
        ("2021/..", "2020/..", True),
        ("../2021", "../2022", True),
        ("../2021", "2021/..", True),
        ("1001", "1001-03", True),
        ("9998", "9998-03", True),
        ("", "2021", False),
        ("", "../2021", False),
        ("", "", False),
    ]
    dates = sorted({date for *pair, _ in cases for date in pair})
    ids = {date: f"a-{number:03d}" for number, date in enumerate(dates)}
    twins = {date: f"b-{number:03d}" for number, date in enumerate(dates)}
    dataset = made(*(claim(of[date], date=date) for of in (ids, twins) for date in dates))
    traits = figures.traits(dataset)
    wrong = []
    for first, second, same in cases:
        one, other = (np.array(at(dataset, name)) for name in (ids[first], twins[second]))
        for pair in ((one, other), (other, one)):
            if figures.same_time(traits, *pair).tolist() != [same]:
                wrong.append((first, second))
    assert wrong == []


def test_claims_about_one_incident_are_of_one_time_whatever_their_dates() -> None:
    cells = {"incident_id": "undated-raid"}
    rows = [
        count("a-001", "Greens", 10, 20, **cells, date="2014/2021"),
        count("b-001", "Ministry", 50, 60, **cells, date=""),
    ]
    assert judged(*rows, incidents=SOMETHING)[0] == CONFLICT


def test_figures_of_two_incidents_are_not_set_against_each_other() -> None:
    found = judged(
        count("a-001", "Greens", 13, 13, unit="killed", incident_id="undated-raid"),
        count("b-001", "Ministry", 5, 5, unit="killed", incident_id="undated-storm"),
        incidents=(*SOMETHING, incident("undated-storm")),
    )
    assert found[0] == NOT_COMPARABLE
    assert found[1].endswith("The figures are about different events.")


def test_a_figure_without_a_number_is_not_compared() -> None:
    assert judged(THEIRS, count("b-001", "Ministry", None, None, figure="hundreds")) == (
        NOT_COMPARABLE,
        f"{SAID.format('hundreds')} At least one of them states no number.",
    )


def test_figures_that_overlap_are_enough_though_others_can_not_be_compared() -> None:
    found = judged(
        THEIRS,
        count("b-001", "Ministry", 15, 15),
        count("c-001", "Institute", 50, 60, date="2019"),
        count("d-001", "A Witness", None, None, figure="hundreds"),
    )
    assert found == (OVERLAP, f"{SAID.format('15')} The figures overlap.")


def test_a_conflict_of_figures_is_told_though_others_overlap() -> None:
    found = judged(THEIRS, count("b-001", "Ministry", 15, 15), count("c-001", "Institute", 50, 60))
    assert found[0] == CONFLICT
    assert found[1].endswith("no note explains why. 1 further pair of claims is disputed.")


# One source, one article


def test_one_speaker_with_two_figures_does_not_dispute_itself() -> None:
    assert judged(THEIRS, count("a-002", "Greens", 50, 60)) == (
        ONE_ARTICLE,
        "Only A Writer 2021 reports this; it cites Greens.",
    )
    assert judged(THEIRS, count("b-001", "Greens", 50, 60))[0] == ONE_SOURCE


def test_a_spokesman_is_his_movement_and_a_fellow_is_not_his_institute() -> None:
    assert judged(THEIRS, count("b-001", SPOKESMAN, 50, 60)) == (
        ONE_SOURCE,
        "Both articles have one original source, Greens: they count as one.",
    )
    found = judged(count("a-001", "A Fellow", 1, 2), count("b-001", "Institute", 50, 60))
    assert found[0] == CONFLICT


def test_three_articles_that_repeat_one_source_are_no_confirmation() -> None:
    found = judged(claim("a-001", "Greens"), claim("b-001", "Greens"), claim("c-001", "Greens"))
    assert found == (
        ONE_SOURCE,
        "All 3 articles have one original source, Greens: they count as one.",
    )


def test_a_speaker_who_disputes_himself_is_in_conflict() -> None:
    found = judged(claim("a-001", "Greens"), claim("b-001", SPOKESMAN, disputes="a-001"))
    assert found == (
        CONFLICT,
        "Greens: What a-001 says (A Writer 2021). Ali Green: What b-001 says (B Writer 2021). "
        "One disputes the other. "
        "2 articles have the same original source, Greens: they count as one.",
    )


def test_one_article_is_named_with_whom_it_cites() -> None:
    for speakers, citing in (
        ([""], ""),
        (["Greens"], "; it cites Greens"),
        (["", "Greens", SPOKESMAN], "; it cites Greens"),
        (["Greens", "Ministry", "", "A Witness"], "; it cites Greens, Ministry and A Witness"),
        (
            ["Greens", "Ministry", "A Fellow", "A Witness", "Institute", "Weekly"],
            "; it cites Greens, Ministry, A Fellow, A Witness and 2 others",
        ),
    ):
        rows = [claim(f"a-00{number}", speaker) for number, speaker in enumerate(speakers)]
        assert judged(*rows) == (ONE_ARTICLE, f"Only A Writer 2021 reports this{citing}.")


def test_figures_that_overlap_in_one_article_are_one_article() -> None:
    assert judged(THEIRS, count("a-002", "Ministry", 15, 15))[0] == ONE_ARTICLE


def test_what_several_articles_repeat_of_one_source_is_said_to_be_no_confirmation() -> None:
    rows = claim("a-001", "Greens"), claim("b-001", SPOKESMAN), claim("b-002", "Ministry")
    found = judged(*rows)
    assert found[0] == NO_DISPUTE
    assert found[1].endswith("2 articles have the same original source, Greens: they count as one.")
    found = judged(claim("a-001", "Greens"), claim("a-002", "Greens"), claim("b-001", "Ministry"))
    assert found[0] == NO_DISPUTE
    assert "repeat" not in found[1]


# Disputes


def test_a_dispute_inside_one_article_is_a_conflict_of_that_article() -> None:
    assert judged(claim("a-001", "Greens"), claim("a-002", "Ministry", disputes="a-001")) == (
        CONFLICT,
        "Greens: What a-001 says (A Writer 2021). Ministry: What a-002 says (A Writer 2021). "
        "One disputes the other. A Writer 2021 is the only article.",
    )


def test_a_conflict_says_in_what_way_two_dispute_each_other() -> None:
    for kinds, how in (
        (("report", "denial"), "One denies what the other says."),
        (("opinion", "denial"), "One denies what the other says."),
        (("opinion", "report"), "They hold opposite views."),
        (("allegation", "report"), "One disputes the other."),
    ):
        for one, other in (kinds, kinds[::-1]):
            found = judged(
                claim("a-001", "Greens", kind=one),
                claim("b-001", "Ministry", kind=other, disputes="a-001"),
            )
            assert found[0] == CONFLICT
            assert found[1].endswith(f"(B Writer 2021). {how}")


def test_a_conflict_of_figures_is_told_before_other_disputes() -> None:
    found = judged(
        claim("a-001", "Greens"),
        claim("b-001", "Ministry", disputes="a-001"),
        count("c-001", "Greens", 1, 2),
        count("d-001", "Institute", 5, 6),
    )
    assert found == (
        CONFLICT,
        "Greens: “1 to 2” fighters (C Writer 2021). Institute: “5 to 6” fighters (D Writer 2021). "
        "The figures do not overlap, and no note explains why. "
        "1 further pair of claims is disputed. "
        "2 articles have the same original source, Greens: they count as one.",
    )


def test_a_conflict_is_told_of_the_claim_that_most_dispute_and_of_two_origins() -> None:
    found = judged(
        claim("a-001", "Greens"),
        claim("a-002", "Greens", disputes="a-001"),
        claim("b-001", "Ministry", disputes="c-001"),
        claim("c-001", "Institute"),
        claim("d-001", "A Witness", disputes="c-001"),
    )
    assert found[1].startswith("Ministry: What b-001 says (B Writer 2021). Institute: What c-001")


def test_several_further_pairs_are_counted(dataset: Dataset) -> None:
    (attack,) = every_subject(dataset)
    ids = [str(dataset.claims["claim_id"].iat[row]) for row in attack.rows]
    found = state(dataset, *ids)
    assert found.name == CONFLICT
    assert len(tuples(found.pairs)) == 3
    assert "Both figures cannot be right. 2 further pairs of claims are disputed." in why(
        dataset, *ids
    )


def test_what_claims_beyond_these_dispute_is_said() -> None:
    dataset = made(
        claim("a-001", "Greens"),
        claim("b-001", "Ministry"),
        claim("c-001", "Institute", disputes="a-001"),
        claim("c-002", "Institute", disputes="a-001; b-001"),
    )
    assert state(dataset, "a-001", "b-001").name == NO_DISPUTE
    said = why(dataset, "a-001", "b-001")
    assert said.endswith(" Claims outside this comparison also dispute 2 of these.")
    assert why(dataset, "a-001").endswith(
        " Claims outside this comparison also dispute 1 of these."
    )
    assert "outside" not in why(dataset)


# Assertions


def test_two_articles_in_their_own_voice_are_two_origins() -> None:
    assert judged(claim("a-001"), claim("b-001")) == (
        NO_DISPUTE,
        "What a-001 says (A Writer 2021). What b-001 says (B Writer 2021). "
        "Neither disputes the other.",
    )


def test_two_assertions_on_one_topic_stand_without_a_recorded_dispute() -> None:
    found = judged(
        claim("a-001", "Greens", topic="media"),
        claim("b-001", "Ministry", topic="media"),
        claim("c-001", "Institute", topic="plots"),
    )
    assert found == (
        NO_DISPUTE,
        "Greens: What a-001 says (A Writer 2021). Ministry: What b-001 says (B Writer 2021). "
        "Neither disputes the other.",
    )


def test_only_what_is_asserted_as_fact_is_compared_by_topic() -> None:
    others = [
        claim(f"b{number}-001", "Ministry", kind=kind)
        for number, kind in enumerate(schema.CLAIM_KINDS)
    ]
    dataset = made(claim("a-001", "Greens"), *others)
    wrong = [
        row["kind"]
        for row in others
        if state(dataset, "a-001", row["claim_id"]).name
        != (NO_DISPUTE if row["kind"] in ASSERTED else NOT_COMPARABLE)
    ]
    assert wrong == []


def test_two_of_one_article_on_one_topic_are_not_compared_by_a_third_elsewhere() -> None:
    found = judged(
        claim("a-001", "Greens", topic="media"),
        claim("a-002", "Ministry", topic="media"),
        claim("b-001", "Institute", topic="plots"),
    )
    assert found[0] == NOT_COMPARABLE


def test_claims_that_can_not_be_compared_are_told_by_source_kind_and_topic() -> None:
    found = judged(
        claim("a-001", "Greens", topic="media"),
        claim("a-002", SPOKESMAN, topic="media"),
        claim("a-003", "Greens", topic="plots", kind="warning"),
        claim("b-004", "Ministry", topic="politics"),
    )
    assert found == (
        NOT_COMPARABLE,
        "No two of these claims can be compared directly: Greens (report on media and warning on "
        "plots) and Ministry (report on politics).",
    )


def test_very_many_sources_are_not_all_named() -> None:
    speakers = ("Greens", "Ministry", "Institute", "A Fellow", "A Witness", "Weekly")
    topics = ("media", "plots", "politics", "strength", "attacks", "other")
    rows: list[Row] = [
        claim(f"{letter}-001", speaker, topic=topic)
        for letter, speaker, topic in zip("abcdef", speakers, topics, strict=True)
    ]
    assert judged(*rows)[1] == (
        "No two of these claims can be compared directly: Greens (report on media), Ministry "
        "(report on plots), Institute (report on politics), A Fellow (report on strength) and "
        "2 other original sources."
    )


def test_a_statement_that_names_its_speaker_has_no_speaker_in_front() -> None:
    found = judged(
        claim("a-001", "Greens", statement="The Greens said that all is well."),
        claim(
            "b-001",
            OFFICIALS,
            statement="Ministry officials said that nothing is.",
            disputes="a-001",
        ),
    )
    assert found[1] == (
        "The Greens said that all is well (A Writer 2021). Ministry officials said that nothing is "
        "(B Writer 2021). One disputes the other."
    )
