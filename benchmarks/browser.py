"""Casebook, an empty page and a plain page side by side in a real browser.

All times are taken inside the page, in milliseconds: from the click, or from the beginning of the
navigation, to the change that `watch.js` saw.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Page, sync_playwright
from playwright.sync_api import TimeoutError as Overdue

from benchmarks import generator, pages
from benchmarks.pages import Names
from benchmarks.results import Run
from benchmarks.servers import Server, serving
from benchmarks.world import OF_THE_ARTICLES

WATCH = Path(__file__).parent / "watch.js"
QUIET = 700
LIMIT = 60_000
FIRST_LIMIT = 600_000
PLAIN_UP_TO = 100_000
EVERY = 12  # so many addresses further begin those of another view of the list
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Timed:
    """One of the pages that are timed side by side.

    `label` stands before the names of its measurements, `kind` is one of servers.PAGES.
    """

    label: str
    kind: str
    folders: tuple[Path, Path]
    names: Names


def measure(size: int, repetitions: int) -> Run:
    """Time all pages at a size; beside a made-up casebook also Casebook with the articles."""
    run = Run("browser", size)
    timed = [_timed("casebook", "casebook", size), _timed("empty", "empty", size)]
    if size <= PLAIN_UP_TO:
        timed.append(_timed("plain", "plain", size))
    if size != OF_THE_ARTICLES:
        timed.append(_timed("articles", "casebook", OF_THE_ARTICLES))
    with _browser() as browser:
        for number in range(repetitions):
            for each in timed if size == OF_THE_ARTICLES else timed[:1]:
                _tell(f"very first visitor of {each.label}, {number + 1} of {repetitions}")
                with serving(each.kind, each.folders) as server:
                    _session(browser, server, partial(_very_first, each, run))
        with ExitStack() as stack:
            servers = {
                each: stack.enter_context(serving(each.kind, each.folders)) for each in timed
            }
            for number in range(repetitions + 1):
                for each in _turned(timed, number):
                    _tell(f"{each.label}, {number} of {repetitions}")
                    told = run if number else Run("warm-up", size, failed=run.failed)
                    _session(browser, servers[each], _explored(each, told, number))
            for number in range(repetitions):
                for each in _turned([one for one in timed if one.kind == "casebook"], number):
                    _tell(f"comparisons of {each.label}, {number + 1} of {repetitions}")
                    _session(browser, servers[each], _compared(each, run))
    return run


def _timed(label: str, kind: str, size: int) -> Timed:
    folders = generator.casebook(size)
    return Timed(label, kind, folders, pages.names(folders[0]))


def _turned(timed: list[Timed], number: int) -> list[Timed]:
    """Another page first each time."""
    return [*timed[number % len(timed) :], *timed[: number % len(timed)]]


def _tell(words: str) -> None:
    print(f"browser: {words}", file=sys.stderr, flush=True)


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or None, args=list(FLAGS)
        )
        yield browser
        browser.close()


def _session(browser: Browser, server: Server, visit: Callable[[Page], None]) -> None:
    """A visit with a cache and a history of its own; the first step that fails ends it."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, base_url=f"{server.address}/"
    )
    context.set_default_timeout(LIMIT)
    context.add_init_script(path=WATCH)
    try:
        visit(context.new_page())
    except Error as error:
        _tell(error.message.splitlines()[0])
    finally:
        context.close()


@contextmanager
def _noted(run: Run, name: str, limit: int) -> Iterator[None]:
    try:
        yield
    except Overdue:
        run.failed[name] = f"did not finish in {limit // 1000} s"
        raise
    except Error as error:
        run.failed[name] = error.message.splitlines()[0]
        raise


def _opened(
    page: Page,
    run: Run,
    name: str,
    parts: dict[str, int],
    path: str = "",
    limit: int = LIMIT,
) -> None:
    """Open an address and note when the page last changed on the way to being complete."""
    if name in run.failed:
        return
    with _noted(run, name, limit):
        page.goto(path)
        _completed(page, parts, limit)
    run.add(name, page.evaluate("bench.state.last"))


def _completed(page: Page, parts: dict[str, int], limit: int = LIMIT) -> None:
    page.wait_for_function("bench.isComplete", arg=[parts, QUIET], polling=100, timeout=limit)


