"""What a reader has chosen, as a value: from and to URL parameters, to rows, and to words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import cast
from urllib.parse import urlencode

import numpy as np
import numpy.typing as npt
import pandas as pd

from casebook import schema
from casebook.evidence import folded
from casebook.schema import UNDATED, Dataset

Mask = npt.NDArray[np.bool_]
Params = dict[str, list[str]]

YEAR_OF = ("event", "publication")
UNDATED_CHOICES = ("with", "without", "only")
COUNTS = ("claims", "incidents", "origins")
NAMED = ("group", "outlet", "kind", "topic", "attribution", "hands", "origin")
DISPUTED_CHOICES = ("any", "only")
_IN_WORDS = {
    "group": "about {}",
    "outlet": "published by {}",
    "kind": "of kind {}",
    "topic": "on {}",
    "attribution": "attributed to {}",
    "hands": "that passed through {}",
    "origin": "that go back to {}",
}
_SEARCHED = ["statement", "quote", "speaker"]


@dataclass(frozen=True)
class Selection:
    """Filters and the unit of counting. An empty filter means all.

    `years` are inclusive and mean the year of the event or of publication, as `year_of` says.
    A claim whose date spans several years is in each of them; one that only has an end, as in "by
    2019", is in that year, since no earlier one is known to be meant. `undated` says what becomes
    of claims without a year: they stay whatever the years, they go, or only they stay.
    """

    years: tuple[int, int] | None = None
    year_of: str = "event"
    undated: str = "with"
    group: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    attribution: tuple[str, ...] = ()
    hands: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    disputed: str = "any"
    search: str = ""
    count: str = "claims"

    @classmethod
    def from_params(cls, params: Mapping[str, Iterable[str]]) -> "Selection":
        """The selection that URL parameters name; what they don't name rightly is left out."""
        given = {name: list(values) or [""] for name, values in params.items()}

        def one(name: str, allowed: tuple[str, ...]) -> str:
            value = given.get(name, [""])[-1]
            return value if value in allowed else allowed[0]

        named = {name: tuple(dict.fromkeys(filter(None, given.get(name, [])))) for name in NAMED}
        return cls(
            years=_parsed_years(given.get("years", [""])[-1]),
            year_of=one("year_of", YEAR_OF),
            undated=one("undated", UNDATED_CHOICES),
            disputed=one("disputed", DISPUTED_CHOICES),
            search=" ".join(given.get("search", [""])[-1].split()),
            count=one("count", COUNTS),
            **named,
        )

    def to_params(self) -> Params:
        """URL parameters without the defaults; `from_params` gives the same selection back."""
        return {
            field.name: values
            for field in fields(self)
            if getattr(self, field.name) != field.default and (values := self._values(field.name))
        }

    def to_full_params(self, dataset: Dataset) -> Params:
        """URL parameters with the defaults spelled out, for links that leave the app.

        Such a link keeps its meaning when a default changes or the data come to cover more years.
        """
        years = self.years or year_domain(dataset, self.year_of)
        full = replace(self, years=years)
        return {
            field.name: values for field in fields(full) if (values := full._values(field.name))
        }

    def _values(self, name: str) -> list[str]:
        value = getattr(self, name)
        if name == "years":
            return [f"{value[0]:04d}-{value[1]:04d}"] if value else []
        return list(value) if isinstance(value, tuple) else [value] if value else []

    def known(self, dataset: Dataset) -> "Selection":
        """The same without names that the data don't hold, and with the years they cover.

        A range of years that covers all years is no filter.
        """
        named = {
            name: tuple(
                value for value in getattr(self, name) if value in dataset.members[name].names
            )
            for name in NAMED
        }
        years = self.years
        domain = year_domain(dataset, self.year_of)
        if years and (years[1] < domain[0] or years[0] > domain[1]):
            years = None
        if years:
            years = (max(years[0], domain[0]), min(years[1], domain[1]))
        if years == domain:
            years = None
        return replace(self, years=years, **named)  # type: ignore[arg-type]

    def masks(self, dataset: Dataset) -> dict[str, Mask]:
        """For each filter in use, which claims it lets through; `apply` is where all do."""
        found: dict[str, Mask] = {}
        if self.years or self.undated != "with":
            found["years"] = _years_mask(dataset.claims, self)
        for name in NAMED:
            chosen = getattr(self, name)
            if chosen:
                found[name] = _named_mask(dataset, name, chosen)
        if self.disputed == "only":
            found["disputed"] = disputed_mask(dataset)
        if self.search:
            found["search"] = search_mask(dataset, self.search)
        return found

    def apply(self, dataset: Dataset) -> npt.NDArray[np.int64]:
        """Positions of the selected claims in `dataset.claims`, in its order."""
        return positions(len(dataset.claims), self.masks(dataset).values())

    def describe(self) -> str:
        """The filters in words, as in `claims about ISIS-K or Taliban, 2019 to 2021`."""
        parts = [
            words.format(listed(getattr(self, name), "or"))
            for name, words in _IN_WORDS.items()
            if getattr(self, name)
        ]
        if self.disputed == "only":
            parts.append("that others contradict")
        if self.search:
            parts.append(f"that mention “{self.search}”")
        text = " ".join(["claims", *parts]) if parts else "all claims"
        if self.undated == "only":
            return f"{text}, undated only"
        if self.years:
            first, last = self.years
            span = f"{first}" if first == last else f"{first} to {last}"
            when = f"published in {span}" if self.year_of == "publication" else span
            text = f"{text}, {when}"
            return f"{text} or undated" if self.undated == "with" else text
        return f"{text}, dated only" if self.undated == "without" else text


