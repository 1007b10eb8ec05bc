"""Visitors without a browser, over Streamlit's own protocol, in a process of their own.

`python -m benchmarks.visitors ADDRESS VISITORS SECONDS` prints JSON: how many seconds each change
of a filter took from the message that asks for it to the end of the script, and every error. With
0 seconds the visitors only open the page, wait for a line on standard input, and leave. With
`--data` and `--seeds` every sentence that a visitor was shown is counted again once all have left:
a wrong count, or the filters of somebody else in an address, is an error too.
"""

import argparse
import asyncio
import json
import random
import re
import sys
import time
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.MultiSelect_pb2 import MultiSelect
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from casebook import loading
from casebook.analysis import summary
from casebook.analysis.selection import Selection
from casebook.tables.dataset import Dataset

PAUSE = 1.5, 4.5
LIMIT = 600
_SENTENCE = re.compile('<p class="sentence[^"]*">(.*?)</p>')
_DONE = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)


@dataclass
class Session:
    """One visitor's connection, with what a browser would remember of the page."""

    socket: ClientConnection
    filters: dict[str, MultiSelect] = field(default_factory=dict)
    chosen: dict[str, list[str]] = field(default_factory=dict)
    query: str = ""
    page: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class Shown:
    """What a visitor had chosen, as names by filter, and the address and sentence that came."""

    chosen: dict[str, list[str]]
    query: str
    sentence: str


@dataclass
class Told:
    """What all visitors found together; `arrived` is when the last had their first page."""

    arrived: float = 0
    first: list[float] = field(default_factory=list)
    changes: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)


async def run(session: Session, told: Told) -> float:
    """Ask for a run with the chosen filters; seconds until the script has finished.

    Streamlit keeps the options of every filter with their counts; the last ones count.
    """
    message = BackMsg()
    message.rerun_script.query_string = session.query
    message.rerun_script.page_script_hash = session.page
    for key, options in session.chosen.items():
        state = message.rerun_script.widget_states.widgets.add(id=key)
        state.string_array_value.data.extend(options)
    begun = time.perf_counter()
    await session.socket.send(message.SerializeToString())
    while True:
        answer = ForwardMsg.FromString(await asyncio.wait_for(session.socket.recv(), LIMIT))
        kind = answer.WhichOneof("type")
        if kind == "script_finished" and answer.script_finished in _DONE:
            return time.perf_counter() - begun
        _remember(session, answer, told)


def _remember(session: Session, answer: ForwardMsg, told: Told) -> None:
    kind = answer.WhichOneof("type")
    if kind == "script_finished" and answer.script_finished == (
        ForwardMsg.FINISHED_WITH_COMPILE_ERROR
    ):
        told.errors.append("the script does not compile")
    if kind == "navigation":
        session.page = answer.navigation.page_script_hash
    if kind == "page_info_changed":
        session.query = answer.page_info_changed.query_string
    if kind == "delta" and answer.delta.WhichOneof("type") == "new_element":
        element = answer.delta.new_element
        if element.HasField("exception"):
            told.errors.append(f"{element.exception.type}: {element.exception.message}")
        if element.HasField("html"):
            session.sentence = sentence_of(element.html.body) or session.sentence
        if element.HasField("multiselect"):
            session.filters[element.multiselect.id] = element.multiselect


def sentence_of(html: str) -> str:
    """The sentence of what is selected, if it stands in a part of the page; else empty."""
    found = _SENTENCE.search(html)
    return unescape(found[1]) if found else ""


def choose(session: Session, rng: random.Random) -> None:
    """Set one filter to one or two options, the others to none, as a reader who looks around."""
    held = [one for one in session.filters.values() if len(one.options) > 1]
    session.chosen = {key: [] for key in session.chosen}
    if not held:
        raise LookupError("the page shows no filter that could be changed")
    one = rng.choice(held)
    weights = [1 / position for position in range(1, len(one.options) + 1)]
    session.chosen[one.id] = [*dict.fromkeys(rng.choices(one.options, weights, k=2))]


