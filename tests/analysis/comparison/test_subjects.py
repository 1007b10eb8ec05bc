import threading

import numpy as np
import pytest

from casebook.analysis.comparison import linked_pairs, subjects
from casebook.analysis.comparison.claim_groups import pairs
from casebook.analysis.comparison.once_per_dataset import once
from casebook.analysis.comparison.subjects import DISPUTE, INCIDENT, QUESTION, Subject
from casebook.tables.dataset import Dataset
from tests.analysis.comparison.made import (
    SOMETHING,
    SPOKESMAN,
    Row,
    all_rows,
    at,
    claim,
    contents,
    count,
    every_subject,
    incident,
    made,
    names,
    tuples,
)


def test_the_small_casebook_has_one_subject_its_attack(dataset: Dataset) -> None:
    (subject,) = every_subject(dataset)
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


def test_an_incident_is_a_subject_where_two_origins_report_it_or_one_in_two_articles() -> None:
    cases = [
        ([("a-001", "Greens")], False),
        ([("a-001", "Greens"), ("a-002", "Greens")], False),
        ([("a-001", ""), ("a-002", "")], False),
        ([("a-001", "Greens"), ("b-001", "Greens")], True),
        ([("a-001", ""), ("b-001", "")], True),
        ([("a-001", "Greens"), ("a-002", "Ministry")], True),
        ([("a-001", "Greens"), ("a-002", "")], True),
        ([("a-001", "Greens"), ("a-002", SPOKESMAN)], False),
        ([("a-001", "A Fellow"), ("a-002", "Institute")], True),
    ]
    raids = [f"undated-{chr(ord('a') + number)}" for number in range(len(cases))]
    rows = [
        claim(f"{claim_id[0]}{number}-{claim_id[2:]}", speaker, incident_id=raids[number])
        for number, (claims, _) in enumerate(cases)
        for claim_id, speaker in claims
    ]
    dataset = made(*rows, incidents=tuple(map(incident, raids)))
    found = {subject.key for subject in every_subject(dataset, INCIDENT)}
    assert found == {raid for raid, (_, several) in zip(raids, cases, strict=True) if several}


def test_figures_of_two_origins_on_one_group_are_a_question() -> None:
    dataset = made(count("a-001", "Greens", 10, 20), count("b-001", "Ministry", 5, 8))
    (question,) = every_subject(dataset)
    assert question == Subject(
        "Greens.fighters.strength",
        QUESTION,
        "Greens: fighters (strength)",
        at(dataset, "a-001", "b-001"),
    )


def test_a_question_is_one_group_unit_and_topic_whatever_the_time() -> None:
    cases = [
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
        (count("b-001", "Ministry", 5, 8, date="2012"), True),
        (count("b-001", "Ministry", 5, 8, date="2022/.."), True),
        (count("b-001", "Ministry", 5, 8, date=""), True),
    ]
    wrong = []
    for second, several in cases:
        dataset = made(count("a-001", "Greens", 10, 20), second)
        expected = [["a-001", second["claim_id"]]] if several else []
        if contents(dataset, QUESTION) != expected or contents(dataset) != expected:
            wrong.append(second)
    assert wrong == []


@pytest.mark.parametrize("cells", [{"groups": ""}, {"unit": "other"}])
def test_figures_of_no_group_or_in_no_unit_are_no_question(cells: Row) -> None:
    first, second = count("a-001", "Greens", 1, 2), count("b-001", "Ministry", 5, 8)
    assert contents(made({**first, **cells}, {**second, **cells})) == []


def test_a_claim_of_two_groups_stands_in_the_question_of_each() -> None:
    dataset = made(
        count("a-001", "Greens", 10, 20, groups="Blues; Greens"),
        count("b-001", "Ministry", 5, 8),
        count("b-002", "Ministry", 5, 8, groups="Blues"),
    )
    assert contents(dataset, QUESTION) == [["a-001", "b-002"], ["a-001", "b-001"]]


def test_one_question_holds_the_figures_of_all_times() -> None:
    dataset = made(
        count("a-001", "Greens", 1, 1, date="2015/2017"),
        count("a-002", "Greens", 2, 2, date="../2009"),
        count("b-001", "Ministry", 3, 3, date="2016"),
        count("b-002", "Ministry", 7, 7, date=""),
    )
    assert contents(dataset) == [["a-001", "a-002", "b-001", "b-002"]]


