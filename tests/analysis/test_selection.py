from dataclasses import fields, replace
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.analysis import search, selection
from casebook.analysis.filters import NAMED
from casebook.analysis.search import uncovered_hits
from casebook.analysis.selection import Selection
from casebook.export import links
from casebook.tables import derive, evidence, folding, read
from casebook.tables.dataset import Dataset
from casebook.words import NOT_STATED
from tests import selections, small

Folders = tuple[Path, Path]
FILTERS = [field.name for field in fields(Selection)]


def shown(dataset: Dataset, chosen: Selection) -> list[str]:
    """The selected claims by the short form of their ids, such as smith-001."""
    found = dataset.claims["claim_id"].iloc[chosen.apply(dataset)]
    return [f"{claim_id.split('-')[0]}-{claim_id[-3:]}" for claim_id in found]


def loaded(folders: Folders) -> Dataset:
    tables, problems = read.read(*folders)
    assert problems == []
    return derive.dataset(tables)


def searched(dataset: Dataset, search: str) -> set[str]:
    return set(shown(dataset, Selection(search=search)))


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

# To and from URL parameters


@settings(deadline=None)
@given(selections.of_anything())
def test_a_selection_comes_back_from_its_parameters(chosen: Selection) -> None:
    assert Selection.from_params(chosen.to_params()) == chosen


@settings(deadline=None)
@given(selections.of_anything())
def test_a_selection_comes_back_through_the_address_bar(chosen: Selection) -> None:
    query = urlencode(chosen.to_params(), doseq=True)
    assert Selection.from_params(parse_qs(query)) == chosen


def test_parameters_leave_out_the_defaults() -> None:
    assert Selection().to_params() == {}
    assert Selection(group=("Reds", "Blues"), years=(2019, 2020)).to_params() == {
        "years": ["2019-2020"],
        "group": ["Reds", "Blues"],
    }


@settings(deadline=None)
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
        "count": ["claims"],
    }


def test_a_link_names_the_selection_the_claim_and_the_data_version(dataset: Dataset) -> None:
    link = links.url("http://here/", dataset, Selection(group=("Reds",)), "smith-2020-001")
    assert link.startswith("http://here/?")
    assert parse_qs(urlsplit(link).query) == {
        "years": ["2015-2021"],
        "year_of": ["event"],
        "undated": ["with"],
        "group": ["Reds"],
        "disputed": ["any"],
        "count": ["claims"],
        "claim": ["smith-2020-001"],
        "data": [dataset.version],
    }


def test_a_link_without_a_claim_opens_none(dataset: Dataset) -> None:
    assert "claim" not in parse_qs(urlsplit(links.url("", dataset, Selection())).query)


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(FILTERS) | st.text(),
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
    assert chosen.disputed in selection.DISPUTED_CHOICES
    known = chosen.known(dataset)
    for name in NAMED:
        assert set(getattr(known, name)) <= set(dataset.members[name].names)
    assert known.describe()
    assert len(known.apply(dataset)) <= len(dataset.claims)


@pytest.mark.parametrize(
    "years",
    [
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
    ],
)
def test_broken_years_are_dropped(years: str) -> None:
    assert Selection.from_params({"years": [years]}).years is None


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


@settings(deadline=None)
@given(selections.of_small())
def test_what_is_known_is_known_again(dataset: Dataset, chosen: Selection) -> None:
    known = chosen.known(dataset)
    assert known.known(dataset) == known


@settings(deadline=None)
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
    assert selection.year_domain(loaded(folders), "event") == (2016, 2021)


def test_the_years_of_the_data_reach_to_where_the_last_interval_ends(folders: Folders) -> None:
    small.change(folders[0], "claims", "herald-2021-strike-004", date="2021/2025")
    assert selection.year_domain(loaded(folders), "event") == (2015, 2025)


def test_there_are_no_years_where_all_claims_are_undated(folders: Folders) -> None:
    for row in small.TABLES["claims"]:
        small.change(folders[0], "claims", row["claim_id"], date="", date_basis="")
    dataset = loaded(folders)
    assert dataset.year_domains["event"] == (0, 0)
    assert Selection(years=(2019, 2020)).known(dataset) == Selection()
    again = Selection.from_params(Selection().to_full_params(dataset))
    assert again.known(dataset) == Selection()
    assert len(again.apply(dataset)) == len(dataset.claims)


# Years


