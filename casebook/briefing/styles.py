"""Citation styles as files in the Citation Style Language, as reference managers have them."""

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

MOST_BYTES = 2_000_000
_CSL = "{http://purl.org/net/xbiblio/csl}"


class StyleError(Exception):
    """A file that is no style that can be used, and why."""


@dataclass(frozen=True)
class Style:
    """A style; `lists_works` says that it has a form for the list at the end, `in_notes` that it
    cites in footnotes and not in the text.
    """

    path: Path
    lists_works: bool
    in_notes: bool


def read(path: Path) -> Style:
    """The style in a file. Raises StyleError.

    A style that only names another one, as those of many journals do, can't be used: pandoc would
    have to fetch that from the network.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise StyleError(f"{path.name} is larger than any citation style")
        root = ElementTree.parse(path).getroot()
    except OSError as error:
        raise StyleError(f"{path.name} can't be read: {error.strerror}") from error
    except ElementTree.ParseError as error:
        raise StyleError(f"{path.name} is no citation style: it is no XML ({error})") from error
    if root.tag != f"{_CSL}style":
        raise StyleError(f"{path.name} is no citation style: it has no <style> of CSL")
    if root.find(f"{_CSL}citation") is None:
        parents = [
            link.get("href", "")
            for link in root.iter(f"{_CSL}link")
            if link.get("rel") == "independent-parent"
        ]
        follows = f": it follows {parents[0]}; use that one" if parents else ""
        raise StyleError(f"{path.name} says nothing of how to cite{follows}")
    lists_works = root.find(f"{_CSL}bibliography") is not None
    return Style(path, lists_works, root.get("class") == "note")
