"""What a visitor does on the page it opens on, in a real browser, with the real data.

Opening the page is what these tests cost, so each goes some way on the page that it has opened.
They visit Casebook behind the nginx of `deploy/`, so that its policy is known to break nothing.
"""

import re
import zipfile
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from playwright.sync_api import WebSocketRoute, expect

from casebook.analysis import listings
from casebook.analysis.selection import Selection
from casebook.tables.dataset import Dataset
from tests.browser.conftest import TWO_FRAMES, Reader

Visit = Callable[..., Reader]

CHARTS = ("year", "group", "outlet")
# What changes in the charts from now on.
WATCH = """() => {
  window.changes = []
  const note = (records) => records.forEach((record) => window.changes.push(
    `${record.type} ${record.target.nodeName} ${record.attributeName ?? ""}`))
  const parts = document.querySelectorAll("[class*=st-key-by_]")
  const everything = {subtree: true, childList: true, attributes: true, characterData: true}
  for (const part of parts) new MutationObserver(note).observe(part, everything)
  return parts.length
}"""

IN_VIEW = """rows => rows.filter((row) => {
  const list = row.parentElement.getBoundingClientRect()
  const box = row.getBoundingClientRect()
  return box.top >= list.top - 1 && box.bottom <= Math.min(list.bottom, window.innerHeight) + 1
}).length"""


TOP = "element => element.getBoundingClientRect().top"


@pytest.fixture(scope="session")
def server(proxied: str) -> str:
    return proxied


def count(real: Dataset, **filters: object) -> str:
    selected = len(Selection(**filters).known(real).apply(real))  # type: ignore[arg-type]
    return f"Showing {selected:,} of {len(real.claims):,} claims"


def params(reader: Reader) -> dict[str, list[str]]:
    return parse_qs(urlsplit(reader.page.url).query)


def says(words: str) -> re.Pattern[str]:
    """What a bar says of itself, whatever it says beside its counts."""
    return re.compile(rf"^{re.escape(words)} · ")


def cell(real: Dataset, claim_id: str, column: str) -> str:
    return str(real.claims[column].iat[real.row(claim_id)])


# The first look


def test_the_page_opens_with_charts_table_and_an_article_at_a_marked_sentence(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server)
    for unseen in ("session_field", "following", "notice"):
        expect(reader.page.locator(f".st-key-{unseen}")).to_be_hidden()
    assert reader.sentence.startswith(count(real))
    for chart in CHARTS:
        expect(reader.page.locator(f".st-key-by_{chart} svg.marks")).to_be_in_viewport(ratio=1)
    expect(reader.listed(0)).to_be_visible()
    in_view = reader.page.locator(".claims .row").evaluate_all(IN_VIEW)
    assert in_view >= 8
    expect(reader.page.locator("mark.open").first).to_be_in_viewport()
    assert reader.open_words in set(real.claims["quote"])
    assert params(reader) == {}


def test_opening_a_claim_leaves_charts_table_and_the_place_on_the_page_as_they_are(
    server: str, visit: Visit
) -> None:
    reader = visit(server)
    expect(reader.page.locator("svg.marks")).to_have_count(3)
    expect(reader.page.locator("mark.open").first).to_be_in_viewport()
    expect(reader.listed(0)).to_be_visible()
    reader.page.wait_for_load_state("networkidle")
    assert reader.page.evaluate(WATCH) == 3
    reader.page.locator(".claims .row").first.evaluate("row => { window.row = row }")
    first = int(reader.page.locator(".place").inner_text().split()[0])
    for step in (1, 2):
        reader.page.get_by_role("button", name="Next ›", exact=True).click()
        expect(reader.page.locator(".place")).to_have_text(re.compile(rf"^{first + step} of "))
        reader.settled()
    assert "claim" in params(reader)
    assert reader.page.evaluate("window.changes") == []
    assert reader.page.locator(".claims .row").first.evaluate("row => row === window.row")
    scroller = reader.page.locator("[data-testid=stMain]")
    assert scroller.evaluate("element => element.scrollTop") == 0


