"""The page Comparisons: who says what about the same thing, and how the accounts stand together."""

from html import escape
from operator import attrgetter
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from casebook import words
from casebook.analysis import summary
from casebook.analysis.comparison import figures, sides, subjects, verdict, voices
from casebook.analysis.comparison.subjects import Subject
from casebook.analysis.comparison.verdict import State
from casebook.analysis.selection import Selection
from casebook.charts import comparison
from casebook.export import citation
from casebook.tables import dates
from casebook.tables.dataset import Dataset, Rows
from casebook.views import reader, sidebar, table, view_state
from casebook.views.view_state import ViewState

LIST_HEIGHT = 222


ROW_HEIGHT = 36


_MARKS = {
    verdict.CONFLICT: "⇄",
    verdict.NOT_COMPARABLE: "≠",
    verdict.ONE_SOURCE: "1",
    verdict.NO_DISPUTE: "=",
    verdict.ONE_ARTICLE: "·",
}


_HASHES: dict[str | type[Any], Any] = {Dataset: attrgetter("version"), Selection: repr}


@st.cache_resource(show_spinner="Comparing the accounts", max_entries=32, hash_funcs=_HASHES)
def overview(dataset: Dataset, chosen: Selection) -> pd.DataFrame:
    """The subjects of a selection; shared by all visitors."""
    return verdict.overview(dataset, chosen.apply(dataset))


def show(dataset: Dataset, view: ViewState, rows: Rows) -> None:
    """Draw the page for this place: the list of subjects, the accounts of one, and its article."""
    listing = overview(dataset, view.selection)
    st.html(
        f'<p class="sentence">{escape(in_words(listing))}</p>'
        f'<p class="about">{escape(_about(dataset, view.selection))}</p>'
    )
    if listing.empty:
        st.button("Reset all filters", on_click=sidebar.reset, args=(dataset,))
        return
    keys = listing["key"].tolist()
    at = keys.index(view.subject) if view.subject in keys else 0
    subject = subjects.subject(dataset, keys[at])
    assert subject is not None
    selected = set(rows.tolist())
    kept = [row for row in subject.rows if row in selected]
    told = verdict.state(dataset, kept)
    _list(listing, at)
    left, right = st.columns([1.18, 1], gap="medium")
    with left:
        _subject(dataset, subject, kept, told, listing.iloc[at])
    with right:
        open_row = _open_row(dataset, view, kept, told)
        reader.show(dataset, view.selection, rows, open_row, None, view_state.open_picked)


def in_words(listing: pd.DataFrame) -> str:
    """How many subjects there are, and in which states."""
    if listing.empty:
        return "Among the selected claims there is nothing to compare."
    counts = listing["state"].value_counts()
    parts = [f"{counts[state]} {state}" for state in verdict.STATES if state in counts]
    return f"{words.number(len(listing), 'subject')} to compare: {', '.join(parts)}."


def _about(dataset: Dataset, chosen: Selection) -> str:
    if chosen == Selection(year_of=chosen.year_of, count=chosen.count):
        return "Most disagreement first. The filters beside narrow whose accounts are compared."
    words = chosen.describe(dataset)
    return f"{words[0].upper()}{words[1:]}. Only the selected claims are compared."


def _open_row(dataset: Dataset, view: ViewState, kept: list[int], told: State) -> int:
    """The claim that the reader chose, if it is of this subject; else the first of a conflict."""
    row = dataset.row(view.claim) if view.claim else None
    if row in kept:
        return int(row)
    return told.pairs[0][0] if told.pairs else kept[0]


def _list(listing: pd.DataFrame, at: int) -> None:
    def pick(position: int) -> None:
        st.session_state["subject"] = listing["key"].iat[position]
        st.session_state["claim"] = ""

    frame = listing[["state", "title", "pairs", "claims", "articles", "outlets", "origins"]]
    table.show(
        frame.assign(state=[f"{_MARKS[state]} {state}" for state in listing["state"]]),
        f"accounts_{hash(tuple(listing['key']))}",
        pick,
        at,
        {
            "state": st.column_config.TextColumn("State", width=130),
            "title": st.column_config.TextColumn("About", width=590),
            "pairs": st.column_config.NumberColumn(
                "Disputes", width=92, help="Pairs of claims that dispute each other"
            ),
            "claims": st.column_config.NumberColumn("Claims", width=60),
            "articles": st.column_config.NumberColumn("Articles", width=64),
            "outlets": st.column_config.NumberColumn("Outlets", width=62),
            "origins": st.column_config.NumberColumn("Origins", width=62),
        },
        "Subjects with more than one account, most disagreement first",
        height=LIST_HEIGHT,
        row_height=ROW_HEIGHT,
    )


