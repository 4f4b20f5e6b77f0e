"""The reserve slider moves by mouse and keys, tells live values, and settles once."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.scale import ShareScale
from planner.ui.widgets.slider import ReserveSlider, Threshold
from planner.ui.widgets.slider_paint import SliderFace, beside_flag


@pytest.fixture
def slider(qtbot: QtBot, themes: ThemeController) -> ReserveSlider:
    widget = ReserveSlider(themes, name="Debt reserve")
    qtbot.addWidget(widget)
    widget.resize(1000, 78)
    widget.set_share(0.25)
    widget.show()
    return widget


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Qt.Key.Key_Right, 0.26),
        (Qt.Key.Key_Left, 0.24),
        (Qt.Key.Key_PageUp, 0.30),
        (Qt.Key.Key_PageDown, 0.20),
        (Qt.Key.Key_Home, 0.0),
        (Qt.Key.Key_End, 0.5),
    ],
)
def test_keys_move_by_one_and_five_points(qtbot: QtBot, slider: ReserveSlider, key: Qt.Key, expected: float) -> None:
    with qtbot.waitSignal(slider.settled) as settled:
        qtbot.keyClick(slider, key)
    assert settled.args == [expected]
    assert slider.share == expected


def test_a_drag_tells_each_value_and_settles_once(qtbot: QtBot, slider: ReserveSlider) -> None:
    moved: list[float] = []
    settled: list[float] = []
    slider.moved.connect(moved.append)
    slider.settled.connect(settled.append)

    # 1000 px are 50 points, so 20 px are one point
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(500, 42))
    qtbot.mouseMove(slider, QPoint(540, 42))
    qtbot.mouseMove(slider, QPoint(600, 42))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(600, 42))

    assert moved == [0.27, 0.30]
    assert settled == [0.30]


def test_the_hollow_knob_is_dragged_by_itself(qtbot: QtBot, slider: ReserveSlider) -> None:
    slider.set_compare(0.05)
    with qtbot.waitSignal(slider.compare_moved) as moved:
        qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(104, 42))
        qtbot.mouseMove(slider, QPoint(200, 42))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(200, 42))

    assert moved.args == [0.10]
    assert slider.share == 0.25


def test_the_value_is_read_out(slider: ReserveSlider) -> None:
    slider.set_compare(0.05)
    assert slider.accessibleName() == "Debt reserve"
    assert slider.accessibleDescription() == "25 %, against 5 %"


def test_all_marks_paint(slider: ReserveSlider) -> None:
    slider.set_policy(0.2, 0.3)
    slider.set_before(0.15)
    slider.set_thresholds((Threshold(0.036, "**3.6 %** tips over"), Threshold(0.125, "**12.5 %** keeps")))
    assert not slider.grab().isNull()


def test_threshold_words_step_aside_for_the_flag() -> None:
    # 500 px for 50 %: the knob of 25 % is at 250, its flag reaches 30 px to both sides
    scale, face = ShareScale(0.0, 500.0, 0.5), SliderFace(share=0.25)
    assert beside_flag(230.0, 100.0, face, scale) == 280.0
    assert beside_flag(160.0, 80.0, face, scale) == 140.0
    assert beside_flag(100.0, 80.0, face, scale) == 100.0
    assert beside_flag(230.0, 100.0, SliderFace(share=0.25, full=False), scale) == 230.0
