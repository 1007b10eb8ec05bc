"""The bars of the chart by year, for data of every spread in time."""

from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.analysis import time_axis as axes
from casebook.analysis.time_axis import TimeAxis
from casebook.tables import derive, read
from casebook.tables.dataset import Dataset
from casebook.tables.dates import UNDATED
from casebook.words import UNDATED_LABEL
from tests import small

Folders = tuple[Path, Path]


def of_years(*years: int, reaching: tuple[int, ...] = ()) -> TimeAxis:
    """The axis of claims of these years, of which intervals reach further ones."""
    every = [*years, *reaching]
    begun = np.array(years, dtype=np.int64)
    return axes._by_years(begun, begun, begun, (min(every), max(every)))


def of_dates(folders: Folders, *dates: str) -> TimeAxis:
    """The axis of claims of these dates; the other claims are undated."""
    for at, row in enumerate(small.TABLES["claims"]):
        date = dates[at] if at < len(dates) else ""
        basis = "stated" if date else ""
        small.change(folders[0], "claims", row["claim_id"], date=date, date_basis=basis)
    tables, problems = read.read(*folders)
    assert problems == []
    return axes.time_axis(derive.dataset(tables), "event")


def counted(axis: TimeAxis) -> dict[str, int]:
    counts = np.bincount(axis.bars, minlength=len(axis.slots))
    return dict(zip(axis.slots["label"], counts.tolist(), strict=True))


# Years


def test_every_year_from_the_first_to_the_last_has_a_bar_and_undated_the_last(
    dataset: Dataset,
) -> None:
    axis = axes.time_axis(dataset, "event")
    assert axis.unit == "year"
    assert counted(axis) == {
        "2015": 1, "2016": 1, "2017": 1, "2018": 0, "2019": 0, "2020": 5, "2021": 1, "undated": 1,
    }  # fmt: skip
    assert axes.time_axis(dataset, "publication").slots["label"].tolist() == [
        "2020",
        "2021",
        UNDATED_LABEL,
    ]
    assert axes.folded(axis) == ""


def test_data_without_any_year_have_one_bar_of_undated_claims(folders: Folders) -> None:
    assert counted(of_dates(folders)) == {UNDATED_LABEL: 8}


def test_a_claim_long_before_all_others_shares_one_bar_and_the_others_keep_theirs() -> None:
    for far in (1000, 1915, 1960):
        axis = of_years(far, *(year for year in range(2010, 2025) for _ in range(2)))
        assert axis.unit == "year"
        labels = axis.slots["label"].tolist()
        years = [str(year) for year in range(2010, 2025)]
        assert labels == ["before 2010", *years, UNDATED_LABEL]
        assert axis.slots.loc[0, ["first", "last"]].tolist() == [far, 2009]
        assert axes.folded(axis) == "One bar stands for all years before 2010 (1 claim)."
        assert counted(axis)["before 2010"] == 1


def test_claims_long_after_all_others_share_a_bar_too() -> None:
    axis = of_years(*range(2000, 2020), 2100, 2200)
    assert axis.slots["label"].iloc[[0, -2]].tolist() == ["2000", "after 2019"]
    assert axis.slots.iloc[-2][["first", "last"]].tolist() == [2020, 2200]
    assert axes.folded(axis) == "One bar stands for all years after 2019 (2 claims)."


def test_what_only_the_end_of_an_interval_reaches_far_off_gets_no_bar() -> None:
    axis = of_years(*range(2000, 2020), reaching=(2200,))
    assert axis.slots["label"].iloc[[0, -2]].tolist() == ["2000", "2019"]
    assert axes.folded(axis) == ""


def test_a_tail_that_holds_more_than_a_few_claims_stays() -> None:
    axis = of_years(*[1970] * 3, *range(2005, 2025))
    assert axis.slots["label"].iloc[0] == "1970"
    assert axis.slots["place"].tolist() == ["slot"] * 55 + ["undated"]


def test_data_over_many_years_have_a_bar_for_each_decade_or_century() -> None:
    axis = of_years(*range(1900, 2025))
    assert axis.unit == "decade"
    assert axis.slots["label"].iloc[[0, 1, -2]].tolist() == ["1900s", "1910s", "2020s"]
    assert axis.slots.iloc[-2][["first", "last"]].tolist() == [2020, 2024]
    axis = of_years(*range(1000, 2025))
    assert (axis.unit, axis.units) == ("century", "centuries")
    assert axis.slots["label"].iloc[[0, -2]].tolist() == ["1000–1099", "2000–2099"]


