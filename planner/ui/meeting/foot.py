"""The foot of a slide: whose plan, which slide, how many there are."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from planner.analysis.story.slides import NAMES, SlideKey
from planner.ui.charts.pens import pen
from planner.ui.icons import icon_pixmap
from planner.ui.meeting.scaled import MARGIN, Text, rescale
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import MEETING, ui_font
from planner.ui.widgets.lines import Ground

_HEIGHT, _GAP, _LOGO = 48, 18, 20
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class SlideNames(QWidget):
    """The names in a row, the chosen one underlined; a click goes there."""

    chosen = Signal(str)

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self._scale = 1.0
        self._current = SlideKey.CAPACITY
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        themes.changed.connect(self.update)

    def choose(self, key: SlideKey) -> None:
        """Underline a name."""
        self._current = key
        self.setAccessibleName(NAMES[key])
        self.update()

    def set_scale(self, scale: float) -> None:
        """Change the factor."""
        self._scale = scale
        self.setFixedSize(self.sizeHint())
        self.update()

    def place_of(self, key: SlideKey) -> QRectF:
        """Return where a name stands."""
        return self._places()[key]

    def _places(self) -> dict[SlideKey, QRectF]:
        metrics = QFontMetricsF(ui_font(MEETING, strong=True, scale=self._scale))
        places, x = {}, 0.0
        for key in SlideKey:
            width = metrics.horizontalAdvance(self.tr(NAMES[key])) + 8 * self._scale
            places[key] = QRectF(x, 0, width, _HEIGHT * self._scale)
            x += width + _GAP * self._scale / 2
        return places

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names."""
        del event
        theme, painter = self._themes.now, QPainter(self)
        for key, rect in self._places().items():
            here = key is self._current
            painter.setFont(ui_font(MEETING, strong=here, scale=self._scale))
            painter.setPen(theme.text if here else theme.text2)
            painter.drawText(rect, _CENTRE, self.tr(NAMES[key]))
            if here:
                painter.setPen(pen(theme.accent, width=2.0, scale=self._scale))
                y = rect.center().y() + 16 * self._scale
                painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the slide under the pointer."""
        for key, rect in self._places().items():
            if rect.contains(event.position()):
                self.chosen.emit(key.value)

    def sizeHint(self) -> QSize:
        """Return the size of all names."""
        last = self._places()[SlideKey.DECISIONS]
        return QSize(round(last.right()) + 1, round(_HEIGHT * self._scale))


class MeetingFoot(Ground):
    """Plan, slide names, count."""

    def __init__(self, themes: ThemeController) -> None:
        super().__init__(themes, "base")
        self._themes = themes
        self.names = SlideNames(themes)
        self._plan = Text(themes)
        self._count = Text(themes)
        self._logo = QWidget()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self._row.addWidget(self._plan, 1)
        self._row.addWidget(self.names)
        self._row.addWidget(self._count, 1)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._scale = 1.0

    def show_place(self, plan: str, key: SlideKey) -> None:
        """Name the plan and say where we are."""
        keys = list(SlideKey)
        self._plan.set_text(plan)
        self.names.choose(key)
        words = self.tr("%1 of %2").replace("%1", str(keys.index(key) + 1)).replace("%2", str(len(keys)))
        self._count.set_text(words)

    def set_scale(self, scale: float) -> None:
        """Change the factor."""
        self._scale = scale
        rescale((self,), scale)
        self.names.set_scale(scale)
        self.setFixedHeight(round(_HEIGHT * scale))
        margin = round(MARGIN * scale)
        self._row.setContentsMargins(margin + round((_LOGO + 10) * scale), 0, margin, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the sign of the app."""
        super().paintEvent(event)
        size = round(_LOGO * self._scale)
        sign = icon_pixmap("logo", self._themes.now.text, size=size, ratio=self.devicePixelRatioF())
        QPainter(self).drawPixmap(round(MARGIN * self._scale), (self.height() - size) // 2, sign)
