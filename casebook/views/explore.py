"""The page it opens on: a sentence, three charts that are filters, a table, and the article."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from operator import attrgetter
from typing import Any

import pandas as pd
import streamlit as st

from casebook import words
from casebook.analysis import bar_counts, counting, listings, summary
from casebook.analysis.comparison import subjects
from casebook.analysis.search import Hit, uncovered_hits
from casebook.analysis.selection import Selection
from casebook.analysis.summary import Headline
from casebook.charts import bars, picture
from casebook.export import claims_csv
from casebook.tables import labels
from casebook.tables.dataset import Dataset, Rows
from casebook.views import clicks, reader, sidebar, table, view_state
from casebook.views.view_state import ViewState

GROUP_BARS = 9
THIRD_BARS = {"outlet": 7, "attribution": 10, "intermediaries": 4}
_BY = {
    "group": "group",
    "outlet": "outlet",
    "attribution": "who speaks",
    "intermediaries": "intermediaries",
}
PAGE_ROWS = 1000
COMPARED = 3
GREY = "Grey: all of the data."
HIT_LIMIT = 200
TABLE_HEIGHT = 462
_COUNTED = {"claims": "claims", "incidents": "incidents", "origins": "origins"}
_HASHES: dict[str | type[Any], Any] = {Dataset: attrgetter("version"), Selection: repr}


@dataclass(frozen=True, eq=False)
class Selected:
    """All that the page shows of a selection, made once and shared by all visitors."""

    rows: Rows
    figures: Headline
    by_year: pd.DataFrame
    by_group: pd.DataFrame
    by_third: pd.DataFrame
    options: dict[str, dict[str, int]]
    incidents: pd.DataFrame


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs=_HASHES)
def selected(dataset: Dataset, chosen: Selection, third: str = view_state.CHARTS[0]) -> Selected:
    """Everything derived from the rows of a selection; `third` is what the third chart shows."""
    rows = chosen.apply(dataset)
    return Selected(
        rows=rows,
        figures=summary.headline(dataset, chosen, rows),
        by_year=bar_counts.year_bars(dataset, chosen, rows),
        by_group=bar_counts.name_bars(dataset, chosen, rows, "group", GROUP_BARS),
        by_third=bar_counts.name_bars(dataset, chosen, rows, third, THIRD_BARS[third]),
        options=counting.option_counts(dataset, chosen),
        incidents=listings.incidents_listing(dataset, listings.incidents_of(dataset, rows)),
    )


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs=_HASHES)
def text_hits(dataset: Dataset, chosen: Selection) -> list[Hit]:
    """Where the articles mention the search outside any claim, within the chosen outlets."""
    wanted = set(chosen.outlet)
    sources = dataset.sources["outlet"].replace("", words.NOT_STATED)
    named = [source for source, outlet in sources.items() if not wanted or outlet in wanted]
    return (
        uncovered_hits(dataset, chosen.search, map(str, named), HIT_LIMIT) if chosen.search else []
    )


def show(dataset: Dataset, view: ViewState, found: Selected, compare: st.Page) -> None:
    """Draw the page for this place; `compare` is the page on which accounts are compared."""
    _header(dataset, view, found)
    _charts(dataset, view, found)
    open_row = _open_row(dataset, view, found)
    left, right = st.columns([1.18, 1], gap="medium")
    with left:
        if len(found.rows):
            _listing(dataset, view, found, open_row)
        else:
            _nothing(dataset, view.selection)
            _hits_without_claims(dataset, view.selection)
    with right:
        hit = view_state.parsed_hit(view.hit, dataset)
        reader.show(dataset, view.selection, found.rows, open_row, hit, view_state.open_picked)
        if open_row is not None and not hit:
            _compare(dataset, view, open_row, compare)


def _compare(dataset: Dataset, view: ViewState, open_row: int, page: st.Page) -> None:
    """A way from the open claim to the other accounts of the same thing."""
    for subject in subjects.subjects_of(dataset, open_row)[:COMPARED]:
        others = len(subject.rows) - 1
        told = f"Compare with {words.number(others, 'other account')}: {subject.title}"
        if st.button(told, key=f"compare_{subject.key}", type="tertiary", icon=":material/forum:"):
            claim_id = str(dataset.claims["claim_id"].iat[open_row])
            there = replace(view, about=subject.key, claim=claim_id, hit="")
            st.switch_page(page, query_params=there.to_params())


def _open_row(dataset: Dataset, view: ViewState, found: Selected) -> int | None:
    if view.claim:
        return dataset.row(view.claim)
    return listings.opening_claim(dataset, found.rows)


def _lines(*lines: tuple[str, str]) -> None:
    """Lines of text as they stand, each with its style: no Markdown, no HTML of their own."""
    st.html("".join(f'<p class="{style}">{escape(text)}</p>' for text, style in lines))


def _line(text: str, style: str) -> None:
    _lines((text, style))


def _header(dataset: Dataset, view: ViewState, found: Selected) -> None:
    with st.container(horizontal=True, vertical_alignment="top", key="top"):
        _lines(
            (summary.sentence(found.figures), "sentence"),
            (_about(view.selection) + _not_counted(dataset, view.selection, found), "about"),
        )
        _downloads(dataset, view.selection, found)
    version = st.session_state.get("_linked_version") or dataset.version
    if version != dataset.version:
        _line(
            f"This link was made with data version {version[:40]}; the data are now version "
            f"{dataset.version}, so counts can differ.",
            "about",
        )


def _about(chosen: Selection) -> str:
    if chosen == Selection(year_of=chosen.year_of, count=chosen.count):
        return (
            "No filter is set. Click a bar to keep it, shift-click for several, "
            "empty space to clear."
        )
    words = chosen.describe()
    return f"{words[0].upper()}{words[1:]}."


def _not_counted(dataset: Dataset, chosen: Selection, found: Selected) -> str:
    """How many of the claims no bar counts, when incidents are counted."""
    without = int((dataset.claims["incident"].to_numpy()[found.rows] < 0).sum())
    if chosen.count != "incidents" or not without:
        return ""
    claims = "1 claim is" if without == 1 else f"{without:,} claims are"
    return f" {claims} about no incident and not in the bars."


def _charts(dataset: Dataset, view: ViewState, found: Selected) -> None:
    chosen = view.selection
    token = st.session_state.setdefault("_click_token", 0)
    columns = st.columns([1.25, 1, 1.05], gap="medium")
    for column, name in zip(columns, ("year", "group", view.chart), strict=True):
        with column:
            frame, label, by = _bars(name, chosen, found)
            draw = bars.spec_by_year if name == "year" else bars.spec_by_name
            st.vega_lite_chart(
                spec=draw(frame, chosen.count, by, token),
                key=f"by_{name}",
                on_select=_clicked(dataset, name, found),
                alt=bars.alternative_text(frame, label, bars.heading(chosen.count, by)),
            )
            caption = _caption(dataset, name, chosen, found)
            if name != view.chart or caption != GREY:
                _line(caption, "note")
            if name == view.chart:
                st.segmented_control(
                    "Third chart",
                    view_state.CHARTS,
                    key="chart",
                    required=True,
                    format_func=lambda option: f"by {_BY[option]}",
                    label_visibility="collapsed",
                )


def _bars(name: str, chosen: Selection, found: Selected) -> tuple[pd.DataFrame, str, str]:
    """A chart's frame, the column of its labels, and by what it counts."""
    if name == "year":
        return found.by_year, "label", f"year of {chosen.year_of}"
    return (found.by_group if name == "group" else found.by_third), "name", _BY[name]


