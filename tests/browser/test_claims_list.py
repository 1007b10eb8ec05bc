"""The list of claims, the briefing that is gathered in it, and the tray that holds it."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, expect

from casebook.analysis import listings
from casebook.analysis.selection import Selection
from casebook.briefing import basket, contents, draft
from casebook.tables.dataset import Dataset
from casebook.views import claims_list
from tests.browser.conftest import Reader
from tests.browser.test_accessibility import COLOURS, turn_dark, violations
from tests.browser.test_explore import IN_VIEW, Visit, cell, params

# Where the reader, its text and the open words are, at one moment.
BOXES = """reader => [reader, reader.querySelector(".text"), reader.querySelector("mark.open")].map(
  (element) => element.getBoundingClientRect().toJSON())"""
NAMED = "rows => rows.map((row) => row.dataset.claim)"
ETIM = "?group=ETIM%2FTIP"


def rows(reader: Reader) -> Locator:
    return reader.page.locator(".claims .row")


def ticked(reader: Reader) -> list[str]:
    found: list[str] = reader.page.locator(".claims .row.ticked").evaluate_all(NAMED)
    return found


def gathered(reader: Reader) -> list[str]:
    found: list[str] = reader.page.evaluate("window.casebookBriefing.claims()")
    return found


def tray(reader: Reader) -> Locator:
    return reader.page.locator(".tray .switch")


def in_address(reader: Reader) -> tuple[str, ...]:
    found = parse_qs(urlsplit(reader.page.url).query).get("briefing", [""])
    return basket.read(found[0])


def addressed(reader: Reader, *claims: str) -> None:
    """Wait until the address holds these claims."""
    word = basket.written(claims)
    reader.page.wait_for_url(
        lambda url: basket.read(parse_qs(urlsplit(url).query).get("briefing", [""])[0]) == claims
    )
    assert bool(word) == bool(claims)


def listed(real: Dataset, chosen: Selection, sort: str = "date") -> list[str]:
    return real.cells("claim_id", listings.in_order(real, chosen.apply(real), sort, chosen.search))


def test_ticks_gather_claims_apart_from_what_is_open_and_the_tray_holds_them(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server, ETIM)
    ids = listed(real, Selection(group=("ETIM/TIP",)))
    rows(reader).nth(1).locator(".tick").click()
    rows(reader).nth(4).locator(".tick").click(modifiers=["Shift"])
    assert ticked(reader) == ids[1:5]
    expect(tray(reader)).to_have_text("Briefing 4")
    assert "claim" not in params(reader)
    addressed(reader, *ids[1:5])
    rows(reader).nth(2).locator(".tick").click()
    assert gathered(reader) == [ids[1], *ids[3:5]]
    tray(reader).click()
    lines = reader.page.locator(".tray li")
    expect(lines.first).to_contain_text(cell(real, ids[1], "statement"))
    lines.first.get_by_role("button").click()
    expect(lines).to_have_count(2)
    with reader.page.expect_download() as waiting:
        reader.page.locator(".tray").get_by_role("button", name="Save as a file").click()
    saved = draft.from_json(Path(waiting.value.path()).read_bytes())
    assert [item.said for item in saved.items] == [
        contents.said(real, real.row(one) or 0) for one in ids[3:5]
    ]
    assert saved.version == real.version
    assert ticked(reader) == ids[3:5]
    reader.page.keyboard.press("Escape")
    expect(lines.first).to_be_hidden()
    expect(tray(reader)).to_be_focused()
    reader.page.locator(".reader .briefing").click()
    assert gathered(reader) == [*ids[3:5], ids[0]]
    reader.page.get_by_role("button", name=f"Add all {len(ids)}").click()
    expect(tray(reader)).to_have_text(f"Briefing {len(ids)}")
    assert sorted(gathered(reader)) == sorted(ids)


def test_the_list_is_worked_by_keyboard_alone(server: str, visit: Visit, real: Dataset) -> None:
    reader = visit(server, ETIM)
    ids = listed(real, Selection(group=("ETIM/TIP",)))
    keys = reader.page.keyboard
    reader.page.get_by_role("button", name="Add all").focus()
    keys.press("Tab")
    expect(reader.page.get_by_role("listbox")).to_be_focused()
    active = reader.page.locator(".claims .row.active")
    for key, place in (
        ("ArrowDown", 1),
        ("ArrowDown", 2),
        ("ArrowUp", 1),
        ("End", 99),
        ("Home", 0),
    ):
        keys.press(key)
        expect(active).to_have_attribute("data-claim", ids[place])
        assert active.evaluate_all(IN_VIEW) == 1
    assert active.evaluate("row => getComputedStyle(row).outlineStyle") == "solid"
    keys.press("ArrowDown")
    keys.press("Space")
    keys.press("Shift+ArrowDown")
    assert gathered(reader) == ids[1:3]
    keys.press("Enter")
    reader.opens(ids[2])
    expect(reader.page.locator(".claims .row.open")).to_have_attribute("data-claim", ids[2])
    expect(reader.page.get_by_role("listbox")).to_be_focused()
    keys.press("ArrowDown")
    expect(active).to_have_attribute("data-claim", ids[3])


def test_the_open_row_is_marked_and_in_view_wherever_the_claim_was_opened(
    server: str, visit: Visit, real: Dataset
) -> None:
    ids = listed(real, Selection())
    far = claims_list.PAGE_ROWS + 40
    reader = visit(server, f"?claim={ids[far]}")
    open_row = reader.page.locator(".claims .row.open")
    for step in range(3):
        expect(open_row).to_have_attribute("data-claim", ids[far + step])
        assert open_row.evaluate_all(IN_VIEW) == 1
        reader.opens(ids[far + step])
        reader.settled()
        reader.page.get_by_role("button", name="Next ›", exact=True).click()
    reader.page.get_by_role("button", name="Claims before these").click()
    expect(rows(reader).first).to_have_attribute("data-claim", ids[0])


@pytest.mark.parametrize("sort", listings.SORTS[1:])
def test_the_list_is_sorted_and_stepped_through_as_chosen(
    server: str, visit: Visit, real: Dataset, sort: str
) -> None:
    search = "kabul" if sort == listings.RELEVANCE else ""
    ids = listed(real, Selection(search=search), sort)
    reader = visit(server, "?sort=date&search=kabul" if search else "")
    reader.page.get_by_label("Sort by").select_option(sort)
    expect(rows(reader).first).to_have_attribute("data-claim", ids[0])
    assert rows(reader).evaluate_all(NAMED) == ids[: claims_list.PAGE_ROWS]
    address = re.compile(f"sort={sort}") if not search else re.compile("^((?!sort=).)*$")
    expect(reader.page).to_have_url(address)
    reader.page.get_by_role("button", name="Next ›", exact=True).click()
    reader.opens(ids[1])


def test_a_filter_that_leaves_the_open_claim_out_opens_the_first_of_the_list(
    server: str, visit: Visit, real: Dataset
) -> None:
    taliban = listed(real, Selection(group=("Taliban",)))
    other = next(one for one in listed(real, Selection()) if one not in taliban)
    reader = visit(server, f"?claim={other}")
    reader.opens(other)
    reader.click_bar("group", "Taliban")
    reader.opens(taliban[0])
    expect(reader.page).not_to_have_url(re.compile("claim="))
    reader = visit(server, f"?group=Taliban&claim={other}")
    reader.opens(other)
    expect(reader.page.locator(".reader .left-out")).to_contain_text(
        "the filters leave this claim out"
    )


def test_the_briefing_outlives_a_reload_goes_with_the_address_and_is_no_trap_for_going_back(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server)
    reader.click_bar("group", "ETIM/TIP")
    expect(reader.page).to_have_url(re.compile("group=ETIM"))
    reader.settled()
    ids = listed(real, Selection(group=("ETIM/TIP",)))
    rows(reader).nth(0).locator(".tick").click()
    rows(reader).nth(3).locator(".tick").click()
    addressed(reader, ids[0], ids[3])
    second = visit(server, "?" + urlsplit(reader.page.url).query, own=True)
    expect(tray(second)).to_have_text("Briefing 2")
    assert gathered(second) == [ids[0], ids[3]]
    reader.page.reload()
    reader.settled()
    expect(tray(reader)).to_have_text("Briefing 2")
    assert gathered(reader) == [ids[0], ids[3]]
    reader.page.go_back()
    reader.page.wait_for_url(lambda url: "group=" not in url)
    reader.says(f"Showing {len(real.claims)}")
    assert gathered(reader) == [ids[0], ids[3]]
    addressed(reader, ids[0], ids[3])


def test_an_address_that_holds_no_briefing_or_unknown_claims_harms_nothing(
    server: str, visit: Visit
) -> None:
    for word in (
        "%00%ff",
        "eJx",
        "A" * 7000,
        basket.written(['"]{}*{display:none}</style>', "x-1"]),
    ):
        reader = visit(server, f"?briefing={word}")
        expect(reader.page.locator(".claims .row").first).to_be_visible()
        tray(reader).click()
        expect(reader.page.locator(".tray .panel")).to_be_visible()
        assert len(gathered(reader)) in (0, 2)


def test_many_claims_fit_into_the_address_and_what_does_not_is_said(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server)
    reader.page.get_by_role("button", name=f"Add all {len(real.claims)}").click()
    expect(tray(reader)).to_have_text(f"Briefing {len(real.claims)}")
    ids = listed(real, Selection())
    addressed(reader, *ids[: basket.MOST])
    tray(reader).click()
    expect(reader.page.locator(".tray .panel")).to_contain_text("The address holds the first 500")
    with reader.page.expect_download() as saved:
        reader.page.get_by_role("button", name="Save as a file").click()
    assert saved.value.suggested_filename == "briefing.casebook.json"


def test_a_statement_is_copied_with_its_footnote_for_word_processors_and_as_plain_text(
    server: str, visit: Visit, real: Dataset
) -> None:
    claim_id = listed(real, Selection(disputed="only"))[0]
    reader = visit(server, f"?claim={claim_id}")
    reader.opens(claim_id)
    reader.settled()
    reader.page.get_by_role("button", name="Copy the statement with its footnote").click()
    reader.page.get_by_text("Copied", exact=True).wait_for()
    plain, rich = reader.page.evaluate(
        """async () => {
          const [item] = await navigator.clipboard.read()
          const text = async (type) => (await item.getType(type)).text()
          return [await text("text/plain"), await text("text/html")]
        }"""
    )
    quote = cell(real, claim_id, "quote")
    assert quote in plain
    assert f"claim={claim_id}" in plain
    assert "mso-footnote-id:ftn1" in rich
    assert "mso-element:footnote" in rich
    # From a row too, which has no footnote: the claim opens, and is copied when it is there.
    other = rows(reader).nth(3)
    other_id = str(other.get_attribute("data-claim"))
    assert other_id != claim_id
    other.hover()
    other.locator(".copying").click()
    expect(other.locator(".copying")).to_have_text("Copied")
    assert f"claim={other_id}" in reader.page.evaluate("navigator.clipboard.readText()")
    reader.opens(other_id)


@pytest.mark.parametrize("viewport", [(1440, 900), (390, 844)])
def test_the_marked_words_are_never_under_the_header_and_the_article_has_half_of_the_height(
    server: str, visit: Visit, real: Dataset, viewport: tuple[int, int]
) -> None:
    claim_id = listed(real, Selection(disputed="only"))[2]
    reader = visit(server, f"?claim={claim_id}", viewport=viewport)
    for unfolded in (False, True):
        if unfolded:
            reader.details()
        reader.page.locator(".reader .text").scroll_into_view_if_needed()
        reader.opens(claim_id)
        whole, text, mark = reader.page.locator(".reader").first.evaluate(BOXES)
        assert text["top"] <= mark["top"] < text["bottom"], unfolded
        if not unfolded:
            assert text["height"] >= whole["height"] / 2


def test_on_a_telephone_the_rows_are_seen_and_ticked_with_a_finger(
    server: str, visit: Visit
) -> None:
    reader = visit(server, ETIM, viewport=(390, 844))
    first = rows(reader).first
    expect(reader.page.locator("svg.marks")).to_have_count(3)
    expect(first).to_be_visible()
    reader.page.locator(".claims").evaluate("list => list.scrollIntoView({block: 'end'})")
    assert rows(reader).evaluate_all(IN_VIEW) >= 4
    box = first.locator(".tick").bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    first.locator(".tick").click()
    expect(tray(reader)).to_have_text("Briefing 1")


def test_list_reader_and_tray_have_no_fault_for_assistive_technology(
    server: str, visit: Visit, real: Dataset
) -> None:
    claim_id = listed(real, Selection(disputed="only"))[0]
    reader = visit(server, f"?claim={claim_id}")
    reader.opens(claim_id)
    rows(reader).first.locator(".tick").click()
    reader.details()
    tray(reader).click()
    expect(reader.page.locator(".tray li")).to_have_count(1)
    reader.settled()
    assert violations(reader) == []
    turn_dark(reader)
    assert violations(reader, *COLOURS) == []


def test_all_sides_of_a_dispute_are_added_at_once_and_a_card_is_copied_with_its_footnote(
    server: str, visit: Visit, real: Dataset
) -> None:
    reader = visit(server, "comparisons")
    both = reader.page.get_by_role("button", name="Add all sides to the briefing").first
    part = reader.page.locator(".ledger section").first
    ids = [card.get_attribute("data-card") or "" for card in part.locator("[data-card]").all()]
    assert len(ids) > 1
    both.click()
    assert sorted(gathered(reader)) == sorted(ids)
    card = reader.page.locator(f"[data-card='{ids[0]}']")
    expect(card.get_by_role("button", name="✓ In the briefing")).to_be_visible()
    card.get_by_role("button", name="✓ In the briefing").click()
    assert sorted(gathered(reader)) == sorted(ids[1:])
    card.get_by_title("Copy the statement with its footnote").click()
    card.get_by_text("Copied", exact=True).wait_for()
    copied = reader.page.evaluate("navigator.clipboard.readText()")
    assert cell(real, ids[0], "quote") in copied
    assert f"claim={ids[0]}" in copied
    assert "/comparisons?" in copied
