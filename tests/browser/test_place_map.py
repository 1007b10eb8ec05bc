"""The map of places: marks open claims, land and boxes are filters, and it needs no mouse."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, expect

from casebook.analysis import places
from casebook.analysis.selection import Selection
from casebook.tables.dataset import Dataset
from tests.browser.conftest import Reader
from tests.browser.test_accessibility import COLOURS, turn_dark, violations
from tests.browser.test_explore import params

Visit = Callable[..., Reader]
# A point of a country's land where nothing lies over it, from the left and top of the window.
ON_LAND = """path => {
  const { left, top, width, height } = path.getBoundingClientRect()
  for (let i = 1; i < 30; i++) for (let j = 1; j < 30; j++) {
    const at = [left + width * i / 30, top + height * j / 30]
    if (path.getRootNode().elementFromPoint(...at) === path) return at
  }
}"""


def land(reader: Reader, code: str) -> tuple[float, float]:
    path = reader.page.locator(f".map path[data-code={code}]")
    x, y = path.evaluate(ON_LAND)
    return x, y


def sheet(reader: Reader) -> Locator:
    return reader.page.locator(".map .sheet > svg")


def test_marks_open_claims_and_land_and_boxes_filter_the_page(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server, "?list=map", color_scheme="light")
    reader.page.locator(".map path.some").first.wait_for()
    whole = places.places(real, Selection().apply(real))
    expect(reader.page.locator(".map .foot")).to_contain_text(places.in_words(whole))
    assert violations(reader) == []
    turn_dark(reader)
    assert violations(reader, *COLOURS) == []

    mark = whole.marks.set_index("key").loc["BEL"]
    reader.page.get_by_role("option", name=str(mark["tip"])).click()
    reader.opens(str(real.cell("claim_id", mark["first_claim"])))
    listed = reader.page.locator(".map .there li")
    expect(listed).to_have_count(3)
    listed.nth(2).get_by_role("button").click()
    expect(listed.nth(2).get_by_role("button")).to_have_attribute("aria-current", "true")

    sentence = reader.sentence
    reader.page.get_by_role("button", name="Close the list").click()
    reader.page.mouse.click(*land(reader, "IND"))
    expect(reader.page.locator("p.about").first).to_have_text("Claims placed in India.")
    assert params(reader)["country"] == ["IND"]
    reader.page.get_by_role("button", name="Clear the country").click()
    reader.says(sentence)

    reader.page.get_by_role("button", name="Select an area").click()
    box = sheet(reader).bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + 8
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    reader.page.mouse.move(x + box["width"] / 2 - 8, y + box["height"] / 2, steps=3)
    reader.page.mouse.up()
    expect(reader.page.locator("p.about").first).to_contain_text("Claims placed within")
    reader.page.get_by_role("button", name="Clear the area").click()
    reader.says(sentence)
    reader.page.get_by_role("button", name=f"List the {whole.nowhere} without a place").click()
    expect(reader.page.get_by_role("radio", name=f"Incidents {whole.nowhere}")).to_be_checked()
    assert reader.errors == []
    assert reader.outside == []


def test_the_map_is_gone_through_by_keyboard_and_keeps_its_view(server: str, visit: Visit) -> None:
    reader = visit(server, "?list=map")
    reader.page.locator(".map path.some").first.wait_for()
    reader.settled()
    sheet(reader).focus()
    for key in ("+", "+", "ArrowRight"):
        reader.page.keyboard.press(key)
    active = reader.page.locator(".map .marks .active")
    expect(active).to_have_count(1)
    expect(reader.page.locator(".map .tip")).to_have_text(active.get_attribute("aria-label") or "")
    moved = reader.page.locator(".map .land").get_attribute("transform")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url(lambda url: "claim=" in url)
    reader.settled()
    # The map can become higher or lower with the page; how near it is, and how far east, stays.
    there = reader.page.locator(".map .land").get_attribute("transform")
    assert re.sub(",[^)]*", "", there or "", count=1) == re.sub(",[^)]*", "", moved or "", count=1)
    sheet(reader).focus()
    reader.page.keyboard.press("0")
    expect(reader.page.locator(".map .land")).not_to_have_attribute("transform", moved or "")
