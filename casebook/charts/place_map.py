"""The map of places as a picture: quiet land, and the marks of `analysis.places` on it.

The page draws the same marks itself, so that they can be moved (`views/place_map/`). Both show
degrees as they are, narrowed east to west as in the middle of the map: shapes are right there.
"""

import json
from math import cos, hypot, radians, sqrt
from typing import Any, NamedTuple, cast

import altair as alt
import numpy as np
import pandas as pd

from casebook.analysis.places import COUNTRY, FORMS, TITLE, Places
from casebook.charts import outlines, theme
from casebook.charts.encodings import PADDING

BORDERS = "Borders as held in fact (Natural Earth); a country’s own mark stands in its middle."
MEANING = (
    "The larger a circle, the more original sources; a number counts incidents; those of several "
    "countries count in each."
)
HEIGHT = 320
# Degrees of latitude that are shown however near to one another the marks are: of spots, and where
# there is a country's own mark.
_LEAST, _LEAST_OF_COUNTRIES = 9.0, 26.0
_MARGIN = 0.12
# Pixels; circles grow up to so many original sources, or the most that there are.
_RADIUS, _GROWTH, _MOST = 6.0, 16.0, 25
_TAG_HEIGHT = 18.0
_SPREADS = (0.0, 14.0, 20.0, 28.0, 38.0, 50.0)
_TINTED, _LAND, _BORDER, _SEA, _INK = "#d5e2ef", "#ebedf0", "#bcc3cb", "#f7f9fb", "#1b2430"
_LEGEND = 30
_HOLLOW: dict[str, Any] = {"fill": "#ffffff", "stroke": theme.ACCENT, "strokeWidth": 2}
_RING: dict[str, Any] = {"fill": "#ffffff", "stroke": theme.DISPUTED, "strokeWidth": 2}
_LOOKS: dict[str, dict[str, Any]] = {
    "place": {"fill": theme.ACCENT, "stroke": "#ffffff", "strokeWidth": 1},
    "province": _HOLLOW,
    "region": {**_HOLLOW, "strokeDash": [3, 2.5]},
    COUNTRY: {"fill": "#ffffff", "stroke": "#5f6975", "strokeWidth": 1.2},
}
_FORM_WORDS = {
    "place": "place",
    "province": "province",
    "region": "region",
    COUNTRY: "only the country told",
}


class Extent(NamedTuple):
    """A part of the world in degrees."""

    west: float
    south: float
    east: float
    north: float


def located(marks: pd.DataFrame) -> pd.DataFrame:
    """The marks with countries at their own places; without countries that have no outline."""
    own = [outlines.own_place(key) for key in marks["key"].where(marks["form"] == COUNTRY, "")]
    found = marks.copy()
    for at, name in enumerate(("longitude", "latitude")):
        place = pd.Series([one[at] if one else np.nan for one in own], marks.index, dtype=float)
        found[name] = marks[name].fillna(place)
    return found[found["longitude"].notna()]


def without_outline(marks: pd.DataFrame) -> pd.DataFrame:
    """The marks of countries that have no outline, so that they can't be drawn."""
    return marks.drop(located(marks).index)


def extent(marks: pd.DataFrame) -> Extent:
    """What the map shows at first: all marks that are located, with a margin, never too little."""
    if marks.empty:
        return Extent(-170.0, -55.0, 180.0, 78.0)
    x, y = marks["longitude"], marks["latitude"]
    width, height = x.max() - x.min(), y.max() - y.min()
    least = _LEAST_OF_COUNTRIES if (marks["form"] == COUNTRY).any() else _LEAST
    wide = max(width * _MARGIN, (least * 1.6 - width) / 2)
    high = max(height * _MARGIN, (least - height) / 2)
    return Extent(
        float(max(x.min() - wide, -180)),
        float(max(y.min() - high, -90)),
        float(min(x.max() + wide, 180)),
        float(min(y.max() + high, 84)),
    )


def chart_of_places(found: Places, width: int) -> alt.LayerChart:
    """The map; the countries in which incidents were are tinted.

    Circles that would hide one another are one, with all their incidents, and countries' own marks
    stand beside what would cover them.
    """
    marks = located(found.marks)
    sheet = _Sheet.of(marks, width)
    circles = _circles(marks[marks["form"] != COUNTRY], sheet)
    tags = _tags(marks[marks["form"] == COUNTRY], sheet, circles)
    layers = [
        _paper(width),
        _land(sheet, {*found.by_country}),
        *_drawn(pd.concat([circles, tags], ignore_index=True)),
        *_legend(marks),
    ]
    whole = alt.layer(*layers).properties(
        title=TITLE, width=width, height=HEIGHT + _LEGEND, padding=PADDING
    )
    return cast(alt.LayerChart, whole)


