"""Check my draft on the page, and the numbers that no cited claim has."""

import json
from typing import Any

import pytest

from casebook.analysis.selection import Selection
from casebook.briefing.draft import Draft, Item
from casebook.briefing.draft_check import LONGEST_DRAFT, NOTHING, NOTHING_CITED
from casebook.tables.dataset import Dataset
from casebook.views import cached, draft_checking, editor, view_state
from casebook.views.editor import unsupported
from casebook.views.view_state import ViewState

COUNTED, STRENGTH = "smith-2020-001", "smith-2020-004"
SAID = "The Reds killed at least 13 people in Kabul on 5 May 2020."


def told(dataset: Dataset, text: Any) -> dict[str, Any]:
    found = draft_checking.answer(dataset, {"token": "7", "text": text})
    json.dumps(found)
    assert found["token"] == "7"
    return found


def test_each_sentence_comes_with_its_verdict_and_its_claims(dataset: Dataset) -> None:
    found = told(dataset, f"{SAID} Penguins juggle cheese.\n{SAID.replace('13', '99')}")
    first, second, third = found["sentences"]
    assert (first["text"], first["verdict"]) == (SAID, "")
    nearest = first["matches"][0]
    assert nearest["id"] == COUNTED
    assert "same figure" in nearest["why"]
    assert nearest["how"].startswith("set against: disputed by ")
    assert (second["verdict"], second["matches"]) == (NOTHING, [])
    assert third["verdict"] == "No claim near to this says at least 99."
    assert third["matches"][0]["how"].startswith("figure differs: the sentence says ")
    assert third["matches"][0]["differs"]
    assert found["claims"][COUNTED]["article"]
    assert "13 people in Kabul" in found["claims"][COUNTED]["said"]
    assert set(found["claims"]) == {
        match["id"] for one in found["sentences"] for match in one["matches"]
    }
    assert found["summary"] == (
        "3 sentences: 1 with no claim near to it, 1 with a number or date that no near claim has."
    )


def test_a_claim_is_never_said_to_bear_a_sentence_out(dataset: Dataset) -> None:
    found = told(dataset, "Observers put the strength of the Reds at 1,500 to 2,200 fighters.")
    match = found["sentences"][0]["matches"][0]
    assert (match["id"], match["differs"], match["how"]) == (
        STRENGTH,
        False,
        draft_checking.NOTHING_DIFFERS,
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "There is no sentence in this text."),
        (" \n ", "There is no sentence in this text."),
        (None, "There is no sentence in this text."),
        ("x" * (LONGEST_DRAFT + 1), "The text has 100,001 characters; at most 100,000 are checked"),
        ("No. " * 1_001, "The text has 1,001 sentences; at most 1,000 are checked at once"),
    ],
)
def test_what_can_not_be_checked_says_why(dataset: Dataset, text: Any, why: str) -> None:
    assert told(dataset, text)["error"].startswith(why)


def test_a_claim_is_opened_under_the_filters_of_before(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = ViewState(Selection(group=("Reds",)), claim=STRENGTH, hit="a:1:2", subject="b")
    monkeypatch.setattr(view_state, "latest", lambda: seen)
    assert view_state.params_to_claim(COUNTED) == {"group": ["Reds"], "claim": [COUNTED]}


# Numbers that no cited claim has


def test_a_paragraph_comes_in_pieces_with_what_no_cited_claim_says(dataset: Dataset) -> None:
    cited = f"😀 13 died, not 99, on 5 May 2020. [@{COUNTED}]"
    bare, fine = "Some 40 died, 40 in all.", f"13 died. [@{COUNTED}]"
    written = Draft(
        judgement=bare,
        items=(
            Item("paragraph", cited),
            Item("heading", "99 dead"),
            Item("paragraph", fine),
            Item("paragraph", ""),
            Item("paragraph", cited),
        ),
    )
    found = unsupported.told(dataset, written)
    assert found == [
        [
            ("Some ", ""),
            ("40", NOTHING_CITED),
            (" died, ", ""),
            ("40", NOTHING_CITED),
            (" in all.", ""),
        ],
        [
            ("😀 13 died, not ", ""),
            ("99", "no claim cited here says 99"),
            (f", on 5 May 2020. [@{COUNTED}]", ""),
        ],
    ]
    assert editor.page(dataset, written, Selection())["unsupported"] == found


def test_a_very_long_draft_is_looked_through_up_to_a_length(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def keeps(_: Dataset, text: str) -> tuple[()]:
        asked.append(text)
        return ()

    monkeypatch.setattr(cached, "unsupported_numbers", keeps)
    texts = [f"{place} {'x' * 19_990}" for place in range(7)]
    unsupported.told(dataset, Draft(items=tuple(Item("paragraph", one) for one in texts)))
    assert asked == texts[:5]
