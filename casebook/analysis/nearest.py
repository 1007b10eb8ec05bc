"""The claims that are nearest to a sentence, by the words and names that the two share.

A word counts the more the fewer claims have it. What the sentence has and no claim does counts
most: a sentence about a country that no claim names is near to none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from casebook.analysis import draft_words
from casebook.analysis.draft_words import Names, Terms
from casebook.tables.dataset import Dataset, Rows

Floats = npt.NDArray[np.float64]
OF_THE_CLAIM = 0.3
UNKNOWN_NAME, UNKNOWN_WORD = 1.5, 0.5
_KEY = "nearest"


@dataclass(frozen=True, eq=False)
class Index:
    """Which claims have which term, and how much a term says.

    `rows[starts[code] : starts[code + 1]]` are the claims with a term. `weights` has a weight for
    each term, `whole` for each claim the weights of its statement together.
    `incidents` has the codes of the words of each incident's title, `actors` those of all names.
    """

    names: Names
    codes: dict[str, int]
    starts: Rows
    rows: Rows
    weights: Floats
    whole: Floats
    unknown: float
    incidents: tuple[frozenset[int], ...]
    actors: frozenset[int]

    def with_term(self, code: int) -> Rows:
        """The claims that have a term."""
        return self.rows[self.starts[code] : self.starts[code + 1]]


@dataclass(frozen=True, eq=False)
class Words:
    """The terms of one sentence: their codes, or -1 for what no claim has, and their weights.

    `written` are the words as the sentence has them, `named` tells which are names: of actors, or
    with a capital inside the sentence.
    """

    codes: tuple[int, ...]
    terms: tuple[str, ...]
    written: tuple[str, ...]
    named: tuple[bool, ...]
    weights: tuple[float, ...]


def index(dataset: Dataset) -> Index:
    """The index of all claims, made once."""
    return dataset.once(_KEY, partial(_index, dataset))


def _index(dataset: Dataset) -> Index:
    claims, count = dataset.claims, len(dataset.claims)
    known = draft_words.names(dataset)
    statements, titles = claims["statement"].tolist(), dataset.incidents["title"].tolist()
    read = draft_words.terms([*statements, *claims["quote"].tolist(), *titles], known)
    codes = {term: code for code, term in enumerate(read.words)}
    parties = [_parties(dataset, codes), *_members(dataset, codes)]
    of_claims = read.owners < 2 * count
    owners = [read.owners[of_claims] % count, *(rows for rows, _ in parties)]
    terms = [read.codes[of_claims], *(named for _, named in parties)]
    in_titles = read.owners >= 2 * count
    incidents = _gathered(read.owners[in_titles] - 2 * count, read.codes[in_titles], len(titles))
    of_titles = _of_titles(dataset, read, count)
    pairs = np.concatenate(terms) * count + np.concatenate(owners)
    before = _each_once(pairs)
    frequency = np.bincount(before // count, minlength=len(codes))
    every = _each_once(np.concatenate([before, of_titles]))
    found, rows = every // count, every % count
    weights: Floats = np.log1p(count / np.maximum(frequency, 1))
    in_statements = read.owners < count
    stated = _each_once(read.codes[in_statements] * count + read.owners[in_statements])
    whole: Floats = np.bincount(stated % count, weights[stated // count], minlength=count).astype(
        np.float64
    )
    starts = np.searchsorted(found, np.arange(len(codes) + 1))
    actors = frozenset(code for term, code in codes.items() if actor(term))
    unknown = float(np.log1p(count * 2))
    return Index(known, codes, starts, rows, weights, whole, unknown, incidents, actors)


def _each_once(pairs: Rows) -> Rows:
    """The values in order, each once; for millions this is quicker than `np.unique`."""
    ordered = np.sort(pairs)
    new = np.ones(len(ordered), dtype=bool)
    new[1:] = ordered[1:] != ordered[:-1]
    return ordered[new]


def _parties(dataset: Dataset, codes: dict[str, int]) -> tuple[Rows, Rows]:
    """The speaker of each claim as its term."""
    values, speakers = np.unique(dataset.claims["speaker"].to_numpy(str), return_inverse=True)
    of_value = np.array([_code(name, codes) if name else -1 for name in values], dtype=np.int64)
    terms = of_value[speakers] if len(values) else np.empty(0, np.int64)
    rows = np.flatnonzero(terms >= 0)
    return rows, terms[rows]


def _members(dataset: Dataset, codes: dict[str, int]) -> list[tuple[Rows, Rows]]:
    """The groups of each claim as their terms."""
    members = dataset.members["group"]
    known = [name in dataset.actors.index for name in members.names]
    of_name = np.array(
        [
            _code(name, codes) if real else -1
            for name, real in zip(members.names, known, strict=True)
        ],
        dtype=np.int64,
    )
    terms = of_name[members.codes]
    return [(members.rows[terms >= 0], terms[terms >= 0])]


def _code(actor: str, codes: dict[str, int]) -> int:
    return codes.setdefault(draft_words.NAME + actor, len(codes))


def _gathered(owners: Rows, codes: Rows, count: int) -> tuple[frozenset[int], ...]:
    sets: list[set[int]] = [set() for _ in range(count)]
    for owner, code in zip(owners.tolist(), codes.tolist(), strict=True):
        sets[owner].add(code)
    return tuple(map(frozenset, sets))


def _of_titles(dataset: Dataset, read: Terms, count: int) -> Rows:
    """Pairs of term and claim for the words in the title of each claim's incident."""
    incident = dataset.claims["incident"].to_numpy(dtype=np.int64)
    in_titles = read.owners >= 2 * count
    owners, codes = read.owners[in_titles] - 2 * count, read.codes[in_titles]
    first = np.searchsorted(owners, np.arange(len(dataset.incidents) + 1))
    rows = np.flatnonzero(incident >= 0)
    starts, lengths = first[incident[rows]], np.diff(first)[incident[rows]]
    within = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return codes[np.repeat(starts, lengths) + within] * count + np.repeat(rows, lengths)


