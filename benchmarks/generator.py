"""Made-up casebooks of any size that pass every check: `python -m benchmarks.generator 10000`.

They are skewed as real ones are: few outlets, groups, speakers, incidents and years hold most of
the claims. Articles are written one after another, so that memory grows with the parties and
incidents and not with the claims.
"""

import argparse
import csv
import hashlib
import shutil
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import numpy.typing as npt
import pandas as pd

from benchmarks import words
from casebook import load, schema

GENERATED = Path(__file__).parent / ".generated"
ARTICLES = load.ROOT / "data", load.ROOT / "seeds"
OF_THE_ARTICLES = 641

# Names of the tables that are not looked up by position in the schema; change them here.
SOURCES, INCIDENTS, CLAIMS, ACTORS = "sources", "incidents", "claims", "actors"
NO_CLAIM, REPEATED_IN, REPEATED = "passed_over", "told_in", "told elsewhere"

LAST_DAY = np.datetime64("2025-06-30")
COUNTRIES = ("AFG", "PAK", "TJK", "IRN", "RUS", "TUR", "SYR", "IRQ", "CHN", "UZB")
LONGEST_ARTICLE = 350
# The columns of claims that name rows of other tables.
NAMING = {
    "incident_id": schema.SEPARATOR,
    "groups": schema.SEPARATOR,
    "speaker": schema.SEPARATOR,
    "via": schema.HAND_SEPARATOR,
}
INFERRED_FROM = "Date: from the article’s own date."
GROUP, OUTLET = "armed group", "outlet"
PERSONS = ("person", "unnamed")
AFFILIATED = ("government", GROUP, "research body")
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

ALONE, SHARED, TWICE = "alone", "shared", "twice"
SPEAKS, RELAYED, COUNTS, TELLS = 0.37, 0.25, 0.12, 0.48
STATED, AGAINST, LISTED = 0.25, 0.25, 0.8
MIX = 7_919  # a prime, so that the incidents most told of lie apart in time

Row = dict[str, str]
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


@dataclass(frozen=True)
class Text:
    """A written article: its rows, and its sentences in reading order."""

    claims: list[Row] = field(default_factory=list)
    passages: list[Row] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)


def casebook(claims: int, seed: int = 1) -> tuple[Path, Path]:
    """Folders of tables and articles with so many claims; written once and then kept.

    The number of claims of the articles stands for the tables and articles of the project.
    """
    if claims == OF_THE_ARTICLES:
        return ARTICLES
    columns = {table: schema.columns(table) for table in schema.MODELS}
    made_by = [Path(__file__).read_text(), Path(words.__file__).read_text(), repr(columns)]
    made_by_digest = hashlib.sha256("".join(made_by).encode()).hexdigest()[:8]
    folder = GENERATED / f"{claims}-{seed}-{made_by_digest}"
    if not folder.exists():
        begun = folder.with_suffix(".begun")
        shutil.rmtree(begun, ignore_errors=True)
        write(begun, claims, seed)
        begun.rename(folder)
    return folder / "data", folder / "seeds"


def write(folder: Path, claims: int, seed: int = 1) -> tuple[Path, Path]:
    """Write a casebook; the same for the same number and seed."""
    rng = np.random.default_rng([seed, claims])
    world = _world(rng, claims)
    data, seeds = folder / "data", folder / "seeds"
    for each in (data, seeds):
        each.mkdir(parents=True)
    told: set[str] = set()
    with ExitStack() as files:
        tables = {name: files.enter_context(_opened(data, name)) for name in schema.MODELS}
        sums = files.enter_context((seeds / load.CHECKSUMS).open("w", encoding="utf-8"))
        rows = {name: _writer(name, file) for name, file in tables.items()}
        latest: dict[str, str] = {}
        for number, source in enumerate(_sources(rng, world, claims)):
            text = _text(rng, world, source, latest)
            told.add(source.outlet)
            for column, separator in NAMING.items():
                cells = {row[column] for row in text.claims}
                told.update(*(schema.split_values(cell, separator) for cell in cells))
            rows[CLAIMS].writerows(text.claims)
            rows[NO_CLAIM].writerows(text.passages)
            rows[SOURCES].writerow(_written(rng, seeds, sums, number, source, text.sentences))
        for name, every in ((INCIDENTS, world.incidents), (ACTORS, world.actors)):
            rows[name].writerows(_told_of(every, schema.key(name), told))
    return data, seeds


