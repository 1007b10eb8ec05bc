"""A briefing as a pandoc document: the one tree of which every form is made.

What articles and analysts wrote enters as text nodes, never as markup.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import cast

from casebook.analysis.comparison import voices
from casebook.briefing import documents, drawing, nodes, record, references
from casebook.briefing.contents import (
    Beside,
    Briefing,
    Paragraph,
    Section,
    Statement,
    left_out_in_words,
    said,
)
from casebook.briefing.exhibits import Chart, Exhibit, Figures, PlaceMap
from casebook.briefing.nodes import Node
from casebook.briefing.styles import Style
from casebook.export import citation, links
from casebook.tables import labels
from casebook.tables.dataset import Dataset
from casebook.words import number

_FIGURES = {"Who says it": 0.26, "Figure": 0.18, "Unit": 0.12, "Time": 0.18, "Source": 0.26}


def document(briefing: Briefing, dataset: Dataset, base: str, style: Style | None = None) -> Node:
    """The tree; `base` is the address of the app, to which footnotes lead back.

    With a citation style, articles are cited and listed as it says; else in our own words. Raises
    documents.DocumentError.
    """
    made = _Maker(briefing, dataset, base, styled=style is not None)
    here = links.url(base, dataset, briefing.chosen)
    judgement = briefing.judgement
    blocks = [
        nodes.para(
            [
                *(nodes.text(f"{briefing.about}. ") if briefing.about else []),
                nodes.link("The same view in Casebook", here),
                *nodes.text(f", data version {dataset.version}."),
            ]
        ),
        *(made.judgement(judgement) if judgement else []),
        *(block for section in briefing.sections for block in made.section(section)),
        nodes.header("What this rests on"),
        nodes.para(nodes.text(briefing.sources)),
        *([nodes.para(nodes.text(briefing.addition))] if briefing.addition.strip() else []),
        nodes.works()
        if style and style.lists_works
        else nodes.bullets(
            [[nodes.para(nodes.text(_article(dataset, one)))] for one in briefing.articles]
        ),
    ]
    words = {
        "title": briefing.title,
        "date": briefing.date,
        "lang": "en",
        "version": dataset.version,
        "references": references.of_articles(dataset, briefing.articles) if style else "",
    }
    found = {
        "pandoc-api-version": nodes.API,
        "meta": {
            name: nodes.meta(value) for name, value in words.items() if value or name == "title"
        },
        "blocks": blocks,
    }
    cited = documents.cited(found, style) if style else found
    return {**cited, documents.RECORD: record.record(briefing, dataset, base)}


class _Maker:
    """Makes the parts of a tree; a footnote says who says so in which article, and the way back."""

    def __init__(self, briefing: Briefing, dataset: Dataset, base: str, *, styled: bool) -> None:
        self.chosen, self.dataset, self.base = briefing.chosen, dataset, base
        self.styled = styled
        self.cited: set[str] = set()  # articles that a footnote has named in full

    def section(self, section: Section) -> Iterable[Node]:
        if section.heading:
            yield nodes.header(section.heading)
        for kind, blocks in groupby(section.blocks, type):
            if kind is Statement:
                yield nodes.bullets([self._item(cast(Statement, one)) for one in blocks])
            else:
                yield from (self._block(cast(Paragraph | Exhibit, one)) for one in blocks)

    def judgement(self, judgement: Paragraph) -> list[Node]:
        """The key judgement under its heading, set off."""
        words = self.written(judgement)
        return [
            nodes.header("Key judgement"),
            nodes.set_off("judgement", "Key Judgement", words),
        ]

    def written(self, paragraph: Paragraph) -> Node:
        """The analyst's own words, with the footnotes that they name right behind a word."""
        inlines: list[Node] = []
        for part in paragraph.parts:
            if isinstance(part, str):
                inlines += nodes.text(part)
                continue
            while inlines and inlines[-1]["t"] == "Space":
                inlines.pop()
            inlines.append(self._telling(part))
        return nodes.para(inlines)

    def _block(self, block: Paragraph | Exhibit) -> Node:
        if isinstance(block, Paragraph):
            return self.written(block)
        if isinstance(block, Chart | PlaceMap):
            there = nodes.link("The same view in Casebook", self._url(block))
            caption = [*_captioned(block), {"t": "Space"}, there, *nodes.text(".")]
            return drawing.block(block, caption)
        if isinstance(block, Figures):
            return self._figures(block)
        return nodes.para(nodes.text(block.text))

    def _url(self, chart: Chart | PlaceMap) -> str:
        there = links.url(self.base, self.dataset, chart.chosen)
        return f"{there}&list=map" if isinstance(chart, PlaceMap) else there

    def _telling(self, row: int) -> Node:
        """The footnote of a claim that is not stated where it stands: so with its statement."""
        return self._note(row, f"{said(self.dataset, row)} ")

    def _note(self, row: int, statement: str = "") -> Node:
        claim = self.dataset.record("claims", row)
        target = links.url(self.base, self.dataset, self.chosen, str(claim["claim_id"]))
        source_id = str(claim["source_id"])
        note = citation.footnote(self.dataset, claim, again=source_id in self.cited)
        self.cited.add(source_id)
        words = nodes.text(f"{statement}{note} ")
        if self.styled:
            spoken = citation.speakers(self.dataset, claim)
            quote = citation.quoted(str(claim["quote"]))
            said_so = f"{statement}{quote} — {f'{spoken}: ' if spoken else ''}"
            where = f" — Casebook {claim['claim_id']}, data version {self.dataset.version}. "
            cited = nodes.cite(source_id)
            words = [*nodes.text(said_so), cited, *nodes.text(where)]
        return nodes.note([*words, nodes.link("Open the claim", target), *nodes.text(".")])

    def _item(self, statement: Statement) -> list[Node]:
        left_out = f" {left_out_in_words(statement.left_out)}" if statement.left_out else ""
        said_so = nodes.para(
            [*nodes.text(statement.text), self._note(statement.row), *nodes.text(left_out)]
        )
        beside = [[self._beside(one)] for one in statement.beside]
        if statement.further:
            more = number(statement.further, "further claim")
            beside.append([nodes.para(nodes.text(f"And {more}."))])
        return [said_so, nodes.bullets(beside)] if beside else [said_so]

    def _beside(self, one: Beside) -> Node:
        how = nodes.emphasis(f"{one.how}:")
        if one.above:
            return nodes.para([how, *nodes.text(f" {one.text} (above)")])
        why = nodes.text(f" {one.note}") if one.note else []
        return nodes.para([how, *nodes.text(f" {one.text}"), self._note(one.row), *why])

    def _figures(self, table: Figures) -> Node:
        """Who says which figure; the footnote at the figure has the statement and its words."""
        rows = []
        for row in table.rows:
            claim = self.dataset.record("claims", row)
            when = str(claim["when"] or "not dated")
            source = labels.source_label(self.dataset, str(claim["source_id"]))
            unit, figure = str(claim["unit"]), str(claim["figure"])
            rows.append(
                [
                    nodes.text(voices.voice(self.dataset, row)),
                    [*nodes.text(figure), self._telling(row)],
                    *map(nodes.text, (unit, when, source)),
                ]
            )
        return nodes.table([*_FIGURES], rows, [*_FIGURES.values()], _captioned(table))


def _captioned(exhibit: Chart | PlaceMap | Figures) -> list[Node]:
    return [nodes.strong(f"{exhibit.label}."), *nodes.text(f" {exhibit.caption}")]


def _article(dataset: Dataset, source_id: str) -> str:
    details = labels.source_lines(dataset, source_id)[0].replace(" · ", ", ")
    title = labels.source_title(dataset, source_id)
    return f"{title}{'' if title.endswith(('.', '?', '!')) else '.'} {details}."