class _Sheet(NamedTuple):
    """The paper: what it shows, and how many pixels a degree has."""

    x: float
    y: float
    narrow: float
    scale: float
    width: int

    @classmethod
    def of(cls, marks: pd.DataFrame, width: int) -> "_Sheet":
        whole = extent(marks)
        y = (whole.south + whole.north) / 2
        narrow = cos(radians(min(abs(y), 60)))
        high = HEIGHT / (whole.north - whole.south)
        scale = min(width / (whole.east - whole.west) / narrow, high)
        return cls((whole.west + whole.east) / 2, y, narrow, scale, width)

    def pixels(self, degrees: outlines.Ring) -> outlines.Ring:
        """Rows of longitude and latitude as pixels from the left and the top."""
        stretch = (self.scale * self.narrow, -self.scale)
        return (degrees - (self.x, self.y)) * stretch + (self.width / 2, HEIGHT / 2)


def _circles(marks: pd.DataFrame, sheet: _Sheet) -> pd.DataFrame:
    """The circles, each of which takes in those that lie over its middle; the largest first."""
    most = max(marks["origins"].max() if len(marks) else 0, _MOST)
    pixels = sheet.pixels(marks[["longitude", "latitude"]].to_numpy(dtype=float))
    frame = marks.assign(x=pixels[:, 0], y=pixels[:, 1])
    circles: list[dict[str, Any]] = []
    for mark in frame.sort_values("origins", ascending=False, kind="stable").to_dict("records"):
        size = _size(mark, most, len(frame))
        for one in circles:
            if hypot(one["x"] - mark["x"], one["y"] - mark["y"]) < max(one["wide"], size):
                for counted in ("incidents", "disputed"):
                    one[counted] += mark[counted]
                one["wide"] = one["high"] = _size(one, most, len(frame))
                break
        else:
            circles.append({**mark, "wide": size, "high": size})
    return pd.DataFrame(circles, columns=[*frame.columns, "wide", "high"])


def _size(mark: dict[str, Any], most: int, count: int) -> float:
    """The radius of a circle in pixels: its area grows with the number of original sources.

    Many circles are smaller.
    """
    size = _RADIUS + _GROWTH * sqrt((mark["origins"] - 1) / most) * min(1, sqrt(50 / count))
    digits = len(f"{mark['incidents']:,}")
    return max(size, 6 + 3.2 * digits) if mark["incidents"] > 1 else size


def _tags(marks: pd.DataFrame, sheet: _Sheet, circles: pd.DataFrame) -> pd.DataFrame:
    """Countries' own marks, each at its place or beside it, where nothing stands yet."""
    taken = circles[["x", "y", "wide", "high"]].to_numpy(dtype=float)
    own = sheet.pixels(marks[["longitude", "latitude"]].to_numpy(dtype=float))
    placed = []
    for place, incidents in zip(own, marks["incidents"].tolist(), strict=True):
        size = (6 + 3.6 * len(f"{incidents:,}"), _TAG_HEIGHT / 2)
        taken = np.vstack([taken, [*_free(place, size, taken), *size]])
        placed.append(taken[-1])
    columns = np.array(placed, dtype=float).reshape(len(placed), 4)
    frame = marks[["form", "incidents", "disputed"]]
    return frame.assign(**dict(zip(("x", "y", "wide", "high"), columns.T, strict=True)))


def _free(place: outlines.Ring, size: tuple[float, float], taken: outlines.Ring) -> outlines.Ring:
    """The nearest of some places around this one that is free; itself, where none is."""
    turns = np.arange(8) * np.pi / 4
    around = np.column_stack([np.cos(turns), np.sin(turns)])
    for far in _SPREADS:
        for there in place + far * around:
            gaps = np.abs(taken[:, :2] - there) - taken[:, 2:] - size
            if not (gaps < 2).all(axis=1).any():
                return there
    return place


def _paper(width: int) -> alt.Chart:
    data = alt.InlineData(values=[{"x": 0, "y": 0, "to": width, "down": HEIGHT}])
    return (
        alt.Chart(data)
        .mark_rect(fill=_SEA, stroke=_BORDER, aria=False)
        .encode(_at("x"), _at("y"), x2="to:Q", y2="down:Q")
    )


def _land(sheet: _Sheet, tinted: set[str]) -> alt.Chart:
    shapes = [
        {
            "type": "Feature",
            "properties": {"fill": _TINTED if country.code in tinted else _LAND},
            "geometry": {"type": "MultiPolygon", "coordinates": polygons},
        }
        for country in outlines.countries()
        if (polygons := _polygons(country, sheet))
    ]
    # As text: Altair would look through every point.
    data = alt.InlineData(values=json.dumps(shapes), format=alt.JsonDataFormat(type="json"))
    return (
        alt.Chart(data)
        .mark_geoshape(stroke=_BORDER, strokeWidth=0.5, aria=False)
        .encode(fill=alt.Fill("properties.fill:N", scale=None))
        .project(type="identity", scale=1, translate=[0, 0])
    )


