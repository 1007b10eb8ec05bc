"""RESULTS.md and cost.svg, made of the kept runs: bounds with their ratios, then all medians."""

import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd

from benchmarks.pages import LISTINGS
from benchmarks.results import Run, median, ratio
from benchmarks.world import OF_THE_ARTICLES

FOLDER = Path(__file__).parent
CHANGE, LAST = "change", "last change"
KEPT, MISSED, UNKNOWN = "kept", "**missed**", "not measured"


@dataclass(frozen=True)
class Bound:
    """The most that a measurement may be: so many times `against`, or itself where that is empty.

    `run` is the key of the run that holds both.
    """

    what: str
    run: str
    name: str
    limit: float
    against: str = ""


def _click_bounds() -> Iterator[Bound]:
    run = "browser-641"
    click = "casebook: click"
    yield Bound(
        "click on the articles: sentence changed, against the empty page’s round trip",
        *(run, f"{click}: {CHANGE}", 2.5, f"empty: click: {CHANGE}"),
    )
    yield Bound(
        "click on the articles: last change on the page, against the plain page’s",
        *(run, f"{click}: {LAST}", 1, f"plain: click: {LAST}"),
    )
    yield Bound(
        "open a claim, step to the next: last change, against the click’s",
        *(run, f"casebook: next claim: {LAST}", 0.5, f"{click}: {LAST}"),
    )
    yield Bound(
        "open a claim, step to the next: words marked, against the click’s changed sentence",
        *(run, f"casebook: next claim: {CHANGE}", 0.5, f"{click}: {CHANGE}"),
    )
    yield Bound(
        "open a claim, step to the next: changes of charts and table",
        *(run, "casebook: next claim: changes of charts and table", 0),
    )
    for listing in LISTINGS:
        yield Bound(
            f"click on the articles beside the {listing}: last change, against the plain page’s",
            *(run, f"casebook: click with the {listing}: {LAST}", 1, f"plain: click: {LAST}"),
        )
    yield Bound(
        "first complete page, against the plain page’s",
        *(run, "casebook: first page", 1.15, "plain: first page"),
    )
    yield Bound(
        "first complete page for the very first visitor, against a later one’s",
        *(run, "casebook: very first page", 1.5, "casebook: first page"),
    )


def _size_bounds() -> Iterator[Bound]:
    for size, limit in ((10_000, 1.1), (100_000, 1.25), (1_000_000, 2)):
        for what, name in (("sentence changed", CHANGE), ("last change", LAST)):
            yield Bound(
                f"click at {size:,} claims: {what}, against the same click on the articles",
                *(f"browser-{size}", f"casebook: click: {name}", limit, f"articles: click: {name}"),
            )
    for size, limit in ((10_000, 2), (100_000, 5)):
        for what, name in (("turned to", "turned to"), ("a click there", "click")):
            yield Bound(
                f"comparisons at {size:,} claims, {what}: last change, against an Explore click’s",
                f"browser-{size}",
                f"casebook: comparisons, {name}: {LAST}",
                limit,
                f"casebook: click: {LAST}",
            )


def _server_bounds() -> Iterator[Bound]:
    for how, limit in (("unchanged", 10), ("changed", 45)):
        start = f"start, files {how}"
        yield Bound(f"{start}, at 1,000,000 claims (s)", "server-1000000", start, limit)
        yield Bound(
            f"{start}, at 1,000,000 claims: memory at most (MB)",
            *("server-1000000", f"{start}: memory at most", 1536),
        )
    yield Bound("`check` of 10,000 claims (s)", "load-10000", "check with warnings", 5)
    yield Bound("`check` of the articles (s)", "load-641", "check with warnings", 2)
    for size, claims in ((OF_THE_ARTICLES, "of the articles"), (10_000, "at 10,000 claims")):
        yield Bound(
            f"50 visitors {claims}: 95th percentile, against one visitor’s median",
            *(f"server-{size}", "50 visitors: change, 95th percentile", 4, "one visitor: change"),
        )
        yield Bound(
            f"50 visitors {claims}: errors, wrong counts and filters of others",
            *(f"server-{size}", "50 visitors: errors", 0),
        )
    yield Bound(
        "memory for each further visitor at 10,000 claims (MB)",
        *("server-10000", "memory for each further visitor", 10),
    )


BOUNDS = (*_click_bounds(), *_size_bounds(), *_server_bounds())


def measured(runs: Mapping[str, Run], bound: Bound) -> float | None:
    """The ratio, or the median of a bound that stands by itself; None where it is not known."""
    if bound.against:
        return ratio(runs, bound.run, bound.name, bound.against)
    return median(runs[bound.run], bound.name) if bound.run in runs else None


