"""The outlines of countries, from Natural Earth: they travel with the project.

Borders are those held in fact, as Natural Earth draws them. A country without a code of ISO 3166
has an outline and nothing else; a few that have a code have no outline: overseas parts, mostly.
"""

import json
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pycountry

_FILE = Path(__file__).parent / "natural_earth" / "countries-50m.json"
_STEPS = 100  # a degree: the browser's outlines are in whole numbers of such steps
_COARSE = 30
Ring = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Country:
    """A country's code of three letters, "" where it has none, and its polygons.

    A polygon is its outer ring, then its holes; a ring is closed and has a row a point: longitude
    and latitude.
    """

    code: str
    polygons: tuple[tuple[Ring, ...], ...] = field(repr=False)


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """All countries that have an outline."""
    topology = json.loads(_FILE.read_bytes())
    scale, shift = (np.array(topology["transform"][name]) for name in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]
    return tuple(
        Country(
            _code(geometry.get("id", "")),
            tuple(
                part
                for polygon in _polygons(geometry)
                for part in _cut(tuple(_ring(arcs, places) for places in polygon))
            ),
        )
        for geometry in topology["objects"]["countries"]["geometries"]
    )


def _code(number: str) -> str:
    country = pycountry.countries.get(numeric=number) if number else None
    return str(country.alpha_3) if country else ""


def _polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    alone = geometry["type"] == "Polygon"
    return [geometry["arcs"]] if alone else geometry["arcs"]


def _ring(arcs: list[Ring], places: list[int]) -> Ring:
    """Its arcs, each beginning where the one before ends; ~n is arc n backwards.

    Beyond 180 degrees it goes on; a ring around the pole is closed along it.
    """
    parts = [arcs[place] if place >= 0 else arcs[~place][::-1] for place in places]
    ring = np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
    ring[:, 0] = np.unwrap(ring[:, 0], period=360)
    if abs(ring[-1, 0] - ring[0, 0]) < 180:
        return ring
    return np.vstack([ring, [ring[-1, 0], -90.0], [ring[0, 0], -90.0], ring[0]])


def _cut(polygon: tuple[Ring, ...]) -> list[tuple[Ring, ...]]:
    """The polygon, in two where it goes on beyond 180 degrees."""
    outer = polygon[0][:, 0]
    turns = [
        turn
        for turn in (-360, 0, 360)
        if (outer + turn > -180).any() and (outer + turn < 180).any()
    ]
    return [
        tuple(
            np.column_stack([(ring[:, 0] + turn).clip(-180, 180), ring[:, 1]]) for ring in polygon
        )
        for turn in turns
    ]


@lru_cache(maxsize=512)
def own_place(code: str) -> tuple[float, float] | None:
    """Where a country's own mark stands: the middle of its largest part, always within it.

    None where it has no outline.
    """
    rings = [polygon[0] for one in countries() if one.code == code for polygon in one.polygons]
    if not rings:
        return None
    ring = max(rings, key=_size)
    latitude = float((ring[:, 1].min() + ring[:, 1].max()) / 2)
    (x, y), (next_x, next_y) = ring[:-1].T, ring[1:].T
    crosses = (y <= latitude) != (next_y <= latitude)
    share = (latitude - y[crosses]) / (next_y - y)[crosses]
    borders = np.sort(x[crosses] + share * (next_x - x)[crosses])
    west, east = borders[::2], borders[1::2]
    widest = int(np.argmax(east - west))
    return float((west[widest] + east[widest]) / 2), latitude


def _size(ring: Ring) -> float:
    x, y = ring[:, 0] * np.cos(np.radians(ring[:, 1].mean())), ring[:, 1]
    return float(abs((x[:-1] * y[1:] - x[1:] * y[:-1]).sum()))


@lru_cache(maxsize=1)
def for_browsers() -> bytes:
    """The outlines as the page draws them, in JSON.

    A list of countries, each its code and the data of two SVG paths, 100 steps a degree, north up:
    as fine as they are, and as a map of the world needs them.
    """
    drawn = [
        [one.code, *("".join(_path(ring, step) for ring in _rings(one)) for step in (1, _COARSE))]
        for one in countries()
    ]
    return json.dumps(drawn, separators=(",", ":")).encode()


@lru_cache(maxsize=1)
def edition() -> str:
    """Names these outlines; others have another name, so that browsers may keep them for ever."""
    return sha256(for_browsers()).hexdigest()[:12]


def _rings(country: Country) -> list[Ring]:
    return [ring for polygon in country.polygons for ring in polygon]


def _path(ring: Ring, step: int) -> str:
    steps = np.rint(ring * (_STEPS, -_STEPS) / step).astype(int) * step
    moves = np.diff(steps, axis=0)
    moves = moves[(moves != 0).any(axis=1)]
    if len(moves) < 3:
        return ""
    lines = "".join(f"{x},{y} " for x, y in moves[:-1].tolist())
    return f"M{steps[0][0]},{steps[0][1]}l{lines.rstrip()}z"
