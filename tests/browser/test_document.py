"""A briefing as HTML, opened from a file, with the network cut off."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from casebook.analysis.selection import Selection
from casebook.briefing import contents, documents, tree
from casebook.briefing.draft import Draft, Item
from tests import small

QUOTE = "1,500 to 2,200 fighters"
BEFORE = "𝔸 note in letters beyond the basic plane 🕊: "
WRITTEN = Draft(
    "On the Reds",
    "1 May 2020",
    "They are strong [@smith-2020-004].",
    (
        Item("claim", "smith-2020-001"),
        Item("figures", "2020-05-05-kabul-attack"),
        *(Item("paragraph", "Filling. " * 120) for _ in range(8)),
        Item("claim", "smith-2020-004"),
    ),
)


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A briefing in which one quote has two footnotes, behind letters of two UTF-16 units."""
    folders = small.write(tmp_path_factory.mktemp("casebook"))
    article = folders[1] / "first.txt"
    article.write_text(article.read_text().replace("Observers put", f"{BEFORE}Observers put"))
    small.write_checksums(folders[1])
    dataset = small.loaded(folders)
    made = tree.document(
        contents.of_draft(dataset, WRITTEN, Selection()), dataset, "http://localhost:9399/"
    )
    path = tmp_path_factory.mktemp("documents") / "on-the-reds.html"
    path.write_bytes(documents.made(made, "html"))
    return path


@pytest.fixture(params=[(1440, 900), (390, 844)], ids=["wide", "narrow"])
def page(browser: Browser, document: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The document in a window without a network; nothing may be asked for or go wrong."""
    width, height = request.param
    context = browser.new_context(offline=True, viewport={"width": width, "height": height})
    page = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(document.as_uri())
    yield page
    context.close()
    assert asked == [document.as_uri()]
    assert wrong == []


def record(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.locator("#casebook-record").inner_text())
    return found


def words(page: Page) -> str:
    """The words that are marked for the open footnote."""
    return "".join(page.locator("mark.open").all_text_contents())


def test_each_footnote_opens_its_article_with_its_very_words_in_view(page: Page) -> None:
    notes = record(page)["footnotes"]
    assert len(notes) > 5
    for note in notes:
        page.locator(f"#fnref{note['number']}").click()
        expect(page.locator(f"#fnref{note['number']}")).to_have_class("footnote-ref open")
        expect(page.locator("mark.open").first).to_be_in_viewport()
        assert words(page) == note["quote"]
        expect(page.locator(f"#fnref{note['number']}")).to_be_in_viewport()
    text = page.locator("#evidence .article").text_content()
    assert text == record(page)["articles"][notes[-1]["article"]]["text"]


def test_a_mark_leads_back_to_all_that_rests_on_it(page: Page) -> None:
    of_quote = [note["number"] for note in record(page)["footnotes"] if note["quote"] == QUOTE]
    assert len(of_quote) == 2
    page.locator(f"#fnref{of_quote[-1]}").click()
    page.locator("mark.open").first.click()
    expect(page.locator(".led-back")).to_have_count(2)
    expect(page.locator(f"#fnref{of_quote[0]}")).to_be_focused()
    expect(page.locator("#judgement .led-back")).to_be_in_viewport()
    expect(page.locator(".led-back")).to_have_count(0)


def test_the_keyboard_opens_leads_back_and_closes(page: Page) -> None:
    page.locator("#fnref1").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#evidence .article")).to_be_focused()
    assert words(page) == record(page)["footnotes"][0]["quote"]
    page.keyboard.press("Escape")
    expect(page.locator("mark")).to_have_count(0)
    expect(page.locator("#fnref1")).to_be_focused()
    page.keyboard.press("Enter")
    page.locator("mark.open").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#fnref1")).to_be_focused()


def test_a_note_at_the_end_opens_its_article_too(page: Page) -> None:
    note = record(page)["footnotes"][1]
    page.locator("#fn2 button").click()
    assert words(page) == note["quote"]
    page.keyboard.press("Escape")
    expect(page.locator("#fn2 button")).to_be_focused()
    page.locator("#fn2 p").click(position={"x": 3, "y": 3})
    assert words(page) == note["quote"]


def test_a_page_is_no_wider_than_its_window_and_axe_finds_nothing(page: Page) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.locator("#fnref1").click()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found] == []
        page.keyboard.press("Escape")


def test_on_paper_there_is_the_text_with_its_footnotes_alone(page: Page) -> None:
    page.locator("#fnref1").click()
    page.emulate_media(media="print")
    expect(page.locator("#evidence")).to_be_hidden()
    expect(page.locator("#fn1")).to_be_visible()
    expect(page.locator("#fn1 button")).to_be_hidden()
