"""A browser that comes back with a page of an earlier session, as after the server was restarted.

It sends its widgets as they stand, with what the reader clicked meanwhile; the new session knows
nothing of them yet, and the address tells the view from before the click. So the first run sets no
widget and takes the view from the address; what then differs is acted on before the second run.

A hidden field tells such a browser from a new one: it holds the name of the session that drew the
page, and how many clicks in charts that session had acted on.
"""

import secrets
from collections.abc import Callable
from typing import Any

import streamlit as st

_FIELD = "session"


def begin() -> None:
    """Draw the hidden field, and see whether the browser brings a page along; once in each run."""
    state = st.session_state
    name = state.setdefault("_session_name", secrets.token_hex(6))
    state.setdefault("_click_token", 0)
    if "_settled" in state:
        for act in state.pop("_missed", ()):
            act()
        state[_FIELD] = f"{name}:{state['_click_token']}"
    with st.container(key="session_field"):
        held = st.text_input("Session", f"{name}:0", key=_FIELD, label_visibility="collapsed")
    of_session, _, token = str(held).partition(":")
    state["_returns"] = of_session != name
    if state["_returns"]:
        # A run that was interrupted by the next click began already with that number.
        if "_missed" not in state and token.isdecimal() and len(token) < 10:
            state["_click_token"] = int(token)
        state["_missed"] = []


def returns() -> bool:
    """Whether this run is the first of a browser that came back, so that no widget may be set."""
    return bool(st.session_state.get("_returns"))


def missed(act: Callable[[], object]) -> None:
    """Do this before the next run: what the reader clicked while no session knew of it."""
    if returns():
        st.session_state["_missed"].append(act)


def end(*, changed: bool) -> None:
    """The run is complete; where the browser came back with something new, the page runs again."""
    state = st.session_state
    again = returns() and (changed or bool(state["_missed"]))
    state["_settled"], state["_returns"] = True, False
    if again:
        st.rerun()


def button(label: str, act: Callable[..., None], *args: Any, **options: Any) -> None:
    """A button that acts before the next run, also when it was clicked before this session."""
    if st.button(label, on_click=act, args=args, **options):
        missed(lambda: act(*args))
