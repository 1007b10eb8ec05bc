"""What each cell is by itself: its type, vocabulary, shape and spaces, as the schema says."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from casebook.checks.suggestions import did_you_mean, shown
from casebook.tables import schema
from casebook.tables.dataset import Problem, Tables

_CONTROL = r"[\x00-\x1f\x7f-\x9f" + "\u2028\u2029]"


@dataclass(frozen=True, eq=False)
class Wrong:
    """The cells of a column with a problem of one kind; what is wrong with each is asked later.

    A broken table can have a million of them, of which few are listed.
    """

    file: str
    column: str
    lines: list[int]
    cells: list[str]
    why: Callable[[str], Iterable[str]]


Found = Problem | Wrong


def located(
    table: str, cells: pd.Series, wrong: Iterable[str], why: Callable[[str], Iterable[str]]
) -> Iterator[Wrong]:
    """Where the wrong contents stand; `why` gives one message or several for each.

    A column holds much less that differs than it has rows, so cells are judged once by content.
    """
    column = pa.array(cells.array)
    values = pa.array(list(wrong), column.type)
    if len(values):
        at = np.flatnonzero(pc.is_in(column, value_set=values))
        lines, contents = cells.index[at].tolist(), column.take(at).to_pylist()
        yield Wrong(f"{table}.csv", str(cells.name), lines, contents, why)


def spaces(tables: Tables) -> Iterator[Wrong]:
    """Cells with a space at an end, or with a character that breaks or steers a line."""
    for name, frame in tables.frames.items():
        for column in frame:
            cells = pa.array(frame[column].array)
            trimmed = pc.not_equal(pc.utf8_trim_whitespace(cells), cells)
            stray = cells.filter(pc.or_(trimmed, pc.match_substring_regex(cells, _CONTROL)))
            wrong = stray.unique().to_pylist()
            yield from located(name, frame[column], wrong, lambda cell: [_why_stray(cell)])


def _why_stray(cell: str) -> str:
    if cell != cell.strip():
        return "has a space or line break at its beginning or end: remove it"
    return "has a tab, line break or control character inside: put a space there"


def mistyped(tables: Tables) -> Iterator[Wrong]:
    """Cells of another vocabulary, shape or length than the schema describes.

    What `schema.MODELS` say, without pandera's time for each column.
    """
    for column in schema.every_column():
        series = tables.frames[column.table][column.column]
        cells = pa.array(series.array)
        wrong = cells.filter(_mistyped(column, cells)).unique().to_pylist()
        yield from located(column.table, series, wrong, partial(_why_mistyped, column))


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


def _why_mistyped(column: schema.Column, cell: str) -> list[str]:
    if not cell:
        return [f"is empty: it must be {column.expects}"]
    if column.vocabulary:
        hint = did_you_mean(cell, column.vocabulary)
        return [f"{shown(cell)} is not {column.expects}{hint}"]
    if column.pattern:
        return [f"{shown(cell)} is not {column.holds}"]
    return [f"is {len(cell)} characters long: it must be {column.expects}"]
