"""How the claims nearest to a sentence stand to it, told by what can be seen: words and numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from casebook.analysis import nearest
from casebook.analysis.nearest import Index, Words
from casebook.analysis.stated_dates import When
from casebook.analysis.stated_numbers import Number
from casebook.briefing.claim_numbers import Stated, unit_fits
from casebook.tables.dataset import Dataset
from casebook.words import listed

SAME, FIGURE, DATE, AGAINST, NAME = (
    "same",
    "figure differs",
    "date differs",
    "set against",
    "name differs",
)
MATCHES = 5
# Chosen on half of the sentences of `tests/briefing/draft_sentences.py`.
NEAR, OF_THE_BEST = 0.38, 0.6
SAME_FIGURE, SAME_MONTH, SAME_DATE, DIFFERENT_DATE = 0.12, 0.1, 0.04, 0.06
_MONTH = 31  # days
_INCIDENT = 0.6
_WORDS_SHOWN, _DISPUTES_SHOWN = 6, 3


@dataclass(frozen=True)
class Match:
    """A claim that is near to a sentence, and how it stands to it.

    `why` says what the two share, `lacks` which names of the sentence the claim does not have.
    `state` is SAME where no difference is found, else the first of FIGURE, DATE, AGAINST
    and NAME that holds, and `how` says it in words. `against` are the ids of all claims that
    dispute this one, other matches of the sentence first.
    """

    row: int
    score: float
    why: tuple[str, ...]
    lacks: tuple[str, ...]
    state: str
    how: str
    against: tuple[str, ...]


def near(
    dataset: Dataset,
    of: Index,
    said: Words,
    figures: Sequence[Number],
    dates: Sequence[When],
) -> list[tuple[int, float]]:
    """The nearest claims with their scores; numbers and dates add to what words say."""
    scores = nearest.scores(of, said)
    most = SAME_FIGURE * len(figures) + SAME_MONTH * len(dates)
    rows = np.flatnonzero(scores >= max(NEAR - most, NEAR / 2))
    scores = scores[rows]
    low, high = (dataset.claims[bound].to_numpy(dtype=float)[rows] for bound in ("low", "high"))
    for figure in figures:
        ends = (np.nan if end is None else end for end in (figure.low, figure.high))
        same = [
            np.isnan(bounds) if np.isnan(end) else bounds == end
            for bounds, end in zip((low, high), ends, strict=True)
        ]
        scores += SAME_FIGURE * (same[0] & same[1])
    first, last = (
        dataset.claims[day].to_numpy(dtype=np.int64)[rows] for day in ("first_day", "last_day")
    )
    for date in dates:
        if not date.yearless:
            inside = (date.first <= last) & (first <= date.last)
            narrow = (date.last - date.first < _MONTH) & (last - first < _MONTH)
            alike = np.where(narrow, SAME_MONTH, SAME_DATE)
            scores += np.where(inside, alike, -DIFFERENT_DATE)
    order = np.lexsort((dataset.reading_rank[rows], -scores))[:MATCHES]
    best = scores[order[0]] if len(order) else 0.0
    return [
        (int(rows[place]), min(float(scores[place]), 1.0))
        for place in order
        if scores[place] >= max(NEAR, OF_THE_BEST * best)
    ]


def match(
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
    """How a claim stands to a sentence with these numbers and dates; `loose` are in no match."""
    state, how = SAME, ""
    figure = _other_figure(text, claim, figures, loose)
    date = next((one for one in dates if not claim.is_dated(one)), None)
    if figure:
        told = f"the claim says {claim.worded}" if claim.worded else "the claim has no figure"
        state, how = FIGURE, f"the sentence says {figure.words}, {told}"
    elif date:
        state, how = DATE, f"the sentence says {date.words}, the claim is dated {claim.when}"
    why = tuple(_why(dataset, of, said, claim, figures, dates))
    lacks = tuple(nearest.missing_names(of, said, claim.row))
    return Match(claim.row, score, why, lacks, state, how, ())


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
    why += [f"same date: {one.words}" for one in dates if claim.is_of_just(one)][:1]
    places = nearest.shared(of, said, claim.row)
    names = [place for place in places if nearest.actor(said.terms[place])]
    if names:
        why.append(f"names {listed(nearest.actor(said.terms[place]) for place in names)}")
    plain = [place for place in places if place not in names][:_WORDS_SHOWN]
    if plain:
        why.append(f"same wording: {', '.join(said.written[place] for place in sorted(plain))}")
    return why


def set_against(dataset: Dataset, matches: Sequence[Match]) -> list[Match]:
    """The matches, each with the claims that dispute it, and in a state that tells of that."""
    near = {one.row for one in matches}
    found = []
    for one in matches:
        others = sorted(dataset.disputes.of(one.row).tolist(), key=lambda row: row not in near)
        ids = tuple(str(dataset.cell("claim_id", row)) for row in others)
        if one.state == SAME and ids:
            more = len(ids) - _DISPUTES_SHOWN
            named = [*ids[:_DISPUTES_SHOWN], *([f"{more:,} more"] if more > 0 else [])]
            found.append(
                replace(one, state=AGAINST, how=f"disputed by {listed(named)}", against=ids)
            )
        elif one.state == SAME and one.lacks:
            how = f"the claim does not name {listed(one.lacks, 'or')}"
            found.append(replace(one, state=NAME, how=how))
        else:
            found.append(replace(one, against=ids))
    return found
