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

Points = npt.NDArray[np.uint32] | npt.NDArray[np.uint8]
Kinds = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]

_FIELD, _RECORD = "\n", "\x1e"  # between the cells of a row, and between rows
_ROWS = 4_000  # made at once: more do not fit into the processor's cache
_SPACE, _HYPHEN, _APOSTROPHE, _STOP, _COMMA, _S = map(ord, " -'.,s")
_NARROW_SPACES = "\xa0\u2009\u202f"
# Letters of which Unicode knows no parts, and those that Arabic and Persian write apart.
_ALIKE = {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ی": "ي", "ى": "ي", "ک": "ك"}
_AYNS = "ʻʼʽʾʿʹˈ"
_LETTER, _CAPITAL, _DIGIT, _UNSEEN, _JOINT = 1, 2, 4, 8, 16
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
    points, places = _plain(between.join(map(_unbroken, texts)))
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
        between.join([composed(_unbroken(cell)) for cell in row])
        for row in zip(*columns, strict=True)
    ]
    # Rows of ASCII alone, which are most, need a quarter of the memory and time.
    ascii_alone = np.array([row.isascii() for row in rows], dtype=bool)
    found = rows
    for places in (np.flatnonzero(ascii_alone), np.flatnonzero(~ascii_alone)):
        for first in range(0, len(places), _ROWS):
            part = places[first : first + _ROWS].tolist()
            points, _ = _plain(f" {_RECORD} ".join([rows[place] for place in part]))
            for place, text in zip(part, _decoded(points).split(_RECORD), strict=True):
                found[place] = text
    return found


def _unbroken(text: str) -> str:
    return text.replace(_FIELD, " ").replace(_RECORD, " ")


def _decoded(points: Points) -> str:
    if points.dtype == np.uint8:
        return points.tobytes().decode("ascii")
    return points.tobytes().decode("utf-32-le", "surrogatepass")


def _plain(text: str) -> tuple[Points, Rows]:
    """The characters of a text as plain words, and where they stand in it, one too far right."""
    if text.isascii():
        raw = np.frombuffer(f" {text} ".encode("ascii"), dtype=np.uint8)
    else:
        raw = np.frombuffer(f" {text} ".encode("utf-32-le", "surrogatepass"), dtype="<u4")
    points, kinds = _looked_up(raw)
    places = np.arange(len(raw))
    unseen = (kinds & _UNSEEN) > 0
    if unseen.any():
        places = np.flatnonzero(~unseen)
        raw, points, kinds = raw[places], points[places], kinds[places]
    goes = _set_joints(raw, points, kinds)
    space = points == _SPACE
    kept = ~space
    kept[0] = True
    kept[1:] |= ~space[:-1]
    kept[goes] = False
    points, kinds = points[kept], kinds[kept]
    _put_capitals_back(points, kinds)
    return points, places[kept]


def _set_joints(raw: Points, points: Points, kinds: Kinds) -> Rows:
    """Put back what joins parts of words, a space as yet; gives what goes without a trace."""
    at = np.flatnonzero((kinds & _JOINT) > 0)
    joint = _joint_points().take(raw[at], mode="clip")

    def is_kind(by: int, kind: int) -> Flags:
        return (kinds.take(at + by, mode="clip") & kind) > 0

    word = _LETTER | _DIGIT
    inside = is_kind(-1, word) & is_kind(1, word)
    between_digits = is_kind(-1, _DIGIT) & is_kind(1, _DIGIT)
    apostrophe, stop = joint == _APOSTROPHE, joint == _STOP
    thousands = between_digits & is_kind(2, _DIGIT) & is_kind(3, _DIGIT) & ~is_kind(4, word)
    possessive = apostrophe & inside & (points.take(at + 1, mode="clip") == _S) & ~is_kind(2, word)
    initials = stop & is_kind(-1, _LETTER) & is_kind(1, _LETTER)
    initials &= ~is_kind(-2, word) & ~is_kind(2, word)
    goes = initials | (apostrophe & inside & ~possessive)
    goes |= thousands & (apostrophe | (joint == _COMMA) | (joint == _SPACE))
    stays = possessive | (stop & between_digits) | ((joint == _HYPHEN) & inside)
    stays &= ~goes
    points[at[stays]] = joint[stays]
    return at[goes]


def _put_capitals_back(points: Points, kinds: Kinds) -> None:
    """Words of two or three capitals are not those in small letters."""
    capital = (kinds & _CAPITAL) > 0
    starts = np.flatnonzero(capital[1:-1] & capital[2:]) + 1
    word = _LETTER | _DIGIT
    starts = starts[(kinds[starts - 1] & word) == 0]
    third = capital[starts + 2]
    whole = (kinds[starts + 2 + third] & word) == 0
    starts, third = starts[whole], third[whole]
    for at in (starts, starts + 1, starts[third] + 2):
        points[at] = _capital_points()[points[at]]


def _looked_up(raw: Points) -> tuple[Points, Kinds]:
    """Each character in small letters without accent, or a space, and what kind it is."""
    of_points, of_kinds = _tables()
    if raw.dtype == np.uint8:
        return of_points[:128].astype(np.uint8)[raw], of_kinds[:128][raw]
    points, kinds = of_points.take(raw, mode="clip"), of_kinds.take(raw, mode="clip")
    for place in np.flatnonzero(raw >= _TABLE_SIZE):
        points[place], kinds[place] = _letter(int(raw[place]))
    return points, kinds


@cache
def _joint_points() -> Points:
    """For each character of the table what it is compared as where it joins parts of a word."""
    joints = [ord(folded(chr(point))) for point in range(_TABLE_SIZE)]
    for space in _NARROW_SPACES:
        joints[ord(space)] = _SPACE
    return np.array(joints, dtype="<u4")


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
    if letter in (_FIELD, _RECORD):
        return point, 0
    return _SPACE, _JOINT if small in "-'.," or letter in _NARROW_SPACES else 0
