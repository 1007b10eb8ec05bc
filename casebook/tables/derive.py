"""Checked tables to a Dataset: types, and everything that depends on the data alone.

What repeats is worked out once for each value: `pd.factorize` gives the values and their codes.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from casebook.tables import (
    corroboration,
    dates,
    evidence,
    labels,
    plain_words,
    relations,
    schema,
)
from casebook.tables.dataset import Article, Dataset, Members, Rows, Tables, ranks
from casebook.words import NOT_STATED

_REPEATING = ("source_id", "kind", "topic", "unit", "outlet", "origin", "date_basis")
_OF_SOURCE = ["outlet", "published_year", "published_first_year", "published_last_year"]


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
    claims, by_id = _typed_claims(tables.frames["claims"], sources, incidents, actors, articles)
    pairs = relations.typed(tables.frames["relations"], claims)
    disputes = relations.links(pairs[pairs["relation"] == schema.DISPUTES], by_id)
    return Dataset(
        sources=sources,
        incidents=incidents,
        claims=claims,
        actors=actors,
        no_claim=_typed_passages(tables.frames["no_claim"], articles),
        articles=articles,
        members=_all_members(claims, actors, incidents, pairs),
        by_id=by_id,
        relations=pairs,
        related=relations.links(pairs, by_id),
        disputes=disputes,
        disputed=np.diff(disputes.starts) > 0,
        disputed_by=relations.parties_disputing(claims, disputes, sources["own_voice"]),
        reading_order=relations.reading_order(claims, by_id),
        guide=tables.guide,
        version=tables.version,
    )


def _typed_sources(frame: pd.DataFrame) -> pd.DataFrame:
    days = dates.days(frame["published"])
    typed = frame.assign(
        first_line=frame["first_line"].astype("int64"),
        last_line=frame["last_line"].astype("int64"),
        published_year=days["year"],
        published_last_year=days["last_year"],
        published_first_year=days["first_year"],
        published_first_day=days["first_day"],
        published_last_day=days["last_day"],
    )
    return labels.labelled(typed.set_index("source_id"))


def _typed_incidents(frame: pd.DataFrame) -> pd.DataFrame:
    typed = frame.assign(
        latitude=_numbers(frame["latitude"]),
        longitude=_numbers(frame["longitude"]),
        when=_each(frame["date"], dates.printed),
        **dates.days(frame["date"]),
    )
    return typed.set_index("incident_id")


def _typed_claims(
    frame: pd.DataFrame,
    sources: pd.DataFrame,
    incidents: pd.DataFrame,
    actors: pd.DataFrame,
    articles: Mapping[str, Article],
) -> tuple[pd.DataFrame, Rows]:
    """The claims in the order of listings, and their positions in the order of their ids."""
    frame = frame.reset_index(drop=True)
    starts, ends = _spans(frame, articles)
    of_source = sources[_OF_SOURCE].take(_positions(sources.index, frame["source_id"]))
    typed = frame.assign(
        low=_numbers(frame["low"]),
        high=_numbers(frame["high"]),
        start=starts,
        end=ends,
        **of_source.set_axis(frame.index),
        origin=_origins(frame, actors),
        chain=_chain(frame),
        incident=_positions(incidents.index, frame["incident_id"]),
        when=_each(frame["date"], dates.printed),
        searchable=_searchable(frame),
        **dates.days(frame["date"]),
    )
    for column in _REPEATING:
        typed[column] = typed[column].astype("category")
    newest_first = -typed["day"].to_numpy(dtype=np.int64)
    order = np.lexsort((starts, typed["source_id"].cat.codes, newest_first))
    return typed.take(order).reset_index(drop=True), ranks(order)


def _each(cells: pd.Series, function: Callable[[str], str]) -> pd.Series:
    """The function of each cell, called once for each different one."""
    codes, values = pd.factorize(cells)
    results = pd.Series([function(value) for value in values], dtype="str")
    return results.take(codes).set_axis(cells.index)


def _numbers(cells: pd.Series) -> pd.Series:
    """Decimal numbers; missing where the cell is empty."""
    codes, values = pd.factorize(cells)
    numbers = pd.to_numeric(pd.Series(values, dtype="str")).astype("float64")
    return numbers.take(codes).set_axis(cells.index)


def _positions(index: pd.Index, cells: pd.Series) -> npt.NDArray[np.int32]:
    """Where each cell stands in an index; -1 where it does not."""
    codes, values = pd.factorize(cells)
    return index.get_indexer(values).astype(np.int32)[codes]


def _searchable(frame: pd.DataFrame) -> pd.Series:
    """What the search looks through, in the form in which it compares."""
    columns = [frame[column].tolist() for column in ("statement", "quote", "speaker")]
    return pd.Series(plain_words.searchable(columns), index=frame.index, dtype="str")


def _typed_passages(frame: pd.DataFrame, articles: Mapping[str, Article]) -> pd.DataFrame:
    starts, ends = _spans(frame, articles)
    return frame.assign(start=starts, end=ends).set_index("passage_id")


def _spans(
    frame: pd.DataFrame, articles: Mapping[str, Article]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Where each quote starts and ends in its article.

    Rows mostly follow their article, so a quote is first looked for after the one before it. The
    first place is the right one, since a quote that stands more than once names its occurrence.
    """
    starts = np.empty(len(frame), dtype=np.int32)
    text, of_text, before = "", "", 0
    cells = (frame[column].tolist() for column in ("source_id", "quote", "occurrence"))
    for row, (source_id, quote, occurrence) in enumerate(zip(*cells, strict=True)):
        if source_id != of_text:
            text, of_text, before = articles[source_id].text, source_id, 0
        start = -1 if occurrence else text.find(quote, before)
        if start < 0:
            start = evidence.find(text, quote, int(occurrence) if occurrence else None).start
        starts[row] = before = start
    return starts, starts + frame["quote"].str.len().to_numpy(dtype=np.int32)


