"""The incidents of a selection along time, in lanes: a bounded frame, however many there are.

An incident stands in the lane of every group, or outlet, of its selected claims; it has one kind.
Where there are too many for each to have a mark, those of a lane and a time step share one.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from casebook.analysis import timeline_marks
from casebook.analysis.counting import units_of
from casebook.analysis.selection import Selection
from casebook.analysis.timeline_axis import Axis, axis_of
from casebook.tables.dataset import Dataset, Mask, Rows
from casebook.tables.dates import NO_DAY
from casebook.words import NOT_STATED, OTHERS, agreeing, number

LANES = ("group", "outlet", "kind")
LANE_WORDS = {"group": "group", "outlet": "outlet", "kind": "kind of incident"}
HOW_TO_READ = (
    "Filled: on that day. Hollow: some time within its line, with an arrow where the time goes "
    "on or has no known end. Larger: more original sources. Ring: a claim is disputed."
)
MOST_LANES = 8  # of names; what has no name and what is left each have one more


@dataclass(frozen=True, eq=False)
class Timeline:
    """The marks of a timeline and the lanes that they stand in.

    `lanes` has a row for each lane: `name` and `incidents`. `marks` is of `timeline_marks`.

    `inside` are incidents that share a mark, and the rows of their marks. `undated` counts those
    without a date, `several` those that stand in more than one lane.
    """

    by: str
    axis: Axis
    lanes: pd.DataFrame
    marks: pd.DataFrame
    incidents: int
    undated: int
    inside: tuple[Rows, Rows]
    several: int

    @cached_property
    def shared(self) -> int:
        """How many incidents share a mark, in one lane at least."""
        return len(np.unique(self.inside[0]))

    def marks_of(self, incident: int) -> Rows:
        """The rows of the marks that stand for an incident, alone or among others."""
        alone = (self.marks["incident"] == incident) & (self.marks["incidents"] == 1)
        among = self.inside[1][self.inside[0] == incident]
        return np.concatenate([np.flatnonzero(alone), among])


@dataclass(frozen=True, eq=False)
class _Pairs:
    """Incidents and names that go together through a claim.

    The claim `rows[i]` makes the pair `pairs[i]`, which is of `incident` and of the name `code`.
    """

    names: tuple[str, ...]
    rows: Rows
    pairs: Rows
    incident: Rows
    code: Rows

    def held(self, selected: Mask) -> tuple[Rows, Rows]:
        """Incidents and codes of the pairs of the selected claims."""
        seen = np.zeros(len(self.incident), dtype=bool)
        seen[self.pairs[selected[self.rows]]] = True
        return self.incident[seen], self.code[seen]


def timeline(dataset: Dataset, chosen: Selection, rows: Rows, by: str) -> Timeline:
    """The incidents of the rows in lanes by one of LANES.

    Where years of the event are chosen, the axis is of these.
    """
    length = len(dataset.incidents)
    selected = np.zeros(len(dataset.claims), dtype=bool)
    selected[rows] = True
    pairs = _pairs(dataset, by)
    of_pairs, codes = pairs.held(selected)
    about = units_of(dataset, "incidents", rows)
    told = about >= 0
    counts = {
        name: np.bincount(incidents, minlength=length)
        for name, incidents in (
            ("claims", about[told]),
            ("disputed", about[told & dataset.disputed[rows]]),
            ("origins", _pairs(dataset, "origin").held(selected)[0]),
        )
    }
    shown = np.flatnonzero(counts["claims"])
    years = chosen.years if chosen.year_of == "event" else None
    axis = axis_of(dataset, years, shown)
    lane_of, names = _lanes(dataset, by, pairs, codes)
    lane, incident = _each_once(lane_of[codes], of_pairs, length)
    marks, inside = timeline_marks.marks(dataset, axis, counts, lane, incident)
    days = dataset.incidents["day"].to_numpy()
    return Timeline(
        by,
        axis,
        pd.DataFrame({"name": names, "incidents": np.bincount(lane, minlength=len(names))}),
        marks,
        incidents=len(shown),
        undated=int((days[shown] == NO_DAY).sum()),
        inside=inside,
        several=int((np.bincount(incident, minlength=length) > 1).sum()),
    )


def first_claim(dataset: Dataset, rows: Rows, incident: int) -> int | None:
    """The claim of the rows about an incident that comes first in reading order."""
    about = rows[units_of(dataset, "incidents", rows) == incident]
    return int(about[dataset.reading_rank[about].argmin()]) if len(about) else None


def titles(dataset: Dataset, made: Timeline) -> list[str]:
    """What each mark is: the title of its incident, and the date as it is written."""
    at = made.marks["incident"].to_numpy()
    title, when = (dataset.incidents[name].array.take(at).tolist() for name in ("title", "when"))
    return [f"{one}, {date or 'not dated'}" for one, date in zip(title, when, strict=True)]


def caption(made: Timeline) -> str:
    """What a reader could get wrong about the marks; each number of them is accounted for."""
    sentences = [
        f"One incident of several {LANE_WORDS[made.by]}s stands in the lane of each "
        f"({made.several:,})."
        if made.several
        else "",
        f"A square stands for several incidents of a lane and time: {made.shared:,} share one."
        if made.shared
        else "",
        f"{number(made.undated, 'incident')} {agreeing(made.undated, 'has', 'have')} no date."
        if made.undated
        else "",
    ]
    return " ".join(filter(None, sentences))


def in_words(made: Timeline) -> str:
    """What the timeline shows, for those who can't see it: how many in which lanes, and when."""
    if not made.incidents:
        return "Timeline: none of the selected claims is about an incident."
    lanes = ", ".join(
        f"{name} {count:,}"
        for name, count in zip(made.lanes["name"], made.lanes["incidents"], strict=True)
    )
    disputed = int((made.marks["disputed"] > 0).sum())
    return (
        f"Timeline of {number(made.incidents, 'incident')} by {LANE_WORDS[made.by]}: {lanes}."
        f" {number(disputed, 'mark')} with a disputed claim. {caption(made)} "
        "The list of incidents has each with its date."
    ).strip()


