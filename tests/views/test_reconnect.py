"""What a browser brings along that comes back after a restart, without a browser."""

from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st

from casebook.views import clicks, reconnect


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The state of a new session."""
    kept: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", kept)
    return kept


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch, state: dict[str, Any]) -> dict[str, str]:
    """What the browser holds in the hidden field; what the session sets there reaches it."""
    held: dict[str, str] = {}

    def text_input(_label: str, value: str, *, key: str, **_: Any) -> str:
        held["field"] = state.get(key, held.get("field", value))
        return held["field"]

    monkeypatch.setattr(st, "text_input", text_input)
    monkeypatch.setattr(st, "rerun", lambda: state.update(again=True))
    return held


def run(state: dict[str, Any], *, changed: bool = False, interrupted: bool = False) -> bool:
    """One run of the page; whether it was that of a browser that came back."""
    state.pop("session", None)
    reconnect.begin()
    came_back = reconnect.returns()
    if not interrupted:
        reconnect.end(changed=changed)
    return came_back


@pytest.mark.usefixtures("browser")
def test_a_new_browser_brings_nothing(state: dict[str, Any]) -> None:
    assert not run(state)
    assert not run(state)
    assert "again" not in state


def test_a_browser_that_comes_back_is_known_until_a_run_is_complete(
    state: dict[str, Any], browser: dict[str, str]
) -> None:
    run(state)
    state["_click_token"] = 7
    run(state)
    state.clear()
    assert run(state, interrupted=True)
    assert state["_click_token"] == 7
    assert run(state)
    assert not run(state)
    assert "again" not in state
    assert browser["field"] == f"{state['_session_name']}:7"


def test_what_was_missed_is_done_once_before_the_next_run(
    state: dict[str, Any], browser: dict[str, str]
) -> None:
    done: list[str] = []
    browser["field"] = "another:3"
    reconnect.begin()
    reconnect.missed(lambda: done.append("a click"))
    assert done == []
    reconnect.end(changed=False)
    assert state["again"]
    assert not run(state)
    assert not run(state)
    assert done == ["a click"]


def test_changed_widgets_alone_draw_the_page_once_more(
    state: dict[str, Any], browser: dict[str, str]
) -> None:
    browser["field"] = "another:0"
    assert run(state, changed=True)
    assert state["again"]


@pytest.mark.usefixtures("browser")
def test_a_session_that_stands_misses_nothing(state: dict[str, Any]) -> None:
    run(state)
    reconnect.missed(lambda: pytest.fail("is done by a callback"))
    run(state, changed=True)
    assert "again" not in state


def entry(key: str, token: int) -> dict[str, Any]:
    return {"key": key, "token": token}


def test_only_clicks_in_the_chart_as_it_was_drawn_last_were_missed(state: dict[str, Any]) -> None:
    state["_click_token"] = 3
    state["chart"] = SimpleNamespace(selection={"pick": [entry("Reds", 2)]})
    assert not clicks.missed("chart")
    state.pop("_chart_seen")
    state["chart"] = SimpleNamespace(selection={"pick": [entry("Reds", 3)]})
    assert clicks.missed("chart")
    assert clicks.fresh("chart") == [("Reds", False)]
    assert not clicks.missed("chart")
