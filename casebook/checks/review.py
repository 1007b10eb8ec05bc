"""What a curator should look at again: rows whose quote says more than their cells.

Each kind of warning is an error that a machine can suspect and only a reader can judge. A row
answers a warning with its note: a note that names the words in question shows that somebody has
looked, and says why they stand as they do. Warnings never stop the tables from being used.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from casebook.checks import claim_review, signs_of_claims
from casebook.tables import schema
from casebook.tables.dataset import Dataset, Problem, Tables

_NO_ROWS = np.empty(0, np.int64)
_OUTLETS = ("outlet", "research body", "organisation")


def warnings(tables: Tables, dataset: Dataset, sentences: pd.DataFrame) -> list[Problem]:
    """All warnings by file and line; only for tables without problems.

    `dataset` and `sentences` (of `coverage`) are made of the same tables. Of files: what was put
    right while they were read. Of claims see `claim_review`. Of other tables: an article file that
    no row uses, an article without claims, an outlet that is none, coordinates without a country,
    actors that share a name or that no row uses, other names with a comma, and a row for a sentence
    without a claim that carries one.
    """
    found = [
        *tables.remarks,
        *claim_review.warnings(tables, dataset),
        *_of_sources(tables),
        *_of_incidents(tables),
        *_of_actors(tables),
        *_of_sentences(tables, dataset, sentences),
    ]
    order = {f"{name}.csv": position for position, name in enumerate(schema.MODELS)}
    return sorted(
        dict.fromkeys(found),
        key=lambda problem: (order.get(problem.file, len(order)), problem.file, problem.line),
    )


def _of_sources(tables: Tables) -> Iterator[Problem]:
    sources = tables.frames["sources"]
    used, with_claims = set(sources["file"]), set(tables.frames["claims"]["source_id"].unique())
    kinds = dict(tables.frames["actors"][["actor", "kind"]].itertuples(index=False, name=None))
    for name in tables.lines:
        if name not in used:
            yield Problem(name, 0, "", "no row of sources.csv uses it: add the article's row")
    for line, row in zip(sources.index, sources.itertuples(), strict=True):
        if row.outlet and kinds[row.outlet] not in _OUTLETS:
            message = f"{row.outlet!r} is of kind {kinds[row.outlet]!r} in actors.csv: correct one"
            yield Problem("sources.csv", int(line), "outlet", message)
        if row.source_id not in with_claims:
            message = "no claim is taken from this article yet: add its claims"
            yield Problem("sources.csv", int(line), "source_id", message)


def _of_incidents(tables: Tables) -> Iterator[Problem]:
    frame = tables.frames["incidents"]
    for line in frame.index[(frame["latitude"] != "") & (frame["country"] == "")]:
        message = "is empty where coordinates are given: name the country"
        yield Problem("incidents.csv", int(line), "country", message)
    for line in frame.index[(frame["date_basis"] == "inferred") & (frame["note"] == "")]:
        message = "is empty and the date is inferred: say how it was worked out"
        yield Problem("incidents.csv", int(line), "note", message)


def _of_actors(tables: Tables) -> Iterator[Problem]:
    frame = tables.frames["actors"]
    used = _used_actors(tables)
    bearers: dict[str, str] = {actor.casefold(): actor for actor in frame["actor"]}
    for line, row in zip(frame.index, frame.itertuples(), strict=True):
        if row.actor not in used:
            message = f"{row.actor!r} is in no other cell: remove the row, or use the name"
            yield Problem("actors.csv", int(line), "actor", message)
        if bearers[row.actor.casefold()] != row.actor:
            other = bearers[row.actor.casefold()]
            message = f"{row.actor!r} differs from {other!r} only in capitals: keep one"
            yield Problem("actors.csv", int(line), "actor", message)
        for alias in schema.split_values(row.aliases):
            if "," in alias and not signs_of_claims.names_pattern([alias]).search(row.note):
                message = (
                    f"{alias!r} has a comma: write '; ' between two names, "
                    "or name it in the note if it is one"
                )
                yield Problem("actors.csv", int(line), "aliases", message)
            other = bearers.setdefault(alias.casefold(), row.actor)
            if other != row.actor:
                message = f"{alias!r} is a name of {other!r} too: keep it with one of them"
                yield Problem("actors.csv", int(line), "aliases", message)


def _used_actors(tables: Tables) -> set[str]:
    used: set[str] = set()
    for column in schema.every_column():
        if column.referred_table == "actors":
            for cell in tables.frames[column.table][column.column].unique():
                used.update(column.values(cell))
    return used


def _of_sentences(tables: Tables, dataset: Dataset, sentences: pd.DataFrame) -> Iterator[Problem]:
    """Rows for sentences without a claim, all of which carry one."""
    passages = dataset.no_claim.loc[tables.frames["no_claim"]["passage_id"]]
    rows_of = sentences.groupby("source_id", sort=False).indices
    starts, ends = sentences["start"].to_numpy(), sentences["end"].to_numpy()
    carried_before = np.cumsum([0, *(sentences["claims"] > 0)])
    lines = tables.frames["no_claim"].index
    columns = (passages[name].tolist() for name in ("source_id", "start", "end"))
    for line, source_id, start, end in zip(lines, *columns, strict=True):
        rows = rows_of.get(source_id, _NO_ROWS)
        touched = rows[(ends[rows] > start) & (starts[rows] < end)]
        if len(touched) == 0:
            continue
        first, last = touched[0], touched[-1] + 1
        if carried_before[last] - carried_before[first] == len(touched):
            message = "the sentence carries a claim: remove the row"
            yield Problem("no_claim.csv", int(line), "quote", message)
