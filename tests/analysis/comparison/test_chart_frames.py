import numpy as np
import pandas as pd

from casebook.analysis.comparison import chart_frames
from tests.analysis.comparison.made import SPOKESMAN, all_rows, at, claim, count, made


def test_figures_are_ranges_in_reading_order_with_open_ends_missing() -> None:
    dataset = made(
        count("b-001", SPOKESMAN, None, 8, date="2022"),
        count("b-002", "Ministry", None, None, figure="hundreds"),
        count("b-003", "Ministry", 1, 2, unit="other"),
        claim("b-004", "Ministry"),
        count("a-001", "", 10, None, unit="killed", date="2020"),
    )
    frame = chart_frames.figures(dataset, np.array(all_rows(dataset)))
    expected = pd.DataFrame(
        {
            "claim_id": ["a-001", "b-001"],
            "unit": ["killed", "fighters"],
            "voice": ["A Writer (author)", SPOKESMAN],
            "party": ["the author", "armed group"],
            "origin": ["a", "Greens"],
            "figure": ["10", "8"],
            "low": [10.0, np.nan],
            "high": [np.nan, 8.0],
            "said": ["2021-04-01", "2021-04-01"],
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