def test_the_open_words_stay_in_view_while_the_page_takes_its_shape_until_somebody_scrolls(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server, f"?claim={real.claims['claim_id'].iloc[real.reading_order[60]]}")
    text, mark = reader.page.locator(".reader .text"), reader.page.locator("mark.open").first
    expect(mark).to_be_in_viewport()
    text.evaluate("text => { text.style.fontSize = '60px' }")
    expect(mark).to_be_in_viewport()
    # Asked for a measure, the browser makes the text short at once, and scrolls by itself.
    text.evaluate("text => { text.style.fontSize = ''; text.getBoundingClientRect() }")
    text.evaluate(TWO_FRAMES)
    expect(mark).to_be_in_viewport()
    text.hover()
    reader.page.mouse.wheel(0, -100_000)
    expect(mark).not_to_be_in_viewport()
    text.evaluate("text => { text.style.fontSize = '60px' }")
    text.evaluate(TWO_FRAMES)
    expect(mark).not_to_be_in_viewport()


def test_the_menu_of_downloads_keeps_its_place_however_long_the_sentence_is(
    server: str, visit: Visit
) -> None:
    reader = visit(server, "?group=ISIS-K&years=2021-2021&undated=without")
    menu = reader.page.get_by_role("button", name="Download")
    expect(reader.page.locator("p.about").first).to_be_in_viewport(ratio=1)
    places = [menu.bounding_box()]
    reader.page.get_by_role("button", name="Reset all filters", exact=True).click()
    reader.says("Showing")
    expect(reader.page.locator("p.about").first).to_be_in_viewport(ratio=1)
    places.append(menu.bounding_box())
    box = reader.page.get_by_role("searchbox", name="Search")
    box.fill("no such words")
    box.press("Enter")
    reader.says("No matches")
    places.append(menu.bounding_box())
    assert places[0] == places[1] == places[2] is not None


def test_on_a_telephone_the_page_is_one_column_without_sideways_scrolling(
    server: str, visit: Visit
) -> None:
    reader = visit(server, viewport=(390, 844))
    expect(reader.page.locator("svg.marks")).to_have_count(3)
    overflow = reader.page.evaluate(
        "document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth"
    )
    assert overflow <= 0
    lefts = {
        round(reader.page.locator(f".st-key-by_{chart}").bounding_box()["x"])  # type: ignore[index]
        for chart in CHARTS
    }
    assert len(lefts) == 1


def test_on_a_tablet_charts_and_article_wrap_before_they_are_too_narrow_to_read(
    server: str, visit: Visit
) -> None:
    reader = visit(server, viewport=(1024, 1100))
    for width, abreast in ((1024, True), (820, False)):
        reader.resize(width, 1100)
        places = (".st-key-by_year", ".st-key-by_group", ".st-key-by_outlet", ".reader")
        *charts, article = (reader.page.locator(place).bounding_box() for place in places)
        table = reader.page.locator(".claims").bounding_box()
        assert article
        assert table
        assert min(chart["width"] for chart in charts if chart) >= 200, width
        assert article["width"] >= 270, width
        assert (table["x"] + table["width"] <= article["x"]) == abreast, width


# Bars are filters


def test_a_click_on_a_bar_narrows_everything_else_and_the_same_click_clears_it(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server)
    drawings = [reader.page.locator(f".st-key-by_{one} svg.marks") for one in CHARTS]
    for drawing in drawings:
        drawing.evaluate("drawing => { drawing.dataset.seen = 'before' }")
    reader.click_bar("group", "ETIM/TIP")
    reader.says(count(real, group=("ETIM/TIP",)))
    reader.has_chosen("group", "ETIM/TIP")
    assert params(reader) == {"group": ["ETIM/TIP"]}
    expect(reader.page.locator("p.about").first).to_have_text("Claims about ETIM/TIP.")
    of_group = real.claims[real.claims["groups"].str.contains("ETIM/TIP", regex=False)]
    selected = (of_group["outlet"] == "Modern Diplomacy").sum()
    total = (real.claims["outlet"] == "Modern Diplomacy").sum()
    expect(reader.bar("outlet", "Modern Diplomacy")).to_have_attribute(
        "aria-label", says(f"Modern Diplomacy: {selected} of {total} claims")
    )
    for drawing in drawings:  # the bars have changed, and no chart was drawn anew
        expect(drawing).to_have_attribute("data-seen", "before")
    expect(reader.page.get_by_role("radio", name=f"Claims {len(of_group)}")).to_be_visible()
    expect(reader.page.locator("mark.open").first).to_have_attribute(
        "data-claims", re.compile("|".join(of_group["claim_id"]))
    )
    assert reader.open_words in set(of_group["quote"])
    reader.click_bar("group", "ETIM/TIP")
    reader.says(count(real))
    assert params(reader) == {}
    reader.click_bar("group", "ETIM/TIP")
    reader.says(count(real, group=("ETIM/TIP",)))
    reader.page.get_by_role("button", name="Reset all filters", exact=True).click()
    reader.says(count(real))
    reader.click_bar("group", "ETIM/TIP")
    reader.says(count(real, group=("ETIM/TIP",)))
    reader.page.go_back()
    reader.says(count(real))
    reader.has_chosen("group")


