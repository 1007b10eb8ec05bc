"""What is wrong with the tables: every problem at once, with file, line, column and way out."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator

import numpy as np
import pandas as pd
import pandera.errors
import pycountry

from casebook import dates, evidence, schema
from casebook.schema import Problem, Tables

_STRAY_SPACE = re.compile(r"^\s|\s$|[\n\t\r]")


def problems(tables: Tables) -> list[Problem]:
    """All problems, sorted by file, line and column; empty when the tables can be used.

    Checks that build on the shape of a cell pass over cells whose shape is wrong already.
    """
    found = [problem for check in _CHECKS for problem in check(tables)]
    order = {f"{name}.csv": position for position, name in enumerate(schema.MODELS)}
    return sorted(
        set(found),
        key=lambda problem: (
            order.get(problem.file, len(order)),
            problem.file,
            problem.line,
            problem.column,
            problem.message,
        ),
    )


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`: did you mean …?` for a near miss, else nothing."""
    folded = {candidate.casefold(): candidate for candidate in known if candidate}
    near = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    return f": did you mean {folded[near[0]]!r}?" if near else ""


def _schema_problems(tables: Tables) -> Iterator[Problem]:
    """Types, vocabularies, shapes and unique keys, as the pandera models say."""
    for name, model in schema.MODELS.items():
        try:
            model.validate(tables.frames[name], lazy=True)
        except pandera.errors.SchemaErrors as errors:
            fields = model.to_schema().columns
            for case in errors.failure_cases.itertuples():
                yield _schema_problem(name, fields[case.column], case)


def _schema_problem(table: str, field: object, case: object) -> Problem:
    column, cell = str(case.column), str(case.failure_case)  # type: ignore[attr-defined]
    check, line = str(case.check), int(case.index)  # type: ignore[attr-defined]
    expects = (field.metadata or {}).get("expects", "")  # type: ignore[attr-defined]
    if "unique" in check:
        message = f"{cell!r} stands in another row too: a key stands once"
    elif check.startswith("isin"):
        vocabulary = expects.removeprefix("one of: ").split(", ")
        message = f"{cell!r} is not {expects}{did_you_mean(cell, vocabulary)}"
    elif check.startswith("str_length") and cell:
        message = f"is {len(cell)} characters long: it must be {expects}"
    elif cell:
        message = f"{cell!r} is not {expects}"
    else:
        message = f"is empty: it must be {expects.removesuffix('; the cell is empty')}"
    return Problem(f"{table}.csv", line, column, message)


def _spacing_problems(tables: Tables) -> Iterator[Problem]:
    for name, frame in tables.frames.items():
        for column in frame:
            wrong = frame[column].str.contains(_STRAY_SPACE.pattern, regex=True)
            for line in frame.index[wrong]:
                yield Problem(
                    f"{name}.csv",
                    int(line),
                    str(column),
                    "has a space, tab or line break at its beginning or end, or a line break "
                    "inside: remove it",
                )


def _order_problems(tables: Tables) -> Iterator[Problem]:
    for name, frame in tables.frames.items():
        key = schema.key(name)
        keys = frame[key].to_numpy(dtype=object)
        for position in np.flatnonzero(keys[1:] < keys[:-1]):
            yield Problem(
                f"{name}.csv",
                int(frame.index[position + 1]),
                key,
                f"{keys[position + 1]!r} stands after {keys[position]!r}: sort the table by {key}",
            )


def _date_problems(tables: Tables) -> Iterator[Problem]:
    for name, column in (("sources", "published"), ("incidents", "date"), ("claims", "date")):
        frame = tables.frames[name]
        file = f"{name}.csv"
        spans = dates.spans(frame[column])
        for line in frame.index[spans["first"].isna()]:
            yield Problem(
                file,
                int(line),
                column,
                f"{frame.at[line, column]!r} is no EDTF date: write 2021, 2021-08, 2021-08-26, "
                "2015/2019 or 2021-08/..",
            )
        basis = "published_basis" if name == "sources" else "date_basis"
        missing = "unknown" if name == "sources" else ""
        yield from _basis_problems(frame, file, column, basis, missing)
    yield from _basis_problems(
        tables.frames["sources"], "sources.csv", "outlet", "outlet_basis", "unknown"
    )


def _basis_problems(
    frame: pd.DataFrame, file: str, column: str, basis: str, missing: str
) -> Iterator[Problem]:
    empty, without = frame[column] == "", frame[basis] == missing
    shown = repr(missing) if missing else "empty"
    for line in frame.index[empty & ~without]:
        yield Problem(file, int(line), basis, f"must be {shown} where {column!r} is empty")
    for line in frame.index[~empty & without]:
        yield Problem(file, int(line), basis, f"is {shown}: say how {column!r} is known")


