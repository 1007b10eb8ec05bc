"""The sentences that say why claims have their state."""

from collections.abc import Callable

import numpy as np

from casebook import words
from casebook.analysis.comparison import figures, linked_pairs
from casebook.analysis.comparison.claim_groups import Pairs, Whole, single
from casebook.analysis.comparison.verdict import (
    ASSERTED,
    CONFLICT,
    NO_DISPUTE,
    ONE_ARTICLE,
    ONE_SOURCE,
    OVERLAP,
    REVISED,
    TENSION,
    State,
)
from casebook.analysis.comparison.voices import named_in, said
from casebook.tables import dates, schema
from casebook.tables.dataset import Dataset, Mask, Rows
from casebook.tables.labels import origin_name, source_label

MOST_NAMED = 4
_EXPLAIN = {
    schema.NOT_COMPARABLE: "They cannot be compared.",
    schema.PART_OF: "The first counts a part of what the second counts.",
    schema.REPEATS: "The first repeats the second: they count as one source.",
}
_BLOCK = 256

Pair = tuple[int, int]


def why(dataset: Dataset, state: State) -> str:
    """Why the claims have their state, in short sentences."""
    sentences = {
        CONFLICT: _conflict,
        TENSION: _tension,
        ONE_ARTICLE: _one_article,
        ONE_SOURCE: _one_source,
        REVISED: _revised,
        OVERLAP: _overlap,
        NO_DISPUTE: _no_dispute,
    }.get(state.name, _not_comparable)
    parts = [*sentences(dataset, state), _disputed_outside(dataset, state)]
    if state.name not in (ONE_ARTICLE, ONE_SOURCE):
        parts.append(_repeated(dataset, state))
    return " ".join(filter(None, parts))


def _conflict(dataset: Dataset, state: State) -> list[str]:
    """The most telling pair: of figures, else of the claim that most others dispute."""
    first, second = most_telling(dataset, state.pairs)
    kinds = {str(dataset.claims["kind"].iat[row]) for row in (first, second)}
    if of_figures(dataset, np.array([first]), np.array([second]))[0]:
        how = "Both figures cannot be right."
        if linked_pairs.place(dataset, first, second) is None:
            how = _how_figures_differ(dataset, first, second)
    elif "denial" in kinds:
        how = "One denies what the other says."
    elif "opinion" in kinds:
        how = "They hold opposite views."
    else:
        how = "One disputes the other."
    more = len(state.pairs) - 1
    others = f"{further_pairs(more)} {'is' if more == 1 else 'are'} disputed."
    articles = dataset.claims["source_id"].iloc[state.rows]
    one = f"{source_label(dataset, str(articles.iat[0]))} is the only article."
    return [
        both_in_words(dataset, (first, second)),
        how,
        _note(dataset, (first, second)),
        others if more else "",
        one if articles.nunique() == 1 else "",
    ]


def _tension(dataset: Dataset, state: State) -> list[str]:
    """The most telling pair, with the note that says in what the two differ."""
    pair = most_telling(dataset, state.tense)
    more = len(state.tense) - 1
    others = f"{further_pairs(more)} {'is' if more == 1 else 'are'} in tension."
    return [
        both_in_words(dataset, pair),
        "They differ, and both could be right.",
        _note(dataset, pair),
        others if more else "",
    ]


def _how_figures_differ(dataset: Dataset, first: int, second: int) -> str:
    of, (one, other) = figures.traits(dataset), (np.array([row]) for row in (first, second))
    if not figures.comparable(of, one, other)[0]:
        return "More is counted in a part of the time than in the whole, and no note explains why."
    lower = (figures.later(of, one, other) & (of.high[one] < of.low[other])) | (
        figures.later(of, other, one) & (of.high[other] < of.low[one])
    )
    if lower[0] and figures.same_incident(of, one, other)[0]:
        return "The later figure is lower, and no note explains why."
    return "The figures do not overlap, and no note explains why."


def further_pairs(more: int, what: str = "claims") -> str:
    """`1 further pair of claims`."""
    return f"{words.number(more, 'further pair')} of {what}"


def most_telling(dataset: Dataset, pairs: Pairs) -> Pair:
    """The pair that is told first: of figures, else of the claim that most others are against."""
    first, second = pairs.first, pairs.second
    degree = np.bincount(np.concatenate([first, second]), minlength=len(dataset.claims))
    rank, origins = dataset.reading_rank, dataset.codes("origin")
    left = np.arange(len(first))
    for worth in (
        ~of_figures(dataset, first, second),
        origins[first] == origins[second],
        -np.maximum(degree[first], degree[second]),
        -np.minimum(degree[first], degree[second]),
        np.minimum(rank[first], rank[second]),
        np.maximum(rank[first], rank[second]),
    ):
        left = left[worth[left] == worth[left].min()]
    return int(first[left[0]]), int(second[left[0]])


def of_figures(dataset: Dataset, first: Whole, second: Whole) -> Mask:
    """Which pairs are figures of one unit and of different original sources."""
    of = figures.traits(dataset)
    both = of.counted[first] & of.counted[second] & (of.unit[first] == of.unit[second])
    return both & (of.origin[first] != of.origin[second])


