from dataclasses import fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.analysis import selection
from casebook.analysis.filters import NAMED
from casebook.analysis.selection import Selection
from casebook.export import links
from casebook.tables.dataset import Dataset
from casebook.words import NOT_STATED
from tests import selections, small

Folders = tuple[Path, Path]
FIELDS = [field.name for field in fields(Selection)]
EVERY = [
    "herald-004",
    "smith-001",
    "smith-002",
    "smith-003",
    "smith-004",
    "herald-001",
    "herald-002",
    "herald-003",
]


def shown(dataset: Dataset, chosen: Selection) -> list[str]:
    """The selected claims by the short form of their ids, such as smith-001."""
    found = dataset.claims["claim_id"].iloc[chosen.apply(dataset)]
    return [f"{claim_id.split('-')[0]}-{claim_id[-3:]}" for claim_id in found]


# To and from URL parameters


@given(selections.of_anything())
def test_a_selection_comes_back_from_its_parameters_and_through_the_address_bar(
    chosen: Selection,
) -> None:
    params = chosen.to_params()
    assert Selection.from_params(params) == chosen
    assert Selection.from_params(parse_qs(urlencode(params, doseq=True))) == chosen


def test_parameters_leave_out_the_defaults() -> None:
    assert Selection().to_params() == {}
    assert Selection(group=("Reds", "Blues"), years=(2019, 2020)).to_params() == {
        "years": ["2019-2020"],
        "group": ["Reds", "Blues"],
    }


@given(selections.of_small())
def test_full_parameters_give_the_same_rows(dataset: Dataset, chosen: Selection) -> None:
    again = Selection.from_params(chosen.to_full_params(dataset))
    assert again.apply(dataset).tolist() == chosen.apply(dataset).tolist()
    assert replace(again, years=None) == replace(chosen, years=None)


def test_full_parameters_spell_out_the_defaults(dataset: Dataset) -> None:
    assert Selection().to_full_params(dataset) == {
        "years": ["2015-2021"],
        "year_of": ["event"],
        "undated": ["with"],
        "disputed": ["any"],
        "figure": ["any"],
        "count": ["claims"],
    }


def test_a_link_names_the_selection_the_claim_and_the_data_version(dataset: Dataset) -> None:
    link = links.url("http://here/", dataset, Selection(group=("Reds",)), "smith-2020-001")
    assert link.startswith("http://here/?")
    assert parse_qs(urlsplit(link).query) == {
        "group": ["Reds"],
        "claim": ["smith-2020-001"],
        "data": [dataset.version],
    }
    assert "claim" not in parse_qs(urlsplit(links.url("", dataset, Selection())).query)


@given(
    st.dictionaries(
        st.sampled_from(FIELDS) | st.text(),
        st.lists(st.text() | st.sampled_from(["2019-2020", "only", "Reds", "9999-0000"])),
    )
)
def test_any_parameters_give_a_selection_that_can_be_used(
    dataset: Dataset, params: dict[str, list[str]]
) -> None:
    chosen = Selection.from_params(params)
    assert Selection.from_params(chosen.to_params()) == chosen
    assert chosen.year_of in selection.YEAR_OF
    assert chosen.undated in selection.UNDATED_CHOICES
    assert chosen.count in selection.COUNTS
    assert {chosen.disputed, chosen.figure} <= {*selection.SWITCH_CHOICES}
    known = chosen.known(dataset)
    for name in NAMED:
        assert set(getattr(known, name)) <= set(dataset.members[name].names)
    assert known.describe(dataset)
    assert len(known.apply(dataset)) <= len(dataset.claims)


def test_broken_years_are_dropped() -> None:
    broken = (
        "",
        "abc",
        "2021-2020",
        "20-21",
        "2020–2021",
        "٢٠٢٠-٢٠٢١",
        "²²²²",
        "2020-2021-2022",
        " 2020",
        "2020-202",
        "-2020",
        "02020-02021",
    )
    for years in broken:
        assert Selection.from_params({"years": [years]}).years is None, years


def test_a_single_year_is_a_range_of_one() -> None:
    assert Selection.from_params({"years": ["2020"]}).years == (2020, 2020)


def test_the_last_of_several_values_counts_where_there_is_one() -> None:
    params = {"years": ["2018", "2020-2021"], "undated": ["without", "only"], "count": ["x"]}
    assert Selection.from_params(params) == Selection(years=(2020, 2021), undated="only")


def test_names_given_twice_or_empty_are_dropped() -> None:
    params = {"group": ["Reds", "", "Blues", "Reds"], "outlet": [], "years": [], "search": []}
    assert Selection.from_params(params) == Selection(group=("Reds", "Blues"))


def test_spaces_around_and_within_a_search_are_made_single() -> None:
    assert Selection.from_params({"search": ["  the \t Reds\n"]}).search == "the Reds"


