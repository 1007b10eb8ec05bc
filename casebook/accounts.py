"""Who says what about the same thing: where accounts agree, contradict, or are one voice.

A subject is something on which there is more than one account: an incident that several parties
tell of, a question to which they give figures, or a point on which claims contradict each other.
Its state is computed from the claims and the links between them, and said in words. Nothing is
averaged or added up, and nothing says who is right.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from casebook import dates, schema
from casebook.aggregate import (
    Rows,
    codes,
    contradictions,
    counts,
    opponents,
    origin_name,
    reading_order,
)
from casebook.briefing import source_label
from casebook.schema import UNDATED, Dataset
from casebook.selection import listed

CONFLICT, NOT_COMPARABLE, ONE_ORIGIN, AGREE, SINGLE = (
    "conflict",
    "not comparable",
    "one origin",
    "agree",
    "single account",
)
STATES = (CONFLICT, NOT_COMPARABLE, ONE_ORIGIN, AGREE, SINGLE)
STATEMENT = "statement"
INCIDENT, QUESTION, CONTRADICTION = "incident", "question", "contradiction"
DAYS_LONGER = 366
_COUNTS_NOTHING = ("", "other")
_ASSERTED = ("report", "responsibility", "estimate")
_ID = re.compile(rf"(?<![\w-]){schema.CLAIM_KEY}(?![\w-])")

Pair = tuple[int, int]


@dataclass(frozen=True)
class Subject:
    """Something on which there is more than one account.

    `key` names it in an address; `rows` are the positions of its claims in reading order.
    """

    key: str
    kind: str
    title: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class State:
    """How the accounts of one subject stand to each other: a word of STATES, and why, in words.

    `pairs` are the positions of claims that contradict each other, each pair once.
    """

    name: str
    why: str
    pairs: tuple[Pair, ...]


@lru_cache(maxsize=2)
def subjects(dataset: Dataset) -> tuple[Subject, ...]:
    """All subjects of the casebook: incidents, then questions, then contradictions.

    An incident is a subject where at least two origins tell of it, or one in two articles. A
    question is a topic, a unit and a group on which there are figures of at least two origins, or
    of one in two articles, for overlapping years, unless all are about one incident; what is
    counted of an event belongs to that event and answers no question beyond it. Pairs that
    contradict each other and stand together in none of these are gathered around the claim that
    most others contradict.
    """
    found = [*_incidents(dataset), *_questions(dataset)]
    told = {pair for subject in found for pair in linked_within(dataset, subject.rows)}
    return (*found, *_contradictions(dataset, told))


@lru_cache(maxsize=2)
def _voices(dataset: Dataset) -> Rows:
    """Whose word in which article each claim is, as a number: its origin and its article."""
    return codes(dataset, "origin") * len(dataset.sources) + codes(dataset, "source_id")


@lru_cache(maxsize=2)
def _rank(dataset: Dataset) -> Rows:
    """For each claim its place in reading order."""
    order = reading_order(dataset)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return rank


def _read(dataset: Dataset, rows: Iterable[int]) -> tuple[int, ...]:
    rank = _rank(dataset)
    return tuple(sorted({int(row) for row in rows}, key=lambda row: int(rank[row])))


def _incidents(dataset: Dataset) -> Iterator[Subject]:
    incident = dataset.claims["incident"].to_numpy()
    rows = np.flatnonzero(incident >= 0)
    frame = pd.DataFrame({"incident": incident[rows], "voice": _voices(dataset)[rows], "row": rows})
    several = frame.groupby("incident")["voice"].transform("nunique") > 1
    for position, part in frame[several].groupby("incident"):
        row = dataset.incidents.iloc[int(str(position))]
        yield Subject(str(row.name), INCIDENT, str(row["title"]), _read(dataset, part["row"]))


def _questions(dataset: Dataset) -> Iterator[Subject]:
    claims, members = dataset.claims, dataset.members["group"]
    pairs = pd.DataFrame({"row": members.rows, "group": np.array(members.names)[members.codes]})
    counted = (claims["figure"] != "") & ~claims["unit"].isin(_COUNTS_NOTHING)
    counted &= ~_of_events(dataset)
    pairs = pairs[counted.to_numpy()[pairs["row"]] & (pairs["group"] != schema.NOT_STATED)]
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
                yield Subject(key, QUESTION, title, _read(dataset, cluster["row"]))


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
    real = years[(years != UNDATED) & (years > schema.OPEN_START) & (years < schema.OPEN_END)]
    if not len(real):
        return "undated"
    first, last = int(real.min()), int(real.max())
    return str(first) if first == last else f"{first}–{last}"


def _contradictions(dataset: Dataset, told: set[Pair]) -> Iterator[Subject]:
    """What contradicts each other, gathered around the claim with most contradictions first.

    Beside it stand claims of its topic or origin that nobody else contradicts.
    """
    left = {pair for pair in linked(dataset) if pair not in told}
    against = _against(left)
    ids, rank = dataset.claims["claim_id"], _rank(dataset)
    topics, origins = codes(dataset, "topic"), codes(dataset, "origin")
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
            f"contradicted-{ids.iat[hub]}", CONTRADICTION, title, _read(dataset, gathered)
        )
        left -= {pair for pair in left if set(pair) <= gathered}


def _against(pairs: Iterable[Pair]) -> dict[int, set[int]]:
    """For each claim of the pairs, those that it stands against."""
    found: dict[int, set[int]] = defaultdict(set)
    for first, second in pairs:
        found[first].add(second)
        found[second].add(first)
    return found


@lru_cache(maxsize=2)
def linked(dataset: Dataset) -> frozenset[Pair]:
    """All pairs of claims of which one disputes the other, as positions, the lower one first."""
    return frozenset(
        (row, other)
        for row, others in contradictions(dataset).items()
        for other in others
        if row < other
    )


def linked_within(dataset: Dataset, rows: Iterable[int]) -> list[Pair]:
    """The pairs of `linked` with both claims among the rows."""
    among = set(rows)
    return sorted(
        (row, other)
        for row in among
        for other in among.intersection(opponents(dataset, row))
        if row < other
    )


@lru_cache(maxsize=2)
def _noted(dataset: Dataset) -> frozenset[Pair]:
    """Pairs of claims of which one's note names the other: it says how they stand together."""
    notes = dataset.claims["note"]
    return frozenset(
        (min(row, other), max(row, other))
        for row, note in notes[notes != ""].items()
        for named in _ID.finditer(note)
        if (other := dataset.row(named.group())) not in (None, row)
    )


