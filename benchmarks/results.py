"""What was measured: one record a run, kept in a file of JSON, each run with its own date."""

import json
import os
import platform
import statistics
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks import generator
from casebook.tables import read

FILE = Path(__file__).parent / "results.json"
VERSIONS = ("streamlit", "pandas", "altair", "playwright")


@dataclass(frozen=True)
class Run:
    """One run of a part at a size: what was taken side by side, so that ratios hold.

    `values` are all repetitions by what was measured, `failed` says what gave no value and why.
    """

    part: str
    size: int
    values: dict[str, list[float]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, value: float) -> None:
        """Note one more repetition."""
        self.values.setdefault(name, []).append(round(value, 3))

    @property
    def key(self) -> str:
        """By what a later run of the same part and size replaces it."""
        return f"{self.part}-{self.size}"


def described(run: Run, load_before: float) -> Run:
    """The run with its date, its machine and what else the machine had to do."""
    data, seeds = generator.casebook(run.size)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    run.about.update(
        {
            "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
            "machine": f"{os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}",
            "load": f"{load_before:.1f} before, {os.getloadavg()[0]:.1f} at the end",
            "versions": ", ".join(
                [f"Python {platform.python_version()}", *(f"{n} {version(n)}" for n in VERSIONS)]
            ),
            "data": _data_version(data, seeds),
        }
    )
    return run


def _data_version(data: Path, seeds: Path) -> str:
    """The version that Casebook shows; not of big casebooks, for which their folder stands."""
    if (data, seeds) != generator.ARTICLES:
        return data.parent.name
    return read.read(data, seeds)[0].version


def kept(file: Path = FILE) -> dict[str, Run]:
    """The last run of each part and size."""
    if not file.exists():
        return {}
    return {key: Run(**run) for key, run in json.loads(file.read_text()).items()}


def keep(run: Run, file: Path = FILE) -> dict[str, Run]:
    """Put a run in the place of the one before it; all that are kept then."""
    runs = {**kept(file), run.key: run}
    told = {key: asdict(runs[key]) for key in sorted(runs)}
    file.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return runs


def median(run: Run, name: str) -> float | None:
    """The median of the repetitions; None where there are none."""
    values = run.values.get(name)
    return statistics.median(values) if values else None


def ratio(runs: Mapping[str, Run], key: str, name: str, against: str) -> float | None:
    """One median in units of another of the same run; None where one of them is missing."""
    run = runs.get(key)
    if run is None:
        return None
    measured, unit = median(run, name), median(run, against)
    return measured / unit if measured is not None and unit else None
