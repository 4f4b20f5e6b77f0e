"""The whole record of the forecast on the team's own history, beside the public one."""

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from planner.analysis.calibration.words import calibration_rows
from planner.analysis.scenes.calibration_marks import public_sentence, score_sentence
from planner.analysis.scenes.gallery import scene
from planner.analysis.view import PlanView
from planner.ui.charts.canvas import ChartCanvas
from planner.ui.tables.column import Align, Column
from planner.ui.tables.grid import Grid
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import HEADLINE
from planner.ui.widgets.columns import Columns
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.labels import ThemedLabel


class CalibrationDialog(QDialog):
    """Said against came true, and every promise that was scored."""

    def __init__(self, themes: ThemeController, view: PlanView, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Calibration"))
        self.resize(960, 620)
        self._themes = themes
        plot = ChartCanvas(themes)
        plot.set_scene(scene(view, "calibration-plot"))
        plot.setMinimumSize(380, 340)
        self.grid = Grid(themes, self._columns(), name=self.tr("Scored promises"))
        self.grid.set_rows(calibration_rows(view.forecast_if_any, view.records))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        column.addWidget(ThemedLabel(themes, score_sentence(view.records), size_px=HEADLINE, strong=True, tone="text"))
        column.addWidget(ThemedLabel(themes, public_sentence()).wrapped())
        left, right = (self._section(self.tr("Said against came true"), plot), self._section("", self.grid))
        column.addWidget(Columns(themes, (left, 1), (right, 1)), 1)

    def _section(self, title: str, content: QWidget) -> QWidget:
        section = QWidget()
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(SectionHead(self._themes, title or self.tr("Every promise that was scored")))
        column.addWidget(content, 1)
        return section

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="sprint", title=self.tr("From"), value=lambda row: row.first_sprint, width=90),
            Column(key="horizon", title=self.tr("Over"), value=lambda row: row.horizon_text, width=100),
            Column(
                key="promised",
                title=self.tr("Promised"),
                value=lambda row: row.promised,
                text=lambda row: row.promised_text,
                align=Align.RIGHT,
            ),
            Column(
                key="came",
                title=self.tr("Came"),
                value=lambda row: row.came,
                text=lambda row: row.came_text,
                align=Align.RIGHT,
            ),
            Column(key="kept", title=self.tr("Kept"), value=lambda row: row.kept_text, width=80, stretch=True),
        )
