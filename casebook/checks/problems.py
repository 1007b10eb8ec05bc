"""What is wrong with the tables: every problem at once, with file, line, column and way out."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pandera.errors
import pycountry

from casebook.tables import dates, evidence, schema
from casebook.tables.dataset import Problem, Tables

_STRAY_SPACE = re.compile(r"^\s|\s$|[\x00-\x1f\x7f-\x9f\u2028\u2029]")


_SHOWN = 80


_OF_AN_ARTICLE = ("claims", "no_claim")


_PLACES = {
    "articles": "in the folder of articles",
    "actors": "in actors.csv",
    "armed groups": "an armed group in actors.csv",
    "countries": "an ISO 3166-1 alpha-3 code, such as AFG",
    "sources": "in sources.csv",
    "incidents": "in incidents.csv",
    "claims": "in claims.csv",
}


def problems(tables: Tables) -> list[Problem]:
    """All problems, sorted by file, line and column; empty when the tables can be used.

    Only causes are told: a cell that one check objects to is without a claim by those after it, and
    what follows from a wrong key, file, quote or range of lines is judged when that is mended.
    """
    found: set[Problem] = set()
    told: set[tuple[str, int, str]] = set()
    blank = set(_blank_rows(tables))
    for check in _CHECKS:
        new = {
            problem
            for problem in check(tables)
            if _cell(problem) not in told and (problem.file, problem.line) not in blank
        }
        told |= {_cell(problem) for problem in new}
        found |= new
    found |= {Problem(file, line, "", "is an empty row: delete it") for file, line in blank}
    order = {f"{name}.csv": position for position, name in enumerate(schema.MODELS)}
    return sorted(
        found,
        key=lambda problem: (
            order.get(problem.file, len(order)),
            problem.file,
            problem.line,
            problem.column,
            problem.message,
        ),
    )


def _blank_rows(tables: Tables) -> Iterator[tuple[str, int]]:
    """File and line of the rows whose cells are all empty, as spreadsheets leave them behind."""
    for name, frame in tables.frames.items():
        for line in frame.index[(frame == "").all(axis=1)]:
            yield f"{name}.csv", int(line)


def _cell(problem: Problem) -> tuple[str, int, str]:
    return problem.file, problem.line, problem.column


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`: did you mean …?` for a near miss, else nothing."""
    near = nearest(name, known)
    return f": did you mean {near!r}?" if near else ""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like this one, if any is near."""
    folded = {candidate.casefold(): candidate for candidate in known if candidate}
    near = difflib.get_close_matches(name[:_SHOWN].casefold(), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def _shown(cell: str) -> str:
    return repr(cell if len(cell) <= _SHOWN else f"{cell[:_SHOWN]}…")


def _sound_keys(table: str, frame: pd.DataFrame) -> pd.Series:
    """Which keys have their shape and, of rows of one article, begin with their source.

    The others can neither be ordered nor found by a reference.
    """
    keys = frame[schema.key(table)]
    sound = keys.str.fullmatch(schema.KEY_SHAPES[table])
    if table not in _OF_AN_ARTICLE:
        return sound
    return sound & (keys.str.replace(r"-p?[0-9]{3}$", "", regex=True) == frame["source_id"])


def _all_sound(table: str, frame: pd.DataFrame) -> bool:
    return len(frame) > 0 and bool(_sound_keys(table, frame).all())


def _schema_problems(tables: Tables) -> Iterator[Problem]:
    """Types, vocabularies, shapes and unique keys, as the pandera models say."""
    for name, model in schema.MODELS.items():
        frame = tables.frames[name]
        try:
            model.validate(frame, lazy=True)
        except pandera.errors.SchemaErrors as errors:
            for case in errors.failure_cases.itertuples():
                if case.check != "field_uniqueness":
                    yield _schema_problem(name, schema.described(name, case.column), case)


def _schema_problem(table: str, described: schema.Column, case: object) -> Problem:
    column, cell = str(case.column), str(case.failure_case)  # type: ignore[attr-defined]
    check, line = str(case.check), int(case.index)  # type: ignore[attr-defined]
    if not cell:
        message = f"is empty: it must be {described.expects}"
    elif check.startswith("isin"):
        hint = did_you_mean(cell, described.vocabulary)
        message = f"{_shown(cell)} is not {described.expects}{hint}"
    elif check.startswith("str_length"):
        message = f"is {len(cell)} characters long: it must be {described.expects}"
    else:
        message = f"{_shown(cell)} is not {described.holds}"
    return Problem(f"{table}.csv", line, column, message)


def _unique_problems(tables: Tables) -> Iterator[Problem]:
    for name, frame in tables.frames.items():
        keys = frame[schema.key(name)]
        first = keys.index.to_series().groupby(keys.to_numpy()).transform("min")
        for line in frame.index[keys.duplicated() & (keys != "")]:
            yield Problem(
                f"{name}.csv",
                int(line),
                str(keys.name),
                f"{_shown(keys[line])} stands on line {first[line]} too: a key stands once",
            )


def _spacing_problems(tables: Tables) -> Iterator[Problem]:
    for name, frame in tables.frames.items():
        for column in frame:
            cells = frame[column]
            for line, cell in cells[cells.str.contains(_STRAY_SPACE.pattern, regex=True)].items():
                message = (
                    "has a tab, line break or control character inside: put a space there"
                    if cell == cell.strip()
                    else "has a space or line break at its beginning or end: remove it"
                )
                yield Problem(f"{name}.csv", int(str(line)), str(column), message)


def _order_problems(tables: Tables) -> Iterator[Problem]:
    for name, frame in tables.frames.items():
        key = schema.key(name)
        sound = frame.loc[_sound_keys(name, frame), key]
        keys = sound.to_numpy(dtype=object)
        for position in np.flatnonzero(keys[1:] < keys[:-1]):
            yield Problem(
                f"{name}.csv",
                int(sound.index[position + 1]),
                key,
                f"{_shown(keys[position + 1])} stands after {_shown(keys[position])}: "
                f"sort the table by {key}{_capitals_first(keys[position], keys[position + 1])}",
            )


def _capitals_first(before: str, after: str) -> str:
    """What a spreadsheet does not do when it sorts."""
    alike = before.casefold() < after.casefold()
    return ", capital letters before small ones" if alike else ""


def _date_problems(tables: Tables) -> Iterator[Problem]:
    for name, column in (("sources", "published"), ("incidents", "date"), ("claims", "date")):
        frame = tables.frames[name]
        file = f"{name}.csv"
        spans = dates.spans(frame[column])
        for line in frame.index[spans["first"].isna()]:
            cell = frame.at[line, column]
            try:
                dates.bounds(cell)
            except ValueError as error:
                yield Problem(file, int(line), column, f"{_shown(cell)} {error}")
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


def _empty_problems(tables: Tables) -> Iterator[Problem]:
    """A table that holds nothing but its header, where something is looked for in it."""
    for name, frame in tables.frames.items():
        if frame.empty and (name == "claims" or name in _referred_to(tables)):
            yield Problem(
                f"{name}.csv",
                1,
                "",
                "has no row below its header: add rows, or take the file from git again",
            )


def _referred_to(tables: Tables) -> set[str]:
    return {
        column.referred_table
        for column in schema.every_column()
        if column.referred_table and (tables.frames[column.table][column.column] != "").any()
    }


def _reference_problems(tables: Tables) -> Iterator[Problem]:
    names = _names(tables)
    of_actors, of_countries = _aliases(tables), _country_aliases()
    kinds = dict(tables.frames["actors"][["actor", "kind"]].itertuples(index=False, name=None))
    for described in schema.every_column():
        table, column, place = described.table, described.column, described.references
        separator, target = described.separator, described.referred_table
        if not place or (target and not _all_sound(target, tables.frames[target])):
            continue
        values = tables.frames[table][column]
        values = values[values != ""]
        single = values.str.split(separator, regex=False).explode() if separator else values
        known = single.isin(names[place])
        aliases = of_countries if place == "countries" else of_actors
        why = {
            value: f"{_shown(value)} is of kind {kinds[value]!r} in actors.csv: name an armed group"
            if place == "armed groups" and value in kinds
            else _why_unknown(value, names[place], place, aliases, separator)
            for value in single[~known].unique()
        }
        for line, value in single[~known].items():
            yield Problem(f"{table}.csv", int(str(line)), column, why[value])
        pairs = pd.DataFrame({"line": single[known].index, "value": single[known].to_numpy()})
        for pair in pairs[pairs.duplicated()].itertuples():
            yield Problem(
                f"{table}.csv",
                pair.line,
                column,
                f"{_shown(pair.value)} stands twice in the cell: keep one",
            )


def _names(tables: Tables) -> dict[str, list[str]]:
    """What a cell may name, by place.

    An actor whose kind is no kind may be an armed group, and a listed article that is missing is
    told of where it is listed.
    """
    kinds = tables.frames["actors"]["kind"]
    armed = (kinds == "armed group") | ~kinds.isin(schema.ACTOR_KINDS)
    return {
        **{name: list(frame[schema.key(name)]) for name, frame in tables.frames.items()},
        "armed groups": list(tables.frames["actors"].loc[armed, "actor"]),
        "articles": sorted(tables.lines.keys() | tables.expected_digests.keys()),
        "countries": [country.alpha_3 for country in pycountry.countries],
    }


def _aliases(tables: Tables) -> dict[str, str]:
    """What to write for another name of an actor."""
    actors = tables.frames["actors"]
    aliases: dict[str, str] = {}
    for actor, names in zip(actors["actor"], actors["aliases"], strict=True):
        aliases.update(dict.fromkeys(schema.split_values(names), actor))
    return aliases


def _country_aliases() -> dict[str, str]:
    """The code to write for the name of a country or for its code of two letters."""
    return {
        name: country.alpha_3
        for country in pycountry.countries
        for name in (country.name, country.alpha_2)
    }


def _why_unknown(
    value: str, names: list[str], place: str, aliases: dict[str, str], separator: str
) -> str:
    parts = re.split(r"\s*[;,>]\s*", value)
    if not value:
        return f"{separator.strip()!r} stands with no name before or after it: remove it"
    if separator and len(parts) > 1 and set(parts) <= set(names):
        hint = f": write {separator.join(parts)!r}"
    elif aliases.get(value) in names:
        hint = f": it stands for {aliases[value]!r}, write that"
    elif place == "claims" and _of_known_article(value, names):
        hint = ": was it removed? Name a claim that says the same, or take it out"
    else:
        hint = "" if place == "countries" and len(value) < 4 else did_you_mean(value, names)
    return f"{_shown(value)} is not {_PLACES[place]}{hint or ': correct it, or add it there'}"


def _of_known_article(claim_id: str, names: list[str]) -> bool:
    """Whether there are claims of this article, so that only the number can be wrong."""
    article, shaped = claim_id[:-3], re.fullmatch(schema.CLAIM_KEY, claim_id)
    return shaped is not None and any(name.startswith(article) for name in names)


def _line_numbers(first: str, last: str) -> tuple[int, int] | None:
    """Both as numbers, or None where one has not the shape of a line number."""
    if not all(re.fullmatch(schema.WHOLE_NUMBER, cell) for cell in (first, last)):
        return None
    return int(first), int(last)


def _source_problems(tables: Tables) -> Iterator[Problem]:
    frame = tables.frames["sources"]
    taken: dict[str, list[tuple[int, int, str]]] = {}
    for line, row in zip(frame.index, frame.itertuples(), strict=True):
        numbers = _line_numbers(row.first_line, row.last_line)
        if numbers is None:
            continue
        first, last = numbers
        lines = tables.lines.get(row.file, ())
        length = len(lines) - (lines[-1:] == ("",))  # the last line break ends the last line
        if last < first:
            message = f"{last} is before the first line, {first}: correct one of them"
            yield Problem("sources.csv", line, "last_line", message)
        elif length and last > length:
            message = f"{last} is past the file's end at line {length}: correct it"
            yield Problem("sources.csv", line, "last_line", message)
        else:
            for other_first, other_last, other in taken.get(row.file, []):
                if first <= other_last and other_first <= last:
                    message = f"the lines overlap with those of {other!r}: correct one of them"
                    yield Problem("sources.csv", line, "first_line", message)
            taken.setdefault(row.file, []).append((first, last, row.source_id))


def _article_problems(tables: Tables) -> Iterator[Problem]:
    listed, found = tables.expected_digests, tables.digests
    missing = {digest: name for name, digest in listed.items() if name not in found}
    for name, digest in found.items():
        if name in listed and listed[name] != digest:
            message = (
                "differs from its checksum in SHA256SUMS: articles are never edited, "
                "take it from git again"
            )
            yield Problem(name, 0, "", message)
        elif name not in listed and digest in missing:
            other = missing.pop(digest)
            message = f"is listed in SHA256SUMS as {other!r}: one of the two names is wrong"
            yield Problem(name, 0, "", message)
        elif name not in listed:
            message = "is not listed in SHA256SUMS: add it with sha256sum, or move it away"
            yield Problem(name, 0, "", message)
    lines = {name: line for line, name in enumerate(listed, start=1)}
    for name in missing.values():
        message = f"lists {name}, which is missing: put it back, or remove the line"
        yield Problem("SHA256SUMS", lines[name], "", message)


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


def _key_problems(tables: Tables) -> Iterator[Problem]:
    for name in _OF_AN_ARTICLE:
        frame, key = tables.frames[name], schema.key(name)
        shaped = frame[key].str.fullmatch(schema.KEY_SHAPES[name])
        known = frame["source_id"].isin(tables.frames["sources"]["source_id"])
        for line in frame.index[shaped & known & ~_sound_keys(name, frame)]:
            yield Problem(
                f"{name}.csv",
                int(line),
                key,
                f"{_shown(frame.at[line, key])} does not begin with "
                f"{_shown(frame.at[line, 'source_id'])}: correct one of them",
            )


@dataclass(frozen=True)
class _Article:
    """The text of a source, the first of its lines, and all lines of its file."""

    text: str
    first_line: int
    lines: tuple[str, ...]


def _articles(tables: Tables) -> dict[str, _Article]:
    """Each source whose file and lines are sound, by `source_id`."""
    texts: dict[str, _Article] = {}
    for row in tables.frames["sources"].itertuples():
        lines = tables.lines.get(row.file, ())
        digest = tables.digests.get(row.file)
        numbers = _line_numbers(row.first_line, row.last_line)
        if numbers is None or digest != tables.expected_digests.get(row.file, digest):
            continue
        if numbers[0] <= numbers[1] <= len(lines):
            text = evidence.article_text(lines, *numbers)
            texts[row.source_id] = _Article(text, numbers[0], lines)
    return texts


def _quote_problems(tables: Tables) -> Iterator[Problem]:
    """Whether quotes stand in their articles, and figures in quotes that do."""
    texts = _articles(tables)
    for name in _OF_AN_ARTICLE:
        frame = tables.frames[name]
        frame = frame[_sound_keys(name, frame) & frame["source_id"].isin(list(texts))]
        frame = frame[frame["quote"].str.len().between(1, schema.QUOTE_LIMIT)]
        frame = frame[frame["occurrence"].str.fullmatch(rf"({schema.WHOLE_NUMBER})?")]
        columns = (frame["source_id"], frame["quote"], frame["occurrence"])
        for line, source, quote, occurrence in zip(frame.index, *columns, strict=True):
            problem = _why_not_found(texts[source], quote, occurrence)
            if problem:
                yield Problem(f"{name}.csv", line, *problem)
            elif name == "claims" and frame.at[line, "figure"] not in quote:
                figure = _shown(frame.at[line, "figure"])
                message = f"{figure} is not in the quote: copy it as it is written there"
                yield Problem("claims.csv", line, "figure", message)


def _why_not_found(article: _Article, quote: str, occurrence: str) -> tuple[str, str] | None:
    """The column and what is wrong with it, if the quote can't be found as its row says."""
    try:
        evidence.find(article.text, quote, int(occurrence) if occurrence else None)
    except LookupError as error:
        message = str(error)
        outside = [line for line, text in enumerate(article.lines, start=1) if quote in text]
        if outside and quote not in article.text:
            last = article.first_line + article.text.count("\n")
            message = (
                f"stands on line {outside[0]} of the file, and the article on lines "
                f"{article.first_line} to {last}: correct these in sources.csv, or the quote"
            )
        return "occurrence" if message.startswith("occurrence") else "quote", message
    if occurrence and len(evidence.starts(article.text, quote)) == 1:
        return "occurrence", "must be empty: the quote stands once in the article"
    return None


