"""What a search asks for: words, phrases and names, each with the ways in which it can be written.

Each term is one pattern, which reads the same to Arrow and to Python but for the edges of words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from casebook.analysis import search_names
from casebook.analysis.search_names import key, sound
from casebook.tables.dataset import Dataset
from casebook.tables.plain_words import words
from casebook.tables.text_folding import LOOKALIKES, composed

LONGEST = 200  # characters
MOST_SPELLINGS = 50
OR = "OR"
BEGINNING, WHOLE, NAME = "beginning", "whole", "name"
_QUOTES = str.maketrans(dict.fromkeys("«»„", '"'))
_PIECE = re.compile(r'"([^"]*)"|([^\s"]+)')
_WITH_HYPHEN, _LEAST_JOINED = 4, 5
_SHORT = 3  # letters: so many capitals are a word apart from the same small letters
# Scripts that put no space between words.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True)
class Way:
    """One way to write a term, as a pattern of its words.

    As a BEGINNING it may go on within the word, unless that were a longer number. A NAME that
    stands for what was typed has no hyphen beside it: “ISIS” is not in “ISIS-K”.
    """

    body: str
    kind: str

    @property
    def for_arrow(self) -> str:
        """The pattern for Arrow, which reads on to what stands beside the words."""
        before = "" if _starts_anywhere(self.body) else " " if self.kind == NAME else "[ -]"
        return f"{before}{self.body}{self._after('')}"

    @property
    def for_python(self) -> str:
        """The pattern for `re`, which gives the words alone, with the rest of the last one."""
        before = (
            "" if _starts_anywhere(self.body) else "(?<= )" if self.kind == NAME else "(?<=[ -])"
        )
        rest = "[^ '\n-]*" if self.kind == BEGINNING else ""
        after = self._after("(?=") + ")" if self._after("") else ""
        return f"{before}{self.body}{after}{rest}"

    def _after(self, opening: str) -> str:
        if self.kind == BEGINNING:
            return f"{opening}[^0-9.]" if self.body[-1].isdigit() else ""
        if _UNSPACED.match(self.body[-1]):
            return ""
        return f"{opening}[ ']" if self.kind == NAME else f"{opening}[ '-]"


@dataclass(frozen=True)
class Term:
    """One thing that a claim must mention, in any of these ways.

    It stands in the search between `start` and `end`. `actors` are those whose name it was read as,
    `alike` other spellings of the word.
    """

    start: int
    end: int
    typed: str
    ways: tuple[Way, ...]
    actors: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()


@dataclass(frozen=True)
class Query:
    """All terms of a search: of each group one must be there."""

    groups: tuple[tuple[Term, ...], ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms in the order of the search."""
        return tuple(term for group in self.groups for term in group)

    def patterns(self, *, python: bool = False) -> list[str]:
        """A pattern for each group, those first that promise to be rarest; each once."""
        found: dict[str, int] = {}
        for group in self.groups:
            ways = dict.fromkeys(way for term in group for way in term.ways)
            each = [way.for_python if python else way.for_arrow for way in ways]
            found.setdefault("|".join(f"(?:{one})" for one in each), len(ways))
        return sorted(found, key=lambda pattern: (found[pattern], -len(pattern)))


@dataclass(frozen=True)
class _Run:
    start: int
    end: int
    plain: str


def tidied(search: str) -> str:
    """A search as it is understood: single spaces, none at the ends, at most LONGEST characters."""
    return " ".join(search[: LONGEST * 4].split())[:LONGEST].rstrip()


def query(dataset: Dataset, search: str) -> Query:
    """What a search asks for; kept."""
    return dataset.once(("query", search), partial(_query, dataset, composed(search)))


def _query(dataset: Dataset, search: str) -> Query:
    groups: list[tuple[Term, ...]] = []
    runs: list[_Run] = []
    joins = False

    def add(terms: Sequence[Term]) -> None:
        nonlocal joins
        for term in terms:
            if joins and groups:
                groups[-1] = (*groups[-1], term)
            else:
                groups.append((term,))
            joins = False

    def end_runs() -> None:
        add(list(_terms(dataset, search, runs)))
        runs.clear()

    for piece in _PIECE.finditer(search.translate(LOOKALIKES).translate(_QUOTES)):
        phrase, run = piece.groups()
        if run == OR:
            end_runs()
            joins = bool(groups)
        elif run is not None:
            if plain := words(search[piece.start() : piece.end()]):
                runs.append(_Run(piece.start(), piece.end(), plain))
        elif plain := words(phrase):
            end_runs()
            typed = search[piece.start() : piece.end()]
            body = _body(plain, exact=_is_capital_word(dataset, plain))
            add([Term(*piece.span(), typed, (Way(body, WHOLE),))])
    end_runs()
    return _bounded(Query(tuple(groups)))


