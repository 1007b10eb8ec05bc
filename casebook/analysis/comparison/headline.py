"""The verdict in one line, made from what the claims hold."""

import numpy as np

from casebook import words
from casebook.analysis.comparison import explanation, voices
from casebook.analysis.comparison.ledger import Opposed, Side, parties
from casebook.analysis.comparison.verdict import CONFLICT, REVISED, TENSION, State
from casebook.tables.dataset import Dataset

MOST_NAMED = 4


def headline(
    dataset: Dataset, state: State, opposed: list[Opposed], title_row: int | None
) -> tuple[str, str]:
    """The state in a word or two, and a sentence on who stands where; empty where none is needed.

    `title_row` is the claim whose statement is the subject's title, if it is one. Only what was
    said is told, in the past tense: nothing says who is right.
    """
    sentence = ""
    if state.name == REVISED:
        sentence = _revised(dataset, state)
    elif state.name in (CONFLICT, TENSION):
        pairs = state.pairs if len(state.pairs) else state.tense
        pair = explanation.most_telling(dataset, pairs)
        told = next((one for one in opposed if set(pair) <= set(one.rows)), opposed[0])
        sentence = _opposed(dataset, told, pair, title_row)
        sentence += _further([one for one in opposed if one is not told])
    return _capital(state.name), _capital(sentence)


def _opposed(dataset: Dataset, told: Opposed, pair: tuple[int, int], title_row: int | None) -> str:
    """Who said what: figures as written, a denial as one, else who said otherwise than whom."""
    if explanation.of_figures(dataset, np.array(pair[:1]), np.array(pair[1:]))[0]:
        one, other = (f"{_one(dataset, row)} said {voices.said(dataset, row)}" for row in pair)
        return f"{one}; {other}."
    sides = [
        _named(dataset, side, itself=told.sides[0].denies and place > 0)
        for place, side in enumerate(told.sides)
    ]
    if len(set(sides)) < len(sides):
        return f"{sides[0]} said one thing, and elsewhere another."
    if told.sides[0].denies:
        return f"Denied by {sides[0]}; asserted by {words.listed(sides[1:])}."
    if len(sides) > 2:
        return f"{_several(sides)} each said something else."
    if title_row in told.sides[1].rows:
        sides.reverse()
    if title_row in told.rows:
        return f"{sides[0]} said so; {sides[1]} {'differed' if told.tense else 'said otherwise'}."
    return f"{sides[0]} said one thing; {sides[1]} said another."


def _several(sides: list[str]) -> str:
    more = len(sides) - MOST_NAMED
    shown = [*sides[:MOST_NAMED], words.number(more, "other side")] if more > 0 else sides
    return f"{'; '.join(shown[:-1])}; and {shown[-1]}"


def _further(others: list[Opposed]) -> str:
    """That more disputes or tensions stand below."""
    tense = sum(one.tense for one in others)
    parts = [
        words.number(count, f"further {what}")
        for count, what in ((len(others) - tense, "dispute"), (tense, "tension"))
        if count
    ]
    return f" {_capital(words.listed(parts))} below." if parts else ""


def _named(dataset: Dataset, side: Side, *, itself: bool) -> str:
    names = parties(dataset, side.rows, itself=itself)
    more = len(names) - MOST_NAMED
    if more > 1:
        names = [*names[:MOST_NAMED], words.number(more, "other")]
    return words.listed(names)


def _one(dataset: Dataset, row: int) -> str:
    return parties(dataset, [row])[0]


def _revised(dataset: Dataset, state: State) -> str:
    """The earlier figure, then the later one, each with who gave it."""
    earlier, later = explanation.revision(dataset, state.revised)
    before, after = (_one(dataset, row) for row in (earlier, later))
    said = f"{before} said {voices.said(dataset, earlier)}"
    return f"{said}, later {'' if before == after else f'{after} '}{voices.said(dataset, later)}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
