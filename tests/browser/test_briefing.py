"""The page Briefing: a document is written, moved about, kept, looked at, and taken along."""

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from casebook.analysis.selection import Selection
from casebook.briefing import contents, documents, draft, draft_check, tree
from casebook.briefing.draft import Draft, Item
from casebook.tables.dataset import Dataset
from tests import small
from tests.browser.conftest import ROOT, Reader, Restart
from tests.browser.test_accessibility import COLOURS, turn_dark, violations

Visit = Callable[..., Reader]
CLAIMS = ["joscelyn-2021-002", "martel-2023-010", "modern-diplomacy-2021-uighur-002"]
HOSTILE = "</script></style><img src=x onerror=\"document.title='hit'\"> **b** $x$ <b>"
both_widths = pytest.mark.parametrize("viewport", [(1440, 900), (390, 844)])


@pytest.fixture
def begin(server: str, visit: Visit) -> Callable[..., Reader]:
    """Open the page as a visitor who is new here, with these claims in the draft."""

    def start(*claims: str, query: str = "briefing", **options: Any) -> Reader:
        reader = visit(server, query, **options)
        reader.page.locator(".editor .sheet").wait_for()
        if claims:
            add(reader, claims)
            expect(items(reader)).to_have_count(len(claims))
        return reader

    return start


def add(reader: Reader, claims: Any) -> None:
    reader.page.evaluate("ids => window.casebookBriefing.add(ids)", [*claims])


def items(reader: Reader) -> Locator:
    return reader.page.locator(".editor li.item")


def kept(reader: Reader) -> Draft:
    """The draft as the browser holds it."""
    return draft.from_json(reader.page.evaluate("JSON.stringify(window.casebookBriefing.draft)"))


def press(reader: Reader, name: str, place: str = ".editor") -> None:
    reader.page.locator(place).get_by_role("button", name=name, exact=True).click()


def previewed(reader: Reader) -> Locator:
    return reader.page.frame_locator(".preview iframe:not(.next)").locator("body")


def field(reader: Reader, label: str) -> Locator:
    return reader.page.locator(".editor").get_by_label(label, exact=True)


def write_below(reader: Reader, kind: str, text: str) -> None:
    press(reader, kind)
    reader.page.keyboard.type(text)


def told(reader: Reader) -> Locator:
    return reader.page.locator(".editor .told")


def opened(reader: Reader, content: str | bytes, name: str = "a.casebook.json") -> None:
    payload = content.encode() if isinstance(content, str) else content
    reader.page.get_by_label("File of a briefing").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": payload}
    )


@both_widths
def test_what_is_written_is_kept_and_seen_in_the_document(
    begin: Callable[..., Reader], real: Dataset, viewport: tuple[int, int]
) -> None:
    reader = begin(viewport=viewport)
    expect(reader.page.get_by_text("Nothing is written yet.")).to_be_visible()
    expect(reader.page.get_by_role("button", name="Open a file").first).to_be_visible()
    add(reader, CLAIMS)
    statement = contents.said(real, real.row(CLAIMS[0]) or 0)
    expect(items(reader).first).to_contain_text(statement)
    field(reader, "Title").fill("On ISIS-K")
    field(reader, "Date line").fill("Kabul, 5 March 2026")
    field(reader, "Key judgement").fill("Few sources stand behind the figures.")
    items(reader).nth(0).get_by_role("button", name=re.compile("^Move down")).focus()
    write_below(reader, "Heading", "The attack")
    reader.page.keyboard.press("Enter")
    reader.page.keyboard.type("Officials counted the dead.")
    reader.page.keyboard.press("Enter")
    reader.page.keyboard.type("Others did not ")
    items(reader).nth(3).get_by_role("button", name="Cite").click()
    found = reader.page.locator(".editor .item .found button")
    expect(found).to_have_count(3)
    reader.page.get_by_label("Which claim to cite").fill(CLAIMS[0])
    expect(found).to_have_count(1)
    reader.page.keyboard.press("Enter")
    reader.page.keyboard.type(".")
    field(reader, "Added to the source summary").fill("Chosen by hand.")
    expected = Draft(
        title="On ISIS-K",
        date="Kabul, 5 March 2026",
        judgement="Few sources stand behind the figures.",
        items=(
            Item("claim", CLAIMS[0]),
            Item("heading", "The attack"),
            Item("paragraph", "Officials counted the dead."),
            Item("paragraph", f"Others did not [@{CLAIMS[0]}]."),
            *(Item("claim", one) for one in CLAIMS[1:]),
        ),
        addition="Chosen by hand.",
    )
    assert kept(reader) == expected
    document = previewed(reader)
    for words in ("On ISIS-K", statement, "Officials counted the dead.", "Chosen by hand."):
        expect(document).to_contain_text(words)
    expect(reader.page.locator(".editor .sources")).to_contain_text("article")
    assert reader.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    reader.page.reload()
    reader.settled()
    expect(items(reader)).to_have_count(6)
    assert kept(reader) == expected
    expect(field(reader, "Title")).to_have_value("On ISIS-K")
    expect(previewed(reader)).to_contain_text("Officials counted the dead.")


