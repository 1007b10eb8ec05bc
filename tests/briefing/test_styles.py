import re
import subprocess
from pathlib import Path

import pypandoc
import pytest

from casebook.analysis.selection import Selection
from casebook.briefing import contents, documents, styles, tree, verifying
from casebook.briefing.styles import StyleError
from casebook.tables.dataset import Dataset
from tests import small

NOTES = Path(__file__).with_name("note.csl")
BASE = "http://localhost:8501/"
CSL = 'xmlns="http://purl.org/net/xbiblio/csl"'


@pytest.fixture(scope="module")
def author_date(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The style that pandoc brings."""
    command = [pypandoc.get_pandoc_path(), "--print-default-data-file", "default.csl"]
    path = tmp_path_factory.mktemp("styles") / "chicago-author-date.csl"
    path.write_bytes(subprocess.run(command, capture_output=True, check=True).stdout)
    return path


def made(dataset: Dataset, path: Path, form: str = "md") -> bytes:
    briefing = contents.of_selection(dataset, Selection(outlet=("Daily Paper",)))
    return documents.made(tree.document(briefing, dataset, BASE, styles.read(path)), form)


def test_a_footnote_has_its_words_then_the_citation_then_the_way_back(
    dataset: Dataset, author_date: Path
) -> None:
    for path, cited in (
        (NOTES, "Jo Smith, “A headline,” *Daily Paper*, May 6, 2020"),
        (author_date, "(Smith 2020)"),
    ):
        assert re.search(
            r"^\[\^\d\]: “1,500 to 2,200 fighters” — "
            + re.escape(cited)
            + r" — Casebook smith-2020-004, data version \w+\. \[Open the claim\]\(http",
            made(dataset, path).decode(),
            re.MULTILINE,
        )
    spoken = (
        "“killed at least 13 people” — Kabul officials (unnamed) (Government of Kabul): Jo Smith"
    )
    assert spoken in made(dataset, NOTES).decode()


def test_works_are_listed_as_the_style_says_or_in_our_own_words(
    dataset: Dataset, author_date: Path
) -> None:
    markdown = made(dataset, author_date).decode()
    assert "\n\nSmith, Jo. 2020. “A Headline.” *Daily Paper*, May 6.\n" in markdown
    assert "<div" not in markdown
    assert "- Jo Smith, “A headline”, Daily Paper, 6 May 2020.\n" in made(dataset, NOTES).decode()


@pytest.mark.parametrize("form", documents.FORMS)
def test_a_document_in_a_style_is_the_same_each_time_and_tells_of_no_file(
    dataset: Dataset, form: str
) -> None:
    content = made(dataset, NOTES, form)
    assert made(dataset, NOTES, form) == content
    assert b"note.csl" not in content
    if form in documents.READ:
        found = verifying.verified(dataset, verifying.footnotes(content, form))
        assert {one.state for one in found} == {verifying.UNCHANGED}


def test_a_title_that_looks_like_markup_is_cited_as_text(folders: tuple[Path, Path]) -> None:
    small.change(
        folders[0], "sources", "smith-2020", title="<b>A</b> [x](http://intruder.test) $y$"
    )
    html = made(small.loaded(folders), NOTES, "html").decode()
    assert "<b>A</b>" not in html
    assert 'href="http://intruder.test"' not in html


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (
            "no style",
            "mine.csl is no citation style: it is no XML (syntax error: line 1, column 0)",
        ),
        ("<html></html>", "mine.csl is no citation style: it has no <style> of CSL"),
        (f"<style {CSL}></style>", "mine.csl says nothing of how to cite"),
        (
            f'<style {CSL}><info><link rel="independent-parent" href="http://x.test/apa"/></info>'
            "</style>",
            "mine.csl says nothing of how to cite: it follows http://x.test/apa; use that one",
        ),
        ("x" * 2_000_001, "mine.csl is larger than any citation style"),
    ],
)
def test_a_file_that_is_no_style_says_why(tmp_path: Path, content: str, why: str) -> None:
    path = tmp_path / "mine.csl"
    path.write_text(content)
    with pytest.raises(StyleError) as raised:
        styles.read(path)
    assert str(raised.value) == why


def test_a_style_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(StyleError, match=r"none\.csl can't be read: No such file"):
        styles.read(tmp_path / "none.csl")


def test_a_style_that_pandoc_does_not_understand_says_so(dataset: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "odd.csl"
    path.write_text(
        f'<style {CSL} class="note"><citation><layout><what/></layout></citation></style>'
    )
    with pytest.raises(documents.DocumentError, match="pandoc could not"):
        made(dataset, path)
