"""Shared fixtures of the user interface tests."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from planner.ui.theme.controller import ThemeController, ThemeMode


@pytest.fixture
def themes(qapp: QApplication) -> Iterator[ThemeController]:
    controller = ThemeController(qapp, mode=ThemeMode.LIGHT)
    yield controller
    qapp.styleHints().colorSchemeChanged.disconnect()
    controller.deleteLater()
