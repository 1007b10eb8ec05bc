"""Incidents along time: each in its lanes, at its date, and counted once whatever is merged."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.analysis import timeline, timeline_marks
from casebook.analysis.selection import Selection
from casebook.analysis.timeline import LANES, Timeline
from casebook.analysis.timeline_axis import STRIP, Axis, ticks
from casebook.tables import schema
from casebook.tables.dataset import Dataset
from casebook.words import NOT_STATED, OTHERS
from tests import selections, small

Folders = tuple[Path, Path]
EVERYTHING = Selection()
KABUL = "2020-05-05-kabul-attack"


def made(dataset: Dataset, chosen: Selection = EVERYTHING, by: str = "group") -> Timeline:
    return timeline.timeline(dataset, chosen, chosen.apply(dataset), by)


def mark(dataset: Dataset, incident_id: str, found: Timeline) -> pd.Series:
    position = dataset.incidents.index.get_loc(incident_id)
    return found.marks.iloc[found.marks_of(position)[0]]


def crowded(folders: Folders, many: int) -> Dataset:
    """The small casebook with many more incidents, of every month of twenty years and of none."""
    rows = [
        {
            "incident_id": f"made-{number:05d}",
            "title": f"Incident {number}",
            "kind": "attack",
            "date": "" if number % 9 == 0 else f"{2000 + number % 20}-{number % 12 + 1:02d}",
        }
        for number in range(many)
    ]
    small.add(folders[0], "incidents", *rows)
    small.add(
        folders[0],
        "claims",
        *(
            {
                "claim_id": f"smith-2020-{number + 100:05d}",
                "source_id": "smith-2020",
                "incident_id": row["incident_id"],
                "kind": "report",
                "topic": "attacks",
                "date": row["date"],
                "groups": "Blues; Reds" if number % 3 == 0 else "Reds",
                "statement": "It was said.",
                "quote": "injured 40",
            }
            for number, row in enumerate(rows)
        ),
    )
    return small.loaded(folders)


@given(selections.of_small(), st.sampled_from(LANES))
def test_an_incident_stands_in_the_lane_of_each_name_of_its_claims_with_what_they_amount_to(
    dataset: Dataset, chosen: Selection, by: str
) -> None:
    found, claims = made(dataset, chosen, by), dataset.claims.iloc[chosen.apply(dataset)]
    about = claims[claims["incident"] >= 0]
    wanted = {}
    for position, part in about.groupby("incident"):
        if by == "kind":
            names = {str(dataset.incidents["kind"].iat[position])}
        else:
            cells = part["groups"] if by == "group" else part["outlet"].astype("str")
            names = {name for cell in cells for name in schema.split_values(cell) or [NOT_STATED]}
        counts = (len(part), int(dataset.disputed[part.index].sum()), part["origin"].nunique())
        wanted |= {(name, int(position)): counts for name in names}
    lanes = found.lanes["name"].tolist()
    columns = ["lane", "incident", "claims", "disputed", "origins"]
    told = {
        (lanes[lane], incident): tuple(counts)
        for lane, incident, *counts in found.marks[columns].to_numpy().tolist()
    }
    assert told == wanted
    assert found.incidents == about["incident"].nunique()
    assert found.lanes["incidents"].tolist() == [
        sum(name == lane for name, _ in wanted) for lane in lanes
    ]


@pytest.mark.parametrize(
    ("date", "exact", "reach", "left", "right"),
    [
        ("2020-05-05", True, None, False, False),
        ("2020-05-05?", False, None, False, False),
        ("2016", False, 1.0, False, False),
        ("../2016", False, 0.0, True, False),
        ("2016-06/..", False, 0.0, False, True),
    ],
)
def test_a_date_that_is_no_day_is_drawn_as_far_as_it_reaches(
    folders: Folders, date: str, *, exact: bool, reach: float | None, left: bool, right: bool
) -> None:
    small.change(folders[0], "incidents", KABUL, date=date)
    dataset = small.loaded(folders)
    found = made(dataset)
    one = mark(dataset, KABUL, found)
    assert (one["exact"], one["open_left"], one["open_right"]) == (exact, left, right)
    assert np.isnan(one["start"]) == (reach is None)
    if reach:
        first, last = found.axis.days
        year = 366 / (last - first) * (found.axis.right - found.axis.left)
        assert one["stop"] - one["start"] == pytest.approx(reach * year)
    if reach is not None:
        assert one["start"] <= one["at"] <= one["stop"]


def test_undated_incidents_have_a_strip_of_their_own_and_are_counted(dataset: Dataset) -> None:
    found = made(dataset)
    one = mark(dataset, "undated-reds-founding", found)
    assert found.axis.end < one["at"] < 1
    assert found.undated == 1
    assert "1 incident has no date." in timeline.caption(found)
    assert ticks(found.axis)["label"].tolist()[-1] == "undated"


def test_chosen_years_are_the_axis_and_what_reaches_beyond_them_goes_on_at_its_edges(
    dataset: Dataset,
) -> None:
    found = made(dataset, Selection(years=(2016, 2016)))
    assert found.axis.years == (2016, 2016)
    one = mark(dataset, "2015-blues-retreat", found)
    assert (one["start"], one["stop"]) == (found.axis.left, found.axis.right)
    assert one["open_left"]
    assert one["open_right"]
    elsewhere = made(dataset, Selection(years=(2020, 2021), year_of="publication"))
    assert elsewhere.axis == made(dataset).axis


def test_far_early_dates_share_a_strip_and_squeeze_nothing(folders: Folders) -> None:
    small.change(folders[0], "incidents", "2015-blues-retreat", date="1066")
    dataset = crowded(folders, 60)
    found = made(dataset)
    assert found.axis.years == (2000, 2020)
    assert found.axis.domain == (1066, 2020)
    assert mark(dataset, "2015-blues-retreat", found)["at"] < STRIP
    assert ticks(found.axis)["label"].tolist()[0] == "before\n2000"


def test_of_very_many_incidents_those_of_a_lane_and_time_share_a_mark_and_none_is_lost(
    folders: Folders,
) -> None:
    dataset = crowded(folders, 1500)
    found = made(dataset)
    assert len(found.marks) <= timeline_marks.MOST_MARKS
    assert found.incidents == 1503
    in_lanes = found.marks.groupby("lane")["incidents"].sum()
    assert in_lanes.tolist() == found.lanes["incidents"].tolist()
    assert all(len(found.marks_of(position)) for position in range(1503))
    assert f"{found.shared:,} share one" in timeline.caption(found)
    together = found.marks[found.marks["incidents"] > 1]
    assert (together["step"] != "").all()
    dated = together[together["step"] != "undated"]
    assert dated["first"].between(2000, 2019).all()
    assert (dated["last"] >= dated["first"]).all()


def test_lanes_beyond_the_first_are_one_that_counts_an_incident_once(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline, "MOST_LANES", 1)
    dataset = crowded(folders, 9)
    found = made(dataset)
    assert found.lanes["name"].tolist() == [OTHERS]
    assert found.lanes["incidents"].tolist() == [12]
    assert found.several == 0


def test_the_claim_that_a_mark_opens_is_the_first_of_the_selected_ones_in_reading_order(
    dataset: Dataset,
) -> None:
    position = dataset.incidents.index.get_loc(KABUL)
    rows = Selection(outlet=("Daily Paper",)).apply(dataset)
    row = timeline.first_claim(dataset, rows, position)
    assert row is not None
    assert dataset.cell("claim_id", row) == "smith-2020-001"
    assert timeline.first_claim(dataset, rows, 999) is None


def test_nothing_selected_and_nothing_dated_are_said(folders: Folders) -> None:
    for key in ("2015-blues-retreat", KABUL):
        small.change(folders[0], "incidents", key, date="")
    dataset = small.loaded(folders)
    nothing = timeline.timeline(dataset, EVERYTHING, np.array([], dtype=np.int64), "group")
    assert len(nothing.marks) == 0
    assert "none of the selected claims" in timeline.in_words(nothing)
    found = made(dataset)
    assert found.undated == 3
    assert found.marks["at"].between(found.axis.end, 1).all()
    assert found.axis.span(0.0, 1.0) == (None, True)


@pytest.mark.parametrize("by", LANES)
def test_a_casebook_without_incidents_has_an_empty_timeline(tmp_path: Path, by: str) -> None:
    claims = [{**row, "incident_id": ""} for row in small.TABLES["claims"]]
    tables = {**small.TABLES, "incidents": [], "claims": claims}
    found = made(small.loaded(small.write(tmp_path, tables)), by=by)
    assert (found.incidents, len(found.marks), len(found.lanes)) == (0, 0, 0)
    assert len(ticks(found.axis)) == 1


# Dragging


@pytest.mark.parametrize(
    ("start", "stop", "years", "undated"),
    [
        (0.16, 0.161, (2000, 2000), False),
        (0.0, 1.0, (1066, 2030), True),
        (0.0, 0.1, (1066, 1999), False),
        (0.72, 0.84, (2010, 2030), False),
        (0.9, 1.0, None, True),
        (0.34, 0.54, (2003, 2006), False),
    ],
)
def test_a_drag_keeps_the_years_that_it_covers_and_undated_ones_where_it_reaches_them(
    start: float, stop: float, years: tuple[int, int] | None, *, undated: bool
) -> None:
    axis = Axis((2000, 2009), (1066, 2030), before=True, after=True, undated=True)
    assert axis.span(start, stop) == (years, undated)
