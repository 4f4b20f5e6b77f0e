"""The head of a grid: quiet words, a strong line below, the sort marked at its columns."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QMenu

from planner.ui.charts.pens import pen
from planner.ui.tables.model import GridModel
from planner.ui.tables.order import SortKey
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, ui_font

_DRAG = 4


class GridHeader(QHeaderView):
    """A click sorts by a column, a second one turns round, a third ends it; Shift adds a level."""

    sort_asked = Signal(tuple)

    def __init__(self, themes: ThemeController, model: GridModel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._themes = themes
        self._grid_model = model
        self._pressed = QPoint()
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(30)
        self.setMinimumSectionSize(28)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        themes.changed.connect(self.viewport().update)

    def next_sort(self, key: str, *, add: bool) -> tuple[SortKey, ...]:
        """Return the sort after a click on a column."""
        now = {level.key: level for level in self._grid_model.sort_keys}
        level = now.get(key)
        others = tuple(one for one in self._grid_model.sort_keys if one.key != key) if add else ()
        if level is None:
            return (*others, SortKey(key))
        return others if level.descending else (*others, SortKey(key, descending=True))

    def _open_menu(self, point: QPoint) -> None:
        self.column_menu().exec(self.mapToGlobal(point))

    def column_menu(self) -> QMenu:
        """Return the menu that shows and hides columns."""
        menu = QMenu(self)
        for place, column in enumerate(self._grid_model.columns):
            action = menu.addAction(column.title or column.key)
            action.setCheckable(True)
            action.setChecked(not self.isSectionHidden(place))
            action.toggled.connect(lambda on, place=place: self.setSectionHidden(place, not on))
        return menu

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where, to tell a click from a drag."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Sort on a click that was no drag."""
        super().mouseReleaseEvent(event)
        here = event.position().toPoint()
        place = self.logicalIndexAt(here)
        still = (here - self._pressed).manhattanLength() < _DRAG
        at_edge = self.cursor().shape() == Qt.CursorShape.SplitHCursor
        if event.button() is Qt.MouseButton.LeftButton and still and place >= 0 and not at_edge:
            add = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.sort_asked.emit(self.next_sort(self._grid_model.columns[place].key, add=add))

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:  # noqa: N802 - Qt calls it
        """Paint one head."""
        theme = self._themes.now
        column = self._grid_model.columns[logical_index]
        levels = {level.key: (place, level) for place, level in enumerate(self._grid_model.sort_keys, start=1)}
        words, strong = column.title, column.key in levels
        if strong:
            place, level = levels[column.key]
            words += (" ▾" if level.descending else " ▴") + (str(place) if len(levels) > 1 else "")
        painter.save()
        painter.fillRect(rect, theme.base)
        painter.setFont(ui_font(AXIS, strong=strong))
        painter.setPen(theme.text if strong else theme.text3)
        inner = QRectF(rect).adjusted(6, 0, -6, -1)
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(inner.width()) + 2)
        painter.drawText(inner, int(column.align.value | Qt.AlignmentFlag.AlignVCenter), cut)
        painter.setPen(pen(theme.strong))
        y = rect.bottom() + 0.5
        painter.drawLine(
            QRectF(rect.left(), y, rect.width(), 0).topLeft(), QRectF(rect.left(), y, rect.width(), 0).topRight()
        )
        painter.restore()
