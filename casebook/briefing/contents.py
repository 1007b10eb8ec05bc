"""What a briefing says, before it has a form: statements in sections, and what stands beside them.

Everything is made of the data, the draft and the selection alone: the same draft of the same data
gives the same briefing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from casebook.analysis.comparison.voices import named_in
from casebook.analysis.selection import Selection
from casebook.analysis.source_statement import source_statement
from casebook.briefing import draft
from casebook.briefing.draft import Draft, Item
from casebook.briefing.exhibits import Chart, Exhibit, Exhibits, Figures, Missing, PlaceMap
from casebook.tables import labels, schema
from casebook.tables.dataset import Dataset, Rows
from casebook.tables.dates import UNDATED
from casebook.words import NOT_STATED, RELATED, number

GROUPINGS = ("year", "incident", "group", "topic", "article")
MOST_STATEMENTS = 1_000
LEFT_OUT = "not told here"
_BESIDE_KINDS = (schema.DISPUTES, "tension", schema.UPDATES)
BESIDE = 5  # claims named beside a statement for each way of standing to it that may be cut
_NO_INCIDENT, _UNDATED = "Not about one incident", "Undated"


@dataclass(frozen=True)
class Beside:
    """Another claim that stands beside a statement: how, which one, and why, if a note says so.

    `above` says that it is a statement further up, where the two stand side by side already.
    """

    how: str
    row: int
    text: str
    note: str
    above: bool


@dataclass(frozen=True)
class Statement:
    """A claim as a sentence that says who asserts it, unless the article itself does.

    `further` tells of how many claims that stand beside it no more is said; all that dispute or
    update it are named, but for `left_out` ones that dispute it and that the analyst leaves out.
    """

    row: int
    text: str
    beside: tuple[Beside, ...]
    further: int
    left_out: int = 0


@dataclass(frozen=True)
class Paragraph:
    """Words of the analyst's own, and the rows of the claims that footnotes among them name."""

    parts: tuple[str | int, ...]


Block = Statement | Paragraph | Exhibit


