from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.checks import signs_of_claims
from casebook.checks.signs_of_claims import Found

Finder = Callable[[str], list[Found]]
FINDERS: list[Finder] = [
    signs_of_claims.years,
    signs_of_claims.numbers,
    signs_of_claims.dates,
    signs_of_claims.sayings,
]

ANY_TEXT = st.text(st.sampled_from("aB1é .!?\n\t\r“”'()…-\u2028\x85\x0b\u3000।ß²"), max_size=60)
WORDS = (
    "two dozen of thousands and 2015 -17 s May 5 1,300 , . 3 hundred years 5th ISIS (1) $ % / "
    "said million a.m. yesterday last week –"
)
PIECES = st.sampled_from([*WORDS.split(), " ", "\n"])
TEXTS_WITH_NUMBERS = st.lists(PIECES, max_size=12).map(" ".join) | st.lists(
    PIECES, max_size=12
).map("".join)


def parts(text: str) -> list[str]:
    return [text[span.start : span.end] for span in signs_of_claims.sentences(text)]


def words(found: list[Found]) -> list[str]:
    return [one.words for one in found]


# Sentences


@given(ANY_TEXT | st.text(max_size=40))
def test_sentences_stand_in_order_apart_and_hold_every_letter_and_digit(text: str) -> None:
    end = 0
    for span in signs_of_claims.sentences(text):
        assert end <= span.start < span.end <= len(text)
        assert not any(letter.isalnum() for letter in text[end : span.start])
        part = text[span.start : span.end]
        assert part == part.strip()
        assert "\n" not in part
        assert any(letter.isalnum() for letter in part)
        end = span.end
    assert not any(letter.isalnum() for letter in text[end:])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n \n", []),
        ("…\n* * *\n—", []),
        ("A headline\n\nThen it began", ["A headline", "Then it began"]),
        ("It fell. They fled.", ["It fell.", "They fled."]),
        ("Dr. Gul of the U.S. fled. So did he.", ["Dr. Gul of the U.S. fled.", "So did he."]),
        ("“Why?” he asked. No one knew.", ["“Why?” he asked.", "No one knew."]),
        ("It cost 2.5 million.", ["It cost 2.5 million."]),
        ("  He left. \t\n  She stayed.\r\n", ["He left.", "She stayed."]),
        ("12\n...\n7", ["12", "7"]),
    ],
)
def test_a_text_comes_apart_into_its_sentences(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


# Numbers, years and dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("killed 13 and injured 1,300", ["13", "1,300"]),
        (
            "1,500 to 2,200 fighters, 3.5 per cent, 20% and $40",
            ["1,500", "2,200", "3.5", "20", "40"],
        ),
        ("2.5 million people", ["2.5 million"]),
        ("Two dozen men, three thousand more", ["Two dozen", "three thousand"]),
        ("twenty-one of forty and sixty-five", ["twenty-one", "forty", "sixty-five"]),
        ("dozens killed, hundreds hurt", ["dozens", "hundreds"]),
        ("hundreds of thousands fled", ["hundreds of thousands"]),
        ("two and three", ["two", "three"]),
        ("they killed 13.", ["13"]),
        ("between 50-60 men", ["50", "60"]),
        ("May 5,000 men come", ["5,000"]),
        ("He is 40", ["40"]),
        ("at 5 men and 30 p.m. papers", ["5"]),
        ("killed 13 (and 123)", ["13", "123"]),
    ],
)
def test_numbers_that_count_something_are_found_in_digits_and_words(
    text: str, expected: list[str]
) -> None:
    assert words(signs_of_claims.numbers(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "in 2015",
        "the 2010s",
        "from 2015-17",
        "of 2015–16",
        "5 May 2020",
        "May 5",
        "on the 26th of August",
        "26 August",
        "Aug. 26",
        "Sept 3rd",
        "the first, the second and the 13th",
        "one man",
        "someone freight weight often",
        "after 20 years",
        "40 years old",
        "a 10-day truce",
        "two and a half years",
        "a twenty-year war",
        "15 to 20 years",
        "between 15 and 20 years",
        "two-and-a-half years",
        "a two-and-a-half-year war",
        "three decades",
        "24 hours",
        "two more weeks",
        "5 p.m.",
        "5:30 p.m.",
        "11:05 a.m.",
        "AK-47",
        "COVID-19",
        "9/11",
        "the G20",
        "(1) a footnote",
        "(12) a footnote",
    ],
)
def test_years_days_ordinals_spans_ages_and_parts_of_names_are_no_numbers(text: str) -> None:
    assert words(signs_of_claims.numbers(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 1999 and 2021.", ["1999", "2021"]),
        ("the 2010s", ["2010"]),
        ("2015-17, 2018–19, 2020/21", ["2015", "2018", "2020"]),
        ("(2014)", ["2014"]),
        ("1799, 2100, 2,015, 12015, 20155, 2015,000, $2015, 9/2015, x2015", []),
        ("2015.", ["2015"]),
    ],
)
def test_years_are_those_of_two_centuries_and_no_part_of_a_greater_number(
    text: str, expected: list[str]
) -> None:
    assert words(signs_of_claims.years(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "in August",
        "in Aug. or",
        "on 5 May",
        "May 5",
        "on Friday",
        "Yesterday",
        "last month",
        "the previous two years",
        "this spring",
        "years ago",
        "a week later",
        "in 2015",
    ],
)
def test_a_text_with_a_date_shows_it(text: str) -> None:
    assert signs_of_claims.dates(text)


