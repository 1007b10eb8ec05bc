"""What a selection rests on, in one paragraph."""

import numpy as np

from casebook.analysis.counting import counts_of
from casebook.tables import schema
from casebook.tables.dataset import Dataset, Mask, Rows
from casebook.tables.dates import UNDATED
from casebook.tables.labels import origin_name
from casebook.words import listed, number

ITSELF, _NOBODY = schema.ATTRIBUTIONS[0], schema.ATTRIBUTIONS[-1]
_OFFICIALS = "government, unnamed"
_MOST_OUTLETS = 6


def source_statement(dataset: Dataset, rows: Rows) -> str:
    """One paragraph on what the rows rest on, to stand in a briefing; a pure function of the rows.

    Years are those of what is claimed. Of the years between the first and the last that a claim is
    counted in, it names those that no claim is about, and those that claims only reach which are
    counted in another: their bars in the chart are empty.
    """
    counted = counts_of(dataset, rows)
    if not counted.claims:
        return "No claim is selected."
    one = counted.claims == 1
    qualities = {
        "made by a group about itself": int(on_rung(dataset, ITSELF)[rows].sum()),
        "disputed": counted.disputed,
        "from unnamed officials": int(on_rung(dataset, _OFFICIALS)[rows].sum()),
        "unattributed": int(on_rung(dataset, _NOBODY)[rows].sum()),
        "dated by inference": int(
            (dataset.claims["date_basis"] == "inferred").to_numpy()[rows].sum()
        ),
        "undated": counted.undated,
    }
    held = [
        f"{'it' if one else f'{count:,}'} {'is' if count == 1 else 'are'} {quality}"
        for quality, count in qualities.items()
        if count
    ]
    missing = [quality for quality, count in qualities.items() if not count]
    sentences = [
        f"{number(counted.claims, 'claim')} in {number(counted.articles, 'article')}"
        f"{_outlets(dataset, rows)}{_span(dataset, rows)}.",
        _origins(dataset, rows),
        f"{listed(held)[:1].upper()}{listed(held)[1:]}." if held else "",
        f"{'It is not' if one else 'None is'} {listed(missing, 'or')}." if missing else "",
        _years_without_claims(dataset, rows),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def on_rung(dataset: Dataset, rung: str) -> np.ndarray:
    """Which claims stand on this rung of the ladder of attribution."""
    members = dataset.members["attribution"]
    mask = np.zeros(len(dataset.claims), dtype=bool)
    if rung in members.names:
        mask[members.rows[members.codes == members.names.index(rung)]] = True
    return mask


def _origins(dataset: Dataset, rows: Rows) -> str:
    """The original sources, and what rests on the largest if one has more than any other."""
    claims = np.bincount(dataset.codes("origin")[rows])
    largest = int(claims.argmax())
    name = origin_name(dataset, str(dataset.claims["origin"].cat.categories[largest]))
    if len(rows) == 1:
        return f"Its original source is {name}."
    origins, most = int((claims > 0).sum()), int(claims[largest])
    if origins == 1:
        return f"All of them have one original source: {name}."
    if (claims == most).sum() > 1:
        return f"They have {origins:,} original sources; none has more than {most:,} of them."
    return f"They have {origins:,} original sources; {most:,} rest on {name} alone."


def _outlets(dataset: Dataset, rows: Rows) -> str:
    claims = np.bincount(dataset.codes("outlet")[rows])
    names = [str(name) for name in dataset.claims["outlet"].cat.categories]
    largest = sorted(np.flatnonzero(claims).tolist(), key=lambda code: (-claims[code], code))
    named = [names[code] for code in largest if names[code]]
    if not named:
        return " of no named outlet"
    more = len(named) - _MOST_OUTLETS
    shown = [*named[:_MOST_OUTLETS], *([f"{more:,} more"] if more > 0 else [])]
    return f" from {listed(shown)}{' and of no named outlet' if len(named) < len(largest) else ''}"


def _span(dataset: Dataset, rows: Rows) -> str:
    years = dataset.claims["year"].to_numpy()[rows]
    dated = years[years != UNDATED]
    if not len(dated):
        return ", all undated" if len(rows) > 1 else ", undated"
    first, last = int(dated.min()), int(dated.max())
    return f", about {first}" if first == last else f", about {first} to {last}"


def _years_without_claims(dataset: Dataset, rows: Rows) -> str:
    columns = ("year", "first_year", "last_year")
    year, first, last = (
        dataset.claims[column].to_numpy(dtype=np.int64)[rows] for column in columns
    )
    dated = year != UNDATED
    if not dated.any():
        return ""
    start, end = int(year[dated].min()), int(year[dated].max())
    if end - start < 2:
        return ""
    # A claim is about every year from the first to the last that it names: it begins, then ends.
    begun = np.bincount(np.clip(first[dated], start, end + 1) - start, minlength=end - start + 2)
    ended = np.bincount(np.clip(last[dated], start - 1, end) - start + 1, minlength=len(begun))
    reached = np.cumsum(begun - ended)[:-1] > 0
    counted = np.bincount(year[dated] - start) > 0
    missing = _spans(start, ~reached & ~counted)
    only_reached = _spans(start, reached & ~counted)
    if not missing and not only_reached:
        return "Every year in between has a claim."
    sentences = [
        f"None is about {listed(missing, 'or')}." if missing else "",
        f"Only claims over several years are about {listed(only_reached)}." if only_reached else "",
    ]
    return " ".join(filter(None, sentences))


def _spans(start: int, years: Mask) -> list[str]:
    """Runs of these years, of which the first is `start`: `2016`, `2018–2020`."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], years, [False]]).astype(np.int8)))
    runs = [(start + first, start + after - 1) for first, after in edges.reshape(-1, 2).tolist()]
    return [f"{low}" if low == high else f"{low}–{high}" for low, high in runs]
