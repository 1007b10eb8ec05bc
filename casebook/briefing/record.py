"""What a briefing rests on, for programs: footnotes and their places, the articles verbatim."""

import hashlib
from typing import Any

import numpy as np

from casebook.briefing.contents import Briefing
from casebook.export import links
from casebook.tables import labels
from casebook.tables.dataset import Dataset

LEGEND = {
    "what": "What this briefing rests on: each footnote with its place in an article, and the "
    "articles as the casebook reads them.",
    "footnotes": "In the order of the document. The article's text from start to end is the quote, "
    "and the quote is what the statement rests on. claim_id names the claim in the casebook; link "
    "opens it there.",
    "start, end": "Counted in characters (Unicode code points, not bytes or UTF-16 units) from 0; "
    "end is the first character after the quote.",
    "articles": "By source_id. sha256 is the checksum of the text in UTF-8.",
    "selection": "The view of the casebook that the briefing was made of: in words, as parameters "
    "of an address, and as a link.",
    "data_version": "The version of the casebook's tables and articles.",
}


def record(briefing: Briefing, dataset: Dataset, base: str) -> dict[str, Any]:
    """All of it as JSON holds it; LEGEND explains the fields."""
    used = dict.fromkeys(briefing.articles)
    return {
        "legend": LEGEND,
        "title": briefing.title,
        "date": briefing.date,
        "data_version": dataset.version,
        "selection": selection(briefing, dataset, base),
        "rests_on": briefing.sources,
        "footnotes": footnotes(briefing, dataset, base),
        "articles": {source_id: _article(dataset, source_id) for source_id in used},
    }


def footnotes(briefing: Briefing, dataset: Dataset, base: str) -> list[dict[str, Any]]:
    """Each footnote with its number, its claim, and where its words stand in which article."""
    rows = np.array(briefing.noted(), dtype=np.int64)
    names = ("claim_id", "source_id", "start", "end", "quote", "statement")
    columns = zip(*(dataset.cells(name, rows) for name in names), strict=True)
    return [
        {
            "number": number,
            "claim_id": claim_id,
            "article": source_id,
            "start": start,
            "end": end,
            "quote": quote,
            "statement": statement,
            "link": links.url(base, dataset, briefing.chosen, claim_id),
        }
        for number, (claim_id, source_id, start, end, quote, statement) in enumerate(
            columns, start=1
        )
    ]


def selection(briefing: Briefing, dataset: Dataset, base: str) -> dict[str, Any]:
    """What was selected, in words and for an address."""
    return {
        "words": briefing.chosen.describe(dataset),
        "parameters": briefing.chosen.to_full_params(dataset),
        "link": links.url(base, dataset, briefing.chosen),
    }


def _article(dataset: Dataset, source_id: str) -> dict[str, str]:
    text = dataset.articles[source_id].text
    return {
        "title": labels.source_title(dataset, source_id),
        "published": labels.source_lines(dataset, source_id)[0],
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "text": text,
    }
