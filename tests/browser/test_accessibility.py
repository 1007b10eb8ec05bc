"""What axe-core finds; colour contrast, names and roles, in both themes."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Reader

PAGES = {
    "accounts": "accounts",
    "a conflict": "accounts?about=2023-01-kabul-foreign-ministry",
    "sources": "sources",
    "an article in full": "sources?source=joscelyn-2021",
}
VIEWS = {
    "first look": "",
    "narrowed": "?group=ISIS-K&years=2021-2022&undated=without&list=incidents",
    "nothing selected": "?group=SDF&outlet=CBS+News",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_wrong(
    server: str, visit: Callable[..., Reader], view: str, scheme: str
) -> None:
    reader = visit(server, VIEWS[view], color_scheme=scheme)
    expect(reader.page.locator("svg.marks")).to_have_count(3)
    if view != "nothing selected":
        expect(reader.page.locator("mark.open").first).to_be_visible()
    violations = Axe().run(reader.page).response["violations"]
    assert [
        (violation["id"], [node["html"][:200] for node in violation["nodes"]])
        for violation in violations
    ] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_wrong_on_the_other_pages(
    server: str, visit: Callable[..., Reader], page: str, scheme: str
) -> None:
    reader = visit(server, PAGES[page], color_scheme=scheme)
    drawn = "mark.open" if page != "sources" else "svg.marks"
    expect(reader.page.locator(drawn).first).to_be_visible()
    reader.settled()
    violations = Axe().run(reader.page).response["violations"]
    assert [
        (violation["id"], [node["html"][:200] for node in violation["nodes"]])
        for violation in violations
    ] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tab", ["Coverage", "Columns", "Articles", "Guide"])
def test_axe_finds_nothing_wrong_on_the_data_page(
    server: str, visit: Callable[..., Reader], tab: str, scheme: str
) -> None:
    reader = visit(server, "data", color_scheme=scheme)
    reader.page.get_by_role("tab", name=tab).click()
    expect(reader.page.get_by_role("tabpanel", name=tab)).to_be_visible()
    violations = Axe().run(reader.page).response["violations"]
    assert [
        (violation["id"], [node["html"][:200] for node in violation["nodes"]])
        for violation in violations
    ] == []


def test_the_charts_have_a_name_that_states_their_figures(
    server: str, visit: Callable[..., Reader]
) -> None:
    reader = visit(server, "?outlet=CBS+News")
    chart = reader.page.locator(".st-key-by_outlet [aria-label^='Claims by outlet. Largest: CBS']")
    expect(chart.first).to_be_attached()


def test_a_mark_can_be_opened_by_keyboard(server: str, visit: Callable[..., Reader]) -> None:
    reader = visit(server, "?claim=joscelyn-2021-002")
    mark = reader.page.locator("mark[data-claims~='joscelyn-2021-004']").first
    mark.focus()
    mark.press("Enter")
    expect(reader.page.locator("mark.open[data-claims~='joscelyn-2021-004']").first).to_be_visible()
