"""Where a quote stands in its article. Pure strings: no file is opened here."""

import re
from dataclasses import dataclass

from casebook.tables.text_folding import LOOKALIKES


@dataclass(frozen=True)
class Span:
    """Characters `start` up to, not including, `end` of the article's text."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


_LONG_ENOUGH = 10


def article_text(lines: tuple[str, ...], first_line: int, last_line: int) -> str:
    """Lines first to last, counted from 1 and inclusive, joined by line breaks."""
    return "\n".join(lines[first_line - 1 : last_line])


def starts(text: str, quote: str) -> list[int]:
    """Every place where the quote begins, overlapping ones too; none for an empty quote."""
    places: list[int] = []
    position = text.find(quote) if quote else -1
    while position >= 0:
        places.append(position)
        position = text.find(quote, position + 1)
    return places


def find(text: str, quote: str, occurrence: int | None = None) -> Span:
    """Where the quote stands: its only place, or the `occurrence`-th, counted from 1.

    Raises LookupError, whose text says why not and what to do.
    """
    places = starts(text, quote)
    if not places:
        raise LookupError(_why_absent(text, quote))
    if occurrence is None:
        if len(places) > 1:
            raise LookupError(
                f"stands {len(places)} times in the article: lengthen it, "
                "or say in 'occurrence' which one is meant"
            )
        occurrence = 1
    if not 1 <= occurrence <= len(places):
        times = "once" if len(places) == 1 else f"{len(places)} times"
        raise LookupError(
            f"occurrence {occurrence} is asked for, but the quote stands {times} in the article"
        )
    start = places[occurrence - 1]
    return Span(start, start + len(quote))


def _why_absent(text: str, quote: str) -> str:
    words = quote.translate(LOOKALIKES).split()
    alike = r"\s+".join(re.escape(word) for word in words)
    match = re.search(alike, text.translate(LOOKALIKES), re.IGNORECASE) if alike else None
    meant = text[match.start() : match.end()] if match else ""
    if "\n" in meant:
        return f"runs over the end of a line in the article, {meant!r}: quote words of one line"
    if meant:
        return (
            "differs from the article only in quotation marks, dashes, spaces or capitals: "
            f"copy it as it stands there: {meant!r}"
        )
    alike_up_to = _prefix(text, quote)
    hint = f"; it matches up to {alike_up_to!r}" if len(alike_up_to) >= _LONG_ENOUGH else ""
    return f"is not in the article: copy it letter by letter{hint}"


def _prefix(text: str, quote: str) -> str:
    """The longest beginning of the quote that stands in the text."""
    low, high = 0, len(quote)
    while low < high:
        middle = (low + high + 1) // 2
        if quote[:middle] in text:
            low = middle
        else:
            high = middle - 1
    return quote[:low]
