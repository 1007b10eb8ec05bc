import base64
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from casebook.analysis import bar_counts, timeline
from casebook.analysis.selection import Selection
from casebook.briefing import contents, documents, exhibits, forms, tree, verifying
from casebook.briefing.contents import Briefing
from casebook.briefing.draft import Draft, Item
from casebook.briefing.exhibits import Chart, Figures, Missing
from casebook.charts import picture
from casebook.tables.dataset import Dataset
from casebook.views import editor
from tests import small
from tests.briefing.test_documents import nodes, words

BASE = "http://localhost:8501/"
KILLED = "2020-05-05-kabul-attack"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9"></svg>'
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures without the renderer, which takes a second."""
    monkeypatch.setattr(picture, "drawn", lambda _, form: PNG if form == "png" else SVG.encode())


def briefing(dataset: Dataset, *items: Item, judgement: str = "") -> Briefing:
    return contents.of_draft(dataset, Draft("T", "", judgement, items), Selection())


def document(dataset: Dataset, *items: Item, judgement: str = "") -> dict[str, Any]:
    return tree.document(briefing(dataset, *items, judgement=judgement), dataset, BASE)


def exhibit(dataset: Dataset, item: Item) -> Any:
    (section,) = briefing(dataset, item).sections
    return section.blocks[0]


@pytest.mark.parametrize("name", bar_counts.CHARTS)
def test_a_chart_has_the_bars_of_the_page_and_says_what_is_selected(
    dataset: Dataset, name: str
) -> None:
    chosen = Selection(group=("Reds",), kind=("report",))
    made = exhibit(dataset, Item("chart", name, "group=Reds&kind=report"))
    rows = chosen.apply(dataset)
    assert made.drawn.equals(bar_counts.bars(dataset, chosen, rows, name))
    assert (made.label, made.chosen) == ("Figure 1", chosen)
    assert "claims about Reds of kind report; 4 of 8 claims. Grey: all of the data." in made.caption


def test_a_map_says_what_is_on_it_and_keeps_its_places_as_a_table(dataset: Dataset) -> None:
    made = exhibit(dataset, Item("chart", "map", "group=Reds"))
    assert (made.label, made.drawn.spotted) == ("Figure 1", 1)
    assert made.caption.startswith(
        "Incidents by place. Selected: claims about Reds; 7 of 8 claims."
    )
    assert "3 incidents: 1 at a place, 2 without a place." in made.caption
    written = document(dataset, Item("chart", "map", "group=Reds"))
    markdown = documents.made(written, "md").decode()
    assert re.search(r"^\| Kabul +\| place +\| +1 \| +3 \| +1 \|$", markdown, re.MULTILINE)
    assert "&list=map)" in markdown
    assert "Most: Kabul 1" in documents.made(written, "html").decode()


def test_a_chart_without_a_query_is_of_the_selection_of_the_briefing(dataset: Dataset) -> None:
    chosen = Selection(group=("Blues",), count="incidents")
    made = contents.of_draft(dataset, Draft(items=(Item("chart", "group"),)), chosen)
    (chart,) = made.sections[0].blocks
    assert isinstance(chart, Chart)
    assert chart.chosen == chosen
    assert chart.caption.startswith(
        "Incidents by group. Selected: claims about Blues; 1 incident in 1 of 8 claims."
    )
    assert chart.caption.endswith("One incident can stand in several bars.")


@pytest.mark.parametrize("lanes", ["group", "outlet", "kind"])
def test_a_timeline_has_the_marks_of_the_page_and_leads_back_to_them(
    dataset: Dataset, lanes: str
) -> None:
    name = {"group": "timeline"}.get(lanes, f"timeline-{lanes}")
    assert name in editor.CHARTS
    item = Item("chart", name, "group=Reds")
    chosen = Selection(group=("Reds",))
    made = exhibit(dataset, item)
    shown = timeline.timeline(dataset, chosen, chosen.apply(dataset), lanes)
    assert made.drawn.made.marks.equals(shown.marks)
    assert "3 incidents in 7 of 8 claims." in made.caption
    assert timeline.caption(shown) in made.caption
    markdown = documents.made(document(dataset, item), "md").decode()
    assert re.search(r"\| Attack in Kabul, 5 May 2020 +\| +4 \| +3 \|$", markdown, re.MULTILINE)
    (block,) = [block for block in document(dataset, item)["blocks"] if block["t"] == "Div"]
    (link,) = nodes(block, "Link")
    there = parse_qs(urlsplit(link[2][0]).query)
    assert (there["list"], there["lanes"]) == (["timeline"], [lanes])


def test_a_table_has_the_figures_that_can_be_compared_as_they_are_written(
    dataset: Dataset,
) -> None:
    made = exhibit(dataset, Item("figures", KILLED))
    assert isinstance(made, Figures)
    ids = [str(dataset.claims["claim_id"].iat[row]) for row in made.rows]
    assert sorted(ids) == ["herald-2021-strike-001", "smith-2020-001", "smith-2020-002"]
    assert made.caption == (
        "Attack in Kabul: 3 figures of 2 original sources in 2 articles, as they are written, "
        "among all claims. 1 further claim on it gives no figure that can be compared."
    )
    markdown = documents.made(document(dataset, Item("figures", KILLED)), "md").decode()
    assert re.search(
        r"^\| Kabul officials \(unnamed\) +\| at least 13\[\^\d\] +\| killed +\| 5 May 2020 +"
        r"\| Jo Smith 2020 +\|$",
        markdown,
        re.MULTILINE,
    )


def test_a_selection_leaves_figures_out_of_a_table(dataset: Dataset) -> None:
    made = exhibit(dataset, Item("figures", KILLED, "outlet=Daily+Paper"))
    assert len(made.rows) == 2
    made = exhibit(dataset, Item("figures", KILLED, "kind=denial"))
    assert made == Missing(
        made.item,
        "Of “Attack in Kabul” no figure that can be compared is among claims of kind denial.",
    )


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (Item("chart", "<b>x</b>"), "There is no chart “<b>x</b>”; a chart is one of year, group"),
        (Item("figures", "x"), "There is no comparison “x” in the casebook."),
    ],
)
def test_what_there_is_not_is_told_in_its_place(dataset: Dataset, item: Item, told: str) -> None:
    assert told in words(document(dataset, item))


def test_exhibits_are_numbered_by_kind_and_not_without_end(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exhibits, "MOST", 3)
    monkeypatch.setattr(exhibits, "MOST_ROWS", 1)
    items = [
        Item("chart", "year"),
        Item("chart", "nonsense"),
        Item("figures", KILLED),
        Item("chart", "group"),
        Item("chart", "outlet"),
    ]
    blocks = briefing(dataset, *items).sections[0].blocks
    assert [getattr(one, "label", "") for one in blocks] == [
        "Figure 1",
        "",
        "Table 1",
        "Figure 2",
        "",
    ]
    assert isinstance(blocks[2], Figures)
    assert len(blocks[2].rows) == 1
    assert blocks[2].caption.endswith("2 further figures are left out.")
    assert isinstance(blocks[-1], Missing)
    assert "at most 3 charts and tables" in blocks[-1].text


@pytest.mark.usefixtures("no_process")
def test_each_form_has_the_chart_as_its_readers_can_see_it(related: Dataset) -> None:
    made = document(related, Item("chart", "group", "kind=report"))
    html = documents.made(made, "html").decode()
    assert '<svg role="img" aria-label="Claims by group. Largest: Reds 4, Blues 1. ' in html
    assert html.count("<figcaption") == 1
    assert "<title>Reds: 4 of 7 claims" in html
    assert documents.made(made, "html").decode() == html
    with zipfile.ZipFile(io.BytesIO(documents.made(made, "docx"))) as parts:
        (media,) = [name for name in parts.namelist() if name.startswith("word/media/")]
        assert parts.read(media).startswith(b"\x89PNG")
        assert "Claims by group. Largest: Reds 4" in parts.read("word/document.xml").decode()
    markdown = documents.made(made, "md").decode()
    assert re.search(r"^\| Reds +\| +4 \| +7 \|$", markdown, re.MULTILINE)
    assert "data:" not in markdown
    shown, files = forms.fitted(made, "pdf")
    assert [image[2][0] for image in nodes(shown, "Image")] == [*files] == ["chart-1.svg"]
    bare = documents.made(document(related), "pdf")
    assert len(documents.made(made, "pdf")) > len(bare)


@pytest.mark.parametrize("form", documents.FORMS)
def test_a_chart_that_is_not_drawn_is_a_sentence_and_its_counts(
    related: Dataset, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise picture.NotDrawnError("The picture took more than 30 seconds.")

    monkeypatch.setattr(picture, "drawn", broken)
    made = document(related, Item("chart", "group"), Item("claim", "smith-2020-001"))
    told = words(forms.fitted(made, form)[0])
    reason = (
        "The chart “Claims by group” could not be drawn: The picture took more than 30 seconds."
    )
    assert (reason in told) == (form != "md")
    assert "Selected claims" in told
    assert documents.made(made, form)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("form", documents.READ)
def test_footnotes_of_tables_and_of_words_of_ones_own_stand_in_order_and_hold(
    related: Dataset, form: str
) -> None:
    items = [
        Item("chart", "year"),
        Item("claim", "smith-2020-003"),
        Item("figures", KILLED),
        Item("paragraph", "They grew [@smith-2020-004]."),
    ]
    written = briefing(related, *items, judgement="Uncertain [@smith-2020-001] [@smith-2020-002].")
    content = documents.made(tree.document(written, related, BASE), form)
    notes = verifying.footnotes(content, form)
    ids = related.claims["claim_id"]
    assert [note.claim_id for note in notes] == [str(ids.iat[row]) for row in written.noted()]
    assert {one.state for one in verifying.verified(related, notes)} == {verifying.UNCHANGED}


@pytest.mark.usefixtures("quick")
def test_names_that_look_like_markup_are_text_in_charts_and_tables(
    folders: Any, hostile: Callable[[Any], None]
) -> None:
    hostile(folders)
    dataset = small.loaded(folders)
    made = document(dataset, Item("chart", "outlet"), Item("figures", KILLED))
    html = documents.made(made, "html").decode()
    assert "<img src=x>" not in html
    assert "&lt;img src=x&gt;" in html
    for form in ("docx", "md", "pdf"):
        assert documents.made(made, form)


@pytest.fixture
def hostile() -> Callable[[Any], None]:
    name = 'A "b" <img src=x> *c* #d $e$'

    def change(folders: Any) -> None:
        small.change(folders[0], "actors", "Daily Paper", actor=name)
        small.change(folders[0], "sources", "smith-2020", outlet=name)
        actors = folders[0] / "actors.csv"
        lines = actors.read_text().splitlines(keepends=True)
        actors.write_text("".join([lines[0], *sorted(lines[1:])]))

    return change


def test_a_chart_leads_back_to_its_own_selection(dataset: Dataset) -> None:
    made = document(dataset, Item("chart", "year", "group=Blues"))
    (one,) = [block for block in made["blocks"] if block["t"] == "Div"]
    (link,) = nodes(one, "Link")
    assert parse_qs(urlsplit(link[2][0]).query)["group"] == ["Blues"]
