"""Everything derived from one plan, computed when first asked for and thrown away with the plan."""

from functools import cached_property

from planner.analysis.debt.parameters import DebtParameters
from planner.analysis.debt.plan_debt import Register, register_of
from planner.analysis.debt.plan_parameters import debt_parameters
from planner.analysis.debt.projection import Thresholds, thresholds
from planner.analysis.findings.attention import Attention, attention
from planner.analysis.findings.headlines import Headline, headlines
from planner.analysis.forecast.history import same_work
from planner.analysis.forecast.view import ForecastView
from planner.analysis.report import PlanReport, build_report
from planner.analysis.reserve.buckets import target_in_force
from planner.analysis.reserve.lab import LAB_TRIALS, LabResult, mean_capacity, reserve_lab
from planner.analysis.reserve.policy import reserve_share_of
from planner.analysis.tracking.view import TrackingView
from planner.domain.plan import Plan, changed_fields
from planner.domain.progress import Report, silent

_CAPACITY = frozenset({"team", "sprints", "policy", "settings"})
_FORECAST = _CAPACITY | {"backlog", "milestones", "debt", "risks"}
_HISTORY = frozenset({"sprints", "settings"})

_FROM_FORECAST = frozenset(
    {
        *("forecast", "forecast_if_any", "_in_unit", "last_milestone", "drivers", "records"),
        *("parameters", "thresholds", "standard_lab"),
    }
)
"""What follows from capacity, debt and the open work, whatever the work is called and whoever does it."""

_FROM_ITEMS = frozenset({"outlooks", "person_loads", "skill_holes", "register"})
"""What also asks for names, people, skills and sprints of items."""


class PlanView(ForecastView):
    """One plan read on one day. Cheap to make: each figure is computed once, when somebody asks for it.

    Parameters
    ----------
    plan
        The plan; it never changes, so nothing here ever goes stale.
    today
        The day it is read at, resolved at the front door.
    """

    @cached_property
    def usual_capacity_pd(self) -> float:
        """Effective person-days of a usual coming sprint."""
        return mean_capacity([self.capacity[sprint.id].steps.effective_pd for sprint in self.plan.coming_sprints()])

    @cached_property
    def reserve_share(self) -> float:
        """Debt reserve of the next sprint, share of capacity; the policy's target without one."""
        sprint = self.next_sprint
        if sprint is None:
            return target_in_force(self.plan)
        return reserve_share_of(self.plan, sprint, capacity_pd=self.capacity[sprint.id].steps.effective_pd)

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
    def standard_lab(self) -> LabResult:
        """The lab of the next sprint's reserve against the one of the settings."""
        return self.lab()

    @cached_property
    def tracking(self) -> TrackingView:
        """How it went so far: burndown, bridge, velocity, debt trend, delivery."""
        return TrackingView(self.plan, today=self.today, capacity=self.capacity, forecast=self.forecast_if_any)

    @cached_property
    def attention(self) -> tuple[Attention, ...]:
        """What needs attention, worst first."""
        return attention(self)

    @cached_property
    def headlines(self) -> dict[str, Headline]:
        """Title and second line of every page."""
        return headlines(self)

    @cached_property
    def report(self) -> PlanReport:
        """Everything shown or exported, as one frozen tree."""
        return build_report(self)

    def successor(self, plan: Plan) -> "PlanView":
        """Return the view of a changed plan, which keeps what the change cannot have touched."""
        view = PlanView(plan, today=self.today)
        touched = changed_fields(self.plan, plan)
        if "debt" in touched and plan.policy.rules:
            touched |= {"policy"}  # what debt costs decides whether a rule holds
        if touched == {"team"}:
            view._known_capacity = self.untouched_capacity(plan)
        kept: set[str] = set()
        if not touched & _HISTORY:
            kept.add("records")
        if not touched & _CAPACITY:
            kept |= {"capacity", "usual_capacity_pd", "reserve_share"}
            kept |= set() if "exceptions" in touched else {"reserve"}
        if not touched & _FORECAST:
            kept |= _FROM_FORECAST | _FROM_ITEMS
        elif not touched & (_FORECAST - {"backlog"}) and same_work(self.plan, plan):
            kept |= _FROM_FORECAST
        view.__dict__.update({name: self.__dict__[name] for name in kept if name in self.__dict__})
        return view
