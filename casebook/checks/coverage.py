"""How much of each article the claims carry, sentence by sentence: the curator's second reader.

A sentence carries a claim where a claim's quote shares a letter with it. One that carries none was
either without a claim, for a reason that `no_claim.csv` gives, or still waits to be read.
"""

import re
from collections import Counter
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd

from casebook.checks import text_signs
from casebook.tables import schema
from casebook.tables.dataset import Dataset
from casebook.tables.evidence import Span

SIGNS = ("number", "date", "name", "saying")


CARRIED, UNREVIEWED = "claim", "unreviewed"


def sentences(dataset: Dataset) -> pd.DataFrame:
    """A row for each sentence of each article, in reading order.

    Columns source_id, line (in the article's file, from 1), start, end (characters of the
    article's text), text, claims (how many stand on it), state, repeated_in, note, and a truth
    value for each of SIGNS. `state` is CARRIED, a reason of `no_claim.csv`, or UNREVIEWED;
    a sentence with a claim is CARRIED even where it is without a claim too.
    """
    names = _names(dataset)
    rows = []
    for source_id, article in dataset.articles.items():
        claims = dataset.claims[dataset.claims["source_id"] == source_id]
        passed = dataset.no_claim[dataset.no_claim["source_id"] == source_id]
        for span in text_signs.sentences(article.text):
            text = article.text[span.start : span.end]
            carried = int(_touching(claims, span).sum())
            found = passed[_touching(passed, span)]
            reason = found["reason"].iloc[0] if len(found) else UNREVIEWED
            repeated_in = [*dict.fromkeys(schema.SEPARATOR.join(found["repeated_in"]).split("; "))]
            rows.append(
                {
                    "source_id": source_id,
                    "line": article.first_line + article.text.count("\n", 0, span.start),
                    "start": span.start,
                    "end": span.end,
                    "text": text,
                    "claims": carried,
                    "state": CARRIED if carried else reason,
                    "repeated_in": schema.SEPARATOR.join(filter(None, repeated_in)),
                    "note": " ".join(filter(None, found["note"])),
                    **_signs(text, names),
                }
            )
    columns = [
        "source_id",
        "line",
        "start",
        "end",
        "text",
        "claims",
        "state",
        "repeated_in",
        "note",
    ]
    return pd.DataFrame(rows, columns=[*columns, *SIGNS])


def _names(dataset: Dataset) -> re.Pattern[str]:
    aliases = dataset.actors["aliases"].map(schema.split_values).explode().dropna()
    return text_signs.names_pattern([*dataset.actors.index, *aliases])


def _signs(text: str, names: re.Pattern[str]) -> dict[str, bool]:
    """What makes a sentence look as if it held a claim."""
    return {
        "number": bool(text_signs.numbers(text)),
        "date": bool(text_signs.dates(text)),
        "name": bool(text_signs.named(names, text)),
        "saying": bool(text_signs.sayings(text)),
    }


def names_used(dataset: Dataset, source_id: str) -> pd.DataFrame:
    """The names that an article uses for each armed group: columns group, name and times.

    Names of which one is part of another are counted by the longer one; most used first.
    """
    text = dataset.articles[source_id].text
    used = Counter(found.words for found in text_signs.named(_names(dataset), text))
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


def _touching(frame: pd.DataFrame, span: Span) -> npt.NDArray[np.bool_]:
    return ((frame["start"] < span.end) & (frame["end"] > span.start)).to_numpy(dtype=bool)


def shares(frame: pd.DataFrame, source_ids: Iterable[str] = ()) -> pd.DataFrame:
    """A row for each article of `sentences`, in their order, then for others that are named.

    Columns sentences, carried, share (of the sentences that carry a claim, from 0 to 1; 0 for an
    article without any sentence), no_claim and waiting. Indexed by source_id.
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

    Those that wait to be judged come first, whatever they hold; of those without a claim only such
    as show a sign, or, with `every`, all. Then the more signs the sooner, a number before any
    other, and at last in reading order.
    """
    signs = frame[list(SIGNS)].sum(axis=1)
    listed = (frame["state"] == UNREVIEWED) | (signs > 0) | every
    left = frame[(frame["state"] != CARRIED) & listed]
    order = left.assign(passed=left["state"] != UNREVIEWED, signs=signs[left.index]).sort_values(
        ["passed", "signs", "number"], ascending=[True, False, False], kind="stable"
    )
    return left.loc[order.index].reset_index(drop=True)


def signs_in_words(row: pd.Series) -> str:
    """The signs of a row: `number, name`; `no sign` where there is none."""
    return ", ".join(sign for sign in SIGNS if row[sign]) or "no sign"
