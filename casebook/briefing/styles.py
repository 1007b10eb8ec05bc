"""Citation styles as files in the Citation Style Language, as reference managers have them."""

from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

MOST_BYTES = 2_000_000
_CSL = "{http://purl.org/net/xbiblio/csl}"


class StyleError(Exception):
    """A file that is no style that can be used, and why."""


@dataclass(frozen=True)
class Style:
    """A style; `lists_works` says that it has a form for the list at the end, `in_notes` that it
    cites in footnotes and not in the text. `content` is its file.
    """

    content: bytes = field(repr=False)
    lists_works: bool
    in_notes: bool


def read(path: Path) -> Style:
    """The style in a file. Raises StyleError."""
    try:
        with path.open("rb") as file:
            return parsed(path.name, file.read(MOST_BYTES + 1))
    except OSError as error:
        raise StyleError(f"{path.name} can't be read: {error.strerror}") from error


def parsed(name: str, content: bytes) -> Style:
    """The style in the content of a file of this name. Raises StyleError.

    A style that only names another one, as those of many journals do, can't be used: pandoc would
    have to fetch that from the network.
    """
    if len(content) > MOST_BYTES:
        raise StyleError(f"{name} is larger than any citation style")
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise StyleError(f"{name} is no citation style: it is no XML ({error})") from error
    if root.tag != f"{_CSL}style":
        raise StyleError(f"{name} is no citation style: it has no <style> of CSL")
    if root.find(f"{_CSL}citation") is None:
        parents = [
            link.get("href", "")
            for link in root.iter(f"{_CSL}link")
            if link.get("rel") == "independent-parent"
        ]
        follows = f": it follows {parents[0]}; use that one" if parents else ""
        raise StyleError(f"{name} says nothing of how to cite{follows}")
    lists_works = root.find(f"{_CSL}bibliography") is not None
    return Style(content, lists_works, root.get("class") == "note")
