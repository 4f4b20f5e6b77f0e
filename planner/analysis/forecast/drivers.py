"""What moves the finish date: one assumption changed at a time, under the same luck."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import fsum

import numpy as np

from planner.analysis.arrays import FloatArray
from planner.analysis.capacity.breakdown import CapacityBreakdown, ramp_share, sprint_rhythm_days
from planner.analysis.forecast.coming import ComingSprint, coming_sprints, working_days_of
from planner.analysis.forecast.finishing import WorkingDays, day_reached, days_reached
from planner.analysis.forecast.futures import (
    capacity_factors,
    debt_factors,
    progress_of,
    summed,
    unit_scale,
    usual_sprints,
)
from planner.analysis.forecast.results import PlanForecast
from planner.analysis.forecast.risks import PlacedRisk, extra_before, extra_work, placed_risks
from planner.analysis.velocity.model import VelocityFutures
from planner.analysis.wording import listing, percent, shortened, size
from planner.domain.plan import Plan

EXTRA_SPRINTS = 4  # beyond the forecast's horizon, for the changes that make it later
MOST_TRIALS = 4000
UNPLANNED_STEP = 0.05
LEAVE_STEP_PD = 5.0
SHORT_RAMP, LONG_RAMP = 0.6, 1.4
LONGEST_NAME = 24


@dataclass(frozen=True, slots=True)
class Driver:
    """One assumption and how far its two ends move the finish, in working days; negative is earlier.

    Parameters
    ----------
    code
        ``"scope"``, ``"leave"``, ``"unplanned"``, ``"reserve"``, ``"ramp"`` or ``"risk"``.
    label
        What was changed from what to what.
    low_days, high_days
        Shift at the first and at the second end of the label.
    """

    code: str
    label: str
    low_days: int
    high_days: int

    @property
    def width(self) -> int:
        """Distance between the two outcomes, working days."""
        return max(self.low_days, self.high_days, 0) - min(self.low_days, self.high_days, 0)


@dataclass(frozen=True, slots=True)
class _Bench:
    """What every what-if shares: coming sprints, and futures of usual sprints."""

    plan: Plan
    forecast: PlanForecast
    coming: tuple[ComingSprint, ...]
    days: WorkingDays
    usual: VelocityFutures
    column: FloatArray
    risks: tuple[PlacedRisk, ...]
    percentile: int

    def day(
        self,
        column: FloatArray | None = None,
        *,
        growth: tuple[float, float, float] | None = None,
        risks: tuple[PlacedRisk, ...] | None = None,
    ) -> int:
        """Return the day index of the finish under changed factors, growth or risks."""
        total, left = summed(self.usual.scaled(np.maximum(self.column if column is None else column, 0.0)), self.coming)
        amount = self.forecast.remaining.total
        progress = progress_of(
            total,
            left,
            total_work=amount,
            growth=self.forecast.scope_growth if growth is None else growth,
            seed=self.usual.seed,
        )
        extra = extra_before(self.risks if risks is None else risks, amount)
        finished = days_reached(progress, self.days, amount if extra is None else amount + extra)
        return day_reached(finished, self.percentile / 100)


def forecast_drivers(
    plan: Plan,
    breakdowns: Mapping[str, CapacityBreakdown],
    forecast: PlanForecast,
    *,
    today: date,
    percentile: int = 85,
) -> tuple[Driver, ...]:
    """Return what moves the finish of everything that is open, the widest first.

    Parameters
    ----------
    forecast
        The forecast these are about.
    percentile
        How sure the date is that is moved.
    """
    if forecast.remaining.total <= 0:
        return ()
    coming = coming_sprints(plan, breakdowns, today=today, count=len(forecast.sprints) + EXTRA_SPRINTS)
    reserves = tuple(entry.reserve_share for entry in coming)
    factors, _ = debt_factors(plan, forecast.history, coming, reserves=reserves)
    draws = (min(forecast.trials, MOST_TRIALS), forecast.seed)
    bench = _Bench(
        plan=plan,
        forecast=forecast,
        coming=coming,
        days=working_days_of(coming),
        usual=usual_sprints(forecast.history, sprints=len(coming), draws=draws),
        column=capacity_factors(plan, forecast.history, coming) * np.array(factors),
        risks=placed_risks(plan, forecast.remaining, scale=unit_scale(plan, forecast.remaining), draws=draws),
        percentile=percentile,
    )
    base = bench.day()
    makers: tuple[Callable[[_Bench, int], Driver | None], ...] = (_scope, _leave, _unplanned, _reserve, _ramp)
    found = [driver for maker in makers if (driver := maker(bench, base)) is not None]
    return tuple(sorted((*found, *_risks(bench, base)), key=lambda driver: -driver.width))


def _scope(bench: _Bench, base: int) -> Driver | None:
    low, _, high = bench.forecast.scope_growth
    if high <= low:
        return None
    label = f"Scope growth {size(low)} to {size(high)} a sprint"
    ends = [bench.day(growth=(rate, rate, rate)) - base for rate in (low, high)]
    return Driver("scope", label, ends[0], ends[1])


def _risks(bench: _Bench, base: int) -> tuple[Driver, ...]:
    """Let each risk event happen not at all, or for certain."""
    found = []
    for place, entry in enumerate(bench.risks):
        ends = []
        for probability in (0.0, 1.0):
            risk = replace(entry.risk, probability=probability)
            extra = extra_work(risk, trials=entry.extra.size, seed=bench.forecast.seed, scale=entry.scale)
            others = (*bench.risks[:place], replace(entry, extra=extra), *bench.risks[place + 1 :])
            ends.append(bench.day(risks=others) - base)
        label = f"{shortened(entry.risk.name, LONGEST_NAME)}: 0 or 100 %"
        found.append(Driver("risk", label, ends[0], ends[1]))
    return tuple(found)


def _leave(bench: _Bench, base: int) -> Driver | None:
    """Move five person-days of leave into or out of the sprints until the finish."""
    if not bench.plan.team.members or not bench.forecast.history.per_pd:
        return None
    focus = bench.plan.team.overheads.focus
    last = int(bench.days.sprint_of_day[min(base, len(bench.days.dates) - 1)]) + 1
    there = fsum(entry.effective_pd for entry in bench.coming[:last])
    if there <= 0:
        return None
    part = LEAVE_STEP_PD * focus / there
    ends = [bench.day(_until(bench.column, last, 1 + sign * part)) - base for sign in (1, -1)]
    return Driver("leave", f"Leave {size(LEAVE_STEP_PD)} days less or more", ends[0], ends[1])


def _until(column: FloatArray, last: int, factor: float) -> FloatArray:
    return np.concatenate((column[:last] * factor, column[last:]))


def _unplanned(bench: _Bench, base: int) -> Driver | None:
    heads = bench.plan.team.overheads
    low, high = max(0.0, heads.unplanned_share - UNPLANNED_STEP), heads.unplanned_share + UNPLANNED_STEP
    reserves = np.array([entry.reserve_share for entry in bench.coming])
    now = 1.0 - heads.unplanned_share - heads.learning_share - reserves
    if (now <= 0).any():
        return None
    ends = [
        bench.day(bench.column * np.maximum(now + heads.unplanned_share - share, 0.0) / now) - base
        for share in (low, high)
    ]
    return Driver("unplanned", f"Unplanned work {size(low * 100)} to {percent(high)}", ends[0], ends[1])


def _reserve(bench: _Bench, base: int) -> Driver | None:
    policy = bench.plan.policy
    if policy.floor >= policy.ceiling:
        return None
    people = capacity_factors(bench.plan, bench.forecast.history, bench.coming)
    ends = []
    for share in (policy.floor, policy.ceiling):
        reserves = (share,) * len(bench.coming)
        factors, _ = debt_factors(bench.plan, bench.forecast.history, bench.coming, reserves=reserves)
        ends.append(bench.day(people * np.array(factors)) - base)
    return Driver("reserve", f"Reserve {size(policy.floor * 100)} or {percent(policy.ceiling)}", ends[0], ends[1])


def _ramp(bench: _Bench, base: int) -> Driver | None:
    """Let newcomers settle in faster or slower."""
    new = [person.member for person in bench.coming[0].capacity.people if person.ramp_share < 1]
    lengths = [round(member.ramp.sprints * part) for part in (SHORT_RAMP, LONG_RAMP) for member in new if member.ramp]
    if not lengths or not bench.forecast.history.per_pd:
        return None
    ends = [bench.day(bench.column * _ramped(bench, part)) - base for part in (SHORT_RAMP, LONG_RAMP)]
    names = listing([member.name.split()[0] for member in new], most=2)
    verb = "ramps" if len(new) == 1 else "ramp"
    label = f"{names} {verb} in {lengths[0]} or {lengths[len(new)]} sprints"
    return Driver("ramp", label, ends[0], ends[1])


def _ramped(bench: _Bench, part: float) -> FloatArray:
    """Return capacity with ramps of another length relative to the plan's, ndarray of shape (n_sprints,)."""
    rhythm = sprint_rhythm_days(bench.plan)
    return np.array([_ramped_sprint(entry.capacity, part, rhythm) for entry in bench.coming])


def _ramped_sprint(capacity: CapacityBreakdown, part: float, rhythm: int) -> float:
    """Return one sprint's capacity relative to the plan's; a person's days are in proportion to their ramp."""
    whole = capacity.steps.effective_pd
    if whole <= 0:
        return 1.0
    days = capacity.sprint.period
    gained = 0.0
    for person in capacity.people:
        if person.member.ramp is not None and person.ramp_share > 0 and person.override is None:
            ramp = replace(person.member.ramp, sprints=max(1, round(person.member.ramp.sprints * part)))
            share = ramp_share(ramp, days.start, days.end, rhythm_days=rhythm)
            gained += person.steps.effective_pd * (share / person.ramp_share - 1)
    return 1.0 + gained / whole
