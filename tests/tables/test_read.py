import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casebook.checks import problems
from casebook.tables import read, schema
from tests import small

Folders = tuple[Path, Path]
Edit = Callable[[bytes], bytes]


def problems_of(folders: Folders) -> list[tuple[str, int, str]]:
    """File, line and column of every problem of reading."""
    return [(found.file, found.line, found.column) for found in read.read(*folders)[1]]


def edit(folders: Folders, name: str, change: Edit) -> None:
    path = folders[name.endswith((".txt", "SUMS"))] / name
    before = path.read_bytes()
    path.write_bytes(change(before))
    assert path.read_bytes() != before


def replaced(old: bytes, new: bytes) -> Edit:
    return lambda content: content.replace(old, new, 1)


def written(content: bytes) -> Edit:
    return lambda _: content


def test_the_small_casebook_is_read_whole_and_without_a_problem(folders: Folders) -> None:
    tables, found = read.read(*folders)
    assert found == []
    for name, rows in small.TABLES.items():
        frame = tables.frames[name]
        assert list(frame.columns) == list(schema.columns(name))
        blank = dict.fromkeys(schema.columns(name), "")
        assert frame.to_dict("records") == [blank | row for row in rows]
        assert list(frame.index) == list(range(2, len(rows) + 2))
    assert tables.lines["first.txt"] == tuple(small.FIRST_ARTICLE.split("\n"))
    assert tables.digests == tables.expected_digests
    assert tables.data_dir == folders[0]


def test_a_missing_file_is_told_with_the_folder_where_it_should_be(folders: Folders) -> None:
    (folders[0] / "claims.csv").unlink()
    (found,) = read.read(*folders)[1]
    assert str(found) == f"claims.csv: the file is missing: it should be in {folders[0]}"


def test_an_optional_table_may_be_missing_and_is_then_an_empty_one(folders: Folders) -> None:
    before = read.read(*folders)[0].version
    (folders[0] / "no_claim.csv").unlink()
    tables, found = read.read(*folders)
    assert found == []
    assert tables.frames["no_claim"].empty
    assert list(tables.frames["no_claim"].columns) == list(schema.columns("no_claim"))
    assert tables.version != before
    assert small.loaded(folders).no_claim.empty


def test_an_optional_table_that_is_there_must_be_a_table(folders: Folders) -> None:
    edit(folders, "no_claim.csv", written(b""))
    assert problems_of(folders) == [("no_claim.csv", 0, "")]


def test_a_missing_folder_of_tables_is_told_once_though_a_table_of_it_is_optional(
    folders: Folders,
) -> None:
    (folders[0] / "no_claim.csv").unlink()
    shutil.rmtree(folders[0])
    assert problems_of(folders) == [(str(folders[0]), 0, "")]


def test_a_missing_checksum_file_is_told(folders: Folders) -> None:
    (folders[1] / "SHA256SUMS").unlink()
    assert problems_of(folders) == [("SHA256SUMS", 0, "")]


@pytest.mark.parametrize(
    ("which", "words"),
    [
        (0, "the folder of tables is missing: name another in CASEBOOK_DATA, or with --data"),
        (1, "the folder of articles is missing: name another in CASEBOOK_SEEDS, or with --seeds"),
    ],
)
def test_a_missing_folder_is_told_once(folders: Folders, which: int, words: str) -> None:
    shutil.rmtree(folders[which])
    (found,) = read.read(*folders)[1]
    assert str(found) == f"{folders[which]}: {words}"


@pytest.mark.parametrize("name", ["claims.csv", "no_claim.csv", "first.txt", "SHA256SUMS"])
def test_a_folder_in_the_place_of_a_file_is_told(folders: Folders, name: str) -> None:
    path = folders[not name.endswith(".csv")] / name
    path.unlink()
    path.mkdir()
    (found,) = read.read(*folders)[1]
    assert (found.file, found.line) == (name, 0)
    assert "the file can't be read" in found.message