def _acted(page: Page, run: Run, name: str, watched: str, act: Callable[[], None]) -> None:
    """Do something; note when the watched words first changed and when anything last did."""
    if name in run.failed:
        return
    with _noted(run, name, LIMIT):
        page.evaluate("bench.arm", [watched, f"{pages.CHARTS}, {pages.TABLE}"])
        act()
        page.wait_for_function("bench.hasSettled", arg=QUIET, polling=100)
    state: dict[str, Any] = page.evaluate("bench.state")
    run.add(f"{name}: change", state["changed"] - state["acted"])
    run.add(f"{name}: last change", state["last"] - state["acted"])
    run.add(f"{name}: changes of charts and table", state["touched"])


def _very_first(timed: Timed, run: Run, page: Page) -> None:
    _opened(page, run, f"{timed.label}: very first page", pages.PARTS[timed.kind], "", FIRST_LIMIT)


def _explored(timed: Timed, run: Run, number: int) -> Callable[[Page], None]:
    """Two pages and clicks on the second, alike for all; then what only Casebook can do.

    The second page of Casebook, and what is clicked there, are selections not seen before.
    """
    label = timed.label

    def clicked(page: Page, name: str, group: str, *keys: Any) -> None:
        bar = page.locator(pages.bar(timed.kind, group)).first
        _acted(page, run, f"{label}: {name}", pages.SENTENCE, lambda: bar.click(modifiers=[*keys]))

    def visit(page: Page) -> None:
        limit = LIMIT if number else FIRST_LIMIT
        _opened(page, run, f"{label}: first page", pages.PARTS[timed.kind], "", limit)
        new = f"?{timed.names.queries[number]}" if timed.kind == "casebook" else ""
        _opened(page, run, f"{label}: second page", pages.PARTS[timed.kind], new)
        first, second = timed.names.groups
        clicked(page, "first click", first)
        clicked(page, "click", second)
        clicked(page, "click", first)
        if timed.kind != "casebook":
            return
        for _ in range(2):
            step = page.locator(pages.NEXT)
            _acted(page, run, f"{label}: next claim", pages.MARKED, step.click)
        clicked(page, "shift-click", second, "Shift")
        for words in (second, first):
            page.locator(pages.SEARCH).fill(words)
            enter = partial(page.locator(pages.SEARCH).press, "Enter")
            _acted(page, run, f"{label}: search", pages.SENTENCE, enter)
        _opened(page, run, f"{label}: third page", pages.PARTS[timed.kind])
        for group in (first, second, first):
            clicked(page, "click seen before", group)
        for place, (listing, parts) in enumerate(pages.LISTINGS.items(), start=1):
            query = timed.names.queries[(place * EVERY + number) % len(timed.names.queries)]
            path = f"?list={listing}&{query}"
            _opened(page, run, f"{label}: page with the {listing}", parts, path)
            for group in (first, second):
                clicked(page, f"click with the {listing}", group)

    return visit


def _compared(timed: Timed, run: Run) -> Callable[[Page], None]:
    """The page of comparisons: opened by its address, turned to from Explore, and a click there."""
    label, parts = timed.label, pages.PARTS[pages.COMPARED]

    def visit(page: Page) -> None:
        _opened(page, run, f"{label}: comparisons, first page", parts, pages.COMPARED)
        page.goto("")
        _completed(page, pages.PARTS[timed.kind])
        link = page.locator(pages.TO_COMPARED)
        _acted(page, run, f"{label}: comparisons, turned to", pages.SENTENCE, link.click)
        _completed(page, parts)
        for row in (1, 2):
            _acted(
                page,
                run,
                f"{label}: comparisons, click",
                pages.MARKED,
                partial(_click_row, page, row),
            )

    return visit


def _click_row(page: Page, row: int) -> None:
    box = page.locator(f"{pages.TABLE} canvas").first.bounding_box()
    if box is None:
        raise Overdue("the table of comparisons is not shown")
    down = pages.COMPARED_HEADER + (row + 0.5) * pages.COMPARED_ROW
    page.mouse.click(box["x"] + 250, box["y"] + down)