def _bounded(asked: Query) -> Query:
    """At most MOST_SPELLINGS in all: a search that names many names would keep the server busy."""
    groups = list({tuple(one.ways for one in group): group for group in asked.groups}.values())
    spare = MOST_SPELLINGS - sum(len(group) for group in groups)
    cut = []
    for group in groups:
        terms = []
        for term in group:
            kept = term.ways[: max(spare, 0) + 1]
            spare -= len(kept) - 1
            terms.append(Term(term.start, term.end, term.typed, kept, term.actors, term.alike))
        cut.append(tuple(terms))
    return Query(tuple(cut))


def _terms(dataset: Dataset, search: str, runs: Sequence[_Run]) -> Iterator[Term]:
    """The words typed one after another as terms: of several that are one name, the longest."""
    known = search_names.names(dataset)
    at = 0
    while at < len(runs):
        for length in range(min(known.longest, len(runs) - at), 0, -1):
            part = runs[at : at + length]
            plain = " ".join(run.plain for run in part)
            name = key(plain.removesuffix("'s"))
            actors = known.by_key.get(name, ())
            if not actors and len(name) > _SHORT:
                actors = known.by_sound.get(sound(name), ())
            if actors and _is_small_word(dataset, plain):
                actors = ()
            if actors:
                break
        typed = search[part[0].start : part[-1].end]
        yield _term(dataset, part[0].start, part[-1].end, typed, plain, actors)
        at += length


def _term(
    dataset: Dataset, start: int, end: int, typed: str, plain: str, actors: tuple[str, ...]
) -> Term:
    parts = re.split("[ -]", plain)
    exact = _in_capitals(plain) and (bool(actors) or _is_capital_word(dataset, plain))
    # “ISIS-K” does not begin “ISIS killed”, nor a name of several words a longer one.
    whole = (
        _in_capitals(plain)
        or plain.endswith("'s")
        or (len(parts) > 1 and (bool(actors) or len(parts[-1]) <= 2))
    )
    ways = [Way(_body(plain, exact=exact), WHOLE if whole else BEGINNING)]
    ways += [
        Way(_body(name, exact=True), NAME)
        for actor in actors
        for name in search_names.names(dataset).spelled[actor]
    ]
    alike: tuple[str, ...] = ()
    if len(parts) == 1:
        alike = search_names.alike(dataset, plain)
        ways += [Way(_body(word), BEGINNING) for word in alike if word != plain]
        if len(plain) >= _LEAST_JOINED:
            apart = search_names.vocabulary(dataset).with_hyphen(key(plain), _WITH_HYPHEN)
            ways += [Way(_body(word), BEGINNING) for word in apart]
    return Term(start, end, typed, tuple(dict.fromkeys(ways)), actors, alike)


def _in_capitals(plain: str) -> bool:
    """Whether it is a word of so few letters, all capitals, that it stands apart from others."""
    return 1 < len(plain) <= _SHORT and plain.isalpha() and plain.isupper()


def _is_small_word(dataset: Dataset, plain: str) -> bool:
    """Whether it is a short word in small letters that claims have too: `is` is no name."""
    small = len(plain) <= _SHORT and plain.isalpha() and plain.islower()
    return small and plain in search_names.vocabulary(dataset).counts


def _is_capital_word(dataset: Dataset, plain: str) -> bool:
    """Whether claims have a word in these very capitals; else the search may be all in them."""
    return _in_capitals(plain) and plain in search_names.vocabulary(dataset).counts


def _body(plain: str, *, exact: bool = False) -> str:
    """The pattern of plain words, which may be joined, apart, or with a hyphen between them."""
    return "[ -]?".join(_part(part, exact=exact) for part in re.split("[ -]", plain))


def _part(part: str, *, exact: bool) -> str:
    if part.endswith("'s"):
        return f"{_part(part[:-2], exact=exact)}'?s"
    if len(part) <= _SHORT and part.isalpha() and not (exact and part.isupper()):
        small, capital = part.lower(), part.upper()
        if len(capital) == len(part) and small != capital:
            return f"(?:{small}|{capital})"
    if part.endswith("s") and len(part) > _SHORT:
        return f"{re.escape(part[:-1])}'?s"
    return re.escape(part)


def _starts_anywhere(body: str) -> bool:
    return _UNSPACED.match(body) is not None
