"""What a briefing's tree has to be turned into before pandoc writes it in one of its forms."""

from casebook.briefing import drawing, nodes
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
        if form == "md":
            blocks += _as_markdown(block)
        elif drawing.is_chart(block):
            blocks += drawing.shown(block, form, files)
        elif form == "pdf":
            blocks += _apart(block)
        else:
            blocks.append(block)
    return {**tree, "blocks": blocks}, files


def _as_markdown(block: Node) -> list[Node]:
    """The block without divisions, which Markdown has not, and a table's caption above it.

    So a chart is the table of its counts. Markdown is read as text, in an editor or a diff, where
    a picture would be a screenful of letters and no count could be read from it.
    """
    if block["t"] == "Div":
        return [part for one in block["c"][1] for part in _as_markdown(one)]
    if block["t"] != "Table":
        return [block]
    attributes, (short, caption), *rest = block["c"]
    said = [nodes.para(one["c"]) for one in caption]
    return [*said, {"t": "Table", "c": [attributes, [short, []], *rest]}]


def _apart(block: Node) -> list[Node]:
    """A list as lists of one item each."""
    if block["t"] != "BulletList":
        return [block]
    lists = [{"t": "BulletList", "c": [item]} for item in block["c"]]
    return [part for one in lists for part in (_BETWEEN, one)][1:]
