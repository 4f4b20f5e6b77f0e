"""The upper half of the forecast page: fan, finish and drivers, or both units side by side."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.analysis.forecast.results import MilestoneForecast, PlanForecast
from planner.analysis.forecast.view import last_open
from planner.analysis.scenes.forecast_tornado import forecast_tornado
from planner.analysis.scenes.release_fan import release_fan
from planner.analysis.view import PlanView
from planner.analysis.wording import count, unit_name
from planner.ui.pages.forecast_parts.finish import FinishSection
from planner.ui.pages.forecast_parts.side_by_side import SideBySide
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.chart_section import ChartSection
from planner.ui.widgets.columns import Columns

_FAN, _DRIVERS = 256, 112


class Upper(QWidget):
    """One unit in depth, or two beside each other."""

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self.fan = ChartSection(themes, self.tr("Done and to come"), link=self.tr("Baseline"))
        self.fan.chart.setMinimumHeight(_FAN)
        self.finish = FinishSection(themes)
        self.drivers = ChartSection(themes, self.tr("What moves the 85 % date"), link=self.tr("Risk events"))
        self.drivers.chart.setMinimumHeight(_DRIVERS)
        self.single = Columns(themes, (self.fan, 770), (stacked(self.finish, self.drivers), 410))
        self.both = SideBySide(themes)
        self.both.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.single)
        column.addWidget(self.both)

    def show_one(self, view: PlanView, forecast: PlanForecast, goal: MilestoneForecast | None) -> None:
        """Show one unit."""
        unit = unit_name(forecast.unit).capitalize()
        self.fan.head.set_title(self.tr("%1 done and to come").replace("%1", unit))
        self.fan.show_scene(release_fan(view.tracking.burnup_of(forecast), forecast, milestone=goal))
        self.finish.show_finish(forecast, goal)
        self.drivers.show_scene(forecast_tornado(view.drivers_in(forecast.unit)))
        risks = len(view.plan.risks)
        self.drivers.head.set_link(count(risks, self.tr("risk event")) if risks else self.tr("Add risk event"))
        self._front(self.single)

    def show_both(self, view: PlanView, own: PlanForecast, items: PlanForecast, goal_id: str) -> None:
        """Show the plan's own unit beside items, both with the same milestone."""
        self.both.show_both(view, tuple((entry, goal_in(entry, goal_id)) for entry in (own, items)))
        self._front(self.both)

    def _front(self, shown: QWidget) -> None:
        for part in (self.single, self.both):
            part.setVisible(part is shown)


def goal_in(forecast: PlanForecast, milestone_id: str) -> MilestoneForecast | None:
    """Return the milestone looked at: the chosen one while it is open, else the last open one."""
    found = next((entry for entry in forecast.milestones if entry.milestone.id == milestone_id), None)
    return found if found is not None and not found.done else last_open(forecast)


def stacked(*widgets: QWidget) -> QWidget:
    """Return widgets one under the other, the last one taking what is free."""
    section = QWidget()
    column = QVBoxLayout(section)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for place, widget in enumerate(widgets, start=1):
        column.addWidget(widget, int(place == len(widgets)))
    return section
