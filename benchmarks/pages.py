"""Where the timed pages keep what is clicked and watched; no other file names a selector."""

import csv
import itertools
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from casebook.tables import schema

SENTENCE = "p.sentence"
MARKED = "mark.open"
TABLE = "[data-testid=stDataFrame]"
LIST = ".claims .row"
CHARTS = "[class*=st-key-by_]"
NEXT = ".reader button:has-text('Next')"
SEARCH = ".st-key-search input"
COUNT = ".st-key-count button"
COMPARED = "comparisons"
TO_COMPARED = f"[data-testid=stTopNavLink][href*='/{COMPARED}']"
COMPARED_HEADER, COMPARED_ROW = 37, 27
FILTER = "topic"

# What a page holds when it is complete: selectors, and how many elements there are at least.
PARTS = {
    "casebook": {SENTENCE: 1, f"{CHARTS} svg.marks": 3, LIST: 8, MARKED: 1},
    "plain": {SENTENCE: 1, f"{CHARTS} svg.marks": 3, f"{TABLE} canvas": 1},
    "empty": {SENTENCE: 1, COUNT: 1},
    COMPARED: {SENTENCE: 1, MARKED: 1},
}
# The same of Explore where its list is another view.
_WITHOUT_LIST = {name: count for name, count in PARTS["casebook"].items() if name != LIST}
LISTINGS = {
    "timeline": {**_WITHOUT_LIST, ".st-key-timeline svg.marks": 1},
    "map": {**_WITHOUT_LIST, ".map .land path": 50, ".map .marks [role=option]": 1},
}


@dataclass(frozen=True)
class Names:
    """What is clicked in a casebook: its two most frequent groups, and addresses of selections.

    Each query leaves out two topics, so that it and every click under it is a selection that no
    visitor has asked for before, of nearly all of the claims.
    """

    groups: tuple[str, str]
    queries: tuple[str, ...]


def names(data: Path) -> Names:
    """The names in a folder of tables."""
    groups: Counter[str] = Counter()
    topics: set[str] = set()
    with (data / "claims.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            groups.update(schema.split_values(row["groups"]))
            topics.add(row[FILTER])
    first, second = (group for group, _ in groups.most_common(2))
    queries = [
        urlencode([(FILTER, topic) for topic in sorted(topics - {*left_out})])
        for left_out in itertools.combinations(sorted(topics), 2)
    ]
    return Names((first, second), tuple(queries))


def bar(page: str, group: str) -> str:
    """The bar of a group in the chart by group; on the empty page its only button."""
    if page == "empty":
        return COUNT
    label = f'[aria-label$="group: {group}"]' if page == "plain" else f'[aria-label^="{group}: "]'
    return f".st-key-by_group path{label}"
