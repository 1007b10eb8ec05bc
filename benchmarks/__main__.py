"""`python -m benchmarks`: measure all parts at all sizes, or those named, and write the report."""

import argparse
import os
import signal
import sys
from collections.abc import Callable

from playwright.sync_api import Error

from benchmarks import browser, generator, report, results, without_browser
from benchmarks.results import Run
from benchmarks.world import OF_THE_ARTICLES

SIZES = (OF_THE_ARTICLES, 10_000, 100_000, 1_000_000)
PARTS: dict[str, Callable[[int, int], Run]] = {
    "load": without_browser.measure_load,
    "server": without_browser.measure_server,
    "browser": browser.measure,
}


def _repetitions(size: int) -> int:
    return 5 if size <= 10_000 else 3 if size <= 100_000 else 1


def main() -> None:
    """Run the parts one after another; what is measured is kept after each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", type=int, nargs="*", default=[], help="numbers of claims")
    parser.add_argument("--part", nargs="*", choices=PARTS, default=[])
    parser.add_argument("--repetitions", type=int, help="how often each thing is timed")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that every server is ended too
    for part in options.part or PARTS:
        for size in options.size or SIZES:
            print(f"{part}: {size:,} claims", file=sys.stderr, flush=True)
            generator.casebook(size)
            busy = os.getloadavg()[0]
            try:
                run = PARTS[part](size, options.repetitions or _repetitions(size))
            except (OSError, Error) as error:  # a server or the browser is gone: go on
                run = Run(part, size, failed={"all of it": str(error).splitlines()[0]})
            report.write(results.keep(results.described(run, busy)))
    print(f"written: {report.FOLDER / 'RESULTS.md'}", file=sys.stderr)


if __name__ == "__main__":
    main()
