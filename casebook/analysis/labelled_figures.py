"""The figures above the charts: of the selection and of all data, each with what it counts."""

from dataclasses import dataclass

import numpy as np

from casebook.analysis.counting import counts_by_name, counts_of
from casebook.analysis.selection import Selection
from casebook.analysis.summary import Headline
from casebook.tables import schema
from casebook.tables.dataset import YEAR_COLUMNS, Dataset, Rows
from casebook.tables.dates import UNDATED
from casebook.words import DISPUTED

ALONE, ONE_SOURCE = schema.CORROBORATION[:2]
# In the order of the page: what each is called, and what it counts. The last four are filters.
FIGURES = {
    "claims": ("claims", "Statements by one speaker in one article, with the words that say it."),
    "incidents": ("incidents", "Things reported to have happened, however many claims on each."),
    "articles": ("articles", "Articles in which the claims stand."),
    "outlets": ("outlets", "Outlets that published these articles, as far as they are stated."),
    "origins": ("original sources", "Parties that the claims go back to, whoever relayed them."),
    "disputed": (DISPUTED, "Claims that another claim disputes, selected or not."),
    "alone": (
        "one outlet alone",
        "Claims on what one outlet alone reports, in all of the data. Their incident, or what they "
        "say, stands in no other outlet’s articles here.",
    ),
    "one_source": (
        "one original source",
        "Claims on what rests on a single original source, in all of the data, however many "
        "outlets carry it.",
    ),
    "undated": ("undated", "Claims without a year of {}."),
}
FILTERING = ("disputed", "alone", "one_source", "undated")


@dataclass(frozen=True)
class Figure:
    """One figure: how many of the selection, how many in all of the data, and what that means."""

    name: str
    label: str
    count: int
    total: int
    meaning: str


def labelled_figures(
    dataset: Dataset, chosen: Selection, rows: Rows, headline: Headline
) -> tuple[Figure, ...]:
    """All of FIGURES; each counts what it says, whatever unit the bars count."""
    undated = dataset.claims[YEAR_COLUMNS[chosen.year_of][2]].to_numpy() == UNDATED
    counts = headline.counts
    found = {
        **{name: getattr(counts, name) for name in FIGURES if hasattr(counts, name)},
        **_corroborated(dataset, rows),
        "undated": headline.undated,
    }
    totals = dataset.once(("totals of the header",), lambda: _totals(dataset))
    totals = {**totals, "undated": int(undated.sum())}
    return tuple(
        Figure(name, label, found[name], totals[name], meaning.format(chosen.year_of))
        for name, (label, meaning) in FIGURES.items()
    )


def _totals(dataset: Dataset) -> dict[str, int]:
    every = np.arange(len(dataset.claims), dtype=np.int64)
    return {**vars(counts_of(dataset, every)), **_corroborated(dataset, every)}


def _corroborated(dataset: Dataset, rows: Rows) -> dict[str, int]:
    names = dataset.members["corroboration"].names
    counts = counts_by_name(dataset, "corroboration", "claims", rows).tolist()
    held = dict(zip(names, counts, strict=True))
    return {"alone": held.get(ALONE, 0), "one_source": held.get(ONE_SOURCE, 0)}
