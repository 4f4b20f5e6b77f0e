"""Baselines: keep what the forecast says today, and see how targets and dates have moved since."""

from PySide6.QtWidgets import QComboBox, QWidget

from planner.analysis.forecast.baselines import baseline_of, course_of
from planner.analysis.scenes.baseline_steps import baseline_steps
from planner.analysis.view import PlanView
from planner.analysis.wording import day
from planner.domain.edits import KeepBaseline, RemoveBaseline
from planner.domain.errors import MissingInputError
from planner.domain.plan import Edit
from planner.ui.charts.canvas import ChartCanvas
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.buttons import Button
from planner.ui.widgets.labels import ThemedLabel

_WIDTH, _CHART = 720, 320


class BaselineDialog(FormDialog):
    """Shows the course of one milestone and ends in keeping today's forecast, or in dropping a baseline.

    Parameters
    ----------
    milestone_id
        The milestone shown first; the last one when it is empty.
    """

    def __init__(
        self, themes: ThemeController, view: PlanView, *, milestone_id: str, take: Take, parent: QWidget
    ) -> None:
        title = "Baseline against now"
        super().__init__(themes, title=title, main="Keep today", take=take, parent=parent, width=_WIDTH)
        self._view = view
        self.milestone = QComboBox()
        self.chart = ChartCanvas(themes)
        self.chart.setMinimumHeight(_CHART)
        self.finding = ThemedLabel(themes, tone="text").wrapped()
        for milestone in view.plan.milestones:
            self.milestone.addItem(milestone.name, milestone.id)
        shown = self.milestone.findData(milestone_id)
        self.milestone.setCurrentIndex(shown if shown >= 0 else self.milestone.count() - 1)
        self.add_row(self.add_form(), self.tr("Milestone"), self.milestone)
        self.body.addWidget(self.finding)
        self.body.addWidget(self.chart, 1)
        self._add_removal()
        self.say_consequence(self._words())
        self.milestone.currentIndexChanged.connect(self._show)
        self._show()

    def _words(self) -> str:
        today = self._view.today
        if any(entry.taken_on == today for entry in self._view.plan.baselines):
            return self.tr("Today's targets and dates are kept already; this replaces them.")
        return self.tr("Keeps the targets and dates of today, to compare with later.")

    def _add_removal(self) -> None:
        self.kept = QComboBox()
        for baseline in reversed(self._view.plan.baselines):
            self.kept.addItem(day(baseline.taken_on), baseline.id)
        if not self._view.plan.baselines:
            return
        self.add_row(self.add_form(), self.tr("Kept on"), self.kept)
        remove = Button(self.themes, self.tr("Remove"))
        remove.setAutoDefault(False)
        remove.clicked.connect(lambda: self.finish(lambda: RemoveBaseline(self.kept.currentData())))
        self.add_foot_button(remove)

    def _show(self) -> None:
        forecast, plan = self._view.forecast_if_any, self._view.plan
        chosen = self.milestone.currentData()
        entry = next((one for one in forecast.milestones if one.milestone.id == chosen), None) if forecast else None
        course = course_of(plan, entry, today=self._view.today) if entry is not None else ()
        scene = baseline_steps(entry.milestone.name if entry else "", course)
        self.chart.set_scene(scene)
        self.finding.set_text(scene.summary)

    def edit(self) -> Edit:
        """Return today's forecast as a baseline."""
        forecast = self._view.forecast_if_any
        if forecast is None or not forecast.milestones:
            raise MissingInputError("a milestone", "add one with a date first")
        return KeepBaseline(baseline_of(forecast))
