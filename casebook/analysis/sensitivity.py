"""How the counts of a selection change under stricter criteria."""

import numpy as np
import pandas as pd

from casebook.analysis.counting import COUNTED, counts_of, different
from casebook.analysis.source_statement import ITSELF, on_rung
from casebook.tables.dataset import Dataset, Rows
from casebook.words import listed, number

CRITERIA = (
    "all claims",
    "without groups’ claims about themselves",
    "only incidents with two or more original sources",
    "only stated dates",
    "without opinion",
)
COLUMNS = {name: name.capitalize() for name in COUNTED} | {"origins": "Original sources"}

_ALSO = {"incidents": "incident", "origins": "original source", "outlets": "outlet"}


def counts_by_criterion(dataset: Dataset, rows: Rows) -> pd.DataFrame:
    """The counts under stricter criteria: a row for each of CRITERIA, columns COUNTED."""
    claims = dataset.claims
    incident = claims["incident"].to_numpy(dtype=np.int64)[rows]
    about = incident >= 0
    origins = different(
        dataset.codes("origin")[rows][about], incident[about], len(dataset.incidents)
    )
    several = np.zeros(len(rows), dtype=bool)
    several[about] = origins[incident[about]] > 1
    kept = (
        np.ones(len(rows), dtype=bool),
        ~on_rung(dataset, ITSELF)[rows],
        several,
        (claims["date_basis"] == "stated").to_numpy()[rows],
        (claims["kind"] != "opinion").to_numpy()[rows],
    )
    return pd.DataFrame(
        [counts_of(dataset, rows[mask]) for mask in kept],
        index=list(CRITERIA),
        columns=list(COUNTED),
    )


def changes(frame: pd.DataFrame) -> str:
    """What the stricter criteria of `counts_by_criterion` change, in words."""
    whole = frame.iloc[0]
    if not whole["claims"]:
        return "No claim is selected."
    return " ".join(
        f"{str(criterion)[0].upper()}{str(criterion)[1:]}: {_change(whole, row)}."
        for criterion, row in frame.iloc[1:].iterrows()
    )


def _change(whole: pd.Series, row: pd.Series) -> str:
    fewer = int(whole["claims"] - row["claims"])
    if not fewer:
        return "nothing changes"
    others = [
        f"{number(int(whole[name] - row[name]), noun)} fewer"
        for name, noun in _ALSO.items()
        if whole[name] != row[name]
    ]
    also = f", {listed(others)}" if others else "; incidents, original sources and outlets stay"
    return f"{number(fewer, 'claim')} fewer ({fewer / whole['claims']:.0%}){also}"
