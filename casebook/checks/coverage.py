"""How much of each article the claims carry, sentence by sentence: the curator's second reader.

A sentence carries a claim where a claim's quote shares a letter with it. One that carries none
has a reason for that in `no_claim.csv`, or is still to review.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from casebook.checks import signs_of_claims
from casebook.tables import schema
from casebook.tables.dataset import Dataset

SIGNS = ("number", "date", "name", "saying")
CARRIED, UNREVIEWED = "claim", "to review"
_COLUMNS = (
    *("source_id", "line", "start", "end", "text"),
    *("claims", "state", "repeated_in", "note"),
)


Positions = npt.NDArray[np.int64]


_NO_SPANS: tuple[Positions, Positions] = (np.empty(0, np.int64), np.empty(0, np.int64))
_NO_SIGNS = (False,) * len(SIGNS)


def sentences(dataset: Dataset) -> pd.DataFrame:
    """A row for each sentence of each article, in reading order.

    Columns source_id, line (in the article's file, from 1), start, end (characters of the
    article's text), text, claims (how many are in it), state, repeated_in, note, and a truth
    value for each of SIGNS, which is false wherever the sentence carries a claim: nobody looks
    for more there. `state` is CARRIED, a reason of `no_claim.csv`, or UNREVIEWED; a sentence with a
    claim is CARRIED even where it is given a reason too.
    """
    names = _names(dataset)
    claims = _spans_by_article(dataset.claims)
    reasons = {str(key): rows for key, rows in dataset.no_claim.groupby("source_id", sort=False)}
    rows: list[tuple[Any, ...]] = []
    for source_id, article in dataset.articles.items():
        spans = signs_of_claims.sentences(article.text)
        starts = np.fromiter((span.start for span in spans), np.int64, len(spans))
        ends = np.fromiter((span.end for span in spans), np.int64, len(spans))
        carried = touching(starts, ends, *claims.get(source_id, _NO_SPANS))
        given = _reasons(starts, ends, reasons.get(source_id))
        line, counted = article.first_line, 0
        for position, span in enumerate(spans):
            line += article.text.count("\n", counted, span.start)
            counted = span.start
            text = article.text[span.start : span.end]
            state, repeated_in, note = given.get(position, (UNREVIEWED, "", ""))
            found = int(carried[position])
            signs = _NO_SIGNS if found else _signs(text, names)
            state = CARRIED if found else state
            place = (source_id, line, span.start, span.end, text)
            rows.append((*place, found, state, repeated_in, note, *signs))
    return pd.DataFrame(rows, columns=[*_COLUMNS, *SIGNS]).astype(dict.fromkeys(SIGNS, "bool"))


def _spans_by_article(claims: pd.DataFrame) -> dict[str, tuple[Positions, Positions]]:
    """The starts and the ends of the claims of each article, both sorted."""
    starts, ends = claims["start"].to_numpy(np.int64), claims["end"].to_numpy(np.int64)
    groups = claims.groupby("source_id", sort=False, observed=True).indices
    return {str(key): (np.sort(starts[rows]), np.sort(ends[rows])) for key, rows in groups.items()}


def touching(
    starts: Positions, ends: Positions, other_starts: Positions, other_ends: Positions
) -> Positions:
    """How many of the others share a letter with each span; starts and ends of the others sorted.

    Those that begin before its end, less those that end before it.
    """
    begun = np.searchsorted(other_starts, ends, side="left")
    return begun - np.searchsorted(other_ends, starts, side="right")


def _reasons(
    starts: Positions, ends: Positions, rows: pd.DataFrame | None
) -> dict[int, tuple[str, str, str]]:
    """Reason, claims that repeat it, and note of each sentence, by position; joined of several."""
    given: dict[int, tuple[str, str, str]] = {}
    if rows is None:
        return given
    columns = (rows[name] for name in ("start", "end", "reason", "repeated_in", "note"))
    for start, end, reason, repeated_in, note in zip(*columns, strict=True):
        first, last = np.searchsorted(ends, start, "right"), np.searchsorted(starts, end, "left")
        for position in range(int(first), int(last)):
            former, claims, notes = given.get(position, (reason, "", ""))
            named = [*schema.split_values(claims), *schema.split_values(repeated_in)]
            joined = schema.SEPARATOR.join(dict.fromkeys(named))
            given[position] = (former, joined, " ".join(filter(None, (notes, note))))
    return given


def _names(dataset: Dataset) -> re.Pattern[str]:
    aliases = dataset.actors["aliases"].map(schema.split_values).explode().dropna()
    return signs_of_claims.names_pattern([*dataset.actors.index, *aliases])


def _signs(text: str, names: re.Pattern[str]) -> tuple[bool, ...]:
    """What makes a sentence look as if it held a claim, in the order of SIGNS."""
    return (
        bool(signs_of_claims.numbers(text)),
        bool(signs_of_claims.dates(text)),
        names.search(text) is not None,
        bool(signs_of_claims.sayings(text)),
    )


def names_used(dataset: Dataset, source_id: str) -> pd.DataFrame:
    """The names that an article uses for each armed group: columns group, name and times.

    Names of which one is part of another are counted by the longer one; most used first.
    """
    text = dataset.articles[source_id].text
    used = Counter(found.words for found in signs_of_claims.named(_names(dataset), text))
    armed = dataset.actors[dataset.actors["kind"] == "armed group"]
    rows = [
        {"group": str(group), "name": name, "times": used[name]}
        for group, aliases in armed["aliases"].items()
        for name in (str(group), *schema.split_values(aliases))
        if used[name]
    ]
    frame = pd.DataFrame(rows, columns=["group", "name", "times"])
    total = frame.groupby("group")["times"].transform("sum")
    order = frame.assign(total=total).sort_values(
        ["total", "group", "times"], ascending=[False, True, False], kind="stable"
    )
    return frame.loc[order.index].reset_index(drop=True)


def shares(frame: pd.DataFrame, source_ids: Iterable[str] = ()) -> pd.DataFrame:
    """A row for each article of `sentences`, in their order, then for others that are named.

    Columns sentences, carried, share (of the sentences that carry a claim, from 0 to 1; 0 for an
    article without any sentence), no_claim and unreviewed. Indexed by source_id.
    """
    by_article = frame.groupby("source_id", sort=False, observed=True)
    counts = pd.DataFrame(
        {
            "sentences": by_article.size(),
            "carried": (frame["state"] == CARRIED).groupby(frame["source_id"], sort=False).sum(),
            "unreviewed": (frame["state"] == UNREVIEWED)
            .groupby(frame["source_id"], sort=False)
            .sum(),
        }
    )
    counts = counts.reindex([*dict.fromkeys([*counts.index, *source_ids])], fill_value=0)
    counts["no_claim"] = counts["sentences"] - counts["carried"] - counts["unreviewed"]
    counts["share"] = counts["carried"] / counts["sentences"].clip(lower=1)
    return counts[["sentences", "carried", "share", "no_claim", "unreviewed"]]


def without_claim(frame: pd.DataFrame, *, every: bool = False) -> pd.DataFrame:
    """The sentences of `sentences` that carry no claim, most telling first.

    Unreviewed ones come first, whatever they hold; of those with a reason only such as show a sign,
    or, with `every`, all. Then the more signs the sooner, a number before any
    other, and at last in reading order.
    """
    signs = frame[list(SIGNS)].sum(axis=1)
    listed = (frame["state"] == UNREVIEWED) | (signs > 0) | every
    left = frame[(frame["state"] != CARRIED) & listed]
    order = left.assign(reviewed=left["state"] != UNREVIEWED, signs=signs[left.index]).sort_values(
        ["reviewed", "signs", "number"], ascending=[True, False, False], kind="stable"
    )
    return left.loc[order.index].reset_index(drop=True)


def signs_in_words(row: Mapping[str, Any] | pd.Series) -> str:
    """The signs of a row: `number, name`; `no sign` where there is none."""
    return ", ".join(sign for sign in SIGNS if row[sign]) or "no sign"
