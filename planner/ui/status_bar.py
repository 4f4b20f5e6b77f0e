"""The bar at the bottom: reserve, forecast, last import, saved; each leads to its place."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from planner.ui.charts.pens import pen
from planner.ui.charts.rich_text import RichText, plain
from planner.ui.icons import icon_pixmap
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.gauge import GaugeReading, MiniGauge
from planner.ui.widgets.lines import Ground

_HEIGHT = 28


class StatusItem(QPushButton):
    """A clickable text of 12 px; ``**words**`` are semibold; an amber triangle marks what is stale."""

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self._words = RichText("")
        self._stale = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.update)

    def say(self, words: str, *, stale: bool = False) -> None:
        """Change the words; empty ones hide the item."""
        self._words = RichText(words)
        self._stale = stale
        self.setAccessibleName(plain(words))
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, underlined while the pointer rests on them or the focus is here."""
        del event
        theme = self._themes.now
        painter = QPainter(self)
        left = 0.0
        if self._stale:
            painter.drawPixmap(
                QPointF(0, 6), icon_pixmap("warning", theme.warn_text, size=14, ratio=self.devicePixelRatioF())
            )
            left = 19.0
        colour = theme.warn_text if self._stale else theme.text2
        self._words.paint(painter, QPointF(left, 6), colour=colour, strong_colour=theme.text)
        if self.underMouse() or self.hasFocus():
            painter.setPen(pen(theme.accent))
            painter.drawLine(QPointF(left, 22.5), QPointF(self.width(), 22.5))

    def sizeHint(self) -> QSize:
        """Return the room of the words."""
        return QSize(round(self._words.size().width()) + (19 if self._stale else 0) + 1, _HEIGHT - 1)


class StatusBar(Ground):
    """``opened(key)`` tells which of "reserve", "forecast", "import", "saved" was clicked."""

    opened = Signal(str)

    def __init__(self, themes: ThemeController) -> None:
        super().__init__(themes, "window")
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName(self.tr("Status"))
        self._gauge = MiniGauge(themes)
        self._first_needed = {"import": 1100, "forecast": 820}
        self._items = {key: StatusItem(themes) for key in ("reserve-word", "reserve", "forecast", "import", "saved")}
        self._items["reserve-word"].say(self.tr("Reserve"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 1, 14, 0)
        row.setSpacing(8)
        row.addWidget(self._items["reserve-word"])
        row.addWidget(self._gauge)
        row.addWidget(self._items["reserve"])
        for key in ("forecast", "import"):
            row.addSpacing(10)
            row.addWidget(self._items[key])
        row.addStretch(1)
        row.addWidget(self._items["saved"])
        for key, item in self._items.items():
            item.clicked.connect(lambda _checked=False, key=key: self.opened.emit(key.removesuffix("-word")))

    def set_reserve(self, reading: GaugeReading, words: str) -> None:
        """Show the gauge with words such as "**25 % of S15**  22.4 % over four sprints"."""
        self._gauge.set_reading(reading)
        self._items["reserve"].say(words)

    def set_forecast(self, words: str, *, stale: bool = False) -> None:
        """Say whether the forecast is up to date."""
        self._items["forecast"].say(words, stale=stale)
        self._fit()

    def set_import(self, words: str) -> None:
        """Say what was imported last."""
        self._items["import"].say(words)
        self._fit()

    def set_saved(self, words: str, *, unsaved: bool = False) -> None:
        """Say when and where the plan was saved."""
        self._items["saved"].say(words, stale=unsaved)
        self._fit()

    def _fit(self) -> None:
        """Give up the less urgent words in a narrow window, and what has nothing to say."""
        for key, item in self._items.items():
            item.setVisible(bool(item.accessibleName()) and self.width() >= self._first_needed.get(key, 0))

    def words(self, key: str) -> str:
        """Return what an item says."""
        return self._items[key].accessibleName()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words to the width."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line above."""
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, self.width(), 1, self._themes.now.line)
