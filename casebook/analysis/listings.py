"""The tables of claims, incidents and articles of a selection, in the order of the page."""

import numpy as np
import pandas as pd

from casebook.analysis.counting import different, named_outlets, units_of
from casebook.tables.dataset import Dataset, Rows
from casebook.tables.dates import UNDATED
from casebook.words import NOT_STATED, OWN_VOICE, UNDATED_LABEL


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
            "disputed": dataset.disputed_by.iloc[rows],
            "speaker": part["speaker"].replace("", OWN_VOICE),
            "outlet": part["outlet"].astype("str").replace("", NOT_STATED),
        }
    ).set_axis(part["claim_id"].to_list(), axis="index")


def incidents_of(dataset: Dataset, rows: Rows) -> pd.DataFrame:
    """Counts for each incident of the rows.

    Columns incident (its position), claims, articles, outlets (that are named), origins, and
    `first_claim`, the position of its claim that comes first in reading order.
    """
    selected = np.zeros(len(dataset.claims), dtype=bool)
    selected[rows] = True
    reading = dataset.reading_order
    about = reading[selected[reading] & (units_of(dataset, "incidents", reading) >= 0)]
    bars = units_of(dataset, "incidents", about)
    length = len(dataset.incidents)
    first_claim = np.zeros(length, dtype=np.int64)
    first_claim[bars[::-1]] = about[::-1]
    frame = pd.DataFrame(
        {
            "incident": np.arange(length),
            "claims": np.bincount(bars, minlength=length),
            "articles": different(dataset.codes("source_id")[about], bars, length),
            "outlets": different(named_outlets(dataset, about), bars, length),
            "origins": different(dataset.codes("origin")[about], bars, length),
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
    sources = dataset.codes("source_id")[rows]
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
            "disputed": pd.Series(dataset.disputed[rows]).groupby(source.to_numpy()).sum(),
            "origins": part.groupby(source)["origin"].nunique(),
        }
    )
    return frame.reindex(dataset.sources.index).fillna(0).astype("int64")
