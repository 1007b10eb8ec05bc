"""Whether the sentences of a draft stand in the casebook: the nearest claims of each, and why.

Words and numbers are compared, nothing is understood: that a claim is near to a sentence does not
say that it bears it out, and a claim in quite other words is not found.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from casebook.analysis import nearest, stated_numbers
from casebook.analysis.nearest import Index, Words
from casebook.analysis.stated_numbers import Number, When
from casebook.briefing.claim_numbers import Stated, stated, unit_fits
from casebook.checks import signs_of_claims
from casebook.tables.dataset import Dataset
from casebook.words import listed, number

SAME, FIGURE, DATE, AGAINST = "same", "figure differs", "date differs", "set against"
NOTHING = "Nothing here supports this."
LONGEST_DRAFT = 100_000
MOST_SENTENCES = 1_000
MATCHES = 5
NEAR, OF_THE_BEST = 0.37, 0.6
SAME_FIGURE, SAME_DATE, DIFFERENT_DATE = 0.12, 0.04, 0.06
_INCIDENT = 0.6
_WORDS_SHOWN = 6
_CITATION = re.compile(r"\[@[^\[\]@\s]{1,200}\]")
_WRAPPED = re.compile(r"[\r\n](?=[a-z0-9])")


class CheckError(Exception):
    """A text that can't be checked, and why."""


