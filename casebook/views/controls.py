"""How buttons and choices look in every component."""

from pathlib import Path

CSS = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
