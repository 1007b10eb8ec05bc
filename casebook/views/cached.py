"""What is made once of a dataset and a selection, and shared by all visitors.

Every cache has a bound, and a key that names the data version: old data are let go.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import pandas as pd
import streamlit as st

from casebook import last_good
from casebook.analysis import bar_counts, counting, listings, summary
from casebook.analysis import places as places_of
from casebook.analysis import timeline as timelines
from casebook.analysis.comparison import with_figures as figures_to_compare
from casebook.analysis.places import Places
from casebook.analysis.search import Hit, uncovered_hits
from casebook.analysis.selection import Filtered, Selection
from casebook.analysis.summary import Headline
from casebook.analysis.timeline import Timeline
from casebook.briefing import contents, documents, draft, draft_check, in_words, tree
from casebook.briefing.contents import Briefing
from casebook.briefing.draft import Draft
from casebook.briefing.draft_check import Sentence
from casebook.briefing.styles import Style
from casebook.checks import coverage
from casebook.last_good import Edition
from casebook.tables import read
from casebook.tables.dataset import Dataset, Rows
from casebook.words import NOT_STATED

HIT_LIMIT = 200
_HASHES: dict[str | type[Any], Any] = {
    Dataset: attrgetter("version"),
    Selection: attrgetter("key"),
    Draft: draft.to_json,
}


def edition() -> Edition:
    """What is to be shown now; the first visitors wait while the tables are read."""
    kept = last_good.looking_at(*read.folders())
    if kept.name:
        return kept.edition()
    with st.spinner("Reading the tables and articles"):
        return kept.edition()


@st.cache_resource(show_spinner=False, max_entries=32, hash_funcs=_HASHES)
def filtered(dataset: Dataset, chosen: Selection) -> Filtered:
    """The rows of a selection, and what each of its filters lets through."""
    return chosen.filtered(dataset)


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs=_HASHES)
def headline(dataset: Dataset, chosen: Selection) -> Headline:
    """The figures of the sentence above the charts."""
    return summary.headline(dataset, chosen, filtered(dataset, chosen))


@dataclass(frozen=True, eq=False)
class Drawn:
    """The frames of the three charts: bounded by years and names."""

    by_year: pd.DataFrame
    by_group: pd.DataFrame
    by_third: pd.DataFrame


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs=_HASHES)
def drawn(dataset: Dataset, chosen: Selection, third: str) -> Drawn:
    """The frames of the three charts; `third` is what the third one shows."""
    passed = filtered(dataset, chosen)
    return Drawn(
        by_year=bar_counts.bars(dataset, chosen, passed.rows, "year"),
        by_group=bar_counts.bars(dataset, chosen, passed.rows, "group"),
        by_third=bar_counts.bars(dataset, chosen, passed.rows, third),
    )


@st.cache_resource(show_spinner=False, max_entries=256, hash_funcs=_HASHES)
def option_counts(dataset: Dataset, chosen: Selection, name: str) -> Mapping[str, int]:
    """The counts of a filter's options under all other filters."""
    return counting.option_counts(dataset, chosen.count, filtered(dataset, chosen), name)


@st.cache_resource(show_spinner=False, max_entries=16, hash_funcs=_HASHES)
def ordered(dataset: Dataset, chosen: Selection, sort: str) -> Rows:
    """The rows of a selection in the order of the list of claims."""
    order = listings.shown_order(sort, chosen.search)
    return listings.in_order(dataset, filtered(dataset, chosen).rows, order, chosen.search)


@st.cache_resource(show_spinner=False, max_entries=16, hash_funcs=_HASHES)
def incidents(dataset: Dataset, chosen: Selection) -> pd.DataFrame:
    """The listing of the incidents of a selection."""
    rows = filtered(dataset, chosen).rows
    return listings.incidents_listing(dataset, listings.incidents_of(dataset, rows))


@st.cache_resource(show_spinner=False, max_entries=32, hash_funcs=_HASHES)
def timeline(dataset: Dataset, chosen: Selection, lanes: str) -> Timeline:
    """The marks of the incidents of a selection: bounded."""
    return timelines.timeline(dataset, chosen, filtered(dataset, chosen).rows, lanes)


@st.cache_resource(show_spinner=False, max_entries=32, hash_funcs=_HASHES)
def places(dataset: Dataset, chosen: Selection) -> Places:
    """Where the incidents of a selection happened."""
    return places_of.places(dataset, filtered(dataset, chosen).rows)


@st.cache_resource(show_spinner=False, max_entries=16, hash_funcs=_HASHES)
def with_figures(dataset: Dataset, chosen: Selection) -> Mapping[str, str]:
    """Keys and titles of the comparisons of a selection that have figures to compare."""
    return figures_to_compare.with_figures(dataset, filtered(dataset, chosen).rows)


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs=_HASHES)
def text_hits(dataset: Dataset, chosen: Selection) -> list[Hit]:
    """Where the articles mention the search outside any claim, within the chosen outlets."""
    wanted = set(chosen.outlet)
    sources = dataset.sources["outlet"].replace("", NOT_STATED)
    named = [source for source, outlet in sources.items() if not wanted or outlet in wanted]
    return (
        uncovered_hits(dataset, chosen.search, map(str, named), HIT_LIMIT) if chosen.search else []
    )


@st.cache_resource(
    show_spinner="Reading the articles sentence by sentence", max_entries=2, hash_funcs=_HASHES
)
def sentences(dataset: Dataset) -> pd.DataFrame:
    """Every sentence of every article, from `coverage.sentences`."""
    return coverage.sentences(dataset)


@st.cache_resource(show_spinner=False, max_entries=32, hash_funcs=_HASHES)
def claims_in_words(dataset: Dataset, claim_ids: tuple[str, ...]) -> Mapping[str, Any]:
    """Claims of a draft as its editor shows them."""
    return in_words.claims(dataset, claim_ids)


@st.cache_resource(show_spinner=False, max_entries=16, hash_funcs=_HASHES)
def draft_checked(dataset: Dataset, text: str) -> tuple[Sentence, ...]:
    """The sentences of a text with their nearest claims. Raises draft_check.CheckError."""
    return draft_check.checked(dataset, text)


@st.cache_resource(show_spinner=False, max_entries=512, hash_funcs=_HASHES)
def unsupported_numbers(dataset: Dataset, text: str) -> tuple[tuple[int, int, str], ...]:
    """Where numbers of a paragraph stand that no claim cited in it has, and why."""
    return draft_check.unsupported_numbers(dataset, text)


@st.cache_resource(show_spinner=False, max_entries=32, hash_funcs=_HASHES)
def briefing(dataset: Dataset, written: Draft, chosen: Selection) -> Briefing:
    """What a draft says."""
    return contents.of_draft(dataset, written, chosen)


@st.cache_resource(show_spinner=False, max_entries=32, hash_funcs=_HASHES)
def preview(
    dataset: Dataset, written: Draft, chosen: Selection, base: str, style: Style | None = None
) -> str:
    """What the document looks like, as HTML. Raises documents.DocumentError."""
    document = tree.document(briefing(dataset, written, chosen), dataset, base, style)
    # What its script would open is not sent along: the preview runs none.
    seen = {name: part for name, part in document.items() if name != documents.RECORD}
    return documents.made(seen, "html").decode()
