"""All closed sprints: burnup, velocity, predictability, reserve, and the table they come from."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.analysis.scenes import reserve_history, velocity_bars
from planner.analysis.scenes.gallery import scene
from planner.analysis.tracking.figures import closed_rows, debt_words, predictability_words
from planner.analysis.view import PlanView
from planner.analysis.wording import unit_name
from planner.ui.pages.track_parts.closed_columns import closed_columns
from planner.ui.pages.track_parts.scrolled import NARROW, ScrolledView
from planner.ui.tables.grid import Grid
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.chart_section import ChartSection
from planner.ui.widgets.columns import Columns
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.lines import Hairline

_WIDE, _SIDE, _HALF, _THIRD = 720, 460, 500, 340
_HEIGHT, _LEAST_TABLE = 168, 150


class HistoryView(ScrolledView):
    """What the closed sprints say together; ``exclude_asked`` names the sprint to leave out or to count again."""

    exclude_asked = Signal(str)

    def __init__(self, themes: ThemeController) -> None:
        super().__init__(themes)
        self._build()
        self.table.row_activated.connect(lambda row: self.exclude_asked.emit(row.id))
        self._table_head.link_clicked.connect(self._on_exclude)
        self.table.current_row_changed.connect(lambda _row: self._name_link())

    def _build(self) -> None:
        themes = self.themes
        self.burnup = ChartSection(themes, self.tr("Burnup"))
        self.velocity = ChartSection(themes, self.tr("Velocity"))
        self.predictability = ChartSection(themes, self.tr("Predictability, done of committed"))
        self.reserve = ChartSection(themes, self.tr("Debt reserve, planned and spent"))
        self.debt = ChartSection(themes, self.tr("Debt principal, in and out"))
        for section in (self.burnup, self.velocity, self.predictability, self.reserve, self.debt):
            section.chart.setMinimumHeight(_HEIGHT)
            section.caption.wrapped()
        first = Columns(themes, (self.burnup, _WIDE), (self.predictability, _SIDE), narrow=NARROW)
        debt = Columns(themes, (self.reserve, _THIRD), (self.debt, _THIRD), narrow=0)
        second = Columns(themes, (self.velocity, _HALF), (debt, 2 * _THIRD), narrow=NARROW)
        for widget in (first, Hairline(themes), second, Hairline(themes), self._table_section()):
            self.column.addWidget(widget, 0 if isinstance(widget, Hairline) else 1)

    def _table_section(self) -> QWidget:
        section = QWidget()
        self._table_head = SectionHead(self.themes, self.tr("Closed sprints"), link=self.tr("Leave out"))
        self.table = Grid(self.themes, closed_columns(), name=self.tr("Closed sprints"), row_height=25)
        self.table.setMinimumHeight(_LEAST_TABLE)
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._table_head)
        column.addWidget(self.table, 1)
        return section

    def show_plan(self, view: PlanView) -> None:
        """Show the closed sprints of a plan."""
        unit = unit_name(view.plan.settings.unit)
        tracking, policy = view.tracking, view.plan.policy
        self.burnup.head.set_title(self.tr("Burnup, {unit}").format(unit=unit))
        self.burnup.show_scene(scene(view, "burnup"))
        self.velocity.head.set_title(self.tr("Velocity, {unit}").format(unit=unit))
        words = velocity_bars.caption(tracking.velocity, tracking.predictability)
        self.velocity.show_scene(scene(view, "velocity"), words)
        self.predictability.show_scene(scene(view, "predictability"), predictability_words(view))
        many = max(1, len(view.plan.closed_sprints()))
        spent = reserve_history.reserve_history(view.reserve, policy=policy, shown=many)
        self.reserve.show_scene(spent, reserve_history.caption(view.reserve, policy) if view.reserve.rows else "")
        self.debt.show_scene(scene(view, "debt-trend"), debt_words(view))
        self.table.set_rows(closed_rows(view.plan))
        if self.table.current_row() is None and self.table.rows.rowCount():
            self.table.setCurrentIndex(self.table.rows.index(0, 0))
        self._name_link()

    def link_text(self) -> str:
        """Return what the link over the table would do."""
        return self._table_head.link_text()

    def _name_link(self) -> None:
        row = self.table.current_row()
        if row is None:
            self._table_head.set_link("")
            return
        words = self.tr("Leave {sprint} out of the forecast") if row.counted else self.tr("Count {sprint} again")
        self._table_head.set_link(words.format(sprint=row.name))

    def _on_exclude(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.exclude_asked.emit(row.id)
