"""The page Comparisons: who says what about the same thing, and how the claims stand together."""

from html import escape
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from casebook.analysis.comparison import (
    chart_frames,
    explanation,
    figures,
    headline,
    ledger,
    subjects,
    verdict,
)
from casebook.analysis.comparison.subjects import Subject
from casebook.analysis.comparison.verdict import State
from casebook.analysis.counting import counts_of
from casebook.analysis.selection import Selection
from casebook.charts import comparison
from casebook.tables.dataset import Dataset, Rows
from casebook.views import (
    ledger as cards,
)
from casebook.views import (
    lines,
    listing,
    reader,
    reconnect,
    sidebar,
    table,
    view_state,
)
from casebook.views.view_state import ViewState
from casebook.words import number

ROW_HEIGHT = 27
ROWS_IN_VIEW = 10
LIST_HEIGHT = ROW_HEIGHT * ROWS_IN_VIEW + 37  # with the heads of its columns
DRAWN = 48
PAGE = "comparisons"

_MARKS = {
    verdict.CONFLICT: "⇄",
    verdict.TENSION: "~",
    verdict.REVISED: "↻",
    verdict.OVERLAP: "≈",
    verdict.NOT_COMPARABLE: "≠",
    verdict.ONE_SOURCE: "①",
    verdict.NO_DISPUTE: "○",
    verdict.ONE_ARTICLE: "·",
}
_COUNTED = {
    "claims": ("Claims", 66),
    "articles": ("Articles", 66),
    "outlets": ("Outlets", 66),
    "origins": ("Original sources", 116),
}
_OF_ALL = "Of the claims that pass the filters, and of all"


def show(dataset: Dataset, view: ViewState, rows: Rows) -> None:
    """Draw the page: the list of subjects, the claims of one, and its article."""
    overview = verdict.overview(dataset, rows)
    lines.show((in_words(overview), "sentence"), (_about(dataset, view.selection), "about"))
    listed = of_state(overview, view.standing)
    position = opened(dataset, overview, listed, view.subject)
    if position is None:
        _left_out(dataset, view.subject)
    if len(overview):
        _states(overview)
        found = np.flatnonzero(listed["position"] == position)
        _list(listed, view.selection, int(found[0]) if len(found) else None)
    if position is None:
        return
    subject = subjects.subjects(dataset)[position]
    state = verdict.state(dataset, np.intersect1d(subject.rows, rows))
    open_row = _open_row(dataset, view, state)
    left, right = st.columns([1.18, 1], gap="medium")
    with left:
        _subject(dataset, view.selection, subject, state, open_row)
    with right:
        place = (PAGE, {"subject": [subject.key]})
        reader.show(dataset, view.selection, rows, open_row, None, view_state.open_picked, at=place)


def of_state(overview: pd.DataFrame, state: str) -> pd.DataFrame:
    """The subjects in this state; all where none is chosen."""
    return overview[overview["state"] == state] if state else overview


def opened(dataset: Dataset, overview: pd.DataFrame, listed: pd.DataFrame, key: str) -> int | None:
    """The position of the subject that is shown; the first that is listed where none is named.

    None where the filters leave out every claim of the subject that is named, or of all. A subject
    that is named is shown whether it is listed or not.
    """
    position = subjects.subjects(dataset).position(key)
    if position is None:
        return int(listed["position"].iat[0]) if len(listed) else None
    return position if (overview["position"] == position).any() else None


def in_words(overview: pd.DataFrame) -> str:
    """How many subjects there are, and how many of them are disputed or in tension."""
    if overview.empty:
        return "Among the selected claims there is nothing to compare."
    counts = overview["state"].value_counts()
    against = [
        f"{counts[state]:,} {state}"
        for state in (verdict.CONFLICT, verdict.TENSION)
        if state in counts
    ]
    none = "none disputed or in tension"
    return f"{number(len(overview), 'subject')} to compare: {', '.join(against) or none}."


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


def _states(overview: pd.DataFrame) -> None:
    """The filter of the list by state; each says how many subjects are in it."""
    counts = overview["state"].value_counts()
    held = st.session_state.get("standing")
    st.pills(
        "State",
        [state for state in verdict.STATES if state in counts or state == held],
        key="standing",
        format_func=lambda state: f"{_MARKS[state]} {state} {counts.get(state, 0):,}",
        on_change=_first_of_list,
        label_visibility="collapsed",
    )


def _first_of_list() -> None:
    """Another state lists other subjects: the first of them is shown."""
    st.session_state["subject"] = st.session_state["claim"] = ""


def _list(listed: pd.DataFrame, chosen: Selection, at: int | None) -> None:
    def draw(part: slice, marked: int | None) -> None:
        shown = listed.iloc[part]

        def pick(position: int) -> None:
            st.session_state["subject"] = shown["key"].iat[position]
            st.session_state["claim"] = ""

        frame, columns = as_listed(shown)
        table.show(
            frame,
            "comparisons_table",
            pick,
            marked,
            columns,
            "Subjects with several claims to compare, most disputed first",
            height=LIST_HEIGHT,
            row_height=ROW_HEIGHT,
        )

    listing.paged(len(listed), "comparisons_table", chosen, at, st.container(), draw)


