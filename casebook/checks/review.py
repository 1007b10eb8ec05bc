"""What a curator should look at again: rows whose quote says more than their cells.

Each kind of warning is an error that a machine can suspect and only a reader can judge. A row
answers a warning with its note: a note that names the words in question shows that somebody has
looked, and says why they stand as they do. Warnings never stop the tables from being used.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casebook.checks import text_signs
from casebook.tables import dates, evidence, schema
from casebook.tables.dataset import Problem, Tables
from casebook.tables.evidence import Span

_FILE = "claims.csv"


_NUMBER_GOES_ON = re.compile(r"[0-9][.,]$|\b(?:[a-z]+ty)-$", re.IGNORECASE)


_NUMBER_GOES_ON_AFTER = re.compile(r"[.,][0-9]|-(?:one|two|three|four|five|six|seven|eight|nine)\b")


_OUTLETS = ("outlet", "research body", "organisation")


@dataclass(frozen=True)
class _Claim:
    """The cells of a claim that are compared, and where its quote and figure stand."""

    line: int
    source_id: str
    kind: str
    quote: str
    span: Span
    figure: str
    figures: tuple[Span, ...]
    bounds: tuple[str, str]
    date: str
    date_basis: str
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
class _Warning:
    """The column to look at, what makes it doubtful, and what to do.

    `words` are those that a note has to name for an answer; without any, only the cell can be
    mended.
    """

    column: str
    words: str
    message: str


def warnings(tables: Tables) -> list[Problem]:
    """All warnings by file and line; only for tables without problems.

    Of claims: a year in the quote that the date does not reach; a number in the quote that is part
    of no claim's figure; bounds that the figure does not state; an armed group named in the quote
    that is neither among the claim's groups nor its speaker; a verb of saying beside a name, and no
    speaker; an inferred date without a note; a report dated after its article. Of other tables: an
    article file that no row uses, an article without claims, an outlet that is none, coordinates
    without a country, actors that share a name or that no row uses, and a sentence without a claim
    that carries a claim.
    """
    found = [*_of_claims(tables)]
    for warning in (_of_sources, _of_incidents, _of_actors, _of_passages):
        found += warning(tables)
    order = {f"{name}.csv": position for position, name in enumerate(schema.MODELS)}
    return sorted(
        dict.fromkeys(found),
        key=lambda problem: (order.get(problem.file, len(order)), problem.file, problem.line),
    )


def _of_claims(tables: Tables) -> Iterator[Problem]:
    actors = _actors(tables)
    claims = list(_claims(tables))
    published = _published(tables)
    figures: dict[str, list[Span]] = {}
    for claim in claims:
        figures.setdefault(claim.source_id, []).extend(claim.figures)
    for claim in claims:
        for warning in (
            *_years_outside_the_date(claim),
            *_numbers_without_a_figure(claim, figures[claim.source_id]),
            *_other_bounds(claim),
            *_groups_left_out(claim, actors),
            *_saying_without_a_speaker(claim, actors),
            *_dates_untold(claim, published.get(claim.source_id, "")),
        ):
            if not warning.words:
                yield Problem(_FILE, claim.line, warning.column, warning.message)
            elif not text_signs.named(text_signs.names_pattern([warning.words]), claim.note):
                message = f"{warning.words!r} {warning.message}, or say in the note why not"
                yield Problem(_FILE, claim.line, warning.column, message)


def _claims(tables: Tables) -> Iterator[_Claim]:
    texts = _texts(tables)
    affiliations = dict(
        tables.frames["actors"][["actor", "affiliation"]].itertuples(index=False, name=None)
    )
    frame = tables.frames["claims"]
    for line, row in zip(frame.index, frame.itertuples(), strict=True):
        occurrence = int(row.occurrence) if row.occurrence else None
        span = evidence.find(texts[row.source_id], row.quote, occurrence)
        hands = {row.speaker, *schema.split_values(row.via, schema.VIA_SEPARATOR)} - {""}
        yield _Claim(
            line=int(line),
            source_id=row.source_id,
            kind=row.kind,
            quote=row.quote,
            span=span,
            figure=row.figure,
            figures=tuple(_figures(row.quote, row.figure, span.start)),
            bounds=(row.low, row.high),
            date=row.date,
            date_basis=row.date_basis,
            groups=frozenset(schema.split_values(row.groups)),
            speaker=row.speaker,
            parties=frozenset(hands | {affiliations[hand] for hand in hands}),
            note=row.note,
        )


def _figures(quote: str, figure: str, start: int) -> Iterator[Span]:
    """Where the figure stands in the article: as words of its own, so `20` is not in `2015`."""
    for found in text_signs.named(text_signs.names_pattern([figure]), quote):
        before, after = quote[: found.span.start], quote[found.span.end :]
        if not (_NUMBER_GOES_ON.search(before) or _NUMBER_GOES_ON_AFTER.match(after)):
            yield Span(start + found.span.start, start + found.span.end)


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
    return _Actors(text_signs.names_pattern(bearers), bearers, armed)


def _years_outside_the_date(claim: _Claim) -> Iterator[_Warning]:
    first, last = dates.bounds(claim.date) if claim.date else ("", "")
    for year in text_signs.years(claim.quote):
        if not first[:4] <= year.words <= last[:4]:
            date = f"the date is {claim.date}" if claim.date else "the date is empty"
            yield _Warning("date", year.words, f"stands in the quote and {date}: correct the date")


def _numbers_without_a_figure(claim: _Claim, figures: list[Span]) -> Iterator[_Warning]:
    for number in text_signs.numbers(claim.quote):
        start, end = claim.span.start + number.span.start, claim.span.start + number.span.end
        if not any(figure.start < end and start < figure.end for figure in figures):
            message = "stands in the quote and in no claim's figure: add it, or a claim with it"
            yield _Warning("figure", number.words, message)


def _other_bounds(claim: _Claim) -> Iterator[_Warning]:
    if claim.figure and not claim.figures:
        yield _Warning(
            "figure", claim.figure, "is cut out of a longer word of the quote: copy it whole"
        )
    expected = text_signs.bounds(claim.figure)
    given = tuple(float(bound) if bound else None for bound in claim.bounds)
    if expected and given != expected:
        low, high = ("nothing" if bound is None else f"{bound:.15g}" for bound in expected)
        message = f"reads as low {low} and high {high}: correct low or high"
        yield _Warning("low" if given[0] != expected[0] else "high", claim.figure, message)


def _groups_left_out(claim: _Claim, actors: _Actors) -> Iterator[_Warning]:
    seen: set[str] = set()
    for name in text_signs.named(actors.pattern, claim.quote):
        bearers = actors.bearers[name.words] & actors.armed
        if bearers and not bearers & (claim.groups | claim.parties) and name.words not in seen:
            seen.add(name.words)
            groups = " or ".join(sorted(bearers))
            yield _Warning(
                "groups", name.words, f"is named in the quote: add {groups} to the groups"
            )


def _saying_without_a_speaker(claim: _Claim, actors: _Actors) -> Iterator[_Warning]:
    if claim.speaker or not text_signs.sayings(claim.quote):
        return
    for name in text_signs.named(actors.pattern, claim.quote)[:1]:
        verb = text_signs.sayings(claim.quote)[0].words
        message = f"stands beside {verb!r} in the quote, and no speaker is given: give one"
        yield _Warning("speaker", name.words, message)


def _dates_untold(claim: _Claim, published: str) -> Iterator[_Warning]:
    if claim.date_basis == "inferred" and not claim.note:
        yield _Warning("note", "", "is empty and the date is inferred: say how it was worked out")
    if claim.kind == "report" and claim.date and published and not claim.speaker:
        first = dates.bounds(claim.date)[0]
        if first > published:
            message = "is later than the article: correct the date, or the kind"
            yield _Warning("date", claim.date, message)


def _published(tables: Tables) -> dict[str, str]:
    """The last day on which each article can have been published."""
    return {
        row.source_id: dates.bounds(row.published)[1]
        for row in tables.frames["sources"].itertuples()
        if row.published
    }


def _of_sources(tables: Tables) -> Iterator[Problem]:
    sources, claims = tables.frames["sources"], tables.frames["claims"]
    kinds = dict(tables.frames["actors"][["actor", "kind"]].itertuples(index=False, name=None))
    for name in tables.lines:
        if name not in set(sources["file"]):
            yield Problem(name, 0, "", "no row of sources.csv uses it: add the article's row")
    for line, row in zip(sources.index, sources.itertuples(), strict=True):
        if row.outlet and kinds[row.outlet] not in _OUTLETS:
            message = f"{row.outlet!r} is of kind {kinds[row.outlet]!r} in actors.csv: correct one"
            yield Problem("sources.csv", int(line), "outlet", message)
        if row.source_id not in set(claims["source_id"]):
            message = "no claim is taken from this article yet: add its claims"
            yield Problem("sources.csv", int(line), "source_id", message)


def _of_incidents(tables: Tables) -> Iterator[Problem]:
    frame = tables.frames["incidents"]
    for line in frame.index[(frame["latitude"] != "") & (frame["country"] == "")]:
        message = "is empty where coordinates are given: name the country"
        yield Problem("incidents.csv", int(line), "country", message)
    for line in frame.index[(frame["date_basis"] == "inferred") & (frame["note"] == "")]:
        message = "is empty and the date is inferred: say how it was worked out"
        yield Problem("incidents.csv", int(line), "note", message)


def _of_actors(tables: Tables) -> Iterator[Problem]:
    frame = tables.frames["actors"]
    used = _used_actors(tables)
    bearers: dict[str, str] = {actor.casefold(): actor for actor in frame["actor"]}
    for line, row in zip(frame.index, frame.itertuples(), strict=True):
        if row.actor not in used:
            message = f"{row.actor!r} stands in no other cell: remove the row, or use the name"
            yield Problem("actors.csv", int(line), "actor", message)
        if bearers[row.actor.casefold()] != row.actor:
            other = bearers[row.actor.casefold()]
            message = f"{row.actor!r} differs from {other!r} only in capitals: keep one"
            yield Problem("actors.csv", int(line), "actor", message)
        for alias in schema.split_values(row.aliases):
            other = bearers.setdefault(alias.casefold(), row.actor)
            if other != row.actor:
                message = f"{alias!r} is a name of {other!r} too: keep it with one of them"
                yield Problem("actors.csv", int(line), "aliases", message)


def _used_actors(tables: Tables) -> set[str]:
    used: set[str] = set()
    for column in schema.every_column():
        if column.referred_table == "actors":
            for cell in tables.frames[column.table][column.column].unique():
                used.update(column.values(cell))
    return used


def _of_passages(tables: Tables) -> Iterator[Problem]:
    texts = _texts(tables)
    claims: dict[str, list[Span]] = {source_id: [] for source_id in texts}
    for claim in _claims(tables):
        claims[claim.source_id].append(claim.span)
    sentences = {source_id: text_signs.sentences(text) for source_id, text in texts.items()}
    frame = tables.frames["no_claim"]
    for line, row in zip(frame.index, frame.itertuples(), strict=True):
        occurrence = int(row.occurrence) if row.occurrence else None
        words = evidence.find(texts[row.source_id], row.quote, occurrence)
        touched = [span for span in sentences[row.source_id] if span.overlaps(words)]
        carried = [any(span.overlaps(other) for other in claims[row.source_id]) for span in touched]
        if carried and all(carried):
            message = "the sentence carries a claim: remove the row"
            yield Problem("no_claim.csv", int(line), "quote", message)
