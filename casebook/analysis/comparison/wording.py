"""The sentences that say why a subject has its state."""

from collections import Counter

import pandas as pd

from casebook import words
from casebook.analysis.comparison.figures import Compared, different_events
from casebook.analysis.comparison.pairs import ID, Pair, linked
from casebook.analysis.comparison.voices import said
from casebook.tables import schema
from casebook.tables.dataset import Dataset
from casebook.tables.labels import origin_name, source_label
from casebook.words import listed


def why_single(dataset: Dataset, claims: pd.DataFrame) -> str:
    """That one article alone has it, and whom it cites."""
    article = source_label(dataset, str(claims["source_id"].iat[0]))
    cited = [
        origin_name(dataset, origin)
        for origin in claims["origin"].astype("str").unique()
        if origin not in dataset.sources.index
    ]
    if not cited:
        return f"Only {article} tells of it."
    return f"Only {article} tells of it; it cites {listed(cited)}."


def why_conflict(
    dataset: Dataset, rows: tuple[int, ...], pairs: tuple[Pair, ...], compared: Compared
) -> str:
    """The most telling pair: of figures, else of the claim that most others dispute."""
    degree = Counter(row for pair in pairs for row in pair)
    rank, origins = dataset.reading_rank, dataset.codes("origin")
    first = min(
        pairs,
        key=lambda pair: (
            pair not in compared.apart,
            origins[pair[0]] == origins[pair[1]],
            -max(degree[row] for row in pair),
            -min(degree[row] for row in pair),
            *sorted(int(rank[row]) for row in pair),
        ),
    )
    kinds = {str(dataset.claims["kind"].iat[row]) for row in first}
    if first in compared.apart:
        how = "Both figures cannot be right."
        if first not in linked(dataset):
            how = "The figures do not meet, and no note says why."
    elif "denial" in kinds:
        how = "One denies what the other says."
    elif "opinion" in kinds:
        how = "They hold opposite views."
    else:
        how = "They are held to dispute each other."
    more = len(pairs) - 1
    others = f" {more} further {'pairs are' if more > 1 else 'pair is'} in dispute."
    sources = dataset.claims["source_id"].iloc[list(rows)]
    one = sources.nunique() == 1
    within = f" All of it is told by {source_label(dataset, str(sources.iat[0]))}." if one else ""
    return f"{both_in_words(dataset, first)} {how}{others if more else ''}{within}"


def why_not_comparable(dataset: Dataset, rows: tuple[int, ...], compared: Compared) -> str:
    """What was compared, and what keeps it from being set against each other."""
    if compared.explained:
        first, second = compared.explained[0]
        ids, notes = dataset.claims["claim_id"], dataset.claims["note"]
        named = {found.group() for found in ID.finditer(notes.iat[first])}
        note = notes.iat[first] if ids.iat[second] in named else notes.iat[second]
        return (
            f"{both_in_words(dataset, (first, second))} They count different things. Note: {note}"
        )
    if compared.other_times:
        when = dataset.claims["when"]
        first, second = compared.other_times[0]
        if different_events(dataset, first, second):
            return f"{both_in_words(dataset, (first, second))} They are about different events."
        days = " and ".join(when.iat[row] or words.NOT_STATED for row in (first, second))
        return f"{both_in_words(dataset, (first, second))} These are of different times: {days}."
    if compared.vague:
        why = "One of the figures states no number to compare"
        return f"{both_in_words(dataset, compared.vague[0])} {why}."
    told: dict[str, list[str]] = {}
    for row in rows:
        claim = dataset.claims.iloc[row]
        told.setdefault(origin_name(dataset, str(claim["origin"])), []).append(str(claim["topic"]))
    things = "; ".join(f"{who} on {', '.join(dict.fromkeys(of))}" for who, of in told.items())
    return f"They speak of different things: {things}."


def both_in_words(dataset: Dataset, pair: Pair) -> str:
    """What the two claims of a pair say, and who says it."""
    figures = all(dataset.claims["figure"].iat[row] for row in pair)
    return " ".join(_told(dataset, row, figures=figures) for row in pair)


def _told(dataset: Dataset, row: int, *, figures: bool) -> str:
    """Who says what in which article; a statement that names its speaker needs no other.

    A figure stands for its statement only beside another figure.
    """
    claim = dataset.claims.iloc[row]
    words, speaker = str(claim["statement"]).rstrip("."), str(claim["speaker"])
    names = [speaker.removesuffix(" (unnamed)")]
    if speaker:
        names += schema.split_values(dataset.actors.at[speaker, "aliases"])
    named = any(name in words for name in names)
    if figures:
        words, named = said(dataset, row), not speaker
    article = source_label(dataset, str(claim["source_id"]))
    return f"{'' if named else f'{speaker}: '}{words} ({article})."
