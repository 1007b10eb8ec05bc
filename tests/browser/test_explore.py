"""What a visitor does on the page it opens on, in a real browser, with the real data."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from playwright.sync_api import expect

from casebook.analysis.selection import Selection
from casebook.tables import derive, read
from casebook.tables.dataset import Dataset
from tests.browser.conftest import Reader

Visit = Callable[..., Reader]


@pytest.fixture(scope="module")
def real() -> Dataset:
    tables, problems = read.read(*read.folders())
    assert problems == []
    return derive.dataset(tables)


def count(real: Dataset, **filters: object) -> str:
    selected = len(Selection(**filters).known(real).apply(real))  # type: ignore[arg-type]
    return f"Showing {selected:,} of {len(real.claims):,} claims"


def params(reader: Reader) -> dict[str, list[str]]:
    return parse_qs(urlsplit(reader.page.url).query)


def told(words: str) -> re.Pattern[str]:
    """What a bar says of itself, whatever it says beside its counts."""
    return re.compile(rf"^{re.escape(words)} · ")


def claim_quote(real: Dataset, claim_id: str) -> str:
    return str(real.claims["quote"].iat[real.row(claim_id)])


def test_the_first_look_shows_sentence_charts_table_and_an_article_at_a_marked_sentence(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server)
    assert reader.sentence.startswith(count(real))
    for chart in ("year", "group", "outlet"):
        expect(reader.page.locator(f".st-key-by_{chart} svg.marks")).to_be_in_viewport(ratio=1)
    expect(reader.page.locator("[data-testid=stDataFrame]")).to_be_in_viewport()
    expect(reader.page.locator("mark.open").first).to_be_in_viewport()
    assert reader.open_words in set(real.claims["quote"])
    assert params(reader) == {}


def test_a_click_on_a_group_bar_narrows_everything_else(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server)
    reader.click_bar("group", "ETIM/TIP")
    reader.says(count(real, group=("ETIM/TIP",)))
    assert reader.chosen("group") == ["ETIM/TIP"]
    assert params(reader) == {"group": ["ETIM/TIP"]}
    expect(reader.page.locator("p.about").first).to_have_text("Claims about ETIM/TIP.")
    of_outlet = real.claims[real.claims["groups"].str.contains("ETIM/TIP", regex=False)]
    selected = (of_outlet["outlet"] == "Modern Diplomacy").sum()
    total = (real.claims["outlet"] == "Modern Diplomacy").sum()
    expect(reader.bar("outlet", "Modern Diplomacy")).to_have_attribute(
        "aria-label", told(f"Modern Diplomacy: {selected} of {total} claims")
    )
    expect(reader.page.get_by_role("radio", name=f"Claims {len(of_outlet)}")).to_be_visible()
    assert reader.open_words in set(of_outlet["quote"])


def test_a_click_on_the_only_chosen_bar_takes_the_filter_away_again(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server)
    reader.click_bar("outlet", "CBS News")
    reader.says(count(real, outlet=("CBS News",)))
    reader.click_bar("outlet", "CBS News")
    reader.says(count(real))
    assert params(reader) == {}


def test_shift_clicks_add_bars_and_a_click_on_empty_space_clears_them(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server)
    reader.click_bar("group", "Taliban")
    reader.says(count(real, group=("Taliban",)))
    reader.click_bar("group", "Al-Qaeda", shift=True)
    reader.says(count(real, group=("Taliban", "Al-Qaeda")))
    assert reader.chosen("group") == ["Taliban", "Al-Qaeda"]
    reader.click_empty_space("group")
    reader.says(count(real))
    assert reader.chosen("group") == []


def test_a_filter_cleared_in_the_sidebar_can_be_set_by_the_same_bar_again(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server)
    reader.click_bar("group", "ISIS-K")
    reader.says(count(real, group=("ISIS-K",)))
    reader.page.get_by_role("button", name="Reset all filters", exact=True).click()
    reader.says(count(real))
    reader.click_bar("group", "ISIS-K")
    reader.says(count(real, group=("ISIS-K",)))


def test_years_are_chosen_and_stretched_by_their_bars_and_undated_claims_are_told_of(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server)
    reader.click_bar("year", "2021")
    reader.says(count(real, years=(2021, 2021), undated="without"))
    reader.says("undated claims not shown")
    reader.click_bar("year", "2023", shift=True)
    reader.says(count(real, years=(2021, 2023), undated="without"))
    assert params(reader) == {"years": ["2021-2023"], "undated": ["without"]}
    reader.click_bar("year", "undated")
    reader.says(count(real, undated="only"))


def test_a_filter_in_the_sidebar_shows_its_counts_and_moves_the_charts(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server, "?outlet=CBS+News")
    reader.page.locator(".st-key-kind input").click()
    of_outlet = real.claims[real.claims["outlet"] == "CBS News"]
    denials = int((of_outlet["kind"] == "denial").sum())
    reader.page.get_by_role("option", name=f"denial · {denials}", exact=True).click()
    reader.says(count(real, outlet=("CBS News",), kind=("denial",)))
    expect(reader.bar("outlet", "CBS News")).to_have_attribute(
        "aria-label", told(f"CBS News: {denials} of {len(of_outlet)} claims")
    )


def test_a_click_on_a_row_opens_its_sentence_in_view(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server, "?outlet=The+Daily+Beast&topic=detention")
    rows = Selection(outlet=("The Daily Beast",), topic=("detention",)).apply(real)
    claim_id = real.claims["claim_id"].iat[rows[2]]
    reader.click_row(2)
    expect(reader.page.locator(f"mark.open[data-claims~='{claim_id}']").first).to_be_in_viewport()
    assert claim_quote(real, claim_id) in reader.open_words
    assert params(reader)["claim"] == [claim_id]


def test_a_click_on_an_incident_opens_its_first_claim(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server, "?list=incidents")
    reader.click_row(0)
    expect(reader.page).to_have_url(re.compile("claim="))
    incident = real.claims["incident_id"].iat[real.row(params(reader)["claim"][0])]
    newest = real.incidents[real.incidents["year"] != -32768].sort_values("first_day").index[-1]
    assert real.incidents.at[incident, "first_day"] == real.incidents.at[newest, "first_day"]


def test_a_click_on_a_mark_opens_its_claim_and_the_stepper_goes_on(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server, "?claim=joscelyn-2021-002")
    mark = reader.page.locator("mark[data-claims~='joscelyn-2021-004']").first
    mark.click()
    expect(reader.page.locator("mark.open[data-claims~='joscelyn-2021-004']").first).to_be_visible()
    statement = str(real.claims["statement"].iat[real.row("joscelyn-2021-004")])
    expect(reader.page.locator(".statement")).to_have_text(statement)
    reader.page.get_by_role("button", name="Next ›", exact=True).click()
    following = str(real.claims["statement"].iat[real.row("joscelyn-2021-005")])
    expect(reader.page.locator(".statement")).to_have_text(following)
    assert params(reader)["claim"] == ["joscelyn-2021-005"]


def test_opening_a_claim_does_not_move_the_page(server: str, visit: Visit) -> None:
    reader = visit(server)
    reader.page.get_by_role("button", name="Next ›", exact=True).click()
    expect(reader.page).to_have_url(re.compile("claim="))
    scroller = reader.page.locator("[data-testid=stMain]")
    assert scroller.evaluate("element => element.scrollTop") == 0


def test_a_dispute_on_the_card_leads_to_the_other_side(
    server: str, visit: Visit, real: Dataset
) -> None:
    disputing = real.claims[real.claims["disputes"] != ""].iloc[0]
    other = disputing["disputes"].split("; ")[0]
    reader = visit(server, f"?claim={disputing['claim_id']}")
    statement = str(real.claims["statement"].iat[real.row(other)])
    disputes = reader.page.locator("dl > div", has=reader.page.get_by_text("Disputes"))
    disputes.get_by_role("button", name=statement).click()
    expect(reader.page.locator(".statement")).to_have_text(statement)


def test_a_search_for_an_alias_finds_the_claims_and_what_no_claim_covers(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server)
    box = reader.page.get_by_role("searchbox", name="Search")
    box.fill("ISKP")
    box.press("Enter")
    reader.says(count(real, search="ISKP"))
    found = real.claims.iloc[Selection(search="ISKP").apply(real)]
    assert found["statement"].str.contains("ISIS-K", regex=False).any()
    reader.page.get_by_role("radio", name="Elsewhere in the text").click()
    reader.settled()
    reader.click_row(0)
    expect(reader.page.locator("mark.hit").first).to_be_in_viewport()


def test_a_reload_and_a_second_browser_show_the_same_view(server: str, visit: Visit) -> None:
    reader = visit(server)
    reader.click_bar("group", "Taliban")
    expect(reader.page).to_have_url(re.compile("group=Taliban"))
    reader.page.get_by_role("button", name="Next ›", exact=True).click()
    expect(reader.page).to_have_url(re.compile("claim="))
    reader.settled()
    seen = (reader.sentence, reader.open_words, reader.chosen("group"))
    reader.page.reload()
    reader.settled()
    expect(reader.page.locator("mark.open").first).to_be_visible()
    assert (reader.sentence, reader.open_words, reader.chosen("group")) == seen
    second = visit(server, "?" + urlsplit(reader.page.url).query)
    expect(second.page.locator("mark.open").first).to_be_visible()
    assert (second.sentence, second.open_words, second.chosen("group")) == seen


def test_the_back_button_undoes_a_click(server: str, visit: Visit, real: Dataset) -> None:
    reader = visit(server)
    reader.click_bar("group", "Taliban")
    reader.says(count(real, group=("Taliban",)))
    reader.page.go_back()
    reader.says(count(real))
    assert reader.chosen("group") == []


def test_unknown_values_in_an_address_are_ignored_and_the_sentence_tells_the_truth(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(
        server, "?group=Nobody&years=9-x&count=apples&claim=none-001&hit=x:1:2&kind=denial"
    )
    reader.says(count(real, kind=("denial",)))
    expect(reader.page).to_have_url(re.compile(r"\?kind=denial$"))


def test_a_link_with_another_data_version_says_so(server: str, visit: Visit) -> None:
    reader = visit(server, "?group=Taliban&data=000000000000")
    expect(
        reader.page.get_by_text("This link was made with data version 000000000000")
    ).to_be_visible()


def test_an_empty_result_says_why_and_offers_the_way_back(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server, "?group=SDF&outlet=CBS+News")
    reader.says("None of")
    outlet = len(Selection(outlet=("CBS News",)).apply(real))
    reader.page.get_by_role("button", name=f"Without the filter “Group”: {outlet} claims").click()
    reader.says(count(real, outlet=("CBS News",)))


def test_counting_incidents_changes_charts_and_titles(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server, "?count=incidents")
    expect(
        reader.page.locator(".st-key-by_group svg").get_by_text("Incidents by group")
    ).to_be_visible()
    pairs = real.claims[real.claims["groups"].str.split("; ").map(lambda g: "ISIS-K" in g)]
    incidents = pairs.loc[pairs["incident"] >= 0, "incident"].nunique()
    expect(reader.bar("group", "ISIS-K")).to_have_attribute(
        "aria-label", told(f"ISIS-K: {incidents} of {incidents} incidents")
    )


def test_the_download_holds_the_selected_claims_and_links_that_open_them(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server, "?kind=denial")
    reader.page.get_by_role("button", name="Download", exact=True).click()
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name=re.compile(r"Selected claims \(")).click()
    frame = pd.read_csv(download.value.path(), dtype="str", keep_default_na=False)
    rows = Selection(kind=("denial",)).apply(real)
    assert frame["claim_id"].tolist() == real.claims["claim_id"].iloc[rows].tolist()
    link = frame["link"].iloc[-1]
    assert link.startswith(server)
    other = visit(server, "?" + urlsplit(link).query)
    assert frame["quote"].iloc[-1] in other.open_words


@pytest.mark.parametrize("form", ["SVG", "PNG"])
def test_a_chart_can_be_downloaded(server: str, visit: Visit, form: str) -> None:
    reader = visit(server, "?group=Taliban")
    reader.page.get_by_role("button", name="Download", exact=True).click()
    with reader.page.expect_download() as download:
        reader.page.locator(f".st-key-download_group_{form.lower()} button").click()
    content = download.value.path().read_bytes()
    assert content.startswith(b"\x89PNG" if form == "PNG" else b"<svg")


def test_a_copied_link_restores_selection_and_claim(server: str, visit: Visit) -> None:
    reader = visit(server, "?group=TTP", permissions=["clipboard-read", "clipboard-write"])
    reader.page.get_by_role("button", name="Copy link", exact=True).click()
    expect(reader.page.get_by_role("button", name="Copied")).to_be_visible()
    link = reader.page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(server)
    other = visit(server, "?" + urlsplit(link).query)
    assert (other.sentence, other.open_words) == (reader.sentence, reader.open_words)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_telephone_the_page_is_one_column_without_sideways_scrolling(
    server: str, visit: Visit, scheme: str
) -> None:
    reader = visit(
        server, viewport={"width": 390, "height": 844}, color_scheme=scheme, has_touch=True
    )
    overflow = reader.page.evaluate(
        "document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth"
    )
    assert overflow <= 0
    lefts = {
        round(reader.page.locator(f".st-key-by_{chart}").bounding_box()["x"])  # type: ignore[index]
        for chart in ("year", "group", "outlet")
    }
    assert len(lefts) == 1