def _passage_problems(tables: Tables) -> Iterator[Problem]:
    frame = tables.frames["no_claim"]
    elsewhere, told = frame["reason"] == schema.REPEATED_ELSEWHERE, frame["repeated_in"] != ""
    known = frame["reason"].isin(schema.REASONS)
    for line in frame.index[elsewhere & ~told]:
        message = "is empty: name the claims that carry what the sentence says"
        yield Problem("no_claim.csv", int(line), "repeated_in", message)
    for line in frame.index[known & ~elsewhere & told]:
        message = f"must be empty where the reason is not {schema.REPEATED_ELSEWHERE!r}"
        yield Problem("no_claim.csv", int(line), "repeated_in", message)


def _figure_problems(tables: Tables) -> Iterator[Problem]:
    frame = tables.frames["claims"]
    has = frame["figure"] != ""
    for line in frame.index[has & (frame["unit"] == "")]:
        yield Problem("claims.csv", int(line), "unit", "is empty: say what the figure counts")
    given = frame[["unit", "low", "high"]] != ""
    for line in frame.index[~has & given.any(axis=1)]:
        cells = " and ".join(given.columns[given.loc[line]])
        message = f"must not be empty beside {cells}: copy it from the quote, or empty those"
        yield Problem("claims.csv", int(line), "figure", message)
    low = pd.to_numeric(frame["low"], errors="coerce")
    high = pd.to_numeric(frame["high"], errors="coerce")
    for line in frame.index[low > high]:
        bounds = f"{frame.at[line, 'low']} is greater than high, {frame.at[line, 'high']}"
        yield Problem("claims.csv", int(line), "low", f"{bounds}: correct one of them")


