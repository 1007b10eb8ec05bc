"""A real server and a real browser. Find things by role, key or text; wait for a state."""

import os
import pwd
import random
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    expect,
    sync_playwright,
)

from casebook import loading
from casebook.tables import read
from casebook.tables.dataset import Dataset
from casebook.views import table

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Browsers find this name on their own machine, and treat it as they treat a site with TLS.
PROXY_NAME = "casebook.localhost"
# The last corner of what a chart draws on, as seen from the chart's own.
LAST_CORNER = """drawing => {
  const [all, plot] = [drawing, drawing.querySelector("path.background")].map(
    (one) => one.getBoundingClientRect())
  return {x: plot.right - all.left - 4, y: plot.bottom - all.top - 4}
}"""
# Until all that waits for a frame, or observes sizes, has had its turn.
TWO_FRAMES = """() => new Promise(
  (done) => requestAnimationFrame(() => requestAnimationFrame(done)))"""
CLIPBOARD = ["clipboard-read", "clipboard-write"]

expect.set_options(timeout=20_000)
Visit = Callable[..., "Reader"]
Restart = Callable[[], None]


@pytest.fixture(scope="session")
def real() -> Dataset:
    """The real data, as the server shows them."""
    dataset, problems = loading.loaded(*read.folders())
    assert problems == []
    assert dataset is not None
    return dataset


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or None, args=flags
        )
        yield browser
        browser.close()


