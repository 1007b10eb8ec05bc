"""The servers that are timed: each on a free port of this machine, ended with its block."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from casebook.tables import read

PAGES = {
    "casebook": read.ROOT / "app.py",
    "empty": Path(__file__).parent / "empty.py",
    "plain": Path(__file__).parent / "plain.py",
}
PORTS = range(9100, 9200)


@dataclass(frozen=True)
class Server:
    """A server that answers, its process, and when that began by `time.perf_counter`."""

    port: int
    pid: int
    begun: float

    @property
    def address(self) -> str:
        """The address of its first page."""
        return f"http://localhost:{self.port}"


@contextmanager
def serving(page: str, folders: tuple[Path, Path], *, within: float = 60) -> Iterator[Server]:
    """A server of one of PAGES over a folder of tables and one of articles.

    Raises TimeoutError where it does not listen in time. It has not read the tables by then: that
    is done for the first visitor.
    """
    data, seeds = folders
    port = _free_port()
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", PAGES[page], "--server.port", str(port)],
        cwd=read.ROOT,
        env={
            **os.environ,
            "CASEBOOK_DATA": str(data),
            "CASEBOOK_SEEDS": str(seeds),
            "PYTHONPATH": str(read.ROOT),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
    try:
        server = Server(port, process.pid, begun)
        _wait_for(server, within)
        yield server
    finally:
        process.kill()
        process.wait()


def _free_port() -> int:
    for port in PORTS:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise OSError(f"no port from {PORTS.start} to {PORTS.stop - 1} is free")


def _wait_for(server: Server, within: float) -> None:
    end = time.perf_counter() + within
    while time.perf_counter() < end:
        try:
            with urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.02)
    raise TimeoutError(f"the server did not listen within {within:.0f} s")


def megabytes(server: Server, measure: str = "VmRSS") -> float:
    """The memory that the server's process has (VmRSS) or had at most (VmHWM), in MB of 2^20."""
    for line in Path(f"/proc/{server.pid}/status").read_text().splitlines():
        if line.startswith(f"{measure}:"):
            return int(line.split()[1]) / 1024
    raise ProcessLookupError(f"no process {server.pid}")
