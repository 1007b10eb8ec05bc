import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.analysis import search
from casebook.analysis.search import Spelling, uncovered_hits
from casebook.tables import evidence, text_folding
from casebook.tables.dataset import Dataset
from tests import small

Folders = tuple[Path, Path]
EVERY = {
    *(f"herald-{number:03d}" for number in range(1, 5)),
    *(f"smith-{number:03d}" for number in range(1, 5)),
}


def searched(dataset: Dataset, text: str) -> set[str]:
    """The claims that a search finds by the short form of their ids, such as smith-001."""
    found = dataset.claims["claim_id"][search.search_mask(dataset, text)]
    return {f"{claim_id.split('-')[0]}-{claim_id[-3:]}" for claim_id in found}


# Claims


def test_a_search_looks_in_statement_quote_and_speaker(dataset: Dataset) -> None:
    assert searched(dataset, "1,500 to 2,200 fighters.") == {"smith-004"}
    assert searched(dataset, "no one knows") == {"herald-003"}
    assert searched(dataset, "Experts (unnamed)") == {"herald-004"}


def test_a_search_does_not_look_in_notes_or_other_cells(dataset: Dataset) -> None:
    assert searched(dataset, "a prediction") == set()
    assert searched(dataset, "Daily Paper") == set()


def test_a_search_is_plain_text_and_no_pattern(dataset: Dataset) -> None:
    for pattern in (".*", "[a-z]", "Reds|Blues", "^", "\\w", "(?i)reds"):
        assert searched(dataset, pattern) == set(), pattern
    assert searched(dataset, ".") == EVERY


def test_a_search_for_a_bracket_finds_brackets(dataset: Dataset) -> None:
    assert searched(dataset, "(") == {"herald-004", "smith-001", "smith-002"}


def test_a_search_ignores_capitals(dataset: Dataset) -> None:
    assert searched(dataset, "KABUL") == searched(dataset, "kabul") != set()


def test_a_search_takes_all_quotation_marks_for_the_same(dataset: Dataset) -> None:
    for written in ("“we were not", '"we were not', "”We were not"):
        assert searched(dataset, written) == {"smith-003"}, written


def test_a_search_for_an_alias_finds_the_other_names_of_the_actor(dataset: Dataset) -> None:
    for alias in ("R-Group", "red movement", "RED MOVEMENT"):
        assert searched(dataset, alias) == searched(dataset, "Reds") == EVERY - {"herald-002"}


def test_a_search_for_a_name_finds_its_aliases(folders: Folders) -> None:
    small.change(
        folders[0], "claims", "smith-2020-004", statement="Observers put the R-Group at 2,000."
    )
    assert "smith-004" in searched(small.loaded(folders), "Reds")


def test_an_alias_is_known_among_other_words(dataset: Dataset) -> None:
    assert searched(dataset, "the R-Group killed") == {"herald-001", "smith-001"}


def test_an_alias_inside_a_longer_word_is_no_name(dataset: Dataset) -> None:
    for longer in ("R-Groups", "hyper-group", "r-group-b", "xred movement"):
        assert searched(dataset, longer) == set(), longer


def test_another_name_is_found_only_as_a_word_of_its_own(folders: Folders) -> None:
    small.change(folders[0], "actors", "Blues", aliases="Sons; Expert")
    small.change(folders[0], "claims", "smith-2020-004", statement="The Sons’ strength: persons.")
    dataset = small.loaded(folders)
    small.change(folders[0], "claims", "smith-2020-004", statement="Five persons were there.")
    assert searched(dataset, "Blues") == {"herald-002", "smith-004"}
    assert searched(small.loaded(folders), "Blues") == {"herald-002"}


def test_another_name_in_capitals_is_found_only_in_capitals(folders: Folders) -> None:
    small.change(folders[0], "actors", "Blues", aliases="IT; U.S.")
    small.change(folders[0], "claims", "smith-2020-003", statement="He denied IT and WITH.")
    small.change(folders[0], "claims", "smith-2020-004", statement="Observers put the U.S. at 2.")
    small.change(folders[0], "claims", "smith-2020-002", statement="There it is, WITH us.")
    assert searched(small.loaded(folders), "Blues") == {"herald-002", "smith-003", "smith-004"}


def test_a_name_in_capitals_may_be_typed_in_small_letters(folders: Folders) -> None:
    small.change(folders[0], "actors", "Blues", aliases="BLF")
    assert "herald-002" in searched(small.loaded(folders), "blf")


def test_what_is_typed_is_found_inside_longer_words(dataset: Dataset) -> None:
    assert searched(dataset, "injur") == {"smith-002"}


