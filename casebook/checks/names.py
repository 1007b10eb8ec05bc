"""Names of actors that mean something else on the page."""

from collections.abc import Iterator

from casebook.checks.suggestions import shown
from casebook.tables import schema
from casebook.tables.dataset import Problem, Tables
from casebook.words import RESERVED

_RESERVED = {name.casefold() for name in RESERVED}


def taken(tables: Tables) -> Iterator[Problem]:
    """Names that the page uses itself, for which both would be counted as one, and article keys.

    An article is its own original source where it names none, so that its key is a name too.
    """
    frame, articles = tables.frames["actors"], set(tables.frames["sources"]["source_id"])
    for line, actor, aliases in zip(frame.index, frame["actor"], frame["aliases"], strict=True):
        for column, names in (("actor", [actor]), ("aliases", schema.split_values(aliases))):
            for name in names:
                if name.casefold() in _RESERVED:
                    message = f"{shown(name)} is what the page calls something else: write another"
                elif name in articles:
                    message = f"{shown(name)} is the key of an article: write another name"
                else:
                    continue
                yield Problem("actors.csv", int(line), column, message)
