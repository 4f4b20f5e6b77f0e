"""Working days of the whole team, and what a day index of the coming ones means to people."""

from collections.abc import Iterable
from datetime import date

from planner.analysis.forecast.finishing import WorkingDays
from planner.analysis.forecast.results import FinishDate
from planner.domain.calendar import ONE_DAY, Holiday, Period, working_dates
from planner.domain.plan import Plan


def common_days_off(plan: Plan, days: Iterable[date]) -> tuple[Holiday, ...]:
    """Return the days on which nobody works: team days off, and holidays that everybody has."""
    places = {member.place for member in plan.team.members if member.place}
    everybody = plan.team.members and all(member.place for member in plan.team.members)
    sets = [entry for entry in plan.team.holiday_sets if entry.id in places or not plan.team.members]
    shared = bool(sets) and (bool(everybody) or not plan.team.members) and places <= {entry.id for entry in sets}
    off = {entry.day: Holiday(entry.day, entry.name) for entry in plan.team.days_off if entry.share >= 1}
    for day in days if shared else ():
        if all(entry.share_off(day) >= 1 for entry in sets):
            name = next(holiday.name for holiday in sets[0].holidays if holiday.day == day)
            off.setdefault(day, Holiday(day, name))
    return tuple(off.values())


def team_days(plan: Plan, period: Period) -> tuple[date, ...]:
    """Return the working days of a period for the team as a whole, oldest first."""
    return working_dates(period, week=plan.team.week, holidays=common_days_off(plan, period.days()))


def finish_date(days: WorkingDays, percentile: int, index: int) -> FinishDate:
    """Return the finish on a day index of the coming working days; an index past the last is later than the horizon."""
    if index >= len(days.dates):
        return FinishDate(percentile, None, later_than=days.windows[-1].end - ONE_DAY)
    sprint = int(days.sprint_of_day[index])
    return FinishDate(percentile, days.dates[index], days.windows[sprint].name, position_of(days, index))


def position_of(days: WorkingDays, index: int) -> float:
    """Return the end of a day as sprints from now: 1.0 is the end of the first coming sprint, 0 is before it."""
    if index < 0:
        return 0.0
    return float(days.positions[index])


def working_days_between(plan: Plan, first: date, second: date) -> int:
    """Return how many working days ``second`` lies after ``first``; negative when it lies before.

    The count leaves out the earlier of the two days and includes the later one.
    """
    if first == second:
        return 0
    early, late = sorted((first, second))
    steps = sum(1 for day in team_days(plan, Period(early, late + ONE_DAY)) if day > early)
    return steps if second > first else -steps
