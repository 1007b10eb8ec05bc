"""Typed tables kept on disk between starts, so that a large casebook opens without being read.

An entry is a folder, named by its key: an Arrow file for each table, numbers as NumPy files. They
are mapped into memory, and nothing that is read from them can run code. An entry that is damaged,
half written or of another key is not used. The folder of entries can be deleted at any time.
"""

import json
import os
import shutil
import tempfile
import time
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.ipc

from casebook.tables import schema
from casebook.tables.dataset import Article, Dataset, Links, Members

MOST_ENTRIES = 3
MOST_BYTES = 4 * 2**30
_MANIFEST = "manifest.json"


# What reading an entry raises whose files are not what they should be.
_DAMAGED = (OSError, ValueError, LookupError, TypeError, AttributeError, RuntimeError)
_BEGUN = ".begun-"
_DAY = 24 * 60 * 60
_PART = 2**22
_BY_POSITION = ("claims", "relations")
_OF_LINKS = ("starts", "others", "places")


def folder() -> Path:
    """Where entries are kept: as CASEBOOK_CACHE says, else with the user's other caches."""
    caches = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(os.environ.get("CASEBOOK_CACHE") or Path(caches) / "casebook")


def is_writable() -> bool:
    """Whether entries can be kept; makes the folder."""
    try:
        folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return False
    return os.access(folder(), os.W_OK | os.X_OK)


def dataset_of(key: str) -> Dataset | None:
    """The dataset that was kept under this key, without its guide; None where there is none."""
    try:
        entry = folder() / key
        manifest = json.loads((entry / _MANIFEST).read_text(encoding="utf-8"))
        if manifest["key"] != key or manifest["checksums"] != _checksums(entry):
            return None
        os.utime(entry)
        return _dataset(entry, manifest)
    except (*_DAMAGED, pa.ArrowException):
        return None


def keep(dataset: Dataset, key: str) -> None:
    """Keep a dataset under this key, and drop the entries that were used longest ago.

    Where the folder can't be written to, nothing is kept and nothing fails.
    """
    try:
        begun = Path(tempfile.mkdtemp(prefix=_BEGUN, dir=folder()))
        try:
            _write(begun, dataset, key)
            shutil.rmtree(folder() / key, ignore_errors=True)
            begun.rename(folder() / key)
        finally:
            shutil.rmtree(begun, ignore_errors=True)
        _prune()
    except (OSError, RuntimeError, pa.ArrowException):
        return


def _write(entry: Path, dataset: Dataset, key: str) -> None:
    articles = dataset.articles.values()
    tables = {name: getattr(dataset, name) for name in schema.MODELS}
    tables["claims"] = dataset.claims.assign(disputed_by=dataset.disputed_by)
    tables["articles"] = pd.DataFrame(
        {
            "source_id": pd.Series([article.source_id for article in articles], dtype="str"),
            "text": pd.Series([article.text for article in articles], dtype="str"),
            "first_line": [article.first_line for article in articles],
        }
    )
    for name, frame in tables.items():
        table = _table(frame)
        with pyarrow.ipc.new_file(str(entry / f"{name}.arrow"), table.schema) as file:
            file.write_table(table)
    arrays = {
        "by_id": dataset.by_id,
        "disputed": dataset.disputed,
        "reading_order": dataset.reading_order,
    }
    for name, links in (("related", dataset.related), ("disputes", dataset.disputes)):
        for part in _OF_LINKS:
            arrays[f"{name}.{part}"] = getattr(links, part)
    for name, members in dataset.members.items():
        arrays |= {f"{name}.rows": members.rows, f"{name}.codes": members.codes}
    for name, array in arrays.items():
        np.save(entry / f"{name}.npy", array, allow_pickle=False)
    manifest = {
        "key": key,
        "version": dataset.version,
        "members": {name: members.names for name, members in dataset.members.items()},
        "checksums": _checksums(entry),
    }
    (entry / _MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def _table(frame: pd.DataFrame) -> pa.Table:
    """Text as Arrow's large strings, categories as its dictionaries, numbers as they are."""
    frame = frame.reset_index() if frame.index.name else frame
    return pa.table({str(name): _column(frame[name]) for name in frame}).combine_chunks()


def _column(cells: pd.Series) -> pa.Array | pa.ChunkedArray:
    if isinstance(cells.dtype, pd.CategoricalDtype):
        categories = pa.array(cells.cat.categories, pa.large_string())
        return pa.DictionaryArray.from_arrays(cells.cat.codes.to_numpy(), categories)
    if cells.dtype == "str":
        return pa.array(cells.array, pa.large_string())
    return pa.array(cells.to_numpy())


def _dataset(entry: Path, manifest: Mapping[str, Any]) -> Dataset:
    frames = {name: _frame(entry, name) for name in schema.MODELS}
    disputed_by = frames["claims"].pop("disputed_by").rename(None)
    indexed = {
        name: frame if name in _BY_POSITION else frame.set_index(schema.key(name))
        for name, frame in frames.items()
    }
    return Dataset(
        **indexed,
        articles={
            source_id: Article(source_id, text, first_line)
            for source_id, text, first_line in _frame(entry, "articles").itertuples(index=False)
        },
        members={
            name: Members(
                tuple(names), _array(entry, f"{name}.rows"), _array(entry, f"{name}.codes")
            )
            for name, names in manifest["members"].items()
        },
        by_id=_array(entry, "by_id"),
        related=_links(entry, "related"),
        disputes=_links(entry, "disputes"),
        disputed=_array(entry, "disputed"),
        disputed_by=disputed_by,
        reading_order=_array(entry, "reading_order"),
        guide="",
        version=manifest["version"],
    )


def _links(entry: Path, name: str) -> Links:
    return Links(*(_array(entry, f"{name}.{part}") for part in _OF_LINKS))


def _frame(entry: Path, name: str) -> pd.DataFrame:
    with pa.memory_map(str(entry / f"{name}.arrow")) as file:
        return pyarrow.ipc.open_file(file).read_all().to_pandas(split_blocks=True)


def _array(entry: Path, name: str) -> npt.NDArray[Any]:
    return np.load(entry / f"{name}.npy", mmap_mode="r", allow_pickle=False)


def _checksums(entry: Path) -> dict[str, int]:
    """A CRC-32 of each file but the manifest: against damage, not against forgery."""
    return {
        path.name: _checksum(path) for path in sorted(entry.iterdir()) if path.name != _MANIFEST
    }


def _checksum(path: Path) -> int:
    checksum = 0
    with path.open("rb") as file:
        while part := file.read(_PART):
            checksum = zlib.crc32(part, checksum)
    return checksum


def _prune() -> None:
    """Keep the entries that were used last, within the bounds; drop what was left half written."""
    entries = sorted(folder().iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    number, size = 0, 0
    for entry in entries:
        if entry.name.startswith(_BEGUN):
            stale = time.time() - entry.stat().st_mtime > _DAY
        elif (entry / _MANIFEST).is_file():
            number += 1
            size += sum(path.stat().st_size for path in entry.iterdir())
            stale = number > 1 and (number > MOST_ENTRIES or size > MOST_BYTES)
        else:
            stale = False
        if stale:
            shutil.rmtree(entry, ignore_errors=True)
