"""Made-up casebooks of any size that pass every check: `python -m benchmarks.generator 10000`.

They are skewed as real ones are: few outlets, groups, speakers, incidents and years hold most of
the claims. Articles are written one after another, so that memory grows with the parties and
incidents and not with the claims.
"""

import argparse
import hashlib
import shutil
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import pandas as pd

from benchmarks import tables, words
from benchmarks import world as worlds
from benchmarks.tables import (
    ACTORS,
    CLAIMS,
    INCIDENTS,
    NAMING,
    NO_CLAIM,
    RELATIONS,
    REPEATED,
    REPEATED_IN,
    SOURCES,
    Row,
    vocabulary,
)
from benchmarks.world import OF_THE_ARTICLES, Source, World, skewed
from casebook.tables import read, schema

GENERATED = Path(__file__).parent / ".generated"
ARTICLES = read.ROOT / "data", read.ROOT / "seeds"
_MADE_BY = [Path(str(module.__file__)) for module in (tables, words, worlds)] + [Path(__file__)]
INFERRED_FROM = "Date: from the article’s own date."
ALONE, SHARED, TWICE = "alone", "shared", "twice"
SPEAKS, RELAYED, COUNTS, TELLS = 0.37, 0.25, 0.12, 0.48
STATED, AGAINST, TENSE, LISTED = 0.25, 0.25, 0.08, 0.8
MIX = 7_919  # a prime, so that the incidents most told of lie apart in time


@dataclass(frozen=True)
class Text:
    """A written article: its rows, and its sentences in reading order."""

    claims: list[Row] = field(default_factory=list)
    relations: list[Row] = field(default_factory=list)
    passages: list[Row] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)


def casebook(claims: int, seed: int = 1) -> tuple[Path, Path]:
    """Folders of tables and articles with so many claims; written once and then kept.

    The number of claims of the articles stands for the tables and articles of the project.
    """
    if claims == OF_THE_ARTICLES:
        return ARTICLES
    columns = {table: schema.columns(table) for table in schema.MODELS}
    made_by = [*(path.read_text() for path in _MADE_BY), repr(columns)]
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
    world = worlds.drawn(rng, claims)
    data, seeds = folder / "data", folder / "seeds"
    for each in (data, seeds):
        each.mkdir(parents=True)
    told: set[str] = set()
    with ExitStack() as files:
        opened = {name: files.enter_context(tables.opened(data, name)) for name in schema.MODELS}
        sums = files.enter_context((seeds / read.CHECKSUMS).open("w", encoding="utf-8"))
        rows = {name: tables.writer(name, file) for name, file in opened.items()}
        latest: dict[str, str] = {}
        for number, source in enumerate(worlds.sources(rng, world, claims)):
            text = _text(rng, world, source, latest)
            told.add(source.outlet)
            for column, separator in NAMING.items():
                cells = {row[column] for row in text.claims}
                told.update(*(schema.split_values(cell, separator) for cell in cells))
            rows[CLAIMS].writerows(text.claims)
            rows[RELATIONS].writerows(text.relations)
            rows[NO_CLAIM].writerows(text.passages)
            rows[SOURCES].writerow(_written(rng, seeds, sums, number, source, text.sentences))
        incidents = _told_of(world.incidents, schema.key(INCIDENTS), told)
        told.update(row[column] for row in incidents for column in ("groups", "targets"))
        rows[INCIDENTS].writerows(incidents)
        rows[ACTORS].writerows(_told_of(world.actors, schema.key(ACTORS), told))
    return data, seeds


def _told_of(rows: tuple[Row, ...], key: str, told: set[str]) -> list[Row]:
    """The rows that others name, and those that they belong to, by their key."""
    belongs = {row["affiliation"] for row in rows if "affiliation" in row and row[key] in told}
    known = told | belongs
    return sorted((row for row in rows if row[key] in known), key=lambda row: row[key])


