"""One column of the board: a well with its head and its list of cards."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.analysis.board.cards import Card, card_sentence
from planner.analysis.board.columns import BoardColumn
from planner.domain.plan import Plan
from planner.ui.pages.sprints_parts.card_delegate import CARD_WIDTH, Divider, Row
from planner.ui.pages.sprints_parts.card_list import CardList
from planner.ui.pages.sprints_parts.column_head import ColumnHead
from planner.ui.theme.controller import ThemeController

WELL = CARD_WIDTH + 12
STEP = CARD_WIDTH + 14
Keep = Callable[[Card], bool]


class SprintColumn(QWidget):
    """A sprint on the board."""

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self.head = ColumnHead(themes)
        self.list = CardList(themes)
        self.sprint_id = ""
        self.setFixedWidth(WELL)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 0, 6)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.list, 1)
        themes.changed.connect(self.update)

    def set_column(self, column: BoardColumn, plan: Plan, *, keep: Keep) -> None:
        """Show a sprint; ``keep`` is the filter."""
        self.sprint_id = column.sprint.id
        self.head.set_column(column)
        rows = self._rows(column, keep)
        self.list.setAccessibleName(self.tr("Cards of {sprint}").format(sprint=column.sprint.name))
        self.list.cards.set_rows(column.sprint.id, rows, tuple(self._words(row, plan) for row in rows))

    def _rows(self, column: BoardColumn, keep: Keep) -> tuple[Row, ...]:
        shown = [card for card in column.cards if keep(card)]
        stretch = [card for card in shown if card.stretch]
        rows: list[Row] = [card for card in shown if not card.stretch]
        if stretch:
            rows += [Divider(self.tr("Stretch")), *stretch]
        return (*rows, *column.moved)

    def _words(self, row: Row, plan: Plan) -> str:
        if isinstance(row, Card):
            return card_sentence(row, plan)
        if isinstance(row, Divider):
            return row.words
        return self.tr("{key} moves to {goal}").format(key=row.key, goal=row.goal)

    def card_rect(self, key: str) -> QRectF | None:
        """Return where a card is painted, in the column's own pixels, cut at the edge of the list."""
        place = self.list.cards.place_of(key)
        if place < 0:
            return None
        rect = QRectF(self.list.visualRect(self.list.cards.index(place)))
        rect.setSize(rect.size().boundedTo(rect.size()))
        rect.setHeight(48)
        rect.setWidth(CARD_WIDTH)
        top = min(max(rect.top(), 0.0), max(0.0, self.list.height() - rect.height()))
        rect.moveTop(top)
        return rect.translated(self.list.x(), self.list.y())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the well."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._themes.now.alt)
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
