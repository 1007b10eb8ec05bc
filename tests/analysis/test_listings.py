import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from casebook.analysis import listings
from casebook.analysis.selection import Selection
from casebook.tables import labels
from casebook.tables.dataset import Dataset, Rows
from casebook.words import NOT_STATED, UNDATED_LABEL
from tests import selections, small
from tests.analysis import slow_search

Folders = tuple[Path, Path]
ATTACK, RETREAT = "2020-05-05-kabul-attack", "2015-blues-retreat"
FOUNDING = "undated-reds-founding"


def listed(dataset: Dataset, rows: np.ndarray) -> dict[str, dict[str, str]]:
    return {one["id"]: one for one in listings.claim_lines(dataset, rows)}


def listing(dataset: Dataset, chosen: Selection) -> pd.DataFrame:
    return listings.incidents_listing(
        dataset, listings.incidents_of(dataset, chosen.apply(dataset))
    )


# Claims and incidents


def test_the_list_of_claims_keeps_the_order_of_the_rows_and_figures_as_written(
    dataset: Dataset,
) -> None:
    found = listed(dataset, np.array([5, 1, 4, 6]))
    assert {claim_id: one["line"] for claim_id, one in found.items()} == {
        "herald-2021-strike-001": ("The Herald · herald-2021-strike 2021 · 2020 · “five” killed"),
        "smith-2020-001": (
            "Kabul officials (unnamed) · Daily Paper · 5 May 2020 · “at least 13” killed"
        ),
        "smith-2020-004": (
            "Jo Smith (author) · Daily Paper · May 2020 · “1,500 to 2,200” fighters"
        ),
        "herald-2021-strike-002": "herald-2021-strike (article) · 2015–2017",
    }
    assert [*found] == dataset.claims["claim_id"].iloc[[5, 1, 4, 6]].tolist()
    assert found["smith-2020-001"]["statement"].startswith("Officials said that the Reds killed")
    assert listed(dataset, np.array([], dtype=np.int64)) == {}


def test_a_figure_of_something_else_has_no_unit_behind_it(folders: tuple[Path, Path]) -> None:
    small.change(folders[0], "claims", "herald-2021-strike-001", unit="other")
    dataset = small.loaded(folders)
    row = dataset.row("herald-2021-strike-001")
    (found,) = listed(dataset, np.array([row])).values()
    assert found["line"].endswith(" · “five”")


def test_who_relayed_a_claim_is_named_the_nearest_to_its_speaker_first(
    folders: tuple[Path, Path],
) -> None:
    small.change(folders[0], "claims", "smith-2020-001", via="The Herald > Daily Paper")
    dataset = small.loaded(folders)
    (found,) = listed(dataset, np.array([dataset.row("smith-2020-001")])).values()
    assert found["line"].startswith("Kabul officials (unnamed), via Daily Paper, via The Herald · ")


def test_what_is_not_stated_is_said_in_the_listings(dataset: Dataset) -> None:
    claims = listed(dataset, np.array([0, 7]))
    assert [one["group"] for one in claims.values()] == [NOT_STATED, "Reds"]
    assert [one["line"] for one in claims.values()] == [
        "Experts (unnamed) · herald-2021-strike 2021 · from 2021",
        "herald-2021-strike (article) · undated",
    ]
    incidents = listing(dataset, Selection())
    assert incidents["when"].tolist()[-1] == NOT_STATED


@given(selections.of_small(), st.sampled_from(listings.SORTS))
def test_a_list_sorts_as_looking_at_every_claim_does(
    dataset: Dataset, chosen: Selection, sort: str
) -> None:
    rows = chosen.apply(dataset)

    def key(row: int) -> tuple[float, str]:
        claim = dataset.claims.iloc[row]
        most = next((claim[name] for name in ("high", "low") if claim[name] == claim[name]), None)
        return {
            "date": (0, ""),
            "figure": (math.inf if most is None else -most, ""),
            "outlet": (claim["outlet"] == "", claim["outlet"].lower()),
            "disputed": (not dataset.disputed[row], ""),
            "relevance": (
                next(
                    (
                        rank
                        for rank, name in enumerate(("statement", "quote"))
                        if slow_search.holds(dataset, chosen.search, [claim[name]])
                    ),
                    2,
                ),
                "",
            )
            if chosen.search
            else (0, ""),
        }[sort]

    ordered = listings.in_order(dataset, rows, sort, chosen.search)
    assert ordered.tolist() == sorted(rows.tolist(), key=key)


def test_a_search_puts_the_best_answers_first_unless_another_order_is_chosen() -> None:
    assert listings.shown_order("", "") == listings.shown_order("relevance", "") == "date"
    assert listings.shown_order("", "kabul") == "relevance"
    assert listings.shown_order("date", "kabul") == "date"