def as_listed(shown: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, Any]]:
    """The list as it is drawn, and its columns.

    What the filters leave out is always said: where they leave out any of a column, it has `2 of 3`
    for each row in place of a number.
    """
    columns: dict[str, Any] = {
        "state": st.column_config.TextColumn("State", width=132),
        "title": st.column_config.TextColumn("About", width=490),
        "pairs": st.column_config.NumberColumn(
            "Disputes", width=78, help="Pairs of claims that dispute each other"
        ),
    }
    frame = shown[["state", "title", "pairs"]].assign(
        state=[f"{_MARKS[state]} {state}" for state in shown["state"]]
    )
    for name, (label, width) in _COUNTED.items():
        counts, every = shown[name], shown[f"all_{name}"]
        if (counts == every).all():
            frame[name] = counts
            columns[name] = st.column_config.NumberColumn(label, width=width)
        else:
            frame[name] = [
                f"{count:,} of {of_all:,}" for count, of_all in zip(counts, every, strict=True)
            ]
            columns[name] = st.column_config.TextColumn(label, width=width, help=_OF_ALL)
    return frame, columns


def _subject(
    dataset: Dataset, chosen: Selection, subject: Subject, state: State, open_row: int
) -> None:
    opposed = ledger.opposed(dataset, state)
    word, sentence = headline.headline(dataset, state, opposed, title_row(dataset, subject))
    st.html(
        f'<h2 class="subject">{escape(subject.title)}</h2>'
        f'<p class="verdict"><b>{escape(_MARKS[state.name])} {escape(word)}.</b> '
        f"{escape(sentence)}</p>"
        f'<p class="state">{escape(explanation.why(dataset, state))}</p>'
        f'<p class="about">{escape(counts_in_words(dataset, subject, state))}</p>'
    )
    rows = drawn(state)
    with st.container(key="comparison_charts"):
        _figures(dataset, subject, state, rows)
    cards.show(dataset, chosen, subject.key, state, opposed, open_row)
    _times(dataset, subject, state, rows)


def title_row(dataset: Dataset, subject: Subject) -> int | None:
    """The claim whose statement is the title of a dispute."""
    if subject.kind != subjects.DISPUTE:
        return None
    return dataset.row(subject.key.removeprefix(subjects.DISPUTED))


def counts_in_words(dataset: Dataset, subject: Subject, state: State) -> str:
    """`13 of 22 claims · 3 articles · 2 of 3 outlets · 6 of 7 original sources`."""
    every = np.asarray(subject.rows, dtype=np.int64)
    here, in_all = (counts_of(dataset, rows) for rows in (state.rows, every))
    parts = []
    for name, noun in (
        ("claims", "claim"),
        ("articles", "article"),
        ("outlets", "outlet"),
        ("origins", "original source"),
    ):
        count, of_all = getattr(here, name), getattr(in_all, name)
        few = f"{count:,} of " if count != of_all else ""
        parts.append(few + number(of_all, noun))
    hidden = len(every) - len(state.rows)
    return " · ".join(parts) + (" · the filters leave out the others" if hidden else "")


def _figures(dataset: Dataset, subject: Subject, state: State, rows: Rows) -> None:
    """The figures that are compared, a chart for each unit; the others stand on their cards."""
    compared = chart_frames.compared(dataset, state, subject.kind)
    frame = chart_frames.figures(dataset, np.intersect1d(compared, rows))
    for unit, part in frame.groupby("unit", sort=False):
        rises = subject.kind == subjects.INCIDENT and part["said"].nunique() > 1
        rises &= bool(
            part["said"].notna().all() and part[["low", "high"]].notna().any(axis=1).all()
        )
        spec = comparison.spec_of_tolls if rises else comparison.spec_of_figures
        said = zip(part["voice"], part["figure"], part["counted"], strict=True)
        st.vega_lite_chart(
            spec=spec(part, str(unit)),
            key=f"{'tolls' if rises else 'figures'}_{unit}",
            alt=f"Figures, {unit}: "
            + "; ".join(f"{voice} {figure} {counted}" for voice, figure, counted in said),
        )
    every = int(figures.traits(dataset).counted[state.rows].sum())
    if len(frame) and every > len(frame):
        lines.show((f"{number(every - len(frame), 'more figure')} on the cards alone.", "note"))


def _times(dataset: Dataset, subject: Subject, state: State, rows: Rows) -> None:
    """Who said what when."""
    if len(rows) < len(state.rows):
        lines.show(
            (
                f"The charts show {len(rows)} of {len(state.rows):,} claims, disputed ones first.",
                "note",
            )
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
