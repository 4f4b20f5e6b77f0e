"""The colours of exports are those of the window, in both themes."""

import pytest

from planner.analysis.scenes.scene import Style
from planner.exporting.colours import DARK, LIGHT, Colours
from planner.ui.theme import tokens
from planner.ui.theme.looks import look

PAIRS = [(LIGHT, tokens.LIGHT), (DARK, tokens.DARK)]
NAMES = ["window", "base", "line", "strong", "text", "text2", "text3", "accent", "on_features", "warn_text", "stop"]


@pytest.mark.parametrize(("colours", "theme"), PAIRS, ids=["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_every_ground_and_text_equals_the_theme(name: str, colours: Colours, theme: tokens.Theme) -> None:
    assert getattr(colours, name) == getattr(theme, name).name().upper()


@pytest.mark.parametrize(("colours", "theme"), PAIRS, ids=["light", "dark"])
@pytest.mark.parametrize("style", list(Style))
def test_every_style_looks_as_in_the_window(style: Style, colours: Colours, theme: tokens.Theme) -> None:
    paint, seen = colours.paints[style], look(theme, style)
    assert paint.fill == (seen.fill.name().upper() if seen.fill else None)
    assert paint.stroke == seen.stroke.name().upper()
    assert paint.text == seen.text.name().upper()
