"""The only reader of the data and article folders: files to typed frames to a Dataset.

`read` opens files and says which could not be read; `dataset` types what the checks let through.
Neither judges what the cells say: that is the work of `checks`.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute
import pyarrow.csv

from casebook.tables import schema
from casebook.tables.csv_errors import BOM, decoding_problem, stray_quote_mark, table_problems
from casebook.tables.dataset import Problem, Tables

ROOT = Path(__file__).resolve().parents[2]
CHECKSUMS = "SHA256SUMS"
GUIDE = "README.md"
VERSION_DIGITS = 12
_PART = 2**20
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


def stamp(data_dir: Path, seeds_dir: Path) -> str:
    """Names, modification times and sizes of all files as a digest: changes when a file does.

    It is asked for at every click; so each folder is gone through once and no file is opened.
    """
    tables = {GUIDE, *(f"{name}.csv" for name in schema.MODELS)}
    found: list[tuple[str, ...] | tuple[str, int, int]] = [(str(data_dir), str(seeds_dir))]
    for folder, wanted in ((data_dir, tables.__contains__), (seeds_dir, _is_of_articles)):
        if folder.is_dir():
            states = []
            with os.scandir(folder) as entries:
                for entry in entries:
                    with suppress(FileNotFoundError):  # as while a program saves the file
                        if wanted(entry.name) and entry.is_file():
                            states.append((entry.name, entry.stat()))
            found += sorted((name, state.st_mtime_ns, state.st_size) for name, state in states)
    return hashlib.sha256(repr(found).encode()).hexdigest()


def size(data_dir: Path, seeds_dir: Path) -> int:
    """How many bytes all files hold together."""
    return sum(path.stat().st_size for path in files(data_dir, seeds_dir) if path.is_file())


def _is_of_articles(name: str) -> bool:
    return name == CHECKSUMS or name.endswith(".txt")


def fingerprint(data_dir: Path, seeds_dir: Path) -> str:
    """A SHA-256, in hexadecimal digits, over names and bytes of the tables and all articles.

    It changes exactly when a byte does; its first twelve digits are the data version. Raises
    OSError for a file that can't be read.
    """
    digest = hashlib.sha256()
    for path in _hashed_files(data_dir, seeds_dir):
        digest.update(_name(path).encode() + b"\0")
        with path.open("rb") as file:
            while part := file.read(_PART):
                digest.update(part)
        digest.update(b"\0")
    return digest.hexdigest()


def read(data_dir: Path, seeds_dir: Path) -> tuple[Tables, list[Problem]]:
    """The files as text, and a problem for each one that can't be read as a table or article.

    A table that may be missing is then an empty one.
    """
    problems: list[Problem] = []
    if not data_dir.is_dir():
        problems.append(_missing_folder(data_dir, "tables", "CASEBOOK_DATA", "--data"))
    digest = hashlib.sha256()
    frames = {table: _empty(table) for table in schema.MODELS}
    lines: dict[str, tuple[str, ...]] = {}
    digests: dict[str, str] = {}
    for path in _hashed_files(data_dir, seeds_dir):
        content = _content(path, problems)
        for part in (_name(path).encode(), b"\0", content or b"", b"\0"):
            digest.update(part)
        if path.suffix == ".csv":
            frames[path.stem] = _table(path.stem, content, problems)
            continue
        digests[_name(path)] = hashlib.sha256(content or b"").hexdigest()
        problem = decoding_problem(_name(path), content or b"")
        if problem:
            problems.append(problem)
        else:
            lines[_name(path)] = tuple((content or b"").decode().split("\n"))
    expected: dict[str, str] = {}
    if seeds_dir.is_dir():
        expected = _checksums(seeds_dir / CHECKSUMS, problems)
    else:
        problems.append(_missing_folder(seeds_dir, "articles", "CASEBOOK_SEEDS", "--seeds"))
    version = digest.hexdigest()[:VERSION_DIGITS]
    return Tables(frames, lines, digests, expected, data_dir, guide(data_dir), version), problems


def _hashed_files(data_dir: Path, seeds_dir: Path) -> Iterator[Path]:
    """The tables, missing ones too unless they are optional, then the articles."""
    for table in schema.MODELS if data_dir.is_dir() else ():
        path = data_dir / f"{table}.csv"
        if table not in schema.OPTIONAL or path.exists():
            yield path
    yield from sorted(seeds_dir.glob("*.txt"))


def _name(path: Path) -> str:
    return os.fsencode(path.name).decode(errors="backslashreplace")


def guide(data_dir: Path) -> str:
    """The README of the tables; nothing is counted from it, so it may be missing."""
    try:
        return (data_dir / GUIDE).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _missing_folder(folder: Path, content: str, variable: str, option: str) -> Problem:
    way_out = f"name another in {variable}, or with {option}"
    return Problem(str(folder), 0, "", f"the folder of {content} is missing: {way_out}")


def _content(path: Path, problems: list[Problem]) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        reason = f"the file is missing: it should be in {path.parent}"
    except OSError as error:
        reason = f"the file can't be read: {error.strerror}"
    problems.append(Problem(path.name, 0, "", reason))
    return None


def _empty(table: str) -> pd.DataFrame:
    return pd.DataFrame(columns=schema.columns(table), dtype="str")


def _table(table: str, content: bytes | None, problems: list[Problem]) -> pd.DataFrame:
    """The table, or an empty one and the reasons why the file is none."""
    frame = None if content is None else _frame(content, schema.columns(table))
    if content is not None and frame is None:
        problems += table_problems(f"{table}.csv", table, content)
    return _empty(table) if frame is None else frame


def _frame(content: bytes, columns: tuple[str, ...]) -> pd.DataFrame | None:
    """The cells by the line on which their row begins; None where the file is no such table."""
    if content.startswith(BOM) or b"\r" in content or b"\0" in content:
        return None
    if stray_quote_mark(content) is not None:
        return None
    content = content if content.endswith(b"\n") else content + b"\n"
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(content),
            parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(columns, pa.large_string())
            ),
        )
        if tuple(table.column_names) != columns:
            return None
    except (pa.ArrowInvalid, UnicodeDecodeError):
        return None
    breaks = np.zeros(len(table), dtype=np.int64)
    if content.count(b"\n") > len(table) + 1:
        for column in table.columns:
            breaks += pyarrow.compute.count_substring(column, "\n").to_numpy()
    if content.count(b"\n") != len(table) + 1 + breaks.sum():
        return None
    lines = np.arange(2, len(table) + 2) + np.cumsum(breaks) - breaks
    frame = table.combine_chunks().to_pandas(split_blocks=True)
    return frame.set_axis(pd.Index(lines, name="line"), axis="index")


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
