import csv
import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casebook import words
from casebook.checks import problems
from casebook.tables import derive, read, schema
from casebook.tables.dataset import Dataset
from casebook.tables.dates import OPEN_END, OPEN_START, UNDATED
from tests import small

Folders = tuple[Path, Path]
Edit = Callable[[bytes], bytes]
HEADER = ",".join(schema.columns("actors")).encode()


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


def loaded(folders: Folders) -> Dataset:
    tables, found = read.read(*folders)
    assert [str(problem) for problem in found or problems.problems(tables)] == []
    return derive.dataset(tables)


def add(folders: Folders, table: str, **cells: str) -> None:
    """Add a row where its key belongs."""
    path = folders[0] / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file), cells]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, schema.columns(table), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: row[schema.key(table)]))


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


@pytest.mark.parametrize(
    ("change", "line", "column", "words"),
    [
        (written(b""), 0, "", "the file is empty: its first line must be actor,kind,affiliation"),
        (written(b" \n\n"), 0, "", "the file is empty"),
        (lambda old: b"\xef\xbb\xbf" + old, 1, "", "starts with a byte order mark: save it as"),
        (lambda old: old.replace(b"\n", b"\r\n"), 1, "", "has Windows line ends (CRLF): save it"),
        (replaced(b"Blues,", b"Blues\r,"), 3, "", "has Windows line ends (CRLF)"),
        (replaced(b"Gul", b"G\xfcl"), 2, "", "byte 0xfc is no UTF-8: save the file again as UTF-8"),
        (lambda old: old.decode().encode("utf-16"), 1, "", "byte 0xff is no UTF-8"),
        (replaced(b"Blues", b"Bl\0ues"), 3, "", "holds a NUL byte: the file is damaged"),
        (replaced(b"outlet,", b'"outlet,'), 4, "", "a quote mark is not closed or stands inside"),
        (replaced(b"The Herald", b'"The Herald'), 9, "", "a quote mark is not closed"),
        (replaced(b"Blues,", b'Bl"ues,'), 3, "", 'inside a cell is written twice ("")'),
        (replaced(b"Blues,", b'Blues",'), 3, "", "or stands inside a cell"),
        (replaced(b"Blues,", b'Blu"es",'), 3, "", "or stands inside a cell"),
        (replaced(b"Blues,", b'"Blues" too,'), 3, "", "or stands inside a cell"),
        (replaced(b"Blues,", b'"The "Blues" here",'), 3, "", "or stands inside a cell"),
        (replaced(b"Blues,", b'"The,"Blues,"here",'), 3, "", "or stands inside a cell"),
        (replaced(b"Blues,", b"Blues,x,"), 3, "", "has 6 cells where the header has 5: a comma is"),
        (replaced(b"Blues,", b"Blues"), 3, "", "has 4 cells where the header has 5"),
        (replaced(b"Blues,armed group,,,", b"   "), 3, "", "has 1 cell where the header has 5"),
        (replaced(b"\nBlues", b"\n\nBlues"), 3, "", "is an empty line: delete it"),
        (lambda old: b"\n" + old, 1, "", "is an empty line"),
        (lambda old: old + b"\n", 10, "", "is an empty line"),
        (written(b"name,sort\nA,b\n"), 1, "", "the first line must be actor,kind,affiliation"),
        (lambda old: old.replace(b",", b";"), 1, "", "cells are separated by semicolons: save it"),
        (lambda old: old.replace(b",", b"\t"), 1, "", "cells are separated by tabs: save it with"),
        (lambda old: old.partition(b"\n")[2], 1, "", "the first line must be actor,kind,affil"),
        (replaced(b"kind", b"kimd"), 1, "kimd", "'kimd' is no column of this table: did you mean"),
        (replaced(b"kind", b"kind;"), 1, "kind;", "'kind;' is no column of this table: did you"),
        (replaced(b"kind,", b""), 1, "kind", "the column is missing: add it, with empty cells"),
        (replaced(b"note", b"note,extra"), 1, "extra", "is no column of this table: remove it"),
        (replaced(b"note", b"note,"), 1, "", "'' is no column of this table"),
        (replaced(b"note", b"note,kind"), 1, "kind", "the column stands 2 times: keep one"),
        (
            replaced(b"actor,kind", b"kind,actor"),
            1,
            "",
            "the columns must stand in this order: act",
        ),
        (replaced(b"actor", b'"""actor"""'), 1, '""actor""', "is no column of this table: did you"),
        (
            replaced(b"Gul,", b"Gul" + b"l" * 10_000_000 + b","),
            2,
            "",
            "the row has 10000022 characters: is a quote",
        ),
    ],
)
def test_a_file_that_is_no_table_is_told_once_with_its_line_and_the_way_out(
    folders: Folders, change: Edit, line: int, column: str, words: str
) -> None:
    edit(folders, "actors.csv", change)
    found = read.read(*folders)[1]
    assert [(problem.file, problem.line, problem.column) for problem in found] == [
        ("actors.csv", line, column)
    ]
    assert words in found[0].message


