"""Where incidents happened: the marks of the map, and what is not among them."""

from pathlib import Path

import pytest
from hypothesis import given

from casebook.analysis import places
from casebook.analysis.selection import Selection
from casebook.tables.dataset import Dataset
from tests import selections, small

Folders = tuple[Path, Path]
ATTACK, RETREAT, FOUNDING = "2020-05-05-kabul-attack", "2015-blues-retreat", "undated-reds-founding"
KABUL = "34.5281 69.1723"


def found_in(dataset: Dataset, chosen: Selection | None = None) -> places.Places:
    return places.places(dataset, (chosen or Selection()).apply(dataset))


def marks(found: places.Places) -> dict[str, dict[str, object]]:
    return {str(one["key"]): one for one in found.marks.to_dict("records")}


def test_an_incident_stands_at_its_place_with_what_the_selection_says_of_it(
    dataset: Dataset,
) -> None:
    found = found_in(dataset)
    (mark,) = marks(found).values()
    assert (mark["key"], mark["form"]) == (KABUL, "place")
    assert mark["tip"] == "Kabul: Attack in Kabul · 3 original sources · disputed"
    assert dataset.cell("claim_id", mark["first_claim"]) == "herald-2021-strike-001"
    assert found.keys_of(dataset.incidents.index.get_loc(ATTACK)) == [KABUL]
    assert found.keys_of(dataset.incidents.index.get_loc(RETREAT)) == []
    (mark,) = marks(found_in(dataset, Selection(outlet=("Daily Paper",)))).values()
    assert dataset.cell("claim_id", mark["first_claim"]) == "smith-2020-001"
    assert places.in_words(found) == (
        "3 incidents: 1 at a place, 2 without a place. 2 claims are about no incident."
    )


def test_an_incident_of_two_countries_stands_in_both_and_is_counted_once(folders: Folders) -> None:
    small.change(folders[0], "incidents", RETREAT, country="IRN; AFG")
    found = found_in(small.loaded(folders))
    assert [*marks(found)] == [KABUL, "AFG", "IRN"]
    assert marks(found)["IRN"]["tip"] == (
        "Iran: Retreat of the Blues · 1 original source · only the country is told"
    )
    assert found.marks.set_index("key")["longitude"].isna().to_dict() == {
        KABUL: False,
        "AFG": True,
        "IRN": True,
    }
    assert (found.incidents, found.spotted, found.in_countries, found.nowhere) == (3, 1, 1, 1)
    assert found.by_country == {"AFG": 2, "IRN": 1}


def test_incidents_at_one_spot_are_one_mark_that_lists_them_newest_first(folders: Folders) -> None:
    there = {"country": "AFG", "latitude": "34.5281", "longitude": "69.1723"}
    for incident, precision in ((RETREAT, "province"), (FOUNDING, "place")):
        small.change(folders[0], "incidents", incident, **there, place_precision=precision)
    dataset = small.loaded(folders)
    found = found_in(dataset)
    (mark,) = marks(found).values()
    assert dataset.incidents.index[found.at(KABUL)].tolist() == [ATTACK, RETREAT, FOUNDING]
    assert (mark["incidents"], mark["disputed"], mark["form"]) == (3, 1, "place")
    assert str(mark["tip"]).endswith("1 disputed · 1 known to the province")
    assert found.at("nowhere").tolist() == []


def test_too_many_spots_share_the_marks_of_their_squares(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    for incident, latitude in ((RETREAT, "34.9"), (FOUNDING, "41.5")):
        place = {"place": incident, "place_precision": "place", "latitude": latitude}
        small.change(folders[0], "incidents", incident, **place, longitude="69.2")
    dataset = small.loaded(folders)
    assert len(found_in(dataset).marks) == 3
    monkeypatch.setattr(places, "MOST_SPOTS", 2)
    found = found_in(dataset)
    assert found.square == 0.5
    assert found.marks.set_index("name")["incidents"].to_dict() == {
        "Kabul and 1 other place near it": 2,
        FOUNDING: 1,
    }
    assert "Incidents in one square of 0.5° share a circle." in places.in_words(found)


@given(selections.of_small())
def test_what_is_on_the_map_and_what_is_not_add_up(dataset: Dataset, chosen: Selection) -> None:
    rows = chosen.apply(dataset)
    found = places.places(dataset, rows)
    incidents = [name for name in dataset.cells("incident_id", rows) if name]
    assert found.incidents == len(set(incidents))
    assert found.spotted + found.in_countries + found.nowhere == found.incidents
    assert found.about_none == len(rows) - len(incidents)
    assert set(found.marks["first_claim"]) <= set(rows.tolist())
    assert (found.marks["incidents"] > 0).all()
    assert (found.marks["disputed"] <= found.marks["incidents"]).all()
