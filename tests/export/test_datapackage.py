from pathlib import Path

import pytest
from frictionless import Package
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.export import datapackage
from casebook.tables import read, schema
from casebook.tables.dataset import Tables
from tests import small

Folders = tuple[Path, Path]
ROOT = Path(__file__).resolve().parents[2]
COLUMNS = [(table, column) for table in schema.MODELS for column in schema.columns(table)]
MARKS = {
    name: (
        f"<!-- {name}: made by `python -m casebook document` -->",
        f"<!-- end of {name} -->",
    )
    for name in ("columns", "articles")
}


def read_tables(folders: Folders) -> Tables:
    tables, problems = read.read(*folders)
    assert problems == []
    return tables


@pytest.fixture
def tables(folders: Folders) -> Tables:
    return read_tables(folders)


def told(folders: Folders) -> list[tuple[str, int | None, str | None]]:
    """What Frictionless says of the tables by their package: sort, line and column."""
    path = folders[0] / "datapackage.json"
    path.write_text(
        datapackage.json_text(datapackage.package(read_tables(folders))), encoding="utf-8"
    )
    report = Package(str(path)).validate()
    assert report.valid == (report.flatten(["type"]) == [])
    return [tuple(error) for error in report.flatten(["type", "rowNumber", "fieldName"])]


# The package by the tools of others


def test_the_small_casebook_is_a_valid_package(folders: Folders) -> None:
    assert told(folders) == []


def test_broken_cells_and_keys_make_the_package_invalid(folders: Folders) -> None:
    expected = set()
    for table, key, column, cell, sort in (
        ("claims", "herald-2021-strike-001", "kind", "reprot", "constraint-error"),
        ("claims", "herald-2021-strike-001", "statement", "", "constraint-error"),
        ("claims", "herald-2021-strike-001", "occurrence", "0", "constraint-error"),
        ("claims", "herald-2021-strike-001", "quote", "x" * 301, "constraint-error"),
        ("claims", "herald-2021-strike-002", "low", "many", "type-error"),
        ("claims", "smith-2020-001", "source_id", "smith-2021", "foreign-key"),
        ("claims", "smith-2020-002", "incident_id", "2020-nothing", "foreign-key"),
        ("claims", "smith-2020-003", "speaker", "Nobody", "foreign-key"),
        ("claims", "smith-2020-004", "claim_id", "smith-1", "constraint-error"),
        ("sources", "herald-2021-strike", "outlet", "Nobody", "foreign-key"),
        ("sources", "smith-2020", "republished_by", "Nobody", "foreign-key"),
        ("sources", "smith-2020", "last_line", "last", "type-error"),
        ("incidents", "2020-05-05-kabul-attack", "latitude", "34N", "type-error"),
        ("actors", "Amin Gul", "affiliation", "Nobody", "foreign-key"),
        ("actors", "Blues", "kind", "", "constraint-error"),
        ("actors", "The Herald", "actor", "Reds", "primary-key"),
        ("no_claim", "smith-2020-p001", "reason", "dull", "constraint-error"),
        ("no_claim", "smith-2020-p001", "source_id", "smith-2021", "foreign-key"),
    ):
        line = small.change(folders[0], table, key, **{column: cell})
        expected.add((sort, line, None if sort.endswith("-key") else column))
    assert expected <= set(told(folders))


def test_the_real_tables_are_a_valid_package() -> None:
    report = Package(str(ROOT / "data" / "datapackage.json")).validate()
    assert report.flatten(["title", "rowNumber", "fieldName", "message"]) == []


# What the package says


def test_every_column_of_every_table_is_described_in_the_order_of_the_file(
    tables: Tables,
) -> None:
    resources = datapackage.package(tables)["resources"]
    found = {
        resource["path"]: [field["name"] for field in resource["schema"]["fields"]]
        for resource in resources
    }
    assert found == {f"{table}.csv": list(schema.columns(table)) for table in schema.MODELS}
    for table, resource in zip(schema.MODELS, resources, strict=True):
        assert resource["description"] == schema.meaning(table)
        assert resource["schema"]["primaryKey"] == [*schema.keys(table)]
        assert resource["schema"]["missingValues"] == [""]


