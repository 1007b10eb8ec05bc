"""A briefing as one HTML file that carries the articles it rests on, and asks for nothing.

pandoc writes the text; the record goes in as JSON, beside a script that opens the article of a
footnote. Its policy lets no other script run and no request leave.
"""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
TEMPLATE = _HERE / "page.html"
_STYLE, _SCRIPT, _RECORD, _DIGEST = (
    "<!--style-->",
    "<!--script-->",
    "<!--record-->",
    "script-digest",
)


def made(content: bytes, record: dict[str, Any]) -> bytes:
    """The file, of what pandoc made with TEMPLATE and a record of `record.record`."""
    style, script = ((_HERE / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    parts = {
        _DIGEST: f"'sha256-{digest}'",
        _STYLE: f"<style>{style}</style>",
        _SCRIPT: f"<script>{script}</script>",
        _RECORD: f'<script type="application/json" id="casebook-record">{_json(record)}</script>',
    }
    text = content.decode()
    # The places stand before or after all that anybody wrote, where "<" can't stand as itself.
    for place in (_DIGEST, _STYLE):
        before, _, after = text.partition(place)
        text = f"{before}{parts[place]}{after}"
    for place in (_SCRIPT, _RECORD):
        before, _, after = text.rpartition(place)
        text = f"{before}{parts[place]}{after}"
    return text.encode()


def _json(record: dict[str, Any]) -> str:
    """JSON in which no text can end the script that holds it."""
    return json.dumps(record, ensure_ascii=False, indent=1).replace("<", "\\u003c")
