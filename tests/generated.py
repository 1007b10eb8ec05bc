"""Casebooks that Hypothesis makes up: a few articles of sentences, and claims that quote them."""

from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from casebook.tables import schema
from casebook.tables.dataset import Tables
from tests import small

PARTIES = [row["actor"] for row in small.TABLES["actors"]]
GROUPS = [row["actor"] for row in small.TABLES["actors"] if row["kind"] == "armed group"]
INCIDENTS = [row["incident_id"] for row in small.TABLES["incidents"]]
DATES = ["", "2020", "2020-05-05", "2020-05", "../2016", "2019/2021", "2021-24", "2021-08/.."]
SENTENCES = ["Número", "The “Reds” said", "Café 😀", "Nine"]


def _lists(names: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(names), unique=True, max_size=2).map(
        lambda some: schema.SEPARATOR.join(sorted(some))
    )


@st.composite
def _cells(draw: st.DrawFn, source_id: str, number: int, sentences: list[str]) -> dict[str, str]:
    quote = draw(st.sampled_from(sentences))
    places = sentences.count(quote)
    return {
        "claim_id": f"{source_id}-{number:03d}",
        "source_id": source_id,
        "incident_id": draw(st.sampled_from(["", *INCIDENTS])),
        "kind": draw(st.sampled_from(schema.CLAIM_KINDS)),
        "topic": draw(st.sampled_from(schema.TOPICS)),
        "date": draw(st.sampled_from(DATES)),
        "groups": draw(_lists(GROUPS)),
        "speaker": draw(st.sampled_from(["", *PARTIES])),
        "via": draw(_lists(PARTIES)).replace(schema.SEPARATOR, schema.VIA_SEPARATOR),
        "statement": "Something was said.",
        "quote": quote,
        "occurrence": str(draw(st.integers(1, places))) if places > 1 else "",
        "low": draw(st.sampled_from(["", "13", "0.5"])),
        "high": draw(st.sampled_from(["", "40"])),
    }


def _frame(table: str, rows: list[dict[str, str]]) -> pd.DataFrame:
    blank = dict.fromkeys(schema.columns(table), "")
    frame = pd.DataFrame([blank | row for row in rows], columns=list(blank), dtype="str")
    return frame.set_axis(pd.RangeIndex(2, len(rows) + 2, name="line"), axis="index")


@st.composite
def tables(draw: st.DrawFn) -> Tables:
    """Tables of one to three articles with up to five claims each, at least one in all."""
    sources: list[dict[str, Any]] = []
    claims: list[dict[str, str]] = []
    lines: dict[str, tuple[str, ...]] = {}
    for source_id in ("article-1", "article-2", "article-3")[: draw(st.integers(1, 3))]:
        # None is a part of another, so that each place is where a sentence was put.
        sentences = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6))
        lines[f"{source_id}.txt"] = ("Above", *sentences, "Below")
        sources.append(
            {
                "source_id": source_id,
                "file": f"{source_id}.txt",
                "first_line": "2",
                "last_line": str(len(sentences) + 1),
                "title": draw(st.sampled_from(["", "A title"])),
                "author": draw(st.sampled_from(["", "Jo Smith", "Jo Smith, A. Bee, C. Dee"])),
                "outlet": draw(st.sampled_from(["", "Daily Paper"])),
                "published": draw(st.sampled_from(DATES)),
            }
        )
        for number in range(1, draw(st.integers(0 if claims else 1, 5)) + 1):
            claims.append(draw(_cells(source_id, number, sentences)))
    ids = [claim["claim_id"] for claim in claims]
    pairs = draw(
        st.lists(st.sampled_from([*combinations(ids, 2)]), unique=True, max_size=6)
        if len(ids) > 1
        else st.just([])
    )
    relations = [
        {
            "claim_id": claim_id,
            "relation": draw(st.sampled_from([schema.DISPUTES, *schema.RELATIONS])),
            "other_id": other,
            "note": draw(st.sampled_from(["", "Told of another year."])),
        }
        for claim_id, other in pairs
    ]
    frames = {"sources": sources, "claims": claims, "no_claim": [], "relations": relations}
    return Tables(
        {name: _frame(name, frames.get(name, small.TABLES[name])) for name in schema.MODELS},
        lines,
        {},
        {},
        Path(),
        "",
        "0123456789ab",
    )
