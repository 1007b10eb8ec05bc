"""Names of tables, columns and words that made-up casebooks use: the one place to change them."""

import csv
from pathlib import Path
from typing import TextIO

from casebook.tables import schema

SOURCES, INCIDENTS, CLAIMS, ACTORS = "sources", "incidents", "claims", "actors"
RELATIONS = "relations"
NO_CLAIM, REPEATED_IN, REPEATED = "no_claim", "repeated_in", "repeated elsewhere"
GROUP, OUTLET = "armed group", "outlet"
PERSONS = ("person", "unnamed")
AFFILIATED = ("government", GROUP, "research body")
# The columns of claims that name rows of other tables.
NAMING = {
    "incident_id": schema.SEPARATOR,
    "groups": schema.SEPARATOR,
    "speaker": schema.SEPARATOR,
    "via": schema.VIA_SEPARATOR,
}

Row = dict[str, str]


def vocabulary(table: str, column: str) -> tuple[str, ...]:
    """The words that a column may hold."""
    return schema.described(table, column).vocabulary


def opened(folder: Path, table: str) -> TextIO:
    """The file of a table, to be written and closed by the caller."""
    return (folder / f"{table}.csv").open("w", encoding="utf-8", newline="")


def writer(table: str, file: TextIO) -> "csv.DictWriter[str]":
    """A writer of rows, its header written; cells that a row leaves out are empty."""
    rows = csv.DictWriter(file, schema.columns(table), restval="", lineterminator="\n")
    rows.writeheader()
    return rows
