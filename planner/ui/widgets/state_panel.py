"""The four states of a page or a section: empty, loading, stale, error."""

from enum import StrEnum

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStackedLayout, QVBoxLayout, QWidget

from planner.ui.icons import icon_pixmap
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.buttons import Button, ButtonKind
from planner.ui.widgets.labels import ThemedLabel

_DELAY_MS = 300


class PanelState(StrEnum):
    """What a panel shows instead of, or above, its content."""

    READY = "ready"
    EMPTY = "empty"
    LOADING = "loading"
    STALE = "stale"
    ERROR = "error"


class StatePanel(QWidget):
    """Wraps content: shows a sentence and an action when empty or failed, a skeleton while loading, a note when stale.

    ``acted`` is the main button of the empty and error states, ``cancelled`` the one of the loading state.
    """

    acted = Signal()
    cancelled = Signal()

    def __init__(self, themes: ThemeController, content: QWidget) -> None:
        super().__init__()
        self._themes = themes
        self._state = PanelState.READY
        self._content = content
        self._message = _Message(themes)
        self._message.button.clicked.connect(self.acted)
        self._loading = _Loading(themes)
        self._loading.cancel.clicked.connect(self.cancelled)
        self._stale = StaleNote(themes)
        ready = QWidget()
        column = QVBoxLayout(ready)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._stale)
        column.addWidget(content, 1)
        self._stack = QStackedLayout(self)
        for widget in (ready, self._message, self._loading):
            self._stack.addWidget(widget)
        self._late = QTimer(self, interval=_DELAY_MS, singleShot=True)
        self._late.timeout.connect(lambda: self._stack.setCurrentIndex(2))

    @property
    def state(self) -> PanelState:
        """What is shown."""
        return self._state

    def show_ready(self) -> None:
        """Show the content."""
        self._enter(PanelState.READY)

    def show_empty(self, sentence: str, *, action: str = "") -> None:
        """Say what to do first."""
        self._message.say("note", sentence, action=action, loud=True)
        self._enter(PanelState.EMPTY)

    def show_error(self, sentence: str, *, action: str = "") -> None:
        """Say what went wrong, where, and how to mend it."""
        self._message.say("stop", sentence, action=action, loud=False)
        self._enter(PanelState.ERROR)

    def show_stale(self, sentence: str = "") -> None:
        """Keep the old content and say that it is being recomputed."""
        self._stale.say(sentence)
        self._enter(PanelState.STALE)

    def show_loading(self, note: str = "") -> None:
        """Show a skeleton, but only when the work takes longer than 300 ms."""
        self._loading.say(note)
        self._state = PanelState.LOADING
        self._late.start()

    def set_progress(self, done: int, total: int, note: str = "") -> None:
        """Show how far the work is; ``total`` 0 means unknown."""
        self._loading.set_progress(done, total, note)

    def _enter(self, state: PanelState) -> None:
        self._late.stop()
        self._state = state
        self._stale.setVisible(state is PanelState.STALE)
        self._stack.setCurrentIndex(0 if state in {PanelState.READY, PanelState.STALE} else 1)


class _Message(QWidget):
    """A sign, one sentence and a button in the middle."""

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self._icon = "note"
        self._sign = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._words = ThemedLabel(themes, tone="text").wrapped()
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setMaximumWidth(460)
        self.button = Button(themes, "")
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self._sign, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(self._middle())
        column.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self._words.setMinimumWidth(320)
        themes.changed.connect(self._tint)

    def _middle(self) -> QHBoxLayout:
        """Return a row that asks the words for the height they need at the width they get."""
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._words, 100)  # an alignment would reserve the height of the whole row's width
        row.addStretch(1)
        return row

    def say(self, icon: str, sentence: str, *, action: str, loud: bool) -> None:
        self._icon = icon
        self._words.set_text(sentence)
        self.button.set_words(action)
        self.button.set_kind(ButtonKind.PRIMARY if loud else ButtonKind.PLAIN)
        self.button.setVisible(bool(action))
        self.setAccessibleName(sentence)
        self._tint()

    def _tint(self) -> None:
        theme = self._themes.now
        colour = theme.stop if self._icon == "stop" else theme.text3
        self._sign.setPixmap(icon_pixmap(self._icon, colour, size=24, ratio=self.devicePixelRatioF()))


class _Loading(QWidget):
    """Grey bars where rows come, thin progress, Cancel."""

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self._note = ThemedLabel(themes, tone="text3")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(self.tr("Progress"))
        self.cancel = Button(themes, self.tr("Cancel"))
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._note)
        foot.addWidget(self._bar, 1)
        foot.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(foot)
        column.addStretch(1)
        themes.changed.connect(self.update)

    def say(self, note: str) -> None:
        self._note.set_text(note)

    def set_progress(self, done: int, total: int, note: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if note:
            self._note.set_text(note)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the skeleton of rows."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._themes.now.line)
        top = 52.0
        while top < self.height() - 16:
            for left, width in ((0.0, 0.06), (0.09, 0.34), (0.55, 0.12), (0.9, 0.08)):
                painter.drawRoundedRect(QRectF(left * self.width(), top, width * self.width(), 8), 4, 4)
            top += 32


class StaleNote(QWidget):
    """The amber triangle with "Plan changed, recomputing"."""

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self._sign = QLabel()
        self._words = ThemedLabel(themes, tone="warn_text")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        self.hide()
        themes.changed.connect(self._tint)
        self._tint()

    def say(self, sentence: str = "") -> None:
        """Show the note; an empty sentence is the usual one."""
        self._words.set_text(sentence or self.tr("Plan changed, recomputing"))
        self.show()

    def _tint(self) -> None:
        colour = self._themes.now.warn_text
        self._sign.setPixmap(icon_pixmap("warning", colour, size=14, ratio=self.devicePixelRatioF()))