def test_every_row_of_a_wrong_width_is_told(folders: Folders) -> None:
    edit(folders, "actors.csv", lambda old: old.replace(b"armed group", b"armed,group"))
    assert problems_of(folders) == [("actors.csv", 3, ""), ("actors.csv", 8, "")]


def test_a_wrong_width_after_a_line_break_in_a_cell_has_the_right_line(folders: Folders) -> None:
    def change(old: bytes) -> bytes:
        return old.replace(b"Blues,", b'"Bl,\n\nues",').replace(b"Reds,arm", b"Reds,,arm")

    edit(folders, "actors.csv", lambda old: change(old).replace(b"\n\n", b"\nand "))
    assert problems_of(folders) == [("actors.csv", 9, "")]


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
    dataset = loaded(folders)
    assert dataset.no_claim.empty
    assert {"start", "end"} <= set(dataset.no_claim.columns)


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
    edit(folders, "incidents.csv", lambda old: b"\xef\xbb\xbf" + old)
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


def test_a_file_without_its_last_line_end_is_read_whole(folders: Folders) -> None:
    before = read.read(*folders)[0].frames["actors"]
    edit(folders, "actors.csv", lambda old: old.removesuffix(b",,,\n") + b',,,"last, not least"')
    tables, found = read.read(*folders)
    assert found == []
    after = tables.frames["actors"]
    assert after["note"].iloc[-1] == "last, not least"
    pd.testing.assert_frame_equal(after.iloc[:-1], before.iloc[:-1])


@pytest.mark.parametrize("ending", [b"", b"\n"])
@pytest.mark.parametrize("table", schema.MODELS)
def test_a_table_of_a_header_only_is_an_empty_table(
    folders: Folders, table: str, ending: bytes
) -> None:
    header = ",".join(schema.columns(table)).encode()
    edit(folders, f"{table}.csv", written(header + ending))
    tables, found = read.read(*folders)
    assert found == []
    assert tables.frames[table].empty
    assert list(tables.frames[table].columns) == list(schema.columns(table))


@pytest.mark.parametrize("last", [b"", b"\n"])
def test_line_numbers_stay_right_after_line_breaks_in_cells(folders: Folders, last: bytes) -> None:
    edit(
        folders,
        "actors.csv",
        lambda _: HEADER + b'\nA,k,,,\n"B\nb",k,"1\n2",,\nC,k,,,"x\ny"\nD,k,,,' + last,
    )
    tables, found = read.read(*folders)
    assert found == []
    assert list(tables.frames["actors"]["actor"]) == ["A", "B\nb", "C", "D"]
    assert list(tables.frames["actors"].index) == [2, 3, 6, 8]


