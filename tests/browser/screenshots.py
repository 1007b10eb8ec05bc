"""Make the pictures of the README anew: `make screenshots`."""

import os
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS, ROOT, Reader, start_server

FOLDER = ROOT / "docs"
PICTURES = (
    ("explore.png", "", {"width": 1440, "height": 900}, "light"),
    (
        "explore-dark.png",
        "?group=ISIS-K&years=2021-2022&undated=without&list=incidents",
        {"width": 1440, "height": 900},
        "dark",
    ),
    (
        "comparisons.png",
        "comparisons?subject=2023-01-kabul-foreign-ministry",
        {"width": 1440, "height": 1000},
        "light",
    ),
    ("explore-telephone.png", "?group=ETIM%2FTIP", {"width": 390, "height": 844}, "light"),
)


def take(folder: Path) -> None:
    """Photograph the running page in each of its sizes and themes."""
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
                page.wait_for_load_state("networkidle")
                page.screenshot(path=folder / name)
            browser.close()
    finally:
        process.terminate()


if __name__ == "__main__":
    take(FOLDER)
