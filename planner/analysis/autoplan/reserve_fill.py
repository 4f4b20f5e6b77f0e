"""Filling the debt reserve: by interest per principal, deadlines pulled forward only as far as they need.

Days that entries already have stay while they fit; what is free goes to entries by interest over principal, the order
that pays the least interest in all. An entry that would miss its deadline is moved up that order
only as far as it needs; if that is not enough, whatever is not pinned is shared out anew, provided that it helps.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import floor, fsum

from planner.analysis.autoplan.problem import Problem, Room
from planner.analysis.autoplan.proposal import Reason, ReasonCode
from planner.domain.debt import DebtAllocation, DebtItem, DebtStatus
from planner.domain.plan import Plan

LEAST_PART_PD = 0.5
"""A part of an entry is at least half a day, unless it finishes it."""

_SLACK = 1e-6

Parts = dict[str, dict[int, float]]
"""Reserve days by entry and index of the room."""


@dataclass(frozen=True, slots=True)
class DebtTask:
    """One entry to pay down.

    Parameters
    ----------
    effort_pd
        Reserve days it still takes: open principal over ``eps``, less what backlog items already take off.
    ratio
        Interest over open principal, per sprint.
    due
        Day by which it must be gone; ``None`` without a deadline.
    not_before
        Day until which its risk is accepted; ``None`` when it is not.
    pinned
        Days fixed by hand or in a running sprint, by index of the room.
    now
        The other days it has today, by index of the room.
    rooms
        Indices of the rooms in which it may be worked on: not running, not accepted then, its skills there.
    """

    entry: DebtItem
    effort_pd: float
    ratio: float
    payback_sprints: float
    due: date | None
    not_before: date | None
    pinned: Mapping[int, float]
    now: Mapping[int, float]
    rooms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReserveFill:
    """Days by entry and room, the reasons of each entry, and what is not finished in the window.

    ``left_pd`` holds the days that an entry still needs after the window; entries without any are not in it.
    """

    parts: Mapping[str, Mapping[int, float]]
    reasons: Mapping[str, tuple[Reason, ...]]
    unfinished: Mapping[str, Reason]
    left_pd: Mapping[str, float]


def debt_tasks(
    plan: Plan, problem: Problem, *, eps: float, by_items: Mapping[str, float]
) -> tuple[tuple[DebtTask, ...], dict[str, Reason]]:
    """Return the entries to pay down, best interest per principal first, and those set aside with the reason.

    Parameters
    ----------
    eps
        Principal removed per day of reserve.
    by_items
        Person-days of open backlog items by the debt entry they pay down.
    """
    index = {room.sprint.id: place for place, room in enumerate(problem.rooms)}
    tasks: list[DebtTask] = []
    aside: dict[str, Reason] = {}
    for entry in plan.debt:
        items_pd = by_items.get(entry.id, 0.0)
        task = _task(entry, problem, index, effort_pd=max(0.0, entry.open_principal_pd / eps - items_pd), eps=eps)
        reason = _set_aside(task, horizon=plan.settings.lab_horizon, items_pd=items_pd)
        if reason is None or task.pinned or task.now:
            tasks.append(task)
        if reason is not None:
            aside[entry.id] = reason
    return tuple(sorted(tasks, key=lambda task: (-task.ratio, task.entry.id))), aside


def fill_reserve(
    problem: Problem, tasks: Sequence[DebtTask], *, taken_pd: Sequence[float], parked: frozenset[str]
) -> ReserveFill:
    """Share the reserve of each room among the entries.

    Parameters
    ----------
    taken_pd
        Reserve that debt items of the backlog already use, by room.
    parked
        Entries that keep the days they have and get no more.
    """
    parts, pulled = _in_time(problem, tasks, taken_pd=taken_pd, parked=parked, keep=True)
    late = _late_count(problem, tasks, parts)
    if late:
        anew, moved = _in_time(problem, tasks, taken_pd=taken_pd, parked=parked, keep=False)
        if _late_count(problem, tasks, anew) < late:
            parts, pulled = anew, moved
    ranks = {task.entry.id: number for number, task in enumerate(tasks, start=1)}
    reasons: dict[str, tuple[Reason, ...]] = {}
    unfinished: dict[str, Reason] = {}
    left_pd: dict[str, float] = {}
    for task in tasks:
        name = task.entry.id
        reasons[name] = _reasons(problem, task, parts[name], rank=ranks[name], pulled=name in pulled)
        left = task.effort_pd - fsum(parts[name].values())
        if left > _SLACK and name not in parked:
            left_pd[name] = left
            unfinished[name] = _unfinished(task, reasons[name], left=left)
    return ReserveFill(parts, reasons, unfinished, left_pd)


def _in_time(
    problem: Problem, tasks: Sequence[DebtTask], *, taken_pd: Sequence[float], parked: frozenset[str], keep: bool
) -> tuple[Parts, set[str]]:
    """Share out, and move up what would be late until it is in time or stands behind an earlier deadline."""
    order = list(tasks)
    pulled: set[str] = set()

    def share(tried: list[DebtTask]) -> Parts:
        return _share_out(problem, tried, taken_pd=taken_pd, parked=parked, keep=keep)

    parts = share(order)
    while (late := _first_late(problem, order, parts)) is not None:
        pulled.add(order[late].entry.id)
        order, parts = _pulled(problem, order, late, share=share)
    return parts, pulled


def _pulled(
    problem: Problem, order: list[DebtTask], late: int, *, share: Callable[[list[DebtTask]], Parts]
) -> tuple[list[DebtTask], Parts]:
    """Return the order with a late entry moved up as little as makes it in time, else as far as it may."""
    task, rest = order[late], order[:late] + order[late + 1 :]
    first = late
    while first > 0 and _may_pass(task, order[first - 1]):
        first -= 1
    best, low, high = first, first + 1, late - 1
    while low <= high:
        middle = (low + high) // 2
        tried = [*rest[:middle], task, *rest[middle:]]
        if _late(problem, task, share(tried)[task.entry.id]):
            high = middle - 1
        else:
            best, low = middle, middle + 1
    chosen = [*rest[:best], task, *rest[best:]]
    return chosen, share(chosen)


def _may_pass(task: DebtTask, before: DebtTask) -> bool:
    return task.due is not None and (before.due is None or before.due > task.due)


def _stays(part: DebtAllocation, problem: Problem, index: Mapping[str, int]) -> bool:
    return part.pinned or problem.rooms[index[part.sprint_id]].runs


def _task(entry: DebtItem, problem: Problem, index: Mapping[str, int], *, effort_pd: float, eps: float) -> DebtTask:
    principal = entry.open_principal_pd
    interest = entry.interest.p50
    here = [part for part in entry.allocations if part.sprint_id in index]
    return DebtTask(
        entry=entry,
        effort_pd=effort_pd,
        ratio=interest / principal if principal > 0 else 0.0,
        payback_sprints=principal / (eps * interest) if interest > 0 else float("inf"),
        due=entry.deadline.remove_on if entry.deadline else None,
        not_before=entry.acceptance.until if entry.acceptance else None,
        pinned={index[part.sprint_id]: part.effort_pd for part in here if _stays(part, problem, index)},
        now={index[part.sprint_id]: part.effort_pd for part in here if not _stays(part, problem, index)},
        rooms=tuple(place for place, room in enumerate(problem.rooms) if _may_work(entry, room)),
    )


def _set_aside(task: DebtTask, *, horizon: int, items_pd: float) -> Reason | None:
    if task.entry.status is DebtStatus.PAID or task.entry.open_principal_pd <= 0:
        return Reason(ReasonCode.PAID)
    if task.effort_pd <= _SLACK:
        return Reason(ReasonCode.BY_ITEMS, amount=items_pd, unit="pd")
    if task.due is not None:
        return None
    if task.entry.interest.p50 <= 0:
        return Reason(ReasonCode.NO_INTEREST)
    if task.payback_sprints > horizon:
        return Reason(ReasonCode.LONG_PAYBACK, amount=task.payback_sprints, limit=float(horizon), unit="sprints")
    return None


def _share_out(
    problem: Problem,
    order: Sequence[DebtTask],
    *,
    taken_pd: Sequence[float],
    parked: frozenset[str],
    keep: bool,
) -> Parts:
    """Give pinned days first, then (``keep``) the days entries have today, then what is free, each by order."""
    free = [room.reserve_pd - taken for room, taken in zip(problem.rooms, taken_pd, strict=True)]
    parts = {task.entry.id: dict(task.pinned) for task in order}
    for task in order:
        for place, days in task.pinned.items():
            free[place] -= days
    for task in order:
        if keep:
            _give(task, parts[task.entry.id], free, most=task.now)
    for task in order:
        if task.entry.id not in parked:
            _give(task, parts[task.entry.id], free, most=None)
    return {name: dict(sorted(mine.items())) for name, mine in parts.items()}


def _give(task: DebtTask, mine: dict[int, float], free: list[float], *, most: Mapping[int, float] | None) -> None:
    """Add days to what an entry has, up to ``most`` by room when given, and take them from what is free."""
    left = task.effort_pd - fsum(mine.values())
    for place in task.rooms:
        if left <= _SLACK:
            break
        if free[place] <= _SLACK or place in task.pinned:
            continue
        days = _part(left if most is None else min(left, most.get(place, 0.0)), free[place])
        if days > 0:
            mine[place] = mine.get(place, 0.0) + days
            free[place] -= days
            left -= days


def _unfinished(task: DebtTask, reasons: Sequence[Reason], *, left: float) -> Reason:
    """Return why an entry is not finished; one that is not even begun says what stands in the way."""
    if left >= task.effort_pd - _SLACK:
        codes = {ReasonCode.DEADLINE_MISSED, ReasonCode.NO_SKILL, ReasonCode.SKILL_AWAY, ReasonCode.ACCEPTED}
        telling = next((reason for reason in reasons if reason.code in codes), None)
        return telling or Reason(ReasonCode.NO_ROOM, amount=task.effort_pd, unit="pd")
    return Reason(ReasonCode.PARTLY, amount=left, limit=task.effort_pd, unit="pd")


def _part(left: float, free: float) -> float:
    """Return how much of an entry goes into a sprint: all of it, or tenths of days and at least half a day."""
    if left <= _SLACK:
        return 0.0
    if left <= free + _SLACK:
        return left
    days = floor(free * 10 + _SLACK) / 10
    return days if days >= LEAST_PART_PD else 0.0


def _may_work(entry: DebtItem, room: Room) -> bool:
    if room.runs or (entry.acceptance is not None and room.sprint.period.start <= entry.acceptance.until):
        return False
    return all(room.holders(skill) for skill in entry.skills)


def _first_late(problem: Problem, order: Sequence[DebtTask], parts: Mapping[str, Mapping[int, float]]) -> int | None:
    """Return the place of the first entry that misses its deadline and can still be moved up."""
    for place, task in enumerate(order):
        before = order[place - 1] if place else None
        if before is None or not _late(problem, task, parts[task.entry.id]):
            continue
        if _may_pass(task, before):
            return place
    return None


def _late_count(problem: Problem, tasks: Sequence[DebtTask], parts: Mapping[str, Mapping[int, float]]) -> int:
    return sum(_late(problem, task, parts[task.entry.id]) for task in tasks)


def _late(problem: Problem, task: DebtTask, parts: Mapping[int, float]) -> bool:
    """Say whether an entry is not finished by its deadline; one due after the window has still time."""
    if task.due is None or not problem.rooms:
        return False
    done = fsum(parts.values()) >= task.effort_pd - _SLACK
    if done:
        return bool(parts) and problem.rooms[max(parts)].sprint.period.end > task.due
    return task.due <= problem.rooms[-1].sprint.period.end


def _reasons(
    problem: Problem, task: DebtTask, parts: Mapping[int, float], *, rank: int, pulled: bool
) -> tuple[Reason, ...]:
    reasons = [Reason(ReasonCode.DEBT_RANK, amount=float(rank))]
    if task.pinned:
        reasons.append(Reason(ReasonCode.PINNED))
    if task.due is not None:
        late = _late(problem, task, parts)
        done = fsum(parts.values()) >= task.effort_pd - _SLACK
        deadline = Reason(ReasonCode.DEADLINE_MISSED if late else ReasonCode.DEADLINE, other=task.due.isoformat())
        if late or done:
            reasons.insert(0 if late or pulled else len(reasons), deadline)
    if task.not_before is not None:
        reasons.append(Reason(ReasonCode.ACCEPTED, other=task.not_before.isoformat()))
    if len(parts) > 1:
        reasons.append(Reason(ReasonCode.SPLIT, amount=float(len(parts))))
    return (*reasons, *_missing_skills(problem, task))


def _missing_skills(problem: Problem, task: DebtTask) -> list[Reason]:
    unknown = [skill for skill in task.entry.skills if skill not in problem.offered]
    if unknown:
        return [Reason(ReasonCode.NO_SKILL, skill=skill) for skill in unknown]
    return [
        Reason(ReasonCode.SKILL_AWAY, sprint=room.sprint.name, skill=skill)
        for room in problem.rooms
        for skill in task.entry.skills
        if not room.holders(skill)
    ]