@pytest.mark.parametrize(
    "cell",
    [
        "NA",
        "null",
        "nan",
        "true",
        "013",
        "1e3",
        "5.0",
        "+5",
        "1_000",
        "٥",
        "\u2028",
        "a\x0bb",
        "\x85",
    ],
)
def test_a_cell_is_the_text_that_stands_in_the_file(folders: Folders, cell: str) -> None:
    rows = [f"{name},outlet,,,{cell}" for name in "ABC"]
    edit(folders, "actors.csv", written(b"\n".join([HEADER, *(row.encode() for row in rows), b""])))
    tables, found = read.read(*folders)
    assert found == []
    assert list(tables.frames["actors"]["note"]) == [cell] * 3


CELLS = st.text(st.sampled_from('a,"\n é\u2028\x85\x1c;'), max_size=5)
QUOTINGS = st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(CELLS, min_size=5, max_size=5), min_size=1, max_size=5), QUOTINGS)
def test_whatever_a_csv_writer_writes_is_read_as_it_was_with_its_lines(
    folders: Folders, rows: list[list[str]], quoting: int
) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=quoting, lineterminator="\n")
    writer.writerow(schema.columns("actors"))
    starts = []
    for row in rows:
        starts.append(file.getvalue().count("\n") + 1)
        writer.writerow(row)
    text = file.getvalue()
    (folders[0] / "actors.csv").write_text(text, encoding="utf-8", newline="")
    tables, found = read.read(*folders)
    if "\n\n" in text:
        assert [problem.message for problem in found] == ["is an empty line: delete it"]
        return
    assert found == []
    assert tables.frames["actors"].to_numpy().tolist() == rows
    assert list(tables.frames["actors"].index) == starts


@settings(
    deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(["a", ",", ",,,,", '"', '""', "\n", " ", "é"]), max_size=14))
def test_any_text_below_the_header_is_either_read_as_csv_or_told(
    folders: Folders, pieces: list[str]
) -> None:
    body = "".join(pieces)
    (folders[0] / "actors.csv").write_bytes(HEADER + b"\n" + body.encode())
    tables, found = read.read(*folders)
    if found:
        lines = body.count("\n") + 2
        assert all(1 <= problem.line <= lines and problem.message for problem in found)
    else:
        rows = list(csv.reader(io.StringIO(body, newline=""), strict=True))
        assert tables.frames["actors"].to_numpy().tolist() == rows


@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from([*schema.MODELS]), st.binary(max_size=40), st.integers(0, 200))
def test_random_bytes_in_a_table_are_told_or_read_but_never_an_error(
    folders: Folders, table: str, noise: bytes, place: int
) -> None:
    small_table = (folders[0] / f"{table}.csv").read_bytes()
    noisy = small_table[:place] + noise + small_table[place:]
    (folders[0] / f"{table}.csv").write_bytes(noisy)
    try:
        tables, found = read.read(*folders)
        assert all(str(problem).startswith(f"{table}.csv") for problem in found)
        if not found:
            problems.problems(tables)
    finally:
        (folders[0] / f"{table}.csv").write_bytes(small_table)


@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
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


