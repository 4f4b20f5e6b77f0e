"""The coming sprints of a forecast: the plan's own, then its rhythm continued, each with the people who are there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from math import fsum

from planner.analysis.capacity.book import CapacityBook
from planner.analysis.capacity.breakdown import CapacityBreakdown, capacity_of
from planner.analysis.forecast.dates import team_days
from planner.analysis.forecast.finishing import SprintWindow, WorkingDays
from planner.domain.edits.sprints import next_sprints
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint, SprintState

LONGEST = 60
"""Sprints looked at, at most: about two years. What is later says so."""


@dataclass(frozen=True, slots=True)
class ComingSprint:
    """A sprint that is not over.

    Parameters
    ----------
    capacity
        Its waterfall, from the calendar.
    effective_pd
        Effective person-days; beyond the plan with the usual leave and on-call.
    planned
        It is part of the plan; otherwise the rhythm continued.
    left_share
        Part of its person-days still to come; 1 before it starts.
    days
        Working days still to come; empty when it is over.
    """

    sprint: Sprint
    capacity: CapacityBreakdown
    planned: bool
    effective_pd: float
    reserve_share: float
    left_share: float
    days: tuple[date, ...]


def coming_sprints(
    plan: Plan, breakdowns: Mapping[str, CapacityBreakdown], *, today: date, count: int
) -> tuple[ComingSprint, ...]:
    """Return at least ``count`` coming sprints, all of the plan's own among them.

    Parameters
    ----------
    breakdowns
        Capacity of the plan's sprints by identity; a :class:`CapacityBook` also keeps that of the sprints behind them.

    Notes
    -----
    Leave and rota are seldom entered beyond the plan, and unknown is not zero: there people are taken to be away and on
    call as much as in the plan's coming sprints.
    """
    own = plan.coming_sprints()
    missing = min(count, LONGEST) - len(own)
    made = _continued(plan, missing, today=today) if missing > 0 else ()
    capacities = [breakdowns.get(sprint.id) or capacity_of(plan, sprint) for sprint in own]
    usual = usual_presence(capacities)
    planned = tuple(
        _coming(plan, sprint, capacity, today=today, usual=None)
        for sprint, capacity in zip(own, capacities, strict=True)
    )
    beyond = breakdowns.beyond if isinstance(breakdowns, CapacityBook) else partial(capacity_of, plan)
    return (*planned, *(_coming(plan, sprint, beyond(sprint), today=today, usual=usual) for sprint in made))


def usual_presence(capacities: Iterable[CapacityBreakdown]) -> float:
    """Return the part of working days on which people are there, after leave and on-call, over some sprints."""
    steps = [capacity.steps for capacity in capacities]
    working = fsum(step.calendar_pd - step.holidays_pd for step in steps)
    return fsum(step.present_pd for step in steps) / working if working > 0 else 1.0


def _continued(plan: Plan, count: int, *, today: date) -> tuple[Sprint, ...]:
    """Continue the plan's rhythm; sprints that would be over before today are passed by."""
    passed = 0
    if plan.sprints:
        last = plan.sprints[-1].period
        passed = max(0, (today - last.end).days // max(1, (last.end - last.start).days))
    return next_sprints(plan, count + passed, start=today)[passed:]


def _coming(
    plan: Plan, sprint: Sprint, capacity: CapacityBreakdown, *, today: date, usual: float | None
) -> ComingSprint:
    """Join what is known; ``usual`` is the presence taken for a sprint beyond the plan, unless less is known."""
    there = usual_presence([capacity])
    scale = min(1.0, usual / there) if usual is not None and there > 0 else 1.0
    days = team_days(plan, sprint.period)
    left = tuple(day for day in days if _is_left(day, sprint, today=today))
    return ComingSprint(
        sprint=sprint,
        capacity=capacity,
        planned=usual is None,
        effective_pd=capacity.steps.effective_pd * scale,
        reserve_share=capacity.reserve_share,
        left_share=_left_share(capacity, sprint, left, days, today=today),
        days=left,
    )


def _is_left(day: date, sprint: Sprint, *, today: date) -> bool:
    """Say whether a day is still to come: in a running sprint today counts as over, as the last import tells it."""
    return day > today if sprint.state is SprintState.ACTIVE else day >= today


def _left_share(
    capacity: CapacityBreakdown, sprint: Sprint, left: tuple[date, ...], days: tuple[date, ...], *, today: date
) -> float:
    """Return the part of the people's days that is still to come, by days when nobody is in the team."""
    whole = fsum(there for _, there in capacity.there_by_day)
    if whole > 0:
        return fsum(there for day, there in capacity.there_by_day if _is_left(day, sprint, today=today)) / whole
    return len(left) / len(days) if days else 0.0


def working_days_of(sprints: tuple[ComingSprint, ...]) -> WorkingDays:
    """Return the working days still to come, on one axis."""
    return WorkingDays(
        tuple(
            SprintWindow(entry.sprint.name, entry.sprint.period.start, entry.sprint.period.end, entry.days)
            for entry in sprints
        )
    )
