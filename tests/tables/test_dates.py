import datetime
import re

import pandas as pd
import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.tables import dates

DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(9998, 12, 31))
PLAIN = (
    DAYS.map(lambda day: f"{day.year}")
    | DAYS.map(lambda day: f"{day.year}-{day.month:02d}")
    | DAYS.map(datetime.date.isoformat)
)
POINTS = st.tuples(
    st.sampled_from(["2021", "2020", "0999", "9999", "201X", "20XX", "XXXX", "٢٠٢١", "Y2021"]),
    st.sampled_from(["", "-02", "-08", "-00", "-13", "-22", "-33", "-XX", "-1X"]),
    st.sampled_from(["", "", "-01", "-29", "-31", "-XX", "-3X"]),
    st.sampled_from(["", "", "?", "~", "%", "S2", "E9", "T10:00:00Z", " "]),
).map("".join)
ENDS = POINTS | st.sampled_from(["", "..", "open", "unknown"])
DATES = POINTS | st.tuples(ENDS, ENDS).map("/".join) | st.text("0123456789-/.~?X[]{},", max_size=12)


def spans(*cells: str) -> list[tuple[str, str] | None]:
    frame = dates.spans(pd.Series(cells, dtype="str"))
    return [
        None if pd.isna(row.first) and pd.isna(row.last) else (row.first, row.last)
        for row in frame.itertuples()
    ]


