"""Text as the search compares it: plain words with one space between them.

“The U.S.-led coalition’s 1,500 men” is " the US-led coalition's 1500 men ". Accents and case are
gone, and so are thousands separators and the full stops within “U.S.”. What is left beside letters
and digits stands within a word: a hyphen, the apostrophe before an s, the point of a decimal. Words
of two or three capitals stay in capitals, for “IS” and “US” are no “is” and “us”.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from casebook.tables.dataset import Rows
from casebook.tables.text_folding import composed, folded

Points = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]

_FIELD, _RECORD = "\n", "\x1e"  # between the cells of a row, and between rows
_BREAKS = str.maketrans({_FIELD: " ", _RECORD: " "})
_ROWS = 4_000  # made at once: more do not fit into the processor's cache
_SPACE, _HYPHEN, _APOSTROPHE, _STOP, _COMMA, _S = map(ord, " -'.,s")
_NARROW_SPACES = (0xA0, 0x2009, 0x202F)
# Letters of which Unicode knows no parts, and those that Arabic and Persian write apart.
_ALIKE = {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ی": "ي", "ى": "ي", "ک": "ك"}
_AYNS = "ʻʼʽʾʿʹˈ"
_LETTER, _CAPITAL, _DIGIT, _UNSEEN = 1, 2, 4, 8
# Latin, Greek, Cyrillic, Semitic and Indic letters stand below; a table of all would be slow.
_TABLE_SIZE = 0x3000


@dataclass(frozen=True, eq=False)
class Plain:
    """A text in plain words, and for each of its characters where it stands in the text itself."""

    text: str
    places: Rows

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the text itself stands what stands here between two places."""
        return int(self.places[start]), int(self.places[end - 1]) + 1


def plain(text: str) -> Plain:
    """One text, which may break into lines anywhere."""
    return plains([text])[0]


def plains(texts: Sequence[str]) -> list[Plain]:
    """Several texts, each by itself; many short ones are quicker together."""
    between = f" {_RECORD} "
    points, places = _plain(between.join(text.translate(_BREAKS) for text in texts))
    ends = [*np.flatnonzero(points == ord(_RECORD)).tolist(), len(points)]
    together = _decoded(points)
    found, start, before = [], 0, 1
    for text, end in zip(texts, ends, strict=True):
        found.append(Plain(together[start:end], places[start:end] - before))
        start, before = end + 1, before + len(text) + len(between)
    return found


def words(text: str) -> str:
    """The plain words of a name or of something searched for."""
    return plain(composed(text)).text.strip()


def searchable(columns: Sequence[Sequence[str]]) -> list[str]:
    """For each row the plain words of its cells, one cell a line."""
    between = f" {_FIELD} "
    rows = [
        between.join(composed(cell).translate(_BREAKS) for cell in row)
        for row in zip(*columns, strict=True)
    ]
    found: list[str] = []
    for start in range(0, len(rows), _ROWS):
        points, _ = _plain(f" {_RECORD} ".join(rows[start : start + _ROWS]))
        found += _decoded(points).split(_RECORD)
    return found


def _decoded(points: Points) -> str:
    return points.tobytes().decode("utf-32-le", "surrogatepass")


def _plain(text: str) -> tuple[Points, Rows]:
    """The characters of a text as plain words, and where they stand in it, one too far right."""
    raw = np.frombuffer(f" {text} ".encode("utf-32-le", "surrogatepass"), dtype="<u4")
    points, kinds = _looked_up(raw)
    places = np.flatnonzero((kinds & _UNSEEN) == 0)
    if len(places) < len(raw):
        raw, points, kinds = raw[places], points[places], kinds[places]
    # What joins parts of a word stays or goes; all else between words is a space.
    word = (kinds & (_LETTER | _DIGIT)) > 0
    goes, stays = _joints(raw, points, kinds, word)
    breaks = (points == ord(_FIELD)) | (points == ord(_RECORD))
    points = np.where(word | stays | breaks, points, _SPACE).astype("<u4")
    space = (points == _SPACE) & ~goes
    kept = np.flatnonzero(~goes & ~(space & _moved(space, 1)))
    points, kinds = points[kept], kinds[kept]
    _put_capitals_back(points, kinds)
    return points, places[kept]


