import csv
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.analysis.comparison import figures, pairs, sides, subjects, verdict, voices
from casebook.analysis.comparison.subjects import DISPUTE, INCIDENT, QUESTION, Subject
from casebook.analysis.comparison.verdict import (
    CONFLICT,
    NO_DISPUTE,
    NOT_COMPARABLE,
    ONE_ARTICLE,
    ONE_SOURCE,
    State,
)
from casebook.analysis.selection import Selection
from casebook.charts import theme
from casebook.tables import derive, read, schema
from casebook.tables.dataset import Dataset
from tests import small

Row = dict[str, str]
ROOT = Path(__file__).resolve().parents[1]
SPOKESMAN, OFFICIALS = "Ali Green", "Ministry officials (unnamed)"
ACTORS = [
    {"actor": "Greens", "kind": "armed group"},
    {"actor": SPOKESMAN, "kind": "person", "affiliation": "Greens"},
    {"actor": "Ministry", "kind": "government"},
    {"actor": OFFICIALS, "kind": "unnamed", "affiliation": "Ministry"},
    {"actor": "Institute", "kind": "research body"},
    {"actor": "A Fellow", "kind": "person", "affiliation": "Institute"},
    {"actor": "A Witness", "kind": "person"},
    {"actor": "Somebody (unnamed)", "kind": "unnamed"},
    {"actor": "Weekly", "kind": "outlet"},
]


def claim(claim_id: str, speaker: str = "", **cells: str) -> Row:
    """A claim about the strength of the Greens in March 2021, on words that name its id."""
    return {
        "claim_id": claim_id,
        "source_id": claim_id[:-4],
        "kind": "report",
        "topic": "strength",
        "date": "2021-03",
        "date_basis": "stated" if cells.get("date", "2021-03") else "",
        "groups": "Greens",
        "speaker": speaker,
        "statement": f"What {claim_id} tells.",
        "quote": f"{claim_id} tells {cells.get('figure', 'it')}",
        **cells,
    }


def count(claim_id: str, speaker: str, low: int | None, high: int | None, **cells: str) -> Row:
    """A claim with a figure of fighters between two bounds; None is an open end."""
    bounds = {"low": "" if low is None else str(low), "high": "" if high is None else str(high)}
    written = " to ".join(bound for bound in dict.fromkeys(bounds.values()) if bound)
    return claim(claim_id, speaker, **{"figure": written, "unit": "fighters", **bounds, **cells})


def incident(incident_id: str, **cells: str) -> Row:
    return {
        "incident_id": incident_id,
        "title": f"What was {incident_id}",
        "kind": "attack",
    } | cells


def copied(row: Row, source_id: str) -> Row:
    """The claim in another article, which has the same words."""
    return {**row, "claim_id": f"{source_id}{row['claim_id'][-4:]}", "source_id": source_id}


def made(*claims: Row, incidents: tuple[Row, ...] = (), **sources: Row) -> Dataset:
    """The small casebook with further claims, each on a line of its own of its article.

    An article is the Weekly's of 1 April 2021, unless `sources` have other cells for it.
    """
    with tempfile.TemporaryDirectory() as folder:
        data, seeds = small.write(Path(folder))
        articles: dict[str, list[str]] = {}
        for row in sorted(claims, key=lambda row: row["claim_id"]):
            articles.setdefault(row["source_id"], []).append(f"{row['quote']}.")
        for source_id, lines in articles.items():
            (seeds / f"{source_id}.txt").write_text("\n".join(lines), encoding="utf-8")
        small.write_checksums(seeds)
        add(data, "actors", ACTORS)
        add(data, "incidents", incidents)
        add(data, "claims", claims)
        further = [
            {
                "source_id": source_id,
                "file": f"{source_id}.txt",
                "first_line": "1",
                "last_line": str(len(lines)),
                "author": f"{source_id.capitalize()} Writer",
                "outlet": "Weekly",
                "outlet_basis": "stated",
                "published": "2021-04-01",
                "published_basis": "stated",
                **sources.get(source_id, {}),
            }
            for source_id, lines in articles.items()
        ]
        add(data, "sources", further)
        tables, problems = read.read(data, seeds)
        assert problems == []
        return derive.dataset(tables)


def add(data: Path, table: str, rows: list[Row] | tuple[Row, ...]) -> None:
    """Put rows into a table, which stays sorted by its key."""
    path = data / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        every = sorted([*csv.DictReader(file), *rows], key=lambda row: row[schema.key(table)])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, schema.columns(table), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(every)


def at(dataset: Dataset, *claim_ids: str) -> tuple[int, ...]:
    """The positions of claims."""
    found = [dataset.row(claim_id) for claim_id in claim_ids]
    assert None not in found
    return tuple(row for row in found if row is not None)


def names(dataset: Dataset, rows: tuple[int, ...] | list[int]) -> list[str]:
    """The ids of claims."""
    return dataset.claims["claim_id"].iloc[list(rows)].tolist()


def own(dataset: Dataset) -> list[int]:
    """The claims that were added to those of the small casebook."""
    theirs = {row["claim_id"] for row in small.TABLES["claims"]}
    return np.flatnonzero(~dataset.claims["claim_id"].isin(theirs)).tolist()


def state(dataset: Dataset, *claim_ids: str) -> State:
    """The state of these claims, or of all that were added."""
    return verdict.state(dataset, at(dataset, *claim_ids) if claim_ids else own(dataset))


def told(*claims: Row, incidents: tuple[Row, ...] = (), **sources: Row) -> tuple[str, str]:
    """Name and sentence of the state in which these claims are."""
    found = state(made(*claims, incidents=incidents, **sources))
    assert bool(found.pairs) == (found.name == CONFLICT)
    return found.name, found.why


def further(dataset: Dataset, kind: str = "") -> list[Subject]:
    """The subjects, of one kind, of the claims that were added."""
    added = set(own(dataset))
    return [
        subject
        for subject in subjects.subjects(dataset)
        if set(subject.rows) <= added and kind in ("", subject.kind)
    ]


def contents(dataset: Dataset, kind: str = "") -> list[list[str]]:
    return [names(dataset, subject.rows) for subject in further(dataset, kind)]


def linked_ids(dataset: Dataset, pairs: object) -> set[frozenset[str]]:
    return {frozenset(names(dataset, pair)) for pair in pairs}  # type: ignore[attr-defined]


# Which subjects there are


def test_the_small_casebook_has_one_subject_its_attack(dataset: Dataset) -> None:
    (subject,) = subjects.subjects(dataset)
    assert (subject.key, subject.kind, subject.title) == (
        "2020-05-05-kabul-attack",
        INCIDENT,
        "Attack in Kabul",
    )
    assert names(dataset, subject.rows) == [
        "herald-2021-strike-001",
        "smith-2020-001",
        "smith-2020-002",
        "smith-2020-003",
    ]


SOMETHING = (incident("undated-raid"),)


@pytest.mark.parametrize(
    ("claims", "several"),
    [
        ([("a-001", "Greens")], False),
        ([("a-001", "Greens"), ("a-002", "Greens")], False),
        ([("a-001", ""), ("a-002", "")], False),
        ([("a-001", "Greens"), ("b-001", "Greens")], True),
        ([("a-001", ""), ("b-001", "")], True),
        ([("a-001", "Greens"), ("a-002", "Ministry")], True),
        ([("a-001", "Greens"), ("a-002", "")], True),
        ([("a-001", "Greens"), ("a-002", SPOKESMAN)], False),
        ([("a-001", "A Fellow"), ("a-002", "Institute")], True),
    ],
)
def test_an_incident_is_a_subject_where_two_origins_tell_of_it_or_one_in_two_articles(
    claims: list[tuple[str, str]], *, several: bool
) -> None:
    rows = [claim(*cells, incident_id="undated-raid") for cells in claims]
    dataset = made(*rows, incidents=SOMETHING)
    expected = [[claim_id for claim_id, _ in claims]] if several else []
    assert contents(dataset) == expected
    assert [subject.kind for subject in further(dataset)] == [INCIDENT] * several


