"""A view that scrolls when the window is too small for it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.lines import Ground, put_in_area

NARROW = 1020
SPACING = 14


class ScrolledView(QScrollArea):
    """A column of sections; subclasses fill ``self.column``."""

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self.themes = themes
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = Ground(themes, "base")
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACING)
        put_in_area(self, body)
