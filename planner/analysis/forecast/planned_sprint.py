"""The next sprint read together with what is planned into it: teams do more when they plan more, and less when less."""

from dataclasses import replace
from math import fsum

from planner.analysis.forecast.coming import ComingSprint
from planner.analysis.forecast.from_futures import probability_at_least
from planner.analysis.forecast.futures import normalised, spread
from planner.analysis.forecast.history import NOT_FORECAST
from planner.analysis.forecast.results import PlannedSprint, VelocityHistory
from planner.analysis.velocity.model import simulate
from planner.domain.backlog import BacklogItem, Status
from planner.domain.plan import Plan
from planner.domain.settings import Unit
from planner.domain.sprint import Sprint


def size_in(item: BacklogItem, *, unit: Unit, usual: float) -> float:
    """Return what an item counts for in a unit; an item without an estimate counts as a usual one."""
    if unit is Unit.ITEMS:
        return 1.0
    return usual if item.size is None else item.size


def planned_load(plan: Plan, sprint: Sprint, *, unit: Unit, usual: float) -> float:
    """Return the work that stands in a sprint as committed: what is open, and in a running one also what is done.

    Parameters
    ----------
    usual
        What an item without an estimate counts for.
    """
    running = sprint.started_on is not None
    return fsum(
        size_in(item, unit=unit, usual=usual)
        for item in plan.items_in(sprint.id)
        if item.kind not in NOT_FORECAST
        and ((item.is_open and not item.stretch) or (running and item.status is Status.DONE))
    )


def committed_in(plan: Plan, sprint: Sprint, *, unit: Unit, usual: float) -> float:
    """Return what a sprint is committed to: what was promised when it started, else what is planned into it."""
    if sprint.commitment is not None and unit is plan.settings.unit:
        return sprint.commitment
    return planned_load(plan, sprint, unit=unit, usual=usual)


def read_with_plan(
    history: VelocityHistory, committed: float, *, factor: float, draws: tuple[int, int]
) -> PlannedSprint | None:
    """Return the next sprint with its level moved towards the plan; nothing without a plan or without people.

    Parameters
    ----------
    committed
        Work committed in the sprint, in the unit of the history.
    factor
        Velocity of that sprint relative to the past ones: people, reserve and debt.
    draws
        Number of futures and seed.

    Notes
    -----
    ``level + 0.4 (log(committed / factor + c) - level)``: on public sprints a plan moved the result by four tenths of
    its distance from the level. It says nothing about later sprints, so dates and milestones never use it.
    """
    if committed <= 0 or factor <= 0:
        return None
    trials, seed = draws
    found = simulate(
        normalised(history), sprints=1, trials=trials, seed=seed, plan_commitment=committed, capacity_factors=[factor]
    ).completed
    return PlannedSprint(committed, spread(found)[0], probability_at_least(found[0], committed))


def planned_sprint(
    plan: Plan,
    history: VelocityHistory,
    coming: ComingSprint,
    *,
    about: tuple[Unit, float, float],
    draws: tuple[int, int],
) -> PlannedSprint | None:
    """Return a coming sprint of a plan read with its commitment; ``about`` is unit, usual size and factor."""
    if not coming.planned:
        return None
    unit, usual, factor = about
    committed = committed_in(plan, coming.sprint, unit=unit, usual=usual)
    found = read_with_plan(history, committed, factor=factor, draws=draws)
    return None if found is None else replace(found, started=coming.sprint.started_on is not None)
