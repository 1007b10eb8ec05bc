"""Claims that dispute each other, set side by side."""

from dataclasses import dataclass

import numpy as np

from casebook.analysis.comparison.claim_groups import Pairs, in_reading_order
from casebook.tables.dataset import Dataset, Rows


@dataclass(frozen=True)
class Sides:
    """One dispute: claims on sides, so that those of one side do not dispute each other.

    Only claims of one party can do so all the same, where another party disputes both.
    """

    sides: tuple[tuple[int, ...], ...]


def sides(dataset: Dataset, pairs: Pairs) -> list[Sides]:
    """The disputes that the pairs make, each with its sides, in reading order.

    Claims that are joined by disputes, over others too, are one dispute. A claim stands on a side
    on which it disputes none, with those that share most of its opponents, then of its origin;
    there can be three sides or more. Where a party disputes itself, that counts only for claims
    that nobody else disputes.
    """
    origins = dataset.codes("origin")
    own = origins[pairs.first] == origins[pairs.second]
    others = np.unique(np.concatenate([pairs.first[~own], pairs.second[~own]]))
    placed = np.isin(pairs.first, others) & np.isin(pairs.second, others)
    counted = pairs.where(~own | ~placed)
    rows = in_reading_order(dataset, np.concatenate([counted.first, counted.second]))
    opponents = _opponents(rows, counted)
    found = []
    for claims, of_claims in _placed(opponents, origins[rows]):
        sides = [claims[of_claims == side] for side in range(int(of_claims.max()) + 1)]
        found.append(Sides(tuple(tuple(rows[np.sort(side)].tolist()) for side in sides)))
    return found


def _opponents(rows: Rows, pairs: Pairs) -> list[Rows]:
    """For each of the rows the places, among the rows, of those that it disputes."""
    order = np.argsort(rows)
    first, second = (
        order[np.searchsorted(rows, part, sorter=order)] for part in (pairs.first, pairs.second)
    )
    one, other = np.concatenate([first, second]), np.concatenate([second, first])
    by_one = np.lexsort((other, one))
    ends = np.searchsorted(one[by_one], np.arange(1, len(rows)))
    return np.split(other[by_one], ends) if len(rows) else []


def _placed(opponents: list[Rows], origins: Rows) -> list[tuple[Rows, Rows]]:
    """The claims of each dispute and the side of each; claims are reached over their opponents.

    `facing[claim, side]` is how many of the claim's opponents stand on a side.
    """
    found = []
    seen = np.zeros(len(opponents), dtype=bool)
    for first in range(len(opponents)):
        if seen[first]:
            continue
        seen[first] = True
        claims = [first]
        for claim in claims:
            fresh = opponents[claim][~seen[opponents[claim]]]
            seen[fresh] = True
            claims += fresh.tolist()
        found.append((np.array(claims), _sides_of(np.array(claims), opponents, origins)))
    return found


def _sides_of(claims: Rows, opponents: list[Rows], origins: Rows) -> Rows:
    """A side, numbered from 0, for each claim of one dispute, in the order of the claims."""
    place = {claim: number for number, claim in enumerate(claims.tolist())}
    of_origin = np.unique(origins[claims], return_inverse=True)[1]
    width = 8
    facing = np.zeros((len(claims), width), dtype=np.int32)
    same_origin = np.zeros((int(of_origin.max()) + 1, width), dtype=np.int32)
    side = np.zeros(len(claims), dtype=np.int64)
    used = 0
    for number, claim in enumerate(claims.tolist()):
        against = np.array([place[other] for other in opponents[claim].tolist()])
        free = np.flatnonzero(facing[number, :used] == 0)
        if len(free):
            shared = facing[against][:, free].sum(axis=0)
            chosen = int(
                free[np.lexsort((free, -same_origin[of_origin[number], free], -shared))[0]]
            )
        else:
            chosen, used = used, used + 1
            if used > width:
                facing, same_origin = (
                    np.pad(of, ((0, 0), (0, width))) for of in (facing, same_origin)
                )
                width *= 2
        side[number] = chosen
        facing[against, chosen] += 1
        same_origin[of_origin[number], chosen] += 1
    return side
