"""The sides of a ledger with their names, and the verdict in one line."""

from casebook.analysis.comparison import headline, ledger
from casebook.tables.dataset import Dataset
from tests.analysis.comparison.made import Row, at, claim, count, made, names, state


def headings(dataset: Dataset) -> list[str]:
    return [one.heading for one in ledger.opposed(dataset, state(dataset))]


def said(dataset: Dataset, title: str = "") -> str:
    """State and sentence of all claims, under the statement of this one as title."""
    found = state(dataset)
    row = at(dataset, title)[0] if title else None
    word, sentence = headline.headline(dataset, found, ledger.opposed(dataset, found), row)
    return f"{word}. {sentence}".strip()


def denied(*others: Row) -> Dataset:
    """A denial by the Ministry of what some others say."""
    ids = "; ".join(row["claim_id"] for row in others)
    return made(*others, claim("z-001", "Ministry", kind="denial", disputes=ids))


def test_a_side_that_denies_is_named_so_and_stands_in_front() -> None:
    dataset = denied(claim("a-001", "Institute"), claim("b-001"), claim("c-001", "Blues"))
    assert headings(dataset) == ["Denies: 1 · Asserts: 3"]
    (one,) = ledger.opposed(dataset, state(dataset))
    assert [names(dataset, side.rows) for side in one.sides] == [
        ["z-001"],
        ["a-001", "b-001", "c-001"],
    ]
    assert headings(denied(claim("a-001", kind="allegation"))) == ["Denies: 1 · Alleges: 1"]


def test_the_verdict_says_who_denied_what_whom_asserted_and_counts_authors() -> None:
    dataset = denied(
        claim("a-001", "Greens"), claim("b-001"), claim("c-001"), claim("d-001", "Institute")
    )
    assert said(dataset) == (
        "Disputed. Denied by Ministry; asserted by Institute, Greens itself and the authors of 2 "
        "articles."
    )
    assert said(denied(claim("b-001"))) == (
        "Disputed. Denied by Ministry; asserted by B Writer (author)."
    )


def test_without_a_denial_sides_are_named_by_who_they_are_and_the_title_says_what_was_said() -> (
    None
):
    dataset = made(claim("a-001", "Institute"), claim("b-001", "Ministry", disputes="a-001"))
    assert headings(dataset) == ["Institute: 1 · Ministry: 1"]
    assert said(dataset) == "Disputed. Institute said one thing; Ministry said another."
    assert said(dataset, "b-001") == "Disputed. Ministry said so; Institute said otherwise."


def test_a_party_on_both_sides_is_said_to_be() -> None:
    dataset = made(claim("a-001", "Ministry"), claim("b-001", "Ministry", disputes="a-001"))
    assert headings(dataset) == ["Ministry, version 1: 1 · Ministry, version 2: 1"]
    assert said(dataset) == "Disputed. Ministry said one thing, and elsewhere another."


def test_figures_are_told_as_written_with_who_gave_them() -> None:
    dataset = made(count("a-001", "Institute", 1, 2), count("b-001", "Ministry", 5, 6))
    assert headings(dataset) == ["“1 to 2” fighters: 1 · “5 to 6” fighters: 1"]
    assert said(dataset) == (
        "Disputed. Institute said “1 to 2” fighters; Ministry said “5 to 6” fighters."
    )


def test_further_disputes_and_tensions_are_counted() -> None:
    dataset = made(
        claim("a-001", "Institute"),
        claim("b-001", "Ministry", disputes="a-001"),
        claim("a-002", "Blues"),
        claim("b-002", "Greens", tension="a-002"),
    )
    assert said(dataset).endswith("said another. 1 further tension below.")
    assert len(ledger.opposed(dataset, state(dataset))) == 2


def test_many_sides_are_counted_not_listed() -> None:
    dataset = made(*(count(f"{letter}-001", "", at, at) for at, letter in enumerate("abcdefg")))
    assert headings(dataset)[0].endswith(" · 3 more sides")


def test_a_state_without_sides_needs_no_sentence() -> None:
    assert said(made(claim("a-001", "Greens"))) == "One article."
    assert ledger.opposed(made(claim("a-001")), state(made(claim("a-001")))) == []


def test_no_verdict_says_who_is_right() -> None:
    for dataset in (
        denied(claim("a-001", "Institute")),
        made(count("a-001", "Institute", 1, 2), count("b-001", "Ministry", 5, 6)),
    ):
        assert not {"agree", "confirm", "true", "false"} & {*said(dataset).lower().split()}


def test_claims_are_grouped_by_who_speaks_in_the_order_of_reading() -> None:
    dataset = made(claim("a-001", "Greens"), claim("a-002"), claim("a-003", "Greens"))
    found = ledger.by_voice(dataset, at(dataset, "a-001", "a-002", "a-003"))
    assert [(name, names(dataset, rows)) for name, rows in found] == [
        ("Greens", ["a-001", "a-003"]),
        ("A Writer (author)", ["a-002"]),
    ]
