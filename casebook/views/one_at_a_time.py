"""One visitor's page after another.

Python runs one thread at a time. Of many that draw pages at once each is stopped again and again
for the others: all of them are slower than if they had waited for their turn.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

LONGEST_WAIT = 2.0
_turn = RLock()


@contextmanager
def in_turn() -> Iterator[None]:
    """Wait until no other page is being drawn, at most LONGEST_WAIT seconds; also a decorator.

    Who has waited that long is drawn beside the slow one.
    """
    held = _turn.acquire(timeout=LONGEST_WAIT)
    try:
        yield
    finally:
        if held:
            _turn.release()