def test_no_filter_lets_everything_through_newest_first_and_undated_last(dataset: Dataset) -> None:
    assert shown(dataset, Selection()) == EVERY
    assert Selection().masks(dataset) == {}


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ((2010, 2014), []),
        ((2010, 2015), ["herald-002"]),
        ((2016, 2016), ["herald-002"]),
        ((2017, 2019), ["herald-002"]),
        ((2018, 2019), []),
        ((2014, 2018), ["herald-002"]),
        ((2020, 2020), ["smith-001", "smith-002", "smith-003", "smith-004", "herald-001"]),
        ((2021, 2021), ["herald-004"]),
        ((2022, 2500), ["herald-004"]),
    ],
)
def test_an_interval_passes_for_every_year_that_it_touches(
    dataset: Dataset, years: tuple[int, int], expected: list[str]
) -> None:
    assert shown(dataset, Selection(years=years, undated="without")) == expected


@pytest.mark.parametrize(("year", "passes"), [(2015, False), (2016, True), (2017, False)])
def test_an_open_start_passes_only_for_the_year_of_its_end(
    folders: Folders, year: int, passes: bool
) -> None:
    small.change(folders[0], "claims", "smith-2020-004", date="../2016")
    assert ("smith-004" in shown(loaded(folders), Selection(years=(year, year)))) == passes


@pytest.mark.parametrize(
    ("undated", "years", "expected"),
    [
        ("with", (2021, 2021), ["herald-004", "herald-003"]),
        ("without", (2021, 2021), ["herald-004"]),
        ("only", (2021, 2021), ["herald-003"]),
        ("with", None, EVERY),
        ("without", None, EVERY[:-1]),
        ("only", None, ["herald-003"]),
    ],
)
def test_undated_claims_stay_go_or_stay_alone(
    dataset: Dataset, undated: str, years: tuple[int, int] | None, expected: list[str]
) -> None:
    assert shown(dataset, Selection(years=years, undated=undated)) == expected


def test_years_of_publication_are_those_of_the_article(dataset: Dataset) -> None:
    chosen = Selection(years=(2021, 2021), year_of="publication", undated="without")
    assert shown(dataset, chosen) == ["herald-004", "herald-001", "herald-002", "herald-003"]


def test_an_article_without_a_date_is_undated_in_years_of_publication(folders: Folders) -> None:
    small.change(
        folders[0], "sources", "herald-2021-strike", published="", published_basis="unknown"
    )
    chosen = Selection(year_of="publication", undated="only")
    assert set(shown(loaded(folders), chosen)) == {
        "herald-001",
        "herald-002",
        "herald-003",
        "herald-004",
    }


# Names


@settings(deadline=None)
@given(selections.of_small(), st.sampled_from(NAMED))
def test_names_of_one_filter_add_up(dataset: Dataset, chosen: Selection, name: str) -> None:
    values = getattr(chosen, name)
    if values:
        each = [replace(chosen, **{name: (value,)}).apply(dataset) for value in values]
        assert chosen.apply(dataset).tolist() == sorted(set(np.concatenate(each)))


@settings(deadline=None)
@given(selections.of_small())
def test_filters_narrow_each_other(dataset: Dataset, chosen: Selection) -> None:
    alone = [
        Selection(years=chosen.years, year_of=chosen.year_of, undated=chosen.undated),
        Selection(search=chosen.search),
        Selection(disputed=chosen.disputed),
        *(Selection(**{name: getattr(chosen, name)}) for name in NAMED),
    ]
    expected = set(range(len(dataset.claims)))
    for part in alone:
        expected &= set(part.apply(dataset))
    assert chosen.apply(dataset).tolist() == sorted(expected)


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


# Who speaks, through how many hands, from whom


