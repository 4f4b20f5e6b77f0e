"""From a plan to dates and chances: history, people who are there, reserve, debt and scope, in one set of futures.

The futures come from :mod:`planner.analysis.velocity.model`. They are multiplied by what is known about each coming
sprint: its person-days relative to the past ones, and the velocity that :mod:`planner.analysis.debt.projection`
projects for the reserve.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil, fsum

import numpy as np

from planner.analysis.arrays import Float32Array
from planner.analysis.capacity.breakdown import CapacityBreakdown
from planner.analysis.forecast.coming import ComingSprint, coming_sprints, working_days_of
from planner.analysis.forecast.course import Course
from planner.analysis.forecast.futures import Futures, capacity_factors, simulate_plan, spread, unit_scale
from planner.analysis.forecast.history import remaining_work, velocity_history
from planner.analysis.forecast.milestones import (
    finish_histogram,
    item_dates,
    later_share,
    milestone_forecasts,
)
from planner.analysis.forecast.planned_sprint import planned_sprint
from planner.analysis.forecast.results import (
    PERCENTILES,
    PROMISE,
    FinishBin,
    FinishDate,
    MilestoneForecast,
    Note,
    PlanForecast,
    PlannedSprint,
    RemainingWork,
    SprintForecast,
    VelocityHistory,
)
from planner.analysis.forecast.risks import placed_risks, range_of
from planner.analysis.wording import count, share
from planner.domain.plan import Plan
from planner.domain.progress import Report, silent
from planner.domain.settings import Unit

__all__ = [
    "PERCENTILES",
    "PROMISE",
    "FinishBin",
    "FinishDate",
    "MilestoneForecast",
    "Note",
    "PlanForecast",
    "RemainingWork",
    "SprintForecast",
    "VelocityHistory",
    "amount_by",
    "forecast_plan",
]

LOOK_AHEAD = 1.5  # the horizon is this much longer than the median needs, so that late futures are seen
SHORTEST = 6
METHOD = "local level on a log scale, noise and drift learned from this team"


@dataclass(frozen=True, slots=True)
class _Basis:
    """Everything known before the first draw."""

    plan: Plan
    unit: Unit
    history: VelocityHistory
    work: RemainingWork
    notes: tuple[Note, ...]


def forecast_plan(  # noqa: PLR0913 - the contract of the command line: every choice can be overridden
    plan: Plan,
    breakdowns: Mapping[str, CapacityBreakdown],
    *,
    today: date,
    reserve: float | None = None,
    trials: int | None = None,
    seed: int | None = None,
    unit: Unit | None = None,
    sprints: int | None = None,
    report: Report = silent,
) -> PlanForecast:
    """Forecast a plan.

    Parameters
    ----------
    breakdowns
        Capacity of the plan's sprints, by sprint identity.
    today
        The day the forecast is made; done work is over, a running sprint counts with its remaining days.
    reserve
        Debt reserve of all coming sprints, as a share of capacity; ``None`` takes each sprint's own.
    trials, seed, unit
        Override the plan's settings.
    sprints
        Number of coming sprints to draw, by default enough for most futures to finish. Two plans meet the same luck
        only when they draw the same number.

    Raises
    ------
    MissingInputError
        There is neither history nor a velocity.

    Notes
    -----
    Work added later (scope growth) is spread evenly over the ranking: a future has finished an amount ``a`` after ``k``
    sprints when ``done_k / (1 + rate k / open) >= a``.
    """
    basis = _basis(plan, unit or plan.settings.unit)
    report(0, 3, "history")
    if sprints is None:
        coming = _coming(basis, breakdowns, today=today)
    else:
        coming = coming_sprints(plan, breakdowns, today=today, count=max(1, sprints))
    futures = simulate_plan(
        plan,
        basis.history,
        coming,
        work=basis.work,
        reserve=reserve,
        draws=(trials or plan.settings.trials, plan.settings.seed if seed is None else seed),
    )
    report(1, 3, "futures")
    forecast = _results(basis, coming, futures, today=today)
    report(3, 3, "dates")
    return forecast


def _basis(plan: Plan, unit: Unit) -> _Basis:
    history, about_history = velocity_history(plan, unit=unit)
    work, about_work = remaining_work(plan, unit=unit)
    return _Basis(plan, unit, history, work, (*about_history, *about_work))


def _coming(basis: _Basis, breakdowns: Mapping[str, CapacityBreakdown], *, today: date) -> tuple[ComingSprint, ...]:
    """Return enough coming sprints for most futures to finish and for every target date to be judged."""
    level = max(float(np.mean(basis.history.values[-SHORTEST:])), 1e-9)
    growth = basis.plan.settings.scope_growth.likely if basis.unit is basis.plan.settings.unit else 0.0
    more = fsum(risk.likely for risk in basis.plan.risks) * unit_scale(basis.plan, basis.work)
    needed = (basis.work.total + more) / max(level - growth, level / 4)
    wanted = max(SHORTEST, ceil(LOOK_AHEAD * min(needed, 1e3)))
    coming = coming_sprints(basis.plan, breakdowns, today=today, count=wanted)
    dues = [milestone.due for milestone in basis.plan.milestones if milestone.due]
    last = coming[-1].sprint.period
    if not dues or max(dues) < last.end:
        return coming
    more = (max(dues) - last.end).days // max(1, (last.end - last.start).days) + 1
    return coming_sprints(basis.plan, breakdowns, today=today, count=len(coming) + more)


def _results(basis: _Basis, coming: tuple[ComingSprint, ...], futures: Futures, *, today: date) -> PlanForecast:
    plan, work = basis.plan, basis.work
    course = Course(
        net=futures.net,
        days=working_days_of(coming),
        percentiles=tuple(sorted({*plan.settings.percentiles, *PERCENTILES})),
        risks=placed_risks(plan, work, scale=unit_scale(plan, work), draws=(futures.single.shape[1], futures.seed)),
    )
    finished = course.finished(work.total)
    sprints = _sprints(coming, futures)
    next_index = next((index for index, entry in enumerate(coming) if entry.left_share > 0), 0)
    return PlanForecast(
        unit=basis.unit,
        seed=futures.seed,
        trials=futures.single.shape[1],
        today=today,
        history=basis.history,
        method=METHOD,
        labels=_labels(basis, futures, course),
        warnings=(*basis.notes, *futures.notes),
        sprints=sprints,
        next_sprint=sprints[next_index].single,
        next_index=next_index,
        remaining=work,
        finish=course.finish(finished),
        milestones=milestone_forecasts(plan, work, course),
        item_dates=item_dates(work, course),
        histogram=finish_histogram(finished, course.days) if work.total > 0 else (),
        later_share=later_share(finished, course.days),
        noise=futures.noise,
        drift=futures.drift,
        memory_sprints=futures.memory_sprints,
        debt_factors=futures.debt_factors,
        scope_growth=futures.growth,
        risks=tuple(entry.risk for entry in course.risks),
        risk_range=range_of(course.risks),
        course=course,
        planned=_planned(basis, coming[next_index], futures, next_index),
        next_futures=np.sort(futures.single[next_index]),
        single=futures.single,
        total=futures.total,
    )


def _planned(basis: _Basis, coming: ComingSprint, futures: Futures, place: int) -> PlannedSprint | None:
    people = float(capacity_factors(basis.plan, basis.history, (coming,))[0])
    return planned_sprint(
        basis.plan,
        basis.history,
        coming,
        about=(basis.unit, basis.work.assumed_size, people * futures.debt_factors[place]),
        draws=(futures.single.shape[1], futures.seed),
    )


def _sprints(coming: tuple[ComingSprint, ...], futures: Futures) -> tuple[SprintForecast, ...]:
    singles, totals = spread(futures.single), spread(futures.total[1:])
    return tuple(
        SprintForecast(
            sprint_id=entry.sprint.id if entry.planned else None,
            name=entry.sprint.name,
            period=entry.sprint.period,
            single=singles[index],
            total=totals[index],
            effective_pd=entry.effective_pd,
            reserve_share=futures.reserves[index],
            left_share=entry.left_share,
        )
        for index, entry in enumerate(coming)
    )


def _labels(basis: _Basis, futures: Futures, course: Course) -> tuple[str, ...]:
    history = basis.history
    sprints = "velocity typed in" if history.typed else f"{count(len(history.values), 'sprint')} of your history"
    people = "per effective person-day" if history.per_pd else "raw velocity"
    reserve = f"reserve {share(futures.reserves[0])}, {share(history.reserve_share)} planned before"
    debt = "velocity moved by the debt register" if futures.with_debt else "no register: debt does not move velocity"
    risks = (f"{count(len(course.risks), 'risk event')} inside",) if course.risks else ()
    return (sprints, people, reserve, debt, *risks)


def amount_by(forecast: PlanForecast, day: date) -> dict[int, float]:
    """Return how much is done by the end of a day, percentile to amount; P15 is "85 % sure of at least this".

    Parameters
    ----------
    day
        Any date; beyond the horizon the last coming sprint counts.
    """
    ordered = np.sort(_row_at(forecast, day))
    return {
        percentile: float(ordered[max(0, ordered.size - ceil((100 - percentile) / 100 * ordered.size))])
        for percentile in PERCENTILES
    }


def _row_at(forecast: PlanForecast, day: date) -> Float32Array:
    """Return the work of every future by the end of a day, float32 ndarray of shape (n_trials,)."""
    position = 0.0
    for entry in forecast.sprints:
        if day >= entry.period.end:
            position += 1
        elif day >= entry.period.start:
            length = (entry.period.end - entry.period.start).days
            position += ((day - entry.period.start).days + 1) / length
    low = min(int(position), forecast.total.shape[0] - 2)
    part = np.float32(position - low)
    row: Float32Array = forecast.total[low] * (1 - part) + forecast.total[low + 1] * part
    return row
