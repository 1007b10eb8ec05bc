"""The only reader of the data and article folders: files to typed frames to a Dataset.

`read` opens files and says which could not be read; `dataset` types what the checks let through.
Neither judges what the cells say: that is the work of `checks`.
"""

import difflib
import hashlib
import io
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from casebook import dates, evidence, schema
from casebook.schema import NOT_STATED, Article, Dataset, Members, Problem, Tables

ROOT = Path(__file__).resolve().parent.parent
CHECKSUMS = "SHA256SUMS"
GUIDE = "README.md"
_BOM = b"\xef\xbb\xbf"
# Without possessive quantifiers: the early releases of Python 3.11 match those wrongly in groups.
_QUOTED = re.compile(r'"[^"]*"')
_QUOTED_CELL = re.compile(r'(?<![^,\n])"[^"]*(?:""[^"]*)*"(?![^,\n])')
_ROW = re.compile(r'(?:[^"\n]+|"[^"]*")*\n?')
_OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs"}
_CHECKSUM_LINE = re.compile(r"(?P<digest>[0-9a-fA-F]{64}) [ *](?P<name>\S.*?)\r?")


def folders(data: str | None = None, seeds: str | None = None) -> tuple[Path, Path]:
    """Folder of the tables and folder of the articles.

    As given, else as CASEBOOK_DATA and CASEBOOK_SEEDS say, else `data` and `seeds` of the project.
    """
    return (
        Path(data or os.environ.get("CASEBOOK_DATA") or ROOT / "data"),
        Path(seeds or os.environ.get("CASEBOOK_SEEDS") or ROOT / "seeds"),
    )


def files(data_dir: Path, seeds_dir: Path) -> tuple[Path, ...]:
    """Every file that the tables and articles are read from, missing ones included."""
    tables = [data_dir / f"{name}.csv" for name in schema.MODELS]
    articles = sorted(seeds_dir.glob("*.txt")) if seeds_dir.is_dir() else []
    return (*tables, data_dir / GUIDE, seeds_dir / CHECKSUMS, *articles)