def test_a_search_can_be_asked_again_and_gives_what_nobody_can_spoil(dataset: Dataset) -> None:
    first = search.search_mask(dataset, "kabul")
    with pytest.raises(ValueError, match="read-only"):
        first[:] = False
    for other in range(20):
        search.search_mask(dataset, f"another search {other}")
    assert search.search_mask(dataset, "kabul").tolist() == first.tolist()


@given(
    st.lists(
        st.sampled_from(
            ["the", "reds", "R-GROUP", "red", "movement", "Kabul", "“We", "5", "killed", "(", "-"]
        ),
        min_size=1,
        max_size=3,
    ).map(" ".join)
)
def test_a_search_finds_what_looking_at_every_cell_would(dataset: Dataset, text: str) -> None:
    spellings = search.spellings(dataset, text)
    expected = [
        any(found(spelling, cell) for spelling in spellings for cell in cells)
        for cells in dataset.claims[["statement", "quote", "speaker"]].itertuples(index=False)
    ]
    assert search.search_mask(dataset, text).tolist() == expected


def found(spelling: Spelling, text: str) -> bool:
    return any(True for _ in spelling.places(text, text_folding.folded(text)))


# Passages that no claim covers


def passages(dataset: Dataset, text: str, limit: int = 100) -> list[tuple[str, str]]:
    hits = uncovered_hits(dataset, text, dataset.articles, limit)
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
    found = passages(small.loaded(folders), "Blues")
    assert [words for source, words in found if source.startswith("herald")] == ["Blues", "US"]


def test_only_the_articles_asked_for_are_looked_through(dataset: Dataset) -> None:
    assert {hit.source_id for hit in uncovered_hits(dataset, "the", ["smith-2020"], 99)} == {
        "smith-2020"
    }


@given(
    st.sampled_from(["the", "e", "reds", "R-Group", "Observers put", "“", "aa", "a"]),
    st.integers(0, 30),
)
def test_passages_are_matches_outside_all_quotes_at_most_as_many_as_asked_for(
    dataset: Dataset, text: str, limit: int
) -> None:
    every = uncovered_hits(dataset, text, dataset.articles, 10_000)
    some = uncovered_hits(dataset, text, dataset.articles, limit)
    assert len(some) == min(limit, len(every))
    assert set(some) <= set(every)
    assert every == sorted(every, key=lambda hit: (hit.source_id, hit.start))
    spellings = {spelling.text for spelling in search.spellings(dataset, text)}
    taken = {
        (claim.source_id, place)
        for claim in dataset.claims.itertuples()
        for place in range(claim.start, claim.end)
    }
    for hit in every:
        words = dataset.articles[hit.source_id].text[hit.start : hit.end]
        assert text_folding.folded(words) in spellings
        places = {(hit.source_id, place) for place in range(hit.start, hit.end)}
        assert not places & taken
        taken |= places


@given(st.sampled_from(["the", "e", "reds", "on", "ed"]))
def test_no_passage_outside_the_quotes_is_missed(dataset: Dataset, text: str) -> None:
    found = uncovered_hits(dataset, text, dataset.articles, 10_000)
    taken = {
        (where, place)
        for where, start, end in [
            *((hit.source_id, hit.start, hit.end) for hit in found),
            *dataset.claims[["source_id", "start", "end"]].itertuples(index=False),
        ]
        for place in range(start, end)
    }
    for source_id, article in dataset.articles.items():
        for start in evidence.starts(text_folding.folded(article.text), text):
            assert taken & {(source_id, place) for place in range(start, start + len(text))}


def test_a_search_finds_the_same_with_and_without_accents_however_they_are_written(
    folders: Folders,
) -> None:
    small.change(folders[0], "claims", "smith-2020-004", statement="Rosselló said so in José.")
    dataset = small.loaded(folders)
    for text in ("Rosselló", "rossello", unicodedata.normalize("NFD", "Rosselló")):
        assert searched(dataset, text) == {"smith-004"}


def test_a_search_is_bounded_in_length_and_in_spellings(dataset: Dataset) -> None:
    assert search.tidied("  a \n b  ") == "a b"
    assert search.tidied("x" * 60_000) == "x" * search.LONGEST
    assert search.tidied("a " * 60_000) == ("a " * (search.LONGEST // 2)).strip()
    many = search.tidied("R-Group " * 10_000)
    written = search.spellings(dataset, many)
    assert len(written) == search.MOST_SPELLINGS
    assert written[0].text == many.casefold()
    assert len({spelling.text for spelling in written}) == len(written)
