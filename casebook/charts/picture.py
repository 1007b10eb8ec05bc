"""Charts as files, drawn offline by Altair's own renderer."""

import re
import textwrap
from typing import Literal

import altair as alt
import vl_convert

_LETTER_WIDTH = 6
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def picture(
    chart: alt.LayerChart, form: Literal["svg", "png"], subtitle: list[str], width: int = 720
) -> bytes:
    """The chart as a file of its own, with a title that says what is counted and from what data.

    Drawn by Altair's own renderer without a browser or network. The subtitle holds what a reader
    searched for; characters that XML can't hold would end the renderer, and the server with it.
    """
    title = alt.TitleParams(
        text=chart.title,
        subtitle=[
            # Vega-Lite looks up a bare word such as `constructor`, and ends where it finds it.
            f"{part} " if part.isidentifier() else part
            for line in subtitle
            for part in textwrap.wrap(_NOT_XML.sub("\ufffd", line), width // _LETTER_WIDTH)
        ],
        anchor="start",
        fontSize=16,
        subtitleFontSize=11,
        offset=12,
    )
    whole = chart.properties(title=title, width=width, padding=16, background="#ffffff")
    whole = whole.configure(font="sans-serif").configure_view(stroke=None)
    spec = whole.to_dict()
    if form == "svg":
        return vl_convert.vegalite_to_svg(spec).encode()
    return vl_convert.vegalite_to_png(spec, scale=2)
