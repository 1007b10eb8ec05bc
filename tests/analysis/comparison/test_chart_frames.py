import numpy as np
import pandas as pd

from casebook.analysis.comparison import chart_frames, subjects
from tests.analysis.comparison.made import SPOKESMAN, all_rows, at, claim, count, made, names, state


def test_figures_are_ranges_in_reading_order_and_open_ends_are_missing() -> None:
    dataset = made(
        count("b-001", SPOKESMAN, None, 8, date="2022", statement="There are 8 young men in all."),
        count("b-002", "Ministry", None, None, figure="hundreds"),
        count("b-003", "Ministry", 1, 2, unit="other"),
        claim("b-004", "Ministry"),
        count("a-001", "", 10, None, unit="killed", date="2020"),
    )
    frame = chart_frames.figures(dataset, np.array(all_rows(dataset)))
    expected = pd.DataFrame(
        {
            "claim_id": ["a-001", "b-001", "b-002"],
            "unit": ["killed", "fighters", "fighters"],
            "voice": ["A Writer (author)", SPOKESMAN, "Ministry"],
            "party": ["the author", "armed group", "government"],
            "origin": ["a", "Greens", "Ministry"],
            "counted": ["killed", "young men", "fighters"],
            "figure": ["10", "8", "hundreds"],
            "low": [10.0, np.nan, np.nan],
            "high": [np.nan, 8.0, np.nan],
            "said": ["2021-04-01"] * 3,
        }
    )
    pd.testing.assert_frame_equal(frame, expected, check_dtype=False)


def test_where_there_are_no_figures_their_frame_is_empty_and_has_its_columns() -> None:
    dataset = made(claim("a-001", "Greens"))
    for rows in ((), at(dataset, "a-001")):
        frame = chart_frames.figures(dataset, np.array(rows))
        assert len(frame) == 0
        assert [*frame.columns] == [
            "claim_id",
            "unit",
            "voice",
            "party",
            "origin",
            "counted",
            "figure",
            "low",
            "high",
            "said",
        ]


def test_times_say_of_when_each_claim_is_and_by_when_it_was_said() -> None:
    dataset = made(
        claim("b-001", "Ministry", date=""),
        claim("a-001", SPOKESMAN, date="2021-03"),
        claim("a-002", "Greens", date="../2020"),
        claim("a-003", "Greens", date="2022/.."),
        b={"published": "", "published_basis": "unknown"},
    )
    frame = chart_frames.times(dataset, np.array(all_rows(dataset))).set_index("claim_id")
    assert [*frame.index] == ["a-001", "a-002", "a-003", "b-001"]
    assert frame["voice"].tolist() == [SPOKESMAN, "Greens", "Greens", "Ministry"]
    assert frame["party"].tolist() == ["armed group"] * 3 + ["government"]
    assert frame["statement"].tolist() == [f"What {claim_id} says." for claim_id in frame.index]
    days = frame[["first", "last", "open", "said"]].astype(object)
    assert days.where(days.notna(), None).to_numpy().tolist() == [
        ["2021-03-01", "2021-03-31", "", "2021-04-01"],
        [None, "2020-12-31", "left", "2021-04-01"],
        ["2022-01-01", None, "right", "2021-04-01"],
        [None, None, "", None],
    ]


def test_figures_are_charted_where_they_are_compared_and_vague_ones_beside_them() -> None:
    dataset = made(
        count("a-001", "Greens", 10, 20),
        count("b-001", "Ministry", 30, 40),
        count("b-002", "Ministry", None, None, figure="hundreds"),
        count("b-003", "Ministry", 5, 5, date="2019"),
        count("b-004", "Ministry", 5, 5, unit="killed"),
    )
    found = state(dataset)
    incident = chart_frames.compared(dataset, found, subjects.INCIDENT)
    assert names(dataset, incident) == ["a-001", "b-001", "b-002"]
    question = chart_frames.compared(dataset, found, subjects.QUESTION)
    assert len(question) == 5
    alone = state(dataset, "a-001", "b-002", "b-004")
    assert len(chart_frames.compared(dataset, alone, subjects.DISPUTE)) == 0
