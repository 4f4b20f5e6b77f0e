"""A line over the page that says what happened and offers the way out."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from planner.ui.icons import icon_pixmap
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.attention import Severity, severity_colour
from planner.ui.widgets.buttons import Button, IconButton
from planner.ui.widgets.labels import ThemedLabel


class Banner(QWidget):
    """Hidden until :meth:`say` is called; one sentence, at most one action, and a cross."""

    acted = Signal()

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self._severity = Severity.NOTE
        self._sign = QLabel()
        self._words = ThemedLabel(themes, tone="text")
        self._words.setWordWrap(True)
        self._action = Button(themes, "")
        self._action.clicked.connect(self.acted)
        close = IconButton(themes, "close", self.tr("Close"))
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(10)
        layout.addWidget(self._sign)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._action)
        layout.addWidget(close)
        self.hide()
        themes.changed.connect(self._tint)

    def say(self, severity: Severity, text: str, *, action: str = "") -> None:
        """Show a sentence; an empty action hides the button."""
        self._severity = severity
        self._words.set_text(text)
        self._action.set_words(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self._tint()
        self.show()

    def words(self) -> str:
        """Return the sentence shown."""
        return self._words.text()

    def _tint(self) -> None:
        colour = severity_colour(self._severity, self._themes.now)
        self._sign.setPixmap(icon_pixmap(self._severity.value, colour, size=16, ratio=self.devicePixelRatioF()))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the soft ground of the severity."""
        del event
        theme = self._themes.now
        grounds = {Severity.STOP: theme.stop_soft, Severity.WARN: theme.warn_soft, Severity.NOTE: theme.accent_soft}
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(grounds[self._severity])
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
