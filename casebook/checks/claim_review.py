"""What a curator should look at again in claims: cells that hold less than their quote says."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from casebook.checks import signs_of_claims
from casebook.tables import dates, schema
from casebook.tables.dataset import Dataset, Problem, Tables
from casebook.tables.evidence import Span

_FILE = "claims.csv"
_NUMBER_GOES_ON = re.compile(r"[0-9][.,]$|\b(?:[a-z]+ty)-$", re.IGNORECASE)
_NUMBER_GOES_ON_AFTER = re.compile(r"[.,][0-9]|-(?:one|two|three|four|five|six|seven|eight|nine)\b")


@dataclass(frozen=True)
class _Claim:
    """The cells of a claim that are compared, and where its quote and figure are."""

    line: int
    source_id: str
    quote: str
    start: int
    figure: str
    figures: tuple[Span, ...]
    bounds: tuple[str, str]
    date: str
    days: tuple[str, str]
    groups: str
    speaker: str
    via: str
    note: str


@dataclass(frozen=True, eq=False)
class _Actors:
    """Every name as a pattern, who bears it, which are armed groups, and who belongs to whom."""

    pattern: re.Pattern[str]
    bearers: Mapping[str, frozenset[str]]
    armed: frozenset[str]
    affiliations: Mapping[str, str]


@dataclass(frozen=True)
class _Warning:
    """The column to look at, the words in question, which a note answers, and what to do."""

    column: str
    words: str
    message: str


def warnings(tables: Tables, dataset: Dataset) -> Iterator[Problem]:
    """The warnings of all claims, in their order.

    A year in the quote that the date does not reach; a number in the quote that is part of no
    claim's figure; bounds that the figure does not state; an armed group named in the quote that is
    neither among the claim's groups nor its speaker; a name and a verb of saying, and no speaker;
    a quote that opens with a pronoun or breaks off; an inferred date without a note; a report dated
    after its article.
    """
    actors = _actors(tables)
    claims = list(_claims(tables, dataset))
    figures: dict[str, list[Span]] = {}
    for claim in claims:
        if claim.figures:
            figures.setdefault(claim.source_id, []).extend(claim.figures)
    later = _later_than_their_article(claims, tables)
    silent = _silent(tables)
    for claim in claims:
        for warning in (
            *_years_outside_the_date(claim),
            *_numbers_without_a_figure(claim, figures.get(claim.source_id, [])),
            *_other_bounds(claim),
            *_groups_left_out(claim, actors),
            *_saying_without_a_speaker(claim, actors),
            *_not_alone(claim),
        ):
            yield from _unanswered(claim, warning)
        if claim.line in silent:
            message = "is empty and the date is inferred: say how it was worked out"
            yield Problem(_FILE, claim.line, "note", message)
        if claim.line in later:
            message = "is later than the article: correct the date, or the kind"
            yield from _unanswered(claim, _Warning("date", claim.date, message))


def _unanswered(claim: _Claim, warning: _Warning) -> Iterator[Problem]:
    """The warning as a problem, unless the note names the words as whole words."""
    words = warning.words
    answered = words in claim.note and signs_of_claims.names_pattern([words]).search(claim.note)
    if not answered:
        message = f"{words!r} {warning.message}, or say in the note why not"
        yield Problem(_FILE, claim.line, warning.column, message)


def _claims(tables: Tables, dataset: Dataset) -> Iterator[_Claim]:
    frame = tables.frames["claims"]
    rows = pd.Index(dataset.claims["claim_id"]).get_indexer(frame["claim_id"])
    starts = dataset.claims["start"].to_numpy()[rows].tolist()
    days = dates.spans(frame["date"])
    names = ("source_id", "quote", "figure", "low", "high", "date")
    more = ("groups", "speaker", "via", "note")
    columns = [
        frame.index.tolist(),
        starts,
        days["first"].tolist(),
        days["last"].tolist(),
        *(frame[name].tolist() for name in (*names, *more)),
    ]
    for line, start, first, last, source, quote, figure, low, high, date, *rest in zip(
        *columns, strict=True
    ):
        figures = tuple(_figures(quote, figure, start)) if figure else ()
        yield _Claim(
            *(line, source, quote, start, figure, figures),
            *((low, high), date, (first, last)),
            *rest,
        )


def _figures(quote: str, figure: str, start: int) -> Iterator[Span]:
    """Where the figure is in the article: as words of its own, so `20` is not in `2015`."""
    for found in signs_of_claims.named(signs_of_claims.names_pattern([figure]), quote):
        before, after = quote[: found.span.start], quote[found.span.end :]
        if not (_NUMBER_GOES_ON.search(before) or _NUMBER_GOES_ON_AFTER.match(after)):
            yield Span(start + found.span.start, start + found.span.end)


def _actors(tables: Tables) -> _Actors:
    frame = tables.frames["actors"]
    bearers: dict[str, frozenset[str]] = {}
    for actor, aliases in zip(frame["actor"], frame["aliases"], strict=True):
        for name in (actor, *schema.split_values(aliases)):
            bearers[name] = bearers.get(name, frozenset()) | {actor}
    armed = frozenset(frame.loc[frame["kind"] == "armed group", "actor"])
    affiliations = dict(zip(frame["actor"], frame["affiliation"], strict=True))
    return _Actors(signs_of_claims.names_pattern(bearers), bearers, armed, affiliations)


def _years_outside_the_date(claim: _Claim) -> Iterator[_Warning]:
    first, last = claim.days
    for year in signs_of_claims.years(claim.quote):
        if not first[:4] <= year.words <= last[:4]:
            date = f"the date is {claim.date}" if claim.date else "the date is empty"
            yield _Warning("date", year.words, f"is in the quote and {date}: correct the date")


def _numbers_without_a_figure(claim: _Claim, figures: list[Span]) -> Iterator[_Warning]:
    for number in signs_of_claims.numbers(claim.quote):
        span = Span(claim.start + number.span.start, claim.start + number.span.end)
        if not any(figure.overlaps(span) for figure in figures):
            message = "is in the quote and in no claim's figure: add it, or a claim with it"
            yield _Warning("figure", number.words, message)


def _other_bounds(claim: _Claim) -> Iterator[_Warning]:
    if not claim.figure:
        return
    if not claim.figures:
        message = "is cut out of a longer word of the quote: copy it whole"
        yield _Warning("figure", claim.figure, message)
    expected = signs_of_claims.bounds(claim.figure)
    given = tuple(float(bound) if bound else None for bound in claim.bounds)
    if expected and given != expected:
        low, high = ("nothing" if bound is None else f"{bound:.15g}" for bound in expected)
        message = f"reads as low {low} and high {high}: correct low or high"
        yield _Warning("low" if given[0] != expected[0] else "high", claim.figure, message)


def _groups_left_out(claim: _Claim, actors: _Actors) -> Iterator[_Warning]:
    named = dict.fromkeys(actors.pattern.findall(claim.quote))
    if not named:
        return
    groups = {*schema.split_values(claim.groups), *_parties(claim, actors)}
    for name in named:
        bearers = actors.bearers[name] & actors.armed
        if bearers and not bearers & groups:
            listed = " or ".join(sorted(bearers))
            yield _Warning("groups", name, f"is named in the quote: add {listed} to the groups")


def _parties(claim: _Claim, actors: _Actors) -> Iterator[str]:
    """The speaker, those between it and the article, and those that they belong to."""
    for party in (claim.speaker, *schema.split_values(claim.via, schema.VIA_SEPARATOR)):
        if party:
            yield from (party, actors.affiliations[party])


def _saying_without_a_speaker(claim: _Claim, actors: _Actors) -> Iterator[_Warning]:
    if claim.speaker:
        return
    sayings = signs_of_claims.sayings(claim.quote)
    name = actors.pattern.search(claim.quote) if sayings else None
    if name:
        message = f"is next to {sayings[0].words!r} in the quote, and no speaker is given: give one"
        yield _Warning("speaker", name.group(), message)


def _not_alone(claim: _Claim) -> Iterator[_Warning]:
    """A quote that needs the words before or after it to be understood."""
    for pronoun in signs_of_claims.opening_pronouns(claim.quote):
        message = "opens the quote: begin where its subject is named"
        yield _Warning("quote", pronoun.words, message)
    for word in signs_of_claims.loose_ends(claim.quote):
        yield _Warning("quote", word.words, "ends the quote, which breaks off: copy it to its end")


def _silent(tables: Tables) -> frozenset[int]:
    """The lines of claims with an inferred date and no note."""
    frame = tables.frames["claims"]
    return frozenset(frame.index[(frame["date_basis"] == "inferred") & (frame["note"] == "")])


def _later_than_their_article(claims: Iterable[_Claim], tables: Tables) -> frozenset[int]:
    """The lines of reports in an article's own voice that begin after its last possible day."""
    frame, sources = tables.frames["claims"], tables.frames["sources"]
    last_days = dict(
        zip(sources["source_id"], dates.spans(sources["published"])["last"], strict=True)
    )
    own = frame[(frame["kind"] == "report") & (frame["speaker"] == "") & (frame["date"] != "")]
    lines = frozenset(own.index)
    return frozenset(
        claim.line
        for claim in claims
        if claim.line in lines and "" != last_days[claim.source_id] < claim.days[0]
    )
