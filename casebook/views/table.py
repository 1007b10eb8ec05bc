"""Tables in which a click on a row, or on any cell of it, does something."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from casebook.views import reconnect

ROW_HEIGHT = 66


def show(
    frame: pd.DataFrame | pa.Table,
    key: str,
    act: Callable[[int], None],
    at: int | None,
    columns: Any,
    alt: str,
    *,
    height: Any,
    row_height: int = ROW_HEIGHT,
) -> None:
    """Draw a table with the row `at` marked; `act` gets the position of a row that is clicked."""

    def clicked() -> None:
        position = chosen(st.session_state[key].selection, at)
        if position is not None:
            act(position)

    rows = [at] if at is not None and 0 <= at < len(frame) else []
    if not reconnect.returns():
        st.session_state[key] = {"selection": {"rows": rows, "columns": [], "cells": []}}
    event = draw(frame, key, clicked, columns, alt, height=height, row_height=row_height)
    if reconnect.returns() and chosen(event.selection, at) is not None:
        reconnect.missed(clicked)


def draw(
    frame: pd.DataFrame | pa.Table,
    key: str,
    on_select: Any,
    columns: Any,
    alt: str,
    *,
    height: Any,
    row_height: int | None = ROW_HEIGHT,
) -> Any:
    """A table whose rows and cells can be selected; its selection is the caller's to read."""
    return st.dataframe(
        frame,
        key=key,
        on_select=on_select,
        selection_mode=["single-row", "single-cell"],
        hide_index=True,
        height=height,
        row_height=row_height,
        column_config=columns,
        placeholder="",
        alt=alt,
    )


def chosen(selection: Any, at: int | None = None) -> int | None:
    """The position of the row that a selection means; a row that was marked before is no click."""
    rows = [row for row, _ in selection.cells] or [row for row in selection.rows if row != at]
    return int(rows[0]) if rows else None
