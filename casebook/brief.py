"""The command `brief`: a briefing is written to a file, or one made earlier is looked through."""

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

from casebook import words
from casebook.analysis.selection import Selection
from casebook.briefing import (
    contents,
    documents,
    draft,
    draft_check,
    draft_report,
    proof,
    styles,
    tree,
    verifying,
)
from casebook.briefing.changes import changes
from casebook.briefing.contents import Briefing
from casebook.briefing.draft import Draft, DraftError
from casebook.tables.dataset import Dataset
from casebook.words import number

_PACK, _DRAFT = "zip", "json"
FORMS = (*documents.FORMS, _PACK)


def can_write(path: Path) -> bool:
    """Whether the name of a file ends with a form of a briefing; says so where it does not."""
    return _ends_with(path, FORMS, "--out")


def draft_of(path: Path) -> Draft | None:
    """The draft that a file holds; None, and why, where it holds none."""
    try:
        return draft.from_json(path.read_bytes())
    except (DraftError, OSError) as error:
        print(f"{path}: {error}", file=sys.stderr)
        return None


def drafted(dataset: Dataset, written: Draft, title: str) -> Briefing:
    """The briefing of a draft, under the selection that it was saved with."""
    chosen = Selection.from_params(parse_qs(written.query)).known(dataset)
    briefing = contents.of_draft(dataset, replace(written, title=title or written.title), chosen)
    for claim_id in briefing.gone:
        print(f"{claim_id}: left out, for it is withdrawn", file=sys.stderr)
    return briefing


def write(
    dataset: Dataset,
    briefing: Briefing,
    path: Path,
    address: str,
    *,
    paper: str = "a4",
    style: str | None = None,
) -> int:
    """Write the briefing in the form that the file's name ends with; `style` names a CSL file."""
    form = _form(path)
    try:
        cited = styles.read(Path(style)) if style else None
    except styles.StyleError as error:
        print(f"--style: {error}", file=sys.stderr)
        return 2
    try:
        if form == _PACK:
            content = proof.pack(briefing, dataset, address, paper, cited)
        else:
            content = documents.made(tree.document(briefing, dataset, address, cited), form, paper)
        path.write_bytes(content)
    except (documents.DocumentError, OSError) as error:
        print(f"{path}: {error}", file=sys.stderr)
        return 1
    statements = sum(len(section.statements) for section in briefing.sections)
    print(f"{path}: {number(statements, 'statement')}, data version {dataset.version}")
    return 0


def check(dataset: Dataset, name: str) -> int:
    """Print the claims nearest to each sentence of a draft; 2 if any has none or other numbers."""
    try:
        text = draft_report.text_of(name)
        sentences = draft_check.checked(dataset, text)
    except (draft_check.CheckError, OSError) as error:
        print(f"{name}: {error}", file=sys.stderr)
        return 1
    for line in draft_report.lines(dataset, text, sentences):
        print(line)
    print(f"{draft_report.summary(sentences)}; data version {dataset.version}")
    return 2 if any(one.verdict for one in sentences) else 0


def verify(dataset: Dataset, path: Path) -> int:
    """Say of each footnote or claim of a file what became of it; 2 if any is not unchanged."""
    if not _ends_with(path, (*documents.READ, _DRAFT), "--verify"):
        return 2
    return (_verify_draft if _form(path) == _DRAFT else _verify_document)(dataset, path)


def _verify_draft(dataset: Dataset, path: Path) -> int:
    written = draft_of(path)
    if written is None:
        return 1
    found = changes(dataset, written)
    for one in found:
        print(one)
    claims = written.claims()
    held = len(claims) - len({one.claim_id for one in found} & {*claims})
    print(
        f"{held:,} of {number(len(claims), 'claim')} unchanged, as far as can be told; "
        f"saved with data version {written.version or 'unknown'}, now {dataset.version}"
    )
    return 2 if found else 0


def _verify_document(dataset: Dataset, path: Path) -> int:
    try:
        notes = verifying.footnotes(path.read_bytes(), _form(path))
    except (documents.DocumentError, OSError) as error:
        print(f"{path}: {error}", file=sys.stderr)
        return 1
    if not notes:
        print(f"{path}: no footnote of it leads to a claim", file=sys.stderr)
        return 2
    found = verifying.verified(dataset, notes)
    for one in found:
        if one.state != verifying.UNCHANGED:
            print(f"note {one.note.number}: {one.note.claim_id}: {one.state}: {one.now}")
    held = sum(one.state == verifying.UNCHANGED for one in found)
    versions = words.listed(sorted({note.version or "unknown" for note in notes}))
    print(
        f"{held:,} of {number(len(found), 'footnote')} unchanged; "
        f"made from data version {versions}, now {dataset.version}"
    )
    return 0 if held == len(found) else 2


def _form(path: Path) -> str:
    return path.suffix.lower().removeprefix(".")


def _ends_with(path: Path, forms: Iterable[str], option: str) -> bool:
    known = [*forms]
    if _form(path) in known:
        return True
    endings = words.listed((f".{form}" for form in known), "or")
    print(f"{option}: {path.name!r} must end with {endings}", file=sys.stderr)
    return False