def _one_article(dataset: Dataset, state: State) -> list[str]:
    """That one article alone has it, and whom it cites."""
    claims = dataset.claims.iloc[state.rows]
    article = source_label(dataset, str(claims["source_id"].iat[0]))
    cited = [
        origin_name(dataset, origin)
        for origin in claims["origin"].astype("str").unique()
        if origin not in dataset.sources.index
    ]
    if not cited:
        return [f"Only {article} reports this."]
    return [f"Only {article} reports this; it cites {_some(cited, 'other')}."]


def _some(names: list[str], other: str) -> str:
    """The first few names, and how many others there are."""
    more = len(names) - MOST_NAMED
    shown = names if more <= 1 else [*names[:MOST_NAMED], words.number(more, other)]
    return words.listed(shown)


def _one_source(dataset: Dataset, state: State) -> list[str]:
    articles = dataset.claims["source_id"].iloc[state.rows].nunique()
    origin = origin_name(dataset, str(dataset.claims["origin"].iat[state.rows[0]]))
    every = "Both articles" if articles == 2 else f"All {articles:,} articles"
    return [f"{every} have one original source, {origin}: they count as one."]


def _revised(dataset: Dataset, state: State) -> list[str]:
    """The revision read first, the earlier figure in front."""
    of, (first, second) = figures.traits(dataset), revision(dataset, state.revised)
    days = [_published(dataset, row) for row in (first, second)]
    how = "lower" if of.high[second] < of.low[first] else "another"
    how = "higher" if of.low[second] > of.high[first] else how
    when = f": published {days[1]}, the other {days[0]}" if days[0] != days[1] else ""
    more = len(state.revised) - 1
    others = f"{further_pairs(more, 'figures')} {'was' if more == 1 else 'were'} revised too."
    return [
        both_in_words(dataset, (first, second)),
        f"The later figure is {how}{when}.",
        _note(dataset, (first, second)),
        others if more else "",
    ]


def revision(dataset: Dataset, revised: Pairs) -> Pair:
    """The revision read first, the earlier figure in front."""
    first, second = _read_first(dataset, revised)
    of, place = figures.traits(dataset), linked_pairs.place(dataset, first, second)
    if place is not None:
        second, first = _as_said(dataset, place)
    elif figures.later(of, np.array([first]), np.array([second]))[0]:
        first, second = second, first
    return first, second


def _published(dataset: Dataset, row: int) -> str:
    source = str(dataset.claims["source_id"].iat[row])
    return dates.printed(str(dataset.sources.at[source, "published"]))


def _overlap(dataset: Dataset, state: State) -> list[str]:
    sources = dataset.codes("source_id")
    pairs = state.overlapping
    elsewhere = pairs.where(sources[pairs.first] != sources[pairs.second])
    return [both_in_words(dataset, _read_first(dataset, elsewhere)), "The figures overlap."]


def _read_first(dataset: Dataset, pairs: Pairs) -> Pair:
    """The pair that a reader of the articles meets first, in the order of reading."""
    rank = dataset.reading_rank
    one, other = rank[pairs.first], rank[pairs.second]
    at = int(np.lexsort((np.maximum(one, other), np.minimum(one, other)))[0])
    return _as_read(dataset, (int(pairs.first[at]), int(pairs.second[at])))


def _no_dispute(dataset: Dataset, state: State) -> list[str]:
    sources = dataset.codes("source_id")
    topics, origins = dataset.codes("topic"), dataset.codes("origin")
    claims = dataset.claims.iloc[state.rows]
    on_topic = claims["kind"].isin(ASSERTED) & (claims["topic"] != figures.NO_TOPIC)
    asserted = state.rows[on_topic.to_numpy(dtype=bool)]
    found = _first(
        asserted,
        lambda one, other: (
            (topics[one] == topics[other])
            & (origins[one] != origins[other])
            & (sources[one] != sources[other])
        ),
    )
    return [both_in_words(dataset, found), "Neither disputes the other."] if found else []


def _as_read(dataset: Dataset, pair: Pair) -> Pair:
    rank = dataset.reading_rank
    return pair if rank[pair[0]] < rank[pair[1]] else (pair[1], pair[0])


def _first(rows: Rows, matches: Callable[[Rows, Rows], Mask]) -> Pair | None:
    """The first pair of rows that matches, in the order of the rows."""
    for start in range(0, len(rows), _BLOCK):
        one, other = np.triu_indices(min(_BLOCK, len(rows) - start), 1, len(rows) - start)
        found = np.flatnonzero(matches(rows[start + one], rows[start + other]))
        if len(found):
            return int(rows[start + one[found[0]]]), int(rows[start + other[found[0]]])
    return None


