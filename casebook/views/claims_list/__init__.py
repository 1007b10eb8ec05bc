"""The list of claims, a page of rows at a time: each is opened by a click, and ticked apart.

Ticks are the briefing's, which the browser keeps; the server hears of them on the page Briefing.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from casebook.analysis import listings
from casebook.briefing.contents import MOST_STATEMENTS
from casebook.charts import theme
from casebook.tables.dataset import Dataset, Rows
from casebook.views import beside, controls, tray
from casebook.views.view_state import ViewState

PAGE_ROWS = 100
_FOLDER = Path(__file__).parent
_component = st.components.v2.component(
    "casebook.claims_list",
    html='<div class="claims"></div>',
    css=controls.CSS + (_FOLDER / "claims_list.css").read_text(encoding="utf-8"),
    js=tray.STORE + beside.JS + (_FOLDER / "claims_list.js").read_text(encoding="utf-8"),
)


def show(
    dataset: Dataset,
    view: ViewState,
    rows: Rows,
    open_row: int | None,
    on_open: Callable[[str], None],
    *,
    order: str = "",
) -> None:
    """Draw the page of the list that holds the open claim, or that was turned to.

    `rows` are all claims of the list in its order, which `order` names where readers can't choose
    it; `on_open` gets the id of a row that is clicked.
    """
    state = st.session_state
    ids = _asked_for_all(dataset, rows)

    def picked() -> None:
        claim_id = state["claims_list"].get("picked")
        if claim_id:
            state["_picks"] = state.get("_picks", 0) + 1
            on_open(str(claim_id))

    def turned() -> None:
        state["_claims_page"] = (_shown(view), int(state["claims_list"].get("turned") or 0))

    def sorted_by() -> None:
        state["sort"] = state["claims_list"].get("sorted") or ""

    search = view.selection.search
    sort = listings.shown_order(view.sort, search)
    data = page(dataset, rows, open_row, _page(view, rows, open_row), search)
    _component(
        key="claims_list",
        data={
            **data,
            "sort": "" if order else sort,
            "search": search,
            "order": order or f"sorted by {sort}",
            "version": dataset.version,
            "bulk": ids,
            "most": MOST_STATEMENTS,
            "picks": state.get("_picks", 0),
            "session": state.get("_session_name"),
        },
        on_picked_change=picked,
        on_turned_change=turned,
        on_sorted_change=sorted_by,
        on_all_change=lambda: None,
    )


def page(
    dataset: Dataset, rows: Rows, open_row: int | None, number: int, search: str = ""
) -> dict[str, Any]:
    """One page of the list, counted from 0: its rows, and where it stands in all of them."""
    start = number * PAGE_ROWS
    lines = listings.claim_lines(dataset, rows[start : start + PAGE_ROWS], search)
    return {
        "rows": [{**line, "colour": theme.group_colour(line["group"])} for line in lines],
        "start": start,
        "total": len(rows),
        "most_rows": PAGE_ROWS,
        "open": "" if open_row is None else str(dataset.cell("claim_id", open_row)),
    }


def _shown(view: ViewState) -> tuple[str, ...]:
    return view.selection.key, view.sort, view.claim, view.source


def _page(view: ViewState, rows: Rows, open_row: int | None) -> int:
    """The page that was turned to; that of the open claim after another was opened or chosen."""
    shown, turned_to = st.session_state.get("_claims_page", ((), 0))
    if shown == _shown(view):
        return max(0, min(turned_to, (len(rows) - 1) // PAGE_ROWS))
    found = (rows == open_row).nonzero()[0] if view.claim and open_row is not None else []
    return int(found[0]) // PAGE_ROWS if len(found) else 0


def _asked_for_all(dataset: Dataset, rows: Rows) -> dict[str, Any] | None:
    """The ids of the whole selection, where the list was asked to add them to the briefing."""
    held = st.session_state.get("claims_list")
    turn = held.get("all") if held is not None else None
    if not turn or len(rows) > MOST_STATEMENTS:
        return None
    return {"turn": turn, "ids": dataset.cells("claim_id", rows)}
