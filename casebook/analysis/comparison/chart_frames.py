"""What the pictures of one subject are drawn from: figures as ranges, and who said what when."""

import numpy as np
import pandas as pd

from casebook.analysis.comparison import figures as ranges
from casebook.analysis.comparison.claim_groups import in_reading_order
from casebook.analysis.comparison.counted import counted
from casebook.analysis.comparison.subjects import INCIDENT, QUESTION
from casebook.analysis.comparison.verdict import State
from casebook.analysis.comparison.voices import party, said_on, voice
from casebook.tables import dates
from casebook.tables.dataset import Dataset, Rows


def compared(dataset: Dataset, state: State, kind: str) -> Rows:
    """The claims whose figures are set beside one another, in reading order.

    Of a question to figures all that have one. Else those that dispute another of their unit or are
    in tension with it, or of an incident revise or overlap it, and beside them those of that unit
    that state no number at all.
    """
    of, rows = ranges.traits(dataset), state.rows
    if kind == QUESTION:
        return rows[of.counted[rows]]
    found = np.zeros(len(dataset.claims), dtype=bool)
    of_incident = (state.revised, state.overlapping) if kind == INCIDENT else ()
    for pairs in (state.pairs, state.tense, *of_incident):
        both = of.counted[pairs.first] & of.counted[pairs.second]
        both &= of.unit[pairs.first] == of.unit[pairs.second]
        found[pairs.first[both]] = found[pairs.second[both]] = True
    vague = of.counted[rows] & ~of.ranged[rows] & np.isin(of.unit[rows], of.unit[found])
    return rows[found[rows] | vague]


def figures(dataset: Dataset, rows: Rows) -> pd.DataFrame:
    """The figures of these rows as ranges, one row a claim, in reading order.

    Columns claim_id, unit, voice, party, origin, counted (who or what), figure (as written), low,
    high and said, as in `times`; an open end is missing, and both are of a figure that states no
    number. Figures without a unit that can be compared are left out.
    """
    rows = in_reading_order(dataset, rows)
    kept = rows[ranges.traits(dataset).counted[rows]]
    claims = dataset.claims.iloc[kept]
    return pd.DataFrame(
        {
            "claim_id": claims["claim_id"].to_numpy(),
            "unit": claims["unit"].astype("str").to_numpy(),
            **_speaking(dataset, kept),
            "origin": claims["origin"].astype("str").to_numpy(),
            "counted": [counted(dataset, int(row)) for row in kept],
            "figure": claims["figure"].to_numpy(),
            "low": claims["low"].to_numpy(dtype=float),
            "high": claims["high"].to_numpy(dtype=float),
            "said": [said_on(dataset, int(row)) or None for row in kept],
        }
    )


def times(dataset: Dataset, rows: Rows) -> pd.DataFrame:
    """Who said what when: one row a claim, in reading order.

    Columns claim_id, voice, party, statement, first and last (days of what is claimed, as text;
    missing where it is undated or open), open (`left` or `right` where an end is open, else
    empty) and said (the day by which it was said: that of a statement that is an incident, else
    the last on which the article can have been published; may be missing).
    """
    kept = in_reading_order(dataset, rows)
    first, last = (dataset.cells(name, kept) for name in ("first_day", "last_day"))
    open_end = np.where(np.equal(last, dates.LATEST), "right", "")
    return pd.DataFrame(
        {
            "claim_id": dataset.cells("claim_id", kept),
            **_speaking(dataset, kept),
            "statement": dataset.cells("statement", kept),
            "first": [dates.day_as_text(day) for day in first],
            "last": [dates.day_as_text(day) for day in last],
            "open": np.where(np.equal(first, dates.EARLIEST), "left", open_end),
            "said": [said_on(dataset, int(row)) or None for row in kept],
        }
    )


def _speaking(dataset: Dataset, rows: Rows) -> dict[str, list[str]]:
    return {
        "voice": [voice(dataset, int(row)) for row in rows],
        "party": [party(dataset, int(row)) for row in rows],
    }
