"""Dates in EDTF, the Extended Date/Time Format of the Library of Congress.

https://www.loc.gov/standards/datetime/ — plain years, months and days are read here, since the
`edtf` library takes a millisecond for each; every other point goes through it. Casebook takes
years, months, seasons and days, with unknown digits at the end of a year and `XX` for a month or
day, with `?`, `~` or `%` after them, and intervals of these. Times of day, sets of dates and long
years say nothing about a claim and are refused.
"""

import calendar
import datetime
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from time import struct_time

import numpy as np
import numpy.typing as npt
import pandas as pd
from edtf import EDTFParseException, parse_edtf

# Years as whole numbers.
OPEN_START = -9999
OPEN_END = 9999
UNDATED = -32768


# Days as text.
OPEN_START_DAY = "0000-00-00"
OPEN_END_DAY = "9999-99-99"


# Days as whole numbers, counted from 1970-01-01.
EARLIEST = -(2**30)
LATEST = 2**30
NO_DAY = -(2**31)
_PLAIN = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_OF_CALENDAR = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")
_POINT = re.compile(r"[0-9]{2}([0-9]{2}|[0-9]X|XX)(-([0-9]{2}|XX)(-([0-9]{2}|XX))?)?[?~%]?")
_MONTHS_OF_A_YEAR = re.compile(r"([0-9]{4})-(?P<first>0[1-9]|1[0-2])/\1-(0[1-9]|1[0-2])")
_DAYS_OF_A_MONTH = re.compile(r"([0-9]{4}-[0-9]{2})-(?P<first>[0-9]{2})/\1-[0-9]{2}")
_EPOCH = datetime.date(1970, 1, 1)
_OPEN = ("..", "")
_WINTER = "-24"
_MARKS = "?~%"
_FIRST_YEAR, _LAST_YEAR = 1000, 9998
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NAMES = {f"{number:02d}": name for number, name in enumerate(MONTHS, start=1)} | {
    "21": "spring",
    "22": "summer",
    "23": "autumn",
    "24": "winter",
}


@lru_cache(maxsize=65536)
def bounds(edtf: str) -> tuple[str, str]:
    """First and last day that a date can mean, as YYYY-MM-DD.

    An open or unknown start is OPEN_START_DAY, such an end OPEN_END_DAY; both compare rightly as
    text. Seasons are those of the northern hemisphere, and a winter begins in the year that it is
    named by: 2021-24 is December 2021 to February 2022, though the `edtf` library ends it with the
    year. Raises ValueError, whose text says why, for what is no EDTF date between the years 1000
    and 9998, has its end before its start, or is open on both sides.
    """
    start, slash, end = edtf.partition("/")
    if not slash:
        return _point(edtf)
    if start in _OPEN and end in _OPEN:
        raise ValueError("has neither start nor end: leave the cell empty")
    first = OPEN_START_DAY if start in _OPEN else _point(start)[0]
    last = OPEN_END_DAY if end in _OPEN else _point(end)[1]
    if last < first:
        raise ValueError("ends before it starts: put the earlier date first")
    return first, last


@lru_cache(maxsize=65536)
def _point(edtf: str) -> tuple[str, str]:
    """The bounds of a date that is no interval, or of one end of an interval."""
    if _POINT.fullmatch(edtf):
        date = edtf.rstrip(_MARKS)
        try:
            first, last = _of_calendar(date) if _OF_CALENDAR.fullmatch(date) else _by_library(date)
        except (EDTFParseException, ValueError):
            pass
        else:
            if first.year >= _FIRST_YEAR and last.year <= _LAST_YEAR:
                return first.isoformat(), last.isoformat()
            raise ValueError(f"has a year outside {_FIRST_YEAR} to {_LAST_YEAR}: correct it")
    raise ValueError("is no EDTF date: write 2021, 2021-08, 2021-08-26, 2015/2019 or 2021-08/..")


def _of_calendar(date: str) -> tuple[datetime.date, datetime.date]:
    """The bounds of a year, month or day."""
    year, *rest = map(int, date.split("-"))
    if len(rest) == 2:
        day = datetime.date(year, *rest)
        return day, day
    if rest:
        last_day = calendar.monthrange(year, rest[0])[1]
        return datetime.date(year, rest[0], 1), datetime.date(year, rest[0], last_day)
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)


def _by_library(date: str) -> tuple[datetime.date, datetime.date]:
    parsed = parse_edtf(date)
    first, last = _day(parsed.lower_strict()), _day(parsed.upper_strict())
    if date[4:] == _WINTER:
        last = datetime.date(last.year + 1, 3, 1) - datetime.timedelta(days=1)
    return first, last


