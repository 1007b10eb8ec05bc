"""The page Briefing: the document in the making, and what it looks like."""

from casebook.tables.dataset import Dataset
from casebook.views import lines


def show(dataset: Dataset) -> None:
    """Draw the page."""
    lines.show(("Briefing", "sentence"))
