"""A table whose columns are days: it shows whole sprints and scrolls by them."""

from itertools import takewhile

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from planner.domain.sprint import Sprint
from planner.ui.pages.team_parts.heat_delegate import HeatDelegate
from planner.ui.pages.team_parts.heat_headers import DayHeader, NameHeader
from planner.ui.pages.team_parts.heat_model import HeatModel, HeatRows, Index
from planner.ui.pages.team_parts.heat_sizes import (
    HEAD_HEIGHT,
    NARROWEST_PITCH,
    ROW_HEIGHT,
    SPRINT_GAP,
    TEAM_HEIGHT,
    WIDEST_PITCH,
    column_width,
    sprint_width,
)
from planner.ui.theme.controller import ThemeController

MOST_SPRINTS = 3


class SprintWindow(QTableView):
    """Up to three sprints at a time; ``window_changed`` tells that others are shown."""

    window_changed = Signal()

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self.rows = HeatModel()
        self.first_sprint = 0
        self.visible_sprints = MOST_SPRINTS
        self._sprints: tuple[Sprint, ...] = ()
        self._pitch = WIDEST_PITCH
        self._days = DayHeader(themes, self.rows)
        self._names = NameHeader(themes, self.rows)
        self._cells = HeatDelegate(themes, self)
        self.setModel(self.rows)
        self.setItemDelegate(self._cells)
        self.setHorizontalHeader(self._days)
        self.setVerticalHeader(self._names)
        self._dress()
        themes.changed.connect(self._repaint)

    def _dress(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setStyleSheet("QTableCornerButton::section { border: none; background: transparent; }")
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._names.setDefaultSectionSize(ROW_HEIGHT)
        for part in (self, self._days, self._names):  # the page fills; filled again, days would be painted twice
            part.viewport().setAutoFillBackground(False)

    def show_rows(self, rows: HeatRows, sprints: tuple[Sprint, ...]) -> None:
        """Show people and days."""
        self._sprints = sprints
        self.rows.show(rows)
        self._days.set_sprints(sprints)
        for row in range(len(rows.members)):  # the team may have stood here when it was smaller
            self.setRowHeight(row, ROW_HEIGHT)
        if rows.members:
            self.setRowHeight(len(rows.members), TEAM_HEIGHT)
        self.setFixedHeight(HEAD_HEIGHT + ROW_HEIGHT * len(rows.members) + TEAM_HEIGHT)
        self.first_sprint = max(0, min(self.first_sprint, len(sprints) - 1))

    def sprint_window(self) -> tuple[Sprint, ...]:
        """Return the sprints in view."""
        return self._sprints[self.first_sprint : self.first_sprint + self.visible_sprints]

    def fit(self, width: int, *, name_width: int, most: int = MOST_SPRINTS) -> None:
        """Lay out for a width: as many whole sprints as fit, with cells as wide as they can be."""
        self._names.setFixedWidth(name_width)
        room = width - name_width + SPRINT_GAP
        shown = range(self.first_sprint, min(len(self._sprints), self.first_sprint + most))
        counts = range(1, len(shown) + 1)
        fitting = takewhile(lambda count: self._needs(shown[:count], NARROWEST_PITCH) <= room, counts)
        self.visible_sprints = max((1, *fitting))
        window = shown[: self.visible_sprints]
        pitches = range(NARROWEST_PITCH, WIDEST_PITCH + 1)
        self._pitch = max((pitch for pitch in pitches if self._needs(window, pitch) <= room), default=NARROWEST_PITCH)
        self._set_widths()
        self.setFixedWidth(name_width + self._needs(window, self._pitch) - SPRINT_GAP)
        self._scroll_to_window()

    def go_to_sprint(self, place: int) -> None:
        """Let the window begin with a coming sprint, as far as there are enough behind it."""
        last = max(0, len(self._sprints) - self.visible_sprints)
        self.first_sprint = max(0, min(place, last))
        self._scroll_to_window()
        self.window_changed.emit()

    def first_column(self) -> int:
        """Return the first day in view."""
        columns = self.rows.rows.columns
        return next((number for number, column in enumerate(columns) if column.sprint_place == self.first_sprint), 0)

    def _needs(self, places: range, pitch: int) -> int:
        return sum(sprint_width(self.rows.rows.columns, place, pitch=pitch) for place in places)

    def _set_widths(self) -> None:
        self._cells.pitch = self._pitch
        self._days.setDefaultSectionSize(self._pitch)
        for number, column in enumerate(self.rows.rows.columns):
            self.setColumnWidth(number, column_width(column, pitch=self._pitch))

    def _scroll_to_window(self) -> None:
        self.updateGeometries()
        self.horizontalScrollBar().setValue(self._days.sectionPosition(self.first_column()))

    def _repaint(self) -> None:
        for part in (self, self._days, self._names):
            part.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Sideways turns by a sprint; up and down is the page's."""
        sideways = event.angleDelta().x()
        if abs(sideways) > abs(event.angleDelta().y()):
            self.go_to_sprint(self.first_sprint + (1 if sideways < 0 else -1))
            event.accept()
        else:
            event.ignore()

    def scrollTo(  # noqa: N802 - Qt calls it
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a day into view by whole sprints."""
        del hint
        columns = self.rows.rows.columns
        if not index.isValid() or index.column() >= len(columns):
            return
        place = columns[index.column()].sprint_place
        if place < self.first_sprint:
            self.go_to_sprint(place)
        elif place >= self.first_sprint + self.visible_sprints:
            self.go_to_sprint(place - self.visible_sprints + 1)