@lru_cache(maxsize=2)
def _ranged(dataset: Dataset) -> npt.NDArray[np.bool_]:
    """Which claims have a figure that can be compared: a unit, and at least one bound."""
    claims = dataset.claims
    bounded = claims["low"].notna() | claims["high"].notna()
    return (bounded & ~claims["unit"].isin(_COUNTS_NOTHING)).to_numpy(dtype=bool)


@lru_cache(maxsize=2)
def _days(dataset: Dataset) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.object_]]:
    """First and last day of what each claim is about, as text; empty where it is undated."""
    spans = dates.spans(dataset.claims["date"])
    return spans["first"].to_numpy(dtype=object), spans["last"].to_numpy(dtype=object)


@lru_cache(maxsize=2)
def _of_events(dataset: Dataset) -> npt.NDArray[np.bool_]:
    """Which claims are about an incident that is more than a statement."""
    incident = dataset.claims["incident"].to_numpy()
    kinds = np.append(dataset.incidents["kind"].to_numpy(), STATEMENT)
    return (incident >= 0) & (kinds[incident] != STATEMENT)


def different_events(dataset: Dataset, first: int, second: int) -> bool:
    """Whether two claims are about different incidents, so that they count different things.

    What is told of a statement is told of its matter: two reports can be about one thing.
    """
    incident, events = dataset.claims["incident"].to_numpy(), _of_events(dataset)
    return bool(events[first] and events[second] and incident[first] != incident[second])


def same_time(dataset: Dataset, first: int, second: int) -> bool:
    """Whether two claims are about the same time, so that their figures can be compared.

    Their dates overlap, and neither is longer than the other by more than DAYS_LONGER days: a
    count over eight years says nothing against one of a month. Claims about one incident always
    are; an undated claim is about the same time as none but another undated one.
    """
    incident = dataset.claims["incident"].to_numpy()
    if incident[first] >= 0 and incident[first] == incident[second]:
        return True
    firsts, lasts = _days(dataset)
    if not (firsts[first] and firsts[second]):
        return not (firsts[first] or firsts[second])
    overlap = firsts[first] <= lasts[second] and firsts[second] <= lasts[first]
    one, other = (_length(firsts[row], lasts[row]) for row in (first, second))
    return overlap and (one == other or abs(one - other) <= DAYS_LONGER)


