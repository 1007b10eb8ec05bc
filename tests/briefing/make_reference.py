"""Makes `casebook/briefing/reference.docx`, the styles of Word documents, out of pandoc's own.

Run it as `python -m tests.briefing.make_reference` where pandoc or what stands here has changed.
"""

import io
import re
import subprocess
import zipfile
from pathlib import Path

import pypandoc

from casebook.briefing import documents

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{_RELATION}"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SMALL = '<w:rPr><w:color w:val="595959"/><w:sz w:val="18"/></w:rPr>'
_WHEN = (1980, 1, 1, 0, 0, 0)
_FOOTNOTE = """<w:name w:val="Footnote Text" />
    <w:basedOn w:val="Normal" />
    <w:next w:val="FootnoteText" />
    <w:uiPriority w:val="9" />
    <w:unhideWhenUsed />
    <w:qFormat />"""
_NOTE_PARAGRAPH = (
    '<w:pPr><w:spacing w:before="0" w:after="60" /></w:pPr>'
    '<w:rPr><w:sz w:val="17" /><w:szCs w:val="17" /></w:rPr>'
)
_SIZES = {  # style: half points
    "Title": 40,
    "TitleChar": 40,
    "Heading1": 32,
    "Heading1Char": 32,
    "Heading2": 26,
    "Heading2Char": 26,
}


def _field(instruction: str) -> str:
    """A field that Word fills in, such as the title of the document or the page."""
    return (
        f'<w:r>{_SMALL}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{_SMALL}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r>{_SMALL}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def _words(text: str) -> str:
    return f'<w:r>{_SMALL}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _part(kind: str, content: str, side: str) -> str:
    paragraph = f'<w:p><w:pPr><w:jc w:val="{side}"/></w:pPr>{content}</w:p>'
    return f"{_HEAD}<w:{kind} {_NAMES}>{paragraph}</w:{kind}>"


def _styles(text: str) -> str:
    """Text of 11 points, small footnotes, a title at the left, headings that do not shout."""
    text = re.sub(
        r'(<w:docDefaults>.*?<w:sz w:val=")24(" />\s*<w:szCs w:val=")24',
        r"\g<1>22\g<2>22",
        text,
        flags=re.DOTALL,
    )
    text = text.replace(_FOOTNOTE, f"{_FOOTNOTE}{_NOTE_PARAGRAPH}")
    for style, size in _SIZES.items():
        of_style = re.compile(rf'<w:style [^>]*w:styleId="{style}">.*?</w:style>', re.DOTALL)
        text = of_style.sub(lambda found, size=size: _sized(found.group(), size), text)
    return text


def _sized(style: str, size: int) -> str:
    style = re.sub(r'<w:(sz|szCs) w:val="\d+" />', rf'<w:\1 w:val="{size}" />', style)
    return style.replace('<w:jc w:val="center" />', "")


def made() -> bytes:
    """The file: A4, with the title on top and the page at the bottom of each page."""
    command = [pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.docx"]
    default = subprocess.run(command, capture_output=True, check=True).stdout
    with zipfile.ZipFile(io.BytesIO(default)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts["word/styles.xml"] = _styles(parts["word/styles.xml"])
    parts["word/header1.xml"] = _part("hdr", _field("TITLE"), "left")
    page = _words("Casebook · page ") + _field("PAGE") + _words(" of ") + _field("NUMPAGES")
    parts["word/footer1.xml"] = _part("ftr", page, "right")
    parts["word/document.xml"] = re.sub(
        r"<w:sectPr>.*?</w:sectPr>",
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/>'
        '<w:footerReference w:type="default" r:id="rIdFooter"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" '
        'w:footer="709" w:gutter="0"/></w:sectPr>',
        parts["word/document.xml"],
        flags=re.DOTALL,
    )
    for part, kind in (("header", "Header"), ("footer", "Footer")):
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            "</Types>",
            f'<Override PartName="/word/{part}1.xml" ContentType="{_WORD}.{part}+xml"/></Types>',
        )
        parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
            "</Relationships>",
            f'<Relationship Type="{_RELATION}/{part}" Id="rId{kind}" Target="{part}1.xml"/>'
            "</Relationships>",
        )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _WHEN), text.encode(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


if __name__ == "__main__":
    Path(documents.REFERENCE).write_bytes(made())
