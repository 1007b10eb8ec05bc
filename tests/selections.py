"""Selections that Hypothesis makes up: of the names of the small casebook, or of any text."""

from hypothesis import strategies as st

from casebook import words
from casebook.analysis.selection import (
    COUNTS,
    DISPUTED_CHOICES,
    UNDATED_CHOICES,
    YEAR_OF,
    Selection,
)
from casebook.tables import schema
from tests import small


def _names(table: str, column: str) -> list[str]:
    cells = [row.get(column, "") for row in small.TABLES[table]]
    return sorted({name for cell in cells for name in schema.split_values(cell)})


NAMES = {
    "group": [*_names("claims", "groups"), words.NOT_STATED],
    "outlet": [*_names("sources", "outlet"), words.NOT_STATED],
    "kind": _names("claims", "kind"),
    "topic": _names("claims", "topic"),
    "attribution": [
        "the group itself",
        "government, unnamed",
        "outlet",
        "the article's own voice",
        "not attributed",
    ],
    "intermediaries": ["the article itself", "cited directly", "one intermediary"],
    "origin": [
        "Experts (unnamed)",
        "Government of Kabul",
        "Reds",
        "The Herald",
        *_names("sources", "source_id"),
    ],
}
SEARCHES = ("", "reds", "Red Movement", "kabul", "the", "“We were", "nowhere at all", "(unnamed)")


def _years(first: int, last: int) -> st.SearchStrategy[tuple[int, int] | None]:
    year = st.integers(first, last)
    return st.none() | st.tuples(year, year).map(lambda pair: (min(pair), max(pair)))


def _no_names() -> st.SearchStrategy[tuple[str, ...]]:
    """No filter: most of the many have to be none, or no claim is left to look at."""
    return st.just(())


def _several(names: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(names, unique=True, max_size=3).map(tuple)


def _made(
    years: st.SearchStrategy[tuple[int, int] | None],
    names: dict[str, st.SearchStrategy[tuple[str, ...]]],
    search: st.SearchStrategy[str],
) -> st.SearchStrategy[Selection]:
    return st.builds(
        Selection,
        years=years,
        year_of=st.sampled_from(YEAR_OF),
        undated=st.sampled_from(UNDATED_CHOICES),
        disputed=st.sampled_from(DISPUTED_CHOICES),
        search=search,
        count=st.sampled_from(COUNTS),
        **names,
    )


def of_small() -> st.SearchStrategy[Selection]:
    """Selections that filter the small casebook by what it holds."""
    names = {
        name: _no_names() | _no_names() | _several(st.sampled_from(values))
        for name, values in NAMES.items()
    }
    return _made(_years(2013, 2023), names, st.sampled_from(SEARCHES))


def of_anything() -> st.SearchStrategy[Selection]:
    """Selections of any years, names and search that a selection can hold."""
    text = st.text(min_size=1)
    names = {name: _several(text) for name in NAMES}
    return _made(_years(0, 9999), names, st.text().map(lambda words: " ".join(words.split())))
