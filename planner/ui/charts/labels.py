"""Direct labels: measured first, then placed so that no two cover each other."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from planner.ui.charts.rich_text import RichText

_STEP = 2.0
_FURTHEST = 40.0
_ASIDE = 0.3  # of the width of the picture
_APART = 8.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A label that wants a place: its text, the rectangle it would like, colours and weight in a conflict."""

    text: RichText
    rect: QRectF
    colour: QColor
    strong_colour: QColor | None = None
    align: str = "left"
    priority: int = 1
    fixed: bool = False  # bar labels stay at their bar and make the others move
    slides: bool = False  # gives way to the side, never up or down
    ground: QColor | None = None  # painted below the words where they would sit on a hatch


def place(labels: list[Placed], *, within: QRectF) -> list[Placed]:
    """Solve collisions: important labels first, others step up or down, or aside; those of priority 0 or less may go.

    Returns
    -------
    list of Placed
        The labels with their final rectangles.
    """
    done: list[Placed] = []
    taken: list[QRectF] = []
    for label in sorted(labels, key=lambda one: (not one.fixed, -one.priority)):
        rect = _held(label.rect, within=within)
        if label.fixed:
            free: QRectF | None = rect
        else:
            free = (_free_aside if label.slides else _free_rect)(rect, taken=taken, within=within)
        if free is None and label.priority <= 0:
            continue
        final = free or rect
        taken.append(final)
        done.append(_moved(label, final))
    return done


def paint_placed(painter: QPainter, labels: list[Placed]) -> None:
    """Paint placed labels."""
    for label in labels:
        if label.ground is not None:
            painter.fillRect(label.rect.adjusted(-3, 0, 3, 0), label.ground)
        label.text.paint(
            painter, label.rect.topLeft(), colour=label.colour, strong_colour=label.strong_colour, align=label.align
        )


def _moved(label: Placed, rect: QRectF) -> Placed:
    return replace(label, rect=rect)


def _held(rect: QRectF, *, within: QRectF) -> QRectF:
    """Shift a rectangle sideways and up or down so that it stays in the picture."""
    x = min(max(rect.left(), within.left()), max(within.left(), within.right() - rect.width()))
    y = min(max(rect.top(), within.top()), max(within.top(), within.bottom() - rect.height()))
    return QRectF(QPointF(x, y), rect.size())


def _free_aside(rect: QRectF, *, taken: list[QRectF], within: QRectF) -> QRectF | None:
    """Return the nearest free place straight to the left or right, a little apart, or ``None``."""
    distance = 0.0
    while distance <= _ASIDE * within.width():
        for sign in (1.0, -1.0) if distance else (1.0,):
            moved = rect.translated(sign * distance, 0)
            wide = moved.adjusted(-_APART, 1, _APART, -1)
            inside = moved.left() >= within.left() - 1 and moved.right() <= within.right() + 1
            if inside and not any(wide.intersects(other) for other in taken):
                return moved
        distance += _STEP
    return None


def _free_rect(rect: QRectF, *, taken: list[QRectF], within: QRectF) -> QRectF | None:
    """Return the nearest free place straight above or below, or ``None``."""
    distance = 0.0
    while distance <= _FURTHEST:
        for sign in (-1.0, 1.0) if distance else (1.0,):
            moved = rect.translated(0, sign * distance)
            tight = moved.adjusted(0, 1, 0, -1)
            inside = moved.top() >= within.top() - 1 and moved.bottom() <= within.bottom() + 1
            if inside and not any(tight.intersects(other) for other in taken):
                return moved
        distance += _STEP
    return None
