"""What leaves the app: footnotes, and the selected claims as a table."""

import io
from typing import Any

import pandas as pd

from casebook import dates, schema
from casebook.aggregate import Rows
from casebook.schema import Dataset
from casebook.selection import Selection, url

_DANGEROUS = r"^([=+\-@\t\r\n])"
_SOURCE_COLUMNS = ("title", "author", "outlet", "outlet_basis", "published", "published_basis")
_INCIDENT_COLUMNS = (
    "title",
    "kind",
    "date",
    "date_basis",
    "country",
    "place",
    "latitude",
    "longitude",
)


def source_name(dataset: Dataset, source_id: str) -> str:
    """The article in a few words: its author, else its outlet, with the year it was published.

    Of three authors or more only the first is named.
    """
    source = dataset.sources.loc[source_id]
    first, *others = source["author"].split(", ")
    author = f"{first} and others" if len(others) > 1 else source["author"]
    name = author or source["outlet"] or source_id
    year = source["published_year"]
    return f"{name} {year}" if year != schema.UNDATED else name


def source_label(dataset: Dataset, source_id: str) -> str:
    """The article in a few words that no other shares: with its title, or key, where need be."""
    name = source_name(dataset, source_id)
    same = [other for other in dataset.sources.index if source_name(dataset, other) == name]
    if len(same) == 1:
        return name
    titles = [source_title(dataset, other) for other in same]
    title = source_title(dataset, source_id)
    return f"{name}: {title if titles.count(title) == 1 else source_id}"


def source_title(dataset: Dataset, source_id: str) -> str:
    """The title as printed, or whose article it is and that no title is printed."""
    source = dataset.sources.loc[source_id]
    whose = source["author"] or source["outlet"] or source_id
    return str(source["title"] or f"Article by {whose}, no title printed")


def source_lines(dataset: Dataset, source_id: str) -> list[str]:
    """Lines to stand below the title: outlet, author and date, saying which are inferred."""
    source = dataset.sources.loc[source_id]
    parts = [
        _with_basis(source["outlet"], source["outlet_basis"], "outlet"),
        source["author"] or "author not stated",
        published(dataset, source_id),
    ]
    if source["republished_by"]:
        parts.append(f"in the copy of {source['republished_by']}")
    return [" · ".join(parts)]


def published(dataset: Dataset, source_id: str) -> str:
    """When the article was first published, saying where that is inferred."""
    source = dataset.sources.loc[source_id]
    return _with_basis(dates.printed(source["published"]), source["published_basis"], "date")


def _with_basis(value: str, basis: str, what: str) -> str:
    if not value:
        return f"{what} not stated"
    return f"{value} ({what} inferred)" if basis == "inferred" else value


def attribution(dataset: Dataset, claim: Any) -> str:
    """Who says so, all the way: the speaker with affiliation, through whom, in which article."""
    article = source_name(dataset, str(claim["source_id"]))
    if not claim["speaker"]:
        return f"the article itself ({article})"
    affiliation = dataset.actors.at[claim["speaker"], "affiliation"]
    speaker = f"{claim['speaker']} ({affiliation})" if affiliation else claim["speaker"]
    hands = reversed(schema.split_values(claim["via"], schema.HAND_SEPARATOR))
    return ", via ".join([speaker, *hands]) + f", in {article}"


def footnote(dataset: Dataset, claim: Any) -> str:
    """The quote with its attribution and source, as a footnote; the link is added by the caller."""
    source_id = str(claim["source_id"])
    title = dataset.sources.at[source_id, "title"]
    named = f"“{title}”, " if title else ""
    details = ", ".join(source_lines(dataset, source_id)[0].split(" · "))
    said = f"{attribution(dataset, claim)}. " if claim["speaker"] else ""
    return (
        f"“{claim['quote']}” — {said}{named}{details}. "
        f"Casebook {claim['claim_id']}, data version {dataset.version}."
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
    frame["origin"] = part["origin"].astype("str")
    sources = dataset.sources.loc[part["source_id"].astype("str"), list(_SOURCE_COLUMNS)]
    for column in _SOURCE_COLUMNS:
        frame[f"source_{column}"] = sources[column].to_numpy()
    incidents = dataset.incidents.reindex(part["incident_id"])
    for column in _INCIDENT_COLUMNS:
        frame[f"incident_{column}"] = incidents[column].astype("str").fillna("").to_numpy()
    for column in frame.columns.difference(_NUMBERS):
        frame[column] = frame[column].str.replace(_DANGEROUS, r"'\1", regex=True)
    frame["link"] = f"{url(base, dataset, Selection())}&claim=" + part["claim_id"]
    frame["selection"] = chosen.describe()
    frame["selection_link"] = url(base, dataset, chosen)
    frame["data_version"] = dataset.version
    buffer = io.StringIO()
    frame.to_csv(buffer, index=False, lineterminator="\r\n")
    return buffer.getvalue().encode("utf-8-sig")


_NUMBERS = frozenset({"low", "high", "incident_latitude", "incident_longitude", "occurrence"})
