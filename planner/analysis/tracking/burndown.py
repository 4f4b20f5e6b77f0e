"""Burndown of a sprint: the ideal by the people who are there, what is known of the actual, and where it may end."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import fsum

import numpy as np

from planner.analysis.arrays import Float32Array, reached_rank
from planner.analysis.capacity.breakdown import CapacityBreakdown
from planner.analysis.forecast.dates import common_days_off, team_days
from planner.analysis.tracking.scope import Content, SprintCourse, sprint_course
from planner.domain.backlog import BacklogItem, Status
from planner.domain.calendar import ONE_DAY
from planner.domain.plan import Plan
from planner.domain.settings import Unit
from planner.domain.sprint import Sprint, SprintActuals

_ROUNDING = 1e-9
CONE = (5, 15, 30, 50, 70, 85, 95)
SURE = 85


@dataclass(frozen=True, slots=True)
class BurndownDay:
    """One day of the team's week. Position ``index`` is its start, ``index + 1`` its end.

    Parameters
    ----------
    there
        People there, in person-days.
    off
        Name of the holiday when nobody, or next to nobody, works.
    ideal
        Work left at the end of the day if it went evenly with the people there.
    """

    day: date
    index: int
    there: float
    ideal: float
    off: str = ""


@dataclass(frozen=True, slots=True)
class BurndownPoint:
    """Work left and all work at the end of a day, from a snapshot or from the items' own dates."""

    position: float
    left: float
    day: date
    from_dates: bool = False
    scope: float = 0.0

    @property
    def done(self) -> float:
        """Work done by then."""
        return self.scope - self.left


@dataclass(frozen=True, slots=True)
class ScopeMark:
    """Scope that came or went between two points, shown at the later one."""

    position: float
    left: float
    amount: float


@dataclass(frozen=True, slots=True)
class Burndown:
    """A sprint's burndown.

    Parameters
    ----------
    points
        What is known, oldest first; days without knowledge are missing, never drawn flat.
    now
        Position of today; ``None`` outside the sprint.
    left
        Work left at the last point.
    cone
        Percentile of the work left to one value per position in ``cone_positions``.
    end
        Percentile to work left at the end of the sprint.
    done_chance
        Chance that everything is done by the end; ``None`` without a forecast or a running sprint.
    take_out
        Items to take out, lowest rank first, so that the rest is 85 % sure; with their sizes.
    """

    sprint_id: str
    name: str
    unit: Unit
    committed: float
    days: tuple[BurndownDay, ...]
    points: tuple[BurndownPoint, ...]
    marks: tuple[ScopeMark, ...]
    now: float | None
    left: float
    done: float
    scope: float
    cone_positions: tuple[float, ...] = ()
    cone: Mapping[int, tuple[float, ...]] | None = None
    end: Mapping[int, float] | None = None
    done_chance: float | None = None
    take_out_amount: float = 0.0
    take_out: tuple[tuple[str, str, float], ...] = ()

    @property
    def day_number(self) -> int:
        """Number of the working day that today is, counting days on which people are there."""
        now = self.now or 0.0
        return sum(1 for day in self.days if day.index < now and not day.off)

    @property
    def working_days(self) -> int:
        """Number of days on which people are there."""
        return sum(1 for day in self.days if not day.off)


def burndown(
    plan: Plan,
    sprint: Sprint,
    breakdown: CapacityBreakdown,
    *,
    today: date,
    sprint_futures: Float32Array | None = None,
) -> Burndown:
    """Return the burndown of a sprint.

    Parameters
    ----------
    sprint_futures
        ndarray of shape (n_trials,), simulated work of this sprint as a whole; without it there is no cone.
    """
    course = sprint_course(plan, sprint, today=today)
    days = _days(plan, sprint, breakdown, committed=course.committed)
    points = _points(course, days)
    now = _position(days, today) if today in sprint.period else None
    last = points[-1]
    base = Burndown(
        sprint_id=sprint.id,
        name=sprint.name,
        unit=course.unit,
        committed=course.committed,
        days=days,
        points=points,
        marks=_marks(course, days),
        now=now,
        left=last.left,
        done=course.present.scope - course.present.left,
        scope=course.present.scope,
    )
    if sprint.actuals is not None:
        return _frozen(base, sprint, sprint.actuals)
    if now is None or sprint_futures is None or not sprint_futures.size:
        return base
    return _with_cone(base, plan, sprint_futures)


def _frozen(base: Burndown, sprint: Sprint, actuals: SprintActuals) -> Burndown:
    """Return the burndown of a closed sprint, which ends with what was frozen when that is known."""
    if actuals.carried is None:
        return replace(base, now=None, done=actuals.completed)
    end = float(len(base.days))
    known = tuple(point for point in base.points if point.position < end)
    return replace(
        base,
        points=(
            *known,
            BurndownPoint(end, actuals.carried, sprint.period.last_day, scope=actuals.completed + actuals.carried),
        ),
        marks=tuple(replace(mark, left=actuals.carried) if mark.position >= end else mark for mark in base.marks),
        now=None,
        left=actuals.carried,
        done=actuals.completed,
        scope=actuals.completed + actuals.carried,
    )


def _days(plan: Plan, sprint: Sprint, breakdown: CapacityBreakdown, *, committed: float) -> tuple[BurndownDay, ...]:
    """Return the days of the team's week with the ideal line, level where nobody is there."""
    off = {entry.day: entry.name for entry in common_days_off(plan, sprint.period.days())}
    week = [day for day in sprint.period.days() if plan.team.week.share_on(day) > 0]
    there = dict(breakdown.there_by_day)
    if not any(there.values()):
        working = set(team_days(plan, sprint.period))
        there = {day: float(day in working) for day in week}
    whole = fsum(there.get(day, 0.0) for day in week) or 1.0
    names = _holiday_names(breakdown)
    days: list[BurndownDay] = []
    passed = 0.0
    for index, day in enumerate(week):
        present = there.get(day, 0.0)
        passed += present
        free = off.get(day, "") or (names.get(day, "holiday") if present < 1 and day in names else "")
        days.append(BurndownDay(day, index, present, committed * (1 - passed / whole), free))
    return tuple(days)


