"""Subjects with figures that can be compared: those of which a table of figures can be made."""

import numpy as np

from casebook.analysis.comparison import figures, verdict
from casebook.analysis.comparison.subjects import subjects
from casebook.tables.dataset import Dataset, Rows


def with_figures(dataset: Dataset, rows: Rows) -> dict[str, str]:
    """Keys and titles of subjects with two figures of one unit among these rows.

    Most disputed first.
    """
    groups, of = subjects(dataset).groups, figures.traits(dataset)
    seats = (verdict.mask(dataset, rows) & of.ranged)[groups.rows]
    width = int(of.unit.max(initial=0)) + 1
    units = groups.owners[seats] * width + of.unit[groups.rows[seats]]
    kinds, counts = np.unique(units, return_counts=True)
    having = set((kinds[counts > 1] // width).tolist())
    overview = verdict.overview(dataset, rows)
    columns = (overview[name].tolist() for name in ("position", "key", "title"))
    return {key: title for position, key, title in zip(*columns, strict=True) if position in having}
