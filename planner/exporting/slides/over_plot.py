"""What lies over the plot of a native chart: rules, brackets and free words, at their exact places."""

from collections.abc import Iterator
from itertools import pairwise

from planner.analysis.scenes.scene import Axis, AxisKind, Bracket, Label, Line, Rule, Scene, Style
from planner.exporting.slides.native import Remark, Scale, Stroke

_DROP = 0.02  # of the plot: the feet of a bracket
_GAP = 7.0
_STEP_LIFT = 24.0


def scale_of(axis: Axis) -> Scale:
    """Return the value axis of a native chart."""
    places = sorted(tick.position for tick in axis.ticks)
    step = min((after - before for before, after in pairwise(places)), default=0.0)
    shares = bool(axis.ticks) and all(tick.label.endswith("%") for tick in axis.ticks)
    span = axis.high - axis.low
    return Scale(axis.low, axis.high, step or span, visible=axis.visible and bool(axis.ticks), shares=shares)


def x_share(scene: Scene, x: float) -> float:
    """Return where an x value lies in the plot, 0 at its left edge."""
    return _share(x, scene.x)


def y_share(scene: Scene, y: float) -> float:
    """Return where a y value lies in the plot, 0 at its *top*."""
    low, high = sorted((scene.y.low, scene.y.high))
    return 1.0 - _share(min(max(y, low), high), scene.y)


def _share(value: float, axis: Axis) -> float:
    span = axis.high - axis.low
    return (value - axis.low) / span if span else 0.5


def strokes_of(scene: Scene) -> Iterator[Stroke]:
    """Yield rules and brackets as thin lines."""
    for mark in scene.marks:
        if isinstance(mark, Rule):
            yield _rule(scene, mark)
        elif isinstance(mark, Bracket):
            left, right = x_share(scene, mark.x0), x_share(scene, mark.x1)
            y = y_share(scene, mark.y)
            yield Stroke(left, y, right, y, Style.MUTED, 1.0)
            yield Stroke(left, y, left, y + _DROP, Style.MUTED, 1.0)
            yield Stroke(right, y, right, y + _DROP, Style.MUTED, 1.0)


def _rule(scene: Scene, rule: Rule) -> Stroke:
    if rule.vertical:
        x = x_share(scene, rule.position)
        bottom = 1.0 if rule.start is None else y_share(scene, rule.start)
        top = 0.0 if rule.stop is None else y_share(scene, rule.stop)
        return Stroke(x, top, x, bottom, rule.style, rule.width, rule.dash)
    y = y_share(scene, rule.position)
    left = 0.0 if rule.start is None else x_share(scene, rule.start)
    right = 1.0 if rule.stop is None else x_share(scene, rule.stop)
    return Stroke(left, y, right, y, rule.style, rule.width, rule.dash)


def remarks_of(scene: Scene, *, skipped: frozenset[Label] = frozenset()) -> Iterator[Remark]:
    """Yield the words of rules, brackets and free labels; ``skipped`` ones stand at a point of a series."""
    for mark in scene.marks:
        if isinstance(mark, Rule) and mark.label:
            yield _rule_words(scene, mark)
        elif isinstance(mark, Bracket) and mark.text:
            middle = x_share(scene, (mark.x0 + mark.x1) / 2)
            yield Remark(middle, y_share(scene, mark.y), mark.text, Style.MUTED, align="centre", dy=-13.0)
        elif isinstance(mark, Label) and mark not in skipped:
            x, y = x_share(scene, mark.x), y_share(scene, mark.y)
            text = mark.text.removeprefix(f"{scene.title}\n")  # the title stands over the chart already
            lift = _STEP_LIFT if _at_step(scene, mark) else 0.0
            yield Remark(x, y, text, mark.style, mark.align, mark.dx, mark.dy - lift, mark.strong)


def _rule_words(scene: Scene, rule: Rule) -> Remark:
    at_start = rule.label_side == "start"
    if not rule.vertical:
        x = 0.0 if at_start else 1.0
        align = "left" if at_start else "right"
        return Remark(x, y_share(scene, rule.position), rule.label, rule.style, align, dy=-12.0)
    x = x_share(scene, rule.position)
    y, dy = (1.0, -13.0) if at_start else (0.0, 10.0)
    if rule.label_align == "centre":
        return Remark(x, y, rule.label, rule.style, "centre", dy=-12.0)
    left = rule.label_align == "left"
    return Remark(x, y, rule.label, rule.style, "right" if left else "left", dx=-_GAP if left else _GAP, dy=dy)


def _at_step(scene: Scene, label: Label) -> bool:
    """Say whether words stand in the middle of a step, which a native line draws slanted."""
    return any(
        isinstance(mark, Line)
        and mark.step
        and any(
            x1 == label.x and low is not None and high is not None and min(low, high) < label.y < max(low, high)
            for (_, low), (x1, high) in pairwise(zip(mark.xs, mark.ys, strict=True))
        )
        for mark in scene.marks
    )


def is_named(axis: Axis) -> bool:
    """Say whether an axis has named slots."""
    return axis.kind is AxisKind.CATEGORY
