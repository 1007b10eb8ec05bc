"""Where the incidents of a selection happened: the marks of the map, never more than some hundreds.

An incident whose place has coordinates stands there; those at the same coordinates are one mark.
Where these would be too many, all within one square of so many degrees are one. An incident of
which only countries are told stands once in each of them. What has neither is counted.
"""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from casebook.analysis.counting import different, distinct, memberships, units_of
from casebook.tables import schema
from casebook.tables.dataset import Dataset, Rows, ranks
from casebook.tables.labels import country_name
from casebook.words import NOT_STATED, agreeing, number

TITLE = "Incidents by place"
MOST_SPOTS = 240
SQUARES = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 30.0)  # degrees; 0: the very same coordinates
COUNTRY = "country"
FORMS = (*schema.PRECISIONS, COUNTRY)  # the narrowest first
_KNOWN_TO = {
    "place": "",
    "province": "known to the province",
    "region": "known to the region",
    COUNTRY: "only the country is told",
}


@dataclass(frozen=True, eq=False)
class Places:
    """The marks of a selection, and what stands beside them.

    `marks` has a row a mark, countries last: `key` (the coordinates, or a country's code), `name`,
    `longitude` and `latitude` (the middle of its incidents; missing where only the country is
    told), `form` (one of FORMS: that of most of its incidents), `incidents`, `origins`, `disputed`
    (how many of its incidents are), `first_claim` (the position of the first selected claim of its
    newest incident), and `tip`, which says all that. `square` is of how many degrees the squares
    are in which incidents share a mark; 0 where they share it at the same coordinates only.

    `by_country` counts the incidents in each country by its code, with or without coordinates; one
    in two countries counts in both. Of `incidents` so many are `spotted`, so many are only
    `in_countries`, and so many `nowhere`; together these are all. `about_none` is how many claims
    are about no incident.
    """

    marks: pd.DataFrame
    square: float
    by_country: dict[str, int]
    incidents: int
    spotted: int
    in_countries: int
    nowhere: int
    about_none: int
    held: Rows = field(repr=False)
    held_in: Rows = field(repr=False)

    def at(self, key: str) -> Rows:
        """The incidents of a mark, as positions, newest first."""
        found = np.flatnonzero((self.marks["key"] == key).to_numpy())
        return self.held[self.held_in == found[0]] if len(found) else self.held[:0]

    def keys_of(self, incident: int) -> list[str]:
        """The keys of the marks in which an incident stands; none where it is not on the map."""
        return self.marks["key"].iloc[self.held_in[self.held == incident]].tolist()


def places(dataset: Dataset, rows: Rows) -> Places:
    """The places of the incidents that the selected claims are about."""
    incident = units_of(dataset, "incidents", rows)
    about, incident = rows[incident >= 0], incident[incident >= 0]
    pinned = dataset.once("pinned", lambda: dataset.incidents["latitude"].notna().to_numpy())
    on_spot = pinned[incident]
    square, spots = _spots(dataset, incident[on_spot])
    codes, loose = _by_country(dataset, about[~on_spot])
    stated = np.array([name != NOT_STATED for name in dataset.members["country"].names])[codes]
    countries, in_country = np.unique(codes[stated], return_inverse=True)
    claims = np.concatenate([about[on_spot], loose[stated]])
    marks = np.concatenate([spots, spots.max(initial=-1) + 1 + in_country])
    names = [dataset.members["country"].names[code] for code in countries.tolist()]
    incidents, spotted = distinct(incident), distinct(incident[on_spot])
    nowhere = distinct(units_of(dataset, "incidents", loose[~stated]))
    held, held_in = _held(dataset, claims, marks)
    return Places(
        marks=_marks(dataset, claims, marks, held, held_in, names),
        square=square,
        by_country=_counts_by_country(dataset, about),
        incidents=incidents,
        spotted=spotted,
        in_countries=incidents - spotted - nowhere,
        nowhere=nowhere,
        about_none=len(rows) - len(about),
        held=held,
        held_in=held_in,
    )


