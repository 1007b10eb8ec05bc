import json
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from casebook.tables import derive, store
from casebook.tables.dataset import Dataset, Tables
from tests import generated

KEY = "0" * 64


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("CASEBOOK_CACHE", str(folder))
    assert store.is_writable()
    return folder


def assert_equal(one: Dataset, other: Dataset) -> None:
    for name in ("sources", "incidents", "claims", "actors", "no_claim"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
    pd.testing.assert_series_equal(one.disputed_by, other.disputed_by)
    arrays = [
        (of.by_id, of.disputed, of.reading_order, of.disputes.starts, of.disputes.others)
        for of in (one, other)
    ]
    for left, right in zip(*arrays, strict=True):
        assert (left.tolist(), left.dtype) == (right.tolist(), right.dtype)
    assert list(one.members) == list(other.members)
    for name, members in one.members.items():
        same = other.members[name]
        assert members.names == same.names
        assert (members.rows.tolist(), members.codes.tolist()) == (
            same.rows.tolist(),
            same.codes.tolist(),
        )
    assert dict(one.articles) == dict(other.articles)
    assert one.version == other.version


@settings(
    max_examples=8,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(generated.tables())
def test_a_kept_dataset_is_equal_to_the_one_that_was_typed(tables: Tables) -> None:
    typed = derive.dataset(tables)
    store.keep(typed, KEY)
    kept = store.dataset_of(KEY)
    assert kept is not None
    assert_equal(kept, typed)


def test_a_kept_dataset_is_equal_without_its_guide_and_cannot_be_written_to(
    dataset: Dataset,
) -> None:
    store.keep(replace(dataset, guide="# Tables"), KEY)
    kept = store.dataset_of(KEY)
    assert kept is not None
    assert_equal(kept, dataset)
    assert kept.guide == ""
    assert [kept.row(claim_id) for claim_id in kept.claims["claim_id"]] == list(range(8))
    assert not kept.reading_order.flags.writeable
    with pytest.raises(ValueError, match="read-only"):
        kept.claims["start"].to_numpy()[0] = 1


def test_what_was_not_kept_is_not_there(cache: Path) -> None:
    assert store.dataset_of(KEY) is None
    cache.rmdir()
    assert store.dataset_of(KEY) is None


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def changed(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


DAMAGE: tuple[Callable[[Path], None], ...] = (cut, changed, emptied, Path.unlink)


def test_a_damaged_entry_is_not_used_and_kept_anew(dataset: Dataset, cache: Path) -> None:
    store.keep(dataset, KEY)
    entry = cache / KEY
    cases = [(path.name, changed) for path in entry.iterdir() if path.suffix != ".json"]
    cases += [(name, damage) for name in ("claims.arrow", "manifest.json") for damage in DAMAGE]
    unnoticed = []
    for name, damage in cases:
        before = (entry / name).read_bytes()
        damage(entry / name)
        if store.dataset_of(KEY) is not None:
            unnoticed.append((name, damage))
        (entry / name).write_bytes(before)
    # One letter of the manifest may say nothing.
    assert set(unnoticed) <= {("manifest.json", changed)}
    cut(entry / "claims.arrow")
    store.keep(dataset, KEY)
    assert store.dataset_of(KEY) is not None


def test_what_is_no_entry_or_that_of_another_key_is_not_used(dataset: Dataset, cache: Path) -> None:
    store.keep(dataset, KEY)
    (cache / KEY).rename(cache / "1")
    assert store.dataset_of("1") is None
    manifest = json.loads((cache / "1" / "manifest.json").read_text())
    for content in (
        "[]",
        "{}",
        "null",
        "nonsense",
        json.dumps(manifest | {"key": "1", "members": 1}),
    ):
        (cache / "1" / "manifest.json").write_text(content)
        assert store.dataset_of("1") is None
    (cache / KEY).write_text("a file")
    assert store.dataset_of(KEY) is None


def test_nothing_that_could_run_is_read(dataset: Dataset, cache: Path) -> None:
    store.keep(dataset, KEY)
    assert {path.suffix for path in (cache / KEY).iterdir()} == {".arrow", ".npy", ".json"}
    np.save(cache / KEY / "by_id.npy", np.array([print], dtype=object), allow_pickle=True)
    manifest = cache / KEY / "manifest.json"
    forged = json.loads(manifest.read_text()) | {"checksums": store._checksums(cache / KEY)}
    manifest.write_text(json.dumps(forged))
    assert store.dataset_of(KEY) is None


def test_the_entries_used_last_are_left_and_what_was_begun_long_ago_goes(
    dataset: Dataset, cache: Path
) -> None:
    old = time.time() - 3 * 24 * 3600
    (cache / ".begun-old").mkdir()
    (cache / ".begun-new").mkdir()
    os.utime(cache / ".begun-old", (old, old))
    (cache / "notes").mkdir()
    for number in range(store.MOST_ENTRIES + 1):
        store.keep(dataset, str(number))
        os.utime(cache / str(number), (old + number, old + number))
        if number == store.MOST_ENTRIES - 1:
            assert store.dataset_of("0") is not None
    store.keep(dataset, "last")
    kept = {path.name for path in cache.iterdir()}
    assert kept == {".begun-new", "notes", "0", str(store.MOST_ENTRIES), "last"}


def test_entries_that_take_too_much_room_go_but_never_the_last(
    dataset: Dataset, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.keep(dataset, "0")
    os.utime(cache / "0", (1, 1))
    monkeypatch.setattr(store, "MOST_BYTES", 1)
    store.keep(dataset, "1")
    assert [path.name for path in cache.iterdir()] == ["1"]


def test_where_nothing_can_be_written_nothing_is_kept_and_nothing_fails(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("CASEBOOK_CACHE", str(tmp_path / "file"))
    assert not store.is_writable()
    store.keep(dataset, KEY)
    assert store.dataset_of(KEY) is None


def test_entries_are_kept_with_the_other_caches_of_the_user_unless_said_otherwise(
    monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    assert store.folder() == cache
    monkeypatch.delenv("CASEBOOK_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/caches")
    assert store.folder() == Path("/caches/casebook")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "/home/reader")
    assert store.folder() == Path("/home/reader/.cache/casebook")
