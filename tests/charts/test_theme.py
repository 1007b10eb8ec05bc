import itertools
import tomllib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.charts import theme

CONFIG = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"
MAIN_GROUPS = ("ISIS-K", "Islamic State", "Taliban", "Al-Qaeda", "ETIM/TIP")
COLOURS = {
    **theme.GROUPS,
    **{f"further {at}": colour for at, colour in enumerate(theme._FURTHER_GROUPS)},
    "accent": theme.ACCENT,
    "context": theme.CONTEXT,
    "other names": theme.OTHER_NAMES,
}

# Machado, Oliveira and Fernandes (2009), severity 1.0, for linear red, green and blue
SIGHT = {
    "all colours": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}
XYZ_OF_SRGB = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = np.array([0.95047, 1.0, 1.08883])


def lab(colour: str, sight: str) -> np.ndarray:
    """A colour in CIE L*a*b* as somebody with this sight sees it."""
    channels = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    x, y, z = XYZ_OF_SRGB @ np.clip(SIGHT[sight] @ linear, 0, 1) / WHITE
    fx, fy, fz = (
        t ** (1 / 3) if t > (6 / 29) ** 3 else t / (3 * (6 / 29) ** 2) + 4 / 29 for t in (x, y, z)
    )
    return np.array([116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)])


def distance(first: str, second: str, sight: str) -> float:
    """Delta E of 1976: about 2 is just noticeable."""
    return float(np.linalg.norm(lab(first, sight) - lab(second, sight)))


def test_backgrounds_are_those_of_the_two_themes() -> None:
    themes = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]
    backgrounds = tuple(themes[name]["backgroundColor"] for name in ("light", "dark"))
    assert backgrounds == theme.BACKGROUNDS


@pytest.mark.parametrize("background", theme.BACKGROUNDS)
@pytest.mark.parametrize("name", COLOURS)
def test_every_colour_stands_out_from_both_backgrounds(name: str, background: str) -> None:
    assert theme.contrast(COLOURS[name], background) >= 3


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#000000", 21.0),
        ("#123456", "#123456", 1.0),
        ("#777777", "#ffffff", 4.478),
        ("#ff0000", "#ffffff", 3.998),
        ("#00ff00", "#ffffff", 1.372),
        ("#0000ff", "#ffffff", 8.592),
        ("#0a0a0a", "#000000", 1.061),
    ],
)
def test_contrast_is_that_of_the_accessibility_guidelines(
    first: str, second: str, ratio: float
) -> None:
    assert theme.contrast(first, second) == pytest.approx(ratio, abs=0.001)


def test_named_groups_have_colours_of_their_own() -> None:
    assert len(set(theme.GROUPS.values())) == len(theme.GROUPS)
    for first, second in itertools.combinations(theme.GROUPS.values(), 2):
        assert distance(first, second, "all colours") >= 20


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize(("first", "second"), list(itertools.combinations(MAIN_GROUPS, 2)))
def test_the_main_groups_stay_apart_for_the_colour_blind(
    first: str, second: str, sight: str
) -> None:
    assert distance(theme.GROUPS[first], theme.GROUPS[second], sight) >= 20


def test_a_named_group_has_its_named_colour() -> None:
    for name, colour in theme.GROUPS.items():
        assert theme.group_colour(name) == colour


@pytest.mark.parametrize(
    ("name", "colour"),
    [("Reds", "#a06bb0"), ("Blues", "#4f8f8a"), ("Armée du Nord", "#8a7f2e"), ("", "#5c84c9")],
)
def test_a_further_group_keeps_its_colour_for_ever(name: str, colour: str) -> None:
    assert theme.group_colour(name) == colour


@given(st.lists(st.text()))
def test_the_colour_of_a_group_depends_on_nothing_but_its_name(names: list[str]) -> None:
    forwards = {name: theme.group_colour(name) for name in names}
    backwards = {name: theme.group_colour(name) for name in reversed(names)}
    assert forwards == backwards
    assert set(forwards.values()) <= set(COLOURS.values())


@pytest.mark.parametrize("name", ["(not stated)", "(others)"])
def test_what_is_no_group_is_grey(name: str) -> None:
    colour = theme.group_colour(name)
    assert colour == theme.OTHER_NAMES
    assert colour not in theme.GROUPS.values()
    assert np.abs(lab(colour, "all colours")[1:]).max() < 12
