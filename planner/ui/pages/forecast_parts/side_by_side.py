"""The same plan counted in its own unit and in items, fan beside fan and date beside date."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.analysis.forecast.results import MilestoneForecast, PlanForecast
from planner.analysis.scenes.finish_histogram import finish_histogram, later_text
from planner.analysis.scenes.release_fan import release_fan
from planner.analysis.view import PlanView
from planner.analysis.wording import unit_name
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.chart_section import ChartSection

_FAN, _FINISH, _GAP = 240, 146, 30
_ENDS = (5, 50, 95)


class SideBySide(QWidget):
    """Two columns, each with a fan and the distribution of its finish."""

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        self.fans = (ChartSection(themes, ""), ChartSection(themes, ""))
        self.finishes = (ChartSection(themes, "", height=_FINISH), ChartSection(themes, "", height=_FINISH))
        for fan, finish in zip(self.fans, self.finishes, strict=True):
            fan.chart.setMinimumHeight(_FAN)
            column = QVBoxLayout()
            column.setSpacing(12)
            column.addWidget(fan, 1)
            column.addWidget(finish)
            row.addLayout(column, 1)

    def show_both(self, view: PlanView, pairs: tuple[tuple[PlanForecast, MilestoneForecast | None], ...]) -> None:
        """Show forecasts of one plan in two units, each with the goal looked at."""
        for (forecast, goal), fan, finish in zip(pairs, self.fans, self.finishes, strict=True):
            unit = unit_name(forecast.unit).capitalize()
            fan.head.set_title(self.tr("%1 done and to come").replace("%1", unit))
            fan.show_scene(release_fan(view.tracking.burnup_of(forecast), forecast, milestone=goal, ends=_ENDS))
            finish.head.set_title(self.tr("When it is done, counted in %1").replace("%1", unit.lower()))
            finish.show_scene(finish_histogram(forecast, milestone=goal), later_text(forecast, goal))
