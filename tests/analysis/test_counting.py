from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook import words
from casebook.analysis import bar_counts, counting, listings, summary
from casebook.analysis.filters import NAMED
from casebook.analysis.selection import COUNTS, Selection
from casebook.analysis.summary import Headline
from casebook.tables import derive, labels, read, schema
from casebook.tables.dataset import Dataset, Rows
from casebook.words import NOT_STATED, OTHERS, UNDATED_LABEL
from tests import selections, small

Folders = tuple[Path, Path]
ATTACK, RETREAT = "2020-05-05-kabul-attack", "2015-blues-retreat"
FOUNDING = "undated-reds-founding"
DISPUTED = {"herald-2021-strike-001", "smith-2020-001", "smith-2020-003"}


def loaded(folders: Folders) -> Dataset:
    tables, problems = read.read(*folders)
    assert problems == []
    return derive.dataset(tables)


def headline(dataset: Dataset, chosen: Selection) -> Headline:
    return summary.headline(dataset, chosen, chosen.apply(dataset))


def sentence(dataset: Dataset, chosen: Selection) -> str:
    return summary.sentence(headline(dataset, chosen))


def units(dataset: Dataset, count: str, rows: Rows) -> set[object]:
    """What is counted, one by one."""
    if count == "claims":
        return set(rows)
    cells = dataset.claims["incident_id" if count == "incidents" else "origin"].iloc[rows]
    return {cell for cell in cells if cell}


RUNGS = {
    "herald-2021-strike-001": "outlet",
    "herald-2021-strike-002": "the article's own voice",
    "herald-2021-strike-003": "the article's own voice",
    "herald-2021-strike-004": "not attributed",
    "smith-2020-001": "government, unnamed",
    "smith-2020-002": "government, unnamed",
    "smith-2020-003": "the group itself",
    "smith-2020-004": "not attributed",
}


def names_of(dataset: Dataset, name: str) -> list[list[str]]:
    """For each claim, the names under which it stands in a filter, from its own cells."""
    if name == "attribution":
        return [[RUNGS[claim_id]] for claim_id in dataset.claims["claim_id"]]
    if name == "intermediaries":
        said_by = zip(dataset.claims["speaker"], dataset.claims["via"], strict=True)
        return [[schema.INTERMEDIARIES[bool(speaker) + bool(via)]] for speaker, via in said_by]
    cells = dataset.claims["groups" if name == "group" else name].astype("str")
    return [cell.split("; ") if cell else [NOT_STATED] for cell in cells]


def bars(dataset: Dataset, chosen: Selection, name: str, limit: int) -> pd.DataFrame:
    return bar_counts.name_bars(dataset, chosen, chosen.apply(dataset), name, limit)


def year_bars(dataset: Dataset, chosen: Selection) -> pd.DataFrame:
    return bar_counts.year_bars(dataset, chosen, chosen.apply(dataset))


# By year


def test_claims_counted_outside_the_chosen_years_are_told(dataset: Dataset) -> None:
    for years, expected in (((2016, 2021), 1), ((2015, 2021), 0), ((2021, 2021), 0), (None, 0)):
        chosen = Selection(years=years)
        assert counting.counted_elsewhere(dataset, chosen, chosen.apply(dataset)) == expected


def test_undated_claims_are_not_counted_elsewhere(dataset: Dataset) -> None:
    chosen = Selection(years=(2016, 2021), undated="only")
    assert counting.counted_elsewhere(dataset, chosen, chosen.apply(dataset)) == 0


# By name


@settings(deadline=None, max_examples=50)
@given(selections.of_small(), st.sampled_from(NAMED))
def test_counts_by_name_are_the_names_of_the_rows(
    dataset: Dataset, chosen: Selection, name: str
) -> None:
    rows = chosen.apply(dataset)
    mentions = [value for row in rows for value in names_of(dataset, name)[row]]
    found = counting.counts_by_name(dataset, name, "claims", rows)
    assert found["name"].tolist() == list(dataset.members[name].names)
    assert found["count"].tolist() == [mentions.count(value) for value in found["name"]]
    assert found["count"].sum() == len(rows) + counting.several_names(dataset, name, rows)


