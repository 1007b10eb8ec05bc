"""What a link names that the data don't have."""

import pytest

from casebook.tables.dataset import Dataset
from casebook.views import unknown
from casebook.views.view_state import ViewState


def told(dataset: Dataset, **params: list[str]) -> str:
    return unknown.in_words(params, ViewState.from_params(params, dataset), dataset)


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"group": ["Reds", "Nobody"]}, "a group that the data don’t have: Nobody."),
        ({"outlet": ["The Times"]}, "an outlet that the data don’t have: The Times."),
        ({"claim": ["smith-1999-001"]}, "a claim that the data don’t have: smith-1999-001."),
        ({"source": ["../x"]}, "an article that the data don’t have: ../x."),
        ({"years": ["1900-1910"]}, "years that the data don’t have: 1900-1910."),
        (
            {"group": ["A", "B", "C", "D", "E"], "count": ["pears"]},
            "what the data don’t have: group A, B, C and 2 more; count pears.",
        ),
    ],
)
def test_a_link_that_names_what_the_data_do_not_have_says_what(
    dataset: Dataset, params: dict[str, list[str]], words: str
) -> None:
    assert told(dataset, **params) == f"This link names {words}"


def test_a_link_that_names_only_what_the_data_have_says_nothing(dataset: Dataset) -> None:
    first, last = dataset.year_domains["event"]
    params = {
        "group": ["", "Reds"],
        "years": [f"{first}-{last + 5}"],
        "count": ["incidents"],
        "list": ["incidents"],
        "claim": ["smith-2020-001"],
        "search": ["anything"],
        "data": ["0" * 300],
        "utm_source": ["mail"],
    }
    assert told(dataset, **params) == ""


def test_what_is_said_of_a_link_has_a_bounded_length(dataset: Dataset) -> None:
    assert len(told(dataset, group=[f"{place}{'x' * 9999}" for place in range(99)])) < 300
