"""The one item model of all grids: rows by identity, cells by descriptor."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal

from planner.domain.errors import PlannerError
from planner.ui.tables.column import CellChange, Column
from planner.ui.tables.index import Index
from planner.ui.tables.order import RowOrder, SortKey

OnEdit = Callable[[tuple[CellChange, ...]], None]
_NOWHERE = QModelIndex()


def by_identity(row: Any) -> Any:
    """Return the stable key of a row: its ``id`` or ``key``, else the row itself."""
    return getattr(row, "id", None) or getattr(row, "key", None) or row


class GridModel(QAbstractTableModel):
    """Shows a tuple of rows through columns.

    Parameters
    ----------
    columns
        Descriptors, in their first order.
    on_edit
        Called with all changes of one gesture (typing, paste, fill, clear), which is one edit; may raise a
        :class:`PlannerError`, which is told by ``refused``.
    row_key
        Row to its stable identity, so that the selection survives a refresh.
    """

    refused = Signal(object)
    arranged = Signal()

    def __init__(
        self,
        columns: tuple[Column, ...],
        *,
        on_edit: OnEdit | None = None,
        row_key: Callable[[Any], Any] = by_identity,
    ) -> None:
        super().__init__()
        self.columns = columns
        self._on_edit = on_edit
        self._row_key = row_key
        self._rows: tuple[Any, ...] = ()
        self._order = RowOrder((), columns)
        self._sort: tuple[SortKey, ...] = ()
        self._words = ""
        self._shown: list[int] = []

    @property
    def sort_keys(self) -> tuple[SortKey, ...]:
        """The levels of the sort, most important first."""
        return self._sort

    @property
    def words(self) -> str:
        """The filter."""
        return self._words

    def set_rows(self, rows: tuple[Any, ...]) -> None:
        """Show new rows: the same identities in the same places repaint only what differs, else everything resets."""
        old = [self._rows[index] for index in self._shown]
        order = RowOrder(rows, self.columns)
        shown = order.shown(sort=self._sort, words=self._words).tolist()
        new = [rows[index] for index in shown]
        if [self._row_key(row) for row in old] != [self._row_key(row) for row in new]:
            self._reset(shown, rows=rows, order=order)
            return
        self._rows, self._order, self._shown = rows, order, shown
        for place, (before, after) in enumerate(zip(old, new, strict=True)):
            if before is not after:
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))

    def set_filter(self, words: str) -> None:
        """Show only rows that hold every word."""
        if words != self._words:
            self._words = words
            self._reset(self._order.shown(sort=self._sort, words=words).tolist())

    def sort_by(self, keys: tuple[SortKey, ...]) -> None:
        """Sort by several columns; none of them means the given order."""
        self._sort = keys
        self._reset(self._order.shown(sort=keys, words=self._words).tolist())

    def row_at(self, place: int) -> Any:
        """Return the row shown at a place."""
        return self._rows[self._shown[place]]

    def shown_rows(self) -> tuple[Any, ...]:
        """Return the rows shown, in their order."""
        return tuple(self._rows[index] for index in self._shown)

    def place_of(self, key: Any) -> int:
        """Return the place of a row by its identity, -1 when it is not shown."""
        return next((place for place in range(len(self._shown)) if self._row_key(self.row_at(place)) == key), -1)

    def key_at(self, place: int) -> Any:
        """Return the identity of the row at a place."""
        return self._row_key(self.row_at(place))

    def change(self, changes: tuple[CellChange, ...]) -> bool:
        """Hand the changes of one gesture to the owner; say whether they were accepted."""
        if not changes or self._on_edit is None:
            return False
        try:
            self._on_edit(changes)
        except PlannerError as error:
            self.refused.emit(error)
            return False
        return True

    def _reset(self, shown: list[int], *, rows: tuple[Any, ...] | None = None, order: RowOrder | None = None) -> None:
        """Exchange what is shown; whoever hears that a reset comes still sees the old rows."""
        self.beginResetModel()
        self._rows = self._rows if rows is None else rows
        self._order = self._order if order is None else order
        self._shown = shown
        self.endResetModel()
        self.arranged.emit()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are, hidden ones included."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell."""
        column = self.columns[index.column()]
        if role in _WORDS:
            return column.shown(self.row_at(index.row()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {column.shown(self.row_at(index.row()))}"
        return column.align.value | Qt.AlignmentFlag.AlignVCenter if role == Qt.ItemDataRole.TextAlignmentRole else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed into one cell; the same text again is no change."""
        column, row = self.columns[index.column()], self.row_at(index.row())
        text = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or text == column.shown(row):
            return False
        return self.change((CellChange(row, column.key, text),))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say what can be done with a cell."""
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.columns[index.column()].takes_typing(self.row_at(index.row())):
            return base | Qt.ItemFlag.ItemIsEditable
        return base

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the head of a column."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip or None
        return column.title if role == Qt.ItemDataRole.DisplayRole else None


_WORDS = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}
