"""Sections side by side with a hairline in the middle of each gutter; one above the other when the room is narrow."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.lines import Hairline

GUTTER = 60
NARROW = 1000  # content of a window of some 1,180 pixels


class Columns(QWidget):
    """A row of sections.

    Parameters
    ----------
    sections
        Widgets with their stretch, left to right; a stretch of 0 keeps the widget's own width.
    narrow
        Width in pixels under which the sections stand one above the other.
    """

    def __init__(self, themes: ThemeController, *sections: tuple[QWidget, int], narrow: int = NARROW) -> None:
        super().__init__()
        self._narrow = narrow
        self._lines: list[Hairline] = []
        self._sections = tuple(section for section, _ in sections)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._layout.setSpacing(GUTTER // 2)
        for place, (section, stretch) in enumerate(sections):
            if place:
                line = Hairline(themes, upright=True)
                self._lines.append(line)
                self._layout.addWidget(line)
            self._layout.addWidget(section, stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the row into a column, or back."""
        super().resizeEvent(event)
        stacked = event.size().width() < self._narrow
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        if (self._layout.direction() == down) != stacked:
            self._layout.setDirection(down if stacked else right)
            for line in self._lines:
                line.setVisible(not stacked)
        self._layout.setAlignment(Qt.AlignmentFlag.AlignTop if stacked else Qt.AlignmentFlag(0))

    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than the widest section: side by side is a wish, not a need."""
        whole = self._layout.minimumSize()
        widest = max((section.minimumSizeHint().width() for section in self._sections), default=0)
        return QSize(min(widest, whole.width()), whole.height())