def _told_of(rows: tuple[Row, ...], key: str, told: set[str]) -> list[Row]:
    """The rows that others name, and those that they belong to, by their key."""
    belongs = {row["affiliation"] for row in rows if "affiliation" in row and row[key] in told}
    return sorted((row for row in rows if row[key] in told | belongs), key=lambda row: row[key])


def _opened(folder: Path, table: str) -> TextIO:
    return (folder / f"{table}.csv").open("w", encoding="utf-8", newline="")


def _writer(table: str, file: TextIO) -> "csv.DictWriter[str]":
    writer = csv.DictWriter(file, schema.columns(table), restval="", lineterminator="\n")
    writer.writeheader()
    return writer


def _skewed(rng: np.random.Generator, names: int, size: int, flat: float = 2.0) -> Codes:
    """Numbers below `names`, the lower ones far more often; `flat` keeps the first in bounds."""
    weights = 1 / (np.arange(names) + flat)
    return rng.choice(names, size, p=weights / weights.sum()).astype(np.int64)


def _vocabulary(table: str, column: str) -> tuple[str, ...]:
    return schema.described(table, column).vocabulary


def _world(rng: np.random.Generator, claims: int) -> World:
    scale = (claims / OF_THE_ARTICLES) ** 0.5
    names = (words.made_up(int(number)) for number in rng.permutation(words.SPACE_OF_NAMES))
    parties = {
        kind: [form.format(next(names)) for _ in range(int(few + many * scale))]
        for kind, (form, few, many) in PARTIES.items()
    }
    affiliated = [name for kind in AFFILIATED for name in parties[kind]]
    actors: list[Row] = []
    for kind, of_kind in parties.items():
        belongs = _skewed(rng, len(affiliated), len(of_kind), flat=5)
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
    incidents, days = _incidents(rng, groups, int(125 * scale**1.6))
    return World(tuple(actors), tuple(groups), tuple(outlets), tuple(speakers), incidents, days)


def _days(rng: np.random.Generator, size: int) -> npt.NDArray[np.datetime64]:
    """Days up to LAST_DAY, the later the more; about one in two within the last four years."""
    return LAST_DAY - (rng.exponential(6 * 365, size)).clip(0, 35 * 365).astype(int)


def _incidents(
    rng: np.random.Generator, groups: list[str], count: int
) -> tuple[tuple[Row, ...], npt.NDArray[np.datetime64]]:
    days = np.sort(_days(rng, count))
    forms = rng.choice([4, 7, 10, 10, 10, 0, 17], count)
    kinds = _skewed(rng, len(_vocabulary(INCIDENTS, "kind")), count)
    acting = _skewed(rng, len(groups), count)
    places = rng.integers(words.SPACE_OF_NAMES, size=count)
    degrees = rng.uniform([25, 40], [42, 80], (count, 2))
    rows: list[Row] = []
    for number, day in enumerate(np.datetime_as_string(days, unit="D")):
        form, kind = forms[number], _vocabulary(INCIDENTS, "kind")[kinds[number]]
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
                "latitude": f"{degrees[number, 0]:.4f}",
                "longitude": f"{degrees[number, 1]:.4f}",
                "groups": groups[acting[number]],
            }
        )
    return tuple(rows), days


def _sources(rng: np.random.Generator, world: World, claims: int) -> list[Source]:
    """The articles by their key; their claims add up to the number asked for."""
    mean = min(LONGEST_ARTICLE, max(claims**0.5, 10))
    sizes = rng.integers(int(mean * 0.6), int(mean * 1.4) + 1, int(claims / mean * 2) + 2)
    sizes = sizes[: int(np.searchsorted(np.cumsum(sizes), claims)) + 1]
    sizes[-1] -= sizes.sum() - claims
    outlets = _skewed(rng, len(world.outlets), len(sizes))
    days = _days(rng, len(sizes))
    found = []
    for number, (size, code, day) in enumerate(zip(sizes, outlets, days, strict=True)):
        outlet = world.outlets[code]
        name = f"{outlet.split()[0].lower()}-{str(day)[:4]}-{number:05d}"
        found.append(Source(name, outlet, day, int(size)))
    return sorted(found, key=lambda source: source.source_id)


