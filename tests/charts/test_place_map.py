"""The map of places as a picture."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest

from casebook.analysis import places
from casebook.analysis.places import COUNTRY, Places
from casebook.analysis.selection import Selection
from casebook.charts import picture, place_map
from casebook.tables.dataset import Dataset
from tests import small

RETREAT, FOUNDING = "2015-blues-retreat", "undated-reds-founding"


def found_in(dataset: Dataset, chosen: Selection | None = None) -> Places:
    return places.places(dataset, (chosen or Selection()).apply(dataset))


@pytest.fixture
def told(folders: tuple[Path, Path]) -> Dataset:
    """The small casebook with an incident in a country, and one in a country without outline."""
    small.change(folders[0], "incidents", RETREAT, country="IRN; GIB")
    small.change(folders[0], "incidents", FOUNDING, country="IRN")
    return small.loaded(folders)


def test_countries_stand_at_their_own_places_and_those_without_an_outline_are_named(
    told: Dataset,
) -> None:
    marks = found_in(told).marks
    drawn = place_map.located(marks)
    assert drawn["longitude"].notna().all()
    assert [*drawn["key"]] == ["34.5281 69.1723", "IRN"]
    assert [*place_map.without_outline(marks)["name"]] == ["Gibraltar"]


def test_the_map_shows_all_marks_and_never_too_little(dataset: Dataset, told: Dataset) -> None:
    whole = place_map.extent(place_map.located(found_in(told).marks))
    assert whole.west < 53
    assert whole.east > 69.2
    assert whole.north - whole.south >= 26
    near = place_map.extent(found_in(dataset).marks)
    assert near.north - near.south == pytest.approx(9)
    nothing = found_in(dataset, Selection(group=("Greens",))).marks
    assert place_map.extent(nothing).east == 180


@pytest.mark.usefixtures("no_process")
def test_a_picture_has_numbers_and_forms_and_no_name_from_the_tables(
    folders: tuple[Path, Path],
) -> None:
    small.change(folders[0], "incidents", RETREAT, country="IRN")
    small.change(folders[0], "incidents", FOUNDING, country="IRN")
    found = found_in(small.loaded(folders))
    found.marks["name"] = found.marks["tip"] = "</text>__proto__"
    spec = picture.specification(place_map.chart_of_places(found, 540), [], 540)
    drawn = ElementTree.fromstring(picture.drawn(spec, "svg"))
    texts = ["".join(one.itertext()) for one in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert {*filter(None, texts)} == {
        places.TITLE,
        "2",
        "place",
        "only the country told",
        "disputed",
    }


@pytest.mark.usefixtures("no_process")
def test_a_map_of_nothing_is_a_map(dataset: Dataset) -> None:
    found = found_in(dataset, Selection(group=("Greens",)))
    spec = picture.specification(place_map.chart_of_places(found, 540), [], 540)
    assert b"<path" in picture.drawn(spec, "svg")
    assert json.dumps(spec).count(COUNTRY) == 0


def test_circles_that_would_hide_one_another_are_one_with_all_their_incidents() -> None:
    spots = [(69.17, 34.52, 6, 9), (69.21, 34.56, 1, 4), (37.0, 55.0, 2, 3)]
    marks = pd.DataFrame(spots, columns=["longitude", "latitude", "incidents", "origins"])
    marks = marks.assign(form="place", disputed=[1, 0, 0])
    circles = place_map._circles(marks, place_map._Sheet.of(marks, 540))
    assert circles["incidents"].tolist() == [7, 2]
    assert circles["disputed"].tolist() == [1, 0]