def _text(rng: np.random.Generator, world: World, source: Source, latest: dict[str, str]) -> Text:
    """An article sentence by sentence; `latest` is the last claim about each incident so far."""
    text = Text()
    background = source.claims // 4 + 1
    numbers = rng.choice(words.SPACE_OF_NAMES, source.claims + background, replace=False)
    places = [words.place(number) for number in numbers.tolist()]
    reasons = [
        vocabulary(NO_CLAIM, "reason")[code]
        for code in skewed(rng, len(vocabulary(NO_CLAIM, "reason")), background)
    ]
    listed = rng.random(background) < LISTED
    for position, claim in enumerate(_draws(rng, world, source).itertuples()):
        claim_id = f"{source.source_id}-{position + 1:03d}"
        if claim.echo != ALONE:
            _add_echo(text, claim, claim_id)
        else:
            row, quote = _claim(claim, world, places[position])
            key = {schema.key(CLAIMS): claim_id, "source_id": source.source_id}
            text.claims.append({**key, **row, "quote": quote})
            if row["incident_id"] in latest and claim.against < AGAINST:
                text.relations.append(_against(claim, claim_id, latest[row["incident_id"]]))
            text.sentences.append(f"{quote}.")
            if row["incident_id"]:
                latest[row["incident_id"]] = claim_id
        if position % 4 == 0:
            number = position // 4
            passage, sentence = _background(number, places[source.claims + number], reasons[number])
            text.sentences.append(sentence)
            if listed[number]:
                passage_id = f"{source.source_id}-p{len(text.passages) + 1:03d}"
                passage |= {schema.key(NO_CLAIM): passage_id, "source_id": source.source_id}
                passage[REPEATED_IN] = claim_id if reasons[number] == REPEATED else ""
                text.passages.append(passage)
    return text


def _against(claim: Any, claim_id: str, other: str) -> Row:
    """That a claim disputes another, or is in tension with it."""
    relation = schema.TENSION if claim.against < TENSE else schema.DISPUTES
    return {"claim_id": claim_id, "relation": relation, "other_id": other}


def _add_echo(text: Text, claim: Any, claim_id: str) -> None:
    """A second claim in the words of the last, which the article may print a second time."""
    last = text.claims[-1]
    alone = dict.fromkeys(("figure", "unit", "low", "high"), "")
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
    hot = skewed(rng, len(world.incidents), size, flat=20)
    incidents = (hot * MIX) % len(world.incidents)
    day = np.datetime_as_string(source.published - rng.exponential(900, size).astype(int), "D")
    groups = rng.choice([0, 1, 2, 3], size, p=[0.15, 0.58, 0.22, 0.05])
    codes = np.column_stack([skewed(rng, len(world.groups), size) for _ in range(3)])
    return chances.assign(
        echo=echo,
        kind=np.array(vocabulary(CLAIMS, "kind"))[
            skewed(rng, len(vocabulary(CLAIMS, "kind")), size)
        ],
        topic=np.array(vocabulary(CLAIMS, "topic"))[
            skewed(rng, len(vocabulary(CLAIMS, "topic")), size)
        ],
        unit=np.array(vocabulary(CLAIMS, "unit"))[
            skewed(rng, len(vocabulary(CLAIMS, "unit")), size)
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
        speaker=skewed(rng, len(world.speakers), size),
        hand=skewed(rng, len(world.outlets), size),
        deed=rng.integers(len(words.DEEDS), size=size),
    )


def _claim(claim: Any, world: World, place: str) -> tuple[Row, str]:
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
    return row, f"{quote}, {speaker} said" if speaker else quote


def _via(claim: Any, world: World) -> str:
    """One hand, or a second one behind it."""
    second = world.outlets[(claim.hand + 1) % len(world.outlets)]
    hands = [world.outlets[claim.hand], second]
    return schema.VIA_SEPARATOR.join(hands[: 1 + claim.form % 2])


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
