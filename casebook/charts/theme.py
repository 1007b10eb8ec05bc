"""Colour roles. Every colour that a chart uses is named here; the page's own are in config.toml.

All of them stand out from both backgrounds by at least 3:1, as WCAG 2.2 asks of graphics
(success criterion 1.4.11). The five groups with most claims stay apart for the colour-blind too.
"""

from collections.abc import Mapping
from zlib import crc32

BACKGROUNDS = ("#ffffff", "#12181f")
ACCENT = "#3d78b4"
CONTEXT = "#8b949e"
CONTEXT_OPACITY = 0.35
OTHER_NAMES = "#7b8794"
GROUPS: Mapping[str, str] = {
    "ISIS-K": "#e57019",
    "Islamic State": "#a5458c",
    "Taliban": "#16916b",
    "Al-Qaeda": "#8b6226",
    "Haqqani Network": "#6f8a1d",
    "ETIM/TIP": "#209bc9",
    "TTP": "#7a70cf",
    "SDF": "#c8557a",
    "YPJ": "#b4654a",
}


PARTIES: Mapping[str, str] = {
    "armed group": "#c8557a",
    "government": "#3d78b4",
    "intergovernmental": "#7a70cf",
    "outlet": "#16916b",
    "research body": "#6f8a1d",
    "organisation": "#8b6226",
    "person": "#e57019",
    "unnamed": "#7b8794",
    "the author": "#209bc9",
}


_FURTHER_GROUPS = ("#5c84c9", "#a06bb0", "#4f8f8a", "#a8703a", "#8a7f2e", "#b3607f")


def group_colour(name: str) -> str:
    """The one colour of a group: the same in every selection, on every page and in every export.

    A group without an entry of its own takes one from a second palette by a checksum of its name,
    so two such groups can share a colour; names in parentheses stand for no group and are grey.
    """
    if name.startswith("("):
        return OTHER_NAMES
    return GROUPS.get(name) or _FURTHER_GROUPS[crc32(name.encode()) % len(_FURTHER_GROUPS)]


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours written #rrggbb, from 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
