"""The words that the page uses in several places, each named once; plurals and lists."""

from collections.abc import Iterable

NOT_STATED = "(not stated)"
DISPUTED, DISPUTED_BY, IN_TENSION = "disputed", "Disputed by", "In tension with"
# How a claim stands to another, and how that one stands to it.
RELATED = {
    "disputes": (DISPUTED_BY, DISPUTED_BY),
    "tension": (IN_TENSION, IN_TENSION),
    "updates": ("Updates", "Updated by"),
    "part of": ("Part of", "Includes"),
    "repeats": ("Repeats", "Repeated by"),
    "not comparable": ("Not comparable with", "Not comparable with"),
}
OTHERS = "(others)"
UNDATED_LABEL = "undated"
NO_SPEAKER = "(no speaker named)"
# What the page itself calls something: no actor may be called so.
RESERVED = (NOT_STATED, OTHERS, UNDATED_LABEL, NO_SPEAKER)
_COUNTED = {"origins": "original sources"}


def listed(words: Iterable[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`; at least one word."""
    *head, tail = words
    return f"{', '.join(head)} {last} {tail}" if head else tail


def number(count: int, noun: str) -> str:
    """`1 claim`, `2,000 claims`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def counted(count: str) -> str:
    """What is counted, in words: `claims`, `original sources`."""
    return _COUNTED.get(count, count)


def agreeing(count: int, one: str, several: str) -> str:
    """The form of a verb or pronoun that agrees with a count: `is` for 1, else `are`."""
    return one if count == 1 else several
