"""The outlines of countries that travel with the project."""

import json
import re

import numpy as np
import pycountry

from casebook.charts import outlines


def test_every_ring_is_closed_and_on_the_globe_and_none_runs_across_it() -> None:
    for country in outlines.countries():
        for polygon in country.polygons:
            for ring in polygon:
                assert np.allclose(ring[0], ring[-1]), country.code
                assert np.abs(ring[:, 0]).max() <= 180
                assert np.abs(ring[:, 1]).max() <= 90
                jumps = np.abs(np.diff(ring[:, 0])) > 180
                assert (ring[:-1, 1][jumps] == -90).all(), country.code  # along the pole


def test_nearly_all_countries_have_an_outline_and_their_own_place_is_within_it() -> None:
    without = {one.alpha_3 for one in pycountry.countries if not outlines.own_place(one.alpha_3)}
    assert len(without) < 16
    assert not without & {"AFG", "FJI", "MDV", "NOR", "RUS", "SGP", "USA"}
    x, y = outlines.own_place("AFG") or (0, 0)
    assert 60.5 < x < 75
    assert 29.4 < y < 38.5
    assert outlines.own_place("NOT") is None


def test_browsers_get_paths_of_whole_numbers_and_another_name_for_other_outlines() -> None:
    drawn = json.loads(outlines.for_browsers())
    assert {"AFG", ""} < {code for code, _, _ in drawn}
    assert all(re.fullmatch(r"[-Mlz\d, ]*", path) for _, *paths in drawn for path in paths)
    assert sum(len(coarse) for *_, coarse in drawn) < sum(len(fine) for _, fine, _ in drawn) * 0.6
    assert re.fullmatch("[0-9a-f]{12}", outlines.edition())
