"""How far to trust the forecast: its own record, its rivals, and what the model learned about this team."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.analysis.forecast.words import learned_sentence
from planner.analysis.scenes.calibration_marks import public_sentence, score_sentence
from planner.analysis.scenes.gallery import scene
from planner.analysis.view import PlanView
from planner.ui.charts.canvas import ChartCanvas
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, HEADLINE
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Hairline


class Trust(QWidget):
    """The calibration section; ``asked`` wants the whole record."""

    asked = Signal()

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self.head = SectionHead(themes, self.tr("How far to trust this"), link=self.tr("Calibration"))
        self.head.link_clicked.connect(self.asked)
        self.finding = ThemedLabel(themes, size_px=HEADLINE, strong=True, tone="text").wrapped()
        self.hits = ChartCanvas(themes)
        self.hits.setFixedHeight(52)
        self.bars = ChartCanvas(themes)
        self.bars.setFixedHeight(74)
        self.public = ThemedLabel(themes, public_sentence(), size_px=AXIS).wrapped()
        self.learned = ThemedLabel(themes, size_px=AXIS).wrapped()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.head, self.finding, self.hits, self.bars, self.public, Hairline(themes), self.learned):
            column.addWidget(widget)
        column.addStretch(1)

    def show_record(self, view: PlanView) -> None:
        """Show the record of a plan's own history."""
        self.finding.set_text(score_sentence(view.records))
        self.hits.set_scene(scene(view, "calibration-hits"))
        self.bars.set_scene(scene(view, "calibration-bars"))
        scored = bool(view.records)
        self.hits.setVisible(scored)
        self.bars.setVisible(scored)
        self.learned.set_text(learned_sentence(view.forecast_if_any))
