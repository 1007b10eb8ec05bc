"""Who or what a figure counts."""

import pytest

from casebook.analysis.comparison.counted import counted
from tests.analysis.comparison.made import at, count, made


@pytest.mark.parametrize(
    ("figure", "unit", "statement", "expected"),
    [
        (
            "At least 13",
            "killed",
            "At least 13 U.S. service members were killed.",
            "U.S. service members",
        ),
        ("over 100", "killed", "It killed over 100 Afghans.", "Afghans"),
        ("217", "people", "It spoke to 217 men and women of the Reds.", "men and women"),
        ("five", "killed", "The raid killed five, the Reds said.", "killed"),
        ("nine", "plots", "It knew of nine plots coordinated abroad.", "plots"),
        ("500", "people", "It met over 500 fighters, wives and children.", "people"),
        ("22", "people held", "22 Reds held there were let go.", "Reds"),
        ("hundreds", "fighters", "There are said to be many.", "fighters"),
        ("7", "other", "It rained on 7 of ten days.", ""),
        ("9", "people", "9 very long and winding rows upon rows", "people"),
    ],
)
def test_what_was_counted_is_named_in_the_words_of_the_claim_or_by_its_unit(
    figure: str, unit: str, statement: str, expected: str
) -> None:
    cells = {"figure": figure, "unit": unit, "statement": statement, "quote": f"{figure}"}
    dataset = made(count("a-001", "Greens", None, None, **cells))
    assert counted(dataset, *at(dataset, "a-001")) == expected
