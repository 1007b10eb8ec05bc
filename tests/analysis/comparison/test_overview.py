import numpy as np
import pandas as pd
import pytest

from casebook.analysis.comparison import subjects, verdict
from casebook.analysis.comparison.verdict import (
    CONFLICT,
    NO_DISPUTE,
    NOT_COMPARABLE,
    ONE_ARTICLE,
    ONE_SOURCE,
)
from casebook.analysis.selection import Selection
from casebook.tables.dataset import Dataset
from tests.analysis.comparison.made import SPOKESMAN, at, claim, count, incident, made

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
    reds = ({"actor": "Reds", "kind": "armed group"},)
    return made(*MANY, incidents=OF_MANY, actors=reds, c={"outlet": "", "outlet_basis": "unknown"})


def test_the_overview_has_most_disagreement_first_then_the_order_of_the_states(
    many: Dataset,
) -> None:
    frame = overview(many)
    assert frame[["key", "state", "pairs"]].to_numpy().tolist() == [
        ["Reds.fighters.strength", CONFLICT, 3],
        ["disputed.a-010", CONFLICT, 1],
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
    names = ["claims", "articles", "outlets", "origins"]
    assert frame.loc["Reds.fighters.strength", names].tolist() == [3, 3, 1, 3]
    assert frame.loc["undated-b", names].tolist() == [2, 2, 1, 1]
    assert frame.loc["undated-d", names].tolist() == [2, 1, 1, 2]
    assert (frame[[f"all_{name}" for name in names]].to_numpy() == frame[names]).all(axis=None)


def test_the_overview_says_of_each_subject_what_is_said_of_it_alone(many: Dataset) -> None:
    frame = overview(many)
    for row in frame.itertuples():
        subject = subjects.subject(many, str(row.key))
        assert subject is not None
        found = verdict.state(many, subject.rows)
        assert (row.kind, row.title) == (subject.kind, subject.title)
        assert (row.state, row.pairs) == (found.name, len(found.pairs))


def test_the_overview_is_of_the_selected_claims_and_says_how_many_there_are_without_filters(
    many: Dataset,
) -> None:
    chosen = Selection(outlet=("Weekly",), topic=("strength",))
    frame = overview(many, chosen).set_index("key")
    counts = frame[["state", "pairs", "claims", "articles", "origins", "all_claims"]]
    assert counts.loc["Reds.fighters.strength"].tolist() == [CONFLICT, 1, 2, 2, 2, 3]
    assert counts.loc["undated-a"].tolist() == [ONE_ARTICLE, 0, 1, 1, 1, 2]
    assert counts.loc["undated-e"].tolist() == [NO_DISPUTE, 0, 2, 2, 2, 3]
    assert counts.loc["undated-c"].tolist() == [NO_DISPUTE, 0, 2, 2, 2, 2]


def test_the_overview_of_nothing_is_empty_and_has_its_columns(many: Dataset) -> None:
    frame = verdict.overview(many, np.array([], dtype=np.int64))
    assert len(frame) == 0
    assert [*frame.columns] == [*overview(many).columns]


def test_a_claim_with_nothing_to_compare_is_no_part_of_the_overview() -> None:
    dataset = made(claim("a-001", "Greens"))
    alone = np.array(at(dataset, "a-001"))
    assert verdict.overview(dataset, alone).empty
