"""Selected rows to small tidy frames: counts by year and name, headline figures, listings.

Rows are positions in `dataset.claims`. Every frame made here is bounded by the number of years or
names, never by the number of claims.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from casebook import schema
from casebook.schema import NOT_STATED, UNDATED, Dataset, Members
from casebook.selection import (
    NAMED,
    Selection,
    disputed_mask,
    positions,
    year_columns,
    year_domain,
)

Rows = npt.NDArray[np.int64]

OTHERS = "(others)"
UNDATED_LABEL = "undated"
OWN_VOICE = "(the article itself)"
ORDERED = ("attribution", "hands")
_TABLE_LIMIT = 50_000_000  # cells; beyond it a hash table is slower but smaller


@dataclass(frozen=True)
class Headline:
    """The figures of the sentence above the charts; `first_year` is 0 when no claim is dated."""

    claims: int
    all_claims: int
    incidents: int
    articles: int
    outlets: int
    origins: int
    undated: int
    undated_hidden: int
    first_year: int
    last_year: int
    disputed: int


def headline(dataset: Dataset, chosen: Selection, rows: Rows) -> Headline:
    """The headline figures of the selected rows.

    `undated_hidden` counts the claims that every other filter lets through and that are not shown
    for having no year. An outlet that is not stated counts as none.
    """
    claims, found = dataset.claims, counts(dataset, rows)
    year = claims[year_columns(chosen.year_of)[2]].to_numpy()
    shown = year[rows]
    dated = shown[shown != UNDATED]
    others = chosen.masks(dataset)
    others.pop("years", None)
    reachable = positions(len(claims), others.values())
    undated = int((shown == UNDATED).sum())
    return Headline(
        claims=found["claims"],
        all_claims=len(claims),
        incidents=found["incidents"],
        articles=found["articles"],
        outlets=found["outlets"],
        origins=found["origins"],
        undated=undated,
        undated_hidden=int((year[reachable] == UNDATED).sum()) - undated,
        first_year=int(dated.min()) if len(dated) else 0,
        last_year=int(dated.max()) if len(dated) else 0,
        disputed=found["contradicted"],
    )


def codes(dataset: Dataset, column: str) -> npt.NDArray[np.int64]:
    """The category codes of a column of claims, as whole numbers from 0."""
    return dataset.claims[column].cat.codes.to_numpy(dtype=np.int64)


def _counts(
    dataset: Dataset, count: str, rows: Rows, bars: npt.NDArray[np.int64], length: int
) -> npt.NDArray[np.int64]:
    """How many different units stand in each of `length` bars; row i of `rows` in `bars[i]`."""
    if count == "claims":
        return np.bincount(bars, minlength=length)
    return _different(_units(dataset, count, rows), bars, length)


def _units(dataset: Dataset, count: str, rows: Rows) -> Rows:
    """What is counted for each row, as a number from 0; -1 stands for nothing."""
    if count == "incidents":
        return dataset.claims["incident"].to_numpy(dtype=np.int64)[rows]
    return codes(dataset, "origin")[rows] if count == "origins" else rows


def _distinct(numbers: Rows) -> int:
    """How many different numbers there are, none of them below 0."""
    return int(np.count_nonzero(np.bincount(numbers)))


def _different(units: Rows, bars: Rows, length: int) -> Rows:
    """How many different units stand in each of `length` bars; unit i in `bars[i]`, -1 is none."""
    size = int(units.max(initial=-1)) + 2
    if length * size > _TABLE_LIMIT:
        pairs = pd.unique(units[units >= 0] * length + bars[units >= 0])
        return np.bincount(pairs % length, minlength=length)
    seen = np.zeros(length * size, dtype=bool)
    seen[bars * size + units + 1] = True
    return seen.reshape(length, size)[:, 1:].sum(axis=1)


def _named_outlets(dataset: Dataset, rows: Rows) -> Rows:
    """The outlet of each row as a number, -1 where it is not stated."""
    outlets = codes(dataset, "outlet")[rows]
    stated = np.asarray(dataset.claims["outlet"].cat.categories != "")
    return np.where(stated[outlets], outlets, -1)


def _beside(dataset: Dataset, rows: Rows, bars: Rows, length: int) -> list[str]:
    """What stands beside each bar's count: `4 articles · 3 outlets · 2 origins`."""
    found = (
        _different(codes(dataset, "source_id")[rows], bars, length),
        _different(_named_outlets(dataset, rows), bars, length),
        _different(codes(dataset, "origin")[rows], bars, length),
    )
    return [
        f"{number(int(articles), 'article')} · {number(int(named), 'outlet')} · "
        f"{number(int(origins), 'origin')}"
        for articles, named, origins in zip(*found, strict=True)
    ]


