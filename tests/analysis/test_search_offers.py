from pathlib import Path

import pytest

from casebook.analysis import search_offers
from casebook.analysis.search_terms import LONGEST
from casebook.analysis.selection import Selection
from casebook.tables.dataset import Dataset
from tests import small

Folders = tuple[Path, Path]


def told(dataset: Dataset, search: str) -> dict[str, dict[str, str]]:
    """What is said of a search: each sentence with its offers, by label the other search."""
    return {
        note.text: {offer.label: offer.search for offer in note.offers}
        for note in search_offers.notes(dataset, search)
    }


def test_a_name_that_is_read_as_another_says_so_and_can_be_taken_as_typed(
    dataset: Dataset,
) -> None:
    assert told(dataset, "killed r-group") == {
        "r-group, read as Reds": {"Only “r-group”": 'killed "r-group"'}
    }
    read = Selection(search="killed r-group").describe(dataset)
    assert read == "claims that mention “killed r-group” (r-group read as Reds)"
    assert Selection(search='"Red Movement"').describe(dataset) == (
        "claims that mention “‘Red Movement’”"
    )


def test_an_actor_whose_name_stands_within_another_ones_is_offered(folders: Folders) -> None:
    small.change(folders[0], "actors", "Blues", aliases="Azure; Reds of the North")
    dataset = small.loaded(folders)
    offers = told(dataset, "Azure kabul")["Azure, read as Blues"]
    assert offers["Also search Reds"] == "Azure OR Reds kabul"
    assert "Also search Reds" not in told(dataset, "Azure OR Reds")["Azure, read as Blues"]


@pytest.mark.parametrize(
    ("typed", "near", "instead"),
    [
        ("Blus", "Blues", "Blues"),
        ("killed Blus", "Blues", "killed Blues"),
        ("kabl", "Kabul", "Kabul"),
    ],
)
def test_a_word_that_no_claim_has_is_answered_with_near_ones(
    dataset: Dataset, typed: str, near: str, instead: str
) -> None:
    word = typed.rsplit(maxsplit=1)[-1]
    assert told(dataset, typed)[f"No claim mentions “{word}”. Did you mean:"][near] == instead


def test_what_nothing_is_near_to_is_only_said_to_be_nowhere(dataset: Dataset) -> None:
    assert told(dataset, "zzzzzz") == {"No claim mentions “zzzzzz”.": {}}
    assert told(dataset, "x") == {"No claim mentions “x”.": {}}


def test_words_that_stand_in_no_claim_together_are_said_to(dataset: Dataset) -> None:
    assert told(dataset, "injured strength?") == {
        "No claim mentions both of these words.": {
            "Search injured or strength": "injured OR strength"
        }
    }


def test_a_short_word_in_small_letters_is_no_name_where_claims_have_the_word(
    folders: Folders,
) -> None:
    small.change(folders[0], "actors", "Reds", aliases="AT")
    dataset = small.loaded(folders)
    assert "AT, read as Reds" in " ".join(told(dataset, "AT"))
    assert told(dataset, "at") == {}


def test_a_search_without_words_says_so_and_finds_nothing(dataset: Dataset) -> None:
    assert told(dataset, "# ( “”") == {"This search has no word or number to look for.": {}}
    assert len(Selection(search="#").apply(dataset)) == 0


def test_no_offer_is_longer_than_a_search_can_be(dataset: Dataset) -> None:
    typed = f"{'a ' * 94}r-group"
    assert len(typed) <= LONGEST
    for offers in told(dataset, typed).values():
        assert all(len(search) <= LONGEST for search in offers.values())
