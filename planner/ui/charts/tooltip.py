"""The one tooltip of a chart: name, exact value, range, and what a click does."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.analysis.scenes.scene import Hit
from planner.ui.charts.pens import pen
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, BODY
from planner.ui.widgets.labels import ThemedLabel

_WIDEST = 300
_GAP = 10


class ChartTooltip(QWidget):
    """A small card above a datum; it never takes the focus and nothing below it moves."""

    def __init__(self, themes: ThemeController, *, parent: QWidget, scale: float = 1.0) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._themes = themes
        self._title = ThemedLabel(themes, size_px=BODY, strong=True, tone="text", scale=scale)
        self._lines = ThemedLabel(themes, size_px=AXIS, scale=scale)
        self._hint = ThemedLabel(themes, self.tr("Click for the rows"), size_px=AXIS, tone="text3", scale=scale)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 9)
        layout.setSpacing(2)
        for label in (self._title, self._lines, self._hint):
            label.setMaximumWidth(round(_WIDEST * scale))
            layout.addWidget(label)

    def show_hit(self, hit: Hit, *, above: QPoint) -> None:
        """Show the words of ``hit`` over a point in global coordinates, inside the screen."""
        self._title.set_text(hit.title)
        self._lines.set_text("\n".join(hit.lines))
        self._lines.setVisible(bool(hit.lines))
        self._hint.setVisible(bool(hit.refs) and not any(line.startswith("click to ") for line in hit.lines))
        self.adjustSize()
        self.move(_inside_screen(QRect(above, self.size()), above=above))
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        del event
        theme = self._themes.now
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen(theme.strong))
        painter.setBrush(theme.alt if theme.dark else theme.base)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


def _inside_screen(card: QRect, *, above: QPoint) -> QPoint:
    """Return the top left corner: centred over the point, below it when there is no room above."""
    screen = QGuiApplication.screenAt(above) or QGuiApplication.primaryScreen()
    room = screen.availableGeometry()
    x = min(max(above.x() - card.width() // 2, room.left()), room.right() - card.width())
    y = above.y() - card.height() - _GAP
    return QPoint(x, y if y >= room.top() else above.y() + 2 * _GAP)
