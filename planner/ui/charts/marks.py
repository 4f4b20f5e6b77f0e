"""How each kind of mark is painted; labels are collected and placed at the end."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from planner.analysis.scenes.scene import Band, Bar, Bars, Bracket, Dots, Line, Region, Rule, Style
from planner.ui.charts.frame import PlotFrame
from planner.ui.charts.pens import pen
from planner.ui.charts.symbols import Symbol, paint_symbol
from planner.ui.theme.hatches import Hatch, paint_hatch
from planner.ui.theme.looks import Look, look
from planner.ui.theme.tokens import Theme, with_opacity

_RADIUS = 2.0


def paint_bars(painter: QPainter, frame: PlotFrame, bars: Bars, *, theme: Theme) -> None:
    """Paint a series of bars."""
    for bar in bars.bars:
        rect = frame.bar_rect(
            centre=bar.centre, width=bar.width, low=bar.low, high=bar.high, horizontal=bars.horizontal
        )
        paint_bar(painter, rect, bar, theme=theme, scale=frame.scale)


def paint_bar(painter: QPainter, rect: QRectF, bar: Bar, *, theme: Theme, scale: float) -> None:
    """Paint one bar: fill, hatch, edge."""
    if bar.low == bar.high:
        return
    shown = look(theme, bar.style)
    if bar.outlined:
        painter.setPen(pen(shown.stroke, width=1.4, scale=scale))
        painter.setBrush(QBrush(theme.base))
        painter.drawRoundedRect(_inset(rect, 0.7 * scale), _RADIUS * scale, _RADIUS * scale)
        return
    paint_look(painter, rect, shown, scale=scale, opacity=bar.opacity)


def paint_look(painter: QPainter, rect: QRectF, shown: Look, *, scale: float = 1.0, opacity: float = 1.0) -> None:
    """Paint a rectangle in a look: solid fill, then the hatch, then the edge."""
    if shown.fill is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(with_opacity(shown.fill, share=opacity) if opacity < 1 else shown.fill))
        radius = min(_RADIUS * scale, rect.width() / 2, rect.height() / 2)
        painter.drawRoundedRect(rect, radius, radius)
    if shown.hatch is not Hatch.NONE and shown.hatch_colour is not None:
        inner = _inset(rect, 0.5) if shown.edge is None else _inset(rect, scale)
        paint_hatch(painter, inner, hatch=shown.hatch, colour=shown.hatch_colour, scale=scale)
    if shown.edge is not None:
        painter.setPen(pen(shown.edge, width=1.2 if shown.dashed else 1.0, dash="short" if shown.dashed else ""))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(_inset(rect, 0.5), _RADIUS * scale, _RADIUS * scale)


def _inset(rect: QRectF, by: float) -> QRectF:
    return rect.adjusted(by, by, -by, -by)


def paint_region(painter: QPainter, frame: PlotFrame, region: Region, *, theme: Theme) -> None:
    """Paint a shaded rectangle behind the marks."""
    rect = region_rect(frame, region)
    shown = look(theme, region.style)
    plain = Look(shown.fill, shown.stroke, shown.text, hatch=shown.hatch, hatch_colour=shown.hatch_colour)
    paint_look(painter, rect, plain, scale=frame.scale)
    if region.edge:
        painter.setPen(pen(shown.stroke, width=1.0, scale=frame.scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(_inset(rect, 0.5))


def region_rect(frame: PlotFrame, region: Region) -> QRectF:
    """Return the pixels of a region; open sides reach to the edge of the plot."""
    left = frame.plot.left() if region.x0 is None else frame.x(region.x0)
    right = frame.plot.right() if region.x1 is None else frame.x(region.x1)
    bottom = frame.plot.bottom() if region.y0 is None else frame.y(frame.clamp_y(region.y0))
    top = frame.plot.top() if region.y1 is None else frame.y(frame.clamp_y(region.y1))
    return QRectF(QPointF(left, top), QPointF(right, bottom)).normalized()


def paint_band(painter: QPainter, frame: PlotFrame, band: Band, *, theme: Theme) -> None:
    """Paint the area between two curves with its opacity; stacked bands add up."""
    upper = [frame.point(x, frame.clamp_y(high)) for x, high in zip(band.xs, band.highs, strict=True)]
    lower = [frame.point(x, frame.clamp_y(low)) for x, low in zip(band.xs, band.lows, strict=True)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(with_opacity(look(theme, band.style).stroke, share=band.opacity)))
    painter.drawPolygon(QPolygonF(upper + lower[::-1]))


def line_pieces(frame: PlotFrame, line: Line) -> Iterator[list[QPointF]]:
    """Yield the pixels of each unbroken piece of a line; ``None`` is a gap."""
    piece: list[QPointF] = []
    for x, y in zip(line.xs, line.ys, strict=True):
        if y is None:
            if piece:
                yield piece
            piece = []
            continue
        here = frame.point(x, frame.clamp_y(y))
        if line.step and piece:
            piece.append(QPointF(here.x(), piece[-1].y()))
        piece.append(here)
    if piece:
        yield piece


def paint_line(painter: QPainter, frame: PlotFrame, line: Line, *, theme: Theme) -> None:
    """Paint a polyline or staircase, and its dots with a thin ring of the ground."""
    colour = look(theme, line.style).stroke
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(colour, width=line.width, dash=line.dash, scale=frame.scale))
    for piece in line_pieces(frame, line):
        painter.drawPolyline(QPolygonF(piece))
    if line.dots:
        _paint_line_dots(painter, frame, line, colour=colour, ground=theme.base)


def _paint_line_dots(painter: QPainter, frame: PlotFrame, line: Line, *, colour: QColor, ground: QColor) -> None:
    painter.setPen(QPen(ground, frame.scale))
    painter.setBrush(QBrush(colour))
    radius = 3.0 * frame.scale
    for x, y in zip(line.xs, line.ys, strict=True):
        if y is not None:
            painter.drawEllipse(frame.point(x, frame.clamp_y(y)), radius, radius)


def paint_rule(painter: QPainter, frame: PlotFrame, rule: Rule, *, theme: Theme) -> None:
    """Paint a straight line across the plot, snapped to whole pixels, with its foot dot."""
    colour = look(theme, rule.style).stroke
    painter.setPen(pen(colour, width=rule.width, dash=rule.dash, scale=frame.scale))
    ends = rule_ends(frame, rule)
    painter.drawLine(*ends)
    if rule.foot:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(colour))
        painter.drawEllipse(ends[0], 4 * frame.scale, 4 * frame.scale)


def rule_ends(frame: PlotFrame, rule: Rule) -> tuple[QPointF, QPointF]:
    """Return the start (bottom or left) and the end of a rule in pixels."""
    if rule.vertical:
        x = round(frame.x(rule.position)) + 0.5
        bottom = frame.plot.bottom() if rule.start is None else frame.y(rule.start)
        top = frame.plot.top() if rule.stop is None else frame.y(rule.stop)
        return QPointF(x, bottom), QPointF(x, top)
    y = round(frame.y(rule.position)) + 0.5
    left = frame.plot.left() if rule.start is None else frame.x(rule.start)
    right = frame.plot.right() if rule.stop is None else frame.x(rule.stop)
    return QPointF(left, y), QPointF(right, y)


def paint_dots(painter: QPainter, frame: PlotFrame, dots: Dots, *, theme: Theme) -> None:
    """Paint single symbols."""
    for dot in dots.dots:
        symbol = Symbol(
            kind=dot.symbol,
            size=dot.size,
            colour=look(theme, dot.style).stroke,
            ground=theme.base,
            filled=dot.filled,
            scale=frame.scale,
        )
        paint_symbol(painter, frame.point(dot.x, dot.y), symbol)


def paint_bracket(painter: QPainter, frame: PlotFrame, bracket: Bracket, *, theme: Theme) -> None:
    """Paint a level bracket that opens downwards."""
    drop = 8 * frame.scale
    left, right = frame.x(bracket.x0), frame.x(bracket.x1)
    y = round(frame.y(bracket.y)) + 0.5
    painter.setPen(pen(look(theme, Style.MUTED).stroke, width=1.0, scale=frame.scale))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corners = [QPointF(left, y + drop), QPointF(left, y), QPointF(right, y), QPointF(right, y + drop)]
    painter.drawPolyline(QPolygonF(corners))