def _holiday_names(breakdown: CapacityBreakdown) -> dict[date, str]:
    return {
        cell.day: cell.name
        for person in reversed(breakdown.people)
        for cell in person.days
        if cell.name and cell.holiday_share > 0
    }


def _position(days: tuple[BurndownDay, ...], day: date) -> float:
    """Return the end of a day; a day off the team's week falls back to the day before."""
    return float(sum(1 for entry in days if entry.day <= day))


def _points(course: SprintCourse, days: tuple[BurndownDay, ...]) -> tuple[BurndownPoint, ...]:
    start = course.sprint.period.start
    points = [BurndownPoint(0.0, course.committed, start, scope=course.committed)]
    earlier = None
    if abs(course.baseline.scope - course.committed) < _ROUNDING and not course.sprint.is_closed:
        promised = {key: replace(item, done=False) for key, item in course.baseline.items.items()}
        earlier = Content(start - ONE_DAY, promised)
    for content in course.contents:
        if earlier is not None:
            points.extend(_dated_points(earlier, content, days))
        points.append(BurndownPoint(_position(days, content.day), content.left, content.day, scope=content.scope))
        earlier = content
    return tuple(points)


def _dated_points(earlier: Content, later: Content, days: tuple[BurndownDay, ...]) -> list[BurndownPoint]:
    """Return the days between two known moments by the items' own dates: when they were made and when done.

    Nothing is returned where a date is missing, and where an item left or changed its size: no item tells when.
    """
    before, after = earlier.items, later.items
    if any(key not in after or abs(after[key].size - item.size) > _ROUNDING for key, item in before.items()):
        return []
    came = [item for key, item in after.items() if key not in before]
    finished = [item for key, item in after.items() if item.done and not (key in before and before[key].done)]
    dates = [*(item.created_on for item in came), *(item.done_on for item in finished)]
    if not all(when is not None and earlier.day < when <= later.day for when in dates):
        return []
    found = []
    for day in days:
        if earlier.day < day.day < later.day:
            added = fsum(item.size for item in came if item.created_on and item.created_on <= day.day)
            done = fsum(item.size for item in finished if item.done_on and item.done_on <= day.day)
            scope, left = earlier.scope + added, earlier.left + added - done
            found.append(BurndownPoint(day.index + 1.0, left, day.day, from_dates=True, scope=scope))
    return found


def _marks(course: SprintCourse, days: tuple[BurndownDay, ...]) -> tuple[ScopeMark, ...]:
    """Return net additions and removals between two known moments; equal swaps cancel out by themselves."""
    marks: list[ScopeMark] = []
    before = course.baseline
    for content in course.contents:
        added = fsum(item.size for key, item in content.items.items() if key not in before.items)
        removed = fsum(item.size for key, item in before.items.items() if key not in content.items)
        if abs(added - removed) > _ROUNDING:
            marks.append(ScopeMark(_position(days, content.day), content.left, added - removed))
        before = content
    return tuple(marks)


def _with_cone(base: Burndown, plan: Plan, futures: Float32Array) -> Burndown:
    start = base.points[-1]
    whole = fsum(day.there for day in base.days) or 1.0
    positions = [start.position] + [day.index + 1.0 for day in base.days if day.index + 1.0 > start.position]
    parts = [
        fsum(day.there for day in base.days if start.position < day.index + 1.0 <= position) / whole
        for position in positions
    ]
    rows = [_left_after(futures, part, start.left) for part in parts]
    ranks = {percentile: reached_rank(percentile / 100, futures.size) - 1 for percentile in CONE}
    cone = {percentile: tuple(float(row[place]) for row in rows) for percentile, place in ranks.items()}
    amount = cone[SURE][-1]
    return replace(
        base,
        cone_positions=tuple(positions),
        cone=cone,
        end={percentile: values[-1] for percentile, values in cone.items()},
        done_chance=float((rows[-1] <= 0).mean()),
        take_out_amount=amount,
        take_out=_take_out(plan, base, amount),
    )


def _left_after(futures: Float32Array, part: float, left: float) -> Float32Array:
    """Return the work left after a part of the sprint, ascending, float32 ndarray of shape (n_trials,).

    The level shrinks with the part, the noise around it with its root: half a sprint is relatively noisier.
    """
    middle = np.float32(np.median(futures))
    done = np.maximum(np.float32(part) * middle + np.float32(part**0.5) * (futures - middle), 0)
    return np.sort(np.maximum(np.float32(left) - done, 0))


def _take_out(plan: Plan, base: Burndown, amount: float) -> tuple[tuple[str, str, float], ...]:
    """Return open items from the end of the ranking, not yet started ones first, until ``amount`` is reached."""
    if amount <= 0:
        return ()
    open_items = [item for item in plan.items_in(base.sprint_id) if item.is_open and not item.stretch and item.size]
    last_first = open_items[::-1]
    waiting = [item for item in last_first if item.status is not Status.IN_PROGRESS]
    waiting += [item for item in last_first if item.status is Status.IN_PROGRESS]
    chosen: list[BacklogItem] = []
    for item in waiting:
        if fsum(entry.size or 0.0 for entry in chosen) >= amount - 0.5:
            break
        chosen.append(item)
    unit = 1.0 if base.unit is Unit.ITEMS else None
    return tuple((item.key, item.title, unit or item.size or 0.0) for item in chosen)
