"""The page it opens on: a sentence, three charts that are filters, a list, and the article."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from casebook.analysis import bars_in_words, summary
from casebook.analysis.comparison import subjects
from casebook.analysis.filters import LABELS
from casebook.analysis.selection import Filtered, Selection
from casebook.charts import bars as bar_charts
from casebook.charts import encodings
from casebook.tables.dataset import Dataset, Rows
from casebook.views import (
    cached,
    claims_list,
    clicks,
    downloads,
    headline,
    lines,
    listing,
    one_at_a_time,
    place_map,
    reader,
    reconnect,
    sidebar,
    timeline,
    view_state,
)
from casebook.views.cached import Drawn
from casebook.views.downloads import Picture
from casebook.views.view_state import ViewState
from casebook.words import agreeing, number

COMPARED = 3
SWITCH_HEIGHT = 34  # of the switch above the third chart, which ends with the others
GREY = "Grey: all of the data."
CLICKS = (
    "Click a bar to keep it, shift-click for several, empty space to clear; drag over years to "
    "keep a span."
)
TAPS = "Tap a bar or a figure to keep it, and once more to clear."


def show(
    dataset: Dataset,
    view: ViewState,
    filtered: Filtered,
    comparisons: st.Page,
    sources: st.Page,
) -> None:
    """Draw the page; claims are compared on `comparisons`, what they rest on is on `sources`."""
    place_map.filtered()
    if _header(dataset, view, filtered):
        st.switch_page(sources, query_params=view.to_params())
    drawn = cached.drawn(dataset, view.selection, view.chart)
    _charts(dataset, view, filtered, drawn)
    _reading(dataset, view, filtered, comparisons)


def prepare(dataset: Dataset, view: ViewState) -> None:
    """Make what the page needs before it is drawn, without drawing."""
    drawn = cached.drawn(dataset, view.selection, view.chart)
    for name in ("year", "group", view.chart):
        frame, _, by = _bars(dataset, name, view, drawn)
        _spec(name, frame, view.selection.count, by, 0)
    cached.option_counts(dataset, view.selection, "group")
    rows = cached.filtered(dataset, view.selection).rows
    row = int(rows[0]) if len(rows) else None
    reader.page(dataset, view.selection, rows, row, None)
    claims_list.page(dataset, rows, row, 0)


def _header(dataset: Dataset, view: ViewState, filtered: Filtered) -> bool:
    """The figures and the menu of downloads: drawn before the charts are counted.

    Whether a figure was clicked that leads to the page Sources. The sentence is for screen readers
    and to be copied.
    """
    chosen = view.selection
    figures = cached.headline(dataset, chosen)
    sentence = summary.sentence(figures)
    header = [
        (sentence, "sentence unseen"),
        (about(dataset, chosen) + _left_out(dataset, chosen, filtered, figures), "about"),
    ]
    if not _is_filtered(chosen):
        header += [(CLICKS, "about mouse"), (TAPS, "about touch")]
    version = st.session_state.get("_linked_version") or dataset.version
    if version != dataset.version:
        warning = (
            f"This link was made with data version {version[:40]}; the data are now version "
            f"{dataset.version}, so counts can differ."
        )
        header.append((warning, "about"))
    with st.container(horizontal=True, vertical_alignment="top", key="top"):
        with st.container(key="figures"):
            leads = headline.show(dataset, chosen, filtered.rows, figures, sentence)
            lines.show(*header)
        downloads.show(
            dataset,
            view,
            filtered,
            figures,
            partial(_pictures, dataset, view),
            about(dataset, chosen),
        )
    return leads


def _is_filtered(chosen: Selection) -> bool:
    return chosen != Selection(year_of=chosen.year_of, count=chosen.count)


def about(dataset: Dataset, chosen: Selection) -> str:
    """The filters in a sentence."""
    if not _is_filtered(chosen):
        return "No filter is set."
    words = chosen.describe(dataset)
    return f"{words[0].upper()}{words[1:]}."


def _left_out(
    dataset: Dataset, chosen: Selection, filtered: Filtered, figures: summary.Headline
) -> str:
    """How many claims go for having no year, and how many no bar counts, when incidents are."""
    hidden = figures.undated_hidden
    text = "" if figures.counts.claims else " No matches."
    text += f" {number(hidden, 'undated claim')} not shown." if hidden else ""
    if chosen.count != "incidents":
        return text
    without = int((dataset.claims["incident"].to_numpy()[filtered.rows] < 0).sum())
    if not without:
        return text
    return (
        f"{text} {number(without, 'claim')} {agreeing(without, 'is', 'are')} about no incident and "
        "not in the bars."
    )


def _charts(dataset: Dataset, view: ViewState, filtered: Filtered, drawn: Drawn) -> None:
    token = st.session_state["_click_token"]
    columns = st.columns([1.15, 1, 1.15], gap="medium")
    for column, name in zip(columns, ("year", "group", view.chart), strict=True):
        with column:
            frame, label, by = _bars(dataset, name, view, drawn)
            count = view.selection.count
            heading = encodings.heading(count, by)
            lines.show((heading, "title"))
            if name == view.chart:
                _third_switch()
            # Streamlit builds a chart anew when its `alt` changes: what does stands below it.
            act = _clicked(dataset, name, frame)
            st.vega_lite_chart(
                spec=_spec(name, frame, count, by, token),
                key=f"by_{name}",
                on_select=act,
                alt=heading,
            )
            if reconnect.returns() and clicks.missed(f"by_{name}"):
                reconnect.missed(act)
            lines.show(
                (_caption(dataset, name, view, filtered), "note"),
                (encodings.alternative_text(frame, label, heading), "unseen"),
            )


def _third_switch() -> None:
    st.pills(
        "Third chart",
        view_state.CHARTS,
        key="chart",
        required=True,
        format_func=bars_in_words.BY.__getitem__,
        label_visibility="collapsed",
    )


def _spec(name: str, frame: pd.DataFrame, count: str, by: str, token: int) -> dict[str, Any]:
    """A chart's specification without its title, which the page has above it."""
    if name == "year":
        spec = bar_charts.spec_by_year(frame, count, by, token)
    else:
        least = bar_charts.CHART_HEIGHT - (0 if name == "group" else SWITCH_HEIGHT)
        spec = bar_charts.spec_by_name(frame, count, by, token, least)
    return {part: held for part, held in spec.items() if part != "title"}