def test_an_article_in_another_encoding_is_told_with_its_line(folders: Folders) -> None:
    edit(folders, "second.txt", lambda old: old.replace(b"No one", b"No \xe9ne"))
    (found,) = read.read(*folders)[1]
    assert str(found) == ("second.txt:3: byte 0xe9 is no UTF-8: save the file again as UTF-8")


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (
            replaced(b"second", b"first"),
            2,
            "lists first.txt a second time: remove one of the lines",
        ),
        (lambda old: old + b"\n", 3, "is no checksum line: make the file again with sha256sum"),
        (lambda old: b"# sums\n" + old, 1, "is no checksum line"),
        (lambda old: old.replace(b"  second", b" second"), 2, "is no checksum line"),
        (lambda old: b"\xef\xbb\xbf" + old, 1, "is no checksum line"),
        (lambda old: old[1:], 1, "is no checksum line"),
    ],
)
def test_a_broken_line_of_the_checksums_is_told_with_its_line(
    folders: Folders, change: Edit, line: int, words: str
) -> None:
    edit(folders, "SHA256SUMS", change)
    (found,) = read.read(*folders)[1]
    assert (found.file, found.line, found.column) == ("SHA256SUMS", line, "")
    assert words in found.message


def test_a_checksum_may_be_written_in_capitals(folders: Folders) -> None:
    sums = folders[1] / "SHA256SUMS"
    lines = sums.read_text().splitlines()
    sums.write_text("".join(f"{line[:64].upper()}{line[64:]}\n" for line in lines))
    tables, found = read.read(*folders)
    assert found == []
    assert tables.expected_digests == tables.digests


def test_checksums_may_have_windows_line_ends_no_last_one_and_a_binary_mark(
    folders: Folders,
) -> None:
    edit(
        folders,
        "SHA256SUMS",
        lambda old: old.replace(b"  ", b" *").replace(b"\n", b"\r\n").removesuffix(b"\r\n"),
    )
    tables, found = read.read(*folders)
    assert found == []
    assert tables.expected_digests == tables.digests


def test_an_empty_checksum_file_lists_nothing(folders: Folders) -> None:
    edit(folders, "SHA256SUMS", written(b""))
    tables, found = read.read(*folders)
    assert found == []
    assert tables.expected_digests == {}


def test_several_broken_files_are_all_told(folders: Folders) -> None:
    edit(folders, "sources.csv", written(b""))
    edit(folders, "incidents.csv", lambda old: b"\0" + old)
    (folders[0] / "claims.csv").unlink()
    edit(folders, "actors.csv", replaced(b"Blues,", b"Blues"))
    edit(folders, "first.txt", lambda old: old + b"\n\xff")
    edit(folders, "SHA256SUMS", lambda old: old + b"x\n")
    assert problems_of(folders) == [
        ("sources.csv", 0, ""),
        ("incidents.csv", 1, ""),
        ("claims.csv", 0, ""),
        ("actors.csv", 3, ""),
        ("first.txt", 7, ""),
        ("SHA256SUMS", 3, ""),
    ]


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60))
def test_random_bytes_as_an_article_or_checksums_are_told_and_never_an_error(
    folders: Folders, noise: bytes
) -> None:
    for name in ("second.txt", "SHA256SUMS"):
        path = folders[1] / name
        before = path.read_bytes()
        path.write_bytes(noise)
        tables, found = read.read(*folders)
        assert found or problems.problems(tables)
        path.write_bytes(before)


def test_an_article_is_kept_letter_for_letter_whatever_its_line_ends(folders: Folders) -> None:
    text = "Odd\u2028one\x0b\r\nTwo\x0c\x85\rtwo\0\r\n\r\nlast"
    edit(folders, "first.txt", written(text.encode()))
    tables, found = read.read(*folders)
    assert found == []
    assert tables.lines["first.txt"] == ("Odd\u2028one\x0b\r", "Two\x0c\x85\rtwo\0\r", "\r", "last")


def test_an_article_whose_name_is_no_utf8_is_named_all_the_same(folders: Folders) -> None:
    path = os.fsencode(folders[1]) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(path)).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    tables, found = read.read(*folders)
    assert found == []
    assert [problem.file for problem in problems.problems(tables)] == ["caf\\xe9.txt"]


@pytest.mark.parametrize(
    "name", [*(f"{table}.csv" for table in schema.MODELS), "first.txt", "second.txt"]
)
def test_the_data_version_changes_with_a_byte_of_a_table_or_article(
    folders: Folders, name: str
) -> None:
    before = read.read(*folders)[0].version
    edit(folders, name, lambda old: old[:-2] + bytes([old[-2] ^ 1]) + old[-1:])
    assert read.read(*folders)[0].version != before


