"""An open page that follows the data: it asks which edition is shown, and is drawn anew by another.

The asking is a request for a few letters, not a run of the page. A server that was started anew
shows another edition too: what was clicked in a part of the page that it does not know yet is lost
to it, until the whole page is drawn.
"""

import secrets
from collections.abc import Callable
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from casebook import last_good
from casebook.tables import read

_SERVER = secrets.token_hex(4)
_FOLDER = Path(__file__).parent
_component = st.components.v2.component(
    "casebook.following",
    html="<span hidden></span>",
    js=(_FOLDER / "following.js").read_text(encoding="utf-8"),
)


def show(edition: str, act: Callable[[], None]) -> None:
    """Follow from the edition that this run draws; the page is drawn anew when there is another.

    `act` is done before that.
    """
    with st.container(key="following"):
        _component(
            key="edition",
            data={"edition": _named(edition), "address": _address()},
            on_changed_change=act,
        )


def route() -> Route:
    """Where open pages ask for the name of the edition; empty while there is none yet."""
    return Route(_address(), _name)


def _named(edition: str) -> str:
    return f"{edition} {_SERVER}" if edition else ""


def _address() -> str:
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}/edition" if base else "/edition"


async def _name(_request: Request) -> PlainTextResponse:
    name = last_good.looking_at(*read.folders()).name
    return PlainTextResponse(_named(name), headers={"Cache-Control": "no-store"})
