"""The subjects of a casebook: what there are several claims on that can be compared.

A subject is an incident that several parties report, a question to which they give figures, or a
point on which claims dispute each other or are in tension.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

import numpy as np
import pandas as pd

from casebook import words
from casebook.analysis.comparison import figures, linked_pairs
from casebook.analysis.comparison.claim_groups import (
    Groups,
    among,
    grouped,
    in_reading_order,
    joined,
)
from casebook.analysis.comparison.gathering_disputes import gathered
from casebook.analysis.comparison.once_per_dataset import once
from casebook.tables import schema
from casebook.tables.dataset import Dataset, Rows

INCIDENT, QUESTION, DISPUTE = "incident", "question", "dispute"
DISPUTED = "disputed."
_SET_AGAINST_EACH_OTHER = (schema.DISPUTES, schema.TENSION)


@dataclass(frozen=True)
class Subject:
    """One subject.

    `key` names it in an address; `rows` are the positions of its claims in reading order.
    """

    key: str
    kind: str
    title: str
    rows: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Subjects:
    """All subjects: incidents, then questions, then disputes.

    `frame` has the columns key, kind and title, by position; `groups` the claims of each.
    """

    frame: pd.DataFrame
    groups: Groups
    hubs: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.groups)

    def __getitem__(self, position: int) -> Subject:
        rows = tuple(self.groups.of(position).tolist())
        key, kind, title = (str(self.frame[name].iat[position]) for name in self.frame)
        return Subject(key, kind, title, rows)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.position(key) is not None

    def position(self, key: str) -> int | None:
        """The subject that an address names, or None.

        A dispute is named by a claim. Where a further claim has moved the middle of the dispute,
        the old name still leads to the dispute in which its claim stands now.
        """
        return self._positions.get(key, self.hubs.get(key))

    def of_claim(self, row: int) -> Rows:
        """The subjects of a claim, incidents first; none for most claims."""
        starts, positions = self._of_claims
        if row + 1 >= len(starts):
            return positions[:0]
        return positions[starts[row] : starts[row + 1]]

    @cached_property
    def title_rank(self) -> Rows:
        """The place of each subject's title in the order of titles; the same for equal ones."""
        return np.unique(self.frame["title"].to_numpy(dtype=object), return_inverse=True)[1]

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return {key: position for position, key in enumerate(self.frame["key"])}

    @cached_property
    def _of_claims(self) -> tuple[Rows, Rows]:
        rows = self.groups.rows
        order = np.argsort(rows, kind="stable")
        last = int(rows.max(initial=-1))
        return np.searchsorted(rows[order], np.arange(last + 2)), self.groups.owners[order]


@once
def subjects(dataset: Dataset) -> Subjects:
    """All subjects of the casebook.

    An incident is a subject where at least two origins report it, or one in two articles. A
    question is a topic other than "other", a unit and a group on which there are figures of at
    least two origins, or of one in two articles, at any time, unless all are about one incident;
    what is counted of an event belongs to that event and answers no question beyond it. Pairs that
    dispute each other or are in tension, and stand together in none of these, are gathered around
    the claim that most others are set against.
    """
    parts = [_incidents(dataset), _questions(dataset)]
    disputes, hubs = _disputes(dataset, joined([groups for _, groups in parts]))
    before = sum(len(groups) for _, groups in parts)
    parts.append(disputes)
    frame = pd.concat([frame for frame, _ in parts], ignore_index=True)
    return Subjects(
        frame,
        joined([groups for _, groups in parts]),
        {key: before + position for key, position in hubs.items()},
    )


def subject(dataset: Dataset, key: str) -> Subject | None:
    """The subject that an address names, if there is one."""
    every = subjects(dataset)
    position = every.position(key)
    return None if position is None else every[position]


def subjects_of(dataset: Dataset, row: int) -> tuple[Subject, ...]:
    """The subjects that a claim belongs to, incidents first; none for most claims."""
    every = subjects(dataset)
    return tuple(every[int(position)] for position in every.of_claim(row))


Part = tuple[pd.DataFrame, Groups]


def _frame(keys: list[str], kind: str, titles: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"key": keys, "kind": kind, "title": titles}, dtype="str")


def _several_voices(dataset: Dataset, groups: Rows, rows: Rows) -> Rows:
    """Numbers of groups, ascending, in which there are two origins, or one in two articles."""
    voices = dataset.codes("origin") * len(dataset.sources) + dataset.codes("source_id")
    width = len(dataset.claims["origin"].cat.categories) * len(dataset.sources)
    different = np.unique(groups * width + voices[rows]) // width
    names, counts = np.unique(different, return_counts=True)
    return names[counts > 1]


