"""The Data page: how much of each article the claims carry, and what the tables mean."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st
from markdown_it import MarkdownIt

from casebook.analysis.definitions import TERMS, anchor
from casebook.analysis.search import Hit
from casebook.checks import coverage
from casebook.export import datapackage
from casebook.tables import labels, schema
from casebook.tables.dataset import Dataset, Problem
from casebook.views import cached, lines, listing, problem_list, table, view_state
from casebook.words import agreeing, number

_SECTION = re.compile(r"^## +(.+?)\s*$", re.MULTILINE)
_PART = re.compile(r"<!-- (?P<name>\w+): .*?-->.*?<!-- end of (?P=name) -->", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# Of the README only what it says: no pictures, which the reader's browser would fetch from
# wherever they are, no HTML of its own, no formulas, and links only to addresses that run nothing.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
TERMS_TAB = "Terms"
LIST_HEIGHT = 460
ARTICLES = 25


def show(dataset: Dataset, problems: Sequence[Problem], explore: st.Page) -> None:
    """Draw the page; a click on a sentence opens it in its article on the page `explore`.

    `problems` are those of newer files, which are not shown until these are corrected.
    """
    if problems:
        problem_list.newer(problems)
    frame = cached.sentences(dataset)
    lines.show(
        (in_words(dataset, frame), "sentence"), (f"Data version {dataset.version}.", "about")
    )
    term = st.query_params.get("term", "")
    covered, terms, columns, articles, guide = st.tabs(
        ["Coverage", TERMS_TAB, "Columns", "Articles", "Guide"],
        default=TERMS_TAB if term else None,
        key=f"tabs_{term if term in TERMS else ''}",
    )
    with covered:
        _coverage(dataset, frame, explore)
    with terms:
        _terms(term)
    with columns:
        _columns()
    with articles, st.container(key="articles"):
        _articles(dataset)
    with guide, st.container(key="guide"):
        _guide(dataset)


def in_words(dataset: Dataset, frame: pd.DataFrame) -> str:
    """How many of everything there are, and what became of the sentences."""
    together = coverage.shares(frame).sum()
    carried, without, unreviewed = (
        int(together[name]) for name in ("carried", "no_claim", "unreviewed")
    )
    return (
        f"{number(len(dataset.claims), 'claim')} about "
        f"{number(len(dataset.incidents), 'incident')} from "
        f"{number(len(dataset.sources), 'article')}, by {number(len(dataset.actors), 'actor')}. "
        f"Of {number(int(together['sentences']), 'sentence')}, {carried:,} "
        f"{agreeing(carried, 'carries', 'carry')} a claim, {without:,} "
        f"{agreeing(without, 'has', 'have')} no claim recorded for a stated reason, and "
        f"{f'{unreviewed:,}' if unreviewed else 'none'} {agreeing(unreviewed, 'is', 'are')} "
        "to review."
    )


def _coverage(dataset: Dataset, frame: pd.DataFrame, explore: st.Page) -> None:
    shares = coverage.shares(frame)
    event = table.draw(
        pd.DataFrame(
            {
                "article": [labels.source_name(dataset, str(name)) for name in shares.index],
                "title": [labels.source_title(dataset, str(name)) for name in shares.index],
                "share": (100 * shares["share"]).round().to_numpy(),
                "carried": shares["carried"].to_numpy(),
                "no_claim": shares["no_claim"].to_numpy(),
                "unreviewed": shares["unreviewed"].to_numpy(),
                "sentences": shares["sentences"].to_numpy(),
            }
        ),
        "coverage",
        "rerun",
        {
            "article": st.column_config.TextColumn("Article", width=190),
            "title": st.column_config.TextColumn("Title", width=330),
            "share": st.column_config.ProgressColumn(
                "Share with a claim", min_value=0, max_value=100, format="%d %%", width=150
            ),
            "carried": st.column_config.NumberColumn("With a claim", width=90, help=TERMS["claim"]),
            "no_claim": st.column_config.NumberColumn(
                "No claim recorded", width=120, help=TERMS["no claim recorded"]
            ),
            "unreviewed": st.column_config.NumberColumn(
                "To review", width=80, help=TERMS["to review"]
            ),
            "sentences": st.column_config.NumberColumn("Sentences", width=80),
        },
        "How many sentences of each article carry a claim",
        height="auto",
        row_height=None,
    )
    position = table.chosen(event.selection)
    chosen = str(shares.index[position]) if position is not None else ""
    _left(dataset, frame[frame["source_id"] == chosen] if chosen else frame, chosen, explore)


def _left(dataset: Dataset, frame: pd.DataFrame, chosen: str, explore: st.Page) -> None:
    """The sentences without a claim, of the chosen article or of all."""
    every = st.toggle(
        "Also sentences without a number, date, name or verb of saying", key="without_signs"
    )
    left = coverage.without_claim(frame, every=every)
    where = f" in {labels.source_label(dataset, chosen)}" if chosen else ""
    unreviewed = int((left["state"] == coverage.UNREVIEWED).sum())
    text = (
        f"{number(len(left), 'sentence')} without a claim{where}, most likely to hold one first; "
        f"{unreviewed:,} to review. Click a sentence to read it in its article; click an article "
        "above to list only its own."
    )
    lines.show((text, "about"))
    part = left.iloc[listing.one_page(len(left), f"left_{chosen}_{every}_page")]
    rows = part.to_dict("records")
    event = table.draw(
        pd.DataFrame(
            {
                "article": [labels.source_label(dataset, str(row["source_id"])) for row in rows],
                "text": part["text"].to_numpy(),
                "signs": [coverage.signs_in_words(row) for row in rows],
                "why": [_why(row) for row in rows],
            }
        ),
        f"left_{chosen}_{every}",
        "rerun",
        {
            "article": st.column_config.TextColumn("Article", width=170),
            "text": st.column_config.TextColumn("Sentence", width=560),
            "signs": st.column_config.TextColumn("Contains", width=140),
            "why": st.column_config.TextColumn("Why no claim is recorded", width=330),
        },
        "Sentences without a claim",
        height=LIST_HEIGHT,
    )
    position = table.chosen(event.selection)
    if position is not None and position < len(rows):
        row = rows[position]
        hit = Hit(str(row["source_id"]), int(row["start"]), int(row["end"]))
        st.switch_page(explore, query_params=view_state.params_to(hit))


def _why(row: Mapping[str, Any]) -> str:
    if row["state"] == coverage.UNREVIEWED:
        return coverage.UNREVIEWED
    where = f", in {row['repeated_in']}" if row["repeated_in"] else ""
    note = f": {row['note']}" if row["note"] else ""
    return f"{row['state']}{where}{note}"


def _terms(first: str) -> None:
    """The glossary; the term that was asked for stands first."""
    order = sorted(TERMS, key=lambda term: term != first)
    entries = "".join(
        f'<dt id="{anchor(term)}">{term.capitalize()}</dt><dd>{escape(TERMS[term])}</dd>'
        for term in order
    )
    asked = " asked" if first in TERMS else ""
    st.html(f'<dl class="glossary{asked}">{entries}</dl>')


def _columns() -> None:
    for name in schema.MODELS:
        st.subheader(f"{name}.csv", anchor=False)
        frame = datapackage.columns_frame(name)
        st.html(
            f"<p>{escape(schema.meaning(name))}</p>"
            + frame.to_html(index=False, border=0, classes="codebook", justify="left")
        )


def _articles(dataset: Dataset) -> None:
    """How outlet and date of each article are known."""
    names = dataset.sources.index
    for source_id in names[listing.one_page(len(names), "articles_page", ARTICLES)]:
        lines.show(
            (labels.source_title(dataset, str(source_id)), "sentence"),
            *((line, "about") for line in labels.source_lines(dataset, str(source_id))),
            (str(dataset.sources.at[source_id, "note"]), "text"),
        )


def _guide(dataset: Dataset) -> None:
    sections = guide_sections(dataset.guide)
    if not sections:
        lines.show(("There is no README with these tables.", "text"))
    for heading, text in sections.items():
        st.html(f'<h3 class="subject">{escape(heading)}</h3>{_MARKDOWN.render(text)}')


def guide_sections(guide: str) -> dict[str, str]:
    """The sections of the README by their headings, without those that are made from the tables.

    What these say has tabs of its own.
    """
    pieces = _SECTION.split(guide)
    named: dict[str, str] = {}
    for heading, text in zip(pieces[1::2], pieces[2::2], strict=True):
        if not _PART.search(text):
            named[heading] = f"{named.get(heading, '')}\n\n{_COMMENT.sub('', text).strip()}".strip()
    return named
