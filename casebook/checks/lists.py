"""Cells that hold several values: one rule for each column that the schema gives a separator."""

import re
from collections.abc import Iterator, Mapping

from casebook.checks.cells import Found, located
from casebook.checks.suggestions import shown
from casebook.tables import schema
from casebook.tables.dataset import Problem, Tables

_ANY_SEPARATOR = re.compile(r"\s*[;,>]\s*")


def malformed(tables: Tables, names: Mapping[str, frozenset[str]]) -> Iterator[Found]:
    """Cells that do not come apart into different values.

    `names` says what a value may be, by what the column refers to. A comma within a value is a
    problem only between known names, of actors in a column that refers to nothing: a name can have
    a comma.
    """
    for column in schema.every_column():
        if not column.separator:
            continue
        cells = tables.frames[column.table][column.column]
        several = cells[cells.str.contains("[;,>]")].unique()
        known = names[column.references or "actors"]
        reasons = {cell: _why_malformed(cell, column.separator, known) for cell in several}
        messages = {cell: [reason] for cell, reason in reasons.items() if reason}
        yield from located(column.table, cells, messages, messages.__getitem__)
    yield from _own_names(tables)


def _why_malformed(cell: str, separator: str, known: frozenset[str]) -> str:
    mark, values = separator.strip(), cell.split(separator)
    if not set(values) <= known:
        values = re.split(rf"\s*{mark}\s*", cell)
        if not all(values):
            return f"{mark!r} has no value before or after it: remove it"
        if separator.join(values) != cell:
            return _several(cell, separator, values)
        for value in values:
            parts = _ANY_SEPARATOR.split(value)
            if value not in known and len(parts) > 1 and set(parts) <= known:
                return _several(value, separator, parts)
    twice = next((value for value in values if values.count(value) > 1), "")
    return f"{shown(twice)} is in the cell twice: keep one" if twice else ""


def _several(cell: str, separator: str, values: list[str]) -> str:
    return f"{shown(cell)} holds several values: write {shown(separator.join(values))}"


def _own_names(tables: Tables) -> Iterator[Problem]:
    """Other names that are the actor's only one."""
    frame = tables.frames["actors"]
    for line, actor, aliases in zip(frame.index, frame["actor"], frame["aliases"], strict=True):
        if actor and actor in schema.split_values(aliases):
            message = f"{shown(actor)} is the actor's own name: remove it"
            yield Problem("actors.csv", int(line), "aliases", message)
