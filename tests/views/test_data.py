"""What the Data page says; the page as it is drawn is in `test_app`."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from casebook.checks import coverage
from casebook.checks.coverage import CARRIED, UNREVIEWED
from casebook.export import datapackage
from casebook.tables import read
from casebook.tables.dataset import Dataset
from casebook.views import data
from tests import small

Folders = tuple[Path, Path]
ROOT = Path(__file__).resolve().parents[2]


def in_words(dataset: Dataset) -> str:
    return data.in_words(dataset, coverage.sentences(dataset))


# The sentence on top


def test_the_page_says_how_many_there_are_and_what_became_of_the_sentences(
    dataset: Dataset,
) -> None:
    assert in_words(dataset) == (
        "8 claims about 3 incidents from 2 articles, by 8 actors. Of 10 sentences, 7 carry a "
        "claim, 2 have no claim recorded for a stated reason, and 1 is to review."
    )


def test_several_sentences_are_unreviewed(folders: Folders) -> None:
    (folders[0] / "no_claim.csv").unlink()
    assert in_words(small.loaded(folders)).endswith(
        "0 have no claim recorded for a stated reason, and 3 are to review."
    )


def test_no_sentence_is_unreviewed(folders: Folders) -> None:
    small.change(folders[0], "no_claim", "smith-2020-p001", quote="The Reds denied it")
    small.change(folders[0], "claims", "smith-2020-004", quote="A headline")
    small.change(
        folders[0], "claims", "smith-2020-001", quote="“We were", figure="", unit="", low=""
    )
    small.change(folders[0], "claims", "smith-2020-003", quote="1,500 to 2,200 fighters")
    small.change(folders[0], "claims", "smith-2020-004", figure="", unit="", low="", high="")
    assert in_words(small.loaded(folders)).endswith("and none are to review.")


def test_large_counts_have_separators(dataset: Dataset) -> None:
    frame = pd.concat([coverage.sentences(dataset)] * 1000, ignore_index=True)
    assert data.in_words(dataset, frame).endswith(
        "7,000 carry a claim, 2,000 have no claim recorded for a stated reason, and "
        "1,000 are to review."
    )


def test_one_of_a_thing_is_not_called_by_its_plural(dataset: Dataset) -> None:
    herald = dataset.sources.index == "herald-2021-strike"
    words = data.in_words(
        replace(
            dataset,
            sources=dataset.sources[herald],
            incidents=dataset.incidents.iloc[:1],
            claims=dataset.claims.iloc[:1],
            actors=dataset.actors.iloc[:1],
        ),
        coverage.sentences(dataset),
    )
    assert words.startswith("1 claim about 1 incident from 1 article, by 1 actor.")


def test_one_sentence_carries_a_claim_one_holds_none_and_one_is_unreviewed(
    dataset: Dataset,
) -> None:
    frame = coverage.sentences(dataset)
    carried, passed = frame[frame["state"] == CARRIED], frame[frame["state"] == "heading"]
    waiting = frame[frame["state"] == UNREVIEWED]
    three = pd.concat([carried[:1], passed[:1], waiting[:1]])
    assert data.in_words(dataset, three).endswith(
        "Of 3 sentences, 1 carries a claim, 1 has no claim recorded for a stated reason, and "
        "1 is to review."
    )
    assert " Of 1 sentence, 0 carry a claim, 0 have " in data.in_words(dataset, waiting[:1])


# Why a sentence carries no claim


def test_why_a_sentence_carries_no_claim_is_said_with_claims_and_note() -> None:
    for state, repeated_in, note, words in (
        (UNREVIEWED, "", "", "to review"),
        ("heading", "", "", "heading"),
        ("rhetoric", "", "A taunt.", "rhetoric: A taunt."),
        ("repeated elsewhere", "a-001; a-002", "", "repeated elsewhere, in a-001; a-002"),
        ("repeated elsewhere", "a-001", "In short.", "repeated elsewhere, in a-001: In short."),
    ):
        row = pd.Series({"state": state, "repeated_in": repeated_in, "note": note})
        assert data._why(row) == words


# The guide


GUIDE = """# The tables

Before any heading.

## What is counted

| term | meaning |
|---|---|
| claim | a ## in a row |

### In detail

Words.

## Columns

Before. <!-- columns: made by `python -m casebook document` -->

| column |

<!-- end of columns -->

After.

##   Licence \t
<!-- a remark
over two lines -->
MIT.
"""


def test_the_guide_has_the_sections_of_the_readme_by_their_headings() -> None:
    assert data.guide_sections(GUIDE) == {
        "What is counted": (
            "| term | meaning |\n|---|---|\n| claim | a ## in a row |\n\n### In detail\n\nWords."
        ),
        "Licence": "MIT.",
    }


def test_a_section_that_is_made_from_the_tables_is_left_out_and_one_with_half_a_mark_is_not() -> (
    None
):
    half = GUIDE.replace("<!-- end of columns -->", "<!-- end of articles -->")
    assert list(data.guide_sections(GUIDE)) == ["What is counted", "Licence"]
    assert list(data.guide_sections(half)) == ["What is counted", "Columns", "Licence"]


def test_a_readme_without_sections_has_no_guide() -> None:
    for guide in ("", "# Only a title\n\nand words", "##no heading\nwords"):
        assert data.guide_sections(guide) == {}


def test_every_section_that_the_command_makes_is_left_out_of_the_guide(folders: Folders) -> None:
    tables, _ = read.read(*folders)
    made = datapackage.parts(tables)
    marks = {
        name: f"<!-- {name}: made by `python -m casebook document` --><!-- end of {name} -->"
        for name in made
    }
    text = "\n".join(f"## {name}\n\nWords.\n{mark}\n" for name, mark in marks.items())
    assert data.guide_sections(datapackage.with_parts(text, made)) == {}


@given(
    st.dictionaries(st.text("ab ", min_size=1).map(str.strip).filter(bool), st.text("ab |\n<-!>"))
)
def test_sections_are_kept_with_their_text(sections: dict[str, str]) -> None:
    guide = "".join(f"## {heading}\n{text}\n" for heading, text in sections.items())
    assert data.guide_sections(guide) == {
        heading: text.strip() for heading, text in sections.items()
    }


def test_two_sections_of_one_heading_are_both_shown() -> None:
    assert "".join(data.guide_sections("## A\none\n## A\ntwo\n").values()).split() == ["one", "two"]


def test_the_guide_of_the_real_tables_tells_how_to_add_a_claim_and_shows_no_mark() -> None:
    guide = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    sections = data.guide_sections(guide)
    assert "Add a claim" in sections
    assert "The tables and their columns" not in sections
    assert not any("<!--" in text or not text for text in sections.values())
