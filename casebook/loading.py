"""From the files to a dataset, or to the problems that stand in its way: what every start calls."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import edtf
import numpy as np
import pandas as pd
import pyarrow as pa

from casebook.checks import problems
from casebook.tables import derive, read, store
from casebook.tables.dataset import Dataset, Problem

# Some 20,000 claims; smaller casebooks are read faster than anyone can tell.
LARGE = 8_000_000


_PACKAGE = Path(__file__).parent


def loaded(data_dir: Path, seeds_dir: Path) -> tuple[Dataset | None, list[Problem]]:
    """The dataset, or None and every problem of the files.

    A large one is kept on disk once it has passed every check, and taken from there as long as no
    byte of it changes.
    """
    stamp = read.stamp(data_dir, seeds_dir)
    if sum(size for _, _, size in stamp) < LARGE:
        return _made(data_dir, seeds_dir)
    key = _key(data_dir, seeds_dir)
    dataset = store.dataset_of(key)
    if dataset is None:
        made, found = _made(data_dir, seeds_dir)
        if made is None or read.stamp(data_dir, seeds_dir) != stamp:
            return made, found
        store.keep(made, key)
        dataset = store.dataset_of(key) or made
    return replace(dataset, guide=read.guide(data_dir)), []


def _made(data_dir: Path, seeds_dir: Path) -> tuple[Dataset | None, list[Problem]]:
    tables, unreadable = read.read(data_dir, seeds_dir)
    found = unreadable or problems.problems(tables)
    return (None, found) if found else (derive.dataset(tables), [])


def _key(data_dir: Path, seeds_dir: Path) -> str:
    """Changes with every byte that is checked or typed, and with the code that does so."""
    digest = hashlib.sha256(read.fingerprint(data_dir, seeds_dir).encode())
    for path in (seeds_dir / read.CHECKSUMS, *_code()):
        digest.update(path.read_bytes() + b"\0" if path.is_file() else b"\0")
    for library in (pd, pa, np, edtf):
        digest.update(f"{library.__name__} {library.__version__}\0".encode())
    return digest.hexdigest()


def _code() -> Iterator[Path]:
    for room in ("tables", "checks"):
        yield from sorted((_PACKAGE / room).glob("*.py"))
    yield _PACKAGE / "words.py"
