"""The files of a casebook, opened with care: whoever writes them need not be trusted.

Only a regular file inside its folder is opened, and only up to a size: a pipe would be waited for
without end, a device never ends, and a link can lead out of the folder to what readers must not
see. The folder itself may be a link, and links within it are followed.
"""

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

# In bytes, by the end of a file's name.
LARGEST = {".csv": 1_000_000_000, ".txt": 5_000_000, ".md": 1_000_000, "": 20_000_000}
_PART = 2**20
_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def parts(path: Path) -> Iterator[bytes]:
    """What the file holds, part by part. Raises OSError with the reason in words in `strerror`."""
    folder, real = Path(os.path.realpath(path.parent)), Path(os.path.realpath(path))
    if not real.is_relative_to(folder):
        raise OSError(0, "it is a link that leads out of the folder: put the file itself there")
    kind = stat.S_IFMT(os.stat(real).st_mode)
    if kind != stat.S_IFREG:
        raise OSError(0, f"it is {_KINDS.get(kind, 'something else')} and not a file: move it away")
    left = LARGEST[path.suffix]
    with open(real, "rb", opener=_without_waiting) as file:
        while part := file.read(_PART):
            left -= len(part)
            if left < 0:
                most = f"{LARGEST[path.suffix] // 1_000_000:,} MB"
                raise OSError(0, f"it is larger than {most}, the most that such a file may hold")
            yield part


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def content(path: Path) -> bytes:
    """What the file holds. Raises OSError like `parts`."""
    return b"".join(parts(path))


def stamp(folders: Iterable[tuple[Path, Callable[[str], bool]]]) -> str:
    """A digest over the state of the files whose names are wanted: changes when one of them does.

    Size, times of change, identity and kind come from one look at each file, and none is opened;
    times of change tell files apart that were written with the same size and an older time. What
    vanishes while it is looked at is told like what can't be looked at.
    """
    states: list[tuple[str | int, ...]] = []
    for folder, wanted in folders:
        states.append((str(folder),))
        try:
            names = sorted(name for name in os.listdir(folder) if wanted(name))
        except OSError as error:
            states.append((type(error).__name__,))
            continue
        states += ((name, *_state(os.path.join(folder, name))) for name in names)
    return hashlib.sha256(repr(states).encode(errors="backslashreplace")).hexdigest()


def _state(path: str) -> tuple[str | int, ...]:
    try:
        state = os.stat(path)
    except OSError as error:
        return (type(error).__name__,)
    return state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino, state.st_mode
