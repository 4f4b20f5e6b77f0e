"""The panel beside the lab's chart: what a reserve costs, when it pays, how sure that is."""

from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QSizePolicy, QVBoxLayout, QWidget

from planner.analysis.reserve.lab_words import AheadBar, LabFigure, LabFigures
from planner.analysis.scenes.scene import Style
from planner.ui.charts.marks import paint_look
from planner.ui.charts.rich_text import RichText
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS
from planner.ui.theme.looks import look
from planner.ui.widgets.heads import StatRow
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Hairline

WIDTH = 400
UNBOUNDED = 16_777_215  # Qt's own "no limit"
_GAP, _BAR = 16.0, 6.0
_STALE = 0.55
_NOTE, _BEST = 34, 18


class AheadBars(QWidget):
    """Bars side by side: the chance of being ahead in total by four sprints; ``clicked()`` asks how."""

    clicked = Signal()

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self._bars: tuple[AheadBar, ...] = ()
        self.setFixedHeight(28)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Chance to be ahead in total"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("How this is computed"))
        themes.changed.connect(self.update)

    def set_bars(self, bars: tuple[AheadBar, ...]) -> None:
        """Show these chances."""
        self._bars = bars
        self.setAccessibleDescription(", ".join(bar.words.replace("**", "") for bar in bars))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track, filled part and words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._themes.now
        each = (self.width() - _GAP * (len(self._bars) - 1)) / max(1, len(self._bars))
        for place, bar in enumerate(self._bars):
            left = place * (each + _GAP)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.line)
            painter.drawRoundedRect(QRectF(left, 1, each, _BAR), 2, 2)
            filled = QRectF(left, 1, max(1.5, bar.probability * each), _BAR)
            paint_look(painter, filled, look(theme, Style.DEBT))
            words = RichText(bar.words, size_px=AXIS)
            words.paint(painter, QRectF(left, 10, each, 16).topLeft(), colour=theme.text2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask on a click."""
        del event
        self.clicked.emit()

    def sizeHint(self) -> QSize:
        """Return the panel's width."""
        return QSize(WIDTH, 28)


class NoteLink(ThemedLabel):
    """A quiet sentence that opens what it speaks of, by pointer or by key."""

    clicked = Signal()

    def __init__(self, themes: ThemeController, *, tip: str, height: int = _NOTE) -> None:
        super().__init__(themes, size_px=AXIS, tone="text3")
        self.wrapped()
        self.setFixedHeight(height)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tip)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open on a click."""
        del event
        self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter or Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.set_tone("accent")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Become quiet again."""
        super().focusOutEvent(event)
        self.set_tone("text3")

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be clicked."""
        super().enterEvent(event)
        self.set_tone("accent")

    def leaveEvent(self, event: QEvent) -> None:
        """Become quiet again."""
        super().leaveEvent(event)
        self.set_tone("text3")


class FigureRow(StatRow):
    """A figure that says on a click or a key how it is computed: ``clicked()``."""

    clicked = Signal()

    def __init__(self, themes: ThemeController) -> None:
        super().__init__(themes, "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("How this is computed"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask on a click."""
        del event
        self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask on Enter or Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self._name.set_tone("accent")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Become quiet again."""
        super().focusOutEvent(event)
        self._name.set_tone("text2")


class LabFiguresPanel(QWidget):
    """The figures; ``parameters_asked`` opens what they rest on, ``note_asked(code)`` what stands behind one."""

    parameters_asked = Signal()
    note_asked = Signal(str)

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self.setMinimumWidth(320)
        self._head = ThemedLabel(themes, strong=True, tone="text")
        self._costs = [FigureRow(themes) for _ in range(3)]
        self._ahead_name = ThemedLabel(themes, self.tr("Chance to be ahead in total"))
        self.ahead = AheadBars(themes)
        self._later = [FigureRow(themes) for _ in range(3)]
        self._best = NoteLink(themes, tip=self.tr("How this is computed"), height=_BEST)
        self.note = NoteLink(themes, tip=self.tr("Values and their sources"))
        self._anchors: dict[str, QWidget] = {"odds": self.ahead, "best": self._best}
        self.note.clicked.connect(self.parameters_asked)
        self.ahead.clicked.connect(lambda: self.note_asked.emit("odds"))
        self._best.clicked.connect(lambda: self.note_asked.emit("best"))
        for row in (*self._costs, *self._later):
            row.clicked.connect(partial(self._on_row, row))
        self._build()
        self._show_ahead(shown=False)

    def anchor(self, code: str) -> QWidget | None:
        """Return the widget that shows a figure, if it is shown."""
        return self._anchors.get(code)

    def _on_row(self, row: QWidget) -> None:
        self.note_asked.emit(next((code for code, anchor in self._anchors.items() if anchor is row), "fan"))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addSpacing(2)
        self._lines: list[tuple[FigureRow, Hairline]] = []
        for row in self._costs:
            self._add_row(column, row)
        column.addWidget(self._ahead_name)
        column.addWidget(self.ahead)
        self._ahead_line = Hairline(self._themes)
        column.addWidget(self._ahead_line)
        for row in self._later:
            self._add_row(column, row)
        column.addSpacing(5)
        column.addWidget(self._best)
        column.addWidget(self.note)
        column.addStretch(1)

    def _add_row(self, column: QVBoxLayout, row: FigureRow) -> None:
        line = Hairline(self._themes)
        row.setFixedHeight(24)
        row.hide()
        line.hide()
        column.addWidget(row)
        column.addWidget(line)
        self._lines.append((row, line))

    def set_figures(self, figures: LabFigures, *, stale: bool) -> None:
        """Show figures; those that rest on futures fade while these are redrawn."""
        self._head.set_text(figures.head)
        self._fill(self._costs, figures.costs, stale=stale)
        self._fill(self._later, figures.later, stale=False)
        self.ahead.set_bars(figures.ahead)
        self._show_ahead(shown=bool(figures.ahead))
        _fade(self.ahead, faded=stale)
        self.note.set_text(figures.note)

    def _show_ahead(self, *, shown: bool) -> None:
        for widget in (self._ahead_name, self.ahead, self._ahead_line):
            widget.setVisible(shown)

    def set_best(self, words: str) -> None:
        """Say which reserves come near the best, as ranges."""
        self._best.set_text(words)

    def _fill(self, rows: list[FigureRow], figures: tuple[LabFigure, ...], *, stale: bool) -> None:
        lines = dict(self._lines)
        for place, row in enumerate(rows):
            shown = place < len(figures)
            row.setVisible(shown)
            lines[row].setVisible(shown)
            if shown:
                figure = figures[place]
                self._anchors[figure.code] = row
                row.set_name(figure.name)
                row.set_value(figure.value, figure.note)
                _fade(row, faded=stale and figure.uncertain)


def _fade(widget: QWidget, *, faded: bool) -> None:
    effect = widget.graphicsEffect()
    if faded and effect is None:
        effect = QGraphicsOpacityEffect(widget)
        effect.setOpacity(_STALE)
        widget.setGraphicsEffect(effect)
    if effect is not None:
        effect.setEnabled(faded)
