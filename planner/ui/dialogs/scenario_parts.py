"""Parts of the scenarios dialog: the table of all of them, and the edits of one."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.analysis.scenarios.compare import BASELINE, Comparison, ScenarioEntry
from planner.domain.plan import Plan, Scenario
from planner.ui.dialogs.scenario_columns import edit_columns, edit_lines, scenario_columns
from planner.ui.tables.grid import Grid
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.heads import SectionHead

_ROW, _EDIT_ROW, _MOST_ROWS = 28, 25, 6


class ScenarioTable(QWidget):
    """A row per scenario, the plan first; ``changed()`` when another one is looked at, ``entered(id)`` with Enter."""

    changed = Signal()
    entered = Signal(str)

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self._measures: tuple[tuple[str, str], ...] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.grid = self._fresh_grid(())

    def _fresh_grid(self, measures: tuple[tuple[str, str], ...]) -> Grid:
        """Return a grid with a column per measure in the place of the one before."""
        while (entry := self._column.takeAt(0)) is not None:
            if (widget := entry.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        columns = scenario_columns(measures)
        grid = Grid(self._themes, columns, name=self.tr("Scenarios"), row_height=_ROW, row_key=lambda entry: entry.id)
        grid.current_row_changed.connect(lambda _row: self.changed.emit())
        grid.row_activated.connect(lambda row: self.entered.emit(row.id))
        self._column.addWidget(grid)
        return grid

    def set_found(self, found: Comparison, *, keep: str) -> None:
        """Show what was worked out, with one scenario chosen."""
        if self._measures != found.measures:
            self._measures = found.measures
            self.grid = self._fresh_grid(found.measures)
        self.grid.set_rows(found.entries)
        self.grid.setFixedHeight(36 + _ROW * min(len(found.entries), _MOST_ROWS))
        self.grid.choose((found.entry(keep).id,))

    def chosen(self) -> str:
        """Return the identity of the scenario of the current row; empty for the plan itself."""
        row: ScenarioEntry | None = self.grid.current_row()
        return BASELINE if row is None else row.id

    def choose(self, scenario_id: str) -> None:
        """Look at another scenario."""
        self.grid.choose((scenario_id,))


class ScenarioEdits(QWidget):
    """What one scenario changes, edit by edit; ``shortened(scenario)`` is the scenario without the chosen edit."""

    shortened = Signal(object)

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._scenario: Scenario | None = None
        self._head = SectionHead(themes, self.tr("What it changes"))
        self.grid = Grid(themes, edit_columns(), name=self.tr("What it changes"), row_height=_EDIT_ROW)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addWidget(self.grid, 100)
        column.addStretch(1)
        self._head.link_clicked.connect(self.take_out)

    def set_scenario(self, plan: Plan, scenario: Scenario | None) -> None:
        """Show the edits of a scenario over a plan, nothing for the plan itself."""
        self._scenario = scenario
        name = self.tr("Choose a scenario to see its changes") if scenario is None else scenario.name
        self._head.set_title(name if scenario is None else self.tr("What %1 changes").replace("%1", name))
        self._head.set_link(self.tr("Take the chosen change out") if scenario is not None and scenario.edits else "")
        self.grid.set_rows(() if scenario is None else edit_lines(plan, scenario))
        self.grid.setVisible(scenario is not None)

    def take_out(self) -> None:
        """Tell of the scenario without the current edit."""
        line, scenario = self.grid.current_row(), self._scenario
        if line is not None and scenario is not None:
            edits = tuple(edit for place, edit in enumerate(scenario.edits) if place != line.id)
            self.shortened.emit(replace(scenario, edits=edits))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the current edit out."""
        if event.key() == Qt.Key.Key_Delete:
            self.take_out()
        else:
            super().keyPressEvent(event)
