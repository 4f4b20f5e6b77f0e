"""Data coordinates become the right pixels."""

from PySide6.QtCore import QRectF

from planner.analysis.scenes.scene import Line, Scene
from planner.ui.charts.frame import lay_out
from planner.ui.charts.marks import line_pieces
from planner.ui.theme.controller import ThemeController


def test_bars_stand_on_zero_and_heights_are_in_proportion(scene: Scene, themes: ThemeController) -> None:
    frame = lay_out(scene, QRectF(0, 0, 300, 200))

    low = frame.bar_rect(centre=0, width=0.6, low=0, high=10, horizontal=False)
    high = frame.bar_rect(centre=1, width=0.6, low=0, high=20, horizontal=False)

    assert low.bottom() == high.bottom() == frame.plot.bottom()
    assert round(high.height() / low.height(), 6) == 2.0
    # two slots of equal width, the bars take 0.6 of one
    assert round(low.width() / (frame.plot.width() / 2), 6) == 0.6


def test_a_missing_value_breaks_the_line(scene: Scene, themes: ThemeController) -> None:
    line = next(mark for mark in scene.marks if isinstance(mark, Line))
    pieces = list(line_pieces(lay_out(scene, QRectF(0, 0, 300, 200)), line))

    assert [len(piece) for piece in pieces] == [2, 2]


def test_a_value_beyond_the_axis_is_held_at_its_edge(scene: Scene, themes: ThemeController) -> None:
    frame = lay_out(scene, QRectF(0, 0, 300, 200))
    tall = frame.bar_rect(centre=0, width=0.6, low=0, high=900, horizontal=False)
    assert tall.top() == frame.plot.top()


def test_pixels_lead_back_to_values(scene: Scene, themes: ThemeController) -> None:
    frame = lay_out(scene, QRectF(0, 0, 300, 200))
    assert round(frame.x_value(frame.x(0.75)), 9) == 0.75


def test_larger_type_leaves_more_room_for_the_axis(scene: Scene, themes: ThemeController) -> None:
    usual = lay_out(scene, QRectF(0, 0, 300, 200))
    meeting = lay_out(scene, QRectF(0, 0, 300, 200), scale=1.5)
    assert meeting.plot.height() < usual.plot.height()