def _caption(dataset: Dataset, name: str, chosen: Selection, found: Selected) -> str:
    if name == "year" and chosen.year_of == "publication":
        read = listings.articles_by_year(dataset).items()
        return "Articles read: " + " · ".join(f"{year}: {count}" for year, count in read)
    if name == "year":
        elsewhere = counting.counted_elsewhere(dataset, chosen, found.rows)
        if elsewhere:
            claims = "1 claim reaches" if elsewhere == 1 else f"{elsewhere:,} claims reach"
            return f"{claims} into these years and count in the year in which they began."
        return "A claim over several years counts in its first."
    several = counting.several_names(dataset, name, found.rows)
    if chosen.count != "claims" and name != "year":
        return f"One of the {chosen.count} can stand in several bars."
    if several:
        return "Bars are mentions: a claim about two groups counts under both."
    return GREY if len(found.rows) < len(dataset.claims) else " "


def _clicked(dataset: Dataset, name: str, found: Selected) -> Callable[[], None]:
    """What a click in a chart does; each click once, also one made before the page was redrawn."""

    def act() -> None:
        state = st.session_state
        selection = state[f"by_{name}"].selection
        for how in ("pick", "add"):
            for entry in selection.get(how) or []:
                if entry != state.get(f"_{how}_{name}"):
                    state[f"_{how}_{name}"] = entry
                    state["_click_token"] += 1
                    _apply_click(dataset, name, str(entry["key"]), found, add=how == "add")

    return act


