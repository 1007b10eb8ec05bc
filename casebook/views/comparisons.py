"""The page Comparisons: who says what about the same thing, and how the claims stand together."""

from html import escape
from urllib.parse import urlencode

import numpy as np
import pandas as pd
import streamlit as st

from casebook.analysis import summary
from casebook.analysis.comparison import (
    chart_frames,
    explanation,
    sides,
    subjects,
    verdict,
    voices,
)
from casebook.analysis.comparison.subjects import Subject
from casebook.analysis.comparison.verdict import State
from casebook.analysis.selection import Selection
from casebook.briefing.contents import said
from casebook.charts import comparison
from casebook.export import citation
from casebook.export.links import link_params
from casebook.tables import dates
from casebook.tables.dataset import Dataset, Rows
from casebook.views import lines, listing, reader, reconnect, sidebar, table, view_state
from casebook.views.view_state import ViewState
from casebook.words import number

LIST_HEIGHT = 222
ROW_HEIGHT = 36
ABREAST = 3
CARDS = 24
DRAWN = 48

_MARKS = {
    verdict.CONFLICT: "⇄",
    verdict.TENSION: "~",
    verdict.REVISED: "↻",
    verdict.OVERLAP: "≈",
    verdict.NOT_COMPARABLE: "≠",
    verdict.ONE_SOURCE: "1",
    verdict.NO_DISPUTE: "○",
    verdict.ONE_ARTICLE: "·",
}
_SET_AGAINST = {verdict.CONFLICT: "Disputed: ", verdict.TENSION: "In tension: "}
_COLUMNS = {
    "state": st.column_config.TextColumn("State", width=165),
    "title": st.column_config.TextColumn("About", width=520),
    "pairs": st.column_config.NumberColumn(
        "Disputed pairs", width=96, help="Pairs of claims that dispute each other"
    ),
    "claims": st.column_config.NumberColumn("Claims", width=60),
    "articles": st.column_config.NumberColumn("Articles", width=64),
    "outlets": st.column_config.NumberColumn("Outlets", width=62),
    "origins": st.column_config.NumberColumn("Original sources", width=104),
}


def show(dataset: Dataset, view: ViewState, rows: Rows) -> None:
    """Draw the page: the list of subjects, the claims of one, and its article."""
    overview = verdict.overview(dataset, rows)
    lines.show((in_words(overview), "sentence"), (_about(dataset, view.selection), "about"))
    at = opened(dataset, overview, view.subject)
    if at is None:
        _left_out(dataset, view.subject)
    if len(overview):
        _list(overview, view.selection, at)
    if at is None:
        return
    subject = subjects.subjects(dataset)[int(overview["position"].iat[at])]
    state = verdict.state(dataset, np.intersect1d(subject.rows, rows))
    left, right = st.columns([1.18, 1], gap="medium")
    with left:
        _subject(dataset, view.selection, subject, state)
    with right:
        open_row = _open_row(dataset, view, state)
        reader.show(dataset, view.selection, rows, open_row, None, view_state.open_picked)


def opened(dataset: Dataset, overview: pd.DataFrame, key: str) -> int | None:
    """The place in the overview of the subject that is shown; the first where none is named.

    None where the filters leave out every claim of the subject that is named, or of all.
    """
    position = subjects.subjects(dataset).position(key)
    if position is None:
        return 0 if len(overview) else None
    found = np.flatnonzero(overview["position"] == position)
    return int(found[0]) if len(found) else None


def in_words(overview: pd.DataFrame) -> str:
    """How many subjects there are, and in which states."""
    if overview.empty:
        return "Among the selected claims there is nothing to compare."
    counts = overview["state"].value_counts()
    parts = [f"{counts[state]:,} {state}" for state in verdict.STATES if state in counts]
    return f"{number(len(overview), 'subject')} to compare: {', '.join(parts)}."


def left_out_in_words(subject: Subject) -> str:
    """That the subject of a link has no claim among the selected ones."""
    return f"The filters leave out every claim of this comparison: {subject.title}"


def _about(dataset: Dataset, chosen: Selection) -> str:
    if chosen == Selection(year_of=chosen.year_of, count=chosen.count):
        return "Most disputed first. The filters choose which claims are compared."
    words = chosen.describe(dataset)
    return f"{words[0].upper()}{words[1:]}. Only the selected claims are compared."


