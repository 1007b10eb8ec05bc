"""Whether the sentences of a draft stand in the casebook: the nearest claims of each, and why.

Words and numbers are compared, nothing is understood: that a claim is near to a sentence does not
say that it bears it out, and a claim in quite other words is not found.
"""

import re
from dataclasses import dataclass

from casebook.analysis import nearest, stated_dates, stated_numbers
from casebook.analysis.nearest import Index, Words
from casebook.briefing import draft, draft_matches
from casebook.briefing.claim_numbers import Cited, stated
from casebook.briefing.draft_matches import Match
from casebook.checks import signs_of_claims
from casebook.tables.dataset import Dataset
from casebook.words import listed, number

NOTHING = "Nothing here supports this."
NOTHING_CITED = "no claim is cited here"
LONGEST_DRAFT = 100_000
MOST_SENTENCES = 1_000
_CITATION = re.compile(r"\[@[^\[\]@\s]{1,200}\]")
_CITATIONS = re.compile(r"(?:\[@[^\[\]@\s]{1,200}\])*")
_WRAPPED = re.compile(r"[\r\n](?=[a-z0-9])")
_LONG_LINE = re.compile(r"([^\n]{4000}(?:[^\n]{0,2000}?[.!?])?)[^\n]")
_ENDING = re.compile(r"[.!?…]*[\"'”’»)\]]*")


class CheckError(Exception):
    """A text that can't be checked, and why."""


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
            f"has {number(len(spans), 'sentence')}; at most {MOST_SENTENCES:,} are "
            "checked at once: check it in parts"
        )
    texts = [plain[span.start : span.end] for span in spans]
    of = nearest.index(dataset)
    found = zip(spans, texts, nearest.words(of, texts), strict=True)
    return tuple(
        Sentence(
            span.start, span.end, text[span.start : span.end], *_of_one(dataset, of, one, said)
        )
        for span, one, said in found
    )


def prepared(text: str) -> str:
    """The text as it is read, place for place as long: without citations, wrapped lines joined.

    A single line break before a small letter or a digit is one of an editor's, not of a writer's.
    A line that is very long is broken behind a sentence, for splitting it takes much longer than
    splitting its parts; a sentence of thousands of characters is itself broken.
    """
    if len(text) > LONGEST_DRAFT:
        raise CheckError(
            f"has {len(text):,} characters; at most {LONGEST_DRAFT:,} are checked at "
            "once: check it in parts"
        )
    whole = text.encode("utf-8", "replace").decode("utf-8")
    whole = _CITATION.sub(lambda match: " " * len(match.group()), whole)
    return _LONG_LINE.sub(r"\1\n", _WRAPPED.sub(" ", whole.replace("\r\n", " \n")))


def _of_one(
    dataset: Dataset, of: Index, text: str, said: Words
) -> tuple[tuple[Match, ...], tuple[str, ...]]:
    """The matches of a sentence, and its numbers and dates that stand in none of them."""
    figures = [one for one in stated_numbers.numbers(text) if not one.time]
    dates = stated_dates.dates(text)
    near = draft_matches.near(dataset, of, said, figures, dates)
    claims = [stated(dataset, row) for row, _ in near]
    loose_figures = [one for one in figures if not any(claim.says(one) for claim in claims)]
    loose_dates = [one for one in dates if not any(claim.is_dated(one) for claim in claims)]
    matches = [
        draft_matches.match(dataset, of, said, claim, score, text, figures, dates, loose_figures)
        for claim, (_, score) in zip(claims, near, strict=True)
    ]
    loose = sorted(
        [(one.start, one.words) for one in loose_figures]
        + [(one.start, one.words) for one in loose_dates]
    )
    return tuple(draft_matches.set_against(dataset, matches)), tuple(words for _, words in loose)


def unsupported_numbers(dataset: Dataset, text: str) -> tuple[tuple[int, int, str], ...]:
    """Where numbers and dates of a paragraph stand that no claim cited in it has, and why.

    Start and end are places in the text. A number is looked for in statement, quote and figure of
    the claims cited, whatever bounds it there; a date also in their dates, in that of their
    incident and in that of their article. Raises CheckError for a text that is too long.
    """
    plain = prepared(text)
    rows = [
        row for one in dict.fromkeys(draft.cited(text)) if (row := dataset.row(one)) is not None
    ]
    cited = Cited.of(dataset, rows)
    found = []
    for figure in stated_numbers.numbers(plain):
        if not cited.says(figure):
            words = plain[figure.start : figure.end]
            why = f"no claim cited here says {words}" if rows else NOTHING_CITED
            found.append((figure.start, figure.end, why))
    for date in stated_dates.dates(plain):
        if not cited.is_dated(date):
            why = f"no claim cited here is dated {date.words}" if rows else NOTHING_CITED
            found.append((date.start, date.end, why))
    return tuple(sorted(found))


def with_footnote(text: str, sentence_start: int, sentence_end: int, claim_id: str) -> str:
    """The text with the footnote of a claim after a sentence, behind its full stop and others.

    Unchanged where the sentence, or what stands behind it, names the claim already.
    """
    stop = _ENDING.match(text, sentence_end)
    behind = _CITATIONS.match(text, stop.end() if stop else sentence_end)
    end = behind.end() if behind else sentence_end
    if claim_id in draft.cited(text[sentence_start:end]):
        return text
    return f"{text[:end]}[@{claim_id}]{text[end:]}"
