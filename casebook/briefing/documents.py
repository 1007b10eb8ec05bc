"""The forms of a briefing, made of its tree by pandoc, and PDF of that by Typst.

pandoc reads and writes no file (`--sandbox`) and has a time limit.
"""

import json
import subprocess
from pathlib import Path
from typing import Any, Literal

import pypandoc
import typst

from casebook.briefing import forms, page
from casebook.briefing.styles import Style

FORMS = {"docx": "docx", "md": "gfm", "html": "html5", "pdf": "typst"}
RECORD = "record"  # under this name a tree has what its HTML carries, which pandoc never sees
READ = {"docx": "docx", "md": "gfm", "html": "html"}
PAPERS = {"a4": "a4", "letter": "us-letter"}  # as Typst calls them
LONGEST = 120  # seconds
_KEPT = ("title", "date", "lang", "version")
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
    content, files = _written(tree, form, paper)
    if form == "html":
        return page.made(content, tree.get(RECORD, {}))
    if form != "pdf":
        return content
    return _typeset({**files, "main.typ": content}, "pdf")


def pictures(tree: dict[str, Any], paper: str = "a4") -> list[bytes]:
    """The pages of the PDF as PNG. Raises DocumentError."""
    content, files = _written(tree, "pdf", paper)
    found = _typeset({**files, "main.typ": content}, "png")
    return found if isinstance(found, list) else [found]


def _written(tree: dict[str, Any], form: str, paper: str) -> tuple[bytes, dict[str, bytes]]:
    """What pandoc makes of the tree, and the files that this names."""
    shown, files = forms.fitted({name: tree[name] for name in tree if name != RECORD}, form)
    looks = {
        "html": [f"--template={page.TEMPLATE}"],
        "docx": [f"--reference-doc={reference(paper)}"],
        "pdf": [f"--template={_HERE / 'template.typ'}", f"--variable=paper:{PAPERS[paper]}"],
    }
    return _run(json.dumps(shown).encode(), "json", FORMS[form], *looks.get(form, [])), files


def _typeset(source: Any, form: Literal["pdf", "png"]) -> Any:
    """What Typst makes of files by their names, of which its types do not tell."""
    try:
        return typst.compile(source, format=form, timestamp=_EPOCH)
    except (RuntimeError, typst.TypstError) as error:
        raise DocumentError(f"Typst could not make the PDF: {_first_line(str(error))}") from error


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
    options = ["--citeproc", f"--csl={style.path}"]
    found: dict[str, Any] = json.loads(_run(json.dumps(tree).encode(), "json", "json", *options))
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
