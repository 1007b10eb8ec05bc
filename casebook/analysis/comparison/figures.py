"""Figures of one subject: which can be compared, and how they stand to each other."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from casebook.analysis.comparison.pairs import (
    COUNTS_NOTHING,
    Pair,
    about_events,
    in_reading_order,
    linked,
    named_in_notes,
)
from casebook.analysis.comparison.voices import party, said_on, voice
from casebook.tables import dates
from casebook.tables.dataset import Dataset

DAYS_LONGER = 366


@lru_cache(maxsize=2)
def has_range(dataset: Dataset) -> npt.NDArray[np.bool_]:
    """Which claims have a figure that can be compared: a unit, and at least one bound."""
    claims = dataset.claims
    bounded = claims["low"].notna() | claims["high"].notna()
    return (bounded & ~claims["unit"].isin(COUNTS_NOTHING)).to_numpy(dtype=bool)


@lru_cache(maxsize=2)
def days_of(dataset: Dataset) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.object_]]:
    """First and last day of what each claim is about, as text; empty where it is undated."""
    spans = dates.spans(dataset.claims["date"])
    return spans["first"].to_numpy(dtype=object), spans["last"].to_numpy(dtype=object)


def different_events(dataset: Dataset, first: int, second: int) -> bool:
    """Whether two claims are about different incidents, so that they count different things.

    What is told of a statement is told of its matter: two reports can be about one thing.
    """
    incident, events = dataset.claims["incident"].to_numpy(), about_events(dataset)
    return bool(events[first] and events[second] and incident[first] != incident[second])


def same_time(dataset: Dataset, first: int, second: int) -> bool:
    """Whether two claims are about the same time, so that their figures can be compared.

    Their dates overlap, and neither is longer than the other by more than DAYS_LONGER days: a
    count over eight years says nothing against one of a month. Claims about one incident always
    are; an undated claim is about the same time as none but another undated one.
    """
    incident = dataset.claims["incident"].to_numpy()
    if incident[first] >= 0 and incident[first] == incident[second]:
        return True
    firsts, lasts = days_of(dataset)
    if not (firsts[first] and firsts[second]):
        return not (firsts[first] or firsts[second])
    overlap = firsts[first] <= lasts[second] and firsts[second] <= lasts[first]
    one, other = (_length(firsts[row], lasts[row]) for row in (first, second))
    return overlap and (one == other or abs(one - other) <= DAYS_LONGER)


def _length(first: str, last: str) -> float:
    if first == dates.OPEN_START_DAY or last == dates.OPEN_END_DAY:
        return float("inf")
    return (pd.Timestamp(last) - pd.Timestamp(first)).days


def _meet(dataset: Dataset, first: int, second: int) -> bool:
    """Whether the ranges of two figures have a number in common; open ends reach any number."""
    low = dataset.claims["low"].to_numpy(dtype=float)
    high = dataset.claims["high"].to_numpy(dtype=float)
    lows = [-np.inf if np.isnan(low[row]) else low[row] for row in (first, second)]
    highs = [np.inf if np.isnan(high[row]) else high[row] for row in (first, second)]
    return bool(max(lows) <= min(highs))


@dataclass(frozen=True)
class Compared:
    """Pairs of figures of different origins in one unit: what comparing them gave."""

    apart: tuple[Pair, ...]
    meeting: tuple[Pair, ...]
    explained: tuple[Pair, ...]
    other_times: tuple[Pair, ...]
    vague: tuple[Pair, ...]


def compare(dataset: Dataset, rows: tuple[int, ...]) -> Compared:
    """Figures of one origin are never set against each other: a party may count twice.

    `explained` are figures that do not meet, or can't be compared, and of which a note names the
    other claim; `vague` are figures such as `several thousand`, which state no number.
    """
    figures = dataset.claims["figure"].to_numpy()
    ranged, units = has_range(dataset), dataset.codes("unit")
    origins = dataset.codes("origin")
    found: dict[str, list[Pair]] = defaultdict(list)
    nothing = dataset.claims["unit"].isin(COUNTS_NOTHING).to_numpy()
    counted = [row for row in rows if figures[row] and not nothing[row]]
    for first, second in combinations(counted, 2):
        pair = (min(first, second), max(first, second))
        if units[first] != units[second] or origins[first] == origins[second]:
            continue
        events = different_events(dataset, first, second)
        comparable = ranged[first] and ranged[second] and not events
        comparable = comparable and same_time(dataset, first, second)
        if pair in linked(dataset):
            found["apart"].append(pair)
        elif comparable and _meet(dataset, first, second):
            found["meeting"].append(pair)
        elif pair in named_in_notes(dataset):
            found["explained"].append(pair)
        elif not events and not (ranged[first] and ranged[second]):
            found["vague"].append(pair)
        else:
            found["apart" if comparable else "other_times"].append(pair)
    return Compared(
        *(tuple(found[name]) for name in ("apart", "meeting", "explained", "other_times", "vague"))
    )


def figures(dataset: Dataset, rows: Iterable[int]) -> pd.DataFrame:
    """The figures of these rows as ranges, one row a claim, in reading order.

    Columns claim_id, unit, voice, party, figure (as written), low and high; an open end is
    missing. Figures without a number or a unit that can be compared are left out.
    """
    ranged = has_range(dataset)
    kept = [row for row in in_reading_order(dataset, rows) if ranged[row]]
    claims = dataset.claims.iloc[kept]
    return pd.DataFrame(
        {
            "claim_id": claims["claim_id"].to_numpy(),
            "unit": claims["unit"].astype("str").to_numpy(),
            "voice": [voice(dataset, row) for row in kept],
            "party": [party(dataset, row) for row in kept],
            "figure": claims["figure"].to_numpy(),
            "low": claims["low"].to_numpy(dtype=float),
            "high": claims["high"].to_numpy(dtype=float),
        }
    )


def times(dataset: Dataset, rows: Iterable[int]) -> pd.DataFrame:
    """Who said what when: one row a claim, in reading order.

    Columns claim_id, voice, party, statement, first and last (day of what is claimed; missing
    where it is undated or open) and said (the day by which it was said: that of a statement that
    is an incident, else the last on which the article can have been published; may be missing).
    """
    kept = list(in_reading_order(dataset, rows))
    claims = dataset.claims.iloc[kept]
    firsts, lasts = days_of(dataset)
    limits = ("", dates.OPEN_START_DAY, dates.OPEN_END_DAY)
    return pd.DataFrame(
        {
            "claim_id": claims["claim_id"].to_numpy(),
            "voice": [voice(dataset, row) for row in kept],
            "party": [party(dataset, row) for row in kept],
            "statement": claims["statement"].to_numpy(),
            "first": [None if firsts[row] in limits else firsts[row] for row in kept],
            "last": [None if lasts[row] in limits else lasts[row] for row in kept],
            "said": [said_on(dataset, row) or None for row in kept],
        }
    )
