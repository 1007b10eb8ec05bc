"""The Data page in a real browser, with the real data."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from casebook.checks import coverage
from casebook.tables.dataset import Dataset
from casebook.views import data, table
from tests.browser.conftest import Reader

Visit = Callable[..., Reader]


def test_a_sentence_without_a_claim_opens_in_its_article_under_the_filters_as_they_were(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server, "?group=ETIM%2FTIP")
    before = reader.sentence
    reader.go_to("Data")
    frame = coverage.sentences(real)
    reader.says(data.in_words(real, frame))
    left = coverage.without_claim(frame)
    reader.click_row(1, table=1, height=table.ROW_HEIGHT)
    expect(reader.page).to_have_url(re.compile(r"group=ETIM.*hit="))
    reader.says(before)
    expect(reader.page.locator("mark.hit").first).to_be_in_viewport()
    assert "".join(reader.page.locator("mark.hit").all_inner_texts()) == left["text"].iat[1]
    reader.go_to("Data")
    reader.says(data.in_words(real, frame))
    reader.go_to("Explore")
    reader.says(before)
    reader.has_chosen("group", "ETIM/TIP")


def test_an_article_chosen_in_the_table_narrows_the_list_to_its_own_sentences(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server, "data")
    frame = coverage.sentences(real)
    name = str(coverage.shares(frame).index[0])
    own = coverage.without_claim(frame[frame["source_id"] == name])
    assert 0 < len(own) < len(coverage.without_claim(frame))
    reader.click_row(0, height=35)
    expect(reader.page.locator("p.about").nth(1)).to_contain_text(
        f"{len(own)} sentences without a claim in "
    )
