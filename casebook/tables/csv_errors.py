"""Why a file cannot be read as one of the tables."""

import difflib
import re
from collections import Counter
from collections.abc import Iterator

from casebook.tables import schema
from casebook.tables.dataset import Problem

_BOM = b"\xef\xbb\xbf"


# Without possessive quantifiers: the early releases of Python 3.11 match those wrongly in groups.
_QUOTED = re.compile(r'"[^"]*"')


_QUOTED_CELL = re.compile(r'(?<![^,\n])"[^"]*(?:""[^"]*)*"(?![^,\n])')


_ROW = re.compile(r'(?:[^"\n]+|"[^"]*")*\n?')


_OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs"}


def decoding_problem(name: str, content: bytes) -> Problem | None:
    """Where the file is no UTF-8, if it is none."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = content[error.start]
        return Problem(
            name, line, "", f"byte 0x{byte:02x} is no UTF-8: save the file again as UTF-8"
        )
    return None


def table_problems(name: str, table: str, content: bytes) -> Iterator[Problem]:
    """Why a file is no table: one sort of reason, since the later ones follow from the first."""
    undecodable = decoding_problem(name, content)
    if undecodable:
        yield undecodable
    elif not content.strip():
        expected = ",".join(schema.columns(table))
        yield Problem(name, 0, "", f"the file is empty: its first line must be {expected}")
    elif content.startswith(_BOM):
        yield Problem(
            name,
            1,
            "",
            "starts with a byte order mark: save it as UTF-8 without one (not 'CSV UTF-8')",
        )
    elif b"\r" in content:
        yield Problem(
            name,
            line_of(content, content.index(b"\r")),
            "",
            "has Windows line ends (CRLF): save it with LF, as most text editors and dos2unix can",
        )
    elif b"\0" in content:
        yield Problem(
            name,
            line_of(content, content.index(b"\0")),
            "",
            "holds a NUL byte: the file is damaged, take it from git again",
        )
    else:
        yield from _shape_problems(name, table, content.decode())


def line_of(content: str | bytes, position: int) -> int:
    """The line on which a place in a text stands, counted from 1."""
    before = content[:position]
    return 1 + (before.count("\n") if isinstance(before, str) else before.count(b"\n"))


def _shape_problems(name: str, table: str, text: str) -> Iterator[Problem]:
    first_line = text.partition("\n")[0]
    other = "" if "," in first_line else "".join(set(first_line) & set(_OTHER_SEPARATORS))[:1]
    stray = _stray_quote_mark(text)
    blank = f"\n{text}".find("\n\n")
    if other:
        message = f"cells are separated by {_OTHER_SEPARATORS[other]}: save it with commas"
        yield Problem(name, 1, "", message)
    elif stray >= 0:
        yield Problem(
            name,
            line_of(text, stray),
            "",
            "a quote mark is not closed or stands inside a cell: a quote mark inside a cell is "
            'written twice (""), and the whole cell stands in quotes',
        )
    elif blank >= 0:
        yield Problem(name, line_of(text, blank), "", "is an empty line: delete it")
    else:
        cells = text.partition("\n")[0].split(",")
        header = [cell[1:-1] if cell.startswith('"') else cell for cell in cells]
        yield from _header_problems(name, header, schema.columns(table))


def _stray_quote_mark(text: str) -> int:
    """The first quote mark that neither encloses a cell nor is doubled inside one; -1: none."""
    if '"' not in _QUOTED_CELL.sub("", text):
        return -1
    end = 0
    for cell in _QUOTED_CELL.finditer(text):
        stray = text.find('"', end, cell.start())
        if stray >= 0:
            return stray
        end = cell.end()
    return text.find('"', end)


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
            yield Problem(name, 1, column, f"{column!r} is no column of this table: {hint}")
        elif times > 1:
            yield Problem(name, 1, column, f"the column stands {times} times: keep one")
    for column in missing:
        yield Problem(name, 1, column, "the column is missing: add it, with empty cells if need be")
    if sorted(header) == sorted(expected) and tuple(header) != expected:
        yield Problem(name, 1, "", f"the columns must stand in this order: {order}")


def width_problems(name: str, text: str, width: int) -> list[Problem]:
    """The rows with too many or too few cells; where there are none, the row that is too long."""
    problems: list[Problem] = []
    line, longest, longest_line = 1, 0, 1
    for row in _ROW.findall(text):
        cells = _QUOTED.sub("", row).count(",") + 1
        if row and cells != width:
            problems.append(
                Problem(
                    name,
                    line,
                    "",
                    f"has {cells} cells where the header has {width}: "
                    "a comma is missing, or one stands in a cell without quotes around it",
                )
            )
        if len(row) > longest:
            longest, longest_line = len(row), line
        line += row.count("\n")
    too_long = f"the row has {longest} characters: is a quote mark missing, or one too many?"
    return problems or [Problem(name, longest_line, "", too_long)]
