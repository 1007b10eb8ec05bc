"""Which figures can be compared, and whether their ranges overlap.

Only figures of one unit and of different original sources are compared, and never those about
different events. Units are counts at one time (fighters, people held) or counts over a time
(killed, attacks, plots): the first are compared where their times overlap, the second where their
spans are equal, or, where one span lies within the other, as a part that cannot exceed its whole.
Figures of one incident are compared whatever their dates, in the order in which they were
published: a toll that rose is revised, and conflicts with nothing.
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
NO_TOPIC = "other"
AT_ONE_TIME = ("fighters", "people held")
STATEMENT = "statement"
CHUNK = 1 << 20

_ENDLESS = 2**32


@dataclass(frozen=True, eq=False)
class Traits:
    """What decides whether the figure of a claim can be compared; one value for each claim.

    `counted` are those with a figure in a unit, `ranged` those of them that state a bound. `first`
    and `last` are the days of what the claim is about, as in `dates.days`, `length` counts the days
    between. `event` tells which claims are about an incident that is more than a statement,
    `over_time` whose unit is counted over a time. `said_from` and `said_until` are the days on
    which the article was published: one day, or all that its date leaves open.
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
    over_time: Mask
    said_from: Rows
    said_until: Rows


@once
def traits(dataset: Dataset) -> Traits:
    """The traits of all claims of a dataset; a bound that is not stated reaches any number."""
    claims = dataset.claims
    incident = claims["incident"].to_numpy(dtype=np.int64)
    kinds = np.append(dataset.incidents["kind"].to_numpy(dtype=object), STATEMENT)
    low, high = (claims[bound].to_numpy(dtype=float) for bound in ("low", "high"))
    counted = ((claims["figure"] != "") & ~claims["unit"].isin(NO_UNIT)).to_numpy(dtype=bool)
    first, last = (claims[name].to_numpy(dtype=np.int64) for name in ("first_day", "last_day"))
    published = dataset.sources.loc[claims["source_id"].cat.categories]
    said = published[["published_first_day", "published_last_day"]].to_numpy(dtype=np.int64)
    said = said[dataset.codes("source_id")]
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
        over_time=counted & ~claims["unit"].isin(AT_ONE_TIME).to_numpy(dtype=bool),
        said_from=said[:, 0],
        said_until=said[:, 1],
    )


def different_events(traits: Traits, one: Whole, other: Whole) -> Mask:
    """Which pairs are about different incidents, so that they count different things.

    What is reported of a statement is about its matter: two reports can be about one thing.
    """
    both = traits.event[one] & traits.event[other]
    return both & (traits.incident[one] != traits.incident[other])


def same_incident(traits: Traits, one: Whole, other: Whole) -> Mask:
    """Which pairs are about one incident."""
    return (traits.incident[one] >= 0) & (traits.incident[one] == traits.incident[other])


def same_time(traits: Traits, one: Whole, other: Whole) -> Mask:
    """Which pairs are about the same time; claims about one incident always are.

    Counts at one time are where their dates overlap and neither is longer than the other by more
    than DAYS_LONGER days. Counts over a time are where their spans are equal and closed: an open
    span says only that the time is not known. An undated figure is about the same time as none.
    """
    first, last = traits.first, traits.last
    dated = (first[one] != dates.NO_DAY) & (first[other] != dates.NO_DAY)
    overlap = (first[one] <= last[other]) & (first[other] <= last[one])
    alike = np.abs(traits.length[one] - traits.length[other]) <= DAYS_LONGER
    equal = (first[one] == first[other]) & (last[one] == last[other])
    equal &= traits.length[one] != _ENDLESS
    over_time = traits.over_time[one] | traits.over_time[other]
    return same_incident(traits, one, other) | (dated & np.where(over_time, equal, overlap & alike))


def _within(traits: Traits, part: Whole, whole: Whole) -> Mask:
    """Which pairs are counts over a time that lies, shorter, within a closed span of the other."""
    first, last = traits.first, traits.last
    inside = (first[part] >= first[whole]) & (last[part] <= last[whole])
    shorter = traits.length[part] < traits.length[whole]
    closed = (traits.length[whole] != _ENDLESS) & (first[part] != dates.NO_DAY)
    return inside & shorter & closed & traits.over_time[part] & traits.over_time[whole]


