"""Checked tables to a Dataset: types, and everything that depends on the data alone."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from casebook.tables import dates, evidence, folding, schema
from casebook.tables.dataset import Article, Dataset, Members, Tables
from casebook.words import NOT_STATED


def dataset(tables: Tables) -> Dataset:
    """Typed tables with everything derived that a selection or a chart needs.

    Only for tables without problems; others may fail here with any error.
    """
    sources = _typed_sources(tables.frames["sources"])
    actors = tables.frames["actors"].set_index("actor")
    incidents = _typed_incidents(tables.frames["incidents"])
    articles = {
        source_id: Article(
            source_id,
            evidence.article_text(tables.lines[row.file], row.first_line, row.last_line),
            row.first_line,
        )
        for source_id, row in zip(sources.index, sources.itertuples(), strict=True)
    }
    claims = _typed_claims(tables.frames["claims"], sources, incidents, actors, articles)
    members = {
        "group": _members(claims["groups"], several=True),
        "outlet": _members(claims["outlet"].astype("str")),
        "kind": _members(claims["kind"].astype("str")),
        "topic": _members(claims["topic"].astype("str")),
        "origin": _members(claims["origin"].astype("str")),
        "attribution": _members(_attributions(claims, actors), names=schema.ATTRIBUTIONS),
        "intermediaries": _members(
            pd.Series(schema.INTERMEDIARIES)
            .take(claims["chain"].clip(upper=3))
            .set_axis(claims.index),
            names=schema.INTERMEDIARIES,
        ),
    }
    return Dataset(
        sources,
        incidents,
        claims,
        actors,
        _typed_passages(tables.frames["no_claim"], articles),
        articles,
        members,
        pd.Index(claims["claim_id"]),
        tables.guide,
        tables.version,
    )


def _years(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """Columns first_year, last_year, year (the one it is counted in) and first_day of dates.

    A date with an open start is counted in its last year, and its last day stands for its first.
    """
    spans = dates.spans(frame[column])
    first_day = spans["first"].where(spans["first"] != dates.OPEN_START_DAY, spans["last"])
    first = pd.to_numeric(spans["first"].str[:4].replace("", "-32768")).astype("int16")
    last = pd.to_numeric(spans["last"].str[:4].replace("", "-32768")).astype("int16")
    first = first.replace(0, dates.OPEN_START)
    year = first.where(first != dates.OPEN_START, last)
    return pd.DataFrame(
        {"first_year": first, "last_year": last, "year": year, "first_day": first_day}
    )


def _typed_sources(frame: pd.DataFrame) -> pd.DataFrame:
    years = _years(frame, "published")
    typed = frame.assign(
        first_line=frame["first_line"].astype("int64"),
        last_line=frame["last_line"].astype("int64"),
        published_year=years["year"],
        published_last_year=years["last_year"],
        published_first_year=years["first_year"],
    )
    return typed.set_index("source_id")


def _typed_incidents(frame: pd.DataFrame) -> pd.DataFrame:
    typed = frame.assign(
        latitude=pd.to_numeric(frame["latitude"]),
        longitude=pd.to_numeric(frame["longitude"]),
        when=frame["date"].map(dates.printed),
        **_years(frame, "date"),
    )
    return typed.set_index("incident_id")


def _typed_claims(
    frame: pd.DataFrame,
    sources: pd.DataFrame,
    incidents: pd.DataFrame,
    actors: pd.DataFrame,
    articles: Mapping[str, Article],
) -> pd.DataFrame:
    starts, ends = _spans(frame, articles)
    of_source = frame["source_id"].map
    typed = frame.assign(
        low=pd.to_numeric(frame["low"]),
        high=pd.to_numeric(frame["high"]),
        start=starts,
        end=ends,
        outlet=of_source(sources["outlet"]),
        published_year=of_source(sources["published_year"]),
        published_first_year=of_source(sources["published_first_year"]),
        published_last_year=of_source(sources["published_last_year"]),
        origin=_origins(frame, actors),
        chain=_chain(frame),
        incident=pd.Index(incidents.index).get_indexer(frame["incident_id"]),
        when=frame["date"].map(dates.printed),
        searchable=_searchable(frame),
        disputed_by=_disputed_by(frame),
        **_years(frame, "date"),
    )
    typed["undated"] = typed["year"] == dates.UNDATED
    typed = typed.sort_values(
        ["undated", "first_day", "source_id", "start", "claim_id"],
        ascending=[True, False, True, True, True],
        ignore_index=True,
    )
    for column in ("source_id", "kind", "topic", "unit", "outlet", "origin", "date_basis"):
        typed[column] = typed[column].astype("category")
    return typed.drop(columns=["first_day", "undated"])


def _searchable(frame: pd.DataFrame) -> pd.Series:
    """What the search looks through, in the form in which it compares."""
    return (frame["statement"] + "\n" + frame["quote"] + "\n" + frame["speaker"]).map(
        folding.folded
    )


def _disputed_by(frame: pd.DataFrame) -> pd.Series:
    """The ids of the claims that dispute each claim, separated as in the files."""
    disputing = frame.loc[frame["disputes"] != "", ["claim_id", "disputes"]]
    pairs = disputing.assign(claim=disputing["disputes"].str.split(schema.SEPARATOR))
    pairs = pairs.explode("claim").sort_values("claim_id")
    joined = pairs.groupby("claim")["claim_id"].agg(schema.SEPARATOR.join)
    found = joined.astype("str").reindex(frame["claim_id"], fill_value="")
    return pd.Series(found.to_numpy(), index=frame.index, dtype="str")


def _typed_passages(frame: pd.DataFrame, articles: Mapping[str, Article]) -> pd.DataFrame:
    starts, ends = _spans(frame, articles)
    return frame.assign(start=starts, end=ends).set_index("passage_id")


def _spans(frame: pd.DataFrame, articles: Mapping[str, Article]) -> tuple[list[int], list[int]]:
    found = [
        evidence.find(articles[source].text, quote, int(occurrence) if occurrence else None)
        for source, quote, occurrence in zip(
            frame["source_id"], frame["quote"], frame["occurrence"], strict=True
        )
    ]
    return [span.start for span in found], [span.end for span in found]


def _origins(frame: pd.DataFrame, actors: pd.DataFrame) -> pd.Series:
    """The party that each claim goes back to, by the codebook's definition.

    The speaker; or the armed group, government or intergovernmental body that a person or unnamed
    speaker is affiliated to; without a speaker the article, as its `source_id`.
    """
    speaks_for_itself = ~actors["kind"].isin(["person", "unnamed"])
    parent_kind = actors["affiliation"].map(actors["kind"])
    own = speaks_for_itself | ~parent_kind.isin(schema.AFFILIATION_IS_ORIGIN)
    origin = actors["affiliation"].mask(own, actors.index.to_series())
    return frame["speaker"].map(origin).mask(frame["speaker"] == "", frame["source_id"])


def _chain(frame: pd.DataFrame) -> pd.Series:
    """How many parties each claim passed through before the article: its speaker and `via`."""
    via = frame["via"].str.count(schema.VIA_SEPARATOR) + (frame["via"] != "")
    return (via + (frame["speaker"] != "")).astype("int16")


def _attributions(claims: pd.DataFrame, actors: pd.DataFrame) -> pd.Series:
    """Who speaks in each claim: a rung of the ladder ATTRIBUTIONS.

    A person or unnamed speaker stands on the rung of the party that they are affiliated to. Not
    attributed are claims of unnamed speakers without affiliation, and estimates, denials and
    claims of responsibility that no one is named for.
    """
    speaker = claims["speaker"]
    kind = speaker.map(actors["kind"])
    own_party = ~kind.isin(["person", "unnamed"])
    affiliation = speaker.map(actors["affiliation"])
    party = affiliation.mask(own_party, speaker)
    of_party = party.map(actors["kind"])
    listed = schema.SEPARATOR + claims["groups"] + schema.SEPARATOR
    about_itself = [
        f"{schema.SEPARATOR}{name}{schema.SEPARATOR}" in groups
        for name, groups in zip(party.fillna(""), listed, strict=True)
    ]
    unnamed = kind == "unnamed"
    needs_somebody = claims["kind"].isin(["estimate", "denial", "responsibility"])
    itself, other_group, named, nameless, between, research, outlet, person, own, nobody = (
        schema.ATTRIBUTIONS
    )
    rungs = (
        ((speaker == "") & needs_somebody, nobody),
        (speaker == "", own),
        (unnamed & (affiliation == ""), nobody),
        ((of_party == "armed group") & pd.Series(about_itself, index=claims.index), itself),
        (of_party == "armed group", other_group),
        ((of_party == "government") & unnamed, nameless),
        (of_party == "government", named),
        (of_party == "intergovernmental", between),
        (of_party == "research body", research),
        (of_party == "outlet", outlet),
    )
    conditions = [condition.fillna(value=False).to_numpy(dtype=bool) for condition, _ in rungs]
    chosen = np.select(conditions, [rung for _, rung in rungs], default=person)
    return pd.Series(chosen, index=claims.index)


def _members(
    cells: pd.Series, *, several: bool = False, names: tuple[str, ...] | None = None
) -> Members:
    """Membership by the cells' values; in the given order of names, those without any left out."""
    values = cells.replace("", NOT_STATED)
    if several:
        values = values.str.split(schema.SEPARATOR).explode()
    rows = values.index.to_numpy(dtype=np.int64)
    if names is None:
        codes, found = pd.factorize(values, sort=True)
        return Members(tuple(found), rows, codes.astype(np.int64))
    held = set(values)
    names = tuple(name for name in names if name in held)
    return Members(names, rows, pd.Index(names).get_indexer(values).astype(np.int64))
