"""What lies under the pointer, and in which order the arrow keys walk it."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from planner.analysis.scenes.scene import Bars, Dots, Hit, Line, Rule
from planner.ui.charts.frame import PlotFrame
from planner.ui.charts.marks import rule_ends

_REACH = 9.0
_LINE_REACH = 28.0


@dataclass(frozen=True, slots=True)
class HitArea:
    """A datum one can hover, click or reach with the arrow keys."""

    rect: QRectF
    hit: Hit
    of_line: bool = False

    @property
    def anchor(self) -> QPointF:
        """Where its tooltip points to."""
        return QPointF(self.rect.center().x(), self.rect.top())


def hit_areas(frame: PlotFrame) -> tuple[HitArea, ...]:
    """Return all areas, from left to right and from top to bottom."""
    areas = [area for mark in frame.scene.marks for area in _areas_of(mark, frame)]
    return tuple(sorted(areas, key=lambda area: (round(area.rect.center().x()), area.rect.center().y())))


def area_at(areas: tuple[HitArea, ...], point: QPointF, *, plot: QRectF) -> HitArea | None:
    """Return the smallest area under the pointer, else the nearest datum of a line beside it."""
    under = [area for area in areas if area.rect.contains(point)]
    if under:
        return min(under, key=lambda area: area.rect.width() * area.rect.height())
    if not plot.contains(point):
        return None
    near = [area for area in areas if area.of_line and _x_distance(area, point) <= _LINE_REACH]
    return min(near, key=lambda area: (_x_distance(area, point), _y_distance(area, point)), default=None)


def _areas_of(mark: object, frame: PlotFrame) -> Iterator[HitArea]:
    if isinstance(mark, Bars):
        yield from _bar_areas(mark, frame)
    elif isinstance(mark, Line):
        yield from _line_areas(mark, frame)
    elif isinstance(mark, Dots):
        for dot in mark.dots:
            if dot.hit is not None:
                reach = max(_REACH, dot.size / 2 + 2) * frame.scale
                yield HitArea(_around(frame.point(dot.x, dot.y), reach), dot.hit)
    elif isinstance(mark, Rule) and mark.hit is not None:
        start, end = rule_ends(frame, mark)
        yield HitArea(QRectF(start, end).normalized().adjusted(-4, -4, 4, 4), mark.hit)


def _bar_areas(bars: Bars, frame: PlotFrame) -> Iterator[HitArea]:
    """Give thin bars a reach of at least eight pixels."""
    for bar in bars.bars:
        if bar.hit is None:
            continue
        rect = frame.bar_rect(
            centre=bar.centre, width=bar.width, low=bar.low, high=bar.high, horizontal=bars.horizontal
        )
        grow_x, grow_y = max(0.0, 4 - rect.width() / 2), max(0.0, 4 - rect.height() / 2)
        yield HitArea(rect.adjusted(-grow_x, -grow_y, grow_x, grow_y), bar.hit)


def _line_areas(line: Line, frame: PlotFrame) -> Iterator[HitArea]:
    for x, y, hit in zip(line.xs, line.ys, line.hits, strict=False):
        if y is not None and hit is not None:
            point = frame.point(x, frame.clamp_y(y))
            yield HitArea(_around(point, _REACH * frame.scale), hit, of_line=True)


def _around(centre: QPointF, reach: float) -> QRectF:
    return QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach)


def _x_distance(area: HitArea, point: QPointF) -> float:
    return abs(area.rect.center().x() - point.x())


def _y_distance(area: HitArea, point: QPointF) -> float:
    return abs(area.rect.center().y() - point.y())