def _text(rng: np.random.Generator, world: World, source: Source, latest: dict[str, str]) -> Text:
    """An article sentence by sentence; `latest` is the last claim about each incident so far."""
    text = Text()
    background = source.claims // 4 + 1
    numbers = rng.choice(words.SPACE_OF_NAMES, source.claims + background, replace=False)
    places = [words.place(number) for number in numbers.tolist()]
    reasons = [
        _vocabulary(NO_CLAIM, "reason")[code]
        for code in _skewed(rng, len(_vocabulary(NO_CLAIM, "reason")), background)
    ]
    listed = rng.random(background) < LISTED
    for position, claim in enumerate(_draws(rng, world, source).itertuples()):
        claim_id = f"{source.source_id}-{position + 1:03d}"
        if claim.echo != ALONE:
            _add_echo(text, claim, claim_id)
        else:
            row, quote = _claim(claim, world, places[position], latest)
            key = {schema.key(CLAIMS): claim_id, "source_id": source.source_id}
            text.claims.append({**key, **row, "quote": quote})
            text.sentences.append(f"{quote}.")
            latest[row["incident_id"]] = claim_id
        if position % 4 == 0:
            number = position // 4
            row, sentence = _background(number, places[source.claims + number], reasons[number])
            text.sentences.append(sentence)
            if listed[number]:
                key = f"{source.source_id}-p{len(text.passages) + 1:03d}"
                row |= {schema.key(NO_CLAIM): key, "source_id": source.source_id}
                row[REPEATED_IN] = claim_id if reasons[number] == REPEATED else ""
                text.passages.append(row)
    return text


def _add_echo(text: Text, claim: Any, claim_id: str) -> None:
    """A second claim in the words of the last, which the article may print a second time."""
    last = text.claims[-1]
    alone = dict.fromkeys(("figure", "unit", "low", "high", "disputes"), "")
    text.claims.append({**last, **alone, schema.key(CLAIMS): claim_id, "kind": claim.kind})
    if claim.echo == TWICE:
        last["occurrence"], text.claims[-1]["occurrence"] = "1", "2"
        text.sentences.append(f"{last['quote']}.")


def _background(number: int, place: str, reason: str) -> tuple[Row, str]:
    before, behind = words.BACKGROUND[number % len(words.BACKGROUND)]
    return {"quote": f"{before} {place}", "reason": reason}, f"{before} {place} {behind}"


def _draws(rng: np.random.Generator, world: World, source: Source) -> pd.DataFrame:
    """What chance decides of each claim of an article."""
    size = source.claims
    chances = pd.DataFrame(
        rng.random((size, 6)), columns=["speaks", "relayed", "counts", "tells", "states", "against"]
    )
    echo = rng.choice([ALONE, SHARED, TWICE], size, p=[0.94, 0.05, 0.01])
    echo[0] = ALONE
    echo[1:][echo[:-1] != ALONE] = ALONE
    known = int(np.searchsorted(world.incident_days, source.published))
    hot = _skewed(rng, len(world.incidents), size, flat=20)
    incidents = (hot * MIX) % len(world.incidents)
    day = np.datetime_as_string(source.published - rng.exponential(900, size).astype(int), "D")
    groups = rng.choice([0, 1, 2, 3], size, p=[0.15, 0.58, 0.22, 0.05])
    codes = np.column_stack([_skewed(rng, len(world.groups), size) for _ in range(3)])
    return chances.assign(
        echo=echo,
        kind=np.array(_vocabulary(CLAIMS, "kind"))[
            _skewed(rng, len(_vocabulary(CLAIMS, "kind")), size)
        ],
        topic=np.array(_vocabulary(CLAIMS, "topic"))[
            _skewed(rng, len(_vocabulary(CLAIMS, "topic")), size)
        ],
        unit=np.array(_vocabulary(CLAIMS, "unit"))[
            _skewed(rng, len(_vocabulary(CLAIMS, "unit")), size)
        ],
        number=rng.lognormal(4, 2, size).clip(2, 90_000).astype(int),
        form=rng.integers(10, size=size),
        incident=np.where(incidents < known, incidents, incidents % max(known, 1)),
        tells=(chances["tells"] < TELLS) & (known > 0),
        day=day,
        groups=[
            [*dict.fromkeys(names[:count])]
            for names, count in zip(np.array(world.groups)[codes].tolist(), groups, strict=True)
        ],
        speaker=_skewed(rng, len(world.speakers), size),
        hand=_skewed(rng, len(world.outlets), size),
        deed=rng.integers(len(words.DEEDS), size=size),
    )


