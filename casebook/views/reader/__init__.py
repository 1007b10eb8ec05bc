"""The article beside the table: its text with the marked words, and the card of the open claim.

What the reader shows is computed by `page`, which makes no Streamlit call; `show` mounts it.
Article text reaches the browser as data and is set as text, never as Markdown or HTML.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import numpy as np
import streamlit as st

from casebook import words
from casebook.analysis.search import Hit
from casebook.analysis.selection import Selection
from casebook.export import citation
from casebook.export.links import link_params
from casebook.tables import labels, schema
from casebook.tables.dataset import Dataset, Rows

_FOLDER = Path(__file__).parent
_component = st.components.v2.component(
    "casebook.reader",
    html='<div class="reader"></div>',
    css=(_FOLDER / "reader.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "reader.js").read_text(encoding="utf-8"),
)


def show(
    dataset: Dataset,
    chosen: Selection,
    rows: Rows,
    open_row: int | None,
    hit: Hit | None,
    on_pick: Callable[[], None],
) -> None:
    """Mount the reader under the key `reader`; a picked claim's id is in its `picked`."""
    data = page(dataset, chosen, rows, open_row, hit)
    if data:
        _component(key="reader", data=data, on_picked_change=on_pick)


def page(
    dataset: Dataset, chosen: Selection, rows: Rows, open_row: int | None, hit: Hit | None
) -> dict[str, Any] | None:
    """The article of the hit, else of the open claim, with every selected claim marked.

    None when there is neither. Spans count characters of the article's text as JavaScript does,
    in UTF-16 units.
    """
    claims = dataset.claims
    if hit:
        source_id = hit.source_id
    elif open_row is not None:
        source_id = str(claims["source_id"].iat[open_row])
    else:
        return None
    text = dataset.articles[source_id].text
    part = claims.iloc[rows]
    part = part[part["source_id"] == source_id].sort_values(["start", "claim_id"])
    marked = part[["claim_id", "start", "end"]]
    open_id = str(claims["claim_id"].iat[open_row]) if open_row is not None and not hit else ""
    spans = list(marked.itertuples(index=False, name=None))
    if open_id and open_id not in set(part["claim_id"]):
        spans.append(
            (open_id, int(claims["start"].iat[open_row]), int(claims["end"].iat[open_row]))
        )
    if hit:
        spans.append(("", hit.start, hit.end))
    units = _utf16_places(text)
    return {
        "place": f"{source_id} {open_id or hit}",
        "title": labels.source_title(dataset, source_id),
        "meta": labels.source_lines(dataset, source_id),
        "paragraphs": [
            {"start": units(start), "text": paragraph} for start, paragraph in _paragraphs(text)
        ],
        "marks": [
            {
                "id": claim_id,
                "start": units(int(start)),
                "end": units(int(end)),
                "disputed": _disputed(dataset, claim_id, source_id, int(start)),
            }
            for claim_id, start, end in spans
        ],
        "order": part["claim_id"].tolist(),
        "open": open_id,
        "card": _card(dataset, int(open_row), set(part["claim_id"]))
        if open_row is not None and not hit
        else None,
        "query": urlencode(link_params(dataset, chosen, open_id), doseq=True),
    }


def _disputed(dataset: Dataset, claim_id: str, source_id: str, start: int) -> str:
    """`disputed by Taliban, below`: by whom and where, or nothing."""
    row = dataset.row(claim_id)
    found: list[str] = []
    for other in dataset.disputes.of(row) if row is not None else ():
        claim = dataset.claims.iloc[other]
        places = {1: "below", 0: "in the same words", -1: "above"}
        where = places[int(np.sign(int(claim["start"]) - start))]
        if claim["source_id"] != source_id:
            where = f"in {labels.source_name(dataset, str(claim['source_id']))}"
        found.append(f"{claim['speaker'] or 'the article itself'}, {where}")
    return f"disputed by {'; '.join(dict.fromkeys(found))}" if found else ""


def _paragraphs(text: str) -> list[tuple[int, str]]:
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((start, line))
        start += len(line) + 1
    return found


def _utf16_places(text: str) -> Callable[[int], int]:
    """From places in Python's string to places in JavaScript's, which counts some letters twice."""
    if text.isascii() or max(text) < "\U00010000":
        return lambda place: place
    return lambda place: len(text[:place].encode("utf-16-le")) // 2


def _card(dataset: Dataset, row: int, selected: set[str]) -> dict[str, Any]:
    claim = dataset.claims.iloc[row]
    details: list[dict[str, Any]] = [
        {"label": "Who says so", "text": citation.attribution(dataset, claim)},
        {"label": "Kind", "text": f"{claim['kind']}, on {claim['topic']}"},
        {"label": "When", "text": _when(claim["when"], claim["date_basis"])},
        {"label": "Groups", "text": claim["groups"] or words.NOT_STATED},
    ]
    if claim["figure"]:
        details.append({"label": "Figure", "text": _figure(claim)})
    if claim["incident"] >= 0:
        details.append(_incident_detail(dataset, row))
    disputes = schema.split_values(claim["disputes"])
    disputed_by = [
        claim_id
        for claim_id in schema.split_values(claim["disputed_by"])
        if claim_id not in disputes
    ]
    for label, ids in (("Disputes", disputes), ("Disputed by", disputed_by)):
        if ids:
            details.append({"label": label, "links": [_link(dataset, found) for found in ids]})
    if claim["note"]:
        details.append({"label": "Note", "text": claim["note"]})
    if claim["claim_id"] not in selected:
        details.insert(0, {"label": "Not selected", "text": "the filters leave this claim out"})
    return {
        "statement": claim["statement"],
        "details": details,
        "footnote": citation.footnote(dataset, claim),
    }


def _when(printed: str, basis: str) -> str:
    if not printed:
        return words.NOT_STATED
    return f"{printed} (inferred)" if basis == "inferred" else printed


def _figure(claim: Any) -> str:
    counts = claim["unit"] if claim["unit"] != "other" else ""
    return f"“{claim['figure']}” {counts}".strip()


def _incident_detail(dataset: Dataset, row: int) -> dict[str, Any]:
    claims = dataset.claims
    position = int(claims["incident"].iat[row])
    incident = dataset.incidents.iloc[position]
    others = claims[(claims["incident"] == position).to_numpy()]
    others = others.sort_values(["source_id", "start", "claim_id"])
    others = others[others["claim_id"] != claims["claim_id"].iat[row]]
    when = f", {incident['when']}" if incident["when"] else ""
    text = f"{incident['title']}{when}"
    if others.empty:
        return {"label": "Incident", "text": text}
    noun = "claim" if len(others) == 1 else "claims"
    return {
        "label": "Incident",
        "text": text,
        "more": f"{len(others)} more {noun} about it",
        "links": [_link(dataset, claim_id) for claim_id in others["claim_id"]],
    }


def _link(dataset: Dataset, claim_id: str) -> dict[str, str]:
    claim = dataset.claims.iloc[dataset.row(claim_id)]
    article = labels.source_name(dataset, str(claim["source_id"]))
    return {"id": claim_id, "text": f"{claim['statement']} — {article}"}
