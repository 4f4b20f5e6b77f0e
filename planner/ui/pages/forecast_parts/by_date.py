"""How much is done by a day: choose it, read the answer."""

from PySide6.QtWidgets import QWidget

from planner.analysis.forecast.plan_forecast import PlanForecast
from planner.analysis.forecast.words import amount_sentence
from planner.ui.dialogs.fields import DateField
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.popover import Popover


class ByDatePopover(Popover):
    """A date and one sentence."""

    def __init__(self, themes: ThemeController, forecast: PlanForecast, *, parent: QWidget) -> None:
        super().__init__(themes, "How much by a date", parent=parent)
        self._forecast = forecast
        self.field = DateField(forecast.sprints[min(2, len(forecast.sprints) - 1)].period.last_day)
        self.field.setAccessibleName(self.tr("Date"))
        self.answer = ThemedLabel(themes, tone="text").wrapped()
        self.add_widget(self.field)
        self.add_widget(self.answer)
        self.field.dateChanged.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        self.answer.set_text(amount_sentence(self._forecast, self.field.day()))
