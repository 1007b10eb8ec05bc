import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.tables import evidence
from casebook.tables.evidence import Span

TEXT = "“We weren’t there,” he said – twice.\nFive\xa0killed, five injured.\nTo be or not to be."
LETTERS = st.text(st.sampled_from("ab \n“’–é😀\u2028"), max_size=30)
QUOTES = st.text(st.sampled_from("ab \n“’–é😀\u2028"), min_size=1, max_size=4)


@settings(max_examples=40)
@given(LETTERS, LETTERS)
def test_a_planted_quote_is_found_exactly_where_it_was_planted(before: str, after: str) -> None:
    quote = "<the quote>"
    span = evidence.find(before + quote + after, quote)
    assert span == Span(len(before), len(before) + len(quote))


@settings(max_examples=40)
@given(LETTERS, QUOTES)
def test_every_place_of_a_quote_is_found_and_nothing_else(text: str, quote: str) -> None:
    expected = [place for place in range(len(text)) if text[place:].startswith(quote)]
    assert evidence.starts(text, quote) == expected


@settings(max_examples=40)
@given(LETTERS, QUOTES, st.integers(-2, 8))
def test_the_nth_occurrence_is_the_nth_place_or_an_error(
    text: str, quote: str, occurrence: int
) -> None:
    places = evidence.starts(text, quote)
    if 1 <= occurrence <= len(places):
        span = evidence.find(text, quote, occurrence)
        assert span.start == places[occurrence - 1]
        assert text[span.start : span.end] == quote
    else:
        with pytest.raises(LookupError):
            evidence.find(text, quote, occurrence)


@settings(max_examples=40)
@given(LETTERS, QUOTES)
def test_without_an_occurrence_only_a_quote_that_stands_once_is_found(
    text: str, quote: str
) -> None:
    places = evidence.starts(text, quote)
    if len(places) == 1:
        assert evidence.find(text, quote) == Span(places[0], places[0] + len(quote))
    else:
        with pytest.raises(LookupError):
            evidence.find(text, quote)


def test_overlapping_places_of_a_quote_all_count() -> None:
    assert evidence.starts("aaaa", "aa") == [0, 1, 2]
    assert evidence.find("aaaa", "aa", 2) == Span(1, 3)


def test_an_empty_quote_stands_nowhere() -> None:
    assert evidence.starts("abc", "") == []
    with pytest.raises(LookupError):
        evidence.find("abc", "")


@pytest.mark.parametrize(
    ("quote", "occurrence", "help_"),
    [
        (
            '"We weren\'t there,"',
            None,
            "differs from the article only in quotation marks, dashes, spaces or capitals: "
            "copy it as it stands there: '“We weren’t there,”'",
        ),
        ("he said - twice", None, "copy it as it stands there: 'he said – twice'"),
        ("he said — twice", None, "copy it as it stands there: 'he said – twice'"),
        ("five Killed", None, r"copy it as it stands there: 'Five\xa0killed'"),
        ("five  injured", None, "copy it as it stands there: 'five injured'"),
        ("Five killed ", None, r"copy it as it stands there: 'Five\xa0killed'"),
        (
            "he said - twice. Five killed",
            None,
            r"runs over the end of a line in the article, 'he said – twice.\nFive\xa0killed': "
            "quote words of one line",
        ),
        (
            "five wounded",
            None,
            "is not in the article: copy it letter by letter",
        ),
        ("he said – thrice", None, "letter by letter; it matches up to 'he said – t'"),
        (
            "be",
            None,
            "stands 2 times in the article: lengthen it, or say in 'occurrence' which one is meant",
        ),
        ("be", 3, "occurrence 3 is asked for, but the quote stands 2 times in the article"),
        ("be", 0, "occurrence 0 is asked for, but the quote stands 2 times in the article"),
        ("injured", 2, "occurrence 2 is asked for, but the quote stands once in the article"),
        ("wounded", 2, "is not in the article"),
    ],
)
def test_a_quote_that_is_not_found_comes_with_the_way_out(
    quote: str, occurrence: int | None, help_: str
) -> None:
    with pytest.raises(LookupError, match=re.escape(help_)):
        evidence.find(TEXT, quote, occurrence)


@settings(max_examples=40)
@given(st.lists(LETTERS.map(lambda line: line.replace("\n", "")), min_size=1), st.data())
def test_the_text_of_an_article_is_its_lines_first_to_last_and_no_other(
    lines: list[str], data: st.DataObject
) -> None:
    first = data.draw(st.integers(1, len(lines)))
    last = data.draw(st.integers(first, len(lines)))
    text = evidence.article_text(tuple(lines), first, last)
    assert text.split("\n") == lines[first - 1 : last]


@pytest.mark.parametrize("quote", ["zebras", "five wounded", "weren.t"])
def test_a_beginning_too_short_to_help_is_not_shown(quote: str) -> None:
    with pytest.raises(LookupError) as raised:
        evidence.find(TEXT, quote)
    assert str(raised.value).endswith("letter by letter")


def test_spans_overlap_where_they_share_a_character() -> None:
    spans = [Span(start, end) for start in range(4) for end in range(start + 1, 5)]
    shared = [
        (one, other)
        for one in spans
        for other in spans
        if set(range(one.start, one.end)) & set(range(other.start, other.end))
    ]
    assert [(one, other) for one in spans for other in spans if one.overlaps(other)] == shared
