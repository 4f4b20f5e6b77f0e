"""The plan as the planner sees it: rooms to fill, tasks to place, debt to pay down, all in one unit each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from planner.analysis.autoplan.proposal import Reason, ReasonCode
from planner.analysis.capacity.breakdown import CapacityBreakdown
from planner.analysis.capacity.load import assigned, people_by_name
from planner.domain.backlog import BacklogItem, ItemKind, Status
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint, SprintState
from planner.domain.team import Member

Chance = Callable[[str, float], float | None]
"""Chance in [0, 1] that a sprint, by its identity, finishes an amount of work; ``None`` when unknown."""

PERSON_LIMIT = 1.2
"""No proposal loads a person, or the people who share a skill, above this share of their effective days."""

_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Person:
    """What one person can take in a sprint, in person-days.

    ``room_pd`` is for features and reserve, ``limit_pd`` what planned work may reach before the person is overloaded.
    ``booked_pd`` are debt days of the sprint that are the person's already: what is there may stay beside them, but
    nothing more is moved in.
    """

    name: str
    room_pd: float
    limit_pd: float
    away_pd: float
    skills: tuple[str, ...]
    booked_pd: float = 0.0

    def limit_for(self, *, there: bool) -> float:
        """Return how far work may go that is ``there`` already, or that is to be moved in."""
        return self.limit_pd if there else self.limit_pd - self.booked_pd


@dataclass(frozen=True, slots=True)
class Room:
    """One coming sprint.

    Parameters
    ----------
    capacity
        What can be promised (P15), in the plan's unit.
    stretch_capacity
        Where stretch ends (P50), at least ``capacity``.
    reserve_pd
        Debt reserve in person-days.
    pd_per_unit
        Person-days of feature capacity that a unit of work takes.
    runs
        The sprint has started: nothing is moved in or out.
    people
        Who is in the team, by identity, whether there or not.
    able
        Who has a skill and is there, by skill.
    """

    sprint: Sprint
    capacity: float
    stretch_capacity: float
    reserve_pd: float
    pd_per_unit: float
    runs: bool
    people: Mapping[str, Person]
    able: Mapping[str, tuple[Person, ...]]

    def holders(self, skill: str) -> tuple[Person, ...]:
        """Return the people who have a skill and are there."""
        return self.able.get(skill, ())


@dataclass(frozen=True, slots=True)
class Task:
    """One open item of the backlog.

    Parameters
    ----------
    rank
        Place in the backlog, 0 first.
    size
        In the plan's unit; the median of the others when it has no estimate (``sized`` is then false).
    needs
        Keys of open items that must be finished before.
    now
        Index of the room it is planned in; ``None`` is the backlog or a closed sprint.
    fixed
        Why it stays where it is whatever it costs; ``None`` when it may move.
    """

    key: str
    rank: int
    size: float
    sized: bool
    debt: bool
    needs: tuple[str, ...]
    now: int | None
    now_sprint: str | None
    stretch: bool
    started: bool
    fixed: ReasonCode | None
    skills: tuple[str, ...]
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Rooms in time order, tasks in rank order, and what is set aside with its reason."""

    rooms: tuple[Room, ...]
    tasks: tuple[Task, ...]
    aside: Mapping[str, Reason]
    offered: frozenset[str]
    unit: str


def problem_of(
    plan: Plan,
    *,
    commitments: Mapping[str, float],
    breakdowns: Mapping[str, CapacityBreakdown],
    medians: Mapping[str, float],
    sprints: int,
) -> Problem:
    """Return the planning problem of the first coming sprints.

    Parameters
    ----------
    commitments, medians
        P15 and P50 of each sprint's forecast, in the plan's unit, by sprint; a missing one is 0.
    """
    window = plan.coming_sprints()[:sprints]
    booked = _booked_pd(plan)
    rooms = tuple(
        _room(
            sprint,
            breakdowns[sprint.id],
            commitments.get(sprint.id, 0.0),
            medians.get(sprint.id, 0.0),
            booked=booked.get(sprint.id, {}),
        )
        for sprint in window
    )
    aside = _aside(plan, {sprint.id for sprint in window})
    index = {sprint.id: place for place, sprint in enumerate(window)}
    unplanned = {ReasonCode.OUTSIDE, ReasonCode.PINNED}
    usual = usual_size(plan)
    people = people_by_name(plan.team)
    open_keys = frozenset(
        item.key for item in plan.backlog if item.key not in aside or aside[item.key].code in unplanned
    )
    tasks = tuple(
        _task(item, rank, usual=usual, index=index, runs=rooms, people=people, open_keys=open_keys)
        for rank, item in enumerate(plan.backlog)
        if item.key not in aside
    )
    offered = frozenset(skill for member in plan.team.members for skill in member.skills)
    return Problem(rooms, tasks, aside, offered, plan.settings.unit.value)


