"""What a link names that the data don't have, in one line: nothing is dropped in silence."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from casebook.analysis.filters import LABELS, NAMED
from casebook.analysis.selection import Selection
from casebook.tables.dataset import Dataset

_NOUNS = {"intermediaries": "way of being relayed"}
_OPEN = {"claim": "claim", "hit": "passage", "subject": "comparison", "source": "article"}
_SHOWN = {"list": "listing", "chart": "chart", "sort": "sort"}
_CHOICES = {one.name for one in fields(Selection) if isinstance(one.default, str)} - {"search"}
_LONGEST = 60
_MOST = 3


def in_words(params: Mapping[str, list[str]], view: Any, dataset: Dataset) -> str:
    """What of an address did not become part of the view that was made of it; "" if all did.

    Only values: a parameter that Casebook doesn't have is somebody else's, as of a mail program.
    """
    found = dict(_unknown(params, view, dataset))
    if not found:
        return ""
    if len(found) == 1:
        ((label, values),) = found.items()
        return f"This link names {_one(label)} that the data don’t have: {_some(values)}."
    named = "; ".join(f"{label} {_some(values)}" for label, values in found.items())
    return f"This link names what the data don’t have: {named}."


def _unknown(
    params: Mapping[str, list[str]], view: Any, dataset: Dataset
) -> Iterator[tuple[str, list[str]]]:
    for name, values in params.items():
        given = [value for value in values if value]
        if name in NAMED:
            names = frozenset(dataset.members[name].names)
            left = [value for value in given if value not in names]
        else:
            left = [] if _kept(name, given[-1:], view, dataset) else given[-1:]
        if left:
            yield _noun(name), list(dict.fromkeys(left))


def _kept(name: str, given: list[str], view: Any, dataset: Dataset) -> bool:
    """Whether a parameter that has one value says something that the view has taken up."""
    if not given:
        return True
    if name in _OPEN:
        return bool(getattr(view, name) == given[0])
    if name in _SHOWN:
        return bool(getattr(view, _SHOWN[name]) == given[0])
    if name in _CHOICES:
        return bool(getattr(view.selection, name) == given[0])
    if name == "years":
        years = Selection.from_params({name: given}).years
        first, last = dataset.year_domains[view.selection.year_of]
        return years is not None and years[0] <= last and years[1] >= first
    return True


def _noun(name: str) -> str:
    if name in _CHOICES:
        return name.replace("_", " ")
    return (_NOUNS | _OPEN).get(name) or LABELS.get(name, name).lower()


def _one(label: str) -> str:
    if label.endswith("s"):
        return label
    return f"{'an' if label[0] in 'aeiou' else 'a'} {label}"


def _some(values: list[str]) -> str:
    """The first of the values, each cut to a length, and how many more there are."""
    shown = [
        value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…" for value in values[:_MOST]
    ]
    more = len(values) - _MOST
    return ", ".join(shown) + (f" and {more:,} more" if more > 0 else "")
