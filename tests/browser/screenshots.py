"""Make the pictures of the README anew: `make screenshots`."""

import os
from pathlib import Path
from urllib.parse import parse_qs

from playwright.sync_api import Page, expect, sync_playwright

from casebook import loading
from casebook.analysis.selection import Selection
from casebook.briefing import contents, documents, draft, tree
from casebook.tables import read
from tests.browser.conftest import FLAGS, ROOT, Reader, start_server

FOLDER = ROOT / "docs"
PICTURES = (
    ("explore.png", "", {"width": 1440, "height": 900}, "light"),
    ("explore-timeline.png", "?list=timeline", {"width": 1440, "height": 960}, "dark"),
    (
        "explore-map.png",
        "?group=ISIS-K&years=2021-2024&undated=without&list=map",
        {"width": 1440, "height": 900},
        "light",
    ),
    (
        "comparisons.png",
        "comparisons?subject=2023-01-kabul-foreign-ministry",
        {"width": 1440, "height": 1000},
        "light",
    ),
    ("explore-telephone.png", "?group=ETIM%2FTIP", {"width": 390, "height": 844}, "light"),
)


DRAFT = FOLDER / "example.casebook.json"


def write(page: Page, folder: Path) -> None:
    """Photograph the page Briefing with the example opened."""
    page.get_by_test_id("stTopNavLink").filter(has_text="Briefing").click()
    page.locator(".editor .sheet").wait_for()
    page.get_by_label("File of a briefing").set_input_files(DRAFT)
    paper = page.frame_locator(".preview iframe:not(.next)").locator("body")
    expect(paper).to_contain_text("What this rests on")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=folder / "briefing.png")


def print_pages(folder: Path) -> None:
    """The pages of the example's PDF."""
    dataset, _ = loading.loaded(*read.folders())
    assert dataset is not None
    written = draft.from_json(DRAFT.read_bytes())
    chosen = Selection.from_params(parse_qs(written.query))
    briefing = contents.of_draft(dataset, written, chosen)
    made = tree.document(briefing, dataset, "http://localhost:8501/")
    for number, content in enumerate(documents.pictures(made), start=1):
        (folder / f"briefing-page-{number}.png").write_bytes(content)


def take(folder: Path) -> None:
    """Photograph the running page in each of its sizes and themes, and what it makes."""
    folder.mkdir(exist_ok=True)
    process, address = start_server()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM") or None,
                args=[*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS,
            )
            for name, query, viewport, scheme in PICTURES:
                page = browser.new_page(viewport=viewport, color_scheme=scheme)
                reader = Reader(page, address)
                page.goto(f"{address}/{query}")
                reader.settled()
                page.locator("mark.open").first.wait_for()
                page.locator("svg.marks").nth(0 if "?subject" in query else 2).wait_for()
                if "list=map" in query:
                    page.locator(".map path.some").first.wait_for()
                page.wait_for_load_state("networkidle")
                page.screenshot(path=folder / name)
                if name == "explore.png":
                    write(page, folder)
            browser.close()
        print_pages(folder)
    finally:
        process.terminate()


if __name__ == "__main__":
    take(FOLDER)
