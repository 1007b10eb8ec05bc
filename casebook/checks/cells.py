"""What each cell is by itself: its type, vocabulary, shape and spaces, as the schema says."""

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from casebook.checks.suggestions import did_you_mean, shown
from casebook.tables import schema
from casebook.tables.dataset import Problem, Tables

_CONTROL = r"[\x00-\x1f\x7f-\x9f" + "\u2028\u2029]"


def located(
    table: str, cells: pd.Series, messages: Mapping[str, Iterable[str]]
) -> Iterator[Problem]:
    """A problem for each cell and each message that there is for what it holds.

    A column holds much less that differs than it has rows, so cells are judged once by content.
    """
    if not messages:
        return
    for line, cell in cells[cells.isin(list(messages))].items():
        for message in messages[cell]:
            yield Problem(f"{table}.csv", int(str(line)), str(cells.name), message)


def spaces(tables: Tables) -> Iterator[Problem]:
    """Cells with a space at an end, or with a character that breaks or steers a line."""
    for name, frame in tables.frames.items():
        for column in frame:
            cells = pa.array(frame[column].array)
            trimmed = pc.not_equal(pc.utf8_trim_whitespace(cells), cells)
            stray = cells.filter(pc.or_(trimmed, pc.match_substring_regex(cells, _CONTROL)))
            messages = {cell: [_why_stray(cell)] for cell in stray.unique().to_pylist()}
            yield from located(name, frame[column], messages)


def _why_stray(cell: str) -> str:
    if cell != cell.strip():
        return "has a space or line break at its beginning or end: remove it"
    return "has a tab, line break or control character inside: put a space there"


def mistyped(tables: Tables) -> Iterator[Problem]:
    """Cells of another vocabulary, shape or length than the schema describes.

    What `schema.MODELS` say, without pandera's time for each column.
    """
    for column in schema.every_column():
        series = tables.frames[column.table][column.column]
        cells = pa.array(series.array)
        wrong = cells.filter(_mistyped(column, cells)).unique().to_pylist()
        messages = {cell: [_why_mistyped(column, cell)] for cell in wrong}
        yield from located(column.table, series, messages)


def _mistyped(column: schema.Column, cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Which cells break the description of their column."""
    empty = pc.equal(cells, "")
    wrong = pc.and_(empty, column.required)
    if column.vocabulary:
        known = pc.is_in(cells, value_set=pa.array(column.vocabulary, cells.type))
        wrong = pc.or_(wrong, pc.invert(pc.or_(known, empty)))
    if column.pattern:
        shaped = pc.match_substring_regex(cells, column.pattern)
        wrong = pc.or_(wrong, pc.invert(pc.or_(shaped, empty)))
    if column.longest:
        wrong = pc.or_(wrong, pc.greater(pc.utf8_length(cells), column.longest))
    return wrong


def _why_mistyped(column: schema.Column, cell: str) -> str:
    if not cell:
        return f"is empty: it must be {column.expects}"
    if column.vocabulary:
        return f"{shown(cell)} is not {column.expects}{did_you_mean(cell, column.vocabulary)}"
    if column.pattern:
        return f"{shown(cell)} is not {column.holds}"
    return f"is {len(cell)} characters long: it must be {column.expects}"
