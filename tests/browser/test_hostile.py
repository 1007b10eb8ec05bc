"""Tables and articles that try to run something, look like Markdown, or ask other machines.

That no request leaves the machine is checked after every test of the browser, see `visit`.
"""

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect
from playwright.sync_api import TimeoutError as NothingCame

from tests import hostile_casebook, small
from tests.browser.conftest import Reader, start_server
from tests.hostile_casebook import ARTICLE, GUIDE, HOSTILE

Visit = Callable[..., Reader]
SEARCH = "<img src=x onerror='window.ran = 1'> $x$ .* :smile: ![i](http://intruder.test/i.png)"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the hostile casebook."""
    data, seeds = hostile_casebook.write(tmp_path_factory.mktemp("hostile"))
    process, address = start_server(CASEBOOK_DATA=str(data), CASEBOOK_SEEDS=str(seeds))
    yield address
    process.terminate()
    process.wait()


def ran(reader: Reader) -> object:
    """What the hostile text has run, and what of it has become an element of the page."""
    strange = "img[src*=intruder], img[src='x'], [onload], [onerror], a[href^=javascript], .katex"
    assert reader.page.locator(strange).count() == 0
    assert reader.page.locator(".reader").locator("script, img, b, svg").count() == 0
    return reader.page.evaluate("window.ran ?? null")


def opened(reader: Reader, name: str) -> Locator:
    """The options of a filter, which a page that is still being drawn closes again."""
    # Each names its count; before them comes “Select all”.
    options = reader.page.get_by_test_id("stMultiSelectDropdown").get_by_role("option")
    options = options.filter(has_text=" · ")
    box = reader.page.locator(f".st-key-{name} input")
    reader.settled()
    for _ in range(10):
        box.press("ArrowDown")
        with suppress(NothingCame):
            options.first.wait_for(timeout=3_000)
            break
    expect(options.first).to_be_visible()
    return options


def test_hostile_text_is_only_text_on_explore_and_in_its_downloads(
    hostile: str, visit: Visit
) -> None:
    reader = visit(hostile, "?claim=smith-2020-004")
    page = reader.page
    expect(page.locator("mark.open").first).to_be_visible()
    assert ARTICLE in page.locator(".reader .text").evaluate("text => text.textContent")
    marked = page.locator("mark.open").all_text_contents()
    assert "".join(marked) == ARTICLE[:300].strip()
    assert page.locator(".card .statement").inner_text().strip() in HOSTILE
    assert page.locator(".reader h2").text_content() in HOSTILE
    reader.unfold()
    for name in ("group", "outlet", "origin"):
        options = opened(reader, name)
        shown = " ".join(options.all_text_contents())
        assert ("constructor · " in shown) == (name != "outlet")
        assert (f"{HOSTILE[2]} · " in shown) == (name == "outlet")
        assert ran(reader) is None
        page.keyboard.press("Escape")
        expect(options).to_have_count(0)
    for chart in ("group", "outlet"):
        labels = page.locator(f".st-key-by_{chart} path[aria-roledescription=bar]")
        spoken = [label.get_attribute("aria-label") for label in labels.all()]
        wanted = "constructor: " if chart == "group" else f"{HOSTILE[2]}: "
        assert any(str(label).startswith(wanted) for label in spoken), spoken
    reader.bar("group", "constructor").first.hover()
    reader.bar("group", "constructor").first.click()
    reader.says("of 8 claims")
    reader.has_chosen("group", "constructor")
    page.get_by_role("button", name="Download").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile(r"^Selected claims \(")).click()
    with open(download.value.path(), encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert any(cell in HOSTILE for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    for key in (
        "by-year_png",
        "by-group_svg",
        "by-group_png",
        "by-outlet_png",
        "timeline_png",
        "map_png",
    ):
        with page.expect_download() as download:
            page.locator(f".st-key-download_{key} button").click()
        assert download.value.path().stat().st_size > 1_000
    assert ran(reader) is None


def test_hostile_text_is_only_text_where_claims_are_compared(hostile: str, visit: Visit) -> None:
    reader = visit(hostile, "?claim=smith-2020-001")
    compare = reader.page.locator(".compare button").first
    assert any(text in str(compare.text_content()) for text in HOSTILE)
    assert ran(reader) is None
    compare.click()
    expect(reader.page.locator("p.quote").first).to_be_visible()
    reader.settled()
    assert any(text in reader.page.locator("h2.subject").inner_text() for text in HOSTILE)
    expect(reader.page.locator("[data-testid=stVegaLiteChart] svg").first).to_be_visible()
    assert ran(reader) is None


def test_hostile_text_is_only_text_on_the_pages_of_sources_and_data(
    hostile: str, visit: Visit
) -> None:
    reader = visit(hostile, "sources")
    expect(reader.page.locator(".st-key-provenance svg").first).to_be_visible()
    assert ran(reader) is None
    reader.page.goto(f"{hostile}/sources?source=smith-2020")
    expect(reader.page.locator(".reader h2")).to_be_visible()
    assert ran(reader) is None
    reader.page.goto(f"{hostile}/data")
    for tab in ("Columns", "Articles", "Guide", "Coverage"):
        reader.page.get_by_role("tab", name=tab).click()
        reader.settled()
        assert ran(reader) is None
    guide = reader.page.locator(".st-key-guide")
    assert guide.locator("img, script").count() == 0
    text = str(guide.text_content())
    for line in ("$x$ and $\\href", ":smile: :material/home: :red[red]", "<script>window.ran"):
        assert line in GUIDE
        assert line in text


def test_a_hostile_search_is_only_text(hostile: str, visit: Visit) -> None:
    reader = visit(hostile)
    box = reader.page.get_by_role("searchbox", name="Search")
    box.fill(SEARCH)
    box.press("Enter")
    reader.says("No matches among 8 claims.")
    expect(reader.page.locator("p.about").first).to_have_text(
        f"Claims that mention “{SEARCH}”. No matches."
    )
    assert ran(reader) is None


def test_broken_tables_are_listed_instead_of_charts_until_they_are_repaired(
    tmp_path: Path, serve: Callable[[Path, Path], str], visit: Visit
) -> None:
    data, seeds = small.write(tmp_path)
    line = small.change(data, "claims", "smith-2020-004", figure="1,600", kind="estimat")
    reader = visit(serve(data, seeds), "?group=Reds", settle=False)
    expect(reader.page.get_by_role("heading", name="The data have 2 problems")).to_be_visible()
    table = reader.page.locator("[data-testid=stDataFrame] table")
    expect(table).to_contain_text("did you mean 'estimate'?")
    expect(table).to_contain_text(str(line))
    assert reader.page.locator("[data-testid=stVegaLiteChart]").count() == 0
    small.change(data, "claims", "smith-2020-004", figure="1,500 to 2,200", kind="estimate")
    reader.says("Showing 7 of 8 claims")