def _joints(raw: Points, points: Points, kinds: Kinds, word: Flags) -> tuple[Flags, Flags]:
    """Which characters within words go without a trace, and which stay."""
    digit, letter = (kinds & _DIGIT) > 0, (kinds & _LETTER) > 0
    apostrophe, stop = points == _APOSTROPHE, points == _STOP
    before, after = _moved(word, 1), _moved(word, -1)
    inside = ~word & before & after
    of_three = _moved(digit, -1) & _moved(digit, -2) & _moved(digit, -3) & ~_moved(word, -4)
    separator = (points == _COMMA) | apostrophe | np.isin(raw, _NARROW_SPACES)
    thousands = separator & _moved(digit, 1) & of_three
    possessive = apostrophe & inside & _moved(points == _S, -1) & ~_moved(word, -2)
    single = letter & ~before & ~after
    initials = stop & _moved(single, 1) & _moved(single, -1)
    goes = thousands | initials | (apostrophe & inside & ~possessive)
    decimal = stop & _moved(digit, 1) & _moved(digit, -1)
    hyphen = (points == _HYPHEN) & inside
    return goes, possessive | decimal | hyphen


def _put_capitals_back(points: Points, kinds: Kinds) -> None:
    """Words of two or three capitals are not those in small letters."""
    word = (kinds & (_LETTER | _DIGIT)) > 0
    capital = (kinds & _CAPITAL) > 0
    starts = np.flatnonzero(word & ~_moved(word, 1) & capital & _moved(capital, -1))
    third = capital[starts + 2]
    ends = starts + 2 + third
    whole = ~word[ends]
    starts, third = starts[whole], third[whole]
    for at in (starts, starts + 1, starts[third] + 2):
        points[at] = _capital_points()[points[at]]


def _moved(flags: Flags, by: int) -> Flags:
    """The flags of the characters so many places before; those after where `by` is below 0."""
    moved = np.zeros_like(flags)
    if by > 0:
        moved[by:] = flags[:-by]
    else:
        moved[:by] = flags[-by:]
    return moved


def _looked_up(raw: Points) -> tuple[Points, Kinds]:
    """Each character in small letters without accent, and what kind of character it is."""
    of_points, of_kinds = _tables()
    points, kinds = of_points.take(raw, mode="clip"), of_kinds.take(raw, mode="clip")
    for place in np.flatnonzero(raw >= _TABLE_SIZE):
        points[place], kinds[place] = _letter(int(raw[place]))
    return points, kinds


@cache
def _tables() -> tuple[Points, Kinds]:
    letters = [_letter(point) for point in range(_TABLE_SIZE)]
    points, kinds = zip(*letters, strict=True)
    return np.array(points, dtype="<u4"), np.array(kinds, dtype=np.uint8)


@cache
def _capital_points() -> Points:
    """For each small letter of the table its capital, if it has one of one character."""
    capitals = (chr(point).upper() for point in range(_TABLE_SIZE))
    of_points = [
        ord(capital) if len(capital) == 1 else point for point, capital in enumerate(capitals)
    ]
    return np.array(of_points, dtype="<u4")


@lru_cache(maxsize=65536)
def _letter(point: int) -> tuple[int, int]:
    letter = chr(point)
    category = unicodedata.category(letter)
    if category in ("Mn", "Me", "Cf") or letter in _AYNS:
        return point, _UNSEEN
    if category == "Nd":
        return ord(str(unicodedata.decimal(letter))), _DIGIT
    small = folded(letter)
    small = _ALIKE.get(small, small)
    if category[0] in "LN" or category in ("Mc", "So"):
        upper = (
            _CAPITAL if category == "Lu" and len(small.upper()) == 1 and point < _TABLE_SIZE else 0
        )
        return ord(small), _LETTER | upper
    return ord(small), 0
