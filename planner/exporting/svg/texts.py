"""Which words a scene carries and where they would like to stand."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from planner.analysis.scenes.scene import AxisKind, Bar, Bars, Bracket, Label, Mark, Region, Rule, Scene
from planner.exporting.drawing.boxes import Box
from planner.exporting.drawing.words import LINE_HEIGHT, shortened, width_of
from planner.exporting.svg.elements import HATCHES
from planner.exporting.svg.frame import AXIS, BODY, LONGEST_TILTED, PANEL, TICK_GAP, Frame, tilted_room
from planner.exporting.svg.marks import bar_box, region_box, rule_ends

_OVER_ALL = 5
_SMALLEST = 10.0
_SHIFTS = {"left": 0.0, "centre": 0.5, "right": 1.0}


@dataclass(frozen=True, slots=True)
class Text:
    """Words that want a place: their box, and how they look there; ``ground`` covers a hatch behind them."""

    box: Box
    text: str
    size: float
    kind: str
    align: str = "left"
    strong: bool = False
    ground: bool = False
    tilted: bool = False


@dataclass(frozen=True, slots=True)
class _Look:
    size: float
    kind: str
    strong: bool = False
    priority: int = 1
    fixed: bool = False
    ground: bool = False


def tick_texts(frame: Frame) -> Iterator[Text]:
    """Yield the names on the axes, none over another, and the titles of the axes."""
    yield from _x_ticks(frame)
    yield from _y_ticks(frame)
    scene = frame.scene
    if scene.y.title:
        yield _text(scene.y.title, 0.0, scene.top_margin + AXIS / 2, "left", _Look(AXIS, "t-axis"))
    if scene.x.title:
        foot = 24.0 if scene.x.visible and scene.x.ticks else 2.0
        yield _text(scene.x.title, frame.right, frame.bottom + foot + 8, "right", _Look(AXIS, "t-axis"))


def _x_ticks(frame: Frame) -> Iterator[Text]:
    axis = frame.scene.x
    if axis.visible and tilted_room(frame.scene, room=frame.right - frame.left):
        yield from _tilted(frame)
        return
    kept: list[Box] = []
    for tick in sorted(axis.ticks if axis.visible else (), key=lambda one: (not one.strong, -one.position)):
        look = _Look(AXIS, "t-text" if tick.strong else "t-axis", strong=tick.strong)
        room = _slot(frame) if axis.kind is AxisKind.CATEGORY else frame.width
        label = shortened(tick.label, size=AXIS, room=max(room, 4 * AXIS), strong=tick.strong)
        text = _text(label, frame.x(tick.position), frame.bottom + 14, "centre", look)
        left = min(max(text.box.left, 0.0), max(0.0, frame.width - text.box.width))
        place = Box(left, text.box.top, text.box.width, text.box.height)
        wide = Box(place.left - 3, place.top, place.width + 6, place.height)
        if not any(wide.meets(other) for other in kept):
            kept.append(place)
            yield Text(place, label, AXIS, text.kind, "centre", tick.strong)


def _tilted(frame: Frame) -> Iterator[Text]:
    """Yield all names, slanted, each ending under the middle of its slot."""
    for tick in frame.scene.x.ticks:
        look = _Look(AXIS, "t-text" if tick.strong else "t-axis", strong=tick.strong)
        label = shortened(tick.label, size=AXIS, room=LONGEST_TILTED, strong=tick.strong)
        text = _text(label, frame.x(tick.position) + 5, frame.bottom + 12, "right", look)
        yield replace(text, tilted=True)


def _slot(frame: Frame) -> float:
    return (frame.right - frame.left) / max(1.0, frame.scene.x.high - frame.scene.x.low)


def _y_ticks(frame: Frame) -> Iterator[Text]:
    axis = frame.scene.y
    named = axis.kind is AxisKind.CATEGORY
    x, align = (0.0, "left") if named else (frame.left - TICK_GAP, "right")
    for tick in axis.ticks if axis.visible else ():
        label = shortened(tick.label, size=AXIS, room=frame.left, strong=tick.strong) if named else tick.label
        look = _Look(AXIS, "t-text" if named or tick.strong else "t-axis", strong=tick.strong)
        yield _text(label, x, frame.y(tick.position), align, look)


def mark_texts(scene: Scene, frame: Frame) -> Iterator[Text]:
    """Yield the labels of all marks."""
    for mark in scene.marks:
        yield from _texts_of(mark, frame)


def _texts_of(mark: Mark, frame: Frame) -> Iterator[Text]:
    if isinstance(mark, Bars):
        for bar in mark.bars:
            if bar.label:
                yield _bar_text(bar, frame, level=mark.horizontal)
    elif isinstance(mark, Rule) and mark.label:
        yield _rule_text(mark, frame)
    elif isinstance(mark, Region) and mark.label:
        left, top, width, _ = region_box(mark, frame)
        look = _Look(AXIS, "t-muted", priority=2, ground=mark.style in HATCHES)
        yield _text(mark.label, left + width / 2, top + 10, "centre", look)
    elif isinstance(mark, Bracket) and mark.text:
        middle = frame.x((mark.x0 + mark.x1) / 2)
        text = shortened(mark.text, size=BODY, room=frame.width)
        yield _text(text, middle, frame.y(mark.y) - 14, "centre", _Look(BODY, "t-muted", priority=3))
    elif isinstance(mark, Label):
        look = _Look(float(mark.size), f"t-{mark.style.value}", mark.strong, mark.priority)
        text = mark.text.removeprefix(f"{frame.scene.title}\n")  # the page says it above the picture
        yield _text(text, frame.x(mark.x) + mark.dx, frame.y(mark.y) + mark.dy, mark.align, look)


def _bar_text(bar: Bar, frame: Frame, *, level: bool) -> Text:
    """Put the label above a bar, below a falling one, beside a level one, or inside when asked."""
    size = float(bar.label_size) or (PANEL if bar.label_strong else BODY)
    left, top, width, height = bar_box(bar, frame, level=level)
    half, down = size * LINE_HEIGHT / 2, bar.high < bar.low
    kind = "t-on-features" if bar.label_inside else "t-text"
    if not level:
        size = _fitting(bar, size, _slot(frame))
    look = _Look(size, kind, bar.label_strong, _OVER_ALL, fixed=True)
    if bar.label_inside:
        return _text(bar.label, left + width / 2, top + 6 + half, "centre", look)
    if level:
        x, align = (left - 6, "right") if down else (left + width + 6, "left")
        return _text(bar.label, x, top + height / 2, align, look)
    y = top + height + 6 + half if down else top - 3 - half
    return _text(bar.label, left + width / 2, y, "centre", look)


def _fitting(bar: Bar, size: float, slot: float) -> float:
    """Return the size at which a figure stays over its own slot, not below the smallest legible one."""
    width = width_of(bar.label, size=size, strong=bar.label_strong)
    return size if width <= slot else max(_SMALLEST, size * slot / width)


def _rule_text(rule: Rule, frame: Frame) -> Text:
    start, end = rule_ends(rule, frame)
    at_start = rule.label_side == "start"
    x, y = start if at_start else end
    look = _Look(AXIS, f"t-{rule.style.value}", priority=3)
    half = AXIS * LINE_HEIGHT / 2
    if not rule.vertical:
        return _text(rule.label, x, y - half - 1, "left" if at_start else "right", look)
    inward = -half - 2 if at_start else half
    if rule.label_align == "centre":
        return _text(rule.label, x, y + inward - 2 * half - 2, "centre", look)
    left = rule.label_align == "left"
    return _text(rule.label, x - 6 if left else x + 6, y + inward, "right" if left else "left", look)


def _text(text: str, x: float, y: float, align: str, look: _Look) -> Text:
    """Return words whose left, middle or right stands at ``x``, centred in height at ``y``."""
    rows = text.split("\n")
    width = max(width_of(row, size=look.size, strong=look.strong) for row in rows)
    height = look.size * LINE_HEIGHT * len(rows)
    box = Box(x - width * _SHIFTS[align], y - height / 2, width, height, look.priority, look.fixed)
    return Text(box, text, look.size, look.kind, align, look.strong, look.ground)