@dataclass(frozen=True)
class Section:
    """Blocks under one heading; what stands before the first heading has none."""

    heading: str
    blocks: tuple[Block, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements among the blocks."""
        return tuple(block for block in self.blocks if isinstance(block, Statement))


@dataclass(frozen=True)
class Briefing:
    """A briefing; `sources` says what it rests on, `articles` are its source_ids.

    `about` says what is selected, where the title does not. `gone` are the ids that the draft names
    and the data do not hold.
    """

    title: str
    date: str
    judgement: Paragraph | None
    chosen: Selection
    about: str
    sections: tuple[Section, ...]
    sources: str
    addition: str
    articles: tuple[str, ...]
    gone: tuple[str, ...]

    def noted(self) -> list[int]:
        """The claim of each footnote, in their order: of a statement, then of those beside it."""
        blocks = [block for section in self.sections for block in section.blocks]
        first = [self.judgement] if self.judgement else []
        return [row for block in (*first, *blocks) for row in _noted(block)]


def _noted(block: Block) -> list[int]:
    if isinstance(block, Paragraph):
        return [part for part in block.parts if isinstance(part, int)]
    if isinstance(block, Figures):
        return [*block.rows]
    if isinstance(block, Chart | PlaceMap | Missing):
        return []
    return [block.row, *(beside.row for beside in block.beside if not beside.above)]


def of_selection(
    dataset: Dataset, chosen: Selection, *, title: str = "", by: str = GROUPINGS[0]
) -> Briefing:
    """The briefing of all claims of a selection, in sections by one of GROUPINGS."""
    rows = chosen.apply(dataset)
    written = Draft(title=title, items=tuple(_grouped(dataset, rows, by)))
    words = chosen.describe(dataset)
    about = f"{words[:1].upper()}{words[1:]}"
    made = of_draft(dataset, written, chosen)
    return replace(made, title=title or about, about=about if title else "")


def of_draft(dataset: Dataset, written: Draft, chosen: Selection) -> Briefing:
    """The briefing of a draft; `chosen` is the selection to which its links lead back."""
    told: set[int] = set()
    exhibits = Exhibits(dataset, chosen)
    sections: list[tuple[str, list[Block]]] = [("", [])]
    for item in written.items:
        if item.kind == "heading":
            sections.append((item.text, []))
            continue
        block = _block(dataset, item, told, exhibits)
        if block is not None:
            sections[-1][1].append(block)
    judgement = _paragraph(dataset, written.judgement) if written.judgement.strip() else None
    made = Briefing(
        written.title,
        written.date,
        judgement,
        chosen,
        "",
        tuple(Section(name, tuple(blocks)) for name, blocks in sections if name or blocks),
        "",
        written.addition,
        (),
        _gone(dataset, written),
    )
    rows = np.unique(np.array(made.noted(), dtype=np.int64))
    articles = dataset.claims["source_id"].iloc[rows].astype("str").drop_duplicates()
    return replace(made, sources=_rests_on(dataset, made, rows), articles=tuple(sorted(articles)))


def _rests_on(dataset: Dataset, made: Briefing, rows: Rows) -> str:
    """What the briefing rests on, of how many claims, and what its author left out."""
    if not len(rows):
        return source_statement(dataset, rows)
    told = [
        source_statement(dataset, rows),
        f"The casebook holds {number(len(dataset.claims), 'claim')} in all.",
    ]
    statements = (one for section in made.sections for one in section.statements)
    without = sum(bool(one.left_out) for one in statements)
    if without:
        told.append(f"What disputes {without:,} of them is left out by choice of the author.")
    return " ".join(told)


def left_out_in_words(count: int) -> str:
    """That claims which dispute a statement are left out; `verifying` knows it by LEFT_OUT."""
    return f"(Disputed by {number(count, 'claim')}, {LEFT_OUT}.)"


def regrouped(dataset: Dataset, written: Draft, by: str) -> Draft:
    """The draft with its claims under new headings by one of GROUPINGS, oldest first.

    What stands between claims stays below the claim that it followed, what stands before the first
    of them on top. Headings of the analyst's own are given up.
    """
    first: list[Item] = []
    following: dict[int, list[Item]] = {}
    claims: dict[int, Item] = {}
    after: list[Item] = first
    for item in written.items:
        row = dataset.row(item.text) if item.kind == "claim" else None
        if row is not None and row not in claims:
            claims[row] = item
            after = following.setdefault(row, [])
        elif item.kind != "heading":
            after.append(item)
    rows = np.array(list(claims), dtype=np.int64)
    items = []
    for item in _grouped(dataset, rows, by):
        row = dataset.row(item.text) if item.kind == "claim" else None
        items += [item] if row is None else [claims[row], *following[row]]
    return replace(written, items=(*first, *items))


def _gone(dataset: Dataset, written: Draft) -> tuple[str, ...]:
    return tuple(one for one in written.named() if dataset.row(one) is None)


def _block(dataset: Dataset, item: Item, told: set[int], exhibits: Exhibits) -> Block | None:
    """What stands in the briefing for an item; None for a claim that the data do not hold."""
    if item.kind == "paragraph":
        return _paragraph(dataset, item.text)
    if item.kind != "claim":
        return exhibits.of(item)
    row = dataset.row(item.text)
    if row is None:
        return None
    statement = _statement(dataset, row, told, alone=item.alone)
    told.add(row)
    return statement


def _paragraph(dataset: Dataset, text: str) -> Paragraph:
    pieces = (dataset.row(piece) if is_id else piece for piece, is_id in draft.parts(text))
    return Paragraph(tuple(piece for piece in pieces if piece is not None))


def said(dataset: Dataset, row: int) -> str:
    """The statement, with the name of who asserts it where it names nobody."""
    statement, speaker = (str(dataset.cell(name, row)) for name in ("statement", "speaker"))
    if not speaker or named_in(dataset, speaker, statement):
        return statement
    return f"{statement.rstrip('.')}, according to {speaker.removesuffix(' (unnamed)')}."


def _grouped(dataset: Dataset, rows: Rows, by: str) -> list[Item]:
    """Headings, each with its claims; in the order of their first claim, unless told otherwise."""
    days = dataset.claims["day"].to_numpy(dtype=np.int64)
    ids = dataset.claims["claim_id"].array
    heading = _headings(dataset)[by]
    gathered: dict[str, list[int]] = {}
    for row in rows[np.lexsort((dataset.reading_rank[rows], days[rows]))].tolist():
        gathered.setdefault(heading(row), []).append(row)
    order: dict[str, Callable[[str], tuple[int, str]]] = {
        "year": lambda name: (name == _UNDATED, name),
        "incident": lambda name: (name == _NO_INCIDENT, ""),
        "group": lambda name: (-len(gathered[name]), name),
        "topic": lambda name: (schema.TOPICS.index(name.lower()), ""),
        "article": lambda name: (0, name),
    }
    return [
        item
        for name in sorted(gathered, key=order[by])
        for item in (
            Item("heading", name),
            *(Item("claim", str(ids[row])) for row in gathered[name]),
        )
    ]


def _headings(dataset: Dataset) -> dict[str, Callable[[int], str]]:
    """For each grouping the heading under which a claim stands."""

    def year(row: int) -> str:
        began = int(dataset.cell("year", row))
        return _UNDATED if began == UNDATED else str(began)

    def incident(row: int) -> str:
        position = int(dataset.cell("incident", row))
        return _NO_INCIDENT if position < 0 else str(dataset.incidents["title"].iat[position])

    return {
        "year": year,
        "incident": incident,
        "group": lambda row: str(dataset.cell("groups", row)) or NOT_STATED,
        "topic": lambda row: str(dataset.cell("topic", row)).capitalize(),
        "article": lambda row: labels.source_label(dataset, str(dataset.cell("source_id", row))),
    }


def _statement(dataset: Dataset, row: int, told: set[int], *, alone: bool) -> Statement:
    """What a claim states, and the claims beside it; `alone`, without those that dispute it.

    Of parts, repetitions and what can't be compared a briefing says nothing: they are no doubt.
    """
    links, pairs = dataset.related, dataset.relations
    relations = dataset.once("relations by name", lambda: pairs["relation"].astype("str").tolist())
    found: dict[str, list[Beside]] = {}
    left_out = 0
    for other, place in zip(links.of(row).tolist(), links.places_of(row).tolist(), strict=True):
        how = RELATED[relations[place]][int(pairs["claim"].iat[place] != row)]
        note = str(pairs["note"].iat[place])
        one = Beside(how, other, said(dataset, other), note, other in told)
        if relations[place] not in _BESIDE_KINDS:
            continue
        if alone and relations[place] == schema.DISPUTES:
            left_out += 1
        else:
            found.setdefault(how, []).append(one)
    ways = [how for labels_of in RELATED.values() for how in dict.fromkeys(labels_of)]
    every = {RELATED[schema.DISPUTES][1], RELATED[schema.UPDATES][1]}
    beside = [one for how in ways for one in found.get(how, [])[: None if how in every else BESIDE]]
    further = sum(map(len, found.values())) - len(beside)
    return Statement(row, said(dataset, row), tuple(beside), further, left_out)
