"""The pages Comparisons and Sources in a real browser."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

from casebook.analysis import source_statement
from casebook.analysis.comparison import subjects, verdict
from casebook.analysis.selection import Selection
from casebook.tables.dataset import Dataset
from casebook.views import comparisons as page
from casebook.views import table
from tests import small
from tests.browser.conftest import Reader, start_server

Visit = Callable[..., Reader]


def conflict_of_two_figures(real: Dataset) -> tuple[subjects.Subject, tuple[int, int]]:
    """An incident in which two parties give figures that cannot both be right."""
    figures = real.claims["figure"]
    every = subjects.subjects(real)
    for subject in (every[position] for position in range(len(every))):
        pairs = verdict.state(real, subject.rows).pairs
        for pair in zip(pairs.first.tolist(), pairs.second.tolist(), strict=True):
            if subject.kind == subjects.INCIDENT and all(figures.iat[row] for row in pair):
                return subject, pair
    raise LookupError("the tables hold no such conflict")


def test_from_disputed_words_to_the_other_side_to_the_conflict_and_to_both_sentences(
    server: str, visit: Visit, real: Dataset
) -> None:
    subject, pair = conflict_of_two_figures(real)
    ids = [str(real.claims["claim_id"].iat[row]) for row in pair]
    quotes = [str(real.claims["quote"].iat[row]) for row in pair]
    reader = visit(server, f"?claim={ids[0]}")
    assert reader.open_words == quotes[0]
    mark = reader.page.locator(f"mark.disputed[data-claims~='{ids[0]}']").first
    expect(mark).to_have_attribute("title", re.compile("disputed by "))
    reader.details()
    statement_of_other = str(real.claims["statement"].iat[pair[1]])
    reader.page.get_by_role("button", name=statement_of_other).last.click()
    reader.opens(ids[1])
    reader.settled()
    reader.page.get_by_role("button", name=subject.title).first.click()
    expect(reader.page.locator("h2.subject")).to_have_text(subject.title)
    expect(reader.page.locator("p.verdict")).to_contain_text("Disputed.")
    for claim_id, quote in zip(reversed(ids), reversed(quotes), strict=True):
        card = reader.page.locator(f"[data-card='{claim_id}']")
        card.locator(".read").click()
        statement = str(real.claims["statement"].iat[real.row(claim_id)])
        expect(reader.page.locator(".reader .card .statement")).to_have_text(statement)
        expect(card).to_have_attribute("aria-current", "true")
        reader.settled()
        assert reader.open_words == quote
    expect(reader.page).to_have_url(re.compile(f"subject={re.escape(subject.key)}"))


def test_the_list_opens_another_subject_and_the_filters_narrow_it(
    server: str, visit: Visit, real: Dataset
) -> None:
    rows = np.arange(len(real.claims))
    listing = verdict.overview(real, rows)
    reader = visit(server, "comparisons")
    reader.says(f"{len(listing)} subjects")
    reader.click_row(1, height=page.ROW_HEIGHT)
    expect(reader.page.locator("h2.subject")).to_contain_text(listing["title"].iat[1])
    reader.go_to("Explore")
    reader.says("Showing")
    reader.click_bar("group", "ETIM/TIP")
    chosen = Selection(group=("ETIM/TIP",)).apply(real)
    reader.says(f"Showing {len(chosen)}")
    reader.go_to("Comparisons")
    reader.says(f"{len(verdict.overview(real, chosen))} subjects")


def test_a_subject_that_the_filters_leave_out_is_not_replaced_by_another(
    server: str, visit: Visit, real: Dataset
) -> None:
    subject, _ = conflict_of_two_figures(real)
    reader = visit(server, f"comparisons?subject={subject.key}&search=Guantanamo")
    left_out = reader.page.get_by_text("The filters leave out every claim of this comparison")
    expect(left_out).to_contain_text(subject.title)
    assert reader.page.locator("h2.subject").count() == 0
    reader.page.locator(".st-key-reset_here button").click()
    expect(reader.page.locator("h2.subject")).to_have_text(subject.title)
    expect(left_out).to_have_count(0)


def with_five_sides(folders: tuple[Path, Path]) -> tuple[Path, Path]:
    """The small casebook with five claims about the attack that all dispute each other."""
    attack = {"incident_id": ATTACK, "source_id": "smith-2020", "groups": "Reds"}
    attack |= {"kind": "opinion", "topic": "attacks", "date": "2020-05-05", "date_basis": "stated"}
    more = [
        {
            **attack,
            "claim_id": f"smith-2020-00{number}",
            "speaker": speaker,
            "statement": f"{speaker} disagreed with the others on the attack in Kabul.",
            "quote": "Observers put the Reds’ strength",
        }
        for number, speaker in ((5, "Blues"), (6, "Daily Paper"))
    ]
    small.add(folders[0], "claims", *more)
    small.relate(folders[0], "smith-2020-005", "disputes", *THREE)
    small.relate(folders[0], "smith-2020-006", "disputes", *THREE, "smith-2020-005")
    return folders


ATTACK = "2020-05-05-kabul-attack"
THREE = ("herald-2021-strike-001", "smith-2020-001", "smith-2020-003")


@pytest.fixture(scope="module")
def five_sides(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the casebook with five sides."""
    data, seeds = with_five_sides(small.write(tmp_path_factory.mktemp("five")))
    process, address = start_server(CASEBOOK_DATA=str(data), CASEBOOK_SEEDS=str(seeds))
    yield address
    process.terminate()
    process.wait()


