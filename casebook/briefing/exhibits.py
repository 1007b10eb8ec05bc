"""The charts and tables of a briefing: what they show, in words and numbers, before they are drawn.

Nothing is counted here that the page does not count too.
"""

from dataclasses import dataclass, field
from urllib.parse import parse_qs

import numpy as np
import pandas as pd

from casebook.analysis import bars_in_words, places
from casebook.analysis.bar_counts import CHARTS, bars
from casebook.analysis.comparison import figures, subjects
from casebook.analysis.comparison.claim_groups import in_reading_order
from casebook.analysis.counting import counts_of, units
from casebook.analysis.places import Places
from casebook.analysis.selection import Selection
from casebook.briefing.draft import Item
from casebook.charts import place_map
from casebook.tables.dataset import Dataset, Rows
from casebook.words import agreeing, counted, listed, number

MOST = 50  # charts and tables of one briefing: each chart takes a renderer a second or more
MOST_ROWS = 200  # of a table of figures


@dataclass(frozen=True)
class Chart:
    """A bar chart of a selection, as on the page Explore; `bars` is its frame.

    `label` numbers it, as `Figure 1`. `caption` says what is selected and how many claims that is:
    the bars themselves can add up to more, or to fewer.
    """

    item: Item
    label: str
    caption: str
    chosen: Selection
    by: str
    bars: pd.DataFrame = field(compare=False, repr=False)


@dataclass(frozen=True)
class PlaceMap:
    """The map of the places of a selection, as on the page Explore."""

    item: Item
    label: str
    caption: str
    chosen: Selection
    places: Places = field(compare=False, repr=False)


@dataclass(frozen=True)
class Figures:
    """The figures of a comparison that can be compared, one row a claim, each with a footnote.

    They stand as they are written; that they stand in one table does not make them comparable.
    """

    item: Item
    label: str
    caption: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Missing:
    """In the place of a chart or table that there is not: why, in a sentence."""

    item: Item
    text: str


Exhibit = Chart | PlaceMap | Figures | Missing
MAP = "map"


class Exhibits:
    """Makes the charts and tables of one briefing, numbered as they come."""

    def __init__(self, dataset: Dataset, chosen: Selection) -> None:
        self.dataset, self.chosen = dataset, chosen
        self.charts = self.tables = 0

    def of(self, item: Item) -> Exhibit:
        """What stands in the briefing for an item of the kinds chart and figures.

        An item without a query is of the briefing's own selection.
        """
        if self.charts + self.tables == MOST:
            return Missing(
                item, f"A briefing has at most {MOST} charts and tables; this one is left out."
            )
        chosen = Selection.from_params(parse_qs(item.query)) if item.query else self.chosen
        return self._chart(item, chosen) if item.kind == "chart" else self._figures(item, chosen)

    def _chart(self, item: Item, chosen: Selection) -> Exhibit:
        if item.text not in (*CHARTS, MAP):
            known = listed((*CHARTS, MAP), "or")
            return Missing(item, f"There is no chart by “{item.text}”; a chart is by {known}.")
        self.charts += 1
        rows = chosen.apply(self.dataset)
        if item.text == MAP:
            return self._map(item, chosen, rows)
        return Chart(
            item,
            f"Figure {self.charts}",
            _of_chart(self.dataset, chosen, rows, item.text),
            chosen,
            bars_in_words.by(self.dataset, chosen, item.text),
            bars(self.dataset, chosen, rows, item.text),
        )

    def _map(self, item: Item, chosen: Selection, rows: Rows) -> Exhibit:
        found = places.places(self.dataset, rows)
        caption = _of_map(self.dataset, chosen, rows, found)
        return PlaceMap(item, f"Figure {self.charts}", caption, chosen, found)

    def _figures(self, item: Item, chosen: Selection) -> Exhibit:
        subject = subjects.subject(self.dataset, item.text)
        if subject is None:
            return Missing(item, f"There is no comparison “{item.text}” in the casebook.")
        rows = np.intersect1d(np.array(subject.rows, dtype=np.int64), chosen.apply(self.dataset))
        ranged = in_reading_order(self.dataset, rows)
        ranged = ranged[figures.traits(self.dataset).ranged[ranged]]
        words = chosen.describe(self.dataset)
        if not len(ranged):
            return Missing(
                item, f"Of “{subject.title}” no figure that can be compared is among {words}."
            )
        self.tables += 1
        shown = ranged[:MOST_ROWS]
        caption = _of_figures(self.dataset, subject.title, words, rows, ranged)
        return Figures(item, f"Table {self.tables}", caption, tuple(shown.tolist()))


def _of_chart(dataset: Dataset, chosen: Selection, rows: Rows, name: str) -> str:
    every, by = len(dataset.claims), bars_in_words.by(dataset, chosen, name)
    claims = f"{len(rows):,} of {number(every, 'claim')}"
    if chosen.count != "claims":
        one = counted(chosen.count).removesuffix("s")
        claims = f"{number(units(dataset, chosen.count, rows), one)} in {claims}"
    sentences = [
        f"{counted(chosen.count).capitalize()} by {by}.",
        f"Selected: {chosen.describe(dataset)}; {claims}.",
        "Grey: all of the data." if len(rows) < every else "",
        bars_in_words.caution(dataset, chosen, rows, name),
    ]
    return " ".join(filter(None, sentences))


def _of_map(dataset: Dataset, chosen: Selection, rows: Rows, found: Places) -> str:
    every = number(len(dataset.claims), "claim")
    hidden = place_map.without_outline(found.marks)
    sentences = [
        f"{places.TITLE}.",
        f"Selected: {chosen.describe(dataset)}; {len(rows):,} of {every}.",
        places.in_words(found),
        f"Not drawn: {', '.join(hidden['name'])}." if len(hidden) else "",
        f"{place_map.MEANING} {place_map.BORDERS}" if len(found.marks) else "",
    ]
    return " ".join(filter(None, sentences))


def _of_figures(dataset: Dataset, title: str, words: str, rows: Rows, ranged: Rows) -> str:
    counts = counts_of(dataset, ranged)
    rest, more = len(rows) - len(ranged), len(ranged) - MOST_ROWS
    sentences = [
        f"{title}: {number(counts.claims, 'figure')} of {number(counts.origins, 'original source')}"
        f" in {number(counts.articles, 'article')}, as they are written, among {words}.",
        f"{number(rest, 'further claim')} on it {agreeing(rest, 'gives', 'give')} no figure that "
        "can be compared."
        if rest
        else "",
        f"{number(more, 'further figure')} {agreeing(more, 'is', 'are')} left out."
        if more > 0
        else "",
    ]
    return " ".join(filter(None, sentences))