def test_figures_of_two_origins_on_one_group_are_a_question() -> None:
    dataset = made(count("a-001", "Greens", 10, 20), count("b-001", "Ministry", 5, 8))
    (question,) = further(dataset)
    assert question == Subject(
        "greens-fighters-2021-strength",
        QUESTION,
        "Greens: fighters, 2021 (strength)",
        at(dataset, "a-001", "b-001"),
    )


@pytest.mark.parametrize(
    ("second", "several"),
    [
        (count("a-002", "Greens", 5, 8), False),
        (count("b-001", "Greens", 5, 8), True),
        (count("a-002", SPOKESMAN, 5, 8), False),
        (count("b-001", SPOKESMAN, 5, 8), True),
        (count("b-001", "Ministry", None, None, figure="hundreds"), True),
        (claim("b-001", "Ministry"), False),
        (count("b-001", "Ministry", 5, 8, unit="other"), False),
        (count("b-001", "Ministry", 5, 8, unit="killed"), False),
        (count("b-001", "Ministry", 5, 8, topic="attacks"), False),
        (count("b-001", "Ministry", 5, 8, groups="Blues"), False),
        (count("b-001", "Ministry", 5, 8, groups=""), False),
        (count("b-001", "Ministry", 5, 8, groups="Blues; Greens"), True),
        (count("b-001", "Ministry", 5, 8, date="2022"), False),
        (count("b-001", "Ministry", 5, 8, date="2020/2022"), True),
        (count("b-001", "Ministry", 5, 8, date="../2021"), True),
        (count("b-001", "Ministry", 5, 8, date="2021/.."), True),
        (count("b-001", "Ministry", 5, 8, date="2022/.."), False),
        (count("b-001", "Ministry", 5, 8, date=""), False),
    ],
)
def test_a_question_is_one_group_unit_and_topic_in_overlapping_years(
    second: Row, *, several: bool
) -> None:
    dataset = made(count("a-001", "Greens", 10, 20), second)
    expected = [["a-001", second["claim_id"]]] if several else []
    assert contents(dataset) == expected
    assert [subject.kind for subject in further(dataset)] == [QUESTION] * several


def test_figures_of_no_group_are_no_question() -> None:
    dataset = made(
        count("a-001", "Greens", 10, 20, groups=""), count("b-001", "Ministry", 5, 8, groups="")
    )
    assert contents(dataset) == []


def test_two_figures_of_unit_other_are_no_question() -> None:
    dataset = made(
        count("a-001", "Greens", 1, 2, unit="other"), count("b-001", "Ministry", 5, 8, unit="other")
    )
    assert contents(dataset) == []


def test_a_claim_of_two_groups_stands_in_the_question_of_each() -> None:
    dataset = made(
        count("a-001", "Greens", 10, 20, groups="Blues; Greens"),
        count("b-001", "Ministry", 5, 8),
        count("b-002", "Ministry", 5, 8, groups="Blues"),
    )
    assert contents(dataset, QUESTION) == [["a-001", "b-002"], ["a-001", "b-001"]]


def test_a_question_across_years_goes_on_as_long_as_years_overlap() -> None:
    dataset = made(
        count("a-001", "Greens", 1, 1, date="2015/2017"),
        count("a-002", "Greens", 2, 2, date="2019"),
        count("b-001", "Ministry", 3, 3, date="2016"),
        count("b-002", "Ministry", 4, 4, date="2017/2018"),
        count("b-003", "Ministry", 5, 5, date="2019-06"),
        count("a-003", "Greens", 6, 6, date=""),
        count("b-004", "Ministry", 7, 7, date=""),
    )
    found = {subject.title: names(dataset, subject.rows) for subject in further(dataset)}
    assert found == {
        "Greens: fighters, 2015–2018 (strength)": ["a-001", "b-001", "b-002"],
        "Greens: fighters, 2019 (strength)": ["a-002", "b-003"],
        "Greens: fighters, undated (strength)": ["a-003", "b-004"],
    }


def test_a_long_time_joins_what_lies_in_it_though_another_ended_before() -> None:
    dataset = made(
        count("a-001", "Greens", 1, 1, date="2010/2020"),
        count("a-002", "Greens", 2, 2, date="2011"),
        count("b-001", "Ministry", 3, 3, date="2019"),
    )
    assert contents(dataset) == [["a-001", "a-002", "b-001"]]


def test_open_ends_are_no_years_of_a_title() -> None:
    dataset = made(
        count("a-001", "Greens", 1, 1, date="../2016"),
        count("b-001", "Ministry", 3, 3, date="2014/.."),
    )
    assert [subject.title for subject in further(dataset)] == [
        "Greens: fighters, 2014–2016 (strength)"
    ]


def test_figures_that_are_all_about_one_incident_are_no_question_beside_it() -> None:
    raid = {"incident_id": "undated-raid"}
    rows = [count("a-001", "Greens", 1, 1, **raid), count("b-001", "Ministry", 2, 2, **raid)]
    assert [s.kind for s in further(made(*rows, incidents=SOMETHING))] == [INCIDENT]
    rows += [count("a-002", "Greens", 3, 3), count("b-002", "Ministry", 3, 3)]
    dataset = made(*rows, incidents=SOMETHING)
    assert contents(dataset, INCIDENT) == [["a-001", "b-001"]]
    assert contents(dataset, QUESTION) == [["a-002", "b-002"]]


def test_incidents_come_first_then_questions_then_disputeions() -> None:
    dataset = made(
        count("a-001", "Greens", 10, 20),
        count("b-001", "Ministry", 5, 8),
        claim("a-002", "Greens", topic="media"),
        claim("b-002", "Ministry", topic="media", disputes="a-002"),
        claim("a-003", "Greens", incident_id="undated-raid"),
        claim("b-003", "Ministry", incident_id="undated-raid"),
        incidents=SOMETHING,
    )
    found = subjects.subjects(dataset)
    assert [subject.kind for subject in found] == [INCIDENT, INCIDENT, QUESTION, DISPUTE]


def test_claims_of_a_subject_stand_in_reading_order() -> None:
    cells = {"incident_id": "undated-raid"}
    dataset = made(
        claim("b-001", "Ministry", **cells, date="2023"),
        claim("b-002", "Ministry", **cells, date=""),
        claim("a-001", "Greens", **cells, date=""),
        claim("a-002", "Greens", **cells, date="2022"),
        incidents=SOMETHING,
    )
    assert contents(dataset) == [["a-001", "a-002", "b-001", "b-002"]]


def test_an_address_names_a_subject_by_its_key(dataset: Dataset) -> None:
    (attack,) = subjects.subjects(dataset)
    assert subjects.subject(dataset, attack.key) == attack
    for key in ("", "attack", "2020-05-05-kabul", "disputed-smith-2020-001"):
        assert subjects.subject(dataset, key) is None


def test_a_claim_knows_its_subjects_incidents_first() -> None:
    raid = {"incident_id": "undated-raid"}
    dataset = made(
        count("a-001", "Greens", 1, 1, **raid),
        count("b-001", "Ministry", 2, 2, **raid),
        count("c-001", "Institute", 3, 3),
        count("a-002", "Greens", 3, 3),
        claim("d-001", "A Witness", disputes="c-001"),
        claim("d-002", "A Witness"),
        incidents=SOMETHING,
    )
    kinds = {
        claim_id: [
            subject.kind for subject in subjects.subjects_of(dataset, *at(dataset, claim_id))
        ]
        for claim_id in names(dataset, own(dataset))
    }
    assert kinds == {
        "a-001": [INCIDENT],
        "a-002": [QUESTION],
        "b-001": [INCIDENT],
        "c-001": [QUESTION, DISPUTE],
        "d-001": [DISPUTE],
        "d-002": [],
    }


