"""How claims stand to one another: which are related, and in what order they are read."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute

from casebook.tables import schema
from casebook.tables.dataset import Links, Rows, ranks


def typed(frame: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The pairs with the positions of their claims as `claim` and `other`, in the file's order."""
    typed = frame.reset_index(drop=True)
    relation = pd.Categorical(typed["relation"], categories=schema.RELATIONS)
    return typed.assign(
        relation=relation,
        claim=_positions(claims["claim_id"], typed["claim_id"]),
        other=_positions(claims["claim_id"], typed["other_id"]),
    )


def links(pairs: pd.DataFrame, by_id: Rows) -> Links:
    """For each claim those that it is paired with, whichever of the two names the other."""
    first, second = (pairs[name].to_numpy(dtype=np.int64) for name in ("claim", "other"))
    rows, others = np.concatenate([first, second]), np.concatenate([second, first])
    places = np.tile(pairs.index.to_numpy(dtype=np.int64), 2)
    order = np.lexsort((ranks(by_id)[others], rows))
    starts = np.searchsorted(rows[order], np.arange(len(by_id) + 1))
    return Links(starts.astype(np.int64), others[order], places[order])


def _positions(ids: pd.Series, wanted: pd.Series) -> Rows:
    """Where each id stands. Arrow looks them up without an object in Python for each claim."""
    rows = pyarrow.compute.index_in(
        pa.array(wanted.array, pa.large_string()), value_set=pa.array(ids.array, pa.large_string())
    )
    return rows.to_numpy(zero_copy_only=False).astype(np.int64)


def parties_disputing(claims: pd.DataFrame, disputed: Links, own_voice: pd.Series) -> pd.Series:
    """The parties on the other side of each claim's disputes, each once, or "".

    `own_voice` names who speaks for an article where no speaker is named.
    """
    rows = np.repeat(np.arange(len(claims)), np.diff(disputed.starts))
    against = claims[["speaker", "source_id"]].take(disputed.others)
    authors = against["source_id"].astype("str").map(own_voice)
    speakers = against["speaker"].mask(against["speaker"] == "", authors)
    parties: dict[int, dict[str, None]] = {}
    for row, speaker in zip(rows.tolist(), speakers.tolist(), strict=True):
        parties.setdefault(row, {})[speaker] = None
    joined = {row: schema.SEPARATOR.join(names) for row, names in parties.items()}
    cells = np.full(len(claims), "", dtype=object)
    cells[list(joined)] = list(joined.values())
    return pd.Series(cells, dtype="str")


def reading_order(claims: pd.DataFrame, by_id: Rows) -> Rows:
    """All claims by article, then as they stand in it, those that start at one place by id."""
    article = claims["source_id"].cat.codes.to_numpy()
    return np.lexsort((ranks(by_id), claims["start"].to_numpy(), article))
