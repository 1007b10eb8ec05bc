"""The figures above the charts."""

from dataclasses import replace

import pytest
from hypothesis import given

from casebook.analysis import summary
from casebook.analysis.labelled_figures import FIGURES, FILTERING, Figure, labelled_figures
from casebook.analysis.selection import Selection
from casebook.tables import schema
from casebook.tables.dataset import Dataset
from tests import selections

ONLY = {
    "disputed": {"disputed": "only"},
    "alone": {"corroboration": (schema.CORROBORATION[0],)},
    "one_source": {"corroboration": (schema.CORROBORATION[1],)},
    "undated": {"undated": "only"},
}


def figures_of(dataset: Dataset, chosen: Selection) -> dict[str, Figure]:
    filtered = chosen.filtered(dataset)
    headline = summary.headline(dataset, chosen, filtered)
    found = labelled_figures(dataset, chosen, filtered.rows, headline)
    return {figure.name: figure for figure in found}


def test_every_figure_says_how_many_of_all_there_are_and_what_it_counts(dataset: Dataset) -> None:
    found = figures_of(dataset, Selection(outlet=("Daily Paper",)))
    assert [*found] == [*FIGURES]
    assert {name: (one.count, one.total) for name, one in found.items()} == {
        "claims": (4, 8),
        "incidents": (1, 3),
        "articles": (1, 2),
        "outlets": (1, 1),
        "origins": (3, 6),
        "disputed": (2, 3),
        "alone": (1, 4),
        "one_source": (0, 3),
        "undated": (0, 1),
    }
    assert found["undated"].meaning == "Claims without a year of event."
    assert all(one.label and one.meaning for one in found.values())


@pytest.mark.parametrize("count", ["incidents", "origins"])
def test_figures_of_claims_stay_claims_whatever_the_bars_count(
    dataset: Dataset, count: str
) -> None:
    assert figures_of(dataset, Selection(count=count)) == figures_of(dataset, Selection())


@given(selections.of_small())
def test_a_figure_that_filters_counts_what_it_keeps(dataset: Dataset, chosen: Selection) -> None:
    plain = replace(chosen, corroboration=(), disputed="any", undated="with", years=None)
    found = figures_of(dataset, plain)
    for name in FILTERING:
        kept = replace(plain, **ONLY[name])  # type: ignore[arg-type]
        assert found[name].count == len(kept.apply(dataset)), name
