import re
from dataclasses import FrozenInstanceError, fields

import pandas as pd
import pandera.errors
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.tables import dates, schema
from casebook.tables.dataset import Dataset, Problem
from tests import small

COLUMNS = [(table, column) for table in schema.MODELS for column in schema.columns(table)]
VOCABULARIES = {
    ("sources", "outlet_basis"): schema.SOURCE_BASES,
    ("sources", "published_basis"): schema.SOURCE_BASES,
    ("incidents", "kind"): schema.INCIDENT_KINDS,
    ("incidents", "date_basis"): ("stated", "inferred"),
    ("incidents", "place_precision"): schema.PRECISIONS,
    ("claims", "kind"): schema.CLAIM_KINDS,
    ("claims", "topic"): schema.TOPICS,
    ("claims", "date_basis"): schema.DATE_BASES,
    ("claims", "unit"): schema.UNITS,
    ("actors", "kind"): schema.ACTOR_KINDS,
    ("no_claim", "reason"): schema.REASONS,
    ("relations", "relation"): schema.RELATIONS,
}
OPTIONAL = {
    ("incidents", "date_basis"),
    ("incidents", "place_precision"),
    ("claims", "date_basis"),
    ("claims", "unit"),
}


def refused(table: str, column: str, *cells: str) -> list[str]:
    """Which of the cells the table's model objects to, each in an otherwise sound row."""
    row = dict.fromkeys(schema.columns(table), "") | small.TABLES[table][0]
    frame = pd.DataFrame([row | {column: cell} for cell in cells], dtype="str")
    try:
        schema.MODELS[table].validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases[errors.failure_cases["check"] != "field_uniqueness"]
        assert set(cases["column"]) <= {column}
        return [cell for position, cell in enumerate(cells) if position in set(cases["index"])]
    return []


def test_every_column_has_a_meaning() -> None:
    assert [column for column in schema.every_column() if len(column.meaning) < 6] == []


def test_the_first_column_of_a_table_is_its_key_and_stands_once() -> None:
    keys = {table: schema.key(table) for table in schema.MODELS}
    assert keys == {
        "sources": "source_id",
        "incidents": "incident_id",
        "claims": "claim_id",
        "actors": "actor",
        "no_claim": "passage_id",
        "relations": "claim_id",
    }
    assert schema.keys("claims") == ("claim_id",)
    assert schema.keys("relations") == ("claim_id", "other_id")
    for table, key in keys.items():
        assert schema.columns(table)[0] == key
        if len(schema.keys(table)) > 1:
            continue
        row = dict.fromkeys(schema.columns(table), "") | small.TABLES[table][0]
        with pytest.raises(pandera.errors.SchemaErrors, match="unique"):
            schema.MODELS[table].validate(pd.DataFrame([row, row], dtype="str"), lazy=True)


def test_a_vocabulary_column_takes_its_words_and_refuses_every_other() -> None:
    for (table, column), words in VOCABULARIES.items():
        others = [words[0].upper(), f"{words[-1]} ", "word", words[0][:-1], ", ".join(words[:2])]
        empty = [] if (table, column) in OPTIONAL else [""]
        assert refused(table, column, *words, *others, "") == others + empty


def test_a_column_that_must_be_filled_refuses_an_empty_cell() -> None:
    for table, column in (
        ("sources", "file"),
        ("incidents", "title"),
        ("claims", "source_id"),
        ("claims", "statement"),
        ("claims", "quote"),
        ("actors", "actor"),
        ("no_claim", "source_id"),
        ("no_claim", "quote"),
    ):
        assert refused(table, column, "") == [""]