def test_groups_with_names_in_other_letters_have_questions_with_keys_of_their_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    others = [{"actor": name, "kind": "armed group"} for name in ("حركة طالبان", "القاعدة")]
    monkeypatch.setattr("tests.analysis.test_comparison.ACTORS", [*ACTORS, *others])
    dataset = made(
        *(
            count(f"{article}-00{number}", speaker, 1, 1, groups=other["actor"])
            for number, other in enumerate(others)
            for article, speaker in (("a", "Greens"), ("b", "Ministry"))
        )
    )
    keys = [subject.key for subject in further(dataset)]
    assert len(keys) == len(set(keys)) == 2


# Disputes


def test_a_disputeion_of_two_stands_under_the_one_that_is_read_first() -> None:
    dataset = made(
        claim("a-001", "Greens", topic="media", statement="All is well."),
        claim("b-001", "Ministry", topic="politics", disputes="a-001"),
    )
    (subject,) = further(dataset)
    assert subject == Subject(
        "disputed-a-001", DISPUTE, "All is well.", at(dataset, "a-001", "b-001")
    )


def test_disputeions_gather_around_the_claim_that_most_dispute() -> None:
    dataset = made(
        claim("a-001", "Greens", topic="media", disputes="b-001"),
        claim("b-001", "Ministry", topic="politics", statement="The hub."),
        claim("c-001", "Institute", topic="other", disputes="b-001"),
        claim("d-001", "A Witness", topic="plots", disputes="b-001"),
    )
    (subject,) = further(dataset)
    assert (subject.key, subject.title) == ("disputed-b-001", "The hub.")
    assert names(dataset, subject.rows) == ["a-001", "b-001", "c-001", "d-001"]


@pytest.mark.parametrize(
    ("speaker", "topic", "found"),
    [
        ("Ministry", "media", [["a-001", "b-001", "c-001", "d-001"]]),
        (SPOKESMAN, "plots", [["a-001", "b-001", "c-001", "d-001"]]),
        ("Ministry", "plots", [["a-001", "c-001", "d-001"], ["b-001", "c-001"]]),
    ],
)
def test_a_claim_of_its_topic_or_origin_that_only_the_same_dispute_stands_beside_the_hub(
    speaker: str, topic: str, found: list[list[str]]
) -> None:
    dataset = made(
        claim("a-001", "Greens", topic="media"),
        claim("b-001", speaker, topic=topic),
        claim("c-001", "Institute", topic="other", disputes="a-001; b-001"),
        claim("d-001", "A Witness", topic="plots", disputes="a-001"),
    )
    assert contents(dataset) == found


def test_what_the_hubs_opponents_dispute_elsewhere_is_told_elsewhere() -> None:
    dataset = made(
        claim("a-001", "Greens", topic="media"),
        claim("b-001", "Ministry", topic="politics", disputes="a-001"),
        claim("c-001", "Institute", topic="other", disputes="a-001"),
        claim("d-001", "A Witness", topic="plots", disputes="a-001; e-001"),
        claim("e-001", "Somebody (unnamed)", topic="media"),
        claim("f-001", "Weekly", topic="attacks", disputes="e-001"),
    )
    assert contents(dataset) == [
        ["a-001", "b-001", "c-001", "d-001"],
        ["d-001", "e-001", "f-001"],
    ]
    assert [subject.key for subject in further(dataset)] == [
        "disputed-a-001",
        "disputed-e-001",
    ]


def test_a_disputeion_around_a_hub_is_told_once_and_not_again_inside_an_incident() -> None:
    raid = {"incident_id": "undated-raid"}
    rows = [
        claim("a-001", "Greens", **raid),
        claim("b-001", "Ministry", **raid, disputes="a-001"),
        claim("c-001", "Institute", **raid, disputes="a-001"),
    ]
    dataset = made(*rows, incidents=SOMETHING)
    assert [(s.kind, names(dataset, s.rows)) for s in further(dataset)] == [
        (INCIDENT, ["a-001", "b-001", "c-001"])
    ]
    dataset = made(*rows, claim("d-001", "A Witness", disputes="a-001"), incidents=SOMETHING)
    assert contents(dataset, INCIDENT) == [["a-001", "b-001", "c-001"]]
    assert contents(dataset, DISPUTE) == [["a-001", "d-001"]]


def test_a_disputeion_of_figures_in_a_question_is_told_there_alone() -> None:
    dataset = made(
        count("a-001", "Greens", 10, 20), count("b-001", "Ministry", 5, 8, disputes="a-001")
    )
    assert [subject.kind for subject in further(dataset)] == [QUESTION]


def test_linked_pairs_have_the_lower_position_first_whichever_claim_disputes() -> None:
    dataset = made(
        claim("a-001", "Greens", disputes="b-001", date="2020"),
        claim("b-001", "Ministry", disputes="a-001", date="2022"),
        claim("c-001", "Ministry", date="2021"),
    )
    later, earlier = at(dataset, "b-001", "a-001")
    assert later < earlier
    assert (later, earlier) in pairs.linked(dataset)
    assert (earlier, later) not in pairs.linked(dataset)
    assert pairs.linked_within(dataset, own(dataset)) == [(later, earlier)]
    assert pairs.linked_within(dataset, at(dataset, "a-001", "c-001")) == []


# The states and their sentences

THEIRS = count("a-001", "Greens", 10, 20)


def test_ranges_that_touch_at_one_number_agree() -> None:
    assert told(THEIRS, count("b-001", "Ministry", 20, 30)) == (
        NO_DISPUTE,
        "Greens: “10 to 20” fighters (A Writer 2021). Ministry: “20 to 30” fighters "
        "(B Writer 2021). Both figures can be right.",
    )


def test_ranges_that_do_not_meet_conflict() -> None:
    assert told(THEIRS, count("b-001", "Ministry", 21, 30)) == (
        CONFLICT,
        "Greens: “10 to 20” fighters (A Writer 2021). Ministry: “21 to 30” fighters "
        "(B Writer 2021). The figures do not meet, and no note says why.",
    )


@pytest.mark.parametrize("which", ["first", "second"])
def test_ranges_that_do_not_meet_and_of_which_a_note_names_the_other_are_not_compared(
    which: str,
) -> None:
    notes = {
        "first": ("Unlike b-001, without allies.", "Read aloud."),
        "second": ("", "With allies, other than a-001."),
    }[which]
    found = told({**THEIRS, "note": notes[0]}, count("b-001", "Ministry", 21, 30, note=notes[1]))
    assert found == (
        NOT_COMPARABLE,
        "Greens: “10 to 20” fighters (A Writer 2021). Ministry: “21 to 30” fighters "
        "(B Writer 2021). They count different things. "
        f"Note: {notes[0] if which == 'first' else notes[1]}",
    )


@pytest.mark.parametrize(
    "note", ["Of the same year.", "Unlike b-002.", "xb-001", "b-001-2", "b-0011", "a-001"]
)
def test_a_note_that_names_no_claim_of_the_pair_explains_nothing(note: str) -> None:
    assert told({**THEIRS, "note": note}, count("b-001", "Ministry", 21, 30))[0] == CONFLICT


def test_the_note_that_is_shown_is_the_one_that_names_the_other_claim() -> None:
    found = told(
        {**THEIRS, "note": "As in new-b-001."},
        count("b-001", "Ministry", 21, 30, note="With allies, other than a-001."),
    )
    assert found[1].endswith("Note: With allies, other than a-001.")


@pytest.mark.parametrize(
    "second",
    [
        count("b-001", "Ministry", 50, 60, date="2019", note="Other than a-001."),
        count("b-001", "Ministry", None, None, figure="hundreds", note="Other than a-001."),
    ],
)
def test_a_note_goes_before_other_reasons_not_to_compare(second: Row) -> None:
    found = told(THEIRS, second)
    assert found[0] == NOT_COMPARABLE
    assert found[1].endswith("They count different things. Note: Other than a-001.")


