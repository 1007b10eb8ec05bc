"""The Data page in a real browser, with the real data."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from casebook.checks import coverage
from casebook.tables.dataset import Dataset
from casebook.views import data
from tests.browser.conftest import Reader

Visit = Callable[..., Reader]


def test_sentences_without_a_claim_open_in_their_articles_under_the_filters_as_they_were(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server, "?group=ETIM%2FTIP")
    before = reader.sentence
    reader.go_to("Data")
    frame = coverage.sentences(real)
    reader.says(data.in_words(real, frame))
    left = coverage.without_claim(frame)
    reader.click_row(1, "Sentences without a claim")
    expect(reader.page).to_have_url(re.compile(r"group=ETIM.*hit="))
    reader.says(before)
    expect(reader.page.locator("mark.hit").first).to_be_in_viewport()
    assert "".join(reader.page.locator("mark.hit").all_inner_texts()) == left["text"].iat[1]
    reader.go_to("Data")
    reader.says(data.in_words(real, frame))
    # An article chosen in the table narrows the list to its own sentences.
    name = str(coverage.shares(frame).index[0])
    own = coverage.without_claim(frame[frame["source_id"] == name])
    assert 0 < len(own) < len(left)
    reader.click_row(0, "How many sentences of each article carry a claim", height=35)
    words = f"{len(own)} sentences without a claim in "
    expect(reader.page.locator("p.about", has_text=words)).to_be_visible()
    reader.go_to("Explore")
    reader.says(before)
    reader.has_chosen("group", "ETIM/TIP")
