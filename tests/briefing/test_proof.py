import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from casebook.analysis.selection import Selection
from casebook.briefing import check, contents, proof, tree
from casebook.checks import problems
from casebook.tables import read
from casebook.tables.dataset import Dataset
from tests import small
from tests.briefing.test_documents import nodes

BASE = "http://localhost:8501/"


def packed(dataset: Dataset, chosen: Selection | None = None) -> bytes:
    return proof.pack(contents.of_selection(dataset, chosen or Selection()), dataset, BASE)


def unpacked(content: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def folder(related: Dataset, tmp_path: Path) -> Path:
    return unpacked(packed(related), tmp_path / "pack")


def test_the_numbers_of_footnotes_are_those_of_the_document(related: Dataset, folder: Path) -> None:
    briefing = contents.of_selection(related, Selection())
    notes = list(nodes(tree.document(briefing, related, BASE), "Note"))
    with (folder / "footnotes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["number"] for row in rows] == [str(n) for n in range(1, len(notes) + 1)]
    for row, note in zip(rows, notes, strict=True):
        (link,) = nodes(note, "Link")
        assert link[2][0] == row["link"]


def test_a_pack_is_checked_without_the_casebook(folder: Path) -> None:
    def run() -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(folder / "check.py")],
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    code, told = run()
    assert (code, told.split()[2:]) == (0, ["quotes", "stand", "in", "their", "articles."])
    path = folder / "articles" / "smith-2020.txt"
    path.write_text(path.read_text().replace("injured 40", "injured 41"))
    code, told = run()
    assert code == 1
    assert "articles/smith-2020.txt: was changed" in told
    assert ": the quote is not in articles/smith-2020.txt" in told


def test_what_is_missing_from_a_pack_is_told(folder: Path) -> None:
    (folder / "claims.csv").unlink()
    assert list(check.faults(folder)) == ["claims.csv: is missing"]


def test_one_changed_character_of_one_quote_is_found(folder: Path) -> None:
    path = folder / "footnotes.csv"
    path.write_text(path.read_text().replace("five killed", "nine killed", 1))
    found = list(check.faults(folder))
    assert "footnotes.csv: was changed" in found
    assert any("the quote is not in articles/herald-2021-strike.txt" in each for each in found)


def test_the_same_briefing_gives_the_same_pack(related: Dataset) -> None:
    assert packed(related) == packed(related)


def test_the_rows_used_are_those_of_the_tables(related: Dataset, folder: Path) -> None:
    for table, rows in small.TABLES.items():
        if table in ("no_claim", "relations", "actors"):
            continue
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            found = list(csv.DictReader(file))
        assert [{k: v for k, v in row.items() if v} for row in found] == [
            {k: v for k, v in row.items() if v} for row in rows
        ]
    package = json.loads((folder / "datapackage.json").read_text())
    assert [each["name"] for each in package["resources"]] == [
        "sources",
        "incidents",
        "claims",
        "actors",
        "relations",
    ]
    selection = json.loads((folder / "selection.json").read_text())
    assert selection["data_version"] == related.version


def test_only_what_is_used_is_in_a_pack(related: Dataset, tmp_path: Path) -> None:
    folder = unpacked(packed(related, Selection(group=("Blues",))), tmp_path / "few")
    assert [path.name for path in (folder / "articles").iterdir()] == ["herald-2021-strike.txt"]
    with (folder / "claims.csv").open(encoding="utf-8", newline="") as file:
        assert [row["claim_id"] for row in csv.DictReader(file)] == ["herald-2021-strike-002"]
    assert not (folder / "relations.csv").exists()
    assert list(check.faults(folder)) == []


def test_the_tables_of_a_pack_have_no_dangling_names(folder: Path) -> None:
    tables, unreadable = read.read(folder, folder / "articles")
    names = [problem for problem in unreadable if problem.file.endswith(".csv")]
    assert names == []
    found = [str(one) for one in problems.problems(tables) if "actors.csv" in str(one)]
    assert found == []
