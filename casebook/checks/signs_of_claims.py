"""What the words of an English text point at: sentences, numbers, dates, names and saying.

Signs for a curator to look again, not facts: they are wide on purpose where a miss would hide a
claim, and narrow where a false alarm would come with every other sentence.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sentencex

from casebook.tables.evidence import Span

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNDER_TWENTY = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen"
)


_NUMBER = re.compile(
    r"(?<![\w/.,])(?<![A-Za-z]-)[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?![\w/])(?!(?<=\([0-9])\)|(?<=\([0-9]{2})\))"
    rf"|\b(?:(?:{_TENS})(?:-(?:one|{_UNDER_TWENTY}))?|{_UNDER_TWENTY}"
    r"|dozens?|hundreds?|thousands?|millions?|billions?)\b",
    re.IGNORECASE,
)


_WORDS = (
    *("one", *_UNDER_TWENTY.split("|")),
    *_TENS.split("|"),
)


_VALUES = dict(zip(_WORDS, [*range(1, 20), *range(20, 100, 10)], strict=True))
_VALUE = re.compile(
    rf"(?<![\w.,])[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?(?!\w)"
    rf"|\b(?:one|{_UNDER_TWENTY}|{_TENS}|dozen|hundred|thousand|million|billion)\b",
    re.IGNORECASE,
)


_JOINT = re.compile(r"[\s-]+|\s+and\s+")
_VAGUE = re.compile(r"\b(?:several|few|many|some)\s+$", re.IGNORECASE)
_MULTIPLES = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_JOINED = re.compile(
    r"\s+(?:and\s+)?(?=(?:dozen|hundred|thousand|million|billion)s?\b)|\s+of\s+(?=thousands\b)",
    re.IGNORECASE,
)


# A number in digits, whole: `1,200`, `7.5`.
DIGITS = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")


# A number that tells how long, how old or which, and is no figure that a claim could carry.
_TIME_OR_AGE = re.compile(
    r"(?:\s?(?:-|–|to|or)\s?[0-9]+)?[\s-]+"
    r"(?:(?:and[\s-]a[\s-]half|or so|more|long|consecutive|straight)[\s-]+)?"
    r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies))\b"
    r"|(?::[0-9]{2})?\s+(?:a\.m\.|p\.m\.)",
    re.IGNORECASE,
)


_BETWEEN_TIMES = re.compile(
    r"\bbetween [0-9]+ and [0-9]+[\s-]+(?:second|minute|hour|day|week|month|year|decade)s?\b",
    re.IGNORECASE,
)


_MONTHS = (
    "January|February|March|April|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)


_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?"
_DAY_OF_MONTH = re.compile(
    rf"\b(?:{_MONTHS}|May)\s+{_DAY}\b(?!,?[0-9])|\b{_DAY}\s+(?:of\s+)?(?:(?:{_MONTHS})(?!\w)|May\b)"
)


_YEAR = re.compile(
    r"(?<![\w.,/$€£])(?P<year>(?:1[89]|20)[0-9]{2})(?:[-–/][0-9]{2})?s?(?![\w/]|,[0-9])"
)


_DATE = re.compile(
    rf"\b(?:{_MONTHS})(?!\w)|\bMay\s+[0-9]|\b[0-9]+\s+May\b"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|\b(?:yesterday|today|tonight|last night|earlier this|later this)\b"
    r"|\b(?:last|this|next|past|previous|following|recent|same)\s+(?:few\s+|two\s+|three\s+)?"
    r"(?:days?|weeks?|months?|years?|decades?|spring|summer|autumn|fall|winter)\b"
    r"|\b(?:days?|weeks?|months?|years?|decades?)\s+(?:ago|earlier|before|after|later)\b",
    re.IGNORECASE,
)


_AT_LEAST = re.compile(
    r"\b(?:at least|(?<!\bno )(?<!\bnot )(?:more than|over|above)|exceed\w*|upwards? of|or more"
    r"|a minimum of|(?:no|not) (?:fewer|less) than)\b",
    re.IGNORECASE,
)


_AT_MOST = re.compile(
    r"\b(?:up to|at most|(?<!\bno )(?<!\bnot )(?:fewer|less) than|(?:no|not) (?:more than|over)"
    r"|under|or less|or fewer|as many as|a maximum of)\b",
    re.IGNORECASE,
)


_INVOLVED = re.compile(r"\b(?:half|couple)\b", re.IGNORECASE)
_MULTIPLE = re.compile(r"\b(?:hundred|thousand|million|billion)\b", re.IGNORECASE)
_SAYING = re.compile(
    r"\b(?:said|says|saying|told|tells|according to|claim(?:s|ed|ing)|announc(?:ed|es|ing)"
    r"|stat(?:ed|es|ing) that|warn(?:s|ed|ing)|den(?:ied|ies|ying)|estimat(?:ed|es)"
    r"|argu(?:ed|es|ing)|reported|admit(?:s|ted)|accus(?:ed|es|ing)|alleg(?:ed|es)|insist(?:s|ed)"
    r"|wrote|writes|explain(?:s|ed)|noted|notes that|declar(?:ed|es|ing)|testif(?:ied|ies)"
    r"|confirm(?:s|ed)|assert(?:s|ed)|describ(?:ed|es)|conclud(?:ed|es)|predict(?:s|ed)"
    r"|acknowledg(?:ed|es)|caution(?:s|ed)|condemn(?:s|ed)|vow(?:s|ed)|promis(?:ed|es)"
    r"|maintain(?:s|ed) that|recall(?:s|ed)|believ(?:es|ed)|added that|asks|asked|urged|cited)\b",
    re.IGNORECASE,
)


# A first word that stands for what was said before; wide, as “That” may open a sentence of its own.
_PRONOUN = re.compile(
    r"^[\W_]*(?P<word>it|its|they|their|them|he|his|him|she|her|hers|this|these|those|that|such)"
    r"(?:(?=['’])|(?!\w))",
    re.IGNORECASE,
)


# A last word after which more has to follow.
_LOOSE_END = re.compile(
    r"(?<!\w)(?P<word>and|or|but|nor|of|the|a|an|to|with|by|from|into|as|than|which|whose|both|either"
    r"|neither|because|although|while|if)[\W_]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Found:
    """Words that were found: their span and the words themselves."""

    span: Span
    words: str


def sentences(text: str) -> list[Span]:
    """The sentences of a text in reading order, without the spaces around them.

    A line break always ends a sentence. What holds neither letter nor digit is none.
    """
    found: list[Span] = []
    start = 0
    for line in text.split("\n"):
        for boundary in sentencex.get_sentence_boundaries("en", line):
            part = boundary["text"]
            first = start + boundary["start_index"] + len(part) - len(part.lstrip())
            if any(letter.isalnum() for letter in part):
                found.append(Span(first, first + len(part.strip())))
        start += len(line) + 1
    return found


def years(text: str) -> list[Found]:
    """Years from 1800 to 2099; of `2010s` the 2010, of `2015-17` the 2015."""
    return [Found(Span(*match.span("year")), match["year"]) for match in _YEAR.finditer(text)]


def numbers(text: str) -> list[Found]:
    """Numbers that count something, in digits or words: `1,300`, `two dozen`, `hundreds`.

    Left out are years, days of a month, ordinals, `one`, spans of time and ages.
    """
    found = list(_numbers(text))
    taken = [*_found(_DAY_OF_MONTH, text), *_found(_YEAR, text)] if found else []
    return [
        number
        for number in found
        if not any(number.span.overlaps(other.span) for other in taken)
        and not _TIME_OR_AGE.match(text, number.span.end)
        and not _BETWEEN_TIMES.search(text, max(number.span.start - 8, 0), number.span.end + 30)
    ]


def values(text: str) -> list[float]:
    """The numbers that a figure states, as numbers: `two dozen` is 24, `1,500 to 2,200` two.

    What states no number, such as `hundreds` or `several`, gives none.
    """
    found: list[float] = []
    end = 0
    for match in _VALUE.finditer(text):
        word, between = match.group().lower(), text[end : match.start()]
        joined = bool(found) and _JOINT.fullmatch(between) is not None
        if word in _MULTIPLES and joined:
            found[-1] *= _MULTIPLES[word]
        elif word in _MULTIPLES:
            found += [] if _VAGUE.search(between) else [_MULTIPLES[word]]
        elif word in _VALUES and joined and found[-1] >= 20 and _VALUES[word] < found[-1]:
            found[-1] += _VALUES[word]
        else:
            found.append(_VALUES.get(word) or float(word.replace(",", "")))
        end = match.end()
    return found


def plain_number(figure: str, quote: str) -> float | None:
    """The value of a figure that is one number in digits, and of which the quote makes no multiple.

    None for any other figure: `at least 13`, `five`, the `7.5` of `7.5 million`.
    """
    if not DIGITS.fullmatch(figure):
        return None
    end = quote.find(figure) + len(figure)
    return None if _JOINED.match(quote, end) else float(figure.replace(",", ""))


def _numbers(text: str) -> Iterator[Found]:
    """Numbers with the words that multiply them: `two` and `dozen` are one."""
    position = 0
    while match := _NUMBER.search(text, position):
        end = match.end()
        while joined := _JOINED.match(text, end):
            end = _NUMBER.match(text, joined.end()).end()  # type: ignore[union-attr]
        yield Found(Span(match.start(), end), text[match.start() : end])
        position = end


def dates(text: str) -> list[Found]:
    """Months, weekdays, years, and words such as `yesterday`, `last month` or `years ago`."""
    return [*_found(_YEAR, text), *_found(_DATE, text)]


def bounds(figure: str) -> tuple[float | None, float | None] | None:
    """Lower and upper bound of a figure as it is written, None for an open one.

    `at least 13` is 13 and None, `up to 90` None and 90, `300 to 500` both. None alone where the
    figure states no number, where its words leave in warning which bound is meant, or where it is
    put together from more words than are read here, as `two to three hundred` is.
    """
    stated, multiples = values(figure), len(_MULTIPLE.findall(figure))
    if _INVOLVED.search(figure) or multiples > 1 or (multiples and len(stated) > 1):
        return None
    at_least, at_most = _AT_LEAST.search(figure), _AT_MOST.search(figure)
    if not stated or (at_least and at_most):
        return None
    return (None if at_most else min(stated), None if at_least else max(stated))


def sayings(text: str) -> list[Found]:
    """Verbs by which somebody is told to have said something, and `according to`."""
    return list(_found(_SAYING, text))


def opening_pronouns(text: str) -> list[Found]:
    """The first word, where it is one that stands for a noun said before."""
    found = _PRONOUN.match(text)
    return [Found(Span(*found.span("word")), found["word"])] if found else []


def loose_ends(text: str) -> list[Found]:
    """The last word, where more has to follow it."""
    found = _LOOSE_END.search(text)
    return [Found(Span(*found.span("word")), found["word"])] if found else []


def names_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern for `named`: names as whole words, capitals as given, the longest one first."""
    longest_first = sorted({name for name in names if name}, key=lambda name: (-len(name), name))
    alternatives = "|".join(re.escape(name) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)" if alternatives else r"(?!)")


def named(pattern: re.Pattern[str], text: str) -> list[Found]:
    """Names in a text; of names within one another only the longest."""
    return list(_found(pattern, text))


def _found(pattern: re.Pattern[str], text: str) -> Iterator[Found]:
    for match in pattern.finditer(text):
        yield Found(Span(*match.span()), match.group())
