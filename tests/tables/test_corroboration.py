from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given

from casebook.analysis.selection import Selection
from casebook.tables import derive, schema
from casebook.tables.dataset import Dataset, Tables
from tests import generated, small

ALONE, ONE, SEVERAL_OUTLETS, TWO, UNKNOWN = schema.CORROBORATION
HERALD, SMITH = "herald-2021-strike", "smith-2020"
Folders = tuple[Path, Path]


def of(dataset: Dataset, claim_id: str) -> list[str]:
    members, row = dataset.members["corroboration"], dataset.row(claim_id)
    return [members.names[code] for code in members.codes[members.rows == row]]


def test_claims_on_one_incident_share_what_stands_behind_it_and_any_other_stands_for_itself(
    folders: Folders,
) -> None:
    small.change(folders[0], "sources", HERALD, outlet="The Herald")
    dataset = small.loaded(folders)
    for claim_id in (f"{HERALD}-001", f"{SMITH}-001", f"{SMITH}-002", f"{SMITH}-003"):
        assert of(dataset, claim_id) == [TWO]
    assert of(dataset, f"{HERALD}-002") == [ALONE, ONE]
    assert of(dataset, f"{HERALD}-004") == [ALONE, ONE]
    kept = Selection(corroboration=(ONE,), outlet=("Daily Paper",))
    assert len(kept.apply(dataset)) == 0


def test_what_articles_of_several_outlets_repeat_from_one_original_source_is_told_apart(
    folders: Folders,
) -> None:
    data, _ = folders
    small.change(data, "claims", f"{SMITH}-004", speaker="Reds")
    small.change(data, "claims", f"{HERALD}-004", speaker="Reds")
    assert of(small.loaded(folders), f"{SMITH}-004") == [ALONE, ONE]
    small.relate(data, f"{HERALD}-004", "repeats", f"{SMITH}-004")
    small.change(data, "sources", HERALD, outlet="The Herald")
    dataset = small.loaded(folders)
    for claim_id in (f"{SMITH}-004", f"{HERALD}-004"):
        assert of(dataset, claim_id) == [ONE, SEVERAL_OUTLETS]


@pytest.mark.parametrize("relation", sorted({*schema.RELATIONS} - {schema.REPEATS}))
def test_a_relation_other_than_repeats_makes_of_two_claims_no_telling_of_one_thing(
    folders: Folders, relation: str
) -> None:
    small.relate(folders[0], f"{HERALD}-004", relation, f"{SMITH}-004", note="Why.")
    dataset = small.loaded(folders)
    assert of(dataset, f"{HERALD}-004") == [ALONE, ONE]


@pytest.mark.parametrize(
    ("outlets", "expected"),
    [
        (("", ""), [ONE]),
        (("Daily Paper", ""), [ONE]),
        (("Daily Paper", "Daily Paper"), [ALONE, ONE]),
    ],
)
def test_where_an_outlet_is_not_stated_two_articles_are_neither_of_one_outlet_nor_of_several(
    folders: Folders, outlets: Sequence[str], expected: list[str]
) -> None:
    data, _ = folders
    for source_id, outlet in zip((HERALD, SMITH), outlets, strict=True):
        small.change(data, "sources", source_id, outlet=outlet)
    for claim_id in (f"{HERALD}-004", f"{SMITH}-004"):
        small.change(data, "claims", claim_id, speaker="Reds")
    small.relate(data, f"{HERALD}-004", "repeats", f"{SMITH}-004")
    assert of(small.loaded(folders), f"{SMITH}-004") == expected


def test_what_nobody_is_named_for_adds_no_original_source(folders: Folders) -> None:
    data, _ = folders
    assert of(small.loaded(folders), f"{SMITH}-004") == [ALONE, UNKNOWN]
    small.relate(data, f"{HERALD}-004", "repeats", f"{SMITH}-004")
    assert of(small.loaded(folders), f"{SMITH}-004") == [ONE]


@given(generated.tables())
def test_every_claim_has_one_original_source_several_or_none_that_is_known(tables: Tables) -> None:
    members = derive.dataset(tables).members["corroboration"]
    named = pd.Series([members.names[code] for code in members.codes])
    found = named[named.isin([ONE, TWO, UNKNOWN])]
    assert sorted(members.rows[found.index]) == list(range(len(tables.frames["claims"])))
    held = named.groupby(members.rows).agg(set)
    assert not any({ALONE, SEVERAL_OUTLETS} <= names for names in held)


def test_a_chain_of_repetitions_is_one_thing_however_long(folders: Folders) -> None:
    data, _ = folders
    ids = [f"{SMITH}-{number}" for number in range(101, 140)]
    rows = [
        dict(small.TABLES["claims"][-1], claim_id=one, speaker="Reds", kind="report") for one in ids
    ]
    small.add(data, "claims", *rows)
    for one, other in pairwise(ids):
        small.relate(data, one, "repeats", other)
    small.change(data, "claims", ids[20], speaker="The Herald")
    dataset = small.loaded(folders)
    assert {name for one in ids for name in of(dataset, one)} == {ALONE, TWO}