def listed(words: Iterable[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`; at least one word."""
    *head, tail = words
    return f"{', '.join(head)} {last} {tail}" if head else tail


def _parsed_years(text: str) -> tuple[int, int] | None:
    first, _, last = text.partition("-")
    last = last or first
    if not (first.isascii() and last.isascii() and first.isdigit() and last.isdigit()):
        return None
    if not len(first) == len(last) == 4 or int(last) < int(first):
        return None
    return int(first), int(last)


def positions(length: int, masks: Iterable[Mask]) -> npt.NDArray[np.int64]:
    """Where all masks are true; everywhere when there are none."""
    every = np.ones(length, dtype=bool)
    for mask in masks:
        every &= mask
    return np.flatnonzero(every)


def year_columns(year_of: str) -> tuple[str, str, str]:
    """Columns of claims for first year, last year, and the year that a claim is counted in."""
    if year_of == "publication":
        return "published_first_year", "published_last_year", "published_year"
    return "first_year", "last_year", "year"


def year_domain(dataset: Dataset, year_of: str) -> tuple[int, int]:
    """First and last year that any claim is counted in or reaches; (0, 0) when all are undated."""
    columns = [dataset.claims[column].to_numpy() for column in year_columns(year_of)]
    real = [years[(years > schema.OPEN_START) & (years < schema.OPEN_END)] for years in columns]
    ends = [(int(years.min()), int(years.max())) for years in real if len(years)]
    return (min(first for first, _ in ends), max(last for _, last in ends)) if ends else (0, 0)


def _years_mask(claims: pd.DataFrame, chosen: Selection) -> Mask:
    first, last, year = (claims[column].to_numpy() for column in year_columns(chosen.year_of))
    undated = cast(Mask, year == UNDATED)
    if chosen.undated == "only":
        return undated
    dated = ~undated
    if chosen.years:
        first = np.where(first == schema.OPEN_START, last, first)
        dated &= (first <= chosen.years[1]) & (last >= chosen.years[0])
    return dated | undated if chosen.undated == "with" else dated


@lru_cache(maxsize=2)
def disputed_mask(dataset: Dataset) -> Mask:
    """Which claims dispute another or are disputed by one, whatever the filters let through."""
    claims = dataset.claims
    mask = ((claims["disputes"] != "") | (claims["disputed_by"] != "")).to_numpy(dtype=bool)
    mask.flags.writeable = False
    return mask


def _named_mask(dataset: Dataset, name: str, chosen: tuple[str, ...]) -> Mask:
    members = dataset.members[name]
    wanted = np.array([value in chosen for value in members.names], dtype=bool)
    mask = np.zeros(len(dataset.claims), dtype=bool)
    mask[members.rows[wanted[members.codes]]] = True
    return mask


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
    """The search as typed, then once more for each other name of a name that it contains."""
    plain = folded(search)
    found = {plain: Spelling(plain)}
    for actor, aliases in dataset.actors["aliases"].items():
        names = [str(actor), *schema.split_values(aliases)]
        for name in names:
            for start, end in Spelling(folded(name), folded(name)).places(search, plain):
                for other in names:
                    text = plain[:start] + folded(other) + plain[end:]
                    written = other if other.isupper() else folded(other)
                    found.setdefault(text, Spelling(text, written, start))
    return list(found.values())


@lru_cache(maxsize=4)
def search_mask(dataset: Dataset, search: str) -> Mask:
    """Which claims hold the search, or another spelling of it, in statement, quote or speaker.

    Kept while the other filters change, and so not to be written to.
    """
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
    found: list[Hit] = []
    written = spellings(dataset, search)
    claims_of = dataset.claims.groupby("source_id", observed=True).indices
    starts, ends = dataset.claims["start"].to_numpy(), dataset.claims["end"].to_numpy()
    for source_id in sources:
        if len(found) == limit:
            break
        text = dataset.articles[source_id].text
        plain = folded(text)
        places = [place for spelling in written for place in spelling.places(text, plain)]
        taken = np.zeros(len(text), dtype=bool)
        for row in claims_of.get(source_id, ()) if places else ():
            taken[starts[row] : ends[row]] = True
        for start, end in places:
            if len(found) < limit and not taken[start:end].any():
                taken[start:end] = True
                found.append(Hit(source_id, start, end))
    return sorted(found, key=lambda hit: (hit.source_id, hit.start))


def link_params(dataset: Dataset, chosen: Selection, claim_id: str = "") -> Params:
    """The parameters of a link that leaves the app: all in full, the claim and the data version."""
    params: Params = chosen.to_full_params(dataset)
    if claim_id:
        params["claim"] = [claim_id]
    params["data"] = [dataset.version]
    return params


def url(base: str, dataset: Dataset, chosen: Selection, claim_id: str = "") -> str:
    """A link that restores this selection, and opens the claim if one is named."""
    return f"{base}?{urlencode(link_params(dataset, chosen, claim_id), doseq=True)}"
