from dataclasses import replace

import numpy as np
from hypothesis import given

from casebook.analysis import bar_counts, counting, summary
from casebook.analysis.counting import Counts
from casebook.analysis.selection import Selection
from casebook.analysis.summary import Headline
from casebook.tables.dataset import Dataset
from casebook.words import UNDATED_LABEL
from tests import selections


def headline(dataset: Dataset, chosen: Selection) -> Headline:
    return summary.headline(dataset, chosen, chosen.filtered(dataset))


@given(selections.of_small())
def test_the_headline_says_what_the_bars_show(dataset: Dataset, chosen: Selection) -> None:
    rows = chosen.apply(dataset)
    figures = headline(dataset, chosen)
    assert figures.all_claims == 8
    assert figures.counts == counting.counts_of(dataset, rows)
    most = getattr(figures.counts, chosen.count)
    assert bar_counts.year_bars(dataset, chosen, rows)["count"].max() <= most
    assert bar_counts.name_bars(dataset, chosen, rows, "group", 9)["count"].max() <= most
    of_years = bar_counts.year_bars(dataset, replace(chosen, count="claims"), rows)
    held = of_years.loc[of_years["count"] > 0, "label"].drop_duplicates().tolist()
    dated = [int(label) for label in held if label != UNDATED_LABEL]
    assert (figures.first_year, figures.last_year) == ((dated[0], dated[-1]) if dated else (0, 0))
    assert of_years["count"].iloc[-1] == figures.undated


@given(selections.of_small())
def test_undated_claims_are_either_shown_or_counted_as_hidden(
    dataset: Dataset, chosen: Selection
) -> None:
    figures = headline(dataset, chosen)
    reachable = headline(dataset, replace(chosen, years=None, undated="only"))
    assert figures.undated + figures.undated_hidden == reachable.counts.claims
    assert figures.undated_hidden == 0 or chosen.undated == "without"


def test_a_sentence_says_what_is_on_the_screen(dataset: Dataset) -> None:
    for chosen, words in (
        (
            Selection(),
            "Showing 8 of 8 claims about 3 incidents, 2015–2021, in 2 articles from 1 outlet; "
            "6 original sources; 3 disputed; 1 claim undated.",
        ),
        (
            Selection(years=(2018, 2021), undated="without"),
            "Showing 6 of 8 claims about 1 incident, 2020–2021, in 2 articles from 1 outlet; "
            "5 original sources; 3 disputed; 1 undated claim not shown.",
        ),
        (
            Selection(kind=("denial",)),
            "Showing 1 of 8 claims about 1 incident, 2020, in 1 article from 1 outlet; "
            "1 original source; 1 disputed.",
        ),
        (
            Selection(kind=("warning",)),
            "Showing 1 of 8 claims about 0 incidents, 2021, in 1 article from no named outlet; "
            "1 original source.",
        ),
        (
            Selection(undated="only"),
            "Showing 1 of 8 claims about 1 incident, in 1 article from no named outlet; "
            "1 original source; 1 claim undated.",
        ),
        (Selection(group=("Greens",)), "No matches among 8 claims."),
        (
            Selection(years=(2018, 2019), undated="without"),
            "No matches among 8 claims; 1 undated claim not shown.",
        ),
    ):
        assert summary.sentence(headline(dataset, chosen)) == words, chosen


def test_large_figures_have_separators_and_several_are_plural() -> None:
    figures = Headline(
        Counts(
            claims=12345,
            incidents=1000,
            articles=2000,
            outlets=3000,
            origins=4000,
            disputed=6000,
            undated=0,
        ),
        all_claims=1000000,
        undated=0,
        undated_hidden=1234,
        first_year=1999,
        last_year=2024,
    )
    assert summary.sentence(figures) == (
        "Showing 12,345 of 1,000,000 claims about 1,000 incidents, 1999–2024, in 2,000 articles "
        "from 3,000 outlets; 4,000 original sources; 6,000 disputed; 1,234 undated claims "
        "not shown."
    )
    assert summary.sentence(replace(figures, undated=5000, undated_hidden=0)).endswith(
        "; 4,000 original sources; 6,000 disputed; 5,000 claims undated."
    )


def test_the_sentence_knows_a_casebook_of_one_claim() -> None:
    figures = Headline(Counts(1, 1, 1, 1, 1, 0, 0), 1, 0, 0, 2020, 2020)
    assert summary.sentence(figures).startswith("Showing 1 of 1 claim about 1 incident, 2020,")
    nothing = replace(figures, counts=replace(figures.counts, claims=0))
    assert summary.sentence(nothing) == "No matches among 1 claim."


def test_counts_in_words_leave_out_outlets_that_are_not_stated(dataset: Dataset) -> None:
    for rows, expected in (
        (range(8), "8 claims · 2 articles · 1 outlet · 6 original sources"),
        ([1], "1 claim · 1 article · 1 outlet · 1 original source"),
        ([7], "1 claim · 1 article · 0 outlets · 1 original source"),
        ([], "0 claims · 0 articles · 0 outlets · 0 original sources"),
    ):
        assert summary.counts_in_words(dataset, np.array(rows, dtype=np.int64)) == expected
