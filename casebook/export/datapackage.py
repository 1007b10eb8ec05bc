"""What other tools and readers are told of the tables: a Frictionless data package and a codebook.

All of it is made from `schema` and the tables; `python -m casebook document` writes it beside them.
https://datapackage.org/standard/data-package/
"""

import contextlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from casebook.tables import schema
from casebook.tables.dataset import Tables

PACKAGE, README = "datapackage.json", "README.md"
_BEGIN, _END = "<!-- {}: made by `python -m casebook document` -->", "<!-- end of {} -->"


def documents(tables: Tables) -> dict[Path, bytes]:
    """The files to stand beside the tables, with their content; nothing is written here.

    The README is among them where there is one in UTF-8: its parts between marks are made anew,
    every byte of the rest stays as it is.
    """
    readme = tables.data_dir / README
    found = {tables.data_dir / PACKAGE: json_text(package(tables)).encode()}
    if readme.is_file():
        content = readme.read_bytes()
        with contextlib.suppress(UnicodeDecodeError):
            found[readme] = with_parts(content.decode(), parts(tables)).encode()
    return found


def json_text(value: Any) -> str:
    """JSON for people and for diffs: indented, letters as they are, with a line end."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def package(tables: Tables) -> dict[str, Any]:
    """The data package: every table as a resource, with columns, vocabularies and keys."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "casebook",
        "title": "Casebook: incidents and claims",
        "description": "Who says what about whom in a set of articles, with the words that say it. "
        "Several values in one cell are separated by '; ', those of 'via' by ' > '. An empty cell "
        "means that the article does not say.",
        "licenses": [
            {"name": "MIT", "path": "https://opensource.org/license/mit", "title": "MIT License"}
        ],
        "sources": [{"title": _source_title(row)} for row in tables.frames["sources"].itertuples()],
        "resources": [
            _resource(name)
            for name in schema.MODELS
            if len(tables.frames[name]) or name not in schema.OPTIONAL
        ],
    }


def _source_title(row: Any) -> str:
    named = [row.author, row.title, row.outlet, row.published]
    return ", ".join(part for part in named if part) or row.source_id


def _resource(table: str) -> dict[str, Any]:
    columns = [schema.described(table, column) for column in schema.columns(table)]
    return {
        "name": table.replace("_", "-"),
        "type": "table",
        "path": f"{table}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": schema.meaning(table),
        "schema": {
            "fields": [_field(column) for column in columns],
            "missingValues": [""],
            "primaryKey": [*schema.keys(table)],
            "foreignKeys": [
                _foreign_key(column)
                for column in columns
                if column.referred_table and not column.separator
            ],
        },
    }


def _foreign_key(column: schema.Column) -> dict[str, Any]:
    """For cells that hold one key; lists of keys have no form in the standard."""
    table = column.referred_table
    return {
        "fields": [column.column],
        "reference": {
            "resource": "" if table == column.table else table.replace("_", "-"),
            "fields": [schema.key(table)],
        },
    }


def _field(described: schema.Column) -> dict[str, Any]:
    # A list or an uncertain date has no type of its own in the standard.
    kind = described.type if described.type in ("integer", "number") else "string"
    constraints: dict[str, Any] = {}
    if described.required:
        constraints["required"] = True
    if described.unique:
        constraints["unique"] = True
    if described.vocabulary:
        constraints["enum"] = list(described.vocabulary)
    if kind == "string" and described.pattern:
        constraints["pattern"] = described.pattern
    if kind == "integer":
        constraints["minimum"] = 1
    if described.longest:
        constraints["maxLength"] = described.longest
    field = {"name": described.column, "type": kind, "description": described.meaning}
    return {**field, "constraints": constraints} if constraints else field


def columns_frame(table: str) -> pd.DataFrame:
    """The codebook of one table: columns column, meaning and holds, in the order of the file."""
    rows = [schema.described(table, column) for column in schema.columns(table)]
    return pd.DataFrame(
        {
            "column": [row.column for row in rows],
            "meaning": [row.meaning for row in rows],
            "holds": [row.holds for row in rows],
        }
    )


def parts(tables: Tables) -> dict[str, str]:
    """The generated parts of the README by the name of their mark, as Markdown."""
    columns = [
        f"### `{table}.csv`\n\n{schema.meaning(table)}\n\n{_markdown_table(columns_frame(table))}"
        for table in schema.MODELS
    ]
    return {"columns": "\n\n".join(columns), "articles": "\n".join(_articles(tables))}


def _articles(tables: Tables) -> Iterator[str]:
    for row in tables.frames["sources"].itertuples():
        outlet = row.outlet or "outlet not known"
        yield (
            f"- `{row.source_id}`: {outlet} ({row.outlet_basis}), "
            f"{row.published or 'date not known'} ({row.published_basis}). {row.note}"
        ).rstrip()


def _markdown_table(frame: pd.DataFrame) -> str:
    rows = [frame.columns, ["---"] * len(frame.columns), *frame.itertuples(index=False)]
    lines = (" | ".join(str(cell).replace("|", "\\|") for cell in row) for row in rows)
    return "\n".join(f"| {line} |" for line in lines)


def with_parts(text: str, made: Mapping[str, str]) -> str:
    """The text with what stands between the marks of each part made anew.

    A part whose marks the text lacks is left out of it.
    """
    for name, part in made.items():
        begin, end = _BEGIN.format(name), _END.format(name)
        before, found, rest = text.partition(begin)
        _, closed, after = rest.partition(end)
        if found and closed:
            text = f"{before}{begin}\n\n{part}\n\n{end}{after}"
    return text
