"""What each cell is by itself: its type, vocabulary, shape and spaces, as the schema says."""

import re
from collections.abc import Iterable, Iterator, Mapping

import pandas as pd
import pandera.errors

from casebook.checks.hints import did_you_mean, shown
from casebook.tables import schema
from casebook.tables.dataset import Problem, Tables

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def located(
    table: str, cells: pd.Series, messages: Mapping[str, Iterable[str]]
) -> Iterator[Problem]:
    """A problem for each cell and each message that there is for what it holds.

    A column holds much less that differs than it has rows, so cells are judged once by content.
    """
    for line, cell in cells[cells.isin(list(messages))].items():
        for message in messages[cell]:
            yield Problem(f"{table}.csv", int(str(line)), str(cells.name), message)


def different(cells: pd.Series) -> pd.Series:
    """What the cells hold, each once, the empty cell too."""
    return pd.Series(cells.unique(), dtype="str", name=cells.name)


def spaces(tables: Tables) -> Iterator[Problem]:
    """Cells with a space at an end, or with a character that breaks or steers a line."""
    for name, frame in tables.frames.items():
        for column in frame:
            cells = different(frame[column])
            stray = cells[(cells.str.strip() != cells) | cells.str.contains(_CONTROL.pattern)]
            messages = {cell: [_why_stray(cell)] for cell in stray}
            yield from located(name, frame[column], messages)


def _why_stray(cell: str) -> str:
    if cell != cell.strip():
        return "has a space or line break at its beginning or end: remove it"
    return "has a tab, line break or control character inside: put a space there"


def mistyped(tables: Tables) -> Iterator[Problem]:
    """Cells that the pandera models object to: types, vocabularies, shapes and lengths."""
    for name, model in schema.MODELS.items():
        columns = model.to_schema().columns
        for column in schema.columns(name):
            if columns[column].checks:
                yield from _mistyped(name, columns[column], tables.frames[name][column])


def _mistyped(table: str, column: "pandera.Column", cells: pd.Series) -> Iterator[Problem]:
    described = schema.described(table, str(cells.name))
    once = different(cells)
    try:
        column.validate(once.to_frame(), lazy=True)
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases.drop_duplicates("index")
        messages = {
            once[index]: [_why_mistyped(described, once[index], check)]
            for index, check in zip(cases["index"], cases["check"], strict=True)
        }
        yield from located(table, cells, messages)


def _why_mistyped(described: schema.Column, cell: str, check: str) -> str:
    if not cell:
        return f"is empty: it must be {described.expects}"
    if check.startswith("isin"):
        hint = did_you_mean(cell, described.vocabulary)
        return f"{shown(cell)} is not {described.expects}{hint}"
    if check.startswith("str_length"):
        return f"is {len(cell)} characters long: it must be {described.expects}"
    return f"{shown(cell)} is not {described.holds}"
