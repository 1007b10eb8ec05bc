"""Who says what about the same thing: where accounts agree, dispute, or are one voice.

A subject is something on which there is more than one account: an incident that several parties
tell of, a question to which they give figures, or a point on which claims dispute each other.
Its state is computed from the claims and the links between them, and said in words. Nothing is
averaged or added up, and nothing says who is right.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from casebook import words
from casebook.analysis.comparison.pairs import (
    COUNTS_NOTHING,
    Pair,
    about_events,
    in_reading_order,
    linked,
    linked_within,
)
from casebook.analysis.comparison.sides import opponents_in
from casebook.tables import dates
from casebook.tables.dataset import Dataset, Rows
from casebook.tables.dates import UNDATED

INCIDENT, QUESTION, DISPUTE = "incident", "question", "dispute"


@dataclass(frozen=True)
class Subject:
    """Something on which there is more than one account.

    `key` names it in an address; `rows` are the positions of its claims in reading order.
    """

    key: str
    kind: str
    title: str
    rows: tuple[int, ...]


@lru_cache(maxsize=2)
def subjects(dataset: Dataset) -> tuple[Subject, ...]:
    """All subjects of the casebook: incidents, then questions, then disputes.

    An incident is a subject where at least two origins tell of it, or one in two articles. A
    question is a topic, a unit and a group on which there are figures of at least two origins, or
    of one in two articles, for overlapping years, unless all are about one incident; what is
    counted of an event belongs to that event and answers no question beyond it. Pairs that
    dispute each other and stand together in none of these are gathered around the claim that
    most others dispute.
    """
    found = [*_incidents(dataset), *_questions(dataset)]
    told = {pair for subject in found for pair in linked_within(dataset, subject.rows)}
    return (*found, *_dispute_subjects(dataset, told))


@lru_cache(maxsize=2)
def _voices(dataset: Dataset) -> Rows:
    """Whose word in which article each claim is, as a number: its origin and its article."""
    return dataset.codes("origin") * len(dataset.sources) + dataset.codes("source_id")


def _incidents(dataset: Dataset) -> Iterator[Subject]:
    incident = dataset.claims["incident"].to_numpy()
    rows = np.flatnonzero(incident >= 0)
    frame = pd.DataFrame({"incident": incident[rows], "voice": _voices(dataset)[rows], "row": rows})
    several = frame.groupby("incident")["voice"].transform("nunique") > 1
    for position, part in frame[several].groupby("incident"):
        row = dataset.incidents.iloc[int(str(position))]
        yield Subject(
            str(row.name), INCIDENT, str(row["title"]), in_reading_order(dataset, part["row"])
        )


def _questions(dataset: Dataset) -> Iterator[Subject]:
    claims, members = dataset.claims, dataset.members["group"]
    pairs = pd.DataFrame({"row": members.rows, "group": np.array(members.names)[members.codes]})
    counted = (claims["figure"] != "") & ~claims["unit"].isin(COUNTS_NOTHING)
    counted &= ~about_events(dataset)
    pairs = pairs[counted.to_numpy()[pairs["row"]] & (pairs["group"] != words.NOT_STATED)]
    for column in ("topic", "unit", "incident", "first_year", "last_year"):
        pairs[column] = claims[column].to_numpy()[pairs["row"]]
    pairs["voice"] = _voices(dataset)[pairs["row"]]
    for (topic, unit, group), part in pairs.groupby(["topic", "unit", "group"], sort=True):
        for cluster in _overlapping(part):
            one_incident = cluster["incident"].nunique() == 1 and cluster["incident"].iat[0] >= 0
            if cluster["voice"].nunique() > 1 and not one_incident:
                years = _years(claims.iloc[cluster["row"]])
                title = f"{group}: {unit}, {years} ({topic})"
                key = re.sub(r"\W+", "-", title.lower()).strip("-")
                yield Subject(key, QUESTION, title, in_reading_order(dataset, cluster["row"]))


def _overlapping(part: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The claims in runs whose years overlap; undated ones are a run of their own."""
    undated = part["first_year"] == UNDATED
    dated = part[~undated].sort_values(["first_year", "last_year"])
    reached = dated["last_year"].cummax().shift(fill_value=UNDATED)
    for _, cluster in dated.groupby((dated["first_year"] > reached).cumsum()):
        yield cluster
    if undated.any():
        yield part[undated]


def _years(part: pd.DataFrame) -> str:
    years = part[["first_year", "last_year"]].to_numpy()
    real = years[(years != UNDATED) & (years > dates.OPEN_START) & (years < dates.OPEN_END)]
    if not len(real):
        return "undated"
    first, last = int(real.min()), int(real.max())
    return str(first) if first == last else f"{first}–{last}"


def _dispute_subjects(dataset: Dataset, told: set[Pair]) -> Iterator[Subject]:
    """What disputes each other, gathered around the claim with most disputes first.

    Beside it stand claims of its topic or origin that nobody else disputes.
    """
    left = {pair for pair in linked(dataset) if pair not in told}
    against = opponents_in(left)
    ids, rank = dataset.claims["claim_id"], dataset.reading_rank
    topics, origins = dataset.codes("topic"), dataset.codes("origin")
    while left:
        degree = Counter(row for pair in left for row in pair)
        hub = min(degree, key=lambda row: (-degree[row], int(rank[row])))
        near = (topics == topics[hub]) | (origins == origins[hub])
        beside = {
            row
            for other in against[hub]
            for row in against[other]
            if against[row] <= against[hub] and near[row]
        }
        gathered = {hub} | beside | against[hub]
        title = str(dataset.claims["statement"].iat[hub])
        yield Subject(
            f"disputed-{ids.iat[hub]}",
            DISPUTE,
            title,
            in_reading_order(dataset, gathered),
        )
        left -= {pair for pair in left if set(pair) <= gathered}


def subject(dataset: Dataset, key: str) -> Subject | None:
    """The subject that an address names, if there is one."""
    return next((found for found in subjects(dataset) if found.key == key), None)


@lru_cache(maxsize=2)
def _by_row(dataset: Dataset) -> dict[int, tuple[Subject, ...]]:
    found: dict[int, list[Subject]] = defaultdict(list)
    for one in subjects(dataset):
        for row in one.rows:
            found[row].append(one)
    return {row: tuple(those) for row, those in found.items()}


def subjects_of(dataset: Dataset, row: int) -> tuple[Subject, ...]:
    """The subjects that a claim belongs to, incidents first; none for most claims."""
    return _by_row(dataset).get(row, ())
