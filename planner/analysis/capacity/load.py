"""How full each person is in a sprint, and which skills nobody who is there can offer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import fsum

from planner.analysis.capacity.breakdown import CapacityBreakdown, PersonCapacity, capacity_of
from planner.domain.backlog import BacklogItem, ItemKind
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint
from planner.domain.team import Member, Team

FULL = 1.0
_SLACK = 1e-9
_WHOLE_DAY = 1.0


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """One person's work in a sprint against their effective days.

    ``load_pd = assigned_pd + debt_pd + kept_free_pd``: items, debt allocations, and the person's part of unplanned work
    and learning. ``share`` is ``None`` when the person has no effective days.
    """

    member: Member
    load_pd: float
    effective_pd: float
    share: float | None
    overloaded: bool
    assigned_pd: float = 0.0
    debt_pd: float = 0.0
    kept_free_pd: float = 0.0
    keys: tuple[str, ...] = ()


class HoleReason(StrEnum):
    """Why a skill is missing or thin in a sprint."""

    NOBODY = "nobody"
    ALL_AWAY = "all-away"
    ONLY_ONE_ON_CALL = "only-one-on-call"
    ONLY_ONE_AWAY = "only-one-away"


@dataclass(frozen=True, slots=True)
class SkillHole:
    """A skill that planned work needs and that is missing or hangs on one person who is partly not there.

    Parameters
    ----------
    sprint_id
        The sprint; ``None`` for work without a sprint whose skill nobody in the team has.
    member_ids
        Who has the skill, in list order, there or not.
    keys
        Items and debt entries of the sprint that need it.
    """

    skill: str
    sprint_id: str | None
    member_ids: tuple[str, ...]
    reason: HoleReason
    keys: tuple[str, ...]


def pd_per_unit_of(breakdown: CapacityBreakdown, velocity: float) -> float:
    """Return the person-days of feature capacity that one unit of work takes; 0 without a velocity.

    Parameters
    ----------
    velocity
        Expected work of the sprint in the plan's unit, usually the median of its forecast.
    """
    return breakdown.steps.feature_pd / velocity if velocity > 0 else 0.0


def loads_of(plan: Plan, sprint: Sprint, breakdown: CapacityBreakdown, pd_per_unit: float) -> tuple[PersonLoad, ...]:
    """Return each person's load in a sprint, in list order.

    Committed open items are shared equally among their assignees; work without an assignee loads nobody. Debt
    allocations load the entry's owner.

    Parameters
    ----------
    pd_per_unit
        Person-days that one unit of work takes, see :func:`pd_per_unit_of`.
    """
    people = people_by_name(plan.team)
    parts: dict[str, list[tuple[str, float]]] = {member.id: [] for member in plan.team.members}
    for item in plan.items_in(sprint.id):
        if item.is_open and not item.stretch and item.kind is not ItemKind.EPIC:
            there = assigned(item, people)
            for member in there:
                parts[member.id].append((item.key, (item.size or 0.0) * pd_per_unit / len(there)))
    debt: dict[str, list[tuple[str, float]]] = {member.id: [] for member in plan.team.members}
    for entry in plan.debt:
        owner = people.get(entry.owner.casefold())
        days = fsum(part.effort_pd for part in entry.allocations if part.sprint_id == sprint.id)
        if owner is not None and days > 0:
            debt[owner.id].append((entry.id, days))
    return tuple(_load(person, parts[person.member.id], debt[person.member.id]) for person in breakdown.people)


def _load(person: PersonCapacity, items: list[tuple[str, float]], debt: list[tuple[str, float]]) -> PersonLoad:
    steps = person.steps
    assigned_pd = fsum(days for _, days in items)
    debt_pd = fsum(days for _, days in debt)
    kept_free = steps.unplanned_pd + steps.learning_pd
    load = assigned_pd + debt_pd + kept_free
    return PersonLoad(
        member=person.member,
        load_pd=load,
        effective_pd=steps.effective_pd,
        share=load / steps.effective_pd if steps.effective_pd > 0 else None,
        overloaded=load > steps.effective_pd * FULL + _SLACK,
        assigned_pd=assigned_pd,
        debt_pd=debt_pd,
        kept_free_pd=kept_free,
        keys=tuple(key for key, _ in (*items, *debt)),
    )


def people_by_name(team: Team) -> Mapping[str, Member]:
    """Return the members by identity, name, alias and unambiguous initials, without regard to case."""
    known: dict[str, Member] = {}
    initials = [member.initials.casefold() for member in team.members]
    for member in reversed(team.members):
        if initials.count(member.initials.casefold()) == 1:
            known.setdefault(member.initials.casefold(), member)
    for member in reversed(team.members):
        known |= {alias.casefold(): member for alias in (*member.aliases, member.name, member.id)}
    return known


def assigned(item: BacklogItem, people: Mapping[str, Member]) -> tuple[Member, ...]:
    """Return the members who are assigned to an item, each once; names nobody knows are left out."""
    found = (people.get(name.casefold()) for name in item.assignees)
    return tuple(dict.fromkeys(member for member in found if member is not None))


def skill_holes(
    plan: Plan, sprints: Iterable[Sprint], *, breakdowns: Mapping[str, CapacityBreakdown] | None = None
) -> tuple[SkillHole, ...]:
    """Return the skills that are missing or thin, by sprint, then in the order work needs them.

    A skill is thin when one person has it and is on leave or on call during the sprint.
    """
    known = breakdowns or {}
    holes: list[SkillHole] = []
    for sprint in sprints:
        breakdown = known.get(sprint.id) or capacity_of(plan, sprint)
        for skill, keys in _needs(plan, sprint.id).items():
            having = [person for person in breakdown.people if skill in person.member.skills]
            reason = _hole(having)
            if reason is not None:
                ids = tuple(person.member.id for person in having)
                holes.append(SkillHole(skill, sprint.id, ids, reason, tuple(keys)))
    offered = {skill for member in plan.team.members for skill in member.skills}
    for skill, keys in _needs(plan, None).items():
        if skill not in offered:
            holes.append(SkillHole(skill, None, (), HoleReason.NOBODY, tuple(keys)))
    return tuple(holes)


def _hole(having: list[PersonCapacity]) -> HoleReason | None:
    if not having:
        return HoleReason.NOBODY
    there = [person for person in having if person.steps.present_pd > _SLACK]
    if not there:
        return HoleReason.ALL_AWAY
    if len(there) > 1:
        return None
    if any(cell.on_call for cell in there[0].days):
        return HoleReason.ONLY_ONE_ON_CALL
    return HoleReason.ONLY_ONE_AWAY if there[0].steps.leave_pd >= _WHOLE_DAY else None


def _needs(plan: Plan, sprint_id: str | None) -> dict[str, list[str]]:
    needs: dict[str, list[str]] = {}
    for item in plan.backlog:
        if item.sprint_id == sprint_id and item.is_open and item.kind is not ItemKind.EPIC:
            for skill in item.skills:
                needs.setdefault(skill, []).append(item.key)
    if sprint_id is not None:
        for entry in plan.debt:
            if any(part.sprint_id == sprint_id and part.effort_pd > 0 for part in entry.allocations):
                for skill in entry.skills:
                    needs.setdefault(skill, []).append(entry.id)
    return needs