def _reference_problems(tables: Tables) -> Iterator[Problem]:
    frames = tables.frames
    actors, claims = frames["actors"]["actor"], frames["claims"]["claim_id"]
    armed = frames["actors"].loc[frames["actors"]["kind"] == "armed group", "actor"]
    sources, incidents = frames["sources"]["source_id"], frames["incidents"]["incident_id"]
    countries = pd.Series([country.alpha_3 for country in pycountry.countries])
    for table, column, known, where, separator in (
        ("sources", "file", pd.Series(list(tables.lines)), "the folder of articles", ""),
        ("sources", "outlet", actors, "actors.csv", ""),
        ("sources", "republished_by", actors, "actors.csv", ""),
        ("actors", "affiliation", actors, "actors.csv", ""),
        ("incidents", "groups", armed, "actors.csv as an armed group", schema.SEPARATOR),
        ("incidents", "country", countries, "ISO 3166-1 alpha-3", schema.SEPARATOR),
        ("claims", "source_id", sources, "sources.csv", ""),
        ("claims", "incident_id", incidents, "incidents.csv", ""),
        ("claims", "groups", armed, "actors.csv as an armed group", schema.SEPARATOR),
        ("claims", "speaker", actors, "actors.csv", ""),
        ("claims", "via", actors, "actors.csv", schema.HAND_SEPARATOR),
        ("claims", "disputes", claims, "claims.csv", schema.SEPARATOR),
    ):
        values = frames[table][column]
        values = values[values != ""]
        single = values.str.split(separator, regex=False).explode() if separator else values
        unknown = single[~single.isin(known)]
        for line, value in unknown.items():
            yield Problem(
                f"{table}.csv",
                int(str(line)),
                column,
                f"{value!r} is not in {where}{did_you_mean(value, known)}",
            )
        if separator:
            yield from _repeated_problems(single, table, column)


def _repeated_problems(single: pd.Series, table: str, column: str) -> Iterator[Problem]:
    pairs = pd.DataFrame({"line": single.index, "value": single.to_numpy()})
    for pair in pairs[pairs.duplicated()].itertuples():
        yield Problem(f"{table}.csv", pair.line, column, f"{pair.value!r} stands twice in the cell")


def _source_problems(tables: Tables) -> Iterator[Problem]:
    frame = tables.frames["sources"]
    taken: dict[str, list[tuple[int, int, str]]] = {}
    for line, row in zip(frame.index, frame.itertuples(), strict=True):
        if not (row.first_line.isdecimal() and row.last_line.isdecimal()):
            continue
        first, last = int(row.first_line), int(row.last_line)
        length = len(tables.lines.get(row.file, ()))
        if last < first:
            yield Problem("sources.csv", line, "last_line", f"{last} is before line {first}")
        elif length and last > length:
            yield Problem(
                "sources.csv", line, "last_line", f"{last} is past the file's end at line {length}"
            )
        for other_first, other_last, other in taken.get(row.file, []):
            if first <= other_last and other_first <= last:
                yield Problem(
                    "sources.csv", line, "first_line", f"the lines overlap with those of {other!r}"
                )
        taken.setdefault(row.file, []).append((first, last, row.source_id))


def _article_problems(tables: Tables) -> Iterator[Problem]:
    for name, digest in tables.digests.items():
        expected = tables.expected_digests.get(name)
        if expected is None:
            yield Problem(
                name, 0, "", "is not listed in SHA256SUMS: add it with sha256sum, or move it away"
            )
        elif expected != digest:
            yield Problem(
                name, 0, "", "differs from its checksum in SHA256SUMS: articles are never edited"
            )
    for name in tables.expected_digests.keys() - tables.digests.keys():
        yield Problem("SHA256SUMS", 0, "", f"lists {name}, which is missing")


def _place_problems(tables: Tables) -> Iterator[Problem]:
    frame = tables.frames["incidents"]
    for column, other, limit in (("latitude", "longitude", 90), ("longitude", "latitude", 180)):
        degrees = pd.to_numeric(frame[column], errors="coerce")
        for line in frame.index[degrees.abs() > limit]:
            yield Problem(
                "incidents.csv",
                int(line),
                column,
                f"{frame.at[line, column]} lies outside -{limit} to {limit} degrees",
            )
        for line in frame.index[(frame[column] == "") & (frame[other] != "")]:
            yield Problem("incidents.csv", int(line), column, f"is empty where {other!r} is given")


