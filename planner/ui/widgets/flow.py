"""Things in a row: figures with their words, and a layout that wraps."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QWidget

from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS
from planner.ui.widgets.labels import ThemedLabel, Tone


@dataclass(frozen=True, slots=True)
class FlowPart:
    """A figure and its word: "-6.0" "holidays"; a total is semibold throughout."""

    figure: str
    word: str
    total: bool = False


class FlowRow(QWidget):
    """The way from calendar to effective days in one line."""

    def __init__(self, themes: ThemeController, *, gap: int = 24) -> None:
        super().__init__()
        self._themes = themes
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(gap)
        self._row.addStretch(1)
        self.setFixedHeight(18)

    def set_parts(self, parts: tuple[FlowPart, ...]) -> None:
        """Show these parts."""
        while self._row.count() > 1:
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for index, part in enumerate(parts):
            tone: Tone = "text" if part.total else "text2"
            words = f"= {part.figure} {part.word}" if part.total else f"**{part.figure}** {part.word}"
            label = ThemedLabel(self._themes, words, size_px=AXIS, strong=part.total, tone=tone)
            self._row.insertWidget(index, label)
        self.setAccessibleName(", ".join(f"{part.figure} {part.word}" for part in parts))


class FlowLayout(QLayout):
    """Lays widgets in lines and wraps; each line is centred or starts at the left."""

    def __init__(self, *, gap: int = 8, centred: bool = False) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._centred = centred
        self.setContentsMargins(0, 0, 0, 0)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """Break the items into lines no wider than ``width``."""
        lines: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in self._items:
            need = item.sizeHint().width()
            if lines[-1] and used + self._gap + need > width:
                lines.append([])
                used = 0
            used += need + (self._gap if lines[-1] else 0)
            lines[-1].append(item)
        return [line for line in lines if line]

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Place the lines and return the height they need."""
        y = rect.top()
        for line in self._lines(rect.width()):
            total = sum(item.sizeHint().width() for item in line) + self._gap * (len(line) - 1)
            x = rect.left() + ((rect.width() - total) // 2 if self._centred else 0)
            for item in line:
                if move:
                    item.setGeometry(QRect(QPoint(x, y), item.sizeHint()))
                x += item.sizeHint().width() + self._gap
            y += max(item.sizeHint().height() for item in line) + self._gap
        return max(0, y - rect.top() - self._gap)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or ``None`` beyond the last one, as Qt asks."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return an item."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Never ask for more than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height for a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt calls it
        """Return the size of the largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size
