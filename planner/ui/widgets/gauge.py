"""The reserve gauge: planned and spent share against the policy band."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.ui.charts.pens import pen
from planner.ui.charts.symbols import Symbol, paint_symbol
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, ui_font
from planner.ui.widgets.scale import ShareScale, paint_policy_band, paint_track, percent

_TRACK_TOP, _TRACK_HEIGHT = 22.0, 12.0


@dataclass(frozen=True, slots=True)
class GaugeReading:
    """What a gauge shows; all shares in [0, 0.5], ``spent`` is ``None`` before the first closed sprint."""

    planned: float
    spent: float | None = None
    floor: float = 0.2
    ceiling: float = 0.3


class ReserveGauge(QWidget):
    """A level scale from 0 to 50 % with the band, a diamond for spent and a mark for planned."""

    def __init__(self, themes: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._reading = GaugeReading(planned=0.0)
        self.setFixedHeight(56)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Reserve gauge"))
        themes.changed.connect(self.update)

    def set_reading(self, reading: GaugeReading) -> None:
        """Show planned and spent shares."""
        self._reading = reading
        spent = "" if reading.spent is None else self.tr("%1 spent, ").replace("%1", percent(reading.spent))
        words = self.tr("%1 planned, band %2 to %3").replace("%1", percent(reading.planned))
        words = words.replace("%2", percent(reading.floor)).replace("%3", percent(reading.ceiling))
        self.setAccessibleDescription(spent + words)
        self.update()

    def _scale(self) -> ShareScale:
        return ShareScale(0.0, float(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint labels, track, band, marks and scale."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, scale, reading = self._themes.now, self._scale(), self._reading
        paint_track(painter, QRectF(0, _TRACK_TOP, self.width(), _TRACK_HEIGHT), theme)
        left, right = round(scale.x(reading.floor)), round(scale.x(reading.ceiling))
        paint_policy_band(painter, QRectF(left, _TRACK_TOP - 1, right - left, _TRACK_HEIGHT + 2), theme)
        self._paint_planned(painter, round(scale.x(reading.planned)) + 0.5)
        if reading.spent is not None:
            self._paint_spent(painter, scale.x(reading.spent))
        self._paint_scale(painter)

    def _paint_planned(self, painter: QPainter, x: float) -> None:
        """Paint the full line with its filled triangle and word."""
        theme = self._themes.now
        painter.setPen(pen(theme.text, width=2.0))
        painter.drawLine(QPointF(x, _TRACK_TOP - 2), QPointF(x, _TRACK_TOP + _TRACK_HEIGHT + 1))
        triangle = Symbol("triangle-down", 9, theme.text, theme.base)
        paint_symbol(painter, QPointF(x, _TRACK_TOP - 6), triangle)
        painter.setFont(ui_font(AXIS))
        painter.setPen(theme.text)
        painter.drawText(QPointF(x + 9, _TRACK_TOP - 6), self.tr("planned"))

    def _paint_spent(self, painter: QPainter, x: float) -> None:
        """Paint the diamond and, left of the band, its words with a leader line."""
        theme = self._themes.now
        centre = QPointF(x, _TRACK_TOP + _TRACK_HEIGHT / 2)
        paint_symbol(painter, centre, Symbol("diamond", 11, theme.base, theme.base))
        paint_symbol(painter, centre, Symbol("diamond", 7, theme.debt, theme.base))
        words = self.tr("%1 spent").replace("%1", percent(self._reading.spent or 0.0))
        width = QFontMetricsF(ui_font(AXIS)).horizontalAdvance(words)
        before = min(x, self._scale().x(self._reading.planned)) - 30 - width
        painter.setFont(ui_font(AXIS))
        painter.setPen(theme.text)
        painter.drawText(QPointF(max(0.0, before), _TRACK_TOP - 6), words)
        painter.setPen(pen(theme.text3))
        painter.drawLine(QPointF(max(0.0, before) + width + 4, _TRACK_TOP - 9), centre - QPointF(2, 7))

    def _paint_scale(self, painter: QPainter) -> None:
        """Paint 0, floor, ceiling and 50 % below the track."""
        theme, scale, reading = self._themes.now, self._scale(), self._reading
        painter.setFont(ui_font(AXIS))
        painter.setPen(theme.text3)
        for share in (0.0, reading.floor, reading.ceiling, scale.maximum):
            words = percent(share)
            width = QFontMetricsF(painter.font()).horizontalAdvance(words)
            x = min(max(0.0, scale.x(share) - width / 2), self.width() - width)
            painter.drawText(QPointF(x, _TRACK_TOP + _TRACK_HEIGHT + 17), words)

    def sizeHint(self) -> QSize:
        """Return the width of a column."""
        return QSize(368, 56)


class MiniGauge(QWidget):
    """The same scale in 96 px for the status bar."""

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self._reading = GaugeReading(planned=0.0)
        self.setFixedSize(96, 14)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        themes.changed.connect(self.update)

    def set_reading(self, reading: GaugeReading) -> None:
        """Show the planned share."""
        self._reading = reading
        self.setAccessibleName(self.tr("Reserve %1").replace("%1", percent(reading.planned)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track, band and mark."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, scale = self._themes.now, ShareScale(0.0, float(self.width()))
        paint_track(painter, QRectF(0, 4, self.width(), 6), theme, radius=3)
        left, right = round(scale.x(self._reading.floor)), round(scale.x(self._reading.ceiling))
        painter.fillRect(QRectF(left, 4, right - left, 6), theme.debt_soft)
        painter.setOpacity(0.45)
        painter.fillRect(QRectF(left, 4, right - left, 6), theme.debt)
        painter.setOpacity(1.0)
        x = round(scale.x(self._reading.planned)) + 0.5
        painter.setPen(pen(theme.text, width=2.0))
        painter.drawLine(QPointF(x, 2), QPointF(x, 12))