def test_figures_that_meet_agree_though_a_note_names_the_other_claim() -> None:
    assert told(THEIRS, count("b-001", "Ministry", 15, 15, note="As a-001."))[0] == NO_DISPUTE


def test_a_dispute_stands_though_a_note_names_the_other_claim() -> None:
    found = told(
        THEIRS, count("b-001", "Ministry", 21, 30, disputes="a-001", note="Answers a-001.")
    )
    assert found[0] == CONFLICT
    assert found[1].endswith("(B Writer 2021). Both figures cannot be right.")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((10, None), (10, 10), NO_DISPUTE),
        ((10, None), (9, 9), CONFLICT),
        ((10, None), (None, 10), NO_DISPUTE),
        ((10, None), (None, 9), CONFLICT),
        ((None, 10), (None, 3), NO_DISPUTE),
        ((10, None), (5000, None), NO_DISPUTE),
        ((None, 10), (11, 12), CONFLICT),
        ((0, 0), (0, 5), NO_DISPUTE),
        ((0, 0), (1, 5), CONFLICT),
    ],
)
def test_an_open_end_reaches_any_number_on_its_side(
    first: tuple[int | None, int | None], second: tuple[int | None, int | None], expected: str
) -> None:
    assert (
        told(count("a-001", "Greens", *first), count("b-001", "Ministry", *second))[0] == expected
    )
    assert (
        told(count("a-001", "Greens", *second), count("b-001", "Ministry", *first))[0] == expected
    )


def test_one_speaker_with_two_figures_does_not_dispute_itself() -> None:
    assert told(THEIRS, count("a-002", "Greens", 50, 60)) == (
        ONE_ARTICLE,
        "Only A Writer 2021 tells of it; it cites Greens.",
    )
    assert told(THEIRS, count("b-001", "Greens", 50, 60))[0] == ONE_SOURCE


def test_a_spokesman_is_his_movement() -> None:
    assert told(THEIRS, count("b-001", SPOKESMAN, 50, 60)) == (
        ONE_SOURCE,
        "2 claims in 2 articles all go back to Greens: that is one voice.",
    )


def test_a_fellow_is_not_his_institute() -> None:
    assert (
        told(count("a-001", "A Fellow", 1, 2), count("b-001", "Institute", 50, 60))[0] == CONFLICT
    )


def test_one_origin_in_several_articles_is_one_voice_though_it_disputes_nobody() -> None:
    found = told(claim("a-001", "Greens"), claim("b-001", "Greens"), claim("c-001", "Greens"))
    assert found == (
        ONE_SOURCE,
        "3 claims in 3 articles all go back to Greens: that is one voice.",
    )


def test_a_speaker_who_disputes_himself_is_in_conflict() -> None:
    found = told(claim("a-001", "Greens"), claim("b-001", SPOKESMAN, disputes="a-001"))
    assert found == (
        CONFLICT,
        "Greens: What a-001 tells (A Writer 2021). Ali Green: What b-001 tells (B Writer 2021). "
        "They are held to dispute each other. "
        "What 2 articles have from Greens does not confirm each other.",
    )


@pytest.mark.parametrize(
    ("speakers", "citing"),
    [
        ([""], ""),
        (["Greens"], "; it cites Greens"),
        (["", "Greens", SPOKESMAN], "; it cites Greens"),
        (["Greens", "Ministry"], "; it cites Greens and Ministry"),
        (["Greens", "Ministry", "", "A Witness"], "; it cites Greens, Ministry and A Witness"),
    ],
)
def test_a_single_account_names_the_article_and_whom_it_cites(
    speakers: list[str], citing: str
) -> None:
    rows = [claim(f"a-00{number}", speaker) for number, speaker in enumerate(speakers)]
    assert told(*rows) == (ONE_ARTICLE, f"Only A Writer 2021 tells of it{citing}.")


def test_figures_that_meet_in_one_article_are_a_single_account() -> None:
    assert told(THEIRS, count("a-002", "Ministry", 15, 15))[0] == ONE_ARTICLE


def test_two_articles_in_their_own_voice_are_two_origins() -> None:
    assert told(claim("a-001"), claim("b-001")) == (
        NO_DISPUTE,
        "What a-001 tells (A Writer 2021). What b-001 tells (B Writer 2021). "
        "Neither disputes the other.",
    )


def test_a_dispute_inside_one_article_is_a_conflict_that_the_article_tells_of() -> None:
    assert told(claim("a-001", "Greens"), claim("a-002", "Ministry", disputes="a-001")) == (
        CONFLICT,
        "Greens: What a-001 tells (A Writer 2021). Ministry: What a-002 tells (A Writer 2021). "
        "They are held to dispute each other. All of it is told by A Writer 2021.",
    )


@pytest.mark.parametrize(
    ("kinds", "how"),
    [
        (("report", "denial"), "One denies what the other says."),
        (("opinion", "denial"), "One denies what the other says."),
        (("opinion", "report"), "They hold opposite views."),
        (("allegation", "report"), "They are held to dispute each other."),
    ],
)
def test_a_conflict_says_in_what_way_two_dispute_each_other(
    kinds: tuple[str, str], how: str
) -> None:
    first, second = kinds
    for one, other in ((first, second), (second, first)):
        found = told(
            claim("a-001", "Greens", kind=one),
            claim("b-001", "Ministry", kind=other, disputes="a-001"),
        )
        assert found[0] == CONFLICT
        assert found[1].endswith(f"(B Writer 2021). {how}")


def test_a_dispute_of_figures_that_meet_is_a_conflict() -> None:
    found = told(THEIRS, count("b-001", "Ministry", 10, 20, disputes="a-001"))
    assert found[0] == CONFLICT
    assert found[1].endswith("Both figures cannot be right.")


def test_a_conflict_of_figures_is_told_before_other_disputes() -> None:
    found = told(
        claim("a-001", "Greens"),
        claim("b-001", "Ministry", disputes="a-001"),
        count("c-001", "Greens", 1, 2),
        count("d-001", "Institute", 5, 6),
    )
    assert found == (
        CONFLICT,
        "Greens: “1 to 2” fighters (C Writer 2021). Institute: “5 to 6” fighters (D Writer 2021). "
        "The figures do not meet, and no note says why. 1 further pair is in dispute. "
        "What 2 articles have from Greens does not confirm each other.",
    )


def test_a_conflict_is_told_of_the_claim_that_most_dispute_and_of_two_origins() -> None:
    found = told(
        claim("a-001", "Greens"),
        claim("a-002", "Greens", disputes="a-001"),
        claim("b-001", "Ministry", disputes="c-001"),
        claim("c-001", "Institute"),
        claim("d-001", "A Witness", disputes="c-001"),
    )
    assert found[1].startswith("Ministry: What b-001 tells (B Writer 2021). Institute: What c-001")


def test_several_further_pairs_are_counted(dataset: Dataset) -> None:
    (attack,) = subjects.subjects(dataset)
    found = verdict.state(dataset, attack.rows)
    assert found.name == CONFLICT
    assert len(found.pairs) == 3
    assert "Both figures cannot be right. 2 further pairs are in dispute." in found.why


def test_what_claims_beyond_these_dispute_is_told() -> None:
    dataset = made(
        claim("a-001", "Greens"),
        claim("b-001", "Ministry"),
        claim("c-001", "Institute", disputes="a-001"),
        claim("c-002", "Institute", disputes="a-001; b-001"),
    )
    assert state(dataset, "a-001", "b-001").name == NO_DISPUTE
    told_of = state(dataset, "a-001", "b-001").why
    assert told_of.endswith(" 2 of these claims are disputed elsewhere.")
    assert state(dataset, "a-001").why.endswith(" 1 of these claims is disputed elsewhere.")
    assert "elsewhere" not in state(dataset).why


