"""Dates that cannot be read, and dates of claims that lie apart from those of their incident."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from casebook.checks.cells import Wrong, located
from casebook.checks.keys import Sound
from casebook.checks.suggestions import shown
from casebook.tables import dates, schema
from casebook.tables.dataset import Problem, Tables

Spans = Mapping[str, pd.DataFrame]


def spans(tables: Tables) -> Spans:
    """First and last day of the dates of each table that has some, as `dates.spans` gives them."""
    columns = list(_date_columns())
    cells = [tables.frames[column.table][column.column] for column in columns]
    together = dates.spans(pd.concat(cells, ignore_index=True))
    ends = np.cumsum([len(each) for each in cells])
    return {
        column.table: together.iloc[end - len(each) : end].set_axis(each.index)
        for column, each, end in zip(columns, cells, ends, strict=True)
    }


def _date_columns() -> Iterator[schema.Column]:
    """The columns of dates: at most one a table."""
    return (column for column in schema.every_column() if column.type == "date")


def unreadable(tables: Tables, of_tables: Spans) -> Iterator[Wrong]:
    """Cells of date columns that are no EDTF dates."""
    for column in _date_columns():
        cells = tables.frames[column.table][column.column]
        invalid = cells[of_tables[column.table]["first"].isna()].unique()
        yield from located(column.table, cells, invalid, _why_unreadable)


def _why_unreadable(cell: str) -> list[str]:
    return [f"{shown(cell)} {_reason(cell)}"]


def _reason(cell: str) -> str:
    try:
        dates.bounds(cell)
    except ValueError as error:
        return str(error)
    raise AssertionError(f"{cell!r} is a date, though not as one of many")


def apart(tables: Tables, sound: Sound, of_tables: Spans) -> Iterator[Problem]:
    """Claims whose date does not overlap their incident's; one problem where none of several does.

    Only for dates that can be read; an empty one overlaps any.
    """
    both = _dated(tables, sound, of_tables)
    separate = (both["first"] > both["incident_last"]) | (both["last"] < both["incident_first"])
    all_of = both["incident"].map(both["incident"].value_counts())
    separate_of = both["incident"].map(both["incident"][separate].value_counts())
    several = (all_of > 1) & (all_of == separate_of)
    for row in both[several].drop_duplicates("incident").itertuples():
        message = f"{row.incident_date} does not overlap the date of any claim about it: correct it"
        yield Problem("incidents.csv", int(row.incident_line), "date", message)
    for row in both[separate & ~several].itertuples():
        message = (
            f"{row.date} does not overlap the date of {shown(row.incident)}, "
            f"{row.incident_date}: correct one of them"
        )
        yield Problem("claims.csv", int(row.Index), "date", message)


def _dated(tables: Tables, sound: Sound, of_tables: Spans) -> pd.DataFrame:
    """A row for each claim with a date about an incident with one, by the claim's line."""
    incidents, claims = tables.frames["incidents"], tables.frames["claims"]
    usable = incidents.assign(line=incidents.index, **of_tables["incidents"])
    usable = usable[sound["incidents"]].drop_duplicates("incident_id")
    usable = usable[usable["first"].fillna("") != ""]
    position = pd.Index(usable["incident_id"]).get_indexer(claims["incident_id"])
    claims = claims[["date"]].assign(**of_tables["claims"])[position >= 0]
    of_incident = usable.iloc[position[position >= 0]]
    both = claims.assign(
        incident=of_incident["incident_id"].to_numpy(),
        incident_date=of_incident["date"].to_numpy(),
        incident_line=of_incident["line"].to_numpy(),
        incident_first=of_incident["first"].to_numpy(),
        incident_last=of_incident["last"].to_numpy(),
    )
    return both[both["first"].fillna("") != ""]
