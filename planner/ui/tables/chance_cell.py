"""A probability in a cell: a short bar and the words, so that a column of chances can be compared at a glance."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from planner.ui.charts.rich_text import RichText
from planner.ui.theme.fonts import BODY
from planner.ui.theme.tokens import Theme

_BAR_WIDTH, _BAR_HEIGHT, _GAP = 60.0, 8.0, 8.0


def paint_chance(painter: QPainter, rect: QRectF, probability: float | None, text: str, *, theme: Theme) -> None:
    """Paint a probability in [0, 1] with its words; ``None`` paints the words alone.

    Parameters
    ----------
    rect
        The cell's inner rectangle, device-independent pixels.
    """
    left = rect.left()
    middle = rect.center().y()
    if probability is not None:
        track = QRectF(left, middle - _BAR_HEIGHT / 2, _BAR_WIDTH, _BAR_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.features_soft)
        painter.drawRoundedRect(track, 2, 2)
        painter.setBrush(theme.features)
        painter.drawRoundedRect(track.adjusted(0, 0, -_BAR_WIDTH * (1 - probability), 0), 2, 2)
        left = track.right() + _GAP
    words = RichText(f"**{text}**", size_px=BODY)
    words.paint(painter, words.rect_at(QPointF(left, middle), align="left").topLeft(), colour=theme.text)
