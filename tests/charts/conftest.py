"""What the tests of charts share."""

import json

import pytest

from casebook.charts import picture, renderer


@pytest.fixture
def no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw pictures in the test's own process: a test that looks at many has no time for others."""
    monkeypatch.setattr(picture, "drawn", lambda spec, form: renderer.drawn(json.dumps(spec), form))