def test_figures_that_are_all_about_one_incident_are_no_question_beyond_it() -> None:
    raid = {"incident_id": "undated-raid"}
    rows = [count("a-001", "Greens", 1, 1, **raid), count("b-001", "Ministry", 2, 2, **raid)]
    for kind in ("attack", "statement"):
        dataset = made(*rows, incidents=(incident("undated-raid", kind=kind),))
        assert [subject.kind for subject in every_subject(dataset)] == [INCIDENT]
    rows += [count("a-002", "Greens", 3, 3), count("b-002", "Ministry", 3, 3)]
    dataset = made(*rows, incidents=SOMETHING)
    assert contents(dataset, INCIDENT) == [["a-001", "b-001"]]
    assert contents(dataset, QUESTION) == [["a-002", "b-002"]]


def test_figures_of_a_statement_answer_a_question_with_others() -> None:
    rows = [
        count("a-001", "Greens", 1, 1, incident_id="undated-raid"),
        count("b-001", "Ministry", 2, 2),
    ]
    spoken = (incident("undated-raid", kind="statement"),)
    assert contents(made(*rows, incidents=spoken), QUESTION) == [["a-001", "b-001"]]
    assert contents(made(*rows, incidents=SOMETHING), QUESTION) == []


def test_incidents_come_first_then_questions_then_disputes() -> None:
    dataset = made(
        count("a-001", "Greens", 10, 20),
        count("b-001", "Ministry", 5, 8),
        claim("a-002", "Greens", topic="media"),
        claim("b-002", "Ministry", topic="media", disputes="a-002"),
        claim("a-003", "Greens", incident_id="undated-raid"),
        claim("b-003", "Ministry", incident_id="undated-raid"),
        incidents=SOMETHING,
    )
    kinds = [subject.kind for subject in every_subject(dataset)]
    assert kinds == [INCIDENT, QUESTION, DISPUTE]


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


# Keys


def test_an_address_names_a_subject_by_its_key(dataset: Dataset) -> None:
    (attack,) = every_subject(dataset)
    assert subjects.subject(dataset, attack.key) == attack
    assert attack.key in subjects.subjects(dataset)
    for key in ("", "attack", "2020-05-05-kabul", "disputed.smith-2020-001", None):
        assert key not in subjects.subjects(dataset)
    assert subjects.subject(dataset, "attack") is None


def test_one_new_claim_breaks_no_link_to_a_question() -> None:
    rows = [count("a-001", "Greens", 10, 20), count("b-001", "Ministry", 5, 8)]
    before = {subject.key for subject in every_subject(made(*rows))}
    for date in ("2019", "2022", "", "2014/2030", "../1999"):
        after = made(*rows, count("c-001", "Institute", 7, 7, date=date))
        assert before <= {subject.key for subject in every_subject(after)}


def test_one_new_claim_breaks_no_link_to_a_dispute() -> None:
    rows = [claim("a-001", "Greens"), claim("b-001", "Ministry", disputes="a-001")]
    (before,) = every_subject(made(*rows))
    assert before.key == "disputed.a-001"
    more = [claim(f"c-00{number}", "Institute", disputes="b-001") for number in (1, 2)]
    dataset = made(*rows, *more)
    (after,) = every_subject(dataset)
    assert after.key == "disputed.b-001"
    assert subjects.subject(dataset, before.key) == after


def test_two_questions_never_share_a_key_however_their_names_are_written() -> None:
    hostile = (
        "A B",
        "A-B",
        "A_B",
        "a b",
        "A.B",
        "A%2EB",
        "A/B",
        "A&B",
        "القاعدة",
        "حركة",
        "😀",
        "e\u0301",
        "é",
    )
    keys = {
        subjects.question_key(group, unit, topic)
        for group in hostile
        for unit in ("killed", "killed.strength", "B")
        for topic in ("strength", "other")
    }
    assert len(keys) == len(hostile) * 3 * 2
    assert all(key.count(".") == 2 for key in keys)


def test_groups_whose_names_fold_to_one_word_have_questions_of_their_own() -> None:
    others = tuple({"actor": name, "kind": "armed group"} for name in ("Red Front", "Red-Front"))
    dataset = made(
        *(
            count(f"{article}-00{number}", speaker, 1, 1, groups=other["actor"])
            for number, other in enumerate(others)
            for article, speaker in (("a", "Greens"), ("b", "Ministry"))
        ),
        actors=others,
    )
    found = every_subject(dataset)
    assert [subject.key for subject in found] == [
        "Red_Front.fighters.strength",
        "Red-Front.fighters.strength",
    ]
    assert [subjects.subject(dataset, subject.key) for subject in found] == found


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
        for claim_id in names(dataset, all_rows(dataset))
    }
    assert kinds == {
        "a-001": [INCIDENT],
        "a-002": [QUESTION],
        "b-001": [INCIDENT],
        "c-001": [QUESTION, DISPUTE],
        "d-001": [DISPUTE],
        "d-002": [],
    }