def _dispute_problems(tables: Tables) -> Iterator[Problem]:
    frame = tables.frames["claims"]
    several = frame["disputes"].str.split(schema.SEPARATOR, regex=False).explode()
    for line in several.index[
        (several != "") & (several == frame["claim_id"].reindex(several.index))
    ]:
        yield Problem(
            "claims.csv", int(line), "disputes", "a claim can't dispute itself: remove it"
        )


def _incident_problems(tables: Tables) -> Iterator[Problem]:
    incidents, claims = tables.frames["incidents"], tables.frames["claims"]
    if claims.empty:
        return
    known = list(incidents["incident_id"])
    misspelled = claims["incident_id"][~claims["incident_id"].isin(known)].unique()
    meant = {nearest(name, known) for name in misspelled if name}
    for line in incidents.index[~incidents["incident_id"].isin([*claims["incident_id"], *meant])]:
        incident = incidents.at[line, "incident_id"]
        yield Problem(
            "incidents.csv",
            int(line),
            "incident_id",
            f"no claim is about {_shown(incident)}: add the claim that tells of it, "
            "or remove the row",
        )
    yield from _apart_problems(incidents, claims)


def _apart_problems(incidents: pd.DataFrame, claims: pd.DataFrame) -> Iterator[Problem]:
    """Claims whose date does not meet their incident's; told once where none of several does."""
    spans = dates.spans(incidents["date"]).assign(line=incidents.index, date=incidents["date"])
    spans = spans.set_axis(incidents["incident_id"])[_sound_keys("incidents", incidents).to_numpy()]
    spans = spans[~spans.index.duplicated()].add_suffix("_incident")
    told = dates.spans(claims["date"]).assign(
        incident_id=claims["incident_id"], date=claims["date"]
    )
    both = told.join(spans, on="incident_id")
    days = both[["first", "last", "first_incident", "last_incident"]]
    both = both[(days.fillna("") != "").all(axis=1)]
    apart = (both["first"] > both["last_incident"]) | (both["last"] < both["first_incident"])
    for incident, rows in both[apart].groupby("incident_id"):
        date = rows["date_incident"].iloc[0]
        if 1 < len(rows) == (both["incident_id"] == incident).sum():
            message = f"{date} does not meet the date of any claim about it: correct it"
            yield Problem("incidents.csv", int(rows["line_incident"].iloc[0]), "date", message)
            continue
        for line, row in rows.iterrows():
            message = (
                f"{row['date']} does not meet the date of {_shown(str(incident))}, {date}: "
                "correct one of them"
            )
            yield Problem("claims.csv", int(str(line)), "date", message)


_CHECKS: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    _spacing_problems,
    _schema_problems,
    _unique_problems,
    _order_problems,
    _date_problems,
    _empty_problems,
    _reference_problems,
    _source_problems,
    _article_problems,
    _place_problems,
    _key_problems,
    _quote_problems,
    _figure_problems,
    _dispute_problems,
    _incident_problems,
    _passage_problems,
)