def test_a_column_is_described_as_the_schema_describes_it(tables: Tables) -> None:
    resources = {each["path"]: each for each in datapackage.package(tables)["resources"]}
    for described in schema.every_column():
        of_table = resources[f"{described.table}.csv"]["schema"]
        (field,) = [each for each in of_table["fields"] if each["name"] == described.column]
        constraints = field.get("constraints", {})
        assert field["type"] == ("string" if described.type == "date" else described.type)
        assert field["description"] == described.meaning
        assert constraints.get("required", False) == described.required
        assert constraints.get("unique", False) == described.unique
        assert constraints.get("enum", []) == list(described.vocabulary)
        assert constraints.get("maxLength", 0) == described.longest
        refers = bool(described.referred_table) and not described.separator
        assert ([described.column] in [key["fields"] for key in of_table["foreignKeys"]]) == refers


def test_names_of_resources_are_lower_case_words_and_references_lead_to_them(
    tables: Tables,
) -> None:
    resources = datapackage.package(tables)["resources"]
    keys = {each["name"]: each["schema"]["primaryKey"] for each in resources}
    assert list(keys) == ["sources", "incidents", "claims", "actors", "no-claim", "relations"]
    for resource in resources:
        columns = [field["name"] for field in resource["schema"]["fields"]]
        for foreign in resource["schema"]["foreignKeys"]:
            assert set(foreign["fields"]) <= set(columns)
            target = foreign["reference"]["resource"] or resource["name"]
            assert foreign["reference"]["fields"] == keys[target]


def test_an_optional_table_without_rows_is_no_resource(folders: Folders) -> None:
    (folders[0] / "no_claim.csv").unlink()
    small.unrelated(folders[0])
    resources = datapackage.package(read_tables(folders))["resources"]
    assert [each["name"] for each in resources] == ["sources", "incidents", "claims", "actors"]
    assert told(folders) == []


def test_an_article_is_named_by_what_is_known_of_it(folders: Folders) -> None:
    sources = datapackage.package(read_tables(folders))["sources"]
    assert [each["title"] for each in sources] == [
        "2021",
        "Jo Smith, A headline, Daily Paper, 2020-05-06",
    ]
    small.change(
        folders[0], "sources", "herald-2021-strike", published="", published_basis="unknown"
    )
    assert datapackage.package(read_tables(folders))["sources"][0] == {
        "title": "herald-2021-strike"
    }


def test_the_text_of_the_package_is_json_for_people() -> None:
    text = datapackage.json_text({"title": "Ümläut – “x”"})
    assert text == '{\n  "title": "Ümläut – “x”"\n}\n'


# The codebook


def test_the_codebook_of_a_table_has_a_row_for_each_of_its_columns() -> None:
    for table in schema.MODELS:
        frame = datapackage.columns_frame(table)
        described = [schema.described(table, column) for column in schema.columns(table)]
        expected = [[column.column, column.meaning, column.holds] for column in described]
        assert list(frame.columns) == ["column", "meaning", "holds"]
        assert frame.to_numpy().tolist() == expected
        assert (frame != "").all(axis=None)


def test_the_columns_part_holds_every_table_as_markdown(tables: Tables) -> None:
    columns = datapackage.parts(tables)["columns"]
    headings = [line for line in columns.split("\n") if line.startswith("#")]
    assert headings == [f"### `{table}.csv`" for table in schema.MODELS]
    rows = [line for line in columns.split("\n") if line.startswith("|")]
    assert len(rows) == len(COLUMNS) + 2 * len(schema.MODELS)
    assert "| column | meaning | holds |\n| --- | --- | --- |\n| source_id | key: " in columns
    assert all(line.replace("\\|", "").count("|") == 4 for line in rows)


