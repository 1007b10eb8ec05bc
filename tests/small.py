"""A small made-up casebook for tests: two articles, three incidents, eight claims.

Of its ten sentences seven carry a claim, two are without a claim and one waits.

`write(folder)` puts it on disk and returns its data and article folders; a test then changes a
cell with `change` and looks at what follows.
"""

import csv
import hashlib
from pathlib import Path

from casebook.tables import derive, read, schema
from casebook.tables.dataset import Dataset

FIRST_ARTICLE = """A headline

Officials said the Reds killed at least 13 people and injured 40 in Kabul on 5 May 2020.
The Reds denied it. “We were not there,” said their spokesman, Amin Gul.
Observers put the Reds’ strength at 1,500 to 2,200 fighters.
Follow the author"""

SECOND_ARTICLE = """The R-Group struck again, the Herald wrote: five killed.
Between 2015 and 2017 the Blues lost ground. The Blues lost ground.
No one knows when the Reds were founded.
The Reds may strike again, experts warned."""

TABLES: dict[str, list[dict[str, str]]] = {
    "sources": [
        {
            "source_id": "herald-2021-strike",
            "file": "second.txt",
            "first_line": "1",
            "last_line": "4",
            "outlet_basis": "unknown",
            "published": "2021",
            "published_basis": "inferred",
            "note": "The year follows from the text.",
        },
        {
            "source_id": "smith-2020",
            "file": "first.txt",
            "first_line": "1",
            "last_line": "5",
            "title": "A headline",
            "author": "Jo Smith",
            "outlet": "Daily Paper",
            "outlet_basis": "stated",
            "published": "2020-05-06",
            "published_basis": "stated",
        },
    ],
    "incidents": [
        {
            "incident_id": "2015-blues-retreat",
            "title": "Retreat of the Blues",
            "kind": "military operation",
            "date": "2015/2017",
            "date_basis": "stated",
            "groups": "Blues",
        },
        {
            "incident_id": "2020-05-05-kabul-attack",
            "title": "Attack in Kabul",
            "kind": "attack",
            "date": "2020-05-05",
            "date_basis": "stated",
            "country": "AFG",
            "place": "Kabul",
            "place_precision": "place",
            "latitude": "34.5281",
            "longitude": "69.1723",
            "groups": "Reds",
        },
        {
            "incident_id": "undated-reds-founding",
            "title": "Founding of the Reds",
            "kind": "founding",
            "groups": "Reds",
        },
    ],
    "claims": [
        {
            "claim_id": "herald-2021-strike-001",
            "source_id": "herald-2021-strike",
            "incident_id": "2020-05-05-kabul-attack",
            "kind": "allegation",
            "topic": "attacks",
            "date": "2020",
            "date_basis": "inferred",
            "groups": "Reds",
            "speaker": "The Herald",
            "statement": "The Herald wrote that the Reds killed five people.",
            "quote": "five killed",
            "figure": "five",
            "unit": "killed",
            "low": "5",
            "high": "5",
            "note": "The year is that of the attack.",
        },
        {
            "claim_id": "herald-2021-strike-002",
            "source_id": "herald-2021-strike",
            "incident_id": "2015-blues-retreat",
            "kind": "report",
            "topic": "strength",
            "date": "2015/2017",
            "date_basis": "stated",
            "groups": "Blues; Reds",
            "statement": "The Blues lost ground from 2015 to 2017.",
            "quote": "The Blues lost ground.",
        },
        {
            "claim_id": "herald-2021-strike-003",
            "source_id": "herald-2021-strike",
            "incident_id": "undated-reds-founding",
            "kind": "report",
            "topic": "other",
            "groups": "Reds",
            "statement": "It is not known when the Reds were founded.",
            "quote": "No one knows when the Reds were founded.",
        },
        {
            "claim_id": "herald-2021-strike-004",
            "source_id": "herald-2021-strike",
            "kind": "warning",
            "topic": "attacks",
            "date": "2021/..",
            "date_basis": "inferred",
            "speaker": "Experts (unnamed)",
            "statement": "Experts warned that the Reds may strike again.",
            "quote": "may strike again",
            "note": "Open end: a prediction.",
        },
        {
            "claim_id": "smith-2020-001",
            "source_id": "smith-2020",
            "incident_id": "2020-05-05-kabul-attack",
            "kind": "report",
            "topic": "attacks",
            "date": "2020-05-05",
            "date_basis": "stated",
            "groups": "Reds",
            "speaker": "Kabul officials (unnamed)",
            "statement": "Officials said that the Reds killed at least 13 people in Kabul.",
            "quote": "killed at least 13 people",
            "figure": "at least 13",
            "unit": "killed",
            "low": "13",
        },
        {
            "claim_id": "smith-2020-002",
            "source_id": "smith-2020",
            "incident_id": "2020-05-05-kabul-attack",
            "kind": "report",
            "topic": "attacks",
            "date": "2020-05-05",
            "date_basis": "stated",
            "groups": "Reds",
            "speaker": "Kabul officials (unnamed)",
            "statement": "Officials said that the Reds injured 40 people in Kabul.",
            "quote": "injured 40",
            "figure": "40",
            "unit": "injured",
            "low": "40",
            "high": "40",
        },
        {
            "claim_id": "smith-2020-003",
            "source_id": "smith-2020",
            "incident_id": "2020-05-05-kabul-attack",
            "kind": "denial",
            "topic": "attacks",
            "date": "2020-05-05",
            "date_basis": "stated",
            "groups": "Reds",
            "speaker": "Amin Gul",
            "via": "The Herald",
            "statement": "Amin Gul of the Reds denied that they were there.",
            "quote": "“We were not there,”",
        },
        {
            "claim_id": "smith-2020-004",
            "source_id": "smith-2020",
            "kind": "estimate",
            "topic": "strength",
            "date": "2020-05",
            "date_basis": "inferred",
            "groups": "Reds",
            "statement": "Observers put the strength of the Reds at 1,500 to 2,200 fighters.",
            "quote": "1,500 to 2,200 fighters",
            "figure": "1,500 to 2,200",
            "unit": "fighters",
            "low": "1500",
            "high": "2200",
            "note": "Present state; article's date.",
        },
    ],
    "actors": [
        {"actor": "Amin Gul", "kind": "person", "affiliation": "Reds"},
        {"actor": "Blues", "kind": "armed group"},
        {"actor": "Daily Paper", "kind": "outlet"},
        {"actor": "Experts (unnamed)", "kind": "unnamed"},
        {"actor": "Government of Kabul", "kind": "government"},
        {
            "actor": "Kabul officials (unnamed)",
            "kind": "unnamed",
            "affiliation": "Government of Kabul",
        },
        {"actor": "Reds", "kind": "armed group", "aliases": "R-Group; Red Movement"},
        {"actor": "The Herald", "kind": "outlet"},
    ],
    "no_claim": [
        {
            "passage_id": "herald-2021-strike-p001",
            "source_id": "herald-2021-strike",
            "quote": "Between 2015 and 2017",
            "reason": "repeated elsewhere",
            "repeated_in": "herald-2021-strike-002",
            "note": "The same words without the years.",
        },
        {
            "passage_id": "smith-2020-p001",
            "source_id": "smith-2020",
            "quote": "A headline",
            "reason": "heading",
        },
    ],
    "relations": [
        {
            "claim_id": "herald-2021-strike-001",
            "relation": "disputes",
            "other_id": "smith-2020-001",
        },
        {
            "claim_id": "herald-2021-strike-001",
            "relation": "disputes",
            "other_id": "smith-2020-003",
        },
        {"claim_id": "smith-2020-001", "relation": "disputes", "other_id": "smith-2020-003"},
    ],
}


