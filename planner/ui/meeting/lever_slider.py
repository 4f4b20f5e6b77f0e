"""The slider of a what-if: a thick track, a large knob, what was agreed and what it stood at before."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

from planner.analysis.story.levers import Knob
from planner.ui.charts.pens import pen
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import MEETING, ui_font
from planner.ui.theme.looks import look
from planner.ui.widgets.scale import paint_knob, paint_policy_band, paint_track

_TRACK, _KNOB, _MIDDLE, _HEIGHT, _FOOT = 6.0, 12.0, 16.0, 32, 26
_BIG_STEP = 5


class LeverSlider(QSlider):
    """A slider in the steps of a lever; Up and Down move it, the level arrows turn the slides."""

    def __init__(self, themes: ThemeController, knob: Knob) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._themes = themes
        self._knob = knob
        self._before: float | None = None
        self._scale = 1.0
        self.setRange(0, round((knob.high - knob.low) / knob.step))
        self.setPageStep(_BIG_STEP)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(knob.name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        themes.changed.connect(self.update)

    def amount(self) -> float:
        """Return where it stands, in the unit of the lever."""
        return round(self._knob.low + self.value() * self._knob.step, 9)

    def show_amount(self, amount: float) -> None:
        """Stand there without telling anybody."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.setValue(round((amount - self._knob.low) / self._knob.step))
        self.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self.setAccessibleDescription(self._knob.text(amount))
        self.update()

    def set_before(self, amount: float | None) -> None:
        """Mark where it stood before; ``None`` takes the mark away."""
        self._before = amount
        self.update()

    def set_scale(self, scale: float) -> None:
        """Change the factor."""
        self._scale = scale
        self.updateGeometry()
        self.update()

    def _x(self, amount: float) -> float:
        span = max(self._knob.high - self._knob.low, 1e-9)
        share = min(max((amount - self._knob.low) / span, 0.0), 1.0)
        return share * self.width()

    def _follow(self, x: float) -> None:
        """Stand under the pointer."""
        self.setValue(round(x / max(self.width(), 1) * self.maximum()))

    def _paint_foot(self, painter: QPainter) -> None:
        """Write what the marks below the track are."""
        painter.setFont(ui_font(MEETING, scale=self._scale))
        painter.setPen(self._themes.now.text2)
        top = (_HEIGHT - 2) * self._scale
        right = float(self.width())
        metrics = painter.fontMetrics()
        if self._knob.band is not None:
            words = " – ".join(f"{edge * 100:g}" for edge in self._knob.band)
            width = metrics.horizontalAdvance(words)
            middle = (self._x(self._knob.band[0]) + self._x(self._knob.band[1])) / 2
            left = min(max(middle - width / 2, 0.0), self.width() - width)
            if self._before is not None and abs(self._x(self._before) - middle) < width:
                left = min(self._x(self._knob.band[0]) + 12 * self._scale + width / 2, self.width() - width)
            right = left - 12 * self._scale
            painter.drawText(QPointF(left, top + metrics.ascent()), words)
        if self._before is not None:
            words = self.tr("before")
            width = metrics.horizontalAdvance(words)
            left = min(max(self._x(self._before) - width / 2, 0.0), max(0.0, right - width))
            painter.drawText(QPointF(left, top + metrics.ascent()), words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track, band, mark, knob and their words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, scale, knob = self._themes.now, self._scale, self._knob
        y, track = _MIDDLE * scale, _TRACK * scale
        paint_track(painter, QRectF(0, y - track / 2, self.width(), track), theme, radius=track / 2)
        if knob.band is not None:
            left, right = self._x(knob.band[0]), self._x(knob.band[1])
            paint_policy_band(painter, QRectF(left, y - 1.5 * track, right - left, 3 * track), theme, scale=scale)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look(theme, knob.style).stroke)
        painter.drawRoundedRect(QRectF(0, y - track / 2, self._x(self.amount()), track), track / 2, track / 2)
        if self._before is not None:
            x = round(self._x(self._before)) + 0.5
            painter.setPen(pen(theme.text, width=2.0, dash="short", scale=scale))
            painter.drawLine(QPointF(x, y - 12 * scale), QPointF(x, y + 12 * scale))
        radius = _KNOB * scale
        centre = QPointF(min(max(self._x(self.amount()), radius), self.width() - radius), y)
        paint_knob(painter, centre, theme, style=knob.style, radius=radius)
        if self.hasFocus():
            painter.setPen(pen(theme.accent, width=2.0, scale=scale))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, radius + 2 * scale, radius + 2 * scale)
        self._paint_foot(painter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Jump to the pointer."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._follow(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._follow(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stay where it is."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by one step with Up and Down; everything else is the window's."""
        by = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if by is None:
            event.ignore()
            return
        fast = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self.setValue(self.value() + by * (_BIG_STEP if fast else 1))

    def sizeHint(self) -> QSize:
        """Return room for the knob and the words below it."""
        return QSize(round(150 * self._scale), round((_HEIGHT + _FOOT) * self._scale))

    def minimumSizeHint(self) -> QSize:
        """Return the same height, narrower."""
        return QSize(round(110 * self._scale), self.sizeHint().height())
