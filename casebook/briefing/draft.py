"""A briefing in the making: claims, headings, words of one's own, charts and tables, in order.

A paragraph names the claims that it rests on as `[@claim_id]`, which becomes their footnote.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

KINDS = ("heading", "paragraph", "claim", "chart", "figures")
MOST_ITEMS = 2_000
LONGEST_TEXT = 20_000
_FORMAT = "casebook_briefing"
_CITED = re.compile(r"\[@([^\[\]@\s]{1,200})\]")
_WORDS = ("title", "date", "judgement", "addition", "query", "version")


class DraftError(Exception):
    """A file that holds no draft, and why."""


@dataclass(frozen=True)
class Item:
    """One thing in a draft, of one of KINDS.

    `text` is the words of a heading or paragraph, the id of a claim, what a chart counts by, or the
    key of the comparison whose figures a table shows. `query` is the selection that a chart or
    table was made of, as in an address. `alone` says of a claim that what disputes it was left
    out knowingly. `said` is what a claim stated when the draft was saved, `against` are the ids of
    those that disputed it then; a draft that was never saved has neither.
    """

    kind: str
    text: str
    query: str = ""
    alone: bool = False
    said: str = ""
    against: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """What an analyst has gathered and written.

    `judgement` is the key judgement that stands first, `addition` what is added to the source
    summary. `query` is the selection that was in view, `version` that of the data, when the draft
    was saved.
    """

    title: str = ""
    date: str = ""
    judgement: str = ""
    items: tuple[Item, ...] = ()
    addition: str = ""
    query: str = ""
    version: str = ""

    def claims(self) -> tuple[str, ...]:
        """The ids of its claims in their order, without those that only a paragraph names."""
        return tuple(item.text for item in self.items if item.kind == "claim")

    def named(self) -> list[str]:
        """The ids of all claims that it holds or its words cite, each once."""
        texts = [self.judgement, *(one.text for one in self.items if one.kind == "paragraph")]
        return [*dict.fromkeys([*self.claims(), *(one for text in texts for one in cited(text))])]

    def adding(self, claim_ids: Iterable[str]) -> "Draft":
        """The same with these claims at its end, those left out that it has."""
        new = dict.fromkeys(claim_ids)
        for claim_id in self.claims():
            new.pop(claim_id, None)
        return replace(self, items=(*self.items, *(Item("claim", one) for one in new)))

    def without(self, claim_ids: Iterable[str]) -> "Draft":
        """The same without these claims."""
        gone = set(claim_ids)
        kept = (item for item in self.items if item.kind != "claim" or item.text not in gone)
        return replace(self, items=tuple(kept))


def parts(text: str) -> list[tuple[str, bool]]:
    """The words of a paragraph and the ids of the claims it names, in order; True for an id."""
    pieces = _CITED.split(text)
    return [(piece, bool(place % 2)) for place, piece in enumerate(pieces) if piece]


def cited(text: str) -> list[str]:
    """The ids of the claims that a paragraph names, in order."""
    return _CITED.findall(text)


def to_json(draft: Draft) -> str:
    """The draft as a file, the same for the same draft."""
    items = [
        {field.name: value for field in fields(item) if (value := getattr(item, field.name))}
        for item in draft.items
    ]
    words = {name: getattr(draft, name) for name in _WORDS}
    return json.dumps({_FORMAT: 1, **words, "items": items}, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str | bytes) -> Draft:
    """The draft that a file holds. Raises DraftError, which says where the file is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DraftError(
            f"this is no draft of a briefing: it can't be read as JSON ({error})"
        ) from error
    if not isinstance(found, dict) or found.get(_FORMAT) != 1:
        raise DraftError(f"this is no draft of a briefing: it lacks “{_FORMAT}: 1”")
    items = found.get("items", [])
    if not isinstance(items, list):
        raise DraftError("“items” of this draft is no list")
    if len(items) > MOST_ITEMS:
        raise DraftError(
            f"this draft has {len(items):,} items; a briefing has at most {MOST_ITEMS:,}"
        )
    words = {name: _worded(found.get(name, ""), f"“{name}”") for name in _WORDS}
    return Draft(
        items=tuple(_item(item, place) for place, item in enumerate(items, start=1)), **words
    )


def _item(found: Any, place: int) -> Item:
    if not isinstance(found, dict) or found.get("kind") not in KINDS:
        raise DraftError(f"item {place} of this draft is none of {', '.join(KINDS)}")
    text = _worded(found.get("text", ""), f"the text of item {place}")
    query = _worded(found.get("query", ""), f"the selection of item {place}")
    said = _worded(found.get("said", ""), f"what item {place} said")
    against = found.get("against", [])
    if not isinstance(against, list) or len(against) > MOST_ITEMS:
        raise DraftError(f"“against” of item {place} is no list of at most {MOST_ITEMS:,} claims")
    ids = tuple(_worded(one, f"what disputes item {place}") for one in against)
    return Item(str(found["kind"]), text, query, found.get("alone") is True, said, ids)


def _worded(value: Any, what: str) -> str:
    if not isinstance(value, str):
        raise DraftError(f"{what} of this draft is no text")
    if len(value) > LONGEST_TEXT:
        raise DraftError(
            f"{what} has {len(value):,} characters; at most {LONGEST_TEXT:,} can be kept"
        )
    # Unpaired surrogates, which JSON can hold, can't be written to any document.
    return value.encode("utf-8", "replace").decode("utf-8")
