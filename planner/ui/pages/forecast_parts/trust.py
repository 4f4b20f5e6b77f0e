"""How far to trust the forecast: its own record, its rivals, and what the model learned about this team."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.analysis.calibration.words import PUBLIC_LABEL, is_telling, warning_sentences
from planner.analysis.forecast.words import learned_sentence
from planner.analysis.scenes.calibration_marks import public_bars, public_sentence, score_sentence
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
        self.warnings = ThemedLabel(themes, tone="warn_text").wrapped()
        self.learned = ThemedLabel(themes, size_px=AXIS).wrapped()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.head, self.finding, self.warnings, self.hits, self.bars, self.public):
            column.addWidget(widget)
        column.addWidget(Hairline(themes))
        column.addWidget(self.learned)
        column.addStretch(1)

    def show_record(self, view: PlanView) -> None:
        """Show the record of a plan's own history; the public one as long as that is too short to say anything."""
        records = view.records
        telling = is_telling(records)
        self.finding.set_text(score_sentence(records))
        self.hits.setVisible(telling)
        self.warnings.set_text(" ".join(warning_sentences(records)))
        self.warnings.setVisible(bool(warning_sentences(records)))
        self.public.set_text(public_sentence() if telling else PUBLIC_LABEL)
        self.bars.set_scene(scene(view, "calibration-bars") if telling else public_bars())
        if telling:
            self.hits.set_scene(scene(view, "calibration-hits"))
        self.learned.set_text(learned_sentence(view.forecast_if_any))
