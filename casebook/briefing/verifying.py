"""Whether what a document says still stands in the data of now: footnote by footnote.

A document is read by pandoc, in any form but PDF. A footnote is known by the claim that its link
opens; the rest is compared word by word, whatever the spaces.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from casebook.briefing import documents
from casebook.briefing.contents import LEFT_OUT, said
from casebook.tables import schema
from casebook.tables.dataset import Dataset
from casebook.words import RELATED

UNCHANGED, REWORDED, WITHDRAWN, DISPUTED, UPDATED = (
    "unchanged",
    "reworded",
    "withdrawn",
    "newly disputed",
    "updated",
)

_QUOTATION_MARKS = str.maketrans("“”", "‘’")
_BESIDE = tuple(f"{how}:" for ways in RELATED.values() for how in ways)


@dataclass(frozen=True)
class Footnote:
    """A footnote as a document has it: its number, the claim and data version that its link names,
    its words, and those of the paragraph in which it stands.
    """

    number: int
    claim_id: str
    version: str
    words: str
    sentence: str


@dataclass(frozen=True)
class Finding:
    """What became of a footnote: one of the states above, and what it is now or against whom."""

    note: Footnote
    state: str
    now: str


def footnotes(content: bytes, form: str) -> list[Footnote]:
    """The footnotes of a document whose links lead to claims. Raises documents.DocumentError."""
    tree = documents.read(content, form)
    found = []
    for number, (note, sentence) in enumerate(_notes(tree["blocks"], ""), start=1):
        targets = [link[2][0] for link in _nodes(note, "Link")]
        params = parse_qs(urlsplit(targets[-1]).query) if targets else {}
        if "claim" in params:
            version = params.get("data", [""])[-1]
            found.append(
                Footnote(number, params["claim"][-1], version, _squeezed(_words(note)), sentence)
            )
    return found


def verified(dataset: Dataset, notes: list[Footnote]) -> list[Finding]:
    """What became of each footnote.

    Disputes and updates count that the document does not name; not those of a claim that stands
    beside a statement only to say how it stands to that, nor those that the author leaves out.
    """
    named = {note.claim_id for note in notes}
    return [_finding(dataset, note, named) for note in notes]


def _finding(dataset: Dataset, note: Footnote, named: set[str]) -> Finding:
    row = dataset.row(note.claim_id)
    if row is None:
        return Finding(note, WITHDRAWN, "no claim has this number any more")
    statement, quote = said(dataset, row), str(dataset.cell("quote", row))
    # The footnote of an analyst's own words, or of a figure in a table, has the statement itself.
    if not any(_squeezed(statement) in words for words in (note.sentence, note.words)):
        return Finding(note, REWORDED, statement)
    if _squeezed(quote) not in note.words:
        return Finding(note, REWORDED, f"“{quote}”")
    return Finding(note, *_standing(dataset, note, row, named))


def _standing(dataset: Dataset, note: Footnote, row: int, named: set[str]) -> tuple[str, str]:
    """How the claim stands to others that the document does not name: the state, and to which."""
    if note.sentence.startswith(_BESIDE):
        return UNCHANGED, ""
    pairs = dataset.relations
    new: dict[str, list[str]] = {}
    others = dataset.cells("claim_id", dataset.related.of(row))
    for other, place in zip(others, dataset.related.places_of(row).tolist(), strict=True):
        relation = str(pairs["relation"].iat[place])
        if other not in named:
            replaced = relation == schema.UPDATES and pairs["other"].iat[place] == row
            new.setdefault(UPDATED if replaced else relation, []).append(other)
    if UPDATED in new:
        return UPDATED, f"by {', '.join(new[UPDATED])}"
    if schema.DISPUTES in new and LEFT_OUT not in note.sentence:
        return DISPUTED, f"by {', '.join(new[schema.DISPUTES])}"
    return UNCHANGED, ""


def _notes(value: Any, sentence: str) -> Iterator[tuple[Any, str]]:
    """Each footnote, and the words of the innermost paragraph in which it stands."""
    if isinstance(value, dict):
        kind = value.get("t")
        if kind == "Note":
            yield value["c"], sentence
            return
        if kind in ("Para", "Plain"):
            sentence = _squeezed(_words(value["c"]))
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _notes(part, sentence)


def _nodes(value: Any, kind: str) -> Iterator[Any]:
    if isinstance(value, dict):
        if value.get("t") == kind:
            yield value["c"]
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _nodes(part, kind)


def _words(value: Any) -> str:
    """The text of a part of the tree, without its footnotes."""
    if isinstance(value, list):
        return "".join(map(_words, value))
    if not isinstance(value, dict):
        return ""
    kind, content = value.get("t"), value.get("c", "")
    if kind == "Str":
        return str(content)
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind == "Quoted":
        left, right = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
        return f"{left}{_words(content[1])}{right}"
    return "" if kind == "Note" else _words(content)


def _squeezed(text: str) -> str:
    """The words apart by single spaces; within a quote, an article's quotation marks are single."""
    return " ".join(text.split()).translate(_QUOTATION_MARKS)
