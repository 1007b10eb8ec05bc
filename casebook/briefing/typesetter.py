"""Typst in a process of its own: `python -m casebook.briefing.typesetter pdf|png < files`.

Files are JSON, base64 by name, among them `main.typ`; so is what comes back, a list: the PDF, or a
picture of each page. What a document makes Typst do can't keep the server busy without end.
"""

import base64
import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import typst

EPOCH = 0  # the time that a document says it was made at: the same for the same content


def packed(files: Mapping[str, bytes]) -> bytes:
    """Files as this process reads them."""
    named = {name: base64.b64encode(content).decode() for name, content in files.items()}
    return json.dumps(named).encode()


def unpacked(written: bytes) -> list[bytes]:
    """What this process wrote."""
    return [base64.b64decode(content) for content in json.loads(written)]


def typeset(files: Any, form: Any) -> Iterable[bytes]:
    """The PDF, or the pages as pictures. Raises RuntimeError or typst.TypstError.

    Typst's types do not tell of files by their names.
    """
    made: Any = typst.compile(files, format=form, timestamp=EPOCH)
    return made if isinstance(made, list) else [made]


if __name__ == "__main__":
    given = json.loads(sys.stdin.buffer.read())
    try:
        pages = typeset({name: base64.b64decode(given[name]) for name in given}, sys.argv[1])
    except (RuntimeError, typst.TypstError) as error:
        sys.exit(str(error))
    json.dump([base64.b64encode(page).decode() for page in pages], sys.stdout)