def test_a_claim_of_two_groups_makes_one_mention_more_than_claims(dataset: Dataset) -> None:
    rows = Selection().apply(dataset)
    assert counting.several_names(dataset, "group", rows) == 1
    assert counting.several_names(dataset, "group", rows[:-2]) == 0
    assert counting.several_names(dataset, "outlet", rows) == 0


def test_a_claim_of_three_groups_makes_two_mentions_more(folders: Folders) -> None:
    small.change(folders[0], "claims", "herald-2021-strike-002", groups="Blues; Greens; Reds")
    dataset = loaded(folders)
    assert counting.several_names(dataset, "group", Selection().apply(dataset)) == 2


@settings(deadline=None, max_examples=50)
@given(selections.of_small(), st.sampled_from(NAMED), st.sampled_from(COUNTS))
def test_incidents_and_origins_stand_once_under_a_name(
    dataset: Dataset, chosen: Selection, name: str, count: str
) -> None:
    rows = chosen.apply(dataset)
    names = names_of(dataset, name)
    found = counting.counts_by_name(dataset, name, count, rows)
    for value, number in zip(found["name"], found["count"], strict=True):
        under = np.array([row for row in rows if value in names[row]], dtype=np.int64)
        assert number == len(units(dataset, count, under))


@settings(deadline=None, max_examples=50)
@given(selections.of_small(), st.sampled_from(NAMED))
def test_an_option_counts_what_choosing_it_alone_would_show(
    dataset: Dataset, chosen: Selection, name: str
) -> None:
    counts = counting.option_counts(dataset, chosen)
    assert set(counts) == {*NAMED, "disputed"}
    assert set(counts[name]) == set(dataset.members[name].names)
    for value, count in counts[name].items():
        rows = replace(chosen, **{name: (value,)}).apply(dataset)
        assert count == len(units(dataset, chosen.count, rows))


@pytest.fixture(params=["a table", "a hash table"])
def _way_of_counting(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "_TABLE_LIMIT", 0 if request.param == "a hash table" else 9**9)


@pytest.mark.usefixtures("_way_of_counting")
def test_many_units_are_counted_as_few_are(dataset: Dataset) -> None:
    rows = Selection().apply(dataset)
    found = {
        count: counting.counts_by_name(dataset, "group", count, rows)["count"].tolist()
        for count in COUNTS
    }
    assert dataset.members["group"].names == (NOT_STATED, "Blues", "Reds")
    assert found == {"claims": [1, 1, 7], "incidents": [0, 1, 3], "origins": [1, 1, 5]}
    incidents = listings.incidents_of(dataset, rows)
    assert incidents[["articles", "origins"]].to_numpy().tolist() == [[1, 1], [2, 3], [1, 1]]


# Bars by name

KINDS = ["report", "allegation", "denial", "estimate", "warning"]


def test_the_largest_names_have_bars_and_the_others_share_one(dataset: Dataset) -> None:
    found = bars(dataset, Selection(), "kind", 3)
    assert found["name"].tolist() == ["report", "allegation", OTHERS]
    assert found["total"].tolist() == found["count"].tolist() == [4, 1, 3]
    assert found["names"].tolist() == [
        ("report",),
        ("allegation",),
        ("denial", "estimate", "warning"),
    ]
    assert found["chosen"].all()


def test_as_many_names_as_there_is_room_for_need_no_shared_bar(dataset: Dataset) -> None:
    assert bars(dataset, Selection(), "kind", 5)["name"].tolist() == KINDS
    assert OTHERS in bars(dataset, Selection(), "kind", 4)["name"].tolist()


def test_a_chosen_name_keeps_a_bar_of_its_own(dataset: Dataset) -> None:
    found = bars(dataset, Selection(kind=("warning",)), "kind", 3).set_index("name")
    assert found.index.tolist() == ["report", "allegation", "warning", OTHERS]
    assert found["count"].tolist() == [0, 0, 1, 0]
    assert found["total"].tolist() == [4, 1, 1, 2]
    assert found["chosen"].tolist() == [False, False, True, False]


def test_no_bar_is_shared_when_all_that_would_share_it_are_chosen(dataset: Dataset) -> None:
    chosen = Selection(kind=("denial", "estimate", "warning"))
    assert bars(dataset, chosen, "kind", 3)["name"].tolist() == KINDS


def test_not_stated_stands_last_however_large_it_is(dataset: Dataset) -> None:
    found = bars(dataset, Selection(), "outlet", 1)
    assert found["name"].tolist() == ["Daily Paper", NOT_STATED]
    assert bars(dataset, Selection(), "group", 1)["name"].tolist() == [OTHERS, NOT_STATED]