@pytest.mark.parametrize("text", ["they may flee", "Marching on", "the Mayor", "days of rain", ""])
def test_a_text_without_a_date_shows_none(text: str) -> None:
    assert signs_of_claims.dates(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said so", ["said"]),
        ("According to two of them", ["According to"]),
        ("They CLAIMED it; she denied it", ["CLAIMED", "denied"]),
        ("It was estimated and reported", ["estimated", "reported"]),
        ("the stated aim, warm and cited", ["cited"]),
        ("an unclaimed bag", []),
    ],
)
def test_saying_is_found_by_its_verbs_in_any_case(text: str, expected: list[str]) -> None:
    assert words(signs_of_claims.sayings(text)) == expected


@pytest.mark.parametrize("finder", FINDERS)
@given(text=TEXTS_WITH_NUMBERS)
def test_what_is_found_stands_in_the_text_at_its_span(finder: Finder, text: str) -> None:
    for found in finder(text):
        assert found.words == text[found.span.start : found.span.end] != ""


@given(TEXTS_WITH_NUMBERS)
def test_no_number_overlaps_another_or_a_year(text: str) -> None:
    spans = sorted(
        (found.span.start, found.span.end)
        for found in signs_of_claims.numbers(text) + signs_of_claims.years(text)
    )
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


# Figures


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("13", [13]),
        ("1,300", [1300]),
        ("2.5", [2.5]),
        ("1,500 to 2,200", [1500, 2200]),
        ("50-60", [50, 60]),
        ("one", [1]),
        ("Nineteen", [19]),
        ("twenty-four", [24]),
        ("twenty four", [24]),
        ("ninety-nine", [99]),
        ("twenty to thirty", [20, 30]),
        ("two or three", [2, 3]),
        ("seven and two", [7, 2]),
        ("twenty, five", [20, 5]),
        ("dozen", [12]),
        ("more than a dozen", [12]),
        ("two dozen", [24]),
        ("two dozen to three dozen", [24, 36]),
        ("a hundred", [100]),
        ("one hundred and five", [105]),
        ("one hundred and twenty-five", [125]),
        ("one hundred and twenty-five thousand", [125_000]),
        ("two hundred thousand", [200_000]),
        ("7.5 million", [7_500_000]),
        ("$1.3 billion", [1_300_000_000]),
        ("2 million to 3 million", [2_000_000, 3_000_000]),
    ],
)
def test_a_figure_states_its_numbers_in_digits_and_words(
    figure: str, expected: list[float]
) -> None:
    assert signs_of_claims.values(figure) == expected


VAGUE = ["", "hundreds", "dozens", "tens of thousands", "several", "several hundred", "a few dozen"]
VAGUE += ["Many thousand", "some hundred", "more than half", "the 13th", "someone", "often"]


@pytest.mark.parametrize("figure", VAGUE)
def test_a_figure_without_a_number_states_none_and_has_no_bounds(figure: str) -> None:
    assert signs_of_claims.values(figure) == []
    assert signs_of_claims.bounds(figure) is None