@both_widths
def test_items_are_moved_by_keyboard_by_buttons_and_with_the_mouse(
    begin: Callable[..., Reader], viewport: tuple[int, int]
) -> None:
    reader = begin(*CLAIMS, viewport=viewport)
    reader.settled()
    write_below(reader, "Paragraph", "Words of mine")
    words = field(reader, "Paragraph")
    words.evaluate("area => area.setSelectionRange(5, 5)")
    reader.page.keyboard.press("Alt+ArrowUp")
    reader.page.keyboard.press("Alt+ArrowUp")
    expect(reader.page.locator(".editor .unseen")).to_have_text("Moved to 2 of 4")
    reader.page.keyboard.type(" all")
    expect(words).to_have_value("Words all of mine")
    assert [item.text for item in kept(reader).items][1] == "Words all of mine"
    up = items(reader).nth(3).get_by_role("button", name=re.compile("^Move up"))
    up.focus()
    reader.page.keyboard.press("Enter")
    expect(items(reader).nth(2).get_by_role("button", name=re.compile("^Move up"))).to_be_focused()
    assert kept(reader).claims() == (CLAIMS[0], CLAIMS[2], CLAIMS[1])
    reader.page.keyboard.press("Alt+ArrowDown")
    assert kept(reader).claims() == tuple(CLAIMS)
    handle, target = items(reader).nth(0).locator(".handle"), items(reader).nth(1)
    # Near the edge of the window the list would scroll on while it is dragged.
    handle.evaluate("handle => handle.scrollIntoView({ block: 'center' })")
    start, end = handle.bounding_box(), target.bounding_box()
    assert start
    assert end
    reader.page.mouse.move(start["x"] + 8, start["y"] + 10)
    reader.page.mouse.down()
    reader.page.mouse.move(end["x"] + 60, end["y"] + end["height"] - 2, steps=4)
    reader.page.mouse.up()
    assert [item.kind for item in kept(reader).items][:2] == ["paragraph", "claim"]
    assert kept(reader).claims() == tuple(CLAIMS)


def test_items_are_grouped_left_out_and_had_back(
    begin: Callable[..., Reader], real: Dataset
) -> None:
    reader = begin(*CLAIMS)
    reader.settled()
    for by in contents.GROUPINGS:
        before = kept(reader)
        press(reader, f"Group claims by {by}")
        expect(told(reader)).to_contain_text(f"grouped by {by}")
        assert kept(reader).items == contents.regrouped(real, before, by).items
    press(reader, "Undo")
    assert kept(reader) == before
    press(reader, "Redo")
    assert kept(reader).items == contents.regrouped(real, before, by).items
    count = items(reader).count()
    items(reader).nth(1).get_by_role("button", name=re.compile("^Remove")).click()
    expect(items(reader)).to_have_count(count - 1)
    press(reader, "Undo")
    expect(items(reader)).to_have_count(count)
    assert kept(reader).items == contents.regrouped(real, before, by).items


def test_the_other_side_of_a_claim_is_left_out_knowingly(begin: Callable[..., Reader]) -> None:
    reader = begin(CLAIMS[1])
    expect(items(reader).first).to_contain_text("Disputed by")
    expect(previewed(reader)).to_contain_text("Disputed by")
    reader.page.get_by_label("Leave out its other side").check()
    assert kept(reader).items == (Item("claim", CLAIMS[1], alone=True),)
    expect(previewed(reader)).to_contain_text("not told here.)")
    expect(previewed(reader)).not_to_contain_text("Disputed by:")


