"""Search in claims and articles, which forgives how words and names are written.

Every word must be there, in any order, whole or its beginning; `search_terms` says what a search
asks for, and `plain_words` how texts are compared.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from casebook.analysis.search_terms import Query, query
from casebook.tables import plain_words
from casebook.tables.dataset import Dataset, Mask, Rows
from casebook.tables.plain_words import Plain

IN_STATEMENT, IN_QUOTE, IN_BOTH = range(3)
_AT_ONCE = 64  # passages that are looked through together
_ONE_LINE = "[^\n]*"
Span = tuple[int, int]
Ranks = npt.NDArray[np.int8]


def search_mask(dataset: Dataset, search: str) -> Mask:
    """Which claims hold the search in statement, quote and speaker together.

    Kept while the other filters change, and so not to be written to. A search without any word or
    number finds nothing.
    """
    return dataset.once(("search", search), partial(_search_mask, dataset, search))


def _search_mask(dataset: Dataset, search: str) -> Mask:
    mask = np.zeros(len(dataset.claims), dtype=bool)
    mask[_holding(dataset.claims["searchable"], query(dataset, search))] = True
    mask.flags.writeable = False
    return mask


def _holding(texts: pd.Series, asked: Query, line: str = "") -> Rows:
    """The places of the texts that have every term, on the line that the pattern leads to."""
    rows = np.arange(len(texts)) if asked.groups else np.empty(0, dtype=np.int64)
    left = texts
    for pattern in asked.patterns():
        if len(rows):
            full = f"^{line}(?:{pattern})" if line else pattern
            held = left.str.contains(full).to_numpy(dtype=bool)
            rows, left = rows[held], left[held]
    return rows


def holds_any(dataset: Dataset, asked: Query) -> bool:
    """Whether any claim has every term, whatever the filters."""
    return len(_holding(dataset.claims["searchable"], asked)) > 0


def ranks(dataset: Dataset, search: str) -> Ranks:
    """How well each claim answers: IN_STATEMENT, IN_QUOTE, else IN_BOTH; only of those found."""
    return dataset.once(("ranks", search), partial(_ranks, dataset, search))


def _ranks(dataset: Dataset, search: str) -> Ranks:
    asked = query(dataset, search)
    found = np.flatnonzero(search_mask(dataset, search))
    texts = dataset.claims["searchable"].iloc[found]
    places = np.full(len(dataset.claims), IN_BOTH, dtype=np.int8)
    for rank, line in ((IN_QUOTE, f"{_ONE_LINE}\n{_ONE_LINE}"), (IN_STATEMENT, _ONE_LINE)):
        places[found[_holding(texts, asked, line)]] = rank
    return places


def mentions(dataset: Dataset, search: str, texts: Sequence[str]) -> list[list[Span]]:
    """Where the words of a search stand in each text, in its order, none within another."""
    asked = query(dataset, search)
    if not asked.groups:
        return [[] for _ in texts]
    pattern = re.compile("|".join(f"(?:{one})" for one in asked.patterns(python=True)))
    return [
        [plain.span(*found.span()) for found in pattern.finditer(plain.text)]
        for plain in plain_words.plains(texts)
    ]


@dataclass(frozen=True)
class Hit:
    """A place in an article's text that matches the search."""

    source_id: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class _Passages:
    """Stretches of text that no quote covers, each within a line, in plain words: see `Plain`.

    Each starts at `starts` in the text of the article of that place in `sources`.
    """

    plain: pd.Series
    articles: Rows
    starts: Rows
    ends: Rows
    sources: tuple[str, ...]


def uncovered_hits(dataset: Dataset, search: str, sources: Iterable[str], limit: int) -> list[Hit]:
    """Passages of these articles with every word of the search, at most `limit`.

    A passage lies within one line of the article and touches no claim's quote.
    """
    asked = query(dataset, search)
    patterns = [re.compile(pattern) for pattern in asked.patterns(python=True)]
    passages = dataset.once("passages", partial(_passages, dataset))
    wanted = np.isin(np.array(passages.sources, dtype=str), [*sources])
    rows = _holding(passages.plain, asked)
    rows = rows[wanted[passages.articles[rows]]]
    hits: list[Hit] = []
    for first in range(0, len(rows), _AT_ONCE):
        if len(hits) >= limit:
            break
        part = rows[first : first + _AT_ONCE]
        where = [
            (passages.sources[article], start, end)
            for article, start, end in zip(
                *(
                    column[part].tolist()
                    for column in (passages.articles, passages.starts, passages.ends)
                ),
                strict=True,
            )
        ]
        texts = [dataset.articles[source_id].text[start:end] for source_id, start, end in where]
        for (source_id, start, _), plain in zip(where, plain_words.plains(texts), strict=True):
            places = _shortest(plain, patterns)
            hits += [Hit(source_id, start + opened, start + closed) for opened, closed in places]
    return sorted(hits[:limit], key=lambda hit: (hit.source_id, hit.start))


def _passages(dataset: Dataset) -> _Passages:
    of_articles = dataset.claims.groupby("source_id", observed=True).indices
    quote_starts, quote_ends = (dataset.claims[name].to_numpy() for name in ("start", "end"))
    texts: list[str] = []
    lengths, starts, ends = [], [], []
    for source_id, article in dataset.articles.items():
        rows = of_articles.get(source_id, np.empty(0, dtype=np.int64))
        size = len(article.text) + 1
        opened = np.bincount(quote_starts[rows], minlength=size)
        closed = np.bincount(quote_ends[rows], minlength=size)
        free = np.cumsum(opened - closed) == 0
        free[[place.start() for place in re.finditer("\n", article.text)]] = False
        free[-1] = False
        edges = np.flatnonzero(np.diff(free, prepend=False))
        texts += [
            article.text[first:last]
            for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
        ]
        starts.append(edges[::2])
        ends.append(edges[1::2])
        lengths.append(len(edges) // 2)
    return _Passages(
        pd.Series(plain_words.searchable([texts]), dtype="str"),
        np.repeat(np.arange(len(lengths)), lengths),
        np.concatenate(starts) if starts else np.empty(0, dtype=np.int64),
        np.concatenate(ends) if ends else np.empty(0, dtype=np.int64),
        tuple(dataset.articles),
    )


def _shortest(plain: Plain, patterns: list[re.Pattern[str]]) -> Iterator[Span]:
    """The shortest stretches of a text with a place of every pattern, one after another."""
    found = sorted(
        (*plain.span(*place.span()), number)
        for number, pattern in enumerate(patterns)
        for place in pattern.finditer(plain.text)
    )
    latest: dict[int, Span] = {}
    reached = 0
    for start, end, number in found:
        if start < reached:
            continue
        latest[number] = (start, end)
        if len(latest) == len(patterns):
            reached = max(last for _, last in latest.values())
            yield min(first for first, _ in latest.values()), reached
            latest.clear()
