"""What the forecast says about a plan, and what follows from it for its sprints and people."""

from functools import cached_property

from planner.analysis.calibration.backtest import OwnRecord, own_records
from planner.analysis.capacity.load import PersonLoad, pd_per_unit_of
from planner.analysis.capacity.view import CapacityView
from planner.analysis.forecast.drivers import Driver, forecast_drivers
from planner.analysis.forecast.outlook import SprintOutlook, sprint_outlooks
from planner.analysis.forecast.plan_forecast import MilestoneForecast, PlanForecast, forecast_plan
from planner.domain.errors import MissingInputError
from planner.domain.settings import Unit


class ForecastView(CapacityView):
    """Forecast, outlook of the coming sprints and loads of one plan, each computed once.

    ``sprints_ahead`` is the number of sprints to draw, set where two plans must meet the same luck.
    """

    sprints_ahead: int | None = None

    @cached_property
    def forecast(self) -> PlanForecast:
        """Dates, amounts and chances.

        Raises
        ------
        MissingInputError
            There is neither history nor a velocity.
        """
        return forecast_plan(self.plan, self.capacity, today=self.today, sprints=self.sprints_ahead)

    @cached_property
    def forecast_if_any(self) -> PlanForecast | None:
        """The forecast, ``None`` while there is nothing to make one from."""
        try:
            return self.forecast
        except MissingInputError:
            return None

    def forecast_in(self, unit: Unit) -> PlanForecast | None:
        """Return the forecast counted in another unit (items), ``None`` while there is nothing to make one from."""
        if unit is self.plan.settings.unit:
            return self.forecast_if_any
        if unit not in self._in_unit:
            try:
                self._in_unit[unit] = forecast_plan(self.plan, self.capacity, today=self.today, unit=unit)
            except MissingInputError:
                self._in_unit[unit] = None
        return self._in_unit[unit]

    @cached_property
    def _in_unit(self) -> dict[Unit, PlanForecast | None]:
        return {}

    @cached_property
    def last_milestone(self) -> MilestoneForecast | None:
        """The open milestone that needs the most work: what "the release" means."""
        return last_open(self.forecast_if_any)

    @cached_property
    def outlooks(self) -> tuple[SprintOutlook, ...]:
        """What each coming sprint holds against what it can."""
        return sprint_outlooks(self.plan, self.capacity, self.forecast_if_any)

    @property
    def next_outlook(self) -> SprintOutlook | None:
        """The next sprint's outlook; ``None`` without a coming sprint."""
        return next(iter(self.outlooks), None)

    @cached_property
    def drivers(self) -> tuple[Driver, ...]:
        """What moves the 85 % date, the widest first; nothing without a forecast."""
        forecast = self.forecast_if_any
        if forecast is None:
            return ()
        return forecast_drivers(self.plan, self.capacity, forecast, today=self.today)

    def drivers_in(self, unit: Unit) -> tuple[Driver, ...]:
        """Return what moves the 85 % date when work is counted in another unit (items)."""
        forecast = self.forecast_in(unit)
        if forecast is None or unit is self.plan.settings.unit:
            return self.drivers
        if unit not in self._drivers_in_unit:
            self._drivers_in_unit[unit] = forecast_drivers(self.plan, self.capacity, forecast, today=self.today)
        return self._drivers_in_unit[unit]

    @cached_property
    def _drivers_in_unit(self) -> dict[Unit, tuple[Driver, ...]]:
        return {}

    @cached_property
    def records(self) -> tuple[OwnRecord, ...]:
        """How the forecast and its rivals did on the team's own history; nothing without history."""
        forecast = self.forecast_if_any
        if forecast is None or forecast.history.typed:
            return ()
        return own_records(forecast.history.values)

    @cached_property
    def person_loads(self) -> tuple[PersonLoad, ...]:
        """Load of each person in the next sprint, at the median of its forecast."""
        sprint = self.next_sprint
        return () if sprint is None else self.loads_in(sprint.id)

    def loads_in(self, sprint_id: str) -> tuple[PersonLoad, ...]:
        """Return each person's load in a coming sprint, at the median of its forecast."""
        forecast = self.forecast_if_any
        median = 0.0
        if forecast is not None:
            medians = {entry.sprint_id: entry.single[50] for entry in forecast.sprints}
            median = medians.get(sprint_id, forecast.next_sprint[50])
        return self.loads(sprint_id, pd_per_unit=pd_per_unit_of(self.capacity[sprint_id], median))


def last_open(forecast: PlanForecast | None) -> MilestoneForecast | None:
    """Return the open milestone of a forecast that needs the most work, if there is one."""
    open_ones = [] if forecast is None else [entry for entry in forecast.milestones if not entry.done]
    return max(open_ones, key=lambda entry: entry.points, default=None)
