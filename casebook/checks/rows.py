"""What the cells of one row ask of one another."""

from collections.abc import Iterator

import pandas as pd

from casebook.tables import schema
from casebook.tables.dataset import Problem, Tables

_DEGREES = {"latitude": 90, "longitude": 180}


def bases(tables: Tables) -> Iterator[Problem]:
    """Columns that say how another is known: given exactly where that one is given."""
    for column in schema.every_column():
        if not column.basis:
            continue
        frame = tables.frames[column.table]
        unknown = "unknown" in schema.described(column.table, column.basis).vocabulary
        missing = "unknown" if unknown else ""
        shown = repr(missing) if missing else "empty"
        empty, without = frame[column.column] == "", frame[column.basis] == missing
        for rows, message in (
            (empty & ~without, f"must be {shown} where {column.column!r} is empty"),
            (~empty & without, f"is {shown}: say how {column.column!r} is known"),
        ):
            for line in frame.index[rows]:
                yield Problem(f"{column.table}.csv", int(line), column.basis, message)


def places(tables: Tables) -> Iterator[Problem]:
    """Coordinates beyond the globe, and one coordinate without the other."""
    frame = tables.frames["incidents"]
    for column, other in (("latitude", "longitude"), ("longitude", "latitude")):
        limit, degrees = _DEGREES[column], pd.to_numeric(frame[column], errors="coerce")
        for line in frame.index[degrees.abs() > limit]:
            message = f"{frame.at[line, column]} lies outside -{limit} to {limit} degrees"
            yield Problem("incidents.csv", int(line), column, message)
        for line in frame.index[(frame[column] == "") & (frame[other] != "")]:
            yield Problem("incidents.csv", int(line), column, f"is empty where {other!r} is given")
    pinned = (frame["latitude"] != "") | (frame["longitude"] != "")
    precise = frame["place_precision"] != ""
    for line in frame.index[pinned & ~precise]:
        message = "is empty where coordinates are given: say how narrow the place is"
        yield Problem("incidents.csv", int(line), "place_precision", message)
    for line in frame.index[~pinned & precise]:
        message = "is given without coordinates: empty it, or add them"
        yield Problem("incidents.csv", int(line), "place_precision", message)


def figures(tables: Tables) -> Iterator[Problem]:
    """Figures without a unit, units and bounds without a figure, bounds in the wrong order."""
    frame = tables.frames["claims"]
    has = frame["figure"] != ""
    for line in frame.index[has & (frame["unit"] == "")]:
        yield Problem("claims.csv", int(line), "unit", "is empty: say what the figure counts")
    given = frame[["unit", "low", "high"]] != ""
    for line in frame.index[~has & given.any(axis=1)]:
        cells = " and ".join(given.columns[given.loc[line]])
        message = f"is empty where {cells} is given: copy it from the quote, or empty the others"
        yield Problem("claims.csv", int(line), "figure", message)
    low = pd.to_numeric(frame["low"], errors="coerce")
    high = pd.to_numeric(frame["high"], errors="coerce")
    for line in frame.index[low > high]:
        bounds = f"{frame.at[line, 'low']} is greater than high, {frame.at[line, 'high']}"
        yield Problem("claims.csv", int(line), "low", f"{bounds}: correct one of them")


def relations(tables: Tables) -> Iterator[Problem]:
    """Claims related to themselves, relations without their note, and updates of no figure."""
    frame, claims = tables.frames["relations"], tables.frames["claims"]
    for line in frame.index[(frame["claim_id"] == frame["other_id"]) & (frame["claim_id"] != "")]:
        message = "is the claim itself: name another claim, or remove the row"
        yield Problem("relations.csv", int(line), "other_id", message)
    silent = frame["relation"].isin(schema.NEEDS_A_NOTE) & (frame["note"] == "")
    for line, relation in frame.loc[silent, "relation"].items():
        message = f"is empty: say why the relation is {relation!r}"
        yield Problem("relations.csv", int(str(line)), "note", message)
    counting = claims.loc[claims["figure"] != "", "claim_id"]
    updates = frame[frame["relation"] == schema.UPDATES]
    for column in schema.keys("relations"):
        known = updates[column].isin(claims["claim_id"])
        for line, claim in updates.loc[known & ~updates[column].isin(counting), column].items():
            message = (
                f"{claim} has no figure, and only figures are updated: choose another relation"
            )
            yield Problem("relations.csv", int(str(line)), column, message)


def article_dates(tables: Tables) -> Iterator[Problem]:
    """Dates said to be the article's own that are another."""
    claims, sources = tables.frames["claims"], tables.frames["sources"]
    published = sources.drop_duplicates("source_id").set_index("source_id")["published"]
    own = claims[claims["date_basis"] == schema.BASIS_ARTICLE]
    expected = own["source_id"].map(published)
    for line in own.index[expected.notna() & (own["date"] != expected)]:
        cell = own.at[line, "date"]
        message = (
            f"{cell} is not the date of the article, {expected[line] or 'which is not known'}: "
            "write that, or another basis"
        )
        yield Problem("claims.csv", int(line), "date", message)


def reasons(tables: Tables) -> Iterator[Problem]:
    """Sentences that are repeated elsewhere without the claims, and claims without that reason."""
    frame = tables.frames["no_claim"]
    elsewhere, named = frame["reason"] == schema.REPEATED_ELSEWHERE, frame["repeated_in"] != ""
    known = frame["reason"].isin(schema.REASONS)
    for line in frame.index[elsewhere & ~named]:
        message = "is empty: name the claims that carry what the sentence says"
        yield Problem("no_claim.csv", int(line), "repeated_in", message)
    for line in frame.index[known & ~elsewhere & named]:
        message = f"must be empty where the reason is not {schema.REPEATED_ELSEWHERE!r}"
        yield Problem("no_claim.csv", int(line), "repeated_in", message)
