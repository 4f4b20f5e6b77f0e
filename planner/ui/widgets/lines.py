"""Hairlines: air and one-pixel lines separate sections, never boxes; and the ground they stand on."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from planner.ui.theme.controller import ThemeController


class Hairline(QWidget):
    """A one-pixel line, level or upright, light or strong."""

    def __init__(self, themes: ThemeController, *, upright: bool = False, strong: bool = False) -> None:
        super().__init__()
        self._themes = themes
        self._strong = strong
        if upright:
            self.setFixedWidth(1)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        themes.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill with the line colour."""
        theme = self._themes.now
        QPainter(self).fillRect(event.rect(), theme.strong if self._strong else theme.line)


class Ground(QWidget):
    """A surface filled with a token: the rail and bars on *window*, a page on *base*, a column well on *alt*."""

    def __init__(self, themes: ThemeController, colour: str = "base", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._colour = colour
        themes.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill with the token."""
        QPainter(self).fillRect(event.rect(), self._themes.colour(self._colour))


def put_in_area(area: QScrollArea, content: QWidget) -> None:
    """Give a scroll area its content, without the fill that Qt would add.

    A filled widget is painted once for itself and once more with what lies around it, and everything on it as well.
    """
    area.setWidget(content)
    content.setAutoFillBackground(False)
