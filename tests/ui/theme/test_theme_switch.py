"""The theme switches live and every style name has a look."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import planner.ui
from planner.analysis.scenes.scene import Style
from planner.ui.theme.controller import ThemeController, ThemeMode
from planner.ui.theme.fonts import ui_font
from planner.ui.theme.hatches import Hatch
from planner.ui.theme.looks import look
from planner.ui.theme.tokens import DARK, LIGHT, Theme


def test_switching_to_dark_changes_the_palette_and_tells_everybody(
    qtbot: QtBot, qapp: QApplication, themes: ThemeController
) -> None:
    with qtbot.waitSignal(themes.changed):
        themes.set_mode(ThemeMode.DARK)

    assert themes.now is DARK
    assert qapp.palette().color(QPalette.ColorRole.Base) == DARK.base


def test_choosing_the_same_theme_again_is_silent(qtbot: QtBot, themes: ThemeController) -> None:
    with qtbot.assertNotEmitted(themes.changed):
        themes.set_mode(ThemeMode.LIGHT)


def test_toggle_goes_there_and_back(themes: ThemeController) -> None:
    themes.toggle()
    assert themes.now is DARK
    themes.toggle()
    assert themes.now is LIGHT


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("style", list(Style))
def test_every_style_has_a_look(theme: Theme, style: Style) -> None:
    found = look(theme, style)
    assert found.fill is not None or found.edge is not None or found.hatch is not Hatch.NONE


def test_the_four_buckets_differ_by_hatch_and_not_by_colour_alone() -> None:
    buckets = (Style.FEATURES, Style.DEBT, Style.UNPLANNED, Style.LEARNING)
    assert len({look(LIGHT, style).hatch for style in buckets}) == 4


def test_numbers_are_tabular_and_headlines_semibold(themes: ThemeController) -> None:
    font = ui_font(20, strong=True)
    assert font.pixelSize() == 20
    assert font.weight() == QFont.Weight.DemiBold
    assert font.featureValue(QFont.Tag("tnum")) == 1


def test_no_colour_literal_stands_outside_the_theme() -> None:
    folder = Path(str(planner.ui.__file__)).parent
    literal = re.compile(r"""["']#[0-9A-Fa-f]{3,8}["']|QColor\(\s*\d|GlobalColor\.(?!transparent)""")
    found = [
        f"{path.relative_to(folder)}:{number}"
        for path in sorted(folder.rglob("*.py"))
        if path.relative_to(folder).parts[0] != "theme"
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if literal.search(text)
    ]
    assert found == []
