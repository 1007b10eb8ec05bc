"""The articles of a briefing for reference managers: CSL-JSON, and BibTeX and RIS made of it."""

import re
from collections.abc import Iterable
from typing import Any

from casebook.briefing import documents
from casebook.export.datapackage import json_text
from casebook.tables import labels
from casebook.tables.dataset import Dataset

FORMS = ("bib", "ris", "csl.json")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_RIS_TYPES = {"article-newspaper": "NEWS", "report": "RPRT"}
Item = dict[str, Any]


def made(dataset: Dataset, articles: Iterable[str], form: str) -> bytes:
    """The articles in one of FORMS. Raises documents.DocumentError."""
    items = of_articles(dataset, articles)
    if form == "ris":
        return "".join(map(_ris, items)).encode()
    content = json_text(items).encode()
    return content if form == "csl.json" else documents.converted(content, "csljson", "bibtex")


def of_articles(dataset: Dataset, articles: Iterable[str]) -> list[Item]:
    """The articles as CSL has them."""
    return [_item(dataset, source_id) for source_id in articles]


def _item(dataset: Dataset, source_id: str) -> Item:
    """An article as CSL has it; an interval in which it was published is a range of dates."""
    source = dataset.sources.loc[source_id]
    kinds = dataset.actors["kind"]
    research = source["outlet"] and kinds[source["outlet"]] == "research body"
    days = [[int(part) for part in day.split("-")] for day in _DATE.findall(source["published"])]
    told = {
        "id": source_id,
        "type": "report" if research else "article-newspaper",
        "title": labels.source_title(dataset, source_id),
        "author": [_name(name) for name in filter(None, source["author"].split(", "))],
        "publisher" if research else "container-title": source["outlet"],
        "issued": {"date-parts": days[:2]} if days else None,
        "note": _inferred(source),
    }
    return {field: value for field, value in told.items() if value}


def _name(name: str) -> dict[str, str]:
    given, _, family = name.rpartition(" ")
    return {"family": family, "given": given} if given else {"literal": name}


def _inferred(source: Any) -> str:
    inferred = [
        name
        for name, basis in (("outlet", "outlet_basis"), ("date", "published_basis"))
        if source[basis] == "inferred"
    ]
    return f"{' and '.join(inferred).capitalize()} inferred." if inferred else ""


def _ris(item: Item) -> str:
    """One record; a line break in a field would end it, and no cell holds one."""
    (first, *_) = item.get("issued", {"date-parts": [[]]})["date-parts"]
    year, month, day = (*(f"{part:02d}" for part in first), "", "", "")[:3]
    fields = [
        ("TY", _RIS_TYPES[item["type"]]),
        ("ID", item["id"]),
        *(
            ("AU", name.get("literal") or f"{name['family']}, {name['given']}")
            for name in item.get("author", [])
        ),
        ("TI", item["title"]),
        ("T2", item.get("container-title", "")),
        ("PB", item.get("publisher", "")),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else ""),
        ("N1", item.get("note", "")),
    ]
    lines = [f"{tag}  - {value}\n" for tag, value in fields if value]
    return "".join([*lines, "ER  - \n\n"])
