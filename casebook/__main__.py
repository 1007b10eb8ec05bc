"""The command line: `python -m casebook check`."""

import argparse
import io
import sys
from collections.abc import Sequence

from casebook import checks, load


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when the tables have problems, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m casebook", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="name every problem in the tables and articles")
    check.add_argument("--data", metavar="DIR", help="folder of the tables")
    check.add_argument("--seeds", metavar="DIR", help="folder of the articles")
    options = parser.parse_args(arguments)
    return run_check(options.data, options.seeds)


def run_check(data: str | None = None, seeds: str | None = None) -> int:
    """Print a line for each problem, or one line with the counts and the data version."""
    tables, unreadable = load.read(*load.folders(data, seeds))
    found = unreadable or checks.problems(tables)
    for problem in found:
        print(problem)
    if found:
        noun = "problem" if len(found) == 1 else "problems"
        print(f"{len(found)} {noun}", file=sys.stderr)
        return 1
    counts = ", ".join(f"{len(frame)} {name}" for name, frame in tables.frames.items())
    print(f"No problems: {counts}; data version {tables.version}")
    return 0


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):  # a console may lack letters of a message
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(main())