BOUNDS = [
    ("2021", "2021-01-01", "2021-12-31"),
    ("2021-04", "2021-04-01", "2021-04-30"),
    ("2021-08-26", "2021-08-26", "2021-08-26"),
    ("2021-02", "2021-02-01", "2021-02-28"),
    ("2020-02", "2020-02-01", "2020-02-29"),
    ("2000-02", "2000-02-01", "2000-02-29"),
    ("1900-02", "1900-02-01", "1900-02-28"),
    ("2020-02-29", "2020-02-29", "2020-02-29"),
    ("1000", "1000-01-01", "1000-12-31"),
    ("9998-12-31", "9998-12-31", "9998-12-31"),
    ("2015/2019", "2015-01-01", "2019-12-31"),
    ("2016-06/2016-08", "2016-06-01", "2016-08-31"),
    ("2021-08-26/2021-09", "2021-08-26", "2021-09-30"),
    ("2021/2021-08", "2021-01-01", "2021-08-31"),
    ("2021-08/..", "2021-08-01", dates.OPEN_END_DAY),
    ("../2015", dates.OPEN_START_DAY, "2015-12-31"),
    ("2021-08/", "2021-08-01", dates.OPEN_END_DAY),
    ("/2015", dates.OPEN_START_DAY, "2015-12-31"),
    ("2016-21", "2016-03-01", "2016-05-31"),
    ("2016-22", "2016-06-01", "2016-08-31"),
    ("2016-23", "2016-09-01", "2016-11-30"),
    ("2016-24", "2016-12-01", "2017-02-28"),
    ("2015-24", "2015-12-01", "2016-02-29"),
    ("2016-24~", "2016-12-01", "2017-02-28"),
    ("2016-24/2017-22", "2016-12-01", "2017-08-31"),
    ("2016-12-24", "2016-12-24", "2016-12-24"),
    ("2016-21/2016-22", "2016-03-01", "2016-08-31"),
    ("2021?", "2021-01-01", "2021-12-31"),
    ("2021-08~", "2021-08-01", "2021-08-31"),
    ("2021-08-26%", "2021-08-26", "2021-08-26"),
    ("2016-22?", "2016-06-01", "2016-08-31"),
    ("2015~/2017?", "2015-01-01", "2017-12-31"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("2021-XX", "2021-01-01", "2021-12-31"),
    ("2021-08-XX", "2021-08-01", "2021-08-31"),
    ("2021-05-XX/2021-05-30", "2021-05-01", "2021-05-30"),
    ("201X/2021", "2010-01-01", "2021-12-31"),
]


def test_the_bounds_of_a_date_are_its_first_and_its_last_day() -> None:
    assert [(edtf, *dates.bounds(edtf)) for edtf, _, _ in BOUNDS] == BOUNDS
    assert spans(*(edtf for edtf, _, _ in BOUNDS)) == [(first, last) for _, first, last in BOUNDS]


REFUSED = [
    ("", "is no EDTF date: write 2021, 2021-08"),
    ("August 2021", "is no EDTF date"),
    ("2021-8-26", "is no EDTF date"),
    ("26/08/2021", "is no EDTF date"),
    ("20210826", "is no EDTF date"),
    ("2021-13", "is no EDTF date"),
    ("2021-00", "is no EDTF date"),
    ("2021-06-31", "is no EDTF date"),
    ("2021-02-29", "is no EDTF date"),
    ("1900-02-29", "is no EDTF date"),
    ("2021-02-30~", "is no EDTF date"),
    (" 2021", "is no EDTF date"),
    ("2021\n", "is no EDTF date"),
    ("٢٠٢١", "is no EDTF date"),
    ("2021-08-26T10:00:00Z", "is no EDTF date"),
    ("[2015,2017]", "is no EDTF date"),
    ("Y1E999999999", "is no EDTF date"),
    ("2015-1X/2015-12", "is no EDTF date"),
    ("2015/2016/2017", "is no EDTF date"),
    ("..", "is no EDTF date"),
    ("../..", "has neither start nor end: leave the cell empty"),
    ("/", "has neither start nor end"),
    ("2015/2014", "ends before it starts: put the earlier date first"),
    ("2021-08-26/2021-08-25", "ends before it starts"),
    ("0999", "has a year outside 1000 to 9998: correct it"),
    ("9999-12-31", "has a year outside 1000 to 9998"),
    ("09XX", "has a year outside 1000 to 9998"),
]


def test_what_is_no_date_is_refused_with_the_reason() -> None:
    for edtf, reason in REFUSED:
        with pytest.raises(ValueError, match=f"^{re.escape(reason)}"):
            dates.bounds(edtf)
        assert spans(edtf) == ([None] if edtf else [("", "")])


def test_bounds_compare_rightly_as_text_with_open_ends_outermost() -> None:
    ordered = [
        dates.OPEN_START_DAY,
        *dates.bounds("1000"),
        *dates.bounds("9998"),
        dates.OPEN_END_DAY,
    ]
    assert ordered == sorted(ordered)


@given(PLAIN)
def test_plain_dates_are_read_as_the_library_reads_them(edtf: str) -> None:
    parsed = parse_edtf(edtf)
    ends = (parsed.lower_strict(), parsed.upper_strict())
    assert dates.bounds(edtf) == tuple(datetime.date(*end[:3]).isoformat() for end in ends)


@settings(max_examples=40)
@given(st.lists(DATES, min_size=1, max_size=6))
def test_spans_agrees_with_bounds_for_any_text_and_every_accepted_date_can_be_printed(
    cells: list[str],
) -> None:
    expected: list[tuple[str, str] | None] = []
    for cell in cells:
        try:
            expected.append(dates.bounds(cell) if cell else ("", ""))
        except ValueError:
            expected.append(None)
        else:
            assert bool(dates.printed(cell)) == bool(cell)
    assert spans(*cells) == expected


@settings(max_examples=25)
@given(PLAIN, PLAIN)
def test_an_interval_reaches_from_the_start_of_one_date_to_the_end_of_the_other(
    start: str, end: str
) -> None:
    first, last = dates.bounds(start)[0], dates.bounds(end)[1]
    if first <= last:
        assert dates.bounds(f"{start}/{end}") == (first, last)
    else:
        with pytest.raises(ValueError, match="ends before it starts"):
            dates.bounds(f"{start}/{end}")


def test_an_invalid_date_has_missing_bounds_and_an_empty_one_has_empty_bounds() -> None:
    assert spans("2021-02-29", "", "soon", "2021") == [
        None,
        ("", ""),
        None,
        ("2021-01-01", "2021-12-31"),
    ]


def test_spans_keep_the_index_and_repeat_for_repeated_dates() -> None:
    cells = pd.Series(["2021", "", "2015/..", "2021"], index=[2, 5, 3, 9], dtype="str")
    found = dates.spans(cells)
    assert list(found.index) == [2, 5, 3, 9]
    assert list(found["first"]) == ["2021-01-01", "", "2015-01-01", "2021-01-01"]
    assert list(found["last"]) == ["2021-12-31", "", dates.OPEN_END_DAY, "2021-12-31"]
    assert list(found.dtypes.astype("str")) == ["str", "str"]


def test_spans_of_no_dates_are_an_empty_frame() -> None:
    found = dates.spans(pd.Series([], dtype="str"))
    assert found.empty
    assert list(found.columns) == ["first", "last"]


PRINTED = [
    ("", ""),
    ("2021", "2021"),
    ("2021-08", "Aug 2021"),
    ("2021-08-26", "26 Aug 2021"),
    ("2021-08-06", "6 Aug 2021"),
    ("2016-21", "spring 2016"),
    ("2016-22", "summer 2016"),
    ("2016-23", "autumn 2016"),
    ("2016-24", "winter 2016/17"),
    ("2021?", "2021 (uncertain)"),
    ("2021-08%", "Aug 2021 (uncertain)"),
    ("2021-08-26~", "about 26 Aug 2021"),
    ("2015/2019", "2015–2019"),
    ("2016-06/2016-08", "Jun–Aug 2016"),
    ("2016-12/2017-01", "Dec 2016–Jan 2017"),
    ("2021-08-26/2021-08-28", "26–28 Aug 2021"),
    ("2021-08-26/2021-09-02", "26 Aug 2021–2 Sep 2021"),
    ("2021/2021-08", "2021–Aug 2021"),
    ("2021-08-26/2021-08-26", "26 Aug 2021"),
    ("2021-08/2021-08", "Aug 2021"),
    ("2021/2021", "2021"),
    ("1999-24?", "winter 1999/00 (uncertain)"),
    ("2015~/2017?", "about 2015–2017 (uncertain)"),
    ("2021-08/..", "from Aug 2021"),
    ("2021-08/", "from Aug 2021"),
    ("../2015", "until 2015"),
    ("/2015", "until 2015"),
    ("2016-21/2016-22", "spring 2016–summer 2016"),
    *((edtf, edtf) for edtf in ("201X", "2021-XX", "2021-08-XX", "2016-33", "2016-41")),
]


def test_a_date_is_printed_as_a_reader_expects_it_or_as_it_stands() -> None:
    assert [(edtf, dates.printed(edtf)) for edtf, _ in PRINTED] == PRINTED


def test_every_month_has_a_name_of_three_letters() -> None:
    names = [dates.printed(f"2021-{month:02d}").removesuffix(" 2021") for month in range(1, 13)]
    assert " ".join(names) == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"


@settings(max_examples=20)
@given(st.lists(DATES, max_size=6), st.booleans())
def test_days_and_years_are_those_of_the_bounds_as_whole_numbers(
    cells: list[str], categories: bool
) -> None:
    valid = [cell for cell, span in zip(cells, spans(*cells), strict=True) if span]
    column = pd.Series(valid, dtype="str").set_axis(range(7, 7 + len(valid)))
    found = dates.days(column.astype("category") if categories else column)
    assert found.index.tolist() == column.index.tolist()
    for row, cell in zip(found.itertuples(), valid, strict=True):
        first, last = dates.bounds(cell) if cell else ("", "")
        assert (row.first_day, row.first_year) == numbers(first)
        assert (row.last_day, row.last_year) == numbers(last)
        opens = first == dates.OPEN_START_DAY
        assert (row.day, row.year) == numbers(last if opens else first)


def numbers(day: str) -> tuple[int, int]:
    """The day and year of a bound."""
    special = {
        "": (dates.NO_DAY, dates.UNDATED),
        dates.OPEN_START_DAY: (dates.EARLIEST, dates.OPEN_START),
        dates.OPEN_END_DAY: (dates.LATEST, dates.OPEN_END),
    }
    if day in special:
        return special[day]
    date = datetime.date.fromisoformat(day)
    return (date - datetime.date(1970, 1, 1)).days, date.year


def test_days_that_are_open_compare_rightly_with_all_others() -> None:
    first, last = dates.days(pd.Series(["1000", "9998"]))["day"], dates.LATEST
    assert dates.NO_DAY < dates.EARLIEST < first[0] < first[1] < last