def _left_out(dataset: Dataset, key: str) -> None:
    """Why nothing is compared, and the way back."""
    subject = subjects.subject(dataset, key)
    if subject:
        lines.show((left_out_in_words(subject), "state"))
    reconnect.button("Reset all filters", sidebar.reset, dataset, key="reset_here")


def _open_row(dataset: Dataset, view: ViewState, state: State) -> int:
    """The claim that the reader chose, if it is of this subject; else the first set against one."""
    row = dataset.row(view.claim) if view.claim else None
    if row is not None and row in state.rows:
        return row
    against = state.pairs if len(state.pairs) else state.tense
    return int(against.first[0] if len(against) else state.rows[0])


def _list(overview: pd.DataFrame, chosen: Selection, at: int | None) -> None:
    def draw(part: slice, marked: int | None) -> None:
        shown = overview.iloc[part]

        def pick(position: int) -> None:
            st.session_state["subject"] = shown["key"].iat[position]
            st.session_state["claim"] = ""

        table.show(
            shown[[*_COLUMNS]].assign(
                state=[f"{_MARKS[state]} {state}" for state in shown["state"]]
            ),
            "comparisons_table",
            pick,
            marked,
            _COLUMNS,
            "Subjects with several claims to compare, most disputed first",
            height=LIST_HEIGHT,
            row_height=ROW_HEIGHT,
        )

    listing.paged(len(overview), "comparisons_table", chosen, at, st.container(), draw)


def _subject(dataset: Dataset, chosen: Selection, subject: Subject, state: State) -> None:
    disputed = _SET_AGAINST.get(state.name, "") if subject.kind == subjects.DISPUTE else ""
    left_out = len(subject.rows) - len(state.rows)
    hidden = f" · {number(left_out, 'more claim')} left out by the filters" if left_out else ""
    st.html(
        f'<h2 class="subject">{escape(disputed + subject.title)}</h2>'
        f'<p class="state"><b>{escape(_MARKS[state.name])} {escape(state.name)}</b> '
        f"{escape(explanation.why(dataset, state))}</p>"
        f'<p class="about">{escape(summary.counts_in_words(dataset, state.rows) + hidden)}</p>'
    )
    _charts(dataset, subject, state)
    _cards(dataset, chosen, subject, state)


def _charts(dataset: Dataset, subject: Subject, state: State) -> None:
    rows = drawn(state)
    if len(rows) < len(state.rows):
        lines.show(
            (
                f"The charts show {len(rows)} of {len(state.rows):,} claims, disputed ones first.",
                "note",
            )
        )
    frame = chart_frames.figures(dataset, rows)
    for unit, part in frame.groupby("unit", sort=False):
        rises = subject.kind == subjects.INCIDENT and part["said"].nunique() > 1
        spec = comparison.spec_of_tolls if rises else comparison.spec_of_figures
        st.vega_lite_chart(
            spec=spec(part, str(unit)),
            key=f"{'tolls' if rises else 'figures'}_{unit}",
            alt=f"Figures, {unit}: "
            + "; ".join(
                f"{voice} {figure}"
                for voice, figure in zip(part["voice"], part["figure"], strict=True)
            ),
        )
    times = chart_frames.times(dataset, rows)
    st.vega_lite_chart(
        spec=comparison.spec_of_times(times),
        key=f"times_{subject.key}",
        alt=f"Who said it when: {', '.join(times['voice'].drop_duplicates())}.",
    )


def drawn(state: State) -> Rows:
    """The claims that the charts show: all, or of very many the disputed ones first."""
    disputed = np.isin(state.rows, np.concatenate([state.pairs.first, state.pairs.second]))
    return state.rows[np.argsort(~disputed, kind="stable")][:DRAWN]


