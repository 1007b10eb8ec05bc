"""What several test modules share."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from casebook.tables.dataset import Dataset
from tests import small

# A busy machine is no reason to fail; a rule about eight claims shows itself in a few examples.
settings.register_profile(
    "casebook", deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("casebook")


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """The small casebook on disk, to be changed: its data folder and its article folder."""
    return small.write(tmp_path)


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The small casebook, loaded; shared, so never changed."""
    return small.loaded(small.write(tmp_path_factory.mktemp("small")))
