"""The fast judgement of single cells against pandera's own."""

import sys
from dataclasses import replace

import pandas as pd
import pandera.errors
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.checks import cells
from casebook.tables import read, schema
from casebook.tables.dataset import Tables
from tests import small

NUMBERS = ("0", "1", "07", "-5.25", "5.", "1e3", "٣")
WORDS = ("report", "other", "stated", "inferred", "killed", "outlet", "heading", "2020-x", "a-001")
CELLS = st.sampled_from(["", *NUMBERS, *WORDS, "a-p001", "Reds", "Reds ", "x" * 300, "é" * 301])


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return read.read(*small.write(tmp_path_factory.mktemp("small")))[0]


def with_frame(tables: Tables, table: str, frame: pd.DataFrame) -> Tables:
    return replace(tables, frames={**tables.frames, table: frame})


@settings(max_examples=25)
@given(st.sampled_from([*schema.MODELS]), st.data())
def test_cells_are_judged_as_the_models_judge_them(
    tables: Tables, table: str, data: st.DataObject
) -> None:
    columns = schema.columns(table)
    rows = data.draw(st.lists(st.tuples(*[CELLS for _ in columns]), min_size=1, max_size=4))
    frame = pd.DataFrame(rows, columns=columns, dtype="str")
    try:
        schema.MODELS[table].validate(frame, lazy=True)
        expected = set()
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases[errors.failure_cases["check"] != "field_uniqueness"]
        expected = set(zip(cases["index"], cases["column"], strict=True))
    found = cells.mistyped(with_frame(tables, table, frame))
    assert {(line, wrong.column) for wrong in found for line in wrong.lines} == expected


def test_every_space_and_control_character_is_found(tables: Tables) -> None:
    letters = [chr(code) for code in range(sys.maxunicode) if not 0xD800 <= code <= 0xDFFF]
    spaces = [letter for letter in letters if letter.isspace()]
    control = [*map(chr, [*range(32), *range(0x7F, 0xA0)]), "\u2028", "\u2029"]
    notes = [f"a{letter}" for letter in spaces] + [f"a{letter}b" for letter in control]
    sound = ["", "a b", "“é”", "a\u200bb", "a\xa0b"]
    frame = pd.DataFrame({"note": [*notes, *sound]}, dtype="str")
    found = cells.spaces(with_frame(tables, "claims", frame))
    assert [wrong.lines for wrong in found if wrong.file == "claims.csv"] == [
        list(range(len(notes)))
    ]


def why_stray(tables: Tables, *cells_of_a_column: str) -> dict[str, str]:
    frame = pd.DataFrame({"note": cells_of_a_column}, dtype="str")
    return {
        cell: message
        for wrong in cells.spaces(with_frame(tables, "claims", frame))
        if wrong.file == "claims.csv"
        for cell in wrong.cells
        for message in wrong.why(cell)
    }


def test_characters_that_are_none_are_told_by_their_number(tables: Tables) -> None:
    none = ["\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff"]
    sound = ["\ufdcf", "\ufdf0", "\ufffd", "\U00010000", "\U0001f600"]
    told = why_stray(tables, *(f"a{letter}b" for letter in (*none, *sound)))
    assert told == {
        f"a{letter}b": f"has U+{ord(letter):04X} inside, which is no character: remove it"
        for letter in none
    }


def test_what_turns_the_direction_of_text_to_the_end_of_a_cell_is_told_by_its_name(
    tables: Tables,
) -> None:
    closed = ["\u202eabc\u202c", "\u2067a\u202eb\u202cc\u2069", "a\u200fb", "\u2069a\u202c"]
    opened = {"\u202eabc": "right-to-left override (U+202E)", "a\u2066b": "left-to-right isolate"}
    opened["\u2067a\u202eb\u2069"] = "right-to-left isolate (U+2067)"
    told = why_stray(tables, *closed, *opened)
    assert told.keys() == opened.keys()
    for cell, name in opened.items():
        assert f"has a {name}" in told[cell]