def _origins(frame: pd.DataFrame, actors: pd.DataFrame) -> pd.Series:
    """The original source of each claim, by the codebook's definition.

    The speaker; or the armed group, government or intergovernmental body that a person or unnamed
    speaker is affiliated to; without a speaker the article, as its `source_id`.
    """
    speaks_for_itself = ~actors["kind"].isin(["person", "unnamed"])
    parent_kind = actors["affiliation"].map(actors["kind"])
    own = speaks_for_itself | ~parent_kind.isin(schema.AFFILIATION_IS_ORIGIN)
    origin = actors["affiliation"].mask(own, actors.index.to_series())
    of_speaker = _each(frame["speaker"], lambda speaker: origin.get(speaker, ""))
    return of_speaker.mask(frame["speaker"] == "", frame["source_id"])


def _chain(frame: pd.DataFrame) -> pd.Series:
    """How many parties each claim passed through before the article: its speaker and `via`."""
    via = frame["via"].str.count(schema.VIA_SEPARATOR) + (frame["via"] != "")
    return (via + (frame["speaker"] != "")).astype("int16")


def _all_members(
    claims: pd.DataFrame, actors: pd.DataFrame, incidents: pd.DataFrame, pairs: pd.DataFrame
) -> dict[str, Members]:
    """Membership for each named filter; names stand in order of the ladder, or of the alphabet."""
    every = np.arange(len(claims), dtype=np.int64)
    rows, codes, groups = _several(claims["groups"])
    members = {"group": _members(rows, *_sorted(codes, groups))}
    for name in ("outlet", "kind", "topic", "origin"):
        column = claims[name].cat
        members[name] = _members(every, *_sorted(column.codes.to_numpy(), column.categories))
    rungs = _attributions(claims, actors)
    members["attribution"] = _members(every, rungs, schema.ATTRIBUTIONS)
    chain = claims["chain"].clip(upper=len(schema.INTERMEDIARIES) - 1).to_numpy()
    members["intermediaries"] = _members(every, chain, schema.INTERMEDIARIES)
    nobody = (rungs == len(schema.ATTRIBUTIONS) - 1) & (claims["speaker"] == "").to_numpy()
    fits = corroboration.memberships(claims, pairs, nobody)
    members["corroboration"] = _members(*fits, schema.CORROBORATION)
    members["caveat"] = members["without"] = _caveats(claims, members["attribution"])
    for name, column in (("incident_kind", "kind"), ("country", "country")):
        rows, codes, values = _several(_of_incident(claims, incidents[column]))
        members[name] = _members(rows, *_sorted(codes, values))
    return members


def _of_incident(claims: pd.DataFrame, cells: pd.Series) -> pd.Series:
    """For each claim the cell of its incident; empty where it is about none."""
    with_none = pd.concat([cells, pd.Series([""], dtype=cells.dtype)], ignore_index=True)
    return with_none.take(claims["incident"].to_numpy() % len(with_none))


