"""Where the plot lies in an SVG picture, and how data coordinates become its units."""

from dataclasses import dataclass

from planner.analysis.scenes.scene import Axis, AxisKind, Bars, Scene
from planner.exporting.drawing.words import width_of

AXIS, BODY, PANEL = 12.0, 13.0, 15.0
TICK_GAP, FOOT, TITLE, LEGEND_LINE = 8.0, 24.0, 20.0, 22.0
TILT_DEGREES = 40
_TILT_SINE, _TILT_COSINE = 0.643, 0.766
LONGEST_TILTED = 96.0
_MOST_LABELS = 0.42  # of the width that names at the left may take
_MOST_MARGIN = 0.28  # of the width that the words at the line ends may take


@dataclass(frozen=True, slots=True)
class Frame:
    """The plot of a scene inside a picture of ``width`` x ``height``, all in pixels, y downwards."""

    scene: Scene
    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float

    def x(self, value: float) -> float:
        """Return the place of an x value."""
        return self.left + _share(value, self.scene.x) * (self.right - self.left)

    def y(self, value: float) -> float:
        """Return the place of a y value, held inside the plot; up is more."""
        low, high = sorted((self.scene.y.low, self.scene.y.high))
        return self.bottom - _share(min(max(value, low), high), self.scene.y) * (self.bottom - self.top)


def _share(value: float, axis: Axis) -> float:
    span = axis.high - axis.low
    return (value - axis.low) / span if span else 0.5


def lay_out(scene: Scene, *, width: float, height: float) -> Frame:
    """Reserve room for axis labels, titles and the legend, and give the rest to the plot."""
    left = min(max(_label_room(scene.y), float(scene.left_margin)), _MOST_LABELS * width)
    right = width - min(float(scene.right_margin), _MOST_MARGIN * width) - 1
    left = max(left, _first_tilted(scene, room=right - left))
    top = scene.top_margin + (TITLE if scene.y.title else 0.0) + 4
    foot = (FOOT + tilted_room(scene, room=right - left)) if scene.x.visible and scene.x.ticks else 2.0
    foot += TITLE if scene.x.title else 0.0
    foot += 8.0 + LEGEND_LINE * len(legend_lines(scene, width=width)) if scene.legend else 0.0
    return Frame(scene, width, height, left, top, right, height - foot - 1)


def _label_room(axis: Axis) -> float:
    if not axis.visible or not axis.ticks:
        return 0.0
    return max(width_of(tick.label, size=AXIS, strong=tick.strong) for tick in axis.ticks) + TICK_GAP


def tilted_room(scene: Scene, *, room: float) -> float:
    """Return what slanted names need below the axis; 0 where all of them fit level into their slots."""
    if scene.x.kind is not AxisKind.CATEGORY or not scene.x.ticks:
        return 0.0
    slot = room / max(1.0, scene.x.high - scene.x.low)
    widest = max(width_of(tick.label, size=AXIS, strong=tick.strong) for tick in scene.x.ticks)
    crowded = sum(width_of(tick.label, size=AXIS) for tick in scene.x.ticks) > len(scene.x.ticks) * slot
    return min(widest, LONGEST_TILTED) * _TILT_SINE if widest > slot and crowded else 0.0


def _first_tilted(scene: Scene, *, room: float) -> float:
    """Return how far the first slanted name reaches to the left of the plot."""
    if not tilted_room(scene, room=room):
        return 0.0
    first = min(scene.x.ticks, key=lambda tick: tick.position)
    width = min(width_of(first.label, size=AXIS, strong=first.strong), LONGEST_TILTED)
    slot = room / max(1.0, scene.x.high - scene.x.low)
    return max(0.0, width * _TILT_COSINE - slot * (first.position - scene.x.low))


def legend_lines(scene: Scene, *, width: float) -> list[list[tuple[int, float]]]:
    """Return the keys of the legend by line: the number of each and where it starts."""
    lines: list[list[tuple[int, float]]] = [[]]
    x = 0.0
    for number, key in enumerate(scene.legend):
        room = 22.0 + width_of(key.text, size=AXIS) + 16
        if x + room - 16 > width and lines[-1]:
            lines.append([])
            x = 0.0
        lines[-1].append((number, x))
        x += room
    return lines


def has_level_zero(scene: Scene) -> bool:
    """Say whether the plot gets a strong line at y = 0."""
    axis = scene.y
    return axis.kind is AxisKind.LINEAR and min(axis.low, axis.high) <= 0 <= max(axis.low, axis.high)


def has_upright_zero(scene: Scene) -> bool:
    """Say whether level bars grow from a strong line at x = 0."""
    level = any(isinstance(mark, Bars) and mark.horizontal for mark in scene.marks)
    low, high = sorted((scene.x.low, scene.x.high))
    return level and scene.y.kind is AxisKind.CATEGORY and scene.x.kind is AxisKind.LINEAR and low < 0 < high