def _apply_click(dataset: Dataset, name: str, key: str, found: Selected, *, add: bool) -> None:
    if name == "year":
        clicks.click_year(dataset, key, add=add)
        return
    frame = found.by_group if name == "group" else found.by_third
    names = dict(zip(frame["name"], frame["names"], strict=True))
    clicks.click_name(name, names.get(key, ()), add=add)


def _downloads(dataset: Dataset, chosen: Selection, found: Selected) -> None:
    with st.popover("Download", icon=":material/download:"):
        base = (st.context.url or "").split("?")[0]
        st.download_button(
            f"Selected claims ({len(found.rows):,}), CSV",
            data=lambda: claims_csv.claims_csv(dataset, chosen, found.rows, base),
            file_name=f"casebook-claims-{dataset.version}.csv",
            mime="text/csv",
            on_click="ignore",
            disabled=not len(found.rows),
            width="stretch",
        )
        subtitle = [
            summary.sentence(found.figures),
            f"{_about(chosen).split('. Click')[0].rstrip('.')}. "
            f"Grey: all of the data. Casebook, data version {dataset.version}",
        ]
        for name in ("year", "group", st.session_state["chart"]):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"Chart by {name}", width="stretch")
                for form in ("svg", "png"):
                    st.download_button(
                        form.upper(),
                        data=_picture(name, form, chosen, found, subtitle),
                        file_name=f"casebook-by-{name}-{dataset.version}.{form}",
                        mime="image/svg+xml" if form == "svg" else "image/png",
                        key=f"download_{name}_{form}",
                        on_click="ignore",
                    )


def _picture(
    name: str, form: Any, chosen: Selection, found: Selected, subtitle: list[str]
) -> Callable[[], bytes]:
    frame, _, by = _bars(name, chosen, found)
    draw = bars.chart_by_year if name == "year" else bars.chart_by_name
    return lambda: picture.picture(draw(frame, chosen.count, by), form, subtitle)


def _listing(dataset: Dataset, view: ViewState, found: Selected, open_row: int | None) -> None:
    hits = text_hits(dataset, view.selection)
    counts = {"claims": len(found.rows), "incidents": len(found.incidents), "text": len(hits)}
    labels = {"claims": "Claims", "incidents": "Incidents", "text": "Elsewhere in the text"}
    options = [
        option for option in view_state.LISTINGS if option != "text" or view.selection.search
    ]
    if view.listing not in options:
        st.session_state["list"] = "claims"
    shown = st.segmented_control(
        "Table",
        options,
        key="list",
        required=True,
        format_func=lambda option: f"{labels[option]} {counts[option]:,}",
        label_visibility="collapsed",
    )
    if shown == "incidents":
        _incidents_table(dataset, view.selection, found, open_row)
    elif shown == "text":
        _hits_table(dataset, view.selection, hits)
    else:
        _claims_table(dataset, view.selection, found, open_row)


