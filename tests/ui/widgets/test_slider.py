"""The reserve slider moves by mouse and keys, tells live values, and settles once."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.mark_words import GAP
from planner.ui.widgets.scale import ShareScale
from planner.ui.widgets.slider import ReserveSlider, Threshold
from planner.ui.widgets.slider_paint import SliderFace, words_over


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


def spans(face: SliderFace, scale: ShareScale) -> list[tuple[float, float]]:
    """Return left and right edge of the words over the marks."""
    return [(left, left + text.size().width()) for text, left in words_over(face, scale)]


@pytest.mark.usefixtures("qapp")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    shares=st.lists(st.floats(0, 0.5), min_size=1, max_size=4),
    knob=st.floats(0, 0.5),
    width=st.integers(160, 1400),
    words=st.sampled_from(("tips over", "keeps clean code clean", "hält den sauberen Code dauerhaft sauber")),
)
def test_words_over_the_marks_never_touch_each_other_nor_the_flag(
    shares: list[float], knob: float, width: int, words: str
) -> None:
    thresholds = tuple((share, f"**{100 * share:.1f} %** {words}") for share in shares)
    face, scale = SliderFace(share=knob, thresholds=thresholds), ShareScale(0.0, float(width), 0.5)
    found = spans(face, scale)
    assert all(second[0] - first[1] >= GAP - 1e-6 for first, second in pairwise(found))
    assert all(left >= -1e-6 and right <= width + 1e-6 for left, right in found)
    flag = min(max(scale.x(knob), 24.0), width - 24.0)
    assert all(right <= flag - 30 + 1e-6 or left >= flag + 30 - 1e-6 for left, right in found)


@pytest.mark.usefixtures("qapp")
def test_words_stand_at_their_marks_where_there_is_room_and_shrink_to_figures_where_there_is_none() -> None:
    thresholds = ((0.036, "**3.6 %** tips over"), (0.107, "**10.7 %** holds"), (0.125, "**12.5 %** keeps clean"))
    wide = words_over(SliderFace(share=0.4, thresholds=thresholds), ShareScale(0.0, 1224.0, 0.5))
    assert [text.text for text, _left in wide] == [words for _share, words in thresholds]
    assert wide[2][1] == pytest.approx(306.5, abs=1)  # the last one starts at its mark: 12.5 of 50 on 1,224 px
    tight = words_over(SliderFace(share=0.4, thresholds=thresholds), ShareScale(0.0, 230.0, 0.5))
    assert [text.text for text, _left in tight] == ["**3.6 %**", "**10.7 %**", "**12.5 %**"]