def _subject(
    dataset: Dataset, subject: Subject, kept: list[int], told: State, row: pd.Series
) -> None:
    title = subject.title
    if subject.kind == subjects.DISPUTE:
        title = f"Disputed: {title}"
    left_out = int(row["left_out"])
    hidden = f" · {left_out} more left out by the filters" if left_out else ""
    counts = summary.counts_in_words(dataset, np.array(kept, dtype=np.int64))
    st.html(
        f'<h2 class="subject">{escape(title)}</h2>'
        f'<p class="state"><b>{escape(_MARKS[told.name])} {escape(told.name)}</b> '
        f"{escape(told.why)}</p>"
        f'<p class="about">{escape(counts + hidden)}</p>'
    )
    _figures(dataset, kept)
    times = figures.times(dataset, kept)
    st.altair_chart(
        comparison.chart_of_times(times),
        key=f"times_{subject.key}",
        alt=f"Who said it when: {', '.join(times['voice'].drop_duplicates())}.",
    )
    _sides(dataset, kept, told)


def _figures(dataset: Dataset, kept: list[int]) -> None:
    frame = figures.figures(dataset, kept)
    for unit, part in frame.groupby("unit", sort=False):
        st.altair_chart(
            comparison.chart_of_figures(part, str(unit)),
            key=f"figures_{unit}",
            alt=f"Figures, {unit}: "
            + "; ".join(
                f"{voice} {figure}"
                for voice, figure in zip(part["voice"], part["figure"], strict=True)
            ),
        )


def _sides(dataset: Dataset, kept: list[int], told: State) -> None:
    """The accounts as cards, those that dispute each other side by side."""
    shown: set[int] = set()
    disputes = sides.sides(dataset, kept, told.pairs)
    for number, dispute in enumerate(disputes, start=1):
        name = f"Dispute {number}" if len(disputes) > 1 else "Dispute"
        st.html(f'<h3 class="subject">{name}</h3>')
        for column, side in zip(st.columns(len(dispute.sides)), dispute.sides, strict=True):
            with column:
                for row in side:
                    _card(dataset, row)
                    shown.add(row)
    rest = [row for row in kept if row not in shown]
    if rest:
        name = "Also told, and not disputed" if shown else "The accounts"
        st.html(f'<h3 class="subject">{name}</h3>')
        columns = st.columns(2)
        for position, row in enumerate(rest):
            with columns[position % 2]:
                _card(dataset, row)


def card_lines(dataset: Dataset, row: int) -> list[tuple[str, str]]:
    """A card's lines in order, each with its style."""
    claim = dataset.claims.iloc[row]
    details = [str(claim["kind"]), str(claim["when"] or "not dated")]
    if claim["figure"]:
        details.append(voices.said(dataset, row))
    said = voices.said_on(dataset, row)
    return [
        (voices.voice(dataset, row), "voice"),
        (citation.attribution(dataset, claim), "note"),
        (str(claim["statement"]), "statement"),
        (quoted(str(claim["quote"])), "quote"),
        (" · ".join(details) + (f" · said by {dates.printed(said)}" if said else ""), "note"),
    ]


def quoted(quote: str) -> str:
    """The quote in quotation marks, unless it is one that brings its own."""
    own = quote.startswith("“") and quote.endswith("”") and quote.count("“") == 1
    return quote if own else f"“{quote}”"


def _card(dataset: Dataset, row: int) -> None:
    claim_id = str(dataset.claims["claim_id"].iat[row])
    with st.container(border=True, key=f"card_{claim_id}"):
        st.html(
            "".join(
                f'<p class="{style}">{escape(text)}</p>' for text, style in card_lines(dataset, row)
            )
        )
        st.button(
            "Read in the article",
            key=f"read_{claim_id}",
            on_click=view_state.open_claim,
            args=(claim_id,),
            type="tertiary",
            icon=":material/menu_book:",
        )
