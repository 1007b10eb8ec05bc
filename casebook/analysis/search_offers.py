"""What is said of a search: how its words were read, and what might have been meant instead."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from rapidfuzz import process
from rapidfuzz.distance import OSA

from casebook.analysis import search_names
from casebook.analysis.search import holds_any, search_mask
from casebook.analysis.search_names import key
from casebook.analysis.search_terms import LONGEST, OR, Query, Term, query
from casebook.tables.dataset import Dataset
from casebook.tables.plain_words import words
from casebook.words import listed, number

_NEAR_MISSES, _RELATED, _TERMS = 3, 2, 6
_LEAST_LETTERS = 4


@dataclass(frozen=True)
class Offer:
    """Another search, and what it is called."""

    label: str
    search: str


@dataclass(frozen=True)
class Note:
    """A sentence about a search, with other searches to choose."""

    text: str
    offers: tuple[Offer, ...] = ()


def read_as(dataset: Dataset, search: str) -> str:
    """Which names in a search were read as those of whom: `Daesh read as ISIS-K`, or ""."""
    told = [
        f"{term.typed} read as {listed(term.actors, 'or')}"
        for term in query(dataset, search).terms
        if _otherwise_called(term)
    ]
    return listed(told) if told else ""


def notes(dataset: Dataset, search: str) -> tuple[Note, ...]:
    """What is to be said of a search; kept."""
    return dataset.once(("notes", search), partial(_notes, dataset, search))


def _notes(dataset: Dataset, search: str) -> tuple[Note, ...]:
    asked = query(dataset, search)
    if not asked.groups:
        return (Note("This search has no word or number to look for."),)
    found = bool(search_mask(dataset, search).any())
    missed = () if found else tuple(_missed(dataset, search, asked))
    return (*missed, *_readings(dataset, search, asked))[:_TERMS]


def _missed(dataset: Dataset, search: str, asked: Query) -> Iterator[Note]:
    """Why no claim holds a search, and what is near to words that none has."""
    alone = len(asked.groups) == 1
    nowhere = [
        term
        for group in asked.groups[:_TERMS]
        if alone or not holds_any(dataset, Query((group,)))
        for term in group
    ]
    for term in nowhere:
        near = _near(dataset, term)
        yield Note(
            f"No claim mentions “{term.typed}”." + (" Did you mean:" if near else ""),
            tuple(_instead(search, term, name, name) for name in near),
        )
    held = [group[0].typed.strip("?!.,;:") for group in asked.groups if not {*group} & {*nowhere}]
    if alone or not held:
        return
    each = "both" if len(asked.groups) == 2 else f"all {len(asked.groups)}"
    offers = _short([Offer(f"Search {listed(held, 'or')}", f" {OR} ".join(held))])
    yield Note(f"No claim mentions {each} of these words.", offers)


def _near(dataset: Dataset, term: Term) -> list[str]:
    """Names and words of the claims that differ from a term in few letters, the nearest first."""
    typed = key(term.typed.lower())
    if len(typed) < _LEAST_LETTERS:
        return []
    most = 1 if len(typed) < 6 else 2 if len(typed) < 10 else 3
    counts = search_names.vocabulary(dataset).counts
    called = _called(dataset)
    best: dict[str, tuple[int, int]] = {}
    for choices in (list(called), list(counts)):
        for word, distance, _ in process.extract(
            typed, choices, scorer=OSA.distance, score_cutoff=most, limit=20
        ):
            name = called.get(word, word)
            best.setdefault(name, (int(distance), -counts.get(word, 0)))
    nearest = min((distance for distance, _ in best.values()), default=0)
    near = [name for name, (distance, _) in best.items() if distance == nearest]
    return sorted(near, key=lambda name: (best[name], name))[:_NEAR_MISSES]


def _called(dataset: Dataset) -> dict[str, str]:
    """The names of actors by their keys, and the words of these names, as they are written."""
    return dataset.once("names as written", partial(_made_called, dataset))


def _made_called(dataset: Dataset) -> dict[str, str]:
    counts = search_names.vocabulary(dataset).counts
    found: dict[str, str] = {}
    for name in search_names.every_name(dataset):
        found.setdefault(key(words(name)), name)
    for name in search_names.every_name(dataset):
        for word in name.split():
            plain = words(word)
            if plain in counts and word[0].isupper():
                found.setdefault(key(plain), word.strip("“”‘’'\"(),;."))
    return found


def _readings(dataset: Dataset, search: str, asked: Query) -> Iterator[Note]:
    """Names that were read as somebody’s, and words that were looked for in other spellings."""
    searched = {actor for term in asked.terms for actor in term.actors}
    for term in asked.terms:
        others = dict.fromkeys(
            other
            for actor in term.actors
            for other in search_names.names(dataset).related.get(actor, ())
            if other not in searched
        )
        offers = [
            _instead(search, term, f"Also search {other}", f"{term.typed} {OR} {other}")
            for other in list(others)[:_RELATED]
        ]
        if _otherwise_called(term):
            only = _instead(search, term, f"Only “{term.typed}”", f'"{term.typed}"')
            yield Note(
                f"{term.typed}, read as {listed(term.actors, 'or')}", _short([*offers, only])
            )
        elif term.actors:
            names = sum(len(search_names.names(dataset).spelled[one]) for one in term.actors) - 1
            only = _instead(search, term, f"Only “{term.typed}”", f'"{term.typed}"')
            if names or offers:
                found = f", with {number(names, 'other name')}" if names else ""
                yield Note(f"{term.typed}{found}", _short([*offers, *([only] if names else [])]))
        elif term.alike:
            only = _instead(search, term, f"Only “{term.typed}”", f'"{term.typed}"')
            called = _called(dataset)
            alike = listed((called.get(word, word) for word in term.alike), "and")
            yield Note(f"{term.typed}, also as {alike}", _short([only]))


def _otherwise_called(term: Term) -> bool:
    """Whether a name was typed by which its actor is not called on the page."""
    return bool(term.actors) and [key(words(name)) for name in term.actors] != [
        key(words(term.typed))
    ]


def _instead(search: str, term: Term, label: str, other: str) -> Offer:
    return Offer(label, f"{search[: term.start]}{other}{search[term.end :]}")


def _short(offers: list[Offer]) -> tuple[Offer, ...]:
    return tuple(offer for offer in offers if len(offer.search) <= LONGEST)
