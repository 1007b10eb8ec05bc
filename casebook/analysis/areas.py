"""Boxes of the map, as a filter: `west,south,east,north` in degrees, as it stands in an address."""

import re

import numpy as np

from casebook.tables.dataset import Dataset, Mask

_DEGREES = r"-?\d{1,3}(?:\.\d{1,2})?"
_AREA = re.compile(rf"{_DEGREES}(?:,{_DEGREES}){{3}}", re.ASCII)


def tidied(text: str) -> str:
    """The box as it is kept; "" where the text names none."""
    if not _AREA.fullmatch(text):
        return ""
    west, south, east, north = corners(text)
    inside = -180 <= west < east <= 180 and -90 <= south < north <= 90
    return written(west, south, east, north) if inside else ""


def written(west: float, south: float, east: float, north: float) -> str:
    """A box as an address has it."""
    return ",".join(f"{round(one, 2) + 0.0:.12g}" for one in (west, south, east, north))


def corners(area: str) -> tuple[float, float, float, float]:
    """West, south, east and north of a box."""
    west, south, east, north = map(float, area.split(","))
    return west, south, east, north


def mask(dataset: Dataset, area: str) -> Mask:
    """Which claims are about an incident whose place has coordinates within the box.

    Where only the country is told nothing says that it was within.
    """
    west, south, east, north = corners(area)
    x, y = (dataset.incidents[name].to_numpy() for name in ("longitude", "latitude"))
    inside = np.append((x >= west) & (x <= east) & (y >= south) & (y <= north), False)
    return np.asarray(inside[dataset.claims["incident"].to_numpy()], dtype=bool)


def in_words(area: str) -> str:
    """The box as an atlas names it: `30–38.5° N, 60–75° E`."""
    west, south, east, north = corners(area)
    return f"{_span(south, north, 'N', 'S')}, {_span(west, east, 'E', 'W')}"


def _span(low: float, high: float, above: str, below: str) -> str:
    if low < 0 < high:
        return f"{-low:g}° {below} to {high:g}° {above}"
    near, far = sorted((abs(low), abs(high)))
    return f"{near:g}–{far:g}° {above if high > 0 else below}"