@given(st.integers(0, 10**12))
def test_a_number_in_digits_is_its_own_value(number: int) -> None:
    assert signs_of_claims.values(f"{number:,}") == signs_of_claims.values(str(number)) == [number]


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("13", (13, 13)),
        ("about 500", (500, 500)),
        ("nearly 60", (60, 60)),
        ("one hundred and five", (105, 105)),
        ("two dozen", (24, 24)),
        ("7.5 million", (7_500_000, 7_500_000)),
        ("300 to 500", (300, 500)),
        ("between 500 and 300", (300, 500)),
        ("1,500, 2,200 or 900", (900, 2200)),
        ("at least 13", (13, None)),
        ("At Least 13", (13, None)),
        ("more than a dozen", (12, None)),
        ("over 50", (50, None)),
        ("above 50", (50, None)),
        ("exceeding 50", (50, None)),
        ("upwards of 50", (50, None)),
        ("50 or more", (50, None)),
        ("a minimum of 50", (50, None)),
        ("more than 300 to 500", (300, None)),
        ("up to 90", (None, 90)),
        ("at most 90", (None, 90)),
        ("no more than 5", (None, 5)),
        ("fewer than 10", (None, 10)),
        ("less than 10", (None, 10)),
        ("under 10", (None, 10)),
        ("10 or fewer", (None, 10)),
        ("10 or less", (None, 10)),
        ("as many as 10", (None, 10)),
        ("a maximum of 10", (None, 10)),
        ("up to 300 to 500", (None, 500)),
    ],
)
def test_a_figure_has_the_bounds_that_its_words_say(
    figure: str, expected: tuple[float | None, float | None]
) -> None:
    assert signs_of_claims.bounds(figure) == expected


@pytest.mark.parametrize("figure", ["at least 5 and up to 90", "more than 5, but under 90"])
def test_words_for_both_bounds_leave_in_doubt_which_is_meant(figure: str) -> None:
    assert signs_of_claims.bounds(figure) is None


@pytest.mark.parametrize("figure", ["overall 13", "13 undergo it", "moreover 13", "13 cups to go"])
def test_a_word_for_a_bound_is_a_whole_word(figure: str) -> None:
    assert signs_of_claims.bounds(figure) == (13, 13)


@given(TEXTS_WITH_NUMBERS)
def test_bounds_are_numbers_that_the_figure_states_the_lower_one_first(figure: str) -> None:
    stated, found = signs_of_claims.values(figure), signs_of_claims.bounds(figure)
    assert stated or found is None
    given_bounds = [bound for bound in found or () if bound is not None]
    assert given_bounds == sorted(given_bounds)
    assert set(given_bounds) <= set(stated)


# Names


def named(text: str, *names: str) -> list[str]:
    return words(signs_of_claims.named(signs_of_claims.names_pattern(names), text))


def test_of_names_within_one_another_only_the_longest_is_found() -> None:
    names = ("ISIS", "ISIS-K", "Islamic State", "Islamic State Khorasan")
    assert named("ISIS-K is not ISIS", *names) == ["ISIS-K", "ISIS"]
    assert named("Islamic State Khorasan", *reversed(names)) == ["Islamic State Khorasan"]


@pytest.mark.parametrize("text", ["isis", "ISISK", "xISIS", "_ISIS", "ISIS2"])
def test_a_name_is_a_whole_word_with_its_capitals(text: str) -> None:
    assert named(text, "ISIS") == []


@pytest.mark.parametrize("text", ["pro-ISIS men", "ISIS’s men", "(ISIS)", "ISIS-Khorasan", "ISIS"])
def test_a_name_may_stand_beside_any_sign(text: str) -> None:
    assert named(text, "ISIS") == ["ISIS"]


def test_a_name_is_no_pattern() -> None:
    assert named("Officials (unnamed) or A+B or AAB", "Officials (unnamed)", "A+B") == [
        "Officials (unnamed)",
        "A+B",
    ]


@given(st.text(max_size=20))
def test_no_name_at_all_is_found_nowhere(text: str) -> None:
    assert named(text) == named(text, "") == []


@given(st.lists(st.text("ab-. ", min_size=1, max_size=4), max_size=4), st.text("ab-. ", max_size=9))
def test_names_are_found_in_order_without_overlap_and_as_given(names: list[str], text: str) -> None:
    end = 0
    for found in signs_of_claims.named(signs_of_claims.names_pattern(names), text):
        assert found.words in names
        assert found.words == text[found.span.start : found.span.end]
        assert found.span.start >= end
        end = found.span.end
