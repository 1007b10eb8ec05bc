import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from casebook.analysis.selection import Selection
from casebook.briefing import contents, documents, page, tree, verifying
from casebook.briefing.draft import Draft, Item
from casebook.tables.dataset import Dataset
from tests import small
from tests.briefing.test_documents import nodes

Folders = tuple[Path, Path]
BASE = "http://localhost:8501/"


def made(dataset: Dataset, title: str = "") -> str:
    briefing = contents.of_selection(dataset, Selection(), title=title)
    return documents.made(tree.document(briefing, dataset, BASE), "html").decode()


def held(html: str) -> dict[str, Any]:
    """The record in a page."""
    (found,) = re.findall(
        r'<script type="application/json" id="casebook-record">(.*?)</script>', html, re.DOTALL
    )
    record: dict[str, Any] = json.loads(found)
    return record


def test_a_page_carries_each_quote_in_its_article_and_the_articles_checksum(
    related: Dataset,
) -> None:
    record = held(made(related))
    assert {footnote["article"] for footnote in record["footnotes"]} == set(record["articles"])
    for note in record["footnotes"]:
        text = record["articles"][note["article"]]["text"]
        assert text[note["start"] : note["end"]] == note["quote"]
        row = related.row(note["claim_id"])
        assert row is not None
        assert note["statement"] == related.cell("statement", row)
    for source_id, article in record["articles"].items():
        assert article["text"] == related.articles[source_id].text
        assert hashlib.sha256(article["text"].encode()).hexdigest() == article["sha256"]
    assert set(record["legend"]) >= set(record) - {"legend", "title", "date", "rests_on"}
    assert record["data_version"] == related.version


def test_the_footnotes_of_the_record_are_those_of_the_page(related: Dataset) -> None:
    html = made(related)
    notes, record = verifying.footnotes(html.encode(), "html"), held(html)
    assert [(note.number, note.claim_id) for note in notes] == [
        (note["number"], note["claim_id"]) for note in record["footnotes"]
    ]


def test_nothing_that_somebody_wrote_ends_the_script_or_stands_in_its_place(
    folders: Folders,
) -> None:
    text = "</script><script>window.ran = 1</script> <!--script--><!--style--> script-digest"
    quote = "1,500 to 2,200 fighters"
    path = folders[1] / "first.txt"
    path.write_text(path.read_text().replace(quote, f"{quote} {text}"))
    small.write_checksums(folders[1])
    small.change(folders[0], "claims", "smith-2020-004", quote=f"{quote} {text}")
    html = made(small.loaded(folders), title=text)
    assert html.count("<script") == html.count("</script>") == 2
    assert html.count("<style>") == html.count("</style>") == 1
    (note, *_) = [one for one in held(html)["footnotes"] if one["claim_id"] == "smith-2020-004"]
    assert note["quote"] == f"{quote} {text}"
    assert held(html)["title"] == text


def test_a_page_lets_its_own_script_run_and_asks_for_nothing(related: Dataset) -> None:
    briefing = contents.of_draft(related, Draft("T", items=(Item("chart", "group"),)), Selection())
    html = documents.made(tree.document(briefing, related, BASE), "html").decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    script = Path(page.__file__).with_name("page.js").read_bytes()
    assert f"<script>{script.decode()}</script>" in html
    digest = base64.b64encode(hashlib.sha256(script).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none';")
    assert re.findall(r"<(?:link|img|iframe|object|embed|base|form)\b", html) == []
    assert re.findall(r"""\b(?:src|srcset|action|data)=["']""", html) == []
    assert "@import" not in html
    assert "url(" not in html


def test_other_forms_carry_no_record(related: Dataset) -> None:
    made = tree.document(contents.of_selection(related, Selection()), related, BASE)
    assert b"sha256" not in documents.made(made, "md")
    assert len(list(nodes(made["blocks"], "Note"))) == len(made[documents.RECORD]["footnotes"])


@pytest.mark.parametrize("name", ["page.js", "page.css"])
def test_the_files_of_the_page_end_neither_script_nor_style(name: str) -> None:
    text = Path(page.__file__).with_name(name).read_text()
    assert "</" not in text
    assert "innerHTML" not in text
