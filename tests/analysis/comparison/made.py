"""Casebooks that a test makes up, claim by claim, and what the tests of comparisons ask of them."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from casebook.analysis.comparison import explanation, subjects, verdict
from casebook.analysis.comparison.claim_groups import Pairs
from casebook.analysis.comparison.subjects import Subject
from casebook.analysis.comparison.verdict import CONFLICT, State
from casebook.tables import derive, schema
from casebook.tables.dataset import Dataset, Tables
from tests import small

Row = dict[str, str]
SPOKESMAN, OFFICIALS = "Ali Green", "Ministry officials (unnamed)"
ACTORS = (
    {"actor": "Greens", "kind": "armed group"},
    {"actor": SPOKESMAN, "kind": "person", "affiliation": "Greens"},
    {"actor": "Ministry", "kind": "government"},
    {"actor": OFFICIALS, "kind": "unnamed", "affiliation": "Ministry"},
    {"actor": "Institute", "kind": "research body"},
    {"actor": "A Fellow", "kind": "person", "affiliation": "Institute"},
    {"actor": "A Witness", "kind": "person"},
    {"actor": "Somebody (unnamed)", "kind": "unnamed"},
    {"actor": "Weekly", "kind": "outlet"},
    {"actor": "Green Radio", "kind": "outlet", "affiliation": "Greens"},
)


def claim(claim_id: str, speaker: str = "", **cells: str) -> Row:
    """A claim about the strength of the Greens in March 2021, on words that name its id.

    Cells named like a relation hold the claims to which it stands so: `disputes="a-001; b-001"`,
    and those named like it with `_note` the note of these rows.
    """
    return {
        "claim_id": claim_id,
        "source_id": claim_id[:-4],
        "kind": "report",
        "topic": "strength",
        "date": "2021-03",
        "date_basis": "stated" if cells.get("date", "2021-03") else "",
        "groups": "Greens",
        "speaker": speaker,
        "statement": f"What {claim_id} says.",
        "quote": f"{claim_id} says {cells.get('figure', 'it')}",
        **cells,
    }


def count(claim_id: str, speaker: str, low: int | None, high: int | None, **cells: str) -> Row:
    """A claim with a figure of fighters between two bounds; None is an open end."""
    bounds = {"low": "" if low is None else str(low), "high": "" if high is None else str(high)}
    written = " to ".join(bound for bound in dict.fromkeys(bounds.values()) if bound)
    return claim(claim_id, speaker, **{"figure": written, "unit": "fighters", **bounds, **cells})


def incident(incident_id: str, **cells: str) -> Row:
    return {
        "incident_id": incident_id,
        "title": f"What was {incident_id}",
        "kind": "attack",
    } | cells


SOMETHING = (incident("undated-raid"),)


def related(claims: Iterable[Row]) -> list[Row]:
    """The rows of `relations` that the cells of claims stand for, a pair once."""
    found: dict[frozenset[str], Row] = {}
    for row in claims:
        for relation in schema.RELATIONS:
            name = relation.replace(" ", "_")
            for other in schema.split_values(row.get(name, "")):
                found.setdefault(
                    frozenset((row["claim_id"], other)),
                    {
                        "claim_id": row["claim_id"],
                        "relation": relation,
                        "other_id": other,
                        "note": row.get(f"{name}_note", ""),
                    },
                )
    return [*found.values()]


def unrelated(row: Row) -> Row:
    """The claim without anything that is said of how it stands to others."""
    names = {relation.replace(" ", "_") for relation in schema.RELATIONS}
    return {name: cell for name, cell in row.items() if name not in names}


def copied(row: Row, source_id: str) -> Row:
    """The claim in another article, which has the same words."""
    return {**row, "claim_id": f"{source_id}{row['claim_id'][-4:]}", "source_id": source_id}


def made(
    *claims: Row, incidents: tuple[Row, ...] = (), actors: tuple[Row, ...] = (), **sources: Row
) -> Dataset:
    """A casebook of these claims, each on a line of its own of its article.

    An article is the Weekly's of 1 April 2021, unless `sources` have other cells for it.
    """
    lines: dict[str, list[str]] = {}
    for row in sorted(claims, key=lambda row: row["claim_id"]):
        lines.setdefault(row["source_id"], []).append(f"{row['quote']}.")
    articles = [
        {
            "source_id": source_id,
            "file": f"{source_id}.txt",
            "first_line": "1",
            "last_line": str(len(those)),
            "author": f"{source_id.capitalize()} Writer",
            "outlet": "Weekly",
            "outlet_basis": "stated",
            "published": "2021-04-01",
            "published_basis": "stated",
            **sources.get(source_id, {}),
        }
        for source_id, those in lines.items()
    ]
    rows = {
        "actors": (*ACTORS, {"actor": "Blues", "kind": "armed group"}, *actors),
        "claims": claims,
        "incidents": incidents,
        "relations": related(claims),
        "sources": articles,
    }
    frames = {table: frame(table, rows.get(table, ())) for table in small.TABLES}
    files = {f"{source_id}.txt": tuple(those) for source_id, those in lines.items()}
    return derive.dataset(Tables(frames, files, {}, {}, Path(), "", "version"))


def frame(table: str, rows: Iterable[Row]) -> pd.DataFrame:
    """A table as it is read from its file: text, sorted by its key."""
    every = sorted(rows, key=lambda row: [row[column] for column in schema.keys(table)])
    columns = {name: [row.get(name, "") for row in every] for name in schema.columns(table)}
    return pd.DataFrame(columns, dtype="str")


def at(dataset: Dataset, *claim_ids: str) -> tuple[int, ...]:
    """The positions of claims."""
    found = [dataset.row(claim_id) for claim_id in claim_ids]
    assert None not in found
    return tuple(row for row in found if row is not None)


def names(dataset: Dataset, rows: Iterable[int]) -> list[str]:
    """The ids of claims."""
    return dataset.claims["claim_id"].iloc[[*rows]].tolist()


def all_rows(dataset: Dataset) -> list[int]:
    return [*range(len(dataset.claims))]


def state(dataset: Dataset, *claim_ids: str) -> State:
    """The state of these claims, or of all."""
    return verdict.state(dataset, at(dataset, *claim_ids) if claim_ids else all_rows(dataset))


def why(dataset: Dataset, *claim_ids: str) -> str:
    """The sentences that say why these claims, or all, have their state."""
    return explanation.why(dataset, state(dataset, *claim_ids))


def judged(*claims: Row, incidents: tuple[Row, ...] = (), **sources: Row) -> tuple[str, str]:
    """Name and sentences of the state in which these claims are."""
    dataset = made(*claims, incidents=incidents, **sources)
    found = state(dataset)
    assert bool(len(found.pairs)) == (found.name == CONFLICT)
    return found.name, explanation.why(dataset, found)


def every_subject(dataset: Dataset, kind: str = "") -> list[Subject]:
    """All subjects, or those of one kind."""
    every = subjects.subjects(dataset)
    found = [every[position] for position in range(len(every))]
    return [subject for subject in found if kind in ("", subject.kind)]


def contents(dataset: Dataset, kind: str = "") -> list[list[str]]:
    return [names(dataset, subject.rows) for subject in every_subject(dataset, kind)]


def tuples(pairs: Pairs) -> list[tuple[int, int]]:
    return [*zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)]


def disputed_ids(dataset: Dataset, pairs: Pairs) -> set[frozenset[str]]:
    return {frozenset(names(dataset, pair)) for pair in tuples(pairs)}


def selected(dataset: Dataset, *claim_ids: str) -> np.ndarray:
    return np.array(sorted(at(dataset, *claim_ids)), dtype=np.int64)