def _pairs(dataset: Dataset, name: str) -> _Pairs:
    return dataset.once(("incidents by", name), lambda: _made_pairs(dataset, name))


def _made_pairs(dataset: Dataset, name: str) -> _Pairs:
    about = units_of(dataset, "incidents", np.arange(len(dataset.claims)))
    if name == "kind":
        kinds, found = pd.factorize(dataset.incidents["kind"].replace("", NOT_STATED))
        rows, names = np.flatnonzero(about >= 0), tuple(map(str, found))
        codes = kinds[about[rows]]
    else:
        members = dataset.members[name]
        rows, codes, names = members.rows, members.codes, members.names
        told = about[rows] >= 0
        rows, codes = rows[told], codes[told]
    keys, pairs = np.unique(about[rows] * len(names) + codes, return_inverse=True)
    return _Pairs(names, rows, pairs, keys // max(len(names), 1), keys % max(len(names), 1))


def _lanes(dataset: Dataset, by: str, pairs: _Pairs, codes: Rows) -> tuple[Rows, list[str]]:
    """For each code its lane, and the lanes' names: those with most incidents in all of the data.

    Only names of the codes have one; NOT_STATED comes last.
    """
    order = dataset.once(
        ("lanes", by),
        lambda: np.argsort(-np.bincount(pairs.code, minlength=len(pairs.names)), kind="stable"),
    )
    held = np.bincount(codes, minlength=len(pairs.names)) > 0
    stated = [int(code) for code in order[held[order]] if pairs.names[code] != NOT_STATED]
    places = MOST_LANES - 1 if len(stated) > MOST_LANES else MOST_LANES
    names = [pairs.names[code] for code in stated[:places]]
    lane_of = np.full(len(pairs.names), len(names), dtype=np.int64)
    lane_of[stated[:places]] = np.arange(len(names))
    if stated[places:]:
        names.append(OTHERS)
    if held.any() and NOT_STATED in pairs.names and held[pairs.names.index(NOT_STATED)]:
        lane_of[pairs.names.index(NOT_STATED)] = len(names)
        names.append(NOT_STATED)
    return lane_of, names


def _each_once(lane: Rows, incident: Rows, length: int) -> tuple[Rows, Rows]:
    """Lanes and incidents without repetition, as where two names share a lane."""
    keys = pd.unique(lane * length + incident)
    return keys // max(length, 1), keys % max(length, 1)