def test_a_casebook_without_subjects_has_none() -> None:
    dataset = made(claim("a-001", "Greens"))
    assert len(subjects.subjects(dataset)) == 0
    assert subjects.subjects_of(dataset, 0) == ()


# Disputes


def test_a_dispute_of_two_stands_under_the_one_that_is_read_first() -> None:
    dataset = made(
        claim("a-001", "Greens", topic="media", statement="All is well."),
        claim("b-001", "Ministry", topic="politics", disputes="a-001"),
    )
    assert every_subject(dataset) == [
        Subject("disputed.a-001", DISPUTE, "All is well.", at(dataset, "a-001", "b-001"))
    ]


def test_disputes_gather_around_the_claim_that_most_dispute() -> None:
    dataset = made(
        claim("a-001", "Greens", topic="media", disputes="b-001"),
        claim("b-001", "Ministry", topic="politics", statement="The hub."),
        claim("c-001", "Institute", topic="other", disputes="b-001"),
        claim("d-001", "A Witness", topic="plots", disputes="b-001"),
    )
    (subject,) = every_subject(dataset)
    assert (subject.key, subject.title) == ("disputed.b-001", "The hub.")
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


def test_what_the_opponents_of_a_hub_dispute_elsewhere_is_a_dispute_of_its_own() -> None:
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
    keys = [subject.key for subject in every_subject(dataset)]
    assert keys == ["disputed.a-001", "disputed.e-001"]


def test_a_dispute_inside_an_incident_or_a_question_is_no_subject_of_its_own() -> None:
    raid = {"incident_id": "undated-raid"}
    rows = [
        claim("a-001", "Greens", **raid),
        claim("b-001", "Ministry", **raid, disputes="a-001"),
        claim("c-001", "Institute", **raid, disputes="a-001"),
    ]
    assert contents(made(*rows, incidents=SOMETHING), DISPUTE) == []
    dataset = made(*rows, claim("d-001", "A Witness", disputes="a-001"), incidents=SOMETHING)
    assert contents(dataset, INCIDENT) == [["a-001", "b-001", "c-001"]]
    assert contents(dataset, DISPUTE) == [["a-001", "d-001"]]
    figures = count("a-001", "Greens", 10, 20), count("b-001", "Ministry", 5, 8, disputes="a-001")
    assert [subject.kind for subject in every_subject(made(*figures))] == [QUESTION]


def test_disputed_pairs_have_the_lower_position_first_whichever_claim_disputes() -> None:
    dataset = made(
        claim("a-001", "Greens", disputes="b-001", date="2020"),
        claim("b-001", "Ministry", date="2022"),
        claim("c-001", "Ministry", date="2021"),
        claim("d-001", "Institute", disputes="c-001"),
    )
    later, earlier = at(dataset, "b-001", "a-001")
    assert later < earlier
    one, other = np.array([later, later]), np.array([earlier, *at(dataset, "c-001")])
    assert linked_pairs.related(dataset, one, other).tolist() == [True, False]
    found = tuples(linked_pairs.within(dataset, subjects.subjects(dataset).groups, "disputes"))
    assert (later, earlier) in found
    assert all(first < second for first, second in found)


def test_pairs_in_tension_are_gathered_as_those_that_dispute_each_other_and_others_are_not() -> (
    None
):
    for relation, expected in (("tension", [["a-001", "b-001"]]), ("not_comparable", [])):
        dataset = made(
            claim("a-001", "Greens", topic="media"),
            claim("b-001", "Ministry", topic="politics", **{relation: "a-001"}),
        )
        assert contents(dataset, DISPUTE) == expected


def test_no_pairs_are_pairs_too() -> None:
    assert len(pairs([])) == 0


# Made once


def test_what_depends_on_a_dataset_is_made_once_however_many_ask_and_let_go_with_it() -> None:
    made_of: list[int] = []
    waiting = threading.Barrier(4)

    @once
    def value(dataset: Dataset) -> list[str]:
        made_of.append(id(dataset))
        return [dataset.version]

    def ask(dataset: Dataset) -> None:
        waiting.wait()
        value(dataset)

    first, second = made(claim("a-001")), made(claim("a-001"))
    threads = [threading.Thread(target=ask, args=(first,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert value(first) is value(first)
    assert value(first) is not value(second)
    assert len(made_of) == 2