def test_at_most_three_sides_stand_abreast_and_their_words_have_room(
    five_sides: str, visit: Visit
) -> None:
    reader = visit(five_sides, "comparisons")
    cards = reader.page.locator(".sides [data-card]")
    expect(cards).to_have_count(5)
    for width, most in ((1440, 3), (1000, 1), (380, 1)):
        reader.resize(width, 900)
        boxes = [card.bounding_box() for card in cards.all()]
        assert all(box and box["width"] > 150 for box in boxes), width
        tops = Counter(round(box["y"]) for box in boxes if box)
        assert max(tops.values()) <= most, width


def test_on_a_phone_reading_goes_to_the_article_and_back_and_a_link_to_the_same_card(
    server: str, visit: Visit, real: Dataset
) -> None:
    options = {"permissions": ["clipboard-read", "clipboard-write"], "has_touch": True}
    reader = visit(server, "comparisons", own=True, viewport=(390, 844), **options)
    revised = reader.page.locator(".st-key-standing").get_by_text("revised")
    revised.click()
    title = verdict.overview(real, np.arange(len(real.claims)))
    title = title[title["state"] == verdict.REVISED]["title"].iat[0]
    expect(reader.page.locator("h2.subject")).to_have_text(title)
    expect(reader.page).to_have_url(re.compile("standing=revised"))
    card = reader.page.locator("[data-card]").nth(2)
    card.locator(".read").click()
    back = reader.page.get_by_role("button", name="Back to the comparison")
    expect(back).to_be_visible()
    expect(reader.page.locator(".reader .text")).to_be_in_viewport()
    expect(card).not_to_be_in_viewport()
    reader.details()
    reader.page.get_by_role("button", name="Copy link").click()
    back.click()
    expect(card).to_be_in_viewport()
    expect(back).to_be_hidden()
    link = reader.page.evaluate("navigator.clipboard.readText()")
    claim_id = str(card.get_attribute("data-card"))
    assert link.startswith(f"{server}/comparisons?")
    other = visit(server, link.removeprefix(f"{server}/"))
    expect(other.page.locator("h2.subject")).to_have_text(title)
    expect(other.page.locator("[data-card][aria-current]")).to_have_attribute("data-card", claim_id)


# Where the marks of a chart stand and what its axis says.
DRAWN = """chart => {
  const all = (parts) => [...chart.querySelectorAll(parts)]
  const places = all(".role-mark path, .role-mark line").map((one) => one.getAttribute("transform"))
  return [places, all(".role-axis-label text").map((one) => one.textContent)]
}"""


def test_days_stand_in_their_place_west_of_greenwich_too(five_sides: str, visit: Visit) -> None:
    charts = []
    for zone in ("UTC", "America/Los_Angeles", "Pacific/Auckland"):
        reader = visit(five_sides, "comparisons", timezone_id=zone)
        charts.append(reader.page.locator("[aria-label^='Who said it when'] svg"))
        expect(charts[-1].locator(".mark-symbol.role-mark path").first).to_be_attached()
    for _ in range(50):  # a chart takes the width of its column late
        drawn = [chart.evaluate(DRAWN) for chart in charts]
        if drawn[0] == drawn[1] == drawn[2]:
            break
        reader.page.wait_for_timeout(200)
    assert len(drawn[0][0]) > 3
    assert drawn[0] == drawn[1] == drawn[2]


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
    expect(reader.page.get_by_text(re.compile(f"all its {own} claims, whatever"))).to_be_visible()
    expect(reader.page.locator("mark.open").first).to_be_visible()
    expect(reader.page).to_have_url(re.compile(f"source={source_id}"))


def test_the_third_chart_shows_who_speaks_and_filters_by_it_and_disputed_only_is_a_filter(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server)
    reader.unfold()
    reader.page.get_by_text("type of source", exact=True).click()
    reader.click_bar("attribution", "intergovernmental")
    selected = len(Selection(attribution=("intergovernmental",)).apply(real))
    reader.says(f"Showing {selected} of {len(real.claims)} claims")
    reader.has_chosen("attribution", "intergovernmental")
    reader.page.get_by_role("button", name="Reset all filters", exact=True).click()
    reader.says(f"Showing {len(real.claims)} of")
    reader.page.get_by_text("Disputed only").click()
    selected = len(Selection(disputed="only").apply(real))
    reader.says(f"Showing {selected} of {len(real.claims)} claims")
    expect(reader.page).to_have_url(re.compile("disputed=only"))
