"""The rules of comparison written out claim by claim and pair by pair, to hold the fast way to."""

from collections import Counter, defaultdict
from itertools import combinations
from typing import Any

import pandas as pd

from casebook.analysis.comparison import verdict
from casebook.tables import dates, schema
from casebook.tables.dataset import Dataset
from casebook.words import NOT_STATED

Pair = tuple[int, int]
NOTHING = ("", "other")


class Slow:
    """One dataset, compared slowly."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.claims: list[dict[str, Any]] = dataset.claims.to_dict("records")
        ids = {claim["claim_id"]: row for row, claim in enumerate(self.claims)}
        self.said: dict[str, set[Pair]] = {relation: set() for relation in schema.RELATIONS}
        for pair in dataset.relations.to_dict("records"):
            row, other = ids[pair["claim_id"]], ids[pair["other_id"]]
            self.said[pair["relation"]].add((min(row, other), max(row, other)))
        self.related: set[Pair] = set().union(*self.said.values())
        kinds = dataset.incidents["kind"].tolist()
        self.event = [
            claim["incident"] >= 0 and kinds[claim["incident"]] != "statement"
            for claim in self.claims
        ]

    def rank(self, row: int) -> int:
        return int(self.dataset.reading_rank[row])

    def counted(self, row: int) -> bool:
        return bool(self.claims[row]["figure"]) and self.claims[row]["unit"] not in NOTHING

    def ranged(self, row: int) -> bool:
        low, high = self.claims[row]["low"], self.claims[row]["high"]
        return self.counted(row) and not (pd.isna(low) and pd.isna(high))

    def same_time(self, pair: Pair) -> bool:
        one, other = (self.claims[row] for row in pair)
        if one["incident"] >= 0 and one["incident"] == other["incident"]:
            return True
        if not (one["date"] and other["date"]):
            return False
        (first, last), (other_first, other_last) = (
            dates.bounds(claim["date"]) for claim in (one, other)
        )
        lengths = [
            float("inf")
            if start == dates.OPEN_START_DAY or end == dates.OPEN_END_DAY
            else (pd.Timestamp(end) - pd.Timestamp(start)).days
            for start, end in ((first, last), (other_first, other_last))
        ]
        if self.over_time(pair):
            return lengths[0] < float("inf") and (first, last) == (other_first, other_last)
        alike = lengths[0] == lengths[1] or abs(lengths[0] - lengths[1]) <= 366
        return first <= other_last and other_first <= last and alike

    def over_time(self, pair: Pair) -> bool:
        return self.claims[pair[0]]["unit"] not in ("fighters", "people held")

    def range(self, row: int) -> tuple[float, float]:
        low, high = self.claims[row]["low"], self.claims[row]["high"]
        return float("-inf") if pd.isna(low) else low, float("inf") if pd.isna(high) else high

    def overlap(self, pair: Pair) -> bool:
        (low, high), (other_low, other_high) = (self.range(row) for row in pair)
        return low <= other_high and other_low <= high

    def part_exceeds(self, pair: Pair) -> bool:
        """Whether more is counted in one span than in a longer one around it."""
        if not self.over_time(pair) or not all(self.claims[row]["date"] for row in pair):
            return False
        for part, whole in (pair, pair[::-1]):
            first, last = dates.bounds(self.claims[part]["date"])
            start, end = dates.bounds(self.claims[whole]["date"])
            closed = dates.OPEN_START_DAY not in (start, first) and dates.OPEN_END_DAY not in (
                end,
                last,
            )
            inside = start <= first and last <= end and (first, last) != (start, end)
            if closed and inside and self.range(part)[0] > self.range(whole)[1]:
                return True
        return False

    def revises(self, pair: Pair) -> bool:
        """Whether one figure of an incident was published after the other and replaces it."""
        one, other = (self.claims[row] for row in pair)
        if not (self.event[pair[0]] and one["incident"] == other["incident"]):
            return False
        if not all(self.ranged(row) for row in pair) or self.overlap(pair):
            return False
        days = [
            dates.bounds(self.dataset.sources.at[claim["source_id"], "published"])
            for claim in (one, other)
        ]
        for (before, after), (earlier, later) in ((days, pair), (days[::-1], pair[::-1])):
            if before[1] < after[0]:
                higher = self.range(later)[0] > self.range(earlier)[1]
                return higher or one["origin"] == other["origin"]
        return False

    def compared(self, rows: list[int]) -> dict[str, set[Pair]]:
        """Pairs of figures of different origins in one unit, by what comparing them gave."""
        found: dict[str, set[Pair]] = defaultdict(set)
        for pair in combinations(sorted(row for row in rows if self.counted(row)), 2):
            one, other = (self.claims[row] for row in pair)
            if one["unit"] != other["unit"]:
                continue
            if pair not in self.related and self.revises(pair):
                found["revised"].add(pair)
                continue
            if one["origin"] == other["origin"]:
                continue
            events = all(self.event[row] for row in pair) and one["incident"] != other["incident"]
            ranged = all(self.ranged(row) for row in pair)
            comparable = ranged and not events and self.same_time(pair)
            if pair in self.said["disputes"]:
                found["apart"].add(pair)
            elif pair in self.related:
                found["explained"].add(pair)
            elif comparable and self.overlap(pair):
                found["overlapping"].add(pair)
            elif comparable or (
                ranged and not events and self.elsewhen(pair) and self.part_exceeds(pair)
            ):
                found["apart"].add(pair)
            else:
                found["not comparable"].add(pair)
        return found

    def elsewhen(self, pair: Pair) -> bool:
        one, other = (self.claims[row]["incident"] for row in pair)
        return one < 0 or one != other

    def pairs(self, rows: list[int]) -> set[Pair]:
        """Pairs that dispute each other."""
        return self.within(rows, "disputes") | self.compared(rows)["apart"]

    def within(self, rows: list[int], relation: str) -> set[Pair]:
        return {pair for pair in self.said[relation] if set(pair) <= set(rows)}

    def state(self, rows: list[int]) -> str:
        claims, compared = [self.claims[row] for row in rows], self.compared(rows)
        sources = {row: self.claims[row]["source_id"] for row in rows}
        asserted = [
            claim
            for claim in claims
            if claim["kind"] in verdict.ASSERTED and claim["topic"] != "other"
        ]
        alike = any(
            one["topic"] == other["topic"]
            and one["origin"] != other["origin"]
            and one["source_id"] != other["source_id"]
            for one, other in combinations(asserted, 2)
        )
        unlike = compared["explained"] or compared["not comparable"]
        elsewhere = [sources[one] != sources[other] for one, other in compared["overlapping"]]
        rules = {
            verdict.CONFLICT: self.pairs(rows),
            verdict.TENSION: self.within(rows, "tension"),
            verdict.REVISED: compared["revised"] or self.within(rows, "updates"),
            verdict.ONE_ARTICLE: len(set(sources.values())) == 1,
            verdict.ONE_SOURCE: len({claim["origin"] for claim in claims}) == 1,
            verdict.OVERLAP: any(elsewhere),
            verdict.NO_DISPUTE: alike and not unlike,
            verdict.NOT_COMPARABLE: True,
        }
        return next(state for state, holds in rules.items() if holds)

    def counts(self, rows: list[int]) -> dict[str, int]:
        claims = [self.claims[row] for row in rows]
        return {
            "pairs": len(self.pairs(rows)),
            "claims": len(rows),
            "articles": len({claim["source_id"] for claim in claims}),
            "outlets": len({claim["outlet"] for claim in claims} - {""}),
            "origins": len({claim["origin"] for claim in claims}),
        }

    def subjects(self) -> list[list[int]]:
        """The claims of each subject in reading order: incidents, questions, then disputes."""
        found = [*self._incidents(), *self._questions()]
        against = self.said["disputes"] | self.said["tension"]
        left = {pair for pair in against if not any(set(pair) <= set(rows) for rows in found)}
        return [sorted(rows, key=self.rank) for rows in (*found, *self._disputes(left))]

    def _voices(self, rows: list[int]) -> int:
        return len({(self.claims[row]["origin"], self.claims[row]["source_id"]) for row in rows})

    def _incidents(self) -> list[list[int]]:
        rows = range(len(self.claims))
        every = [
            [row for row in rows if self.claims[row]["incident"] == incident]
            for incident in range(len(self.dataset.incidents))
        ]
        return [those for those in every if self._voices(those) > 1]

    def _questions(self) -> list[list[int]]:
        found: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for row, claim in enumerate(self.claims):
            for group in schema.split_values(claim["groups"]):
                counted = self.counted(row) and claim["topic"] != "other"
                if counted and not self.event[row] and group != NOT_STATED:
                    found[claim["topic"], claim["unit"], group].append(row)
        return [
            rows
            for _, rows in sorted(found.items())
            if self._voices(rows) > 1
            and ({self.claims[row]["incident"] for row in rows} == {-1} or self._several(rows))
        ]

    def _several(self, rows: list[int]) -> bool:
        return len({self.claims[row]["incident"] for row in rows}) > 1

    def _disputes(self, left: set[Pair]) -> list[list[int]]:
        found = []
        while left:
            degree = Counter(row for pair in left for row in pair)
            hub = min(degree, key=lambda row: (-degree[row], self.rank(row)))
            against = {
                row: {o for pair in left if row in pair for o in pair} - {row} for row in degree
            }
            beside = {
                row
                for row in degree
                if against[row] <= against[hub]
                and (
                    self.claims[row]["topic"] == self.claims[hub]["topic"]
                    or self.claims[row]["origin"] == self.claims[hub]["origin"]
                )
            }
            gathered = {hub} | beside | against[hub]
            found.append([*gathered])
            left = {pair for pair in left if not set(pair) <= gathered}
        return found
