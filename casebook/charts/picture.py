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
_LETTER_WIDTH = 6
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PACKAGE = Path(__file__).parents[2]
_places = BoundedSemaphore(AT_ONCE)


class NotDrawnError(Exception):
    """The renderer ended or took too long; the message is a sentence for whoever waits for it."""


def picture(
    chart: alt.LayerChart, form: Literal["svg", "png"], subtitle: list[str], width: int = 720
) -> bytes:
    """The chart as a file of its own, with a title that says what is counted and from what data.

    Drawn without a browser or network, at most AT_ONCE at a time. The subtitle may hold what a
    reader searched for. Raises NotDrawnError.
    """
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
    return _rendered(cleaned(whole.to_dict()), form)


def cleaned(value: Any) -> Any:
    """The value with a mark in place of every character that a picture, as XML, can't hold."""
    if isinstance(value, str):
        return _NOT_XML.sub("\ufffd", value)
    if isinstance(value, dict):
        return {cleaned(key): cleaned(held) for key, held in value.items()}
    if isinstance(value, list):
        return [cleaned(held) for held in value]
    return value


def _rendered(spec: dict[str, Any], form: str) -> bytes:
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
