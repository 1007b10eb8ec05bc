"""The list of what is selected: claims, incidents, their timeline, or passages with the search."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from casebook.analysis import counting
from casebook.analysis.definitions import TERMS
from casebook.analysis.search import Hit
from casebook.analysis.selection import Filtered, Selection
from casebook.tables import labels
from casebook.tables.dataset import Dataset, Rows
from casebook.views import cached, claims_list, lines, place_map, table, timeline, view_state
from casebook.views.view_state import ViewState
from casebook.words import number

PAGE_ROWS = 250
TABLE_HEIGHT = 462
_LONGEST_PASSAGE = 400


def show(
    dataset: Dataset, view: ViewState, filtered: Filtered, ordered: Rows, open_row: int | None
) -> None:
    """Draw the list that the reader asks for, with the open claim marked.

    `ordered` are the selected claims in the order of the list of claims.
    """
    hits = cached.text_hits(dataset, view.selection)
    names = {
        "claims": f"Claims {len(filtered.rows):,}",
        "incidents": f"Incidents {counting.units(dataset, 'incidents', filtered.rows):,}",
        "timeline": "Timeline",
        "map": "Map",
        "text": f"Other mentions {len(hits):,}",
    }
    options = [name for name in view_state.LISTINGS if name != "text" or view.selection.search]
    if view.listing not in options:
        st.session_state["list"] = options[0]
    head = st.container(horizontal=True, vertical_alignment="center", key="list_head")
    with head:
        shown = st.segmented_control(
            "Table",
            options,
            key="list",
            required=True,
            format_func=lambda option: names[option],
            label_visibility="collapsed",
        )
    if shown == "incidents":
        _incidents(dataset, view.selection, open_row, head)
    elif shown == "timeline":
        timeline.show(dataset, view, filtered.rows, open_row, head)
    elif shown == "map":
        place_map.show(dataset, view, open_row)
    elif shown == "text":
        _hits(dataset, hits)
    else:
        claims_list.show(dataset, view, ordered, open_row, view_state.open_claim)


def paged(
    length: int,
    key: str,
    chosen: Selection,
    at: int | None,
    head: DeltaGenerator,
    draw: Callable[[slice, int | None], None],
) -> None:
    """Draw the part of a long list that is sent to the browser; in `head` the pages are turned.

    A new selection turns to the first page, a claim that the reader opens to that of its row.
    """
    state, page_key = st.session_state, f"{key}_page"
    shown = (chosen, state["claim"])
    if length > PAGE_ROWS and state.get(f"_{page_key}") != shown:
        state[f"_{page_key}"] = shown
        state[page_key] = (at or 0) // PAGE_ROWS + 1 if state["claim"] else 1
    with head:
        part = one_page(length, page_key)
    draw(part, None if at is None else at - part.start)


def one_page(length: int, key: str, size: int = PAGE_ROWS) -> slice:
    """The part of a list that is sent to the browser; of a long one the pages can be turned."""
    pages = -(-length // size)
    page = st.pagination(pages, key=key) if pages > 1 else 1
    return slice((page - 1) * size, page * size)


_INCIDENT_COLUMNS: dict[str, Any] = {
    "when": st.column_config.TextColumn("Date", width=84),
    "title": st.column_config.TextColumn("Incident", width=206),
    "kind": st.column_config.TextColumn("Kind", width=86),
    "claims": st.column_config.NumberColumn("Claims", width=56, help=TERMS["claim"]),
    "articles": st.column_config.NumberColumn("Articles", width=60),
    "outlets": st.column_config.NumberColumn("Outlets", width=58),
    "origins": st.column_config.NumberColumn(
        "Original sources", width=58, help=TERMS["original source"]
    ),
    "groups": st.column_config.TextColumn("Groups", width=120),
    "targets": st.column_config.TextColumn("Directed at or about", width=120),
}
_HIT_COLUMNS: dict[str, Any] = {
    "article": st.column_config.TextColumn("Article", width=120),
    "passage": st.column_config.TextColumn("Passage that no claim covers", width=420),
}


def _incidents(
    dataset: Dataset, chosen: Selection, open_row: int | None, head: DeltaGenerator
) -> None:
    listing = cached.incidents(dataset, chosen)
    if listing.empty:
        lines.show(("None of the selected claims is about an incident.", "about"))
        return
    at = None
    if open_row is not None:
        same = listing["incident_id"] == dataset.claims["incident_id"].iat[open_row]
        at = int(same.to_numpy().argmax()) if same.any() else None

    def draw(part: slice, marked: int | None) -> None:
        frame = listing.iloc[part]
        ids = dataset.claims["claim_id"].iloc[frame["first_claim"]].tolist()
        table.show(
            frame[list(_INCIDENT_COLUMNS)],
            "incidents_table",
            lambda position: view_state.open_claim(ids[position]),
            marked,
            _INCIDENT_COLUMNS,
            "Incidents of the selected claims, newest first",
            height=TABLE_HEIGHT,
        )

    paged(len(listing), "incidents_table", chosen, at, head, draw)


def _hits(dataset: Dataset, hits: list[Hit]) -> None:
    if not hits:
        lines.show(("The articles mention it nowhere outside the claims.", "about"))
        return
    frame = pd.DataFrame(
        {
            "article": [labels.source_name(dataset, hit.source_id) for hit in hits],
            "passage": [_passage(dataset, hit) for hit in hits],
        }
    )
    table.show(
        frame,
        "hits_table",
        lambda position: view_state.open_hit(hits[position]),
        None,
        _HIT_COLUMNS,
        "Passages with the search that no claim covers",
        height=TABLE_HEIGHT,
    )


def hits_without_claims(dataset: Dataset, chosen: Selection) -> None:
    """The passages with the search, where no claim passes the filters."""
    hits = cached.text_hits(dataset, chosen)
    if hits:
        places = number(len(hits), "place")
        lines.show((f"The articles mention it in {places} that no claim covers:", "about"))
        _hits(dataset, hits)


def _passage(dataset: Dataset, hit: Hit, around: int = 60) -> str:
    text = dataset.articles[hit.source_id].text
    start, end = max(hit.start - around, 0), min(hit.end + around, len(text))
    words = " ".join(text[start:end].split())
    return f"…{words[:_LONGEST_PASSAGE]}…"
