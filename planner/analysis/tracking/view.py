"""The pieces of the Track page, each computed when first asked for."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from planner.analysis.arrays import Float32Array
from planner.analysis.capacity.breakdown import CapacityBreakdown
from planner.analysis.forecast.results import PlanForecast
from planner.analysis.tracking.trends import (
    Burndown,
    Burnup,
    DebtTrend,
    DeliveryTrend,
    Predictability,
    ReserveProgress,
    ScopeBridge,
    VelocityChart,
    burndown,
    burnup,
    debt_trend,
    delivery_trend,
    predictability,
    reserve_progress,
    scope_bridge,
    velocity_chart,
)
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint


class TrackingView:
    """How one plan went so far.

    Parameters
    ----------
    capacity
        Capacity of every sprint by its identity.
    forecast
        ``None`` while there is nothing to forecast from: then nothing has a cone.
    """

    def __init__(
        self, plan: Plan, *, today: date, capacity: Mapping[str, CapacityBreakdown], forecast: PlanForecast | None
    ) -> None:
        self.plan = plan
        self.today = today
        self._capacity = capacity
        self._forecast = forecast
        self._burndowns: dict[str, Burndown] = {}

    @cached_property
    def sprint(self) -> Sprint | None:
        """The sprint to look at first: the one that runs, else the last that was closed, else the first planned."""
        running = [entry for entry in self.plan.coming_sprints() if entry.started_on]
        closed = self.plan.closed_sprints()
        return next(iter((*running, *reversed(closed), *self.plan.coming_sprints())), None)

    def burndown(self, sprint_id: str) -> Burndown:
        """Return the burndown of a sprint, with a cone when it runs."""
        if sprint_id not in self._burndowns:
            self._burndowns[sprint_id] = burndown(
                self.plan,
                self.plan.sprint(sprint_id),
                self._capacity[sprint_id],
                today=self.today,
                sprint_futures=self._futures(sprint_id),
            )
        return self._burndowns[sprint_id]

    def _futures(self, sprint_id: str) -> Float32Array | None:
        if self._forecast is None or self._forecast.next_sprint_id != sprint_id:
            return None
        return self._forecast.next_futures

    def bridge(self, sprint_id: str) -> ScopeBridge:
        """Return the scope bridge of a sprint; of a closed one, what was frozen."""
        return scope_bridge(self.plan, self.plan.sprint(sprint_id), today=self.today)

    def reserve_progress(self, sprint_id: str) -> ReserveProgress:
        """Return how much of a sprint's debt reserve is used."""
        return reserve_progress(self.plan, self.plan.sprint(sprint_id), self._capacity[sprint_id], today=self.today)

    @cached_property
    def velocity(self) -> VelocityChart:
        """Committed, done and carried, per sprint."""
        return velocity_chart(self.plan, today=self.today)

    @cached_property
    def predictability(self) -> Predictability:
        """How the closed sprints kept their commitments."""
        return predictability(self.velocity)

    @cached_property
    def debt(self) -> DebtTrend:
        """Debt in, out and in stock, per closed sprint."""
        return debt_trend(self.plan)

    @cached_property
    def delivery(self) -> DeliveryTrend:
        """Delivery measures of the last sprints."""
        return delivery_trend(self.plan)

    @cached_property
    def all_delivery(self) -> DeliveryTrend:
        """Delivery measures of every closed sprint."""
        return delivery_trend(self.plan, sprints=max(1, len(self.plan.closed_sprints())))

    @cached_property
    def burnup(self) -> Burnup | None:
        """Work done and scope over time; ``None`` without a forecast that names the open work."""
        return self.burnup_of(self._forecast)

    def burnup_of(self, forecast: PlanForecast | None) -> Burnup | None:
        """Return the burnup in the unit of a forecast."""
        if forecast is None:
            return None
        work = forecast.remaining
        sizes = dict(zip(work.keys, work.sizes, strict=True))
        return burnup(self.plan, unit=forecast.unit, remaining=work.total, sizes=sizes)