def test_charts_and_tables_of_figures_are_of_the_selection_in_view(
    server: str, visit: Visit
) -> None:
    reader = visit(server, "?group=ISIS-K")
    reader.go_to("Briefing")
    press(reader, "Chart")
    expect(reader.page.locator(".editor .insert .panel")).to_contain_text("Claims about ISIS-K")
    press(reader, "Chart by type of source")
    expect(items(reader).first).to_contain_text("Chart by type of source")
    expect(items(reader).first).to_contain_text("Claims about ISIS-K")
    press(reader, "Table of figures")
    reader.page.get_by_label("Comparison").select_option(index=0)
    key = reader.page.get_by_label("Comparison").input_value()
    press(reader, "Insert")
    expect(items(reader).nth(1)).to_contain_text("Table of figures: ")
    assert kept(reader).items == (
        Item("chart", "attribution", "group=ISIS-K"),
        Item("figures", key, "group=ISIS-K"),
    )


def test_writing_is_not_disturbed_by_answers_or_by_claims_added_elsewhere(
    begin: Callable[..., Reader],
) -> None:
    reader = begin(CLAIMS[0])
    write_below(reader, "Paragraph", "The start and the end")
    words = field(reader, "Paragraph")
    words.evaluate("area => area.setSelectionRange(9, 9)")
    expect(previewed(reader)).to_contain_text("The start and the end")
    add(reader, CLAIMS[1:])
    reader.page.keyboard.type(", the middle", delay=120)
    expect(words).to_be_focused()
    expect(words).to_have_value("The start, the middle and the end")
    expect(previewed(reader)).to_contain_text("The start, the middle and the end")
    expect(words).to_be_focused()
    assert len(kept(reader).items) == 4


def test_what_is_written_stays_when_the_page_is_turned(begin: Callable[..., Reader]) -> None:
    reader = begin(CLAIMS[0])
    write_below(reader, "Paragraph", "Words")
    reader.go_to("Explore")
    add(reader, CLAIMS[1:])
    reader.go_to("Briefing")
    expect(items(reader)).to_have_count(4)
    expect(items(reader).nth(3)).to_contain_text("·")
    expect(previewed(reader)).to_contain_text("Words")
    reader.says("A briefing of 3 claims")


def test_two_tabs_have_drafts_of_their_own(
    begin: Callable[..., Reader], server: str, visit: Visit
) -> None:
    reader = begin(CLAIMS[0])
    other = visit(server, "briefing").page
    other.locator(".editor .sheet").wait_for()
    assert other.evaluate("window.casebookBriefing.claims()") == []
    other.get_by_label("Title", exact=True).fill("Another one")
    assert kept(reader).title == ""
    other.get_by_role("button", name="Open it instead").click()
    assert other.evaluate("window.casebookBriefing.claims()") == [CLAIMS[0]]
    other.locator(".editor").get_by_role("button", name="Undo").click()
    expect(other.get_by_label("Title", exact=True)).to_have_value("Another one")


def test_the_document_is_read_on_where_it_was_while_it_is_written(
    begin: Callable[..., Reader],
) -> None:
    reader = begin(*CLAIMS)
    expect(previewed(reader)).to_contain_text("data version")
    reader.settled()
    previewed(reader).evaluate("body => body.ownerDocument.scrollingElement.scrollTo(0, 400)")
    write_below(reader, "Paragraph", "At the end")
    expect(previewed(reader)).to_contain_text("At the end")
    scrolled = "body => body.ownerDocument.scrollingElement.scrollTop"
    assert previewed(reader).evaluate(scrolled) == 400
    link = previewed(reader).get_by_role("link", name="Open the claim").first
    assert link.get_attribute("target") == "_blank"
    assert "/?" in (link.get_attribute("href") or "")


