"""A 20-px pill: a short word on its own soft ground, or an outlined chip."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.ui.charts.pens import pen
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, ui_font
from planner.ui.theme.tokens import Theme

PillTone = Literal["accent", "features", "debt", "unplanned", "learning", "warn", "stop", "outline"]


class Pill(QWidget):
    """A short word such as "new"."""

    def __init__(self, themes: ThemeController, text: str, *, tone: PillTone = "accent") -> None:
        super().__init__()
        self._themes = themes
        self._text = text
        self._tone: PillTone = tone
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.update)

    def set_text(self, text: str) -> None:
        """Change the word."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and word."""
        del event
        painter = QPainter(self)
        paint_pill(painter, QRectF(self.rect()), self._text, tone=self._tone, theme=self._themes.now)

    def sizeHint(self) -> QSize:
        """Return the room of the word."""
        return QSize(round(pill_width(self._text, tone=self._tone)), 22 if self._tone == "outline" else 20)


def pill_width(text: str, *, tone: PillTone = "accent") -> float:
    """Return the width of a pill, for delegates that paint one."""
    room = 16 if tone == "outline" else 12
    return QFontMetricsF(ui_font(AXIS, strong=tone == "outline")).horizontalAdvance(text) + room


def paint_pill(painter: QPainter, rect: QRectF, text: str, *, tone: PillTone, theme: Theme) -> None:
    """Paint a pill into a rectangle, for widgets and delegates."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = rect.height() / 2
    if tone == "outline":
        painter.setPen(pen(theme.strong))
        painter.setBrush(theme.base)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        ink = theme.text2
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(getattr(theme, f"{tone}_soft"))
        painter.drawRoundedRect(rect, radius, radius)
        ink = getattr(theme, tone if tone in {"accent", "stop"} else f"{tone}_text")
    painter.setFont(ui_font(AXIS, strong=tone == "outline"))
    painter.setPen(ink)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.restore()
