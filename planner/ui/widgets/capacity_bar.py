"""The capacity bar: what a sprint's days are for, with promise and plan marked on the features."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from planner.analysis.scenes.scene import Style
from planner.ui.charts.marks import paint_look
from planner.ui.charts.pens import pen
from planner.ui.charts.rich_text import RichText
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, BODY
from planner.ui.theme.looks import look

_BAR_TOP, _BAR_HEIGHT, _GAP = 26.0, 34.0, 2.0


@dataclass(frozen=True, slots=True)
class CapacityPart:
    """One bucket: its size in person-days, its name and its words below."""

    key: str
    style: Style
    size_pd: float
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class CapacityMark:
    """A mark on the bar at ``position_pd`` from the left: full for the plan, dashed for the promise."""

    position_pd: float
    text: str
    dashed: bool = False


class CapacityBar(QWidget):
    """A 34-px bar in full width; each bucket's words stand below its foot. Emits the key of a clicked bucket."""

    part_chosen = Signal(str)

    def __init__(self, themes: ThemeController, *, slim: bool = False) -> None:
        super().__init__()
        self._themes = themes
        self._slim = slim
        self._parts: tuple[CapacityPart, ...] = ()
        self._marks: tuple[CapacityMark, ...] = ()
        self.setFixedHeight(8 if slim else 106)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Capacity"))
        themes.changed.connect(self.update)

    def set_parts(self, parts: tuple[CapacityPart, ...], marks: tuple[CapacityMark, ...] = ()) -> None:
        """Show buckets and marks."""
        self._parts = tuple(part for part in parts if part.size_pd > 0)
        self._marks = marks
        said = [f"{part.name}: {part.words}" for part in parts] + [mark.text for mark in marks]
        self.setAccessibleDescription("; ".join(said))
        self.update()

    def _rects(self) -> list[tuple[CapacityPart, QRectF]]:
        """Return the rectangle of each bucket, gaps between them."""
        total = sum(part.size_pd for part in self._parts)
        if total <= 0:
            return []
        room = self.width() - _GAP * (len(self._parts) - 1)
        top, height = (0.0, 8.0) if self._slim else (_BAR_TOP, _BAR_HEIGHT)
        left, out = 0.0, []
        for part in self._parts:
            width = room * part.size_pd / total
            out.append((part, QRectF(left, top, width, height)))
            left += width + _GAP
        return out

    def _part_at(self, point: QPointF) -> CapacityPart | None:
        return next((part for part, rect in self._rects() if rect.contains(point)), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint buckets, marks and words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._themes.now
        rects = self._rects()
        for part, rect in rects:
            paint_look(painter, rect, look(theme, part.style))
        if not self._slim:
            self._paint_words(painter, rects)
            self._paint_marks(painter)

    def _paint_words(self, painter: QPainter, rects: list[tuple[CapacityPart, QRectF]]) -> None:
        """Paint name and words below each bucket; what does not fit ends at the right edge of the bar."""
        theme = self._themes.now
        free = float(self.width())
        for part, rect in reversed(rects):
            name = RichText(part.name, size_px=BODY, strong=True)
            words = RichText(part.words, size_px=AXIS)
            need = max(name.size().width(), words.size().width())
            fits = rect.left() + need <= free
            align = "left" if fits else "right"
            anchor = rect.left() if fits else free
            for text, y, colour in ((name, 76.0, theme.text), (words, 94.0, theme.text2)):
                text.paint(painter, text.rect_at(QPointF(anchor, y), align=align).topLeft(), colour=colour)
            free = (rect.left() if fits else anchor - need) - 16

    def _paint_marks(self, painter: QPainter) -> None:
        """Paint promise and plan through the bar, their words above, side by side when they are near."""
        theme = self._themes.now
        total = sum(part.size_pd for part in self._parts)
        free = -1e9
        for mark in sorted(self._marks, key=lambda one: one.position_pd):
            x = round(self.width() * min(mark.position_pd / total, 1.0)) if total else 0
            painter.setPen(pen(theme.text, width=1.5 if mark.dashed else 2.5, dash="short" if mark.dashed else ""))
            painter.drawLine(QPointF(x + 0.5, _BAR_TOP - 6), QPointF(x + 0.5, _BAR_TOP + _BAR_HEIGHT + 4))
            text = RichText(mark.text)
            rect = text.rect_at(QPointF(x, 11), align="centre")
            rect.moveLeft(min(max(rect.left(), free + 10), self.width() - rect.width()))
            text.paint(painter, rect.topLeft(), colour=theme.text)
            free = rect.right()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the exact words of the bucket under the pointer."""
        part = self._part_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if part else Qt.CursorShape.ArrowCursor)
        if part is not None:
            QToolTip.showText(event.globalPosition().toPoint(), f"{part.name}\n{part.words}", self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the bucket under the pointer."""
        part = self._part_at(event.position())
        if part is not None:
            self.part_chosen.emit(part.key)

    def sizeHint(self) -> QSize:
        """Return the full width of a page."""
        return QSize(1224 if not self._slim else 220, self.height())
