"""Disputes gathered around the claims that most others dispute."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from heapq import heapify, heappop, heappush

from casebook.tables.dataset import Rows


def gathered(
    first: Rows, second: Rows, rank: Rows, topics: Rows, origins: Rows
) -> Iterator[tuple[int, set[int]]]:
    """The hub of each dispute and all its claims, until every pair lies in one.

    The hub is the claim with most pairs left, the one that is read first among equals. With it
    stand its opponents, and the claims of its topic or origin that only those dispute. What is
    left of a claim's pairs can make it part of a further dispute.
    """
    left: dict[int, set[int]] = defaultdict(set)
    for one, other in zip(first.tolist(), second.tolist(), strict=True):
        left[one].add(other)
        left[other].add(one)
    heap = [(-len(opponents), int(rank[row]), row) for row, opponents in left.items()]
    heapify(heap)
    while heap:
        degree, _, hub = heappop(heap)
        if not degree or -degree != len(left[hub]):
            continue
        opponents = left[hub]
        shared = Counter(
            row
            for other in opponents
            for row in left[other]
            if topics[row] == topics[hub] or origins[row] == origins[hub]
        )
        beside = {row for row, count in shared.items() if count == len(left[row])}
        claims = opponents | beside | {hub}
        yield hub, claims
        for row in claims:
            before = len(left[row])
            left[row] = left[row] - claims
            if left[row] and len(left[row]) < before:
                heappush(heap, (-len(left[row]), int(rank[row]), row))
