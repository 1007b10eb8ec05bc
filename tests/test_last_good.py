"""The last good tables while files are edited, looked at one look at a time."""

import logging
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from casebook import last_good, loading
from casebook.last_good import Edition, LastGood
from casebook.tables import read
from casebook.tables.dataset import Dataset, Problem
from tests import broken_edits, small

Folders = tuple[Path, Path]


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return small.write(tmp_path)


@pytest.fixture
def kept(folders: Folders) -> LastGood:
    looked = LastGood(*folders)
    looked.look()
    return looked


def version(edition: Edition) -> str:
    assert edition.dataset
    return edition.dataset.version


def test_every_broken_edit_leaves_the_last_good_tables_and_every_mend_is_followed(
    kept: LastGood, folders: Folders
) -> None:
    good = kept.edition()
    for edit in broken_edits.EDITS:
        with broken_edits.broken(edit, folders):
            kept.look()
            kept.look()
            broken = kept.edition()
            assert version(broken) == version(good), edit
            assert broken.problems, edit
            assert broken.since, edit
            assert broken.name != good.name, edit
            assert len(broken.problems) < 5_000, edit
        kept.look()
        kept.look()
        mended = kept.edition()
        assert mended.problems == (), edit
        assert mended.since is None, edit
        assert mended.name == good.name, edit


def test_a_save_by_a_spreadsheet_is_read_and_breaks_nothing(
    kept: LastGood, folders: Folders
) -> None:
    before = kept.edition()
    broken_edits.as_a_spreadsheet_saves(folders[0])
    kept.look()
    kept.look()
    after = kept.edition()
    assert after.problems == ()
    assert version(after) != version(before)
    assert after.dataset
    assert before.dataset
    assert after.dataset.claims.equals(before.dataset.claims)


def test_a_file_is_not_read_while_it_is_being_written(kept: LastGood, folders: Folders) -> None:
    path = folders[0] / "claims.csv"
    whole = path.read_bytes()
    for share in range(1, 10):
        path.write_bytes(whole[: len(whole) * share // 10])
        kept.look()
        assert kept.edition().problems == ()
    path.write_bytes(whole)
    kept.look()
    kept.look()
    assert kept.edition().problems == ()


def test_what_changes_while_it_is_read_is_not_shown(folders: Folders) -> None:
    def load(*given: Path) -> tuple[Dataset | None, list[Problem]]:
        made = loading.loaded(*given)
        if changing:
            small.change(folders[0], "claims", "smith-2020-004", kind=changing.pop())
        return made

    changing: list[str] = []
    looked = LastGood(*folders, load)
    looked.look()
    first = looked.edition()
    small.change(folders[0], "claims", "smith-2020-004", kind="opinion")
    changing.append("report")
    looked.look()
    looked.look()
    assert looked.edition() is first
    looked.look()
    looked.look()
    dataset = looked.edition().dataset
    assert dataset
    assert dataset.cell("kind", dataset.row("smith-2020-004") or 0) == "report"


def test_since_is_when_the_problems_began_not_when_they_changed(
    kept: LastGood, folders: Folders
) -> None:
    read_at = kept.edition().read_at
    small.change(folders[0], "claims", "smith-2020-004", kind="estimat")
    kept.look()
    kept.look()
    first = kept.edition()
    small.change(folders[0], "claims", "smith-2020-003", kind="denail")
    kept.look()
    kept.look()
    second = kept.edition()
    assert (len(first.problems), len(second.problems)) == (1, 2)
    assert first.since == second.since
    assert first.read_at == second.read_at == read_at


def test_tables_that_are_broken_at_the_start_are_read_once_they_are_mended(
    folders: Folders,
) -> None:
    small.change(folders[0], "claims", "smith-2020-004", kind="estimat")
    looked = LastGood(*folders)
    looked.look()
    assert looked.edition().dataset is None
    assert len(looked.edition().problems) == 1
    small.change(folders[0], "claims", "smith-2020-004", kind="estimate")
    looked.look()
    looked.look()
    assert looked.edition().dataset
    assert looked.edition().since is None


def test_what_nobody_foresaw_keeps_the_tables_and_is_told_and_logged(
    folders: Folders, caplog: pytest.LogCaptureFixture
) -> None:
    def load(*given: Path) -> tuple[Dataset | None, list[Problem]]:
        if fail:
            raise MemoryError
        return loading.loaded(*given)

    fail: list[bool] = []
    looked = LastGood(*folders, load)
    looked.look()
    fail.append(True)
    os.utime(folders[0] / "claims.csv", (1, 1))
    with caplog.at_level(logging.ERROR):
        looked.look()
        looked.look()
    assert looked.edition().dataset
    assert "the server's log tells" in looked.edition().problems[0].message
    assert "MemoryError" in caplog.text


def test_editions_that_look_different_have_different_names(kept: LastGood) -> None:
    good = kept.edition()
    dataset = good.dataset
    assert dataset
    one, other = (Problem("claims.csv", line, "kind", "is wrong") for line in (2, 3))
    editions = [
        good,
        Edition(replace(dataset, version="other")),
        Edition(replace(dataset, guide="other")),
        Edition(dataset, (one,)),
        Edition(dataset, (other,)),
        Edition(None, (one,)),
    ]
    assert len({edition.name for edition in editions}) == len(editions)
    assert Edition(dataset).name == good.name


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(last_good, "LOOK_EVERY", 0.01)
    yield
    last_good.looking_at(Path("nowhere"), Path("nowhere")).stop()


@pytest.mark.usefixtures("quick")
def test_one_thread_looks_for_everybody_and_ends_when_other_folders_are_shown(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = last_good.looking_at(*folders)
    assert last_good.looking_at(*folders) is first
    assert first.edition().dataset
    small.change(folders[0], "claims", "smith-2020-004", kind="opinion")
    followed = Event()
    monkeypatch.setattr(first, "_show", lambda *_: followed.set())
    assert followed.wait(20)
    last_good.looking_at(folders[0], folders[0])
    followed.clear()
    small.change(folders[0], "claims", "smith-2020-004", kind="report")
    assert not followed.wait(0.3)
    assert read.folders() != folders
