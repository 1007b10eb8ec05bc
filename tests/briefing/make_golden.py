"""Makes `tests/briefing/golden/`: a briefing of the small casebook as Markdown and HTML.

Run it as `python -m tests.briefing.make_golden` where the documents were meant to change, and read
what `git diff tests/briefing/golden` shows. Style and script of the HTML are left out, since they
stand in files of their own, and a drawing is replaced, since its letters depend on the fonts of the
machine.
"""

import re
import tempfile
from pathlib import Path
from unittest import mock

from casebook.analysis.selection import Selection
from casebook.briefing import contents, documents, tree
from casebook.briefing.draft import Draft, Item
from casebook.charts import picture
from tests import small

FOLDER = Path(__file__).with_name("golden")
FORMS = ("md", "html")
_DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>'
_OWN_FILES = re.compile(r"(?<=<style>).*?(?=</style>)|(?<=<script>).*?(?=</script>)", re.DOTALL)
_DIGEST = re.compile(r"'sha256-[^']+'")
WRITTEN = Draft(
    "How strong are the Reds?",
    "1 May 2021",
    "The Reds remain able to strike [@herald-2021-strike-004]; their strength is uncertain "
    "[@smith-2020-004].",
    (
        Item("heading", "The attack in Kabul"),
        Item("claim", "smith-2020-001"),
        Item("claim", "smith-2020-003"),
        Item("figures", "2020-05-05-kabul-attack"),
        Item("heading", "Over the years"),
        Item("paragraph", "Most of what is known is of *one* year <of two>."),
        Item("chart", "year", "group=Reds"),
        Item("claim", "smith-2020-004"),
        Item("chart", "timeline", "group=Reds"),
        Item("chart", "moon"),
    ),
    "Both articles were read in full.",
)


def made(form: str) -> str:
    """The briefing in one of FORMS."""
    with tempfile.TemporaryDirectory() as folder:
        folders = small.write(Path(folder))
        small.relate(
            folders[0], "smith-2020-002", "tension", "smith-2020-004", note="<b>*Other*</b>"
        )
        small.relate(folders[0], "smith-2020-004", "part of", "smith-2020-001", note="Of one year.")
        dataset = small.loaded(folders)
    briefing = contents.of_draft(dataset, WRITTEN, Selection(group=("Reds",)))
    with mock.patch.object(picture, "drawn", return_value=_DRAWING):
        document = tree.document(briefing, dataset, "http://localhost:8501/")
        content = documents.made(document, form).decode()
    return _DIGEST.sub("…", _OWN_FILES.sub("…", content))


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for form in FORMS:
        (FOLDER / f"briefing.{form}").write_text(made(form), encoding="utf-8")
