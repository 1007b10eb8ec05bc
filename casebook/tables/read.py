"""The only reader of the data and article folders: files to typed frames to a Dataset.

`read` opens files and says which could not be read; `dataset` types what the checks let through.
Neither judges what the cells say: that is the work of `checks`.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute
import pyarrow.csv

from casebook.tables import files, schema
from casebook.tables.csv_errors import decoding_problem, stray_quote_mark, table_problems
from casebook.tables.dataset import Problem, Tables

ROOT = Path(__file__).resolve().parents[2]
CHECKSUMS = "SHA256SUMS"
GUIDE = "README.md"
VERSION_DIGITS = 12
BOM = b"\xef\xbb\xbf"
_CHECKSUM_LINE = re.compile(r"(?P<digest>[0-9a-fA-F]{64}) [ *](?P<name>\S.*?)\r?")


def folders(data: str | None = None, seeds: str | None = None) -> tuple[Path, Path]:
    """Folder of the tables and folder of the articles.

    As given, else as CASEBOOK_DATA and CASEBOOK_SEEDS say, else `data` and `seeds` of the project.
    """
    return (
        Path(data or os.environ.get("CASEBOOK_DATA") or ROOT / "data"),
        Path(seeds or os.environ.get("CASEBOOK_SEEDS") or ROOT / "seeds"),
    )


def stamp(data_dir: Path, seeds_dir: Path) -> str:
    """A digest that changes when a file does: of their states, see `files.stamp`."""
    tables = {GUIDE, *(f"{name}.csv" for name in schema.MODELS)}
    return files.stamp(((data_dir, tables.__contains__), (seeds_dir, _is_of_articles)))


def size(data_dir: Path, seeds_dir: Path) -> int:
    """How many bytes all files hold together."""
    paths = (*_hashed_files(data_dir, seeds_dir), seeds_dir / CHECKSUMS)
    return sum(os.stat(path).st_size for path in paths if path.is_file())


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
        for part in files.parts(path):
            digest.update(part)
        digest.update(b"\0")
    return digest.hexdigest()


def read(data_dir: Path, seeds_dir: Path) -> tuple[Tables, list[Problem]]:
    """The files as text, and a problem for each one that can't be read as a table or article.

    A table that may be missing is then an empty one.
    """
    problems: list[Problem] = []
    remarks: list[Problem] = []
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
            frames[path.stem] = _table(path.stem, content, problems, remarks)
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
    guide_text = ""
    if os.path.lexists(data_dir / GUIDE):
        guide_text = (_content(data_dir / GUIDE, problems) or b"").decode(errors="replace")
    version = digest.hexdigest()[:VERSION_DIGITS]
    tables = Tables(frames, lines, digests, expected, data_dir, guide_text, version, tuple(remarks))
    return tables, problems


def _hashed_files(data_dir: Path, seeds_dir: Path) -> Iterator[Path]:
    """The tables, missing ones too unless they are optional, then the articles."""
    for table in schema.MODELS if data_dir.is_dir() else ():
        path = data_dir / f"{table}.csv"
        if table not in schema.OPTIONAL or os.path.lexists(path):
            yield path
    yield from sorted(seeds_dir.glob("*.txt"))


def _name(path: Path) -> str:
    return os.fsencode(path.name).decode(errors="backslashreplace")


def guide(data_dir: Path) -> str:
    """The README of the tables; nothing is counted from it, so it may be missing.

    Raises OSError where something else stands in its place.
    """
    try:
        return files.content(data_dir / GUIDE).decode(errors="replace")
    except (FileNotFoundError, NotADirectoryError):
        return ""


def _missing_folder(folder: Path, content: str, variable: str, option: str) -> Problem:
    way_out = f"name another in {variable}, or with {option}"
    return Problem(str(folder), 0, "", f"the folder of {content} is missing: {way_out}")


def _content(path: Path, problems: list[Problem]) -> bytes | None:
    try:
        return files.content(path)
    except FileNotFoundError:
        reason = f"the file is missing: it should be in {path.parent}"
    except OSError as error:
        reason = f"the file can't be read: {error.strerror}"
    problems.append(Problem(path.name, 0, "", reason))
    return None


def _empty(table: str) -> pd.DataFrame:
    return pd.DataFrame(columns=schema.columns(table), dtype="str")


def _table(
    table: str, content: bytes | None, problems: list[Problem], remarks: list[Problem]
) -> pd.DataFrame:
    """The table, or an empty one and the reasons why the file is none."""
    name = f"{table}.csv"
    if content is None:
        return _empty(table)
    content = _plain(name, content, remarks)
    frame = _frame(content, schema.columns(table))
    if frame is None:
        problems += table_problems(name, table, content)
    return _empty(table) if frame is None else frame


def _plain(name: str, content: bytes, remarks: list[Problem]) -> bytes:
    """The bytes without what spreadsheets add to them, which is remarked."""
    if content.startswith(BOM):
        content = content.removeprefix(BOM)
        reason = "starts with a byte order mark, which is left out: save it as UTF-8 without one"
        remarks.append(Problem(name, 1, "", reason))
    if b"\r\n" in content:
        line = content.count(b"\n", 0, content.index(b"\r\n")) + 1
        content = content.replace(b"\r\n", b"\n")
        reason = "has Windows line ends (CRLF), read as LF: save it with LF, as most editors can"
        remarks.append(Problem(name, line, "", reason))
    return content


def _frame(content: bytes, columns: tuple[str, ...]) -> pd.DataFrame | None:
    """The cells by the line on which their row begins; None where the file is no such table."""
    if b"\r" in content or b"\0" in content:
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