@pytest.mark.parametrize("name", NAMED)
def test_the_names_that_selections_are_made_of_are_those_of_the_data(
    dataset: Dataset, name: str
) -> None:
    assert {*selections.NAMES[name], NOT_STATED} == {*dataset.members[name].names, NOT_STATED}


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Selection(attribution=("the group itself",)), ["smith-003"]),
        (Selection(attribution=("government, unnamed",)), ["smith-001", "smith-002"]),
        (
            Selection(attribution=("outlet", "not attributed")),
            ["herald-004", "smith-004", "herald-001"],
        ),
        (Selection(attribution=("the article's own voice",)), ["herald-002", "herald-003"]),
        (Selection(attribution=("intergovernmental",)), []),
        (
            Selection(intermediaries=("the article itself",)),
            ["smith-004", "herald-002", "herald-003"],
        ),
        (
            Selection(intermediaries=("cited directly",)),
            ["herald-004", "smith-001", "smith-002", "herald-001"],
        ),
        (
            Selection(intermediaries=("one intermediary", "two or more intermediaries")),
            ["smith-003"],
        ),
        (Selection(origin=("Government of Kabul",)), ["smith-001", "smith-002"]),
        (Selection(origin=("Reds", "smith-2020")), ["smith-003", "smith-004"]),
        (Selection(origin=("herald-2021-strike",)), ["herald-002", "herald-003"]),
        (Selection(origin=("Amin Gul",)), []),
        (Selection(intermediaries=("cited directly",), attribution=("outlet",)), ["herald-001"]),
    ],
)
def test_who_speaks_and_how_it_came_to_the_article_are_filters(
    dataset: Dataset, chosen: Selection, expected: list[str]
) -> None:
    assert shown(dataset, chosen) == expected


def test_who_speaks_and_how_it_came_to_the_article_stand_in_the_address() -> None:
    chosen = Selection(
        attribution=("government, named", "the article's own voice"),
        intermediaries=("cited directly",),
        origin=("Reds",),
        disputed="only",
    )
    params = {
        "attribution": ["government, named", "the article's own voice"],
        "intermediaries": ["cited directly"],
        "origin": ["Reds"],
        "disputed": ["only"],
    }
    assert chosen.to_params() == params
    assert Selection.from_params(params) == chosen


def test_rungs_hands_and_origins_that_the_data_do_not_hold_are_dropped(dataset: Dataset) -> None:
    chosen = Selection(
        attribution=("intergovernmental", "outlet"),
        intermediaries=("two or more intermediaries",),
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
    for row in small.TABLES["claims"]:
        small.change(folders[0], "claims", row["claim_id"], disputes="")
    assert shown(loaded(folders), Selection(disputed="only")) == []


def test_nobody_can_spoil_which_claims_are_disputed(dataset: Dataset) -> None:
    with pytest.raises(ValueError, match="read-only"):
        dataset.disputed[0] = True


# In words


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (Selection(), "all claims"),
        (Selection(count="origins"), "all claims"),
        (Selection(group=("Reds",)), "claims about Reds"),
        (Selection(group=("Reds", "Blues")), "claims about Reds or Blues"),
        (Selection(group=("A", "B", "C")), "claims about A, B or C"),
        (Selection(group=(NOT_STATED,)), "claims about (not stated)"),
        (
            Selection(group=("Reds",), outlet=("Daily Paper",), kind=("denial",), topic=("plots",)),
            "claims about Reds published by Daily Paper of kind denial on plots",
        ),
        (Selection(attribution=("outlet",)), "claims attributed to outlet"),
        (
            Selection(intermediaries=("cited directly", "one intermediary")),
            "claims that passed through one hand or two hands",
        ),
        (Selection(origin=("Reds",)), "claims that go back to Reds"),
        (Selection(disputed="only"), "claims that others dispute"),
        (Selection(disputed="only", undated="only"), "claims that others dispute, undated only"),
        (
            Selection(
                topic=("plots",),
                attribution=("outlet", "not attributed"),
                intermediaries=("cited directly",),
                origin=("Reds", "Blues", "Greens"),
                disputed="only",
                search="x",
            ),
            "claims on plots attributed to outlet or not attributed that passed through one hand "
            "that go back to Reds, Blues or Greens that others dispute that mention “x”",
        ),
        (Selection(search="five killed"), "claims that mention “five killed”"),
        (Selection(years=(2019, 2021)), "all claims, 2019 to 2021 or undated"),
        (Selection(years=(2020, 2020), undated="without"), "all claims, 2020"),
        (Selection(undated="without"), "all claims, dated only"),
        (Selection(years=(2019, 2021), undated="only"), "all claims, undated only"),
        (
            Selection(years=(2019, 2021), year_of="publication", undated="without"),
            "all claims, published in 2019 to 2021",
        ),
        (
            Selection(group=("Reds",), years=(2020, 2020), year_of="publication", search="x"),
            "claims about Reds that mention “x”, published in 2020 or undated",
        ),
    ],
)
def test_a_selection_says_itself_in_words(chosen: Selection, words: str) -> None:
    assert chosen.describe() == words


# Search


