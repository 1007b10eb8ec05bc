"""Original sources against outlets."""

import json
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from casebook.analysis.provenance import Provenance, provenance
from casebook.charts import encodings, heatmap, picture, theme
from casebook.tables.dataset import Dataset
from casebook.words import NO_SPEAKER, OTHERS
from tests.charts.hostile import HOSTILE, lines, squeezed


def grid(origins: list[str], outlets: list[str], *cells: tuple[int, int, int]) -> Provenance:
    frame = pd.DataFrame(list(cells), columns=["origin", "outlet", "claims"])

    def names(names: list[str], by: str) -> pd.DataFrame:
        claims = frame.groupby(by)["claims"].sum().reindex(range(len(names)), fill_value=0)
        return pd.DataFrame({"name": names, "label": names, "claims": claims.to_numpy()})

    tips = [f"{claims} claims" for claims in frame["claims"]]
    return Provenance(names(origins, "origin"), names(outlets, "outlet"), frame.assign(tip=tips))


GRIDS = {
    "normal": grid(
        ["Reds", OTHERS, NO_SPEAKER], ["Daily", "Herald"], (0, 0, 9), (1, 1, 2), (2, 0, 400)
    ),
    "one cell": grid(["Reds"], ["Daily"], (0, 0, 1)),
    "empty": grid([], []),
}


def data_of(made: Provenance, name: str, token: int = 7) -> list[dict[str, Any]]:
    return heatmap.spec_of_provenance(made, token)["datasets"][name].to_pylist()


def without_data(spec: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in spec.items() if key != "datasets"}


@pytest.mark.usefixtures("no_process")
@pytest.mark.parametrize("made", GRIDS.values(), ids=GRIDS)
def test_a_picture_of_any_grid_holds_its_names_and_counts(made: Provenance) -> None:
    chart = heatmap.chart_of_provenance(made)
    for width in (300, 900):
        root = ElementTree.fromstring(picture.picture(chart, "svg", ["all claims"], width=width))
        texts = lines(root)
        assert heatmap.TITLE in texts
        for frame in (made.origins, made.outlets):
            for name, claims in zip(frame["name"], frame["claims"], strict=True):
                assert f"{claims:,}" in texts
                assert squeezed(name) in squeezed(*texts)


def test_each_pair_with_a_claim_has_one_cell_and_others_are_left_empty() -> None:
    cells = data_of(GRIDS["normal"], "cells")
    assert [(cell["origin"], cell["outlet"], cell["claims"]) for cell in cells] == [
        (0, 0, 9),
        (1, 1, 2),
        (2, 0, 400),
    ]


def test_a_click_on_a_cell_names_its_original_source_and_outlet() -> None:
    spec = heatmap.spec_of_provenance(GRIDS["normal"], 7)
    target = spec["layer"][-1]
    assert {param["name"] for param in spec["params"]} == {"pick", "add"}
    assert all(param["views"] == [target["name"]] for param in spec["params"])
    assert target["encoding"]["tooltip"]["field"] == "tip"
    cells = data_of(GRIDS["normal"], "cells")
    assert json.loads(cells[1]["key"]) == [OTHERS, "Herald"]
    assert {cell["token"] for cell in cells} == {7}


def mixed(colour: str, strength: float, background: str) -> str:
    """The colour that a share of one over another gives."""
    channels = (
        round(
            strength * int(colour[at : at + 2], 16)
            + (1 - strength) * int(background[at : at + 2], 16)
        )
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def test_counts_can_be_read_on_every_cell_in_both_themes_and_more_claims_are_stronger() -> None:
    claims = [1, 2, 5, 30, 100, 9999]
    cells = data_of(
        grid(
            ["Reds"],
            [f"Outlet {at}" for at in range(6)],
            *((0, at, n) for at, n in enumerate(claims)),
        ),
        "cells",
    )
    strengths = [cell["strength"] for cell in cells]
    assert strengths == sorted(strengths)
    for background, text in zip(theme.BACKGROUNDS, ("#1b2430", "#e6ebf1"), strict=True):
        for strength in (0, *strengths):
            assert theme.contrast(text, mixed(theme.ACCENT, strength, background)) >= 4.5


def test_other_names_and_counts_change_the_data_and_nothing_else() -> None:
    first = grid(["A", "B"], ["X", "Y"], (0, 0, 1), (1, 1, 9))
    second = grid(["C", "D"], ["Z"], (0, 0, 700))
    assert without_data(heatmap.spec_of_provenance(first, 1)) == without_data(
        heatmap.spec_of_provenance(second, 2)
    )


def test_hostile_names_are_only_data_and_only_text_in_a_picture() -> None:
    hostile, plain = [*HOSTILE.values()], [str(at) for at in range(len(HOSTILE))]
    diagonal = [(at, at, 2) for at in range(len(HOSTILE))]
    made = grid(hostile, hostile, *diagonal)
    assert without_data(heatmap.spec_of_provenance(made, 1)) == without_data(
        heatmap.spec_of_provenance(grid(plain, plain, *diagonal), 1)
    )
    assert [json.loads(cell["key"]) for cell in data_of(made, "cells")] == [
        [name, name] for name in hostile
    ]
    chart = heatmap.chart_of_provenance(made)
    drawn = squeezed(*lines(ElementTree.fromstring(picture.picture(chart, "svg", [], width=1500))))
    for row in data_of(made, "origins"):
        assert squeezed(row["lines"]).removesuffix("…") in drawn, row["lines"]


def test_the_grid_of_the_small_casebook_is_drawn_and_left_as_it_was(dataset: Dataset) -> None:
    made = provenance(dataset, np.arange(len(dataset.claims)), 12, 9)
    before = made.cells.copy(deep=True)
    assert len(data_of(made, "cells")) == len(made.cells)
    assert heatmap.spec_of_provenance(made, 1)["padding"] == encodings.PADDING
    pd.testing.assert_frame_equal(made.cells, before)
