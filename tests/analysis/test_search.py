import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from casebook.analysis import search, search_names, search_terms
from casebook.analysis.search import uncovered_hits
from casebook.tables.dataset import Dataset
from tests import small
from tests.analysis import slow_search

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
    for pattern in (
        ".*",
        "[a-z]",
        "Reds|Blues",
        "^",
        "(?i)reds",
        "(",
        ".",
        "“”",
        "💥",
        "a{1,9999}",
    ):
        assert searched(dataset, pattern) == set(), pattern


def test_words_match_in_any_order_and_each_must_be_there(dataset: Dataset) -> None:
    assert searched(dataset, "kabul killed") == searched(dataset, "killed kabul") != set()
    assert searched(dataset, "kabul killed") < searched(dataset, "kabul")
    assert searched(dataset, "killed zebra") == set()


def test_words_match_whole_or_as_a_beginning_and_never_inside_another(dataset: Dataset) -> None:
    assert searched(dataset, "stren") == searched(dataset, "strength") != set()
    assert searched(dataset, "trength") == set()


def test_a_phrase_in_quotation_marks_stands_just_so(dataset: Dataset) -> None:
    assert searched(dataset, '"lost ground"') == {"herald-002"}
    assert searched(dataset, "ground lost") == {"herald-002"}
    for phrase in ('"ground lost"', '"lost groun"', '"The Blues lost ground. The Blues"'):
        assert searched(dataset, phrase) == set(), phrase


def test_a_phrase_in_quotation_marks_is_not_read_as_a_name(folders: Folders) -> None:
    small.change(folders[0], "actors", "Blues", aliases="Azure")
    dataset = small.loaded(folders)
    assert searched(dataset, "azure") == {"herald-002"}
    assert searched(dataset, '"azure"') == set()


def test_or_between_two_words_or_names_lets_either_do(dataset: Dataset) -> None:
    either = searched(dataset, "injured") | searched(dataset, "Blues")
    assert searched(dataset, "injured OR Blues") == either
    assert searched(dataset, "injured OR Blues ground") == {"herald-002"}
    assert searched(dataset, "OR injured OR") == searched(dataset, "injured")
    assert searched(dataset, "injured or Blues") == set()


def test_a_number_is_found_however_its_thousands_are_set_and_in_no_longer_one(
    dataset: Dataset,
) -> None:
    for written in ("1500", "1,500", "1’500"):
        assert searched(dataset, written) == {"smith-004"}, written
    for other in ("500", "150", "15"):
        assert searched(dataset, other) == set(), other


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Al-Qa’ida’s men", ("al-Qaida", "al qaida", "alqaida", "AL QAIDA", "qaida", "Al-Qaida's")),
        ("O’Brien’s counter-terrorism", ("obrien", "O'Brien", "counterterrorism", "terrorism")),
        ("the U.S.-led coalition", ("us", "US", "U.S.", "us-led", "led US")),
        ("in the 1990s, 1.5 million", ("1990", "1990s", "1.5", "1.5 million")),
        ("塔利班在阿富汗", ("阿富汗", "塔利班")),
        ("داعِش", ("داعش",)),
        ("Łódź and Rosselló", ("lodz", "ROSSELLO", "Rosselló")),
    ],
)
def test_marks_within_words_do_not_matter(
    folders: Folders, written: str, typed: tuple[str, ...]
) -> None:
    small.change(folders[0], "claims", "smith-2020-004", statement=written)
    dataset = small.loaded(folders)
    for text in typed:
        assert "smith-004" in searched(dataset, text), text


def test_capitals_of_two_or_three_letters_are_a_name_and_no_word(folders: Folders) -> None:
    small.change(folders[0], "claims", "smith-2020-004", statement="This is what IS said.")
    small.change(folders[0], "claims", "smith-2020-003", statement="This is what is said.")
    dataset = small.loaded(folders)
    assert searched(dataset, "IS") == {"smith-004"}
    assert {"smith-003", "smith-004"} <= searched(dataset, "is")


@pytest.mark.parametrize("typed", ["Haqani", "hakkani", "HAQQANI", "Haqqani's"])
def test_a_name_is_known_by_its_sound(folders: Folders, typed: str) -> None:
    small.change(folders[0], "actors", "Blues", aliases="Haqqani; داعش")
    assert searched(small.loaded(folders), typed) == {"herald-002"}
    assert searched(small.loaded(folders), "داعش") == {"herald-002"}


def test_a_word_of_a_name_is_found_in_other_spellings(folders: Folders) -> None:
    small.change(folders[0], "actors", "Blues", aliases="Uighur fighters")
    small.change(folders[0], "claims", "smith-2020-004", statement="Uyghurs were put at 5.")
    small.change(folders[0], "claims", "smith-2020-003", statement="Uighurs denied it.")
    dataset = small.loaded(folders)
    for typed in ("Uyghur", "uighur", "Uigur"):
        assert searched(dataset, typed) == {"smith-003", "smith-004"}, typed


def test_those_that_answer_in_their_statement_rank_before_those_that_do_in_their_quote(
    folders: Folders,
) -> None:
    small.change(folders[0], "claims", "smith-2020-003", statement="Amin denied the ground lost.")
    dataset = small.loaded(folders)
    ids = dataset.claims["claim_id"].tolist()
    ranks = dict(zip(ids, search.ranks(dataset, "were there").tolist(), strict=True))
    assert ranks["smith-2020-003"] == search.IN_QUOTE
    of_words = search.ranks(dataset, "denied were")
    assert of_words[ids.index("smith-2020-003")] == search.IN_BOTH
    of_statement = search.ranks(dataset, "denied ground")
    assert of_statement[ids.index("smith-2020-003")] == search.IN_STATEMENT