def _bars(
    dataset: Dataset, name: str, view: ViewState, drawn: Drawn
) -> tuple[pd.DataFrame, str, str]:
    """A chart's frame, the column of its labels, and by what it counts."""
    by = bars_in_words.by(dataset, view.selection, name)
    if name == "year":
        return drawn.by_year, "label", by
    return (drawn.by_group if name == "group" else drawn.by_third), "name", by


def _pictures(dataset: Dataset, view: ViewState) -> Iterator[Picture]:
    """The charts that can be downloaded."""
    drawn = cached.drawn(dataset, view.selection, view.chart)
    for name in ("year", "group", view.chart):
        frame, _, by = _bars(dataset, name, view, drawn)
        draw = bar_charts.chart_by_year if name == "year" else bar_charts.chart_by_name
        chart = partial(draw, frame, view.selection.count, by)
        yield Picture(f"by-{name}", f"Chart by {by}", GREY, chart)
    # What its lanes are is switched without drawing the rest of the page.
    yield timeline.picture(dataset, view.selection, view_state.latest().lanes)
    yield place_map.picture(dataset, view.selection)


def _caption(dataset: Dataset, name: str, view: ViewState, filtered: Filtered) -> str:
    chosen, rows = view.selection, filtered.rows
    told = bars_in_words.caution(dataset, chosen, rows, name)
    if told:
        return told
    return GREY if len(rows) < len(dataset.claims) and name != view.chart else " "


