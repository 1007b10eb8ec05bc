"""What a selection rests on: the source statement, and the counts under stricter readings."""

from itertools import pairwise

import numpy as np
import pandas as pd

from casebook.analysis.counting import counts
from casebook.tables import schema
from casebook.tables.dataset import Dataset, Rows
from casebook.tables.dates import UNDATED
from casebook.tables.labels import origin_name
from casebook.words import listed, number

ITSELF, _NOBODY = schema.ATTRIBUTIONS[0], schema.ATTRIBUTIONS[-1]


_MOST_OUTLETS = 6


def source_statement(dataset: Dataset, rows: Rows) -> str:
    """One paragraph on what the rows rest on, to stand in a briefing; a pure function of the rows.

    Years are those of what is claimed. A year without a claim is one between the first and the
    last year that a claim is counted in, of which no claim speaks.
    """
    found = counts(dataset, rows)
    if not found["claims"]:
        return "No claim is selected."
    part = dataset.claims.iloc[rows]
    one = found["claims"] == 1
    largest = part["origin"].value_counts()
    name = origin_name(dataset, str(largest.index[0]))
    rests = (
        f"It goes back to {name}."
        if one
        else f"All of them go back to {name}."
        if found["origins"] == 1
        else f"They go back to {found['origins']:,} origins; {_largest(largest, name)}."
    )
    kinds = {
        "a group’s own word": _among(dataset, rows, ITSELF),
        "disputed by another": found["disputed"],
        "unattributed": _among(dataset, rows, _NOBODY),
        "of an inferred date": int((part["date_basis"] == "inferred").sum()),
        "undated": found["undated"],
    }
    said = [
        f"{'it' if one else f'{count:,}'} {'is' if count == 1 else 'are'} {what}"
        for what, count in kinds.items()
        if count
    ]
    unsaid = [what for what, count in kinds.items() if not count]
    sentences = [
        f"{number(found['claims'], 'claim')} in {number(found['articles'], 'article')}"
        f"{_outlets(part, found['outlets'])}{_span(part)}.",
        rests,
        f"{listed(said)[:1].upper()}{listed(said)[1:]}." if said else "",
        f"{'It is not' if one else 'None is'} {listed(unsaid, 'or')}." if unsaid else "",
        _gaps(part),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _largest(counts: pd.Series, name: str) -> str:
    """What rests on the origin with most claims, if one has more than any other."""
    most = int(counts.iloc[0])
    if most == counts.iloc[1]:
        return f"none of them carries more than {most:,}"
    return f"{most:,} rest on {name} alone"


def _among(dataset: Dataset, rows: Rows, rung: str) -> int:
    """How many of the rows stand on this rung of the ladder of attribution."""
    return int(on_rung(dataset, rung)[rows].sum())


def on_rung(dataset: Dataset, rung: str) -> np.ndarray:
    """Which claims stand on this rung of the ladder of attribution."""
    members = dataset.members["attribution"]
    mask = np.zeros(len(dataset.claims), dtype=bool)
    if rung in members.names:
        mask[members.rows[members.codes == members.names.index(rung)]] = True
    return mask


def _outlets(part: pd.DataFrame, known: int) -> str:
    names = part["outlet"].astype("str")
    order = names[names != ""].value_counts()
    if not known:
        return " of no named outlet"
    shown = [str(name) for name in order.index[:_MOST_OUTLETS]]
    more = known - len(shown)
    names_in_words = listed([*shown, f"{more:,} more"] if more else shown)
    beside = " and of no named outlet" if (names == "").any() else ""
    return f" from {names_in_words}{beside}"


def _span(part: pd.DataFrame) -> str:
    years = part.loc[part["year"] != UNDATED, "year"]
    if years.empty:
        return ", all undated" if len(part) > 1 else ", undated"
    first, last = int(years.min()), int(years.max())
    return f", about {first}" if first == last else f", about {first} to {last}"


def _gaps(part: pd.DataFrame) -> str:
    spans = part.loc[part["year"] != UNDATED, ["first_year", "last_year", "year"]]
    counted = spans["year"]
    years = sorted(
        {
            year
            for first, last, year in spans.itertuples(index=False)
            for year in (*range(max(first, counted.min()), min(last, counted.max()) + 1), year)
        }
    )
    if len(years) < 2:
        return ""
    runs = [(before + 1, after - 1) for before, after in pairwise(years) if after - before > 1]
    if not runs:
        return "Every year between has a claim." if years[-1] - years[0] > 1 else ""
    words = [f"{first}" if first == last else f"{first}–{last}" for first, last in runs]
    return f"None is about {listed(words, 'or')}."
