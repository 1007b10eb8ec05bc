"""Counts by year, and how widely the claims of a bar are told."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.analysis import bar_counts, counting
from casebook.analysis.selection import COUNTS, NAMED, Selection
from casebook.analysis.time_axis import time_axis
from casebook.tables import derive, read
from casebook.tables.dataset import Dataset, Rows
from casebook.words import NOT_STATED, OTHERS, UNDATED_LABEL, number
from tests import selections, small

Folders = tuple[Path, Path]


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


def units(dataset: Dataset, count: str, rows: list[int]) -> int:
    if count == "claims":
        return len(rows)
    cells = dataset.claims["incident_id" if count == "incidents" else "origin"].iloc[rows]
    return len({cell for cell in cells if cell})


# By year


@settings(max_examples=40)
@given(selections.of_small())
def test_each_bar_along_time_counts_the_claims_that_stand_in_it(
    dataset: Dataset, chosen: Selection
) -> None:
    rows, bars = chosen.apply(dataset), time_axis(dataset, chosen.year_of).bars
    found = year_bars(dataset, chosen)
    for at, bar in enumerate(found.itertuples()):
        inside = [row for row in rows.tolist() if bars[row] == at]
        assert bar.count == units(dataset, chosen.count, inside)  # type: ignore[comparison-overlap]
        assert bar.total == units(dataset, chosen.count, np.flatnonzero(bars == at).tolist())
        assert bar.breadth == breadth(dataset, inside)


def test_a_claim_counts_where_its_time_begins_and_one_with_an_open_start_where_it_ends(
    folders: Folders,
) -> None:
    small.change(folders[0], "claims", "smith-2020-004", date="../2016")
    tables, _ = read.read(*folders)
    dataset = derive.dataset(tables)
    found = year_bars(dataset, Selection(group=("Blues",))).set_index("label")["count"]
    assert found["2015"] == found.sum() == 1
    found = year_bars(dataset, Selection(kind=("estimate",))).set_index("label")["count"]
    assert found["2016"] == found.sum() == 1


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Selection(), ["2015", "2016", "2017", "2018", "2019", "2020", "2021", "undated"]),
        (Selection(years=(2019, 2020)), ["2019", "2020", "undated"]),
        (Selection(years=(2019, 2020), undated="without"), ["2019", "2020"]),
        (Selection(years=(2019, 2020), undated="only"), ["undated"]),
        (Selection(years=(2021, 2021), year_of="publication"), ["2021", "undated"]),
    ],
)
def test_the_years_that_the_filter_keeps_are_told_apart(
    dataset: Dataset, chosen: Selection, expected: list[str]
) -> None:
    found = year_bars(dataset, chosen)
    assert found.loc[found["chosen"], "label"].tolist() == expected


def test_a_bar_of_many_years_is_kept_by_a_filter_of_a_part_of_them(folders: Folders) -> None:
    small.change(folders[0], "claims", "herald-2021-strike-002", date="1950/1960")
    tables, _ = read.read(*folders)
    found = year_bars(derive.dataset(tables), Selection(years=(1955, 1956), undated="without"))
    assert found.loc[found["chosen"], "label"].tolist() == ["before 2020"]


# How widely


def test_a_bar_says_how_widely_its_claims_are_told(dataset: Dataset) -> None:
    of_years = year_bars(dataset, Selection()).set_index("label")["breadth"]
    assert of_years["2020"] == "2 articles · 1 outlet · 4 original sources"
    assert of_years["2016"] == "0 articles · 0 outlets · 0 original sources"
    assert of_years[UNDATED_LABEL] == "1 article · 0 outlets · 1 original source"
    kept = Selection(outlet=("Daily Paper",))
    for chosen, expected in (
        (Selection(), "2 articles · 1 outlet · 3 original sources"),
        (kept, "1 article · 1 outlet · 2 original sources"),
    ):
        of_kinds = name_bars(dataset, chosen, "kind", 3).set_index("name")["breadth"]
        assert of_kinds[OTHERS] == expected


@settings(max_examples=40)
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
            assert found.to_dict() == dict(zip(whole["name"], whole["count"], strict=True))
    assert NOT_STATED in found
