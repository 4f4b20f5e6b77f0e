"""Everything derived from one plan, computed when first asked for and thrown away with the plan."""

from functools import cached_property

from planner.analysis.calibration import OwnRecord, own_records
from planner.analysis.capacity_view import CapacityView
from planner.analysis.debt import Thresholds, thresholds
from planner.analysis.debt_parameters import DebtParameters
from planner.analysis.forecast_drivers import Driver, forecast_drivers
from planner.analysis.load import PersonLoad, pd_per_unit_of
from planner.analysis.plan_debt import Register, register_of
from planner.analysis.plan_debt_parameters import debt_parameters
from planner.analysis.plan_forecast import PlanForecast, forecast_plan
from planner.analysis.reserve import reserve_share_of
from planner.analysis.reserve_lab import LAB_TRIALS, LabResult, mean_capacity, reserve_lab
from planner.analysis.tracking_view import TrackingView
from planner.domain.errors import MissingInputError
from planner.domain.plan import Plan, changed_fields
from planner.domain.progress import Report, silent

_CAPACITY = frozenset({"team", "sprints", "policy", "settings"})
_FORECAST = _CAPACITY | {"backlog", "milestones", "debt"}


class PlanView(CapacityView):
    """One plan read on one day. Cheap to make: each figure is computed once, when somebody asks for it.

    Parameters
    ----------
    plan
        The plan; it never changes, so nothing here ever goes stale.
    today
        The day it is read at, resolved at the front door.
    """

    @cached_property
    def forecast(self) -> PlanForecast:
        """Dates, amounts and chances.

        Raises
        ------
        MissingInputError
            There is neither history nor a velocity.
        """
        return forecast_plan(self.plan, self.capacity, today=self.today)

    @cached_property
    def forecast_if_any(self) -> PlanForecast | None:
        """The forecast, ``None`` while there is nothing to make one from."""
        try:
            return self.forecast
        except MissingInputError:
            return None

    @cached_property
    def drivers(self) -> tuple[Driver, ...]:
        """What moves the 85 % date, the widest first; nothing without a forecast."""
        forecast = self.forecast_if_any
        if forecast is None:
            return ()
        return forecast_drivers(self.plan, self.capacity, forecast, today=self.today)

    @cached_property
    def records(self) -> tuple[OwnRecord, ...]:
        """How the forecast and its rivals did on the team's own history; nothing without history."""
        forecast = self.forecast_if_any
        if forecast is None or forecast.history.typed:
            return ()
        return own_records(forecast.history.values)

    @cached_property
    def usual_capacity_pd(self) -> float:
        """Effective person-days of a usual coming sprint."""
        return mean_capacity([self.capacity[sprint.id].steps.effective_pd for sprint in self.plan.coming_sprints()])

    @cached_property
    def reserve_share(self) -> float:
        """Debt reserve of the next sprint, share of capacity; the policy's target without one."""
        return self.plan.policy.target if self.next_sprint is None else reserve_share_of(self.plan, self.next_sprint)

    @cached_property
    def parameters(self) -> DebtParameters:
        """Parameters of the debt model, each with its basis."""
        return debt_parameters(self.plan, capacity_pd=self.usual_capacity_pd, reserve_share=self.reserve_share)

    @cached_property
    def thresholds(self) -> Thresholds:
        """The reserves where the story turns."""
        return thresholds(self.parameters)

    @cached_property
    def register(self) -> Register:
        """The debt register in rank order, with its totals."""
        reserve = self.parameters.r * self.parameters.C
        return register_of(self.plan, today=self.today, reserve_pd_per_sprint=reserve)

    def lab(
        self,
        share: float | None = None,
        *,
        against: float | None = None,
        horizon: int | None = None,
        trials: int = LAB_TRIALS,
        report: Report = silent,
    ) -> LabResult:
        """Compare a reserve with another one; by default the next sprint's with the one of the settings."""
        settings = self.plan.settings
        shares = (
            self.reserve_share if share is None else share,
            settings.lab_share if against is None else against,
        )
        return reserve_lab(
            self.plan, self.parameters, shares, horizon or settings.lab_horizon, trials=trials, report=report
        )

    @cached_property
    def tracking(self) -> TrackingView:
        """How it went so far: burndown, bridge, velocity, debt trend, delivery."""
        return TrackingView(self.plan, today=self.today, capacity=self.capacity, forecast=self.forecast_if_any)

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

    def successor(self, plan: Plan) -> "PlanView":
        """Return the view of a changed plan, which keeps what the change cannot have touched."""
        view = PlanView(plan, today=self.today)
        touched = changed_fields(self.plan, plan)
        kept: set[str] = set()
        if not touched & _CAPACITY:
            kept |= {"capacity", "usual_capacity_pd", "reserve_share"}
            kept |= set() if "exceptions" in touched else {"reserve"}
        if not touched & _FORECAST:
            kept |= {"forecast", "forecast_if_any", "drivers", "records", "parameters", "thresholds", "register"}
            kept |= {"person_loads", "skill_holes"}
        view.__dict__.update({name: self.__dict__[name] for name in kept if name in self.__dict__})
        return view
