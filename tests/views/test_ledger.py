"""What the ledger of a comparison sends to the browser."""

from pathlib import Path
from typing import Any

from casebook.analysis.comparison import ledger as sides
from casebook.analysis.comparison import verdict
from casebook.analysis.selection import Selection
from casebook.tables import derive, read
from casebook.tables.dataset import Dataset
from casebook.views import ledger
from tests import small
from tests.analysis.comparison.made import claim, made, state

Folders = tuple[Path, Path]


def loaded(folders: Folders) -> Dataset:
    tables, problems = read.read(*folders)
    assert problems == []
    return derive.dataset(tables)


def page(dataset: Dataset, found: verdict.State, open_row: int, most: int = 24) -> dict[str, Any]:
    opposed = sides.opposed(dataset, found)
    return ledger.page(dataset, Selection(), "a-key", found, opposed, open_row, most)


def card(dataset: Dataset, claim_id: str) -> dict[str, str]:
    """The card of a claim, with the name of its speaker and what sort of party that is."""
    row = dataset.row(claim_id)
    assert row is not None
    shown = page(dataset, verdict.state(dataset, [row]), row)
    ((voice,),) = [side["voices"] for part in shown["parts"] for side in part["sides"]]
    (found,) = voice["cards"]
    return {**found, "name": voice["name"], "sort": voice["sort"]}


def ids(shown: dict[str, Any]) -> list[str]:
    return [
        one["id"]
        for part in shown["parts"]
        for side in part["sides"]
        for voice in side["voices"]
        for one in voice["cards"]
    ]


def test_a_card_says_who_speaks_through_whom_and_what_in_which_words(dataset: Dataset) -> None:
    shown = card(dataset, "smith-2020-003")
    names = ("name", "sort", "where", "statement", "quote", "details")
    assert [shown[name] for name in names] == [
        "Amin Gul",
        "Reds, armed group",
        "Via The Herald, in Jo Smith 2020",
        "Amin Gul of the Reds denied that they were there.",
        "“We were not there,”",
        "denial · 5 May 2020 · said by 6 May 2020",
    ]
    assert shown["note"].startswith("“We were not there,” — ")


def test_words_that_an_article_does_not_quote_are_quoted_on_a_card(dataset: Dataset) -> None:
    assert card(dataset, "smith-2020-004")["quote"] == "“1,500 to 2,200 fighters”"


def test_a_card_of_a_figure_has_it_as_written_with_its_unit(dataset: Dataset) -> None:
    assert card(dataset, "smith-2020-001")["details"] == (
        "report · 5 May 2020 · “at least 13” killed · said by 6 May 2020"
    )


def test_a_card_of_an_article_in_its_own_voice_names_the_author(dataset: Dataset) -> None:
    shown = card(dataset, "smith-2020-004")
    assert (shown["name"], shown["sort"], shown["where"]) == ("Jo Smith (author)", "", "")


def test_a_card_says_that_a_claim_is_not_dated(dataset: Dataset) -> None:
    details = card(dataset, "herald-2021-strike-003")["details"]
    assert details == "report · not dated · said by 31 Dec 2021"


def test_a_card_is_silent_on_when_it_was_said_where_nothing_tells(folders: Folders) -> None:
    small.change(
        folders[0], "sources", "smith-2020", published="", published_basis="unknown", note="?"
    )
    assert card(loaded(folders), "smith-2020-003")["details"] == "denial · 5 May 2020"


def test_a_hostile_statement_stands_on_a_card_as_it_is_written(folders: Folders) -> None:
    hostile = "<script>alert(1)</script> ${x} \u202eعربي"
    small.change(folders[0], "claims", "smith-2020-003", statement=hostile)
    assert card(loaded(folders), "smith-2020-003")["statement"] == hostile


def test_cards_are_taken_from_each_side_in_turn() -> None:
    assert ledger.round_by_round([(1, 4, 6), (2,), (3, 5)]) == [1, 2, 3, 4, 5, 6]


def test_of_many_claims_each_side_is_heard_and_the_open_one_is_among_them() -> None:
    rows = [claim(f"a-{number:03d}", "Greens") for number in range(1, 10)]
    every = "; ".join(row["claim_id"] for row in rows)
    dataset = made(*rows, claim("b-001", "Ministry", kind="denial", disputes=every))
    last = dataset.row("a-009")
    assert last is not None
    shown = page(dataset, state(dataset), last, most=3)
    assert ids(shown) == ["b-001", "a-001", "a-002", "a-009"]
    (part,) = shown["parts"]
    assert [(side["name"], side["count"], side["shown"]) for side in part["sides"]] == [
        ("Denies", 1, 1),
        ("Asserts", 9, 3),
    ]
    assert len(part["ids"]) == 10
    assert shown["open"] == "a-009"


def test_a_link_of_a_card_leads_to_its_subject(dataset: Dataset) -> None:
    assert "subject=a-key" in page(dataset, verdict.state(dataset, [0]), 0)["query"]


def test_claims_in_no_dispute_stand_by_themselves() -> None:
    dataset = made(
        claim("a-001", "Greens"), claim("b-001", "Ministry", disputes="a-001"), claim("c-001")
    )
    shown = page(dataset, state(dataset), 0)
    assert [part["heading"] for part in shown["parts"]] == ["Dispute", "Not disputed here: 1"]
    alone = page(dataset, state(dataset, "c-001"), 2)
    assert [part["heading"] for part in alone["parts"]] == ["Claims: 1"]