def _clicked(dataset: Dataset, name: str, frame: pd.DataFrame) -> Callable[[], None]:
    """What clicks in a chart do; each once, also those made before the page was redrawn."""

    def act() -> None:
        with view_state.click(dataset):
            for key, add in clicks.fresh(f"by_{name}"):
                if name == "year":
                    clicks.click_year(dataset, key, add=add)
                else:
                    names = dict(zip(frame["name"], frame["names"], strict=True))
                    clicks.click_name(name, names.get(key, ()), add=add)
            if name == "year":
                _keep_span(dataset, frame.iloc[clicks.dragged("by_year")])

    return act


def _keep_span(dataset: Dataset, over: pd.DataFrame) -> None:
    """Keep the years of the bars that were dragged over, if there are any."""
    dated = over[over["place"].isin(["before", "slot", "after"])]
    if len(dated):
        first, last = int(dated["first"].min()), int(dated["last"].max())
        undated = bool((over["place"] == "undated").any())
        clicks.keep_years(dataset, (first, last), undated=undated)


@st.fragment
@one_at_a_time.in_turn()
def _reading(dataset: Dataset, view: ViewState, filtered: Filtered, comparisons: st.Page) -> None:
    """The list and the article; opening a claim draws this part anew and nothing else."""
    timeline.redraw()
    if place_map.filtered():
        st.rerun()
    view = view_state.opened(view, dataset)
    if _filtered_away(dataset, view, filtered):
        view_state.open_claim("")
        view = view_state.opened(view, dataset)
    ordered = cached.ordered(dataset, view.selection, view.sort)
    open_row = _open_row(dataset, view, ordered)
    left, right = st.columns([1.18, 1], gap="medium")
    with left:
        if len(filtered.rows):
            listing.show(dataset, view, filtered, ordered, open_row)
        else:
            _nothing(dataset, filtered)
            listing.hits_without_claims(dataset, view.selection)
    with right:
        _way_back(is_open=bool(view.claim or view.hit))
        hit = view_state.parsed_hit(view.hit, dataset)
        compare = {} if hit or open_row is None else _comparisons(dataset, open_row)
        rows, pick = filtered.rows, view_state.open_picked
        key = reader.show(dataset, view.selection, rows, open_row, hit, pick, compare, ordered)
        if key and open_row is not None:
            there = replace(view, subject=key, claim=dataset.cell("claim_id", open_row), hit="")
            st.switch_page(comparisons, query_params=there.to_params())


def _way_back(*, is_open: bool) -> None:
    """The button that leads from an article back to the list; only where one lies over the other.

    On a phone that is where a claim was opened: `page.css` sees it by the button that works.
    """
    reconnect.button("‹ Back to the list", _close, disabled=not is_open, key="back")


def _close() -> None:
    view_state.open_claim("")


def _filtered_away(dataset: Dataset, view: ViewState, filtered: Filtered) -> bool:
    """Whether filters that were set since the claim was opened leave it out."""
    state, row = st.session_state, dataset.row(view.claim)
    opened, under = state.get("_opened", ("", ""))
    if opened != view.claim:
        state["_opened"] = (view.claim, view.selection.key)
        return False
    return row is not None and under != view.selection.key and row not in filtered.rows


def _open_row(dataset: Dataset, view: ViewState, ordered: Rows) -> int | None:
    """The claim that was opened; where there is none, the first of the list."""
    row = dataset.row(view.claim)
    return row if row is not None or not len(ordered) else int(ordered[0])


def _comparisons(dataset: Dataset, open_row: int) -> dict[str, str]:
    """The ways from the open claim to what others say about the same thing."""
    return {
        subject.key: f"Compare with {number(len(subject.rows) - 1, 'other claim')}: {subject.title}"
        for subject in subjects.subjects_of(dataset, open_row)[:COMPARED]
    }


def _nothing(dataset: Dataset, filtered: Filtered) -> None:
    """Why nothing is shown, and the way back."""
    lines.show(("No claim passes all of these filters.", "sentence"))
    for name in filtered.masks:
        claims = number(len(filtered.without(name)), "claim")
        reconnect.button(
            f"Without the filter “{LABELS[name]}”: {claims}",
            sidebar.take_away,
            name,
            dataset,
            key=f"without_{name}",
        )
    reconnect.button("Reset all filters", sidebar.reset, dataset, key="reset_here")
