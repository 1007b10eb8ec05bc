"""The claims of a briefing as a short text for the address, and back.

Ids are joined, deflated, and written in the letters that an address may hold.
"""

import base64
import binascii
import zlib
from collections.abc import Iterable

MOST = 500
LONGEST = 6_000  # characters in an address
_MOST_BYTES = 200_000  # of the ids of a basket, once inflated


def written(claim_ids: Iterable[str]) -> str:
    """The first MOST ids as one word; "" for none."""
    ids = list(claim_ids)[:MOST]
    if not ids:
        return ""
    packed = zlib.compress("\n".join(ids).encode(), level=9)
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def read(word: str) -> tuple[str, ...]:
    """The ids that an address names, each once; none where the word is no basket."""
    if not word or len(word) > LONGEST:
        return ()
    try:
        packed = base64.urlsafe_b64decode(word + "=" * (-len(word) % 4))
        whole = zlib.decompressobj()
        unpacked = whole.decompress(packed, _MOST_BYTES).decode()
    except (binascii.Error, zlib.error, ValueError):
        return ()
    return tuple(dict.fromkeys(filter(None, unpacked.split("\n"))))[:MOST] if whole.eof else ()