def test_the_arrow_keys_lead_from_field_to_field_and_several_lines_become_paragraphs(
    begin: Callable[..., Reader],
) -> None:
    reader = begin()
    write_below(reader, "Heading", "One")
    reader.page.keyboard.press("Enter")
    reader.page.keyboard.press("ArrowUp")
    reader.page.keyboard.type("!")
    reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.type("Two")
    assert [item.text for item in kept(reader).items] == ["One!", "Two"]
    for _ in range(5):
        reader.page.keyboard.press("Backspace")
    assert [item.text for item in kept(reader).items] == ["One"]
    write_below(reader, "Paragraph", "")
    reader.page.keyboard.insert_text("First.\n\nSecond.\nThird.")
    texts = [item.text for item in kept(reader).items]
    assert texts == ["One", "First.", "Second.", "Third."]
    field(reader, "Title").fill("On two\nlines")
    assert kept(reader).title == "On two lines"


# Taking it along


def test_a_word_document_holds_the_statements_and_their_footnotes(
    begin: Callable[..., Reader], real: Dataset
) -> None:
    reader = begin(*CLAIMS)
    expect(previewed(reader)).to_contain_text("data version")
    reader.settled()
    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("button", name="Word", exact=True).click()
    assert waiting.value.suggested_filename == f"casebook-briefing-{real.version}.docx"
    with zipfile.ZipFile(Path(waiting.value.path())) as document:
        body = document.read("word/document.xml").decode()
        notes = document.read("word/footnotes.xml").decode()
    text, noted = (re.sub("<[^>]+>", "", part) for part in (body, notes))
    for one in CLAIMS:
        row = real.row(one) or 0
        assert contents.said(real, row) in text
        assert one in noted
    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("button", name="CSL-JSON").click()
    assert len(json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))) >= 3
    style = reader.page.get_by_label("File of a citation style")
    style.set_input_files(ROOT / "tests" / "briefing" / "note.csl")
    reader.page.get_by_text("Footnotes in the style of note.csl").wait_for()
    style.set_input_files(ROOT / "LICENSE")
    reader.page.get_by_text("LICENSE is no citation style").wait_for()
    reader.page.get_by_text("Footnotes in Casebook’s own style").wait_for()


def test_a_draft_is_saved_as_a_file_and_opened_again(
    begin: Callable[..., Reader], real: Dataset
) -> None:
    reader = begin(*CLAIMS)
    field(reader, "Title").fill("On ISIS-K, again: é")
    expect(items(reader).nth(1)).to_contain_text("Disputed by")
    with reader.page.expect_download() as waiting:
        press(reader, "Save as a file")
    assert waiting.value.suggested_filename == "on-isis-k-again-é.casebook.json"
    content = Path(waiting.value.path()).read_text(encoding="utf-8")
    saved = draft.from_json(content)
    assert saved.version == real.version
    assert saved.items[1].said == contents.said(real, real.row(CLAIMS[1]) or 0)
    assert saved.items[1].against
    press(reader, "New briefing")
    expect(items(reader)).to_have_count(0)
    opened(reader, content, "a.casebook.json")
    expect(told(reader)).to_contain_text("“a.casebook.json” is open.")
    assert kept(reader) == saved
    press(reader, "Undo")
    expect(items(reader)).to_have_count(0)


def test_a_file_of_other_data_says_what_changed(begin: Callable[..., Reader]) -> None:
    reader = begin()
    old = Draft(
        version="00000000",
        items=(
            Item("claim", "gone-2020-001", said="It was so."),
            Item("claim", CLAIMS[0], said="It was otherwise."),
            Item("claim", CLAIMS[1], said="Another."),
        ),
    )
    opened(reader, draft.to_json(old))
    for words in ("gone-2020-001: withdrawn", f"{CLAIMS[0]}: reworded", "newly disputed, by "):
        expect(told(reader)).to_contain_text(words)
    expect(items(reader).nth(0)).to_contain_text("The data no longer hold this claim")
    expect(items(reader).nth(0)).to_contain_text("gone-2020-001")
    expect(items(reader).nth(1)).to_contain_text("It said: It was otherwise.")
    items(reader).nth(1).get_by_role("button", name="Seen").click()
    expect(items(reader).nth(1)).not_to_contain_text("It said")
    press(reader, "Remove it")
    expect(items(reader)).to_have_count(2)


