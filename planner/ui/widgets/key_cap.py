"""A key as on a keyboard, at the end of a line that has a shortcut."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from planner.ui.charts.pens import pen
from planner.ui.charts.rich_text import RichText
from planner.ui.theme.fonts import AXIS
from planner.ui.theme.tokens import Theme


def paint_key_cap(painter: QPainter, right_middle: QPointF, keys: str, *, theme: Theme) -> None:
    """Paint a key of 18 px whose right edge stands at a point."""
    text = RichText(keys, size_px=AXIS)
    width = text.size().width() + 12
    cap = QRectF(right_middle.x() - width, right_middle.y() - 9, width, 18)
    painter.setPen(pen(theme.line))
    painter.setBrush(theme.base)
    painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    text.paint(painter, text.rect_at(cap.center(), align="centre").topLeft(), colour=theme.text3)
