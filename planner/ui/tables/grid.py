"""The grid: a table view with the hands of a spreadsheet."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QMimeData, QModelIndex, QSettings, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from planner.ui.tables.clipboard import Block, block_to_html, block_to_tsv, tsv_to_block
from planner.ui.tables.column import CellChange, Column
from planner.ui.tables.delegate import CellDelegate
from planner.ui.tables.header import GridHeader
from planner.ui.tables.model import GridModel, OnEdit, by_identity
from planner.ui.tables.order import SortKey
from planner.ui.theme.controller import ThemeController


class Grid(QTableView):
    """Rows and columns one can sort, filter, copy, paste, fill and edit with the keyboard alone.

    Parameters
    ----------
    columns
        Descriptors.
    on_edit
        Takes all cell changes of one gesture as one edit; without it the grid is for reading.
    row_key
        Row to stable identity.
    row_height
        25 to 32 pixels.
    name
        What is listed, read out.
    """

    row_activated = Signal(object)
    current_row_changed = Signal(object)

    def __init__(
        self,
        themes: ThemeController,
        columns: tuple[Column, ...],
        *,
        name: str,
        on_edit: OnEdit | None = None,
        row_key: Callable[[Any], Any] = by_identity,
        row_height: int = 28,
    ) -> None:
        super().__init__()
        self.rows = GridModel(columns, on_edit=on_edit, row_key=row_key)
        self.refused = self.rows.refused
        self._reading = on_edit is None
        self._cells = CellDelegate(themes, self.rows, whole_rows=self._reading)
        self._head = GridHeader(themes, self.rows)
        self._kept: Any = None
        self.setAccessibleName(name)
        self.setModel(self.rows)
        self.setItemDelegate(self._cells)
        self.setHorizontalHeader(self._head)
        self._dress(row_height)
        self._head.sort_asked.connect(self.sort_by)
        self.rows.modelAboutToBeReset.connect(self._keep_current)
        self.rows.modelReset.connect(self._restore_current)
        self.doubleClicked.connect(self._on_activated)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        themes.changed.connect(self.viewport().update)

    def set_rows(self, rows: tuple[Any, ...]) -> None:
        """Show these rows; selection and current cell stay with their row."""
        self.rows.set_rows(rows)

    def set_filter(self, words: str) -> None:
        """Show only rows that hold every word."""
        self.rows.set_filter(words)

    def sort_by(self, keys: tuple[SortKey, ...]) -> None:
        """Sort by several columns."""
        self.rows.sort_by(keys)
        self._head.viewport().update()

    def selected_rows(self) -> tuple[Any, ...]:
        """Return the rows of the selection, from top to bottom."""
        places = sorted({index.row() for index in self.selectedIndexes()})
        return tuple(self.rows.row_at(place) for place in places)

    def current_row(self) -> Any:
        """Return the row of the current cell, or ``None``."""
        index = self.currentIndex()
        return self.rows.row_at(index.row()) if index.isValid() else None

    def choose(self, keys: tuple[Any, ...]) -> None:
        """Select the rows with these identities and bring the first one into view."""
        self.clearSelection()
        places = sorted(place for key in keys if (place := self.rows.place_of(key)) >= 0)
        for place in places:
            flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().select(self.rows.index(place, 0), flags)
        if places:
            first = self.rows.index(places[0], max(0, self.currentIndex().column()))
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(first)

    def remember(self, settings: QSettings, name: str) -> None:
        """Restore order, width and visibility of the columns, and keep them from now on."""
        key = f"columns/{name}"
        state = settings.value(key)
        if state is not None:
            self._head.restoreState(state)
        for signal in (self._head.sectionMoved, self._head.sectionResized):
            signal.connect(lambda *_moved: settings.setValue(key, self._head.saveState()))

    def copy(self) -> None:
        """Put the selected cells on the clipboard as tabs and as HTML."""
        block = self._selected_block()
        if block:
            mime = QMimeData()
            mime.setText(block_to_tsv(block))
            mime.setHtml(block_to_html(block))
            QGuiApplication.clipboard().setMimeData(mime)

    def paste(self) -> bool:
        """Put the clipboard over the selection as one edit; one cell fills all selected ones."""
        block = tsv_to_block(QGuiApplication.clipboard().text())
        start = self.currentIndex()
        if not block or not start.isValid():
            return False
        if len(block) == 1 and len(block[0]) == 1:
            return self._change(dict.fromkeys(self._selected_cells(), block[0][0]))
        columns = self._visible_columns()
        left = columns.index(start.column())
        texts = {
            (start.row() + down, columns[left + right]): text
            for down, row in enumerate(block)
            for right, text in enumerate(row)
            if start.row() + down < self.rows.rowCount() and left + right < len(columns)
        }
        return self._change(texts)

    def fill_down(self) -> bool:
        """Copy the top cell of each selected column into those below, as one edit."""
        cells = self._selected_cells()
        top = min((place for place, _column in cells), default=0)
        texts = {
            (place, column): self.rows.columns[column].shown(self.rows.row_at(top))
            for place, column in cells
            if place != top
        }
        return self._change(texts)

    def clear_cells(self) -> bool:
        """Empty the selected cells, as one edit."""
        return self._change(dict.fromkeys(self._selected_cells(), ""))

    def _change(self, texts: dict[tuple[int, int], str]) -> bool:
        """Hand over what differs and may be edited."""
        changes = []
        for (place, column_place), text in texts.items():
            row, column = self.rows.row_at(place), self.rows.columns[column_place]
            if column.takes_typing(row) and text != column.shown(row):
                changes.append(CellChange(row, column.key, text))
        return self.rows.change(tuple(changes))

    def _visible_columns(self) -> list[int]:
        """Return the shown columns in the order on screen."""
        order = [self._head.logicalIndex(place) for place in range(self._head.count())]
        return [column for column in order if not self.isColumnHidden(column)]

    def _selected_cells(self) -> list[tuple[int, int]]:
        cells = [(index.row(), index.column()) for index in self.selectedIndexes()]
        return sorted(cell for cell in cells if not self.isColumnHidden(cell[1]))

    def _selected_block(self) -> Block:
        """Return the rectangle around the selection; cells outside the selection are empty."""
        chosen = set(self._selected_cells())
        places = sorted({place for place, _column in chosen})
        columns = [column for column in self._visible_columns() if any(column == one for _place, one in chosen)]
        return tuple(
            tuple(
                self.rows.columns[column].shown(self.rows.row_at(place)) if (place, column) in chosen else ""
                for column in columns
            )
            for place in places
        )

    def _dress(self, row_height: int) -> None:
        """Set heights, widths and triggers once; nothing is ever resized to its contents."""
        rows_or_cells = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(rows_or_cells.SelectRows if self._reading else rows_or_cells.SelectItems)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed | triggers.DoubleClicked)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(row_height)
        for place, column in enumerate(self.rows.columns):
            self._head.resizeSection(place, column.width)
            if column.stretch:
                self._head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    def _keep_current(self) -> None:
        index = self.currentIndex()
        selected = tuple(self.rows.key_at(place) for place in sorted({one.row() for one in self.selectedIndexes()}))
        self._kept = (self.rows.key_at(index.row()), index.column(), selected) if index.isValid() else None

    def _restore_current(self) -> None:
        """Bring current cell and selection back to their rows."""
        kept, self._kept = self._kept, None
        if kept is None:
            return
        key, column, selected = kept
        place = self.rows.place_of(key)
        if place >= 0:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self.rows.index(place, column), flag)
        if len(selected) > 1:
            self.choose(selected)

    def _on_activated(self, index: QModelIndex) -> None:
        if self._reading:
            self.row_activated.emit(self.rows.row_at(index.row()))

    def _on_current_row_changed(self, current: QModelIndex) -> None:
        self.current_row_changed.emit(self.rows.row_at(current.row()) if current.isValid() else None)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802 - Qt calls it
        """Go to the cell below after Enter."""
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._step_down()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, paste, fill, clear, commit and go on, as in a spreadsheet."""
        if self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
            return
        deed = self._deed_for(event)
        if deed is not None:
            deed()
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._reading and self.currentIndex().isValid():
                self.row_activated.emit(self.current_row())
            else:
                self._step_down()
            return
        super().keyPressEvent(event)

    def _deed_for(self, event: QKeyEvent) -> Callable[[], Any] | None:
        """Return what a key asks for, if it is one of ours."""
        if event.matches(QKeySequence.StandardKey.Copy):
            return self.copy
        if self._reading:
            return None
        if event.matches(QKeySequence.StandardKey.Paste):
            return self.paste
        if event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            return self.fill_down
        return self.clear_cells if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} else None

    def _step_down(self) -> None:
        """Move to the cell below."""
        index = self.currentIndex()
        below = self.rows.index(min(index.row() + 1, self.rows.rowCount() - 1), index.column())
        self.setCurrentIndex(below)