def _claim_key_problems(tables: Tables) -> Iterator[Problem]:
    frame = tables.frames["claims"]
    well_formed = frame["claim_id"].str.fullmatch(schema.CLAIM_KEY)
    wrong = well_formed & (frame["claim_id"].str[:-4] != frame["source_id"])
    for line in frame.index[wrong]:
        claim, source = frame.at[line, "claim_id"], frame.at[line, "source_id"]
        yield Problem(
            "claims.csv", int(line), "claim_id", f"{claim!r} does not begin with {source!r}"
        )


def _quote_problems(tables: Tables) -> Iterator[Problem]:
    texts: dict[str, str] = {}
    for row in tables.frames["sources"].itertuples():
        if row.file in tables.lines and row.first_line.isdecimal() and row.last_line.isdecimal():
            texts[row.source_id] = evidence.article_text(
                tables.lines[row.file], int(row.first_line), int(row.last_line)
            )
    frame = tables.frames["claims"]
    columns = (frame["source_id"], frame["quote"], frame["occurrence"])
    for line, source, quote, occurrence in zip(frame.index, *columns, strict=True):
        if source not in texts or not quote or not (occurrence.isdecimal() or not occurrence):
            continue
        try:
            evidence.find(texts[source], quote, int(occurrence) if occurrence else None)
        except LookupError as error:
            column = "occurrence" if "occurrence" in str(error).split(" ")[0] else "quote"
            yield Problem("claims.csv", int(line), column, str(error.args[0]))
        else:
            if occurrence and len(evidence.starts(texts[source], quote)) == 1:
                yield Problem(
                    "claims.csv",
                    int(line),
                    "occurrence",
                    "must be empty: the quote stands once in the article",
                )


def _figure_problems(tables: Tables) -> Iterator[Problem]:
    frame = tables.frames["claims"]
    has = frame["figure"] != ""
    outside = [
        bool(figure) and figure not in quote
        for figure, quote in zip(frame["figure"], frame["quote"], strict=True)
    ]
    for line in frame.index[outside]:
        yield Problem(
            "claims.csv",
            int(line),
            "figure",
            f"{frame.at[line, 'figure']!r} is not in the quote: copy it as it is written there",
        )
    for line in frame.index[has & (frame["unit"] == "")]:
        yield Problem("claims.csv", int(line), "unit", "is empty: say what the figure counts")
    for column in ("unit", "low", "high"):
        for line in frame.index[~has & (frame[column] != "")]:
            yield Problem("claims.csv", int(line), column, "must be empty where there is no figure")
    low = pd.to_numeric(frame["low"], errors="coerce")
    high = pd.to_numeric(frame["high"], errors="coerce")
    for line in frame.index[low > high]:
        bounds = f"{frame.at[line, 'low']} is greater than high, {frame.at[line, 'high']}"
        yield Problem("claims.csv", int(line), "low", bounds)


def _dispute_problems(tables: Tables) -> Iterator[Problem]:
    frame = tables.frames["claims"]
    several = frame["disputes"].str.split(schema.SEPARATOR, regex=False).explode()
    for line in several.index[several == frame["claim_id"].reindex(several.index)]:
        yield Problem("claims.csv", int(line), "disputes", "a claim can't dispute itself")


def _incident_problems(tables: Tables) -> Iterator[Problem]:
    incidents, claims = tables.frames["incidents"], tables.frames["claims"]
    for line in incidents.index[~incidents["incident_id"].isin(claims["incident_id"])]:
        incident = incidents.at[line, "incident_id"]
        yield Problem(
            "incidents.csv",
            int(line),
            "incident_id",
            f"no claim is about {incident!r}: add the claim that tells of it, or remove the row",
        )
    spans = dates.spans(incidents["date"]).assign(
        date=incidents["date"], incident_id=incidents["incident_id"]
    )
    spans = spans.drop_duplicates("incident_id").set_index("incident_id")
    told = dates.spans(claims["date"]).assign(
        incident_id=claims["incident_id"], date=claims["date"]
    )
    both = told.join(spans, on="incident_id", rsuffix="_incident")
    dated = (both[["first", "last", "first_incident", "last_incident"]].fillna("") != "").all(
        axis=1
    )
    apart = (both["first"] > both["last_incident"]) | (both["last"] < both["first_incident"])
    for line, row in both[dated & apart].iterrows():
        yield Problem(
            "claims.csv",
            int(str(line)),
            "date",
            f"{row['date']} does not meet the date of {row['incident_id']!r}, "
            f"{row['date_incident']}: correct one of them",
        )


_CHECKS: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    _schema_problems,
    _spacing_problems,
    _order_problems,
    _date_problems,
    _reference_problems,
    _source_problems,
    _article_problems,
    _place_problems,
    _claim_key_problems,
    _quote_problems,
    _figure_problems,
    _dispute_problems,
    _incident_problems,
)
