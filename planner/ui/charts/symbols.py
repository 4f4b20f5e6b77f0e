"""The symbols of single data: circle, triangles, diamond, check, cross, tick."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPolygonF

from planner.ui.charts.pens import pen


@dataclass(frozen=True, slots=True)
class Symbol:
    """One symbol of ``size`` pixels at 100 %; hollow ones show the ground inside."""

    kind: str
    size: float
    colour: QColor
    ground: QColor
    filled: bool = True
    scale: float = 1.0


def paint_symbol(painter: QPainter, centre: QPointF, symbol: Symbol) -> None:
    """Paint one symbol."""
    half = symbol.size * symbol.scale / 2
    painter.setPen(pen(symbol.colour, width=1.5, scale=symbol.scale))
    painter.setBrush(QBrush(symbol.colour if symbol.filled else symbol.ground))
    if symbol.kind in {"check", "cross"}:
        _paint_verdict(painter, centre, symbol, half=half)
    elif symbol.kind in _STROKES:
        x, y = _STROKES[symbol.kind]
        painter.setPen(pen(symbol.colour, width=2.0, scale=symbol.scale))
        painter.drawLine(centre - QPointF(x * half, y * half), centre + QPointF(x * half, y * half))
    elif symbol.kind in _SHAPES:
        painter.drawPolygon(QPolygonF([centre + QPointF(x * half, y * half) for x, y in _SHAPES[symbol.kind]]))
    else:
        _paint_circle(painter, centre, symbol, half=half)


_STROKES = {"tick": (1.0, 0.0), "bar": (0.0, 1.0)}
_SHAPES = {
    "triangle-down": ((-1.0, -0.8), (1.0, -0.8), (0.0, 0.9)),
    "triangle-up": ((-1.0, 0.8), (1.0, 0.8), (0.0, -0.9)),
    "diamond": ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)),
}


def _paint_circle(painter: QPainter, centre: QPointF, symbol: Symbol, *, half: float) -> None:
    """Paint a disc, or a ring of the same outer size."""
    if symbol.filled:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(centre, half, half)
        return
    inner = half - 0.75 * symbol.scale
    painter.drawEllipse(centre, inner, inner)


def _paint_verdict(painter: QPainter, centre: QPointF, symbol: Symbol, *, half: float) -> None:
    """Paint a filled disc with a check, or a ring with a cross."""
    disc = QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half)
    stroke = max(half / 5, 1.0)
    arm = half * 0.42
    if symbol.kind == "check":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(disc)
        painter.setPen(pen(symbol.ground, width=stroke * 1.2))
        bend = centre + QPointF(-arm * 0.2, arm * 0.8)
        painter.drawPolyline([centre + QPointF(-arm, 0), bend, centre + QPointF(arm * 1.1, -arm * 0.8)])
        return
    painter.setBrush(QBrush(symbol.ground))
    painter.setPen(pen(symbol.colour, width=stroke))
    painter.drawEllipse(disc.adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2))
    painter.drawLine(centre + QPointF(-arm, -arm), centre + QPointF(arm, arm))
    painter.drawLine(centre + QPointF(-arm, arm), centre + QPointF(arm, -arm))
