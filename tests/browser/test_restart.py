"""A page that is open while its server is killed and started again."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from tests.browser.conftest import Reader, Restart


def drawn(reader: Reader) -> None:
    """Wait until the browser has fetched and drawn all that the page is made of."""
    reader.settled()
    for part in (".st-key-by_outlet svg.marks", ".claims .row", ".reader mark"):
        expect(reader.page.locator(part).first).to_be_visible()


def params(reader: Reader) -> dict[str, list[str]]:
    return parse_qs(urlsplit(reader.page.url).query)


def test_the_view_stays_and_the_first_click_after_a_restart_counts(
    server_to_kill: tuple[str, Restart], visit: Callable[..., Reader]
) -> None:
    address, restart = server_to_kill
    reader = visit(address, "?outlet=Modern+Diplomacy", killed=True)
    drawn(reader)
    before = reader.sentence
    reader.click_bar("group", "ETIM/TIP")
    reader.has_chosen("group", "ETIM/TIP")
    reader.settled()
    restart()
    reader.click_bar("group", "ETIM/TIP")
    reader.has_chosen("group")
    reader.says(before)
    reader.has_chosen("outlet", "Modern Diplomacy")
    restart()
    reader.page.locator(".st-key-disputed label").click()
    reader.says(" disputed")
    expect(reader.page.locator("p.about").first).to_contain_text("that others dispute")
    reader.settled()
    assert params(reader) == {"outlet": ["Modern Diplomacy"], "disputed": ["only"]}
    assert reader.sentence != before


def test_a_claim_that_is_opened_in_the_first_click_after_a_restart_opens(
    server_to_kill: tuple[str, Restart], visit: Callable[..., Reader]
) -> None:
    address, restart = server_to_kill
    reader = visit(address, "?outlet=Modern+Diplomacy", killed=True)
    drawn(reader)
    restart()
    mark = reader.page.locator("mark[role=button]:not(.open)").nth(4)
    wanted = str(mark.get_attribute("data-claims")).split()
    mark.click()
    expect(reader.page.locator(".card .place")).to_contain_text(" of ")
    reader.page.wait_for_url(lambda url: f"claim={wanted[0]}" in url)
    reader.opens(wanted[0])
    reader.settled()
    restart()
    expect(reader.page.locator("[data-testid=stApp]")).to_have_attribute(
        "data-test-connection-state", "CONNECTED"
    )
    reader.listed(3).click()
    reader.page.wait_for_url(lambda url: "claim=" in url and wanted[0] not in url)
    assert params(reader)["outlet"] == ["Modern Diplomacy"]
