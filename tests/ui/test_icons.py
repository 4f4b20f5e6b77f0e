"""Every icon renders in the colour asked for."""

import pytest
from PySide6.QtGui import QColor

from planner.ui.icons import icon_names, icon_pixmap, themed_icon
from planner.ui.theme.controller import ThemeController


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_paints_something(name: str, themes: ThemeController) -> None:
    image = icon_pixmap(name, themes.now.accent, size=24).toImage()
    assert any(image.pixelColor(x, y).alpha() > 100 for x in range(24) for y in range(24))


def test_an_icon_takes_the_colour_of_the_theme(themes: ThemeController) -> None:
    image = icon_pixmap("plus", themes.now.stop, size=24, ratio=2).toImage()
    assert image.width() == 48
    assert QColor(image.pixelColor(24, 24)).name() == themes.now.stop.name()


def test_an_action_icon_has_a_disabled_tint(themes: ThemeController) -> None:
    assert not themed_icon("undo", themes.now).isNull()