def counts_by_year(dataset: Dataset, chosen: Selection, rows: Rows) -> pd.DataFrame:
    """Columns year, count and beside: every year from first to last of all data, then UNDATED.

    A year without claims has count 0. A claim counts in its first year, one with an open start in
    its last. The row of UNDATED stands last, also when it is 0.
    """
    first, last = year_domain(dataset, chosen.year_of)
    years = [*range(first, last + 1)] if first else []
    year = dataset.claims[year_columns(chosen.year_of)[2]].to_numpy()[rows].astype(np.int64)
    bars = np.where(year == UNDATED, len(years), year - first)
    counts = _counts(dataset, chosen.count, rows, bars, len(years) + 1)
    beside = _beside(dataset, rows, bars, len(years) + 1)
    return pd.DataFrame({"year": [*years, UNDATED], "count": counts, "beside": beside})


def counts_by_name(dataset: Dataset, name: str, count: str, rows: Rows) -> pd.DataFrame:
    """Columns name, count and beside for a named filter, in the order of `members.names`.

    A claim of several names counts under each, so the counts may add up to more than the claims.
    """
    members = dataset.members[name]
    bars, of_rows = _memberships(members, len(dataset.claims), rows)
    counts = _counts(dataset, count, of_rows, bars, len(members.names))
    beside = _beside(dataset, of_rows, bars, len(members.names))
    return pd.DataFrame({"name": list(members.names), "count": counts, "beside": beside})


def _memberships(members: Members, length: int, rows: Rows) -> tuple[Rows, Rows]:
    """The names, as codes, and the claims of every membership that the rows have."""
    if len(rows) == length:
        return members.codes, members.rows
    selected = np.zeros(length, dtype=bool)
    selected[rows] = True
    kept = selected[members.rows]
    return members.codes[kept], members.rows[kept]


def several_names(dataset: Dataset, name: str, rows: Rows) -> int:
    """By how much the bars add up to more than the rows: a row of three names adds two."""
    _, of_rows = _memberships(dataset.members[name], len(dataset.claims), rows)
    return len(of_rows) - len(rows)


def option_counts(dataset: Dataset, chosen: Selection) -> dict[str, dict[str, int]]:
    """For each filter by options, how many units each has under all *other* filters.

    Under `disputed` stands how many there are with `only`.
    """
    masks = chosen.masks(dataset)
    found: dict[str, dict[str, int]] = {}
    for name in NAMED:
        others = [mask for filter_name, mask in masks.items() if filter_name != name]
        rows = positions(len(dataset.claims), others)
        frame = counts_by_name(dataset, name, chosen.count, rows)
        found[name] = dict(zip(frame["name"], frame["count"].astype(int), strict=True))
    others = [mask for filter_name, mask in masks.items() if filter_name != "disputed"]
    rows = positions(len(dataset.claims), [*others, disputed_mask(dataset)])
    units = _units(dataset, chosen.count, rows)
    found["disputed"] = {"only": _distinct(units[units >= 0])}
    return found


def _every(dataset: Dataset) -> Rows:
    return np.arange(len(dataset.claims), dtype=np.int64)


@lru_cache(maxsize=32)
def _totals(dataset: Dataset, by: str, count: str, year_of: str = "event") -> tuple[int, ...]:
    """The counts of all claims by year or by one of the names; kept, as no filter changes them."""
    if by == "year":
        unfiltered = Selection(year_of=year_of, count=count)
        return tuple(counts_by_year(dataset, unfiltered, _every(dataset))["count"])
    return tuple(counts_by_name(dataset, by, count, _every(dataset))["count"])


def year_bars(dataset: Dataset, chosen: Selection, rows: Rows) -> pd.DataFrame:
    """The chart by year: columns year, label, total, count, chosen and beside.

    `total` is over all claims, `count` over the rows; `chosen` says whether the filter of years
    keeps the bar. Undated has the label UNDATED_LABEL and stands last.
    """
    frame = counts_by_year(dataset, chosen, rows)
    frame["total"] = _totals(dataset, "year", chosen.count, chosen.year_of)
    undated = frame["year"] == UNDATED
    frame["label"] = frame["year"].astype("str").mask(undated, UNDATED_LABEL)
    first, last = chosen.years or (schema.OPEN_START, schema.OPEN_END)
    dated = frame["year"].between(first, last) & (chosen.undated != "only")
    frame["chosen"] = dated.mask(undated, chosen.undated != "without")
    return frame[["year", "label", "total", "count", "chosen", "beside"]]