def _spots(dataset: Dataset, incidents: Rows) -> tuple[float, Rows]:
    """The finest squares that make few enough marks, and for each incident the number of its own.

    Which it is depends on the selection: within a box of the map they can be finer.
    """
    for square in SQUARES:
        found, spots = np.unique(_in_squares(dataset, square)[incidents], return_inverse=True)
        if len(found) <= MOST_SPOTS:
            break
    return square, spots


def _in_squares(dataset: Dataset, square: float) -> Rows:
    """For each incident the number of its coordinates, or of the square in which they are."""

    def made() -> Rows:
        where = dataset.incidents[["latitude", "longitude"]]
        cells = np.floor(where / square) if square else where
        groups = cells.groupby(["latitude", "longitude"], dropna=False)
        return groups.ngroup().to_numpy(dtype=np.int64)

    return dataset.once(("squares", square), made)


def _by_country(dataset: Dataset, rows: Rows) -> tuple[Rows, Rows]:
    """The countries of claims, as codes, and the claims; one of two countries stands twice."""
    return memberships(dataset.members["country"], len(dataset.claims), rows)


def _counts_by_country(dataset: Dataset, rows: Rows) -> dict[str, int]:
    codes, of_rows = _by_country(dataset, rows)
    names = dataset.members["country"].names
    counts = different(units_of(dataset, "incidents", of_rows), codes, len(names)).tolist()
    return {
        name: count
        for name, count in zip(names, counts, strict=True)
        if count and name != NOT_STATED
    }


def _held(dataset: Dataset, claims: Rows, marks: Rows) -> tuple[Rows, Rows]:
    """The incidents of every mark, as positions, the newest of a mark first, and their marks."""
    length = max(len(dataset.incidents), 1)
    newest_first = dataset.once("newest incidents", lambda: _newest_first(dataset))
    places_of = dataset.once("places of newest incidents", lambda: ranks(newest_first))
    pairs = np.unique(marks * length + places_of[units_of(dataset, "incidents", claims)])
    return newest_first[pairs % length], pairs // length


def _newest_first(dataset: Dataset) -> Rows:
    return np.argsort(-dataset.incidents["day"].to_numpy(dtype=np.int64), kind="stable")


def _marks(
    dataset: Dataset, claims: Rows, marks: Rows, held: Rows, held_in: Rows, countries: list[str]
) -> pd.DataFrame:
    incident = units_of(dataset, "incidents", claims)
    length = int(marks.max(initial=-1)) + 1
    newest = held[np.searchsorted(held_in, np.arange(length))]
    incidents = np.bincount(held_in, minlength=length)
    forms = _forms(dataset, held, held_in, length)
    middle = {
        name: np.bincount(held_in, dataset.incidents[name].to_numpy()[held], length) / incidents
        for name in ("longitude", "latitude")
    }
    spots = length - len(countries)
    for degrees in middle.values():
        degrees[spots:] = np.nan
    forms[spots:] = 0
    forms[spots:, -1] = incidents[spots:]
    frame = pd.DataFrame(
        {
            **middle,
            "form": np.array(FORMS, dtype=object)[forms.argmax(axis=1)],
            "incidents": incidents,
            "origins": different(dataset.codes("origin")[claims], marks, length),
            "disputed": different(np.where(dataset.disputed[claims], incident, -1), marks, length),
            "first_claim": _first_claims(dataset, claims, incident)[newest],
        }
    )
    where = zip(frame["latitude"].iloc[:spots], frame["longitude"].iloc[:spots], strict=True)
    frame["key"] = [*(f"{y:.4f} {x:.4f}" for y, x in where), *countries]
    frame["name"] = [
        *_names(dataset, held, held_in, newest[:spots].tolist()),
        *map(country_name, countries),
    ]
    titles = dataset.incidents["title"].iloc[newest].tolist()
    known = [_known_to(counts) for counts in forms.tolist()]
    frame["tip"] = [
        _tip(*cells)
        for cells in zip(
            *(frame[name].tolist() for name in ("name", "incidents", "origins", "disputed")),
            titles,
            known,
            strict=True,
        )
    ]
    return frame


