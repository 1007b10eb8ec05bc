"""The timeline of incidents beside the article, with the real data."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, expect

from casebook.analysis import timeline
from casebook.analysis.selection import Selection
from casebook.tables.dataset import Dataset
from tests.browser.conftest import Reader
from tests.browser.test_accessibility import violations

Visit = Callable[..., Reader]
DRAWN = ("by_year", "by_group", "by_outlet", "timeline")


def drawing(reader: Reader, key: str = "timeline") -> Locator:
    return reader.page.locator(f".st-key-{key} svg.marks")


def dragged(reader: Reader, start: float, stop: float) -> None:
    """Drag over a part of the width of the timeline."""
    box = drawing(reader).bounding_box()
    assert box
    at = [box["x"] + box["width"] * share for share in (start, (start + stop) / 2, stop)]
    mouse, height = reader.page.mouse, box["y"] + box["height"] - 12
    mouse.move(at[0], height)
    mouse.down()
    for place in at[1:]:
        mouse.move(place, height, steps=4)
    mouse.up()


def test_a_mark_opens_its_claim_a_drag_keeps_years_and_no_chart_is_drawn_anew(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server)
    reader.page.get_by_text("Timeline", exact=True).click()
    reader.settled()
    for key in DRAWN:
        drawing(reader, key).evaluate("drawing => { drawing.dataset.seen = 'before' }")
    made = timeline.timeline(real, Selection(), Selection().apply(real), "group")
    title = "Bombing outside Kabul airport"
    position = int(real.incidents["title"].str.startswith(title).argmax())
    row = timeline.first_claim(real, Selection().apply(real), position)
    assert row is not None
    marks = reader.page.locator(f".st-key-timeline path[aria-label^='{title}']")
    assert marks.count() == len(made.marks_of(position))
    marks.first.click(force=True)
    reader.opens(str(real.cell("claim_id", row)))
    expect(reader.page.locator(".st-key-timeline .opened_marks path")).to_have_count(marks.count())

    dragged(reader, 0.6, 0.9)
    expect(reader.page).to_have_url(re.compile("years="))
    reader.settled()
    years = reader.page.evaluate("new URLSearchParams(location.search).get('years')")
    chosen = Selection.from_params({"years": [years], "undated": ["without"]})
    reader.says(f"Showing {len(chosen.apply(real)):,} of")
    for key in DRAWN:
        expect(drawing(reader, key)).to_have_attribute("data-seen", "before")
    reader.page.get_by_text("by kind", exact=True).click()
    expect(drawing(reader)).to_contain_text("attack · ")
    assert violations(reader) == []
    reader.page.get_by_role("button", name="Back to all years").click()
    reader.says(f"Showing {len(real.claims):,} of")

    address = reader.page.url
    assert "list=timeline" in address
    assert "lanes=kind" in address
    again = visit(server, address.removeprefix(f"{server}/"), viewport=(390, 800))
    expect(drawing(again)).to_contain_text("attack · ")
    assert again.page.evaluate("document.documentElement.scrollWidth") <= 390
