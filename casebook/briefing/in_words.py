"""Claims as the editor of a briefing shows them: their words, and those of what disputes them."""

from collections.abc import Iterable
from typing import Any

from casebook.analysis.comparison import voices
from casebook.briefing.contents import said
from casebook.tables import labels
from casebook.tables.dataset import Dataset


def claims(dataset: Dataset, claim_ids: Iterable[str]) -> dict[str, Any]:
    """Of each of these claims that the data hold its words, and of those that dispute any.

    `claims` has for each id what it states, a line on who says so, where and when, and the ids of
    those that dispute it; `others` what these state and who says so.
    """
    rows = {one: row for one in claim_ids if (row := dataset.row(one)) is not None}
    ids = dataset.claims["claim_id"].array
    found, others = {}, {}
    for claim_id, row in rows.items():
        against = dict.fromkeys(dataset.disputes.of(row).tolist())
        found[claim_id] = {
            "said": said(dataset, row),
            "line": _line(dataset, row),
            "against": [str(ids[other]) for other in against],
        }
        others.update({str(ids[other]): other for other in against})
    return {
        "claims": found,
        "others": {
            claim_id: {
                "said": said(dataset, row),
                "who": _voice(dataset, row),
            }
            for claim_id, row in others.items()
        },
    }


def _voice(dataset: Dataset, row: int) -> str:
    """Who speaks, as it stands after `Disputed by`."""
    if not dataset.cell("speaker", row):
        return labels.own_voice(dataset, str(dataset.cell("source_id", row)))
    return voices.voice(dataset, row).removesuffix(" (unnamed)")


def _line(dataset: Dataset, row: int) -> str:
    """Who says so, where, when, and the figure: `Amin Gul · Daily Paper · 5 May 2020 · “13”`."""
    speaker, when, figure = (str(dataset.cell(name, row)) for name in ("speaker", "when", "figure"))
    source_id = str(dataset.cell("source_id", row))
    who, where = labels.who_and_where(dataset, speaker, source_id)
    parts = [
        who.removesuffix(" (unnamed)"),
        where,
        when or "not dated",
        voices.said(dataset, row) if figure else "",
    ]
    return " · ".join(filter(None, parts))