def test_a_bar_in_a_meaning_breaks_no_row_of_the_codebook(
    tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    described = schema.described

    def with_bar(table: str, column: str) -> schema.Column:
        before = described(table, column)
        return schema.Column(**(vars(before) | {"meaning": f"a|b {before.meaning}"}))

    monkeypatch.setattr(schema, "described", with_bar)
    assert r"| note | a\|b public | text, or nothing |" in datapackage.parts(tables)["columns"]


def test_the_articles_part_says_how_outlet_and_date_of_each_article_are_known(
    tables: Tables,
) -> None:
    lines = datapackage.parts(tables)["articles"].split("\n")
    assert [line.rstrip() for line in lines] == [
        "- `herald-2021-strike`: outlet not known (unknown), 2021 (inferred). "
        "The year follows from the text.",
        "- `smith-2020`: Daily Paper (stated), 2020-05-06 (stated).",
    ]


# The README


def readme(*names: str, between: str = "old words\n") -> str:
    """A README with the marks of these parts, and words around them."""
    marked = [f"Before {name}\n{MARKS[name][0]}\n{between}{MARKS[name][1]}" for name in names]
    return "\n\n".join(["# Tables", *marked, "Last words, kept  \n"])


@pytest.mark.parametrize(
    "names", [("columns",), ("articles",), ("columns", "articles"), ("articles", "columns")]
)
def test_what_stands_between_marks_is_made_anew_and_the_rest_stays(names: tuple[str, ...]) -> None:
    made = {"columns": "new\n\ncolumns", "articles": "new articles"}
    text = readme(*names)
    found = datapackage.with_parts(text, made)
    expected = text
    for name in names:
        begin, end = MARKS[name]
        expected = expected.replace(
            f"{begin}\nold words\n{end}", f"{begin}\n\n{made[name]}\n\n{end}"
        )
    assert found == expected
    assert "old words" not in found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Tables\n\nno mark at all\n",
        f"only a beginning\n{MARKS['columns'][0]}\nold words\n",
        f"only an end\nold words\n{MARKS['columns'][1]}\n",
        f"the wrong way round\n{MARKS['columns'][1]}\nold words\n{MARKS['columns'][0]}\n",
        f"two halves\n{MARKS['columns'][0]}\nold words\n{MARKS['articles'][1]}\n",
    ],
)
def test_a_readme_without_both_marks_of_a_part_stays_as_it_is(text: str) -> None:
    assert datapackage.with_parts(text, {"columns": "new", "articles": "new"}) == text


PIECES = st.sampled_from([*MARKS["columns"], *MARKS["articles"], "words", "\n", "  \n", "## A"])


@settings(max_examples=25)
@given(st.lists(PIECES, max_size=9).map("".join))
def test_making_the_parts_anew_a_second_time_changes_nothing(text: str) -> None:
    made = {"columns": "new columns", "articles": "new articles"}
    once = datapackage.with_parts(text, made)
    assert datapackage.with_parts(once, made) == once
    assert text.partition("<!--")[0] == once.partition("<!--")[0]
    assert text.rpartition("-->")[2] == once.rpartition("-->")[2]


def test_without_a_readme_only_the_package_is_made(folders: Folders) -> None:
    documents = datapackage.documents(read_tables(folders))
    assert [path.name for path in documents] == ["datapackage.json"]
    assert not (folders[0] / "datapackage.json").exists()


def test_the_readme_is_made_from_the_one_that_is_there_and_nothing_is_written(
    folders: Folders,
) -> None:
    path = folders[0] / "README.md"
    path.write_text(readme("articles"), encoding="utf-8")
    tables = read_tables(folders)
    documents = datapackage.documents(tables)
    assert list(documents) == [folders[0] / "datapackage.json", path]
    made = datapackage.with_parts(readme("articles"), datapackage.parts(tables))
    assert documents[path] == made.encode()
    assert b"- `smith-2020`: Daily Paper (stated)" in documents[path]
    assert path.read_text(encoding="utf-8") == readme("articles")
    package = datapackage.package(tables)
    assert documents[folders[0] / "datapackage.json"] == datapackage.json_text(package).encode()


def test_every_byte_of_the_readme_outside_its_parts_is_kept(folders: Folders) -> None:
    path = folders[0] / "README.md"
    before, after = "\ufeff# Tables\r\n\x85 “é”\r", "\r\n\x0b Last words \u2028\r\n\n"
    begin, end = MARKS["articles"]
    path.write_bytes(f"{before}{begin}\r\nold words\r\n{end}{after}".encode())
    tables = read_tables(folders)
    articles = datapackage.parts(tables)["articles"]
    expected = f"{before}{begin}\n\n{articles}\n\n{end}{after}".encode()
    assert datapackage.documents(tables)[path] == expected


def test_a_readme_that_is_no_utf8_is_left_alone(folders: Folders) -> None:
    path = folders[0] / "README.md"
    path.write_bytes("é".encode("latin-1") + readme("articles").encode())
    documents = datapackage.documents(read_tables(folders))
    assert [path.name for path in documents] == ["datapackage.json"]


def test_the_documents_beside_the_real_tables_are_up_to_date() -> None:
    documents = datapackage.documents(read_tables((ROOT / "data", ROOT / "seeds")))
    assert [path.name for path in documents] == ["datapackage.json", "README.md"]
    stale = [path.name for path, content in documents.items() if path.read_bytes() != content]
    assert stale == [], "write them anew with `python -m casebook document`"


@pytest.mark.parametrize("name", MARKS)
def test_the_real_readme_has_the_marks_of_every_part(name: str) -> None:
    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    begin, end = MARKS[name]
    assert text.count(begin) == text.count(end) == 1
    assert text.index(begin) < text.index(end)
