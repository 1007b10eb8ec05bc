"""The names that a search knows: those of actors, however spelled, and the words of the data."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from casebook.tables import schema
from casebook.tables.dataset import Dataset
from casebook.tables.plain_words import words as plain

MOST_WORDS = 12  # of a name: a longer one is found by its words
_APART = re.compile(r"[ '.-]+")
_CHUNK = 20_000  # claims of which the words are counted at once
_LEAST_BY_SOUND = 4  # letters
# How names from other scripts are written in ours: what sounds alike becomes the same.
_SOUNDS = (
    ("kh", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("ph", "f"),
    ("ck", "k"),
    ("q", "k"),
    ("w", "u"),
    ("ou", "u"),
    ("oo", "u"),
    ("o", "u"),
    ("y", "i"),
    ("e", "i"),
)
_TWICE = re.compile(r"(.)\1+")
_LAST_H = re.compile(r"(?<=[aiu])h$")


@dataclass(frozen=True, eq=False)
class Names:
    """Names of actors: by `key` and by `sound` who bears them, and each actor's plain names.

    `word_sounds` are those of the single words of all names. `related` has, for each actor, those
    of its kind of which a name stands within one of its own names, or the other way round.
    `longest` is how many words the longest name has.
    """

    by_key: dict[str, tuple[str, ...]]
    by_sound: dict[str, tuple[str, ...]]
    spelled: dict[str, tuple[str, ...]]
    related: dict[str, tuple[str, ...]]
    word_sounds: frozenset[str]
    longest: int


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The words of all claims: how many claims' cells have each, as far as they were counted.

    `by_sound` has those that sound as a word of a name does, `joined` those with a hyphen by how
    they read without, in the order of the alphabet.
    """

    counts: Counter[str]
    by_sound: dict[str, tuple[str, ...]]
    joined: tuple[tuple[str, str], ...]

    def with_hyphen(self, word: str, most: int) -> list[str]:
        """Words that begin as this one does, but for a hyphen."""
        found = []
        for together, apart in self.joined[bisect_left(self.joined, (word, "")) :][:most]:
            if not together.startswith(word):
                break
            found.append(apart)
        return found


def key(plain: str) -> str:
    """Plain words as names compare them: “ISIS-K”, “isis k” and “isisk” are one."""
    return _APART.sub("", plain).lower()


def every_name(dataset: Dataset) -> list[str]:
    """All names of all actors as they are written, their own first."""
    aliases = [name for cell in dataset.actors["aliases"] for name in schema.split_values(cell)]
    return [*map(str, dataset.actors.index), *aliases]


def sound(word: str) -> str:
    """A word or key as it sounds: “Uyghur” and “Uighur” are one, “Haqani” and “Haqqani” too."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _LAST_H.sub("", _TWICE.sub(r"\1", word))


def names(dataset: Dataset) -> Names:
    """The names of all actors, made once."""
    return dataset.once("names searched for", lambda: _names(dataset))


def _names(dataset: Dataset) -> Names:
    by_key: defaultdict[str, list[str]] = defaultdict(list)
    spelled: dict[str, tuple[str, ...]] = {}
    longest = 1
    for actor, aliases in dataset.actors["aliases"].items():
        every = map(plain, (str(actor), *schema.split_values(aliases)))
        spelled[str(actor)] = tuple(dict.fromkeys(name for name in every if key(name)))
        for name in dict.fromkeys(map(key, spelled[str(actor)])):
            by_key[name].append(str(actor))
        longest = max([longest, *(len(_APART.split(name)) for name in spelled[str(actor)])])
    by_sound: defaultdict[str, list[str]] = defaultdict(list)
    for name, bearers in by_key.items():
        if len(name) >= _LEAST_BY_SOUND:
            by_sound[sound(name)] += bearers
    words = {word for of_actor in spelled.values() for name in of_actor for word in _words(name)}
    return Names(
        {name: tuple(bearers) for name, bearers in by_key.items()},
        {heard: tuple(dict.fromkeys(bearers)) for heard, bearers in by_sound.items()},
        spelled,
        _related(dataset, spelled),
        frozenset(sound(word) for word in words if len(word) >= _LEAST_BY_SOUND),
        min(longest, MOST_WORDS),
    )


def _words(plain: str) -> list[str]:
    return [word.lower() for word in _APART.split(plain)]


def _related(dataset: Dataset, spelled: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    kinds = dict(zip(dataset.actors.index, dataset.actors["kind"], strict=True))
    bearers: defaultdict[str, list[str]] = defaultdict(list)
    for actor, own in spelled.items():
        for name in own:
            bearers[" ".join(_words(name))].append(actor)
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for actor, own in spelled.items():
        for part in (part for name in own for part in _parts(_words(name)[:MOST_WORDS])):
            for other in bearers.get(part, ()):
                if other != actor and kinds[other] == kinds[actor]:
                    found[actor][other] = None
                    found[other][actor] = None
    return {actor: tuple(others) for actor, others in found.items()}


def _parts(words: list[str]) -> Iterator[str]:
    for first in range(len(words)):
        for last in range(first, len(words)):
            yield " ".join(words[first : last + 1])


def vocabulary(dataset: Dataset) -> Vocabulary:
    """The words of all claims, made once."""
    return dataset.once("words searched for", lambda: _vocabulary(dataset))


def _vocabulary(dataset: Dataset) -> Vocabulary:
    counts: Counter[str] = Counter()
    searchable = dataset.claims["searchable"]
    for start in range(0, len(searchable), _CHUNK):
        counts.update(" ".join(searchable.iloc[start : start + _CHUNK].tolist()).split())
    with_hyphen = [word for word in counts if "-" in word]
    for word in with_hyphen:
        for part in word.split("-"):
            counts[part] += counts[word]
    joined = sorted({(key(word), word) for word in with_hyphen})
    wanted = names(dataset).word_sounds
    by_sound: defaultdict[str, list[str]] = defaultdict(list)
    for word in counts:
        if len(word) >= _LEAST_BY_SOUND and word.isalpha():
            heard = sound(word.lower())
            singular = heard.removesuffix("s")
            by_sound[singular if singular in wanted else heard].append(word)
    return Vocabulary(
        counts,
        {heard: tuple(words) for heard, words in by_sound.items() if heard in wanted},
        tuple(joined),
    )


def alike(dataset: Dataset, word: str) -> tuple[str, ...]:
    """Words of the data that sound like this one, if it sounds like a word of a name."""
    if len(word) < _LEAST_BY_SOUND or not word.isalpha():
        return ()
    heard = vocabulary(dataset).by_sound.get(sound(word), ())
    others = [other for other in heard if not other.startswith(word)]
    return tuple(
        one for one in others if not any(one != other and one.startswith(other) for other in others)
    )