def test_an_article_with_windows_line_ends_is_quoted_at_the_right_places(folders: Folders) -> None:
    for path in folders[1].glob("*.txt"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n") + b"\r\n")
    small.write_checksums(folders[1])
    dataset = loaded(folders)
    whole = small.SECOND_ARTICLE.replace("\n", "\r\n") + "\r"
    assert dataset.articles["herald-2021-strike"].text == whole
    for claim in dataset.claims.itertuples():
        assert dataset.articles[claim.source_id].text[claim.start : claim.end] == claim.quote


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
    root = Path(__file__).resolve().parents[1]
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


def test_the_files_of_a_casebook_are_its_tables_its_readme_its_checksums_and_its_articles(
    folders: Folders,
) -> None:
    data, seeds = folders
    (seeds / "README.md").write_text("not an article")
    (data / "claims.csv").unlink()
    assert read.files(data, seeds) == (
        *(data / f"{table}.csv" for table in schema.MODELS),
        data / "README.md",
        seeds / "SHA256SUMS",
        seeds / "first.txt",
        seeds / "second.txt",
    )


def test_claims_stand_newest_first_then_in_reading_order_with_undated_last(
    dataset: Dataset,
) -> None:
    assert list(dataset.claims["claim_id"]) == [
        "herald-2021-strike-004",
        "smith-2020-001",
        "smith-2020-002",
        "smith-2020-003",
        "smith-2020-004",
        "herald-2021-strike-001",
        "herald-2021-strike-002",
        "herald-2021-strike-003",
    ]
    assert list(dataset.claims.index) == list(range(8))
    assert list(dataset.claim_ids) == list(dataset.claims["claim_id"])


def test_claims_of_one_day_stand_as_their_words_do_in_the_article_whatever_their_numbers(
    folders: Folders,
) -> None:
    for cells in (
        {"claim_id": "smith-2020-101", "quote": "Officials said"},
        {"claim_id": "smith-2020-102", "quote": "injured 40", "date": "2020-05-05"},
        {"claim_id": "smith-2020-103", "quote": "A headline"},
    ):
        told = small.TABLES["claims"][6] | {"disputes": ""}
        add(folders, "claims", **told | cells)
    found = loaded(folders).claims
    of_the_day = found[(found["date"] == "2020-05-05")]["claim_id"].tolist()
    assert of_the_day == [
        "smith-2020-103",
        "smith-2020-101",
        "smith-2020-001",
        "smith-2020-002",
        "smith-2020-102",
        "smith-2020-003",
    ]


def test_claims_of_one_day_stand_article_by_article(folders: Folders) -> None:
    for claim in ("smith-2020-001", "herald-2021-strike-001"):
        small.change(folders[0], "claims", claim, incident_id="", date="2019-01-01")
    found = loaded(folders).claims
    assert found[found["date"] == "2019-01-01"]["claim_id"].tolist() == [
        "herald-2021-strike-001",
        "smith-2020-001",
    ]


def test_a_claim_with_an_open_start_stands_where_it_ends(folders: Folders) -> None:
    small.change(folders[0], "claims", "smith-2020-004", date="../2016")
    claims = loaded(folders).claims
    assert list(claims["claim_id"])[-3:] == [
        "smith-2020-004",
        "herald-2021-strike-002",
        "herald-2021-strike-003",
    ]
    row = claims.set_index("claim_id").loc["smith-2020-004"]
    assert (row["first_year"], row["last_year"], row["year"]) == (OPEN_START, 2016, 2016)


@pytest.mark.parametrize(
    ("claim", "first", "last", "year", "when"),
    [
        ("smith-2020-001", 2020, 2020, 2020, "5 May 2020"),
        ("smith-2020-004", 2020, 2020, 2020, "May 2020"),
        ("herald-2021-strike-002", 2015, 2017, 2015, "2015–2017"),
        ("herald-2021-strike-004", 2021, OPEN_END, 2021, "from 2021"),
        ("herald-2021-strike-003", UNDATED, UNDATED, UNDATED, ""),
    ],
)
def test_the_years_of_a_claim_are_its_first_its_last_and_the_one_it_is_counted_in(
    dataset: Dataset, claim: str, first: int, last: int, year: int, when: str
) -> None:
    row = dataset.claims.iloc[dataset.row(claim)]
    assert (row["first_year"], row["last_year"], row["year"]) == (first, last, year)
    assert row["when"] == when


def test_a_claim_carries_the_outlet_and_the_year_of_publication_of_its_source(
    folders: Folders,
) -> None:
    small.change(folders[0], "sources", "smith-2020", published="2020-12/2021-02")
    small.change(
        folders[0], "sources", "herald-2021-strike", published="", published_basis="unknown"
    )
    claims = loaded(folders).claims.set_index("claim_id")
    years = ["published_first_year", "published_last_year", "published_year"]
    assert list(claims.loc["smith-2020-001", years]) == [2020, 2021, 2020]
    assert list(claims.loc["herald-2021-strike-001", years]) == [UNDATED] * 3
    assert claims.loc["smith-2020-001", "outlet"] == "Daily Paper"
    assert claims.loc["herald-2021-strike-001", "outlet"] == ""


def test_the_origin_of_a_claim_is_the_party_it_goes_back_to(folders: Folders) -> None:
    for actor, kind, affiliation in (
        ("Envoy", "person", "League"),
        ("League", "intergovernmental", ""),
        ("Press office", "organisation", "Reds"),
        ("Professor", "person", "Think Tank"),
        ("Reporter", "person", "Daily Paper"),
        ("Think Tank", "research body", "Government of Kabul"),
    ):
        add(folders, "actors", actor=actor, kind=kind, affiliation=affiliation)
    origins = {
        "Amin Gul": "Reds",
        "Kabul officials (unnamed)": "Government of Kabul",
        "Envoy": "League",
        "The Herald": "The Herald",
        "Reds": "Reds",
        "Government of Kabul": "Government of Kabul",
        "Experts (unnamed)": "Experts (unnamed)",
        "Reporter": "Reporter",
        "Professor": "Professor",
        "Think Tank": "Think Tank",
        "Press office": "Press office",
        "": "smith-2020",
    }
    for number, speaker in enumerate(origins, start=101):
        estimate = small.TABLES["claims"][-1] | {"claim_id": f"smith-2020-{number}"}
        add(folders, "claims", **estimate | {"speaker": speaker})
    claims = loaded(folders).claims.set_index("speaker")
    claims = claims[claims["claim_id"].str.contains("-1[0-9][0-9]$")]
    assert dict(claims["origin"]) == origins


def members(dataset: Dataset, name: str) -> dict[str, list[str]]:
    """Names, each with the ids of its claims."""
    found: dict[str, list[str]] = {}
    of = dataset.members[name]
    for row, code in zip(of.rows, of.codes, strict=True):
        found.setdefault(of.names[code], []).append(dataset.claims["claim_id"][row])
    assert sorted(found) == list(of.names)
    return {key: sorted(ids) for key, ids in found.items()}


def test_a_claim_of_several_groups_is_a_member_of_each_and_one_of_none_is_not_stated(
    dataset: Dataset,
) -> None:
    assert members(dataset, "group") == {
        words.NOT_STATED: ["herald-2021-strike-004"],
        "Blues": ["herald-2021-strike-002"],
        "Reds": sorted(set(dataset.claims["claim_id"]) - {"herald-2021-strike-004"}),
    }


def test_claims_are_members_of_their_outlet_kind_and_topic(dataset: Dataset) -> None:
    of_smith = [f"smith-2020-00{number}" for number in range(1, 5)]
    of_herald = [f"herald-2021-strike-00{number}" for number in range(1, 5)]
    assert members(dataset, "outlet") == {
        words.NOT_STATED: of_herald,
        "Daily Paper": of_smith,
    }
    assert members(dataset, "kind")["denial"] == ["smith-2020-003"]
    assert members(dataset, "topic")["strength"] == ["herald-2021-strike-002", "smith-2020-004"]
    for name in ("outlet", "kind", "topic"):
        assert sorted(dataset.members[name].rows) == list(range(8))


def test_a_claim_knows_which_claims_dispute_it(dataset: Dataset) -> None:
    disputed = dataset.claims.set_index("claim_id")["disputed_by"]
    assert dict(disputed[disputed != ""]) == {
        "herald-2021-strike-001": "smith-2020-003",
        "smith-2020-001": "herald-2021-strike-001; smith-2020-003",
    }


def test_every_span_points_at_the_quote_in_its_article(dataset: Dataset) -> None:
    for claim in dataset.claims.itertuples():
        text = dataset.articles[claim.source_id].text
        assert text[claim.start : claim.end] == claim.quote


def test_every_passage_that_was_passed_over_has_its_span_and_is_known_by_its_id(
    dataset: Dataset,
) -> None:
    passages = dataset.no_claim
    assert list(passages.index) == ["herald-2021-strike-p001", "smith-2020-p001"]
    for passage in passages.itertuples():
        text = dataset.articles[passage.source_id].text
        assert text[passage.start : passage.end] == passage.quote


def test_the_span_of_repeated_words_that_were_passed_over_is_at_the_occurrence_that_is_meant(
    folders: Folders,
) -> None:
    small.change(
        folders[0], "no_claim", "herald-2021-strike-p001", quote="lost ground", occurrence="2"
    )
    passages = loaded(folders).no_claim
    start = small.SECOND_ARTICLE.rindex("lost ground")
    assert passages.at["herald-2021-strike-p001", "start"] == start


def test_the_readme_beside_the_tables_is_kept_and_may_be_missing(folders: Folders) -> None:
    assert loaded(folders).guide == ""
    (folders[0] / "README.md").write_bytes("# Tables – “all”\n".encode() + b"\xff")
    tables, found = read.read(*folders)
    assert found == []
    assert tables.guide == derive.dataset(tables).guide == "# Tables – “all”\n\ufffd"


def test_the_span_of_a_repeated_quote_is_at_the_occurrence_that_is_meant(
    folders: Folders,
) -> None:
    small.change(
        folders[0], "claims", "herald-2021-strike-002", quote="lost ground", occurrence="2"
    )
    claims = loaded(folders).claims.set_index("claim_id")
    text = small.SECOND_ARTICLE
    assert claims.loc["herald-2021-strike-002", "start"] == text.rindex("lost ground")


def test_an_article_is_its_own_lines_of_the_file_and_no_others(dataset: Dataset) -> None:
    article = dataset.articles["smith-2020"]
    assert article.text == small.FIRST_ARTICLE.removesuffix("\nFollow the author")
    assert article.first_line == 1
    assert set(dataset.articles) == {"smith-2020", "herald-2021-strike"}


def test_two_articles_in_one_file_each_have_their_own_lines_and_spans(folders: Folders) -> None:
    small.change(folders[0], "sources", "herald-2021-strike", last_line="3")
    add(
        folders,
        "sources",
        source_id="times-2022",
        file="second.txt",
        first_line="4",
        last_line="4",
        outlet_basis="unknown",
        published_basis="unknown",
    )
    add(
        folders,
        "claims",
        claim_id="times-2022-001",
        source_id="times-2022",
        kind="warning",
        topic="attacks",
        statement="Experts warned.",
        quote="experts warned",
    )
    path = folders[0] / "claims.csv"
    rows = [line for line in path.read_text().splitlines(keepends=True) if "strike-004" not in line]
    path.write_text("".join(rows))
    dataset = loaded(folders)
    article = dataset.articles["times-2022"]
    assert (article.text, article.first_line) == ("The Reds may strike again, experts warned.", 4)
    claim = dataset.claims.iloc[dataset.row("times-2022-001")]
    assert article.text[claim["start"] : claim["end"]] == "experts warned"


def test_figures_are_numbers_and_open_bounds_are_missing_not_zero(dataset: Dataset) -> None:
    claims = dataset.claims.set_index("claim_id")
    assert claims.loc["smith-2020-001", "low"] == 13
    assert pd.isna(claims.loc["smith-2020-001", "high"])
    assert list(claims.loc["smith-2020-004", ["low", "high"]]) == [1500, 2200]
    assert pd.isna(claims.loc["smith-2020-003", "low"])


def test_a_claim_points_at_the_row_of_its_incident_or_at_none(dataset: Dataset) -> None:
    incidents = [
        dataset.incidents.index[row] if row >= 0 else "" for row in dataset.claims["incident"]
    ]
    assert incidents == list(dataset.claims["incident_id"])
    assert incidents.count("") == 2


def test_incidents_have_coordinates_as_numbers_and_printed_dates(dataset: Dataset) -> None:
    attack = dataset.incidents.loc["2020-05-05-kabul-attack"]
    assert (attack["latitude"], attack["longitude"]) == (34.5281, 69.1723)
    assert (attack["when"], attack["year"]) == ("5 May 2020", 2020)
    founding = dataset.incidents.loc["undated-reds-founding"]
    assert pd.isna(founding["latitude"])
    assert (founding["when"], founding["year"]) == ("", UNDATED)


def test_claims_are_searched_in_statement_quote_and_speaker_in_lower_case(
    dataset: Dataset,
) -> None:
    row = dataset.claims.iloc[dataset.row("smith-2020-003")]
    assert row["searchable"] == (
        'amin gul of the reds denied that they were there.\n"we were not there,"\namin gul'
    )


def test_a_casebook_without_incidents_is_loaded(folders: Folders) -> None:
    for claim in small.TABLES["claims"]:
        small.change(folders[0], "claims", claim["claim_id"], incident_id="")
    header = ",".join(schema.columns("incidents")).encode()
    edit(folders, "incidents.csv", written(header + b"\n"))
    dataset = loaded(folders)
    assert dataset.incidents.empty
    assert set(dataset.claims["incident"]) == {-1}


def test_making_a_dataset_leaves_the_tables_as_they_were(folders: Folders) -> None:
    tables, _ = read.read(*folders)
    before = {name: frame.copy() for name, frame in tables.frames.items()}
    derive.dataset(tables)
    for name, frame in tables.frames.items():
        pd.testing.assert_frame_equal(frame, before[name])


# Who speaks, and through how many hands it came


def with_parties(folders: Folders) -> None:
    for actor, kind, affiliation in (
        ("Blue fighters (unnamed)", "unnamed", "Blues"),
        ("Clerk (unnamed)", "unnamed", "League"),
        ("Envoy", "person", "League"),
        ("League", "intergovernmental", ""),
        ("Mayor", "person", "Government of Kabul"),
        ("Professor", "person", "Think Tank"),
        ("Red fighters (unnamed)", "unnamed", "Reds"),
        ("Relief", "organisation", ""),
        ("Relief worker", "person", "Relief"),
        ("Reporter", "person", "Daily Paper"),
        ("Researchers (unnamed)", "unnamed", "Think Tank"),
        ("Reds of the North", "armed group", ""),
        ("Think Tank", "research body", ""),
        ("Witness", "person", ""),
    ):
        add(folders, "actors", actor=actor, kind=kind, affiliation=affiliation)


@pytest.mark.parametrize(
    ("speaker", "cells", "rung"),
    [
        ("Reds", {"groups": "Reds"}, "the group itself"),
        ("Amin Gul", {"groups": "Reds"}, "the group itself"),
        ("Red fighters (unnamed)", {"groups": "Reds"}, "the group itself"),
        ("Reds", {"groups": "Blues; Reds"}, "the group itself"),
        ("Amin Gul", {"groups": "Reds; Reds of the North"}, "the group itself"),
        ("Blues", {"groups": "Reds"}, "another armed group"),
        ("Amin Gul", {"groups": "Blues"}, "another armed group"),
        ("Blue fighters (unnamed)", {"groups": "Reds"}, "another armed group"),
        ("Reds", {"groups": "Reds of the North"}, "another armed group"),
        ("Reds of the North", {"groups": "Reds"}, "another armed group"),
        ("Government of Kabul", {}, "government, named"),
        ("Mayor", {}, "government, named"),
        ("Kabul officials (unnamed)", {}, "government, unnamed"),
        ("League", {}, "intergovernmental"),
        ("Envoy", {}, "intergovernmental"),
        ("Clerk (unnamed)", {}, "intergovernmental"),
        ("Think Tank", {}, "research body or expert"),
        ("Professor", {}, "research body or expert"),
        ("Researchers (unnamed)", {}, "research body or expert"),
        ("The Herald", {}, "outlet"),
        ("Reporter", {}, "outlet"),
        ("Witness", {}, "witness or other person"),
        ("Relief", {}, "witness or other person"),
        ("Relief worker", {}, "witness or other person"),
        ("Experts (unnamed)", {}, "not attributed"),
        ("Witness", {"kind": "denial"}, "witness or other person"),
        *(
            ("", {"kind": kind}, "the article's own voice")
            for kind in ("report", "allegation", "assessment", "warning", "opinion")
        ),
        *(
            ("", {"kind": kind}, "not attributed")
            for kind in ("estimate", "denial", "responsibility")
        ),
    ],
)
def test_a_claim_stands_on_the_rung_of_the_party_that_speaks(
    folders: Folders, speaker: str, cells: dict[str, str], rung: str
) -> None:
    with_parties(folders)
    small.change(folders[0], "claims", "smith-2020-002", speaker=speaker, **cells)
    dataset = loaded(folders)
    of = dataset.members["attribution"]
    (found,) = of.codes[of.rows == dataset.row("smith-2020-002")]
    assert of.names[found] == rung


def test_rungs_stand_in_the_order_of_the_ladder_without_those_that_nobody_stands_on(
    dataset: Dataset,
) -> None:
    of = dataset.members["attribution"]
    held = [
        "the group itself",
        "government, unnamed",
        "outlet",
        "the article's own voice",
        "not attributed",
    ]
    assert list(of.names) == [rung for rung in schema.ATTRIBUTIONS if rung in held] == held
    assert of.rows.tolist() == list(range(len(dataset.claims)))


@pytest.mark.parametrize(
    ("cells", "chain", "intermediaries"),
    [
        ({"speaker": "", "via": ""}, 0, "the article itself"),
        ({"via": ""}, 1, "cited directly"),
        ({"via": "The Herald"}, 2, "one intermediary"),
        ({"via": "Daily Paper > The Herald"}, 3, "two or more intermediaries"),
        ({"via": "Daily Paper > The Herald > Blues"}, 4, "two or more intermediaries"),
    ],
)
def test_a_claim_has_passed_through_its_speaker_and_everyone_between(
    folders: Folders, cells: dict[str, str], chain: int, intermediaries: str
) -> None:
    small.change(folders[0], "claims", "smith-2020-002", **cells)
    dataset = loaded(folders)
    row = dataset.row("smith-2020-002")
    of = dataset.members["intermediaries"]
    assert dataset.claims["chain"].iloc[row] == chain
    (found,) = of.codes[of.rows == row]
    assert of.names[found] == intermediaries
    assert list(of.names) == [name for name in schema.INTERMEDIARIES if name in of.names]


def test_claims_are_found_by_the_origin_that_they_go_back_to(dataset: Dataset) -> None:
    of = dataset.members["origin"]
    assert of.names == (
        "Experts (unnamed)",
        "Government of Kabul",
        "Reds",
        "The Herald",
        "herald-2021-strike",
        "smith-2020",
    )
    assert of.rows.tolist() == list(range(len(dataset.claims)))
    assert [of.names[code] for code in of.codes] == dataset.claims["origin"].tolist()


@pytest.mark.filterwarnings("error")
def test_claims_of_which_none_disputes_another_are_loaded_without_a_warning(
    folders: Folders,
) -> None:
    for claim in small.TABLES["claims"]:
        small.change(folders[0], "claims", claim["claim_id"], disputes="")
    assert loaded(folders).claims["disputed_by"].tolist() == [""] * len(small.TABLES["claims"])