def _incidents(dataset: Dataset) -> Part:
    incident = dataset.claims["incident"].to_numpy(dtype=np.int64)
    rows = np.flatnonzero(incident >= 0)
    rows = rows[among(incident[rows], _several_voices(dataset, incident[rows], rows))]
    positions, groups = grouped(dataset, incident[rows], rows)
    found = dataset.incidents.iloc[positions]
    return _frame([*map(str, found.index)], INCIDENT, found["title"].tolist()), groups


def _questions(dataset: Dataset) -> Part:
    members, of = dataset.members["group"], figures.traits(dataset)
    named = np.array([name != words.NOT_STATED for name in members.names], dtype=bool)
    on_topic = (dataset.claims["topic"] != figures.NO_TOPIC).to_numpy(dtype=bool)
    kept = (of.counted & ~of.event & on_topic)[members.rows] & named[members.codes]
    rows, group = members.rows[kept], members.codes[kept]
    topics, units = (dataset.claims[column].cat.categories for column in ("topic", "unit"))
    topic = dataset.codes("topic")[rows]
    question = (topic * len(units) + of.unit[rows]) * len(members.names) + group
    chosen = among(question, _several_voices(dataset, question, rows))
    numbers, groups = grouped(dataset, question[chosen], rows[chosen])
    several = _several_incidents(of.incident, groups)
    numbers, groups = numbers[several], _without(groups, ~several)
    names = [
        (
            members.names[number % len(members.names)],
            str(units[number // len(members.names) % len(units)]),
            str(topics[number // len(members.names) // len(units)]),
        )
        for number in numbers.tolist()
    ]
    titles = [f"{group}: {unit} ({topic})" for group, unit, topic in names]
    return _frame([question_key(*three) for three in names], QUESTION, titles), groups


def _several_incidents(incident: Rows, groups: Groups) -> Rows:
    """Which groups have claims that are not all about one incident."""
    if not len(groups):
        return np.array([], dtype=bool)
    ends = groups.starts[:-1]
    least = np.minimum.reduceat(incident[groups.rows], ends)
    most = np.maximum.reduceat(incident[groups.rows], ends)
    return (least < 0) | (least != most)


def _without(groups: Groups, dropped: Rows) -> Groups:
    sizes = np.diff(groups.starts)
    kept = groups.rows[~dropped[groups.owners]]
    return Groups(np.concatenate([[0], np.cumsum(sizes[~dropped])]).astype(np.int64), kept)


def question_key(group: str, unit: str, topic: str) -> str:
    """The key of a question: `ISIS-K.fighters.strength`.

    It is made of the three names alone, so that no further claim changes it, and differs wherever
    one of them does. No key of an incident or a dispute holds two full stops.
    """
    return ".".join(map(_key_part, (group, unit, topic)))


def _key_part(name: str) -> str:
    """Letters of any script stay; what could be taken for the marks between is escaped."""
    plain = "".join(
        letter if letter.isalnum() or letter in "- " else quote(letter) for letter in name
    )
    return plain.replace(".", "%2E").replace("_", "%5F").replace("~", "%7E").replace(" ", "_")


def _disputes(dataset: Dataset, told: Groups) -> tuple[Part, Mapping[str, int]]:
    """Disputes and tensions that no other subject holds, and the name that each claim gives one."""
    size = len(dataset.claims)
    within = linked_pairs.within(dataset, told, *_SET_AGAINST_EACH_OTHER)
    shown = np.unique(linked_pairs.codes(dataset, within.first, within.second))
    every = linked_pairs.codes_of(dataset, *_SET_AGAINST_EACH_OTHER)
    left = every[~among(every, shown)]
    found = list(
        gathered(
            left // size,
            left % size,
            dataset.reading_rank,
            dataset.codes("topic"),
            dataset.codes("origin"),
        )
    )
    ids, statements = dataset.claims["claim_id"], dataset.claims["statement"]
    rows = [in_reading_order(dataset, np.array([*claims])) for _, claims in found]
    hubs: dict[str, int] = {}
    for position, claims in enumerate(rows):
        for row in claims.tolist():
            hubs.setdefault(f"{DISPUTED}{ids.iat[row]}", position)
    frame = _frame(
        [f"{DISPUTED}{ids.iat[hub]}" for hub, _ in found],
        DISPUTE,
        [str(statements.iat[hub]) for hub, _ in found],
    )
    starts = np.concatenate([[0], np.cumsum([len(claims) for claims in rows])]).astype(np.int64)
    nothing = np.array([], dtype=np.int64)
    return (frame, Groups(starts, np.concatenate([nothing, *rows]))), hubs
