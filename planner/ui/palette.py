"""The command palette: type a few letters of an action, an item or a person."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from planner.ui.charts.pens import pen
from planner.ui.icons import icon_pixmap
from planner.ui.tables.index import Index
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, BODY, PANEL, ui_font

_WIDTH, _ROW, _LIMIT = 560, 36, 50
_ENTRY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """One line of the palette and what it does."""

    text: str
    run: Callable[[], object]
    detail: str = ""
    icon: str = ""


Search = Callable[[str], tuple[PaletteEntry, ...]]


def fuzzy_score(words: str, text: str) -> int:
    """Return how well typed letters fit a text: 0 for not at all, more for beginnings of words and runs.

    Examples
    --------
    >>> fuzzy_score("gt", "Go to Team") > fuzzy_score("gt", "Right")
    True
    >>> fuzzy_score("xyz", "Go to Team")
    0
    """
    wanted, where = words.casefold().replace(" ", ""), text.casefold()
    score, place, run = 1, -1, 0
    for letter in wanted:
        begin = _word_start(where, letter, place + 1)
        found = where.find(letter, place + 1)
        if found < 0:
            return 0
        adjacent = found == place + 1 and place >= 0
        place = found if adjacent or begin < 0 else begin
        run = run + 1 if adjacent else 0
        score += 1 + 3 * (place == 0 or where[place - 1] in " -/") + 2 * run
    return score


def _word_start(text: str, letter: str, start: int) -> int:
    """Return the next place where a word starts with a letter, -1 for none."""
    place = text.find(letter, start)
    while place >= 0:
        if place == 0 or text[place - 1] in " -/":
            return place
        place = text.find(letter, place + 1)
    return -1


class CommandPalette(QDialog):
    """A list under a line; arrows choose, Enter runs, Escape closes.

    Parameters
    ----------
    commands
        The actions, listed when nothing is typed.
    search
        Finds items and people for what is typed.
    """

    def __init__(
        self, themes: ThemeController, *, commands: tuple[PaletteEntry, ...], search: Search, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(self.tr("Command palette"))
        self._themes = themes
        self._commands = commands
        self._search = search
        self._line = QLineEdit(placeholderText=self.tr("Search items, people, commands"))
        self._line.setFont(ui_font(PANEL))
        self._line.setFixedHeight(36)
        self._line.setAccessibleName(self.tr("Search"))
        self._list = QListWidget()
        self._rows = _EntryDelegate(themes)
        self._list.setItemDelegate(self._rows)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName(self.tr("Found"))
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 9, 9, 9)
        column.addWidget(self._line)
        column.addWidget(self._list)
        self.setFixedWidth(_WIDTH)
        self._line.textChanged.connect(self._fill)
        self._line.installEventFilter(self)
        self._list.itemClicked.connect(self._run)
        self._fill("")

    def texts(self) -> tuple[str, ...]:
        """Return the lines shown."""
        return tuple(self._list.item(place).text() for place in range(self._list.count()))

    def open_over(self, window: QWidget) -> None:
        """Show at the top of the window, ready to type."""
        corner = window.mapToGlobal(QPointF((window.width() - _WIDTH) / 2, 52).toPoint())
        self.setFixedHeight(min(420, max(180, window.height() - 120)))
        self.move(corner)
        self.show()
        self._line.setFocus()

    def _fill(self, words: str) -> None:
        """List what fits, best first."""
        self._list.clear()
        for entry in self._found(words)[:_LIMIT]:
            item = QListWidgetItem(entry.text)
            item.setData(_ENTRY, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.text} {entry.detail}".strip())
            self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _found(self, words: str) -> list[PaletteEntry]:
        if not words.strip():
            return list(self._commands)
        scored = [(fuzzy_score(words, entry.text), place, entry) for place, entry in enumerate(self._commands)]
        commands = [entry for score, _place, entry in sorted(scored, key=lambda one: (-one[0], one[1])) if score]
        return commands[:8] + list(self._search(words)) + commands[8:]

    def _run(self, item: QListWidgetItem | None) -> None:
        """Close, then do it."""
        if item is not None:
            entry: PaletteEntry = item.data(_ENTRY)
            self.close()
            entry.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows and Enter work while typing."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                last = self._list.count() - 1
                self._list.setCurrentRow(min(max(self._list.currentRow() + step, 0), last))
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._run(self._list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        del event
        theme = self._themes.now
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen(theme.strong))
        painter.setBrush(theme.base)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


class _EntryDelegate(QStyledItemDelegate):
    """Paints icon, words and the quiet detail or shortcut."""

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Any = index.data(_ENTRY)
        theme, rect = self._themes.now, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent_soft)
            painter.drawRoundedRect(rect, 6, 6)
        if entry.icon:
            ratio = painter.device().devicePixelRatio()
            pixmap = icon_pixmap(entry.icon, theme.text3, size=16, ratio=ratio)
            painter.drawPixmap(QPointF(rect.left() + 10, rect.center().y() - 8), pixmap)
        detail_font = ui_font(AXIS)
        room = QFontMetricsF(detail_font).horizontalAdvance(entry.detail)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(detail_font)
        painter.setPen(theme.text3)
        painter.drawText(rect.adjusted(0, 0, -12, 0), middle | int(Qt.AlignmentFlag.AlignRight), entry.detail)
        painter.setFont(ui_font(BODY))
        painter.setPen(theme.text)
        words = rect.adjusted(38, 0, -room - 24, 0)
        cut = painter.fontMetrics().elidedText(entry.text, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, middle, cut)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(_WIDTH - 40, _ROW)
