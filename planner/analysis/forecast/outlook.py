"""What each coming sprint holds against what it can: promise, chance, reserve, and what to drop."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from math import fsum

from planner.analysis.capacity.breakdown import CapacityBreakdown
from planner.analysis.forecast.history import NOT_FORECAST
from planner.analysis.forecast.planned_sprint import planned_load, size_in
from planner.analysis.forecast.results import PROMISE, PlanForecast, SprintForecast
from planner.domain.backlog import BacklogItem, ItemKind, Status
from planner.domain.plan import Plan
from planner.domain.settings import Unit
from planner.domain.sprint import Sprint

MOST_CHOICES = 14  # the last ones of the ranking are enough to choose from
MOST_DROPPED = 4
SLACK = 0.5  # half a unit above the promise is rounding, not a problem


@dataclass(frozen=True, slots=True)
class SprintOutlook:
    """One coming sprint.

    Parameters
    ----------
    load, stretch_load
        Open committed work and stretch, in the plan's unit; unestimated items count with the usual size.
    promise, median
        P15 and P50 of the forecast; ``None`` without a forecast.
    chance
        Chance to complete the load.
    reserve_pd, debt_pd
        Debt reserve and what is planned into it, person-days.
    drop
        Items to drop, from the end of the ranking, so that the load fits its promise.
    """

    sprint: Sprint
    load: float
    stretch_load: float
    items: int
    promise: float | None
    median: float | None
    chance: float | None
    effective_pd: float
    feature_pd: float
    unplanned_pd: float
    learning_pd: float
    reserve_pd: float
    debt_pd: float
    drop: tuple[BacklogItem, ...] = ()

    @property
    def over(self) -> float:
        """Work above the promise; 0 when it fits or nothing can be said."""
        return 0.0 if self.promise is None else max(0.0, self.load - round(self.promise))

    @property
    def load_pd(self) -> float:
        """Feature load in person-days, at the median of the forecast."""
        return self.load * self.feature_pd / self.median if self.median else 0.0


def sprint_outlooks(
    plan: Plan, breakdowns: Mapping[str, CapacityBreakdown], forecast: PlanForecast | None
) -> tuple[SprintOutlook, ...]:
    """Return the coming sprints in time order."""
    known = {entry.sprint_id: entry for entry in forecast.sprints} if forecast is not None else {}
    usual = forecast.remaining.assumed_size if forecast is not None else 0.0
    return tuple(
        _outlook(plan, sprint, breakdowns[sprint.id], known.get(sprint.id), usual=usual, forecast=forecast)
        for sprint in plan.coming_sprints()
    )


def _outlook(
    plan: Plan,
    sprint: Sprint,
    capacity: CapacityBreakdown,
    entry: SprintForecast | None,
    *,
    usual: float,
    forecast: PlanForecast | None,
) -> SprintOutlook:
    work = [item for item in plan.items_in(sprint.id) if item.kind not in NOT_FORECAST and item.is_open]
    committed = [item for item in work if not item.stretch]
    load = planned_load(plan, sprint, unit=plan.settings.unit, usual=usual)
    promise = entry.single[PROMISE] if entry is not None else None
    steps = capacity.steps
    return SprintOutlook(
        sprint=sprint,
        load=load,
        stretch_load=fsum(item_size(item, plan, usual) for item in work if item.stretch),
        items=len(committed),
        promise=promise,
        median=entry.single[50] if entry is not None else None,
        chance=None if forecast is None or entry is None else forecast.chance_in(entry.name, load),
        effective_pd=steps.effective_pd,
        feature_pd=steps.feature_pd,
        unplanned_pd=steps.unplanned_pd,
        learning_pd=steps.learning_pd,
        reserve_pd=steps.reserve_pd,
        debt_pd=debt_load(plan, sprint),
        drop=() if promise is None else to_drop(committed, load - round(promise), plan=plan, usual=usual),
    )


def item_size(item: BacklogItem, plan: Plan, usual: float) -> float:
    """Return what is left of an item in the plan's unit; ``usual`` stands in for a missing estimate."""
    return size_in(item, unit=plan.settings.unit, usual=usual)


def debt_load(plan: Plan, sprint: Sprint) -> float:
    """Return the reserve days given away in a sprint: allocations, and debt items sized in days."""
    given = fsum(part.effort_pd for entry in plan.debt for part in entry.allocations if part.sprint_id == sprint.id)
    if plan.settings.unit is not Unit.DAYS:
        return given
    loose = [item for item in plan.items_in(sprint.id) if item.kind is ItemKind.DEBT and not item.debt_id]
    return given + fsum(item.size or 0.0 for item in loose if item.is_open)


def to_drop(committed: list[BacklogItem], excess: float, *, plan: Plan, usual: float = 0.0) -> tuple[BacklogItem, ...]:
    """Return items, in rank order, that bring the load down by ``excess``.

    As little as possible is dropped beyond it; of equal choices the fewest items, then those not begun, then those
    ranked last. Pinned items stay unless nothing else is enough.
    """
    if excess < SLACK:
        return ()
    sized = [item for item in committed if item_size(item, plan, usual) > 0]
    free = [item for item in sized if not item.pinned]
    sizes = {item.key: item_size(item, plan, usual) for item in sized}
    for choice in (free[-MOST_CHOICES:], sized[-MOST_CHOICES:]):
        best = _least_drop(choice, sizes, excess)
        if best:
            return best
    return tuple(sized)


def _least_drop(choice: list[BacklogItem], sizes: dict[str, float], excess: float) -> tuple[BacklogItem, ...]:
    """Return the best set of at most four items; nothing when none is enough."""
    enough = [
        places
        for many in range(1, MOST_DROPPED + 1)
        for places in combinations(range(len(choice)), many)
        if fsum(sizes[choice[place].key] for place in places) >= excess - SLACK
    ]
    if not enough:
        return ()

    def cost(places: tuple[int, ...]) -> tuple[float, int, int, int]:
        begun = sum(1 for place in places if choice[place].status is Status.IN_PROGRESS)
        return fsum(sizes[choice[place].key] for place in places), len(places), begun, -sum(places)

    return tuple(choice[place] for place in min(enough, key=cost))
