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
_POINT = re.compile(r"[0-9]{2}([0-9]{2}|[0-9]X|XX)(-([0-9]{2}|XX)(-([0-9]{2}|XX))?)?[?~%]?")
_MONTHS_OF_A_YEAR = re.compile(r"([0-9]{4})-(?P<first>0[1-9]|1[0-2])/\1-(0[1-9]|1[0-2])")
_DAYS_OF_A_MONTH = re.compile(r"([0-9]{4}-[0-9]{2})-(?P<first>[0-9]{2})/\1-[0-9]{2}")
_EPOCH = datetime.date(1970, 1, 1)
_OPEN = ("..", "")
_WINTER = "-24"
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
        plain = edtf.rstrip(_MARKS)
        try:
            parsed = parse_edtf(plain)
            first, last = _day(parsed.lower_strict()), _day(parsed.upper_strict())
            if plain[4:] == _WINTER:
                last = datetime.date(last.year + 1, 3, 1) - datetime.timedelta(days=1)
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
    codes, unique = pd.factorize(dates)
    parts = pd.Series(unique, dtype="str").str.partition("/").reindex(columns=range(3))
    interval = parts[1] == "/"
    opens, stays = interval & parts[0].isin(_OPEN), interval & parts[2].isin(_OPEN)
    first = _points(parts[0])["first"].mask(opens, OPEN_START_DAY)
    last = _points(parts[2].where(interval, parts[0]))["last"].mask(stays, OPEN_END_DAY)
    valid = (first <= last).fillna(value=False) & ~(opens & stays)
    frame = pd.DataFrame({"first": first.where(valid), "last": last.where(valid)}, dtype="str")
    return frame.take(codes).set_axis(dates.index)


def _points(points: pd.Series) -> pd.DataFrame:
    """The bounds of dates that are no interval: plain ones all at once, the others one by one."""
    codes, unique = pd.factorize(points)
    cells = pd.Series(unique, dtype="str")
    plain = cells.str.fullmatch(_PLAIN.pattern)
    starts = cells.where(cells.str.len() != 4, cells + "-01")
    starts = starts.where(starts.str.len() != 7, starts + "-01")
    days = pd.to_datetime(starts.where(plain), format="%Y-%m-%d", errors="coerce")
    ends = days.mask(cells.str.len() == 7, days + pd.offsets.MonthEnd(0))
    ends = ends.mask(cells.str.len() == 4, days + pd.offsets.YearEnd(0))
    first = days.dt.strftime("%Y-%m-%d").astype("str")
    last = ends.dt.strftime("%Y-%m-%d").astype("str")
    fast = plain & days.dt.year.between(_FIRST_YEAR, _LAST_YEAR)
    for position in cells.index[~fast]:
        first[position], last[position] = _point_or_missing(cells[position])
    return pd.DataFrame({"first": first, "last": last}).take(codes).set_axis(points.index)


def _point_or_missing(edtf: str) -> tuple[str | None, str | None]:
    if not edtf:
        return "", ""
    try:
        return _point(edtf)
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
    bounds_of = spans(pd.Series(unique, dtype="str"))
    first_day, last_day = _whole_days(bounds_of["first"]), _whole_days(bounds_of["last"])
    first_year, last_year = _whole_years(bounds_of["first"]), _whole_years(bounds_of["last"])
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


def day_as_text(day: int) -> str | None:
    """A whole number of days as YYYY-MM-DD; None where it stands for no day or an open end."""
    if day in (NO_DAY, EARLIEST, LATEST):
        return None
    return (_EPOCH + datetime.timedelta(days=int(day))).isoformat()


def _whole_days(days: pd.Series) -> npt.NDArray[np.int32]:
    outside = {"": NO_DAY, OPEN_START_DAY: EARLIEST, OPEN_END_DAY: LATEST}
    real = days.mask(days.isin(list(outside)), "1970-01-01").to_numpy(dtype="datetime64[D]")
    return days.map(outside).fillna(pd.Series(real.astype(np.int64))).to_numpy(dtype=np.int32)


def _whole_years(days: pd.Series) -> npt.NDArray[np.int16]:
    years = pd.to_numeric(days.str[:4].replace({"": str(UNDATED), "0000": str(OPEN_START)}))
    return years.to_numpy(dtype=np.int16)


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
