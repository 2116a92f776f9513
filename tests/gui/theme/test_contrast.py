"""Every colour can be told from the one behind it, in both looks."""

from collections.abc import Iterator

import pytest

from gui.theme.contrast import contrast, pairs
from gui.theme.tokens import DARK, LIGHT, Colors, TableColors, Tokens, Tone

NOT_SEEN_ON_TEXT = {"line", "disabled", "shadow", "border", "grid"}
"""Decoration, what cannot be used anyway, and what nothing stands on."""


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_pair_has_enough_contrast(tokens: Tokens) -> None:
    bad = {
        name: round(contrast(front, behind), 2)
        for name, front, behind, least in pairs(tokens)
        if contrast(front, behind) < least
    }
    assert bad == {}


def test_the_formula_is_that_of_wcag() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert contrast("#123456", "#123456") == 1.0
    assert 4.5 < contrast("#767676", "#ffffff") < 4.6  # the well known lightest grey


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_is_part_of_a_pair(tokens: Tokens) -> None:
    checked = {color for _, front, behind, _ in pairs(tokens) for color in (front, behind)}
    assert {name for name, color in colors(tokens.color) if color not in checked} == set()


def test_a_faint_text_is_found() -> None:
    faint = LIGHT._replace(color=LIGHT.color._replace(muted="#a0a0a0"))
    assert any(contrast(front, behind) < least for _, front, behind, least in pairs(faint))


def colors(part: Colors | TableColors | Tone, prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in part._asdict().items():
        if not isinstance(value, str):
            yield from colors(value, f"{name}.")
        elif name not in NOT_SEEN_ON_TEXT:
            yield prefix + name, value
