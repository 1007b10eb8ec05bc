"""Text as the search compares it: without capitals, accents and typographic marks."""

import unicodedata
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

LOOKALIKES = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\xa0": " "}
)


# Latin, Greek, Cyrillic, Semitic and Indic letters stand below; a table of all would be slow.
_TABLE_SIZE = 0x3000


def folded(text: str) -> str:
    """Text as the search compares it: lower case, no accents, plain quotation marks and spaces.

    As long as the text, character for character, so that places in one are places in the other. An
    accent that is a character of its own therefore stays: `composed` joins it to its letter before.
    """
    if text.isascii():
        return text.lower()
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    plain = _plain_points().take(points, mode="clip")
    far = np.flatnonzero(points >= _TABLE_SIZE)
    plain[far] = [ord(_plain_letter(chr(point))) for point in points[far]]
    return plain.tobytes().decode("utf-32-le", "surrogatepass")


def composed(text: str) -> str:
    """Text in which a letter and its accent are one character wherever Unicode has one for both."""
    return unicodedata.normalize("NFC", text)


@cache
def _plain_points() -> npt.NDArray[np.uint32]:
    letters = (_plain_letter(chr(point)) for point in range(_TABLE_SIZE))
    return np.fromiter(map(ord, letters), dtype="<u4", count=_TABLE_SIZE)


@lru_cache(maxsize=65536)
def _plain_letter(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    plain = parts[0] if all(map(unicodedata.combining, parts[1:])) else letter
    lowered = plain.translate(LOOKALIKES).lower()
    return lowered if len(lowered) == 1 else plain
