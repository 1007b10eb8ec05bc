"""One visitor's page after another.

Python runs one thread at a time. Of many that draw pages at once each is stopped again and again
for the others: all of them are slower than if they had waited for their turn.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock, local

LONGEST_WAIT = 2.0
_turn = RLock()
_mine = local()


@contextmanager
def in_turn() -> Iterator[None]:
    """Wait until no other page is being drawn, at most LONGEST_WAIT seconds; also a decorator.

    Who has waited that long is drawn beside the slow one.
    """
    held = _taken()
    try:
        yield
    finally:
        if held:
            _given()


@contextmanager
def out_of_turn() -> Iterator[None]:
    """Let other pages be drawn meanwhile, while another program works for this one."""
    times = getattr(_mine, "times", 0)
    for _ in range(times):
        _given()
    try:
        yield
    finally:
        # Whoever can't have its turn back goes on beside the page that has it.
        for _ in range(times):
            _taken()


def _taken() -> bool:
    held = _turn.acquire(timeout=LONGEST_WAIT)
    if held:
        _mine.times = getattr(_mine, "times", 0) + 1
    return held


def _given() -> None:
    if getattr(_mine, "times", 0):
        _mine.times -= 1
        _turn.release()
