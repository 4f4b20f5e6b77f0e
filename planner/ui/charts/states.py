"""The designed empty, loading and error states of a chart."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from planner.ui.charts.pens import pen
from planner.ui.icons import icon_pixmap
from planner.ui.theme.fonts import BODY, ui_font
from planner.ui.theme.tokens import Theme

_SHAPE = (0.45, 0.6, 0.5, 0.75, 0.65, 0.85, 0.7)
_RADIUS = 2.0


def paint_skeleton(painter: QPainter, room: QRectF, theme: Theme) -> None:
    """Paint the shape of a chart in hairline grey: an axis and bars."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    plot = room.adjusted(34, 12, -8, -24)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.line)
    slot = plot.width() / len(_SHAPE)
    for index, share in enumerate(_SHAPE):
        height = plot.height() * share * 0.8
        bar = QRectF(plot.left() + slot * (index + 0.2), plot.bottom() - height, slot * 0.6, height)
        painter.drawRoundedRect(bar, _RADIUS, _RADIUS)
        label = QRectF(bar.center().x() - 10, plot.bottom() + 10, 20, 6)
        painter.drawRoundedRect(label, 3, 3)
    painter.setPen(pen(theme.strong))
    painter.drawLine(QPointF(plot.left(), plot.bottom()), QPointF(plot.right(), plot.bottom()))


def paint_empty(painter: QPainter, room: QRectF, theme: Theme, *, text: str, scale: float = 1.0) -> None:
    """Paint the shape of the chart and one sentence that says what to do."""
    paint_skeleton(painter, room, theme)
    box = _text_box(painter, room, text=text, scale=scale)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.base)
    painter.drawRoundedRect(box.adjusted(-12, -8, 12, 8), 6, 6)
    painter.setPen(theme.text2)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), text)


def paint_error(painter: QPainter, room: QRectF, theme: Theme, *, text: str, scale: float = 1.0) -> None:
    """Paint the octagon and what went wrong, where, and how to mend it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = _text_box(painter, room, text=text, scale=scale)
    size = round(20 * scale)
    ratio = painter.device().devicePixelRatio()
    pixmap = icon_pixmap("stop", theme.stop, size=size, ratio=ratio)
    painter.drawPixmap(QPointF(room.center().x() - size / 2, box.top() - size - 8), pixmap)
    painter.setPen(theme.text)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), text)


def _text_box(painter: QPainter, room: QRectF, *, text: str, scale: float) -> QRectF:
    """Return the centred rectangle that the wrapped text needs."""
    painter.setFont(ui_font(BODY, scale=scale))
    widest = min(room.width() - 32, 360 * scale)
    bounds = QRectF(room.center().x() - widest / 2, 0, widest, room.height())
    found = painter.boundingRect(bounds, int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap), text)
    found.moveTop(room.center().y() - found.height() / 2)
    return found