def test_shift_clicks_add_bars_however_quick_they_are_and_empty_space_clears_them(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server)
    expect(reader.bar("group", "TTP")).to_be_visible()
    for group in ("Taliban", "Al-Qaeda", "TTP"):
        reader.click_bar("group", group, shift=True)
    reader.says(count(real, group=("Taliban", "Al-Qaeda", "TTP")))
    reader.has_chosen("group", "Taliban", "Al-Qaeda", "TTP")
    reader.click_bar("group", "Al-Qaeda", shift=True)
    reader.says(count(real, group=("Taliban", "TTP")))
    reader.click_empty_space("group")
    reader.says(count(real))
    reader.has_chosen("group")


def test_years_are_chosen_and_stretched_by_their_bars_and_hidden_undated_claims_are_counted(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server)
    reader.click_bar("year", "2021")
    reader.says(count(real, years=(2021, 2021), undated="without"))
    undated = int((real.claims["when"] == "").sum())
    assert ("not shown" in reader.sentence) == bool(undated)
    reader.click_bar("year", "2023", shift=True)
    reader.says(count(real, years=(2021, 2023), undated="without"))
    assert params(reader) == {"years": ["2021-2023"], "undated": ["without"]}
    if undated:
        reader.click_bar("year", "undated")
        reader.says(count(real, undated="only"))


def test_a_drag_keeps_a_span_of_years_and_the_name_of_a_year_its_bar(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server)
    ends = [reader.bar("year", year) for year in ("2015", "2019")]
    expect(ends[1]).to_be_visible()
    places = [end.bounding_box() for end in ends]
    assert places[0]
    assert places[1]
    top = reader.page.locator(".st-key-list").evaluate(TOP)
    reader.page.mouse.move(places[0]["x"] + 4, places[0]["y"] + 4)
    reader.page.mouse.down()
    reader.page.mouse.move(places[1]["x"] + 4, places[1]["y"] - 8, steps=5)
    reader.page.mouse.up()
    reader.says(count(real, years=(2015, 2019), undated="without"))
    assert reader.page.locator(".st-key-list").evaluate(TOP) == top  # the page has not moved
    name = places[1]["y"] + places[1]["height"] - 8
    reader.page.mouse.click(places[1]["x"] + places[1]["width"] / 2, name)
    reader.says(count(real, years=(2019, 2019), undated="without"))
    kept = len(Selection(years=(2019, 2019), undated="without").apply(real))
    expect(reader.bar("year", "2019")).to_have_attribute(
        "aria-label", re.compile(rf"^2019: {kept} of {kept} claims · ")
    )


def test_figures_of_the_header_filter_and_lead_on_and_one_outlet_alone_is_a_click_away(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server)
    reader.click_bar("outlet", "CBS News")
    reader.says(count(real, outlet=("CBS News",)))
    reader.page.get_by_role("button", name="one outlet alone").click()
    alone = count(real, outlet=("CBS News",), corroboration=("reported by one outlet alone",))
    reader.says(alone)
    expect(reader.page.locator("p.about").first).to_have_text(
        "Claims published by CBS News (reported by one outlet alone)."
    )
    figure = reader.page.get_by_role("button", name="one outlet alone")
    expect(figure).to_have_attribute("aria-pressed", "true")
    figure.focus()
    expect(reader.page.locator("#meaning-alone")).to_be_visible()
    figure.press("Enter")
    reader.says(count(real, outlet=("CBS News",)))
    reader.page.get_by_role("button", name="original sources").click()
    expect(reader.page).to_have_url(re.compile(r"/sources\?outlet=CBS"))


