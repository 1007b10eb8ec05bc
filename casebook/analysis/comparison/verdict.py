"""The state of a subject: how its claims stand to each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from casebook.analysis.comparison.figures import Compared, compare
from casebook.analysis.comparison.pairs import Pair, in_reading_order, linked_within
from casebook.analysis.comparison.subjects import subjects
from casebook.analysis.comparison.wording import (
    both_in_words,
    why_conflict,
    why_not_comparable,
    why_single,
)
from casebook.analysis.counting import counts
from casebook.tables.dataset import Dataset, Rows
from casebook.tables.labels import origin_name

CONFLICT, NOT_COMPARABLE, ONE_SOURCE, NO_DISPUTE, ONE_ARTICLE = (
    "conflict",
    "not comparable",
    "one origin",
    "agree",
    "single account",
)


STATES = (CONFLICT, NOT_COMPARABLE, ONE_SOURCE, NO_DISPUTE, ONE_ARTICLE)


_ASSERTED = ("report", "responsibility", "estimate")


@dataclass(frozen=True)
class State:
    """How the accounts of one subject stand to each other: a word of STATES, and why, in words.

    `pairs` are the positions of claims that dispute each other, each pair once.
    """

    name: str
    why: str
    pairs: tuple[Pair, ...]


def state(dataset: Dataset, rows: Iterable[int]) -> State:
    """How the claims of these rows stand to each other, and why.

    In this order: `conflict` where a claim disputes another, or where figures of different origins
    for the same unit and time do not meet and no note says why; `single account` where only one
    article tells of it, whomever it cites; `one origin` where several articles go back to one;
    `agree` where figures of different origins in different articles meet, or where such articles
    assert something on the same topic; else `not comparable`.
    """
    rows = in_reading_order(dataset, rows)
    compared = compare(dataset, rows)
    pairs = tuple(sorted({*linked_within(dataset, rows), *compared.apart}))
    name, why = _judged(dataset, rows, pairs, compared)
    outside = _disputed_outside(dataset, rows)
    return State(name, f"{why}{outside}{_relayed(dataset, rows, name)}", pairs)


def _judged(
    dataset: Dataset, rows: tuple[int, ...], pairs: tuple[Pair, ...], compared: Compared
) -> tuple[str, str]:
    claims = dataset.claims.iloc[list(rows)]
    origins, articles = claims["origin"].nunique(), claims["source_id"].nunique()
    if pairs:
        return CONFLICT, why_conflict(dataset, rows, pairs, compared)
    if articles == 1:
        return ONE_ARTICLE, why_single(dataset, claims)
    if origins == 1:
        origin = origin_name(dataset, str(claims["origin"].iat[0]))
        told = f"{len(rows)} claims in {articles} articles all go back to {origin}"
        return ONE_SOURCE, f"{told}: that is one voice."
    meeting = [pair for pair in compared.meeting if _different_articles(dataset, pair)]
    if meeting:
        return NO_DISPUTE, f"{both_in_words(dataset, meeting[0])} Both figures can be right."
    if not (compared.explained or compared.other_times or compared.vague):
        pair = _same_topic(dataset, rows)
        if pair:
            return NO_DISPUTE, f"{both_in_words(dataset, pair)} Neither disputes the other."
    return NOT_COMPARABLE, why_not_comparable(dataset, rows, compared)


def _different_articles(dataset: Dataset, pair: Pair) -> bool:
    source = dataset.claims["source_id"]
    return bool(source.iat[pair[0]] != source.iat[pair[1]])


def _same_topic(dataset: Dataset, rows: tuple[int, ...]) -> Pair | None:
    """Two assertions on one topic, of different origins in different articles."""
    claims = dataset.claims.iloc[list(rows)]
    asserted = [row for row, kind in zip(rows, claims["kind"], strict=True) if kind in _ASSERTED]
    topics, origins = dataset.codes("topic"), dataset.codes("origin")
    for pair in combinations(asserted, 2):
        first, second = pair
        alike = topics[first] == topics[second] and origins[first] != origins[second]
        if alike and _different_articles(dataset, pair):
            return pair
    return None


def _disputed_outside(dataset: Dataset, rows: tuple[int, ...]) -> str:
    """How many of the claims others dispute that are not among them."""
    among = set(rows)
    count = sum(not among.issuperset(dataset.disputes.of(row).tolist()) for row in rows)
    if not count:
        return ""
    verb = "is" if count == 1 else "are"
    return f" {count} of these claims {verb} disputed elsewhere."


def _relayed(dataset: Dataset, rows: tuple[int, ...], name: str) -> str:
    """The origin that most articles relay, if several do: these do not confirm each other."""
    claims = dataset.claims.iloc[list(rows)]
    articles = claims.groupby("origin", observed=True)["source_id"].nunique()
    if name in (ONE_SOURCE, ONE_ARTICLE) or articles.max() < 2:
        return ""
    origin = origin_name(dataset, str(articles.idxmax()))
    return f" What {articles.max()} articles have from {origin} does not confirm each other."


def overview(dataset: Dataset, rows: Rows) -> pd.DataFrame:
    """A row for each subject with any of the selected rows, most disagreement first.

    Columns key, kind, title, state, why, pairs (that dispute each other), claims, articles,
    outlets, origins, and left_out, how many of its claims the filters leave out. Everything is
    told of the selected claims alone.
    """
    selected = set(rows.tolist())
    found = []
    for subject in subjects(dataset):
        kept = [row for row in subject.rows if row in selected]
        if not kept:
            continue
        told, found_here = state(dataset, kept), counts(dataset, np.array(kept, dtype=np.int64))
        found.append(
            {
                "key": subject.key,
                "kind": subject.kind,
                "title": subject.title,
                "state": told.name,
                "why": told.why,
                "pairs": len(told.pairs),
                **{name: found_here[name] for name in ("claims", "articles", "outlets", "origins")},
                "left_out": len(subject.rows) - len(kept),
            }
        )
    columns = ["key", "kind", "title", "state", "why", "pairs", "claims", "articles", "outlets"]
    frame = pd.DataFrame(found, columns=[*columns, "origins", "left_out"])
    order = frame.assign(rank=frame["state"].map(STATES.index)).sort_values(
        ["pairs", "rank", "origins", "claims", "title"],
        ascending=[False, True, False, False, True],
    )
    return frame.loc[order.index].reset_index(drop=True)
