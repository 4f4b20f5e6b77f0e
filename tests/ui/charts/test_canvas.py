"""A chart can be hovered, clicked and walked with the keys, and it says the same in words."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication
from pytestqt.qtbot import QtBot

from planner.analysis.scenes.scene import Scene
from planner.ui.charts.canvas import ChartCanvas, ChartState
from planner.ui.charts.frame import lay_out
from planner.ui.charts.menu import chart_menu, copy_table
from planner.ui.theme.controller import ThemeController, ThemeMode


@pytest.fixture
def canvas(qtbot: QtBot, themes: ThemeController, scene: Scene) -> ChartCanvas:
    widget = ChartCanvas(themes)
    qtbot.addWidget(widget)
    widget.resize(400, 300)
    widget.set_scene(scene)
    widget.show()
    return widget


def pixel(canvas: ChartCanvas, point: QPoint) -> QColor:
    return QColor(canvas.grab().toImage().pixel(point))


def middle_of_second_bar(canvas: ChartCanvas, scene: Scene) -> QPoint:
    return lay_out(scene, QRectF(canvas.rect())).point(1, 11).toPoint()


def test_a_click_on_a_bar_chooses_the_rows_behind_it(qtbot: QtBot, canvas: ChartCanvas, scene: Scene) -> None:
    with qtbot.waitSignal(canvas.refs_chosen) as chosen:
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=middle_of_second_bar(canvas, scene))
    assert chosen.args == [("sprint:S15",)]


def test_arrow_keys_walk_the_data_and_enter_chooses(qtbot: QtBot, canvas: ChartCanvas) -> None:
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    with qtbot.waitSignal(canvas.refs_chosen) as chosen:
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert chosen.args == [("sprint:S15",)]


def test_the_finding_is_read_out(canvas: ChartCanvas, scene: Scene) -> None:
    assert canvas.accessibleName() == "Reserve spent, person-days"
    assert canvas.accessibleDescription() == scene.summary


def test_a_stale_chart_is_paler_and_stays(canvas: ChartCanvas, scene: Scene) -> None:
    point = middle_of_second_bar(canvas, scene)
    fresh = pixel(canvas, point)
    canvas.set_state(ChartState.STALE)
    assert pixel(canvas, point).lightness() > fresh.lightness()


def test_an_error_is_said_and_a_new_scene_ends_it(canvas: ChartCanvas, scene: Scene) -> None:
    canvas.set_state(ChartState.ERROR, "No velocity yet. Close a sprint or type one.")
    assert "Close a sprint" in canvas.accessibleDescription()
    assert not canvas.grab().isNull()

    canvas.set_scene(scene)
    assert canvas.state is ChartState.READY


def test_an_empty_scene_says_what_to_do(canvas: ChartCanvas, scene: Scene) -> None:
    canvas.set_scene(replace(scene, empty="Import a history to see this."))
    assert canvas.accessibleDescription() == "Import a history to see this."
    assert not canvas.grab().isNull()


def test_the_ground_follows_the_theme(canvas: ChartCanvas, scene: Scene, themes: ThemeController) -> None:
    point = middle_of_second_bar(canvas, scene)
    before = pixel(canvas, point)
    themes.set_mode(ThemeMode.DARK)
    assert pixel(canvas, point) != before


def test_the_menu_is_ours(canvas: ChartCanvas, scene: Scene, themes: ThemeController) -> None:
    texts = [action.text() for action in chart_menu(canvas, scene, themes=themes).actions() if action.text()]
    assert texts[:2] == ["Copy picture", "Copy table"]
    assert "Explore" in texts


def test_copied_table_pastes_into_a_sheet(canvas: ChartCanvas, scene: Scene) -> None:
    copy_table(scene)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "Sprint\tSpent\nS14\t10 pd\nS15\t20 pd\n"
    assert "<td>S14</td>" in mime.html()
