"""What a placing is worth, and an honest ceiling that no placing can pass."""

from planner.analysis.autoplan.greedy import Placing

LATEST_SHARE = 0.5
"""A unit of work in the last sprint of the window counts towards this share of one in the first."""

STRETCH_SHARE = 0.5
"""A unit of stretch counts half: it is as likely left as done."""

MOVE_COST = 0.02
"""A move costs this share of an average item ranked first."""


def objective_of(state: Placing, *, moves: int) -> float:
    """Return the rank-weighted feature work placed, less a little for each move.

    Notes
    -----
    ``sum(w_i d_k size_i) - MOVE_COST mean(size) moves``: ``w`` falls from 1 for the first item of the backlog towards 0
    for the last, ``d`` falls from 1 in the first sprint towards ``LATEST_SHARE``; stretch counts ``STRETCH_SHARE``.
    Debt items draw on the reserve, which has its own order, and are no part of it.
    """
    weights = _weights(state)
    value = 0.0
    for task in state.problem.tasks:
        place = state.places.get(task.key)
        if place is not None and not task.debt:
            value += (
                weights[task.key] * task.size * _discount(state, place.room) * (STRETCH_SHARE if place.stretch else 1)
            )
    sizes = [task.size for task in state.problem.tasks]
    return value - MOVE_COST * moves * (sum(sizes) / len(sizes) if sizes else 0.0)


def bound_of(state: Placing) -> float:
    """Return an upper bound of the objective: the exact optimum of its linear relaxation.

    Notes
    -----
    Items may be cut, and dependencies, skills, people and moves are ignored. What is left is a transport problem with
    gains ``w_i d_k``; by the rearrangement inequality pouring the heaviest work into the best rooms first solves it.
    Work that cannot move counts with its room even above the promise.
    """
    weights = _weights(state)
    work = [[weights[task.key], task.size] for task in state.problem.tasks if not task.debt]
    work.sort(key=lambda entry: -entry[0])
    best, value = iter(work), 0.0
    current = next(best, None)
    for gain, room in sorted(_bins(state), key=lambda entry: -entry[0]):
        left = room
        while current is not None and left > 0:
            poured = min(left, current[1])
            value += current[0] * gain * poured
            left -= poured
            current[1] -= poured
            if current[1] <= 0:
                current = next(best, None)
    return value


def _bins(state: Placing) -> list[tuple[float, float]]:
    bins: list[tuple[float, float]] = []
    for index, (room, used) in enumerate(zip(state.problem.rooms, state.usage, strict=True)):
        gain = _discount(state, index)
        stretch = max(room.stretch_capacity - room.capacity, used.stretch + used.fixed_stretch)
        bins += [(gain, max(room.capacity, used.load)), (gain * STRETCH_SHARE, stretch)]
    return bins


def _weights(state: Placing) -> dict[str, float]:
    count = len(state.problem.tasks)
    return {task.key: (count - place) / count for place, task in enumerate(state.problem.tasks)}


def _discount(state: Placing, room: int) -> float:
    return 1.0 - (1.0 - LATEST_SHARE) * room / max(1, len(state.problem.rooms) - 1)
