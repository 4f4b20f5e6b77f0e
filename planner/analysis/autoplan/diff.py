"""The proposal against the plan as it is: moves to show and the one edit that makes them."""

from collections.abc import Mapping
from dataclasses import replace

from planner.analysis.autoplan.greedy import Place, Placing
from planner.analysis.autoplan.problem import Problem, Task
from planner.analysis.autoplan.proposal import Move, Reason, ReasonCode
from planner.analysis.autoplan.reasons import main_obstacle
from planner.analysis.autoplan.reserve_fill import ReserveFill
from planner.domain.debt import DebtAllocation, DebtItem
from planner.domain.edits.plan import AcceptProposal, DebtPlacement, Placement
from planner.domain.plan import Plan

SAME_PD = 0.05
"""Allocations that differ by less than this are left as they are."""

Allocations = Mapping[str, tuple[DebtAllocation, ...]]
"""Reserve days by debt entry."""


def item_moves(state: Placing, reasons: Mapping[str, tuple[Reason, ...]]) -> tuple[Move, ...]:
    """Return the items that change place, in rank order."""
    moves: list[Move] = []
    for task in state.problem.tasks:
        place = state.places.get(task.key)
        if not _moves(task, place):
            continue
        goal = state.problem.rooms[place.room].sprint.id if place else None
        stretch = place.stretch if place else False
        reason = main_obstacle(state, task) if place is None else _why(task, reasons[task.key])
        moves.append(Move(task.key, task.now_sprint, goal, stretch, reason))
    return tuple(moves)


def allocations_after(plan: Plan, problem: Problem, fill: ReserveFill) -> Allocations:
    """Return the reserve days that every debt entry has after the proposal."""
    return {entry.id: _allocations(plan, entry, problem, fill) for entry in plan.debt}


def debt_moves(
    plan: Plan, problem: Problem, allocations: Allocations, *, reasons: Mapping[str, Reason]
) -> tuple[Move, ...]:
    """Return the debt entries whose reserve days change, in register order."""
    moves: list[Move] = []
    for entry in plan.debt:
        after = allocations[entry.id]
        if after == entry.allocations:
            continue
        moves.append(
            Move(
                key=entry.id,
                from_sprint=_first(entry.allocations, problem),
                to_sprint=_first(after, problem),
                stretch=False,
                reason=reasons[entry.id],
                debt=True,
            )
        )
    return tuple(moves)


def accept_edit(plan: Plan, state: Placing, allocations: Allocations) -> AcceptProposal:
    """Return the edit that makes every move, and expects the plan to be as it was."""
    items = {item.key: item for item in plan.backlog}
    placements: list[Placement] = []
    for task in state.problem.tasks:
        place = state.places.get(task.key)
        if _moves(task, place):
            goal = state.problem.rooms[place.room].sprint.id if place else None
            placements.append(Placement(task.key, goal, place.stretch if place else False))
    changed = [(entry, allocations[entry.id]) for entry in plan.debt]
    return AcceptProposal(
        placements=tuple(placements),
        debt=tuple(DebtPlacement(entry.id, after) for entry, after in changed if after != entry.allocations),
        expects=tuple(
            Placement(task.key, items[task.key].sprint_id, items[task.key].stretch) for task in state.problem.tasks
        ),
        expects_debt=tuple(DebtPlacement(entry.id, entry.allocations) for entry in plan.debt),
    )


def _why(task: Task, reasons: tuple[Reason, ...]) -> Reason:
    """Return why an item moves: what pushed it out of its sprint, else what found it one."""
    if task.now is not None:
        return reasons[0]
    return next(reason for reason in reasons if reason.code in {ReasonCode.FIRST_ROOM, ReasonCode.STRETCH})


def _moves(task: Task, place: Place | None) -> bool:
    if task.fixed is not None:
        return False
    if place is None:
        return task.now is not None
    return place != Place(task.now if task.now is not None else -1, task.stretch)


def _allocations(plan: Plan, entry: DebtItem, problem: Problem, fill: ReserveFill) -> tuple[DebtAllocation, ...]:
    """Return an entry's reserve days after the proposal; later sprints keep theirs while they are still needed."""
    window = {room.sprint.id for room in problem.rooms}
    closed = {sprint.id for sprint in plan.closed_sprints()}
    pinned = {part.sprint_id for part in entry.allocations if part.pinned}
    ids = [room.sprint.id for room in problem.rooms]
    parts = fill.parts.get(entry.id, {})
    after = [part for part in entry.allocations if part.sprint_id in closed]
    after += [DebtAllocation(ids[place], days, ids[place] in pinned) for place, days in parts.items()]
    left = fill.left_pd.get(entry.id, 0.0)
    for part in entry.allocations:
        if part.sprint_id not in window | closed:
            days = part.effort_pd if part.pinned else min(part.effort_pd, left)
            left -= days
            after += [replace(part, effort_pd=days)] if days > 0 else []
    return entry.allocations if _alike(entry.allocations, tuple(after)) else tuple(after)


def _alike(before: tuple[DebtAllocation, ...], after: tuple[DebtAllocation, ...]) -> bool:
    old = {(part.sprint_id, part.pinned): part.effort_pd for part in before}
    new = {(part.sprint_id, part.pinned): part.effort_pd for part in after}
    return old.keys() == new.keys() and all(abs(old[key] - new[key]) < SAME_PD for key in old)


def _first(allocations: tuple[DebtAllocation, ...], problem: Problem) -> str | None:
    there = {part.sprint_id for part in allocations}
    return next((room.sprint.id for room in problem.rooms if room.sprint.id in there), None)
