"""Filling the debt reserve: by interest per principal, deadlines pulled forward only as far as they need.

Doing entries one after another by interest over principal pays the least interest in all (debt_model 11, V38). A
deadline that this order would miss is moved up one place at a time until it holds.
"""

from collections.abc import Mapping, Sequence
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
        Days fixed by hand, by index of the room.
    """

    entry: DebtItem
    effort_pd: float
    ratio: float
    payback_sprints: float
    due: date | None
    not_before: date | None
    pinned: Mapping[int, float]


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
        pinned = {index[part.sprint_id]: part.effort_pd for part in entry.allocations if _stays(part, problem, index)}
        task = _task(entry, eps=eps, items_pd=by_items.get(entry.id, 0.0), pinned=pinned)
        reason = _set_aside(task, horizon=plan.settings.lab_horizon, items_pd=by_items.get(entry.id, 0.0))
        if reason is None or pinned:
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
        Entries that keep their pinned days and get no more.
    """
    order = list(tasks)
    pulled: set[str] = set()
    parts = _share_out(problem, order, taken_pd=taken_pd, parked=parked)
    while (late := _first_late(problem, order, parts)) is not None:
        place, first = late, order[late]
        order[place - 1 : place + 1] = [first, order[place - 1]]
        pulled.add(first.entry.id)
        parts = _share_out(problem, order, taken_pd=taken_pd, parked=parked)
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


def _stays(part: DebtAllocation, problem: Problem, index: Mapping[str, int]) -> bool:
    return part.sprint_id in index and (part.pinned or problem.rooms[index[part.sprint_id]].runs)


def _task(entry: DebtItem, *, eps: float, items_pd: float, pinned: Mapping[int, float]) -> DebtTask:
    principal = entry.open_principal_pd
    interest = entry.interest.p50
    effort = max(0.0, principal / eps - items_pd)
    return DebtTask(
        entry=entry,
        effort_pd=effort,
        ratio=interest / principal if principal > 0 else 0.0,
        payback_sprints=principal / (eps * interest) if interest > 0 else float("inf"),
        due=entry.deadline.remove_on if entry.deadline else None,
        not_before=entry.acceptance.until if entry.acceptance else None,
        pinned=pinned,
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
    problem: Problem, order: Sequence[DebtTask], *, taken_pd: Sequence[float], parked: frozenset[str]
) -> dict[str, dict[int, float]]:
    free = [room.reserve_pd - taken for room, taken in zip(problem.rooms, taken_pd, strict=True)]
    for task in order:
        for place, days in task.pinned.items():
            free[place] -= days
    parts: dict[str, dict[int, float]] = {}
    for task in order:
        mine = dict(task.pinned)
        left = 0.0 if task.entry.id in parked else task.effort_pd - fsum(mine.values())
        for place, room in enumerate(problem.rooms):
            days = _part(left, free[place]) if place not in mine and _may_work(task, room) else 0.0
            if days > 0:
                mine[place] = days
                free[place] -= days
                left -= days
        parts[task.entry.id] = dict(sorted(mine.items()))
    return parts


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


def _may_work(task: DebtTask, room: Room) -> bool:
    if room.runs or (task.not_before is not None and room.sprint.period.start <= task.not_before):
        return False
    return all(room.holders(skill) for skill in task.entry.skills)


def _first_late(problem: Problem, order: Sequence[DebtTask], parts: Mapping[str, Mapping[int, float]]) -> int | None:
    """Return the place of the first entry that misses its deadline and can still be moved up."""
    for place, task in enumerate(order):
        before = order[place - 1] if place else None
        if before is None or not _late(problem, task, parts[task.entry.id]):
            continue
        if before.due is None or task.due is None or before.due > task.due:
            return place
    return None


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
