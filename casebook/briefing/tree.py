"""A briefing as a pandoc document: the one tree of which every form is made.

What articles and analysts wrote enters as text nodes, never as markup.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, cast

from casebook.briefing.contents import Beside, Briefing, Paragraph, Section, Statement
from casebook.export import citation, links
from casebook.tables import labels
from casebook.tables.dataset import Dataset
from casebook.words import number

_API = [1, 23, 1]
Node = dict[str, Any]


def document(briefing: Briefing, dataset: Dataset, base: str) -> Node:
    """The tree; `base` is the address of the app, to which footnotes lead back."""
    notes = _Notes(briefing, dataset, base)
    here = links.url(base, dataset, briefing.chosen)
    blocks = [
        _para(
            [
                *(_text(f"{briefing.about}. ") if briefing.about else []),
                _link("The same view in Casebook", here),
                *_text(f", data version {dataset.version}."),
            ]
        ),
        *([_written(briefing.judgement, notes)] if briefing.judgement else []),
        *(block for section in briefing.sections for block in _section(section, notes)),
        _header("What this rests on"),
        _para(_text(briefing.sources)),
        *([_para(_text(briefing.addition))] if briefing.addition.strip() else []),
        _bullets([[_para(_text(_article(dataset, one)))] for one in briefing.articles]),
    ]
    return {
        "pandoc-api-version": _API,
        "meta": {
            "title": {"t": "MetaInlines", "c": _text(briefing.title)},
            "lang": {"t": "MetaInlines", "c": _text("en")},
        },
        "blocks": blocks,
    }


class _Notes:
    """Makes the footnote of a claim: its words, who says so in which article, and the way back."""

    def __init__(self, briefing: Briefing, dataset: Dataset, base: str) -> None:
        self.chosen, self.dataset, self.base = briefing.chosen, dataset, base

    def of(self, row: int) -> Node:
        claim = self.dataset.record("claims", row)
        target = links.url(self.base, self.dataset, self.chosen, str(claim["claim_id"]))
        words = [
            *_text(f"{citation.footnote(self.dataset, claim)} "),
            _link("Open the claim", target),
        ]
        return {"t": "Note", "c": [_para([*words, *_text(".")])]}


def _section(section: Section, notes: _Notes) -> Iterable[Node]:
    if section.heading:
        yield _header(section.heading)
    for kind, blocks in groupby(section.blocks, type):
        if kind is Statement:
            yield _bullets([_item(cast(Statement, one), notes) for one in blocks])
        elif kind is Paragraph:
            yield from (_written(cast(Paragraph, one), notes) for one in blocks)


def _written(paragraph: Paragraph, notes: _Notes) -> Node:
    """The analyst's own words, with the footnotes that they name."""
    return _para(
        [
            node
            for part in paragraph.parts
            for node in (_text(part) if isinstance(part, str) else [notes.of(part)])
        ]
    )


def _item(statement: Statement, notes: _Notes) -> list[Node]:
    said = _para([*_text(statement.text), notes.of(statement.row)])
    beside = [[_beside(one, notes)] for one in statement.beside]
    if statement.further:
        beside.append([_para(_text(f"And {number(statement.further, 'further claim')}."))])
    return [said, _bullets(beside)] if beside else [said]


def _beside(one: Beside, notes: _Notes) -> Node:
    how = {"t": "Emph", "c": _text(f"{one.how}:")}
    if one.above:
        return _para([how, *_text(f" {one.text} (above)")])
    note = _text(f" {one.note}") if one.note else []
    return _para([how, *_text(f" {one.text}"), notes.of(one.row), *note])


def _article(dataset: Dataset, source_id: str) -> str:
    details = labels.source_lines(dataset, source_id)[0].replace(" · ", ", ")
    title = labels.source_title(dataset, source_id)
    return f"{title}{'' if title.endswith(('.', '?', '!')) else '.'} {details}."


def _header(text: str) -> Node:
    return {"t": "Header", "c": [2, ["", [], []], _text(text)]}


def _para(inlines: list[Node]) -> Node:
    return {"t": "Para", "c": inlines}


def _bullets(items: list[list[Node]]) -> Node:
    return {"t": "BulletList", "c": items}


def _link(text: str, target: str) -> Node:
    return {"t": "Link", "c": [["", [], []], _text(text), [target, ""]]}


def _text(text: str) -> list[Node]:
    """Words and the spaces between them, those at its ends too."""
    words = text.split(" ")
    nodes: list[Node] = []
    for place, word in enumerate(words):
        if place:
            nodes.append({"t": "Space"})
        if word:
            nodes.append({"t": "Str", "c": word})
    return nodes
