"""What is selected, in figures and in one sentence."""

from dataclasses import dataclass

from casebook.analysis.counting import counts
from casebook.analysis.selection import Selection, positions, year_columns
from casebook.tables.dataset import Dataset, Rows
from casebook.tables.dates import UNDATED
from casebook.words import number


@dataclass(frozen=True)
class Headline:
    """The figures of the sentence above the charts; `first_year` is 0 when no claim is dated."""

    claims: int
    all_claims: int
    incidents: int
    articles: int
    outlets: int
    origins: int
    undated: int
    undated_hidden: int
    first_year: int
    last_year: int
    disputed: int


def headline(dataset: Dataset, chosen: Selection, rows: Rows) -> Headline:
    """The headline figures of the selected rows.

    `undated_hidden` counts the claims that every other filter lets through and that are not shown
    for having no year. An outlet that is not stated counts as none.
    """
    claims, found = dataset.claims, counts(dataset, rows)
    year = claims[year_columns(chosen.year_of)[2]].to_numpy()
    shown = year[rows]
    dated = shown[shown != UNDATED]
    others = chosen.masks(dataset)
    others.pop("years", None)
    reachable = positions(len(claims), others.values())
    undated = int((shown == UNDATED).sum())
    return Headline(
        claims=found["claims"],
        all_claims=len(claims),
        incidents=found["incidents"],
        articles=found["articles"],
        outlets=found["outlets"],
        origins=found["origins"],
        undated=undated,
        undated_hidden=int((year[reachable] == UNDATED).sum()) - undated,
        first_year=int(dated.min()) if len(dated) else 0,
        last_year=int(dated.max()) if len(dated) else 0,
        disputed=found["disputed"],
    )


def counts_in_words(dataset: Dataset, rows: Rows) -> str:
    """`5 claims · 4 articles · 3 outlets · 2 origins`; an outlet not stated counts as none."""
    found = counts(dataset, rows)
    return " · ".join(
        number(found[name], name.removesuffix("s"))
        for name in ("claims", "articles", "outlets", "origins")
    )


def sentence(figures: Headline) -> str:
    """What is on the screen, in a sentence; it says how many undated claims are left out."""
    hidden = f"; {number(figures.undated_hidden, 'undated claim')} not shown"
    ending = f"{hidden}." if figures.undated_hidden else "."
    if not figures.claims:
        return f"None of {number(figures.all_claims, 'claim')} is selected{ending}"
    if figures.undated:
        ending = f"; {number(figures.undated, 'claim')} undated{ending}"
    parts = [
        f"Showing {figures.claims:,} of {number(figures.all_claims, 'claim')}",
        f" about {number(figures.incidents, 'incident')}",
        f", {_span(figures)}" if figures.first_year else "",
        f", in {number(figures.articles, 'article')}",
        f" from {number(figures.outlets, 'outlet') if figures.outlets else 'no named outlet'}",
        f"; {number(figures.origins, 'origin')}",
        f"; {figures.disputed:,} disputed" if figures.disputed else "",
        ending,
    ]
    return "".join(parts)


def _span(figures: Headline) -> str:
    if figures.first_year == figures.last_year:
        return str(figures.first_year)
    return f"{figures.first_year}–{figures.last_year}"
