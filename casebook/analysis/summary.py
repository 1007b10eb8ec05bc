"""What is selected: as labelled figures, and in one sentence."""

from dataclasses import dataclass

import numpy as np

from casebook.analysis.counting import Counts, counts_of
from casebook.analysis.selection import Filtered, Selection
from casebook.tables.dataset import YEAR_COLUMNS, Dataset, Rows
from casebook.tables.dates import OPEN_START, UNDATED
from casebook.words import DISPUTED, number


@dataclass(frozen=True)
class Headline:
    """The figures of the sentence above the charts; `first_year` is 0 when no claim is dated.

    First and last are the years that the claims touch, as the bars have it. Years and undated are
    of the event or of publication, as the selection says. `undated_hidden` are the claims that
    every other filter lets through and that are not shown for having no year.
    """

    counts: Counts
    all_claims: int
    undated: int
    undated_hidden: int
    first_year: int
    last_year: int


def headline(dataset: Dataset, chosen: Selection, filtered: Filtered) -> Headline:
    """The headline figures of a selection."""
    first, last, year = (dataset.claims[name].to_numpy() for name in YEAR_COLUMNS[chosen.year_of])
    dated = filtered.rows[year[filtered.rows] != UNDATED]
    undated = len(filtered.rows) - len(dated)
    start = np.where(first == OPEN_START, last, first)[dated]
    end = last[dated].clip(max=dataset.year_domains[chosen.year_of][1])
    reachable = year[filtered.without("years")]
    return Headline(
        counts=counts_of(dataset, filtered.rows),
        all_claims=len(dataset.claims),
        undated=undated,
        undated_hidden=int((reachable == UNDATED).sum()) - undated,
        first_year=int(start.min()) if len(dated) else 0,
        last_year=int(end.max()) if len(dated) else 0,
    )


def counts_in_words(dataset: Dataset, rows: Rows) -> str:
    """`5 claims · 4 articles · 3 outlets · 2 original sources`."""
    counts = counts_of(dataset, rows)
    return " · ".join(
        number(getattr(counts, name), noun)
        for name, noun in (
            ("claims", "claim"),
            ("articles", "article"),
            ("outlets", "outlet"),
            ("origins", "original source"),
        )
    )


def sentence(figures: Headline) -> str:
    """What is on the screen, in a sentence; it says how many undated claims are left out."""
    counts = figures.counts
    hidden = f"; {number(figures.undated_hidden, 'undated claim')} not shown"
    ending = f"{hidden}." if figures.undated_hidden else "."
    if not counts.claims:
        return f"No matches among {number(figures.all_claims, 'claim')}{ending}"
    if figures.undated:
        ending = f"; {number(figures.undated, 'claim')} undated{ending}"
    parts = [
        f"Showing {counts.claims:,} of {number(figures.all_claims, 'claim')}",
        f" about {number(counts.incidents, 'incident')}",
        f", {_span(figures)}" if figures.first_year else "",
        f", in {number(counts.articles, 'article')}",
        f" from {number(counts.outlets, 'outlet') if counts.outlets else 'no named outlet'}",
        f"; {number(counts.origins, 'original source')}",
        f"; {counts.disputed:,} {DISPUTED}" if counts.disputed else "",
        ending,
    ]
    return "".join(parts)


def _span(figures: Headline) -> str:
    if figures.first_year == figures.last_year:
        return str(figures.first_year)
    return f"{figures.first_year}–{figures.last_year}"
