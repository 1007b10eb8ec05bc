"""The forms of a briefing, made of its tree by pandoc, and PDF of that by Typst.

pandoc reads and writes no file (`--sandbox`). It and Typst have a process and a time limit each.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypandoc

from casebook.briefing import forms, page, typesetter
from casebook.briefing.styles import Style

FORMS = {"docx": "docx", "md": "gfm", "html": "html5", "pdf": "typst"}
RECORD = "record"  # under this name a tree has what its HTML carries, which pandoc never sees
READ = {"docx": "docx", "md": "gfm", "html": "html"}
PAPERS = {"a4": "a4", "letter": "us-letter"}  # as Typst calls them
LONGEST = 120  # seconds
_KEPT = ("title", "date", "lang", "version")
_HERE = Path(__file__).parent
_PACKAGE = Path(__file__).parents[2]


class DocumentError(Exception):
    """A document that could not be made, and why."""


def reference(paper: str) -> Path:
    """The file with the styles and the page of Word documents on one of PAPERS."""
    return _HERE / f"reference-{paper}.docx"


def made(tree: dict[str, Any], form: str, paper: str = "a4") -> bytes:
    """The document in one of FORMS; the same bytes for the same tree. Raises DocumentError.

    `paper` is one of PAPERS, for Word and PDF; the others have no pages. A letter that Typst's own
    fonts lack is taken from those of the machine, so there alone PDF of two machines can differ.
    """
    content, files = _written(tree, form, paper)
    if form == "html":
        return page.made(content, tree.get(RECORD, {}))
    if form != "pdf":
        return content
    return _typeset({**files, "main.typ": content}, "pdf")[0]


def pictures(tree: dict[str, Any], paper: str = "a4") -> list[bytes]:
    """The pages of the PDF as PNG. Raises DocumentError."""
    content, files = _written(tree, "pdf", paper)
    return _typeset({**files, "main.typ": content}, "png")


def _written(tree: dict[str, Any], form: str, paper: str) -> tuple[bytes, dict[str, bytes]]:
    """What pandoc makes of the tree, and the files that this names."""
    shown, files = forms.fitted({name: tree[name] for name in tree if name != RECORD}, form)
    looks = {
        "html": [f"--template={page.TEMPLATE}"],
        "docx": [f"--reference-doc={reference(paper)}"],
        "pdf": [f"--template={_HERE / 'template.typ'}", f"--variable=paper:{PAPERS[paper]}"],
    }
    return _run(json.dumps(shown).encode(), "json", FORMS[form], *looks.get(form, [])), files


def _typeset(files: dict[str, bytes], form: str) -> list[bytes]:
    """What Typst makes of files by their names: the PDF, or a picture of each page."""
    command = [sys.executable, "-m", "casebook.briefing.typesetter", form]
    environment = os.environ | {"PYTHONPATH": str(_PACKAGE)}
    return typesetter.unpacked(
        _done(command, typesetter.packed(files), environment, "Typst", "make the PDF")
    )


def read(content: bytes, form: str) -> dict[str, Any]:
    """The tree of a document in one of READ. Raises DocumentError."""
    found: dict[str, Any] = json.loads(_run(content, READ[form], "json"))
    return found


def converted(content: bytes, reader: str, writer: str) -> bytes:
    """What pandoc makes of content in another form. Raises DocumentError."""
    return _run(content, reader, writer)


def cited(tree: dict[str, Any], style: Style) -> dict[str, Any]:
    """The tree with its articles cited in a style of CSL. Raises DocumentError.

    What the citations are made of is not kept: forms would print it, with the name of the file.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "style.csl"
        path.write_bytes(style.content)
        options = ["--citeproc", f"--csl={path}"]
        content = _run(json.dumps(tree).encode(), "json", "json", *options)
    found: dict[str, Any] = json.loads(content)
    meta = {name: held for name, held in found["meta"].items() if name in _KEPT}
    return {**found, "meta": meta, "blocks": _settled(found["blocks"], bare=style.in_notes)}


def _settled(value: Any, *, bare: bool) -> Any:
    """The same with the words of each citation in its place, so that no form cites it anew.

    In a footnote beside other words pandoc puts a citation into parentheses, which styles that
    cite in notes do not want: `bare` is without.
    """
    if isinstance(value, dict):
        return {name: _settled(held, bare=bare) for name, held in value.items()}
    if not isinstance(value, list):
        return value
    settled: list[Any] = []
    for one in value:
        is_citation = isinstance(one, dict) and one.get("t") == "Cite"
        if is_citation:
            words = one["c"][1]
            settled += _without_parentheses(words) if bare else words
        else:
            settled.append(_settled(one, bare=bare))
    return settled


def _without_parentheses(words: list[dict[str, Any]]) -> list[dict[str, Any]]:
    first, last = (words[at].get("c") if words else "" for at in (0, -1))
    if not (isinstance(first, str) and isinstance(last, str)):
        return words
    if not (first.startswith("(") and last.endswith(")")):
        return words
    opened = [{"t": "Str", "c": first[1:]}, *words[1:]]
    return [*opened[:-1], {"t": "Str", "c": opened[-1]["c"][:-1]}]


def _run(content: bytes, reader: str, writer: str, *options: str) -> bytes:
    command = [
        pypandoc.get_pandoc_path(),
        "--sandbox",
        "--standalone",
        "--wrap=none",
        f"--from={reader}",
        f"--to={writer}",
        "--output=-",
        *options,
    ]
    environment = {"SOURCE_DATE_EPOCH": str(typesetter.EPOCH), "LANG": "C.UTF-8"}
    does = f"{'read' if writer == 'json' else 'make'} the document"
    return _done(command, content, environment, "pandoc", does)


def _done(
    command: list[str], content: bytes, environment: dict[str, str], name: str, does: str
) -> bytes:
    """What a program answers; `name` and what it `does` are the words of its DocumentError."""
    try:
        done = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=LONGEST,
            env=environment,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise DocumentError(f"{name} was stopped after {LONGEST} seconds") from error
    except subprocess.CalledProcessError as error:
        reason = _first_line(error.stderr.decode(errors="replace"))
        raise DocumentError(f"{name} could not {does}: {reason}") from error
    return done.stdout


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0] or "no reason given"
