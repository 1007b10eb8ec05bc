"""The only reader of the data and article folders: files to typed frames to a Dataset.

`read` opens files and says which could not be read; `dataset` types what the checks let through.
Neither judges what the cells say: that is the work of `checks`.
"""

import csv
import hashlib
import io
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from casebook import dates, evidence, schema
from casebook.schema import NOT_STATED, Article, Dataset, Members, Problem, Tables

ROOT = Path(__file__).resolve().parent.parent
CHECKSUMS = "SHA256SUMS"
_BOM = b"\xef\xbb\xbf"
_STRAY_QUOTE_MARK = re.compile(r'(?<![,\n"])"(?![,\n"])')


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
    return (*tables, seeds_dir / CHECKSUMS, *articles)


def stamp(data_dir: Path, seeds_dir: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, modification time and size of every file: changes when a file does."""
    found = [path for path in files(data_dir, seeds_dir) if path.is_file()]
    return tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in found)


def read(data_dir: Path, seeds_dir: Path) -> tuple[Tables, list[Problem]]:
    """The files as text, and a problem for each one that can't be read as a table or article.

    The data version is the first twelve hexadecimal digits of a SHA-256 over names and bytes of
    the four tables and all articles: it changes exactly when a byte does.
    """
    problems: list[Problem] = []
    digest = hashlib.sha256()
    frames: dict[str, pd.DataFrame] = {}
    for name in schema.MODELS:
        path = data_dir / f"{name}.csv"
        content = _content(path, problems)
        digest.update(path.name.encode() + b"\0" + content + b"\0")
        found = list(_table_problems(path.name, name, content)) if path.is_file() else []
        problems += found
        readable = path.is_file() and not found
        frames[name] = _frame(content) if readable else pd.DataFrame(columns=schema.columns(name))
    lines: dict[str, tuple[str, ...]] = {}
    digests: dict[str, str] = {}
    if not seeds_dir.is_dir():
        problems.append(Problem(str(seeds_dir), 0, "", "the folder of articles is missing"))
    for path in sorted(seeds_dir.glob("*.txt")):
        content = _content(path, problems)
        digest.update(path.name.encode() + b"\0" + content + b"\0")
        digests[path.name] = hashlib.sha256(content).hexdigest()
        problem = _undecodable(path.name, content)
        if problem:
            problems.append(problem)
        else:
            lines[path.name] = tuple(content.decode().split("\n"))
    expected = _checksums(seeds_dir / CHECKSUMS, problems) if seeds_dir.is_dir() else {}
    version = digest.hexdigest()[:12]
    return Tables(frames, lines, digests, expected, data_dir, version), problems


def _content(path: Path, problems: list[Problem]) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        problems.append(
            Problem(path.name, 0, "", f"the file is missing: it should be in {path.parent}")
        )
    except OSError as error:
        problems.append(Problem(path.name, 0, "", f"the file can't be read: {error.strerror}"))
    return b""


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


def _table_problems(name: str, table: str, content: bytes) -> Iterator[Problem]:
    """Why a file is no table: at most one reason, since the later ones follow from the first."""
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
        line = content.count(b"\n", 0, content.index(b"\r")) + 1
        yield Problem(
            name,
            line,
            "",
            "has Windows line ends (CRLF): save it with LF, for instance with dos2unix",
        )
    elif b"\0" in content:
        line = content.count(b"\n", 0, content.index(b"\0")) + 1
        yield Problem(
            name, line, "", "holds a NUL byte: the file is damaged, take it from git again"
        )
    else:
        yield from _shape_problems(name, table, content.decode())


def _shape_problems(name: str, table: str, text: str) -> Iterator[Problem]:
    header = next(csv.reader(io.StringIO(text, newline="")), [])
    expected = schema.columns(table)
    for column in expected:
        if column not in header:
            yield Problem(
                name, 1, column, "the column is missing: add it, with empty cells if need be"
            )
    for column in header:
        if column not in expected:
            yield Problem(name, 1, column, f"is no column of this table: {', '.join(expected)}")
        elif header.count(column) > 1:
            yield Problem(name, 1, column, "the column stands twice: remove one")
            return
    if sorted(header) != sorted(expected):
        return
    if tuple(header) != expected:
        yield Problem(name, 1, "", f"the columns must stand in this order: {','.join(expected)}")
        return
    blank = re.search(r"(^|\n)(?=\n)", text)
    if blank:
        line = text.count("\n", 0, blank.end()) + 1
        yield Problem(name, line, "", "is an empty line: delete it")
        return
    if text.count('"') % 2 or _STRAY_QUOTE_MARK.search(text):
        yield from _quote_mark_problems(name, text)
        return
    try:
        _frame(text.encode())
    except pd.errors.ParserError:
        yield from _width_problems(name, text, len(expected))


def _quote_mark_problems(name: str, text: str) -> Iterator[Problem]:
    advice = 'a quote mark inside a cell is written twice (""), and the whole cell stands in quotes'
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for _ in reader:
            start = reader.line_num + 1
    except csv.Error:
        yield Problem(
            name, start, "", f"a quote mark is not closed or stands inside a cell: {advice}"
        )
        return
    stray = _STRAY_QUOTE_MARK.search(text)
    if stray:
        line = text.count("\n", 0, stray.start()) + 1
        yield Problem(name, line, "", f"a quote mark stands inside a cell: {advice}")


def _width_problems(name: str, text: str, width: int) -> Iterator[Problem]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    for row in reader:
        if len(row) != width:
            yield Problem(
                name,
                start,
                "",
                f"has {len(row)} cells where the header has {width}: "
                "a comma is missing, or one stands in a cell without quotes around it",
            )
        start = reader.line_num + 1


def _frame(content: bytes) -> pd.DataFrame:
    frame = pd.read_csv(io.BytesIO(content), engine="pyarrow", dtype="str", keep_default_na=False)
    extra = np.zeros(len(frame), dtype=np.int64)
    if content.count(b"\n") > len(frame) + 1:
        for column in frame:
            extra += frame[column].str.count("\n").to_numpy(dtype=np.int64)
    frame.index = pd.Index(np.arange(2, len(frame) + 2) + np.cumsum(extra) - extra, name="line")
    return frame


def _checksums(path: Path, problems: list[Problem]) -> dict[str, str]:
    content = _content(path, problems)
    expected: dict[str, str] = {}
    for number, line in enumerate(content.decode(errors="replace").splitlines(), start=1):
        match = re.fullmatch(r"([0-9a-f]{64}) [ *](\S.*)", line)
        if match:
            expected[match[2]] = match[1]
        else:
            problems.append(
                Problem(
                    path.name, number, "", "is no checksum line: make the file again with sha256sum"
                )
            )
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
    }
    return Dataset(
        sources,
        incidents,
        claims,
        actors,
        articles,
        members,
        _names(actors),
        pd.Index(claims["claim_id"]),
        tables.version,
    )


def _years(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """Columns first_year, last_year and year (the one it is counted in) for dates of a column."""
    spans = dates.spans(frame[column])
    first = pd.to_numeric(spans["first"].str[:4].replace("", "-32768")).astype("int16")
    last = pd.to_numeric(spans["last"].str[:4].replace("", "-32768")).astype("int16")
    first = first.replace(0, schema.OPEN_START)
    year = first.where(first != schema.OPEN_START, last)
    return pd.DataFrame(
        {"first_year": first, "last_year": last, "year": year, "first_day": spans["first"]}
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
    starts, ends = _claim_spans(frame, articles)
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
        incident=pd.Index(incidents.index).get_indexer(frame["incident_id"]),
        when=frame["date"].map(dates.printed),
        searchable=_searchable(frame),
        disputed_by=_disputed_by(frame),
        **_years(frame, "date"),
    )
    typed["undated"] = typed["year"] == schema.UNDATED
    typed = typed.sort_values(
        ["undated", "first_day", "claim_id"], ascending=[True, False, True], ignore_index=True
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
    return frame["claim_id"].map(joined).fillna("").astype("str")


def _claim_spans(
    frame: pd.DataFrame, articles: Mapping[str, Article]
) -> tuple[list[int], list[int]]:
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


def _members(cells: pd.Series, *, several: bool = False) -> Members:
    names = cells.replace("", NOT_STATED)
    if several:
        names = names.str.split(schema.SEPARATOR).explode()
    codes, found = pd.factorize(names, sort=True)
    rows = names.index.to_numpy(dtype=np.int64)
    return Members(tuple(found), rows, codes.astype(np.int64))


def _names(actors: pd.DataFrame) -> dict[str, frozenset[str]]:
    """For each name or alias, casefolded: all names of the actors that bear it."""
    names: dict[str, frozenset[str]] = {}
    for actor, aliases in actors["aliases"].items():
        alike = {str(actor), *schema.split_values(aliases)}
        folded = frozenset(name.casefold() for name in alike)
        for name in folded:
            names[name] = names.get(name, frozenset()) | folded
    return names