def _length(first: str, last: str) -> float:
    if first == dates.OPEN_START_DAY or last == dates.OPEN_END_DAY:
        return float("inf")
    return (pd.Timestamp(last) - pd.Timestamp(first)).days


def _meet(dataset: Dataset, first: int, second: int) -> bool:
    """Whether the ranges of two figures have a number in common; open ends reach any number."""
    low = dataset.claims["low"].to_numpy(dtype=float)
    high = dataset.claims["high"].to_numpy(dtype=float)
    lows = [-np.inf if np.isnan(low[row]) else low[row] for row in (first, second)]
    highs = [np.inf if np.isnan(high[row]) else high[row] for row in (first, second)]
    return bool(max(lows) <= min(highs))


@dataclass(frozen=True)
class _Compared:
    """Pairs of figures of different origins in one unit: what comparing them gave."""

    apart: tuple[Pair, ...]
    meeting: tuple[Pair, ...]
    explained: tuple[Pair, ...]
    other_times: tuple[Pair, ...]
    vague: tuple[Pair, ...]


def _compared(dataset: Dataset, rows: tuple[int, ...]) -> _Compared:
    """Figures of one origin are never set against each other: a party may count twice.

    `explained` are figures that do not meet, or can't be compared, and of which a note names the
    other claim; `vague` are figures such as `several thousand`, which state no number.
    """
    figures = dataset.claims["figure"].to_numpy()
    ranged, units = _ranged(dataset), codes(dataset, "unit")
    origins = codes(dataset, "origin")
    found: dict[str, list[Pair]] = defaultdict(list)
    nothing = dataset.claims["unit"].isin(_COUNTS_NOTHING).to_numpy()
    counted = [row for row in rows if figures[row] and not nothing[row]]
    for first, second in combinations(counted, 2):
        pair = (min(first, second), max(first, second))
        if units[first] != units[second] or origins[first] == origins[second]:
            continue
        events = different_events(dataset, first, second)
        comparable = ranged[first] and ranged[second] and not events
        comparable = comparable and same_time(dataset, first, second)
        if pair in linked(dataset):
            found["apart"].append(pair)
        elif comparable and _meet(dataset, first, second):
            found["meeting"].append(pair)
        elif pair in _noted(dataset):
            found["explained"].append(pair)
        elif not events and not (ranged[first] and ranged[second]):
            found["vague"].append(pair)
        else:
            found["apart" if comparable else "other_times"].append(pair)
    return _Compared(
        *(tuple(found[name]) for name in ("apart", "meeting", "explained", "other_times", "vague"))
    )


def state(dataset: Dataset, rows: Iterable[int]) -> State:
    """How the claims of these rows stand to each other, and why.

    In this order: `conflict` where a claim disputes another, or where figures of different origins
    for the same unit and time do not meet and no note says why; `single account` where only one
    article tells of it, whomever it cites; `one origin` where several articles go back to one;
    `agree` where figures of different origins in different articles meet, or where such articles
    assert something on the same topic; else `not comparable`.
    """
    rows = _read(dataset, rows)
    compared = _compared(dataset, rows)
    pairs = tuple(sorted({*linked_within(dataset, rows), *compared.apart}))
    name, why = _judged(dataset, rows, pairs, compared)
    outside = _contradicted_outside(dataset, rows)
    return State(name, f"{why}{outside}{_relayed(dataset, rows, name)}", pairs)


def _judged(
    dataset: Dataset, rows: tuple[int, ...], pairs: tuple[Pair, ...], compared: _Compared
) -> tuple[str, str]:
    claims = dataset.claims.iloc[list(rows)]
    origins, articles = claims["origin"].nunique(), claims["source_id"].nunique()
    if pairs:
        return CONFLICT, _why_conflict(dataset, rows, pairs, compared)
    if articles == 1:
        return SINGLE, _why_single(dataset, claims)
    if origins == 1:
        origin = origin_name(dataset, str(claims["origin"].iat[0]))
        told = f"{len(rows)} claims in {articles} articles all go back to {origin}"
        return ONE_ORIGIN, f"{told}: that is one voice."
    meeting = [pair for pair in compared.meeting if _different_articles(dataset, pair)]
    if meeting:
        return AGREE, f"{_both(dataset, meeting[0])} Both figures can be right."
    if not (compared.explained or compared.other_times or compared.vague):
        pair = _same_topic(dataset, rows)
        if pair:
            return AGREE, f"{_both(dataset, pair)} Neither contradicts the other."
    return NOT_COMPARABLE, _why_not_comparable(dataset, rows, compared)


