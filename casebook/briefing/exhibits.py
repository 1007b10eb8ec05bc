"""The charts and tables of a briefing: what they show, in words and numbers, before they are drawn.

Nothing is counted here that the page does not count too.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import parse_qs

import numpy as np
import pandas as pd

from casebook.analysis import bars_in_words, places, timeline
from casebook.analysis.bar_counts import CHARTS, bars
from casebook.analysis.comparison import figures, subjects
from casebook.analysis.comparison.claim_groups import in_reading_order
from casebook.analysis.counting import counts_of, units
from casebook.analysis.places import Places
from casebook.analysis.selection import Params, Selection
from casebook.analysis.timeline import LANE_WORDS, Timeline
from casebook.briefing.draft import Item
from casebook.charts import place_map
from casebook.tables.dataset import Dataset, Rows
from casebook.words import agreeing, counted, listed, number

MOST = 50  # charts and tables of one briefing: each chart takes a renderer a second or more
MOST_ROWS = 200  # of a table of figures


@dataclass(frozen=True)
class Timed:
    """A timeline, and what each of its marks is."""

    made: Timeline
    titles: list[str]


@dataclass(frozen=True)
class Chart:
    """A chart of a selection, as on the page Explore; `drawn` is what it is drawn from.

    `label` numbers it, as `Figure 1`. `caption` says what is selected and how many claims that is:
    bars themselves can add up to more, or to fewer. `view` is what an address adds to show it.
    """

    item: Item
    label: str
    caption: str
    chosen: Selection
    by: str
    drawn: pd.DataFrame | Timed | Places = field(compare=False, repr=False)
    view: Params = field(default_factory=dict, compare=False)


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


Exhibit = Chart | Figures | Missing
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
        make = OTHER_CHARTS.get(item.text) or (_bar_chart if item.text in CHARTS else None)
        if make is None:
            known = listed([*CHARTS, *OTHER_CHARTS], "or")
            return Missing(item, f"There is no chart “{item.text}”; a chart is one of {known}.")
        self.charts += 1
        return make(self.dataset, item, f"Figure {self.charts}", chosen)

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


def _bar_chart(dataset: Dataset, item: Item, label: str, chosen: Selection) -> Chart:
    rows, by = chosen.apply(dataset), bars_in_words.by(dataset, chosen, item.text)
    caption = [
        f"{counted(chosen.count).capitalize()} by {by}.",
        _selected(dataset, chosen, rows, chosen.count),
        "Grey: all of the data." if len(rows) < len(dataset.claims) else "",
        bars_in_words.caution(dataset, chosen, rows, item.text),
    ]
    drawn = bars(dataset, chosen, rows, item.text)
    return Chart(item, label, " ".join(filter(None, caption)), chosen, by, drawn)


def _timeline(dataset: Dataset, item: Item, label: str, chosen: Selection, *, lanes: str) -> Chart:
    rows, by = chosen.apply(dataset), LANE_WORDS[lanes]
    made = timeline.timeline(dataset, chosen, rows, lanes)
    caption = [
        f"Timeline of incidents by {by}.",
        _selected(dataset, chosen, rows, "incidents"),
        timeline.HOW_TO_READ,
        timeline.caption(made),
    ]
    drawn = Timed(made, timeline.titles(dataset, made))
    view = {"list": ["timeline"], "lanes": [lanes]}
    return Chart(item, label, " ".join(filter(None, caption)), chosen, by, drawn, view)


def _map(dataset: Dataset, item: Item, label: str, chosen: Selection) -> Chart:
    rows = chosen.apply(dataset)
    found = places.places(dataset, rows)
    hidden = place_map.without_outline(found.marks)
    caption = [
        f"{places.TITLE}.",
        _selected(dataset, chosen, rows, "claims"),
        places.in_words(found),
        f"Not drawn: {', '.join(hidden['name'])}." if len(hidden) else "",
        f"{place_map.MEANING} {place_map.BORDERS}" if len(found.marks) else "",
    ]
    view = {"list": ["map"]}
    return Chart(item, label, " ".join(filter(None, caption)), chosen, "place", found, view)


# Charts that are not of bars: what an item calls each, and what makes it.
OTHER_CHARTS: Mapping[str, Callable[[Dataset, Item, str, Selection], Chart]] = {
    "timeline": partial(_timeline, lanes="group"),
    "timeline-outlet": partial(_timeline, lanes="outlet"),
    "timeline-kind": partial(_timeline, lanes="kind"),
    "map": _map,
}


def _selected(dataset: Dataset, chosen: Selection, rows: Rows, count: str) -> str:
    claims = f"{len(rows):,} of {number(len(dataset.claims), 'claim')}"
    if count != "claims":
        one = counted(count).removesuffix("s")
        claims = f"{number(units(dataset, count, rows), one)} in {claims}"
    return f"Selected: {chosen.describe(dataset)}; {claims}."


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
