"""What curators, programs and accidents do to files that readers are looking at.

Each edit breaks the small casebook of `small.py`; `mend` writes back what was there.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from casebook.tables import schema
from tests import small

Folders = tuple[Path, Path]


def _written(change: Callable[[bytes], bytes], table: str = "claims") -> Callable[..., None]:
    def act(data: Path, _seeds: Path) -> None:
        path = data / f"{table}.csv"
        path.write_bytes(change(path.read_bytes()))

    return act


def _garbage(_old: bytes) -> bytes:
    letters, dice = "abcdefgh0123;> -", random.Random(7)
    columns = schema.columns("claims")
    rows = (
        ",".join("".join(dice.choices(letters, k=6)) for _ in columns)
        for _ in range(5_000_000 // 160)
    )
    return "\n".join([",".join(columns), *rows, ""]).encode()


def _renamed(old: bytes) -> bytes:
    return old.replace(b"statement", b"statment", 1)


def _twice(old: bytes) -> bytes:
    return old.replace(b"smith-2020-004", b"smith-2020-003")


def _unknown_source(old: bytes) -> bytes:
    return old.replace(b"smith-2020-004,smith-2020,", b"smith-2020-004,smyth-2020,")


def _swapped(data: Path, _seeds: Path) -> None:
    actors, incidents = data / "actors.csv", data / "incidents.csv"
    was = actors.read_bytes()
    actors.write_bytes(incidents.read_bytes())
    incidents.write_bytes(was)


EDITS: dict[str, Callable[[Path, Path], None]] = {
    "cut off": _written(lambda old: old[: len(old) * 2 // 3]),
    "deleted": lambda data, _: (data / "claims.csv").unlink(),
    "a column renamed": _written(_renamed),
    "in another encoding": _written(lambda old: old.decode().encode("utf-16")),
    "with a NUL byte": _written(lambda old: old[:900] + b"\0" + old[900:]),
    "five megabytes of garbage": _written(_garbage),
    "half written": _written(lambda old: old[: old.index(b"smith-2020-002") + 40]),
    "an id twice": _written(_twice),
    "empty": _written(lambda _: b""),
    "of an unknown source": _written(_unknown_source),
    "two tables swapped": _swapped,
    "an article gone": lambda _, seeds: (seeds / "first.txt").unlink(),
}


def as_a_spreadsheet_saves(data: Path) -> None:
    """With a byte order mark and Windows line ends: no fault, only remarked."""
    for table in small.TABLES:
        path = data / f"{table}.csv"
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))


@contextmanager
def broken(edit: str, folders: Folders) -> Iterator[None]:
    """The casebook is broken within, and as it was after."""
    kept = {path: path.read_bytes() for folder in folders for path in folder.iterdir()}
    EDITS[edit](*folders)
    yield
    for path, content in kept.items():
        path.write_bytes(content)
