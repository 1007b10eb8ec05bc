"""What Casebook costs without a browser: loading, checking, starting, memory, many visitors."""

import asyncio
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import generator, visitors
from benchmarks.results import Run
from benchmarks.servers import Server, megabytes, serving
from casebook.tables import read

LIMIT = 600
SETTLED = 3
CROWD, MORE = 50, 20
ALONE_SECONDS, CROWD_SECONDS = 45, 60
CROWDS_UP_TO = 100_000


def measure_load(size: int, repetitions: int) -> Run:
    """Reading, checking and typing in a process of its own, and `check` with its warnings."""
    run = Run("load", size)
    folders = generator.casebook(size)
    for number in range(repetitions):
        _tell(f"loading {size:,} claims, {number + 1} of {repetitions}")
        printed = _finished(run, "load: all", ["benchmarks.loading", *map(str, folders)])
        for name, value in (json.loads(printed) if printed else {}).items():
            run.add(name, value)
        _tell(f"checking {size:,} claims, {number + 1} of {repetitions}")
        named = ["--data", str(folders[0]), "--seeds", str(folders[1])]
        begun = time.perf_counter()
        if _finished(run, "check with warnings", ["casebook", "check", *named]):
            run.add("check with warnings", time.perf_counter() - begun)
    return run


def measure_server(size: int, repetitions: int) -> Run:
    """Starts with changed and unchanged files, then memory and many visitors."""
    run = Run("server", size)
    with _changed(generator.casebook(size)) as folders:
        for number in range(repetitions):
            _tell(f"starting with {size:,} claims, {number + 1} of {repetitions}")
            _edit(folders[0], number)
            _started(run, "start, files changed", folders)
            _started(run, "start, files unchanged", folders)
    if size <= CROWDS_UP_TO and not run.failed:
        with serving("casebook", generator.casebook(size)) as server:
            _remembered(run, server)
            _crowded(run, server, generator.casebook(size))
    return run


def _tell(words: str) -> None:
    print(f"server: {words}", file=sys.stderr, flush=True)


def _finished(run: Run, name: str, module: list[str]) -> str:
    """What a module prints; nothing, and a note in the run, where it fails or takes too long."""
    if name in run.failed:
        return ""
    try:
        done = subprocess.run(
            [sys.executable, "-m", *module],
            cwd=read.ROOT,
            timeout=LIMIT,
            check=True,
            capture_output=True,
            text=True,
        )
    except subprocess.TimeoutExpired:
        run.failed[name] = f"did not finish in {LIMIT} s"
    except subprocess.CalledProcessError as error:
        run.failed[name] = (error.stderr or error.stdout).strip().splitlines()[-1][:200]
    else:
        return done.stdout
    return ""


@contextmanager
def _changed(folders: tuple[Path, Path]) -> Iterator[tuple[Path, Path]]:
    """A copy of a casebook that may be edited."""
    with tempfile.TemporaryDirectory(prefix="casebook-") as copy:
        data, seeds = Path(copy) / "data", Path(copy) / "seeds"
        shutil.copytree(folders[0], data)
        shutil.copytree(folders[1], seeds)
        yield data, seeds


def _edit(data: Path, number: int) -> None:
    """Write one more word into the last note of the claims: the last cell of the file."""
    file = data / "claims.csv"
    with file.open("r+b") as claims:
        claims.seek(-2, 2)
        quoted = claims.read() == b'"\n'
        claims.seek(-2 if quoted else -1, 2)
        claims.write(f"{number}".encode() + (b'"\n' if quoted else b"\n"))


def _started(run: Run, name: str, folders: tuple[Path, Path]) -> None:
    """From the start of the process until the script has run for a first visitor."""
    if name in run.failed:
        return
    with serving("casebook", folders) as server:
        told = asyncio.run(visitors.arrival(server.address))
        if told.errors:
            run.failed[name] = told.errors[0]
            return
        run.add(name, told.arrived - server.begun)
        run.add(f"{name}: memory at most", megabytes(server, "VmHWM"))


def _remembered(run: Run, server: Server) -> None:
    """The server's memory after its first visitor and for each of more that come and stay."""
    _tell("memory for each visitor")
    with _staying(server, 1) as first:
        time.sleep(SETTLED)
        before = megabytes(server)
        with _staying(server, MORE) as more:
            time.sleep(SETTLED)
            after = megabytes(server)
    for told in (first, more):
        run.add("visitors who stay: errors", len(told["errors"]))
    run.add("memory after the first visitor", before)
    run.add("memory for each further visitor", (after - before) / MORE)


@contextmanager
def _staying(server: Server, count: int) -> Iterator[dict[str, list[str]]]:
    """Visitors who open the page and stay until the end of the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.visitors", server.address, str(count), "0"],
        cwd=read.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    try:
        yield json.loads(process.stdout.readline())
        process.communicate("\n", timeout=60)
    finally:
        process.kill()
        process.wait()


def _crowded(run: Run, server: Server, folders: tuple[Path, Path]) -> None:
    """One visitor alone, then many at once, on the same server."""
    crowd = f"{CROWD} visitors"
    for name, count, seconds in (
        ("one visitor", 1, ALONE_SECONDS),
        (crowd, CROWD, CROWD_SECONDS),
    ):
        _tell(f"{name} for {seconds} s")
        seed = str(random.Random(name).randrange(1000))
        module = ["benchmarks.visitors", server.address, str(count), str(seconds), "--seed", seed]
        module += ["--data", str(folders[0]), "--seeds", str(folders[1])]
        printed = _finished(run, f"{name}: change", module)
        if not printed:
            return
        told = json.loads(printed)
        for value in told["changes"]:
            run.add(f"{name}: change", value)
        run.add(f"{name}: errors", len(told["errors"]))
        for error in dict.fromkeys(told["errors"]):
            _tell(error)
        if len(told["changes"]) > 1:
            worst = statistics.quantiles(told["changes"], n=20, method="inclusive")[-1]
            run.add(f"{name}: change, 95th percentile", worst)