@pytest.mark.parametrize(
    ("table", "column", "good", "bad"),
    [
        (
            "sources",
            "source_id",
            ["smith-2020", "a", "herald-2021-strike"],
            ["Smith-2020", "smith_2020", "smith--2020", "-smith", "smith-", "smith 2020", "", "é"],
        ),
        (
            "incidents",
            "incident_id",
            ["2021-08-26-kabul", "2021-08-kabul", "2021-kabul-airport", "undated-founding"],
            ["kabul-2021", "2021", "undated", "21-kabul", "2021-Kabul", "٢٠٢١-kabul", ""],
        ),
        (
            "claims",
            "claim_id",
            ["smith-2020-001", "a-999"],
            ["smith-2020-1", "smith-2020-0001", "smith-2020", "smith-2020-٠٠١", "001", ""],
        ),
        (
            "no_claim",
            "passage_id",
            ["smith-2020-p001", "a-p999"],
            ["smith-2020-001", "smith-2020-p1", "smith-2020-p0001", "smith-2020-P001", "p001", ""],
        ),
        *(
            (
                "sources",
                column,
                ["1", "999999999"],
                ["0", "01", "-1", "1.5", "", "1٣", "²", "9" * 10],
            )
            for column in ("first_line", "last_line")
        ),
        *(
            (
                table,
                "occurrence",
                ["", "1", "12"],
                ["0", "01", "-1", "1.0", "first", "1٣", "9" * 10],
            )
            for table in ("claims", "no_claim")
        ),
        *(
            (
                table,
                column,
                ["", "5", "-5", "5.25", "1500", "0"],
                ["1,500", "1 500", "5.", ".5", "1e3", "five", "nan", "inf", "٥", "9" * 16],
            )
            for table, column in (
                ("claims", "low"),
                ("claims", "high"),
                ("incidents", "latitude"),
                ("incidents", "longitude"),
            )
        ),
    ],
)
def test_a_shaped_column_takes_its_shape_and_nothing_else(
    table: str, column: str, good: list[str], bad: list[str]
) -> None:
    assert refused(table, column, *good) == []
    assert refused(table, column, *bad) == bad


@pytest.mark.parametrize("table", ["claims", "no_claim"])
def test_a_quote_has_at_most_three_hundred_characters(table: str) -> None:
    assert schema.QUOTE_LIMIT == 300
    assert refused(table, "quote", "é" * 300, "é" * 301) == ["é" * 301]


# What the codebook says of a column


def test_a_column_is_described_as_its_model_judges_it() -> None:
    for table, column in COLUMNS:
        described = schema.described(table, column)
        assert (described.table, described.column) == (table, column)
        assert described.required == (refused(table, column, "") == [""]), (table, column)
        assert described.unique == ((column,) == schema.keys(table))
        assert described.vocabulary == VOCABULARIES.get((table, column), ())
        assert described.holds.count("or nothing") <= 1


def test_every_column_is_described_once_in_the_order_of_the_tables_and_files() -> None:
    assert [(column.table, column.column) for column in schema.every_column()] == COLUMNS


def test_a_reference_leads_to_a_table_or_to_one_of_the_three_other_places() -> None:
    for column in schema.every_column():
        places = (schema.ARTICLES, schema.ARMED_GROUPS, schema.COUNTRIES, *schema.MODELS, "")
        assert column.references in places
        armed = column.references == schema.ARMED_GROUPS
        listed = column.references in schema.MODELS
        expected = "actors" if armed else column.references if listed else ""
        assert column.referred_table == expected


def test_a_column_is_described_with_what_its_values_are() -> None:
    described = schema.described
    assert described("claims", "via").values("A > B; C") == ["A", "B; C"]
    assert described("claims", "groups").values("A; B") == ["A", "B"]
    assert described("claims", "speaker").values("A; B") == ["A; B"]
    assert described("claims", "speaker").values("") == described("claims", "via").values("") == []
    assert [described("claims", name).type for name in ("date", "low", "occurrence", "quote")] == [
        "date",
        "number",
        "integer",
        "string",
    ]


def test_a_column_that_has_a_basis_names_a_column_of_its_table_with_a_vocabulary() -> None:
    based = [column for column in schema.every_column() if column.basis]
    assert {column.type for column in based} == {"date", "string"}
    for column in based:
        assert schema.described(column.table, column.basis).vocabulary