def _cards(dataset: Dataset, chosen: Selection, subject: Subject, state: State) -> None:
    """The claims as cards, those set against each other side by side, so many at a time."""
    opened_for, most = st.session_state.get("_cards", ("", CARDS))
    most = most if opened_for == subject.key else CARDS
    disputes = sides.sides(dataset, state.pairs)
    apart = np.concatenate([state.pairs.first, state.pairs.second])
    tense = ~(np.isin(state.tense.first, apart) | np.isin(state.tense.second, apart))
    tensions = sides.sides(dataset, state.tense.where(tense))
    against = [*_named("Dispute", disputes), *_named("Tension", tensions)]
    placed = [row for _, one in against for row in round_by_round(one.sides)]
    rest = state.rows[~np.isin(state.rows, placed)].tolist()
    shown = set([*placed, *rest][:most])
    for place, (name, one) in enumerate(against, start=1):
        columns = [[row for row in side if row in shown] for side in one.sides]
        if any(columns):
            _heading(name, dataset.cells("claim_id", [row for side in one.sides for row in side]))
            _abreast(dataset, chosen, [side for side in columns if side], f"sides_{place}")
    rest = [row for row in rest if row in shown]
    if rest:
        _heading("Not disputed here" if against else "The claims")
        _abreast(dataset, chosen, [rest[0::2], rest[1::2]], "sides_none")
    more = len(state.rows) - len(shown)
    if more > 0:
        reconnect.button(
            f"Show {min(more, CARDS)} of {number(more, 'more claim')}",
            st.session_state.__setitem__,
            "_cards",
            (subject.key, most + CARDS),
            key="more_cards",
        )


def _named(name: str, those: list[sides.Sides]) -> list[tuple[str, sides.Sides]]:
    """Each with its heading, numbered where there are several."""
    return [
        (f"{name} {place}" if len(those) > 1 else name, one)
        for place, one in enumerate(those, start=1)
    ]


def round_by_round(columns: tuple[tuple[int, ...], ...]) -> list[int]:
    """The first of each side, then the second of each, and so on: each side is heard early."""
    longest = max(map(len, columns))
    return [side[place] for place in range(longest) for side in columns if place < len(side)]


def _heading(text: str, claim_ids: list[str] | None = None) -> None:
    """A heading; with claims, beside a button that adds these to the briefing."""
    button = ""
    if claim_ids:
        both = f"Add all sides to the briefing ({number(len(claim_ids), 'claim')})"
        button = f' <button data-briefing="{escape(" ".join(claim_ids))}">{escape(both)}</button>'
    st.html(f'<h3 class="subject">{escape(text)}{button}</h3>')


def _abreast(dataset: Dataset, chosen: Selection, columns: list[list[int]], key: str) -> None:
    """Columns of cards, so many abreast that their words can be read; others below them."""
    with st.container(key=key):
        for start in range(0, len(columns), ABREAST):
            part = columns[start : start + ABREAST]
            for column, rows in zip(st.columns(min(ABREAST, len(columns))), part, strict=False):
                with column:
                    for row in rows:
                        _card(dataset, chosen, row)


def card_lines(dataset: Dataset, row: int) -> list[tuple[str, str]]:
    """A card's lines in order, each with its style."""
    claim = dataset.record("claims", row)
    details = [str(claim["kind"]), str(claim["when"] or "not dated")]
    if claim["figure"]:
        details.append(voices.said(dataset, row))
    said = voices.said_on(dataset, row)
    return [
        (voices.voice(dataset, row), "voice"),
        (citation.attribution(dataset, claim), "note"),
        (str(claim["statement"]), "statement"),
        (citation.quoted(str(claim["quote"])), "quote"),
        (" · ".join(details) + (f" · said by {dates.printed(said)}" if said else ""), "note"),
    ]


def _copying(dataset: Dataset, chosen: Selection, row: int) -> str:
    """A button that copies the statement with its footnote, which leads back to this selection."""
    claim = dataset.record("claims", row)
    held = {
        "said": said(dataset, row),
        "note": citation.footnote(dataset, claim),
        "query": urlencode(link_params(dataset, chosen, str(claim["claim_id"])), doseq=True),
    }
    data = " ".join(f'data-{name}="{escape(text)}"' for name, text in held.items())
    return f'<button {data} title="Copy the statement with its footnote">Copy</button>'


def _card(dataset: Dataset, chosen: Selection, row: int) -> None:
    claim_id = str(dataset.claims["claim_id"].iat[row])
    with st.container(border=True, key=f"card_{claim_id}"):
        lines.show(*card_lines(dataset, row))
        st.html(
            f'<button data-briefing="{escape(claim_id)}"><span class="adds">Add to briefing</span>'
            '<span class="removes">✓ In the briefing</span></button> '
            + _copying(dataset, chosen, row)
        )
        reconnect.button(
            "Read in the article",
            view_state.open_claim,
            claim_id,
            key=f"read_{claim_id}",
            type="tertiary",
            icon=":material/menu_book:",
        )
