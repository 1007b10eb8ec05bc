"""The page Sources: the articles, where their claims come from, and what the selection rests on."""

import json
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from casebook import words
from casebook.analysis import listings, sensitivity, source_statement, summary
from casebook.analysis.definitions import TERMS
from casebook.analysis.provenance import Provenance, provenance
from casebook.analysis.selection import Filtered, Params
from casebook.analysis.sensitivity import LeavingOut
from casebook.charts import heatmap
from casebook.checks import coverage
from casebook.tables import labels, schema
from casebook.tables.dataset import Dataset, Rows
from casebook.views import cached, claims_list, clicks, lines, reader, reconnect, table, view_state
from casebook.views.view_state import ViewState

ORIGINS = 12
OUTLETS = 9
SHOWN = 10
TABLE_HEIGHT = 420


def show(dataset: Dataset, view: ViewState, filtered: Filtered, explore: st.Page) -> None:
    """Draw the page: the articles and what the selection rests on, or one article in full.

    `explore` is the page that lists claims.
    """
    rows, chosen = filtered.rows, view.selection.describe(dataset)
    lines.show(
        (summary.counts_in_words(dataset, rows), "sentence"),
        (f"{chosen[0].upper()}{chosen[1:]}.", "about"),
    )
    if view.source:
        _article(dataset, view)
        return
    _articles(dataset, listings.sources_listing(dataset, rows))
    _rests_on(dataset, view, filtered, explore)
    _provenance(dataset, rows)


def _articles(dataset: Dataset, listing: pd.DataFrame) -> None:
    names = [str(name) for name in listing.index]

    def open_article(position: int) -> None:
        st.session_state["source"], st.session_state["claim"] = names[position], ""

    sources = dataset.sources
    table.show(
        pd.DataFrame(
            {
                "title": [labels.source_title(dataset, name) for name in names],
                "outlet": [_with_basis(sources, name, "outlet") for name in names],
                "author": sources["author"].replace("", words.NOT_STATED).to_numpy(),
                "date": [labels.published(dataset, name) for name in names],
                **{column: listing[column].to_numpy() for column in listing},
                "share": _shares(dataset, names),
            }
        ),
        "article_list",
        open_article,
        None,
        {
            "title": st.column_config.TextColumn("Article", width=210),
            "outlet": st.column_config.TextColumn("Outlet", width=156),
            "author": st.column_config.TextColumn("Author", width=120),
            "date": st.column_config.TextColumn("Published", width=120),
            "claims": st.column_config.NumberColumn("Claims", width=56, help=TERMS["claim"]),
            "incidents": st.column_config.NumberColumn(
                "Incidents", width=66, help=TERMS["incident"]
            ),
            "disputed": st.column_config.NumberColumn("Disputed", width=66, help=TERMS["disputed"]),
            "origins": st.column_config.NumberColumn(
                "Original sources", width=104, help=TERMS["original source"]
            ),
            "share": st.column_config.ProgressColumn(
                "Sentences with a claim", min_value=0, max_value=100, format="%d %%", width=130
            ),
        },
        "The articles, with the selected claims of each",
        height="content" if len(names) <= SHOWN else TABLE_HEIGHT,
    )
    lines.show(("Click an article to read it in full, with all its marks.", "about"))


def _shares(dataset: Dataset, names: list[str]) -> pd.Series:
    """How many of a hundred sentences of each article carry a claim."""
    shares = coverage.shares(cached.sentences(dataset), names)["share"]
    return (100 * shares[names]).round().to_numpy()


def _with_basis(sources: pd.DataFrame, name: str, column: str) -> str:
    value, basis = sources.at[name, column], sources.at[name, f"{column}_basis"]
    return f"{value or words.NOT_STATED}{' (inferred)' if basis == 'inferred' else ''}"


def _article(dataset: Dataset, view: ViewState) -> None:
    """One article at full width with every one of its marks, whatever the filters."""
    order = reader.in_article(dataset, dataset.reading_order, view.source)
    row = dataset.row(view.claim) if view.claim else None
    open_row = row if row is not None and row in order else None
    if open_row is None and len(order):
        open_row = int(order[0])
    with st.container(horizontal=True, vertical_alignment="center", key="article_head"):
        reconnect.button("All articles", _close, icon=":material/arrow_back:")
        whole = labels.source_title(dataset, view.source)
        claims = words.number(len(order), "claim")
        lines.show((f"{whole}: all its {claims}, whatever the filters, in reading order", "about"))
    left, right = st.columns([1.18, 1], gap="medium")
    with left:
        claims_list.show(
            dataset, view, order, open_row, view_state.open_claim, order="in reading order"
        )
    with right:
        rows, pick = np.sort(order), view_state.open_picked
        here = ("sources", {"source": [view.source]})
        reader.show(dataset, view.selection, rows, open_row, None, pick, beside=True, at=here)
    lines.show((str(dataset.sources.at[view.source, "note"]), "text"))
    st.html("<h3 class='subject'>Names that it uses for the groups</h3>")
    used = coverage.names_used(dataset, view.source)
    st.dataframe(
        used,
        hide_index=True,
        height="content" if len(used) < 12 else TABLE_HEIGHT,
        column_config={
            "group": st.column_config.TextColumn("Group"),
            "name": st.column_config.TextColumn("Name in the text"),
            "times": st.column_config.NumberColumn("Times"),
        },
        placeholder="",
        alt="The names that the article uses for each armed group",
    )


