"""Plain text search in claims and articles, which knows the other names of an actor."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from casebook.tables import schema
from casebook.tables.dataset import Dataset, Mask
from casebook.tables.text_folding import composed, folded

LONGEST = 200  # characters
MOST_SPELLINGS = 50
_SEARCHED = ["statement", "quote", "speaker"]


def tidied(search: str) -> str:
    """A search as it is understood: single spaces, none at the ends, at most LONGEST characters."""
    return " ".join(search[: LONGEST * 4].split())[:LONGEST].rstrip()


@dataclass(frozen=True)
class Spelling:
    """One way to write a search, folded; `name` is the name in it that took another's place.

    Such a name, which begins at `at`, has to stand as a word of its own, and in capitals where it
    is all capitals, else a search for "Islamic State", alias "IS", would find "this" and "is".
    """

    text: str
    name: str = ""
    at: int = 0

    def places(self, text: str, plain: str) -> Iterator[tuple[int, int]]:
        """Where it stands in a text, which is given folded too; starts and ends."""
        start = plain.find(self.text)
        while start >= 0:
            name = slice(start + self.at, start + self.at + len(self.name))
            around = plain[max(name.start - 1, 0) : name.start] + plain[name.stop : name.stop + 1]
            alone = not any(letter.isalnum() or letter in "-_" for letter in around)
            if not self.name or (alone and (text[name].isupper() or not self.name.isupper())):
                yield start, start + len(self.text)
            start = plain.find(self.text, start + 1)


def spellings(dataset: Dataset, search: str) -> list[Spelling]:
    """The search as typed, then once more for each other name of a name that it contains.

    At most MOST_SPELLINGS: a search that names many names many times would keep the server busy.
    """
    search = composed(search)
    plain = folded(search)
    written = {plain: Spelling(plain)}
    for actor, aliases in dataset.actors["aliases"].items():
        names = [name for name in (str(actor), *schema.split_values(aliases)) if folded(name)]
        for name in names:
            for start, end in Spelling(folded(name), folded(name)).places(search, plain):
                for other in names:
                    text = plain[:start] + folded(other) + plain[end:]
                    word = other if other.isupper() else folded(other)
                    written.setdefault(text, Spelling(text, word, start))
                if len(written) >= MOST_SPELLINGS:
                    return list(written.values())[:MOST_SPELLINGS]
    return list(written.values())


def search_mask(dataset: Dataset, search: str) -> Mask:
    """Which claims hold the search, or another spelling of it, in statement, quote or speaker.

    Kept while the other filters change, and so not to be written to.
    """
    return dataset.once(("search", search), partial(_search_mask, dataset, search))


def _search_mask(dataset: Dataset, search: str) -> Mask:
    claims = dataset.claims
    mask = np.zeros(len(claims), dtype=bool)
    for spelling in spellings(dataset, search):
        held = claims["searchable"].str.contains(spelling.text, regex=False).to_numpy(dtype=bool)
        rows = np.flatnonzero(held & ~mask)
        if spelling.name:
            columns = _SEARCHED if spelling.name.isupper() else ["searchable"]
            rows = rows[_hold_word(claims[columns].iloc[rows], spelling.name)]
        mask[rows] = True
    mask.flags.writeable = False
    return mask


def _hold_word(texts: pd.DataFrame, word: str) -> Mask:
    """Which rows hold the word in one of the columns, with no letter, digit or hyphen beside it.

    The pattern has none of the features that keep pandas from handing it to Arrow.
    """
    beside = "[^0-9A-Za-zÀ-ɏ_-]"
    pattern = beside + re.escape(word) + beside
    mask = np.zeros(len(texts), dtype=bool)
    for column in texts:
        padded = "\n" + texts[column] + "\n"
        mask |= padded.str.contains(pattern).to_numpy(dtype=bool)
    return mask


@dataclass(frozen=True)
class Hit:
    """A place in an article's text that matches the search."""

    source_id: str
    start: int
    end: int


def uncovered_hits(dataset: Dataset, search: str, sources: Iterable[str], limit: int) -> list[Hit]:
    """Matches in the text of these articles that lie in no claim's quote, at most `limit`."""
    hits: list[Hit] = []
    written = spellings(dataset, search)
    claims_of = dataset.claims.groupby("source_id", observed=True).indices
    starts, ends = dataset.claims["start"].to_numpy(), dataset.claims["end"].to_numpy()
    for source_id in sources:
        if len(hits) == limit:
            break
        text = dataset.articles[source_id].text
        plain = folded(text)
        places = [place for spelling in written for place in spelling.places(text, plain)]
        taken = np.zeros(len(text), dtype=bool)
        for row in claims_of.get(source_id, ()) if places else ():
            taken[starts[row] : ends[row]] = True
        for start, end in places:
            if len(hits) < limit and not taken[start:end].any():
                taken[start:end] = True
                hits.append(Hit(source_id, start, end))
    return sorted(hits, key=lambda hit: (hit.source_id, hit.start))
