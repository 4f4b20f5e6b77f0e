import pytest

from planner.analysis.scenes.scene import Style
from planner.exporting import palette
from planner.ui.theme.looks import look
from planner.ui.theme.tokens import LIGHT

TOKENS = [
    name for name in dir(palette) if name.isupper() and name != "PAINTS" and isinstance(getattr(palette, name), str)
]


@pytest.mark.parametrize("token", TOKENS)
def test_every_colour_equals_the_light_theme(token: str) -> None:
    assert getattr(palette, token) == getattr(LIGHT, token.lower()).name().upper()


@pytest.mark.parametrize("style", list(Style))
def test_every_style_looks_on_paper_as_in_the_light_window(style: Style) -> None:
    paint, seen = palette.PAINTS[style], look(LIGHT, style)
    assert paint.fill == (seen.fill.name().upper() if seen.fill else None)
    assert paint.stroke == seen.stroke.name().upper()
    assert paint.text == seen.text.name().upper()
