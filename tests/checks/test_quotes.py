"""The fast ways of looking for quotes and figures against slow ones."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.checks import articles, keys, quotes
from casebook.tables import evidence, read, schema
from casebook.tables.dataset import Tables
from tests import small

HERALD = "herald-2021-strike"


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return read.read(*small.write(tmp_path_factory.mktemp("small")))[0]


WORDS = st.lists(
    st.sampled_from(["The Reds ", "fled", "; then ", "13 ", "killed ", "é", "\U0001f600"])
)


@settings(max_examples=50)
@given(WORDS.map("".join), st.integers(0, 80), st.integers(1, 60))
def test_words_around_a_stretch_that_is_in_the_text_once_are_in_it_once(
    text: str, start: int, length: int
) -> None:
    counts = quotes.single_stretches(text)
    words = text[start : start + length]
    assert len(counts) == len(text) + 1
    if len(words) >= 16 and counts[start] < counts[start + len(words) - 15]:
        assert evidence.starts(text, words) == [start]


def test_words_that_are_in_a_text_twice_hold_no_stretch_that_is_in_it_once() -> None:
    words = "The Reds killed 13 people in Kabul."
    counts = quotes.single_stretches(f"{words} No one else was there. {words}")
    assert counts[0] == counts[len(words) - 15]


def test_most_words_of_a_text_hold_a_stretch_that_is_in_it_once() -> None:
    text = "".join(f"Sentence {number} of many says {number * number}. " for number in range(500))
    counts = quotes.single_stretches(text)
    assert all(counts[start] < counts[start + 45] for start in range(0, len(text) - 60, 7))


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.integers(0, 150), st.integers(1, 40), st.sampled_from(["", "1", "2"])))
)
def test_quotes_are_found_as_one_by_one(tables: Tables, cut: list[tuple[int, int, str]]) -> None:
    text = small.SECOND_ARTICLE
    rows = [
        {
            "claim_id": f"{HERALD}-{number:03}",
            "source_id": HERALD,
            "quote": text[start : start + length] if number % 4 else f"{number} is nowhere",
            "occurrence": occurrence,
        }
        for number, (start, length, occurrence) in enumerate(cut)
    ]
    frame = pd.DataFrame(rows, columns=schema.columns("claims"), dtype="str").fillna("")
    changed = replace(tables, frames={**tables.frames, "claims": frame})
    expected = []
    for row, (_, _, occurrence) in zip(rows, cut, strict=True):
        try:
            evidence.find(text, row["quote"], int(occurrence) if occurrence else None)
            once = len(evidence.starts(text, row["quote"])) == 1
            expected.append(once and occurrence != "")
        except LookupError:
            expected.append(True)
    found = quotes.misquoted(changed, keys.sound(changed), articles.sound(changed))
    wrong = {problem.line for problem in found if problem.file == "claims.csv"}
    assert [line in wrong for line in frame.index] == expected
