"""How the counts of a selection change if claims with a caveat are left out."""

from dataclasses import dataclass

import numpy as np

from casebook.analysis.counting import Counts, counts_of
from casebook.analysis.selection import Filtered, Selection
from casebook.tables import schema
from casebook.tables.dataset import Dataset, Mask
from casebook.words import agreeing, listed, number

_ALSO = {"incidents": "incident", "origins": "original source", "outlets": "outlet"}


@dataclass(frozen=True)
class LeavingOut:
    """What leaving out one of CAVEATS does: the counts before and after, and whether it is done.

    What is left out already is counted against what there were without that filter.
    """

    caveat: str
    done: bool
    before: Counts
    after: Counts

    @property
    def goes(self) -> int:
        """How many claims go."""
        return self.before.claims - self.after.claims

    def in_words(self) -> str:
        """As in `42 of 661 claims go, and with them 10 incidents and 5 original sources`."""
        if not self.goes:
            return "No claim goes."
        also = [
            number(getattr(self.before, name) - getattr(self.after, name), noun)
            for name, noun in _ALSO.items()
            if getattr(self.before, name) != getattr(self.after, name)
        ]
        verb = "are left out" if self.done and self.goes > 1 else "is left out"
        going = verb if self.done else agreeing(self.goes, "goes", "go")
        with_them = f", and with {agreeing(self.goes, 'it', 'them')} {listed(also)}" if also else ""
        whole = number(self.before.claims, "claim")
        return f"{self.goes:,} of {whole} {going}{with_them}."


def leaving_out(dataset: Dataset, chosen: Selection, filtered: Filtered) -> list[LeavingOut]:
    """What leaving out each of CAVEATS does to a selection, in their order."""
    whole = filtered.without("without")
    return [
        LeavingOut(
            caveat,
            caveat in chosen.without,
            counts_of(dataset, rows),
            counts_of(dataset, rows[~having(dataset, caveat)[rows]]),
        )
        for caveat in schema.CAVEATS
        for rows in [whole if caveat in chosen.without else filtered.rows]
    ]


def having(dataset: Dataset, caveat: str) -> Mask:
    """Which claims have a caveat."""
    members = dataset.members["caveat"]
    mask = np.zeros(len(dataset.claims), dtype=bool)
    if caveat in members.names:
        mask[members.rows[members.codes == members.names.index(caveat)]] = True
    return mask
