"""What several test modules share."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from casebook.charts import picture, renderer
from casebook.tables.dataset import Dataset
from tests import small

# A busy machine is no reason to fail; a rule about eight claims shows itself in a few examples.
# They are the same at every run, so that a change is judged by what it changed; others are looked
# for with `pytest --hypothesis-profile=others`.
settings.register_profile(
    "casebook",
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)
settings.register_profile("others", settings.get_profile("casebook"), derandomize=False)
settings.load_profile("casebook")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long tests first, so that no worker is left with one of them at the end."""
    own_server = {"server_to_kill", "serve"}

    def place(item: pytest.Item) -> int:
        if "browser" not in item.path.parts:
            return 2
        return 0 if own_server & {*getattr(item, "fixturenames", ())} else 1

    items.sort(key=place)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """The small casebook on disk, to be changed: its data folder and its article folder."""
    return small.write(tmp_path)


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The small casebook, loaded; shared, so never changed."""
    return small.loaded(small.write(tmp_path_factory.mktemp("small")))


@pytest.fixture
def no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw pictures in the test's own process: a test that looks at many has no time for others."""
    monkeypatch.setattr(picture, "drawn", lambda spec, form: renderer.drawn(json.dumps(spec), form))
