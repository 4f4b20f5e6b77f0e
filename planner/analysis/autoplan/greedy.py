"""Placing items: what cannot move, what already fits, what has to move, the rest by rank, last of all stretch.

The order of decisions is the plan's rank with dependencies before what waits for them, so the same plan always gives
the same proposal. Work that has no sprint yet becomes stretch in the first sprint only, since further out that says
nothing; what is larger than every promise becomes stretch wherever the median holds it, or it would never be planned.
"""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field

from planner.analysis.autoplan.problem import Problem, Room, Task
from planner.analysis.autoplan.proposal import Reason, ReasonCode
from planner.domain.progress import Report, silent

_SLACK = 1e-6


@dataclass(slots=True)
class Usage:
    """What is already in one room."""

    load: float = 0.0
    stretch: float = 0.0
    fixed_stretch: float = 0.0
    debt_pd: float = 0.0
    person_pd: dict[str, float] = field(default_factory=dict)
    skill_pd: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a task is: index of its room, and whether it is stretch there."""

    room: int
    stretch: bool = False


@dataclass(slots=True)
class Placing:
    """The state of the search: who is where, what that uses, and why."""

    problem: Problem
    usage: list[Usage]
    places: dict[str, Place] = field(default_factory=dict)
    refused: dict[str, list[Reason]] = field(default_factory=dict)
    over: dict[str, Reason] = field(default_factory=dict)
    ranks: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, problem: Problem) -> "Placing":
        """Return an empty state."""
        ranks = {task.key: task.rank for task in problem.tasks}
        return cls(problem, [Usage() for _ in problem.rooms], ranks=ranks)

    def put(self, task: Task, place: Place) -> None:
        """Place a task and book what it uses."""
        room, used = self.problem.rooms[place.room], self.usage[place.room]
        self.places[task.key] = place
        if place.stretch:
            if task.fixed is None:
                used.stretch += task.size
            else:
                used.fixed_stretch += task.size
            return
        days = task.size * room.pd_per_unit
        if task.debt:
            used.debt_pd += days
        else:
            used.load += task.size
        for person in task.people:
            used.person_pd[person] = used.person_pd.get(person, 0.0) + days / len(task.people)
        for skill in task.skills:
            used.skill_pd[skill] = used.skill_pd.get(skill, 0.0) + days / len(task.skills)

    def obstacle(self, task: Task, place: Place) -> Reason | None:
        """Return the first thing that forbids a place, or ``None`` when it fits."""
        room = self.problem.rooms[place.room]
        if room.runs:
            return Reason(ReasonCode.SPRINT_RUNS, sprint=room.sprint.name)
        return (
            self._waits(task, place)
            or self._skills(task, place.room)
            or self._people(task, place.room)
            or self.over_capacity(task, place)
        )

    def _waits(self, task: Task, place: Place) -> Reason | None:
        for key in task.needs:
            there = self.places.get(key)
            if there is None:
                return Reason(ReasonCode.WAITS_FOR, other=key)
            name = self.problem.rooms[there.room].sprint.name
            if there.stretch and not place.stretch:
                return Reason(ReasonCode.NEEDS_STRETCH, other=key, sprint=name)
            if (there.room, self.ranks[key]) > (place.room, task.rank):
                return Reason(ReasonCode.AFTER, other=key, sprint=name)
        return None

    def _skills(self, task: Task, index: int) -> Reason | None:
        room, used = self.problem.rooms[index], self.usage[index]
        for skill in task.skills:
            if skill not in self.problem.offered:
                return Reason(ReasonCode.NO_SKILL, skill=skill)
            holders = room.holders(skill)
            if not holders:
                return Reason(ReasonCode.SKILL_AWAY, sprint=room.sprint.name, skill=skill)
            days = used.skill_pd.get(skill, 0.0) + task.size * room.pd_per_unit / len(task.skills)
            limit = sum(person.limit_for(there=task.now == index) for person in holders)
            if days > limit + _SLACK:
                who = holders[0].name if len(holders) == 1 else ""
                return Reason(
                    ReasonCode.SKILL_FULL,
                    sprint=room.sprint.name,
                    skill=skill,
                    who=who,
                    amount=days,
                    limit=limit,
                    unit="pd",
                )
        return None

    def _people(self, task: Task, index: int) -> Reason | None:
        room, used = self.problem.rooms[index], self.usage[index]
        there = [name for name in task.people if room.people[name].room_pd > _SLACK]
        if task.people and not there:
            return Reason(ReasonCode.PERSON_AWAY, sprint=room.sprint.name, who=room.people[task.people[0]].name)
        for name in task.people:
            person = room.people[name]
            days = used.person_pd.get(name, 0.0) + task.size * room.pd_per_unit / len(task.people)
            if days > person.limit_for(there=task.now == index) + _SLACK:
                return _person_full(room, person.name, days=days, limit=person.room_pd, away=person.away_pd)
        return None

    def over_capacity(self, task: Task, place: Place) -> Reason | None:
        """Return the reason when a place would take its sprint above the promise, the median or the reserve."""
        room, used = self.problem.rooms[place.room], self.usage[place.room]
        name, unit = room.sprint.name, self.problem.unit
        if task.debt:
            days = used.debt_pd + task.size * room.pd_per_unit
            if place.stretch or days > room.reserve_pd + _SLACK:
                return Reason(ReasonCode.RESERVE_FULL, sprint=name, amount=days, limit=room.reserve_pd, unit="pd")
            return None
        if place.stretch:
            amount = used.load + used.fixed_stretch + used.stretch + task.size
            limit = room.stretch_capacity
        else:
            amount = used.load + task.size
            limit = min(room.capacity, room.stretch_capacity - used.stretch)
        if amount > limit + _SLACK:
            return Reason(ReasonCode.FULL, sprint=name, amount=amount, limit=limit, unit=unit)
        return None


def place_all(problem: Problem, *, report: Report = silent) -> Placing:
    """Place every task that has a place; the rest is left with the reasons that keep it out."""
    state = Placing.of(problem)
    total = len(problem.tasks)
    fixed = [(task, task.now) for task in problem.tasks if task.fixed is not None and task.now is not None]
    for task, room in fixed:
        _fix(state, task, Place(room, task.stretch))
    report(len(fixed), total, "keeping what fits")
    order = [task for task in ranked(problem.tasks) if task.fixed is None]
    planned = [task for task in order if task.now is not None]
    awaited = {need for task in planned for need in task.needs}
    for task in planned:
        _keep(state, task)
        if task.key in awaited:  # at once, so that what waits for it can stay
            _first_room(state, task, _rooms(problem, task), stretch=False)
    for task in planned:
        _first_room(state, task, _rooms(problem, task), stretch=False)
    for done, task in enumerate(order):
        report(len(fixed) + done, total, "placing by rank")
        _first_room(state, task, _rooms(problem, task), stretch=False)
    soon = next((index for index, room in enumerate(problem.rooms) if not room.runs), 0)
    most = max((room.capacity for room in problem.rooms), default=0.0)
    for task in order:
        rooms = _rooms(problem, task)
        anywhere = task.now is not None or task.size > most + _SLACK  # no promise will ever hold it
        _first_room(state, task, rooms if anywhere else rooms[soon : soon + 1], stretch=True)
    report(total, total, "")
    return state


def ranked(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """Return tasks by rank, started ones first, with what they wait for before them."""
    by_key = {task.key: task for task in tasks}
    waiting = {key: sum(need in by_key for need in task.needs) for key, task in by_key.items()}
    dependents: dict[str, list[str]] = {}
    for task in by_key.values():
        for need in task.needs:
            dependents.setdefault(need, []).append(task.key)
    ready = [_urgency(task) for task in by_key.values() if waiting[task.key] == 0]
    heapq.heapify(ready)
    order: list[Task] = []
    while ready:
        task = by_key[heapq.heappop(ready)[2]]
        order.append(task)
        for key in dependents.get(task.key, ()):
            waiting[key] -= 1
            if waiting[key] == 0:
                heapq.heappush(ready, _urgency(by_key[key]))
    return tuple(order)


def _urgency(task: Task) -> tuple[bool, int, str]:
    return (not task.started, task.rank, task.key)


def _fix(state: Placing, task: Task, place: Place) -> None:
    """Leave a task where it is, whatever it costs, and remember when that is over the promise."""
    obstacle = state.over_capacity(task, place)
    if obstacle is not None:
        state.over[task.key] = Reason(
            ReasonCode.OVER_PROMISE,
            sprint=obstacle.sprint,
            amount=obstacle.amount,
            limit=obstacle.limit,
            unit=obstacle.unit,
        )
    state.put(task, place)


def _keep(state: Placing, task: Task) -> None:
    place = Place(task.now or 0, task.stretch)
    obstacle = state.obstacle(task, place)
    if obstacle is None:
        state.put(task, place)
    else:
        state.refused[task.key] = [obstacle]


def _rooms(problem: Problem, task: Task) -> list[int]:
    """Return the rooms in the order a task tries them: the one it is in, then from the first on."""
    rooms = range(len(problem.rooms))
    return sorted(rooms, key=lambda index: (index != task.now, index))


def _first_room(state: Placing, task: Task, rooms: list[int], *, stretch: bool) -> None:
    """Place a task in the first of the rooms without an obstacle, unless it has a place already."""
    if task.key in state.places:
        return
    refused: list[Reason] = []
    for index in rooms:
        place = Place(index, stretch)
        obstacle = state.obstacle(task, place)
        if obstacle is None:
            state.put(task, place)
            break
        refused.append(obstacle)
    if not stretch:
        state.refused[task.key] = list(dict.fromkeys([*state.refused.get(task.key, []), *refused]))


def _person_full(room: Room, who: str, *, days: float, limit: float, away: float) -> Reason:
    code = ReasonCode.PERSON_PARTLY_AWAY if away > _SLACK else ReasonCode.PERSON_FULL
    return Reason(code, sprint=room.sprint.name, who=who, amount=days, limit=limit, unit="pd")
