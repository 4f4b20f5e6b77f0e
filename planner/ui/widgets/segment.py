"""A segment of 28 px for two to four views of the same thing."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from planner.ui.charts.pens import pen
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import BODY, ui_font


class Segment(QWidget):
    """Checkable buttons side by side, exactly one chosen.

    Parameters
    ----------
    options
        Pairs of key and text.
    name
        What is chosen here, read out.
    """

    chosen = Signal(str)

    def __init__(self, themes: ThemeController, options: tuple[tuple[str, str], ...], *, name: str) -> None:
        super().__init__()
        self._themes = themes
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(28)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(1, 0, 1, 0)
        layout.setSpacing(0)
        for key, text in options:
            layout.addWidget(self._make_button(key, text))
        if options:
            self.choose(options[0][0])
        self._group.buttonToggled.connect(self._on_toggled)
        themes.changed.connect(self.update)

    def current(self) -> str:
        """Return the key of the chosen view."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def keys(self) -> tuple[str, ...]:
        """Return the keys of all views, from left to right."""
        return tuple(self._buttons)

    def choose(self, key: str) -> None:
        """Choose a view by its key."""
        self._buttons[key].setChecked(True)
        self._weigh()

    def set_text(self, key: str, text: str) -> None:
        """Change the words of one view, such as a count."""
        button = self._buttons[key]
        button.setText(text)
        button.setAccessibleName(text)
        _hold(button)
        self._weigh()
        self.updateGeometry()

    def _make_button(self, key: str, text: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("segment")
        button.setText(text)
        button.setAccessibleName(text)
        button.setCheckable(True)
        _hold(button)
        self._group.addButton(button)
        self._buttons[key] = button
        return button

    def _on_toggled(self, button: QToolButton, on: bool) -> None:  # noqa: FBT001 - a slot
        if on:
            self._weigh()
            self.chosen.emit(next(key for key, one in self._buttons.items() if one is button))

    def _weigh(self) -> None:
        """Make the chosen one semibold."""
        for button in self._buttons.values():
            button.setFont(ui_font(BODY, strong=button.isChecked()))
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Weigh the words again: the style sheet has had its say by now."""
        super().showEvent(event)
        self._weigh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame, the chosen ground and the lines between."""
        del event
        theme = self._themes.now
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(frame, 6, 6)
        painter.fillPath(path, theme.base)
        painter.setClipPath(path)
        for button in self._buttons.values():
            if button.isChecked():
                painter.fillRect(button.geometry(), theme.accent_soft)
        painter.setPen(pen(theme.line))
        for button in list(self._buttons.values())[1:]:
            x = button.geometry().left() - 0.5
            painter.drawLine(
                QRectF(x, 1, 0, self.height() - 2).topLeft(), QRectF(x, 1, 0, self.height() - 2).bottomLeft()
            )
        painter.setClipping(False)
        painter.setPen(pen(theme.accent if any(b.hasFocus() for b in self._buttons.values()) else theme.strong))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 6, 6)


def _hold(button: QToolButton) -> None:
    """Hold the width of the words at their heaviest, so that choosing moves nothing."""
    button.setMinimumWidth(0)
    button.setFont(ui_font(BODY, strong=True))
    button.setMinimumWidth(button.sizeHint().width())
    button.setFont(ui_font(BODY))
