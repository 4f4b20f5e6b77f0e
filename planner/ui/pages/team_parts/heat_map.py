"""The people by days table: drag or keys choose days, a brush paints them in one stroke."""

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

from planner.domain.calendar import Period
from planner.ui.pages.team_parts.brushes import Brush, Stroke, shows
from planner.ui.pages.team_parts.sprint_window import SprintWindow
from planner.ui.theme.controller import ThemeController

_KEYS = {
    Qt.Key.Key_L: Brush.LEAVE,
    Qt.Key.Key_H: Brush.HOLIDAY,
    Qt.Key.Key_C: Brush.ON_CALL,
    Qt.Key.Key_2: Brush.HALF_DAY,
    Qt.Key.Key_Minus: Brush.NOT_WORKING,
    Qt.Key.Key_Delete: Brush.CLEAR,
    Qt.Key.Key_Backspace: Brush.CLEAR,
}


class HeatMap(SprintWindow):
    """Availability of everybody, to look at and to paint.

    ``stroke_made(Stroke)`` tells of a brush over chosen days, ``entry_asked(member ids, Period)`` of Enter without a
    brush, ``member_asked(id)`` of a double click on a name, ``brush_changed(Brush | None)`` of Escape.
    """

    stroke_made = Signal(object)
    entry_asked = Signal(tuple, object)
    member_asked = Signal(str)
    brush_changed = Signal(object)

    def __init__(self, themes: ThemeController) -> None:
        super().__init__(themes)
        self.brush: Brush | None = None
        self._erasing = False
        self.setAccessibleName(self.tr("Availability, people by days"))
        self.setAccessibleDescription(
            self.tr("Arrows move, Shift extends. L leave, 2 half a day, C on call, H holiday, Delete clears.")
        )
        self._names.sectionDoubleClicked.connect(self._on_name_asked)

    def choose_member(self, member_id: str) -> None:
        """Select a person's shown days."""
        ids = [member.id for member in self.rows.rows.members]
        if member_id in ids:
            row = ids.index(member_id)
            self.setCurrentIndex(self.rows.index(row, self.first_column()))

    def block(self) -> tuple[tuple[str, ...], Period] | None:
        """Return the chosen people and days."""
        chosen = self.selectedIndexes()
        if not chosen:
            return None
        rows = sorted(index.row() for index in chosen)
        columns = sorted(index.column() for index in chosen)
        return self.rows.block(range(rows[0], rows[-1] + 1), range(columns[0], columns[-1] + 1))

    def current_member(self) -> str:
        """Return the person of the current cell, empty for none."""
        row = self.currentIndex().row()
        members = self.rows.rows.members
        return members[row].id if 0 <= row < len(members) else ""

    def apply_brush(self, brush: Brush, *, erase: bool | None = None) -> None:
        """Paint the chosen days; painting what they already are takes it away."""
        block = self.block()
        if block is None:
            return
        if erase is None:
            cells = [self.rows.cell(index.row(), index.column()) for index in self.selectedIndexes()]
            worked = [cell for cell in cells if cell.calendar_share > 0]
            erase = bool(worked) and all(shows(cell, brush) for cell in worked)
        self.stroke_made.emit(Stroke(brush, *block, erase=erase))

    def _on_name_asked(self, row: int) -> None:
        if not self.rows.is_team(row):
            self.member_asked.emit(self.rows.rows.members[row].id)

    def _put_brush_away(self) -> None:
        self.brush = None
        self.brush_changed.emit(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke: on a day that already is what the brush paints, it takes away."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.rows.is_team(index.row()):
            return
        if index.isValid() and self.brush is not None:
            self._erasing = shows(self.rows.cell(index.row(), index.column()), self.brush)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a stroke: with a brush in hand it is painted."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.brush is not None:
            self.apply_brush(self.brush, erase=self._erasing)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the entry of the day."""
        if self.brush is None and (block := self.block()) is not None:
            self.entry_asked.emit(*block)
        elif self.brush is not None:
            self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters paint, Enter applies the brush in hand or opens an entry, Escape puts the brush away."""
        key = Qt.Key(event.key())
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if plain and key in _KEYS:
            self.apply_brush(_KEYS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and plain:
            if self.brush is not None:
                self.apply_brush(self.brush)
            elif (block := self.block()) is not None:
                self.entry_asked.emit(*block)
        elif key == Qt.Key.Key_Escape and self.brush is not None:
            self._put_brush_away()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give keys a place to start from."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rows.members:
            self.selectionModel().setCurrentIndex(
                self.rows.index(0, self.first_column()), QItemSelectionModel.SelectionFlag.NoUpdate
            )
