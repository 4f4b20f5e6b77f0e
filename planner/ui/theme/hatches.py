"""The second cue beside colour: hatches drawn as shapes, so that they stay crisp on screen, in SVG and in PDF."""

import math
from enum import Enum
from functools import lru_cache
from threading import get_ident

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPolygonF


class Hatch(Enum):
    """The kinds of hatch; the measures are in pixels at 100 %."""

    NONE = "none"
    DIAGONAL = "diagonal"  # 45 degrees, 1.8 in 6
    DOTS = "dots"  # radius 1 in 6
    STRIPES = "stripes"  # level, 1.5 in 5
    THIN = "thin"  # 45 degrees, 1 in 6


_STRIPE = {Hatch.DIAGONAL: (1.8, 6.0), Hatch.THIN: (1.0, 6.0)}


def paint_hatch(painter: QPainter, rect: QRectF, *, hatch: Hatch, colour: QColor, scale: float = 1.0) -> None:
    """Paint ``hatch`` over ``rect``; nothing sticks out, so no clipping is needed."""
    if hatch is Hatch.NONE or rect.width() <= 0 or rect.height() <= 0:
        return
    path = _hatch_path(hatch, round(rect.width(), 1), round(rect.height(), 1), round(scale, 2), get_ident())
    painter.save()
    painter.translate(rect.topLeft())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(colour))
    painter.drawPath(path)
    painter.restore()


@lru_cache(maxsize=512)
def _hatch_path(hatch: Hatch, width: float, height: float, scale: float, thread: int) -> QPainterPath:
    """Return the strokes of a hatch inside ``width`` x ``height``, cut at its edges; each thread has its own."""
    del thread
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    if hatch is Hatch.DOTS:
        _add_dots(path, width=width, height=height, scale=scale)
    elif hatch is Hatch.STRIPES:
        _add_stripes(path, width=width, height=height, scale=scale)
    else:
        stroke, period = _STRIPE[hatch]
        _add_diagonals(path, QRectF(0, 0, width, height), stroke=stroke * scale, period=period * scale)
    return path


def _add_dots(path: QPainterPath, *, width: float, height: float, scale: float) -> None:
    """Add dots on a staggered 6-px lattice."""
    step, radius = 6.0 * scale, 1.0 * scale
    half = step / 2
    for row in range(math.ceil(height / half)):
        y = half * (row + 0.5)
        first = half * (0.5 if row % 2 else 1.5)
        for column in range(math.ceil(width / step)):
            x = first + column * step
            if x + radius <= width and y + radius <= height:
                path.addEllipse(QPointF(x, y), radius, radius)


def _add_stripes(path: QPainterPath, *, width: float, height: float, scale: float) -> None:
    """Add level stripes, 1.5 in 5 px."""
    stroke, period = 1.5 * scale, 5.0 * scale
    y = period / 2 - stroke / 2
    while y < height:
        path.addRect(0, y, width, min(stroke, height - y))
        y += period


def _add_diagonals(path: QPainterPath, rect: QRectF, *, stroke: float, period: float) -> None:
    """Add rising strokes: the bands ``c <= x + y <= c + stroke * sqrt(2)`` cut by the rectangle."""
    thick, step = stroke * math.sqrt(2), period * math.sqrt(2)
    start = -thick / 2
    while start < rect.width() + rect.height():
        corners = _band_in_rect(rect, low=start, high=start + thick)
        if len(corners) > 2:  # noqa: PLR2004 - fewer corners enclose nothing
            path.addPolygon(QPolygonF(corners))
            path.closeSubpath()
        start += step


def _band_in_rect(rect: QRectF, *, low: float, high: float) -> list[QPointF]:
    """Return the corners of the rectangle cut by ``low <= x + y <= high`` (Sutherland-Hodgman)."""
    corners = [rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft()]
    for bound, sign in ((low, 1.0), (high, -1.0)):
        corners = _half_plane(corners, bound=bound, sign=sign)
    return corners


def _half_plane(corners: list[QPointF], *, bound: float, sign: float) -> list[QPointF]:
    """Keep the part of a polygon where ``sign * (x + y - bound) >= 0``."""
    kept: list[QPointF] = []
    for index, here in enumerate(corners):
        before = corners[index - 1]
        inside = sign * (here.x() + here.y() - bound)
        outside = sign * (before.x() + before.y() - bound)
        if inside * outside < 0:
            share = outside / (outside - inside)
            kept.append(before + (here - before) * share)
        if inside >= 0:
            kept.append(here)
    return kept