def _different_articles(dataset: Dataset, pair: Pair) -> bool:
    source = dataset.claims["source_id"]
    return bool(source.iat[pair[0]] != source.iat[pair[1]])


def _same_topic(dataset: Dataset, rows: tuple[int, ...]) -> Pair | None:
    """Two assertions on one topic, of different origins in different articles."""
    claims = dataset.claims.iloc[list(rows)]
    asserted = [row for row, kind in zip(rows, claims["kind"], strict=True) if kind in _ASSERTED]
    topics, origins = codes(dataset, "topic"), codes(dataset, "origin")
    for pair in combinations(asserted, 2):
        first, second = pair
        alike = topics[first] == topics[second] and origins[first] != origins[second]
        if alike and _different_articles(dataset, pair):
            return pair
    return None


def _why_single(dataset: Dataset, claims: pd.DataFrame) -> str:
    article = source_label(dataset, str(claims["source_id"].iat[0]))
    cited = [
        origin_name(dataset, origin)
        for origin in claims["origin"].astype("str").unique()
        if origin not in dataset.sources.index
    ]
    if not cited:
        return f"Only {article} tells of it."
    return f"Only {article} tells of it; it cites {listed(cited)}."


def _contradicted_outside(dataset: Dataset, rows: tuple[int, ...]) -> str:
    """How many of the claims others contradict that are not among them."""
    among = set(rows)
    count = sum(not among.issuperset(opponents(dataset, row)) for row in rows)
    if not count:
        return ""
    verb = "is" if count == 1 else "are"
    return f" {count} of these claims {verb} contradicted elsewhere."


def _relayed(dataset: Dataset, rows: tuple[int, ...], name: str) -> str:
    """The origin that most articles relay, if several do: these do not confirm each other."""
    claims = dataset.claims.iloc[list(rows)]
    articles = claims.groupby("origin", observed=True)["source_id"].nunique()
    if name in (ONE_ORIGIN, SINGLE) or articles.max() < 2:
        return ""
    origin = origin_name(dataset, str(articles.idxmax()))
    return f" What {articles.max()} articles have from {origin} does not confirm each other."


def _why_conflict(
    dataset: Dataset, rows: tuple[int, ...], pairs: tuple[Pair, ...], compared: _Compared
) -> str:
    """The most telling pair: of figures, else of the claim that most others contradict."""
    degree = Counter(row for pair in pairs for row in pair)
    rank, origins = _rank(dataset), codes(dataset, "origin")
    first = min(
        pairs,
        key=lambda pair: (
            pair not in compared.apart,
            origins[pair[0]] == origins[pair[1]],
            -max(degree[row] for row in pair),
            -min(degree[row] for row in pair),
            *sorted(int(rank[row]) for row in pair),
        ),
    )
    kinds = {str(dataset.claims["kind"].iat[row]) for row in first}
    if first in compared.apart:
        how = "Both figures cannot be right."
        if first not in linked(dataset):
            how = "The figures do not meet, and no note says why."
    elif "denial" in kinds:
        how = "One denies what the other says."
    elif "opinion" in kinds:
        how = "They hold opposite views."
    else:
        how = "They are held to contradict each other."
    more = len(pairs) - 1
    others = f" {more} further {'pairs are' if more > 1 else 'pair is'} contradictory."
    sources = dataset.claims["source_id"].iloc[list(rows)]
    one = sources.nunique() == 1
    within = f" All of it is told by {source_label(dataset, str(sources.iat[0]))}." if one else ""
    return f"{_both(dataset, first)} {how}{others if more else ''}{within}"


