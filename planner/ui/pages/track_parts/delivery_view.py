"""Delivery measures of every closed sprint: three charts, and the table where they are typed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.analysis.scenes.delivery_lines import baseline_text, delivery_value
from planner.analysis.scenes.gallery import scene
from planner.analysis.tracking.figures import delivery_rows
from planner.analysis.view import PlanView
from planner.ui.pages.track_parts.closed_columns import delivery_columns
from planner.ui.pages.track_parts.scrolled import NARROW, ScrolledView
from planner.ui.tables.grid import Grid
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.chart_section import ChartSection
from planner.ui.widgets.columns import Columns
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.lines import Hairline

CODES = ("deployments", "failed-changes", "restore-hours")
_HEIGHT = 250


class DeliveryView(ScrolledView):
    """How delivery went; ``typing_asked`` names the sprint whose measures are to be typed."""

    typing_asked = Signal(str)

    def __init__(self, themes: ThemeController) -> None:
        super().__init__(themes)
        self._build()
        self.table.row_activated.connect(lambda row: self.typing_asked.emit(row.id))
        self._head.link_clicked.connect(self._on_type)
        self.table.current_row_changed.connect(lambda _row: self._name_link())
        for section in self.charts:
            section.chart.refs_chosen.connect(self._on_refs)

    def _build(self) -> None:
        themes = self.themes
        self.charts = tuple(ChartSection(themes, "", height=_HEIGHT, figure=True) for _ in CODES)
        self._head = SectionHead(themes, self.tr("Typed per sprint"), link=self.tr("Type"))
        self.table = Grid(themes, delivery_columns(), name=self.tr("Delivery measures per sprint"), row_height=28)
        self.table.setMinimumHeight(160)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addWidget(self.table, 1)
        self.column.addWidget(Columns(themes, *((section, 1) for section in self.charts), narrow=NARROW))
        self.column.addWidget(Hairline(themes))
        self.column.addWidget(below, 1)

    def show_plan(self, view: PlanView) -> None:
        """Show the measures of a plan."""
        trend = view.tracking.all_delivery
        for section, code in zip(self.charts, CODES, strict=True):
            line = next(entry for entry in trend.lines if entry.code == code)
            section.head.set_title(line.title)
            latest = delivery_value(line, line.latest) or self.tr("not known")
            section.key_figure.set_figure(latest, baseline_text(line))
            section.show_scene(scene(view, f"delivery-chart-{code}"))
        self.table.set_rows(delivery_rows(view.plan))
        if self.table.current_row() is None and self.table.rows.rowCount():
            self.table.setCurrentIndex(self.table.rows.index(0, 0))
        self._name_link()

    def _name_link(self) -> None:
        row = self.table.current_row()
        self._head.set_link("" if row is None else self.tr("Type measures of {sprint}").format(sprint=row.name))

    def _on_type(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.typing_asked.emit(row.id)

    def _on_refs(self, refs: tuple[str, ...]) -> None:
        self.typing_asked.emit(refs[0].partition(":")[2])
