"""The nodes of a pandoc document. Words enter as text, whatever they look like."""

from collections.abc import Iterable, Sequence
from typing import Any

API = [1, 23, 1]
Node = dict[str, Any]
_NO_ATTRIBUTES = ["", [], []]


def text(words: str) -> list[Node]:
    """Words and the spaces between them, those at its ends too."""
    nodes: list[Node] = []
    for place, word in enumerate(words.split(" ")):
        if place:
            nodes.append({"t": "Space"})
        if word:
            nodes.append({"t": "Str", "c": word})
    return nodes


def strong(words: str) -> Node:
    """Words that stand out."""
    return {"t": "Strong", "c": text(words)}


def emphasis(words: str) -> Node:
    """Words in italics."""
    return {"t": "Emph", "c": text(words)}


def link(words: str, target: str) -> Node:
    """A link; `target` is an address of the app, never one that somebody wrote."""
    return {"t": "Link", "c": [_NO_ATTRIBUTES, text(words), [target, ""]]}


def note(inlines: list[Node]) -> Node:
    """A footnote of one paragraph."""
    return {"t": "Note", "c": [para(inlines)]}


def cite(key: str) -> Node:
    """A place where a citation style cites the reference with this key."""
    one = {
        "citationId": key,
        "citationPrefix": [],
        "citationSuffix": [],
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }
    return {"t": "Cite", "c": [[one], text(key)]}


def meta(value: Any) -> Node:
    """A value about the document: words, or lists and mappings of values."""
    if isinstance(value, dict):
        return {"t": "MetaMap", "c": {name: meta(held) for name, held in value.items()}}
    if isinstance(value, list):
        return {"t": "MetaList", "c": [meta(held) for held in value]}
    return {"t": "MetaInlines", "c": text(str(value))}


def works() -> Node:
    """The place in which a citation style lists what is cited."""
    return {"t": "Div", "c": [["refs", [], []], []]}


def header(words: str, level: int = 2) -> Node:
    """A heading."""
    return {"t": "Header", "c": [level, _NO_ATTRIBUTES, text(words)]}


def para(inlines: list[Node]) -> Node:
    """A paragraph."""
    return {"t": "Para", "c": inlines}


def bullets(items: list[list[Node]]) -> Node:
    """A list of items, each of some blocks."""
    return {"t": "BulletList", "c": items}


def div(kind: str, blocks: list[Node], **attributes: str) -> Node:
    """Blocks of one kind together, with what else is to be known of them."""
    return {"t": "Div", "c": [["", [kind], [*map(list, attributes.items())]], blocks]}


def set_off(name: str, style: str, block: Node) -> Node:
    """A block that looks unlike the text around it; `style` is that of Word."""
    return {"t": "Div", "c": [[name, [], [["custom-style", style]]], [block]]}


def image(target: str, alternative: str) -> Node:
    """A picture as wide as the text."""
    attributes = ["", [], [["width", "100%"]]]
    return {"t": "Image", "c": [attributes, text(alternative), [target, ""]]}


def figure(content: Node, caption: list[Node]) -> Node:
    """An inline, with its caption below it."""
    said = [None, [_plain(caption)]]
    return {"t": "Figure", "c": [_NO_ATTRIBUTES, said, [_plain([content])]]}


def table(
    heads: Sequence[str],
    rows: Iterable[Sequence[list[Node]]],
    shares: Sequence[float],
    caption: list[Node],
    *,
    right: Sequence[int] = (),
) -> Node:
    """A table; `shares` are the widths of its columns, `right` those whose cells end at the right.

    A share of 0 leaves the width to the cells.
    """
    columns = [
        [
            {"t": "AlignRight" if place in right else "AlignLeft"},
            {"t": "ColWidth", "c": share} if share else {"t": "ColWidthDefault"},
        ]
        for place, share in enumerate(shares)
    ]
    head = [_NO_ATTRIBUTES, [_row([text(one) for one in heads])]]
    body = [[_NO_ATTRIBUTES, 0, [], [_row(cells) for cells in rows]]]
    foot: list[Any] = [_NO_ATTRIBUTES, []]
    said = [None, [_plain(caption)]]
    return {"t": "Table", "c": [_NO_ATTRIBUTES, said, columns, head, body, foot]}


def _row(cells: Iterable[list[Node]]) -> list[Any]:
    default = {"t": "AlignDefault"}
    return [_NO_ATTRIBUTES, [[_NO_ATTRIBUTES, default, 1, 1, [_plain(cell)]] for cell in cells]]


def _plain(inlines: list[Node]) -> Node:
    return {"t": "Plain", "c": inlines}