@pytest.mark.parametrize("low", [15, 50])
def test_figures_of_different_units_are_never_set_against_each_other(low: int) -> None:
    second = count("b-001", "Ministry", low, 60, unit="killed")
    assert told(THEIRS, second) == (
        NO_DISPUTE,
        f"Greens: “10 to 20” fighters (A Writer 2021). Ministry: “{low} to 60” killed "
        "(B Writer 2021). Neither disputes the other.",
    )
    assert told(THEIRS, {**second, "topic": "attacks"}) == (
        NOT_COMPARABLE,
        "They speak of different things: Greens on strength; Ministry on attacks.",
    )


def test_figures_of_unit_other_are_not_compared() -> None:
    found = told(
        count("a-001", "Greens", 1, 2, unit="other", topic="media"),
        count("b-001", "Ministry", 50, 60, unit="other", topic="politics"),
    )
    assert found == (
        NOT_COMPARABLE,
        "They speak of different things: Greens on media; Ministry on politics.",
    )


def test_different_things_are_named_once_for_each_origin() -> None:
    found = told(
        claim("a-001", "Greens", topic="media"),
        claim("a-002", SPOKESMAN, topic="media"),
        claim("a-003", "Greens", topic="plots"),
        claim("b-004", "Ministry", topic="politics"),
    )
    assert found[1] == (
        "They speak of different things: Greens on media, plots; Ministry on politics."
    )


def test_figures_of_different_times_are_not_comparable() -> None:
    assert told(THEIRS, count("b-001", "Ministry", 50, 60, date="2019")) == (
        NOT_COMPARABLE,
        "Greens: “10 to 20” fighters (A Writer 2021). Ministry: “50 to 60” fighters "
        "(B Writer 2021). These are of different times: Mar 2021 and 2019.",
    )


def test_a_dated_and_an_undated_figure_are_not_comparable() -> None:
    found = told(THEIRS, count("b-001", "Ministry", 50, 60, date=""))
    assert found[0] == NOT_COMPARABLE
    assert found[1].endswith("These are of different times: Mar 2021 and (not stated).")


def test_two_undated_figures_are_compared() -> None:
    rows = count("a-001", "Greens", 1, 2, date=""), count("b-001", "Ministry", 50, 60, date="")
    assert told(*rows)[0] == CONFLICT


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
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
        ("1001", "1001-03", True),
        ("", "2021", False),
        ("", "", True),
    ],
)
def test_times_are_the_same_where_they_overlap_and_none_is_over_a_year_longer(
    first: str, second: str, *, same: bool
) -> None:
    dataset = made(claim("a-001", "Greens", date=first), claim("b-001", "Ministry", date=second))
    one, other = at(dataset, "a-001", "b-001")
    assert figures.same_time(dataset, one, other) is same
    assert figures.same_time(dataset, other, one) is same


def test_claims_about_one_incident_are_of_one_time_whatever_their_dates() -> None:
    cells = {"incident_id": "undated-raid"}
    rows = [
        count("a-001", "Greens", 10, 20, **cells, date="2014/2021"),
        count("b-001", "Ministry", 50, 60, **cells, date=""),
    ]
    assert told(*rows, incidents=SOMETHING)[0] == CONFLICT


def test_tolls_of_two_incidents_are_not_set_against_each_other() -> None:
    found = told(
        count("a-001", "Greens", 13, 13, unit="killed", incident_id="undated-raid"),
        count("b-001", "Ministry", 5, 5, unit="killed", incident_id="undated-storm"),
        incidents=(*SOMETHING, incident("undated-storm")),
    )
    assert found[0] == NOT_COMPARABLE


def test_a_figure_without_a_number_is_not_compared() -> None:
    assert told(THEIRS, count("b-001", "Ministry", None, None, figure="hundreds")) == (
        NOT_COMPARABLE,
        "Greens: “10 to 20” fighters (A Writer 2021). Ministry: “hundreds” fighters "
        "(B Writer 2021). One of the figures states no number to compare.",
    )


def test_a_figure_without_a_number_can_be_disputed() -> None:
    found = told(
        THEIRS, count("b-001", "Ministry", None, None, figure="hundreds", disputes="a-001")
    )
    assert found[0] == CONFLICT


def test_figures_that_meet_agree_though_others_can_not_be_compared() -> None:
    found = told(
        THEIRS,
        count("b-001", "Ministry", 15, 15),
        count("c-001", "Institute", 50, 60, date="2019"),
        count("d-001", "A Witness", None, None, figure="hundreds"),
    )
    assert found[0] == NO_DISPUTE
    assert found[1].startswith(
        "Greens: “10 to 20” fighters (A Writer 2021). Ministry: “15” fighters (B Writer 2021)."
    )


def test_a_conflict_of_figures_is_told_though_others_meet() -> None:
    found = told(THEIRS, count("b-001", "Ministry", 15, 15), count("c-001", "Institute", 50, 60))
    assert found[0] == CONFLICT
    assert found[1].endswith("no note says why. 1 further pair is in dispute.")


def test_what_two_articles_assert_on_one_topic_agrees() -> None:
    found = told(
        claim("a-001", "Greens", topic="media"),
        claim("b-001", "Ministry", topic="media"),
        claim("c-001", "Institute", topic="plots"),
    )
    assert found == (
        NO_DISPUTE,
        "Greens: What a-001 tells (A Writer 2021). Ministry: What b-001 tells (B Writer 2021). "
        "Neither disputes the other.",
    )


@pytest.mark.parametrize("kind", schema.CLAIM_KINDS)
def test_only_what_is_asserted_as_fact_agrees(kind: str) -> None:
    found = told(claim("a-001", "Greens"), claim("b-001", "Ministry", kind=kind))
    agrees = kind in ("report", "responsibility", "estimate")
    assert found[0] == (NO_DISPUTE if agrees else NOT_COMPARABLE)


def test_two_of_one_article_on_one_topic_do_not_agree_by_a_third_elsewhere() -> None:
    found = told(
        claim("a-001", "Greens", topic="media"),
        claim("a-002", "Ministry", topic="media"),
        claim("b-001", "Institute", topic="plots"),
    )
    assert found[0] == NOT_COMPARABLE


def test_claims_on_different_topics_are_not_comparable() -> None:
    found = told(claim("a-001", "Greens", topic="media"), claim("b-001", "Ministry", topic="plots"))
    assert found == (
        NOT_COMPARABLE,
        "They speak of different things: Greens on media; Ministry on plots.",
    )


def test_what_several_articles_relay_of_one_origin_is_told_to_confirm_nothing() -> None:
    found = told(claim("a-001", "Greens"), claim("b-001", SPOKESMAN), claim("b-002", "Ministry"))
    assert found[0] == NO_DISPUTE
    assert found[1].endswith(" What 2 articles have from Greens does not confirm each other.")


def test_two_claims_of_one_article_are_not_told_to_be_relayed() -> None:
    found = told(claim("a-001", "Greens"), claim("a-002", "Greens"), claim("b-001", "Ministry"))
    assert found[0] == NO_DISPUTE
    assert "confirm" not in found[1]


def test_a_statement_that_names_its_speaker_has_no_speaker_in_front() -> None:
    found = told(
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
        "(B Writer 2021). They are held to dispute each other."
    )


# Who speaks, and how it is told


def test_an_article_speaks_under_its_label() -> None:
    dataset = made(claim("a-001"), claim("a-002", SPOKESMAN), claim("b-001"))
    a, spokesman, b = at(dataset, "a-001", "a-002", "b-001")
    assert voices.voice(dataset, a) == "The article itself (A Writer 2021)"
    assert voices.voice(dataset, b) == "The article itself (B Writer 2021)"
    assert voices.voice(dataset, spokesman) == SPOKESMAN


