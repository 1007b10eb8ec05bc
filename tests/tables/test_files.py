"""Things in the folders that are no files, no files of theirs, or too large."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from casebook import cli, loading
from casebook.checks import problems
from casebook.tables import files, read
from tests import small

Folders = tuple[Path, Path]


def to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def _socket(path: Path) -> None:
    here = os.getcwd()
    os.chdir(path.parent)  # the address of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def _large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(files.LARGEST[path.suffix] + 1)


ODD: dict[str, Callable[[Path], None]] = {
    "a pipe": os.mkfifo,
    "a folder": Path.mkdir,
    "a socket": _socket,
    "a link to a device that never ends": to("/dev/zero"),
    "a link to a pipe": lambda path: (os.mkfifo(path.parent / "pipe"), to("pipe")(path))[1],
    "a link out of the folder": to("/etc/hostname"),
    "a link up and out of the folder": to("../outside"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to nothing": to("nothing-here"),
}
NAMES = ("claims.csv", "no_claim.csv", "README.md", "SHA256SUMS", "first.txt")


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    (tmp_path / "outside").write_text("a secret")
    return small.write(tmp_path)


@contextmanager
def in_place_of(path: Path, odd: Callable[[Path], None]) -> Iterator[None]:
    kept = path.read_bytes() if path.exists() else None
    path.unlink(missing_ok=True)
    odd(path)
    yield
    path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    (path.parent / "pipe").unlink(missing_ok=True)
    if kept is not None:
        path.write_bytes(kept)


def within(seconds: float, act: Callable[[], object]) -> object:
    """What it gives, or a failure where it waits for something that never comes."""
    results: list[object] = []
    done = Event()

    def work() -> None:
        results.append(act())
        done.set()

    Thread(target=work, daemon=True).start()
    assert done.wait(seconds), "it hangs"
    return results[0]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_no_file_of_the_folder_is_a_problem_and_never_opened(
    folders: Folders, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folders[name.endswith((".txt", "SUMS"))] / name
    arguments = ["check", "--data", str(folders[0]), "--seeds", str(folders[1])]
    for kind, odd in ODD.items():
        if (name, kind) == ("README.md", "a link to nothing"):
            continue
        before = read.stamp(*folders)
        with in_place_of(path, odd):
            assert read.stamp(*folders) != before, kind
            tables, found = within(30, lambda: read.read(*folders))
            told = [problem for problem in found if problem.file == name]
            assert len(told) == 1, kind
            assert "the file" in told[0].message
            assert "a secret" not in repr(tables), kind
            dataset, reasons = within(30, lambda: loading.loaded(*folders))
            assert dataset is None
            assert told[0] in reasons
            assert within(30, lambda: cli.main(arguments)) == 1
            assert f"{name}: the file" in capsys.readouterr().out
    assert read.read(*folders)[1] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_too_large_is_told_with_the_limit(
    folders: Folders, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", dict.fromkeys(files.LARGEST, 3_000_000))
    path = folders[name.endswith((".txt", "SUMS"))] / name
    with in_place_of(path, _large):
        _, found = read.read(*folders)
        assert [problem.file for problem in found] == [name]
        assert "larger than 3 MB" in found[0].message
        if name not in ("README.md", "SHA256SUMS"):
            with pytest.raises(OSError, match="larger than 3 MB"):
                read.fingerprint(*folders)


def test_links_within_a_folder_and_a_folder_that_is_a_link_are_followed(
    folders: Folders, tmp_path: Path
) -> None:
    data, seeds = folders
    (data / "version-2").mkdir()
    (data / "claims.csv").rename(data / "version-2" / "claims.csv")
    (data / "claims.csv").symlink_to("version-2/claims.csv")
    (tmp_path / "link").symlink_to(data)
    tables, found = read.read(tmp_path / "link", seeds)
    assert found == []
    assert problems.problems(tables) == []


def test_the_stamp_tells_a_file_that_was_put_in_place_of_another_like_it(
    folders: Folders,
) -> None:
    path = folders[0] / "claims.csv"
    before, state = read.stamp(*folders), path.stat()
    new = path.read_bytes().replace(b"five people", b"nine people")
    other = path.with_name("claims.new")
    other.write_bytes(new)
    os.utime(other, ns=(state.st_atime_ns, state.st_mtime_ns))
    other.replace(path)
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (state.st_size, state.st_mtime_ns)
    assert read.stamp(*folders) != before


def test_the_stamp_never_fails_while_files_are_renamed(folders: Folders) -> None:
    stop = Event()

    def rename() -> None:
        path, other = folders[0] / "claims.csv", folders[0] / "claims.new"
        while not stop.is_set():
            path.rename(other)
            other.rename(path)

    renaming = Thread(target=rename)
    renaming.start()
    try:
        stamps = {read.stamp(*folders) for _ in range(2_000)}
    finally:
        stop.set()
        renaming.join()
    assert stamps