def test_the_shared_bar_counts_a_claim_of_two_of_its_names_once(dataset: Dataset) -> None:
    found = bars(dataset, Selection(), "group", 1)
    assert found["total"].tolist() == [7, 1]


@pytest.mark.parametrize(("count", "expected"), [("incidents", 3), ("origins", 5)])
def test_the_shared_bar_counts_an_incident_or_origin_once(
    dataset: Dataset, count: str, expected: int
) -> None:
    found = bars(dataset, Selection(count=count), "group", 1).set_index("name")
    assert found["total"][OTHERS] == found["count"][OTHERS] == expected


@settings(deadline=None, max_examples=50)
@given(selections.of_small(), st.sampled_from(NAMED), st.integers(1, 6))
def test_bars_by_name_stand_for_every_name_once_and_never_show_more_than_there_is(
    dataset: Dataset, chosen: Selection, name: str, limit: int
) -> None:
    found = bars(dataset, chosen, name, limit)
    named = [value for names in found["names"] for value in names]
    assert sorted(named) == sorted(dataset.members[name].names)
    most = len(units(dataset, chosen.count, chosen.apply(dataset)))
    everything = len(units(dataset, chosen.count, np.arange(len(dataset.claims))))
    assert (found["count"] <= found["total"]).all()
    assert (found["count"] <= most).all()
    assert (found["total"] <= everything).all()
    picked = getattr(chosen, name)
    kept = [bool(set(names) & set(picked)) or not picked for names in found["names"]]
    assert found["chosen"].tolist() == kept
    extra = sum(value in found["name"].tolist() for value in picked)
    assert len(found) <= limit + extra + 1
    stated = found[~found["name"].isin([OTHERS, NOT_STATED])]
    if name in bar_counts.ORDERED:
        order = [value for value in dataset.members[name].names if value in set(stated["name"])]
        assert stated["name"].tolist() == order
    else:
        assert stated["total"].is_monotonic_decreasing


# The headline and its sentence


@settings(deadline=None, max_examples=50)
@given(selections.of_small())
def test_the_headline_counts_different_things_once(dataset: Dataset, chosen: Selection) -> None:
    rows = chosen.apply(dataset)
    part = dataset.claims.iloc[rows]
    figures = summary.headline(dataset, chosen, rows)
    assert (figures.claims, figures.all_claims) == (len(part), 8)
    assert figures.incidents == len(set(part["incident_id"]) - {""})
    assert figures.articles == len(set(part["source_id"]))
    assert figures.outlets == len(set(part["outlet"]) - {""})
    assert figures.origins == len(set(part["origin"]))
    assert figures.disputed == len(set(part["claim_id"]) & DISPUTED)


@settings(deadline=None, max_examples=50)
@given(selections.of_small())
def test_no_bar_says_more_than_the_headline(dataset: Dataset, chosen: Selection) -> None:
    figures = headline(dataset, chosen)
    most = getattr(figures, chosen.count)
    assert year_bars(dataset, chosen)["count"].max() <= most
    assert bars(dataset, chosen, "group", 9)["count"].max() <= most


@settings(deadline=None, max_examples=50)
@given(selections.of_small())
def test_undated_claims_are_either_shown_or_told_as_hidden(
    dataset: Dataset, chosen: Selection
) -> None:
    figures = headline(dataset, chosen)
    reachable = headline(dataset, replace(chosen, years=None, undated="only"))
    assert figures.undated + figures.undated_hidden == reachable.claims
    assert figures.undated_hidden == 0 or chosen.undated == "without"
    shown = year_bars(dataset, replace(chosen, count="claims"))
    assert shown["count"].iloc[-1] == figures.undated


