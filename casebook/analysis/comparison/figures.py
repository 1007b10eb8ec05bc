"""Which figures can be compared, and whether their ranges overlap.

Only figures of one unit and of different original sources are compared, and only where they are
about the same time and not about different events.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casebook.analysis.comparison import linked_pairs
from casebook.analysis.comparison.claim_groups import Groups, Pairs, Whole, pairs, ranges
from casebook.analysis.comparison.once_per_dataset import once
from casebook.tables import dates
from casebook.tables.dataset import Dataset, Mask, Rows

DAYS_LONGER = 366
NO_UNIT = ("", "other")
STATEMENT = "statement"
CHUNK = 1 << 20

_ENDLESS = 2**32


@dataclass(frozen=True, eq=False)
class Traits:
    """What decides whether the figure of a claim can be compared; one value for each claim.

    `counted` are those with a figure in a unit, `ranged` those of them that state a bound. `first`
    and `last` are the days of what the claim is about, as in `dates.days`, `length` counts the days
    between. `event` tells which claims are about an incident that is more than a statement.
    """

    counted: Mask
    ranged: Mask
    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]
    unit: Rows
    origin: Rows
    incident: Rows
    event: Mask
    first: Rows
    last: Rows
    length: Rows


@once
def traits(dataset: Dataset) -> Traits:
    """The traits of all claims of a dataset; a bound that is not stated reaches any number."""
    claims = dataset.claims
    incident = claims["incident"].to_numpy(dtype=np.int64)
    kinds = np.append(dataset.incidents["kind"].to_numpy(dtype=object), STATEMENT)
    low, high = (claims[bound].to_numpy(dtype=float) for bound in ("low", "high"))
    counted = ((claims["figure"] != "") & ~claims["unit"].isin(NO_UNIT)).to_numpy(dtype=bool)
    first, last = (claims[name].to_numpy(dtype=np.int64) for name in ("first_day", "last_day"))
    open_ended = (first == dates.EARLIEST) | (last == dates.LATEST)
    return Traits(
        counted=counted,
        ranged=counted & ~(np.isnan(low) & np.isnan(high)),
        low=np.where(np.isnan(low), -np.inf, low),
        high=np.where(np.isnan(high), np.inf, high),
        unit=dataset.codes("unit"),
        origin=dataset.codes("origin"),
        incident=incident,
        event=(incident >= 0) & (kinds[incident] != STATEMENT),
        first=first,
        last=last,
        length=np.where(open_ended, _ENDLESS, last - first),
    )


def different_events(traits: Traits, one: Whole, other: Whole) -> Mask:
    """Which pairs are about different incidents, so that they count different things.

    What is reported of a statement is about its matter: two reports can be about one thing.
    """
    both = traits.event[one] & traits.event[other]
    return both & (traits.incident[one] != traits.incident[other])


def same_time(traits: Traits, one: Whole, other: Whole) -> Mask:
    """Which pairs are about the same time.

    Their dates overlap, and neither is longer than the other by more than DAYS_LONGER days: a
    count over eight years says nothing against one of a month. Claims about one incident always
    are; an undated claim is about the same time as none but another undated one.
    """
    incident = (traits.incident[one] >= 0) & (traits.incident[one] == traits.incident[other])
    overlap = (traits.first[one] <= traits.last[other]) & (traits.first[other] <= traits.last[one])
    alike = np.abs(traits.length[one] - traits.length[other]) <= DAYS_LONGER
    return incident | (overlap & alike)


def overlapping(traits: Traits, one: Whole, other: Whole) -> Mask:
    """Which pairs of ranges have a number in common; open ends reach any number."""
    lows = np.maximum(traits.low[one], traits.low[other])
    return lows <= np.minimum(traits.high[one], traits.high[other])


def comparable(traits: Traits, one: Whole, other: Whole) -> Mask:
    """Which pairs of figures can be compared."""
    return (
        traits.ranged[one]
        & traits.ranged[other]
        & (traits.unit[one] == traits.unit[other])
        & (traits.origin[one] != traits.origin[other])
        & ~different_events(traits, one, other)
        & same_time(traits, one, other)
    )


def compare(dataset: Dataset, groups: Groups) -> tuple[Pairs, Pairs]:
    """Pairs of figures in each group that do not overlap, and pairs that do.

    Left out are pairs that dispute each other anyway, and figures that do not overlap where a note
    names the other claim. Pairs of other times are never made: figures are sorted by their days.
    """
    of = traits(dataset)
    apart: list[tuple[Whole, Whole, Whole]] = []
    together: list[tuple[Whole, Whole, Whole]] = []
    for every in _of_one_time(of, groups):
        kept = comparable(of, every[1], every[2])
        owners, one, other = (part[kept] for part in every)
        first, second = np.minimum(one, other), np.maximum(one, other)
        overlap = overlapping(of, first, second)
        undisputed = ~linked_pairs.disputed(dataset, first, second)
        unexplained = undisputed & ~linked_pairs.noted(dataset, first, second)
        for found, mask in ((together, overlap & undisputed), (apart, ~overlap & unexplained)):
            small = np.stack([owners, first, second])[:, mask].astype(np.int32)
            found.append((small[0], small[1], small[2]))
    return pairs(apart), pairs(together)


def _of_one_time(of: Traits, groups: Groups) -> Iterator[tuple[Rows, Rows, Rows]]:
    """Group and claims of each pair of ranges in one unit and one group that share days.

    Each pair comes once, a bounded number of them at a time: those about one incident, then the
    undated, then those that have days in common.
    """
    seats = np.flatnonzero(of.ranged[groups.rows])
    owners, rows = groups.owners[seats], groups.rows[seats]
    units = owners * (int(of.unit.max(initial=0)) + 1) + of.unit[rows]
    blocks = np.unique(units, return_inverse=True)[1]
    incident = of.incident[rows]
    of_incidents = incident >= 0
    by_incident = blocks * (int(incident.max(initial=0)) + 1) + incident
    undated = of.first[rows] == dates.NO_DAY
    dated = ~undated & ~_of_one_incident(blocks, incident)
    blocks_apart = blocks * (dates.LATEST - dates.EARLIEST + 1)
    days, ends = blocks_apart + of.first[rows], blocks_apart + of.last[rows]
    for kept, starts, stops, once_more in (
        (of_incidents, by_incident, by_incident, False),
        (undated, blocks, blocks, True),
        (dated, days, ends, True),
    ):
        chosen = np.flatnonzero(kept)
        chosen = chosen[np.argsort(starts[chosen], kind="stable")]
        reach = np.searchsorted(starts[chosen], stops[chosen], side="right")
        for left, right in _reached(reach):
            one, other = chosen[left], chosen[right]
            if once_more:
                new = (incident[one] < 0) | (incident[one] != incident[other])
                one, other = one[new], other[new]
            yield owners[one], rows[one], rows[other]


def _of_one_incident(blocks: Rows, incident: Rows) -> Mask:
    """Which seats stand in a block whose claims are all about one incident."""
    least = np.full(int(blocks.max(initial=-1)) + 1, np.iinfo(np.int64).max)
    most = np.full(len(least), -1)
    np.minimum.at(least, blocks, incident)
    np.maximum.at(most, blocks, incident)
    return ((least == most) & (least >= 0))[blocks]


def _reached(reach: Rows) -> Iterator[tuple[Rows, Rows]]:
    """Pairs of places p < q < reach[p], about CHUNK at a time."""
    places = np.arange(len(reach))
    counts = reach - places - 1
    totals = np.cumsum(counts)
    start = 0
    while start < len(reach):
        done = totals[start] - counts[start]
        stop = max(int(np.searchsorted(totals, done + CHUNK, side="right")), start + 1)
        part = slice(start, stop)
        yield np.repeat(places[part], counts[part]), ranges(places[part] + 1, counts[part])
        start = stop
