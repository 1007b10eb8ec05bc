"""Whether quotes are in their articles, and figures and their bounds in the quotes."""

import re
from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from casebook.checks import keys, signs_of_claims
from casebook.checks.articles import ArticleLines
from casebook.checks.keys import Sound
from casebook.checks.suggestions import shown
from casebook.tables import evidence, schema
from casebook.tables.dataset import Problem, Tables

_STRETCH = 16
_BUCKET_BITS = 17
_PRIME = np.uint64(0x9E3779B97F4A7C15)


def misquoted(
    tables: Tables, sound: Sound, articles: Mapping[str, ArticleLines]
) -> Iterator[Problem]:
    """Quotes that are not where their rows say, then figures that their quotes do not have."""
    for name in keys.of_an_article():
        frame = _judged(name, tables, sound, articles)
        wrong: set[int] = set()
        of_source, text, before = "", "", 0
        columns = (frame[column].tolist() for column in ("source_id", "quote", "occurrence"))
        for line, source, quote, occurrence in zip(frame.index.tolist(), *columns, strict=True):
            if source != of_source:
                of_source, text, before = source, articles[source].text, 0
                single = single_stretches(text)
            # Rows mostly follow their article, so a quote is first looked for after the last one.
            start = text.find(quote, before)
            if start >= 0 and not occurrence:
                before = start
                if single[start] < single[max(start, start + len(quote) - _STRETCH + 1)]:
                    continue
            problem = _why_not_found(articles[source], quote, occurrence)
            if problem:
                wrong.add(line)
                yield Problem(f"{name}.csv", line, *problem)
        if name == "claims":
            yield from _misread(frame[(frame["figure"] != "") & ~frame.index.isin(wrong)])


def single_stretches(text: str) -> npt.NDArray[np.int64]:
    """How many stretches of a few letters that begin before a place are in the text only once.

    One place for each letter and one for the end. Words that hold such a stretch are in the text
    once, which is much quicker to see than by searching the rest of it. Stretches are told apart by
    a hash: some count as repeated that are not, never the other way.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    width = 1
    while width < _STRETCH:
        codes = codes[:-width] * _PRIME + codes[width:]
        width *= 2
    buckets = (codes * _PRIME >> np.uint64(64 - _BUCKET_BITS)).astype(np.int64)
    alone = np.bincount(buckets, minlength=2**_BUCKET_BITS)[buckets] == 1
    counts = np.zeros(len(text) + 1, dtype=np.int64)
    counts[1 : len(alone) + 1] = np.cumsum(alone)
    counts[len(alone) + 1 :] = counts[len(alone)]
    return counts


def _judged(
    table: str, tables: Tables, sound: Sound, articles: Mapping[str, ArticleLines]
) -> pd.DataFrame:
    """The rows whose other cells are good enough to look for their quotes."""
    frame = tables.frames[table]
    occurrence = frame["occurrence"]
    numbers = occurrence[occurrence != ""]
    wrong = numbers.index[~numbers.str.fullmatch(schema.WHOLE_NUMBER)]
    return frame[
        sound[table]
        & frame["source_id"].isin(list(articles))
        & frame["quote"].str.len().between(1, schema.QUOTE_LIMIT)
        & ~frame.index.isin(wrong)
    ]


def _why_not_found(article: ArticleLines, quote: str, occurrence: str) -> tuple[str, str] | None:
    """The column and what is wrong with it, if the quote can't be found as its row says."""
    try:
        evidence.find(article.text, quote, int(occurrence) if occurrence else None)
    except LookupError as error:
        message = str(error)
        outside = [line for line, text in enumerate(article.lines, start=1) if quote in text]
        if outside and quote not in article.text:
            last = article.first_line + article.text.count("\n")
            message = (
                f"is on line {outside[0]} of the file, and the article on lines "
                f"{article.first_line} to {last}: correct these in sources.csv, or the quote"
            )
        return "occurrence" if message.startswith("occurrence") else "quote", message
    if occurrence and len(evidence.starts(article.text, quote)) == 1:
        return "occurrence", "must be empty: the quote is in the article once"
    return None


def _misread(frame: pd.DataFrame) -> Iterator[Problem]:
    """Figures that are no number of the quote, and bounds that are not the figure's number."""
    columns = ("quote", "figure", "low", "high")
    cells = zip(frame.index.tolist(), *(frame[name].tolist() for name in columns), strict=True)
    for line, quote, figure, low, high in cells:
        why = _why_no_figure(figure, quote)
        if why:
            yield Problem("claims.csv", line, "figure", why)
            continue
        stated = signs_of_claims.plain_number(figure, quote)
        for column, bound in (("low", low), ("high", high)):
            is_number = stated is not None and re.fullmatch(schema.DECIMAL, bound)
            if is_number and float(bound) != stated:
                message = (
                    f"{bound} is not the number of the figure, {shown(figure)}: "
                    f"write {stated:.15g}{_by_a_spreadsheet(bound, figure)}"
                )
                yield Problem("claims.csv", line, column, message)


def _why_no_figure(figure: str, quote: str) -> str:
    if figure not in quote:
        meant = _same_digits(figure, quote)
        if meant:
            return (
                f"{shown(figure)} is not in the quote, which has {meant!r}: did a spreadsheet "
                "change it? Copy it as it is written there"
            )
        return f"{shown(figure)} is not in the quote: copy it as it is written there"
    longer = _longer_number(figure, quote)
    if longer:
        return (
            f"{shown(figure)} is only a part of {longer!r} in the quote: did a spreadsheet "
            "change it? Copy the whole number"
        )
    return ""


def _same_digits(figure: str, quote: str) -> str:
    """A number of the quote that a spreadsheet can have made the figure of, or ""."""
    digits = _significant(figure)
    numbers = signs_of_claims.DIGITS.findall(quote)
    return next((number for number in numbers if digits and _significant(number) == digits), "")


def _significant(number: str) -> str:
    return re.sub("[^0-9]", "", number).strip("0")


def _longer_number(figure: str, quote: str) -> str:
    """The number of the quote from which the figure is cut out wherever it is; "" for none."""
    numbers = [match.span() for match in signs_of_claims.DIGITS.finditer(quote)]
    longer = ""
    for start in evidence.starts(quote, figure):
        end = start + len(figure)
        cut = [
            quote[first:last]
            for first, last in numbers
            if first < start < last or first < end < last
        ]
        if not cut:
            return ""
        longer = longer or cut[0]
    return longer


def _by_a_spreadsheet(bound: str, figure: str) -> str:
    """The likely cause where a bound is what is left of the figure without its last digits."""
    left = _significant(figure).startswith(_significant(bound)) and "," in figure
    return " (did a spreadsheet read the comma as a decimal point?)" if left else ""
