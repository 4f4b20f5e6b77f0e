"""The list of the last slide: what has to be agreed on, and what runs out."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.analysis.findings.finding import Attention
from planner.domain.issue import Severity as Weight
from planner.ui.charts.pens import pen
from planner.ui.icons import icon_pixmap
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import MEETING, MEETING_LEAD, ui_font
from planner.ui.widgets.attention import Severity, severity_colour

_ICON, _INDENT = 26, 48
_SIGNS = {Weight.STOP: Severity.STOP, Weight.WARN: Severity.WARN, Weight.NOTE: Severity.NOTE}
_ELIDE = Qt.TextElideMode.ElideRight


class PointList(QWidget):
    """Findings in large type, the worst first; nothing to click, it is there to be talked about."""

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self._scale = 1.0
        self.points: tuple[Attention, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        themes.changed.connect(self.update)

    def show_points(self, points: tuple[Attention, ...]) -> None:
        """Show these."""
        self.points = points
        self.setAccessibleName(self.tr("To agree on"))
        self.setAccessibleDescription(" ".join(f"{point.title}. {point.detail}." for point in points))
        self.update()

    def set_scale(self, scale: float) -> None:
        """Change the factor."""
        self._scale = scale
        self.update()

    def _fitting(self, height: float) -> tuple[Attention, ...]:
        """Return as many as have room in full size."""
        return self.points[: max(1, int(height // (58 * self._scale)))]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows at equal distances, with a hairline between them."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = self._fitting(self.height())
        step = min(self.height() / max(len(shown), 1), 84 * self._scale)
        for place, point in enumerate(shown):
            rect = QRectF(0, place * step, self.width(), step)
            self._paint_point(painter, rect, point)
            if place < len(shown) - 1:
                painter.setPen(pen(self._themes.now.line, scale=self._scale))
                painter.drawLine(QPointF(_INDENT * self._scale, rect.bottom()), rect.bottomRight())

    def _paint_point(self, painter: QPainter, rect: QRectF, point: Attention) -> None:
        theme, scale = self._themes.now, self._scale
        size = round(_ICON * scale)
        weight = _SIGNS[point.severity]
        sign = icon_pixmap(weight.value, severity_colour(weight, theme), size=size, ratio=self.devicePixelRatioF())
        middle = rect.center().y()
        painter.drawPixmap(QPointF(0, middle - size / 2), sign)
        room = rect.width() - _INDENT * scale
        for words, pixels, strong, colour, base in (
            (point.title, MEETING_LEAD, True, theme.text, -4.0),
            (point.detail, MEETING, False, theme.text2, 20.0),
        ):
            painter.setFont(ui_font(pixels, strong=strong, scale=scale))
            painter.setPen(colour)
            cut = painter.fontMetrics().elidedText(words, _ELIDE, round(room))
            painter.drawText(QPointF(_INDENT * scale, middle + base * scale), cut)
