"""What each cell is by itself: its type, vocabulary, shape and spaces, as the schema says."""

import re
import unicodedata
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
# Letters of no language, which Unicode keeps for the inside of programs.
_PLANE_ENDS = (plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NONCHARACTERS = "".join(map(chr, (*range(0xFDD0, 0xFDF0), *_PLANE_ENDS)))
_CLOSING = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}
_STEERING = f"[{''.join(_CLOSING)}]"


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
    """Cells with a space at an end, or with a character that breaks or steers a line or is none."""
    suspect = f"{_CONTROL}|[{_NONCHARACTERS}]|{_STEERING}"
    for name, frame in tables.frames.items():
        for column in frame:
            cells = pa.array(frame[column].array)
            trimmed = pc.not_equal(pc.utf8_trim_whitespace(cells), cells)
            stray = cells.filter(pc.or_(trimmed, pc.match_substring_regex(cells, suspect)))
            wrong = [cell for cell in stray.unique().to_pylist() if _why_stray(cell)]
            yield from located(name, frame[column], wrong, _why_stray)


def _why_stray(cell: str) -> list[str]:
    if cell != cell.strip():
        return ["has a space or line break at its beginning or end: remove it"]
    if re.search(_CONTROL, cell):
        return ["has a tab, line break or control character inside: put a space there"]
    for letter in cell:
        if letter in _NONCHARACTERS:
            return [f"has U+{ord(letter):04X} inside, which is no character: remove it"]
    unclosed = _unclosed(cell)
    if unclosed:
        name = unicodedata.name(unclosed).lower()
        return [
            f"has a {name} (U+{ord(unclosed):04X}) that is not closed, so that what follows would "
            f"be turned round: remove it, or close it with U+{ord(_CLOSING[unclosed]):04X}"
        ]
    return []


def _unclosed(cell: str) -> str:
    """The first character that turns the direction of text to the end of the cell, or ""."""
    opened: list[str] = []
    for letter in cell:
        if letter in _CLOSING:
            opened.append(letter)
        elif opened and letter == _CLOSING[opened[-1]]:
            opened.pop()
    return opened[0] if opened else ""


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
    return [f"is {len(cell):,} characters long, and at most {column.longest:,} fit: shorten it"]
