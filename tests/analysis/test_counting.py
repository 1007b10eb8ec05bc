from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.analysis import counting, listings
from casebook.analysis.filters import EXCLUDING, NAMED
from casebook.analysis.selection import COUNTS, Selection
from casebook.tables.dataset import Dataset
from casebook.words import NOT_STATED
from tests import selections, small

Folders = tuple[Path, Path]


# Of some claims


@given(selections.of_small())
def test_different_things_are_counted_once(dataset: Dataset, chosen: Selection) -> None:
    rows = chosen.apply(dataset)
    part = dataset.claims.iloc[rows]
    found = counting.counts_of(dataset, rows)
    assert found == counting.Counts(
        claims=len(part),
        incidents=len(set(part["incident_id"]) - {""}),
        articles=len(set(part["source_id"])),
        outlets=len(set(part["outlet"]) - {""}),
        origins=len(set(part["origin"])),
        disputed=len(set(part["claim_id"]) & selections.DISPUTED),
        undated=int((part["date"] == "").sum()),
    )
    for count in COUNTS:
        assert counting.units(dataset, count, rows) == getattr(found, count)


# By name


@given(selections.of_small(), st.sampled_from(NAMED))
def test_counts_by_name_are_of_the_claims_under_each_name(
    dataset: Dataset, chosen: Selection, name: str
) -> None:
    rows = chosen.apply(dataset)
    names = selections.names_of(dataset, name)
    found = counting.counts_by_name(dataset, name, chosen.count, rows)
    for value, number in zip(dataset.members[name].names, found, strict=True):
        under = [row for row in rows if value in names[row]]
        assert number == len(selections.units_of(dataset, chosen.count, under)), value
    mentions = counting.counts_by_name(dataset, name, "claims", rows).sum()
    assert mentions == len(rows) + counting.several_names(dataset, name, rows)


def test_a_claim_of_three_groups_makes_two_mentions_more_than_claims(folders: Folders) -> None:
    small.change(folders[0], "claims", "herald-2021-strike-002", groups="Blues; Greens; Reds")
    dataset = small.loaded(folders)
    assert counting.several_names(dataset, "group", Selection().apply(dataset)) == 2


@given(selections.of_small())
def test_an_option_counts_what_choosing_it_alone_would_show(
    dataset: Dataset, chosen: Selection
) -> None:
    filtered = chosen.filtered(dataset)
    for name in NAMED:
        found = counting.option_counts(dataset, chosen.count, filtered, name)
        assert list(found) == list(dataset.members[name].names)
        for value, number in found.items():
            rows = replace(chosen, **{name: (value,)}).apply(dataset)
            if name in EXCLUDING:  # counted is what goes
                rows = np.setdiff1d(replace(chosen, **{name: ()}).apply(dataset), rows)
            assert number == len(selections.units_of(dataset, chosen.count, rows)), (name, value)
    found = counting.switch_counts(dataset, chosen.count, filtered)
    assert found == {
        name: len(selections.units_of(dataset, chosen.count, on.apply(dataset)))
        for name, on in (
            ("disputed", replace(chosen, disputed="only")),
            ("figure", replace(chosen, figure="only")),
        )
    }


def test_many_units_are_counted_as_few_are(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = Selection().apply(dataset)
    for limit in (0, 9**9):  # a hash table, then a table with a place for every pair
        monkeypatch.setattr(counting, "_TABLE_LIMIT", limit)
        found = {
            count: counting.counts_by_name(dataset, "group", count, rows).tolist()
            for count in COUNTS
        }
        assert found == {"claims": [1, 1, 7], "incidents": [0, 1, 3], "origins": [1, 1, 5]}
        incidents = listings.incidents_of(dataset, rows)
        assert incidents[["articles", "origins"]].to_numpy().tolist() == [[1, 1], [2, 3], [1, 1]]
    assert dataset.members["group"].names == (NOT_STATED, "Blues", "Reds")


# Outside the chosen years


def test_claims_that_reach_beyond_the_chosen_years_are_counted_and_undated_ones_are_not(
    dataset: Dataset,
) -> None:
    for years, undated, expected in (
        ((2016, 2021), "with", 1),
        ((2015, 2021), "with", 0),
        ((2015, 2016), "with", 1),
        ((2021, 2021), "with", 0),
        (None, "with", 0),
        ((2016, 2021), "only", 0),
    ):
        chosen = Selection(years=years, undated=undated)
        assert counting.reaching_beyond(dataset, chosen, chosen.apply(dataset)) == expected


# Disputes


def opponents(dataset: Dataset, claim_id: str) -> list[str]:
    row = dataset.row(claim_id)
    assert row is not None
    return dataset.claims["claim_id"].iloc[dataset.disputes.of(row)].tolist()


def test_opponents_are_those_that_a_claim_disputes_and_those_that_dispute_it(
    dataset: Dataset,
) -> None:
    assert opponents(dataset, "smith-2020-001") == ["herald-2021-strike-001", "smith-2020-003"]
    assert opponents(dataset, "herald-2021-strike-001") == ["smith-2020-001", "smith-2020-003"]
    assert opponents(dataset, "smith-2020-002") == []


def test_opponents_stand_in_the_order_of_their_ids_whichever_claim_names_them(
    folders: Folders,
) -> None:
    small.relate(folders[0], "smith-2020-002", "disputes", "smith-2020-001")
    assert opponents(small.loaded(folders), "smith-2020-001") == [
        "herald-2021-strike-001",
        "smith-2020-002",
        "smith-2020-003",
    ]


# Nothing is changed


def test_counting_changes_neither_the_rows_nor_the_data(dataset: Dataset) -> None:
    frames = [dataset.claims, dataset.incidents, dataset.sources, dataset.actors]
    before = [frame.copy(deep=True) for frame in frames]
    pairs = [
        array.tolist()
        for members in dataset.members.values()
        for array in (members.codes, members.rows)
    ]
    chosen = Selection(kind=("report", "denial"), search="the")
    rows = chosen.apply(dataset)
    same = rows.copy()
    for count in COUNTS:
        for name in NAMED:
            counting.counts_by_name(dataset, name, count, rows)
            counting.option_counts(dataset, count, chosen.filtered(dataset), name)
    made = listings.incidents_of(dataset, rows)
    of_incidents = made.copy(deep=True)
    listings.incidents_listing(dataset, made)
    frame = listings.sources_listing(dataset, rows)
    frame.iloc[0] = frame.iloc[1]
    for sort in listings.SORTS:
        listings.claim_lines(dataset, listings.in_order(dataset, rows, sort))[0].clear()
    assert rows.tolist() == same.tolist()
    pd.testing.assert_frame_equal(made, of_incidents)
    for frame, copy in zip(frames, before, strict=True):
        pd.testing.assert_frame_equal(frame, copy)
    assert pairs == [
        array.tolist()
        for members in dataset.members.values()
        for array in (members.codes, members.rows)
    ]
