"""The sides of a subject as a ledger has them: named by what they assert or who they are."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from casebook import words
from casebook.analysis.comparison import sides, voices
from casebook.analysis.comparison.verdict import State
from casebook.tables.dataset import Dataset

DENIAL = "denial"
_ACTS = {"allegation": "Alleges", "responsibility": "Claims responsibility"}
_NAMED = 2
MOST_SIDES = 4


@dataclass(frozen=True)
class Side:
    """The claims of one side, in reading order; `denies` where it is the one that denies."""

    name: str
    rows: tuple[int, ...]
    denies: bool = False


@dataclass(frozen=True)
class Opposed:
    """Claims set against each other, on two sides or more; `tense` where both could be right."""

    sides: tuple[Side, ...]
    tense: bool = False

    @property
    def rows(self) -> list[int]:
        """The claims of all sides, side by side."""
        return [row for side in self.sides for row in side.rows]

    @property
    def heading(self) -> str:
        """`Denies: 2 · Asserts: 13`; of many sides the first few."""
        shown = [f"{side.name}: {len(side.rows):,}" for side in self.sides[:MOST_SIDES]]
        more = len(self.sides) - len(shown)
        return " · ".join([*shown, words.number(more, "more side")] if more else shown)


def opposed(dataset: Dataset, state: State) -> list[Opposed]:
    """The disputes among the claims, then the tensions of claims that stand in no dispute."""
    disputes = sides.sides(dataset, state.pairs)
    apart = np.concatenate([state.pairs.first, state.pairs.second])
    calm = ~(np.isin(state.tense.first, apart) | np.isin(state.tense.second, apart))
    tensions = sides.sides(dataset, state.tense.where(calm))
    return [
        *(Opposed(_named(dataset, one.sides)) for one in disputes),
        *(Opposed(_named(dataset, one.sides), tense=True) for one in tensions),
    ]


def _named(dataset: Dataset, those: tuple[tuple[int, ...], ...]) -> tuple[Side, ...]:
    """The sides with their names, the one that denies in front.

    One side denies where it has denials and no other has as large a share of them; what the others
    do is then named. Elsewhere sides are named by their figures, else by who stands on them.
    """
    kinds = [dataset.cells("kind", list(side)) for side in those]
    shares = [of_side.count(DENIAL) / len(of_side) for of_side in kinds]
    most = max(shares)
    if most >= 1 / 2 and shares.count(most) == 1:
        at = shares.index(most)
        others = [place for place in range(len(those)) if place != at]
        acts = {place: _act(kinds[place]) for place in others}
        several = len(others) > 1
        return (
            Side("Denies", those[at], denies=True),
            *(
                Side(
                    f"{acts[place]} ({who(dataset, those[place])})" if several else acts[place],
                    those[place],
                )
                for place in others
            ),
        )
    figures = [_figure(dataset, side) for side in those]
    if all(figures) and len(set(figures)) == len(figures):
        return tuple(Side(name, side) for name, side in zip(figures, those, strict=True))
    names = [who(dataset, side) for side in those]
    again = {name for name in names if names.count(name) > 1}
    return tuple(
        Side(f"{_capital(name)}{f', version {place}' if name in again else ''}", side)
        for place, (name, side) in enumerate(zip(names, those, strict=True), start=1)
    )


def _act(kinds: list[str]) -> str:
    """What a side does that another denies, by the kind that all its claims have."""
    only = kinds[0] if len(set(kinds)) == 1 else ""
    return _ACTS.get(only, "Asserts")


def _figure(dataset: Dataset, rows: Iterable[int]) -> str:
    """The one figure that all claims of a side give, with its unit; else empty."""
    of_side = [*rows]
    figures, units = (dataset.cells(name, of_side) for name in ("figure", "unit"))
    one = len(set(figures)) == len(set(units)) == 1
    return voices.said(dataset, of_side[0]) if figures[0] and one else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def who(dataset: Dataset, rows: Iterable[int]) -> str:
    """Who stands on a side, in a few words: `UN Monitoring Team and 3 others`."""
    names = parties(dataset, rows)
    more = len(names) - _NAMED
    return words.listed(names if more <= 0 else [names[0], words.number(len(names) - 1, "other")])


def parties(dataset: Dataset, rows: Iterable[int], *, itself: bool = False) -> list[str]:
    """The original sources of claims by name, those with most claims first, then the authors.

    Where `itself` is asked for, a party that speaks of itself is called so, and stands last of the
    parties; the authors of several articles are counted, not named.
    """
    of_side = np.array([*rows], dtype=np.int64)
    codes, first, counts = np.unique(
        dataset.codes("origin")[of_side], return_index=True, return_counts=True
    )
    order = np.lexsort((first, -counts))
    names = dataset.claims["origin"].cat.categories[codes[order]].tolist()
    examples = of_side[first[order]]
    articles = [
        int(row) for name, row in zip(names, examples, strict=True) if name in dataset.articles
    ]
    speaking = [
        (name, itself and name in str(dataset.cell("groups", int(row))).split("; "))
        for name, row in zip(names, examples, strict=True)
        if name not in dataset.articles
    ]
    found = [name for name, of_itself in speaking if not of_itself]
    found += [f"{name} itself" for name, of_itself in speaking if of_itself]
    if len(articles) == 1:
        found.append(voices.author(dataset, str(dataset.cell("source_id", articles[0]))))
    elif articles:
        found.append(f"the authors of {words.number(len(articles), 'article')}")
    return found


def by_voice(dataset: Dataset, rows: Iterable[int]) -> list[tuple[str, list[int]]]:
    """The claims grouped by who speaks, in the order in which each is met first."""
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(voices.voice(dataset, row), []).append(row)
    return [*found.items()]
