"""Availability copied forward: what is painted on some days, on the same days of later sprints."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from planner.domain.calendar import Period
from planner.domain.edits import SetAvailability, SetCapacityOverride, SetDuty, Several
from planner.domain.errors import MissingInputError
from planner.domain.plan import Edit, Plan
from planner.domain.sprint import Sprint


@dataclass(frozen=True, slots=True)
class Pattern:
    """Some people's days inside one sprint, to be copied.

    Parameters
    ----------
    period
        The days; those outside the sprint are left out.
    with_overrides
        Also the capacities typed by hand for these people in the sprint.
    """

    member_ids: tuple[str, ...]
    sprint: Sprint
    period: Period
    with_overrides: bool = False


def later_sprints(plan: Plan, sprint: Sprint) -> tuple[Sprint, ...]:
    """Return the sprints behind one that are not closed, in time order."""
    return tuple(entry for entry in plan.coming_sprints() if entry.period.start >= sprint.period.end)


def copied_forward(plan: Plan, pattern: Pattern, sprints: Iterable[Sprint]) -> tuple[Edit, ...]:
    """Return the edits that repeat a pattern in other sprints, at the same distance from their first day.

    Leave, half days, other absences and on-call duty are repeated; days on which nothing is painted change nothing,
    so leave that is already in a later sprint stays. What would stick out of a shorter sprint is cut.
    """
    return tuple(edit for sprint in sprints for edit in _in_sprint(plan, pattern, sprint))


def copy_forward_edit(plan: Plan, pattern: Pattern, sprints: tuple[Sprint, ...]) -> Edit:
    """Return the one edit that copies a pattern forward.

    Raises
    ------
    MissingInputError
        Nothing is painted on these days, or there is no sprint to copy to.
    """
    edits = copied_forward(plan, pattern, sprints)
    if not edits:
        raise MissingInputError("what to copy", "choose days with leave or on-call, and a later sprint")
    names = sprints[0].name if len(sprints) == 1 else f"{sprints[0].name} to {sprints[-1].name}"
    return Several(edits, what=f"Copy forward to {names}")


def _in_sprint(plan: Plan, pattern: Pattern, target: Sprint) -> Iterable[Edit]:
    shift = target.period.start - pattern.sprint.period.start
    team = plan.team
    for entry in team.absences:
        period = _moved(entry.period, pattern, target, shift) if entry.member_id in pattern.member_ids else None
        if period is not None:
            yield SetAvailability(entry.member_id, period, entry.share, entry.kind)
    for duty in team.rota:
        period = _moved(duty.period, pattern, target, shift) if duty.member_id in pattern.member_ids else None
        if period is not None:
            yield SetDuty(duty.member_id, period)
    if pattern.with_overrides:
        for typed in team.overrides:
            if typed.sprint_id == pattern.sprint.id and typed.member_id in pattern.member_ids:
                yield SetCapacityOverride(target.id, typed.member_id, typed.effective_pd, typed.reason)


def _moved(period: Period, pattern: Pattern, target: Sprint, shift: timedelta) -> Period | None:
    """Return the part of a period inside the pattern, moved to another sprint and cut to it."""
    start = max(period.start, pattern.period.start, pattern.sprint.period.start)
    end = min(period.end, pattern.period.end, pattern.sprint.period.end)
    if end <= start:
        return None
    start, end = start + shift, min(end + shift, target.period.end)
    return Period(start, end) if end > start else None