def words(of: Index, sentences: Sequence[str]) -> list[Words]:
    """The terms of each sentence, each once."""
    read = draft_words.terms(sentences, of.names)
    bounds = np.searchsorted(read.owners, np.arange(len(sentences) + 1))
    found = []
    for sentence, first, last in zip(sentences, bounds[:-1], bounds[1:], strict=True):
        spelled = read.spellings[first:last].tolist()
        # Each term once, in the order of the sentence, as it stands there first.
        each: dict[int, int] = {}
        for code, spelling in zip(read.codes[first:last].tolist(), spelled, strict=True):
            each.setdefault(code, spelling)
        terms = tuple(read.words[code] for code in each)
        written = tuple(read.spelled[spelling] for spelling in each.values())
        codes = tuple(of.codes.get(term, -1) for term in terms)
        named = tuple(
            bool(actor(term)) or (word[0].isupper() and not sentence.startswith(word))
            for term, word in zip(terms, written, strict=True)
        )
        weights = tuple(
            float(of.weights[code])
            if code >= 0
            else of.unknown * (UNKNOWN_NAME if name else UNKNOWN_WORD)
            for code, name in zip(codes, named, strict=True)
        )
        found.append(Words(codes, terms, written, named, weights))
    return found


def scores(of: Index, said: Words) -> Floats:
    """For each claim from 0 to 1 how much it shares of the sentence, and of its own statement."""
    shared = np.zeros(len(of.whole))
    for code, weight in zip(said.codes, said.weights, strict=True):
        if code >= 0:
            shared[of.with_term(code)] += weight
    asked = (1 - OF_THE_CLAIM) * sum(said.weights)
    whole = asked + OF_THE_CLAIM * np.maximum(of.whole, shared)
    return np.divide(shared, whole, out=np.zeros_like(shared), where=whole > 0)


def shared(of: Index, said: Words, row: int) -> list[int]:
    """Which terms of the sentence a claim has, by their places in `said`, the weightiest first."""
    held = [place for place, code in enumerate(said.codes) if code >= 0 and _has(of, code, row)]
    return sorted(held, key=lambda place: -said.weights[place])


def missing_names(of: Index, said: Words, row: int) -> list[str]:
    """The names in the sentence that a claim does not have, as written; of actors, their own."""
    each = zip(said.codes, said.terms, said.written, said.named, strict=True)
    return [
        actor(term) or word
        for code, term, word, named in each
        if named and not (code >= 0 and _has(of, code, row))
    ]


def _has(of: Index, code: int, row: int) -> bool:
    rows = of.with_term(code)
    place = int(np.searchsorted(rows, row))
    return place < len(rows) and int(rows[place]) == row


def names_incident(of: Index, said: Words, incident: int) -> float:
    """How much of the title of an incident the sentence has, from 0 to 1.

    0 where the title names parties and the sentence none of them: like things befall others.
    """
    title, own = of.incidents[incident], {*said.codes}
    parties = title & of.actors
    if not title or (parties and not parties & own):
        return 0.0
    whole = sum(float(of.weights[code]) for code in title)
    return sum(float(of.weights[code]) for code in title & own) / whole


def actor(term: str) -> str:
    """The actor whose name a term is; empty for any other word."""
    return term.removeprefix(draft_words.NAME) if term.startswith(draft_words.NAME) else ""
