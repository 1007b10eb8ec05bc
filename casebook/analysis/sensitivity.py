"""How the counts of a selection change under stricter criteria."""

import numpy as np
import pandas as pd

from casebook.analysis.counting import COUNTED, counts
from casebook.analysis.source_statement import ITSELF, on_rung
from casebook.tables.dataset import Dataset, Rows
from casebook.words import listed, number

CRITERIA = (
    "all claims",
    "without groups’ own claims",
    "only incidents that two or more origins tell of",
    "only stated dates",
    "without opinion",
)


def counts_by_criterion(dataset: Dataset, rows: Rows) -> pd.DataFrame:
    """The counts under stricter readings: a row for each of CRITERIA, columns COUNTED."""
    claims = dataset.claims
    incident, origin = claims["incident"].to_numpy()[rows], dataset.codes("origin")[rows]
    told = pd.DataFrame({"incident": incident, "origin": origin})[incident >= 0]
    origins = told.groupby("incident")["origin"].nunique()
    confirmed = np.isin(incident, origins.index[origins > 1])
    kept = (
        np.ones(len(rows), dtype=bool),
        ~on_rung(dataset, ITSELF)[rows],
        confirmed,
        (claims["date_basis"] == "stated").to_numpy()[rows],
        (claims["kind"] != "opinion").to_numpy()[rows],
    )
    return pd.DataFrame(
        [counts(dataset, rows[mask]) for mask in kept], index=list(CRITERIA), columns=list(COUNTED)
    )


def changes(frame: pd.DataFrame) -> str:
    """What the stricter readings of `counts_by_criterion` change, in words."""
    whole = frame.iloc[0]
    if not whole["claims"]:
        return "No claim is selected."
    told = []
    for reading, row in frame.iloc[1:].iterrows():
        lost = int(whole["claims"] - row["claims"])
        words = str(reading)
        start = f"{words[0].upper()}{words[1:]}"
        if not lost:
            told.append(f"{start}: nothing changes.")
            continue
        others = [
            f"{number(int(whole[name] - row[name]), name.removesuffix('s'))} fewer"
            for name in ("incidents", "origins", "outlets")
            if whole[name] != row[name]
        ]
        beside = f", {listed(others)}" if others else "; incidents, origins and outlets stay"
        share = lost / whole["claims"]
        told.append(f"{start}: {number(lost, 'claim')} fewer ({share:.0%}){beside}.")
    return " ".join(told)
