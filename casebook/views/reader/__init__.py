"""The article beside the table: its text with the marked words, and the card of the open claim.

What the reader shows is computed by `page`, which makes no Streamlit call; `show` mounts it.
Article text reaches the browser as data and is set as text, never as Markdown or HTML.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

import numpy as np
import streamlit as st

from casebook.analysis.comparison.claim_groups import ranges
from casebook.analysis.search import Hit, mentions
from casebook.analysis.selection import Params, Selection
from casebook.briefing import contents
from casebook.export import citation
from casebook.export.links import link_params
from casebook.tables import labels, schema
from casebook.tables.dataset import Dataset, Rows
from casebook.views import beside, controls, tray
from casebook.words import NOT_STATED, RELATED, number

NOWHERE: tuple[str, Params] = ("", {})
LINKS = 24
MOST_FOUND = 2_000  # places of a search that are marked in an article
STEPS = 12  # claims of a list before and after the open one that quick clicks can step to
_NUMBER = re.compile(r"([\w-]+-[0-9]+)")
_FOLDER = Path(__file__).parent
_component = st.components.v2.component(
    "casebook.reader",
    html='<div class="reader"></div>',
    css=controls.CSS + (_FOLDER / "reader.css").read_text(encoding="utf-8"),
    js="".join(
        (tray.STORE, beside.JS, (_FOLDER / "reader.js").read_text(encoding="utf-8")),
    ),
)


def show(
    dataset: Dataset,
    chosen: Selection,
    rows: Rows,
    open_row: int | None,
    hit: Hit | None,
    on_pick: Callable[[], None],
    compare: Mapping[str, str] = MappingProxyType({}),
    ordered: Rows | None = None,
    beside: bool = False,
    at: tuple[str, Params] = NOWHERE,
) -> str:
    """Mount the reader under the key `reader`; a picked claim's id is in its `picked`.

    `compare` offers comparisons by their keys with a label each; gives the key of the one that was
    clicked, else "". `ordered` are the claims of a list beside the reader in its order, along which
    it steps; without it, or where the reader is switched so, it steps through the article. `beside`
    such a list, and beside one that it does not step along, it takes the height that the window
    leaves. `at` is the page to which a copied link leads, with what it names of it beside the
    selection and the claim; Explore without it.

    The reader marks a picked claim before the answer comes, and is drawn anew by every answer: for
    that its data hold the number of picks. By the session it sees that its server was restarted,
    and asks again for what the old one did not answer.
    """

    def picked() -> None:
        st.session_state["_picks"] = st.session_state.get("_picks", 0) + 1
        on_pick()

    data = page(dataset, chosen, rows, open_row, hit)
    if data:
        data["picks"] = st.session_state.get("_picks", 0)
        data["session"] = st.session_state.get("_session_name")
        data["beside"] = beside or ordered is not None
        data["steps"] = _steps(dataset, ordered, open_row)
        data["page"], named = at
        data["query"] += f"&{urlencode(named, doseq=True)}" if named else ""
        data["compare"] = [{"key": key, "text": text} for key, text in compare.items()]
        result = _component(
            key="reader", data=data, on_picked_change=picked, on_compared_change=lambda: None
        )
        if result.compared in compare:
            return str(result.compared)
    return ""


def page(
    dataset: Dataset, chosen: Selection, rows: Rows, open_row: int | None, hit: Hit | None
) -> dict[str, Any] | None:
    """The article of the hit, else of the open claim, with every selected claim marked.

    None when there is neither. `found` are the words of the search. Spans count characters of the
    article's text as JavaScript does, in UTF-16 units.
    """
    if hit:
        source_id = hit.source_id
    elif open_row is not None:
        source_id = dataset.cell("source_id", open_row)
    else:
        return None
    text = dataset.articles[source_id].text
    here = in_article(dataset, rows, source_id)
    order = _ids(dataset, here)
    open_id = "" if open_row is None or hit else _ids(dataset, [open_row])[0]
    left_out = [open_row] if open_id and open_id not in order else []
    units = _utf16_places(text)
    marks = _marks(dataset, np.array([*here, *left_out], dtype=np.int64), source_id, units)
    if hit:
        place = {"start": units(hit.start), "end": units(hit.end)}
        marks.append({"id": "", **place, "disputed": "", "tension": ""})
    query = urlencode(link_params(dataset, chosen, open_id), doseq=True)
    return {
        "place": f"{source_id} {open_id or hit}",
        "title": labels.source_title(dataset, source_id),
        "meta": labels.source_lines(dataset, source_id),
        "paragraphs": [
            {"start": units(start), "text": paragraph} for start, paragraph in _paragraphs(text)
        ],
        "marks": marks,
        "found": [
            {"start": units(start), "end": units(end)}
            for start, end in mentions(dataset, chosen.search, [text])[0][:MOST_FOUND]
        ],
        "order": order,
        "open": open_id,
        "card": _card(dataset, open_row, open_id in order)
        if open_row is not None and not hit
        else None,
        "query": query,
        "claim_query": query,
    }


def _steps(dataset: Dataset, ordered: Rows | None, open_row: int | None) -> dict[str, Any] | None:
    """The claims around the open one in a list: `at` is the place of the first of `ids` in it."""
    found: Any = np.flatnonzero(ordered == open_row) if ordered is not None else []
    if ordered is None or not len(found):
        return None
    at = max(int(found[0]) - STEPS, 0)
    ids = _ids(dataset, ordered[at : int(found[0]) + STEPS + 1])
    return {"ids": ids, "at": at, "total": len(ordered)}


def _ids(dataset: Dataset, rows: Rows | list[int]) -> list[str]:
    return dataset.cells("claim_id", rows)


def _marks(
    dataset: Dataset, rows: Rows, source_id: str, units: Callable[[int], int]
) -> list[dict[str, Any]]:
    starts, ends = (dataset.cells(name, rows) for name in ("start", "end"))
    disputed, tense = (
        _set_against(dataset, rows, source_id, relation) for relation in ("disputes", "tension")
    )
    return [
        {
            "id": claim_id,
            "start": units(start),
            "end": units(end),
            "disputed": disputed.get(row, ""),
            "tension": tense.get(row, ""),
        }
        for row, claim_id, start, end in zip(
            rows.tolist(), _ids(dataset, rows), starts, ends, strict=True
        )
    ]


def in_article(dataset: Dataset, rows: Rows, source_id: str) -> Rows:
    """Those of the rows that are claims of this article, in reading order."""
    code = dataset.claims["source_id"].cat.categories.get_loc(source_id)
    here = rows[dataset.codes("source_id")[rows] == code]
    return here[np.argsort(dataset.reading_rank[here])]


def _set_against(dataset: Dataset, rows: Rows, source_id: str, relation: str) -> dict[int, str]:
    """For each of these rows, of those in this relation: `disputed by Taliban, below`."""
    links, of_pairs = dataset.related, dataset.relations["relation"].cat
    counts = links.starts[rows + 1] - links.starts[rows]
    at = ranges(links.starts[rows], counts)
    kept = of_pairs.codes.to_numpy()[links.places[at]] == of_pairs.categories.get_loc(relation)
    own, other = np.repeat(rows, counts)[kept], links.others[at[kept]]
    place = dataset.claims["start"].to_numpy(dtype=np.int64)
    above = np.sign(place[other] - place[own]).tolist()
    columns = (dataset.cells(name, other) for name in ("source_id", "speaker"))
    parties: dict[int, dict[str, None]] = {row: {} for row in own.tolist()}
    for row, sign, source, speaker in zip(own.tolist(), above, *columns, strict=True):
        where = {1: "below", 0: "in the same words", -1: "above"}[sign]
        if source != source_id:
            where = f"in {labels.source_name(dataset, source)}"
        who = speaker or labels.own_voice(dataset, source)
        parties[row][f"{who}, {where}" if speaker or source == source_id else who] = None
    label = RELATED[relation][0].lower()
    return {row: f"{label} {'; '.join(those)}" for row, those in parties.items()}


def _paragraphs(text: str) -> list[tuple[int, str]]:
    paragraphs, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append((start, line))
        start += len(line) + 1
    return paragraphs


def _utf16_places(text: str) -> Callable[[int], int]:
    """From places in Python's string to places in JavaScript's, which counts some letters twice."""
    if text.isascii() or max(text) < "\U00010000":
        return lambda place: place
    return lambda place: len(text[:place].encode("utf-16-le")) // 2


def _card(dataset: Dataset, row: int, selected: bool) -> dict[str, Any]:
    claim = dataset.record("claims", row)
    details: list[dict[str, Any]] = [
        {"label": "On", "text": str(claim["topic"])},
        {"label": "Groups", "text": claim["groups"] or NOT_STATED},
    ]
    related = _related_details(dataset, row)
    if claim["incident"] >= 0:
        related.append(_incident_detail(dataset, row))
    if claim["note"]:
        related.append({"label": "Note", "parts": _parts(dataset, str(claim["note"]))})
    disputes, tensions = (_count_of(dataset, row, name) for name in ("disputes", "tension"))
    return {
        "statement": claim["statement"],
        "said": contents.said(dataset, row),
        "disputed": f"Disputed by {disputes}" if disputes else "",
        "tension": f"In tension with {tensions}" if tensions else "",
        "left_out": "" if selected else "Not selected: the filters leave this claim out.",
        "who": citation.attribution(dataset, claim),
        "when": _when(claim["when"], claim["date_basis"]),
        "kind": str(claim["kind"]),
        "figure": _figure(claim) if claim["figure"] else "",
        "details": details + related,
        "footnote": citation.footnote(dataset, claim),
    }


def _count_of(dataset: Dataset, row: int, relation: str) -> int:
    """In how many relations of this kind a claim stands."""
    of_pairs = dataset.relations["relation"].cat
    code = of_pairs.categories.get_loc(relation)
    return int((of_pairs.codes.to_numpy()[dataset.related.places_of(row)] == code).sum())


def _parts(dataset: Dataset, text: str) -> list[dict[str, str]]:
    """A note in parts: words, and links in place of the ids of claims, that say whose they are."""
    parts = []
    for piece in filter(None, _NUMBER.split(text)):
        row = dataset.row(piece)
        if row is None:
            parts.append({"text": piece})
        else:
            source = labels.source_name(dataset, str(dataset.cell("source_id", row)))
            speaker = str(dataset.cell("speaker", row))
            parts.append({"id": piece, "text": f"{speaker}, in {source}" if speaker else source})
    return parts


def _related_details(dataset: Dataset, row: int) -> list[dict[str, Any]]:
    """The claims that this one is related to, for each way of standing to it, disputes first."""
    links, pairs = dataset.related, dataset.relations
    places = links.places_of(row)
    kinds = pairs["relation"].cat.codes.to_numpy()[places]
    named_by_other = pairs["claim"].to_numpy()[places] != row
    notes = pairs["note"].array.take(places)
    details = []
    for code, relation in enumerate(schema.RELATIONS):
        labels_of = RELATED[relation]
        for label in dict.fromkeys(labels_of):
            way = np.array([labels_of[int(other)] == label for other in named_by_other], dtype=bool)
            at = np.flatnonzero((kinds == code) & way)
            if len(at):
                shown = at[:LINKS]
                claims = _links(dataset, links.of(row)[shown], notes.take(shown).tolist())
                many = f"{label} {len(at):,}, the first {LINKS}" if len(at) > LINKS else label
                details.append({"label": many, "links": claims})
    return details


def _when(printed: str, basis: str) -> str:
    if not printed:
        return NOT_STATED
    return f"{printed} (inferred)" if basis == "inferred" else printed


def _figure(claim: Any) -> str:
    counts = claim["unit"] if claim["unit"] != "other" else ""
    return f"“{claim['figure']}” {counts}".strip()


def _incident_detail(dataset: Dataset, row: int) -> dict[str, Any]:
    about = dataset.claims["incident"].to_numpy()
    position = int(about[row])
    incident = dataset.record("incidents", position)
    same = np.flatnonzero(about == position)
    others = same[np.argsort(dataset.reading_rank[same])]
    others = others[others != row]
    when = f", {incident['when']}" if incident["when"] else ""
    text = f"{incident['title']}{when}"
    if not len(others):
        return {"label": "Incident", "text": text}
    first = f", the first {LINKS}" if len(others) > LINKS else ""
    return {
        "label": "Incident",
        "text": text,
        "more": f"{number(len(others), 'more claim')} about it{first}",
        "links": _links(dataset, others[:LINKS]),
    }


def _links(dataset: Dataset, rows: Rows, notes: list[str] | None = None) -> list[dict[str, str]]:
    columns = (dataset.cells(name, rows) for name in ("claim_id", "source_id", "statement"))
    return [
        {
            "id": claim_id,
            "text": f"{statement} — {labels.source_name(dataset, source_id)}",
            "note": note,
        }
        for claim_id, source_id, statement, note in zip(
            *columns, notes or [""] * len(rows), strict=True
        )
    ]
