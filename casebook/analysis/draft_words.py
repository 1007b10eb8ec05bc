"""Texts as terms that can be compared: words without their endings, and names as whose they are.

“Daesh”, “ISKP” and “Islamic State-Khorasan Province” are one term where the table of actors says
that they name one party. Numbers are no terms: `stated_numbers` reads them.
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from casebook.analysis.stated_numbers import WORDS as NUMBER_WORDS
from casebook.tables import schema
from casebook.tables.dataset import Dataset, Rows
from casebook.tables.text_folding import composed, folded

NAME = "@"
LONGEST_WORD = 40
_WORD = re.compile(r"[^\W_]+")
_UNNAMED = " (unnamed)"
_SAYING_LITTLE = (
    "a about after again all also although among an and any are as at be because been before "
    "being between both but by can could did do does during each either even ever for from "
    "further had has have having he her hers him his how however i if in into is it its itself "
    "just last many may might more most much nor not now of off on once one only or other "
    "others our out over own s t same she should since so some such than that the their them "
    "then there these they this those though through to too under until up upon us very was we "
    "were what when where whether which while who whom whose why will with within without would "
    "year years yet you january february march april june july august september october "
    "november december according article author claim claimed claims hold holds per put report "
    "reported reportedly reports said say saying says stated states tell tells told view wrote "
    "monday tuesday wednesday thursday friday saturday sunday"
)
_STOP = frozenset(_SAYING_LITTLE.split())
# Words that reporters use for one another; the first stands for all.
_SAME = (
    "kill died dead deaths fatalities lives slain murdered",
    "injure wounded hurt",
    "fighters militants combatants members personnel gunmen men man soldiers troops strength",
    "attack assault strike struck raid",
    "bombing bomb explosion blast detonated",
    "arrest captured detained detainees seized apprehended custody",
    "foil thwarted stopped disrupted prevented averted",
    "plot plan plotting conspired scheme",
    "free released liberated escaped",
    "leader chief head emir commander",
    "found established formed created emerged founding",
    "government state authorities officials",
    "grow expanded increased widened rising rose surge stronger",
    "weak weakened decline diminished",
    "weapons arms munitions",
    "camp prison jail jails",
    "child children kids",
    "women woman wives wife",
    "propaganda media messaging",
    "border frontier",
    "interview talked spoke spoken",
    "withdraw withdrawal pulled exit pullout left depart departure",
    "pledge vowed promised swore commitment assurance",
    "threat threaten danger menace",
    "deny denial rejected dismissed",
    "foreign abroad external overseas international",
    "support backing helped aid assistance",
    "american americans america",
    "embassy consulate mission",
    "removed delisted dropped",
    "accuse accusation accusations blamed charges",
)


@dataclass(frozen=True, eq=False)
class Terms:
    """The terms of several texts: text `owners[i]` has the term `words[codes[i]]`.

    It was written there as `spelled[spellings[i]]`, of a name its first word.
    """

    owners: Rows
    codes: Rows
    spellings: Rows
    words: tuple[str, ...]
    spelled: tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """Every name as its folded words, with the actor that bears it; the longest first."""

    names: tuple[tuple[tuple[str, ...], str], ...]


def names(dataset: Dataset) -> Names:
    """The names of all actors; of a name that two bear, the first in the table has it."""
    bearers: dict[tuple[str, ...], str] = {}
    for actor, aliases in dataset.actors["aliases"].items():
        if str(actor).endswith(_UNNAMED):
            continue
        for name in (str(actor), *schema.split_values(aliases)):
            words = tuple(_folded(word) for word in _words(name))
            if words and words != ("the",):
                bearers.setdefault(words, str(actor))
    longest_first = sorted(bearers.items(), key=lambda item: (-len(item[0]), item[0]))
    return Names(tuple(longest_first))


def terms(texts: Iterable[str], known: Names) -> Terms:
    """The terms of each text, in order, as often as they stand in it."""
    seen: defaultdict[str, int] = defaultdict()
    seen.default_factory = seen.__len__
    found, lengths = array("q"), array("q")
    for text in texts:
        before = len(found)
        found.extend(map(seen.__getitem__, _words(text)))
        lengths.append(len(found) - before)
    words = list(seen)
    owners = np.repeat(np.arange(len(lengths)), np.asarray(lengths, dtype=np.int64))
    return _named(words, np.asarray(found, dtype=np.int64), owners, known)


def _words(text: str) -> list[str]:
    return [word[:LONGEST_WORD] for word in _WORD.findall(composed(text))]


def _named(words: Sequence[str], found: Rows, owners: Rows, known: Names) -> Terms:
    """Words as terms, those of a name as one that stands at its first word."""
    folds: dict[str, int] = {}
    fold_of = np.array([folds.setdefault(_folded(word), len(folds)) for word in words], np.int64)
    plain = fold_of[found] if len(found) else found
    codes: dict[str, int] = {}
    term_of_fold = np.array(
        [codes.setdefault(term, len(codes)) if (term := _term(word)) else -1 for word in folds],
        dtype=np.int64,
    )
    at = term_of_fold[plain] if len(plain) else plain
    order = np.argsort(plain, kind="stable")
    starts = np.searchsorted(plain[order], np.arange(len(folds) + 1))
    counts = np.diff(starts).tolist()
    free = np.ones(len(plain), dtype=bool)
    for name, actor in known.names:
        wanted = [folds.get(word, -1) for word in name]
        if min(wanted) < 0:
            continue
        # From its rarest word, since “Government of …” begins hundreds of names.
        rarest = min(range(len(wanted)), key=lambda place: counts[wanted[place]])
        of_rarest = wanted[rarest]
        places = order[starts[of_rarest] : starts[of_rarest + 1]] - rarest
        places = places[(places >= 0) & (places + len(wanted) <= len(plain))]
        for offset, fold in enumerate(wanted):
            there = places + offset
            alike = (plain[there] == fold) & free[there] & (owners[there] == owners[places])
            places = places[alike]
        if len(places):
            code = codes.setdefault(NAME + actor, len(codes))
            for offset in range(len(wanted)):
                free[places + offset] = False
                at[places + offset] = -1
            at[places] = code
    kept = at >= 0
    return Terms(owners[kept], at[kept], found[kept], tuple(codes), tuple(words))


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    """A word as names compare it: “IS” and “US” are no “is” and “us”."""
    return word if len(word) in (2, 3) and word.isupper() else folded(word)


@lru_cache(maxsize=65536)
def _term(word: str) -> str:
    """The word without its ending, or that of a word used for it; "" for one that says little."""
    plain = folded(word)
    if plain in _STOP or plain in NUMBER_WORDS or plain.isdigit() or len(plain) < 2:
        return ""
    stem = _stem(plain)
    return _ALIKE.get(stem, stem)


def _stem(word: str) -> str:
    for ending in (
        "ingly",
        "edly",
        "ings",
        "ing",
        "ies",
        "ied",
        "ers",
        "ed",
        "es",
        "er",
        "ly",
        "s",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:7]


_ALIKE = {_stem(word): _stem(group.split()[0]) for group in _SAME for word in group.split()}