@settings(deadline=None, max_examples=50)
@given(selections.of_small())
def test_the_first_and_last_year_are_those_of_the_bars(dataset: Dataset, chosen: Selection) -> None:
    figures = headline(dataset, chosen)
    found = year_bars(dataset, replace(chosen, count="claims"))
    held = found[(found["count"] > 0) & (found["label"] != UNDATED_LABEL)]["year"]
    years = (held.min(), held.max()) if len(held) else (0, 0)
    assert (figures.first_year, figures.last_year) == years


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (
            Selection(),
            "Showing 8 of 8 claims about 3 incidents, 2015–2021, in 2 articles from 1 outlet; "
            "6 origins; 3 disputed; 1 claim undated.",
        ),
        (
            Selection(years=(2018, 2021), undated="without"),
            "Showing 6 of 8 claims about 1 incident, 2020–2021, in 2 articles from 1 outlet; "
            "5 origins; 3 disputed; 1 undated claim not shown.",
        ),
        (
            Selection(kind=("denial",)),
            "Showing 1 of 8 claims about 1 incident, 2020, in 1 article from 1 outlet; 1 origin; "
            "1 disputed.",
        ),
        (
            Selection(kind=("warning",)),
            "Showing 1 of 8 claims about 0 incidents, 2021, in 1 article from no named outlet; "
            "1 origin.",
        ),
        (
            Selection(undated="only"),
            "Showing 1 of 8 claims about 1 incident, in 1 article from no named outlet; "
            "1 origin; 1 claim undated.",
        ),
        (Selection(group=("Greens",)), "None of 8 claims is selected."),
        (
            Selection(years=(2018, 2019), undated="without"),
            "None of 8 claims is selected; 1 undated claim not shown.",
        ),
    ],
)
def test_a_sentence_says_what_is_on_the_screen(
    dataset: Dataset, chosen: Selection, words: str
) -> None:
    assert sentence(dataset, chosen) == words


def test_large_figures_have_separators_and_several_are_plural() -> None:
    figures = Headline(
        claims=12345,
        all_claims=1000000,
        incidents=1000,
        articles=2000,
        outlets=3000,
        origins=4000,
        undated=0,
        undated_hidden=1234,
        first_year=1999,
        last_year=2024,
        disputed=6000,
    )
    assert summary.sentence(figures) == (
        "Showing 12,345 of 1,000,000 claims about 1,000 incidents, 1999–2024, in 2,000 articles "
        "from 3,000 outlets; 4,000 origins; 6,000 disputed; 1,234 undated claims "
        "not shown."
    )
    assert summary.sentence(replace(figures, undated=5000, undated_hidden=0)).endswith(
        "; 4,000 origins; 6,000 disputed; 5,000 claims undated."
    )


def test_the_sentence_knows_a_casebook_of_one_claim() -> None:
    figures = Headline(1, 1, 1, 1, 1, 1, 0, 0, 2020, 2020, 0)
    assert summary.sentence(figures).startswith("Showing 1 of 1 claim about 1 incident, 2020,")
    assert summary.sentence(replace(figures, claims=0)) == "None of 1 claim is selected."


@settings(deadline=None, max_examples=50)
@given(selections.of_small())
def test_taking_one_filter_away_says_how_many_claims_that_gives(
    dataset: Dataset, chosen: Selection
) -> None:
    without = {name: replace(chosen, **{name: ()}) for name in NAMED if getattr(chosen, name)}
    if chosen.search:
        without["search"] = replace(chosen, search="")
    if chosen.disputed == "only":
        without["disputed"] = replace(chosen, disputed="any")
    if chosen.years or chosen.undated != "with":
        without["years"] = replace(chosen, years=None, undated="with")
    expected = {name: len(other.apply(dataset)) for name, other in without.items()}
    assert counting.without_each_filter(dataset, chosen) == expected


# Listings


def test_the_listing_of_claims_shows_every_figure_as_written(dataset: Dataset) -> None:
    found = listings.claims_listing(dataset, np.array([1, 4, 5, 6]))
    assert found.index.tolist() == [
        "smith-2020-001",
        "smith-2020-004",
        "herald-2021-strike-001",
        "herald-2021-strike-002",
    ]
    assert found["figure"].tolist() == [
        "at least 13 killed",
        "1,500 to 2,200 fighters",
        "five killed",
        "",
    ]


def test_a_figure_of_something_else_has_no_unit_behind_it() -> None:
    figures, counted = pd.Series(["two dozen", ""]), pd.Series(["other", ""])
    assert listings.figure_as_written(figures, counted).tolist() == ["two dozen", ""]


def test_the_listing_of_claims_keeps_the_order_of_the_rows(dataset: Dataset) -> None:
    found = listings.claims_listing(dataset, np.array([5, 0, 7]))
    assert found.index.tolist() == dataset.claims["claim_id"].iloc[[5, 0, 7]].tolist()


