"""A button that can be read from the back of a room; its key does the same."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from planner.ui.charts.pens import pen
from planner.ui.icons import icon_pixmap
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import MEETING, ui_font

_PAD, _GAP, _ICON, _HEIGHT = 14, 8, 18, 34


class StripButton(QPushButton):
    """A large button that follows an action; a chosen one has the accent's ground and edge.

    It never takes the focus: Space is the next slide, and every button has a key of its own.
    """

    def __init__(self, themes: ThemeController, action: QAction, *, icon: str = "", framed: bool = False) -> None:
        super().__init__(action.text())
        self._themes, self._icon, self._framed = themes, icon, framed
        self._chosen = False
        self._scale = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        keys = action.shortcut().toString()
        self.setToolTip(f"{action.text()}, {keys}")
        self.clicked.connect(action.trigger)
        themes.changed.connect(self.update)

    def set_words(self, words: str, *, chosen: bool = False) -> None:
        """Change the words and whether it is chosen."""
        self._chosen = chosen
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def set_scale(self, scale: float) -> None:
        """Change the factor."""
        self._scale = scale
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, edge, icon and words."""
        del event
        theme, scale = self._themes.now, self._scale
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = theme.text if self._framed else theme.accent
        if self._framed:
            painter.setPen(pen(theme.accent if self._chosen else theme.strong, width=1.2, scale=scale))
            painter.setBrush(theme.accent_soft if self._chosen else theme.base)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6 * scale, 6 * scale)
        x = _PAD * scale if self._framed else 0.0
        if self._icon:
            size = round(_ICON * scale)
            sign = icon_pixmap(self._icon, theme.accent, size=size, ratio=self.devicePixelRatioF())
            painter.drawPixmap(round(x), round((self.height() - size) / 2), sign)
            x += size + _GAP * scale
        painter.setFont(ui_font(MEETING, scale=scale))
        painter.setPen(colour)
        painter.drawText(QRectF(x, 0, self.width() - x, self.height()), int(Qt.AlignmentFlag.AlignVCenter), self.text())

    def sizeHint(self) -> QSize:
        """Return the size of icon, words and padding."""
        width = QFontMetricsF(ui_font(MEETING, scale=self._scale)).horizontalAdvance(self.text())
        width += (_ICON + _GAP) * self._scale if self._icon else 0.0
        width += 2 * _PAD * self._scale if self._framed else 0.0
        return QSize(round(width) + 2, round(_HEIGHT * self._scale))