# What the data know


def test_names_that_the_data_do_not_hold_are_dropped(dataset: Dataset) -> None:
    chosen = Selection(group=("Greens", "Reds", NOT_STATED), kind=("rumour",), topic=("plots",))
    assert chosen.known(dataset) == Selection(group=("Reds", NOT_STATED))


def test_years_are_narrowed_to_those_of_the_data(dataset: Dataset) -> None:
    assert Selection(years=(1990, 2016)).known(dataset).years == (2015, 2016)
    assert Selection(years=(2020, 2500)).known(dataset).years == (2020, 2021)


def test_years_outside_the_data_are_dropped(dataset: Dataset) -> None:
    assert Selection(years=(1990, 2014)).known(dataset).years is None
    assert Selection(years=(2022, 2030)).known(dataset).years is None


def test_a_range_over_all_years_is_no_filter(dataset: Dataset) -> None:
    assert Selection(years=(2015, 2021)).known(dataset) == Selection()
    assert Selection(years=(1000, 9000)).known(dataset) == Selection()
    published = Selection(years=(2020, 2021), year_of="publication")
    assert published.known(dataset) == Selection(year_of="publication")


@given(selections.of_small())
def test_what_is_known_is_known_again(dataset: Dataset, chosen: Selection) -> None:
    known = chosen.known(dataset)
    assert known.known(dataset) == known


@given(selections.of_small())
def test_dropping_what_is_unknown_keeps_the_rows_of_years_that_the_data_cover(
    dataset: Dataset, chosen: Selection
) -> None:
    first, last = dataset.year_domains[chosen.year_of]
    if chosen.years is None or (chosen.years[0] <= last and chosen.years[1] >= first):
        known = chosen.known(dataset)
        assert known.apply(dataset).tolist() == chosen.apply(dataset).tolist()


def test_the_years_of_the_data_leave_out_open_ends(folders: Folders) -> None:
    small.change(folders[0], "claims", "smith-2020-004", date="../2016")
    small.change(folders[0], "claims", "herald-2021-strike-002", date="2017", incident_id="")
    assert small.loaded(folders).year_domains["event"] == (2016, 2021)


def test_the_years_of_the_data_reach_to_where_the_last_interval_ends(folders: Folders) -> None:
    small.change(folders[0], "claims", "herald-2021-strike-004", date="2021/2025")
    assert small.loaded(folders).year_domains["event"] == (2015, 2025)


def test_there_are_no_years_where_all_claims_are_undated(folders: Folders) -> None:
    for row in small.TABLES["claims"]:
        small.change(folders[0], "claims", row["claim_id"], date="", date_basis="")
    dataset = small.loaded(folders)
    assert dataset.year_domains["event"] == (0, 0)
    assert Selection(years=(2019, 2020)).known(dataset) == Selection()
    again = Selection.from_params(Selection().to_full_params(dataset))
    assert again.known(dataset) == Selection()
    assert len(again.apply(dataset)) == len(dataset.claims)


# Years


def test_no_filter_lets_everything_through_newest_first_and_undated_last(dataset: Dataset) -> None:
    assert shown(dataset, Selection()) == EVERY


def test_an_interval_passes_for_every_year_that_it_touches(dataset: Dataset) -> None:
    of_2020 = ["smith-001", "smith-002", "smith-003", "smith-004", "herald-001"]
    for years, expected in {
        (2010, 2014): [],
        (2010, 2015): ["herald-002"],
        (2016, 2016): ["herald-002"],
        (2017, 2019): ["herald-002"],
        (2018, 2019): [],
        (2014, 2018): ["herald-002"],
        (2020, 2020): of_2020,
        (2021, 2021): ["herald-004"],
        (2022, 2500): ["herald-004"],
    }.items():
        assert shown(dataset, Selection(years=years, undated="without")) == expected, years


def test_an_open_start_passes_only_for_the_year_of_its_end(folders: Folders) -> None:
    small.change(folders[0], "claims", "smith-2020-004", date="../2016")
    dataset = small.loaded(folders)
    passes = [
        year
        for year in range(2014, 2019)
        if "smith-004" in shown(dataset, Selection(years=(year, year)))
    ]
    assert passes == [2016]


def test_undated_claims_stay_go_or_stay_alone(dataset: Dataset) -> None:
    narrowed, every = (2021, 2021), None
    for undated, years, expected in (
        ("with", narrowed, ["herald-004", "herald-003"]),
        ("without", narrowed, ["herald-004"]),
        ("only", narrowed, ["herald-003"]),
        ("with", every, EVERY),
        ("without", every, EVERY[:-1]),
        ("only", every, ["herald-003"]),
    ):
        assert shown(dataset, Selection(years=years, undated=undated)) == expected


