"""The calibration view: said against came true on the team's own history, its rivals, and the public figures."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.analysis.calibration.words import (
    PUBLIC_LABEL,
    calibration_rows,
    is_telling,
    public_rows,
    warning_sentences,
)
from planner.analysis.scenes.calibration_marks import public_bars
from planner.analysis.scenes.gallery import scene
from planner.analysis.view import PlanView
from planner.ui.tables.column import Align, Column
from planner.ui.tables.grid import Grid
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS
from planner.ui.widgets.buttons import LinkButton
from planner.ui.widgets.chart_section import ChartSection
from planner.ui.widgets.columns import Columns
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Hairline

_HITS, _BARS, _PICTURE, _ROW = 74, 96, 200, 27


class CalibrationView(QWidget):
    """Everything that tells how far the forecast can be trusted; ``left`` goes back to the forecast."""

    left = Signal()

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self.back = LinkButton(themes, self.tr("Back to the forecast"))
        self.back.clicked.connect(self.left)
        self.warnings = ThemedLabel(themes, tone="warn_text").wrapped()
        self.hits = ChartSection(themes, self.tr("Promise by promise, 85 % sure"), height=_HITS)
        self.rivals = ChartSection(themes, self.tr("Against simpler methods, same sprints"), height=_BARS)
        self.pit = ChartSection(themes, self.tr("Where outcomes fell in their forecast"))
        self.plot = ChartSection(themes, self.tr("Said against came true"))
        for section in (self.pit, self.plot):
            section.chart.setMinimumHeight(_PICTURE)
        self.grid = Grid(themes, self._promise_columns(), name=self.tr("Every promise that was scored"), row_key=id)
        self.grid.setMinimumHeight(_ROW * 5)
        self.public = Grid(themes, self._public_columns(), name=self.tr("Public figures"), row_height=_ROW, row_key=id)
        self.public.setFixedHeight(_ROW * 5 + 8)
        self.public.set_rows(public_rows())
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        left = self._stacked(self.warnings, self.hits, self.rivals)
        column.addWidget(Columns(self._themes, (left, 1), (self.pit, 1)))
        column.addWidget(Hairline(self._themes))
        self.promises = self._titled(self.tr("Every promise that was scored"), self.grid)
        label = ThemedLabel(self._themes, PUBLIC_LABEL, size_px=AXIS).wrapped()
        public = self._titled(self.tr('Public figures: "85 % sure" that came true'), self.public, label)
        lower = self._stacked(public, self.promises, fill=True)
        column.addWidget(Columns(self._themes, (self.plot, 1), (lower, 1)), 1)

    def _stacked(self, *widgets: QWidget, fill: bool = False) -> QWidget:
        section = QWidget()
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in widgets:
            column.addWidget(widget, int(fill and widget is widgets[-1]))
        column.addStretch(0 if fill else 1)
        return section

    def _titled(self, title: str, *content: QWidget) -> QWidget:
        section = QWidget()
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(SectionHead(self._themes, title))
        for widget in content:
            column.addWidget(widget, int(widget is self.grid))
        return section

    def _promise_columns(self) -> tuple[Column, ...]:
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

    def _public_columns(self) -> tuple[Column, ...]:
        def ahead(key: str, title: str) -> Column:
            return Column(key=key, title=title, value=lambda row: getattr(row, key), align=Align.RIGHT, width=96)

        return (
            Column(key="method", title=self.tr("Method"), value=lambda row: row.method, stretch=True),
            ahead("one", self.tr("Next sprint")),
            ahead("three", self.tr("Three ahead")),
            ahead("six", self.tr("Six ahead")),
        )

    def show_record(self, view: PlanView) -> None:
        """Show the record of a plan's own history; where it is too short, the public figures say so."""
        telling = is_telling(view.records)
        words = warning_sentences(view.records)
        self.warnings.set_text(" ".join(words))
        self.warnings.setVisible(bool(words))
        self.hits.setVisible(any(record.scored for record in view.records))
        self.hits.show_scene(scene(view, "calibration-hits"))
        title = self.tr("Against simpler methods, same sprints") if telling else self.tr("Public teams, not yours")
        self.rivals.head.set_title(title)
        self.rivals.show_scene(scene(view, "calibration-bars") if telling else public_bars())
        pit = scene(view, "calibration-pit")
        self.pit.show_scene(pit, "" if pit.empty else pit.summary)
        self.plot.show_scene(scene(view, "calibration-plot"))
        rows = calibration_rows(view.forecast_if_any, view.records)
        self.grid.set_rows(rows)
        self.promises.setVisible(bool(rows))