def test_what_is_not_stated_is_said_in_the_listings(dataset: Dataset) -> None:
    claims = listings.claims_listing(dataset, np.array([0, 7]))
    assert claims["group"].tolist() == [NOT_STATED, "Reds"]
    assert claims["date"].tolist() == ["from 2021", NOT_STATED]
    assert claims["outlet"].tolist() == [NOT_STATED, NOT_STATED]
    assert claims["speaker"].tolist() == ["Experts (unnamed)", words.OWN_VOICE]
    incidents = listing(dataset, Selection())
    assert incidents["when"].tolist()[-1] == NOT_STATED


def test_an_incident_without_groups_says_so(folders: Folders) -> None:
    small.change(folders[0], "incidents", RETREAT, groups="")
    found = listing(loaded(folders), Selection()).set_index("incident_id")["groups"]
    assert found[RETREAT] == NOT_STATED


def listing(dataset: Dataset, chosen: Selection) -> pd.DataFrame:
    return listings.incidents_listing(
        dataset, listings.incidents_of(dataset, chosen.apply(dataset))
    )


def test_incidents_stand_newest_first_and_undated_last(dataset: Dataset) -> None:
    assert listing(dataset, Selection())["incident_id"].tolist() == [ATTACK, RETREAT, FOUNDING]


def test_incidents_of_one_day_stand_in_the_order_of_their_ids(folders: Folders) -> None:
    for incident in (ATTACK, RETREAT, FOUNDING):
        small.change(folders[0], "incidents", incident, date="2020")
    assert listing(loaded(folders), Selection())["incident_id"].tolist() == [
        RETREAT,
        ATTACK,
        FOUNDING,
    ]


@settings(deadline=None, max_examples=50)
@given(selections.of_small())
def test_each_incident_of_the_rows_stands_once_with_its_counts(
    dataset: Dataset, chosen: Selection
) -> None:
    part = dataset.claims.iloc[chosen.apply(dataset)]
    found = listing(dataset, chosen).set_index("incident_id")
    assert set(found.index) == set(part["incident_id"]) - {""}
    assert found.index.is_unique
    for incident, row in found.iterrows():
        own = part[part["incident_id"] == incident]
        assert row["claims"] == len(own)
        assert row["articles"] == len(set(own["source_id"]))
        assert row["origins"] == len(set(own["origin"]))
        first = dataset.claims["claim_id"].iat[row["first_claim"]]
        assert first == min(own["claim_id"])


# The claim that stands open


def opened(dataset: Dataset, rows: Rows) -> str:
    position = listings.opening_claim(dataset, rows)
    assert position is not None
    return str(dataset.claims["claim_id"].iat[position])


def test_the_claim_that_stands_open_is_of_the_incident_with_most_claims(dataset: Dataset) -> None:
    assert opened(dataset, Selection().apply(dataset)) == "herald-2021-strike-001"


def test_the_claim_that_stands_open_carries_a_figure_where_one_does(dataset: Dataset) -> None:
    assert opened(dataset, Selection(outlet=("Daily Paper",)).apply(dataset)) == "smith-2020-001"
    assert opened(dataset, np.array([2, 3])) == "smith-2020-002"
    assert opened(dataset, np.array([3])) == "smith-2020-003"


def test_of_two_like_incidents_the_newest_stands_open(dataset: Dataset) -> None:
    assert opened(dataset, np.array([3, 6, 7])) == "smith-2020-003"
    assert opened(dataset, np.array([6, 7])) == "herald-2021-strike-002"


def test_without_incidents_the_first_row_stands_open(dataset: Dataset) -> None:
    assert opened(dataset, np.array([0, 4])) == "herald-2021-strike-004"


def test_without_rows_nothing_stands_open(dataset: Dataset) -> None:
    assert listings.opening_claim(dataset, np.array([], dtype=np.int64)) is None


@settings(deadline=None, max_examples=50)
@given(selections.of_small())
def test_the_claim_that_stands_open_is_always_the_same_and_a_selected_one(
    dataset: Dataset, chosen: Selection
) -> None:
    rows = chosen.apply(dataset)
    found = listings.opening_claim(dataset, rows)
    assert found == listings.opening_claim(dataset, rows.copy())
    assert found in rows if len(rows) else found is None


# Names in an order of their own


