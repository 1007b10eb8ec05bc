import csv
import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casebook.tables import read, schema

Folders = tuple[Path, Path]
Edit = Callable[[bytes], bytes]
HEADER = ",".join(schema.columns("actors")).encode()
IN_ONE_FOLDER = settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


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


@pytest.mark.parametrize(
    ("change", "line", "column", "words"),
    [
        (written(b""), 0, "", "the file is empty: its first line must be actor,kind,affiliation"),
        (written(b" \n\n"), 0, "", "the file is empty"),
        (replaced(b"Blues,", b"Blues\r,"), 3, "", "has a carriage return (CR) without a line feed"),
        (lambda old: old.replace(b"\n", b"\r"), 1, "", "has a carriage return (CR)"),
        (replaced(b"Gul", b"G\xfcl"), 2, "", "byte 0xfc is no UTF-8: save the file again as UTF-8"),
        (replaced(b"Gul", b"G\xed\xa0\xbdl"), 2, "", "has an unpaired surrogate (U+D83D), which"),
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
        (replaced(b"actor", b'"""actor"""'), 1, '"actor"', "is no column of this table: did you"),
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


@IN_ONE_FOLDER
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
    assert found == []
    assert tables.frames["actors"].to_numpy().tolist() == rows
    assert list(tables.frames["actors"].index) == starts


@IN_ONE_FOLDER
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


@IN_ONE_FOLDER
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
        assert found or len(tables.frames[table].columns) == len(schema.columns(table))
    finally:
        (folders[0] / f"{table}.csv").write_bytes(small_table)
