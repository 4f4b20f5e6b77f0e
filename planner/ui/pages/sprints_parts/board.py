"""The board: a column per coming sprint, scrolled sideways, with the links of the chosen card."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from planner.analysis.board.cards import Card
from planner.analysis.board.columns import BoardColumn
from planner.domain.plan import Plan
from planner.ui.charts.pens import pen
from planner.ui.pages.sprints_parts.column import STEP, WELL, Keep, SprintColumn
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.lines import put_in_area


class Board(QScrollArea):
    """Columns side by side.

    Signals: ``dropped(CardDrop)``, ``why_asked(Card)``, ``chosen(Card or None)``, ``menu_asked(sprint_id)``.
    """

    dropped = Signal(object)
    why_asked = Signal(object)
    chosen = Signal(object)
    menu_asked = Signal(str)

    def __init__(self, themes: ThemeController) -> None:
        super().__init__(widgetResizable=True)
        self._themes = themes
        self._columns: list[SprintColumn] = []
        self._shown: tuple[BoardColumn, ...] = ()
        self._current: str = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Board of the coming sprints"))
        inner = QWidget()
        self._row = QHBoxLayout(inner)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(STEP - WELL)
        self._row.addStretch(1)
        put_in_area(self, inner)
        self._links = LinkLayer(themes, self)
        self._links.setParent(inner)
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self._links.spread())

    @property
    def columns(self) -> tuple[SprintColumn, ...]:
        """The columns from left to right."""
        return tuple(self._columns)

    def show_columns(self, columns: tuple[BoardColumn, ...], plan: Plan, *, keep: Keep) -> None:
        """Show sprints; chosen cards stay chosen wherever they are now."""
        kept = tuple(card.key for card in self.chosen_cards())
        had_focus = any(one.list.hasFocus() for one in self._columns)
        self._shown = columns
        while len(self._columns) > len(columns):
            gone = self._columns.pop()
            self._row.removeWidget(gone)
            gone.deleteLater()
        while len(self._columns) < len(columns):
            self._columns.append(self._make_column(len(self._columns)))
        for widget, column in zip(self._columns, columns, strict=True):
            widget.set_column(column, plan, keep=keep)
        if kept:
            self.choose(kept, focus=had_focus)
        self._links.raise_()
        self._links.spread()

    def chosen_cards(self) -> tuple[Card, ...]:
        """Return the selected cards; they are all in one column."""
        return next((cards for one in self._columns if (cards := one.list.chosen())), ())

    def choose(self, keys: tuple[str, ...], *, focus: bool = True, sprint_id: str = "") -> None:
        """Select cards, in the first column that has them, or in a given one."""
        found = next((one for one in self._columns if sprint_id in {"", one.sprint_id} and one.list.choose(keys)), None)
        for other in self._columns:
            if other is not found:
                other.list.forget()
        if found is not None:
            if focus:
                found.list.setFocus()
            self.ensureWidgetVisible(found, 6, 0)
        self._on_chosen(found.list.current() if found is not None else None)

    def place_of(self, card: Card) -> tuple[SprintColumn, QRectF] | None:
        """Return the column of a card and where it is painted there."""
        for one in self._columns:
            if one.sprint_id == card.sprint_id:
                rect = one.card_rect(card.key)
                return (one, rect) if rect is not None else None
        return None

    def links(self) -> tuple[tuple[str, str], ...]:
        """Return the pairs (needed, waiting) that touch the chosen card."""
        cards = [card for column in self._shown for card in column.cards]
        return tuple(
            (key, card.key)
            for card in cards
            for key in card.needs
            if self._current and self._current in {key, card.key}
        )

    def rect_of(self, key: str) -> QRectF | None:
        """Return where a card is painted, in the pixels of the whole board."""
        for one in self._columns:
            rect = one.card_rect(key)
            if rect is not None:
                return rect.translated(QPointF(one.pos()))
        return None

    def _make_column(self, place: int) -> SprintColumn:
        column = SprintColumn(self._themes)
        column.list.dropped.connect(self.dropped)
        column.list.why_asked.connect(self.why_asked)
        column.list.card_chosen.connect(self._on_chosen)
        column.list.entered_list.connect(lambda: self._forget_others(column))
        column.list.sideways.connect(lambda by: self._go_sideways(column, by))
        column.list.verticalScrollBar().valueChanged.connect(lambda _value: self._links.spread())
        column.head.menu_asked.connect(lambda: self.menu_asked.emit(column.sprint_id))
        self._row.insertWidget(place, column)
        return column

    def _forget_others(self, column: SprintColumn) -> None:
        for other in self._columns:
            if other is not column:
                other.list.forget()

    def _go_sideways(self, column: SprintColumn, by: int) -> None:
        """Go to the card at the same height in the next column that has one."""
        place, row = self._columns.index(column) + by, column.list.currentIndex().row()
        while 0 <= place < len(self._columns):
            cards = self._columns[place].list.cards.cards()
            if cards:
                self.choose((cards[min(max(row, 0), len(cards) - 1)].key,), sprint_id=self._columns[place].sprint_id)
                return
            place += by

    def _on_chosen(self, card: Card | None) -> None:
        self._current = card.key if card is not None else ""
        self._links.spread()
        self.chosen.emit(card)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the layer of links over everything."""
        super().resizeEvent(event)
        self._links.spread()


class LinkLayer(QWidget):
    """Paints the links of the chosen card over the columns; the mouse goes through it."""

    def __init__(self, themes: ThemeController, board: Board) -> None:
        super().__init__()
        self._themes = themes
        self._board = board
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        themes.changed.connect(self.update)

    def spread(self) -> None:
        """Cover the whole board, then repaint."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(0, 0, max(parent.width(), parent.sizeHint().width()), parent.height())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint an elbow from each needed card to the one that waits."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for needed, waiting in self._board.links():
            start, end = self._board.rect_of(needed), self._board.rect_of(waiting)
            if start is not None and end is not None:
                self._paint_link(painter, start, end)

    def _paint_link(self, painter: QPainter, start: QRectF, end: QRectF) -> None:
        theme = self._themes.now
        tip = QPointF(end.left() - 0.5, end.center().y())
        lane = end.left() - 7.5
        forward = start.right() <= end.left()
        leave = (
            QPointF(start.right(), start.center().y() + 3) if forward else QPointF(start.left(), start.center().y() + 3)
        )
        lane = lane if forward else min(start.left(), end.left()) - 4.5
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(theme.accent, width=1.5))
        painter.drawPolyline(QPolygonF([leave, QPointF(lane, leave.y()), QPointF(lane, tip.y()), tip - QPointF(4, 0)]))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent)
        painter.drawPolygon(QPolygonF([tip, tip + QPointF(-6, -4), tip + QPointF(-6, 4)]))