def test_rungs_of_attribution_stand_in_the_order_of_the_ladder_not_of_size(
    dataset: Dataset,
) -> None:
    found = bars(dataset, Selection(), "attribution", 12)
    assert found[["name", "total"]].to_numpy().tolist() == [
        ["the group itself", 1],
        ["government, unnamed", 2],
        ["outlet", 1],
        ["the article's own voice", 2],
        ["not attributed", 2],
    ]


def test_hands_stand_in_the_order_of_their_number(dataset: Dataset) -> None:
    found = bars(dataset, Selection(), "intermediaries", 12)
    assert found["name"].tolist() == ["own voice", "cited directly", "one intermediary"]
    assert found["total"].tolist() == [3, 4, 1]


def test_rungs_beyond_the_room_share_a_bar_after_the_first_ones(dataset: Dataset) -> None:
    found = bars(dataset, Selection(), "attribution", 3)
    assert found["name"].tolist() == ["the group itself", "government, unnamed", OTHERS]
    assert found["names"].iat[-1] == ("outlet", "the article's own voice", "not attributed")
    assert found["total"].tolist() == [1, 2, 5]


# Disputes


@settings(deadline=None, max_examples=50)
@given(selections.of_small())
def test_the_option_of_disputed_claims_counts_what_it_would_show(
    dataset: Dataset, chosen: Selection
) -> None:
    rows = replace(chosen, disputed="only").apply(dataset)
    expected = len(units(dataset, chosen.count, rows))
    assert counting.option_counts(dataset, chosen)["disputed"] == {"only": expected}


def opponents(dataset: Dataset, claim_id: str) -> list[str]:
    row = dataset.row(claim_id)
    assert row is not None
    return dataset.claims["claim_id"].iloc[dataset.disputes.of(row)].tolist()


def test_opponents_are_those_that_a_claim_disputes_and_those_that_dispute_it(
    dataset: Dataset,
) -> None:
    assert opponents(dataset, "smith-2020-001") == ["herald-2021-strike-001", "smith-2020-003"]
    assert opponents(dataset, "herald-2021-strike-001") == ["smith-2020-001", "smith-2020-003"]
    assert opponents(dataset, "smith-2020-002") == []


def test_a_claim_that_disputes_the_one_that_disputes_it_is_one_opponent(folders: Folders) -> None:
    small.change(
        folders[0],
        "claims",
        "smith-2020-001",
        disputes="smith-2020-003; herald-2021-strike-001; smith-2020-002",
    )
    assert opponents(loaded(folders), "smith-2020-001") == [
        "herald-2021-strike-001",
        "smith-2020-002",
        "smith-2020-003",
    ]


def disputed(dataset: Dataset, rows: Rows) -> dict[str, str]:
    found = listings.claims_listing(dataset, rows)["disputed"]
    return {str(claim_id): cell for claim_id, cell in found.items() if cell}


def test_the_listing_of_claims_says_who_disputes_a_claim(dataset: Dataset) -> None:
    expected = {
        "smith-2020-001": "The Herald; Amin Gul",
        "smith-2020-003": "The Herald; Kabul officials (unnamed)",
        "herald-2021-strike-001": "Kabul officials (unnamed); Amin Gul",
    }
    assert disputed(dataset, np.arange(8)) == expected
    alone = np.array([dataset.row("smith-2020-001")])
    assert disputed(dataset, alone) == {"smith-2020-001": "The Herald; Amin Gul"}


def test_a_party_that_disputes_a_claim_twice_is_named_once(folders: Folders) -> None:
    small.change(folders[0], "claims", "smith-2020-002", disputes="smith-2020-003")
    found = disputed(loaded(folders), np.arange(8))
    assert found["smith-2020-003"] == "The Herald; Kabul officials (unnamed)"
    assert found["smith-2020-002"] == "Amin Gul"


def test_an_article_that_disputes_a_claim_in_its_own_voice_is_named_as_such(
    folders: Folders,
) -> None:
    small.change(folders[0], "claims", "smith-2020-004", disputes="smith-2020-002")
    found = disputed(loaded(folders), np.arange(8))
    assert found["smith-2020-002"] == words.OWN_VOICE
    assert found["smith-2020-004"] == "Kabul officials (unnamed)"


# Figures and articles decide what stands open


