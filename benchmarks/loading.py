"""What reading a casebook costs by itself, in a process of its own; prints JSON.

The steps are those that Casebook takes for its first visitor: read, check, type.
"""

import json
import resource
import sys
import time
from pathlib import Path


def loaded(data: Path, seeds: Path) -> dict[str, float]:
    """Seconds of each step, and the greatest memory in MB; raises ValueError for problems."""
    begun = time.perf_counter()
    from casebook import checks, load  # noqa: PLC0415 - the import is timed too

    imported = time.perf_counter()
    tables, unreadable = load.read(data, seeds)
    read = time.perf_counter()
    problems = unreadable or checks.problems(tables)
    checked = time.perf_counter()
    if problems:
        raise ValueError(f"the casebook has {len(problems)} problems, such as {problems[0]}")
    dataset = load.dataset(tables)
    typed = time.perf_counter()
    return {
        "claims": len(dataset.claims),
        "load: import": imported - begun,
        "load: read": read - imported,
        "load: check": checked - read,
        "load: type": typed - checked,
        "load: all": typed - begun,
        "load: memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    print(json.dumps(loaded(Path(sys.argv[1]), Path(sys.argv[2]))))