def test_two_articles_of_one_name_keep_voices_of_their_own() -> None:
    same = {"author": "Jo", "title": ""}
    dataset = made(claim("a-001"), claim("b-001"), a=same, b=same)
    voices = [voices.voice(dataset, row) for row in at(dataset, "a-001", "b-001")]
    assert voices == ["The article itself (Jo 2021: a)", "The article itself (Jo 2021: b)"]
    assert state(dataset, "a-001").why == "Only Jo 2021: a tells of it."


def test_a_figure_is_said_as_written_with_its_unit() -> None:
    dataset = made(
        count("a-001", "Greens", 10, 20, figure="ten to twenty"),
        count("a-002", "Greens", 10, 20, unit="other"),
        claim("a-003", "Greens", statement="All is well."),
    )
    assert [voices.said(dataset, row) for row in at(dataset, "a-001", "a-002", "a-003")] == [
        "“ten to twenty” fighters",
        "“10 to 20”",
        "All is well",
    ]


@pytest.mark.parametrize(
    ("speaker", "party"),
    [
        ("", "the article itself"),
        ("Greens", "armed group"),
        (SPOKESMAN, "armed group"),
        (OFFICIALS, "government"),
        ("Institute", "research body"),
        ("A Fellow", "research body"),
        ("A Witness", "person"),
        ("Somebody (unnamed)", "unnamed"),
        ("Weekly", "outlet"),
    ],
)
def test_a_person_is_of_the_sort_of_party_for_which_they_speak(speaker: str, party: str) -> None:
    dataset = made(claim("a-001", speaker))
    assert voices.party(dataset, *at(dataset, "a-001")) == party


def test_a_body_of_another_is_of_its_own_sort_of_party(monkeypatch: pytest.MonkeyPatch) -> None:
    radio = {"actor": "Green Radio", "kind": "outlet", "affiliation": "Greens"}
    monkeypatch.setattr("tests.analysis.test_comparison.ACTORS", [*ACTORS, radio])
    dataset = made(claim("a-001", "Green Radio"))
    assert voices.party(dataset, *at(dataset, "a-001")) == "outlet"


def test_every_sort_of_party_has_a_colour() -> None:
    assert set(theme.PARTIES) == {*schema.ACTOR_KINDS, "the article itself"}
    assert len(set(theme.PARTIES.values())) == len(theme.PARTIES)


@pytest.mark.parametrize(
    ("published", "of_incident", "said"),
    [
        ("2021-04-01", None, "2021-04-01"),
        ("2021-04", None, "2021-04-30"),
        ("2021", None, "2021-12-31"),
        ("2021-04/2021-06", None, "2021-06-30"),
        ("2021/..", None, ""),
        ("", None, ""),
        ("2021-04-01", {"kind": "statement", "date": "2021-03-05"}, "2021-03-05"),
        ("2021-04-01", {"kind": "statement", "date": "2021-03"}, "2021-03-31"),
        ("2021-04-01", {"kind": "statement", "date": "2021"}, "2021-04-01"),
        ("", {"kind": "statement", "date": "2021-03"}, "2021-03-31"),
        ("2021-04-01", {"kind": "statement", "date": "2021/.."}, "2021-04-01"),
        ("", {"kind": "statement", "date": ""}, ""),
        ("2021-04-01", {"kind": "attack", "date": "2021-03-05"}, "2021-04-01"),
        ("", {"kind": "attack", "date": "2021-03-05"}, ""),
    ],
)
def test_a_claim_was_said_by_the_day_of_its_article_or_of_the_statement(
    published: str, of_incident: Row | None, said: str
) -> None:
    article = {"published": published, "published_basis": "stated" if published else "unknown"}
    incidents: tuple[Row, ...] = ()
    if of_incident is not None:
        of_incident = {**of_incident, "date_basis": "stated" if of_incident["date"] else ""}
        incidents = (incident("undated-raid", **of_incident),)
    about = "undated-raid" if incidents else ""
    dataset = made(claim("a-001", "Greens", incident_id=about), incidents=incidents, a=article)
    assert voices.said_on(dataset, *at(dataset, "a-001")) == said


# Frames for the charts


def test_figures_are_ranges_in_reading_order_with_open_ends_missing() -> None:
    dataset = made(
        count("b-001", SPOKESMAN, None, 8, date="2022"),
        count("b-002", "Ministry", None, None, figure="hundreds"),
        count("b-003", "Ministry", 1, 2, unit="other"),
        claim("b-004", "Ministry"),
        count("a-001", "", 10, None, unit="killed", date="2020"),
    )
    frame = figures.figures(dataset, own(dataset))
    expected = pd.DataFrame(
        {
            "claim_id": ["a-001", "b-001"],
            "unit": ["killed", "fighters"],
            "voice": ["The article itself (A Writer 2021)", SPOKESMAN],
            "party": ["the article itself", "armed group"],
            "figure": ["10", "8"],
            "low": [10.0, np.nan],
            "high": [np.nan, 8.0],
        }
    )
    pd.testing.assert_frame_equal(frame, expected, check_dtype=False)


def test_where_there_are_no_figures_their_frame_is_empty_and_has_its_columns() -> None:
    dataset = made(claim("a-001", "Greens"))
    for rows in ((), at(dataset, "a-001")):
        frame = figures.figures(dataset, rows)
        assert len(frame) == 0
        assert [*frame.columns] == ["claim_id", "unit", "voice", "party", "figure", "low", "high"]


def test_times_say_of_when_each_claim_is_and_by_when_it_was_said() -> None:
    dataset = made(
        claim("b-001", "Ministry", date=""),
        claim("a-001", SPOKESMAN, date="2021-03"),
        claim("a-002", "Greens", date="../2020"),
        claim("a-003", "Greens", date="2022/.."),
        b={"published": "", "published_basis": "unknown"},
    )
    frame = figures.times(dataset, own(dataset)).set_index("claim_id")
    assert [*frame.index] == ["a-001", "a-002", "a-003", "b-001"]
    assert frame["voice"].tolist() == [SPOKESMAN, "Greens", "Greens", "Ministry"]
    assert frame["party"].tolist() == ["armed group"] * 3 + ["government"]
    assert frame["statement"].tolist() == [f"What {claim_id} tells." for claim_id in frame.index]
    told_of = frame[["first", "last", "said"]].astype(object)
    assert told_of.where(told_of.notna(), None).to_numpy().tolist() == [
        ["2021-03-01", "2021-03-31", "2021-04-01"],
        [None, "2020-12-31", "2021-04-01"],
        ["2022-01-01", None, "2021-04-01"],
        [None, None, None],
    ]


# Sides


def sides_of(dataset: Dataset, *claim_ids: str) -> list[list[list[str]]]:
    """The disputes among these claims, or all that were added, as ids."""
    rows = at(dataset, *claim_ids) if claim_ids else own(dataset)
    pairs = verdict.state(dataset, rows).pairs
    return [
        [names(dataset, side) for side in found.sides]
        for found in sides.sides(dataset, rows, pairs)
    ]


def test_two_that_dispute_each_other_stand_on_two_sides() -> None:
    dataset = made(
        claim("a-001", "Greens"), claim("b-001", "Ministry", disputes="a-001"), claim("b-002")
    )
    assert sides_of(dataset) == [[["a-001"], ["b-001"]]]


def test_three_that_dispute_each_other_stand_on_three_sides() -> None:
    dataset = made(
        count("a-001", "Greens", 1, 2),
        count("b-001", "Ministry", 5, 6),
        count("c-001", "Institute", 8, 9),
    )
    assert len(state(dataset).pairs) == 3
    assert sides_of(dataset) == [[["a-001"], ["b-001"], ["c-001"]]]


