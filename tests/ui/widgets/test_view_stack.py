"""Only the view in front asks for room."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from planner.ui.widgets.view_stack import ViewStack


class Sized(QWidget):
    """A view that needs a fixed room."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self._needed = QSize(100, height)

    def sizeHint(self) -> QSize:
        return self._needed

    def minimumSizeHint(self) -> QSize:
        return self._needed


def test_a_tall_view_behind_does_not_make_the_page_scroll(qtbot: QtBot) -> None:
    page, stack = QWidget(), ViewStack()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(stack)
    for height in (300, 700):
        stack.addWidget(Sized(height))

    assert page.minimumSizeHint().height() == 300
    stack.setCurrentIndex(1)
    column.activate()
    assert page.minimumSizeHint().height() == 700


def test_an_empty_stack_asks_for_nothing(qtbot: QtBot) -> None:
    stack = ViewStack()
    qtbot.addWidget(stack)
    assert not stack.hasHeightForWidth()
    assert stack.heightForWidth(100) == -1
