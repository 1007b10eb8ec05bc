"""What a reader has chosen, as a value: from and to URL parameters, to rows, and to words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from casebook.analysis import areas
from casebook.analysis.filters import EXCLUDING, FILTERS, NAMED, SWITCHES
from casebook.analysis.search import search_mask
from casebook.analysis.search_offers import read_as
from casebook.analysis.search_terms import tidied
from casebook.tables import dates
from casebook.tables.dataset import YEAR_COLUMNS, Dataset, Mask, Rows
from casebook.tables.dates import UNDATED
from casebook.tables.labels import naming
from casebook.tables.text_folding import LOOKALIKES
from casebook.words import listed

Params = dict[str, list[str]]
_QUOTED = re.compile('"([^"]*)"')
YEAR_OF = ("event", "publication")
UNDATED_CHOICES = ("with", "without", "only")
COUNTS = ("claims", "incidents", "origins")
SWITCH_CHOICES = ("any", "only")


@dataclass(frozen=True)
class Selection:
    """Filters and the unit of counting. An empty filter means all.

    `years` are inclusive and mean the year of the event or of publication, as `year_of` says.
    A claim whose date spans several years is in each of them; one that only has an end, as in "by
    2019", is in that year, since no earlier one is known to be meant. `undated` says what becomes
    of claims without a year: they stay whatever the years, they go, or only they stay. `area` is
    a box of the map, see `areas`.
    """

    years: tuple[int, int] | None = None
    year_of: str = "event"
    undated: str = "with"
    group: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    attribution: tuple[str, ...] = ()
    intermediaries: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    corroboration: tuple[str, ...] = ()
    caveat: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    incident_kind: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    area: str = ""
    disputed: str = "any"
    figure: str = "any"
    search: str = ""
    count: str = "claims"

    @cached_property
    def key(self) -> str:
        """What it is known by in caches: all of it as text."""
        return repr(self)

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
            disputed=one("disputed", SWITCH_CHOICES),
            figure=one("figure", SWITCH_CHOICES),
            area=areas.tidied(given.get("area", [""])[-1]),
            search=tidied(given.get("search", [""])[-1]),
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
        years = self.years or dataset.year_domains[self.year_of]
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
        named = {name: getattr(self, name) for name in NAMED}
        for name, chosen in named.items():
            if chosen:
                names = frozenset(dataset.members[name].names)
                named[name] = tuple(value for value in chosen if value in names)
        years = self.years
        domain = dataset.year_domains[self.year_of]
        if years and (years[1] < domain[0] or years[0] > domain[1]):
            years = None
        if years:
            years = (max(years[0], domain[0]), min(years[1], domain[1]))
        if years == domain:
            years = None
        return replace(self, years=years, **named)

    def filtered(self, dataset: Dataset) -> "Filtered":
        """What the filters let through, made once for everything that is shown of a selection."""
        masks: dict[str, Mask] = {}
        if self.years or self.undated != "with":
            masks["years"] = _years_mask(dataset.claims, self)
        for name in NAMED:
            chosen = getattr(self, name)
            if chosen:
                masks[name] = _named_mask(dataset, name, chosen)
        for name, mask in switched(dataset).items():
            if getattr(self, name) == "only":
                masks[name] = mask
        if self.area:
            masks["area"] = areas.mask(dataset, self.area)
        if self.search:
            masks["search"] = search_mask(dataset, self.search)
        refusals = np.zeros(len(dataset.claims), dtype=np.int8)
        for mask in masks.values():
            refusals += ~mask
        return Filtered(masks, refusals, np.flatnonzero(refusals == 0))

    def apply(self, dataset: Dataset) -> Rows:
        """Positions of the selected claims in `dataset.claims`, in its order."""
        return self.filtered(dataset).rows

    def describe(self, dataset: Dataset) -> str:
        """The filters in words, as in `claims about ISIS-K or Taliban, 2019 to 2021`."""
        parts = [
            one.phrase.format(
                listed(map(naming(dataset, one.name), values), "and" if one.excludes else "or")
            )
            for one in FILTERS
            if (values := getattr(self, one.name))
        ]
        parts += [
            phrase for name, (_, phrase, _) in SWITCHES.items() if getattr(self, name) == "only"
        ]
        if self.area:
            parts.append(f"placed within {areas.in_words(self.area)}")
        if self.search:
            parts.append(_mentioning(dataset, self.search))
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


def switched(dataset: Dataset) -> dict[str, Mask]:
    """Which claims pass each of the filters that are on or off."""
    return {"disputed": dataset.disputed, "figure": dataset.with_figure}


def _mentioning(dataset: Dataset, search: str) -> str:
    """What was searched for, and the names in it that were read as those of others."""
    typed = _QUOTED.sub("‘\\1’", search.translate(LOOKALIKES))
    read = read_as(dataset, search)
    return f"that mention “{typed}”" + (f" ({read})" if read else "")


def _parsed_years(text: str) -> tuple[int, int] | None:
    first, _, last = text.partition("-")
    last = last or first
    if not (first.isascii() and last.isascii() and first.isdigit() and last.isdigit()):
        return None
    if not len(first) == len(last) == 4 or int(last) < int(first):
        return None
    return int(first), int(last)


@dataclass(frozen=True, eq=False)
class Filtered:
    """A selection applied to the data.

    `masks` holds, for each filter in use, which claims it lets through, `refusals` how many filters
    leave each claim out, `rows` the positions of those that no filter does, in the data's order.
    """

    masks: Mapping[str, Mask]
    refusals: npt.NDArray[np.int8]
    rows: Rows

    def without(self, name: str) -> Rows:
        """The rows that there were if this filter alone were taken away."""
        if name not in self.masks:
            return self.rows
        return np.flatnonzero(self.refusals == ~self.masks[name])


def _years_mask(claims: pd.DataFrame, chosen: Selection) -> Mask:
    first, last, year = (claims[column].to_numpy() for column in YEAR_COLUMNS[chosen.year_of])
    undated = cast(Mask, year == UNDATED)
    if chosen.undated == "only":
        return undated
    dated = ~undated
    if chosen.years:
        first = np.where(first == dates.OPEN_START, last, first)
        dated &= (first <= chosen.years[1]) & (last >= chosen.years[0])
    return dated | undated if chosen.undated == "with" else dated


def _named_mask(dataset: Dataset, name: str, chosen: tuple[str, ...]) -> Mask:
    members = dataset.members[name]
    wanted = np.array([value in chosen for value in members.names], dtype=bool)
    mask = np.zeros(len(dataset.claims), dtype=bool)
    mask[members.rows[wanted[members.codes]]] = True
    return ~mask if name in EXCLUDING else mask
