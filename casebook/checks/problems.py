"""What is wrong with the tables: every problem at once, with file, line, column and way out."""

from collections.abc import Iterator

from casebook.checks import articles, cells, dating, keys, lists, quotes, references, rows
from casebook.tables import schema
from casebook.tables.dataset import Problem, Tables


def problems(tables: Tables) -> list[Problem]:
    """All problems, sorted by file, line and column; empty when the tables can be used.

    Only causes are given: a cell that one check objects to is left out by those after it, and what
    follows from a wrong key, file, quote or range of lines is judged when that is corrected.
    """
    blank = set(_blank_rows(tables))
    problem_set = {Problem(file, line, "", "is an empty row: delete it") for file, line in blank}
    judged: set[tuple[str, int, str]] = set()
    for check in _checks(tables):
        new = {
            problem
            for problem in check
            if _cell(problem) not in judged and (problem.file, problem.line) not in blank
        }
        judged |= {_cell(problem) for problem in new}
        problem_set |= new
    order = {f"{name}.csv": position for position, name in enumerate(schema.MODELS)}
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


def _checks(tables: Tables) -> Iterator[Iterator[Problem]]:
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
    names = references.names(tables)
    yield lists.malformed(tables, names)
    yield references.unknown(tables, sound, names)
    yield articles.misplaced(tables)
    yield articles.unlisted(tables)
    yield rows.places(tables)
    yield keys.of_other_articles(tables, sound)
    yield quotes.misquoted(tables, sound, articles.sound(tables))
    yield rows.figures(tables)
    yield rows.disputes(tables)
    yield references.unused_incidents(tables)
    yield dating.apart(tables, sound, spans)
    yield rows.reasons(tables)


def _blank_rows(tables: Tables) -> Iterator[tuple[str, int]]:
    """File and line of the rows whose cells are all empty, as spreadsheets leave them behind."""
    for name, frame in tables.frames.items():
        without_key = frame[frame[schema.key(name)] == ""]
        for line in without_key.index[(without_key == "").all(axis=1)]:
            yield f"{name}.csv", int(line)


def _cell(problem: Problem) -> tuple[str, int, str]:
    return problem.file, problem.line, problem.column