def _polygons(country: outlines.Country, sheet: _Sheet) -> list[list[list[list[float]]]]:
    """What of a country is on the paper, no finer than can be seen."""
    corner = np.array([sheet.width, HEIGHT], dtype=float)
    found = []
    for polygon in country.polygons:
        rings = []
        for ring in polygon:
            points = sheet.pixels(ring)
            low, high = points.min(axis=0), points.max(axis=0)
            if (high < 0).any() or (low > corner).any() or (high - low < 0.6).all():
                continue
            steps = np.round(points.clip(0, corner) * 2) / 2
            moved = np.append(True, (np.diff(steps, axis=0) != 0).any(axis=1))
            rings.append(steps[moved].tolist())
        if rings and len(rings[0]) > 3:
            found.append(rings)
    return found


def _drawn(marks: pd.DataFrame) -> list[alt.Chart]:
    """Marks as they are laid on the paper: rings, circles, tags, then the numbers."""
    round_ones = marks[marks["form"] != COUNTRY]
    tags = marks[marks["form"] == COUNTRY]
    numbered = marks[(marks["incidents"] > 1) | (marks["form"] == COUNTRY)]
    white = numbered["form"] == FORMS[0]
    return [
        _points(round_ones[round_ones["disputed"] > 0], 3.5, **_RING),
        _boxes(tags[tags["disputed"] > 0], 3.5, **_RING),
        *_by_form(round_ones),
        _boxes(tags, 0, **_LOOKS[COUNTRY]),
        _numbers(numbered[white], "#ffffff"),
        _numbers(numbered[~white], _INK),
    ]


def _base(marks: pd.DataFrame, **further: pd.Series) -> alt.Chart:
    """Marks at their pixels; of a frame that may be empty."""
    data = marks[["x", "y"]].assign(**further).to_dict("records")
    return alt.Chart(alt.InlineData(values=data)).encode(_at("x"), _at("y"))


def _points(marks: pd.DataFrame, beyond: float, **look: Any) -> alt.Chart:
    points = _base(marks, area=(2 * (marks["wide"] + beyond)) ** 2)
    shown = points.mark_point(shape="circle", opacity=1, aria=False, **look)
    return shown.encode(size=alt.Size("area:Q", scale=None))


def _by_form(marks: pd.DataFrame) -> list[alt.Chart]:
    return [_points(marks[marks["form"] == form], 0, **_LOOKS[form]) for form in FORMS[:-1]]


def _boxes(marks: pd.DataFrame, beyond: float, **look: Any) -> alt.Chart:
    wide, high = marks["wide"] + beyond, marks["high"] + beyond
    far = {"right": marks["x"] + wide, "under": marks["y"] + high}
    boxes = _base(marks.assign(x=marks["x"] - wide, y=marks["y"] - high), **far)
    shown = boxes.mark_rect(cornerRadius=3, opacity=1, aria=False, **look)
    return shown.encode(x2="right:Q", y2="under:Q")


def _numbers(marks: pd.DataFrame, ink: str) -> alt.Chart:
    numbers = _base(marks, number=marks["incidents"].map("{:,}".format))
    shown = numbers.mark_text(color=ink, fontSize=11, fontWeight="bold", aria=False)
    return shown.encode(text="number:N")


def _at(name: str) -> Any:
    """Pixels as they are, without a scale."""
    channel = alt.X if name == "x" else alt.Y
    return channel(f"{name}:Q", scale=None, axis=None)


def _legend(marks: pd.DataFrame) -> list[alt.Chart]:
    """What the forms of the marks that there are mean, in a line below the map."""
    held = {*marks["form"]}
    names = [_FORM_WORDS[form] for form in FORMS if form in held]
    entries = pd.DataFrame(
        {
            "form": [form for form in FORMS if form in held],
            "word": names,
            "disputed": 0,
            "incidents": 1,
        }
    )
    if (marks["disputed"] > 0).any():
        entries.loc[len(entries)] = [FORMS[0], "disputed", 1, 1]
    widths = [26 + 6.2 * len(word) for word in entries["word"]]
    left = np.cumsum([10.0, *widths])[:-1] if widths else np.array([])
    entries = entries.assign(x=left, y=HEIGHT + 18.0, wide=5.0, high=5.0)
    entries.loc[entries["form"] == COUNTRY, "wide"] = 7.0
    words = _base(entries.assign(x=entries["x"] + 12), word=entries["word"]).mark_text(
        align="left", fontSize=11, color=_INK, aria=False
    )
    circles, tags = (entries[(entries["form"] == COUNTRY) == own] for own in (False, True))
    return [
        _points(circles[circles["disputed"] > 0], 3, **_RING),
        *_by_form(circles),
        _boxes(tags, 0, **_LOOKS[COUNTRY]),
        words.encode(text="word:N"),
    ]
