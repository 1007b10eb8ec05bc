"""The numbers and dates of a claim, as those of a sentence are compared with them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from casebook.analysis import stated_dates, stated_numbers
from casebook.analysis.comparison.figures import NO_UNIT
from casebook.analysis.stated_dates import When
from casebook.analysis.stated_numbers import Number
from casebook.tables import dates
from casebook.tables.dataset import Dataset

_BESIDE = 60  # characters
_YEAR = 366  # days
_NOT_PAST = re.compile(r"[.;:!?\n]|\b(?:but|while|whereas)\b|,\s+and\b")
_ANYTHING = ("", "other", "people")
_SIGNS: Mapping[str, str] = {
    "killed": r"kill\w*|dead|deaths?|die[ds]?|fatalit\w+|lives|slain|toll",
    "injured": r"injur\w+|wound\w*|hurt",
    "casualties": r"casualt\w+|killed (?:and|or) (?:injured|wounded)",
    "fighters": r"fighters?|militants?|members|men|combatants?|personnel|gunmen|strong|jihadists?",
    "attacks": r"attacks?|bombings?|assaults?|strikes?|acts of terror\w*|raids?",
    "plots": r"plots?|attempts?|plans?",
    "people held": r"held|detain\w*|prison\w*|inmates?|custody|hous\w+|suspects?|captive\w*"
    r"|women|children|wives|interned",
    "people freed": r"free[ds]?|releas\w+|liberat\w+|escap\w+",
}
_SIGN = {unit: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for unit, words in _SIGNS.items()}


@dataclass(frozen=True)
class Stated:
    """What a claim says in numbers: those of its words, its figure, and the days it is about.

    `worded` is the figure as written with its unit, `when` the date as it is printed.
    """

    row: int
    numbers: tuple[Number, ...]
    figure: Number | None
    worded: str
    unit: str
    dates: tuple[When, ...]
    days: tuple[int, int]
    when: str

    def says(self, number: Number) -> bool:
        """Whether the claim has this very number, in its figure or in its words."""
        return any(number.is_that(one) for one in self.numbers)

    def is_dated(self, date: When) -> bool:
        """Whether nothing speaks against this date: the claim has none, or one that it can be."""
        if self.days[0] == dates.NO_DAY or date.within(*self.days):
            return True
        return any(date.within(one.first, one.last) for one in self.dates)

    def is_of_just(self, date: When) -> bool:
        """Whether the claim's own date is this one, or a part of it, or a year around it."""
        first, last = self.days
        inside = date.first <= first and last <= date.last
        return not date.yearless and (
            inside or (last - first <= _YEAR and date.within(first, last))
        )


@dataclass(frozen=True, eq=False)
class Cited:
    """All numbers and dates of several claims together.

    `values` are those that their numbers name, each with whether it is a share and whether it is a
    span of time; `days` the first and last days of their dates, of which an open end says nothing.
    """

    numbers: tuple[Number, ...]
    values: frozenset[tuple[float, bool, bool]]
    days: tuple[tuple[int, int], ...]
    _dated: dict[tuple[int, int], bool] = field(init=False, repr=False, default_factory=dict)

    @classmethod
    def of(cls, dataset: Dataset, rows: Sequence[int]) -> "Cited":
        """Those of the claims at these positions."""
        claims = [stated(dataset, row) for row in rows]
        numbers = tuple(dict.fromkeys(one for claim in claims for one in claim.numbers))
        days = [
            (one.first, one.last) for claim in claims for one in claim.dates if not one.yearless
        ]
        for claim in claims:
            days += [claim.days, *_days_besides(dataset, claim.row)]
        return cls(
            tuple(one for one in numbers if one.vague),
            frozenset((value, one.percent, one.time) for one in numbers for value in one.values),
            tuple(dict.fromkeys(map(_closed, days))),
        )

    def says(self, number: Number) -> bool:
        """Whether a claim has this number, or both ends of this range."""
        if number.vague:
            whole = (
                Number(0, 0, "", value, value, percent=p, time=t) for value, p, t in self.values
            )
            return any(number.is_that(one) for one in (*self.numbers, *whole))
        sort = (number.percent, number.time)
        return all((value, *sort) in self.values for value in number.values)

    def is_dated(self, date: When) -> bool:
        """Whether a claim is dated so, or on a day of it."""
        key = (date.first, date.last)
        if key not in self._dated:
            self._dated[key] = any(date.within(*days) for days in self.days)
        return self._dated[key]


def _closed(days: tuple[int, int]) -> tuple[int, int]:
    """The days of a date, of one with an open end the end that is known."""
    first, last = days
    if first == dates.EARLIEST:
        return last, last
    return (first, first) if last == dates.LATEST else days


def _days_besides(dataset: Dataset, row: int) -> list[tuple[int, int]]:
    """The days of a claim's incident and of the publication of its article."""
    incident, source = int(dataset.cell("incident", row)), str(dataset.cell("source_id", row))
    columns = ("published_first_day", "published_last_day")
    published = tuple(int(dataset.sources.at[source, name]) for name in columns)
    found = [(published[0], published[1])]
    if incident >= 0:
        first, last = (dataset.incidents[name].iat[incident] for name in ("first_day", "last_day"))
        found.append((int(first), int(last)))
    return found


def stated(dataset: Dataset, row: int) -> Stated:
    """The numbers and dates of a claim."""
    figure, unit, when, statement, quote = (
        str(dataset.cell(name, row)) for name in ("figure", "unit", "when", "statement", "quote")
    )
    texts = (statement, quote)
    numbers = [one for text in texts for one in stated_numbers.numbers(text)]
    own = _figure(dataset, row, figure)
    counted = "" if unit in NO_UNIT else f" {unit}"
    return Stated(
        row,
        (*numbers, own) if own else tuple(numbers),
        own,
        f"{figure}{counted}" if figure else "",
        unit,
        tuple(one for text in texts for one in stated_dates.dates(text)),
        (int(dataset.cell("first_day", row)), int(dataset.cell("last_day", row))),
        when,
    )


def _figure(dataset: Dataset, row: int, figure: str) -> Number | None:
    """The figure with the bounds that its row gives; one without bounds as its words say."""
    low, high = (float(dataset.cell(bound, row)) for bound in ("low", "high"))
    if not figure:
        return None
    if np.isnan(low) and np.isnan(high):
        return next(iter(stated_numbers.numbers(figure)), None)
    least, most = (None if np.isnan(end) else end for end in (low, high))
    percent = figure.rstrip().endswith(("%", "percent", "per cent"))
    return Number(0, len(figure), figure, least, most, percent=percent)


def unit_fits(text: str, number: Number, unit: str) -> bool:
    """Whether a number of a text can count what a unit names, as the words beside it tell.

    Where they tell nothing, it can count anything.
    """
    before, after = text[max(number.start - _BESIDE, 0) : number.start], text[number.end :]
    beside = (_NOT_PAST.split(before)[-1], _NOT_PAST.split(after[:_BESIDE])[0])
    told = {name for name, sign in _SIGN.items() if any(sign.search(part) for part in beside)}
    return unit in _ANYTHING or not told or unit in told
