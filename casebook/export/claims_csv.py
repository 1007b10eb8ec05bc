"""The selected claims as a table for spreadsheets."""

import io

import pandas as pd

from casebook import words
from casebook.analysis.selection import Selection
from casebook.export.links import url
from casebook.tables import schema
from casebook.tables.dataset import Dataset, Rows

_DANGEROUS = r"^([=+\-@\t\r\n])"
_SOURCE_COLUMNS = ("title", "author", "outlet", "outlet_basis", "published", "published_basis")
_INCIDENT_COLUMNS = (
    "title",
    "kind",
    "date",
    "date_basis",
    "country",
    "place",
    "place_precision",
    "latitude",
    "longitude",
    "groups",
    "targets",
)


def claims_csv(dataset: Dataset, chosen: Selection, rows: Rows, base: str) -> bytes:
    """The selected claims, all columns, joined with their source and incident, a link a row.

    UTF-8 with a byte order mark, so that spreadsheets read it rightly. A cell that a spreadsheet
    could take for a formula gets an apostrophe in front; numbers are left alone.
    """
    part = dataset.claims.iloc[rows]
    frame = pd.DataFrame(
        {column: part[column].astype("str") for column in schema.columns("claims")},
        index=part.index,
    )
    for column in ("low", "high"):
        plain = part[column].map("{:.15g}".format, na_action="ignore")
        frame[column] = plain.astype("str").fillna("")
    frame["relations"] = pd.Series(_relations(dataset, rows), index=part.index, dtype="str")
    frame["original_source"] = part["origin"].astype("str")
    sources = dataset.sources.loc[part["source_id"].astype("str"), list(_SOURCE_COLUMNS)]
    for column in _SOURCE_COLUMNS:
        frame[f"source_{column}"] = sources[column].to_numpy()
    incidents = dataset.incidents.reindex(part["incident_id"])
    for column in _INCIDENT_COLUMNS:
        frame[f"incident_{column}"] = incidents[column].astype("str").fillna("").to_numpy()
    for column in frame.columns.difference(_NUMBERS):
        frame[column] = frame[column].str.replace(_DANGEROUS, r"'\1", regex=True)
    frame["link"] = f"{url(base, dataset, Selection())}&claim=" + part["claim_id"]
    frame["selection"] = chosen.describe(dataset)
    frame["selection_link"] = url(base, dataset, chosen)
    frame["data_version"] = dataset.version
    buffer = io.StringIO()
    frame.to_csv(buffer, index=False, lineterminator="\r\n")
    return buffer.getvalue().encode("utf-8-sig")


def _relations(dataset: Dataset, rows: Rows) -> list[str]:
    """How each claim stands to others: `Disputed by: a-001, b-002; Part of: a-003`."""
    links, pairs = dataset.related, dataset.relations
    relation, claim = pairs["relation"].astype("str").to_numpy(), pairs["claim"].to_numpy()
    cells = dict.fromkeys(rows.tolist(), "")
    for row in rows[links.starts[rows + 1] > links.starts[rows]].tolist():
        found: dict[str, list[str]] = {}
        places, others = links.places_of(row), dataset.cells("claim_id", links.of(row))
        for place, other in zip(places, others, strict=True):
            label = words.RELATED[str(relation[place])][int(claim[place] != row)]
            found.setdefault(label, []).append(other)
        cells[row] = schema.SEPARATOR.join(
            f"{label}: {', '.join(ids)}" for label, ids in found.items()
        )
    return list(cells.values())


_NUMBERS = frozenset({"low", "high", "incident_latitude", "incident_longitude", "occurrence"})
