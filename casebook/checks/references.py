"""Cells that name a row of a table, an article or a country."""

import re
from collections.abc import Callable, Iterator, Mapping

import pandas as pd
import pycountry

from casebook.checks.cells import Wrong, located
from casebook.checks.keys import Sound
from casebook.checks.suggestions import finder, shown
from casebook.tables import schema
from casebook.tables.dataset import Problem, Tables

# Suggestions cost: a column with more unknown names than these has another fault.
_SUGGESTIONS = 200
_PLACES = {
    schema.ARTICLES: "in the folder of articles",
    "actors": "in actors.csv",
    schema.ARMED_GROUPS: "an armed group in actors.csv",
    schema.COUNTRIES: "an ISO 3166-1 alpha-3 code, such as AFG",
    "sources": "in sources.csv",
    "incidents": "in incidents.csv",
    "claims": "in claims.csv",
}


def names(tables: Tables) -> dict[str, frozenset[str]]:
    """What a cell may name, by what its column refers to.

    An actor whose kind is no kind may be an armed group, and a listed article that is missing is
    a problem where it is listed.
    """
    actors = tables.frames["actors"]
    armed = (actors["kind"] == "armed group") | ~actors["kind"].isin(schema.ACTOR_KINDS)
    return {
        **{name: frozenset(frame[schema.key(name)]) for name, frame in tables.frames.items()},
        schema.ARMED_GROUPS: frozenset(actors.loc[armed, "actor"]),
        schema.ARTICLES: frozenset(tables.lines.keys() | tables.expected_digests.keys()),
        schema.COUNTRIES: frozenset(country.alpha_3 for country in pycountry.countries),
    }


def empty_tables(tables: Tables) -> Iterator[Problem]:
    """Tables that hold nothing but their header, where something is looked for in them."""
    referred_to = {
        column.referred_table
        for column in schema.every_column()
        if column.referred_table and (tables.frames[column.table][column.column] != "").any()
    }
    for name, frame in tables.frames.items():
        if frame.empty and (name == "claims" or name in referred_to):
            message = "has no row below its header: add rows, or take the file from git again"
            yield Problem(f"{name}.csv", 1, "", message)


def unknown(
    tables: Tables, sound: Sound, known_names: Mapping[str, frozenset[str]]
) -> Iterator[Wrong]:
    """Values that name nothing; not where the table that they name rows of has unsound keys."""
    for column in schema.every_column():
        table = column.referred_table
        if not column.references or (table and not _all_sound(sound[table])):
            continue
        cells, known = tables.frames[column.table][column.column], known_names[column.references]
        unknown_values = {
            cell: [value for value in column.values(cell) if value not in known]
            for cell in cells.unique()
            if cell not in known or (column.separator and column.separator in cell)
        }
        different = dict.fromkeys(value for values in unknown_values.values() for value in values)
        why = _reasons(tables, column, known, list(different)) if different else {}
        messages = {
            cell: [why[value] for value in values]
            for cell, values in unknown_values.items()
            if values
        }
        yield from located(column.table, cells, messages, messages.__getitem__)


def _all_sound(keys: pd.Series) -> bool:
    return len(keys) > 0 and bool(keys.all())


def _reasons(
    tables: Tables, column: schema.Column, known: frozenset[str], values: list[str]
) -> dict[str, str]:
    """Why each value is unknown, and what to do."""
    kinds = dict(tables.frames["actors"][["actor", "kind"]].itertuples(index=False, name=None))
    of_countries = column.references == schema.COUNTRIES
    aliases = _country_aliases() if of_countries else _aliases(tables)
    articles = {name[:-3] for name in known} if column.references == "claims" else set()
    nearest = finder(known)
    reasons: dict[str, str] = {}
    for position, value in enumerate(values):
        place = f"{shown(value)} is not {_PLACES[column.references]}"
        if column.references == schema.ARMED_GROUPS and value in kinds:
            place = f"{shown(value)} is of kind {kinds[value]!r} in actors.csv"
            reasons[value] = f"{place}: name an armed group"
        elif aliases.get(value) in known:
            reasons[value] = f"{place}: it is a name of {aliases[value]!r}, write that"
        elif re.fullmatch(schema.CLAIM_KEY, value) and value[:-3] in articles:
            hint = "was it removed? Name a claim that says the same, or take it out"
            reasons[value] = f"{place}: {hint}"
        else:
            short = of_countries and len(value) < 4
            near = None if short or position >= _SUGGESTIONS else nearest(value)
            hint = f"did you mean {near!r}?" if near else "correct it, or add it there"
            reasons[value] = f"{place}: {hint}"
    return reasons


def _aliases(tables: Tables) -> dict[str, str]:
    """What to write for another name of an actor."""
    actors = tables.frames["actors"]
    return {
        alias: actor
        for actor, aliases in zip(actors["actor"], actors["aliases"], strict=True)
        for alias in schema.split_values(aliases)
    }


def _country_aliases() -> dict[str, str]:
    """The code to write for the name of a country or for its code of two letters."""
    return {
        name: country.alpha_3
        for country in pycountry.countries
        for name in (country.name, country.alpha_2)
    }


def unused_incidents(tables: Tables) -> Iterator[Problem]:
    """Incidents that no claim is about; not those that a misspelled cell probably means."""
    incidents, claims = tables.frames["incidents"], tables.frames["claims"]
    if claims.empty:
        return
    named = pd.Index(claims["incident_id"].unique())
    unused = incidents["incident_id"][~incidents["incident_id"].isin(named)]
    misspelled = [name for name in named.difference(incidents["incident_id"]) if name]
    nearest: Callable[[str], str | None] = finder(incidents["incident_id"])
    meant = {nearest(name) for name in misspelled[:_SUGGESTIONS]} if len(unused) else set()
    for line, incident in unused[~unused.isin([name for name in meant if name])].items():
        message = f"no claim is about {shown(incident)}: add a claim about it, or remove the row"
        yield Problem("incidents.csv", int(str(line)), "incident_id", message)
