"""Dates in EDTF, the Extended Date/Time Format of the Library of Congress.

https://www.loc.gov/standards/datetime/ — plain years, months and days take a vectorised path,
every other point goes through the `edtf` library. Casebook takes years, months, seasons and days,
with unknown digits at the end of a year and `XX` for a month or day, with `?`, `~` or `%` after
them, and intervals of these. Times of day, sets of dates and long years say nothing about a claim
and are refused.
"""

import datetime
import re
from functools import lru_cache
from time import struct_time

import pandas as pd
from edtf import EDTFParseException, parse_edtf

OPEN_START = -9999


OPEN_END = 9999


UNDATED = -32768


OPEN_START_DAY = "0000-00-00"


OPEN_END_DAY = "9999-99-99"


_PLAIN = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


_POINT = re.compile(r"[0-9]{2}([0-9]{2}|[0-9]X|XX)(-([0-9]{2}|XX)(-([0-9]{2}|XX))?)?[?~%]?")


_MONTHS_OF_A_YEAR = re.compile(r"([0-9]{4})-(?P<first>0[1-9]|1[0-2])/\1-(0[1-9]|1[0-2])")


_DAYS_OF_A_MONTH = re.compile(r"([0-9]{4}-[0-9]{2})-(?P<first>[0-9]{2})/\1-[0-9]{2}")


_OPEN = ("..", "")


_MARKS = "?~%"


_FIRST_YEAR, _LAST_YEAR = 1000, 9998


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


_NAMES = {f"{number:02d}": name for number, name in enumerate(_MONTHS, start=1)} | {
    "21": "spring",
    "22": "summer",
    "23": "autumn",
    "24": "winter",
}


@lru_cache(maxsize=65536)
def bounds(edtf: str) -> tuple[str, str]:
    """First and last day that a date can mean, as YYYY-MM-DD.

    An open or unknown start is OPEN_START_DAY, such an end OPEN_END_DAY; both compare rightly as
    text. Raises ValueError, whose text says why, for what is no EDTF date between the years 1000
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


def _point(edtf: str) -> tuple[str, str]:
    """The bounds of a date that is no interval, or of one end of an interval."""
    if _POINT.fullmatch(edtf):
        try:
            parsed = parse_edtf(edtf.rstrip(_MARKS))
            first, last = _day(parsed.lower_strict()), _day(parsed.upper_strict())
        except (EDTFParseException, ValueError):
            pass
        else:
            if first.year >= _FIRST_YEAR and last.year <= _LAST_YEAR:
                return first.isoformat(), last.isoformat()
            raise ValueError(f"has a year outside {_FIRST_YEAR} to {_LAST_YEAR}: correct it")
    raise ValueError("is no EDTF date: write 2021, 2021-08, 2021-08-26, 2015/2019 or 2021-08/..")


def _day(moment: struct_time) -> datetime.date:
    """A day of the calendar; ValueError for 29 February of a year that has none."""
    return datetime.date(moment.tm_year, moment.tm_mon, moment.tm_mday)


def spans(dates: pd.Series) -> pd.DataFrame:
    """Columns `first` and `last`: the bounds of each date as text; empty where it is empty.

    An invalid date has missing values in both: the caller tells it from an empty one.
    """
    unique = pd.Series(dates.unique(), dtype="str")
    plain = unique.str.fullmatch(_PLAIN.pattern)
    starts = unique.where(unique.str.len() != 4, unique + "-01")
    starts = starts.where(starts.str.len() != 7, starts + "-01")
    days = pd.to_datetime(starts.where(plain), format="%Y-%m-%d", errors="coerce")
    ends = days.mask(unique.str.len() == 7, days + pd.offsets.MonthEnd(0))
    ends = ends.mask(unique.str.len() == 4, days + pd.offsets.YearEnd(0))
    first = days.dt.strftime("%Y-%m-%d").astype("str")
    last = ends.dt.strftime("%Y-%m-%d").astype("str")
    fast = plain & days.dt.year.between(_FIRST_YEAR, _LAST_YEAR)
    for position in unique.index[~fast]:
        first[position], last[position] = _bounds_or_missing(unique[position])
    codes = pd.Index(unique).get_indexer(dates)
    return pd.DataFrame(
        {"first": first.take(codes).to_numpy(), "last": last.take(codes).to_numpy()},
        index=dates.index,
        dtype="str",
    )


def _bounds_or_missing(edtf: str) -> tuple[str | None, str | None]:
    if not edtf:
        return "", ""
    try:
        return bounds(edtf)
    except ValueError:
        return None, None


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
    months = _MONTHS_OF_A_YEAR.fullmatch(edtf)
    if months:
        return f"{_NAMES[months['first']]}–{_printed_point(end)}"
    days = _DAYS_OF_A_MONTH.fullmatch(edtf)
    if days:
        return f"{int(days['first'])}–{_printed_point(end)}"
    return f"{_printed_point(start)}–{_printed_point(end)}"


def _printed_point(edtf: str) -> str:
    plain = edtf.rstrip(_MARKS)
    if not _PLAIN.fullmatch(plain):
        return edtf
    year, *rest = plain.split("-")
    if rest and rest[0] not in _NAMES:
        return edtf
    words = " ".join(
        [*(str(int(day)) for day in rest[1:]), *(_NAMES[month] for month in rest[:1]), year]
    )
    mark = edtf[len(plain) :]
    if mark == "~":
        return f"about {words}"
    return f"{words} (uncertain)" if mark else words
