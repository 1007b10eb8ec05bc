"""Names that are no names, and what is read out of pictures."""

from xml.etree import ElementTree

HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "double quotes": 'say "Reds" or "Blues"',
    "single quotes": "the Reds' 'own'",
    "backslashes": "C:\\new\\table\\u0041",
    "the end of a text": "</text></svg>",
    "a template": "${x} {{y}} #{z}",
    "a name that objects have": "__proto__",
    "a line separator": "one\u2028two",
    "an entity": "&lt;b&gt; & co",
    "right to left": "\u202eحركة طالبان\u202c",
    "a face": "😀 faces",
    "fifty faces": "😀" * 50,
    "a name that functions have": "constructor",
}


def lines(picture: ElementTree.Element) -> list[str]:
    """Every line of text in a picture."""
    return [element.text for element in picture.iter() if element.text]


def squeezed(*texts: str) -> str:
    """Texts in one, without spaces: lines break where there is room."""
    return "".join("".join(texts).split())
