import numpy as np
import pytest

from casebook.analysis.selection import Selection
from casebook.analysis.source_statement import source_statement
from casebook.briefing import contents
from casebook.tables.dataset import Dataset
from tests import small

ALL = Selection()


def ids(dataset: Dataset, section: contents.Section) -> list[str]:
    rows = [statement.row for statement in section.statements]
    return dataset.claims["claim_id"].iloc[rows].tolist()


def headings(dataset: Dataset, by: str) -> list[str]:
    return [section.heading for section in contents.of_selection(dataset, ALL, by=by).sections]


@pytest.mark.parametrize("by", contents.GROUPINGS)
def test_every_selected_claim_is_one_statement_however_they_are_grouped(
    dataset: Dataset, by: str
) -> None:
    briefing = contents.of_selection(dataset, ALL, by=by)
    found = [claim for section in briefing.sections for claim in ids(dataset, section)]
    assert sorted(found) == sorted(row["claim_id"] for row in small.TABLES["claims"])
    denials = contents.of_selection(dataset, Selection(kind=("denial",)), by=by)
    assert [ids(dataset, section) for section in denials.sections] == [["smith-2020-003"]]


def test_sections_stand_in_their_own_order(dataset: Dataset) -> None:
    assert headings(dataset, "year") == ["2015", "2020", "2021", "Undated"]
    assert headings(dataset, "incident")[-1] == "Not about one incident"
    assert headings(dataset, "incident")[0] == "Founding of the Reds"
    assert headings(dataset, "topic") == ["Attacks", "Strength", "Other"]
    assert headings(dataset, "group") == ["Reds", "(not stated)", "Blues; Reds"]
    assert headings(dataset, "article") == ["Jo Smith 2020", "herald-2021-strike 2021"]


def test_statements_of_a_section_stand_oldest_first(dataset: Dataset) -> None:
    (strength,) = [
        section
        for section in contents.of_selection(dataset, ALL, by="topic").sections
        if section.heading == "Strength"
    ]
    assert ids(dataset, strength) == ["herald-2021-strike-002", "smith-2020-004"]


def test_a_statement_names_its_speaker_once(dataset: Dataset) -> None:
    said = {
        str(dataset.claims["claim_id"].iat[row]): contents.said(dataset, row)
        for row in range(len(dataset.claims))
    }
    assert said["smith-2020-003"] == "Amin Gul of the Reds denied that they were there."
    assert said["smith-2020-004"].endswith("1,500 to 2,200 fighters.")
    assert said["smith-2020-001"] == (
        "Officials said that the Reds killed at least 13 people in Kabul, according to Kabul "
        "officials."
    )


def test_relations_stand_beside_a_statement_disputes_first(related: Dataset) -> None:
    briefing = contents.of_selection(related, ALL, by="article")
    statements = {
        str(related.claims["claim_id"].iat[statement.row]): statement
        for section in briefing.sections
        for statement in section.statements
    }
    beside = statements["smith-2020-001"].beside
    ways = [(one.how, related.claims["claim_id"].iat[one.row]) for one in beside]
    assert ways == [
        ("Disputed by", "herald-2021-strike-001"),
        ("Disputed by", "smith-2020-003"),
        ("Includes", "smith-2020-004"),
    ]
    assert [one.above for one in statements["herald-2021-strike-001"].beside] == [True, True]
    assert [one.above for one in statements["smith-2020-003"].beside] == [False, True]


def test_of_very_many_claims_beside_a_statement_some_are_counted(
    related: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "BESIDE", 0)
    for kind, shown in (("denial", (2, 0)), ("estimate", (0, 2))):
        briefing = contents.of_selection(related, Selection(kind=(kind,)))
        (statement,) = briefing.sections[0].statements
        assert (len(statement.beside), statement.further) == shown


def test_a_briefing_says_what_it_is_of_and_what_it_rests_on(dataset: Dataset) -> None:
    chosen = Selection(group=("Blues",))
    briefing = contents.of_selection(dataset, chosen)
    assert (briefing.title, briefing.about) == ("Claims about Blues", "")
    assert briefing.sources == source_statement(dataset, chosen.apply(dataset))
    assert briefing.articles == ("herald-2021-strike",)
    titled = contents.of_selection(dataset, chosen, title="On the Blues")
    assert (titled.title, titled.about) == ("On the Blues", "Claims about Blues")


def test_a_selection_without_a_claim_gives_a_briefing_that_says_so(dataset: Dataset) -> None:
    briefing = contents.of_selection(dataset, Selection(search="zzz"))
    assert briefing.sections == ()
    assert briefing.sources == "No claim is selected."


def test_the_same_selection_gives_the_same_briefing_and_changes_nothing(dataset: Dataset) -> None:
    before = dataset.claims.copy(deep=True)
    assert contents.of_selection(dataset, ALL) == contents.of_selection(dataset, ALL)
    assert before.equals(dataset.claims)
    assert np.array_equal(before.columns, dataset.claims.columns)
