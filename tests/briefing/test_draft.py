import base64
import json
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.briefing import basket, draft
from casebook.briefing.draft import Draft, DraftError, Item

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
ITEMS = st.builds(
    Item,
    st.sampled_from(draft.KINDS),
    TEXT,
    TEXT,
    st.booleans(),
    TEXT,
    st.lists(TEXT, max_size=2).map(tuple),
)
DRAFTS = st.builds(Draft, TEXT, TEXT, TEXT, st.lists(ITEMS, max_size=5).map(tuple), TEXT)


@given(DRAFTS)
def test_a_draft_comes_back_from_its_file_as_it_was(written: Draft) -> None:
    assert draft.from_json(draft.to_json(written)) == written


def test_claims_are_added_once_at_the_end_and_taken_away_where_they_stand() -> None:
    written = Draft(items=(Item("heading", "a-001"),)).adding(["a-001", "b-002", "a-001"])
    assert written.claims() == ("a-001", "b-002")
    assert written.adding(["c-003", "b-002"]).claims() == ("a-001", "b-002", "c-003")
    assert written.without(["a-001"]).items == (Item("heading", "a-001"), Item("claim", "b-002"))


def test_a_paragraph_names_claims_between_its_words() -> None:
    text = "They grew [@a-001][@b-002], some say.[1] See @c-003 [@ d]"
    assert draft.cited(text) == ["a-001", "b-002"]
    assert draft.parts(text) == [
        ("They grew ", False),
        ("a-001", True),
        ("b-002", True),
        (", some say.[1] See @c-003 [@ d]", False),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "can't be read as JSON"),
        ("[" * 100_000, "can't be read as JSON"),
        (b"\xff\xfe\x00", "can't be read as JSON"),
        ("[]", "lacks “casebook_briefing: 1”"),
        ('{"casebook_briefing": 2}', "lacks “casebook_briefing: 1”"),
        ('{"casebook_briefing": 1, "items": {}}', "“items” of this draft is no list"),
        ('{"casebook_briefing": 1, "items": [{"kind": "script"}]}', "item 1 .* is none of"),
        ('{"casebook_briefing": 1, "items": [7]}', "item 1 .* is none of"),
        ('{"casebook_briefing": 1, "title": 7}', "“title” of this draft is no text"),
        (
            '{"casebook_briefing": 1, "items": [{"kind": "claim", "against": "a-001"}]}',
            "“against” of item 1 is no list",
        ),
        (
            '{"casebook_briefing": 1, "items": [{"kind": "claim", "against": [1]}]}',
            "what disputes item 1 of this draft is no text",
        ),
        (
            json.dumps({"casebook_briefing": 1, "title": "x" * 20_001}),
            "20,001 characters; at most 20,000",
        ),
        (
            json.dumps({"casebook_briefing": 1, "items": [{"kind": "claim"}] * 2_001}),
            "2,001 items; a briefing has at most 2,000",
        ),
    ],
)
def test_a_file_that_is_no_draft_says_why(text: Any, why: str) -> None:
    with pytest.raises(DraftError, match=why):
        draft.from_json(text)


def test_a_surrogate_without_its_pair_is_replaced() -> None:
    held = draft.from_json('{"casebook_briefing": 1, "title": "a\\ud800b"}')
    assert held.title == "a?b"


IDS = [f"source-{place % 8}-{place:03d}" for place in range(600)]


def test_five_hundred_claims_fit_into_an_address_in_any_order() -> None:
    shuffled = sorted(IDS, key=lambda claim_id: hash((claim_id, 1)))
    word = basket.written(shuffled)
    assert len(word) < basket.LONGEST
    assert basket.read(word) == tuple(shuffled[: basket.MOST])


@given(st.lists(st.text("abc-0123", min_size=1, max_size=12), unique=True, max_size=20))
def test_a_basket_comes_back_from_the_address(ids: list[str]) -> None:
    assert basket.read(basket.written(ids)) == tuple(ids)


@pytest.mark.parametrize(
    "word", ["", "!", "é", "AAAA", "eJx", "x" * 6_001, basket.written("a")[:-2]]
)
def test_what_is_no_basket_holds_no_claim(word: str) -> None:
    assert basket.read(word) == ()


def test_a_basket_that_would_inflate_without_end_is_none() -> None:
    bomb = base64.urlsafe_b64encode(zlib.compress(b"a" * 3_000_000, 9)).decode()
    assert len(bomb) < basket.LONGEST
    assert basket.read(bomb) == ()
