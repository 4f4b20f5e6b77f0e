"""Labels never cover each other, and important ones stay where they belong."""

from dataclasses import replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from planner.ui.charts.labels import Placed, place
from planner.ui.charts.rich_text import RichText, parse_runs, plain
from planner.ui.theme.controller import ThemeController

ROOM = QRectF(0, 0, 400, 200)


def label(text: str, *, y: float, priority: int = 1, fixed: bool = False) -> Placed:
    return Placed(RichText(text), QRectF(10, y, 60, 16), QColor(), priority=priority, fixed=fixed)


def test_two_labels_at_one_place_move_apart() -> None:
    placed = place([label("P15", y=50), label("P50", y=52)], within=ROOM)

    first, second = (one.rect.adjusted(0, 1, 0, -1) for one in placed)
    assert not first.intersects(second)


def test_the_more_important_label_keeps_its_place() -> None:
    placed = place([label("minor", y=50, priority=1), label("major", y=50, priority=4)], within=ROOM)

    assert {one.text.text: one.rect.top() for one in placed}["major"] == 50


def test_a_label_of_no_importance_gives_way_when_there_is_no_room() -> None:
    room = QRectF(0, 0, 400, 16)
    placed = place([label("kept", y=0), label("dropped", y=0, priority=0)], within=room)

    assert [one.text.text for one in placed] == ["kept"]


def test_a_label_that_slides_keeps_its_height() -> None:
    # both want 10 to 70; the lesser one goes right until 8 px lie between them: 10 + 60 + 8 = 78
    sliding = replace(label("planned", y=50), slides=True)
    placed = {one.text.text: one.rect for one in place([sliding, label("promise", y=50, priority=2)], within=ROOM)}

    assert (placed["promise"].left(), placed["promise"].top()) == (10, 50)
    assert (placed["planned"].left(), placed["planned"].top()) == (78, 50)


def test_a_label_that_cannot_slide_far_enough_gives_way() -> None:
    wall = replace(label("wall", y=40, fixed=True), rect=QRectF(0, 40, ROOM.width(), 40))
    placed = place([wall, replace(label("lost", y=50, priority=0), slides=True)], within=ROOM)

    assert [one.text.text for one in placed] == ["wall"]


def test_labels_stay_inside_the_picture() -> None:
    (placed,) = place([label("low", y=300)], within=ROOM)
    assert placed.rect.bottom() <= 200


def test_marked_words_are_strong_and_plain_text_has_no_marks() -> None:
    assert [run.strong for run in parse_runs("faster from **S37**")] == [False, True]
    assert plain("faster from **S37**") == "faster from S37"


def test_two_lines_are_twice_as_high(themes: ThemeController) -> None:
    # 12 px type stands on 16-px lines
    assert RichText("25 %").size().height() == 16
    assert RichText("25 %\n21, 17–24").size().height() == 32