def _forms(dataset: Dataset, held: Rows, held_in: Rows, length: int) -> Rows:
    """How many incidents of each mark are known how narrowly: a column for each of FORMS."""
    precisions = dataset.incidents["place_precision"].replace("", COUNTRY)
    of_incident = pd.Categorical(precisions, FORMS).codes.astype(np.int64)[held]
    counts = np.bincount(held_in * len(FORMS) + of_incident, minlength=length * len(FORMS))
    return counts.reshape(length, len(FORMS))


def _first_claims(dataset: Dataset, claims: Rows, incident: Rows) -> Rows:
    """For each incident the position of that of these claims which comes first in reading order."""
    first = np.zeros(len(dataset.incidents), dtype=np.int64)
    last_first = np.argsort(-dataset.reading_rank[claims], kind="stable")
    first[incident[last_first]] = claims[last_first]
    return first


def _names(dataset: Dataset, held: Rows, held_in: Rows, newest: list[int]) -> list[str]:
    """What the places of marks are called: that of the newest incident, and how many others."""
    spotted = held_in < len(newest)
    coordinates = _in_squares(dataset, SQUARES[0])[held[spotted]]
    others = different(coordinates, held_in[spotted], len(newest)) - 1
    called = dataset.incidents["place"].iloc[newest].tolist()
    return [
        f"{name or 'A place without a name'}"
        + (f" and {number(other, 'other place')} near it" if other else "")
        for name, other in zip(called, others.tolist(), strict=True)
    ]


def _known_to(counts: list[int]) -> str:
    """How narrowly the place of incidents is known, where not to the place itself."""
    alike = sum(count > 0 for count in counts) == 1
    return " · ".join(
        words if alike else f"{count:,} {words}"
        for words, count in zip(map(_KNOWN_TO.__getitem__, FORMS), counts, strict=True)
        if count and words
    )


def _tip(name: str, incidents: int, origins: int, disputed: int, title: str, known: str) -> str:
    said = "disputed" if incidents == 1 else f"{disputed:,} disputed"
    parts = (
        f"{name}: {title if incidents == 1 else number(incidents, 'incident')}",
        number(origins, "original source"),
        said if disputed else "",
        known,
    )
    return " · ".join(filter(None, parts))


def in_words(found: Places) -> str:
    """What the marks are and what is not among them, so that all counts add up."""
    if not found.incidents:
        return "None of the selected claims is about an incident."
    parts = (
        (found.spotted, "at a place"),
        (found.in_countries, "with only the country told"),
        (found.nowhere, "without a place"),
    )
    told = ", ".join(f"{count:,} {words}" for count, words in parts if count)
    sentences = [
        f"{number(found.incidents, 'incident')}: {told}.",
        f"{number(found.about_none, 'claim')} {agreeing(found.about_none, 'is', 'are')} about no "
        "incident."
        if found.about_none
        else "",
        f"Incidents in one square of {found.square:g}° share a circle." if found.square else "",
    ]
    return " ".join(filter(None, sentences))


def alternative_text(found: Places) -> str:
    """What the map shows, for those who can't see it: where most incidents are."""
    if found.marks.empty:
        return f"{TITLE}. {in_words(found)}"
    most = found.marks.nlargest(5, "incidents")
    named = ", ".join(
        f"{name} {count:,}{' (only the country is told)' if form == COUNTRY else ''}"
        for name, count, form in zip(most["name"], most["incidents"], most["form"], strict=True)
    )
    return f"{TITLE}. Most: {named}. {number(len(found.marks), 'place')} in all. {in_words(found)}"
