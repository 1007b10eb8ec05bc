"""Charts in a real browser, with the real data."""

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator

from casebook.analysis.provenance import provenance
from casebook.analysis.selection import Selection
from casebook.analysis.summary import counts_in_words
from casebook.tables.dataset import Dataset
from casebook.views import sources
from casebook.words import OTHERS
from tests.browser.conftest import Reader

Visit = Callable[..., Reader]


def drawing(reader: Reader, key: str) -> Locator:
    return reader.page.locator(f".st-key-{key} svg.marks")


def test_a_cell_of_original_source_and_outlet_is_a_filter_and_a_second_click_clears_it(
    server: str, visit: Visit, real: Dataset
) -> None:
    every = np.arange(len(real.claims))
    grid = provenance(real, every, sources.ORIGINS, sources.OUTLETS)
    cell = next(
        cell for cell in grid.cells.itertuples() if grid.origins["name"].iat[cell.origin] != OTHERS
    )
    origin = str(grid.origins["name"].iat[cell.origin])
    outlet = str(grid.outlets["name"].iat[cell.outlet])
    reader = visit(server, "sources")
    named = f".st-key-provenance path[aria-label^='{origin} in {outlet}: ']"
    reader.page.locator(named).click()
    chosen = Selection(origin=(origin,), outlet=(outlet,)).apply(real)
    assert len(chosen) == cell.claims
    reader.says(counts_in_words(real, chosen))
    reader.has_chosen("outlet", outlet)
    reader.page.locator(named).click()
    reader.says(counts_in_words(real, every))


@pytest.mark.parametrize("width", [375, 900, 1440])
def test_no_two_texts_of_the_grid_of_sources_overlap(server: str, visit: Visit, width: int) -> None:
    reader = visit(server, "sources", viewport=(width, 900))
    drawing(reader, "provenance").wait_for()
    boxes = (
        drawing(reader, "provenance")
        .locator(".mark-text text")
        .evaluate_all(
            "texts => texts.filter(text => text.textContent).map(text => {"
            " const box = text.getBoundingClientRect();"
            " return [text.textContent, box.left + 1, box.top + 2, box.right - 1,"
            " box.bottom - 2] })"
        )
    )
    assert len(boxes) > 30
    overlaps = [
        (first[0], second[0])
        for at, first in enumerate(boxes)
        for second in boxes[at + 1 :]
        if first[1] < second[3]
        and second[1] < first[3]
        and first[2] < second[4]
        and second[2] < first[4]
    ]
    assert overlaps == []