def _day(moment: struct_time) -> datetime.date:
    """A day of the calendar; ValueError for 29 February of a year that has none."""
    return datetime.date(moment.tm_year, moment.tm_mon, moment.tm_mday)


def spans(dates: pd.Series) -> pd.DataFrame:
    """Columns `first` and `last`: the bounds of each date as text; empty where it is empty.

    An invalid date has missing values in both: the caller tells it from an empty one.
    """
    codes, unique = pd.factorize(dates)
    bounds_of = [_bounds_or_missing(edtf) for edtf in unique]
    frame = pd.DataFrame(bounds_of, columns=["first", "last"], dtype="str")
    return frame.take(codes).set_axis(dates.index)


def _bounds_or_missing(edtf: str) -> tuple[str | None, str | None]:
    if not edtf:
        return "", ""
    try:
        return bounds(edtf)
    except ValueError:
        return None, None


def days(dates: pd.Series) -> pd.DataFrame:
    """Whole numbers of dates without mistakes, as text or categories; the index is kept.

    Columns first_day, last_day and day count days from 1970-01-01, EARLIEST and LATEST standing for
    open ends and NO_DAY for no date; first_year, last_year and year hold OPEN_START, OPEN_END and
    UNDATED. `day` and `year` are those that a date is counted in: its first, or its last where the
    start is open.
    """
    codes, unique = pd.factorize(dates)
    bounds_of = [bounds(edtf) if edtf else ("", "") for edtf in unique]
    first_day, last_day = _numbers(bounds_of, _whole_day, np.int32)
    first_year, last_year = _numbers(bounds_of, _whole_year, np.int16)
    frame = pd.DataFrame(
        {
            "first_day": first_day,
            "last_day": last_day,
            "day": np.where(first_day == EARLIEST, last_day, first_day),
            "first_year": first_year,
            "last_year": last_year,
            "year": np.where(first_year == OPEN_START, last_year, first_year),
        }
    )
    return frame.take(codes).set_axis(dates.index)


def _numbers(
    bounds_of: list[tuple[str, str]], number: Callable[[str], int], whole: type[np.signedinteger]
) -> Iterator[npt.NDArray[np.signedinteger]]:
    """The first days of all dates as numbers, then the last."""
    for end in (0, 1):
        yield np.array([number(both[end]) for both in bounds_of], dtype=whole)


def _whole_day(day: str) -> int:
    outside = {"": NO_DAY, OPEN_START_DAY: EARLIEST, OPEN_END_DAY: LATEST}.get(day)
    return (datetime.date.fromisoformat(day) - _EPOCH).days if outside is None else outside


def _whole_year(day: str) -> int:
    outside = {"": UNDATED, OPEN_START_DAY: OPEN_START, OPEN_END_DAY: OPEN_END}.get(day)
    return int(day[:4]) if outside is None else outside


def day_as_text(day: int) -> str | None:
    """A whole number of days as YYYY-MM-DD; None where it stands for no day or an open end."""
    if day in (NO_DAY, EARLIEST, LATEST):
        return None
    return (_EPOCH + datetime.timedelta(days=int(day))).isoformat()


@lru_cache(maxsize=65536)
def printed(edtf: str) -> str:
    """A date as a reader expects it: `26 Aug 2021`, `Jun–Aug 2016`, `2015–2019`, `from 2021`.

    Only for dates that `bounds` takes. What has no plain English form is given as it stands.
    """
    start, slash, end = edtf.partition("/")
    if not slash:
        return _printed_point(edtf)
    if end in _OPEN:
        return f"from {_printed_point(start)}"
    if start in _OPEN:
        return f"until {_printed_point(end)}"
    first = _printed_point(start)
    months, days = _MONTHS_OF_A_YEAR.fullmatch(edtf), _DAYS_OF_A_MONTH.fullmatch(edtf)
    if months:
        first = _NAMES[months["first"]]
    elif days:
        first = str(int(days["first"]))
    return _printed_point(end) if start == end else f"{first}–{_printed_point(end)}"


def _printed_point(edtf: str) -> str:
    plain = edtf.rstrip(_MARKS)
    if not _PLAIN.fullmatch(plain):
        return edtf
    year, *rest = plain.split("-")
    if rest and rest[0] not in _NAMES:
        return edtf
    if plain[4:] == _WINTER:
        year = f"{year}/{(int(year) + 1) % 100:02d}"
    words = " ".join(
        [*(str(int(day)) for day in rest[1:]), *(_NAMES[month] for month in rest[:1]), year]
    )
    mark = edtf[len(plain) :]
    if mark == "~":
        return f"about {words}"
    return f"{words} (uncertain)" if mark else words
