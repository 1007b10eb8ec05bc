"""Makes `casebook/briefing/reference-*.docx`, the styles of Word documents, out of pandoc's own.

Run it as `python -m tests.briefing.make_reference` where pandoc or what stands here has changed.
"""

import io
import re
import subprocess
import zipfile
from collections.abc import Callable

import pypandoc

from casebook.briefing import documents

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{_RELATION}"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SMALL = '<w:rPr><w:color w:val="595959"/><w:sz w:val="18"/></w:rPr>'
_SPACING = re.compile(r"<w:spacing [^>]*/>")
_CELL_LETTERS = '<w:rPr><w:sz w:val="18" /><w:szCs w:val="18" /></w:rPr>'
_CAPTION_LETTERS = '<w:sz w:val="19" /><w:szCs w:val="19" />'
_DATE_COLOUR = ('<w:sz w:val="24" />', '<w:color w:val="595959" /><w:sz w:val="22" />')
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
_PAPERS = {"a4": (11906, 16838), "letter": (12240, 15840)}  # twentieths of a point
_JUDGEMENT = """<w:style w:type="paragraph" w:customStyle="1" w:styleId="KeyJudgement">
    <w:name w:val="Key Judgement" /><w:basedOn w:val="BodyText" /><w:qFormat />
    <w:pPr><w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="1D4F84" /></w:pBdr>
    <w:shd w:val="clear" w:color="auto" w:fill="F2F4F7" /><w:ind w:left="200" /></w:pPr>
  </w:style>"""
_SPACES = {"BodyText": (60, 120), "Compact": (30, 30)}  # before and after, twentieths of a point
_FONTS = {"Aptos Display": "Calibri", "Aptos": "Cambria"}
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
    """Serif text of 11 points, small footnotes and tables, a title at the left, plain captions."""
    text = re.sub(
        r'(<w:docDefaults>.*?<w:sz w:val=")24(" />\s*<w:szCs w:val=")24',
        r"\g<1>22\g<2>22",
        text,
        flags=re.DOTALL,
    )
    text = text.replace(_FOOTNOTE, f"{_FOOTNOTE}{_NOTE_PARAGRAPH}")
    for style, size in _SIZES.items():
        text = _changed(text, style, lambda found, size=size: _sized(found, size))
    for style, (before, after) in _SPACES.items():
        space = f'<w:spacing w:before="{before}" w:after="{after}" />'
        text = _changed(text, style, lambda found, to=space: re.sub(_SPACING, to, found))
    text = _changed(
        text, "Compact", lambda found: found.replace("</w:pPr>", f"</w:pPr>{_CELL_LETTERS}")
    )
    text = _changed(text, "Caption", lambda found: found.replace("<w:i />", _CAPTION_LETTERS))
    text = _changed(text, "Date", lambda found: found.replace(*_DATE_COLOUR))
    whole_rows = "<w:trPr><w:cantSplit /></w:trPr>"
    text = _changed(
        text, "Table", lambda found: found.replace("</w:tblPr>", f"</w:tblPr>{whole_rows}")
    )
    return text.replace("</w:styles>", f"{_JUDGEMENT}</w:styles>")


def _changed(text: str, style: str, change: Callable[[str], str]) -> str:
    of_style = re.compile(rf'<w:style [^>]*w:styleId="{style}">.*?</w:style>', re.DOTALL)
    changed = of_style.sub(lambda found: change(found.group()), text)
    if changed == text:
        raise ValueError(f"pandoc's own styles have no {style} to be changed")
    return changed


def _sized(style: str, size: int) -> str:
    style = re.sub(r'<w:(sz|szCs) w:val="\d+" />', rf'<w:\1 w:val="{size}" />', style)
    return style.replace('<w:jc w:val="center" />', "")


def made(paper: str) -> bytes:
    """The file: with the title on top and the page at the bottom of each page."""
    width, height = _PAPERS[paper]
    command = [pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.docx"]
    default = subprocess.run(command, capture_output=True, check=True).stdout
    with zipfile.ZipFile(io.BytesIO(default)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts["word/styles.xml"] = _styles(parts["word/styles.xml"])
    parts["word/theme/theme1.xml"] = re.sub(
        r'<a:latin typeface="(Aptos[^"]*)"',
        lambda found: f'<a:latin typeface="{_FONTS[found[1]]}"',
        parts["word/theme/theme1.xml"],
    )
    version = _words(" · data version ") + _field("DOCPROPERTY version")
    parts["word/header1.xml"] = _part("hdr", _field("TITLE") + version, "left")
    page = _words("Casebook · page ") + _field("PAGE") + _words(" of ") + _field("NUMPAGES")
    parts["word/footer1.xml"] = _part("ftr", page, "right")
    parts["word/document.xml"] = re.sub(
        r"<w:sectPr>.*?</w:sectPr>",
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/>'
        '<w:footerReference w:type="default" r:id="rIdFooter"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"/>'
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
    for paper in _PAPERS:
        documents.reference(paper).write_bytes(made(paper))