def name_bars(
    dataset: Dataset, chosen: Selection, rows: Rows, name: str, limit: int
) -> pd.DataFrame:
    """A chart by a named filter: columns name, total, count, chosen, names and beside.

    Largest first; names in ORDERED stand in the order of `members.names` instead.

    At most `limit` bars; names beyond it share a last-but-one bar OTHERS, whose counts are of
    different units, not a sum. What is chosen always has a bar of its own. NOT_STATED comes last.
    `names` holds the names that a bar stands for.
    """
    frame = counts_by_name(dataset, name, chosen.count, rows)
    frame["total"] = _totals(dataset, name, chosen.count)
    picked: tuple[str, ...] = getattr(chosen, name)
    frame["chosen"] = frame["name"].isin(picked) | (len(picked) == 0)
    frame["names"] = [(value,) for value in frame["name"]]
    stated = frame[frame["name"] != NOT_STATED]
    if name not in ORDERED:
        stated = stated.sort_values(["total", "name"], ascending=[False, True])
    places = limit - 1 if len(stated) > limit else limit
    shown = stated["name"].isin(picked) | (np.arange(len(stated)) < places)
    rest = tuple(stated.loc[~shown, "name"])
    parts = [stated[shown]]
    if rest:
        parts.append(_others_bar(dataset, chosen.count, rows, name, rest, not picked))
    parts.append(frame[frame["name"] == NOT_STATED])
    return pd.concat(parts, ignore_index=True)[
        ["name", "total", "count", "chosen", "names", "beside"]
    ]


def _others_bar(
    dataset: Dataset,
    count: str,
    rows: Rows,
    name: str,
    rest: tuple[str, ...],
    kept: bool,
) -> pd.DataFrame:
    together = _of_any(dataset, name, rest, rows)
    return pd.DataFrame(
        {
            "name": [OTHERS],
            "total": _total_together(dataset, count, name, rest),
            "count": _count_together(dataset, count, name, rest, rows),
            "chosen": kept,
            "names": [rest],
            "beside": _beside(dataset, together, np.zeros_like(together), 1),
        }
    )


def _of_any(dataset: Dataset, name: str, names: tuple[str, ...], rows: Rows) -> Rows:
    """The rows once for each of the names that they stand under."""
    members = dataset.members[name]
    wanted = np.array([value in names for value in members.names], dtype=bool)
    bars, of_rows = _memberships(members, len(dataset.claims), rows)
    return of_rows[wanted[bars]]


def _count_together(
    dataset: Dataset, count: str, name: str, names: tuple[str, ...], rows: Rows
) -> int:
    """How many different units stand under any of the names."""
    units = _units(dataset, count, _of_any(dataset, name, names, rows))
    return _distinct(units[units >= 0])


@lru_cache(maxsize=32)
def _total_together(dataset: Dataset, count: str, name: str, names: tuple[str, ...]) -> int:
    return _count_together(dataset, count, name, names, _every(dataset))


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
            "contradicted": [_contradicted_by(dataset, int(row)) for row in rows],
            "speaker": part["speaker"].replace("", OWN_VOICE),
            "outlet": part["outlet"].astype("str").replace("", NOT_STATED),
        }
    ).set_axis(part["claim_id"].to_list(), axis="index")


@lru_cache(maxsize=2)
def contradictions(dataset: Dataset) -> Mapping[int, tuple[int, ...]]:
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
    return contradictions(dataset).get(row, ())


