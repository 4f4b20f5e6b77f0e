"""When a goal is done: the distribution, and the date at any percentile that is asked for."""

from PySide6.QtCore import Signal

from planner.analysis.forecast.goals import finish_of
from planner.analysis.forecast.results import MilestoneForecast, PlanForecast
from planner.analysis.scenes.finish_histogram import finish_histogram, later_text
from planner.ui.dialogs.fields import CountField
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.chart_section import ChartSection

_SURE, _HEIGHT = 85, 146


class FinishSection(ChartSection):
    """The histogram with its median and one more percentile; ``asked_again`` when that one is changed."""

    asked_again = Signal()

    def __init__(self, themes: ThemeController) -> None:
        super().__init__(themes, self.tr("When it is done"), link=self.tr("How much by a date"), height=_HEIGHT)
        self.sure = CountField(_SURE, lowest=1, highest=99, unit=self.tr(" % sure"))
        self.sure.setAccessibleName(self.tr("How sure the marked date is"))
        self.sure.setKeyboardTracking(False)
        self.head.add_control(self.sure)
        self.sure.valueChanged.connect(lambda _percentile: self.asked_again.emit())

    def show_finish(self, forecast: PlanForecast, goal: MilestoneForecast | None) -> None:
        """Show when a goal, or everything that is open, is done."""
        sure = finish_of(forecast, goal, self.sure.value())
        self.show_scene(finish_histogram(forecast, milestone=goal, sure=sure), later_text(forecast, goal))