def test_the_data_version_changes_when_an_article_is_added_or_renamed(folders: Folders) -> None:
    versions = [read.read(*folders)[0].version]
    (folders[1] / "third.txt").write_bytes(b"")
    versions.append(read.read(*folders)[0].version)
    (folders[1] / "third.txt").rename(folders[1] / "fourth.txt")
    versions.append(read.read(*folders)[0].version)
    assert len(set(versions)) == 3


def test_the_data_version_changes_when_bytes_move_from_one_article_to_the_next(
    folders: Folders,
) -> None:
    before = read.read(*folders)[0].version
    moved = (folders[1] / "first.txt").read_bytes()
    edit(folders, "first.txt", written(moved[:-3]))
    edit(folders, "second.txt", lambda old: moved[-3:] + old)
    assert read.read(*folders)[0].version != before


def test_the_data_version_does_not_change_otherwise(folders: Folders, tmp_path: Path) -> None:
    before = read.read(*folders)[0].version
    (folders[0] / "README.md").write_text("new")
    (folders[1] / "README.md").write_text("new")
    edit(folders, "SHA256SUMS", lambda old: old.replace(b"  ", b" *"))
    os.utime(folders[0] / "claims.csv", (1, 1))
    copies = tmp_path / "elsewhere" / "a", tmp_path / "elsewhere" / "b"
    for folder, copy in zip(folders, copies, strict=True):
        shutil.copytree(folder, copy)
    assert read.read(*folders)[0].version == read.read(*copies)[0].version == before
    assert len(before) == 12
    assert set(before) <= set("0123456789abcdef")


def test_folders_are_those_of_the_project_unless_said_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CASEBOOK_DATA", raising=False)
    monkeypatch.delenv("CASEBOOK_SEEDS", raising=False)
    root = Path(__file__).resolve().parents[2]
    assert read.folders() == (root / "data", root / "seeds")
    monkeypatch.setenv("CASEBOOK_DATA", "/env/data")
    assert read.folders() == (Path("/env/data"), root / "seeds")
    monkeypatch.setenv("CASEBOOK_SEEDS", "/env/seeds")
    assert read.folders() == (Path("/env/data"), Path("/env/seeds"))
    assert read.folders("/given", None) == (Path("/given"), Path("/env/seeds"))
    assert read.folders(None, "/given") == (Path("/env/data"), Path("/given"))


def test_the_stamp_changes_when_a_file_is_changed_added_or_removed(folders: Folders) -> None:
    stamps = [read.stamp(*folders)]
    assert read.stamp(*folders) == stamps[0]
    os.utime(folders[0] / "claims.csv", (1, 1))
    stamps.append(read.stamp(*folders))
    edit(folders, "SHA256SUMS", lambda old: old + b"x")
    stamps.append(read.stamp(*folders))
    (folders[1] / "third.txt").write_bytes(b"")
    stamps.append(read.stamp(*folders))
    (folders[0] / "README.md").write_text("new")
    stamps.append(read.stamp(*folders))
    (folders[0] / "no_claim.csv").unlink()
    stamps.append(read.stamp(*folders))
    (folders[0] / "actors.csv").unlink()
    stamps.append(read.stamp(*folders))
    shutil.rmtree(folders[1])
    stamps.append(read.stamp(*folders))
    assert len(set(stamps)) == 8


def test_a_table_as_a_spreadsheet_saves_it_is_read_and_remarked(folders: Folders) -> None:
    plain, _ = read.read(*folders)
    edit(folders, "claims.csv", lambda old: read.BOM + old.replace(b"\n", b"\r\n"))
    edit(folders, "sources.csv", lambda old: old.replace(b"stated,\n", b"stated,\r\n"))
    tables, problems = read.read(*folders)
    assert problems == []
    assert all(tables.frames[name].equals(frame) for name, frame in plain.frames.items())
    assert [(remark.file, remark.line, remark.message[:34]) for remark in tables.remarks] == [
        ("sources.csv", 3, "has Windows line ends (CRLF), read"),
        ("claims.csv", 1, "starts with a byte order mark, whi"),
        ("claims.csv", 1, "has Windows line ends (CRLF), read"),
    ]
    assert plain.remarks == ()
