"""The article files as they were listed, and the lines of them that are articles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casebook.tables import evidence, schema
from casebook.tables.dataset import Problem, Tables


@dataclass(frozen=True)
class ArticleLines:
    """The text of a source, the first of its lines, and all lines of its file."""

    text: str
    first_line: int
    lines: tuple[str, ...]


def sound(tables: Tables) -> dict[str, ArticleLines]:
    """Each source whose file and lines can be relied on, by `source_id`."""
    texts: dict[str, ArticleLines] = {}
    for row in tables.frames["sources"].itertuples():
        lines = tables.lines.get(row.file, ())
        digest = tables.digests.get(row.file)
        numbers = _line_numbers(row.first_line, row.last_line)
        if numbers is None or digest != tables.expected_digests.get(row.file, digest):
            continue
        if numbers[0] <= numbers[1] <= len(lines):
            text = evidence.article_text(lines, *numbers)
            texts[row.source_id] = ArticleLines(text, numbers[0], lines)
    return texts


def _line_numbers(first: str, last: str) -> tuple[int, int] | None:
    """Both as numbers, or None where one has not the shape of a line number."""
    if not all(re.fullmatch(schema.WHOLE_NUMBER, cell) for cell in (first, last)):
        return None
    return int(first), int(last)


def misplaced(tables: Tables) -> Iterator[Problem]:
    """Lines of articles that lie outside their file, or in two articles."""
    frame = tables.frames["sources"]
    taken: dict[str, list[tuple[int, int, str]]] = {}
    for line, row in zip(frame.index, frame.itertuples(), strict=True):
        numbers = _line_numbers(row.first_line, row.last_line)
        if numbers is None:
            continue
        first, last = numbers
        lines = tables.lines.get(row.file, ())
        length = len(lines) - (lines[-1:] == ("",))  # the last line break ends the last line
        if last < first:
            message = f"{last} is before the first line, {first}: correct one of them"
            yield Problem("sources.csv", line, "last_line", message)
        elif length and last > length:
            message = f"{last} is past the file's end at line {length}: correct it"
            yield Problem("sources.csv", line, "last_line", message)
        else:
            for other_first, other_last, other in taken.get(row.file, []):
                if first <= other_last and other_first <= last:
                    message = f"the lines overlap with those of {other!r}: correct one of them"
                    yield Problem("sources.csv", line, "first_line", message)
            taken.setdefault(row.file, []).append((first, last, row.source_id))


def unlisted(tables: Tables) -> Iterator[Problem]:
    """Files that are not those of SHA256SUMS, and those of it that are missing."""
    listed, present = tables.expected_digests, tables.digests
    missing = {digest: name for name, digest in listed.items() if name not in present}
    for name, digest in present.items():
        if name in listed and listed[name] != digest:
            message = (
                "differs from its checksum in SHA256SUMS: articles are never edited, "
                "take it from git again"
            )
            yield Problem(name, 0, "", message)
        elif name not in listed and digest in missing:
            other = missing.pop(digest)
            message = f"is listed in SHA256SUMS as {other!r}: one of the two names is wrong"
            yield Problem(name, 0, "", message)
        elif name not in listed:
            message = "is not listed in SHA256SUMS: add it with sha256sum, or move it away"
            yield Problem(name, 0, "", message)
    lines = {name: line for line, name in enumerate(listed, start=1)}
    for name in missing.values():
        message = f"lists {name}, which is missing: put it back, or remove the line"
        yield Problem("SHA256SUMS", lines[name], "", message)
