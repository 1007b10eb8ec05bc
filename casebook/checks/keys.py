"""The keys of the tables: shaped, unique, in order, and begun with their article."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from casebook.checks.suggestions import shown
from casebook.tables import schema
from casebook.tables.dataset import Problem, Tables

Sound = Mapping[str, pd.Series]


_OF_AN_ARTICLE = {"claims": "-", "no_claim": "-p"}
_DIGITS = 3


def of_an_article() -> tuple[str, ...]:
    """The tables whose keys begin with the article that a row is about."""
    return tuple(_OF_AN_ARTICLE)


def sound(tables: Tables) -> Sound:
    """Which keys of each table have their shape and, of rows of one article, begin with its key.

    The others can neither be ordered nor found by a reference.
    """
    return {
        name: _shaped(name, frame) & _begins_with_its_article(name, frame)
        for name, frame in tables.frames.items()
    }


def _shaped(table: str, frame: pd.DataFrame) -> pd.Series:
    keys = frame[schema.key(table)]
    whole = f"^(?:{schema.KEY_SHAPES[table]})$"
    shaped = pc.match_substring_regex(pa.array(keys.array), whole)
    return pd.Series(np.asarray(shaped), index=keys.index, dtype="bool")


def _begins_with_its_article(table: str, frame: pd.DataFrame) -> pd.Series:
    keys = frame[schema.key(table)]
    if table not in _OF_AN_ARTICLE:
        return pd.Series(data=True, index=keys.index)
    return frame["source_id"] + _OF_AN_ARTICLE[table] + keys.str[-_DIGITS:] == keys


def repeated(tables: Tables) -> Iterator[Problem]:
    """Keys that a row above has too; pairs of claims in either order."""
    for name, frame in tables.frames.items():
        if len(schema.keys(name)) > 1:
            yield from _repeated_pairs(name, frame)
            continue
        keys = frame[schema.key(name)]
        again = keys[keys.duplicated() & (keys != "")]
        first = keys[keys.isin(again)].drop_duplicates()
        lines = dict(zip(first, first.index, strict=True))
        for line, key in again.items():
            message = f"{shown(key)} is the key of line {lines[key]} too: a key is used once"
            yield Problem(f"{name}.csv", int(str(line)), str(keys.name), message)


def _repeated_pairs(table: str, frame: pd.DataFrame) -> Iterator[Problem]:
    column, other = schema.keys(table)
    one, two = frame[column], frame[other]
    swapped = one > two
    pairs = pd.DataFrame({"one": one.mask(swapped, two), "two": two.mask(swapped, one)})
    filled = pairs[(one != "") & (two != "")]
    again = filled[filled.duplicated()]
    first = {
        pair: line
        for line, *pair in filled.drop_duplicates().itertuples(name=None)
        for pair in [tuple(pair)]
    }
    for line, *pair in again.itertuples(name=None):
        message = (
            f"{shown(pair[0])} and {shown(pair[1])} are the pair of line {first[tuple(pair)]} too: "
            "a pair has one row, in either order"
        )
        yield Problem(f"{table}.csv", int(line), column, message)


def disordered(tables: Tables, sound_keys: Sound) -> Iterator[Problem]:
    """Rows whose key belongs above that of the row before."""
    for name, frame in tables.frames.items():
        column = schema.key(name)
        in_place = frame.loc[sound_keys[name], column]
        if in_place.is_monotonic_increasing:
            continue
        keys = in_place.to_numpy(dtype=object)
        for position in np.flatnonzero(keys[1:] < keys[:-1]):
            before, key = keys[position], keys[position + 1]
            message = (
                f"{shown(key)} comes after {shown(before)}: "
                f"sort the table by {column}{_capitals_first(before, key)}"
            )
            yield Problem(f"{name}.csv", int(in_place.index[position + 1]), column, message)


def _capitals_first(before: str, after: str) -> str:
    """What a spreadsheet does not do when it sorts."""
    alike = before.casefold() < after.casefold()
    return ", capital letters before small ones" if alike else ""


def of_other_articles(tables: Tables, sound_keys: Sound) -> Iterator[Problem]:
    """Keys with the right shape that begin with another article than the row's."""
    for name in _OF_AN_ARTICLE:
        frame, column = tables.frames[name], schema.key(name)
        known = frame["source_id"].isin(tables.frames["sources"]["source_id"])
        rows = frame[known & ~sound_keys[name]]
        rows = rows[_shaped(name, rows)]
        for line, key, source in zip(rows.index, rows[column], rows["source_id"], strict=True):
            message = f"{shown(key)} does not begin with {shown(source)}: correct one of them"
            yield Problem(f"{name}.csv", int(line), column, message)