def test_two_that_one_disputes_stand_on_one_side() -> None:
    dataset = made(
        claim("a-001", "Greens"),
        claim("b-001", "Ministry", disputes="a-001; c-001"),
        claim("c-001", "Institute"),
    )
    assert sides_of(dataset) == [[["a-001", "c-001"], ["b-001"]]]
    assert sides_of(dataset, "b-001", "c-001") == [[["b-001"], ["c-001"]]]
    assert sides_of(dataset, "a-001", "c-001") == []


def test_claims_of_one_origin_stand_together_where_they_can() -> None:
    dataset = made(
        claim("a-001", "Greens", disputes="b-001"),
        claim("b-001", "Ministry", disputes="c-001"),
        claim("c-001", "Institute", disputes="d-001"),
        claim("d-001", SPOKESMAN),
        claim("e-001", "A Witness", disputes="c-001; d-001"),
    )
    (found,) = sides_of(dataset)
    assert len(found) == 3
    assert ["b-001", "d-001"] in found


def test_a_party_that_disputes_itself_stands_on_two_sides_where_nobody_else_does() -> None:
    rows = [claim("a-001", "Greens"), claim("b-001", SPOKESMAN, disputes="a-001")]
    assert sides_of(made(*rows)) == [[["a-001"], ["b-001"]]]
    both = claim("c-001", "Ministry", disputes="a-001; b-001")
    assert sides_of(made(*rows, both)) == [[["a-001", "b-001"], ["c-001"]]]


def test_a_claim_that_only_its_own_party_disputes_has_a_side() -> None:
    dataset = made(
        claim("a-001", "Greens"),
        claim("b-001", SPOKESMAN, disputes="a-001"),
        claim("c-001", "Ministry", disputes="a-001"),
    )
    placed = [claim_id for found in sides_of(dataset) for side in found for claim_id in side]
    assert "b-001" in placed


def test_disputeions_that_nothing_joins_are_told_apart() -> None:
    dataset = made(
        claim("a-001", "Greens"),
        claim("a-002", "Greens"),
        claim("b-001", "Ministry", disputes="a-002"),
        claim("b-002", "Ministry", disputes="a-001"),
    )
    assert sides_of(dataset) == [[["a-001"], ["b-002"]], [["a-002"], ["b-001"]]]


# The overview

EVERYTHING = Selection()


def overview(dataset: Dataset, chosen: Selection = EVERYTHING) -> pd.DataFrame:
    return verdict.overview(dataset, chosen.apply(dataset))


MANY = (
    count("a-001", "Greens", 10, 20, groups="Reds"),
    count("b-001", "Ministry", 50, 60, groups="Reds"),
    count("c-001", "Institute", 90, 90, groups="Reds"),
    claim("a-002", "Greens", incident_id="undated-a"),
    claim("b-002", "Ministry", incident_id="undated-a", topic="media"),
    claim("a-003", "Greens", incident_id="undated-b"),
    claim("b-003", SPOKESMAN, incident_id="undated-b"),
    claim("a-004", "Greens", incident_id="undated-c"),
    claim("b-004", "Ministry", incident_id="undated-c"),
    claim("a-005", "Greens", incident_id="undated-d"),
    claim("a-006", "Ministry", incident_id="undated-d"),
    claim("a-007", "Greens", incident_id="undated-e"),
    claim("b-007", "Ministry", incident_id="undated-e"),
    claim("c-007", "Institute", incident_id="undated-e"),
    claim("a-008", "Greens", incident_id="undated-f"),
    claim("b-008", "Ministry", incident_id="undated-f"),
    claim("b-009", "Ministry", incident_id="undated-f"),
    claim("b-012", "Ministry", incident_id="undated-f"),
    claim("a-010", "Greens", topic="media"),
    claim("b-010", "Ministry", topic="plots", disputes="a-010"),
    claim("a-011", "Greens", incident_id="undated-0"),
    claim("b-011", "Ministry", incident_id="undated-0"),
)
OF_MANY = tuple(incident(f"undated-{letter}") for letter in "0abcdef")


@pytest.fixture(scope="module")
def many() -> Dataset:
    return made(*MANY, incidents=OF_MANY, c={"outlet": "", "outlet_basis": "unknown"})


def test_the_overview_has_most_disagreement_first_then_the_order_of_the_states(
    many: Dataset,
) -> None:
    frame = overview(many)
    assert frame[["key", "state", "pairs"]].to_numpy().tolist() == [
        ["2020-05-05-kabul-attack", CONFLICT, 3],
        ["reds-fighters-2021-strength", CONFLICT, 3],
        ["disputed-a-010", CONFLICT, 1],
        ["undated-a", NOT_COMPARABLE, 0],
        ["undated-b", ONE_SOURCE, 0],
        ["undated-e", NO_DISPUTE, 0],
        ["undated-f", NO_DISPUTE, 0],
        ["undated-0", NO_DISPUTE, 0],
        ["undated-c", NO_DISPUTE, 0],
        ["undated-d", ONE_ARTICLE, 0],
    ]
    assert frame.index.tolist() == [*range(len(frame))]


def test_the_overview_counts_what_each_subject_rests_on(many: Dataset) -> None:
    frame = overview(many).set_index("key")
    counts = frame[["claims", "articles", "outlets", "origins", "left_out"]]
    assert counts.loc["2020-05-05-kabul-attack"].tolist() == [4, 2, 1, 3, 0]
    assert counts.loc["reds-fighters-2021-strength"].tolist() == [3, 3, 1, 3, 0]
    assert counts.loc["undated-b"].tolist() == [2, 2, 1, 1, 0]
    assert counts.loc["undated-d"].tolist() == [2, 1, 1, 2, 0]


def test_the_overview_tells_each_subject_as_it_is_told_alone(many: Dataset) -> None:
    frame = overview(many)
    for row in frame.itertuples():
        subject = subjects.subject(many, row.key)
        assert subject is not None
        found = verdict.state(many, subject.rows)
        assert (row.kind, row.title) == (subject.kind, subject.title)
        assert (row.state, row.why, row.pairs) == (found.name, found.why, len(found.pairs))


def test_the_overview_tells_of_the_selected_claims_and_how_many_are_left_out(
    many: Dataset,
) -> None:
    chosen = Selection(outlet=("Weekly",), topic=("strength",))
    frame = overview(many, chosen).set_index("key")
    assert "2020-05-05-kabul-attack" not in frame.index
    counts = frame[["state", "pairs", "claims", "articles", "origins", "left_out"]]
    assert counts.loc["reds-fighters-2021-strength"].tolist() == [CONFLICT, 1, 2, 2, 2, 1]
    assert counts.loc["undated-a"].tolist() == [ONE_ARTICLE, 0, 1, 1, 1, 1]
    assert counts.loc["undated-e"].tolist() == [NO_DISPUTE, 0, 2, 2, 2, 1]
    assert counts.loc["undated-c"].tolist() == [NO_DISPUTE, 0, 2, 2, 2, 0]


def test_the_overview_of_nothing_is_empty_and_has_its_columns(many: Dataset) -> None:
    frame = verdict.overview(many, np.array([], dtype=np.int64))
    assert len(frame) == 0
    assert [*frame.columns] == [*overview(many).columns]


def test_claims_on_which_there_is_one_account_are_no_part_of_the_overview() -> None:
    dataset = made(claim("a-001", "Greens"))
    alone = np.array(at(dataset, "a-001"))
    assert verdict.overview(dataset, alone).empty


# What holds for any casebook

ARTICLES = "abc"
PARTIES = ("", "Greens", SPOKESMAN, "Ministry", OFFICIALS, "A Witness")
DATES = ("", "2021-03", "2021", "2014/2021", "2019")
RAIDS = ("undated-raid", "undated-storm")


