"""From a plan and its forecast to a proposal: what each sprint can promise, and how sure a load is."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from planner.analysis.autoplan.problem import Chance
from planner.analysis.autoplan.proposal import Proposal
from planner.analysis.autoplan.propose import WINDOW, propose
from planner.analysis.capacity.breakdown import CapacityBreakdown, capacity_of
from planner.analysis.forecast.plan_forecast import forecast_plan
from planner.analysis.forecast.results import PROMISE, PlanForecast
from planner.domain.plan import Plan
from planner.domain.progress import Report, silent

MEDIAN = 50


def propose_from(
    plan: Plan,
    *,
    forecast: PlanForecast,
    breakdowns: Mapping[str, CapacityBreakdown],
    sprints: int = WINDOW,
    report: Report = silent,
) -> Proposal:
    """Return the proposal that a forecast allows: committed work up to P15 of each sprint, stretch up to its median.

    Parameters
    ----------
    forecast
        Forecast of the same plan, in the plan's unit.
    breakdowns
        Capacity of the plan's sprints, by sprint identity.
    sprints
        Number of coming sprints to fill.
    """
    own = {entry.sprint_id: entry.single for entry in forecast.sprints if entry.sprint_id is not None}
    return propose(
        plan,
        commitments={name: single[PROMISE] for name, single in own.items()},
        medians={name: single[MEDIAN] for name, single in own.items()},
        breakdowns=breakdowns,
        sprints=sprints,
        chance=chance_in(forecast),
        report=report,
    )


def propose_plan(
    plan: Plan, *, today: date, sprints: int = WINDOW, reserve: float | None = None, report: Report = silent
) -> Proposal:
    """Return a proposal for a plan as it is read on a day.

    Parameters
    ----------
    reserve
        Debt reserve of all coming sprints, share of capacity; ``None`` takes each sprint's own.

    Raises
    ------
    MissingInputError
        There is neither history nor a velocity.
    """
    breakdowns = {sprint.id: capacity_of(plan, sprint, reserve_share=reserve) for sprint in plan.sprints}
    forecast = forecast_plan(plan, breakdowns, today=today, reserve=reserve)
    return propose_from(plan, forecast=forecast, breakdowns=breakdowns, sprints=sprints, report=report)


def chance_in(forecast: PlanForecast) -> Chance:
    """Return the function that says how likely a sprint of a forecast completes an amount of work."""
    places = {entry.sprint_id: place for place, entry in enumerate(forecast.sprints)}

    def chance(sprint_id: str, amount: float) -> float | None:
        place = places.get(sprint_id)
        if place is None:
            return None
        done = forecast.total[place + 1] - forecast.total[place]
        return float((done >= np.float32(amount * (1 - 1e-6))).mean())

    return chance
