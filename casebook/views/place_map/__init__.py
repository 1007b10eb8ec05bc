"""The map of places beside the article: its marks open claims, its countries and boxes are filters.

The browser draws it, moves it, and merges circles that would hide one another; what it is told is
computed by `page`, which makes no Streamlit call. The outlines of countries are not sent with every
click: the browser fetches them once from `route`, and keeps them.
"""

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from casebook.analysis import areas, places
from casebook.analysis.places import COUNTRY, Places
from casebook.analysis.selection import Selection
from casebook.charts import outlines, place_map, theme
from casebook.charts.picture import WIDTH
from casebook.tables.dataset import Dataset
from casebook.tables.labels import country_name
from casebook.views import beside, cached, clicks, controls, tray, view_state
from casebook.views.downloads import Picture
from casebook.views.view_state import ViewState
from casebook.words import NOT_STATED, number

LISTED = 50
_FOLDER = Path(__file__).parent
_LARGE = 5  # degrees
_FILTERED = "_filtered_on_map"
_component = st.components.v2.component(
    "casebook.place_map",
    html='<div class="map"></div>',
    css=controls.CSS + (_FOLDER / "place_map.css").read_text(encoding="utf-8"),
    js=tray.NODE
    + beside.JS
    + "".join(
        (_FOLDER / f"{name}.js").read_text(encoding="utf-8")
        for name in ("placing", "drawing", "moving", "place_map")
    ),
)


def show(dataset: Dataset, view: ViewState, open_row: int | None) -> None:
    """Draw the map of the selection; a mark that is clicked opens its first claim."""
    state = st.session_state
    found = cached.places(dataset, view.selection)
    _component(
        key="place_map",
        data={
            **page(dataset, found, view.selection, open_row, _held(view)),
            "outlines": _address(),
            "picks": state.get("_picks", 0),
            "session": state.get("_session_name"),
        },
        on_picked_change=lambda: _pick(dataset, view),
        on_filtered_change=lambda: _filter(dataset),
    )


def picture(dataset: Dataset, chosen: Selection) -> Picture:
    """The map as a picture to take along."""
    found = cached.places(dataset, chosen)
    note = f"{places.in_words(found)} {place_map.MEANING} {place_map.BORDERS}"
    return Picture("map", "Map of places", note, partial(place_map.chart_of_places, found, WIDTH))


def filtered() -> bool:
    """Whether a click on the map has set a filter since this was asked last."""
    return bool(st.session_state.pop(_FILTERED, False))


def route() -> Route:
    """Where browsers fetch the outlines of countries, which they may keep."""
    return Route(_address(), _outlines)


def page(
    dataset: Dataset, found: Places, chosen: Selection, open_row: int | None, held: tuple[str, ...]
) -> dict[str, Any]:
    """What the map shows; `held` are the keys of the marks whose incidents are listed beside it."""
    marks = place_map.located(found.marks)
    incident = -1 if open_row is None else int(dataset.cell("incident", open_row))
    return {
        "title": places.TITLE,
        "alternative": places.alternative_text(found),
        "said": " ".join(filter(None, (places.in_words(found), _without_outline(found)))),
        "borders": place_map.BORDERS,
        "nowhere": found.nowhere,
        "extent": list(place_map.extent(marks)),
        "area": list(areas.corners(chosen.area)) if chosen.area else None,
        "chosen": list(chosen.country),
        "countries": _countries(dataset, found),
        "marks": [
            {
                "key": mark.key,
                "name": mark.name,
                "tip": mark.tip,
                "x": mark.longitude,
                "y": mark.latitude,
                "form": mark.form,
                "country": mark.form == COUNTRY,
                "incidents": mark.incidents,
                "origins": mark.origins,
                "disputed": mark.disputed,
                "claim": claim,
            }
            for mark, claim in zip(
                marks.itertuples(),
                dataset.cells("claim_id", marks["first_claim"].to_numpy()),
                strict=True,
            )
        ],
        "open": found.keys_of(incident),
        "open_claim": "" if open_row is None else dataset.cell("claim_id", open_row),
        "held": list(held),
        "there": _there(dataset, found, chosen, held),
        "selection": chosen.key,
        "version": dataset.version,
        "colours": {"accent": theme.ACCENT, "disputed": theme.DISPUTED},
    }


