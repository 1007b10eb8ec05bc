"""Casebooks that Hypothesis makes up."""

from hypothesis import strategies as st

from casebook.tables.dataset import Dataset
from tests.analysis.comparison.made import OFFICIALS, SPOKESMAN, Row, claim, count, incident, made

ARTICLES = "abc"
PARTIES = ("", "Greens", SPOKESMAN, "Ministry", OFFICIALS, "A Witness")
DATES = ("", "2021-03", "2021", "2014/2021", "2019", "2021/..", "../2021", "2020/2021-06")
RAIDS = ("undated-raid", "undated-storm", "undated-word")


@st.composite
def rows_of_claims(
    draw: st.DrawFn, least: int = 1, most: int = 4, articles: str = ARTICLES
) -> list[Row]:
    """Claims that dispute each other at will, with figures or without, on incidents or none."""
    ids = [
        f"{article}-{number:03d}"
        for article in articles
        for number in range(1, 1 + draw(st.integers(least, most)))
    ]
    rows = []
    for claim_id in ids:
        others = st.sampled_from([other for other in ids if other != claim_id] or [""])
        disputed = draw(st.lists(others, unique=True, max_size=2)) if len(ids) > 1 else []
        cells = {
            "topic": draw(st.sampled_from(["strength", "strength", "attacks", "other"])),
            "kind": draw(st.sampled_from(["report", "report", "estimate", "opinion"])),
            "date": draw(st.sampled_from(DATES)),
            "incident_id": draw(st.sampled_from(["", "", *RAIDS])),
            "groups": draw(st.sampled_from(["Greens", "Greens", "Blues; Greens", ""])),
            "disputes": "; ".join(sorted(disputed)) if not draw(st.integers(0, 2)) else "",
        }
        if len(ids) > 1 and not draw(st.integers(0, 2)):
            relation = draw(st.sampled_from(["tension", "updates", "part_of", "not_comparable"]))
            cells[relation] = draw(others)
        speaker = draw(st.sampled_from(PARTIES))
        if not draw(st.integers(0, 3)):
            rows.append(claim(claim_id, speaker, **cells))
            continue
        low, width = draw(st.integers(0, 6)), draw(st.integers(0, 4))
        cells["unit"] = draw(st.sampled_from(["fighters", "fighters", "killed", "other"]))
        cells["figure"] = draw(st.sampled_from(["some", str(low)]))
        bounds = draw(
            st.sampled_from([(low, low + width)] * 3 + [(low, None), (None, low), (None, None)])
        )
        rows.append(count(claim_id, speaker, *bounds, **cells))
    return rows


def of(rows: list[Row]) -> Dataset:
    """The casebook; article b has no outlet, and c may be as late."""
    named = {row.get("incident_id", "") for row in rows}
    incidents = tuple(
        incident(raid, kind="statement" if raid.endswith("word") else "attack")
        for raid in RAIDS
        if raid in named
    )
    b = {"outlet": "", "outlet_basis": "unknown", "published": "2021-05"}
    return made(*rows, incidents=incidents, b=b, c={"published": "2021-05-20"})