def _provenance(dataset: Dataset, rows: Rows) -> None:
    if not len(rows):
        return
    grid = provenance(dataset, rows, ORIGINS, OUTLETS)
    act = partial(_clicked, dataset)
    st.vega_lite_chart(
        spec=heatmap.spec_of_provenance(grid, st.session_state["_click_token"]),
        key="provenance",
        on_select=act,
        alt=heatmap.TITLE,
    )
    if reconnect.returns() and clicks.missed("provenance"):
        reconnect.missed(act)
    lines.show((_of_provenance(dataset, rows, grid), "note"))


def _of_provenance(dataset: Dataset, rows: Rows, grid: Provenance) -> str:
    """How to read the grid."""
    nobody = source_statement.on_rung(dataset, schema.ATTRIBUTIONS[-1])[rows]
    unattributed = int((nobody & (dataset.claims["chain"].to_numpy()[rows] == 0)).sum())
    own = grid.origins.loc[grid.origins["name"] == words.NO_SPEAKER, "claims"].sum()
    return (
        "An empty place means no claim. Point at a cell to see who relayed its claims; click it to "
        "keep its original source and outlet, click again to clear. "
        + _without_speaker(int(own), unattributed)
    )


def _without_speaker(own: int, unattributed: int) -> str:
    """How many claims name no speaker, and which of them are the author's on the ladder."""
    if not own:
        return "Every claim names a speaker."
    verb = words.agreeing(own, "names", "name")
    told = f"{words.number(own, 'claim')} {verb} no speaker: {own - unattributed:,} of the author"
    return f"{told}, {unattributed:,} attributed to nobody."


def _clicked(dataset: Dataset) -> None:
    """Keep the original source and the outlet of the cell that was clicked, or clear them."""
    state = st.session_state
    with view_state.click(dataset):
        for key, _ in clicks.fresh("provenance"):
            kept = filters_of_cell(dataset, *json.loads(key))
            clear = all(list(state[name]) == chosen for name, chosen in kept.items())
            for name, chosen in kept.items():
                state[name] = [] if clear else chosen


def filters_of_cell(dataset: Dataset, origin: str, outlet: str) -> dict[str, list[str]]:
    """The filters that show the claims of a cell; a name that stands for many others sets none."""
    kept = {"origin": [origin], "outlet": [outlet]}
    if origin == words.NO_SPEAKER:
        kept = {"intermediaries": [schema.INTERMEDIARIES[0]], "outlet": [outlet]}
    return {
        name: chosen for name, chosen in kept.items() if chosen[0] in dataset.members[name].names
    }


def _rests_on(dataset: Dataset, view: ViewState, filtered: Filtered, explore: st.Page) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        st.html("<h3 class='subject'>What the selection rests on</h3>")
        with st.container(key="source_statement"):
            st.code(
                source_statement.source_statement(dataset, filtered.rows),
                language=None,
                wrap_lines=True,
            )
    with right:
        st.html("<h3 class='subject'>If you leave out …</h3>")
        for place, one in enumerate(sensitivity.leaving_out(dataset, view.selection, filtered)):
            _leaving_out(view, one, place, explore)


def _leaving_out(view: ViewState, one: LeavingOut, place: int, explore: st.Page) -> None:
    """What goes with a caveat, a button to leave it out and one to see the claims."""
    with st.container(key=f"caveat_{place}", gap="xsmall"):
        lines.show((f"… {one.caveat}", "voice"), (one.in_words(), "about"))
        with st.container(horizontal=True):
            reconnect.button(
                "Put back" if one.done else "Leave out",
                _leave_out,
                one.caveat,
                key=f"leave_out_{place}",
                disabled=not one.goes and not one.done,
            )
            claims = words.number(one.goes, "claim")
            if one.goes and st.button(f"See the {claims}", key=f"see_{place}"):
                st.switch_page(explore, query_params=params_to_see(view, one.caveat))


def params_to_see(view: ViewState, caveat: str) -> Params:
    """The address of a list of the claims that go with a caveat, under the other filters."""
    chosen = view.selection
    left = tuple(other for other in chosen.without if other != caveat)
    only = replace(chosen, caveat=(caveat,), without=left)
    return replace(view, selection=only, listing="claims", claim="", hit="", source="").to_params()


def _leave_out(caveat: str) -> None:
    """Leave out the claims with a caveat, or put them back."""
    chosen = list(st.session_state["without"])
    state = [*chosen, caveat] if caveat not in chosen else [one for one in chosen if one != caveat]
    st.session_state["without"] = state


def _close() -> None:
    st.session_state["source"] = ""
