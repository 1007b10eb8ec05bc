"""How many outlets and original sources stand behind what a claim tells of, in all of the data."""

import numpy as np
import pandas as pd

from casebook.tables import schema
from casebook.tables.dataset import Mask, Rows


def memberships(
    claims: pd.DataFrame, relations: pd.DataFrame, unattributed: Mask
) -> tuple[Rows, Rows]:
    """Rows and codes of CORROBORATION: every name that fits a claim, one or two of them or three.

    What counts as one thing: an incident, with whatever claims there are about it; and claims that
    one `repeats` of the other. Any other claim stands for itself. Disputes, tension, parts and
    updates make two claims no telling of one thing, nor does a common topic: what they assert
    differs. Two original sources on one incident need not say the same of it.

    An outlet is one that published an article of the casebook; one that is only cited published
    none here, and a copy counts for the outlet that its article is recorded under. Articles whose
    outlet is not stated may be of any: what several articles tell, such a one among them, is of
    several outlets only where two are named, and of one alone never.

    Original sources are counted as the casebook tells them apart, an unnamed party as one of its
    own and an article in its own voice too. What nobody is named for, as `unattributed` says, adds
    none, since it may go back to any of the others.
    """
    things = _things(claims["incident"].to_numpy(dtype=np.int64), relations)
    size = int(things.max(initial=-1)) + 1
    articles = _different(things, claims["source_id"].cat.codes.to_numpy(dtype=np.int64), size)
    outlets = claims["outlet"].cat.codes.to_numpy(dtype=np.int64)
    stated = np.asarray(claims["outlet"].cat.categories != "", dtype=bool)[outlets]
    named = _different(things[stated], outlets[stated], size)
    somewhere_unstated = np.bincount(things[~stated], minlength=size) > 0
    known = ~unattributed
    origins = claims["origin"].cat.codes.to_numpy(dtype=np.int64)
    sources = _different(things[known], origins[known], size)
    fits = np.column_stack(
        [
            (articles == 1) | ((named == 1) & ~somewhere_unstated),
            sources == 1,
            (sources == 1) & (named > 1),
            sources > 1,
            sources == 0,
        ]
    )
    rows, codes = np.nonzero(fits[things])
    return rows.astype(np.int64), codes.astype(np.int64)


def _things(incident: Rows, relations: pd.DataFrame) -> Rows:
    """For each claim the number of the thing that it tells of."""
    alone = incident.max(initial=-1) + 1 + np.arange(len(incident), dtype=np.int64)
    things = np.where(incident >= 0, incident, alone)
    same = relations[relations["relation"] == schema.REPEATS]
    one, other = (things[same[name].to_numpy(dtype=np.int64)] for name in ("claim", "other"))
    least = np.arange(things.max(initial=-1) + 1, dtype=np.int64)
    while len(one) and (least[one] != least[other]).any():
        lower = np.minimum(least[one], least[other])
        for ends in (least[one], least[other]):
            np.minimum.at(least, ends, lower)
        while (least[least] != least).any():
            least = least[least]
    return least[things]


def _different(things: Rows, values: Rows, size: int) -> Rows:
    """How many different values each of `size` things has."""
    width = int(values.max(initial=0)) + 1
    return np.bincount(np.unique(things * width + values) // width, minlength=size)