def test_the_pattern_of_a_column_is_described_and_matches_whole_cells() -> None:
    pattern = schema.described("no_claim", "passage_id").pattern
    assert re.search(pattern, "smith-2020-p001")
    assert not re.search(pattern, "see smith-2020-p001 there")
    assert re.search(schema.described("claims", "low").pattern, "2.5")
    assert schema.described("claims", "note").pattern == ""


def test_every_cell_has_a_greatest_length_or_a_shape() -> None:
    longest = {
        place: schema.described(*place).longest
        for place in COLUMNS
        if not schema.described(*place).pattern and not schema.described(*place).vocabulary
    }
    separated = [place for place in longest if schema.described(*place).separator]
    assert all(longest[place] == schema.LIST_LIMIT for place in separated)
    assert {place: longest[place] for place in longest if place[1] == "quote"} == {
        ("claims", "quote"): 300,
        ("no_claim", "quote"): 300,
    }
    assert {longest[place] for place in longest if place not in separated} == {300, 2_000}


def test_what_a_cell_may_hold_is_said_in_words() -> None:
    for table, column, words in (
        ("claims", "note", "text, or nothing"),
        ("claims", "statement", "some text"),
        ("claims", "speaker", "a name in actors.csv, or nothing"),
        ("claims", "via", "names in actors.csv, separated by ' > ', or nothing"),
        ("claims", "date_basis", "one of: stated, inferred, article, or nothing"),
    ):
        assert schema.described(table, column).holds == words


def test_a_table_says_in_one_sentence_what_its_rows_are() -> None:
    for table in schema.MODELS:
        assert re.fullmatch(r"[A-Z][^.\n]* a row[^.\n]*\.", schema.meaning(table))


def test_only_sentences_without_a_claim_and_relations_may_be_missing() -> None:
    assert {"no_claim", "relations"} == schema.OPTIONAL


def test_a_table_with_a_column_too_many_is_refused() -> None:
    frame = pd.DataFrame(columns=schema.columns("claims"), dtype="str")
    schema.MODELS["claims"].validate(frame)
    with pytest.raises(pandera.errors.SchemaErrors, match="extra"):
        schema.MODELS["claims"].validate(frame.assign(extra=frame["claim_id"]))


def test_every_key_of_the_small_casebook_has_the_shape_of_its_table() -> None:
    for table, rows in small.TABLES.items():
        for row in rows:
            assert re.fullmatch(schema.KEY_SHAPES[table], row[schema.key(table)])


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.text("abc;>, ").filter(
            lambda name: "; " not in f"{name} " and name.strip() == name != ""
        )
    )
)
def test_values_of_a_cell_come_apart_as_they_were_put_together(names: list[str]) -> None:
    assert schema.split_values(schema.SEPARATOR.join(names)) == names


def test_an_empty_cell_holds_no_values_and_hands_have_their_own_separator() -> None:
    assert schema.split_values("") == []
    assert schema.split_values("A > B; C", schema.VIA_SEPARATOR) == ["A", "B; C"]


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (Problem("claims.csv", 57, "figure", "is wrong"), "claims.csv:57: figure: is wrong"),
        (Problem("claims.csv", 57, "", "is wrong"), "claims.csv:57: is wrong"),
        (Problem("claims.csv", 0, "", "is missing"), "claims.csv: is missing"),
        (Problem("claims.csv", 0, "figure", "is wrong"), "claims.csv: figure: is wrong"),
    ],
)
def test_a_problem_prints_as_file_line_column_and_message(problem: Problem, line: str) -> None:
    assert str(problem) == line


def test_a_dataset_cannot_be_assigned_to(dataset: Dataset) -> None:
    for field in fields(dataset):
        with pytest.raises(FrozenInstanceError):
            setattr(dataset, field.name, None)


def test_a_claim_is_found_by_its_id_and_an_unknown_id_finds_none(dataset: Dataset) -> None:
    for position, claim_id in enumerate(dataset.claims["claim_id"]):
        assert dataset.row(claim_id) == position
    assert dataset.row("smith-2020-999") is None
    assert dataset.row("") is None


def test_open_and_undated_years_lie_outside_all_years() -> None:
    assert dates.UNDATED < dates.OPEN_START < 1000
    assert dates.OPEN_END > 9998
