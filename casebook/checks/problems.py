"""What is wrong with the tables: every problem at once, with file, line, column and way out."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from functools import partial

from casebook.checks import articles, cells, dating, keys, lists, names, quotes, references, rows
from casebook.checks.cells import Found
from casebook.tables import schema
from casebook.tables.dataset import Problem, Tables

LISTED = 100
_TABLES = tuple(f"{name}.csv" for name in schema.MODELS)

_Judged = dict[tuple[str, str], set[int]]


def problems(tables: Tables) -> list[Problem]:
    """All problems, sorted by file, line and column; empty when the tables can be used.

    Only causes are given: a cell that one check objects to is left out by those after it, and what
    follows from a wrong key, file, quote or range of lines is judged when that is corrected. Of
    those that one check finds in one column the first LISTED are listed, and the others counted.
    """
    blank: dict[str, set[int]] = defaultdict(set)
    for row in _blank_rows(tables):
        blank[row.file].add(row.line)
    judged: _Judged = defaultdict(set)
    problem_set = set(_bounded(_blank_rows(tables), judged, {}))
    for check in _checks(tables):
        problem_set.update(_bounded(check, judged, blank))
    order = {file: position for position, file in enumerate(_TABLES)}
    return sorted(
        problem_set,
        key=lambda problem: (
            order.get(problem.file, len(order)),
            problem.file,
            problem.line,
            problem.column,
            problem.message,
        ),
    )


def total(listed: Iterable[Problem]) -> int:
    """How many problems there are, with those that are not listed."""
    return sum(1 + problem.further for problem in listed)


def _bounded(
    check: Iterable[Found], judged: _Judged, blank: Mapping[str, Set[int]]
) -> Iterator[Problem]:
    """What is new of what a check finds: listed, or counted with the last that is listed."""
    listed: dict[tuple[str, str], dict[Problem, None]] = defaultdict(dict)
    further: Counter[tuple[str, str]] = Counter()
    new: _Judged = defaultdict(set)
    for found in check:
        column = found.file, found.column
        kind = column if found.file in _TABLES else ("", found.column)
        left_out = judged[column], blank.get(found.file, frozenset())
        for line, messages in _by_line(found):
            if any(line in lines for lines in left_out):
                continue
            new[column].add(line)
            if len(listed[kind]) < LISTED:
                for message in messages():
                    listed[kind][Problem(found.file, line, found.column, message)] = None
            else:
                further[kind] += 1
    for column, lines in new.items():
        judged[column] |= lines
    for kind, problems_of_kind in listed.items():
        *first, last = problems_of_kind
        yield from first
        yield replace(last, further=further[kind])


def _by_line(found: Found) -> Iterator[tuple[int, Callable[[], Iterable[str]]]]:
    """The lines of what a check found, and for each what makes the messages."""
    if isinstance(found, Problem):
        yield found.line, lambda: [found.message]
    else:
        for line, cell in zip(found.lines, found.cells, strict=True):
            yield line, partial(found.why, cell)


def _checks(tables: Tables) -> Iterator[Iterable[Found]]:
    """Causes before what can follow from them."""
    yield cells.spaces(tables)
    yield cells.mistyped(tables)
    yield keys.repeated(tables)
    sound = keys.sound(tables)
    yield keys.disordered(tables, sound)
    spans = dating.spans(tables)
    yield dating.unreadable(tables, spans)
    yield rows.bases(tables)
    yield references.empty_tables(tables)
    known = references.names(tables)
    yield lists.malformed(tables, known)
    yield names.taken(tables)
    yield references.unknown(tables, sound, known)
    yield articles.misplaced(tables)
    yield articles.unlisted(tables)
    yield rows.places(tables)
    yield keys.of_other_articles(tables, sound)
    yield quotes.misquoted(tables, sound, articles.sound(tables))
    yield rows.figures(tables)
    yield rows.relations(tables)
    yield rows.article_dates(tables)
    yield references.unused_incidents(tables)
    yield dating.apart(tables, sound, spans)
    yield rows.reasons(tables)


def _blank_rows(tables: Tables) -> Iterator[Problem]:
    """The rows whose cells are all empty, as spreadsheets leave them behind."""
    for name, frame in tables.frames.items():
        without_key = frame[frame[schema.key(name)] == ""]
        for line in without_key.index[(without_key == "").all(axis=1)]:
            yield Problem(f"{name}.csv", int(line), "", "is an empty row: delete it")
