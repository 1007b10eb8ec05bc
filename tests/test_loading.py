from pathlib import Path

import pytest

from casebook import loading
from casebook.tables import derive, read, store
from casebook.tables.dataset import Dataset
from tests import small

Folders = tuple[Path, Path]
APART = loading._kept_apart


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every casebook is large, and what is kept is kept here; nothing runs in another process."""
    monkeypatch.setattr(loading, "LARGE", 0)
    monkeypatch.setenv("CASEBOOK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(loading, "_kept_apart", loading.keep)
    return tmp_path / "cache"


def loaded(folders: Folders) -> Dataset:
    dataset, problems = loading.loaded(*folders)
    assert problems == []
    assert dataset is not None
    return dataset


def test_a_large_casebook_is_not_read_again_while_no_byte_changes(
    folders: Folders, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = loaded(folders)
    (folders[0] / "README.md").write_text("A guide, which is read each time.")
    monkeypatch.delattr(derive, "dataset")
    second = loaded(folders)
    assert second.claims.equals(first.claims)
    assert (first.guide, second.guide) == ("", "A guide, which is read each time.")
    assert len(list(cache.iterdir())) == 1


def test_a_change_of_a_table_an_article_the_checksums_or_the_code_is_noticed(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    loaded(folders)
    small.change(folders[0], "claims", "smith-2020-001", note="New.")
    dataset = loaded(folders)
    assert dataset.claims["note"].iat[dataset.row("smith-2020-001")] == "New."
    (folders[1] / "SHA256SUMS").write_text("")
    assert {problem.file for problem in loading.loaded(*folders)[1]} == {"first.txt", "second.txt"}
    small.write_checksums(folders[1])
    (folders[1] / "first.txt").write_text("Another article")
    assert loading.loaded(*folders)[0] is None
    key = loading._key(*folders)
    (tmp_path / "code.py").write_text("")
    monkeypatch.setattr(loading, "_code", lambda: iter([tmp_path / "code.py"]))
    assert loading._key(*folders) != key


def test_a_small_casebook_is_read_each_time(
    folders: Folders, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "LARGE", 10**6)
    loaded(folders)
    assert not cache.exists()


def test_problems_are_those_of_the_checks_and_nothing_is_kept(
    folders: Folders, cache: Path
) -> None:
    small.change(folders[0], "claims", "smith-2020-001", kind="repord")
    dataset, problems = loading.loaded(*folders)
    assert dataset is None
    assert [(problem.file, problem.column) for problem in problems] == [("claims.csv", "kind")]
    assert list(cache.iterdir()) == []
    (folders[0] / "claims.csv").unlink()
    assert "the file is missing" in loading.loaded(*folders)[1][0].message


def test_a_casebook_that_cannot_be_kept_is_loaded_all_the_same(
    folders: Folders, cache: Path
) -> None:
    cache.write_text("a file in the place of the folder")
    assert len(loaded(folders).claims) == 8


def test_a_casebook_that_changes_while_it_is_read_is_not_kept(
    folders: Folders, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reading(data: Path, seeds: Path) -> object:
        small.change(data, "claims", "smith-2020-001", note="Now.")
        return tables(data, seeds)

    tables = read.read
    monkeypatch.setattr(read, "read", reading)
    assert store.is_writable()
    loading.keep(*folders, loading._key(*folders))
    assert list(cache.iterdir()) == []


def test_a_process_of_its_own_keeps_the_dataset_or_hands_back_its_problems(
    folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "_kept_apart", APART)
    monkeypatch.setattr(loading, "_made", None)
    monkeypatch.chdir(tmp_path)
    assert len(loaded(folders).claims) == 8
    small.change(folders[0], "claims", "smith-2020-001", kind="repord")
    dataset, problems = loading.loaded(*folders)
    assert dataset is None
    assert str(problems[0]).startswith("claims.csv:6: kind: 'repord' is not one of")
