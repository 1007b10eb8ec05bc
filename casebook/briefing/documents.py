"""The forms of a briefing, made of its tree by pandoc, and PDF of that by Typst.

pandoc reads and writes no file (`--sandbox`) and has a time limit.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

import pypandoc
import typst

from casebook.briefing import drawing

FORMS = {"docx": "docx", "md": "gfm", "html": "html5", "pdf": "typst"}
READ = {"docx": "docx", "md": "gfm", "html": "html"}
PAPERS = {"a4": "a4", "letter": "us-letter"}  # as Typst calls them
LONGEST = 120  # seconds
_HERE = Path(__file__).parent
_EPOCH = 0  # the time that a document says it was made at: the same for the same content


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
    shown, files = drawing.drawn(tree, form)
    looks = {
        "docx": [f"--reference-doc={reference(paper)}"],
        "pdf": [f"--template={_HERE / 'template.typ'}", f"--variable=paper:{PAPERS[paper]}"],
    }
    content = _run(json.dumps(shown).encode(), "json", FORMS[form], *looks.get(form, []))
    if form != "pdf":
        return content
    source: Any = {**files, "main.typ": content}  # which its types do not tell of
    try:
        return bytes(typst.compile(source, format="pdf", timestamp=_EPOCH))
    except (RuntimeError, typst.TypstError) as error:
        raise DocumentError(f"Typst could not make the PDF: {_first_line(str(error))}") from error


def read(content: bytes, form: str) -> dict[str, Any]:
    """The tree of a document in one of READ. Raises DocumentError."""
    found: dict[str, Any] = json.loads(_run(content, READ[form], "json"))
    return found


def converted(content: bytes, reader: str, writer: str) -> bytes:
    """What pandoc makes of content in another form. Raises DocumentError."""
    return _run(content, reader, writer)


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
    try:
        done = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=LONGEST,
            env={"SOURCE_DATE_EPOCH": str(_EPOCH), "LANG": "C.UTF-8"},
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise DocumentError(f"pandoc was stopped after {LONGEST} seconds") from error
    except subprocess.CalledProcessError as error:
        reason = _first_line(error.stderr.decode(errors="replace"))
        raise DocumentError(
            f"pandoc could not {'read' if writer == 'json' else 'make'} the document: {reason}"
        ) from error
    return done.stdout


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0] or "no reason given"