def test_on_a_phone_the_article_lies_over_the_list_and_the_pages_stand_at_the_foot(
    server: str, visit: Visit
) -> None:
    reader = visit(server, viewport=(390, 844))
    back = reader.page.get_by_role("button", name="Back to the list")
    expect(back).to_be_hidden()
    row = reader.listed(2)
    row.click()
    expect(back).to_be_in_viewport()
    expect(reader.page.locator("mark.open").first).to_be_in_viewport()
    back.click()
    expect(back).to_be_hidden()
    expect(row).to_be_in_viewport()
    for page in ("Comparisons", "Explore"):
        expect(reader.page.locator(".st-key-pages a", has_text=page)).to_be_in_viewport(ratio=1)
    reader.page.locator(".st-key-pages a", has_text="Sources").click()
    expect(reader.page).to_have_url(re.compile("/sources"))


def test_a_filter_of_the_sidebar_shows_its_counts_and_moves_the_charts(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server, "?outlet=CBS+News")
    reader.unfold()
    reader.page.locator(".st-key-kind input").click()
    of_outlet = real.claims[real.claims["outlet"] == "CBS News"]
    denials = int((of_outlet["kind"] == "denial").sum())
    reader.page.get_by_role("option", name=f"denial · {denials}", exact=True).click()
    reader.says(count(real, outlet=("CBS News",), kind=("denial",)))
    expect(reader.bar("outlet", "CBS News")).to_have_attribute(
        "aria-label", says(f"CBS News: {denials} of {len(of_outlet)} claims")
    )


# What is open


def test_a_click_on_a_row_opens_its_claim_and_on_an_incident_its_first(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server, "?outlet=The+Daily+Beast&topic=detention")
    chosen = Selection(outlet=("The Daily Beast",), topic=("detention",))
    claim_id = str(real.claims["claim_id"].iat[chosen.apply(real)[2]])
    reader.listed(2).click()
    reader.opens(claim_id)
    assert cell(real, claim_id, "quote") in reader.open_words
    assert params(reader)["claim"] == [claim_id]
    reader.page.get_by_role("button", name="Reset all filters", exact=True).click()
    reader.says(count(real))
    reader.page.locator(".st-key-list").get_by_role("radio", name="Incidents").click()
    expect(reader.page).to_have_url(re.compile("list=incidents"))
    reader.settled()
    reader.click_row(0)
    reader.page.wait_for_url(lambda url: "claim=" in url and claim_id not in url)
    expect(reader.page.locator(f"mark.open[data-claims~='{claim_id}']")).to_have_count(0)
    incident = cell(real, params(reader)["claim"][0], "incident_id")
    dated = real.incidents[real.incidents["when"] != ""]
    assert real.incidents.at[incident, "day"] == dated["day"].max()


def test_a_mark_a_dispute_on_the_card_and_the_stepper_open_their_claims(
    server: str, visit: Visit, real: Dataset
) -> None:
    disputing = real.relations[real.relations["relation"] == "disputes"].iloc[0]
    other = str(disputing["other_id"])
    reader = visit(server, f"?claim={disputing['claim_id']}")
    reader.page.locator(".chip.disputed").click()
    disputes = reader.page.locator("dl > div", has=reader.page.get_by_text("Disputed by"))
    disputes.get_by_role("button", name=cell(real, other, "statement")).click()
    reader.opens(other)
    expect(reader.page.locator(".card .statement")).to_have_text(cell(real, other, "statement"))
    reading = reader.page.locator("mark[data-claims]").evaluate_all(
        "marks => [...new Set(marks.map(mark => mark.dataset.claims))]"
    )
    alone = [ids for ids in reading if " " not in ids and ids != other]
    reader.page.locator(f"mark[data-claims='{alone[0]}']").first.click()
    reader.opens(alone[0])
    reader.settled()
    source_id = cell(real, other, "source_id")
    own = real.claims[real.claims["source_id"] == source_id].sort_values(["start", "claim_id"])
    following = own["claim_id"].tolist()[own["claim_id"].tolist().index(alone[0]) + 1]
    reader.page.locator(".reader button.order").click()  # from the list to the article's own order
    reader.page.get_by_role("button", name="Next ›", exact=True).click()
    reader.opens(following)
    expect(reader.page.locator(".card .statement")).to_have_text(cell(real, following, "statement"))


STEP_AT_ONCE = """(root, names) => {
  const buttons = [...root.querySelectorAll("button")]
  const button = (name) => buttons.find((one) => (one.ariaLabel ?? one.textContent) === name)
  for (const name of names) button(name).click()
  const open = root.querySelector("mark.open").dataset.claims.split(" ")
  return [open, button("Copy link").disabled]
}"""


