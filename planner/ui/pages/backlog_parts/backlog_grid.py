"""The grid of the backlog: heads of epics, cut lines of sprints, rank by drag, paste as new items."""

from collections.abc import Mapping

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication

from planner.analysis.board.backlog import BacklogRow, EpicGroup
from planner.domain.backlog import BacklogItem
from planner.ui.charts.pens import pen
from planner.ui.icons import icon_pixmap
from planner.ui.pages.backlog_parts.item_columns import GROUP, RANK
from planner.ui.tables.clipboard import tsv_to_block
from planner.ui.tables.column import Column
from planner.ui.tables.grid import Grid
from planner.ui.tables.model import OnEdit
from planner.ui.tables.order import SortKey
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, BODY, ui_font

MIME = "application/x-ballast-items"
_ROW = 28


class BacklogGrid(Grid):
    """A grid over items and heads of groups.

    Signals: ``ranked(keys, before)`` after a drag, ``pasted(block, first column)`` for rows below the last one,
    ``remove_asked()`` when Delete is pressed on rank or key, ``folded(key)`` when a head is clicked.
    """

    ranked = Signal(object, str)
    pasted = Signal(object, str)
    remove_asked = Signal()
    folded = Signal(str)

    def __init__(self, themes: ThemeController, columns: tuple[Column, ...], *, name: str, on_edit: OnEdit) -> None:
        super().__init__(themes, columns, name=name, on_edit=on_edit, row_height=_ROW)
        self._themes = themes
        self._cuts: Mapping[str, str] = {}
        self._is_grouped = False
        self._pressed: QPoint | None = None
        self._drop_y: int | None = None
        self._rank_column = next(place for place, column in enumerate(columns) if column.key == RANK)
        self._group_column = next(place for place, column in enumerate(columns) if column.key == GROUP)
        self.hideColumn(self._group_column)
        self.setAcceptDrops(True)

    def show_rows(self, rows: tuple[BacklogRow, ...], *, cuts: Mapping[str, str], is_grouped: bool) -> None:
        """Show rows; cut lines only where the order is the rank."""
        regroup = is_grouped != self._is_grouped
        self._cuts, self._is_grouped = cuts, is_grouped
        self.set_rows(rows)
        if regroup:
            self.sort_by(tuple(level for level in self.rows.sort_keys if level.key != GROUP))
        self.viewport().update()

    def sort_by(self, keys: tuple[SortKey, ...]) -> None:
        """Sort, groups staying together."""
        inside = tuple(level for level in keys if level.key != GROUP)
        super().sort_by((SortKey(GROUP), *inside) if self._is_grouped and inside else inside)

    @property
    def is_ranked(self) -> bool:
        """Say whether the rows stand in rank order."""
        return not self.rows.sort_keys and not self._is_grouped

    def chosen_items(self) -> tuple[BacklogItem, ...]:
        """Return the items with a selected cell, from top to bottom."""
        return tuple(row for row in self.selected_rows() if isinstance(row, BacklogItem))

    def shown_keys(self) -> tuple[str, ...]:
        """Return the keys of the items on screen, from top to bottom."""
        return tuple(row.key for row in self.rows.shown_rows() if isinstance(row, BacklogItem))

    def selected_in_one_column(self, key: str) -> tuple[BacklogItem, ...]:
        """Return the selected items when all selected cells stand in one column."""
        columns = {self.rows.columns[index.column()].key for index in self.selectedIndexes()}
        return self.chosen_items() if columns == {key} else ()

    def edit_title(self, key: str) -> None:
        """Start typing the title of an item."""
        place = self.rows.place_of(key)
        column = next(at for at, one in enumerate(self.rows.columns) if one.key == "title")
        if place >= 0:
            index = self.rows.index(place, column)
            self.setCurrentIndex(index)
            self.scrollTo(index)
            self.edit(index)

    def paste(self) -> bool:
        """Put the clipboard over cells; rows below the last one, or a row of heads, become new items."""
        block = tsv_to_block(QGuiApplication.clipboard().text())
        start = self.currentIndex()
        below = self.rows.rowCount() - start.row() if start.isValid() else 0
        titled = bool(block) and any(cell.strip().casefold() == "title" for cell in block[0])
        if block and (titled or not start.isValid()):
            self.pasted.emit(block, "")
            return True
        taken = super().paste()
        if len(block) > max(below, 1):
            self.pasted.emit(block[below:], self.rows.columns[start.column()].key)
        return taken

    def columns_from(self, key: str) -> tuple[str, ...]:
        """Return the keys of the visible columns from one on, in the order on screen."""
        keys = [self.rows.columns[place].key for place in self._visible_columns()]
        return tuple(keys[keys.index(key) :]) if key in keys else tuple(keys)

    def _key_at(self, place: int) -> str:
        return str(self.rows.key_at(place))

    def _drop_place(self, y: int) -> int:
        """Return the row above which a drag would land."""
        place = self.rowAt(y)
        if place < 0:
            return self.rows.rowCount()
        middle = self.rowViewportPosition(place) + self.rowHeight(place) / 2
        return place if y < middle else place + 1

    def _start_drag(self) -> None:
        keys = tuple(item.key for item in self.chosen_items())
        mime = QMimeData()
        mime.setData(MIME, "\n".join(keys).encode())
        drag = QDrag(self)
        drag.setMimeData(mime)
        drag.exec(Qt.DropAction.MoveAction)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold a group by its head; take hold of a row by its rank."""
        index = self.indexAt(event.position().toPoint())
        row = self.rows.row_at(index.row()) if index.isValid() else None
        if isinstance(row, EpicGroup):
            self.setCurrentIndex(index)
            self.folded.emit(row.key)
            return
        grip = row is not None and index.column() == self._rank_column and self.is_ranked
        chosen = grip and index in self.selectedIndexes()
        if not chosen:
            super().mousePressEvent(event)
        self._pressed = event.position().toPoint() if grip else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Start to drag rows."""
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        far = (event.position().toPoint() - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if far and event.buttons() & Qt.MouseButton.LeftButton:
            self._pressed = None
            self._start_drag()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of a row."""
        self._pressed = None
        super().mouseReleaseEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome items while the order is the rank."""
        if event.mimeData().hasFormat(MIME) and self.is_ranked:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where they would land."""
        place = self._drop_place(event.position().toPoint().y())
        last = self.rows.rowCount() - 1
        top = self.rowViewportPosition(place) if place <= last else self.rowViewportPosition(last) + _ROW
        self._drop_y = top
        self.viewport().update()
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the line away."""
        del event
        self._drop_y = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell the new place; the page makes the edit."""
        keys = tuple(bytes(event.mimeData().data(MIME).data()).decode().split("\n"))
        place = self._drop_place(event.position().toPoint().y())
        self._drop_y = None
        self.viewport().update()
        event.acceptProposedAction()
        before = next(
            (self._key_at(one) for one in range(place, self.rows.rowCount()) if self._key_at(one) not in keys), ""
        )
        self.ranked.emit(keys, before)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold a head with Enter or Space; remove items with Delete on rank or key."""
        row, column = self.current_row(), self.currentIndex().column()
        editing = self.state() is Grid.State.EditingState
        if isinstance(row, EpicGroup) and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.folded.emit(row.key)
        elif not editing and event.key() == Qt.Key.Key_Delete and self.rows.columns[column].key in {RANK, "key"}:
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, then heads of groups, cut lines and the line of a drag over them."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        first, last = self.rowAt(0), self.rowAt(self.viewport().height())
        last = self.rows.rowCount() - 1 if last < 0 else last
        for place in range(max(first, 0), last + 1):
            row = self.rows.row_at(place)
            if isinstance(row, EpicGroup):
                self._paint_head(painter, place, row)
            elif self.is_ranked and row.key in self._cuts and not self.rows.words:
                self._paint_cut(painter, self.rowViewportPosition(place), self._cuts[row.key])
        if self._drop_y is not None:
            painter.setPen(pen(self._themes.now.accent, width=2.0))
            painter.drawLine(0, self._drop_y, self.viewport().width(), self._drop_y)

    def _paint_head(self, painter: QPainter, place: int, row: EpicGroup) -> None:
        theme = self._themes.now
        rect = QRectF(0, self.rowViewportPosition(place), self.viewport().width(), _ROW)
        chosen = self.currentIndex().row() == place and self.hasFocus()
        painter.fillRect(rect, theme.accent_soft if chosen else theme.alt)
        icon = "chevron-right" if row.collapsed else "chevron-down"
        pixmap = icon_pixmap(icon, theme.text2, size=14, ratio=self.devicePixelRatioF())
        painter.drawPixmap(QPointF(6, rect.center().y() - 7), pixmap)
        painter.setFont(ui_font(BODY, strong=True))
        painter.setPen(theme.text)
        area = rect.adjusted(26, 0, -6, 0)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(area, flags, row.name)
        width = QFontMetricsF(painter.font()).horizontalAdvance(row.name) + 12
        painter.setFont(ui_font(AXIS))
        painter.setPen(theme.text2)
        painter.drawText(area.adjusted(width, 0, 0, 0), flags, row.words)
        painter.setPen(pen(theme.line))
        painter.drawLine(rect.bottomLeft() - QPointF(0, 0.5), rect.bottomRight() - QPointF(0, 0.5))

    def _paint_cut(self, painter: QPainter, y: int, name: str) -> None:
        """Paint the line above the first item that is not sure to be done by the end of a sprint."""
        theme = self._themes.now
        painter.setPen(pen(theme.accent, width=1.5))
        painter.drawLine(QPointF(0, y - 0.5), QPointF(self.viewport().width(), y - 0.5))
        words = self.tr("{sprint} ends here").format(sprint=name)
        painter.setFont(ui_font(AXIS, strong=True))
        width = QFontMetricsF(painter.font()).horizontalAdvance(words) + 12
        flag = QRectF(self.viewport().width() - width, y - _ROW + 1, width, _ROW - 2)
        painter.fillRect(flag, theme.base)  # what lies below ends cleanly instead of showing through
        painter.setPen(theme.accent)
        painter.drawText(flag.adjusted(0, 8, 0, 0), int(Qt.AlignmentFlag.AlignCenter), words)
