"""The report computes its ratios within one run and says which bounds are missed."""

from pathlib import Path

from benchmarks import report, results
from benchmarks.report import Bound
from benchmarks.results import Run

CLICK = Bound("a click", "browser-641", "casebook: click: change", 2.5, "empty: click: change")
COUNT = Bound("errors", "browser-641", "errors", 0)


def runs(*, click: list[float], **failed: str) -> dict[str, Run]:
    values: dict[str, list[float]] = {
        "casebook: click: change": click,
        "empty: click: change": [90, 100, 500],
        "errors": [0],
    }
    run = Run("browser", 641, values, failed, {"date": "2026-01-02"})
    return {run.key: run}


def test_a_ratio_is_of_medians_of_one_run() -> None:
    measured = runs(click=[10, 250, 900])
    assert report.measured(measured, CLICK) == 2.5
    assert report.verdict(measured, CLICK) == report.KEPT
    elsewhere = {"browser-10000": Run("browser", 10_000, measured["browser-641"].values)}
    assert report.measured(elsewhere, CLICK) is None
    assert report.verdict(elsewhere, CLICK) == report.UNKNOWN


def test_a_bound_that_is_passed_is_told_as_missed() -> None:
    assert report.verdict(runs(click=[251]), CLICK) == report.MISSED
    assert "| a click | 2.5 × | 2.51 × (251 / 100) | **missed** |" in report._bound_row(
        runs(click=[251]), CLICK
    )


def test_a_bound_of_nothing_is_kept_by_nothing() -> None:
    assert report.verdict(runs(click=[1]), COUNT) == report.KEPT


def test_what_did_not_finish_misses_its_bound_and_says_why() -> None:
    why = "did not finish in 60 s"
    stopped = {"browser-641": Run("browser", 641, {}, {"casebook: click": why})}
    assert report.verdict(stopped, CLICK) == f"{report.MISSED}: {why}"
    assert why in report.markdown(stopped)


def test_every_bound_stands_in_the_report_also_before_anything_is_measured() -> None:
    told = report.markdown({})
    assert told.count(report.UNKNOWN) == len(report.BOUNDS)


def test_each_line_of_the_picture_goes_through_the_medians_of_its_part(tmp_path: Path) -> None:
    measured = runs(click=[100, 200, 300]) | {
        "load-10000": Run("load", 10_000, {"check with warnings": [4.0]})
    }
    frame = report.costs(measured)
    assert frame.to_dict("records") == [
        {"what": "click: sentence changed", "claims": 641, "seconds": 0.2},
        {"what": "check with warnings", "claims": 10_000, "seconds": 4.0},
    ]
    report.write(measured, tmp_path)
    assert "<svg" in (tmp_path / "cost.svg").read_text()


def test_a_later_run_takes_the_place_of_the_one_before_and_leaves_the_others(
    tmp_path: Path,
) -> None:
    file = tmp_path / "results.json"
    results.keep(Run("load", 641, {"a": [1.0]}), file)
    results.keep(Run("server", 641, {"a": [2.0]}), file)
    results.keep(Run("load", 641, {"a": [3.0]}), file)
    kept = results.kept(file)
    assert {key: run.values["a"] for key, run in kept.items()} == {
        "load-641": [3.0],
        "server-641": [2.0],
    }