def test_what_is_marked_are_the_words_that_were_found(dataset: Dataset) -> None:
    def marked(typed: str, text: str) -> list[str]:
        return [text[start:end] for start, end in search.mentions(dataset, typed, [text])[0]]

    assert marked("red movement kill", "The R-Group’s men killed 5 Reds.") == [
        "R-Group",
        "killed",
        "Reds",
    ]
    assert marked("rossello 1500", "💥 Rosselló: 1,500 of 15,000") == ["Rosselló", "1,500"]
    assert marked("#", "anything #") == []


def test_a_search_ignores_capitals(dataset: Dataset) -> None:
    assert searched(dataset, "KABUL") == searched(dataset, "kabul") != set()


def test_a_search_takes_all_quotation_marks_for_the_same(dataset: Dataset) -> None:
    for written in ("“we were not”", '"we were not"', "”We were not“"):
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


WORDS = [
    "the",
    "reds",
    "R-GROUP",
    "red movement",
    "Kabul",
    "“We were”",
    "5",
    "kill",
    "(",
    "the Herald",
]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join))
def test_a_search_finds_what_looking_at_every_word_would(dataset: Dataset, text: str) -> None:
    expected = [
        slow_search.holds(dataset, text, cells)
        for cells in dataset.claims[["statement", "quote", "speaker"]].itertuples(index=False)
    ]
    assert search.search_mask(dataset, text).tolist() == expected


PIECES = st.sampled_from(
    [*"aISsé’'-.,; 15", "is", "IS", "isis", "ISIS-K", "1,500", "U.S.", "Reds", "R-Group", "’s "]
)


@given(
    st.lists(PIECES, min_size=1, max_size=14).map("".join),
    st.lists(PIECES, min_size=1, max_size=4).map("".join),
)
def test_words_are_found_in_any_text_as_looking_at_every_word_would(
    dataset: Dataset, text: str, typed: str
) -> None:
    for term in search_terms.query(dataset, typed).terms:
        by_sound = term.actors and not slow_search.bearers(dataset, term.typed)
        assume(not by_sound and not term.alike)
    found = search.mentions(dataset, typed, [text])[0]
    expected = slow_search.holds_any(dataset, typed, text)
    assert bool(found) == expected, (text, typed)


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
    st.sampled_from(["the", "reds", "R-Group", "Observers put", "“", "a", "the reds", "the of"]),
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
    taken = {
        (claim.source_id, place)
        for claim in dataset.claims.itertuples()
        for place in range(claim.start, claim.end)
    }
    for hit in every:
        words = dataset.articles[hit.source_id].text[hit.start : hit.end]
        assert slow_search.holds(dataset, text, [words])
        places = {(hit.source_id, place) for place in range(hit.start, hit.end)}
        assert not places & taken
        taken |= places


@given(st.sampled_from(["the", "reds", "on", "the reds", "Blues ground", "author"]))
def test_no_passage_outside_the_quotes_is_missed(dataset: Dataset, text: str) -> None:
    found = {
        (hit.source_id, hit.start)
        for hit in uncovered_hits(dataset, text, dataset.articles, 10_000)
    }
    quotes = dataset.claims[["source_id", "start", "end"]]
    for source_id, article in dataset.articles.items():
        for start, end in slow_search.stretches(article.text, source_id, quotes):
            inside = any(source == source_id and start <= at < end for source, at in found)
            assert inside == slow_search.holds(dataset, text, [article.text[start:end]])


def test_a_search_finds_the_same_with_and_without_accents_however_they_are_written(
    folders: Folders,
) -> None:
    small.change(folders[0], "claims", "smith-2020-004", statement="Rosselló said so in José.")
    dataset = small.loaded(folders)
    for text in ("Rosselló", "rossello", unicodedata.normalize("NFD", "Rosselló")):
        assert searched(dataset, text) == {"smith-004"}


def test_what_all_searches_use_is_made_once_however_many_there_are(dataset: Dataset) -> None:
    words = search_names.vocabulary(dataset)
    for number in range(300):
        search.search_mask(dataset, f"number {number}")
    assert search_names.vocabulary(dataset) is words
    assert len(dataset._made) < 200


def test_a_search_is_bounded_in_length_and_in_spellings(folders: Folders) -> None:
    tidied = search_terms.tidied
    assert tidied("  a \n b  ") == "a b"
    assert tidied("x" * 60_000) == "x" * search_terms.LONGEST
    assert tidied("a " * 60_000) == ("a " * (search_terms.LONGEST // 2)).strip()
    aliases = "; ".join(f"Name {number}" for number in range(90))
    small.change(folders[0], "actors", "Blues", aliases=aliases)
    dataset = small.loaded(folders)
    for typed in ("Blues", "Blues OR Reds R-Group", tidied("a b c d e f g h i j k l m n o p " * 9)):
        asked = search_terms.query(dataset, typed)
        assert sum(len(term.ways) for term in asked.terms) <= search_terms.MOST_SPELLINGS
        assert all(term.ways for term in asked.terms)
    repeated = search_terms.query(dataset, tidied("R-Group " * 10_000))
    assert len(repeated.patterns()) == 1


@pytest.mark.parametrize(
    "hostile", ["\ud800", "\udfff Reds", "\x00", '"' * 200, "OR " * 60, "٣", "\u202eReds"]
)
def test_whatever_is_typed_is_answered(dataset: Dataset, hostile: str) -> None:
    search.search_mask(dataset, hostile)
    uncovered_hits(dataset, hostile, dataset.articles, 10)
    search.mentions(dataset, hostile, ["Reds \ud800 and ٣", ""])