def _page(length: int, key: str, at: int | None) -> slice:
    """The part of a long table that is sent to the browser, with a control to turn pages."""
    pages = -(-length // PAGE_ROWS)
    if pages <= 1:
        return slice(0, length)
    page = st.pagination(pages, default=(at or 0) // PAGE_ROWS + 1, key=key)
    return slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS)


def _claims_table(
    dataset: Dataset, chosen: Selection, found: Selected, open_row: int | None
) -> None:
    at = None
    if open_row is not None:
        place = int(found.rows.searchsorted(open_row))
        at = place if place < len(found.rows) and found.rows[place] == open_row else None
    part = _page(len(found.rows), f"claims_page_{hash(chosen)}", at)
    frame = listings.claims_listing(dataset, found.rows[part])
    table.show(
        frame,
        f"claims_{hash(chosen)}_{part.start}",
        lambda position: view_state.open_claim(str(frame.index[position])),
        None if at is None else at - part.start,
        {
            "date": st.column_config.TextColumn("Date", width=82),
            "group": st.column_config.TextColumn("Group", width=84),
            "statement": st.column_config.TextColumn("Statement", width=304),
            "figure": st.column_config.TextColumn("Figure", width=80),
            "disputed": st.column_config.TextColumn("Disputed by", width=110),
            "speaker": st.column_config.TextColumn("Speaker", width=120),
            "outlet": st.column_config.TextColumn("Outlet", width=120),
        },
        "Selected claims, newest first",
        height=TABLE_HEIGHT,
    )


def _incidents_table(
    dataset: Dataset, chosen: Selection, found: Selected, open_row: int | None
) -> None:
    listing = found.incidents
    if listing.empty:
        _line("None of the selected claims is about an incident.", "about")
        return
    at = None
    if open_row is not None:
        same = listing["incident_id"] == dataset.claims["incident_id"].iat[open_row]
        at = int(same.to_numpy().argmax()) if same.any() else None
    part = _page(len(listing), f"incidents_page_{hash(chosen)}", at)
    frame = listing.iloc[part]
    ids = dataset.claims["claim_id"].iloc[frame["first_claim"]].tolist()
    table.show(
        frame[["when", "title", "kind", "claims", "articles", "outlets", "origins", "groups"]],
        f"incidents_{hash(chosen)}_{part.start}",
        lambda position: view_state.open_claim(ids[position]),
        None if at is None else at - part.start,
        {
            "when": st.column_config.TextColumn("Date", width=84),
            "title": st.column_config.TextColumn("Incident", width=206),
            "kind": st.column_config.TextColumn("Kind", width=86),
            "claims": st.column_config.NumberColumn("Claims", width=56),
            "articles": st.column_config.NumberColumn("Articles", width=60),
            "outlets": st.column_config.NumberColumn("Outlets", width=58),
            "origins": st.column_config.NumberColumn("Origins", width=58),
            "groups": st.column_config.TextColumn("Groups", width=120),
        },
        "Incidents of the selected claims, newest first",
        height=TABLE_HEIGHT,
    )


def _hits_table(dataset: Dataset, chosen: Selection, hits: list[Hit]) -> None:
    if not hits:
        _line("The articles mention it nowhere outside the claims.", "about")
        return
    frame = pd.DataFrame(
        {
            "article": [labels.source_name(dataset, hit.source_id) for hit in hits],
            "passage": [_passage(dataset, hit) for hit in hits],
        }
    )
    table.show(
        frame,
        f"hits_{hash(chosen)}",
        lambda position: view_state.open_hit(hits[position]),
        None,
        {
            "article": st.column_config.TextColumn("Article", width=120),
            "passage": st.column_config.TextColumn("Passage that no claim covers", width=420),
        },
        "Passages with the search that no claim covers",
        height=TABLE_HEIGHT,
    )


def _hits_without_claims(dataset: Dataset, chosen: Selection) -> None:
    hits = text_hits(dataset, chosen)
    if hits:
        places = "1 place" if len(hits) == 1 else f"{len(hits):,} places"
        _line(f"The articles mention it in {places} that no claim covers:", "about")
        _hits_table(dataset, chosen, hits)


def _passage(dataset: Dataset, hit: Hit, around: int = 60) -> str:
    text = dataset.articles[hit.source_id].text
    start, end = max(hit.start - around, 0), min(hit.end + around, len(text))
    return f"…{' '.join(text[start:end].split())}…"


def _nothing(dataset: Dataset, chosen: Selection) -> None:
    """Why nothing is shown, and the way back."""
    _line("No claim passes all of these filters.", "sentence")
    for name, count in counting.without_each_filter(dataset, chosen).items():
        claims = "1 claim" if count == 1 else f"{count:,} claims"
        st.button(
            f"Without the filter “{sidebar.label(name)}”: {claims}",
            key=f"without_{name}",
            on_click=sidebar.take_away,
            args=(name, dataset),
        )
    st.button("Reset all filters", key="reset_here", on_click=sidebar.reset, args=(dataset,))
