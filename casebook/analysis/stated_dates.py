"""The dates that an English text states, as days that can be compared."""

import calendar
import datetime
import re
from bisect import bisect_right
from dataclasses import dataclass

from casebook.checks import signs_of_claims

_NAMES = [name for name in calendar.month_name if name]
_MONTH = "|".join([*_NAMES, *(rf"{name[:3]}\b\.?" for name in _NAMES), r"Sept\b\.?"])
_DAY = r"(?P<{}>0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<{}>(?:1[89]|20)[0-9]{{2}})"
_MORE_YEARS = re.compile(r"(?P<decade>s)\b|[-–/](?P<until>[0-9]{2})(?![\w,.]*[0-9])")
_DATE = re.compile(
    rf"(?<![\w-]){_YEAR.format('iso')}-(?P<iso_month>0[1-9]|1[0-2])-(?P<iso_day>[0-3][0-9])(?![\w-])"
    rf"|(?<![\w.,]){_DAY.format('day')}\s+(?:of\s+)?(?P<month>{_MONTH})(?:,?\s+{_YEAR.format('y1')})?(?!\w)"
    rf"|\b(?P<month2>{_MONTH})\s+{_DAY.format('day2')}(?:,?\s+{_YEAR.format('y2')})?(?![\w,.]*[0-9])"
    rf"|\b(?P<month3>{_MONTH})(?:\s+of)?,?\s+{_YEAR.format('y3')}(?!\w)"
)


@dataclass(frozen=True)
class When:
    """A date of a text, from day `first` to day `last` as numbers; see `tables/dates.py`.

    Without a year both are those of a leap year, 2000, and `yearless` is true.
    """

    start: int
    end: int
    words: str
    first: int
    last: int
    yearless: bool = False

    def within(self, first: int, last: int) -> bool:
        """Whether it has a day in common with the days from first to last."""
        if not self.yearless:
            return self.first <= last and first <= self.last
        day = datetime.date(1970, 1, 1) + datetime.timedelta(self.first)
        if last - first >= 366:
            return True
        years = {
            (datetime.date(1970, 1, 1) + datetime.timedelta(one)).year for one in (first, last)
        }
        days = (
            datetime.date(year, day.month, min(day.day, _length(year, day.month))) for year in years
        )
        return any(first <= _as_number(one) <= last for one in days)


def dates(text: str) -> list[When]:
    """The dates of a text with a year, or with a month and a day, in order."""
    found = [when for match in _DATE.finditer(text) if (when := _when(match))]
    taken = Taken([(one.start, one.end) for one in found])
    for year in signs_of_claims.years(text):
        if not taken.holds(year.span.start):
            found.append(_years(text, year.span.start))
    return sorted(found, key=lambda when: when.start)


class Taken:
    """Stretches of a text, in order, that are no longer looked at."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def holds(self, place: int) -> bool:
        """Whether a place lies in one of them."""
        before = bisect_right(self._starts, place) - 1
        return before >= 0 and place < self._ends[before]


def _years(text: str, start: int) -> When:
    """The years from a place on: “2021”, “2015-17”, “1990s”."""
    first = last = int(text[start : start + 4])
    end = start + 4
    more = _MORE_YEARS.match(text, end)
    if more and more["decade"]:
        last, end = (first + 9 if first % 10 == 0 else first), more.end()
    elif more and int(more["until"]) > first % 100:
        last, end = first - first % 100 + int(more["until"]), more.end()
    days = _as_number(datetime.date(first, 1, 1)), _as_number(datetime.date(last, 12, 31))
    return When(start, end, text[start:end], *days)


def _when(match: re.Match[str]) -> When | None:
    parts = match.groupdict()
    year = next((int(parts[name]) for name in ("iso", "y1", "y2", "y3") if parts[name]), None)
    day = next((int(parts[name]) for name in ("iso_day", "day", "day2") if parts[name]), None)
    name = next((parts[name] for name in ("month", "month2", "month3") if parts[name]), None)
    month = int(parts["iso_month"]) if name is None else _month(name)
    length = _length(year or 2000, month)
    if day is not None and not 1 <= day <= length:
        return None
    first, last = (
        _as_number(datetime.date(year or 2000, month, day or one)) for one in (1, length)
    )
    return When(match.start(), match.end(), match.group(), first, last, yearless=year is None)


def _month(name: str) -> int:
    return next(place for place, full in enumerate(_NAMES, 1) if full.startswith(name[:3]))


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _as_number(day: datetime.date) -> int:
    return (day - datetime.date(1970, 1, 1)).days