def verdict(runs: Mapping[str, Run], bound: Bound) -> str:
    """Whether the bound is kept, or why that can't be told; what did not finish misses it."""
    value = measured(runs, bound)
    if value is not None:
        return KEPT if value <= bound.limit else MISSED
    failed = runs[bound.run].failed if bound.run in runs else {}
    for step, why in failed.items():
        if bound.name == step or bound.name.startswith(f"{step}:"):
            return f"{MISSED}: {why}"
    return UNKNOWN


def markdown(runs: Mapping[str, Run]) -> str:
    """The whole report."""
    lines = [
        "# What Casebook costs",
        "",
        "Made by `make bench`; never edited. Each ratio is of medians taken in one run, side by",
        "side. A click is on a bar of the chart by group and asks for a selection that no visitor",
        "has asked for before; a “click seen before” is answered from what others have asked.",
        "Medians of the browser are in milliseconds inside the page, of the server in seconds.",
        "What the missed bounds would take is in [PROFILE.md](PROFILE.md).",
        "",
        "![Seconds against the number of claims](cost.svg)",
        "",
        "## Bounds",
        "",
        "| what | at most | measured | |",
        "|---|---:|---:|---|",
        *(_bound_row(runs, bound) for bound in BOUNDS),
    ]
    for key in sorted(runs, key=lambda key: (runs[key].part, runs[key].size)):
        lines += ["", *_run_lines(runs[key])]
    return "\n".join(lines) + "\n"


def _bound_row(runs: Mapping[str, Run], bound: Bound) -> str:
    value = measured(runs, bound)
    times = " ×" if bound.against else ""
    shown = "" if value is None else f"{value:.2f}{times}"
    if value is not None and bound.against:
        run = runs[bound.run]
        shown += f" ({median(run, bound.name):,.4g} / {median(run, bound.against):,.4g})"
    return f"| {bound.what} | {bound.limit:g}{times} | {shown} | {verdict(runs, bound)} |"


def _run_lines(run: Run) -> list[str]:
    about = [f"{name}: {told}" for name, told in run.about.items()]
    lines = [
        f"## {run.part.capitalize()}, {run.size:,} claims",
        "",
        "; ".join(about) or "No word of date and machine.",
        "",
        "| measured | median | least | most | times |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, values in sorted(run.values.items()):
        numbers = (statistics.median(values), min(values), max(values))
        shown = " | ".join(f"{number:,.2f}" for number in numbers)
        lines.append(f"| {name} | {shown} | {len(values)} |")
    lines += [f"| {name} | {why} | | | |" for name, why in sorted(run.failed.items())]
    return lines


LINES = {
    "click: sentence changed": ("browser", f"casebook: click: {CHANGE}", 1000),
    "click: last change": ("browser", f"casebook: click: {LAST}", 1000),
    "step to the next claim": ("browser", f"casebook: next claim: {CHANGE}", 1000),
    "first page": ("browser", "casebook: first page", 1000),
    "comparisons, turned to": ("browser", f"casebook: comparisons, turned to: {LAST}", 1000),
    "plain page, click: last change": ("browser", f"plain: click: {LAST}", 1000),
    "start, files changed": ("server", "start, files changed", 1),
    "start, files unchanged": ("server", "start, files unchanged", 1),
    "check with warnings": ("load", "check with warnings", 1),
}


def costs(runs: Mapping[str, Run]) -> pd.DataFrame:
    """Seconds of each of LINES at each size; columns what, claims, seconds."""
    rows = [
        (what, run.size, value / scale)
        for what, (part, name, scale) in LINES.items()
        for run in runs.values()
        if run.part == part and (value := median(run, name)) is not None
    ]
    return pd.DataFrame(rows, columns=["what", "claims", "seconds"])


def picture(runs: Mapping[str, Run]) -> Any:
    """Seconds against claims, both by powers of ten."""
    return (
        alt.Chart(costs(runs), width=560, height=360, title="What Casebook costs as it grows")
        .mark_line(point=True)
        .encode(
            x=alt.X("claims:Q", title="claims")
            .scale(type="log", padding=24)
            .axis(format=",", values=sorted({run.size for run in runs.values()})),
            y=alt.Y("seconds:Q", title="seconds (median)").scale(type="log"),
            color=alt.Color("what:N", title=None, sort=list(LINES)).scale(scheme="tableau10"),
        )
    )


def write(runs: Mapping[str, Run], folder: Path = FOLDER) -> None:
    """Write RESULTS.md and cost.svg."""
    (folder / "RESULTS.md").write_text(markdown(runs), encoding="utf-8")
    picture(runs).save(folder / "cost.svg")