@st.composite
def rows_of_claims(draw: st.DrawFn, least: int = 1, articles: str = ARTICLES) -> list[Row]:
    """Claims that dispute each other at will, with figures or without, on incidents or none."""
    ids = [
        f"{article}-{number:03d}"
        for article in articles
        for number in range(1, 1 + draw(st.integers(least, 3)))
    ]
    rows = []
    for claim_id in ids:
        others = st.sampled_from([other for other in ids if other != claim_id] or [""])
        disputed = draw(st.lists(others, unique=True, max_size=2)) if len(ids) > 1 else []
        cells = {
            "topic": draw(st.sampled_from(["strength", "attacks"])),
            "date": draw(st.sampled_from(DATES)),
            "incident_id": draw(st.sampled_from(["", *RAIDS])),
            "disputes": "; ".join(sorted(disputed)) if draw(st.booleans()) else "",
        }
        speaker = draw(st.sampled_from(PARTIES))
        if not draw(st.integers(0, 2)):
            rows.append(claim(claim_id, speaker, **cells))
            continue
        low, width = draw(st.integers(0, 9)), draw(st.integers(0, 4))
        cells["unit"] = draw(st.sampled_from(["fighters", "killed", "other"]))
        cells["figure"] = draw(st.sampled_from(["some", str(low)]))
        bounds = draw(st.sampled_from([(low, low + width), (low, None), (None, low), (None, None)]))
        rows.append(count(claim_id, speaker, *bounds, **cells))
    return rows


def of(rows: list[Row]) -> Dataset:
    told_of = {row.get("incident_id", "") for row in rows}
    return made(*rows, incidents=tuple(incident(raid) for raid in RAIDS if raid in told_of))


def conflicts(dataset: Dataset) -> set[frozenset[str]]:
    """All pairs of claims that dispute each other in any subject."""
    return {
        pair
        for subject in subjects.subjects(dataset)
        for pair in linked_ids(dataset, verdict.state(dataset, subject.rows).pairs)
    }


few = settings(deadline=None, max_examples=12)


@few
@given(rows_of_claims())
def test_a_copy_of_an_article_adds_an_article_and_no_origin_of_what_is_attributed(
    rows: list[Row],
) -> None:
    copies = [copied(row, "copy") for row in rows if row["source_id"] == "a"]
    frames = []
    for dataset in (of(rows), of([*rows, *copies])):
        attributed = np.flatnonzero(dataset.claims["speaker"] != "")
        frames.append(verdict.overview(dataset, attributed).set_index("key"))
    before, after = frames
    for key, subject in before[before["kind"] != DISPUTE].iterrows():
        assert after.at[key, "origins"] == subject["origins"]
        more = after.at[key, "articles"] - subject["articles"]
        assert more in (0, 1)
        assert (after.at[key, "claims"] > subject["claims"]) == bool(more)
        assert (after.at[key, "state"] == CONFLICT) == (subject["state"] == CONFLICT)


@few
@given(rows_of_claims(), rows_of_claims(articles="z"))
def test_a_further_claim_that_disputes_nothing_removes_no_conflict(
    rows: list[Row], more: list[Row]
) -> None:
    before, after = of(rows), of([*rows, {**more[0], "disputes": ""}])
    assert conflicts(before) <= conflicts(after)
    found = state(before)
    if found.name == CONFLICT:
        assert state(after).name == CONFLICT
        assert linked_ids(before, found.pairs) <= linked_ids(after, state(after).pairs)


@few
@given(rows_of_claims(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows: list[Row], random: object) -> None:
    dataset = of(rows)
    some = own(dataset)
    shuffled = [*some, *some[:2]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = verdict.state(dataset, some)
    assert verdict.state(dataset, shuffled) == found
    assert verdict.state(dataset, iter(shuffled)) == found
    assert sides.sides(dataset, shuffled, found.pairs) == sides.sides(dataset, some, found.pairs)
    for frame in (figures.figures, figures.times):
        pd.testing.assert_frame_equal(frame(dataset, shuffled), frame(dataset, some))
    pd.testing.assert_frame_equal(
        verdict.overview(dataset, np.array(shuffled)), verdict.overview(dataset, np.array(some))
    )


@few
@given(rows_of_claims())
def test_no_claim_stands_twice_or_on_a_side_with_another_origin_that_disputes_it(
    rows: list[Row],
) -> None:
    dataset = of(rows)
    origin = dataset.claims["origin"]
    pairs = verdict.state(dataset, own(dataset)).pairs
    found = sides.sides(dataset, own(dataset), pairs)
    placed = [row for dispute in found for side in dispute.sides for row in side]
    assert len(placed) == len(set(placed))
    assert set(placed) <= {row for pair in pairs for row in pair}
    for first, second in pairs:
        if origin.iat[first] == origin.iat[second]:
            continue
        (dispute,) = [one for one in found if first in sum(one.sides, ())]
        (side,) = [side for side in dispute.sides if first in side]
        assert second not in side
        assert second in sum(dispute.sides, ())


@few
@given(rows_of_claims())
def test_a_conflict_without_a_dispute_is_one_of_figures_of_two_origins_that_do_not_meet(
    rows: list[Row],
) -> None:
    dataset = of(rows)
    claims = dataset.claims
    for first, second in verdict.state(dataset, own(dataset)).pairs:
        one, other = claims.iloc[first], claims.iloc[second]
        if other["claim_id"] in one["disputes"] or one["claim_id"] in other["disputes"]:
            continue
        assert one["origin"] != other["origin"]
        assert one["unit"] == other["unit"] != "other"
        assert one["high"] < other["low"] or other["high"] < one["low"]


@few
@given(rows_of_claims())
def test_every_pair_that_is_linked_lies_in_a_subject(rows: list[Row]) -> None:
    dataset = of(rows)
    claimed = {
        frozenset((row["claim_id"], other))
        for row in rows
        for other in schema.split_values(row.get("disputes", ""))
    }
    theirs = linked_ids(dataset, pairs.linked_within(dataset, own(dataset)))
    assert theirs == claimed
    assert claimed <= conflicts(dataset)


@few
@given(rows_of_claims())
def test_every_subject_has_a_key_of_its_own_and_several_claims(rows: list[Row]) -> None:
    found = subjects.subjects(of(rows))
    assert len({subject.key for subject in found}) == len(found)
    assert all(len(subject.rows) == len(set(subject.rows)) > 1 for subject in found)


@pytest.fixture(scope="module")
def real() -> Dataset:
    tables, problems = read.read(ROOT / "data", ROOT / "seeds")
    assert problems == []
    return derive.dataset(tables)


def test_every_linked_pair_of_the_real_casebook_lies_in_a_subject(real: Dataset) -> None:
    told_of = {
        pair
        for subject in subjects.subjects(real)
        for pair in pairs.linked_within(real, subject.rows)
    }
    assert told_of == pairs.linked(real)


def test_every_subject_of_the_real_casebook_is_found_by_its_key(real: Dataset) -> None:
    for subject in subjects.subjects(real):
        assert subjects.subject(real, subject.key) == subject


def test_nothing_is_changed_in_the_dataset() -> None:
    dataset = made(*MANY, incidents=OF_MANY)
    tables = ("sources", "incidents", "claims", "actors", "no_claim")
    before = {name: getattr(dataset, name).copy(deep=True) for name in tables}
    members = {
        name: replace(found, rows=found.rows.copy()) for name, found in dataset.members.items()
    }
    for subject in subjects.subjects(dataset):
        found = verdict.state(dataset, subject.rows)
        sides.sides(dataset, subject.rows, found.pairs)
        for frame in (
            figures.figures(dataset, subject.rows),
            figures.times(dataset, subject.rows),
        ):
            frame.loc[:, "claim_id"] = ""
    listing = overview(dataset)
    listing.loc[:, "pairs"] = 0
    for name, frame in before.items():
        pd.testing.assert_frame_equal(getattr(dataset, name), frame)
    for name, found in members.items():
        assert dataset.members[name].rows.tolist() == found.rows.tolist()
    assert overview(dataset)["pairs"].any()
