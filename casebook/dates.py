"""Dates in EDTF, the Extended Date/Time Format of the Library of Congress.

https://www.loc.gov/standards/datetime/ — plain years, months and days take a vectorised path,
everything else goes through the `edtf` library.
"""

import re
from functools import lru_cache
from time import struct_time

import pandas as pd
from edtf import EDTFParseException, parse_edtf

OPEN_START_DAY = "0000-00-00"
OPEN_END_DAY = "9999-99-99"

_PLAIN = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


@lru_cache(maxsize=65536)
def bounds(edtf: str) -> tuple[str, str]:
    """First and last day that a date can mean, as YYYY-MM-DD.

    An open start is OPEN_START_DAY, an open end OPEN_END_DAY; both compare rightly as text.
    Raises ValueError for what is no EDTF date between the years 1000 and 9998, or has its end
    before its start.
    """
    try:
        parsed = parse_edtf(edtf)
    except EDTFParseException as error:
        raise ValueError(f"{edtf!r} is no EDTF date") from error
    start, _, end = edtf.partition("/")
    first = OPEN_START_DAY if start in {"..", ""} else _day(parsed.lower_strict())
    last = OPEN_END_DAY if "/" in edtf and end in {"..", ""} else _day(parsed.upper_strict())
    if last < first:
        raise ValueError(f"{edtf!r} ends before it starts")
    return first, last


def _day(moment: struct_time | float) -> str:
    if not isinstance(moment, struct_time) or not 1000 <= moment.tm_year <= 9998:
        raise ValueError("the year must lie between 1000 and 9998")
    return f"{moment.tm_year:04d}-{moment.tm_mon:02d}-{moment.tm_mday:02d}"


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
    for position in unique.index[~plain]:
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

    What has no plain English form is given as it stands.
    """
    start, slash, end = edtf.partition("/")
    if not slash:
        return _printed_point(edtf)
    if end == "..":
        return f"from {_printed_point(start)}"
    if start == "..":
        return f"until {_printed_point(end)}"
    if start[:4] == end[:4] and len(start) == len(end) == 7:
        return f"{_printed_point(start)[:3]}–{_printed_point(end)}"
    if start[:7] == end[:7] and len(start) == len(end) == 10:
        return f"{int(start[8:])}–{_printed_point(end)}"
    return f"{_printed_point(start)}–{_printed_point(end)}"


def _printed_point(edtf: str) -> str:
    plain = edtf.rstrip("?~%")
    if not re.fullmatch(_PLAIN, plain):
        return edtf
    year, *rest = plain.split("-")
    if len(rest) == 2:
        words = f"{int(rest[1])} {_MONTHS[int(rest[0]) - 1]} {year}"
    elif len(rest) == 1:
        name = _SEASONS.get(rest[0]) or _MONTHS[int(rest[0]) - 1]
        words = f"{name} {year}"
    else:
        words = year
    mark = edtf[len(plain) :]
    if mark:
        words = f"about {words}" if "?" not in mark and "%" not in mark else f"{words} (uncertain)"
    return words
