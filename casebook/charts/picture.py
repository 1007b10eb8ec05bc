"""Charts as files, drawn offline by Altair's own renderer."""

import json
import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, Literal

import altair as alt

from casebook.charts.encodings import no_word

LONGEST = 30.0  # seconds
AT_ONCE = 2
WIDTH = 720
_LETTER_WIDTH = 6
Form = Literal["svg", "png"]
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PACKAGE = Path(__file__).parents[2]
_places = BoundedSemaphore(AT_ONCE)


class NotDrawnError(Exception):
    """The renderer ended or took too long; the message is a sentence for whoever waits for it."""


def picture(chart: alt.LayerChart, form: Form, subtitle: list[str], width: int = WIDTH) -> bytes:
    """The chart as a file of its own, with a title that says what is counted and from what data.

    Drawn without a browser or network, at most AT_ONCE at a time. The subtitle may hold what a
    reader searched for. Raises NotDrawnError.
    """
    return drawn(specification(chart, subtitle, width), form)


def specification(chart: alt.LayerChart, subtitle: list[str], width: int = WIDTH) -> dict[str, Any]:
    """What `drawn` makes a picture of: the chart with its title, every text cleaned."""
    title = alt.TitleParams(
        text=chart.title,
        subtitle=[
            no_word(part)
            for line in subtitle
            for part in textwrap.wrap(cleaned(line), width // _LETTER_WIDTH)
        ],
        anchor="start",
        fontSize=16,
        subtitleFontSize=11,
        offset=12,
    )
    whole = chart.properties(title=title, width=width, padding=16, background="#ffffff")
    whole = whole.configure(font="sans-serif").configure_view(stroke=None)
    return cleaned(whole.to_dict())


def cleaned(value: Any) -> Any:
    """The value with a mark in place of every character that a picture, as XML, can't hold."""
    if isinstance(value, str):
        return _NOT_XML.sub("\ufffd", value)
    if isinstance(value, dict):
        return {cleaned(key): cleaned(held) for key, held in value.items()}
    if isinstance(value, list):
        return [cleaned(held) for held in value]
    return value


def drawn(spec: dict[str, Any], form: Form) -> bytes:
    """The picture of a specification. Raises NotDrawnError."""
    command = [sys.executable, "-m", "casebook.charts.renderer", form]
    content = json.dumps(spec).encode()
    with _places:
        try:
            run = subprocess.run(
                command,
                input=content,
                capture_output=True,
                timeout=LONGEST,
                check=True,
                env=os.environ | {"PYTHONPATH": str(_PACKAGE)},
            )
        except subprocess.TimeoutExpired:
            raise NotDrawnError(f"The picture took more than {LONGEST:.0f} seconds.") from None
        except subprocess.CalledProcessError as error:
            told = error.stderr.decode(errors="replace").strip().splitlines()
            reason = told[-1] if told else f"it ended with code {error.returncode}"
            raise NotDrawnError(f"The picture could not be drawn: {reason}") from None
    return run.stdout
