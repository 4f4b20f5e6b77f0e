"""The cards of one sprint as a list: keys, selection and screen readers come with the view, drag and drop too."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QItemSelectionModel, QMimeData, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from planner.analysis.board.cards import Card
from planner.analysis.board.columns import MovedAway
from planner.ui.charts.pens import pen
from planner.ui.pages.sprints_parts.card_delegate import CardDelegate, Divider, Row
from planner.ui.tables.index import Index
from planner.ui.theme.controller import ThemeController

MIME = "application/x-ballast-cards"
ROW = Qt.ItemDataRole.UserRole
_SHEET = "QListView#cards { background: transparent; } QScrollBar:vertical { width: 6px; }"
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class CardDrop:
    """Cards dropped into a column: before another item of it (empty is last), as stretch or committed."""

    keys: tuple[str, ...]
    from_sprint: str
    to_sprint: str
    before: str
    stretch: bool


class CardModel(QAbstractListModel):
    """Cards, the Stretch divider and what a proposal takes away, as rows."""

    def __init__(self) -> None:
        super().__init__()
        self.sprint_id = ""
        self._rows: tuple[Row, ...] = ()
        self._words: tuple[str, ...] = ()

    def set_rows(self, sprint_id: str, rows: tuple[Row, ...], words: tuple[str, ...]) -> None:
        """Show other rows; ``words`` say each one aloud."""
        self.sprint_id = sprint_id
        if rows == self._rows and words == self._words:
            return
        self.beginResetModel()
        self._rows, self._words = rows, words
        self.endResetModel()

    def row_at(self, place: int) -> Row:
        """Return a row."""
        return self._rows[place]

    def card_at(self, index: Index) -> Card | None:
        """Return the card of an index, ``None`` for the divider and for what was moved away."""
        row = self._rows[index.row()] if index.isValid() else None
        return row if isinstance(row, Card) else None

    def place_of(self, key: str) -> int:
        """Return the place of a card, -1 when it is not here."""
        return next((place for place, row in enumerate(self._rows) if isinstance(row, Card) and row.key == key), -1)

    def cards(self) -> tuple[Card, ...]:
        """Return the cards from top to bottom."""
        return tuple(row for row in self._rows if isinstance(row, Card))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row itself, or its words."""
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(row.warnings) if isinstance(row, Card) else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._words[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.key if isinstance(row, Card | MovedAway) else self._words[index.row()]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only cards be chosen and dragged."""
        if self.card_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Name what a drag carries."""
        return [MIME]

    def mimeData(self, indexes: Any) -> QMimeData:
        """Put the keys of the dragged cards, and their sprint, into a drag."""
        cards = [card for index in sorted(indexes, key=lambda one: one.row()) if (card := self.card_at(index))]
        mime = QMimeData()
        mime.setData(MIME, "\n".join((self.sprint_id, *(card.key for card in cards))).encode())
        mime.setText("\n".join(card.key for card in cards))
        return mime

    def supportedDropActions(self) -> Qt.DropAction:
        """Cards are moved."""
        return Qt.DropAction.MoveAction


class CardList(QListView):
    """The list of one column. ``why_asked(card)`` on Enter or double click, ``sideways(by)`` on Left and Right."""

    dropped = Signal(object)
    why_asked = Signal(object)
    sideways = Signal(int)
    card_chosen = Signal(object)
    entered_list = Signal()

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self.cards = CardModel()
        self._drop_y: int | None = None
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(themes, parent=self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("cards")
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet(_SHEET)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.doubleClicked.connect(self._on_activated)
        self.selectionModel().currentChanged.connect(lambda now, _before: self._tell(now))
        themes.changed.connect(self.viewport().update)

    def chosen(self) -> tuple[Card, ...]:
        """Return the selected cards from top to bottom."""
        places = sorted(index.row() for index in self.selectedIndexes())
        rows = (self.cards.row_at(place) for place in places)
        return tuple(row for row in rows if isinstance(row, Card))

    def current(self) -> Card | None:
        """Return the card with the focus."""
        return self.cards.card_at(self.currentIndex())

    def choose(self, keys: tuple[str, ...]) -> bool:
        """Select cards by their keys; say whether there are any here."""
        places = [place for key in keys if (place := self.cards.place_of(key)) >= 0]
        if not places:
            return False
        model = self.selectionModel()
        model.setCurrentIndex(self.cards.index(places[0]), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        for place in places[1:]:
            model.select(self.cards.index(place), QItemSelectionModel.SelectionFlag.Select)
        self.scrollTo(self.cards.index(places[0]))
        return True

    def forget(self) -> None:
        """Let nothing be chosen here."""
        self.selectionModel().clear()

    def _tell(self, index: QModelIndex) -> None:
        self.card_chosen.emit(self.cards.card_at(index))

    def _on_activated(self, index: QModelIndex) -> None:
        card = self.cards.card_at(index)
        if card is not None:
            self.why_asked.emit(card)

    def _drop_at(self, point: QPoint) -> tuple[str, bool, int]:
        """Return the item before which a drop lands, whether as stretch, and where the line is drawn."""
        stretch, y = False, 0
        for place in range(self.cards.rowCount()):
            rect, row = self.visualRect(self.cards.index(place)), self.cards.row_at(place)
            if isinstance(row, Divider):
                if point.y() < rect.top() or (point.y() <= rect.center().y() and not stretch):
                    return "", False, rect.top()
                stretch = True
            elif isinstance(row, Card) and not row.allocation and point.y() < rect.center().y():
                return row.key, stretch, rect.top()
            y = rect.bottom() if isinstance(row, Card | Divider) else y
        return "", stretch, y

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next column with Left and Right, explain with Enter."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if plain and event.key() in steps:
            self.sideways.emit(steps[Qt.Key(event.key())])
        elif plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_activated(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first card when the list is entered by Tab."""
        super().focusInEvent(event)
        self.entered_list.emit()
        if self.current() is None and self.cards.cards():
            self.choose((self.cards.cards()[0].key,))
        else:
            self._tell(self.currentIndex())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome cards."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where they would land."""
        if event.mimeData().hasFormat(MIME):
            self._drop_y = self._drop_at(event.position().toPoint())[2]
            self.viewport().update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the line away."""
        self._drop_y = None
        self.viewport().update()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped where; the page makes the edit."""
        source, *keys = bytes(event.mimeData().data(MIME).data()).decode().split("\n")
        before, stretch, _ = self._drop_at(event.position().toPoint())
        self._drop_y = None
        self.viewport().update()
        event.acceptProposedAction()
        self.dropped.emit(CardDrop(tuple(keys), source, self.cards.sprint_id, before, stretch))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards, and the line where a drop would land."""
        super().paintEvent(event)
        if self._drop_y is not None:
            painter = QPainter(self.viewport())
            painter.setPen(pen(self._themes.now.accent, width=2.0))
            painter.drawLine(0, self._drop_y, self.viewport().width(), self._drop_y)
