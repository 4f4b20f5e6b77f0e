"""A dialog drawn as a sheet over its dimmed window."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from planner.ui.charts.pens import pen
from planner.ui.theme.controller import ThemeController

_RADIUS = 8
_MARGIN = 40


class Sheet(QDialog):
    """Frameless and modal, in the middle of its window, never larger than that."""

    def __init__(self, themes: ThemeController, *, title: str, size: QSize, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.themes = themes
        self._size = size
        self._window = parent.window()
        self._scrim = _Scrim(themes, self._window)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window.installEventFilter(self)
        self.finished.connect(self._on_finished)

    def _place(self) -> None:
        """Fit into the window."""
        room = self._window.size()
        width = min(self._size.width(), room.width() - _MARGIN)
        height = min(self._size.height(), room.height() - _MARGIN)
        self.setFixedSize(width, height)
        corner = self._window.mapToGlobal(QPoint((room.width() - width) // 2, (room.height() - height) // 2))
        self.move(corner)
        self._scrim.setGeometry(self._window.rect())

    def _on_finished(self) -> None:
        self._window.removeEventFilter(self)
        self._scrim.hide()
        self._scrim.deleteLater()
        self._window.activateWindow()  # the keys go to the window again, also where no window manager sees to that

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
            self._place()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Dim the window."""
        self._place()
        self._scrim.show()
        self._scrim.raise_()
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground with round corners."""
        del event
        theme = self.themes.now
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen(theme.strong))
        painter.setBrush(theme.base)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)


class SheetFoot(QWidget):
    """The foot of a sheet: window ground, a line above, round corners below."""

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self.setFixedHeight(60)
        themes.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground inside the edge of the sheet."""
        del event
        theme = self._themes.now
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.window)
        room = QRectF(self.rect()).adjusted(1, 0, -1, -1)
        painter.setClipRect(room)
        painter.drawRoundedRect(room.adjusted(0, -_RADIUS, 0, 0), _RADIUS - 1, _RADIUS - 1)
        painter.fillRect(QRectF(room.left(), 0, room.width(), 1), theme.line)


class _Scrim(QWidget):
    """Dims the window under a sheet."""

    def __init__(self, themes: ThemeController, window: QWidget) -> None:
        super().__init__(window)
        self._themes = themes
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill with the dimming colour."""
        QPainter(self).fillRect(event.rect(), self._themes.now.scrim)