def test_a_search_looks_in_statement_quote_and_speaker(dataset: Dataset) -> None:
    assert searched(dataset, "1,500 to 2,200 fighters.") == {"smith-004"}
    assert searched(dataset, "no one knows") == {"herald-003"}
    assert searched(dataset, "Experts (unnamed)") == {"herald-004"}


def test_a_search_does_not_look_in_notes_or_other_cells(dataset: Dataset) -> None:
    assert searched(dataset, "a prediction") == set()
    assert searched(dataset, "Daily Paper") == set()


@pytest.mark.parametrize("pattern", [".*", ".", "[a-z]", "Reds|Blues", "^", "\\w", "(?i)reds"])
def test_a_search_is_plain_text_and_no_pattern(dataset: Dataset, pattern: str) -> None:
    claims = dataset.claims
    expected = {
        short
        for short, text in zip(EVERY, claims["searchable"], strict=True)
        if pattern.lower() in text
    }
    assert searched(dataset, pattern) == expected
    assert len(expected) in ({8} if pattern == "." else {0})


def test_a_search_for_a_bracket_finds_brackets(dataset: Dataset) -> None:
    assert searched(dataset, "(") == {"herald-004", "smith-001", "smith-002"}


def test_a_search_ignores_capitals(dataset: Dataset) -> None:
    assert searched(dataset, "KABUL") == searched(dataset, "kabul") != set()


@pytest.mark.parametrize("search", ["“we were not", '"we were not', "”We were not"])
def test_a_search_takes_all_quotation_marks_for_the_same(dataset: Dataset, search: str) -> None:
    assert searched(dataset, search) == {"smith-003"}


@pytest.mark.parametrize("alias", ["R-Group", "red movement", "RED MOVEMENT"])
def test_a_search_for_an_alias_finds_the_other_names_of_the_actor(
    dataset: Dataset, alias: str
) -> None:
    assert searched(dataset, alias) == searched(dataset, "Reds") == set(EVERY) - {"herald-002"}


def test_a_search_for_a_name_finds_its_aliases(folders: Folders) -> None:
    small.change(
        folders[0], "claims", "smith-2020-004", statement="Observers put the R-Group at 2,000."
    )
    assert "smith-004" in searched(loaded(folders), "Reds")


def test_an_alias_is_known_among_other_words(dataset: Dataset) -> None:
    assert searched(dataset, "the R-Group killed") == {"herald-001", "smith-001"}


@pytest.mark.parametrize("search", ["R-Groups", "hyper-group", "r-group-b", "xred movement"])
def test_an_alias_inside_a_longer_word_is_no_name(dataset: Dataset, search: str) -> None:
    assert searched(dataset, search) == set()


def test_another_name_is_found_only_as_a_word_of_its_own(folders: Folders) -> None:
    small.change(folders[0], "actors", "Blues", aliases="Sons; Expert")
    small.change(folders[0], "claims", "smith-2020-004", statement="The Sons’ strength: persons.")
    dataset = loaded(folders)
    small.change(folders[0], "claims", "smith-2020-004", statement="Five persons were there.")
    assert searched(dataset, "Blues") == {"herald-002", "smith-004"}
    assert searched(loaded(folders), "Blues") == {"herald-002"}


def test_another_name_in_capitals_is_found_only_in_capitals(folders: Folders) -> None:
    small.change(folders[0], "actors", "Blues", aliases="IT; U.S.")
    small.change(folders[0], "claims", "smith-2020-003", statement="He denied IT and WITH.")
    small.change(folders[0], "claims", "smith-2020-004", statement="Observers put the U.S. at 2.")
    small.change(folders[0], "claims", "smith-2020-002", statement="There it is, WITH us.")
    assert searched(loaded(folders), "Blues") == {"herald-002", "smith-003", "smith-004"}


def test_a_name_in_capitals_may_be_typed_in_small_letters(folders: Folders) -> None:
    small.change(folders[0], "actors", "Blues", aliases="BLF")
    assert "herald-002" in searched(loaded(folders), "blf")


def test_what_is_typed_is_found_inside_longer_words(dataset: Dataset) -> None:
    assert searched(dataset, "injur") == {"smith-002"}


def test_a_search_can_be_asked_again_and_gives_what_nobody_can_spoil(dataset: Dataset) -> None:
    first = search.search_mask(dataset, "kabul")
    with pytest.raises(ValueError, match="read-only"):
        first[:] = False
    assert search.search_mask(dataset, "kabul").sum() == 2


