from casebook.analysis.comparison import sides
from casebook.tables.dataset import Dataset
from tests.analysis.comparison.made import SPOKESMAN, claim, count, made, names, state, tuples


def sides_of(dataset: Dataset, *claim_ids: str) -> list[list[list[str]]]:
    """The disputes among these claims, or all, as ids."""
    found = sides.sides(dataset, state(dataset, *claim_ids).pairs)
    return [[names(dataset, side) for side in dispute.sides] for dispute in found]


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
    assert len(tuples(state(dataset).pairs)) == 3
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


def test_disputes_that_nothing_joins_are_kept_apart() -> None:
    dataset = made(
        claim("a-001", "Greens"),
        claim("a-002", "Greens"),
        claim("b-001", "Ministry", disputes="a-002"),
        claim("b-002", "Ministry", disputes="a-001"),
    )
    assert sides_of(dataset) == [[["a-001"], ["b-002"]], [["a-002"], ["b-001"]]]


def test_many_that_all_dispute_each_other_stand_on_as_many_sides() -> None:
    dataset = made(*(count(f"{letter}-001", "", at, at) for at, letter in enumerate("abcdefghijk")))
    assert sides_of(dataset) == [[[f"{letter}-001"] for letter in "abcdefghijk"]]
