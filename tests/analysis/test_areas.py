"""Boxes of the map, as they stand in addresses."""

import pytest

from casebook.analysis import areas


@pytest.mark.parametrize(
    "text",
    [
        "",
        "60,30,75",
        "75,30,60,38",
        "60,38,75,30",
        "-181,0,0,1",
        "0,0,1,91",
        "1e1,0,20,1",
        "nan,0,1,1",
        "6٠,0,75,1",
        "60,30,75,38\n",
    ],
)
def test_what_is_no_box_is_no_filter(text: str) -> None:
    assert areas.tidied(text) == ""


def test_a_box_is_kept_as_short_as_it_can_be_written() -> None:
    assert areas.tidied("-0.0,30.50,75.12,38") == "0,30.5,75.12,38"


@pytest.mark.parametrize(
    ("area", "words"),
    [
        ("60,30,75,38.5", "30–38.5° N, 60–75° E"),
        ("-20,-30,-10,-5", "5–30° S, 10–20° W"),
        ("-10,-10,10,10", "10° S to 10° N, 10° W to 10° E"),
        ("-20,0,0,5", "0–5° N, 0–20° W"),
    ],
)
def test_a_box_is_named_as_an_atlas_does(area: str, words: str) -> None:
    assert areas.in_words(area) == words
