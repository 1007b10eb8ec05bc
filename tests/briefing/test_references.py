import json
import re

import pytest

from casebook.briefing import references
from casebook.tables.dataset import Dataset

BOTH = ("herald-2021-strike", "smith-2020")


def test_an_article_has_its_author_title_outlet_and_date_and_what_is_inferred(
    dataset: Dataset,
) -> None:
    untitled, smith = json.loads(references.made(dataset, BOTH, "csl.json"))
    assert smith == {
        "id": "smith-2020",
        "type": "article-newspaper",
        "title": "A headline",
        "author": [{"family": "Smith", "given": "Jo"}],
        "container-title": "Daily Paper",
        "issued": {"date-parts": [[2020, 5, 6]]},
    }
    assert untitled["issued"] == {"date-parts": [[2021]]}
    assert untitled["note"] == "Date inferred."
    assert "author" not in untitled


def test_a_reference_manager_reads_the_same_from_ris_and_bibtex(dataset: Dataset) -> None:
    ris = references.made(dataset, BOTH, "ris").decode()
    assert ris.count("ER  - \n") == 2
    for line in ("AU  - Smith, Jo", "TI  - A headline", "T2  - Daily Paper", "DA  - 2020/05/06/"):
        assert f"{line}\n" in ris
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in ris.split("\n") if line)
    bibtex = references.made(dataset, BOTH, "bib").decode()
    assert re.findall(r"^@\w+\{(.+),$", bibtex, re.MULTILINE) == [*BOTH]
    assert "author = {Smith, Jo}" in bibtex


@pytest.mark.parametrize("form", references.FORMS)
def test_every_article_of_the_casebook_has_a_reference(real: Dataset, form: str) -> None:
    content = references.made(real, real.sources.index, form).decode()
    for source_id in real.sources.index:
        assert source_id in content