def test_words_are_marked_before_the_server_answers_and_nothing_of_another_claim_is_copied(
    server: str, visit: Visit, real: Dataset
) -> None:
    first = real.claims.iloc[real.reading_order[10:12]]
    reader = visit(server, f"?claim={first['claim_id'].iat[0]}")
    reader.opens(first["claim_id"].iat[0])
    reader.settled()
    root = reader.page.locator(".reader")
    root.locator("button.order").click()
    reader.details()
    opened, disabled = root.evaluate(STEP_AT_ONCE, ["Next ›"])
    assert (first["claim_id"].iat[1] in opened, disabled) == (True, True)
    statement = reader.page.locator(".card .statement")
    copy = reader.page.get_by_role("button", name="Copy link", exact=True)
    expect(statement).to_have_text(first["statement"].iat[1])
    expect(copy).to_be_enabled()
    reader.settled()
    opened, _ = root.evaluate(STEP_AT_ONCE, ["Next ›", "Previous"])
    assert first["claim_id"].iat[1] in opened
    expect(copy).to_be_enabled()
    expect(statement).to_have_text(first["statement"].iat[1])


def test_whoever_opens_another_claim_while_one_is_asked_for_steps_on_from_the_other(
    server: str, visit: Visit, real: Dataset
) -> None:
    rows = Selection(outlet=("CBS News",)).apply(real)
    listed = real.claims["claim_id"].iloc[rows].tolist()
    reading = real.claims["claim_id"].iloc[real.reading_order].tolist()
    first, other = listed[0], listed[3]
    lost: list[str | bytes] = []
    losing = False

    def relay(browser: WebSocketRoute) -> None:
        answering = browser.connect_to_server()

        def pass_on(sent: str | bytes) -> None:
            (lost.append if losing else answering.send)(sent)

        browser.on_message(pass_on)

    reader = visit(server, f"?outlet=CBS+News&claim={first}")
    reader.page.route_web_socket(re.compile("/_stcore/stream"), relay)
    reader.page.reload()
    reader.opens(first)
    reader.settled()
    losing = True  # as when the server is asked for both at once and answers the later one
    reader.page.locator(".reader button.order").click()
    reader.page.locator(".reader").evaluate(STEP_AT_ONCE, ["Previous"])
    for _ in range(100):
        reader.page.wait_for_timeout(200)
        if lost:
            break
    losing = False
    assert lost
    reader.listed(3).click()
    expect(reader.page.locator(".card .statement")).to_have_text(cell(real, other, "statement"))
    reader.settled()
    reader.page.get_by_role("button", name="Previous", exact=True).click()
    before = reading[reading.index(other) - 1]
    expect(reader.page.locator(".card .statement")).to_have_text(cell(real, before, "statement"))


def test_a_search_for_an_alias_finds_the_claims_and_what_no_claim_covers(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server)
    box = reader.page.get_by_role("searchbox", name="Search")
    box.fill("ISKP")
    box.press("Enter")
    reader.says(count(real, search="ISKP"))
    rows = Selection(search="ISKP").apply(real)
    assert real.claims["statement"].iloc[rows].str.contains("ISIS-K", regex=False).any()
    expect(reader.page.locator(".claims .statement mark").first).to_have_text(re.compile("IS"))
    expect(reader.page.locator("mark.open .found").first).to_be_in_viewport()
    reader.page.get_by_role("radio", name="Other mentions").click()
    expect(reader.page).to_have_url(re.compile("list=text"))
    reader.settled()
    reader.click_row(0)
    expect(reader.page.locator("mark.hit").first).to_be_in_viewport()


def test_a_misspelled_name_is_answered_with_near_ones_and_a_click_replaces_it(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server)
    box = reader.page.get_by_role("searchbox", name="Search")
    box.fill("Talibn kabul")
    box.press("Enter")
    notes = reader.page.locator(".notes")
    expect(notes).to_contain_text("No claim mentions “Talibn”. Did you mean:")
    notes.get_by_role("button", name="Taliban", exact=True).click()
    reader.says(count(real, search="Taliban kabul"))
    expect(box).to_have_value("Taliban kabul")
    expect(reader.page.get_by_label("Sort by")).to_have_value("relevance")
    best = best_first(real, "Taliban kabul")
    rows = reader.page.locator(".claims .row")
    expect(rows.first).to_have_attribute("data-claim", best[0])
    box.fill("Daesh")
    box.press("Enter")
    expect(notes).to_contain_text("Daesh, read as ISIS-K")
    reader.says(count(real, search="Daesh"))
    notes.get_by_role("button", name="Also search Islamic State").click()
    reader.says(count(real, search="Daesh OR Islamic State"))
    expect(reader.page).to_have_url(re.compile(r"search=Daesh(\+|%20)OR(\+|%20)Islamic"))