def test_years_of_publication_are_those_of_the_article(dataset: Dataset) -> None:
    chosen = Selection(years=(2021, 2021), year_of="publication", undated="without")
    assert shown(dataset, chosen) == ["herald-004", "herald-001", "herald-002", "herald-003"]


def test_an_article_without_a_date_is_undated_in_years_of_publication(folders: Folders) -> None:
    small.change(
        folders[0], "sources", "herald-2021-strike", published="", published_basis="unknown"
    )
    chosen = Selection(year_of="publication", undated="only")
    assert set(shown(small.loaded(folders), chosen)) == {
        "herald-001",
        "herald-002",
        "herald-003",
        "herald-004",
    }


# All filters together


@given(selections.of_small())
def test_a_claim_passes_that_every_filter_lets_through(dataset: Dataset, chosen: Selection) -> None:
    found = set(replace(chosen, search="").apply(dataset))
    assert sorted(found) == selections.rows_of(dataset, replace(chosen, search=""))
    found &= set(Selection(search=chosen.search).apply(dataset))
    assert chosen.apply(dataset).tolist() == sorted(found)


@given(selections.of_small())
def test_every_filter_in_use_can_be_taken_away(dataset: Dataset, chosen: Selection) -> None:
    without = {name: replace(chosen, **{name: ()}) for name in NAMED if getattr(chosen, name)}
    if chosen.search:
        without["search"] = replace(chosen, search="")
    if chosen.area:
        without["area"] = replace(chosen, area="")
    if chosen.disputed == "only":
        without["disputed"] = replace(chosen, disputed="any")
    if chosen.figure == "only":
        without["figure"] = replace(chosen, figure="any")
    if chosen.years or chosen.undated != "with":
        without["years"] = replace(chosen, years=None, undated="with")
    filtered = chosen.filtered(dataset)
    assert set(filtered.masks) == set(without)
    for name in (*NAMED, "search", "area", "disputed", "figure", "years"):
        expected = without.get(name, chosen).apply(dataset).tolist()
        assert filtered.without(name).tolist() == expected, name


# Names


def test_a_claim_of_two_groups_is_found_under_both(dataset: Dataset) -> None:
    assert shown(dataset, Selection(group=("Blues",))) == ["herald-002"]
    assert "herald-002" in shown(dataset, Selection(group=("Reds",)))


def test_not_stated_is_an_option(dataset: Dataset) -> None:
    assert shown(dataset, Selection(group=(NOT_STATED,))) == ["herald-004"]
    assert set(shown(dataset, Selection(outlet=(NOT_STATED,)))) == {
        "herald-001",
        "herald-002",
        "herald-003",
        "herald-004",
    }


def test_a_name_that_the_data_do_not_hold_selects_nothing(dataset: Dataset) -> None:
    assert shown(dataset, Selection(group=("Greens",))) == []


# Who speaks, through which intermediaries, from whom


def test_the_names_that_selections_are_made_of_are_those_of_the_data(dataset: Dataset) -> None:
    for name in NAMED:
        known = set(dataset.members[name].names)
        assert {*selections.NAMES[name], NOT_STATED} == {*known, NOT_STATED}, name


def test_who_speaks_and_how_it_came_to_the_article_are_filters(dataset: Dataset) -> None:
    for filters, expected in (
        ({"attribution": ("the group itself",)}, ["smith-003"]),
        ({"attribution": ("government, unnamed",)}, ["smith-001", "smith-002"]),
        (
            {"attribution": ("outlet", "not attributed")},
            ["herald-004", "smith-004", "herald-001"],
        ),
        ({"attribution": ("the author",)}, ["herald-002", "herald-003"]),
        ({"attribution": ("intergovernmental",)}, []),
        ({"intermediaries": ("no speaker named",)}, ["smith-004", "herald-002", "herald-003"]),
        (
            {"intermediaries": ("quoted directly",)},
            ["herald-004", "smith-001", "smith-002", "herald-001"],
        ),
        (
            {"intermediaries": ("via one party", "via several parties")},
            ["smith-003"],
        ),
        ({"origin": ("Government of Kabul",)}, ["smith-001", "smith-002"]),
        ({"origin": ("Reds", "smith-2020")}, ["smith-003", "smith-004"]),
        ({"origin": ("herald-2021-strike",)}, ["herald-002", "herald-003"]),
        ({"origin": ("Amin Gul",)}, []),
        ({"intermediaries": ("quoted directly",), "attribution": ("outlet",)}, ["herald-001"]),
    ):
        assert shown(dataset, Selection(**filters)) == expected, filters


