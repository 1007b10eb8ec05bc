"""What goes if claims with a caveat are left out, and the filters that do so or show them."""

from pathlib import Path

import numpy as np
from hypothesis import given, settings

from casebook.analysis import sensitivity
from casebook.analysis.counting import counts_of
from casebook.analysis.selection import Selection
from casebook.tables import schema
from casebook.tables.dataset import Dataset
from tests import selections, small

Folders = tuple[Path, Path]
ITSELF, SINGLE, INFERRED, OPINION = schema.CAVEATS


def ids(dataset: Dataset, chosen: Selection) -> set[str]:
    return set(dataset.claims["claim_id"].iloc[chosen.apply(dataset)])


def leaving_out(dataset: Dataset, chosen: Selection) -> list[sensitivity.LeavingOut]:
    return sensitivity.leaving_out(dataset, chosen, chosen.filtered(dataset))


def test_each_caveat_holds_for_its_claims(folders: Folders) -> None:
    small.change(folders[0], "claims", "herald-2021-strike-004", kind="opinion")
    dataset = small.loaded(folders)
    claims = dataset.claims
    tellers = claims[claims["incident_id"] != ""].groupby("incident_id")["origin"].nunique()
    alone = claims["incident_id"].isin(tellers.index[tellers == 1])
    expected = {
        ITSELF: {"smith-2020-003"},
        SINGLE: set(claims["claim_id"][alone]),
        INFERRED: set(claims["claim_id"][claims["date_basis"] == "inferred"]),
        OPINION: {"herald-2021-strike-004"},
    }
    for caveat, held in expected.items():
        assert held
        assert ids(dataset, Selection(caveat=(caveat,))) == held
        assert ids(dataset, Selection(without=(caveat,))) == set(claims["claim_id"]) - held


def test_a_claim_about_no_incident_is_none_of_an_incident_with_one_original_source(
    dataset: Dataset,
) -> None:
    about_none = set(dataset.claims["claim_id"][dataset.claims["incident_id"] == ""])
    assert about_none
    assert about_none <= ids(dataset, Selection(without=(SINGLE,)))


@settings(max_examples=25)
@given(selections.of_small())
def test_what_goes_is_what_a_look_at_the_claims_shows(dataset: Dataset, chosen: Selection) -> None:
    rows = chosen.apply(dataset)
    for one in leaving_out(dataset, chosen):
        if one.done:
            continue
        only = np.intersect1d(rows, Selection(caveat=(one.caveat,)).apply(dataset))
        assert one.goes == len(only)
        assert one.before == counts_of(dataset, rows)
        assert one.after == counts_of(dataset, np.setdiff1d(rows, only))


def test_what_goes_is_said_in_words(dataset: Dataset) -> None:
    itself, single, inferred, opinion = leaving_out(dataset, Selection())
    assert itself.in_words() == "1 of 8 claims goes, and with it 1 original source."
    assert inferred.in_words() == ("3 of 8 claims go, and with them 3 original sources.")
    assert opinion.in_words() == "No claim goes."
    (again, *_) = leaving_out(dataset, Selection(without=(ITSELF,)))
    assert again.done
    assert again.in_words() == "1 of 8 claims is left out, and with it 1 original source."
    assert single.goes == 2


def test_without_claims_nothing_goes(dataset: Dataset) -> None:
    nothing = Selection(kind=("denial",), group=("Blues",))
    assert {one.in_words() for one in leaving_out(dataset, nothing)} == {"No claim goes."}


def test_a_selection_says_what_it_leaves_out(dataset: Dataset) -> None:
    assert Selection(without=(INFERRED, OPINION)).describe(dataset) == (
        "claims leaving out inferred dates and opinion"
    )
    assert Selection(caveat=(INFERRED,)).describe(dataset) == (
        "claims with the caveat inferred dates"
    )
