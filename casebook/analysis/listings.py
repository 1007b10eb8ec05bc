"""The tables of claims, incidents and articles of a selection, in the order of the page."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from casebook.analysis.counting import different, named_outlets, units_of
from casebook.analysis.search import mentions, ranks
from casebook.tables import labels, schema
from casebook.tables.dataset import Dataset, Rows
from casebook.tables.dates import UNDATED
from casebook.words import NOT_STATED, UNDATED_LABEL

SORTS = ("date", "figure", "outlet", "disputed", "relevance")
RELEVANCE = SORTS[-1]
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
    "quote",
)
_BEFORE, _SHOWN = 60, 150  # characters of a quote around words that the statement lacks


def claim_lines(dataset: Dataset, rows: Rows, search: str = "") -> list[dict[str, Any]]:
    """What a list says of each claim, in the order of the rows, which are those of one page.

    Each has its `id`, `statement`, `group` (the first), and `line`: who says so, where, when, and
    the figure as it is written with what it counts; `disputed` names the parties that dispute it.
    `found` says where the statement has words of the search, `quoted` gives words of the quote
    where the statement has none of them, with `found_in_quote`.
    """
    cells = {name: dataset.cells(name, rows) for name in _LISTED}
    disputed = dataset.disputed_by.array.take(rows).tolist()
    found = _found(dataset, search, cells)
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
                **found[place],
            }
        )
    return lines


def _found(dataset: Dataset, search: str, cells: Mapping[str, list[str]]) -> list[dict[str, Any]]:
    """Where lines have words of the search: statement, speaker, and a quote where these do not."""
    if not search:
        return [{} for _ in cells["statement"]]
    columns = {
        column: mentions(dataset, search, cells[column])
        for column in ("statement", "speaker", "quote")
    }
    found: list[dict[str, Any]] = []
    for place, (statement, speaker, quote) in enumerate(
        zip(cells["statement"], cells["speaker"], cells["quote"], strict=True)
    ):
        one: dict[str, Any] = {
            "found": utf16_spans(statement, columns["statement"][place]),
            "found_in_line": utf16_spans(speaker, columns["speaker"][place]),
        }
        spans = columns["quote"][place]
        if spans and not one["found"]:
            one["quoted"], one["found_in_quote"] = _quoted(quote, spans)
        found.append(one)
    return found


def _quoted(quote: str, spans: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """The words of a quote around the first of these spans, and where they stand in them."""
    first = max(spans[0][0] - _BEFORE, 0)
    last = min(first + _SHOWN, len(quote))
    text = f"{'…' if first else '“'}{quote[first:last]}{'…' if last < len(quote) else '”'}"
    inside = [(start - first + 1, end - first + 1) for start, end in spans if end <= last]
    return text, utf16_spans(text, inside)


def utf16_spans(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of a text as JavaScript counts, which takes some letters for two."""
    if text.isascii() or max(text, default="") < "\U00010000":
        return [*spans]
    return [(_utf16_length(text[:start]), _utf16_length(text[:end])) for start, end in spans]


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shown_order(sort: str, search: str) -> str:
    """The order that a list has: the one that was chosen, else the best answers to a search first.

    Without a search there is no relevance.
    """
    if not search:
        return SORTS[0] if sort in ("", RELEVANCE) else sort
    return sort or RELEVANCE


def in_order(dataset: Dataset, rows: Rows, sort: str, search: str = "") -> Rows:
    """The rows, given in the order of the data, in one of SORTS.

    By `date` the newest come first, undated ones last, as in the data; by `figure` the largest,
    claims without one last; by `outlet` they follow the alphabet; by `disputed` those come first
    that others dispute; by `relevance` those that answer the search in their statement, then those
    that do in their quote. Within each they stay in the order of the data.
    """
    if sort == SORTS[0] or (sort == RELEVANCE and not search):
        return rows
    if sort == RELEVANCE:
        return rows[np.argsort(ranks(dataset, search)[rows], kind="stable")]
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
