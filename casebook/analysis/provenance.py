"""From which original source claims came to which outlet, and who relayed them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from casebook.tables import schema
from casebook.tables.dataset import Dataset, Rows
from casebook.words import NO_SPEAKER, NOT_STATED, OTHERS, listed, number

_NAMED_RELAYS = 3


@dataclass(frozen=True, eq=False)
class Provenance:
    """Claims by original source and outlet.

    `origins` and `outlets` have a row for each row and column of the grid, in its order, with
    columns name, label and claims. OTHERS stands for all beyond the limit, its label says how many
    they are; NO_SPEAKER, last of the origins, for claims that name no speaker. `cells` has
    the columns origin and outlet (positions in these), claims and tip. A pair without a claim has
    no cell.
    """

    origins: pd.DataFrame
    outlets: pd.DataFrame
    cells: pd.DataFrame


def provenance(dataset: Dataset, rows: Rows, origins: int, outlets: int) -> Provenance:
    """The claims at these positions, with at most so many original sources and outlets by name.

    Those with most claims are named. A claim is relayed by the party nearest to the article.
    """
    names = dataset.claims["origin"].cat.categories.astype("str")
    of_rows = dataset.codes("origin")[rows]
    own = dataset.claims["chain"].to_numpy()[rows] == 0
    origin, origin_frame = _largest(np.where(own, -1, of_rows), list(names), origins)
    outlet_names = [name or NOT_STATED for name in dataset.claims["outlet"].cat.categories]
    outlet, outlet_frame = _largest(dataset.codes("outlet")[rows], outlet_names, outlets)
    if own.any():
        origin = np.where(own, len(origin_frame), origin)
        origin_frame.loc[len(origin_frame)] = [NO_SPEAKER, NO_SPEAKER, int(own.sum())]
    relays = dataset.once(("relays",), lambda: _relays(dataset))
    counted = (
        pd.DataFrame({"origin": origin, "outlet": outlet, "relay": relays.codes[rows]})
        .groupby(["origin", "outlet", "relay"])
        .size()
        .rename("claims")
        .reset_index()
    )
    through: dict[tuple[int, int], list[tuple[str, int]]] = {}
    for row, column, code, claims in counted.itertuples(index=False):
        name = str(relays.categories[code])
        through.setdefault((int(row), int(column)), []).append((name, int(claims)))
    cells = [
        (
            row,
            column,
            sum(claims for _, claims in named),
            f"{origin_frame['label'].iat[row]} in {outlet_frame['label'].iat[column]}: "
            f"{number(sum(claims for _, claims in named), 'claim')}"
            f"{'' if origin_frame['name'].iat[row] == NO_SPEAKER else _relayed(named)}",
        )
        for (row, column), named in through.items()
    ]
    columns = ["origin", "outlet", "claims", "tip"]
    return Provenance(origin_frame, outlet_frame, pd.DataFrame(cells, columns=columns))


def _largest(codes: Rows, names: list[str], limit: int) -> tuple[Rows, pd.DataFrame]:
    """For each code its row in a frame of the largest names, then others; -1 counts for none."""
    counts = np.bincount(codes[codes >= 0], minlength=len(names))
    held = np.flatnonzero(counts)
    order = held[np.lexsort((np.array(names, dtype=object)[held], -counts[held]))]
    last = np.array([names[code] == NOT_STATED for code in order], dtype=bool)
    order = np.concatenate([order[~last], order[last]])
    named = order if len(order) <= limit else order[: limit - 1]
    rows = [(names[code], names[code], int(counts[code])) for code in named]
    rest = len(order) - len(named)
    if rest:
        rows.append((OTHERS, f"({rest:,} others)", int(counts[order[len(named) :]].sum())))
    place = np.full(len(names) + 1, len(named))
    place[named] = np.arange(len(named))
    return place[codes], pd.DataFrame(rows, columns=["name", "label", "claims"])


def _relays(dataset: Dataset) -> pd.Categorical:
    """Who stands nearest to the article among those who relayed each claim, or ""."""
    nearest = dataset.claims["via"].str.partition(schema.VIA_SEPARATOR)[0]
    return pd.Categorical(nearest)


def _relayed(named: list[tuple[str, int]]) -> str:
    """` · 6 quoted directly · relayed by CTC Sentinel (2) and 1 other (1)`."""
    direct = sum(claims for name, claims in named if not name)
    through = sorted([pair for pair in named if pair[0]], key=lambda pair: (-pair[1], pair[0]))
    words = f" · {direct:,} quoted directly" if direct else ""
    if not through:
        return words
    said = [f"{name} ({claims:,})" for name, claims in through[:_NAMED_RELAYS]]
    rest = through[_NAMED_RELAYS:]
    if rest:
        said.append(f"{number(len(rest), 'other')} ({sum(claims for _, claims in rest):,})")
    return f"{words} · relayed by {listed(said)}"
