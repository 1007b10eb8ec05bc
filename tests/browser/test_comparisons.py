"""The pages Accounts and Sources in a real browser, with the real data."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import expect

from casebook.analysis import source_statement
from casebook.analysis.comparison import subjects, verdict
from casebook.analysis.selection import Selection
from casebook.tables import derive, read
from casebook.tables.dataset import Dataset
from casebook.views import comparisons as accounts_page
from casebook.views import table
from tests.browser.conftest import Reader

Visit = Callable[..., Reader]


@pytest.fixture(scope="module")
def real() -> Dataset:
    tables, problems = read.read(*read.folders())
    assert problems == []
    return derive.dataset(tables)


def conflict_of_two_figures(real: Dataset) -> tuple[subjects.Subject, tuple[int, int]]:
    """An incident in which two parties give figures that cannot both be right."""
    figures = real.claims["figure"]
    for subject in subjects.subjects(real):
        for pair in verdict.state(real, subject.rows).pairs:
            if subject.kind == subjects.INCIDENT and all(figures.iat[row] for row in pair):
                return subject, pair
    raise LookupError("the tables hold no such conflict")


def test_from_explore_to_a_conflict_and_to_both_sentences(
    server: str, visit: Visit, real: Dataset
) -> None:
    subject, pair = conflict_of_two_figures(real)
    ids = [str(real.claims["claim_id"].iat[row]) for row in pair]
    quotes = [str(real.claims["quote"].iat[row]) for row in pair]
    reader = visit(server, f"?claim={ids[0]}")
    assert reader.open_words == quotes[0]
    reader.page.get_by_role("button", name=subject.title).first.click()
    expect(reader.page.locator("h2.subject")).to_have_text(subject.title)
    expect(reader.page.locator("p.state")).to_contain_text("conflict")
    for claim_id, quote in zip(reversed(ids), reversed(quotes), strict=True):
        reader.page.locator(f".st-key-card_{claim_id}").get_by_role("button").click()
        expect(reader.page.locator(f"mark.open[data-claims~='{claim_id}']").first).to_be_visible()
        reader.settled()
        assert reader.open_words == quote
    expect(reader.page).to_have_url(re.compile(f"about={subject.key}"))


def test_the_list_of_accounts_opens_another_subject_and_the_filters_narrow_it(
    server: str, visit: Visit, real: Dataset
) -> None:
    rows = np.arange(len(real.claims))
    listing = verdict.overview(real, rows)
    reader = visit(server, "accounts")
    expect(reader.page.locator("p.sentence").first).to_contain_text(f"{len(listing)} subjects")
    reader.click_row(1, height=accounts_page.ROW_HEIGHT)
    expect(reader.page.locator("h2.subject")).to_contain_text(listing["title"].iat[1])
    reader.go_to("Explore")
    reader.says("Showing")
    reader.click_bar("group", "ETIM/TIP")
    chosen = Selection(group=("ETIM/TIP",))
    reader.says(f"Showing {len(chosen.apply(real))}")
    reader.go_to("Accounts")
    narrowed = verdict.overview(real, chosen.apply(real))
    expect(reader.page.locator("p.sentence").first).to_contain_text(f"{len(narrowed)} subjects")


def test_the_page_of_sources_states_what_the_selection_rests_on_and_opens_an_article_in_full(
    server: str, visit: Visit, real: Dataset
) -> None:
    chosen = Selection(group=("Taliban",))
    reader = visit(server, "sources?group=Taliban")
    expect(reader.page.locator(".st-key-source_statement code")).to_have_text(
        source_statement.source_statement(real, chosen.apply(real))
    )
    reader.click_row(0, height=table.ROW_HEIGHT)
    source_id = str(real.sources.index[0])
    own = (real.claims["source_id"] == source_id).sum()
    expect(reader.page.get_by_text(f"Its {own} claims in reading order")).to_be_visible()
    expect(reader.page.locator("mark.open").first).to_be_visible()
    expect(reader.page).to_have_url(re.compile(f"source={source_id}"))


def test_disputed_words_say_by_whom_and_one_click_leads_to_the_other_side(
    server: str, visit: Visit, real: Dataset
) -> None:
    _, pair = conflict_of_two_figures(real)
    first, second = (str(real.claims["claim_id"].iat[row]) for row in pair)
    reader = visit(server, f"?claim={first}")
    mark = reader.page.locator(f"mark.disputed[data-claims~='{first}']").first
    expect(mark).to_have_attribute("title", re.compile("disputed by "))
    statement_of_other = str(real.claims["statement"].iat[pair[1]])
    reader.page.get_by_role("button", name=statement_of_other).last.click()
    expect(reader.page.locator(f"mark.open[data-claims~='{second}']").first).to_be_visible()


def test_disputed_only_is_a_filter(server: str, visit: Visit, real: Dataset) -> None:
    reader = visit(server)
    reader.page.get_by_text("Disputed only").click()
    selected = len(Selection(disputed="only").apply(real))
    reader.says(f"Showing {selected} of {len(real.claims)} claims")
    expect(reader.page).to_have_url(re.compile("disputed=only"))


def test_the_third_chart_shows_who_speaks_and_filters_by_it(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server)
    reader.page.get_by_text("by who speaks").click()
    reader.click_bar("attribution", "intergovernmental")
    selected = len(Selection(attribution=("intergovernmental",)).apply(real))
    reader.says(f"Showing {selected} of {len(real.claims)} claims")
    reader.has_chosen("attribution", "intergovernmental")