def _not_comparable(dataset: Dataset, state: State) -> list[str]:
    """What keeps the claims from being compared, of the first two that might have been."""
    of, when = figures.traits(dataset), dataset.claims["when"]
    rows = state.rows[of.counted[state.rows]]
    related = linked_pairs.within(dataset, single(dataset, state.rows), *_EXPLAIN)

    def at_other_times(one: Rows, other: Rows) -> Mask:
        ranged = of.ranged[one] & of.ranged[other] & ~figures.same_time(of, one, other)
        return of_figures(dataset, one, other) & (ranged | figures.different_events(of, one, other))

    def vague(one: Rows, other: Rows) -> Mask:
        return of_figures(dataset, one, other) & ~(of.ranged[one] & of.ranged[other])

    if len(related):
        return _explained(dataset, _read_first(dataset, related))
    if pair := _first(rows, at_other_times):
        if figures.different_events(of, *(np.array([row]) for row in pair))[0]:
            return [both_in_words(dataset, pair), "The figures are about different events."]
        if _time_unknown(of, pair):
            return [both_in_words(dataset, pair), "The time of at least one figure is not known."]
        days = " and ".join(when.iat[row] or words.NOT_STATED for row in pair)
        return [both_in_words(dataset, pair), f"The figures are of different times: {days}."]
    if pair := _first(rows, vague):
        return [both_in_words(dataset, pair), "At least one of them states no number."]
    return [_kinds_and_topics(dataset, state.rows)]


def _time_unknown(of: figures.Traits, pair: Pair) -> bool:
    """Whether a figure has no date, or both count over a time of which an end is open."""
    undated = any(of.first[row] == dates.NO_DAY for row in pair)
    both_open = all(of.over_time[row] and of.length[row] > dates.LATEST for row in pair)
    return undated or both_open


def _explained(dataset: Dataset, pair: Pair) -> list[str]:
    """A pair of which the casebook says that it looks like a conflict and is none."""
    place = linked_pairs.place(dataset, *pair)
    relation = dataset.relations["relation"].iat[place]
    if relation != schema.NOT_COMPARABLE:
        pair = _as_said(dataset, place)
    return [both_in_words(dataset, pair), _EXPLAIN[relation], _note(dataset, pair)]


def _as_said(dataset: Dataset, place: int | None) -> Pair:
    """The pair of a row of `relations`, in its order."""
    pair = dataset.relations[["claim", "other"]].iloc[place]
    return int(pair["claim"]), int(pair["other"])


def _note(dataset: Dataset, pair: Pair) -> str:
    """What the casebook says of how the two stand, "" where it says nothing."""
    place = linked_pairs.place(dataset, *pair)
    return "" if place is None else str(dataset.relations["note"].iat[place])


def _kinds_and_topics(dataset: Dataset, rows: Rows) -> str:
    claims = dataset.claims.iloc[rows][["origin", "kind", "topic"]].astype("str")
    claims = claims.drop_duplicates()
    of_origin = claims["kind"] + " on " + claims["topic"]
    said_by = of_origin.groupby(claims["origin"], sort=False).agg(list)
    named = [
        f"{origin_name(dataset, str(origin))} ({_some(list(what), 'other')})"
        for origin, what in said_by.iloc[: MOST_NAMED + 1].items()
    ]
    more = len(said_by) - len(named)
    if more:
        named[-1] = words.number(more + 1, "other original source")
    return f"No two of these claims can be compared directly: {words.listed(named)}."


def _disputed_outside(dataset: Dataset, state: State) -> str:
    """How many of the claims others dispute that are not among them."""
    links_of, rows = dataset.disputes, state.rows
    inside = np.bincount(
        np.concatenate([state.pairs.first, state.pairs.second])[
            np.tile(linked_pairs.related(dataset, state.pairs.first, state.pairs.second), 2)
        ],
        minlength=len(dataset.claims),
    )
    count = int((np.diff(links_of.starts)[rows] > inside[rows]).sum())
    if not count:
        return ""
    return f"Claims outside this comparison also dispute {count:,} of these."


def _repeated(dataset: Dataset, state: State) -> str:
    """The origin that most articles repeat, if several do."""
    claims = dataset.claims.iloc[state.rows]
    articles = claims.groupby("origin", observed=True)["source_id"].nunique()
    most = int(articles.max())
    if most < 2:
        return ""
    origin = origin_name(dataset, str(articles.idxmax()))
    return f"{most:,} articles have the same original source, {origin}: they count as one."


def both_in_words(dataset: Dataset, pair: Pair) -> str:
    """What the two claims of a pair say, and who says it."""
    of_figures = all(dataset.claims["figure"].iat[row] for row in pair)
    return " ".join(_in_words(dataset, row, of_figures=of_figures) for row in pair)


def _in_words(dataset: Dataset, row: int, *, of_figures: bool) -> str:
    """Who says what in which article; a statement that names its speaker needs no other.

    A figure stands for its statement only beside another figure.
    """
    claim = dataset.claims.iloc[row]
    statement, speaker = str(claim["statement"]).rstrip("."), str(claim["speaker"])
    named = not speaker or named_in(dataset, speaker, statement)
    if of_figures:
        statement, named = said(dataset, row), not speaker
    article = source_label(dataset, str(claim["source_id"]))
    words_of = f"{speaker[:1].upper()}{speaker[1:]}: "
    return f"{'' if named else words_of}{statement} ({article})."
