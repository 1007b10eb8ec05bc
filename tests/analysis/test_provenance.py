"""From which original source claims came to which outlet."""

from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.analysis.provenance import Provenance, provenance
from casebook.analysis.selection import Selection
from casebook.tables import derive, read
from casebook.tables.dataset import Dataset, Rows
from casebook.words import NO_SPEAKER, NOT_STATED, OTHERS
from tests import selections, small

Folders = tuple[Path, Path]


def every(dataset: Dataset) -> Rows:
    return np.arange(len(dataset.claims))


def cells(grid: Provenance) -> dict[tuple[str, str], int]:
    """The claims of each cell by the names of its row and column."""
    return {
        (grid.origins["name"].iat[cell.origin], grid.outlets["name"].iat[cell.outlet]): cell.claims
        for cell in grid.cells.itertuples()
    }  # type: ignore[misc]


def test_claims_stand_by_original_source_and_outlet_those_with_most_first(
    dataset: Dataset,
) -> None:
    grid = provenance(dataset, every(dataset), 12, 9)
    assert grid.origins[["name", "claims"]].to_numpy().tolist() == [
        ["Government of Kabul", 2],
        ["Experts (unnamed)", 1],
        ["Reds", 1],
        ["The Herald", 1],
        [NO_SPEAKER, 3],
    ]
    assert grid.outlets[["name", "claims"]].to_numpy().tolist() == [
        ["Daily Paper", 4],
        [NOT_STATED, 4],
    ]
    assert cells(grid) == {
        ("Government of Kabul", "Daily Paper"): 2,
        ("Experts (unnamed)", NOT_STATED): 1,
        ("Reds", "Daily Paper"): 1,
        ("The Herald", NOT_STATED): 1,
        (NO_SPEAKER, "Daily Paper"): 1,
        (NO_SPEAKER, NOT_STATED): 2,
    }


def test_a_cell_says_who_relayed_its_claims_the_party_nearest_to_the_article(
    folders: Folders,
) -> None:
    small.change(folders[0], "claims", "smith-2020-003", via="Blues > The Herald")
    small.change(folders[0], "claims", "smith-2020-001", via="The Herald")
    tables, _ = read.read(*folders)
    dataset = derive.dataset(tables)
    tips = provenance(dataset, every(dataset), 12, 9).cells["tip"].tolist()
    assert "Reds in Daily Paper: 1 claim · relayed by Blues (1)" in tips
    assert (
        "Government of Kabul in Daily Paper: 2 claims · 1 quoted directly · "
        "relayed by The Herald (1)" in tips
    )
    assert f"{NO_SPEAKER} in {NOT_STATED}: 2 claims" in tips


def test_all_beyond_the_limit_share_a_row_that_says_how_many_they_are(dataset: Dataset) -> None:
    grid = provenance(dataset, every(dataset), 2, 1)
    assert grid.origins.to_numpy().tolist() == [
        ["Government of Kabul", "Government of Kabul", 2],
        [OTHERS, "(3 others)", 3],
        [NO_SPEAKER, NO_SPEAKER, 3],
    ]
    assert grid.outlets["label"].tolist() == ["(2 others)"]
    assert grid.cells["tip"].iat[1].startswith("(3 others) in (2 others): 3 claims · 2 quoted")


def test_a_pair_without_a_claim_has_no_cell(dataset: Dataset) -> None:
    nothing = provenance(dataset, every(dataset)[:0], 12, 9)
    assert (len(nothing.origins), len(nothing.outlets), len(nothing.cells)) == (0, 0, 0)
    own = provenance(dataset, np.flatnonzero(dataset.claims["speaker"] == ""), 12, 9)
    assert own.origins["name"].tolist() == [NO_SPEAKER]


@settings(max_examples=40)
@given(selections.of_small(), st.integers(2, 6), st.integers(2, 4))
def test_every_claim_stands_in_one_cell(
    dataset: Dataset, chosen: Selection, origins: int, outlets: int
) -> None:
    rows = chosen.apply(dataset)
    grid = provenance(dataset, rows, origins, outlets)
    part = dataset.claims.iloc[rows]
    rows_of_grid, columns = set(grid.origins["name"]), set(grid.outlets["name"])
    slow: Counter[tuple[str, str]] = Counter()
    for speaker, origin, outlet in zip(
        part["speaker"], part["origin"], part["outlet"], strict=True
    ):
        source = NO_SPEAKER if not speaker else origin if origin in rows_of_grid else OTHERS
        paper = outlet or NOT_STATED
        slow[source, paper if paper in columns else OTHERS] += 1
    assert cells(grid) == slow
    for frame, limit in ((grid.origins, origins + 1), (grid.outlets, outlets)):
        assert len(frame) <= limit
        named = frame.loc[~frame["name"].isin([OTHERS, NO_SPEAKER, NOT_STATED]), "claims"]
        assert named.is_monotonic_decreasing
        assert frame["claims"].sum() == len(rows)


def test_nothing_is_written_to_the_data(dataset: Dataset) -> None:
    before = dataset.claims.copy(deep=True)
    provenance(dataset, every(dataset), 2, 1)
    pd.testing.assert_frame_equal(dataset.claims, before)
