from pathlib import Path

import pytest

from casebook import loading
from casebook.tables import read
from casebook.tables.dataset import Dataset
from tests import small


@pytest.fixture
def related(tmp_path: Path) -> Dataset:
    """The small casebook with one relation of each kind and hostile words in a note."""
    folders = small.write(tmp_path)
    small.relate(folders[0], "smith-2020-002", "tension", "smith-2020-004", note="<b>*Other*</b>")
    small.relate(folders[0], "smith-2020-004", "part of", "smith-2020-001", note="Of one year.")
    return small.loaded(folders)


@pytest.fixture(scope="session")
def real() -> Dataset:
    """The tables of the project."""
    dataset, problems = loading.loaded(*read.folders())
    assert problems == []
    assert dataset is not None
    return dataset