def _claim(claim: Any, world: World, place: str, latest: dict[str, str]) -> tuple[Row, str]:
    """The cells of a claim without its keys, and its quote."""
    incident = world.incidents[claim.incident] if claim.tells else {}
    date = incident["date"] if incident else _date(claim.form, claim.day)
    stated = claim.states < STATED
    speaker = world.speakers[claim.speaker] if claim.speaks < SPEAKS else ""
    subject = words.listed(claim.groups) if claim.groups else "A band that nobody knew"
    told = f"{subject} {words.DEEDS[claim.deed]} {place}"
    row = {
        "incident_id": incident.get("incident_id", ""),
        "kind": claim.kind,
        "topic": claim.topic,
        "date": date,
        "date_basis": ("stated" if stated else "inferred") if date else "",
        "groups": schema.SEPARATOR.join(claim.groups),
        "speaker": speaker,
        "via": _via(claim, world) if speaker and claim.relayed < RELAYED else "",
        "statement": f"{speaker} says: {told}." if speaker else f"{told}.",
        "note": "" if stated or not date else INFERRED_FROM,
    }
    quote = told + (words.when(date) if stated else "")
    if claim.counts < COUNTS:
        figure, row["low"], row["high"] = words.figure(claim.form, claim.number)
        row |= {"figure": figure, "unit": claim.unit}
        quote += f", with {figure} {'tents' if claim.unit == 'other' else claim.unit}"
    if incident and claim.against < AGAINST:
        row["disputes"] = latest.get(incident["incident_id"], "")
    return row, f"{quote}, {speaker} said" if speaker else quote


def _via(claim: Any, world: World) -> str:
    """One hand, or a second one behind it."""
    second = world.outlets[(claim.hand + 1) % len(world.outlets)]
    hands = [world.outlets[claim.hand], second]
    return schema.HAND_SEPARATOR.join(hands[: 1 + claim.form % 2])


def _date(form: int, day: str) -> str:
    """A year, month, day, interval, date with an open end or start, or none."""
    year = int(day[:4])
    span = f"{year - 1 - form}/{year}"
    forms = (day[:4], day[:4], day[:7], day[:7], day, span, span, f"{day[:7]}/..", f"../{year}", "")
    return forms[form]


def _written(
    rng: np.random.Generator,
    seeds: Path,
    sums: TextIO,
    number: int,
    source: Source,
    sentences: list[str],
) -> Row:
    """Write the article's file between two lines that are not its own; its row."""
    title = f"What is told of {words.place(number % words.SPACE_OF_NAMES)}"
    lines = ["Printed from the archive", title, ""]
    start = 0
    while start < len(sentences):
        length = int(rng.integers(2, 8))
        lines += [" ".join(sentences[start : start + length]), ""]
        start += length
    lines[-1] = "All rights reserved"
    content = "\n".join([*lines, ""]).encode()
    name = f"{source.source_id}.txt"
    (seeds / name).write_bytes(content)
    sums.write(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
    return {
        schema.key(SOURCES): source.source_id,
        "file": name,
        "first_line": "2",
        "last_line": str(len(lines) - 1),
        "title": title,
        "author": f"Jo {words.made_up(number % 61)}",
        "outlet": source.outlet,
        "outlet_basis": "stated",
        "published": str(source.published),
        "published_basis": "stated",
    }


def main() -> None:
    """Write one casebook and print its folders."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(*casebook(options.claims, options.seed))


if __name__ == "__main__":
    main()
