"""How the claims of a subject stand to each other, for one subject or for all at once.

Nothing is averaged or added up, and nothing says who is right.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from casebook.analysis.comparison import figures, linked_pairs
from casebook.analysis.comparison.claim_groups import Groups, Pairs, pairs, single
from casebook.analysis.comparison.once_per_dataset import once
from casebook.analysis.comparison.subjects import subjects
from casebook.tables import schema
from casebook.tables.dataset import Dataset, Mask, Rows

CONFLICT, TENSION, REVISED, OVERLAP, NOT_COMPARABLE, ONE_SOURCE, NO_DISPUTE, ONE_ARTICLE = (
    "disputed",
    "in tension",
    "revised",
    "figures overlap",
    "not comparable",
    "one original source",
    "no dispute recorded",
    "one article",
)
STATES = (CONFLICT, TENSION, REVISED, OVERLAP, NOT_COMPARABLE, ONE_SOURCE, NO_DISPUTE, ONE_ARTICLE)
ASSERTED = ("report", "testimony", "responsibility", "estimate")


@dataclass(frozen=True, eq=False)
class Tally:
    """Different things in each group: `codes` numbers them for each seat, -1 stands for none.

    `owners` has the group of each number.
    """

    codes: Rows
    owners: Rows

    def seats(self, selected: Mask) -> Rows:
        """How many selected seats each thing has."""
        codes = self.codes[selected]
        return np.bincount(codes[codes >= 0], minlength=len(self.owners))

    def different(self, selected: Mask, length: int) -> Rows:
        """How many different things the selected seats of each of `length` groups have."""
        return np.bincount(self.owners[self.seats(selected) > 0], minlength=length)


def _tally(owners: Rows, things: Rows, kept: Mask) -> Tally:
    """Number the things of the kept seats, group by group."""
    width = int(things.max(initial=0)) + 1
    different, codes = np.unique(owners[kept] * width + things[kept], return_inverse=True)
    numbered = np.full(len(owners), -1)
    numbered[kept] = codes
    return Tally(numbered, different // width)


@dataclass(frozen=True, eq=False)
class Comparison:
    """What the data say of groups of claims, whatever is selected of them.

    `disputed` are pairs that dispute each other, by the casebook or by figures that cannot both be
    right, where it says nothing else; `tense` those in tension, as it says; `revised` pairs of
    figures of which the later revises the earlier, by the casebook or by the order in which they
    were published; `overlapping` those that overlap, and `elsewhere` which of these stand in
    different articles.
    `units` are the kinds of figures of a group and `unit_origins` the origins
    of each; `topics` and what belongs to them are of claims that assert something on a topic.
    """

    groups: Groups
    disputed: Pairs
    tense: Pairs
    revised: Pairs
    overlapping: Pairs
    elsewhere: Mask
    articles: Tally
    outlets: Tally
    origins: Tally
    units: Tally
    unit_origins: Tally
    topics: Tally
    topic_origins: Tally
    topic_articles: Tally


def compared(dataset: Dataset, groups: Groups) -> Comparison:
    """Compare all claims of each group with one another."""
    found = figures.compare(dataset, groups)
    together = found.together
    recorded, tense, updated = (
        linked_pairs.within(dataset, groups, relation)
        for relation in (schema.DISPUTES, schema.TENSION, schema.UPDATES)
    )
    owners, rows = groups.owners, groups.rows
    source, origin = dataset.codes("source_id")[rows], dataset.codes("origin")[rows]
    outlets = dataset.claims["outlet"].cat.categories
    outlet = dataset.codes("outlet")[rows]
    of, every = figures.traits(dataset), np.ones(len(rows), dtype=bool)
    kinds = np.asarray(dataset.claims["kind"].cat.categories.isin(ASSERTED))
    asserted = kinds[dataset.codes("kind")[rows]]
    units = _tally(owners, of.unit[rows], of.counted[rows])
    named = np.asarray(dataset.claims["topic"].cat.categories != figures.NO_TOPIC)
    asserted = asserted & named[dataset.codes("topic")[rows]]
    topics = _tally(owners, dataset.codes("topic")[rows], asserted)
    articles = dataset.codes("source_id")
    return Comparison(
        groups,
        pairs([recorded.columns, found.apart.columns]),
        tense,
        pairs([updated.columns, found.revised.columns]),
        together,
        articles[together.first] != articles[together.second],
        _tally(owners, source, every),
        _tally(owners, outlet, np.asarray(outlets != "")[outlet]),
        _tally(owners, origin, every),
        units,
        _tally(units.codes, origin, units.codes >= 0),
        topics,
        _tally(topics.codes, origin, asserted),
        _tally(topics.codes, source, asserted),
    )


@once
def of_subjects(dataset: Dataset) -> Comparison:
    """The comparison of all subjects of a dataset."""
    return compared(dataset, subjects(dataset).groups)


def standing(comparison: Comparison, selected: Mask) -> pd.DataFrame:
    """How the selected claims of each group stand to each other, one row a group.

    Columns state, pairs (that dispute each other), claims, articles, outlets and origins; a group
    without a selected claim has a state that means nothing. `selected` has a value for each claim.
    """
    length = len(comparison.groups)
    seats = selected[comparison.groups.rows]
    disputed = comparison.disputed.groups[comparison.disputed.selected(selected)]
    frame = pd.DataFrame(
        {
            "pairs": np.bincount(disputed, minlength=length),
            "claims": np.bincount(comparison.groups.owners[seats], minlength=length),
            "articles": comparison.articles.different(seats, length),
            "outlets": comparison.outlets.different(seats, length),
            "origins": comparison.origins.different(seats, length),
        }
    )
    tense = comparison.tense.groups[comparison.tense.selected(selected)]
    kept = comparison.overlapping.selected(selected)
    overlap = np.bincount(comparison.overlapping.groups[kept], minlength=length)
    kept &= comparison.elsewhere
    elsewhere = np.bincount(comparison.overlapping.groups[kept], minlength=length)
    revised = comparison.revised.groups[comparison.revised.selected(selected)]
    revisions = np.bincount(revised, minlength=length)
    state = _states(
        frame,
        tense=np.bincount(tense, minlength=length) > 0,
        revised=revisions > 0,
        overlap_elsewhere=elsewhere > 0,
        figures_that_do_not=_pairs_of_figures(comparison, seats) > overlap,
        same_topic=_same_topic(comparison, seats),
    )
    frame.insert(0, "state", state)
    return frame


def _states(
    frame: pd.DataFrame,
    *,
    tense: Mask,
    revised: Mask,
    overlap_elsewhere: Mask,
    figures_that_do_not: Mask,
    same_topic: Mask,
) -> pd.Series:
    """The rules; the first that holds gives the state.

    `disputed` where a claim disputes another, or where figures of different origins cannot both be
    right and the casebook does not say how they stand; `in tension` where it says that they differ
    and could both be right; `revised` where a later figure of the same count replaces another;
    `one article` where no other article reports it, whomever it cites; `one original source` where
    several articles go back to one; `figures overlap` where those of different origins in different
    articles do; `no dispute recorded` where such articles assert something on the same topic and
    share no figure that does not overlap; else `not comparable`.
    """
    rules = [
        (frame["pairs"] > 0, CONFLICT),
        (tense, TENSION),
        (revised, REVISED),
        (frame["articles"] == 1, ONE_ARTICLE),
        (frame["origins"] == 1, ONE_SOURCE),
        (overlap_elsewhere, OVERLAP),
        (same_topic & ~figures_that_do_not, NO_DISPUTE),
    ]
    unlike = STATES.index(NOT_COMPARABLE)
    codes = np.select(
        [rule for rule, _ in rules], [STATES.index(state) for _, state in rules], unlike
    )
    return pd.Series(np.array(STATES, dtype=object)[codes], index=frame.index, dtype="str")


def _pairs_of_figures(comparison: Comparison, seats: Mask) -> Rows:
    """How many pairs of figures of one unit and different origins each group has."""
    length = len(comparison.groups)
    units, origins = comparison.units, comparison.unit_origins
    every = np.bincount(units.owners, units.seats(seats) ** 2, minlength=length)
    groups = units.owners[origins.owners]
    of_one_origin = np.bincount(groups, origins.seats(seats) ** 2, minlength=length)
    return (every - of_one_origin) // 2


def _same_topic(comparison: Comparison, seats: Mask) -> Mask:
    """Which groups have two assertions on one topic, of different origins in other articles.

    Two origins and two articles on a topic are enough: were every two assertions of one origin or
    in one article, then all would share the same.
    """
    topics = comparison.topics
    origins = comparison.topic_origins.different(seats, len(topics.owners))
    articles = comparison.topic_articles.different(seats, len(topics.owners))
    found = topics.owners[(origins > 1) & (articles > 1)]
    return np.bincount(found, minlength=len(comparison.groups)) > 0


@once
def _without_filters(dataset: Dataset) -> dict[str, Rows]:
    """How many claims, articles, outlets and origins each subject has in all."""
    frame = standing(of_subjects(dataset), np.ones(len(dataset.claims), dtype=bool))
    return {name: frame[name].to_numpy() for name in ("claims", "articles", "outlets", "origins")}


def mask(dataset: Dataset, rows: Rows) -> Mask:
    """Which claims are among the rows."""
    selected = np.zeros(len(dataset.claims), dtype=bool)
    selected[rows] = True
    return selected


@dataclass(frozen=True, eq=False)
class State:
    """How some claims stand to each other.

    `name` is one of STATES, `rows` are the claims in reading order, `pairs` the pairs that dispute
    each other, `tense` those in tension, `revised` those of figures of which one revises the
    other, `overlapping` those of figures that overlap.
    """

    name: str
    rows: Rows
    pairs: Pairs
    tense: Pairs
    revised: Pairs
    overlapping: Pairs


def state(dataset: Dataset, rows: Iterable[int]) -> State:
    """How these claims stand to each other, by the same rules as those of a subject."""
    groups = single(dataset, np.array([*rows], dtype=np.int64))
    comparison = compared(dataset, groups)
    found = standing(comparison, mask(dataset, groups.rows))
    return State(
        str(found["state"].iat[0]),
        groups.rows,
        comparison.disputed,
        comparison.tense,
        comparison.revised,
        comparison.overlapping,
    )


def overview(dataset: Dataset, rows: Rows) -> pd.DataFrame:
    """A row for each subject with any of the selected rows, most disputed first.

    Columns position (in `subjects`), key, kind, title, those of `standing`, which are of the
    selected claims alone, and without the filters all_claims, all_articles, all_outlets and
    all_origins.
    """
    every, comparison = subjects(dataset), of_subjects(dataset)
    frame = standing(comparison, mask(dataset, rows))
    for name, counts in _without_filters(dataset).items():
        frame[f"all_{name}"] = counts
    shown = np.flatnonzero(frame["claims"] > 0)
    part = frame.iloc[shown]
    rank = part["state"].map({state: place for place, state in enumerate(STATES)})
    order = np.lexsort(
        (every.title_rank[shown], -part["claims"], -part["origins"], rank, -part["pairs"])
    )
    shown = shown[order]
    found = pd.concat([every.frame.iloc[shown], part.iloc[order]], axis=1)
    found.insert(0, "position", shown)
    return found.reset_index(drop=True)
