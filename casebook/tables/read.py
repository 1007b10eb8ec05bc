"""The only reader of the data and article folders: files to typed frames to a Dataset.

`read` opens files and says which could not be read; `dataset` types what the checks let through.
Neither judges what the cells say: that is the work of `checks`.
"""

import hashlib
import io
import os
import re
from pathlib import Path

import numpy as np
import pandas as pd

from casebook.tables import schema
from casebook.tables.csv_errors import decoding_problem, table_problems, width_problems
from casebook.tables.dataset import Problem, Tables

ROOT = Path(__file__).resolve().parents[2]


CHECKSUMS = "SHA256SUMS"


GUIDE = "README.md"


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
        problem = decoding_problem(name, content)
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


def _table(name: str, table: str, content: bytes | None, problems: list[Problem]) -> pd.DataFrame:
    """The table, or an empty one and the reason why the file is none."""
    if content is not None:
        found = list(table_problems(name, table, content))
        if not found:
            try:
                return _frame(content)
            except pd.errors.ParserError:
                found = width_problems(name, content.decode(), len(schema.columns(table)))
        problems += found
    return pd.DataFrame(columns=schema.columns(table), dtype="str")


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
