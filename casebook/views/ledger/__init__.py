"""The ledger of a comparison: claims as cards, side by side, grouped by who speaks.

What it shows is computed by `page`, which makes no Streamlit call; `show` mounts it.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from casebook.analysis.comparison import ledger, voices
from casebook.analysis.comparison.ledger import Opposed
from casebook.analysis.comparison.verdict import State
from casebook.analysis.selection import Selection
from casebook.briefing.contents import said
from casebook.charts import theme
from casebook.export import citation
from casebook.export.links import link_params
from casebook.tables import dates, labels, schema
from casebook.tables.dataset import Dataset
from casebook.views import beside, controls, reconnect, tray, view_state
from casebook.words import number

CARDS = 24
_FOLDER = Path(__file__).parent
_component = st.components.v2.component(
    "casebook.ledger",
    html='<div class="ledger"></div>',
    css=controls.CSS + (_FOLDER / "ledger.css").read_text(encoding="utf-8"),
    js=tray.STORE + beside.JS + (_FOLDER / "ledger.js").read_text(encoding="utf-8"),
)


def show(
    dataset: Dataset,
    chosen: Selection,
    subject_key: str,
    state: State,
    opposed: list[Opposed],
    open_row: int,
) -> None:
    """Mount the ledger; a card that is clicked is opened beside it."""
    held = st.session_state
    shown_for, most = held.get("_cards", ("", CARDS))
    most = most if shown_for == subject_key else CARDS

    def picked() -> None:
        claim_id = held["ledger"].get("picked")
        if claim_id:
            held["_picks"] = held.get("_picks", 0) + 1
            view_state.open_claim(str(claim_id))

    _component(
        key="ledger",
        data={
            **page(dataset, chosen, subject_key, state, opposed, open_row, most),
            "picks": held.get("_picks", 0),
            "session": held.get("_session_name"),
        },
        on_picked_change=picked,
    )
    more = len(state.rows) - most
    if more > 0:
        reconnect.button(
            f"Show {min(more, CARDS)} of {number(more, 'more claim')}",
            held.__setitem__,
            "_cards",
            (subject_key, most + CARDS),
            key="more_cards",
        )


def page(
    dataset: Dataset,
    chosen: Selection,
    subject_key: str,
    state: State,
    opposed: list[Opposed],
    open_row: int,
    most: int = CARDS,
) -> dict[str, Any]:
    """The parts of the ledger with so many cards at most, and the open one besides.

    Each part has the sides of what is set against each other; the last those in no dispute.
    """
    placed = [row for one in opposed for row in round_by_round([side.rows for side in one.sides])]
    against = set(placed)
    rest = [row for row in state.rows.tolist() if row not in against]
    shown = {*[*placed, *rest][:most], open_row}

    def side(name: str, rows: Iterable[int]) -> dict[str, Any]:
        rows = [*rows]
        here = [row for row in rows if row in shown]
        groups = [
            {**_speaker(dataset, those[0], name), "cards": [_card(dataset, row) for row in those]}
            for name, those in ledger.by_voice(dataset, here)
        ]
        return {"name": name, "count": len(rows), "shown": len(here), "voices": groups}

    parts = [
        {
            "heading": _named(one, opposed),
            "described": one.heading,
            "ids": dataset.cells("claim_id", one.rows),
            "sides": [side(of.name, of.rows) for of in one.sides if shown.intersection(of.rows)],
        }
        for one in opposed
        if shown.intersection(one.rows)
    ]
    if shown.intersection(rest):
        parts.append(
            {
                "heading": f"{'Not disputed here' if opposed else 'Claims'}: {len(rest):,}",
                "described": "",
                "ids": [],
                "sides": [side("", rest)],
            }
        )
    query = link_params(dataset, chosen)
    return {
        "parts": parts,
        "open": dataset.cell("claim_id", open_row),
        "query": urlencode({**query, "subject": [subject_key]}, doseq=True),
    }


def round_by_round(columns: list[tuple[int, ...]]) -> list[int]:
    """The first of each side, then the second of each, and so on: each side is heard early."""
    longest = max(map(len, columns), default=0)
    return [side[place] for place in range(longest) for side in columns if place < len(side)]


def _named(one: Opposed, opposed: list[Opposed]) -> str:
    """`Dispute 2`, where there are several; `Tension` for the only one of its sort."""
    alike = [other for other in opposed if other.tense == one.tense]
    place = f" {alike.index(one) + 1}" if len(alike) > 1 else ""
    word = "Tension" if one.tense else "Dispute"
    return f"{word}{place}"


def _speaker(dataset: Dataset, row: int, name: str) -> dict[str, str]:
    """Who speaks, for whom, and what sort of party that is."""
    speaker, party = str(dataset.cell("speaker", row)), voices.party(dataset, row)
    affiliation = str(dataset.actors.at[speaker, "affiliation"]) if speaker else ""
    sort = party if speaker else ""
    return {
        "name": name,
        "sort": ", ".join(filter(None, (affiliation, sort))),
        "colour": theme.PARTIES.get(party, theme.OTHER_NAMES),
    }


def _card(dataset: Dataset, row: int) -> dict[str, str]:
    """A card: what is claimed in which words, where, when and by when; and its footnote."""
    claim = dataset.record("claims", row)
    details = [str(claim["kind"]), str(claim["when"] or "not dated")]
    if claim["figure"]:
        details.append(voices.said(dataset, row))
    by = voices.said_on(dataset, row)
    if by:
        details.append(f"said by {dates.printed(by)}")
    return {
        "id": str(claim["claim_id"]),
        "statement": str(claim["statement"]),
        "quote": citation.quoted(str(claim["quote"])),
        "where": _where(dataset, claim),
        "details": " · ".join(details),
        "said": said(dataset, row),
        "note": citation.footnote(dataset, claim),
    }


def _where(dataset: Dataset, claim: Any) -> str:
    """Through whom, in which article; for an author's own words the speaker says it."""
    if not claim["speaker"]:
        return ""
    relayed = [*reversed(schema.split_values(claim["via"], schema.VIA_SEPARATOR))]
    article = labels.source_name(dataset, str(claim["source_id"]))
    return f"Via {', via '.join(relayed)}, in {article}" if relayed else f"In {article}"
