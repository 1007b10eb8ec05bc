"""The numbers that an English text states, as ranges that can be compared.

`checks/signs_of_claims.py` finds signs for a curator; here numbers in words are read whole (“two
thousand two hundred”), with what bounds them (“at least 13”) and what joins them to a range.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from text_to_num import text2num

from casebook.analysis.stated_dates import Taken, dates
from casebook.checks import signs_of_claims

_SMALL = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
WORDS = frozenset(
    [*_SMALL.split("|"), "one", "dozen", "dozens", "hundred", "hundreds", "thousand", "thousands"]
)
_WORD = rf"(?:one|{_SMALL}|hundred|thousand|million|billion)"
_MULTIPLES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "dozen": 12}
# What “dozens” can mean at least and at most: wide, so that what differs from it differs for sure.
_VAGUE = {
    "dozen": (20.0, 199.0),
    "score": (20.0, 199.0),
    "ten": (20.0, 99.0),
    "hundred": (101.0, 2_000.0),
    "thousand": (1_001.0, 1e6),
    "million": (1e6, 1e9),
    "billion": (1e9, 1e12),
    "tens of thousand": (10_001.0, 1e5),
    "hundreds of thousand": (100_001.0, 2e6),
}
_NUMBER = re.compile(
    rf"""
    (?P<vague>\b(?:tens\s+of\s+thousands|hundreds\s+of\s+thousands
        |(?:dozens|scores|tens|hundreds|thousands|millions|billions)
        |(?:several|(?:a\s+)?few|many|a\s+couple\s+of|multiple)\s+
            (?:dozen|score|hundred|thousand|million)s?)\b)
    |(?<![\w.,/-])(?P<digits>[0-9]{{1,15}}(?:,[0-9]{{3}})*(?:\.[0-9]{{1,9}})?)
        (?![\w/]|[.,][0-9])
    |\b(?P<half>half\s+a\s+dozen)\b
    |\b(?P<dozen>(?:(?:a|one|{_SMALL})[\s-]+)?dozen)\b
    |\b(?P<words>(?:a\s+(?=hundred|thousand|million|billion))?{_WORD}
        (?:(?:\s+and\s+(?!one\b)|[\s-]{{1,3}}){_WORD}){{0,11}})\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DASHED = re.compile(r"[-–—](?=[0-9])")
_MULTIPLE = re.compile(r"\s+(hundred|thousand|million|billion|dozen)\b", re.IGNORECASE)
_PERCENT = re.compile(r"\s?(?:%|per\s?cent\b|percent\b)", re.IGNORECASE)
_TO = re.compile(r"\s?[-–—]\s?|\s+(?:to|or)\s+(?:as\s+many\s+as\s+)?", re.IGNORECASE)
_BETWEEN_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:at least|at most|(?:no |not )?(?:more|fewer|less) than|(?:well )?(?:over|above|under)"
    r"|upwards? of|up to|as many as|a minimum of|a maximum of|exceeding)\s+(?:a\s+)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s+(?:or|and)\s+(?:more|fewer|less)\b", re.IGNORECASE)
_SPAN_OF_TIME = re.compile(
    r"[\s-]+(?:(?:or so|more|long|consecutive|straight)[\s-]+)?"
    r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies))\b"
    r"|:[0-9]{2}\b|\s+[ap]\.?m\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:^|\n)[ \t]*\(?$")


@dataclass(frozen=True)
class Number:
    """A number of a text, at `start` up to `end`, from `low` to `high`; None for an open bound.

    `words` are its own, as they stand, with what bounds it. A `vague` one, such as “dozens”, has
    the widest range that it can mean. `time` says that it tells how long or how old, `percent` that
    it is a share; numbers of one sort are never those of another.
    """

    start: int
    end: int
    words: str
    low: float | None
    high: float | None
    vague: bool = False
    percent: bool = False
    time: bool = False

    @property
    def values(self) -> tuple[float, ...]:
        """The numbers that it names: one, or both ends of a range."""
        return tuple(dict.fromkeys(value for value in (self.low, self.high) if value is not None))

    def is_that(self, other: "Number") -> bool:
        """Whether the two state one number: the same bounds, or a vague one that takes in another.

        “13” is not “at least 13”.
        """
        if (self.percent, self.time) != (other.percent, other.time):
            return False
        if self.vague or other.vague:
            return self.reaches(other)
        return (self.low, self.high) == (other.low, other.high)

    def reaches(self, other: "Number") -> bool:
        """Whether the ranges have a number in common; an open end reaches any."""
        low = max(_or(self.low, -math.inf), _or(other.low, -math.inf))
        return low <= min(_or(self.high, math.inf), _or(other.high, math.inf))


