"""What a briefing says, before it has a form: statements in sections, and what stands beside them.

Everything is made of the data and the selection alone, so that the same selection of the same data
gives the same briefing.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from casebook.analysis.comparison.voices import named_in
from casebook.analysis.selection import Selection
from casebook.analysis.source_statement import source_statement
from casebook.tables import labels, schema
from casebook.tables.dataset import Dataset, Rows
from casebook.tables.dates import UNDATED
from casebook.words import NOT_STATED, RELATED

GROUPINGS = ("year", "incident", "group", "topic", "article")
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
    update it are named.
    """

    row: int
    text: str
    beside: tuple[Beside, ...]
    further: int


@dataclass(frozen=True)
class Section:
    """Statements under one heading, oldest first."""

    heading: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Briefing:
    """A briefing of a selection; `sources` says what it rests on, `articles` are its source_ids.

    `about` says what is selected, where the title does not.
    """

    title: str
    chosen: Selection
    about: str
    sections: tuple[Section, ...]
    sources: str
    articles: tuple[str, ...]

    def noted(self) -> list[int]:
        """The claim of each footnote, in their order: of a statement, then of those beside it."""
        return [
            row
            for section in self.sections
            for statement in section.statements
            for row in (
                statement.row,
                *(beside.row for beside in statement.beside if not beside.above),
            )
        ]


def of_selection(
    dataset: Dataset, chosen: Selection, *, title: str = "", by: str = GROUPINGS[0]
) -> Briefing:
    """The briefing of all claims of a selection, in sections by one of GROUPINGS."""
    rows = chosen.apply(dataset)
    days = dataset.claims["day"].to_numpy(dtype=np.int64)
    rows = rows[np.lexsort((dataset.reading_rank[rows], days[rows]))]
    words = chosen.describe(dataset)
    about = f"{words[:1].upper()}{words[1:]}"
    sources = dataset.claims["source_id"].iloc[rows].astype("str").drop_duplicates()
    return Briefing(
        title or about,
        chosen,
        about if title else "",
        tuple(_sections(dataset, rows, by)),
        source_statement(dataset, rows),
        tuple(sorted(sources)),
    )


def said(dataset: Dataset, row: int) -> str:
    """The statement, with the name of who asserts it where it names nobody."""
    statement, speaker = (str(dataset.cell(name, row)) for name in ("statement", "speaker"))
    if not speaker or named_in(dataset, speaker, statement):
        return statement
    return f"{statement.rstrip('.')}, according to {speaker.removesuffix(' (unnamed)')}."


def _sections(dataset: Dataset, rows: Rows, by: str) -> list[Section]:
    """The claims under their headings; headings in the order of their first claim, unless told."""
    heading = _headings(dataset)[by]
    gathered: dict[str, list[int]] = {}
    for row in rows.tolist():
        gathered.setdefault(heading(row), []).append(row)
    order: dict[str, Callable[[str], tuple[int, str]]] = {
        "year": lambda name: (name == _UNDATED, name),
        "incident": lambda name: (name == _NO_INCIDENT, ""),
        "group": lambda name: (-len(gathered[name]), name),
        "topic": lambda name: (schema.TOPICS.index(name.lower()), ""),
        "article": lambda name: (0, name),
    }
    told: set[int] = set()
    sections = []
    for name in sorted(gathered, key=order[by]):
        statements = []
        for row in gathered[name]:
            statements.append(_statement(dataset, row, told))
            told.add(row)
        sections.append(Section(name, tuple(statements)))
    return sections


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


def _statement(dataset: Dataset, row: int, told: set[int]) -> Statement:
    links, pairs = dataset.related, dataset.relations
    relations = pairs["relation"].astype("str").array
    found: dict[str, list[Beside]] = {}
    for other, place in zip(links.of(row).tolist(), links.places_of(row).tolist(), strict=True):
        how = RELATED[relations[place]][int(pairs["claim"].iat[place] != row)]
        note = str(pairs["note"].iat[place])
        one = Beside(how, other, said(dataset, other), note, other in told)
        found.setdefault(how, []).append(one)
    ways = [how for labels_of in RELATED.values() for how in dict.fromkeys(labels_of)]
    every = {RELATED[schema.DISPUTES][1], RELATED[schema.UPDATES][1]}
    beside = [one for how in ways for one in found.get(how, [])[: None if how in every else BESIDE]]
    further = len(links.of(row)) - len(beside)
    return Statement(row, said(dataset, row), tuple(beside), further)