def part_exceeds_whole(traits: Traits, one: Whole, other: Whole) -> Mask:
    """Which pairs count more in a part of a time than in the whole of it.

    A closed span of days only; within one incident dates say nothing of what is counted.
    """
    more = (_within(traits, one, other) & (traits.low[one] > traits.high[other])) | (
        _within(traits, other, one) & (traits.low[other] > traits.high[one])
    )
    return more & _of_one_count(traits, one, other) & ~same_incident(traits, one, other)


def later(traits: Traits, one: Whole, other: Whole) -> Mask:
    """Which of the first were published on a later day than the second."""
    return traits.said_from[one] > traits.said_until[other]


def revised(traits: Traits, one: Whole, other: Whole) -> Mask:
    """Which pairs are figures of one incident of which the one published later revises the other.

    A later figure that is higher does, from whomever it comes, for a toll rises as the dead are
    found. A later figure that is lower does only where both have the same original source.
    """
    apart = ~overlapping(traits, one, other)
    higher = (later(traits, one, other) & (traits.low[one] > traits.high[other])) | (
        later(traits, other, one) & (traits.low[other] > traits.high[one])
    )
    any_later = later(traits, one, other) | later(traits, other, one)
    same_origin = traits.origin[one] == traits.origin[other]
    ranged = traits.ranged[one] & traits.ranged[other]
    alike = traits.event[one] & same_incident(traits, one, other)
    alike &= ranged & (traits.unit[one] == traits.unit[other])
    return alike & apart & (higher | (same_origin & any_later))


def overlapping(traits: Traits, one: Whole, other: Whole) -> Mask:
    """Which pairs of ranges have a number in common; open ends reach any number."""
    lows = np.maximum(traits.low[one], traits.low[other])
    return lows <= np.minimum(traits.high[one], traits.high[other])


def _of_one_count(traits: Traits, one: Whole, other: Whole) -> Mask:
    """Which pairs are ranges in one unit, of different original sources, of no different events."""
    return (
        traits.ranged[one]
        & traits.ranged[other]
        & (traits.unit[one] == traits.unit[other])
        & (traits.origin[one] != traits.origin[other])
        & ~different_events(traits, one, other)
    )


def comparable(traits: Traits, one: Whole, other: Whole) -> Mask:
    """Which pairs of figures can be compared."""
    return _of_one_count(traits, one, other) & same_time(traits, one, other)


@dataclass(frozen=True, eq=False)
class Compared:
    """Pairs of figures: those that cannot both be right, that revise each other, that overlap."""

    apart: Pairs
    revised: Pairs
    together: Pairs


def compare(dataset: Dataset, groups: Groups) -> Compared:
    """Compare the figures in each group.

    Left out are pairs of which the casebook itself says how they stand. Pairs of other times are
    never made: figures are sorted by their days.
    """
    of = traits(dataset)
    found: tuple[list[tuple[Whole, Whole, Whole]], ...] = ([], [], [])
    for every in _of_one_time(of, groups):
        whole = comparable(of, every[1], every[2])
        rising = revised(of, every[1], every[2])
        kept = whole | rising | part_exceeds_whole(of, every[1], every[2])
        owners, one, other = (part[kept] for part in every)
        whole, rising = whole[kept], rising[kept]
        first, second = np.minimum(one, other), np.maximum(one, other)
        overlap = whole & overlapping(of, first, second)
        unsaid = ~linked_pairs.related(dataset, first, second)
        for those, mask in zip(found, (~overlap & ~rising, rising, overlap), strict=True):
            small = np.stack([owners, first, second])[:, mask & unsaid].astype(np.int32)
            those.append((small[0], small[1], small[2]))
    return Compared(*map(pairs, found))


def _of_one_time(of: Traits, groups: Groups) -> Iterator[tuple[Rows, Rows, Rows]]:
    """Group and claims of each pair of ranges in one unit and one group that share days.

    Each pair comes once, a bounded number of them at a time: those about one incident, then those
    that have days in common.
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
