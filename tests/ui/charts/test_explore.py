"""The zoomable view shows the same marks; its library is not loaded before."""

import subprocess
import sys

from pytestqt.qtbot import QtBot

from planner.analysis.scenes.scene import Scene
from planner.ui.charts.explore import ExploreDialog
from planner.ui.theme.controller import ThemeController, ThemeMode


def test_charts_do_not_load_the_zoom_library() -> None:
    code = "import sys, planner.ui.charts.canvas; print('pyqtgraph' in sys.modules or 'numpy' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "False"


def test_exploring_shows_the_marks_and_survives_a_theme_switch(
    qtbot: QtBot, scene: Scene, themes: ThemeController
) -> None:
    dialog = ExploreDialog(scene, themes)
    qtbot.addWidget(dialog)
    dialog.show()
    themes.set_mode(ThemeMode.DARK)
    assert not dialog.grab().isNull()