def opened_of(dataset: Dataset, *claims: str) -> str:
    return opened(dataset, np.flatnonzero(dataset.claims["claim_id"].isin(claims)))


def test_an_incident_with_a_figure_stands_open_before_one_with_more_articles(
    folders: Folders,
) -> None:
    for claim_id in ("smith-2020-002", "herald-2021-strike-001"):
        small.change(folders[0], "claims", claim_id, figure="", unit="", low="", high="")
    small.change(folders[0], "claims", "herald-2021-strike-002", figure="two", unit="other")
    two_articles = ("smith-2020-002", "smith-2020-003", "herald-2021-strike-001")
    assert opened_of(loaded(folders), *two_articles, "herald-2021-strike-002") == (
        "herald-2021-strike-002"
    )


def test_an_incident_of_more_articles_stands_open_before_one_with_more_claims_or_figures(
    folders: Folders,
) -> None:
    small.change(folders[0], "claims", "herald-2021-strike-002", figure="two", unit="other")
    small.change(folders[0], "claims", "smith-2020-004", incident_id=RETREAT, figure="")
    one_article = ("smith-2020-001", "smith-2020-002", "smith-2020-003")
    two_articles = ("herald-2021-strike-002", "smith-2020-004")
    assert opened_of(loaded(folders), *one_article, *two_articles) == "herald-2021-strike-002"


def test_of_incidents_of_as_many_articles_the_one_with_more_claims_stands_open(
    folders: Folders,
) -> None:
    small.change(folders[0], "claims", "herald-2021-strike-002", figure="two", unit="other")
    for claim_id in ("herald-2021-strike-003", "herald-2021-strike-004"):
        small.change(folders[0], "claims", claim_id, incident_id=RETREAT)
    two_figures = ("smith-2020-001", "smith-2020-002")
    three_claims = [f"herald-2021-strike-00{number}" for number in (2, 3, 4)]
    assert opened_of(loaded(folders), *two_figures, *three_claims) == "herald-2021-strike-002"


def test_a_figure_of_no_incident_decides_nothing(dataset: Dataset) -> None:
    assert opened_of(dataset, "smith-2020-004", "herald-2021-strike-003") == (
        "herald-2021-strike-003"
    )


# In words


def test_counts_in_words_leave_out_outlets_that_are_not_stated(dataset: Dataset) -> None:
    words = {
        (0, 1, 2, 3, 4, 5, 6, 7): "8 claims · 2 articles · 1 outlet · 6 origins",
        (1,): "1 claim · 1 article · 1 outlet · 1 origin",
        (7,): "1 claim · 1 article · 0 outlets · 1 origin",
        (): "0 claims · 0 articles · 0 outlets · 0 origins",
    }
    for rows, expected in words.items():
        assert summary.counts_in_words(dataset, np.array(rows, dtype=np.int64)) == expected


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ({}, "the article “A headline”"),
        ({"title": ""}, "the article of Jo Smith"),
        ({"title": "", "author": ""}, "the article of Daily Paper"),
        ({"title": "", "author": "", "outlet": ""}, "the article of smith-2020"),
    ],
)
def test_an_origin_that_is_an_article_is_called_by_what_is_known_of_it(
    folders: Folders, cells: dict[str, str], name: str
) -> None:
    small.change(folders[0], "sources", "smith-2020", **cells)
    assert labels.origin_name(loaded(folders), "smith-2020") == name


def test_an_origin_that_is_a_party_has_its_own_name(dataset: Dataset) -> None:
    assert labels.origin_name(dataset, "Government of Kabul") == "Government of Kabul"


# Articles


def test_articles_are_counted_by_year_of_publication(folders: Folders) -> None:
    assert list(listings.articles_by_year(loaded(folders)).items()) == [("2020", 1), ("2021", 1)]
    small.change(folders[0], "sources", "herald-2021-strike", published="2020-11")
    assert listings.articles_by_year(loaded(folders)) == {"2020": 2}


def test_articles_without_a_date_are_counted_last(folders: Folders) -> None:
    small.change(folders[0], "sources", "herald-2021-strike", published="")
    found = listings.articles_by_year(loaded(folders))
    assert list(found.items()) == [("2020", 1), (UNDATED_LABEL, 1)]
    small.change(folders[0], "sources", "smith-2020", published="")
    assert listings.articles_by_year(loaded(folders)) == {UNDATED_LABEL: 2}


