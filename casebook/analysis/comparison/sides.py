"""Claims that dispute each other, set side by side."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from casebook.analysis.comparison.pairs import Pair, in_reading_order
from casebook.tables.dataset import Dataset, Rows


def opponents_in(pairs: Iterable[Pair]) -> dict[int, set[int]]:
    """For each claim of the pairs, those that it stands against."""
    found: dict[int, set[int]] = defaultdict(set)
    for first, second in pairs:
        found[first].add(second)
        found[second].add(first)
    return found


@dataclass(frozen=True)
class Sides:
    """One dispute: claims on sides, so that those of one side do not dispute each other.

    Only claims of one party can do so all the same, where another party disputes both.
    """

    sides: tuple[tuple[int, ...], ...]


def sides(dataset: Dataset, rows: Iterable[int], pairs: tuple[Pair, ...]) -> list[Sides]:
    """The disputes among the rows, each with its sides, in reading order.

    Claims that are joined by disputes, over others too, are one dispute. A claim
    stands on a side on which it disputes none, beside those that share its opponents, then its
    origin; there can be three sides or more. Where a party disputes itself, that counts only
    for claims that nobody else disputes.
    """
    origins = dataset.codes("origin")
    between = tuple(pair for pair in pairs if origins[pair[0]] != origins[pair[1]])
    placed = {row for pair in between for row in pair}
    of_one = tuple(pair for pair in pairs if pair not in between and not set(pair) <= placed)
    return _sides(dataset, rows, (*between, *of_one), origins)


def _sides(
    dataset: Dataset, rows: Iterable[int], pairs: tuple[Pair, ...], origins: Rows
) -> list[Sides]:
    against = opponents_in(pairs)
    found: list[Sides] = []
    seen: set[int] = set()
    for row in in_reading_order(dataset, rows):
        if row in seen or row not in against:
            continue
        placed: list[list[int]] = []
        waiting = [row]
        seen.add(row)
        while waiting:
            claim = waiting.pop(0)
            free = [side for side in placed if not against[claim] & set(side)]
            if free:
                max(free, key=lambda side: _nearness(claim, side, against, origins)).append(claim)
            else:
                placed.append([claim])
            fresh = [
                other for other in in_reading_order(dataset, against[claim]) if other not in seen
            ]
            seen.update(fresh)
            waiting += fresh
        found.append(Sides(tuple(in_reading_order(dataset, side) for side in placed)))
    return found


def _nearness(
    claim: int, side: list[int], against: dict[int, set[int]], origins: Rows
) -> tuple[int, int]:
    """How many opponents a claim shares with a side, and how many of its origin are there."""
    shared = sum(len(against[claim] & against[other]) for other in side)
    return shared, sum(int(origins[other] == origins[claim]) for other in side)
