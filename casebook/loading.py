"""From the files to a dataset, or to the problems that stand in its way: what every start calls.

A large casebook is kept on disk once it has passed every check, and taken from there as long as no
byte of it changes. It is read, checked and typed in a process of its own, so that the memory this
takes is given back, and a server that runs goes on to answer.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import astuple, replace
from importlib.metadata import version
from pathlib import Path

from casebook.checks import problems
from casebook.tables import derive, files, read, store
from casebook.tables.dataset import Dataset, Problem

# Some 20,000 claims; smaller casebooks are read faster than anyone can tell.
LARGE = 8_000_000
_LIBRARIES = ("edtf", "numpy", "pandas", "pandera", "pyarrow", "pycountry")
_PACKAGE = Path(__file__).parent


def loaded(data_dir: Path, seeds_dir: Path) -> tuple[Dataset | None, list[Problem]]:
    """The dataset, or None and every problem of the files."""
    size = read.size(data_dir, seeds_dir)
    if size >= LARGE and store.is_writable():
        try:
            key, guide = _key(data_dir, seeds_dir), read.guide(data_dir)
        except OSError:
            return _made(data_dir, seeds_dir)
        dataset = store.dataset_of(key)
        if dataset is None:
            problems_apart = _kept_apart(data_dir, seeds_dir, key)
            if problems_apart:
                return None, problems_apart
            dataset = store.dataset_of(key)
        if dataset is not None:
            return replace(dataset, guide=guide), []
    return _made(data_dir, seeds_dir)


def _made(data_dir: Path, seeds_dir: Path) -> tuple[Dataset | None, list[Problem]]:
    tables, unreadable = read.read(data_dir, seeds_dir)
    reasons = unreadable or problems.problems(tables)
    return (None, reasons) if reasons else (derive.dataset(tables), [])


def _kept_apart(data_dir: Path, seeds_dir: Path, key: str) -> list[Problem]:
    """Keep the dataset, in a process of its own; the problems, if that is why it was not kept."""
    folders = (str(data_dir.absolute()), str(seeds_dir.absolute()))
    command = [sys.executable, "-m", __name__, *folders, key]
    env = os.environ | {"PYTHONPATH": str(_PACKAGE.parent)}
    try:
        run = subprocess.run(
            command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True
        )
        return [Problem(*fields) for fields in json.loads(run.stdout)]
    except (OSError, ValueError, subprocess.CalledProcessError):
        return []


def keep(data_dir: Path, seeds_dir: Path, key: str) -> list[Problem]:
    """Keep the dataset on disk; its problems, if it has any. Not if a file changes meanwhile."""
    dataset, reasons = _made(data_dir, seeds_dir)
    if dataset is not None and _key(data_dir, seeds_dir) == key:
        store.keep(dataset, key)
    return reasons


def _key(data_dir: Path, seeds_dir: Path) -> str:
    """Changes with every byte that is checked or typed, and with the code that does so."""
    digest = hashlib.sha256(read.fingerprint(data_dir, seeds_dir).encode())
    digest.update(files.content(seeds_dir / read.CHECKSUMS) + b"\0")
    for path in _code():
        digest.update(path.read_bytes() + b"\0")
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\0".encode())
    return digest.hexdigest()


def _code() -> Iterator[Path]:
    for room in ("tables", "checks"):
        yield from sorted((_PACKAGE / room).glob("*.py"))
    yield _PACKAGE / "words.py"


if __name__ == "__main__":
    data, seeds, wanted = sys.argv[1:]
    print(json.dumps([astuple(problem) for problem in keep(Path(data), Path(seeds), wanted)]))