def numbers(text: str) -> list[Number]:
    """The numbers of a text in order, without years, days of a month, ordinals and “one” alone.

    Two that are joined by “to”, a dash, or “and” after “between” are one.
    """
    taken = Taken([(one.start, one.end) for one in dates(text)])
    plain = _DASHED.sub("–", text)
    found = [one for one in _single(text, plain) if not taken.holds(one.start)]
    joined: list[Number] = []
    position = 0
    while position < len(found):
        one = found[position]
        other = found[position + 1] if position + 1 < len(found) else None
        position += 1
        if other and _joins(plain, one, other):
            one, position = _range(one, other), position + 1
        joined.append(_bounded(text, one))
    return joined


def _single(text: str, plain: str) -> Iterator[Number]:
    # A dash before digits is written long, so that the second number of a range is no part of a
    # word, and a hyphen after a letter short again, as in F-16.
    searched = re.sub(r"(?<=[A-Za-z])–(?=[0-9])", "-", plain)
    position = 0
    while match := _NUMBER.search(searched, position):
        position = match.end()
        if match["digits"] and _is_label(text, match):
            continue
        value, end = _value(text, match)
        if value is None:
            continue
        position = end
        percent = _PERCENT.match(text, end)
        time = _SPAN_OF_TIME.match(text, end) is not None
        end = percent.end() if percent else end
        low, high = value
        yield Number(
            match.start(),
            end,
            text[match.start() : end],
            low,
            high,
            bool(match["vague"]),
            percent is not None,
            time,
        )


def _is_label(text: str, match: re.Match[str]) -> bool:
    """Whether digits number a line or an item, as “1.”, “2)” or “(3)” do."""
    after = text[match.end() : match.end() + 1]
    if after not in (")", ".") or len(match["digits"]) > 2:
        return False
    before = text[max(match.start() - 12, 0) : match.start()]
    return (before.endswith("(") and after == ")") or bool(_LISTED.search(before))


def _value(text: str, match: re.Match[str]) -> tuple[tuple[float, float] | None, int]:
    """The least and the greatest that a number means, and where it ends."""
    words, end = match.group().lower(), match.end()
    if match["vague"]:
        return _vague(words), end
    if match["half"]:
        return (6.0, 6.0), end
    if match["dozen"]:
        count = words.split()[0].removesuffix("-dozen") if words != "dozen" else "a"
        value = 12.0 * (_in_words(count) or 1.0)
    elif match["digits"]:
        value = float(match["digits"].replace(",", ""))
    else:
        if words == "one":
            return None, end
        read = _in_words(words)
        if read is None:
            # Not one number, as “two three” is not: the first word stands for itself.
            first = re.split(r"[\s-]", words)[0]
            read, end = _in_words(first), match.start() + len(first)
        if read is None:
            return None, end
        value = read
    while multiple := _MULTIPLE.match(text, end):
        value, end = value * _MULTIPLES[multiple[1].lower()], multiple.end()
    return (value, value), end


def _vague(words: str) -> tuple[float, float]:
    squeezed = " ".join(words.split())
    word = squeezed.split()[-1].removesuffix("s")
    if " of thousand" in squeezed:
        return _VAGUE[squeezed.removesuffix("s")]
    return _VAGUE[word]


def _in_words(words: str) -> float | None:
    try:
        return float(text2num(words.removeprefix("a ").strip(), "en"))
    except ValueError:
        return None


def _joins(text: str, one: Number, other: Number) -> bool:
    between = text[one.end : other.start]
    if len(between) > 20 or one.vague or other.vague:
        return False
    ascending = _or(one.low, 0) <= _or(other.low, 0) or other.time
    if _TO.fullmatch(between):
        return ascending
    before = text[max(one.start - 12, 0) : one.start]
    return ascending and bool(_BETWEEN_AND.fullmatch(between) and _BETWEEN.search(before))


def _range(one: Number, other: Number) -> Number:
    """Two numbers as one; of “two to three hundred”, the first is two hundred."""
    low, high = _or(one.low, 0), _or(other.high, 0)
    multiple = next(
        (
            by
            for word, by in _MULTIPLES.items()
            if other.words.lower().endswith(word) and not one.words.lower().endswith(word)
        ),
        1,
    )
    if multiple > 1 and low < high / multiple:
        low *= multiple
    return replace(other, start=one.start, words="", low=low, high=high)


def _bounded(text: str, number: Number) -> Number:
    """The number with the words that leave one of its ends open, if any."""
    before = _BEFORE.search(text[max(number.start - 24, 0) : number.start])
    after = _AFTER.match(text, number.end)
    start = number.start - (len(before.group()) if before else 0)
    end = after.end() if after else number.end
    words = text[start:end]
    if not (before or after) or number.vague:
        return replace(number, words=text[number.start : number.end])
    qualifier = f"{before.group() if before else ''} {{}} {after.group() if after else ''}"
    ends = signs_of_claims.bounds(qualifier.format(f"{_or(number.low, 0):.15g}"))
    low, high = ends or (number.low, number.high)
    if ends and low is not None and high is not None:
        low, high = number.low, number.high
    return replace(number, words=words, low=low, high=high)


def _or(value: float | None, other: float) -> float:
    return other if value is None else value