def test_each_article_stands_with_the_counts_of_its_selected_claims(dataset: Dataset) -> None:
    found = listings.sources_listing(dataset, np.arange(8))
    assert found.columns.tolist() == ["claims", "incidents", "disputed", "origins"]
    assert found.index.tolist() == ["herald-2021-strike", "smith-2020"]
    assert found.to_numpy().tolist() == [[4, 3, 1, 3], [4, 1, 2, 3]]


def test_an_article_without_a_selected_claim_stands_there_with_zeros(dataset: Dataset) -> None:
    rows = Selection(kind=("denial",)).apply(dataset)
    found = listings.sources_listing(dataset, rows)
    assert found.to_numpy().tolist() == [[0, 0, 0, 0], [1, 1, 1, 1]]
    nothing = listings.sources_listing(dataset, rows[:0])
    assert nothing.to_numpy().tolist() == [[0, 0, 0, 0], [0, 0, 0, 0]]
    assert nothing.index.equals(dataset.sources.index)


@settings(deadline=None, max_examples=50)
@given(selections.of_small())
def test_the_articles_share_out_the_selected_claims(dataset: Dataset, chosen: Selection) -> None:
    rows = chosen.apply(dataset)
    found = listings.sources_listing(dataset, rows)
    figures = headline(dataset, chosen)
    assert found["claims"].sum() == figures.claims
    assert found["disputed"].sum() == figures.disputed
    assert (found["claims"] > 0).sum() == figures.articles
    for source_id, row in found.iterrows():
        own = rows[(dataset.claims["source_id"].iloc[rows] == source_id).to_numpy()]
        assert row["incidents"] == len(units(dataset, "incidents", own))
        assert row["origins"] == len(units(dataset, "origins", own))


# Nothing is changed


@pytest.fixture
def _unchanged(dataset: Dataset) -> Iterator[None]:
    frames = [dataset.claims, dataset.incidents, dataset.sources, dataset.actors]
    before = [frame.copy(deep=True) for frame in frames]
    codes = {name: dataset.members[name].codes.copy() for name in NAMED}
    of_rows = {name: dataset.members[name].rows.copy() for name in NAMED}
    yield
    for frame, copy in zip(frames, before, strict=True):
        pd.testing.assert_frame_equal(frame, copy)
    for name in NAMED:
        assert dataset.members[name].codes.tolist() == codes[name].tolist()
        assert dataset.members[name].rows.tolist() == of_rows[name].tolist()


@pytest.mark.usefixtures("_unchanged")
@pytest.mark.parametrize("count", COUNTS)
def test_counting_changes_neither_the_rows_nor_the_data(dataset: Dataset, count: str) -> None:
    chosen = Selection(count=count, kind=("report", "denial"), search="the")
    rows = chosen.apply(dataset)
    before = rows.copy()
    counts = listings.incidents_of(dataset, rows)
    same = counts.copy(deep=True)
    summary.headline(dataset, chosen, rows)
    year_bars(dataset, chosen)
    for name in NAMED:
        bar_counts.name_bars(dataset, chosen, rows, name, 2)
        counting.several_names(dataset, name, rows)
    counting.option_counts(dataset, chosen)
    listings.sources_listing(dataset, rows)
    summary.counts_in_words(dataset, rows)
    listings.claims_listing(dataset, rows)
    listings.incidents_listing(dataset, counts)
    listings.opening_claim(dataset, rows)
    counting.without_each_filter(dataset, chosen)
    counting.counted_elsewhere(dataset, chosen, rows)
    assert rows.tolist() == before.tolist()
    pd.testing.assert_frame_equal(counts, same)


@pytest.mark.usefixtures("_unchanged")
def test_what_is_done_to_a_frame_reaches_neither_the_data_nor_the_next_frame(
    dataset: Dataset,
) -> None:
    chosen = Selection()
    rows = chosen.apply(dataset)
    for made in (
        lambda: year_bars(dataset, chosen),
        lambda: bars(dataset, chosen, "kind", 3),
        lambda: listings.claims_listing(dataset, rows),
        lambda: listing(dataset, chosen),
        lambda: listings.sources_listing(dataset, rows),
    ):
        first = made()
        first.iloc[0] = first.iloc[1]
        assert not made().equals(first)
        pd.testing.assert_frame_equal(made(), made())
