"""The tables of claims, incidents and articles of a selection, in the order of the page."""

import numpy as np
import pandas as pd

from casebook.analysis.counting import different, named_outlets, units_of
from casebook.tables import labels, schema
from casebook.tables.dataset import Dataset, Rows
from casebook.tables.dates import UNDATED
from casebook.words import NOT_STATED, UNDATED_LABEL

SORTS = ("date", "figure", "outlet", "disputed")
_LISTED = (
    "claim_id",
    "source_id",
    "when",
    "statement",
    "groups",
    "figure",
    "unit",
    "speaker",
    "via",
)


def claim_lines(dataset: Dataset, rows: Rows) -> list[dict[str, str]]:
    """What a list says of each claim, in the order of the rows, which are those of one page.

    Each has its `id`, `statement`, `group` (the first), and `line`: who says so, where, when, and
    the figure as it is written with what it counts; `disputed` names the parties that dispute it.
    """
    cells = {name: dataset.cells(name, rows) for name in _LISTED}
    disputed = dataset.disputed_by.array.take(rows).tolist()
    lines = []
    for place, claim_id in enumerate(cells["claim_id"]):
        one = {name: values[place] for name, values in cells.items()}
        unit = "" if one["unit"] == "other" else one["unit"]
        relayed = reversed(schema.split_values(one["via"], schema.VIA_SEPARATOR))
        who, where = labels.who_and_where(dataset, one["speaker"], one["source_id"])
        said = (
            ", via ".join([who, *relayed]),
            where,
            one["when"] or UNDATED_LABEL,
            f"“{one['figure']}” {unit}".strip() if one["figure"] else "",
        )
        lines.append(
            {
                "id": claim_id,
                "statement": one["statement"],
                "group": schema.split_values(one["groups"])[0] if one["groups"] else NOT_STATED,
                "line": " · ".join(filter(None, said)),
                "disputed": disputed[place],
            }
        )
    return lines


def in_order(dataset: Dataset, rows: Rows, sort: str) -> Rows:
    """The rows, given in the order of the data, in one of SORTS.

    By `date` the newest come first, undated ones last, as in the data; by `figure` the largest,
    claims without one last; by `outlet` they follow the alphabet; by `disputed` those come first
    that others dispute. Within each they stay in the order of the data.
    """
    if sort == SORTS[0]:
        return rows
    place = dataset.once(("sort", sort), lambda: _places(dataset, sort))[rows]
    return rows[np.argsort(place, kind="stable")]


def _places(dataset: Dataset, sort: str) -> Rows:
    """For each claim a number by which it sorts."""
    if sort == "disputed":
        return (~dataset.disputed).astype(np.int64)
    if sort == "outlet":
        names = pd.Index(dataset.claims["outlet"].cat.categories.astype("str"))
        ranks = pd.Series(names.str.lower()).mask(names == "", "\U0010ffff").rank(method="dense")
        return ranks.to_numpy(dtype=np.int64)[dataset.codes("outlet")]
    low, high = (dataset.claims[name].to_numpy(dtype=np.float64) for name in ("low", "high"))
    most = np.where(np.isnan(high), low, high)
    _, places = np.unique(-most, return_inverse=True)  # claims without a number last: NaN is
    return places.astype(np.int64)


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
    columns = ["when", "title", "kind", "groups", "targets", "day"]
    details = dataset.incidents[columns].iloc[counts["incident"].to_numpy()].reset_index()
    frame = details.assign(
        claims=counts["claims"].to_numpy(),
        articles=counts["articles"].to_numpy(),
        outlets=counts["outlets"].to_numpy(),
        origins=counts["origins"].to_numpy(),
        first_claim=counts["first_claim"].to_numpy(),
        when=details["when"].replace("", NOT_STATED),
        groups=details["groups"].replace("", NOT_STATED),
        targets=details["targets"].replace("", NOT_STATED),
    )
    frame = frame.sort_values("day", ascending=False, kind="stable", ignore_index=True)
    return frame[
        [
            "incident_id",
            "when",
            "title",
            "kind",
            "groups",
            "targets",
            "claims",
            "articles",
            "outlets",
            "origins",
            "first_claim",
        ]
    ]


def articles_by_year(dataset: Dataset) -> dict[str, int]:
    """How many articles were read of each year of publication; undated ones last."""
    years = dataset.sources["published_year"]
    dated = years[years != UNDATED].value_counts().sort_index()
    counts = {str(year): int(count) for year, count in dated.items()}
    undated = int((years == UNDATED).sum())
    return {**counts, UNDATED_LABEL: undated} if undated else counts


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
