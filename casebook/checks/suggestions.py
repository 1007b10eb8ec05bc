"""What a message shows of a cell, and the known name that was probably meant."""

import bisect
import difflib
from collections.abc import Callable, Iterable

_SHOWN = 80


# Comparing is slow: among more names than these only the neighbours in the alphabet are compared.
_COMPARED = 2_000
_NEIGHBOURS = 200


def shown(cell: str) -> str:
    """A cell in quotes, cut where it is very long."""
    return repr(cell if len(cell) <= _SHOWN else f"{cell[:_SHOWN]}…")


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`: did you mean …?` for a near miss, else nothing."""
    near = finder(known)(name)
    return f": did you mean {near!r}?" if near else ""


def finder(known: Iterable[str]) -> Callable[[str], str | None]:
    """Gives the known name that is most like another one, or None where none is near.

    Of more than _COMPARED names it compares those that stand next to the other in the alphabet, so
    that a slip in the first letters goes without a suggestion there.
    """
    folded = {name.casefold(): name for name in known if name}
    many = len(folded) > _COMPARED
    candidates = sorted(folded) if many else list(folded)

    def nearest(name: str) -> str | None:
        meant = name[:_SHOWN].casefold()
        compared = candidates
        if many:
            position = bisect.bisect(candidates, meant)
            compared = candidates[max(position - _NEIGHBOURS, 0) : position + _NEIGHBOURS]
        near = difflib.get_close_matches(meant, compared, n=1, cutoff=0.6)
        return folded[near[0]] if near else None

    return nearest