def free_port() -> int:
    """A port that nobody has, and that the system gives to no connection by itself."""
    for port in random.SystemRandom().sample(range(20_000, 32_000), 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise RuntimeError("no port is free")


def start_server(port: int = 0, **environment: str) -> tuple[subprocess.Popen[bytes], str]:
    """Start Casebook, on a free port if on no other; the process and the address it answers at."""
    port = port or free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
    address = f"http://localhost:{port}"
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return process, address
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    process.kill()
    raise RuntimeError("the server did not start")


@pytest.fixture(scope="session")
def casebook() -> Iterator[str]:
    """The address at which Casebook itself answers, with its real data."""
    process, address = start_server()
    yield address
    process.terminate()
    process.wait()


@pytest.fixture(scope="session")
def server(casebook: str) -> str:
    """The address of Casebook that a module's tests visit."""
    return casebook


def as_deployed(address: str, port: int) -> str:
    """The example for nginx, with what an administrator sets: the name and the ports."""
    text = (ROOT / "deploy" / "casebook.conf").read_text(encoding="utf-8")
    for example, own in (
        ("casebook.example.org", PROXY_NAME),
        (" 127.0.0.1:8501;", f" 127.0.0.1:{address.rsplit(':', 1)[1]};"),
        ("listen 80", f"listen 127.0.0.1:{port}"),
    ):
        assert example in text
        text = text.replace(example, own)
    return text


def start_nginx(folder: Path, site: str, port: int) -> subprocess.Popen[bytes]:
    """Start nginx with this site; all that it writes stays in the folder."""
    program = os.environ.get("NGINX") or shutil.which("nginx") or "/usr/sbin/nginx"
    temporary = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    (folder / "site.conf").write_text(site, encoding="utf-8")
    (folder / "nginx.conf").write_text(
        f"daemon off;\npid nginx.pid;\nerror_log error.log;\n"
        f"user {pwd.getpwuid(os.geteuid()).pw_name};\n"
        "events {}\nhttp {\naccess_log off;\n"
        + "".join(f"{name}_temp_path {name};\n" for name in temporary)
        + "include site.conf;\n}\n",
        encoding="utf-8",
    )
    process = subprocess.Popen(
        [program, "-p", f"{folder}/", "-e", "error.log", "-c", "nginx.conf"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process
        if process.poll() is not None:
            break
        time.sleep(0.1)
    process.kill()
    raise RuntimeError(f"nginx did not start: {(folder / 'error.log').read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def proxied(casebook: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of Casebook behind the nginx of `deploy/`."""
    port = free_port()
    process = start_nginx(tmp_path_factory.mktemp("nginx"), as_deployed(casebook, port), port)
    yield f"http://{PROXY_NAME}:{port}"
    process.terminate()
    process.wait()


@pytest.fixture
def serve() -> Iterator[Callable[[Path, Path], str]]:
    """Start Casebook with other folders; every server ends with the test."""
    processes: list[subprocess.Popen[bytes]] = []

    def start(data: Path, seeds: Path) -> str:
        process, address = start_server(CASEBOOK_DATA=str(data), CASEBOOK_SEEDS=str(seeds))
        processes.append(process)
        return address

    yield start
    for process in processes:
        process.terminate()
        process.wait()


@pytest.fixture(scope="session")
def server_to_kill() -> Iterator[tuple[str, Restart]]:
    """A server's address, and what kills it and starts it again at the same address."""
    port = free_port()
    process, address = start_server(port)

    def restart() -> None:
        nonlocal process
        process.kill()
        process.wait()
        process, _ = start_server(port)

    yield address, restart
    process.kill()
    process.wait()


def looks_for_its_server(message: ConsoleMessage) -> bool:
    """Opened at a page's own address, Streamlit asks there for its server first, then above."""
    return "404" in message.text and "/_stcore/" in message.location["url"]


def misses_its_server(message: ConsoleMessage) -> bool:
    """What a browser says of a server that a test killed."""
    words = (
        "net::ERR_",
        "/_stcore/health",
        "Is Streamlit still running?",
        "DoInitPings timed out",
        "Connection timed out.",
        "when disconnected from server",
    )
    return any(part in message.text for part in words)


@dataclass
class Reader:
    """A visitor's browser window, with what it asked for and what went wrong in it."""

    page: Page
    address: str
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def settled(self) -> None:
        """Wait until the page is drawn and no run is under way."""
        self.page.locator("p.sentence").first.wait_for()
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()

    @property
    def sentence(self) -> str:
        return self.page.locator("p.sentence").first.inner_text()

    def says(self, text: str) -> None:
        expect(self.page.locator("p.sentence").first).to_contain_text(text)
        self.settled()

    def bar(self, chart: str, label: str) -> Locator:
        """What can be clicked of the bar with this label."""
        return self.page.locator(f".st-key-by_{chart} path[aria-label^='{label}: ']")

    def click_bar(self, chart: str, label: str, *, shift: bool = False) -> None:
        self.bar(chart, label).click(modifiers=["Shift"] if shift else [])

    def click_row(self, row: int, table: str = "", height: int = table.ROW_HEIGHT) -> None:
        """Click in the first text column of a row, counted from 0, of the table of this name.

        The only table of a page needs no name. What is clicked is a place on a canvas, so it has to
        hold the row and to stand still: Playwright waits for that if the table itself is clicked.
        """
        header = 37
        self.settled()
        tables = self.page.get_by_test_id("stDataFrameResizable")
        one = self.page.get_by_role("region", name=table, exact=True) if table else tables
        expect(one.locator(f"tr[aria-rowindex='{row + 2}']")).to_be_attached()
        one.click(position={"x": 90, "y": header + (row + 0.5) * height})

    def listed(self, place: int) -> Locator:
        """What is clicked to open a claim of the list, counted from 0."""
        return self.page.locator(".claims .row").nth(place).locator(".statement")

    def details(self) -> None:
        """Unfold the card of the open claim."""
        self.page.locator(".reader .unfold").click()

    def unfold(self) -> None:
        """Show the filters that few readers need."""
        self.page.locator(".st-key-more_filters summary").click()

    def opens(self, claim_id: str) -> None:
        """Wait until this claim is the one that is marked in the article, and in view."""
        mark = self.page.locator(f"mark.open[data-claims~='{claim_id}']").first
        expect(mark).to_be_in_viewport()

    def go_to(self, page: str) -> None:
        """Click a page's name in the bar on top, and wait until its own sentence stands there."""
        before = self.sentence
        self.page.get_by_test_id("stTopNavLink").filter(has_text=page).click()
        expect(self.page.locator("p.sentence").first).not_to_have_text(before)
        self.settled()

    def click_empty_space(self, chart: str) -> None:
        """Click where a chart by name has no bar: far right in the last row."""
        drawing = self.page.locator(f".st-key-by_{chart} svg.marks")
        drawing.click(position=drawing.evaluate(LAST_CORNER))

    def resize(self, width: int, height: int) -> None:
        """Give the window another size, and wait until the page has taken it."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.wait_for_function("width => innerWidth === width", arg=width)
        self.page.evaluate(TWO_FRAMES)

    def has_chosen(self, name: str, *values: str) -> None:
        """Wait until a filter of the sidebar holds these values and no other."""
        tags = self.page.locator(f".st-key-{name} .react-aria-ComboBox [data-tag]")
        expect(tags).to_have_text([re.compile(rf"^\s*{re.escape(one)} · ") for one in values])

    @property
    def open_words(self) -> str:
        """The words marked for the open claim."""
        self.page.locator("mark.open").first.wait_for()
        return "".join(self.page.locator("mark.open").all_inner_texts())


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Windows of one profile, by what only a profile can set.

    A profile keeps the scripts it has compiled, which is half of what opening a page costs.
    """
    kept: dict[str, BrowserContext] = {}

    def profile(**options: object) -> BrowserContext:
        key = repr(sorted(options.items()))
        if key not in kept:
            kept[key] = browser.new_context(permissions=CLIPBOARD, **options)  # type: ignore[arg-type]
        return kept[key]

    yield profile
    for context in kept.values():
        context.close()


def forget(page: Page, address: str) -> None:
    """Take from a profile what earlier tests left there: the last briefing."""
    session = page.context.new_cdp_session(page)
    stored = {"origin": address, "storageTypes": "local_storage"}
    session.send("Storage.clearDataForOrigin", stored)
    session.detach()


@pytest.fixture
def visit(browser: Browser, contexts: Callable[..., BrowserContext]) -> Iterator[Visit]:
    """Open a new window at an address; `own` gives it a profile that no other window has.

    The windows that a test opens without `own` are those of one visitor, who is new here.
    """
    closing: list[Page | BrowserContext] = []
    readers: list[Reader] = []
    known: set[tuple[BrowserContext, str]] = set()

    def start(
        address: str,
        query: str = "",
        *,
        settle: bool = True,
        killed: bool = False,
        own: bool = False,
        viewport: tuple[int, int] = (1440, 900),
        color_scheme: Literal["light", "dark"] = "light",
        **options: object,
    ) -> Reader:
        context = browser.new_context(**options) if own else contexts(**options)  # type: ignore[arg-type]
        page = context.new_page()
        closing.extend([page, context] if own else [page])
        if not own and (context, address) not in known:
            forget(page, address)
            known.add((context, address))
        page.set_viewport_size({"width": viewport[0], "height": viewport[1]})
        page.emulate_media(color_scheme=color_scheme)
        reader = Reader(page, address)
        readers.append(reader)
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith(
                    (address, "data:", "blob:", address.replace("http", "ws"))
                )
                else reader.outside.append(request.url)
            ),
        )
        page.on(
            "console",
            lambda message: (
                reader.errors.append(message.text)
                if message.type == "error"
                and not looks_for_its_server(message)
                and not (killed and misses_its_server(message))
                else None
            ),
        )
        page.on("pageerror", lambda error: reader.errors.append(str(error)))
        page.goto(f"{address}/{query}")
        if settle:
            reader.settled()
        return reader

    yield start
    for one in closing:
        one.close()
    for reader in readers:
        assert reader.outside == [], "a request left the machine"
        assert reader.errors == [], "the browser reported errors"
