"""The plain way to write such a page: read the table, two filters, three charts, a table."""

from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from casebook.tables import read
from casebook.tables.schema import SEPARATOR

DATA = read.folders()[0]


def read() -> pd.DataFrame:
    """The claims with the outlet, year and list of groups of each."""
    claims = pd.read_csv(DATA / "claims.csv", dtype="str", keep_default_na=False)
    outlets = pd.read_csv(DATA / "sources.csv", index_col="source_id")["outlet"]
    return claims.assign(
        outlet=claims["source_id"].map(outlets).fillna(""),
        year=claims["date"].str[:4],
        group=claims["groups"].str.split(SEPARATOR),
    )


def chart(rows: pd.DataFrame, by: str) -> None:
    """Claims by a column, as bars that can be clicked."""
    counts = rows.explode("group")[by].value_counts().rename_axis(by).reset_index(name="claims")
    pick = alt.selection_point(name="pick", fields=[by])
    bars = alt.Chart(counts.head(30)).mark_bar().add_params(pick)
    place = {"x": by, "y": "claims"} if by == "year" else {"x": "claims", "y": alt.Y(by, sort="-x")}
    st.altair_chart(bars.encode(**place), key=f"by_{by}", on_select="rerun")


def clicked(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """The rows of the bar that was clicked in a chart, or all."""
    state: Any = st.session_state.get(f"by_{by}", {})
    names = [entry[by] for entry in state.get("selection", {}).get("pick", [])]
    held = rows["group"].map(set(names).intersection) if by == "group" else rows[by].isin(names)
    return rows[held.astype(bool)] if names else rows


st.set_page_config(layout="wide")
claims = read()
groups = st.sidebar.multiselect("Group", sorted(set(claims["group"].explode())))
outlets = st.sidebar.multiselect("Outlet", sorted(set(claims["outlet"])))
if groups:
    claims = claims[claims["group"].map(set(groups).intersection).astype(bool)]
if outlets:
    claims = claims[claims["outlet"].isin(outlets)]
chosen = clicked(clicked(clicked(claims, "year"), "group"), "outlet")
st.html(f'<p class="sentence">Showing {len(chosen):,} of {len(claims):,} claims</p>')
for name, column in zip(("year", "group", "outlet"), st.columns(3), strict=True):
    with column:
        chart(claims if name == "group" else chosen, name)
st.dataframe(chosen[["date", "groups", "statement", "figure", "speaker", "outlet"]])
