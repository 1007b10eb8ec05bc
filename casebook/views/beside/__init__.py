"""What the list of claims and the article beside it share in the browser."""

from pathlib import Path

_FOLDER = Path(__file__).parent
JS = "".join((_FOLDER / name).read_text(encoding="utf-8") for name in ("asking.js", "height.js"))