def stamp(data_dir: Path, seeds_dir: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, modification time and size of every file: changes when a file does."""
    found = [path for path in files(data_dir, seeds_dir) if path.is_file()]
    return tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in found)


def read(data_dir: Path, seeds_dir: Path) -> tuple[Tables, list[Problem]]:
    """The files as text, and a problem for each one that can't be read as a table or article.

    The data version is the first twelve hexadecimal digits of a SHA-256 over names and bytes of
    the tables and all articles: it changes exactly when a byte does. A table that may be missing
    is then an empty one.
    """
    problems: list[Problem] = []
    digest = hashlib.sha256()
    frames: dict[str, pd.DataFrame] = {}
    if not data_dir.is_dir():
        problems.append(_missing_folder(data_dir, "tables", "CASEBOOK_DATA", "--data"))
    for table in schema.MODELS:
        path = data_dir / f"{table}.csv"
        if table in schema.OPTIONAL and not path.exists():
            frames[table] = pd.DataFrame(columns=schema.columns(table), dtype="str")
            continue
        content = _content(path, problems) if data_dir.is_dir() else None
        digest.update(path.name.encode() + b"\0" + (content or b"") + b"\0")
        frames[table] = _table(path.name, table, content, problems)
    lines: dict[str, tuple[str, ...]] = {}
    digests: dict[str, str] = {}
    if not seeds_dir.is_dir():
        problems.append(_missing_folder(seeds_dir, "articles", "CASEBOOK_SEEDS", "--seeds"))
    for path in sorted(seeds_dir.glob("*.txt")):
        name = os.fsencode(path.name).decode(errors="backslashreplace")
        content = _content(path, problems) or b""
        digest.update(name.encode() + b"\0" + content + b"\0")
        digests[name] = hashlib.sha256(content).hexdigest()
        problem = _undecodable(name, content)
        if problem:
            problems.append(problem)
        else:
            lines[name] = tuple(content.decode().split("\n"))
    expected = _checksums(seeds_dir / CHECKSUMS, problems) if seeds_dir.is_dir() else {}
    version = digest.hexdigest()[:12]
    guide = _guide(data_dir / GUIDE)
    return Tables(frames, lines, digests, expected, data_dir, guide, version), problems


def _guide(path: Path) -> str:
    """The text for readers beside the tables; nothing is counted from it, so it may be missing."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _missing_folder(folder: Path, content: str, variable: str, option: str) -> Problem:
    return Problem(
        str(folder),
        0,
        "",
        f"the folder of {content} is missing: name another in {variable}, or with {option}",
    )


def _content(path: Path, problems: list[Problem]) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        reason = f"the file is missing: it should be in {path.parent}"
    except OSError as error:
        reason = f"the file can't be read: {error.strerror}"
    problems.append(Problem(path.name, 0, "", reason))
    return None


def _undecodable(name: str, content: bytes) -> Problem | None:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = content[error.start]
        return Problem(
            name, line, "", f"byte 0x{byte:02x} is no UTF-8: save the file again as UTF-8"
        )
    return None


def _table(name: str, table: str, content: bytes | None, problems: list[Problem]) -> pd.DataFrame:
    """The table, or an empty one and the reason why the file is none."""
    if content is not None:
        found = list(_table_problems(name, table, content))
        if not found:
            try:
                return _frame(content)
            except pd.errors.ParserError:
                found = _width_problems(name, content.decode(), len(schema.columns(table)))
        problems += found
    return pd.DataFrame(columns=schema.columns(table), dtype="str")


def _table_problems(name: str, table: str, content: bytes) -> Iterator[Problem]:
    """Why a file is no table: one sort of reason, since the later ones follow from the first."""
    undecodable = _undecodable(name, content)
    if undecodable:
        yield undecodable
    elif not content.strip():
        expected = ",".join(schema.columns(table))
        yield Problem(name, 0, "", f"the file is empty: its first line must be {expected}")
    elif content.startswith(_BOM):
        yield Problem(
            name,
            1,
            "",
            "starts with a byte order mark: save it as UTF-8 without one (not 'CSV UTF-8')",
        )
    elif b"\r" in content:
        yield Problem(
            name,
            _line_of(content, content.index(b"\r")),
            "",
            "has Windows line ends (CRLF): save it with LF, as most text editors and dos2unix can",
        )
    elif b"\0" in content:
        yield Problem(
            name,
            _line_of(content, content.index(b"\0")),
            "",
            "holds a NUL byte: the file is damaged, take it from git again",
        )
    else:
        yield from _shape_problems(name, table, content.decode())


def _line_of(content: str | bytes, position: int) -> int:
    """The line on which a place in a text stands, counted from 1."""
    before = content[:position]
    return 1 + (before.count("\n") if isinstance(before, str) else before.count(b"\n"))


def _shape_problems(name: str, table: str, text: str) -> Iterator[Problem]:
    first_line = text.partition("\n")[0]
    other = "" if "," in first_line else "".join(set(first_line) & set(_OTHER_SEPARATORS))[:1]
    stray = _stray_quote_mark(text)
    blank = f"\n{text}".find("\n\n")
    if other:
        message = f"cells are separated by {_OTHER_SEPARATORS[other]}: save it with commas"
        yield Problem(name, 1, "", message)
    elif stray >= 0:
        yield Problem(
            name,
            _line_of(text, stray),
            "",
            "a quote mark is not closed or stands inside a cell: a quote mark inside a cell is "
            'written twice (""), and the whole cell stands in quotes',
        )
    elif blank >= 0:
        yield Problem(name, _line_of(text, blank), "", "is an empty line: delete it")
    else:
        cells = text.partition("\n")[0].split(",")
        header = [cell[1:-1] if cell.startswith('"') else cell for cell in cells]
        yield from _header_problems(name, header, schema.columns(table))


def _stray_quote_mark(text: str) -> int:
    """The first quote mark that neither encloses a cell nor is doubled inside one; -1: none."""
    if '"' not in _QUOTED_CELL.sub("", text):
        return -1
    end = 0
    for cell in _QUOTED_CELL.finditer(text):
        stray = text.find('"', end, cell.start())
        if stray >= 0:
            return stray
        end = cell.end()
    return text.find('"', end)


def _header_problems(name: str, header: list[str], expected: tuple[str, ...]) -> Iterator[Problem]:
    order = ",".join(expected)
    if not set(header) & set(expected):
        yield Problem(name, 1, "", f"the first line must be {order}")
        return
    missing = [column for column in expected if column not in header]
    for column, times in Counter(header).items():
        if column not in expected:
            near = difflib.get_close_matches(column, missing, n=1)
            missing = [other for other in missing if other not in near]
            hint = f"did you mean {near[0]!r}?" if near else "remove it, or move it to 'note'"
            yield Problem(name, 1, column, f"{column!r} is no column of this table: {hint}")
        elif times > 1:
            yield Problem(name, 1, column, f"the column stands {times} times: keep one")
    for column in missing:
        yield Problem(name, 1, column, "the column is missing: add it, with empty cells if need be")
    if sorted(header) == sorted(expected) and tuple(header) != expected:
        yield Problem(name, 1, "", f"the columns must stand in this order: {order}")


def _width_problems(name: str, text: str, width: int) -> list[Problem]:
    """The rows with too many or too few cells; where there are none, the row that is too long."""
    problems: list[Problem] = []
    line, longest, longest_line = 1, 0, 1
    for row in _ROW.findall(text):
        cells = _QUOTED.sub("", row).count(",") + 1
        if row and cells != width:
            problems.append(
                Problem(
                    name,
                    line,
                    "",
                    f"has {cells} cells where the header has {width}: "
                    "a comma is missing, or one stands in a cell without quotes around it",
                )
            )
        if len(row) > longest:
            longest, longest_line = len(row), line
        line += row.count("\n")
    too_long = f"the row has {longest} characters: is a quote mark missing, or one too many?"
    return problems or [Problem(name, longest_line, "", too_long)]


def _frame(content: bytes) -> pd.DataFrame:
    content = content if content.endswith(b"\n") else content + b"\n"
    frame = pd.read_csv(io.BytesIO(content), engine="pyarrow", dtype="str", keep_default_na=False)
    extra = np.zeros(len(frame), dtype=np.int64)
    if content.count(b"\n") > len(frame) + 1:
        for column in frame:
            extra += frame[column].str.count("\n").to_numpy(dtype=np.int64)
    frame.index = pd.Index(np.arange(2, len(frame) + 2) + np.cumsum(extra) - extra, name="line")
    return frame


def _checksums(path: Path, problems: list[Problem]) -> dict[str, str]:
    """The digest of each listed file, in the order of the lines."""
    content = _content(path, problems) or b""
    expected: dict[str, str] = {}
    listed = content.decode(errors="backslashreplace").removesuffix("\n")
    for number, line in enumerate(listed.split("\n") if listed else [], start=1):
        match = _CHECKSUM_LINE.fullmatch(line)
        if match is None:
            reason = "is no checksum line: make the file again with sha256sum"
        elif match["name"] in expected:
            reason = f"lists {match['name']} a second time: remove one of the lines"
        else:
            expected[match["name"]] = match["digest"].lower()
            continue
        problems.append(Problem(path.name, number, "", reason))
    return expected


def dataset(tables: Tables) -> Dataset:
    """Typed tables with everything derived that a selection or a chart needs.

    Only for tables without problems; others may fail here with any error.
    """
    sources = _typed_sources(tables.frames["sources"])
    actors = tables.frames["actors"].set_index("actor")
    incidents = _typed_incidents(tables.frames["incidents"])
    articles = {
        source_id: Article(
            source_id,
            evidence.article_text(tables.lines[row.file], row.first_line, row.last_line),
            row.first_line,
        )
        for source_id, row in zip(sources.index, sources.itertuples(), strict=True)
    }
    claims = _typed_claims(tables.frames["claims"], sources, incidents, actors, articles)
    members = {
        "group": _members(claims["groups"], several=True),
        "outlet": _members(claims["outlet"].astype("str")),
        "kind": _members(claims["kind"].astype("str")),
        "topic": _members(claims["topic"].astype("str")),
        "origin": _members(claims["origin"].astype("str")),
        "attribution": _members(_attributions(claims, actors), names=schema.ATTRIBUTIONS),
        "hands": _members(
            pd.Series(schema.HANDS).take(claims["chain"].clip(upper=3)).set_axis(claims.index),
            names=schema.HANDS,
        ),
    }
    return Dataset(
        sources,
        incidents,
        claims,
        actors,
        _typed_passages(tables.frames["passed_over"], articles),
        articles,
        members,
        pd.Index(claims["claim_id"]),
        tables.guide,
        tables.version,
    )


def _years(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """Columns first_year, last_year, year (the one it is counted in) and first_day of dates.

    A date with an open start is counted in its last year, and its last day stands for its first.
    """
    spans = dates.spans(frame[column])
    first_day = spans["first"].where(spans["first"] != dates.OPEN_START_DAY, spans["last"])
    first = pd.to_numeric(spans["first"].str[:4].replace("", "-32768")).astype("int16")
    last = pd.to_numeric(spans["last"].str[:4].replace("", "-32768")).astype("int16")
    first = first.replace(0, schema.OPEN_START)
    year = first.where(first != schema.OPEN_START, last)
    return pd.DataFrame(
        {"first_year": first, "last_year": last, "year": year, "first_day": first_day}
    )


def _typed_sources(frame: pd.DataFrame) -> pd.DataFrame:
    years = _years(frame, "published")
    typed = frame.assign(
        first_line=frame["first_line"].astype("int64"),
        last_line=frame["last_line"].astype("int64"),
        published_year=years["year"],
        published_last_year=years["last_year"],
        published_first_year=years["first_year"],
    )
    return typed.set_index("source_id")


def _typed_incidents(frame: pd.DataFrame) -> pd.DataFrame:
    typed = frame.assign(
        latitude=pd.to_numeric(frame["latitude"]),
        longitude=pd.to_numeric(frame["longitude"]),
        when=frame["date"].map(dates.printed),
        **_years(frame, "date"),
    )
    return typed.set_index("incident_id")


def _typed_claims(
    frame: pd.DataFrame,
    sources: pd.DataFrame,
    incidents: pd.DataFrame,
    actors: pd.DataFrame,
    articles: Mapping[str, Article],
) -> pd.DataFrame:
    starts, ends = _spans(frame, articles)
    of_source = frame["source_id"].map
    typed = frame.assign(
        low=pd.to_numeric(frame["low"]),
        high=pd.to_numeric(frame["high"]),
        start=starts,
        end=ends,
        outlet=of_source(sources["outlet"]),
        published_year=of_source(sources["published_year"]),
        published_first_year=of_source(sources["published_first_year"]),
        published_last_year=of_source(sources["published_last_year"]),
        origin=_origins(frame, actors),
        chain=_chain(frame),
        incident=pd.Index(incidents.index).get_indexer(frame["incident_id"]),
        when=frame["date"].map(dates.printed),
        searchable=_searchable(frame),
        disputed_by=_disputed_by(frame),
        **_years(frame, "date"),
    )
    typed["undated"] = typed["year"] == schema.UNDATED
    typed = typed.sort_values(
        ["undated", "first_day", "source_id", "start", "claim_id"],
        ascending=[True, False, True, True, True],
        ignore_index=True,
    )
    for column in ("source_id", "kind", "topic", "unit", "outlet", "origin", "date_basis"):
        typed[column] = typed[column].astype("category")
    return typed.drop(columns=["first_day", "undated"])


def _searchable(frame: pd.DataFrame) -> pd.Series:
    """What the search looks through, in the form in which it compares."""
    return (frame["statement"] + "\n" + frame["quote"] + "\n" + frame["speaker"]).map(
        evidence.folded
    )


def _disputed_by(frame: pd.DataFrame) -> pd.Series:
    """The ids of the claims that dispute each claim, separated as in the files."""
    disputing = frame.loc[frame["disputes"] != "", ["claim_id", "disputes"]]
    pairs = disputing.assign(claim=disputing["disputes"].str.split(schema.SEPARATOR))
    pairs = pairs.explode("claim").sort_values("claim_id")
    joined = pairs.groupby("claim")["claim_id"].agg(schema.SEPARATOR.join)
    found = joined.astype("str").reindex(frame["claim_id"], fill_value="")
    return pd.Series(found.to_numpy(), index=frame.index, dtype="str")


def _typed_passages(frame: pd.DataFrame, articles: Mapping[str, Article]) -> pd.DataFrame:
    starts, ends = _spans(frame, articles)
    return frame.assign(start=starts, end=ends).set_index("passage_id")


def _spans(frame: pd.DataFrame, articles: Mapping[str, Article]) -> tuple[list[int], list[int]]:
    found = [
        evidence.find(articles[source].text, quote, int(occurrence) if occurrence else None)
        for source, quote, occurrence in zip(
            frame["source_id"], frame["quote"], frame["occurrence"], strict=True
        )
    ]
    return [span.start for span in found], [span.end for span in found]


def _origins(frame: pd.DataFrame, actors: pd.DataFrame) -> pd.Series:
    """The party that each claim goes back to, by the codebook's definition.

    The speaker; or the armed group, government or intergovernmental body that a person or unnamed
    speaker is affiliated to; without a speaker the article, as its `source_id`.
    """
    speaks_for_itself = ~actors["kind"].isin(["person", "unnamed"])
    parent_kind = actors["affiliation"].map(actors["kind"])
    own = speaks_for_itself | ~parent_kind.isin(schema.AFFILIATION_IS_ORIGIN)
    origin = actors["affiliation"].mask(own, actors.index.to_series())
    return frame["speaker"].map(origin).mask(frame["speaker"] == "", frame["source_id"])


def _chain(frame: pd.DataFrame) -> pd.Series:
    """How many parties each claim passed through before the article: its speaker and `via`."""
    via = frame["via"].str.count(schema.HAND_SEPARATOR) + (frame["via"] != "")
    return (via + (frame["speaker"] != "")).astype("int16")


def _attributions(claims: pd.DataFrame, actors: pd.DataFrame) -> pd.Series:
    """Who speaks in each claim: a rung of the ladder ATTRIBUTIONS.

    A person or unnamed speaker stands on the rung of the party that they are affiliated to. Not
    attributed are claims of unnamed speakers without affiliation, and estimates, denials and
    claims of responsibility that no one is named for.
    """
    speaker = claims["speaker"]
    kind = speaker.map(actors["kind"])
    own_party = ~kind.isin(["person", "unnamed"])
    affiliation = speaker.map(actors["affiliation"])
    party = affiliation.mask(own_party, speaker)
    of_party = party.map(actors["kind"])
    listed = schema.SEPARATOR + claims["groups"] + schema.SEPARATOR
    about_itself = [
        f"{schema.SEPARATOR}{name}{schema.SEPARATOR}" in groups
        for name, groups in zip(party.fillna(""), listed, strict=True)
    ]
    unnamed = kind == "unnamed"
    needs_somebody = claims["kind"].isin(["estimate", "denial", "responsibility"])
    itself, other_group, named, nameless, between, research, outlet, person, own, nobody = (
        schema.ATTRIBUTIONS
    )
    rungs = (
        ((speaker == "") & needs_somebody, nobody),
        (speaker == "", own),
        (unnamed & (affiliation == ""), nobody),
        ((of_party == "armed group") & pd.Series(about_itself, index=claims.index), itself),
        (of_party == "armed group", other_group),
        ((of_party == "government") & unnamed, nameless),
        (of_party == "government", named),
        (of_party == "intergovernmental", between),
        (of_party == "research body", research),
        (of_party == "outlet", outlet),
    )
    conditions = [condition.fillna(value=False).to_numpy(dtype=bool) for condition, _ in rungs]
    chosen = np.select(conditions, [rung for _, rung in rungs], default=person)
    return pd.Series(chosen, index=claims.index)


def _members(
    cells: pd.Series, *, several: bool = False, names: tuple[str, ...] | None = None
) -> Members:
    """Membership by the cells' values; in the given order of names, those without any left out."""
    values = cells.replace("", NOT_STATED)
    if several:
        values = values.str.split(schema.SEPARATOR).explode()
    rows = values.index.to_numpy(dtype=np.int64)
    if names is None:
        codes, found = pd.factorize(values, sort=True)
        return Members(tuple(found), rows, codes.astype(np.int64))
    held = set(values)
    names = tuple(name for name in names if name in held)
    return Members(names, rows, pd.Index(names).get_indexer(values).astype(np.int64))