def best_first(real: Dataset, search: str) -> list[str]:
    rows = Selection(search=search).apply(real)
    return real.cells("claim_id", listings.in_order(real, rows, "relevance", search))


# What leaves the page


def test_a_reload_and_a_second_browser_show_the_same_view(server: str, visit: Visit) -> None:
    reader = visit(server, "explore")
    reader.click_bar("group", "Taliban")
    expect(reader.page).to_have_url(re.compile("group=Taliban"))
    reader.page.get_by_role("button", name="Next ›", exact=True).click()
    expect(reader.page).to_have_url(re.compile("claim="))
    reader.settled()
    seen = (reader.sentence, reader.open_words)
    reader.page.reload()
    reader.settled()
    assert (reader.sentence, reader.open_words) == seen
    reader.has_chosen("group", "Taliban")
    second = visit(server, "?" + urlsplit(reader.page.url).query, own=True)
    assert (second.sentence, second.open_words) == seen
    second.has_chosen("group", "Taliban")


def test_a_link_copied_on_any_page_opens_its_claim_under_the_same_filters(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server, "explore?group=Taliban")
    copy = reader.page.get_by_role("button", name="Copy link", exact=True)
    for page in ("Explore", "Comparisons", "Sources"):
        if page != "Explore":
            reader.go_to(page)
        if page == "Sources":
            reader.click_row(0)
            expect(reader.page).to_have_url(re.compile("source="))
        reader.page.locator("mark.open").first.wait_for()
        reader.settled()
        reader.details()
        open_claims = reader.page.locator("mark.open").first.get_attribute("data-claims") or ""
        copy.click()
        reader.page.get_by_role("button", name="Copied").click()  # once more, while it says so
        expect(copy).to_be_visible()
        expect(reader.page.get_by_role("button", name="Copied")).to_have_count(0)
        link = reader.page.evaluate("navigator.clipboard.readText()")
        given = parse_qs(urlsplit(link).query)
        where = "" if page == "Explore" else page.lower()
        assert urlsplit(link)._replace(query="").geturl() == f"{server}/{where}", page
        assert given["group"] == ["Taliban"], page
        assert given["data"] == [real.version], page
        assert given["claim"][0] in open_claims.split(), page
    other = visit(server, link.removeprefix(f"{server}/"), own=True)
    other.opens(given["claim"][0])
    other.has_chosen("group", "Taliban")
    expect(other.page.get_by_role("button", name="All articles")).to_be_visible()


def test_the_download_holds_the_selected_claims_with_links_to_them_and_the_charts(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server, "?kind=denial")
    reader.page.get_by_role("button", name="Download", exact=True).click()
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name=re.compile(r"Selected claims \(")).click()
    frame = pd.read_csv(download.value.path(), dtype="str", keep_default_na=False)
    rows = Selection(kind=("denial",)).apply(real)
    assert frame["claim_id"].tolist() == real.claims["claim_id"].iloc[rows].tolist()
    for form, start in (("svg", b"<svg"), ("png", b"\x89PNG")):
        with reader.page.expect_download() as download:
            reader.page.locator(f".st-key-download_by-group_{form} button").click()
        assert download.value.path().read_bytes().startswith(start)
    with reader.page.expect_download() as download:
        reader.page.locator(".st-key-download_briefing_docx button").click()
    with zipfile.ZipFile(download.value.path()) as parts:
        footnotes = parts.read("word/footnotes.xml").decode()
        linked = parts.read("word/_rels/footnotes.xml.rels").decode()
    assert all(claim_id in footnotes for claim_id in frame["claim_id"])
    assert f'Target="{server}' in linked
    link = frame["link"].iloc[-1]
    assert link.startswith(server)
    reader.page.goto(link)
    reader.opens(str(frame["claim_id"].iloc[-1]))
    assert frame["quote"].iloc[-1] in reader.open_words
