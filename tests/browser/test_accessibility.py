"""What axe-core finds, in both themes: colour contrast, names and roles; and the keyboard."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Reader

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
}
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


def violations(reader: Reader) -> list[tuple[str, list[str]]]:
    """What axe-core finds wrong on the page, with the elements."""
    return [
        (violation["id"], [node["html"][:200] for node in violation["nodes"]])
        for violation in Axe().run(reader.page).response["violations"]
    ]


@SCHEMES
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_wrong(
    server: str, visit: Callable[..., Reader], page: str, scheme: str
) -> None:
    address, drawn = PAGES[page]
    reader = visit(server, address, color_scheme=scheme)
    reader.page.locator(drawn).wait_for()
    reader.settled()
    assert violations(reader) == []


@SCHEMES
def test_axe_finds_nothing_wrong_on_the_tabs_of_the_data_page(
    server: str, visit: Callable[..., Reader], scheme: str
) -> None:
    reader = visit(server, "data", color_scheme=scheme)
    for tab in ("Coverage", "Columns", "Articles", "Guide"):
        reader.page.get_by_role("tab", name=tab).click()
        expect(reader.page.get_by_role("tabpanel", name=tab)).to_be_visible()
        assert violations(reader) == [], tab


def test_charts_say_their_figures_and_a_mark_can_be_opened_by_keyboard(
    server: str, visit: Callable[..., Reader]
) -> None:
    reader = visit(server, "?outlet=CBS+News&claim=joscelyn-2021-002")
    expect(
        reader.page.locator(".st-key-by_outlet [aria-label^='Claims by outlet']")
    ).to_be_attached()
    expect(reader.page.get_by_text("Claims by outlet. Largest: CBS News")).to_be_attached()
    reader = visit(server, "?claim=joscelyn-2021-002")
    mark = reader.page.locator("mark[data-claims~='joscelyn-2021-004']").first
    mark.focus()
    mark.press("Enter")
    expect(reader.page.locator("mark.open[data-claims~='joscelyn-2021-004']").first).to_be_visible()