@dataclass(frozen=True)
class Match:
    """A claim that is near to a sentence, and how it stands to it.

    `why` says what the two share. `state` is SAME where nothing differs that can be seen, else the
    first of FIGURE, DATE and AGAINST that holds, and `how` says it in words. `against` are the ids
    of other matches of the sentence that dispute the claim.
    """

    row: int
    score: float
    why: tuple[str, ...]
    state: str
    how: str
    against: tuple[str, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence of the text, from `start` up to `end`, and its nearest claims, nearest first.

    `loose` are its numbers and dates that stand in none of them, as written.
    """

    start: int
    end: int
    text: str
    matches: tuple[Match, ...]
    loose: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """What to tell of the sentence as a whole; empty where nothing has to be told."""
        if not self.matches:
            return NOTHING
        return f"No claim near to this says {listed(self.loose, 'or')}." if self.loose else ""


def checked(dataset: Dataset, text: str) -> tuple[Sentence, ...]:
    """Each sentence of a text with the claims that are nearest to it.

    Raises CheckError for a text of more than LONGEST_DRAFT characters or MOST_SENTENCES sentences.
    """
    plain = prepared(text)
    spans = signs_of_claims.sentences(plain)
    if len(spans) > MOST_SENTENCES:
        raise CheckError(
            f"this text has {number(len(spans), 'sentence')}; at most {MOST_SENTENCES:,} are "
            "checked at once: check it in parts"
        )
    texts = [plain[span.start : span.end] for span in spans]
    of = nearest.index(dataset)
    found = zip(spans, texts, nearest.words(of, texts), strict=True)
    return tuple(
        Sentence(span.start, span.end, text[span.start : span.end], *_of_one(dataset, of, one, said))
        for span, one, said in found
    )


def prepared(text: str) -> str:
    """The text as it is read, place for place as long: without citations, wrapped lines joined.

    A single line break before a small letter or a digit is one of an editor's, not of a writer's.
    """
    if len(text) > LONGEST_DRAFT:
        raise CheckError(
            f"this text has {len(text):,} characters; at most {LONGEST_DRAFT:,} are checked at "
            "once: check it in parts"
        )
    whole = text.encode("utf-8", "replace").decode("utf-8")
    whole = _CITATION.sub(lambda match: " " * len(match.group()), whole)
    return _WRAPPED.sub(" ", whole.replace("\r\n", " \n"))


def _of_one(
    dataset: Dataset, of: Index, text: str, said: Words
) -> tuple[tuple[Match, ...], tuple[str, ...]]:
    """The matches of a sentence, and its numbers and dates that stand in none of them."""
    figures = [one for one in stated_numbers.numbers(text) if not one.time]
    dates = stated_numbers.dates(text)
    near = _near(dataset, of, said, figures, dates)
    claims = [stated(dataset, row) for row, _ in near]
    loose_figures = [one for one in figures if not any(claim.says(one) for claim in claims)]
    loose_dates = [one for one in dates if not any(claim.is_dated(one) for claim in claims)]
    matches = [
        _match(dataset, of, said, claim, score, text, figures, dates, loose_figures)
        for claim, (_, score) in zip(claims, near, strict=True)
    ]
    loose = sorted(
        [(one.start, one.words) for one in loose_figures]
        + [(one.start, one.words) for one in loose_dates]
    )
    return tuple(_set_against(dataset, matches)), tuple(words for _, words in loose)


def _near(
    dataset: Dataset,
    of: Index,
    said: Words,
    figures: Sequence[Number],
    dates: Sequence[When],
) -> list[tuple[int, float]]:
    """The nearest claims with their scores; numbers and dates add to what words say."""
    scores = nearest.scores(of, said)
    rows = np.flatnonzero(scores >= NEAR / 2)
    scores = scores[rows]
    low, high = (dataset.claims[bound].to_numpy(dtype=float)[rows] for bound in ("low", "high"))
    for figure in figures:
        ends = (np.nan if end is None else end for end in (figure.low, figure.high))
        alike = [
            np.isnan(bounds) if np.isnan(end) else bounds == end
            for bounds, end in zip((low, high), ends, strict=True)
        ]
        scores += SAME_FIGURE * (alike[0] & alike[1])
    first, last = (
        dataset.claims[day].to_numpy(dtype=np.int64)[rows] for day in ("first_day", "last_day")
    )
    for date in dates:
        if not date.yearless:
            inside = (date.first <= last) & (first <= date.last)
            scores += np.where(inside, SAME_DATE, -DIFFERENT_DATE)
    order = np.lexsort((dataset.reading_rank[rows], -scores))[:MATCHES]
    best = scores[order[0]] if len(order) else 0.0
    return [
        (int(rows[place]), min(float(scores[place]), 1.0))
        for place in order
        if scores[place] >= max(NEAR, OF_THE_BEST * best)
    ]


def _match(
    dataset: Dataset,
    of: Index,
    said: Words,
    claim: Stated,
    score: float,
    text: str,
    figures: Sequence[Number],
    dates: Sequence[When],
    loose: Sequence[Number],
) -> Match:
    state, how = SAME, ""
    figure = _other_figure(text, claim, figures, loose)
    date = next((one for one in dates if not claim.is_dated(one)), None)
    if figure:
        told = f"the claim says {claim.worded}" if claim.worded else "the claim has no figure"
        state, how = FIGURE, f"the sentence says {figure.words}, {told}"
    elif date:
        state, how = DATE, f"the sentence says {date.words}, the claim is dated {claim.when}"
    why = tuple(_why(dataset, of, said, claim, figures, dates))
    return Match(claim.row, score, why, state, how, ())


def _other_figure(
    text: str, claim: Stated, figures: Sequence[Number], loose: Sequence[Number]
) -> Number | None:
    """The number of the sentence that stands against the claim's figure, if any.

    It counts what the figure counts, as far as words beside it tell, and the sentence does not have
    the figure besides; or no claim near to the sentence has it.
    """
    missing = [one for one in figures if not claim.says(one)]
    if claim.figure and not any(one.is_that(claim.figure) for one in figures):
        for one in missing:
            if unit_fits(text, one, claim.unit):
                return one
    return next((one for one in missing if one in loose), None)


def _why(
    dataset: Dataset,
    of: Index,
    said: Words,
    claim: Stated,
    figures: Sequence[Number],
    dates: Sequence[When],
) -> list[str]:
    """What a claim shares with the sentence, as words a reader can judge."""
    why = []
    incident = int(dataset.cell("incident", claim.row))
    if incident >= 0 and nearest.names_incident(of, said, incident) >= _INCIDENT:
        why.append(f"same incident: {dataset.incidents['title'].iat[incident]}")
    if claim.figure and any(one.is_that(claim.figure) for one in figures):
        why.append(f"same figure: {claim.worded}")
    why += [f"same date: {one.words}" for one in dates if claim.is_dated(one) and claim.when][:1]
    places = nearest.shared(of, said, claim.row)
    names = [place for place in places if nearest.actor(said.terms[place])]
    if names:
        why.append(f"names {listed(nearest.actor(said.terms[place]) for place in names)}")
    plain = [place for place in places if place not in names][:_WORDS_SHOWN]
    if plain:
        why.append(f"same wording: {', '.join(said.written[place] for place in sorted(plain))}")
    return why


def _set_against(dataset: Dataset, matches: Sequence[Match]) -> list[Match]:
    """The matches, each with those others that dispute it."""
    rows = [match.row for match in matches]
    found = []
    for match in matches:
        others = [row for row in dataset.disputes.of(match.row).tolist() if row in rows]
        ids = tuple(str(dataset.cell("claim_id", row)) for row in others)
        if ids and match.state == SAME:
            match = replace(match, state=AGAINST, how=f"disputed by {listed(ids)}")
        found.append(replace(match, against=ids))
    return found