def write(folder: Path, tables: dict[str, list[dict[str, str]]] = TABLES) -> tuple[Path, Path]:
    """Write tables, articles and checksums below the folder; returns data and article folder."""
    data, seeds = folder / "data", folder / "seeds"
    data.mkdir()
    seeds.mkdir()
    for table, rows in tables.items():
        with (data / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, schema.columns(table), restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    for name, text in (("first.txt", FIRST_ARTICLE), ("second.txt", SECOND_ARTICLE)):
        (seeds / name).write_bytes(text.encode())
    write_checksums(seeds)
    return data, seeds


def loaded(folders: tuple[Path, Path]) -> Dataset:
    """The casebook in these folders, which has to be readable."""
    tables, problems = read.read(*folders)
    assert problems == []
    return derive.dataset(tables)


def write_checksums(seeds: Path) -> None:
    """Make SHA256SUMS anew for the articles as they are now."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(seeds.glob("*.txt"))
    ]
    (seeds / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def change(data: Path, table: str, key: str, **cells: str) -> int:
    """Change cells of the row with this key; returns the line on which the row begins."""
    path = data / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    position = next(i for i, row in enumerate(rows) if row[schema.key(table)] == key)
    rows[position].update(cells)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, schema.columns(table), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return position + 2


def add(data: Path, table: str, *rows: dict[str, str]) -> None:
    """Add rows where their keys belong."""
    path = data / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        every = [*csv.DictReader(file), *rows]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, schema.columns(table), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(every, key=lambda row: [row[name] for name in schema.keys(table)]))


def relate(data: Path, claim_id: str, relation: str, *others: str, note: str = "") -> None:
    """Say how a claim stands to others."""
    rows = [
        {"claim_id": claim_id, "relation": relation, "other_id": other, "note": note}
        for other in others
    ]
    add(data, "relations", *rows)


def unrelated(data: Path, *claim_ids: str) -> None:
    """Take out all that is said of how these claims stand to others, or any claim."""
    path = data / "relations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if claim_ids and not {row["claim_id"], row["other_id"]} & {*claim_ids}
        ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, schema.columns("relations"), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