def _why_not_comparable(dataset: Dataset, rows: tuple[int, ...], compared: _Compared) -> str:
    if compared.explained:
        first, second = compared.explained[0]
        ids, notes = dataset.claims["claim_id"], dataset.claims["note"]
        named = {found.group() for found in _ID.finditer(notes.iat[first])}
        note = notes.iat[first] if ids.iat[second] in named else notes.iat[second]
        return f"{_both(dataset, (first, second))} They count different things. Note: {note}"
    if compared.other_times:
        when = dataset.claims["when"]
        first, second = compared.other_times[0]
        if different_events(dataset, first, second):
            return f"{_both(dataset, (first, second))} They are about different events."
        days = " and ".join(when.iat[row] or schema.NOT_STATED for row in (first, second))
        return f"{_both(dataset, (first, second))} These are of different times: {days}."
    if compared.vague:
        why = "One of the figures states no number to compare"
        return f"{_both(dataset, compared.vague[0])} {why}."
    told: dict[str, list[str]] = {}
    for row in rows:
        claim = dataset.claims.iloc[row]
        told.setdefault(origin_name(dataset, str(claim["origin"])), []).append(str(claim["topic"]))
    things = "; ".join(f"{who} on {', '.join(dict.fromkeys(of))}" for who, of in told.items())
    return f"They speak of different things: {things}."


def voice(dataset: Dataset, row: int) -> str:
    """Who speaks: the speaker, or the article itself."""
    claim = dataset.claims.iloc[row]
    article = source_label(dataset, str(claim["source_id"]))
    return str(claim["speaker"] or f"The article itself ({article})")


def _both(dataset: Dataset, pair: Pair) -> str:
    figures = all(dataset.claims["figure"].iat[row] for row in pair)
    return " ".join(_told(dataset, row, figures=figures) for row in pair)


def _told(dataset: Dataset, row: int, *, figures: bool) -> str:
    """Who says what in which article; a statement that names its speaker needs no other.

    A figure stands for its statement only beside another figure.
    """
    claim = dataset.claims.iloc[row]
    words, speaker = str(claim["statement"]).rstrip("."), str(claim["speaker"])
    names = [speaker.removesuffix(" (unnamed)")]
    if speaker:
        names += schema.split_values(dataset.actors.at[speaker, "aliases"])
    named = any(name in words for name in names)
    if figures:
        words, named = said(dataset, row), not speaker
    article = source_label(dataset, str(claim["source_id"]))
    return f"{'' if named else f'{speaker}: '}{words} ({article})."


def said(dataset: Dataset, row: int) -> str:
    """The figure as written, in quotation marks, with its unit; else the statement."""
    claim = dataset.claims.iloc[row]
    if not claim["figure"]:
        return str(claim["statement"]).rstrip(".")
    unit = "" if claim["unit"] in _COUNTS_NOTHING else f" {claim['unit']}"
    return f"“{claim['figure']}”{unit}"


@dataclass(frozen=True)
class Sides:
    """One contradiction: claims on sides, so that those of one side do not contradict each other.

    Only claims of one party can do so all the same, where another party contradicts both.
    """

    sides: tuple[tuple[int, ...], ...]


def sides(dataset: Dataset, rows: Iterable[int], pairs: tuple[Pair, ...]) -> list[Sides]:
    """The contradictions among the rows, each with its sides, in reading order.

    Claims that are joined by contradictions, over others too, are one contradiction. A claim
    stands on a side on which it contradicts none, beside those that share its opponents, then its
    origin; there can be three sides or more. Where a party contradicts itself, that counts only
    for claims that nobody else contradicts.
    """
    origins = codes(dataset, "origin")
    between = tuple(pair for pair in pairs if origins[pair[0]] != origins[pair[1]])
    placed = {row for pair in between for row in pair}
    of_one = tuple(pair for pair in pairs if pair not in between and not set(pair) <= placed)
    return _sides(dataset, rows, (*between, *of_one), origins)


def _sides(
    dataset: Dataset, rows: Iterable[int], pairs: tuple[Pair, ...], origins: Rows
) -> list[Sides]:
    against = _against(pairs)
    found: list[Sides] = []
    seen: set[int] = set()
    for row in _read(dataset, rows):
        if row in seen or row not in against:
            continue
        placed: list[list[int]] = []
        waiting = [row]
        seen.add(row)
        while waiting:
            claim = waiting.pop(0)
            free = [side for side in placed if not against[claim] & set(side)]
            if free:
                max(free, key=lambda side: _nearness(claim, side, against, origins)).append(claim)
            else:
                placed.append([claim])
            fresh = [other for other in _read(dataset, against[claim]) if other not in seen]
            seen.update(fresh)
            waiting += fresh
        found.append(Sides(tuple(_read(dataset, side) for side in placed)))
    return found