def _countries(dataset: Dataset, found: Places) -> dict[str, dict[str, Any]]:
    """The countries that the data know, by code: how many selected incidents, and that in words."""
    told = {}
    for code in dataset.members["country"].names:
        if code != NOT_STATED:
            here = found.by_country.get(code, 0)
            tip = f"{country_name(code)}: {number(here, 'incident')}"
            told[code] = {"incidents": here, "tip": tip}
    return told


def _without_outline(found: Places) -> str:
    """Which countries can't be shown, and how many incidents that hides."""
    hidden = place_map.without_outline(found.marks)
    if hidden.empty:
        return ""
    counts = zip(hidden["name"], hidden["incidents"], strict=True)
    named = ", ".join(f"{name} {count:,}" for name, count in counts)
    return f"Not drawn, for the map has no outline of them: {named}."


def _there(
    dataset: Dataset, found: Places, chosen: Selection, held: tuple[str, ...]
) -> dict[str, Any]:
    """The incidents of the marks that were clicked, newest first."""
    marks = found.marks[found.marks["key"].isin(held)]
    if marks.empty:
        return {"name": "", "incidents": [], "more": 0}
    ids = dataset.incidents.index[np.concatenate([found.at(key) for key in marks["key"]])]
    listing = cached.incidents(dataset, chosen)
    here = listing[listing["incident_id"].isin(ids)]
    part = here.head(LISTED)
    claims = dataset.cells("claim_id", part["first_claim"].to_numpy())
    return {
        "name": f"{', '.join(marks['name'].head(3))}{' …' if len(marks) > 3 else ''}: "
        f"{number(len(here), 'incident')}",
        "incidents": [
            {
                "claim": claim,
                "title": row.title,
                "line": f"{row.when} · {row.kind} · {number(row.origins, 'original source')}",
            }
            for row, claim in zip(part.itertuples(), claims, strict=True)
        ],
        "more": len(here) - len(part),
    }


def _held(view: ViewState) -> tuple[str, ...]:
    """The marks that were clicked last, while the selection is the same."""
    selection, keys = st.session_state.get("_marks_clicked", ("", ()))
    return keys if selection == view.selection.key else ()


def _pick(dataset: Dataset, view: ViewState) -> None:
    state = st.session_state
    picked = state["place_map"].get("picked")
    if not isinstance(picked, dict) or dataset.row(str(picked.get("claim"))) is None:
        return
    state["_picks"] = state.get("_picks", 0) + 1
    keys = picked.get("keys")
    known = tuple(map(str, keys)) if isinstance(keys, list) else ()
    state["_marks_clicked"] = (view.selection.key, known)
    view_state.open_claim(str(picked["claim"]))


def _filter(dataset: Dataset) -> None:
    """What a click on land, on empty space, or a box does to the filters of the whole page."""
    state = st.session_state
    asked = state["place_map"].get("filtered")
    if not isinstance(asked, dict):
        return
    state["_picks"] = state.get("_picks", 0) + 1
    with view_state.click(dataset):
        if asked.get("country") in dataset.members["country"].names:
            clicks.click_name("country", (asked["country"],), add=asked.get("add") is True)
        elif "area" in asked:
            state["area"] = _box(asked["area"]) or state["area"]
        elif asked.get("nowhere"):
            state["country"], state["area"], state["list"] = [NOT_STATED], "", "incidents"
        else:
            state["country"], state["area"] = [], ""
    state[_FILTERED] = True


def _box(corners: Any) -> str:
    """The box that was drawn, where it is within the world; a large one in tenths of a degree."""
    if not isinstance(corners, list) or len(corners) != 4:
        return ""
    if not all(isinstance(one, int | float) for one in corners):
        return ""
    west, south, east, north = corners
    digits = 1 if east - west > _LARGE else 2
    inside = (max(west, -180), max(south, -90), min(east, 180), min(north, 90))
    return areas.tidied(areas.written(*(round(float(one), digits) for one in inside)))


def _address() -> str:
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    name = f"/outlines-{outlines.edition()}.json"
    return f"/{base}{name}" if base else name


async def _outlines(_request: Request) -> Response:
    """Other outlines have another name; Streamlit's server compresses what it sends."""
    return Response(
        outlines.for_browsers(),
        media_type="application/json",
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )
