"""Where the plot lies in its rectangle, and how data coordinates become pixels."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from planner.analysis.scenes.scene import Axis, AxisKind, Bars, Scene
from planner.ui.charts.rich_text import RichText
from planner.ui.theme.fonts import AXIS

_TICK_GAP = 8.0
_FOOT = 24.0
_TITLE = 20.0
_LEGEND = 30.0


@dataclass(frozen=True, slots=True)
class PlotFrame:
    """The plot rectangle of a scene and its mapping; ``scale`` is the factor of fonts and strokes."""

    scene: Scene
    outer: QRectF
    plot: QRectF
    scale: float

    def x(self, value: float) -> float:
        """Return the pixel of an x value."""
        return self.plot.left() + _share(value, self.scene.x) * self.plot.width()

    def y(self, value: float) -> float:
        """Return the pixel of a y value; up is more."""
        return self.plot.bottom() - _share(value, self.scene.y) * self.plot.height()

    def point(self, x: float, y: float) -> QPointF:
        """Return the pixel position of a datum."""
        return QPointF(self.x(x), self.y(y))

    def clamp_y(self, value: float) -> float:
        """Return the value held inside the range of the axis, so that nothing paints outside the plot."""
        low, high = sorted((self.scene.y.low, self.scene.y.high))
        return min(max(value, low), high)

    def x_value(self, pixel: float) -> float:
        """Return the x value under a pixel."""
        axis = self.scene.x
        return axis.low + (pixel - self.plot.left()) / max(self.plot.width(), 1.0) * (axis.high - axis.low)

    def bar_rect(self, *, centre: float, width: float, low: float, high: float, horizontal: bool) -> QRectF:
        """Return the pixels of a bar."""
        near, far = centre - width / 2, centre + width / 2
        if horizontal:
            return QRectF(self.point(low, near), self.point(high, far)).normalized()
        return QRectF(self.point(near, self.clamp_y(low)), self.point(far, self.clamp_y(high))).normalized()


def _share(value: float, axis: Axis) -> float:
    """Return where a value lies on its axis, 0 at the low end and 1 at the high end."""
    span = axis.high - axis.low
    return (value - axis.low) / span if span else 0.5


def lay_out(scene: Scene, outer: QRectF, *, scale: float = 1.0) -> PlotFrame:
    """Reserve room for axis labels, titles and legend, and give the rest to the plot."""
    left = max(_label_room(scene.y, scale=scale), scene.left_margin * scale)
    top = scene.top_margin * scale + (_TITLE * scale if scene.y.title else 0.0)
    bottom = _foot_room(scene, scale=scale)
    plot = outer.adjusted(left, top + 4 * scale, -scene.right_margin * scale - 1, -bottom - 1)
    return PlotFrame(scene=scene, outer=outer, plot=plot, scale=scale)


def _label_room(axis: Axis, *, scale: float) -> float:
    """Return the width that the labels of the y axis need."""
    if not axis.visible or not axis.ticks:
        return 0.0
    widest = max(
        RichText(tick.label, size_px=AXIS, strong=tick.strong, scale=scale).size().width() for tick in axis.ticks
    )
    return widest + _TICK_GAP * scale


def _foot_room(scene: Scene, *, scale: float) -> float:
    """Return the height below the plot for tick labels, the title of the x axis and the legend."""
    labels = _FOOT if scene.x.visible and scene.x.ticks else 2.0
    title = _TITLE if scene.x.title else 0.0
    legend = _LEGEND if scene.legend else 0.0
    return (labels + title + legend) * scale


def has_level_zero(scene: Scene) -> bool:
    """Say whether the plot gets a strong line at y = 0."""
    axis = scene.y
    return axis.kind is AxisKind.LINEAR and min(axis.low, axis.high) <= 0 <= max(axis.low, axis.high)


def has_upright_zero(scene: Scene) -> bool:
    """Say whether level bars grow from a strong line at x = 0."""
    level_bars = any(isinstance(mark, Bars) and mark.horizontal for mark in scene.marks)
    axis = scene.x
    return (
        level_bars
        and scene.y.kind is AxisKind.CATEGORY
        and axis.kind is AxisKind.LINEAR
        and min(axis.low, axis.high) < 0 < max(axis.low, axis.high)
    )
