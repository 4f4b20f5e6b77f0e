"""Which texts a scene carries and where they would like to stand."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF

from planner.analysis.scenes.scene import AxisKind, Bar, Bars, Bracket, Label, Region, Rule, Style
from planner.ui.charts.frame import PlotFrame
from planner.ui.charts.labels import Placed
from planner.ui.charts.marks import region_rect, rule_ends
from planner.ui.charts.rich_text import RichText
from planner.ui.theme.fonts import AXIS, BODY, PANEL
from planner.ui.theme.hatches import Hatch
from planner.ui.theme.looks import look
from planner.ui.theme.tokens import Theme

_OVER_ALL = 5


def scene_texts(frame: PlotFrame, *, theme: Theme) -> list[Placed]:
    """Return the labels of all marks."""
    return [text for mark in frame.scene.marks for text in _texts_of(mark, frame, theme)]


def _texts_of(mark: object, frame: PlotFrame, theme: Theme) -> Iterator[Placed]:
    if isinstance(mark, Bars):
        for bar in mark.bars:
            if bar.label:
                yield _bar_text(bar, frame, theme, horizontal=mark.horizontal)
    elif isinstance(mark, Rule) and mark.label:
        yield _rule_text(mark, frame, theme)
    elif isinstance(mark, Region) and mark.label:
        yield _region_text(mark, frame, theme)
    elif isinstance(mark, Bracket) and mark.text:
        yield _bracket_text(mark, frame, theme)
    elif isinstance(mark, Label):
        yield _label_text(mark, frame, theme)


def _bar_text(bar: Bar, frame: PlotFrame, theme: Theme, *, horizontal: bool) -> Placed:
    """Put the label above a bar, below a falling one, beside a level one, or inside when asked."""
    size = bar.label_size or (PANEL if bar.label_strong else BODY)
    text = RichText(bar.label, size_px=size, strong=bar.label_strong, scale=frame.scale)
    rect = frame.bar_rect(centre=bar.centre, width=bar.width, low=bar.low, high=bar.high, horizontal=horizontal)
    gap = 6 * frame.scale
    half = text.size().height() / 2
    down = bar.high < bar.low
    align = "centre"
    if bar.label_inside:
        anchor = QPointF(rect.center().x(), rect.top() + gap + half)
    elif horizontal:
        align = "right" if down else "left"
        anchor = QPointF(rect.left() - gap if down else rect.right() + gap, rect.center().y())
    else:
        anchor = QPointF(rect.center().x(), rect.bottom() + gap + half if down else rect.top() - gap / 2 - half)
    colour = theme.on_features if bar.label_inside else theme.text
    return Placed(text, text.rect_at(anchor, align=align), colour, align=align, priority=_OVER_ALL, fixed=True)


def _rule_text(rule: Rule, frame: PlotFrame, theme: Theme) -> Placed:
    """Put the label at the start or the end of a rule, on the side it asks for."""
    text = RichText(rule.label, scale=frame.scale)
    start, end = rule_ends(frame, rule)
    base = start if rule.label_side == "start" else end
    half = text.size().height() / 2
    gap = 6 * frame.scale
    if rule.vertical:
        inward = -half - 2 * frame.scale if rule.label_side == "start" else half
        if rule.label_align == "centre":
            anchor = base + QPointF(0, inward - 2 * half - 2 * frame.scale)
            rect = text.rect_at(anchor, align="centre")
        else:
            left = rule.label_align == "left"
            anchor = base + QPointF(-gap if left else gap, inward)
            rect = text.rect_at(anchor, align="right" if left else "left")
    else:
        rect = text.rect_at(base + QPointF(0, -half - 1), align="left" if rule.label_side == "start" else "right")
    colour = look(theme, rule.style).text
    strong = theme.text if rule.style in _QUIET else colour
    return Placed(text, rect, colour, strong_colour=strong, priority=3)


_QUIET = {Style.MUTED, Style.GRID, Style.STRONG}


def _region_text(region: Region, frame: PlotFrame, theme: Theme) -> Placed:
    """Put the label at the top of a region, centred."""
    text = RichText(region.label, scale=frame.scale)
    rect: QRectF = region_rect(frame, region)
    anchor = QPointF(rect.center().x(), rect.top() + text.size().height() / 2 + 2 * frame.scale)
    on_hatch = look(theme, region.style).hatch is not Hatch.NONE
    return Placed(
        text,
        text.rect_at(anchor, align="centre"),
        look(theme, Style.MUTED).text,
        align="centre",
        priority=2,
        ground=theme.base if on_hatch else None,
    )


def _bracket_text(bracket: Bracket, frame: PlotFrame, theme: Theme) -> Placed:
    """Put the words above the middle of a bracket."""
    text = RichText(bracket.text, size_px=BODY, scale=frame.scale)
    middle = QPointF(
        (frame.x(bracket.x0) + frame.x(bracket.x1)) / 2,
        frame.y(bracket.y) - text.size().height() / 2 - 5 * frame.scale,
    )
    return Placed(text, text.rect_at(middle, align="centre"), look(theme, Style.MUTED).text, priority=3)


def _label_text(label: Label, frame: PlotFrame, theme: Theme) -> Placed:
    """Put a free label at its datum, moved by its offset."""
    text = RichText(label.text, size_px=label.size, strong=label.strong, scale=frame.scale)
    anchor = frame.point(label.x, label.y) + QPointF(label.dx, label.dy) * frame.scale
    colour = look(theme, label.style).text
    strong = theme.text if label.style in _QUIET else colour
    rect = text.rect_at(anchor, align=label.align)
    return Placed(
        text,
        rect,
        colour,
        strong_colour=strong,
        align=label.align,
        priority=label.priority,
        slides=label.slides,
    )


def tick_texts(frame: PlotFrame, *, theme: Theme) -> list[Placed]:
    """Return the labels of both axes; those of the x axis thin out from the left when they would touch."""
    return _x_tick_texts(frame, theme) + _y_tick_texts(frame, theme) + _titles(frame, theme)


def _x_tick_texts(frame: PlotFrame, theme: Theme) -> list[Placed]:
    axis = frame.scene.x
    if not axis.visible:
        return []
    kept: list[Placed] = []
    y = frame.plot.bottom() + 14 * frame.scale
    for tick in sorted(axis.ticks, key=lambda one: (not one.strong, -one.position)):
        text = RichText(tick.label, size_px=AXIS, strong=tick.strong, scale=frame.scale)
        rect = text.rect_at(QPointF(frame.x(tick.position), y), align="centre")
        rect.moveLeft(min(max(rect.left(), frame.outer.left()), frame.outer.right() - rect.width()))
        if not any(rect.adjusted(-3, 0, 3, 0).intersects(other.rect) for other in kept):
            kept.append(Placed(text, rect, theme.text if tick.strong else theme.text3))
    return kept


def _y_tick_texts(frame: PlotFrame, theme: Theme) -> list[Placed]:
    axis = frame.scene.y
    if not axis.visible:
        return []
    named = axis.kind is AxisKind.CATEGORY
    x = frame.outer.left() if named else frame.plot.left() - 8 * frame.scale
    out: list[Placed] = []
    for tick in axis.ticks:
        text = RichText(tick.label, size_px=AXIS, strong=tick.strong, scale=frame.scale)
        rect = text.rect_at(QPointF(x, frame.y(tick.position)), align="left" if named else "right")
        out.append(Placed(text, rect, theme.text if tick.strong or named else theme.text3))
    return out


def _titles(frame: PlotFrame, theme: Theme) -> list[Placed]:
    """Return the axis titles: above the y axis, and at the right end below the x axis."""
    out: list[Placed] = []
    scene = frame.scene
    if scene.y.title:
        text = RichText(scene.y.title, scale=frame.scale)
        at = QPointF(frame.outer.left(), frame.outer.top() + scene.top_margin * frame.scale)
        out.append(Placed(text, QRectF(at, text.size()), theme.text3))
    if scene.x.title:
        text = RichText(scene.x.title, scale=frame.scale)
        foot = 24.0 if scene.x.visible and scene.x.ticks else 2.0
        at = QPointF(frame.plot.right(), frame.plot.bottom() + (foot + 8) * frame.scale)
        out.append(Placed(text, text.rect_at(at, align="right"), theme.text3))
    return out
