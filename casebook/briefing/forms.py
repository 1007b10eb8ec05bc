"""What a briefing's tree has to be turned into before pandoc writes it in one of its forms."""

from casebook.briefing import drawing
from casebook.briefing.drawing import Files
from casebook.briefing.nodes import Node

# Typst lays a list out whole, and anew for every footnote in it that does not fit its page: a list
# of each statement alone looks the same, and makes a long document three times as fast.
_BETWEEN = {"t": "RawBlock", "c": ["typst", "#v(0.95em, weak: true)"]}


def fitted(tree: Node, form: str) -> tuple[Node, Files]:
    """The tree as pandoc gets it for one form, and the files that it names then."""
    files: Files = {}
    blocks: list[Node] = []
    for block in tree["blocks"]:
        if drawing.is_chart(block):
            blocks += drawing.shown(block, form, files)
        elif form == "md":
            blocks += _undivided(block)
        elif form == "pdf":
            blocks += _apart(block)
        else:
            blocks.append(block)
    return {**tree, "blocks": blocks}, files


def _undivided(block: Node) -> list[Node]:
    """The block without divisions, which Markdown can only write as HTML."""
    if block["t"] != "Div":
        return [block]
    return [part for one in block["c"][1] for part in _undivided(one)]


def _apart(block: Node) -> list[Node]:
    """A list as lists of one item each."""
    if block["t"] != "BulletList":
        return [block]
    lists = [{"t": "BulletList", "c": [item]} for item in block["c"]]
    return [part for one in lists for part in (_BETWEEN, one)][1:]
