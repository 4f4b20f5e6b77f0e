"""Collecting, for every item, what put it where it is."""

from collections.abc import Mapping, Sequence

from planner.analysis.autoplan.greedy import Place, Placing
from planner.analysis.autoplan.problem import Chance, Task
from planner.analysis.autoplan.proposal import Reason, ReasonCode

MOST_REFUSALS = 3
"""More sprints that refused an item than these say nothing new."""

_LASTING = (ReasonCode.NO_SKILL, ReasonCode.WAITS_FOR, ReasonCode.NEEDS_STRETCH)
_CROWDED = frozenset({ReasonCode.FULL, ReasonCode.RESERVE_FULL, ReasonCode.AFTER, ReasonCode.SPRINT_RUNS})
_SLACK = 1e-6


def item_reasons(state: Placing, *, debt_pd: Sequence[float], chance: Chance | None) -> dict[str, tuple[Reason, ...]]:
    """Return the reasons of every item of the backlog, the deciding one first.

    Parameters
    ----------
    debt_pd
        Reserve used by room, in person-days.
    """
    reasons: dict[str, tuple[Reason, ...]] = {key: (reason,) for key, reason in state.problem.aside.items()}
    for task in state.problem.tasks:
        place = state.places.get(task.key)
        own = _unplaced(state, task) if place is None else _placed(state, task, place, debt_pd=debt_pd, chance=chance)
        if not task.sized:
            own.append(Reason(ReasonCode.MEDIAN_SIZE, amount=task.size, unit=state.problem.unit))
        reasons[task.key] = tuple(dict.fromkeys(own))
    return reasons


def main_obstacle(state: Placing, task: Task) -> Reason:
    """Return what keeps an item out of every sprint of the window."""
    refused = _refused(state, task)
    lasting = next((reason for reason in refused if reason.code in _LASTING), None)
    if lasting is not None:
        return lasting
    most = max((room.capacity for room in state.problem.rooms), default=0.0)
    if not task.debt and task.size > most + _SLACK:
        return Reason(ReasonCode.TOO_LARGE, amount=task.size, limit=most, unit=state.problem.unit)
    if task.needs and not refused:
        return Reason(ReasonCode.WAITS_FOR, other=task.needs[0])
    telling = [reason for reason in refused if reason.code not in _CROWDED]
    if refused and (task.now is not None or len(telling) == len(refused)):
        return refused[0]
    return Reason(ReasonCode.NO_ROOM, amount=task.size, unit=state.problem.unit)


def _unplaced(state: Placing, task: Task) -> list[Reason]:
    return [main_obstacle(state, task), *_refused(state, task)[:MOST_REFUSALS]]


def _placed(
    state: Placing, task: Task, place: Place, *, debt_pd: Sequence[float], chance: Chance | None
) -> list[Reason]:
    name = state.problem.rooms[place.room].sprint.name
    if task.fixed is not None:
        own = [Reason(task.fixed, sprint=name)]
        own += [state.over[task.key]] if task.key in state.over else []
        own += _early_pin(state, task, place)
    elif place == Place(task.now if task.now is not None else -1, task.stretch):
        own = [Reason(ReasonCode.STAYS, sprint=name)]
    else:
        refused = _refused(state, task)[:MOST_REFUSALS]
        own = [*refused, Reason(ReasonCode.STRETCH if place.stretch else ReasonCode.FIRST_ROOM, sprint=name)]
        own += _instead(state, task, refused, chance=chance)
    own += _needed(state, task)
    room = state.problem.rooms[place.room]
    if room.reserve_pd > 0:
        days = debt_pd[place.room]
        own.append(Reason(ReasonCode.RESERVE_ROOM, sprint=name, amount=days, limit=room.reserve_pd, unit="pd"))
    return own


def _refused(state: Placing, task: Task) -> list[Reason]:
    """Return what stood in the way, without waiting for something that has found a place since."""
    return [
        reason
        for reason in state.refused.get(task.key, [])
        if reason.code is not ReasonCode.WAITS_FOR or reason.other not in state.places
    ]


def _needed(state: Placing, task: Task) -> list[Reason]:
    rooms = state.problem.rooms
    return [
        Reason(ReasonCode.AFTER, other=key, sprint=rooms[state.places[key].room].sprint.name)
        for key in task.needs
        if key in state.places
    ]


def _early_pin(state: Placing, task: Task, place: Place) -> list[Reason]:
    """Say when an item that cannot move stands before something it waits for."""
    late = [key for key in task.needs if key not in state.places or state.places[key].room > place.room]
    return [Reason(ReasonCode.PIN_BEFORE_DEPENDENCY, other=key) for key in late]


def _instead(state: Placing, task: Task, refused: Sequence[Reason], *, chance: Chance | None) -> list[Reason]:
    """Say what the promise of the last full sprint would be worth with this item in it."""
    full = next((reason for reason in reversed(refused) if reason.code is ReasonCode.FULL), None)
    if chance is None or full is None or task.debt:
        return []
    index = _index_of(state)[full.sprint]
    load, sprint = state.usage[index].load, state.problem.rooms[index].sprint
    with_it, without = chance(sprint.id, load + task.size), chance(sprint.id, load)
    if with_it is None or without is None:
        return []
    return [Reason(ReasonCode.CHANCE, sprint=sprint.name, amount=with_it, limit=without)]


def _index_of(state: Placing) -> Mapping[str, int]:
    return {room.sprint.name: index for index, room in enumerate(state.problem.rooms)}