def _caveats(claims: pd.DataFrame, attribution: Members) -> Members:
    """The claims that each of CAVEATS holds for: many have several, or none.

    An incident has one original source where all claims about it do, of all data.
    """
    about_itself = np.zeros(len(claims), dtype=bool)
    if schema.ATTRIBUTIONS[0] in attribution.names:
        rung = attribution.names.index(schema.ATTRIBUTIONS[0])
        about_itself[attribution.rows[attribution.codes == rung]] = True
    incident = claims["incident"].to_numpy(dtype=np.int64)
    origins = pd.Series(claims["origin"].cat.codes.to_numpy()).groupby(incident).nunique()
    single = (incident >= 0) & (origins.reindex(incident).to_numpy() == 1)
    holds = (
        about_itself,
        single,
        (claims["date_basis"] == "inferred").to_numpy(dtype=bool),
        (claims["kind"] == "opinion").to_numpy(dtype=bool),
    )
    codes, rows = np.nonzero(np.stack(holds))
    return _members(rows, codes, schema.CAVEATS)


def _several(cells: pd.Series) -> tuple[Rows, Rows, list[str]]:
    """Rows and codes of the values of cells that may hold several, and the values."""
    codes, different = pd.factorize(cells)
    lists = pd.Series(different, dtype="str").str.split(schema.SEPARATOR, regex=False)
    value_codes, values = pd.factorize(lists.explode())
    lengths = lists.str.len().to_numpy(dtype=np.int64)
    starts = np.cumsum(lengths) - lengths
    rows = np.repeat(np.arange(len(cells)), lengths[codes])
    ends = np.cumsum(lengths[codes])
    nth = np.arange(len(rows)) - np.repeat(ends - lengths[codes], lengths[codes])
    return rows, value_codes[np.repeat(starts[codes], lengths[codes]) + nth], list(values)


def _sorted(codes: npt.NDArray[np.integer], names: Sequence[str]) -> tuple[Rows, list[str]]:
    """The names in their order, the empty one as NOT_STATED, and their codes."""
    stated = np.array([name or NOT_STATED for name in names], dtype=object)
    order = np.argsort(stated)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return rank[codes], stated[order].tolist()


def _members(rows: Rows, codes: npt.NDArray[np.integer], names: Sequence[str]) -> Members:
    """The pairs, without the names that no claim has."""
    held = np.bincount(codes, minlength=len(names)) > 0
    kept = tuple(name for name, some in zip(names, held, strict=True) if some)
    return Members(kept, rows, (np.cumsum(held) - 1)[codes])


def _attributions(claims: pd.DataFrame, actors: pd.DataFrame) -> Rows:
    """Who speaks in each claim, as the place of its rung on the ladder ATTRIBUTIONS.

    Claims of one speaker, kind and groups stand on one rung, which is looked up once.
    """
    columns = ["speaker", "groups", "kind"]
    codes = np.zeros(len(claims), dtype=np.int64)
    for column in columns:
        of_column, values = pd.factorize(claims[column])
        codes = pd.factorize(codes * len(values) + of_column)[0]
    different = claims.loc[~pd.Series(codes).duplicated(), columns].astype("str")
    return _rungs(different.reset_index(drop=True), actors)[codes]


def _rungs(claims: pd.DataFrame, actors: pd.DataFrame) -> Rows:
    """The rung of each claim.

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
    listed = claims["groups"].str.split(schema.SEPARATOR, regex=False)
    about_itself = pd.Series(
        [name in groups for name, groups in zip(party, listed, strict=True)], dtype="bool"
    )
    unnamed = kind == "unnamed"
    needs_somebody = claims["kind"].isin(["estimate", "denial", "responsibility"])
    itself, other_group, named, nameless, between, research, outlet, person, own, nobody = range(
        len(schema.ATTRIBUTIONS)
    )
    rungs = (
        ((speaker == "") & needs_somebody, nobody),
        (speaker == "", own),
        (unnamed & (affiliation == ""), nobody),
        ((of_party == "armed group") & about_itself, itself),
        (of_party == "armed group", other_group),
        ((of_party == "government") & unnamed, nameless),
        (of_party == "government", named),
        (of_party == "intergovernmental", between),
        (of_party == "research body", research),
        (of_party == "outlet", outlet),
    )
    conditions = [condition.fillna(value=False).to_numpy(dtype=bool) for condition, _ in rungs]
    return np.select(conditions, [rung for _, rung in rungs], default=person).astype(np.int64)