async def visit(address: str, seconds: float, seed: int, told: Told, leave: asyncio.Event) -> None:
    """One visitor: open the page, then change filters for some time; with 0 seconds, stay.

    Until `leave` is set a visitor who has opened the page waits: for the others, or for the end.
    """
    rng = random.Random(seed)
    stream = f"{address.replace('http', 'ws')}/_stcore/stream"
    try:
        async with connect(
            stream, subprotocols=[Subprotocol("streamlit")], max_size=None, ping_interval=None
        ) as socket:
            session = Session(socket)
            told.first.append(await run(session, told))
            told.arrived = time.perf_counter()
            await leave.wait()
            end = time.perf_counter() + seconds
            await asyncio.sleep(min(rng.uniform(0, PAUSE[1]), seconds))
            while time.perf_counter() < end:
                choose(session, rng)
                told.changes.append(await run(session, told))
                told.shown.append(_shown(session))
                await asyncio.sleep(rng.uniform(*PAUSE))
    except TimeoutError:
        told.errors.append(f"did not finish in {LIMIT} s")
    except (OSError, LookupError, WebSocketException) as error:
        told.errors.append(f"{type(error).__name__}: {error}")


def _shown(session: Session) -> Shown:
    """What the session was shown last; options are labels that end with a count."""
    chosen = {
        key.rpartition("-")[2]: [label.rpartition(" · ")[0] for label in labels]
        for key, labels in session.chosen.items()
    }
    return Shown(chosen, session.query, session.sentence)


def miscounted(shown: list[Shown], dataset: Dataset) -> list[str]:
    """What is wrong with what visitors were shown: counts, and filters that they never chose."""
    wrong = []
    for one in shown:
        params = parse_qs(one.query)
        selection = Selection.from_params(params)
        figures = summary.headline(dataset, selection, selection.filtered(dataset))
        expected = summary.sentence(figures)
        chosen = {name: names for name, names in one.chosen.items() if names}
        if one.sentence != expected:
            wrong.append(f"{one.query}: shown “{one.sentence}”, counted “{expected}”")
        if {name: sorted(names) for name, names in params.items()} != {
            name: sorted(names) for name, names in chosen.items()
        }:
            wrong.append(f"{one.query}: chosen was {chosen}")
    return wrong


async def arrival(address: str) -> Told:
    """One visitor who opens the page and leaves."""
    told, leave = Told(), asyncio.Event()
    leave.set()
    await visit(address, 0, 0, told, leave)
    return told


async def crowd(address: str, visitors: int, seconds: float, seed: int) -> Told:
    """So many visitors at once, who come one after another; with 0 seconds they stay.

    What they change is timed when all have come: a first page costs more than a change.
    """
    told, leave = Told(), asyncio.Event()
    tasks = []
    for number in range(visitors):
        tasks.append(
            asyncio.create_task(visit(address, seconds, seed * 1000 + number, told, leave))
        )
        while len(told.first) + len(told.errors) <= number:
            await asyncio.sleep(0.01)
    if not seconds:
        print(json.dumps({"first": told.first, "errors": told.errors}), flush=True)
        await asyncio.to_thread(sys.stdin.readline)
    leave.set()
    await asyncio.gather(*tasks)
    return told


def main() -> None:
    """Print what the visitors found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("visitors", type=int)
    parser.add_argument("seconds", type=float)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--seeds", type=Path)
    options = parser.parse_args()
    told = asyncio.run(crowd(options.address, options.visitors, options.seconds, options.seed))
    if options.data and options.seeds:
        dataset, _ = loading.loaded(options.data, options.seeds)
        assert dataset
        told.errors += miscounted(told.shown, dataset)
    if options.seconds:
        print(json.dumps({"changes": told.changes, "errors": told.errors}))


if __name__ == "__main__":
    main()
