"""Counts by year, and how widely the claims of a bar are told."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.analysis import bar_counts, counting
from casebook.analysis.filters import IN_ORDER, NAMED
from casebook.analysis.selection import COUNTS, Selection
from casebook.analysis.time_axis import time_axis
from casebook.tables.dataset import Dataset, Rows
from casebook.words import NOT_STATED, OTHERS, UNDATED_LABEL, number
from tests import selections, small

Folders = tuple[Path, Path]
KINDS = ["report", "allegation", "denial", "estimate", "warning"]


def year_bars(dataset: Dataset, chosen: Selection) -> pd.DataFrame:
    return bar_counts.year_bars(dataset, chosen, chosen.apply(dataset))


def name_bars(dataset: Dataset, chosen: Selection, name: str, limit: int) -> pd.DataFrame:
    return bar_counts.name_bars(dataset, chosen, chosen.apply(dataset), name, limit)


def breadth(dataset: Dataset, rows: list[int]) -> str:
    """The breadth of these claims, one by one."""
    part = dataset.claims.iloc[rows]
    outlets = set(part["outlet"]) - {""}
    return (
        f"{number(part['source_id'].nunique(), 'article')} · {number(len(outlets), 'outlet')} · "
        f"{number(part['origin'].nunique(), 'original source')}"
    )


# By year


@given(selections.of_small())
def test_each_bar_along_time_counts_the_claims_that_stand_in_it(
    dataset: Dataset, chosen: Selection
) -> None:
    rows, axis = chosen.apply(dataset), time_axis(dataset, chosen.year_of)
    found = year_bars(dataset, chosen)
    for at, bar in enumerate(found.itertuples()):
        every = axis.rows[axis.bars == at]
        inside = sorted({*rows.tolist()} & {*every.tolist()})
        assert bar.count == len(selections.units_of(dataset, chosen.count, inside))
        assert bar.total == len(selections.units_of(dataset, chosen.count, every))
        assert bar.breadth == breadth(dataset, inside)


@pytest.mark.parametrize("date", ["2020", "2013/2015", "2019/..", "../2016", "1950/1990"])
def test_a_bar_of_years_shows_what_a_click_on_it_gives(folders: Folders, date: str) -> None:
    small.change(folders[0], "claims", "smith-2020-004", date=date)
    dataset = small.loaded(folders)
    for chosen in (Selection(), Selection(group=("Reds",)), Selection(years=(2019, 2020))):
        for bar in year_bars(dataset, chosen).itertuples():
            if bar.place != "undated":
                kept = replace(chosen, years=(bar.first, bar.last), undated="without")
                dated = kept.known(dataset).apply(dataset)
                within = np.intersect1d(dated, chosen.apply(dataset))
                assert bar.count == len(within), bar.label


def test_a_claim_counts_in_each_of_its_years_and_one_with_an_open_start_where_it_ends(
    folders: Folders,
) -> None:
    small.change(folders[0], "claims", "smith-2020-004", date="../2016")
    dataset = small.loaded(folders)
    found = year_bars(dataset, Selection(group=("Blues",))).set_index("label")["count"]
    assert found[["2015", "2016", "2017"]].tolist() == [1, 1, 1]
    assert found.sum() == 3
    found = year_bars(dataset, Selection(kind=("estimate",))).set_index("label")["count"]
    assert found["2016"] == found.sum() == 1


def test_the_years_that_the_filter_keeps_are_told_apart(dataset: Dataset) -> None:
    for chosen, expected in (
        (Selection(), ["2015", "2016", "2017", "2018", "2019", "2020", "2021", "undated"]),
        (Selection(years=(2019, 2020)), ["2019", "2020", "undated"]),
        (Selection(years=(2019, 2020), undated="without"), ["2019", "2020"]),
        (Selection(years=(2019, 2020), undated="only"), ["undated"]),
        (Selection(years=(2021, 2021), year_of="publication"), ["2021", "undated"]),
    ):
        found = year_bars(dataset, chosen)
        assert found.loc[found["chosen"], "label"].tolist() == expected, chosen


def test_a_bar_of_many_years_is_kept_by_a_filter_of_a_part_of_them(folders: Folders) -> None:
    small.change(folders[0], "claims", "herald-2021-strike-002", date="1950/1960")
    found = year_bars(small.loaded(folders), Selection(years=(1955, 1956), undated="without"))
    assert found.loc[found["chosen"], "label"].tolist() == ["before 2020"]


# By name


def test_the_largest_names_have_bars_and_the_others_share_one(dataset: Dataset) -> None:
    found = name_bars(dataset, Selection(), "kind", 3)
    assert found["name"].tolist() == ["report", "allegation", OTHERS]
    assert found["total"].tolist() == found["count"].tolist() == [4, 1, 3]
    assert found["names"].tolist() == [
        ("report",),
        ("allegation",),
        ("denial", "estimate", "warning"),
    ]
    assert found["chosen"].all()


def test_as_many_names_as_there_is_room_for_need_no_shared_bar(dataset: Dataset) -> None:
    assert name_bars(dataset, Selection(), "kind", 5)["name"].tolist() == KINDS
    assert OTHERS in name_bars(dataset, Selection(), "kind", 4)["name"].tolist()


def test_a_chosen_name_keeps_a_bar_of_its_own(dataset: Dataset) -> None:
    found = name_bars(dataset, Selection(kind=("warning",)), "kind", 3).set_index("name")
    assert found.index.tolist() == ["report", "allegation", "warning", OTHERS]
    assert found["count"].tolist() == [0, 0, 1, 0]
    assert found["total"].tolist() == [4, 1, 1, 2]
    assert found["chosen"].tolist() == [False, False, True, False]
    several = Selection(kind=("denial", "estimate", "warning"))
    assert name_bars(dataset, several, "kind", 3)["name"].tolist() == KINDS


def test_not_stated_stands_last_however_large_it_is(dataset: Dataset) -> None:
    found = name_bars(dataset, Selection(), "outlet", 1)
    assert found["name"].tolist() == ["Daily Paper", NOT_STATED]
    assert name_bars(dataset, Selection(), "group", 1)["name"].tolist() == [OTHERS, NOT_STATED]


def test_the_shared_bar_counts_a_unit_of_two_of_its_names_once(dataset: Dataset) -> None:
    for count, expected in (("claims", 7), ("incidents", 3), ("origins", 5)):
        found = name_bars(dataset, Selection(count=count), "group", 1).set_index("name")
        assert found["total"][OTHERS] == found["count"][OTHERS] == expected, count


def test_names_with_an_order_of_their_own_keep_it(dataset: Dataset) -> None:
    found = name_bars(dataset, Selection(), "attribution", 12)
    assert found[["name", "total"]].to_numpy().tolist() == [
        ["the group itself", 1],
        ["government, unnamed", 2],
        ["outlet", 1],
        ["the author", 2],
        ["not attributed", 2],
    ]
    found = name_bars(dataset, Selection(), "intermediaries", 12)
    assert found["name"].tolist() == ["no speaker named", "quoted directly", "via one party"]
    assert found["total"].tolist() == [3, 4, 1]
    found = name_bars(dataset, Selection(), "attribution", 3)
    assert found["name"].tolist() == ["the group itself", "government, unnamed", OTHERS]
    assert found["names"].iat[-1] == ("outlet", "the author", "not attributed")
    assert found["total"].tolist() == [1, 2, 5]


@given(selections.of_small(), st.sampled_from(NAMED), st.integers(1, 6))
def test_bars_by_name_stand_for_every_name_once_and_never_show_more_than_there_is(
    dataset: Dataset, chosen: Selection, name: str, limit: int
) -> None:
    found = name_bars(dataset, chosen, name, limit)
    named = [value for names in found["names"] for value in names]
    assert sorted(named) == sorted(dataset.members[name].names)
    most = len(selections.units_of(dataset, chosen.count, chosen.apply(dataset)))
    everything = len(selections.units_of(dataset, chosen.count, np.arange(len(dataset.claims))))
    assert (found["count"] <= found["total"]).all()
    assert (found["count"] <= most).all()
    assert (found["total"] <= everything).all()
    picked = getattr(chosen, name)
    kept = [bool(set(names) & set(picked)) or not picked for names in found["names"]]
    assert found["chosen"].tolist() == kept
    extra = sum(value in found["name"].tolist() for value in picked)
    assert len(found) <= limit + extra + 1
    stated = found[~found["name"].isin([OTHERS, NOT_STATED])]
    if name in IN_ORDER:
        order = [value for value in dataset.members[name].names if value in set(stated["name"])]
        assert stated["name"].tolist() == order
    else:
        assert stated["total"].is_monotonic_decreasing


# How widely


def test_a_bar_says_how_widely_its_claims_are_told(dataset: Dataset) -> None:
    of_years = year_bars(dataset, Selection()).set_index("label")["breadth"]
    assert of_years["2020"] == "2 articles · 1 outlet · 4 original sources"
    assert of_years["2018"] == "0 articles · 0 outlets · 0 original sources"
    assert of_years[UNDATED_LABEL] == "1 article · 0 outlets · 1 original source"
    kept = Selection(outlet=("Daily Paper",))
    for chosen, expected in (
        (Selection(), "2 articles · 1 outlet · 3 original sources"),
        (kept, "1 article · 1 outlet · 2 original sources"),
    ):
        of_kinds = name_bars(dataset, chosen, "kind", 3).set_index("name")["breadth"]
        assert of_kinds[OTHERS] == expected


@given(selections.of_small(), st.sampled_from(NAMED))
def test_breadth_is_said_of_the_selected_claims_whatever_is_counted(
    dataset: Dataset, chosen: Selection, name: str
) -> None:
    rows, members = chosen.apply(dataset), dataset.members[name]
    pairs = set(zip(members.rows.tolist(), members.codes.tolist(), strict=True))
    for bar in name_bars(dataset, chosen, name, 99).itertuples():
        code = members.names.index(str(bar.name))
        assert bar.breadth == breadth(
            dataset, [row for row in rows.tolist() if (row, code) in pairs]
        )


def test_totals_are_those_of_all_claims_whatever_was_asked_before(dataset: Dataset) -> None:
    everything: Rows = bar_counts.every_row(dataset)
    for count in COUNTS:
        for name in ("group", "outlet"):
            chosen = Selection(kind=("denial",), count=count)
            found = name_bars(dataset, chosen, name, 9).set_index("name")["total"]
            whole = counting.counts_by_name(dataset, name, count, everything)
            names = dataset.members[name].names
            assert found.to_dict() == dict(zip(names, whole, strict=True))
    assert NOT_STATED in found