def _contradicted_by(dataset: Dataset, row: int) -> str:
    """Who contradicts a claim, each party once; empty where nobody does."""
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
    about = reading[selected[reading] & (_units(dataset, "incidents", reading) >= 0)]
    bars = _units(dataset, "incidents", about)
    length = len(dataset.incidents)
    first_claim = np.zeros(length, dtype=np.int64)
    first_claim[bars[::-1]] = about[::-1]
    frame = pd.DataFrame(
        {
            "incident": np.arange(length),
            "claims": np.bincount(bars, minlength=length),
            "articles": _different(codes(dataset, "source_id")[about], bars, length),
            "outlets": _different(_named_outlets(dataset, about), bars, length),
            "origins": _different(codes(dataset, "origin")[about], bars, length),
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
    articles = _different(sources[about], incidents[about].astype(np.int64), length)
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


def origin_name(dataset: Dataset, origin: str) -> str:
    """An origin as readers know it: a party by its name, an article as itself."""
    if origin not in dataset.sources.index:
        return origin
    source = dataset.sources.loc[origin]
    if source["title"]:
        return f"the article “{source['title']}”"
    return f"the article of {source['author'] or source['outlet'] or origin}"


COUNTED = ("claims", "incidents", "articles", "outlets", "origins", "contradicted", "undated")


def counts(dataset: Dataset, rows: Rows) -> dict[str, int]:
    """How many of each of COUNTED there are among the rows; an outlet not stated counts as none.

    Undated are those without a year of what is claimed.
    """
    incidents = dataset.claims["incident"].to_numpy()[rows]
    outlets = _named_outlets(dataset, rows)
    return {
        "claims": len(rows),
        "incidents": _distinct(incidents[incidents >= 0]),
        "articles": _distinct(codes(dataset, "source_id")[rows]),
        "outlets": _distinct(outlets[outlets >= 0]),
        "origins": _distinct(codes(dataset, "origin")[rows]),
        "contradicted": int(disputed_mask(dataset)[rows].sum()),
        "undated": int((dataset.claims["year"].to_numpy()[rows] == UNDATED).sum()),
    }


def counts_in_words(dataset: Dataset, rows: Rows) -> str:
    """`5 claims · 4 articles · 3 outlets · 2 origins`; an outlet not stated counts as none."""
    found = counts(dataset, rows)
    return " · ".join(
        number(found[name], name.removesuffix("s"))
        for name in ("claims", "articles", "outlets", "origins")
    )


def sentence(figures: Headline) -> str:
    """What is on the screen, in a sentence; it says how many undated claims are left out."""
    hidden = f"; {number(figures.undated_hidden, 'undated claim')} not shown"
    ending = f"{hidden}." if figures.undated_hidden else "."
    if not figures.claims:
        return f"None of {number(figures.all_claims, 'claim')} is selected{ending}"
    if figures.undated:
        ending = f"; {number(figures.undated, 'claim')} undated{ending}"
    parts = [
        f"Showing {figures.claims:,} of {number(figures.all_claims, 'claim')}",
        f" about {number(figures.incidents, 'incident')}",
        f", {_span(figures)}" if figures.first_year else "",
        f", in {number(figures.articles, 'article')}",
        f" from {number(figures.outlets, 'outlet') if figures.outlets else 'no named outlet'}",
        f"; {number(figures.origins, 'origin')}",
        f"; {figures.disputed:,} contradicted" if figures.disputed else "",
        ending,
    ]
    return "".join(parts)


def _span(figures: Headline) -> str:
    if figures.first_year == figures.last_year:
        return str(figures.first_year)
    return f"{figures.first_year}–{figures.last_year}"


def number(count: int, noun: str) -> str:
    """`1 claim`, `2,000 claims`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def without_each_filter(dataset: Dataset, chosen: Selection) -> dict[str, int]:
    """For each filter in use: how many claims there were if it alone were taken away."""
    masks = chosen.masks(dataset)
    return {
        name: len(
            positions(len(dataset.claims), [mask for other, mask in masks.items() if other != name])
        )
        for name in masks
    }


def counted_elsewhere(dataset: Dataset, chosen: Selection, rows: Rows) -> int:
    """How many of the rows reach into the chosen years and count in a bar outside them.

    They began earlier, and count in their first year.
    """
    if not chosen.years:
        return 0
    year = dataset.claims[year_columns(chosen.year_of)[2]].to_numpy()[rows]
    first, last = chosen.years
    return int(((year != UNDATED) & ((year < first) | (year > last))).sum())


def articles_by_year(dataset: Dataset) -> dict[str, int]:
    """How many articles were read of each year of publication; undated ones last."""
    years = dataset.sources["published_year"]
    dated = years[years != UNDATED].value_counts().sort_index()
    found = {str(year): int(count) for year, count in dated.items()}
    undated = int((years == UNDATED).sum())
    return {**found, UNDATED_LABEL: undated} if undated else found


def sources_listing(dataset: Dataset, rows: Rows) -> pd.DataFrame:
    """A row for each article with its selected claims, in the order of the table of articles.

    Columns claims, incidents, contradicted and origins, indexed by source_id; an article without
    a selected claim stands there with zeros.
    """
    part = dataset.claims.iloc[rows]
    source = part["source_id"].astype("str")
    frame = pd.DataFrame(
        {
            "claims": source.value_counts(),
            "incidents": part[part["incident"] >= 0].groupby(source)["incident"].nunique(),
            "contradicted": pd.Series(disputed_mask(dataset)[rows])
            .groupby(source.to_numpy())
            .sum(),
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
    relay = part["via"].str.split(schema.HAND_SEPARATOR, regex=False).str[0]
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