# Passages that no claim covers


def passages(dataset: Dataset, search: str, limit: int = 100) -> list[tuple[str, str]]:
    hits = uncovered_hits(dataset, search, dataset.articles, limit)
    return [
        (hit.source_id, dataset.articles[hit.source_id].text[hit.start : hit.end]) for hit in hits
    ]


def test_a_passage_that_no_quote_covers_is_found(dataset: Dataset) -> None:
    assert passages(dataset, "observers PUT") == [("smith-2020", "Observers put")]
    assert passages(dataset, "reds’ strength") == [("smith-2020", "Reds’ strength")]


def test_a_passage_that_a_quote_covers_is_not_found_again(dataset: Dataset) -> None:
    assert passages(dataset, "No one knows") == []
    assert passages(dataset, "strike again") == []


def test_a_passage_that_a_quote_covers_in_part_is_not_found_either(dataset: Dataset) -> None:
    assert passages(dataset, "and injured") == []


def test_of_two_like_passages_the_covered_one_is_left_out(dataset: Dataset) -> None:
    text = dataset.articles["herald-2021-strike"].text
    assert text.count("The Blues lost ground.") == 1
    assert text.count("Blues lost ground.") == 2
    hits = uncovered_hits(dataset, "Blues lost ground.", ["herald-2021-strike"], 9)
    assert [hit.start for hit in hits] == [text.index("the Blues lost ground.") + 4]


def test_passages_are_found_by_the_other_names_of_an_actor_too(dataset: Dataset) -> None:
    assert ("herald-2021-strike", "R-Group") in passages(dataset, "Red Movement")
    assert ("smith-2020", "Reds") in passages(dataset, "Red Movement")


def test_other_names_in_articles_are_words_and_in_capitals_where_they_are(
    folders: Folders,
) -> None:
    small.change(folders[0], "actors", "Blues", aliases="US; ON; RED")
    text = folders[1] / "second.txt"
    text.write_text(small.SECOND_ARTICLE + "\nBRED for US, on us, WITH-US.", encoding="utf-8")
    small.write_checksums(folders[1])
    small.change(folders[0], "sources", "herald-2021-strike", last_line="5")
    found = passages(loaded(folders), "Blues")
    assert [words for source, words in found if source.startswith("herald")] == ["Blues", "US"]


def test_only_the_articles_asked_for_are_looked_through(dataset: Dataset) -> None:
    assert {hit.source_id for hit in uncovered_hits(dataset, "the", ["smith-2020"], 99)} == {
        "smith-2020"
    }


@settings(deadline=None)
@given(
    st.sampled_from(["the", "e", "reds", "R-Group", "Observers put", "“", "aa", "a"]),
    st.integers(0, 30),
)
def test_passages_are_matches_outside_all_quotes_at_most_as_many_as_asked_for(
    dataset: Dataset, search: str, limit: int
) -> None:
    every = uncovered_hits(dataset, search, dataset.articles, 10_000)
    some = uncovered_hits(dataset, search, dataset.articles, limit)
    assert len(some) == min(limit, len(every))
    assert set(some) <= set(every)
    assert every == sorted(every, key=lambda hit: (hit.source_id, hit.start))
    spellings = {spelling.text for spelling in search.spellings(dataset, search)}
    taken = {
        (claim.source_id, place)
        for claim in dataset.claims.itertuples()
        for place in range(claim.start, claim.end)
    }
    for hit in every:
        text = dataset.articles[hit.source_id].text[hit.start : hit.end]
        assert folding.folded(text) in spellings
        places = {(hit.source_id, place) for place in range(hit.start, hit.end)}
        assert not places & taken
        taken |= places


@settings(deadline=None)
@given(st.sampled_from(["the", "e", "reds", "on", "ed"]))
def test_no_passage_outside_the_quotes_is_missed(dataset: Dataset, search: str) -> None:
    found = uncovered_hits(dataset, search, dataset.articles, 10_000)
    taken = {
        (where, place)
        for where, start, end in [
            *((hit.source_id, hit.start, hit.end) for hit in found),
            *dataset.claims[["source_id", "start", "end"]].itertuples(index=False),
        ]
        for place in range(start, end)
    }
    for source_id, article in dataset.articles.items():
        for start in evidence.starts(folding.folded(article.text), search):
            assert taken & {(source_id, place) for place in range(start, start + len(search))}