def _nearness(
    claim: int, side: list[int], against: dict[int, set[int]], origins: Rows
) -> tuple[int, int]:
    """How many opponents a claim shares with a side, and how many of its origin are there."""
    shared = sum(len(against[claim] & against[other]) for other in side)
    return shared, sum(int(origins[other] == origins[claim]) for other in side)


def overview(dataset: Dataset, rows: Rows) -> pd.DataFrame:
    """A row for each subject with any of the selected rows, most disagreement first.

    Columns key, kind, title, state, why, pairs (that contradict each other), claims, articles,
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


def subject(dataset: Dataset, key: str) -> Subject | None:
    """The subject that an address names, if there is one."""
    return next((found for found in subjects(dataset) if found.key == key), None)


def party(dataset: Dataset, row: int) -> str:
    """What sort of party speaks: the kind of the actor, or of whom a person speaks for."""
    speaker = str(dataset.claims["speaker"].iat[row])
    if not speaker:
        return "the article itself"
    kind, affiliation = dataset.actors.loc[speaker, ["kind", "affiliation"]]
    of_party = dataset.actors["kind"].get(affiliation, "") if affiliation else ""
    return str(of_party if kind in ("person", "unnamed") and of_party else kind)


def figures(dataset: Dataset, rows: Iterable[int]) -> pd.DataFrame:
    """The figures of these rows as ranges, one row a claim, in reading order.

    Columns claim_id, unit, voice, party, figure (as written), low and high; an open end is
    missing. Figures without a number or a unit that can be compared are left out.
    """
    ranged = _ranged(dataset)
    kept = [row for row in _read(dataset, rows) if ranged[row]]
    claims = dataset.claims.iloc[kept]
    return pd.DataFrame(
        {
            "claim_id": claims["claim_id"].to_numpy(),
            "unit": claims["unit"].astype("str").to_numpy(),
            "voice": [voice(dataset, row) for row in kept],
            "party": [party(dataset, row) for row in kept],
            "figure": claims["figure"].to_numpy(),
            "low": claims["low"].to_numpy(dtype=float),
            "high": claims["high"].to_numpy(dtype=float),
        }
    )


def times(dataset: Dataset, rows: Iterable[int]) -> pd.DataFrame:
    """Who said what when: one row a claim, in reading order.

    Columns claim_id, voice, party, statement, first and last (day of what is claimed; missing
    where it is undated or open) and said (the day by which it was said: that of a statement that
    is an incident, else the last on which the article can have been published; may be missing).
    """
    kept = list(_read(dataset, rows))
    claims = dataset.claims.iloc[kept]
    firsts, lasts = _days(dataset)
    limits = ("", dates.OPEN_START_DAY, dates.OPEN_END_DAY)
    return pd.DataFrame(
        {
            "claim_id": claims["claim_id"].to_numpy(),
            "voice": [voice(dataset, row) for row in kept],
            "party": [party(dataset, row) for row in kept],
            "statement": claims["statement"].to_numpy(),
            "first": [None if firsts[row] in limits else firsts[row] for row in kept],
            "last": [None if lasts[row] in limits else lasts[row] for row in kept],
            "said": [said_on(dataset, row) or None for row in kept],
        }
    )


def said_on(dataset: Dataset, row: int) -> str:
    """The day by which a claim was said, as YYYY-MM-DD; empty where nothing tells.

    The last day of publication of its article, or, for what is said in an incident that is a
    statement, the last day of that, whichever comes first.
    """
    claim = dataset.claims.iloc[row]
    told = [str(dataset.sources.at[str(claim["source_id"]), "published"])]
    if claim["incident"] >= 0:
        incident = dataset.incidents.iloc[int(claim["incident"])]
        told += [str(incident["date"])] if incident["kind"] == STATEMENT else []
    days = [dates.bounds(date)[1] for date in told if date]
    return min((day for day in days if day != dates.OPEN_END_DAY), default="")


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
