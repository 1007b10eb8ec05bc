"""An open page while the files are broken, mended and changed: it is never reloaded here."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests import broken_edits, small
from tests.browser.conftest import Reader

Visit = Callable[..., Reader]
Serve = Callable[[Path, Path], str]

VIEW = "?group=Reds&kind=report&claim=herald-2021-strike-003&years=2015-2021&undated=with"


@pytest.fixture
def long_casebook(tmp_path: Path) -> tuple[Path, Path]:
    """The small casebook with an article that has to be scrolled."""
    folders = small.write(tmp_path)
    article = folders[1] / "second.txt"
    article.write_text(small.SECOND_ARTICLE + "\nAnd so on." * 80, encoding="utf-8")
    small.write_checksums(folders[1])
    small.change(folders[0], "sources", "herald-2021-strike", last_line="84")
    return folders


def notice(reader: Reader) -> Locator:
    return reader.page.locator("p.notice")


def state(reader: Reader) -> dict[str, object]:
    """What a reader would miss if it changed."""
    reader.settled()
    reader.has_chosen("group", "Reds")
    return {
        "sentence": reader.sentence,
        "address": reader.page.url,
        "open": reader.open_words,
        "scrolled": reader.page.locator(".reader .text").evaluate("text => text.scrollTop"),
        "group": reader.page.locator(".st-key-group [data-tag]").all_inner_texts(),
    }


def test_an_open_page_stays_while_the_files_are_broken_and_follows_the_mend_by_itself(
    long_casebook: tuple[Path, Path], serve: Serve, visit: Visit
) -> None:
    address = serve(*long_casebook)
    reader = visit(address, VIEW)
    reader.opens("herald-2021-strike-003")
    reader.page.locator(".reader .text").evaluate("text => { text.scrollTop = 700 }")
    before = state(reader)
    assert before["scrolled"] == 700
    with broken_edits.broken("a column renamed", long_casebook):
        expect(notice(reader)).to_contain_text("the files have")
        assert state(reader) == before
        newcomer = visit(address, VIEW)
        expect(notice(newcomer)).to_have_text(notice(reader).inner_text())
        assert newcomer.sentence == reader.sentence
        newcomer.page.get_by_test_id("stTopNavLink").filter(has_text="Data").click()
        table = newcomer.page.locator("[data-testid=stDataFrame] table").first
        expect(table).to_contain_text("did you mean 'statement'?")
        newcomer.page.go_back()
        newcomer.says(reader.sentence)
    for open_page in (reader, newcomer):
        expect(notice(open_page)).to_have_count(0)
    assert state(reader) == before
    small.change(long_casebook[0], "claims", "herald-2021-strike-003", statement="Nobody knows.")
    expect(reader.page.locator(".card .statement")).to_have_text("Nobody knows.")
    after = state(reader)
    assert after == before