def test_who_speaks_and_how_it_came_to_the_article_stand_in_the_address() -> None:
    chosen = Selection(
        attribution=("government, named", "the author"),
        intermediaries=("quoted directly",),
        origin=("Reds",),
        disputed="only",
    )
    params = {
        "attribution": ["government, named", "the author"],
        "intermediaries": ["quoted directly"],
        "origin": ["Reds"],
        "disputed": ["only"],
    }
    assert chosen.to_params() == params
    assert Selection.from_params(params) == chosen


def test_speakers_intermediaries_and_origins_that_the_data_do_not_hold_are_dropped(
    dataset: Dataset,
) -> None:
    chosen = Selection(
        attribution=("intergovernmental", "outlet"),
        intermediaries=("via several parties",),
        origin=("Amin Gul", "Reds", "smith-2020"),
        disputed="only",
    )
    assert chosen.known(dataset) == Selection(
        attribution=("outlet",), origin=("Reds", "smith-2020"), disputed="only"
    )


# Disputed claims


def test_claims_that_dispute_and_claims_that_are_disputed_are_kept(dataset: Dataset) -> None:
    found = shown(dataset, Selection(disputed="only"))
    assert found == ["smith-001", "smith-003", "herald-001"]


def test_a_claim_stays_disputed_where_the_filters_leave_its_opponents_out(
    dataset: Dataset,
) -> None:
    assert shown(dataset, Selection(disputed="only", kind=("denial",))) == ["smith-003"]


def test_what_a_choice_of_disputed_claims_can_not_be_is_dropped() -> None:
    for value in ("", "ONLY", "yes", "any"):
        assert Selection.from_params({"disputed": [value]}) == Selection()


def test_where_nothing_is_disputed_no_claim_is_disputed(folders: Folders) -> None:
    small.unrelated(folders[0])
    assert shown(small.loaded(folders), Selection(disputed="only")) == []


def test_nobody_can_spoil_which_claims_are_disputed(dataset: Dataset) -> None:
    with pytest.raises(ValueError, match="read-only"):
        dataset.disputed[0] = True


# In words


def test_a_selection_says_itself_in_words(dataset: Dataset) -> None:
    for filters, words in IN_WORDS:
        assert Selection(**filters).describe(dataset) == words, filters


def test_an_article_that_is_an_original_source_is_called_by_its_title_and_never_by_its_key(
    folders: Folders,
) -> None:
    small.change(folders[0], "sources", "herald-2021-strike", title="It struck again")
    dataset = small.loaded(folders)
    words = Selection(origin=dataset.members["origin"].names).describe(dataset)
    assert words == (
        "claims with original source Experts (unnamed), Government of Kabul, Reds, The Herald, "
        "herald-2021-strike (article) or Jo Smith (author)"
    )


IN_WORDS: tuple[tuple[dict[str, Any], str], ...] = (
    ({}, "all claims"),
    ({"count": "origins"}, "all claims"),
    ({"group": ("Reds",)}, "claims about Reds"),
    ({"group": ("Reds", "Blues")}, "claims about Reds or Blues"),
    ({"group": ("A", "B", "C")}, "claims about A, B or C"),
    ({"group": (NOT_STATED,)}, "claims about (not stated)"),
    (
        {"group": ("A",), "outlet": ("B",), "kind": ("denial",), "topic": ("plots",)},
        "claims about A published by B of kind denial on plots",
    ),
    ({"attribution": ("outlet",)}, "claims attributed to outlet"),
    (
        {"intermediaries": ("quoted directly", "via one party")},
        "claims (quoted directly or via one party)",
    ),
    ({"origin": ("Reds",)}, "claims with original source Reds"),
    ({"disputed": "only"}, "claims that others dispute"),
    ({"disputed": "only", "undated": "only"}, "claims that others dispute, undated only"),
    (
        {
            "topic": ("plots",),
            "attribution": ("outlet", "not attributed"),
            "intermediaries": ("quoted directly",),
            "origin": ("Reds", "Blues", "Greens"),
            "disputed": "only",
            "search": "x",
        },
        "claims on plots attributed to outlet or not attributed (quoted directly) "
        "with original source Reds, Blues or Greens that others dispute that mention “x”",
    ),
    ({"search": "five killed"}, "claims that mention “five killed”"),
    ({"years": (2019, 2021)}, "all claims, 2019 to 2021 or undated"),
    ({"years": (2020, 2020), "undated": "without"}, "all claims, 2020"),
    ({"undated": "without"}, "all claims, dated only"),
    ({"years": (2019, 2021), "undated": "only"}, "all claims, undated only"),
    (
        {"years": (2019, 2021), "year_of": "publication", "undated": "without"},
        "all claims, published in 2019 to 2021",
    ),
    (
        {"group": ("A",), "years": (2020, 2020), "year_of": "publication", "search": "x"},
        "claims about A that mention “x”, published in 2020 or undated",
    ),
)
