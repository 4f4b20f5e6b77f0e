"""The forecast of another day against today's: dates that slipped, targets that moved."""

from dataclasses import dataclass
from datetime import date

from planner.analysis.forecast.dates import working_days_between
from planner.analysis.forecast.results import MilestoneForecast, PlanForecast
from planner.analysis.wording import count, day
from planner.domain.baseline import Baseline, BaselineDate
from planner.domain.plan import Plan

HALF, SURE = 50, 85


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a milestone on a day; a date is ``None`` without one, or when it was beyond the horizon."""

    on: date
    due: date | None
    p50: date | None
    p85: date | None


def baseline_of(forecast: PlanForecast, *, note: str = "") -> Baseline:
    """Return today's targets and forecast dates as a baseline, named by its day."""
    dates = tuple(
        BaselineDate(
            entry.milestone.id,
            entry.milestone.name,
            due=entry.milestone.due,
            p50=None if entry.done else entry.finish[HALF].day,
            p85=None if entry.done else entry.finish[SURE].day,
        )
        for entry in forecast.milestones
    )
    name = forecast.today.isoformat()
    return Baseline(name, forecast.today, dates, left=forecast.remaining.total, note=note)


def compared_with(plan: Plan, *, today: date) -> Baseline | None:
    """Return the baseline that today is compared with: the last one of an earlier day, else today's own."""
    earlier = [entry for entry in plan.baselines if entry.taken_on < today]
    return earlier[-1] if earlier else next(iter(plan.baselines), None)


def date_in(baseline: Baseline | None, milestone_id: str) -> BaselineDate | None:
    """Return what a baseline says of a milestone, if it knew it."""
    dates = baseline.dates if baseline is not None else ()
    return next((entry for entry in dates if entry.milestone_id == milestone_id), None)


def moved_text(plan: Plan, entry: MilestoneForecast, baseline: Baseline | None, *, with_dates: bool = True) -> str:
    """Return what has moved: a target first, then the 85 % date in working days of the team.

    Without a baseline only a target that moved can be told.

    Parameters
    ----------
    with_dates
        Whether the dates may be compared: a baseline is kept in the plan's own unit, and items say something else.
    """
    milestone = entry.milestone
    before = date_in(baseline, milestone.id)
    if before is None:
        moved = f"target was {day(milestone.earlier_dues[-1])}" if milestone.earlier_dues else ""
        return moved or ("new" if baseline is not None else "no change")
    if before.due is not None and before.due != milestone.due:
        return f"target was {day(before.due)}"
    if entry.done or not with_dates:
        return "done" if entry.done else "same target"
    return _shift_text(plan, before.p85, entry.finish[SURE].day)


def _shift_text(plan: Plan, before: date | None, now: date | None) -> str:
    if before is None or now is None:
        return "no change" if before is now else "beyond horizon" if now is None else "within horizon"
    shift = working_days_between(plan, before, now)
    if shift == 0:
        return "no change"
    return f"{count(abs(shift), 'day')} {'later' if shift > 0 else 'earlier'}"


def course_of(plan: Plan, entry: MilestoneForecast, *, today: date) -> tuple[Said, ...]:
    """Return everything that was said of a milestone, oldest first, and today's at the end."""
    known = [
        Said(baseline.taken_on, found.due, found.p50, found.p85)
        for baseline in plan.baselines
        if baseline.taken_on < today and (found := date_in(baseline, entry.milestone.id)) is not None
    ]
    if entry.done:
        return tuple(known)
    now = Said(today, entry.milestone.due, entry.finish[HALF].day, entry.finish[SURE].day)
    return (*known, now)