def usual_size(plan: Plan) -> float:
    """Return the median size of the open items that have an estimate, else of all, else 1."""
    sizes = [item.size for item in plan.backlog if item.is_open and item.size and item.kind is not ItemKind.EPIC]
    sizes = sizes or [item.estimate.likely for item in plan.backlog if item.estimate and item.estimate.likely > 0]
    return float(median(sizes)) if sizes else 1.0


def _booked_pd(plan: Plan) -> dict[str, dict[str, float]]:
    """Return the debt days that are somebody's, by sprint and person: they leave less room for what is moved in."""
    people = people_by_name(plan.team)
    booked: dict[str, dict[str, float]] = {}
    for entry in plan.debt:
        owner = people.get(entry.owner.casefold())
        if owner is None:
            continue
        for part in entry.allocations:
            mine = booked.setdefault(part.sprint_id, {})
            mine[owner.id] = mine.get(owner.id, 0.0) + part.effort_pd
    return booked


def _room(
    sprint: Sprint, breakdown: CapacityBreakdown, commitment: float, middle: float, *, booked: Mapping[str, float]
) -> Room:
    capacity = max(0.0, commitment)
    expected = max(capacity, middle)
    people = {
        person.member.id: Person(
            name=person.member.name,
            room_pd=person.steps.feature_pd + person.steps.reserve_pd,
            limit_pd=PERSON_LIMIT * person.steps.effective_pd - person.steps.unplanned_pd - person.steps.learning_pd,
            booked_pd=booked.get(person.member.id, 0.0),
            away_pd=person.steps.leave_pd,
            skills=person.member.skills,
        )
        for person in breakdown.people
    }
    return Room(
        sprint=sprint,
        capacity=capacity,
        stretch_capacity=expected,
        reserve_pd=breakdown.steps.reserve_pd,
        pd_per_unit=breakdown.steps.feature_pd / expected if expected > _SLACK else 0.0,
        runs=sprint.state is SprintState.ACTIVE,
        people=people,
        able=_able(people.values()),
    )


def _able(people: Iterable[Person]) -> dict[str, tuple[Person, ...]]:
    able: dict[str, tuple[Person, ...]] = {}
    for person in people:
        if person.room_pd > _SLACK:
            able |= {skill: (*able.get(skill, ()), person) for skill in person.skills}
    return able


def _aside(plan: Plan, window: set[str]) -> dict[str, Reason]:
    """Return the items that are no work to place: done, containers, or planned after the window."""
    later = {sprint.id: sprint.name for sprint in plan.coming_sprints() if sprint.id not in window}
    aside: dict[str, Reason] = {}
    for item in plan.backlog:
        if not item.is_open:
            aside[item.key] = Reason(ReasonCode.CLOSED, other=item.status.value)
        elif item.kind is ItemKind.EPIC:
            aside[item.key] = Reason(ReasonCode.CONTAINER)
        elif item.sprint_id in later:
            aside[item.key] = Reason(ReasonCode.OUTSIDE, sprint=later[item.sprint_id])
        elif item.pinned and item.sprint_id is None:
            aside[item.key] = Reason(ReasonCode.PINNED)
    return aside


def _task(  # noqa: PLR0913 - everything an item is looked up in, prepared once for all items
    item: BacklogItem,
    rank: int,
    *,
    usual: float,
    index: Mapping[str, int],
    runs: tuple[Room, ...],
    people: Mapping[str, Member],
    open_keys: frozenset[str],
) -> Task:
    now = index.get(item.sprint_id) if item.sprint_id is not None else None
    return Task(
        key=item.key,
        rank=rank,
        size=usual if item.size is None else item.size,
        sized=item.size is not None,
        debt=item.kind is ItemKind.DEBT,
        needs=tuple(key for key in item.depends_on if key in open_keys and key != item.key),
        now=now,
        now_sprint=item.sprint_id,
        stretch=item.stretch and now is not None and item.kind is not ItemKind.DEBT,
        started=item.status is Status.IN_PROGRESS,
        fixed=_fixed(item, None if now is None else runs[now]),
        skills=item.skills,
        people=tuple(member.id for member in assigned(item, people)),
    )


def _fixed(item: BacklogItem, room: Room | None) -> ReasonCode | None:
    if room is None:
        return None
    if item.pinned:
        return ReasonCode.PINNED
    if room.runs:
        return ReasonCode.SPRINT_RUNS
    return ReasonCode.STARTED if item.status is Status.IN_PROGRESS else None
