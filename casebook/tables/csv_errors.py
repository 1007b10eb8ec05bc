"""Why a file cannot be read as one of the tables. Slow: run where the fast reader fails."""

import csv
import difflib
import io
import re
from collections import Counter
from collections.abc import Iterator

import numpy as np

from casebook.tables import schema
from casebook.tables.dataset import Problem
from casebook.words import number

_OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs"}
_PART = 2**24
# Columns of earlier versions, and where what they held belongs.
_MOVED = {
    ("claims.csv", "disputes"): "its pairs belong into relations.csv, a pair a row: move them there"
}
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")


# Bytes that may stand before the quote mark that opens a cell, or after the one that closes it.
_EDGES = np.frombuffer(b'",\n', dtype=np.uint8)


def decoding_problem(name: str, content: bytes) -> Problem | None:
    """Where the file is no UTF-8, if it is none."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = content[error.start]
        reason = f"byte 0x{byte:02x} is no UTF-8: save the file again as UTF-8"
        if _SURROGATE.match(content, error.start):
            half = content[error.start : error.start + 3].decode("utf-8", "surrogatepass")
            reason = (
                f"has an unpaired surrogate (U+{ord(half):04X}), which is no character: remove it"
            )
        return Problem(name, _line_of(content, error.start), "", reason)
    return None


def table_problems(name: str, table: str, content: bytes) -> list[Problem]:
    """Why a file that the fast reader refused is no table: at least one problem.

    All are of one sort, since those of the later sorts follow from the first.
    """
    undecodable = decoding_problem(name, content)
    if undecodable:
        return [undecodable]
    return list(_byte_problems(name, table, content)) or list(
        _row_problems(name, table, content.decode())
    )


def _line_of(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1


def _byte_problems(name: str, table: str, content: bytes) -> Iterator[Problem]:
    first_line = content.partition(b"\n")[0].decode()
    other = set() if "," in first_line else set(first_line) & set(_OTHER_SEPARATORS)
    if not content.strip():
        expected = ",".join(schema.columns(table))
        yield Problem(name, 0, "", f"the file is empty: its first line must be {expected}")
    elif b"\r" in content:
        reason = "has a carriage return (CR) without a line feed: save it with LF as line ends"
        yield Problem(name, _line_of(content, content.index(b"\r")), "", reason)
    elif b"\0" in content:
        reason = "holds a NUL byte: the file is damaged, take it from git again"
        yield Problem(name, _line_of(content, content.index(b"\0")), "", reason)
    elif other:
        reason = f"cells are separated by {_OTHER_SEPARATORS[min(other)]}: save it with commas"
        yield Problem(name, 1, "", reason)
    elif (stray := stray_quote_mark(content)) is not None:
        reason = (
            "a quote mark is not closed or stands inside a cell: a quote mark inside a cell is "
            'written twice (""), and the whole cell stands in quotes'
        )
        yield Problem(name, _line_of(content, stray), "", reason)


def stray_quote_mark(content: bytes) -> int | None:
    """Where the first cell is quoted wrongly, which lenient readers take as it stands; or None.

    Quote marks open and close in turn, a doubled one closes and opens again. One that opens stands
    at the edge of a cell or after another, one that closes before such.
    """
    letters = np.frombuffer(content, dtype=np.uint8)
    parts = range(0, len(letters), _PART)
    places = [np.flatnonzero(letters[part : part + _PART] == ord('"')) + part for part in parts]
    marks = np.concatenate(places) if places else np.array([], dtype=np.int64)
    before = np.isin(letters[np.maximum(marks - 1, 0)], _EDGES) | (marks == 0)
    after = np.isin(letters[np.minimum(marks + 1, len(letters) - 1)], _EDGES)
    after |= marks == len(letters) - 1
    opens = np.arange(len(marks)) % 2 == 0
    wrong = np.flatnonzero(~np.where(opens, before, after))
    if not len(wrong):
        return int(marks[-1]) if len(marks) % 2 else None
    first = int(wrong[0])
    if opens[first]:
        return int(marks[first])
    doubled = np.diff(marks[:first]) == 1
    opening = [place for place in range(0, first, 2) if not place or not doubled[place - 1]]
    return int(marks[opening[-1]])


def _row_problems(name: str, table: str, text: str) -> Iterator[Problem]:
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    rows = list(_rows(text))
    blank = [line for line, row, _ in rows if not row]
    if blank:
        yield Problem(name, blank[0], "", "is an empty line: delete it")
        return
    header = rows[0][1]
    expected = schema.columns(table)
    if tuple(header) != expected:
        yield from _header_problems(name, header, expected)
        return
    wrong = [(line, len(row)) for line, row, _ in rows if len(row) != len(expected)]
    for line, cells in wrong:
        reason = (
            f"has {number(cells, 'cell')} where the header has {len(expected)}: "
            "a comma is missing, or one stands in a cell without quotes around it"
        )
        yield Problem(name, line, "", reason)
    if not wrong:
        line, _, longest = max(rows, key=lambda row: row[2])
        reason = f"the row has {longest} characters: is a quote mark missing, or one too many?"
        yield Problem(name, line, "", reason)


def _rows(text: str) -> Iterator[tuple[int, list[str], int]]:
    """Line where each row begins, its cells and its length in characters; [] is a blank line."""
    reader = csv.reader(io.StringIO(text, newline="\n"), strict=True)
    before = 0
    for row in reader:
        yield before + 1, row, sum(map(len, row)) + len(row) - 1
        before = reader.line_num


def _header_problems(name: str, header: list[str], expected: tuple[str, ...]) -> Iterator[Problem]:
    order = ",".join(expected)
    if not set(header) & set(expected):
        yield Problem(name, 1, "", f"the first line must be {order}")
        return
    missing = [column for column in expected if column not in header]
    for column, times in Counter(header).items():
        if column not in expected:
            near = difflib.get_close_matches(column, missing, n=1)
            missing = [other for other in missing if other not in near]
            hint = f"did you mean {near[0]!r}?" if near else "remove it, or move it to 'note'"
            hint = _MOVED.get((name, column), hint)
            yield Problem(name, 1, column, f"{column!r} is no column of this table: {hint}")
        elif times > 1:
            yield Problem(name, 1, column, f"the column stands {times} times: keep one")
    for column in missing:
        yield Problem(name, 1, column, "the column is missing: add it, with empty cells if need be")
    if sorted(header) == sorted(expected) and tuple(header) != expected:
        yield Problem(name, 1, "", f"the columns must stand in this order: {order}")
