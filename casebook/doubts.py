"""What a curator should look at again: rows whose quote says more than their cells.

Each kind of doubt is an error that a machine can suspect and only a reader can judge. A row answers
a doubt with its note: a note that names the words in doubt has seen them, and says why they stand
as they do. Doubts never stop the tables from being used.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casebook import dates, evidence, schema, wording
from casebook.evidence import Span
from casebook.schema import Problem, Tables

_FILE = "claims.csv"


@dataclass(frozen=True)
class _Claim:
    """The cells of a claim that are compared, and where its quote and figure stand."""

    line: int
    source_id: str
    quote: str
    span: Span
    figure: Span | None
    date: str
    groups: frozenset[str]
    speaker: str
    parties: frozenset[str]
    note: str


@dataclass(frozen=True, eq=False)
class _Actors:
    """Every name as a pattern, who bears it, and which of these are armed groups."""

    pattern: re.Pattern[str]
    bearers: Mapping[str, frozenset[str]]
    armed: frozenset[str]


@dataclass(frozen=True)
class _Doubt:
    """The column to look at, the words of the quote that make it doubtful, and what to do."""

    column: str
    words: str
    message: str


def doubts(tables: Tables) -> list[Problem]:
    """All doubts in the order of the claims; only for tables without problems.

    Told are: a year in the quote that the date does not reach; a number in the quote that is part
    of no claim's figure; an armed group named in the quote that is neither among the claim's
    groups nor its speaker; a verb of saying beside a name, and no speaker.
    """
    actors = _actors(tables)
    claims = list(_claims(tables))
    figures: dict[str, list[Span]] = {}
    for claim in claims:
        if claim.figure:
            figures.setdefault(claim.source_id, []).append(claim.figure)
    found: list[Problem] = []
    for claim in claims:
        for doubt in (
            *_years_outside_the_date(claim),
            *_numbers_without_a_figure(claim, figures.get(claim.source_id, [])),
            *_groups_left_out(claim, actors),
            *_saying_without_a_speaker(claim, actors),
        ):
            if not wording.named(wording.names_pattern([doubt.words]), claim.note):
                message = f"{doubt.words!r} {doubt.message}, or say in the note why not"
                found.append(Problem(_FILE, claim.line, doubt.column, message))
    return found


def _claims(tables: Tables) -> Iterator[_Claim]:
    texts = _texts(tables)
    affiliations = dict(
        tables.frames["actors"][["actor", "affiliation"]].itertuples(index=False, name=None)
    )
    frame = tables.frames["claims"]
    for line, row in zip(frame.index, frame.itertuples(), strict=True):
        occurrence = int(row.occurrence) if row.occurrence else None
        span = evidence.find(texts[row.source_id], row.quote, occurrence)
        hands = {row.speaker, *schema.split_values(row.via, schema.HAND_SEPARATOR)} - {""}
        yield _Claim(
            line=int(line),
            source_id=row.source_id,
            quote=row.quote,
            span=span,
            figure=_figure(row.quote, row.figure, span.start) if row.figure else None,
            date=row.date,
            groups=frozenset(schema.split_values(row.groups)),
            speaker=row.speaker,
            parties=frozenset(hands | {affiliations[hand] for hand in hands}),
            note=row.note,
        )


def _figure(quote: str, figure: str, start: int) -> Span:
    """Where the figure stands in the article: as words of its own, so `20` is not in `2015`."""
    alone = wording.named(wording.names_pattern([figure]), quote)
    first = alone[0].span.start if alone else quote.index(figure)
    return Span(start + first, start + first + len(figure))


def _texts(tables: Tables) -> dict[str, str]:
    return {
        row.source_id: evidence.article_text(
            tables.lines[row.file], int(row.first_line), int(row.last_line)
        )
        for row in tables.frames["sources"].itertuples()
    }


def _actors(tables: Tables) -> _Actors:
    frame = tables.frames["actors"]
    bearers: dict[str, frozenset[str]] = {}
    for row in frame.itertuples():
        for name in (row.actor, *schema.split_values(row.aliases)):
            bearers[name] = bearers.get(name, frozenset()) | {row.actor}
    armed = frozenset(frame.loc[frame["kind"] == "armed group", "actor"])
    return _Actors(wording.names_pattern(bearers), bearers, armed)


def _years_outside_the_date(claim: _Claim) -> Iterator[_Doubt]:
    first, last = dates.bounds(claim.date) if claim.date else ("", "")
    for year in wording.years(claim.quote):
        if not first[:4] <= year.words <= last[:4]:
            date = f"the date is {claim.date}" if claim.date else "the date is empty"
            yield _Doubt("date", year.words, f"stands in the quote and {date}: correct the date")


def _numbers_without_a_figure(claim: _Claim, figures: list[Span]) -> Iterator[_Doubt]:
    for number in wording.numbers(claim.quote):
        start, end = claim.span.start + number.span.start, claim.span.start + number.span.end
        if not any(figure.start < end and start < figure.end for figure in figures):
            message = "stands in the quote and in no claim's figure: add it, or a claim with it"
            yield _Doubt("figure", number.words, message)


def _groups_left_out(claim: _Claim, actors: _Actors) -> Iterator[_Doubt]:
    seen: set[str] = set()
    for name in wording.named(actors.pattern, claim.quote):
        bearers = actors.bearers[name.words] & actors.armed
        if bearers and not bearers & (claim.groups | claim.parties) and name.words not in seen:
            seen.add(name.words)
            groups = " or ".join(sorted(bearers))
            yield _Doubt("groups", name.words, f"is named in the quote: add {groups} to the groups")


def _saying_without_a_speaker(claim: _Claim, actors: _Actors) -> Iterator[_Doubt]:
    if claim.speaker or not wording.sayings(claim.quote):
        return
    for name in wording.named(actors.pattern, claim.quote)[:1]:
        verb = wording.sayings(claim.quote)[0].words
        message = f"stands beside {verb!r} in the quote, and no speaker is given: give one"
        yield _Doubt("speaker", name.words, message)
