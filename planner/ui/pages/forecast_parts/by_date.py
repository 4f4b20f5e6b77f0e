"""How much is done by a day, and how likely the goal is by then: choose the day, read the answers."""

from PySide6.QtWidgets import QWidget

from planner.analysis.forecast.goals import chance_by
from planner.analysis.forecast.results import MilestoneForecast, PlanForecast
from planner.analysis.forecast.words import amount_sentence, goal_sentence
from planner.ui.dialogs.fields import DateField
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.popover import Popover


class ByDatePopover(Popover):
    """A date and two sentences: the work, and the goal looked at."""

    def __init__(
        self,
        themes: ThemeController,
        forecast: PlanForecast,
        *,
        parent: QWidget,
        goal: MilestoneForecast | None = None,
    ) -> None:
        super().__init__(themes, "How much by a date", parent=parent)
        self._forecast, self._goal = forecast, goal
        self.field = DateField(forecast.sprints[min(2, len(forecast.sprints) - 1)].period.last_day)
        self.field.setAccessibleName(self.tr("Date"))
        self.answer = ThemedLabel(themes, tone="text").wrapped()
        self.likely = ThemedLabel(themes).wrapped()
        for widget in (self.field, self.answer, self.likely):
            self.add_widget(widget)
        self.field.dateChanged.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        by = self.field.day()
        self.answer.set_text(amount_sentence(self._forecast, by))
        name = self._goal.milestone.name if self._goal is not None else ""
        self.likely.set_text(goal_sentence(name, chance_by(self._forecast, self._goal, by), by))
