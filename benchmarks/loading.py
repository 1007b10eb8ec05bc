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
    from casebook.checks import problems  # noqa: PLC0415 - the imports are timed too
    from casebook.tables import derive, read  # noqa: PLC0415

    imported = time.perf_counter()
    tables, unreadable = read.read(data, seeds)
    reading = time.perf_counter()
    found = unreadable or problems.problems(tables)
    checked = time.perf_counter()
    if found:
        raise ValueError(f"the casebook has {len(found)} problems, such as {found[0]}")
    dataset = derive.dataset(tables)
    typed = time.perf_counter()
    return {
        "claims": len(dataset.claims),
        "load: import": imported - begun,
        "load: read": reading - imported,
        "load: check": checked - reading,
        "load: type": typed - checked,
        "load: all": typed - begun,
        "load: memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    print(json.dumps(loaded(Path(sys.argv[1]), Path(sys.argv[2]))))