def test_a_file_that_is_no_draft_changes_nothing(begin: Callable[..., Reader]) -> None:
    reader = begin(*CLAIMS)
    before = kept(reader)
    for name, content, why in (
        ("a.json", "{", "can't be read as JSON"),
        ("b.json", '{"casebook_briefing": 1, "items": 3}', "“items” of this draft is no list"),
        ("c.json", b"PK\x03\x04\x00\xff" * 100, "can't be read as JSON"),
        ("d.json", b" " * 5_000_001, "has 5.0 MB; a draft has at most 5 MB"),
    ):
        opened(reader, content, name)
        expect(told(reader)).to_contain_text(why)
        expect(told(reader)).to_contain_text("Nothing was changed.")
        assert kept(reader) == before, name


def test_a_document_that_was_made_earlier_is_looked_through(
    begin: Callable[..., Reader], real: Dataset
) -> None:
    reader = begin()
    briefing = contents.of_draft(real, Draft(title="x").adding(CLAIMS[1:2]), Selection())
    count = len(briefing.noted())
    assert count > 2
    document = tree.document(briefing, real, "http://localhost:8501/")
    choose = reader.page.get_by_label("Document to check")
    result = reader.page.locator(".still .result")
    for form in documents.READ:
        content = documents.made(document, form)
        choose.set_input_files(
            {"name": f"a.{form}", "mimeType": "application/octet-stream", "buffer": content}
        )
        expect(result).to_contain_text(f"a.{form}: {count} of {count} footnotes unchanged.")
        expect(result.locator("li.unchanged")).to_have_count(count)
    wrong = {
        "a.docx": (b"no document", "can’t be read as a document"),
        "a.md": (b"Words.", "No footnote of this document leads to a claim"),
        "a.pdf": (b"%PDF", "must end with .docx, .md or .html"),
        "b.docx": (b"x" * 5_100_000, "has 5.1 MB; the limit is 5 MB"),
        "c.docx": (b"x" * 4_900_000, "can’t be read as a document"),
    }
    for name, (content, why) in wrong.items():
        choose.set_input_files(
            {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        )
        expect(result).to_contain_text(why)


# Check my draft, and numbers that no cited claim has


AIRPORT = (
    "At least 13 U.S. service members were killed in the bombing outside Kabul airport.\n\n"
    "“The bombing at Kabul airport on 26 August 2021 killed 170 people!” Penguins juggle quantum\n"
    "cheese. 😀 The bombing at Kabul airport on 26 August 2021 killed 170 people?”) So it was."
)


def checking(reader: Reader) -> Locator:
    return reader.page.locator(".checking")


def pasted(reader: Reader) -> Locator:
    return reader.page.get_by_label("Text to check")


def check(reader: Reader, text: str) -> Locator:
    """Paste a text into the section, have it checked, and give its sentences."""
    if not pasted(reader).is_visible():
        checking(reader).locator("summary").click()
    pasted(reader).fill(text)
    press(reader, "Check", ".checking")
    return checking(reader).locator("li.sentence")


@both_widths
def test_a_pasted_draft_is_checked_cited_and_becomes_a_footnoted_document(
    begin: Callable[..., Reader], real: Dataset, viewport: tuple[int, int]
) -> None:
    reader = begin(viewport=viewport)
    sentences = check(reader, AIRPORT)
    of_python = draft_check.checked(real, AIRPORT)
    expect(sentences).to_have_count(len(of_python))
    assert sentences.locator(".text").all_text_contents() == [one.text for one in of_python]
    expect(sentences.nth(1)).to_contain_text("No claim near to this says 170.")
    expect(sentences.nth(2)).to_contain_text("Nothing here supports this.")
    near = sentences.first.locator(".match").first
    expect(near).to_contain_text("No difference found")
    expect(near).to_contain_text(CLAIMS[0])
    expect(near).to_contain_text("Why near: ")
    words = checking(reader).inner_text()
    assert not re.search(r"\b(true|confirmed|agrees?)\b", words, re.IGNORECASE)
    # As the server would put the footnotes, the last one first so that places hold.
    text = AIRPORT
    for place in (3, 1, 0):
        one = of_python[place]
        claim_id = str(real.cell("claim_id", one.matches[0].row))
        text = draft_check.with_footnote(text, one.start, one.end, claim_id)
    for place in (0, 1, 3):
        sentences.nth(place).get_by_role("button", name=re.compile("^Cite: ")).first.click()
    expect(pasted(reader)).to_have_value(text)
    cited = sentences.nth(1).locator("button.cite").first
    expect(cited).to_have_text("Cited")
    cited.click()
    assert pasted(reader).input_value().count("[@") == 2
    cited.click()
    expect(pasted(reader)).to_have_value(text)
    assert reader.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    press(reader, "Add to the briefing", ".checking")
    expect(checking(reader)).to_contain_text("2 paragraphs stand at the end of the briefing.")
    paragraphs = [one.text for one in kept(reader).items]
    assert paragraphs == [text.split("\n\n")[0], text.split("\n\n")[1].replace("\n", " ")]
    expect(previewed(reader)).to_contain_text("Casebook joscelyn-2021-002")
    press(reader, "Undo", ".checking")
    assert kept(reader).items == ()
    pasted(reader).fill(text.replace("So it was", "So it is").replace("At least", "Some"))
    expect(sentences.first.locator(".changed")).to_be_visible()
    expect(sentences.first.locator("button.cite").first).to_be_disabled()
    expect(sentences.nth(1).locator(".changed")).to_be_hidden()


def test_a_claim_is_opened_in_explore_and_the_draft_stays(server: str, visit: Visit) -> None:
    reader = visit(server, "?group=ISIS-K")
    reader.go_to("Briefing")
    sentences = check(reader, AIRPORT)
    link = sentences.first.get_by_role("link", name=re.compile("^Open the claim")).first
    address = link.get_attribute("href") or ""
    assert address == f"{server}/?group=ISIS-K&claim={CLAIMS[0]}"
    sentences.nth(1).get_by_role("button", name="more claims are near").click()
    expect(sentences.nth(1).locator(".match")).to_have_count(5)
    link.click()
    reader.opens(CLAIMS[0])
    reader.has_chosen("group", "ISIS-K")
    reader.go_to("Briefing")
    expect(pasted(reader)).to_have_value(AIRPORT)
    expect(sentences.first).to_contain_text(CLAIMS[0])
    reader.page.reload()
    reader.settled()
    expect(pasted(reader)).to_have_value(AIRPORT)
    expect(sentences.first).to_contain_text(CLAIMS[0])


def test_what_can_not_be_checked_says_why(begin: Callable[..., Reader]) -> None:
    reader = begin()
    result = checking(reader).locator(".result")
    for text, why in {
        "Words. " * 14_286: "The text has 100,002 characters; at most 100,000 are checked at once",
        "Words. " * 28_572: "The text has 200,004 characters; at most 100,000 are checked at once",
        "…": "There is no sentence in this text.",
    }.items():
        check(reader, text)
        expect(result).to_contain_text(why)
    pasted(reader).fill("Words. " * 2_858)
    press(reader, "Add to the briefing", ".checking")
    expect(checking(reader)).to_contain_text("at most 20,000 characters: nothing was added.")
    assert kept(reader) == Draft()
    pasted(reader).fill(" ")
    expect(checking(reader).get_by_role("button", name="Check", exact=True)).to_be_disabled()
    expect(check(reader, f"{HOSTILE} Kabul airport.").first).to_contain_text("<img src=x")
    assert reader.page.title() != "hit"
    assert checking(reader).locator("img").count() == 0


def test_a_number_that_no_cited_claim_has_is_underlined_until_one_types(
    begin: Callable[..., Reader],
) -> None:
    reader = begin()
    field(reader, "Key judgement").fill("In all 2,500 died, 40 of them at once.")
    judged = reader.page.locator(".editor .judged .says")
    expect(judged).to_have_text("2,500, 40: no claim is cited here")
    write_below(reader, "Paragraph", f"At least 13 died, not 2,000. [@{CLAIMS[0]}]")
    paragraph = items(reader).first
    marks, says = paragraph.locator(".mirror mark"), paragraph.locator(".says")
    expect(says).to_have_text("No claim cited here says 2,000")
    expect(marks).to_have_text(["2,000"])
    area = field(reader, "Paragraph")
    alike = """area => {
      const mirror = area.previousElementSibling
      const [a, b] = [area.getBoundingClientRect(), mirror.getBoundingClientRect()]
      const [f, g] = [getComputedStyle(area), getComputedStyle(mirror)]
      const same = ["fontSize", "fontFamily", "fontWeight", "lineHeight", "paddingLeft"]
      return Math.abs(a.width - b.width) < 1 && Math.abs(a.height - b.height) < 1
        && mirror.scrollHeight <= area.clientHeight && same.every((one) => f[one] === g[one])
    }"""
    for width in (1440, 390):
        reader.resize(width, 900)
        assert area.evaluate(alike), width
        assert violations(reader) == [], width
    # What was told of other words goes at once, and comes back with the answer.
    assert area.evaluate(
        """area => {
          area.setRangeText(" So.", area.value.length, area.value.length, "end")
          area.dispatchEvent(new Event("input", { bubbles: true }))
          const item = area.closest(".item")
          const says = item.querySelector(".says").textContent
          return [item.querySelectorAll(".mirror mark").length, says]
        }"""
    ) == [0, ""]
    expect(says).to_have_text("No claim cited here says 2,000")
    area.fill(f"At least 13 died. [@{CLAIMS[0]}]")
    expect(previewed(reader)).to_contain_text("At least 13 died.")
    reader.settled()
    expect(says).to_have_text("")


def test_axe_finds_nothing_wrong_with_a_draft_that_is_checked(
    begin: Callable[..., Reader],
) -> None:
    reader = begin()
    sentences = check(reader, AIRPORT)
    sentences.first.locator("button.cite").first.click()
    press(reader, "Add to the briefing", ".checking")
    expect(reader.page.locator(".editor .says").nth(2)).to_contain_text("no claim is cited here")
    reader.settled()
    assert violations(reader) == []
    reader.resize(390, 844)
    assert violations(reader) == []
    turn_dark(reader)
    assert violations(reader, *COLOURS) == []


# What is hostile


def test_hostile_words_stay_words(begin: Callable[..., Reader]) -> None:
    reader = begin(CLAIMS[0])
    written = Draft(
        title=HOSTILE + "x" * 10_000,
        date=HOSTILE,
        judgement=HOSTILE,
        addition=HOSTILE,
        items=(
            Item("heading", HOSTILE),
            Item("paragraph", f"{HOSTILE} [@nobody-001]"),
            Item("claim", HOSTILE),
            Item("chart", HOSTILE, HOSTILE),
            Item("figures", HOSTILE, "group=" + HOSTILE),
            Item("claim", CLAIMS[0], said=HOSTILE, against=(HOSTILE,)),
        ),
    )
    opened(reader, draft.to_json(written), f"{HOSTILE}.json")
    expect(items(reader)).to_have_count(6)
    assert kept(reader) == written
    expect(previewed(reader)).to_contain_text("document.title='hit'")
    expect(items(reader).nth(1)).to_contain_text("The data hold no claim with this id.")
    expect(items(reader).nth(2)).to_contain_text("The data no longer hold this claim")
    press(reader, "Group claims by year")
    expect(told(reader)).to_contain_text("grouped by year")
    assert reader.page.title() != "hit"
    assert reader.page.locator(".editor img").count() == 0
    assert reader.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_an_address_with_garbage_opens_an_empty_page(begin: Callable[..., Reader]) -> None:
    for word in ("!!!", "eJx", "%00%FF", "x" * 6_500):
        reader = begin(query=f"briefing?briefing={word}")
        expect(reader.page.get_by_text("Nothing is written yet.")).to_be_visible()
        assert kept(reader) == Draft(), word


def test_a_thousand_claims_can_be_written_about(
    begin: Callable[..., Reader], real: Dataset
) -> None:
    reader = begin()
    ids = [str(one) for one in real.claims["claim_id"]]
    ids += [f"gone-{place:03d}" for place in range(1_000 - len(ids))]
    add(reader, ids)
    expect(items(reader)).to_have_count(1_000)
    expect(items(reader).first).to_contain_text("·")
    write_below(reader, "Paragraph", "a")
    words = field(reader, "Paragraph")
    # A letter changes what stands around it, and draws none of the thousand anew.
    changes = words.evaluate(
        """async (area) => {
          let changes = 0
          const seen = new MutationObserver((records) => { changes += records.length })
          const everything = { subtree: true, childList: true, attributes: true }
          seen.observe(area.closest(".editor"), { ...everything, characterData: true })
          for (let n = 0; n < 20; n += 1) {
            area.setRangeText("x", area.value.length, area.value.length, "end")
            area.dispatchEvent(new Event("input", { bubbles: true }))
          }
          await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
          return changes
        }"""
    )
    assert 0 < changes < 1_000
    add(reader, ["gone-more"])
    expect(reader.page.locator(".preview")).to_contain_text("at most 1,000 claims")
    expect(reader.page.get_by_role("button", name="Word", exact=True)).to_be_disabled()


# When the data change


def test_claims_that_change_under_the_open_page_say_so(
    serve: Callable[[Path, Path], str], visit: Visit, folders: tuple[Path, Path]
) -> None:
    reader = visit(serve(*folders), "briefing")
    reader.page.locator(".editor .sheet").wait_for()
    add(reader, ["smith-2020-004", "smith-2020-002", "herald-2021-strike-003"])
    expect(items(reader).first).to_contain_text("Observers put the strength")
    write_below(reader, "Paragraph", "Words")
    expect(previewed(reader)).to_contain_text("Words")
    small.change(folders[0], "claims", "smith-2020-004", statement="About 2,000 fighters.")
    expect(items(reader).first).to_contain_text("About 2,000 fighters.", timeout=60_000)
    expect(items(reader).first).to_contain_text("It said: Observers put the strength")
    expect(field(reader, "Paragraph")).to_be_focused()
    items(reader).first.get_by_role("button", name="Seen").click()
    expect(items(reader).first).not_to_contain_text("It said")
    expect(previewed(reader)).to_contain_text("About 2,000 fighters.")


# Where it runs


def test_nothing_is_lost_when_the_server_is_restarted(
    server_to_kill: tuple[str, Restart], visit: Visit
) -> None:
    address, restart = server_to_kill
    reader = visit(address, "briefing", killed=True)
    reader.page.locator(".editor .sheet").wait_for()
    add(reader, CLAIMS)
    expect(previewed(reader)).to_contain_text("data version")
    write_below(reader, "Paragraph", "Before")
    restart()
    reader.page.keyboard.type(" and after")
    # A browser looks for a server that is gone at longer and longer intervals.
    expect(previewed(reader)).to_contain_text("Before and after", timeout=180_000)
    expect(field(reader, "Paragraph")).to_be_focused()
    expect(field(reader, "Paragraph")).to_have_value("Before and after")


def test_the_document_is_seen_behind_the_proxy_too(proxied: str, visit: Visit) -> None:
    reader = visit(proxied, "briefing")
    reader.page.locator(".editor .sheet").wait_for()
    add(reader, CLAIMS)
    expect(previewed(reader)).to_contain_text("data version")
    paper = "body => getComputedStyle(body).backgroundColor"
    assert previewed(reader).evaluate(paper) == "rgb(255, 255, 255)"


def test_axe_finds_nothing_wrong_while_one_writes(begin: Callable[..., Reader]) -> None:
    reader = begin()
    assert violations(reader) == []
    add(reader, [*CLAIMS, "gone-001"])
    write_below(reader, "Paragraph", f"Words [@{CLAIMS[0]}] [@gone-002].")
    items(reader).nth(4).get_by_role("button", name="Cite").click()
    press(reader, "Chart")
    press(reader, "Chart by year")
    items(reader).nth(0).get_by_role("button", name=re.compile("^Remove")).click()
    expect(previewed(reader)).to_contain_text("data version")
    reader.settled()
    assert violations(reader) == []
    turn_dark(reader)
    assert violations(reader, *COLOURS) == []
    # Axe does not look into a frame that runs no script: the paper is white, and its ink dark.
    colours = "body => [getComputedStyle(body).backgroundColor, getComputedStyle(body).color]"
    assert previewed(reader).evaluate(colours) == ["rgb(255, 255, 255)", "rgb(27, 36, 48)"]
