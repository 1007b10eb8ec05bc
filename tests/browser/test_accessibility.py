"""What axe-core finds, in both themes: colour contrast, names and roles; and the keyboard."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from casebook.tables.dataset import Dataset
from tests.browser.conftest import Reader

Visit = Callable[..., Reader]

# Each page by its address, with what has to be drawn before it is looked at.
PAGES = {
    "first look": ("", "svg.marks >> nth=2"),
    "a list of incidents": (
        "?group=ISIS-K&years=2021-2022&undated=without&list=incidents",
        "mark.open >> nth=0",
    ),
    "nothing selected": ("?group=SDF&outlet=CBS+News", "svg.marks >> nth=2"),
    "a conflict": ("comparisons?subject=2023-01-kabul-foreign-ministry", "mark.open >> nth=0"),
    "sources": ("sources", ".st-key-provenance svg.marks"),
    "an article in full": ("sources?source=joscelyn-2021", "mark.open >> nth=0"),
    "the terms": ("data?term=claim", "dl.glossary.asked"),
}
# What another theme can break: the rest is the same page.
COLOURS = ("color-contrast", "link-in-text-block")
# The colours of page and charts, to see when the other theme has been painted.
PAINTED = """[...document.querySelectorAll("[data-testid=stApp], svg.marks .role-title text")].map(
  (element) => getComputedStyle(element)[element.dataset.testid ? "backgroundColor" : "fill"])"""


def violations(reader: Reader, *rules: str) -> list[tuple[str, list[str]]]:
    """What axe-core finds wrong on the page, by these rules or all, with the elements."""
    options: dict[str, object] = {"resultTypes": ["violations"]}  # all else takes far longer
    if rules:
        options["runOnly"] = list(rules)
    return [
        (violation["id"], [node["html"][:200] for node in violation["nodes"]])
        for violation in Axe().run(reader.page, options=options).response["violations"]
    ]


def turn_dark(reader: Reader) -> None:
    """Change to the dark theme as a system does in the evening, and wait until it is painted."""
    reader.page.add_style_tag(content="* { transition: none !important; }")
    light = reader.page.evaluate(PAINTED)
    reader.page.emulate_media(color_scheme="dark")
    reader.page.wait_for_function(
        f"light => {PAINTED}.every((colour, i) => colour != light[i])", arg=light
    )


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_wrong_by_day_and_by_night(server: str, visit: Visit, page: str) -> None:
    address, drawn = PAGES[page]
    reader = visit(server, address, color_scheme="light")
    reader.page.locator(drawn).wait_for()
    reader.settled()
    assert violations(reader) == []
    turn_dark(reader)
    assert violations(reader, *COLOURS) == []


def test_axe_finds_nothing_wrong_on_the_tabs_of_the_data_page(server: str, visit: Visit) -> None:
    reader = visit(server, "data", color_scheme="light")
    for theme in ("light", "dark"):
        if theme == "dark":
            turn_dark(reader)
        for tab in ("Coverage", "Columns", "Articles", "Guide"):
            reader.page.get_by_role("tab", name=tab).click()
            expect(reader.page.get_by_role("tabpanel", name=tab)).to_be_visible()
            rules = COLOURS if theme == "dark" else ()
            assert violations(reader, *rules) == [], (theme, tab)


def test_charts_say_their_figures_and_a_mark_can_be_opened_by_keyboard(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server, "?claim=joscelyn-2021-002")
    chart = reader.page.locator(".st-key-by_outlet [aria-label='Claims by outlet']")
    expect(chart.first).to_be_attached()
    outlet = real.claims["outlet"].astype("str").value_counts()
    figures = f"Claims by outlet. Largest: {outlet.index[0]} {outlet.iloc[0]}"
    expect(reader.page.get_by_text(figures)).to_be_attached()
    mark = reader.page.locator("mark[data-claims~='joscelyn-2021-004']").first
    mark.focus()
    mark.press("Enter")
    reader.opens("joscelyn-2021-004")