def test_a_line_says_where_it_has_the_words_of_a_search(folders: Folders) -> None:
    small.change(folders[0], "claims", "smith-2020-003", statement="💥 Amin Gul denied it.")
    dataset = small.loaded(folders)

    def line(search: str) -> dict[str, Any]:
        row = dataset.row("smith-2020-003")
        assert row is not None
        return listings.claim_lines(dataset, np.array([row]), search)[0]

    assert line("denied")["found"] == [(12, 18)]
    assert "quoted" not in line("denied")
    in_quote = line("were not")
    assert in_quote["found"] == []
    assert in_quote["quoted"].startswith("““We were not there")
    assert in_quote["found_in_quote"] == [(5, 9), (10, 13)]
    assert line("gul")["found_in_line"] == [(5, 8)]
    assert "found" not in line("")


def test_an_incident_without_groups_says_so(folders: Folders) -> None:
    small.change(folders[0], "incidents", RETREAT, groups="")
    found = listing(small.loaded(folders), Selection()).set_index("incident_id")["groups"]
    assert found[RETREAT] == NOT_STATED


def test_incidents_stand_newest_first_and_undated_last(dataset: Dataset) -> None:
    assert listing(dataset, Selection())["incident_id"].tolist() == [ATTACK, RETREAT, FOUNDING]


def test_incidents_of_one_day_stand_in_the_order_of_their_ids(folders: Folders) -> None:
    for incident in (ATTACK, RETREAT, FOUNDING):
        small.change(folders[0], "incidents", incident, date="2020")
    assert listing(small.loaded(folders), Selection())["incident_id"].tolist() == [
        RETREAT,
        ATTACK,
        FOUNDING,
    ]


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


def disputed(dataset: Dataset, rows: Rows) -> dict[str, str]:
    found = listed(dataset, rows)
    return {claim_id: one["disputed"] for claim_id, one in found.items() if one["disputed"]}


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
    small.relate(folders[0], "smith-2020-002", "disputes", "smith-2020-003")
    found = disputed(small.loaded(folders), np.arange(8))
    assert found["smith-2020-003"] == "The Herald; Kabul officials (unnamed)"
    assert found["smith-2020-002"] == "Amin Gul"


def test_an_author_who_disputes_a_claim_is_named(
    folders: Folders,
) -> None:
    small.relate(folders[0], "smith-2020-004", "disputes", "smith-2020-002")
    found = disputed(small.loaded(folders), np.arange(8))
    assert found["smith-2020-002"] == "Jo Smith (author)"
    assert found["smith-2020-004"] == "Kabul officials (unnamed)"


# Articles


def test_an_origin_that_is_an_article_is_called_by_what_is_known_of_it(folders: Folders) -> None:
    for cell, name in (
        ({}, "Jo Smith (author)"),
        ({"title": ""}, "Jo Smith (author)"),
        ({"author": ""}, "Daily Paper (article)"),
        ({"outlet": ""}, "smith-2020 (article)"),
    ):
        small.change(folders[0], "sources", "smith-2020", **cell)
        dataset = small.loaded(folders)
        assert labels.origin_name(dataset, "smith-2020") == name
    assert labels.origin_name(dataset, "Government of Kabul") == "Government of Kabul"


def test_articles_are_counted_by_year_of_publication(folders: Folders) -> None:
    assert list(listings.articles_by_year(small.loaded(folders)).items()) == [
        ("2020", 1),
        ("2021", 1),
    ]
    small.change(folders[0], "sources", "herald-2021-strike", published="2020-11")
    assert listings.articles_by_year(small.loaded(folders)) == {"2020": 2}


def test_articles_without_a_date_are_counted_last(folders: Folders) -> None:
    small.change(folders[0], "sources", "herald-2021-strike", published="")
    found = listings.articles_by_year(small.loaded(folders))
    assert list(found.items()) == [("2020", 1), (UNDATED_LABEL, 1)]
    small.change(folders[0], "sources", "smith-2020", published="")
    assert listings.articles_by_year(small.loaded(folders)) == {UNDATED_LABEL: 2}


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


@given(selections.of_small())
def test_the_articles_share_out_the_selected_claims(dataset: Dataset, chosen: Selection) -> None:
    rows = chosen.apply(dataset)
    found = listings.sources_listing(dataset, rows)
    for source_id, row in found.iterrows():
        own = rows[(dataset.claims["source_id"].iloc[rows] == source_id).to_numpy()]
        ids = set(dataset.claims["claim_id"].iloc[own])
        assert row["claims"] == len(own)
        assert row["disputed"] == len(ids & selections.DISPUTED)
        assert row["incidents"] == len(selections.units_of(dataset, "incidents", own))
        assert row["origins"] == len(selections.units_of(dataset, "origins", own))
    assert found["claims"].sum() == len(rows)
