"""A draft as a file, and what is told of its sentences on the command line."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from casebook.briefing.draft_check import LONGEST_DRAFT, CheckError, Sentence
from casebook.briefing.draft_matches import NAME, SAME, Match
from casebook.tables.dataset import Dataset
from casebook.words import listed, number

STANDARD_INPUT = "-"
_SHOWN = 200  # characters
_MOST_BYTES = 4 * LONGEST_DRAFT


def text_of(name: str) -> str:
    """The text of a file, or of the standard input. Raises CheckError or OSError.

    A byte order mark is dropped, and Windows line ends are read as others.
    """
    if name == STANDARD_INPUT:
        content = sys.stdin.buffer.read(_MOST_BYTES + 1)
    else:
        with Path(name).open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise CheckError(f"has more than {LONGEST_DRAFT:,} characters: check it in parts")
    if b"\0" in content:
        raise CheckError("is no text: save the draft as plain text, in UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CheckError("is no text in UTF-8: save the draft as plain text, in UTF-8") from error
    if not text.strip():
        raise CheckError("is empty")
    return text.replace("\r\n", "\n")


def lines(dataset: Dataset, text: str, sentences: Sequence[Sentence]) -> Iterator[str]:
    """For each sentence its line in the text, what is to be said of it, and its nearest claims."""
    line, counted = 1, 0
    for one in sentences:
        line += text.count("\n", counted, one.start)
        counted = one.start
        yield f"line {line}: {shown(one.text)}"
        if one.verdict:
            yield f"  {one.verdict}"
        for match in one.matches:
            statement, claim_id = (
                str(dataset.cell(name, match.row)) for name in ("statement", "claim_id")
            )
            yield f"  {claim_id}: {standing(match)}"
            yield f"    {shown(statement)}"
            yield f"    {shown('; '.join(nearness(match)))}"


def standing(match: Match) -> str:
    """How a claim stands to the sentence, as in `date differs: the sentence says 2020, …`."""
    return match.state if match.state == SAME else f"{match.state}: {match.how}"


def nearness(match: Match) -> list[str]:
    """Why a claim is near to the sentence, and which names it lacks where that is not told yet."""
    lacks = match.lacks and match.state != NAME
    return [*match.why, *([f"does not name {listed(match.lacks, 'or')}"] if lacks else [])]


def summary(sentences: Sequence[Sentence]) -> str:
    """How many sentences there are, and of how many something has to be told."""
    nothing = sum(not one.matches for one in sentences)
    loose = sum(bool(one.matches and one.loose) for one in sentences)
    return (
        f"{number(len(sentences), 'sentence')}: {nothing:,} with no claim near to it, "
        f"{loose:,} with a number or date that no near claim has"
    )


def shown(text: str) -> str:
    """A text on one line of a terminal, without what steers one; a long one is cut."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text[: 2 * _SHOWN])
    squeezed = " ".join(plain.split())
    cut = len(squeezed) > _SHOWN or len(text) > 2 * _SHOWN
    return f"{squeezed[:_SHOWN].rstrip()} …" if cut else squeezed
