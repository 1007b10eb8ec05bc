import numpy as np
import pytest

from casebook.analysis.selection import Selection
from casebook.analysis.source_statement import source_statement
from casebook.briefing import contents
from casebook.briefing.contents import Exhibit, Paragraph
from casebook.briefing.draft import Draft, Item
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
    ]
    assert [one.above for one in statements["herald-2021-strike-001"].beside] == [True, True]
    assert [one.above for one in statements["smith-2020-003"].beside] == [False, True]


def test_of_very_many_claims_beside_a_statement_some_are_counted(
    related: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "BESIDE", 0)
    for kind, shown in (("denial", (2, 0)), ("estimate", (0, 1))):
        briefing = contents.of_selection(related, Selection(kind=(kind,)))
        (statement,) = briefing.sections[0].statements
        assert (len(statement.beside), statement.further) == shown


def test_a_briefing_says_what_it_is_of_and_what_it_rests_on(dataset: Dataset) -> None:
    chosen = Selection(group=("Blues",))
    briefing = contents.of_selection(dataset, chosen)
    assert (briefing.title, briefing.about) == ("Claims about Blues", "")
    rests_on = source_statement(dataset, chosen.apply(dataset))
    assert briefing.sources == f"{rests_on} The casebook holds 8 claims in all."
    assert briefing.articles == ("herald-2021-strike",)
    titled = contents.of_selection(dataset, chosen, title="On the Blues")
    assert (titled.title, titled.about) == ("On the Blues", "Claims about Blues")


def test_a_selection_without_a_claim_gives_a_briefing_that_says_so(dataset: Dataset) -> None:
    briefing = contents.of_selection(dataset, Selection(search="zzz"))
    assert briefing.sections == ()
    assert briefing.sources == "No claim is selected."


def test_a_draft_stands_in_its_own_order_with_what_is_beside_its_claims(related: Dataset) -> None:
    written = Draft(
        "On the Reds",
        "1 May",
        "They grew [@smith-2020-004], we judge.",
        (
            Item("paragraph", "First [@gone-001]."),
            Item("claim", "smith-2020-001"),
            Item("claim", "gone-002"),
            Item("heading", "Later"),
            Item("chart", "year"),
            Item("claim", "smith-2020-003"),
        ),
        "Seen by two readers.",
    )
    briefing = contents.of_draft(related, written, ALL)
    assert [section.heading for section in briefing.sections] == ["", "Later"]
    assert briefing.judgement == Paragraph(
        ("They grew ", related.row("smith-2020-004"), ", we judge.")
    )
    assert briefing.gone == ("gone-002", "gone-001")
    first, second = briefing.sections
    assert first.blocks[0] == Paragraph(("First ", "."))
    assert [block.item.text for block in second.blocks if isinstance(block, Exhibit)] == ["year"]
    assert [one.how for one in first.statements[0].beside] == ["Disputed by", "Disputed by"]
    assert briefing.noted()[0] == related.row("smith-2020-004")
    assert briefing.noted()[1] == related.row("smith-2020-001")


def test_a_claim_stands_without_what_disputes_it_only_where_the_draft_says_so(
    related: Dataset,
) -> None:
    for alone, ways in ((False, ["Disputed by", "Disputed by"]), (True, [])):
        written = Draft(items=(Item("claim", "smith-2020-001", alone=alone),))
        (statement,) = contents.of_draft(related, written, ALL).sections[0].statements
        assert [one.how for one in statement.beside] == ways
        assert (statement.further, statement.left_out) == (0, 2 * alone)


@pytest.mark.parametrize("by", contents.GROUPINGS)
def test_grouping_a_draft_anew_keeps_each_claim_and_what_stands_below_it(
    related: Dataset, by: str
) -> None:
    ids = [str(claim) for claim in related.claims["claim_id"]]
    written = Draft(
        "T",
        items=(
            Item("paragraph", "on top"),
            Item("heading", "old"),
            Item("claim", ids[2], alone=True),
            Item("chart", "year"),
            *(Item("claim", claim) for claim in ids if claim != ids[2]),
            Item("claim", "gone-001"),
        ),
    )
    made = contents.regrouped(related, written, by)
    assert made.items[0] == Item("paragraph", "on top")
    at = made.items.index(Item("claim", ids[2], alone=True))
    assert made.items[at + 1] == Item("chart", "year")
    assert sorted(made.claims()) == sorted([*ids, "gone-001"])
    assert Item("heading", "old") not in made.items
    selected = contents.of_selection(related, ALL, by=by)
    assert [item.text for item in made.items if item.kind == "heading"] == [
        section.heading for section in selected.sections
    ]


def test_the_same_selection_gives_the_same_briefing_and_changes_nothing(dataset: Dataset) -> None:
    before = dataset.claims.copy(deep=True)
    assert contents.of_selection(dataset, ALL) == contents.of_selection(dataset, ALL)
    assert before.equals(dataset.claims)
    assert np.array_equal(before.columns, dataset.claims.columns)
