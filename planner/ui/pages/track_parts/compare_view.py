"""Two sprints side by side: burndown and bridge of each, and their measures in one table."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.analysis.scenes.burndown_chart import burndown_chart
from planner.analysis.scenes.scope_bridge_chart import scope_bridge_chart
from planner.analysis.tracking.figures import ComparisonRow, comparison, has_begun, snapshot_note
from planner.analysis.view import PlanView
from planner.domain.sprint import Sprint
from planner.ui.pages.track_parts.closed_columns import comparison_columns
from planner.ui.pages.track_parts.scrolled import NARROW, ScrolledView
from planner.ui.pages.track_parts.sprint_chooser import SprintChooser
from planner.ui.tables.grid import Grid
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.chart_section import ChartSection
from planner.ui.widgets.columns import Columns
from planner.ui.widgets.lines import Hairline

_BURNDOWN, _BRIDGE, _TABLE_ROW, _TABLE_ROWS = 180, 130, 25, 12


class SprintSide(QWidget):
    """One of the two sprints."""

    behind_asked = Signal(object, tuple, str)

    def __init__(self, themes: ThemeController, *, name: str) -> None:
        super().__init__()
        self.sprint_id = ""
        self.chooser = SprintChooser(themes, name=name)
        self.burndown = ChartSection(themes, "")
        self.burndown.chart.setMinimumHeight(_BURNDOWN)
        self.burndown.head.add_control(self.chooser)
        self.bridge = ChartSection(themes, self.tr("Scope bridge"))
        self.bridge.chart.setMinimumHeight(_BRIDGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.burndown, 5)
        column.addWidget(self.bridge, 4)
        for section in (self.burndown, self.bridge):
            chart = section.chart
            chart.refs_chosen.connect(lambda refs, chart=chart: self.behind_asked.emit(chart, refs, self.sprint_id))

    def show_sprint(self, view: PlanView, sprint: Sprint) -> None:
        """Show a sprint."""
        self.sprint_id = sprint.id
        self.chooser.set_sprints(view.plan.sprints, current=sprint)
        self.burndown.head.set_title(self.tr("Burndown of {sprint}").format(sprint=sprint.name))
        self.burndown.show_scene(burndown_chart(view.tracking.burndown(sprint.id)), snapshot_note(view, sprint))
        bridge = view.tracking.bridge(sprint.id) if has_begun(view, sprint) else None
        self.bridge.show_scene(scope_bridge_chart(bridge))


class CompareView(ScrolledView):
    """The chosen sprint beside another one; ``first_chosen`` is the chooser of the left side."""

    first_chosen = Signal(str)

    def __init__(self, themes: ThemeController) -> None:
        super().__init__(themes)
        self._view: PlanView | None = None
        self._second = ""
        self._names = ("", "")
        self.sides = (
            SprintSide(themes, name=self.tr("First sprint")),
            SprintSide(themes, name=self.tr("Second sprint")),
        )
        self.table = self._make_table("", "")
        self.column.addWidget(Columns(themes, *((side, 1) for side in self.sides), narrow=NARROW), 1)
        self.column.addWidget(Hairline(themes))
        self.column.addWidget(self.table)
        self.sides[0].chooser.chosen.connect(self.first_chosen)
        self.sides[1].chooser.chosen.connect(self._on_second)

    def show_sprints(self, view: PlanView, first: Sprint) -> None:
        """Show a sprint beside the one chosen before, else the closed one before it."""
        self._view = view
        self._first = first
        second = self._second_of(view, first)
        self.sides[0].show_sprint(view, first)
        self.sides[1].show_sprint(view, second)
        self._show_table(comparison(view, first, second), names=(first.name, second.name))

    def _show_table(self, rows: tuple[ComparisonRow, ...], *, names: tuple[str, str]) -> None:
        """Show the measures; the names of the sprints are the heads, so another pair is another table."""
        if names != self._names:
            self._names = names
            table = self._make_table(*names)
            self.column.replaceWidget(self.table, table)
            self.table.hide()
            self.table.deleteLater()
            self.table = table
        self.table.set_rows(rows)

    def _make_table(self, first: str, second: str) -> Grid:
        name = self.tr("Two sprints compared")
        table = Grid(self.themes, comparison_columns(first, second), name=name, row_height=_TABLE_ROW)
        table.setFixedHeight(_TABLE_ROW * _TABLE_ROWS + 8)
        return table

    def _second_of(self, view: PlanView, first: Sprint) -> Sprint:
        chosen = next((sprint for sprint in view.plan.sprints if sprint.id == self._second), None)
        if chosen is not None and chosen.id != first.id:
            return chosen
        others = [sprint for sprint in view.plan.sprints if sprint.id != first.id]
        before = [sprint for sprint in others if sprint.period.start < first.period.start]
        return (before or others or [first])[-1 if before else 0]

    def _on_second(self, sprint_id: str) -> None:
        self._second = sprint_id
        if self._view is not None:
            self.show_sprints(self._view, self._first)
