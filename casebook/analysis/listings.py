"""The tables of claims, incidents and articles of a selection, in the order of the page."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import pandas as pd

from casebook.analysis.counting import codes, different, named_outlets, units_of
from casebook.analysis.selection import disputed_mask
from casebook.tables import schema
from casebook.tables.dataset import Dataset, Rows
from casebook.tables.dates import UNDATED
from casebook.words import NOT_STATED, OTHERS, OWN_VOICE, UNDATED_LABEL


def figure_as_written(figure: pd.Series, unit: pd.Series) -> pd.Series:
    """`at least 13 killed`: the figure as the article writes it, and what it counts."""
    named = unit.astype("str").where(unit.astype("str") != "other", "")
    return (figure + " " + named).str.strip()


def claims_listing(dataset: Dataset, rows: Rows) -> pd.DataFrame:
    """The table of claims in the order of the rows, indexed by claim_id."""
    part = dataset.claims.iloc[rows]
    return pd.DataFrame(
        {
            "date": part["when"].replace("", NOT_STATED),
            "statement": part["statement"],
            "group": part["groups"].replace("", NOT_STATED),
            "figure": figure_as_written(part["figure"], part["unit"]),
            "disputed": [_disputed_by(dataset, int(row)) for row in rows],
            "speaker": part["speaker"].replace("", OWN_VOICE),
            "outlet": part["outlet"].astype("str").replace("", NOT_STATED),
        }
    ).set_axis(part["claim_id"].to_list(), axis="index")


@lru_cache(maxsize=2)
def disputes(dataset: Dataset) -> Mapping[int, tuple[int, ...]]:
    """For each claim that disputes another or is disputed, the positions of those others.

    They stand in the order of their ids.
    """
    found: dict[int, set[int]] = {}
    disputes = dataset.claims["disputes"]
    cells = disputes[disputes != ""].str.split(schema.SEPARATOR).explode()
    others = dataset.claim_ids.get_indexer(cells)
    for row, other in zip(cells.index.tolist(), others.tolist(), strict=True):
        found.setdefault(row, set()).add(other)
        found.setdefault(other, set()).add(row)
    ids = dataset.claims["claim_id"]
    return {row: tuple(sorted(those, key=ids.iloc.__getitem__)) for row, those in found.items()}


def opponents(dataset: Dataset, row: int) -> tuple[int, ...]:
    """Positions of the claims that this one disputes or that dispute it, in the order of ids."""
    return disputes(dataset).get(row, ())


def _disputed_by(dataset: Dataset, row: int) -> str:
    """Who disputes a claim, each party once; empty where nobody does."""
    speakers = (dataset.claims["speaker"].iat[other] for other in opponents(dataset, row))
    return "; ".join(dict.fromkeys(speaker or OWN_VOICE for speaker in speakers))


@lru_cache(maxsize=2)
def reading_order(dataset: Dataset) -> Rows:
    """All claims by article, then as they stand in it; kept, for to sort a million takes a while.

    The sort is stable, so claims on the same words keep the order of the listing, that of ids.
    """
    start = dataset.claims["start"].to_numpy()
    return np.lexsort((start, codes(dataset, "source_id")))


def incidents_of(dataset: Dataset, rows: Rows) -> pd.DataFrame:
    """Counts for each incident of the rows.

    Columns incident (its position), claims, articles, outlets (that are named), origins, and
    `first_claim`, the position of its claim that comes first in reading order.
    """
    selected = np.zeros(len(dataset.claims), dtype=bool)
    selected[rows] = True
    reading = reading_order(dataset)
    about = reading[selected[reading] & (units_of(dataset, "incidents", reading) >= 0)]
    bars = units_of(dataset, "incidents", about)
    length = len(dataset.incidents)
    first_claim = np.zeros(length, dtype=np.int64)
    first_claim[bars[::-1]] = about[::-1]
    frame = pd.DataFrame(
        {
            "incident": np.arange(length),
            "claims": np.bincount(bars, minlength=length),
            "articles": different(codes(dataset, "source_id")[about], bars, length),
            "outlets": different(named_outlets(dataset, about), bars, length),
            "origins": different(codes(dataset, "origin")[about], bars, length),
            "first_claim": first_claim,
        }
    )
    return frame[frame["claims"] > 0].reset_index(drop=True)


def incidents_listing(dataset: Dataset, counts: pd.DataFrame) -> pd.DataFrame:
    """The table of incidents for rows of `incidents_of`, newest first, undated last."""
    columns = ["when", "title", "kind", "groups", "first_day"]
    details = dataset.incidents[columns].iloc[counts["incident"].to_numpy()].reset_index()
    frame = details.assign(
        claims=counts["claims"].to_numpy(),
        articles=counts["articles"].to_numpy(),
        outlets=counts["outlets"].to_numpy(),
        origins=counts["origins"].to_numpy(),
        first_claim=counts["first_claim"].to_numpy(),
        when=details["when"].replace("", NOT_STATED),
        groups=details["groups"].replace("", NOT_STATED),
    )
    frame = frame.sort_values("first_day", ascending=False, kind="stable", ignore_index=True)
    return frame[
        [
            "incident_id",
            "when",
            "title",
            "kind",
            "groups",
            "claims",
            "articles",
            "outlets",
            "origins",
            "first_claim",
        ]
    ]


def opening_claim(dataset: Dataset, rows: Rows) -> int | None:
    """The claim to open when the reader has chosen none: position, or None without rows.

    Of the incident that most articles tell of, among those with a figure if there are any, the
    first claim in reading order that carries a figure, else the first. Of several such incidents
    that with most claims, then the newest. Without incidents, the first row.
    """
    if not len(rows):
        return None
    incidents = dataset.claims["incident"].to_numpy()[rows]
    if not (incidents >= 0).any():
        return int(rows[0])
    with_figure = (dataset.claims["figure"].to_numpy()[rows] != "") & (incidents >= 0)
    length = len(dataset.incidents)
    about = incidents >= 0
    figures = np.bincount(incidents[with_figure], minlength=length) > 0
    sources = codes(dataset, "source_id")[rows]
    articles = different(sources[about], incidents[about].astype(np.int64), length)
    counts = np.bincount(incidents[about], minlength=length)
    counts = counts + (articles + figures * (len(dataset.sources) + 1)) * (len(rows) + 1)
    largest = np.flatnonzero(counts == counts.max())
    of_largest = rows[np.isin(incidents, largest)]
    newest = dataset.claims["incident"].to_numpy()[of_largest[0]]
    part = dataset.claims.iloc[
        of_largest[dataset.claims["incident"].to_numpy()[of_largest] == newest]
    ]
    part = part.assign(plain=part["figure"] == "").sort_values(["plain", "source_id", "start"])
    return int(part.index[0])


def articles_by_year(dataset: Dataset) -> dict[str, int]:
    """How many articles were read of each year of publication; undated ones last."""
    years = dataset.sources["published_year"]
    dated = years[years != UNDATED].value_counts().sort_index()
    found = {str(year): int(count) for year, count in dated.items()}
    undated = int((years == UNDATED).sum())
    return {**found, UNDATED_LABEL: undated} if undated else found


def sources_listing(dataset: Dataset, rows: Rows) -> pd.DataFrame:
    """A row for each article with its selected claims, in the order of the table of articles.

    Columns claims, incidents, disputed and origins, indexed by source_id; an article without
    a selected claim stands there with zeros.
    """
    part = dataset.claims.iloc[rows]
    source = part["source_id"].astype("str")
    frame = pd.DataFrame(
        {
            "claims": source.value_counts(),
            "incidents": part[part["incident"] >= 0].groupby(source)["incident"].nunique(),
            "disputed": pd.Series(disputed_mask(dataset)[rows]).groupby(source.to_numpy()).sum(),
            "origins": part.groupby(source)["origin"].nunique(),
        }
    )
    return frame.reindex(dataset.sources.index).fillna(0).astype("int64")


def provenance(dataset: Dataset, rows: Rows, limit: int) -> pd.DataFrame:
    """From whom claims came to which outlet: columns origin, relay, outlet and claims.

    Only claims with a speaker; what articles say in their own voice came from nobody else. Origins
    and relays beyond the `limit` with most claims share OTHERS. `relay` is the hand nearest to the
    article, empty where the article has it from the speaker.
    """
    part = dataset.claims.iloc[rows]
    part = part[part["speaker"] != ""]
    origin = part["origin"].astype("str")
    relay = part["via"].str.split(schema.VIA_SEPARATOR, regex=False).str[0]
    most = origin.value_counts().index[:limit]
    relays = relay[relay != ""].value_counts().index[:limit]
    frame = pd.DataFrame(
        {
            "origin": origin.where(origin.isin(most), OTHERS),
            "relay": relay.where(relay.isin(relays) | (relay == ""), OTHERS),
            "outlet": part["outlet"].astype("str").replace("", NOT_STATED),
        }
    )
    counted = frame.groupby(["origin", "relay", "outlet"]).size().reset_index(name="claims")
    return counted.sort_values("claims", ascending=False, kind="stable", ignore_index=True)
