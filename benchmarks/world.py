"""Who and what a made-up casebook tells of: its parties, its incidents, its articles to be.

All of it is skewed as in real casebooks: the first names of each list are met far more often.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks import words
from benchmarks.tables import AFFILIATED, GROUP, INCIDENTS, OUTLET, PERSONS, Row, vocabulary

OF_THE_ARTICLES = 641
LAST_DAY = np.datetime64("2025-06-30")
COUNTRIES = ("AFG", "PAK", "TJK", "IRN", "RUS", "TUR", "SYR", "IRQ", "CHN", "UZB")
LONGEST_ARTICLE = 350
# The name that actors of a kind bear, how many there are at least, and how many grow with the root
# of the number of claims.
PARTIES = {
    GROUP: ("{} Front", 8, 2),
    OUTLET: ("{} Gazette", 5, 4),
    "government": ("Government of {}", 6, 4),
    "research body": ("{} Institute", 4, 2),
    "person": ("Amir {}", 12, 40),
    "unnamed": ("officials from {} (unnamed)", 6, 20),
}

Codes = npt.NDArray[np.int64]


@dataclass(frozen=True)
class World:
    """The parties and incidents that articles tell of; incidents by the first day of their date."""

    actors: tuple[Row, ...]
    groups: tuple[str, ...]
    outlets: tuple[str, ...]
    speakers: tuple[str, ...]
    incidents: tuple[Row, ...]
    incident_days: npt.NDArray[np.datetime64]


@dataclass(frozen=True)
class Source:
    """An article before it is written: how many claims it holds, and when it was published."""

    source_id: str
    outlet: str
    published: np.datetime64
    claims: int


def skewed(rng: np.random.Generator, names: int, size: int, flat: float = 2.0) -> Codes:
    """Numbers below `names`, the lower ones far more often; `flat` keeps the first in bounds."""
    weights = 1 / (np.arange(names) + flat)
    return rng.choice(names, size, p=weights / weights.sum()).astype(np.int64)


def drawn(rng: np.random.Generator, claims: int) -> World:
    """The parties and incidents of a casebook with so many claims."""
    scale = (claims / OF_THE_ARTICLES) ** 0.5
    names = (words.made_up(int(number)) for number in rng.permutation(words.SPACE_OF_NAMES))
    parties = {
        kind: [form.format(next(names)) for _ in range(int(few + many * scale))]
        for kind, (form, few, many) in PARTIES.items()
    }
    affiliated = [name for kind in AFFILIATED for name in parties[kind]]
    actors: list[Row] = []
    for kind, of_kind in parties.items():
        belongs = skewed(rng, len(affiliated), len(of_kind), flat=5)
        for name, code in zip(of_kind, belongs, strict=True):
            actor = {"actor": name, "kind": kind}
            if kind == GROUP:
                actor["aliases"] = name.replace("Front", "Movement")
            elif kind in PERSONS:
                actor["affiliation"] = affiliated[code]
            actors.append(actor)
    speakers = [row["actor"] for row in actors if row["kind"] != OUTLET]
    rng.shuffle(speakers)
    groups, outlets = parties[GROUP], parties[OUTLET]
    incidents, days = _incidents(rng, groups, int(125 * scale**1.6) + 1)
    return World(tuple(actors), tuple(groups), tuple(outlets), tuple(speakers), incidents, days)


def _days(rng: np.random.Generator, size: int) -> npt.NDArray[np.datetime64]:
    """Days up to LAST_DAY, the later the more; about one in two within the last four years."""
    return LAST_DAY - (rng.exponential(6 * 365, size)).clip(0, 35 * 365).astype(int)


def _incidents(
    rng: np.random.Generator, groups: list[str], count: int
) -> tuple[tuple[Row, ...], npt.NDArray[np.datetime64]]:
    days = np.sort(_days(rng, count))
    forms = rng.choice([4, 7, 10, 10, 10, 0, 17], count)
    kinds = skewed(rng, len(vocabulary(INCIDENTS, "kind")), count)
    acting = skewed(rng, len(groups), count)
    places = rng.integers(words.SPACE_OF_NAMES, size=count)
    degrees = rng.uniform([25, 40], [42, 80], (count, 2))
    rows: list[Row] = []
    for number, day in enumerate(np.datetime_as_string(days, unit="D")):
        form, kind = forms[number], vocabulary(INCIDENTS, "kind")[kinds[number]]
        date = f"{day[:7]}/{int(day[:4]) + 1}" if form == 17 else str(day[:form])
        place = words.place(int(places[number]))
        country = COUNTRIES[number % len(COUNTRIES)]
        rows.append(
            {
                "incident_id": f"{day[:form] if 0 < form < 17 else day[:4] if date else 'undated'}"
                f"-{place.lower()}-{number:05d}",
                "title": f"{kind.capitalize()} of the {groups[acting[number]]}, {place}",
                "kind": kind,
                "date": date,
                "date_basis": "stated" if date else "",
                "country": country,
                "place": place,
                "place_precision": vocabulary(INCIDENTS, "place_precision")[number % 3],
                "latitude": f"{degrees[number, 0]:.4f}",
                "longitude": f"{degrees[number, 1]:.4f}",
                "groups": groups[acting[number]],
                "targets": "" if number % 4 else groups[(acting[number] + 1) % len(groups)],
            }
        )
    return tuple(rows), days


def sources(rng: np.random.Generator, world: World, claims: int) -> list[Source]:
    """The articles by their key; their claims add up to the number asked for."""
    mean = min(LONGEST_ARTICLE, max(claims**0.5, 10))
    sizes = rng.integers(int(mean * 0.6), int(mean * 1.4) + 1, int(claims / mean * 2) + 2)
    sizes = sizes[: int(np.searchsorted(np.cumsum(sizes), claims)) + 1]
    sizes[-1] -= sizes.sum() - claims
    outlets = skewed(rng, len(world.outlets), len(sizes))
    days = _days(rng, len(sizes))
    found = []
    for number, (size, code, day) in enumerate(zip(sizes, outlets, days, strict=True)):
        outlet = world.outlets[code]
        name = f"{outlet.split()[0].lower()}-{str(day)[:4]}-{number:05d}"
        found.append(Source(name, outlet, day, int(size)))
    return sorted(found, key=lambda source: source.source_id)
