"""Who or what the figure of a claim counts, in the claim's own words."""

import re

from casebook.analysis.comparison.figures import NO_UNIT
from casebook.tables.dataset import Dataset

_MOST_WORDS = 5
_WORD = re.compile(r"\s*(\S+)")
_MARKS = ',.;:!?()“”"'
# What can follow the noun: it ends before the first of these, or before a word in -ed or -ly.
_ENDS = """
a about across after against ago all along also among are around as at be been before between
but by did do during for from had has have if in inside into is it its like more near not of off
on others outside over per since so than that the their them there they this through to under
until was were when where which while who whom whose will with within without would year years
held killed injured wounded freed
"""
_AFTER = frozenset(_ENDS.split())


def counted(dataset: Dataset, row: int) -> str:
    """`U.S. service members`: the words that follow the figure in the statement or the quote.

    The unit where none can be told, as where the figure stands otherwise in both; empty where the
    claim has no unit that means anything.
    """
    figure, unit, statement, quote = (
        str(dataset.cell(name, row)) for name in ("figure", "unit", "statement", "quote")
    )
    for text in (statement, quote):
        found = _following(text, figure)
        if found:
            return found
    return "" if unit in NO_UNIT else unit


def _following(text: str, figure: str) -> str:
    at = text.casefold().find(figure.casefold()) if figure else -1
    if at < 0:
        return ""
    found: list[str] = []
    place = at + len(figure)
    while match := _WORD.match(text, place):
        word = match[1]
        # The full stops of a short name, as in “U.S.”, end no sentence.
        plain = word if "." in word[:-1] else word.rstrip(_MARKS)
        if (plain.endswith(("ed", "ly")) and found) or plain.casefold() in _AFTER:
            break
        found.append(plain)
        # A list goes on behind a comma, and its first part alone is not what was counted.
        if len(found) > _MOST_WORDS or word.endswith(","):
            return ""
        if word != plain:
            break
        place = match.end()
    return " ".join(found)