@settings(max_examples=60)
@given(
    st.lists(st.integers(1000, 9998), min_size=1, max_size=30)
    | st.lists(st.integers(1990, 2024), min_size=1, max_size=40).flatmap(
        lambda near: st.lists(st.integers(1000, 9998), max_size=3).map(lambda far: near + far)
    ),
    st.booleans(),
)
def test_every_claim_stands_in_the_bar_whose_years_hold_its_own(
    years: list[int], undated: bool
) -> None:
    begun = np.array([*years, *([UNDATED] if undated else [])], dtype=np.int64)
    axis = axes._by_years(begun, begun, begun, (min(years), max(years)))
    slots = axis.slots
    for year, bar in zip(years, axis.bars, strict=False):
        assert slots["first"].iat[bar] <= year <= slots["last"].iat[bar]
    if undated:
        assert axis.bars[-1] == len(slots) - 1
    dated = slots.iloc[:-1]
    assert dated["first"].iat[0] == min(years)
    assert dated["last"].iat[-1] == max(years)
    assert (dated["first"].to_numpy()[1:] == dated["last"].to_numpy()[:-1] + 1).all()
    assert len(slots) <= 60
    folded = dated["place"].isin(["before", "after"]).to_numpy()
    kept = Counter(axis.bars.tolist())
    assert sum(kept[at] for at in np.flatnonzero(folded)) <= max(1, len(years) // 10)


# Months and days


def test_claims_of_one_or_two_years_stand_in_months(folders: Folders) -> None:
    axis = of_dates(folders, "2020-11", "2020-11-05/2021-02", "2021-02-03", "../2021-01", "2020")
    assert axis.unit == "month"
    assert counted(axis) == {
        "Nov 2020": 2,
        "Dec 2020": 0,
        "Jan 2021": 1,
        "Feb 2021": 1,
        "month not stated": 1,
        UNDATED_LABEL: 3,
    }
    assert axis.slots["mark"].tolist()[:3] == ["Nov\n2020", "Dec", "Jan\n2021"]
    assert axis.slots["first"].tolist() == [2020, 2020, 2021, 2021, 2020, UNDATED]
    assert axes.folded(axis) == "A click keeps the whole year."


def test_claims_of_a_few_weeks_stand_in_days(folders: Folders) -> None:
    axis = of_dates(folders, "2021-08-30", "2021-08-30", "2021-09-02/2021-09-05", "2021-08")
    assert axis.unit == "day"
    assert counted(axis) == {
        "30 Aug 2021": 2,
        "31 Aug 2021": 0,
        "1 Sep 2021": 0,
        "2 Sep 2021": 1,
        "day not stated": 1,
        UNDATED_LABEL: 4,
    }


def test_where_most_claims_state_no_month_one_or_two_years_stay_years(folders: Folders) -> None:
    for dates in (("2020", "2021-05", "2021", "2020-XX"), ("2020-05", "2020")):
        axis = of_dates(folders, *dates)
        assert axis.unit == "year"
        assert set(axis.slots["label"]) <= {"2020", "2021", UNDATED_LABEL}


def test_months_of_publication_are_those_of_the_articles(folders: Folders) -> None:
    small.change(folders[0], "sources", "herald-2021-strike", published="2020-08-01")
    tables, _ = read.read(*folders)
    axis = axes.time_axis(derive.dataset(tables), "publication")
    assert axis.unit == "month"
    months = ["May 2020", "Jun 2020", "Jul 2020", "Aug 2020", UNDATED_LABEL]
    assert axis.slots["label"].tolist() == months
    assert np.bincount(axis.bars).tolist() == [4, 0, 0, 4]


# The whole


def test_an_axis_is_made_once_and_not_written_to(dataset: Dataset) -> None:
    axis = axes.time_axis(dataset, "event")
    assert axis is axes.time_axis(dataset, "event")
    with pytest.raises(ValueError, match="read-only"):
        axis.bars[0] = 1


def test_labels_are_all_different(folders: Folders) -> None:
    for axis in (
        of_years(1000, *range(2010, 2025)),
        of_years(*range(1000, 2025)),
        of_dates(folders, "2020-11", "2021-12"),
    ):
        assert axis.slots["label"].is_unique
        assert isinstance(axis.slots, pd.DataFrame)
