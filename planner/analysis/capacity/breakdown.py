"""From calendar days to feature capacity, per person, day and sprint; nothing is counted twice."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import pairwise
from math import ceil, fsum
from statistics import median

from planner.analysis.capacity.presence import DayCell, DayState, day_cells
from planner.analysis.reserve.buckets import NOTHING_APART, KeptApart, has_days, kept_apart
from planner.analysis.reserve.policy import reserve_share_of
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint
from planner.domain.team import CapacityOverride, Member, Overheads, Ramp

__all__ = [
    "SWITCH_SHARES",
    "CapacityBreakdown",
    "CapacitySteps",
    "DayCell",
    "DayState",
    "PersonCapacity",
    "capacity_of",
    "ramp_share",
    "sprint_rhythm_days",
]

SWITCH_SHARES = (1.0, 0.8, 0.6, 0.4, 0.25)
"""What is left of a day when it is shared between 1 to 5 projects."""

_CALENDAR_DAYS_PER_WORKING_DAY = 7 / 5


@dataclass(frozen=True, slots=True)
class CapacitySteps:
    """The waterfall, in person-days.

    ``calendar - holidays - leave - oncall - ramp - meetings + override = effective`` and
    ``effective - unplanned - learning - reserve = feature``. All amounts are 0 or more, but ``override_pd``, which is
    the signed correction of capacities typed by hand.

    Parameters
    ----------
    calendar_pd
        Working days of the people in the team, times their share of time.
    holidays_pd
        Public holidays and team days off.
    leave_pd
        Absences on days that would have been worked.
    oncall_pd
        Part of duty days that on-call takes.
    ramp_pd
        Mentoring, ramp-up and switching between projects.
    meetings_pd
        What is lost between presence and work (one minus focus).
    """

    calendar_pd: float = 0.0
    holidays_pd: float = 0.0
    leave_pd: float = 0.0
    oncall_pd: float = 0.0
    ramp_pd: float = 0.0
    meetings_pd: float = 0.0
    override_pd: float = 0.0
    effective_pd: float = 0.0
    unplanned_pd: float = 0.0
    learning_pd: float = 0.0
    reserve_pd: float = 0.0
    feature_pd: float = 0.0

    @property
    def off_pd(self) -> float:
        """Days nobody can plan with: holidays and leave."""
        return self.holidays_pd + self.leave_pd

    @property
    def present_pd(self) -> float:
        """Days people are there: after holidays, leave and on-call, before ramp and meetings."""
        return self.calendar_pd - self.holidays_pd - self.leave_pd - self.oncall_pd


@dataclass(frozen=True, slots=True)
class PersonCapacity:
    """One person's waterfall and days in a sprint."""

    member: Member
    steps: CapacitySteps
    override: CapacityOverride | None
    days: tuple[DayCell, ...]
    ramp_share: float = 1.0


@dataclass(frozen=True, slots=True)
class CapacityBreakdown:
    """A sprint's capacity: of the team, of each person in list order, and day by day.

    ``there_by_day`` has one entry per team working day: the number of people there, after on-call.
    """

    sprint: Sprint
    steps: CapacitySteps
    people: tuple[PersonCapacity, ...]
    reserve_share: float
    there_by_day: tuple[tuple[date, float], ...]
    kept: KeptApart = NOTHING_APART

    def person(self, member_id: str) -> PersonCapacity | None:
        """Return one person's part, or ``None`` when they are not in the team."""
        return next((entry for entry in self.people if entry.member.id == member_id), None)


def capacity_of(plan: Plan, sprint: Sprint, *, reserve_share: float | None = None) -> CapacityBreakdown:
    """Return what a team can do in a sprint.

    Parameters
    ----------
    reserve_share
        Reserve to assume, as a share of effective capacity; ``None`` takes the sprint's or the policy's.

    Notes
    -----
    Capacity is ``focus x sum(max(0, days x fte - leave - mentoring - cost x on-call) x ramp x switch)``. The
    reserve is clipped to what unplanned work and learning leave.

    Examples
    --------
    >>> from planner.domain.calendar import Period
    >>> from planner.domain.team import Team
    >>> plan = Plan(team=Team(members=(Member("a", "Ada"),)))
    >>> sprint = Sprint("S1", "S1", Period(date(2026, 5, 18), date(2026, 6, 1)))
    >>> steps = capacity_of(plan, sprint).steps
    >>> steps.calendar_pd, round(steps.effective_pd, 4), round(steps.feature_pd, 4)
    (10.0, 7.0, 3.85)
    """
    capacity_pd = _bare_capacity(plan, sprint).steps.effective_pd if has_days(plan) else 0.0
    kept = kept_apart(plan, sprint, capacity_pd=capacity_pd)
    heads = _with_buckets(plan.team.overheads, kept)
    wanted = reserve_share_of(plan, sprint, capacity_pd=capacity_pd) if reserve_share is None else reserve_share
    share = max(0.0, min(wanted, 1.0 - heads.unplanned_share - heads.learning_share))
    rhythm = sprint_rhythm_days(plan)
    people = tuple(
        _person(plan, sprint, member, heads=heads, reserve_share=share, rhythm_days=rhythm)
        for member in plan.team.members
    )
    return CapacityBreakdown(
        sprint=sprint,
        steps=_total(person.steps for person in people),
        people=people,
        reserve_share=share,
        there_by_day=_there_by_day(people),
        kept=kept,
    )


def _bare_capacity(plan: Plan, sprint: Sprint) -> CapacityBreakdown:
    """Return a sprint's capacity without buckets: those agreed in days are a share of it."""
    return capacity_of(replace(plan, policy=replace(plan.policy, buckets=())), sprint)


def _with_buckets(heads: Overheads, kept: KeptApart) -> Overheads:
    """Return the overheads with the buckets for bugs and learning on top; together never more than everything."""
    if kept.bugs <= 0 and kept.learning <= 0:
        return heads
    unplanned = min(1.0, heads.unplanned_share + kept.bugs)
    return replace(
        heads, unplanned_share=unplanned, learning_share=min(1.0 - unplanned, heads.learning_share + kept.learning)
    )


def sprint_rhythm_days(plan: Plan) -> int:
    """Return the usual number of calendar days from one sprint's start to the next one's."""
    starts = [sprint.period.start for sprint in plan.sprints]
    gaps = [(later - earlier).days for earlier, later in pairwise(starts)]
    if gaps:
        return round(median(gaps))
    return max(1, round(plan.settings.sprint_days * _CALENDAR_DAYS_PER_WORKING_DAY))


def ramp_share(ramp: Ramp | None, start: date, end: date, *, rhythm_days: int) -> float:
    """Return a newcomer's effectiveness in a sprint, in [0, 1].

    The sprint that contains ``ramp.since`` is the first; the n-th has
    ``start_share + (1 - start_share) (n - 1) / sprints``.

    Examples
    --------
    >>> round(ramp_share(Ramp(date(2026, 4, 6)), date(2026, 5, 18), date(2026, 6, 1), rhythm_days=14), 4)
    0.4615
    """
    if ramp is None or ramp.since >= end:
        return 1.0
    number = max(1, ceil((start - ramp.since).days / rhythm_days) + 1)
    return min(1.0, ramp.start_share + (1.0 - ramp.start_share) * (number - 1) / ramp.sprints)


def _person(
    plan: Plan, sprint: Sprint, member: Member, *, heads: Overheads, reserve_share: float, rhythm_days: int
) -> PersonCapacity:
    ramp = ramp_share(member.ramp, sprint.period.start, sprint.period.end, rhythm_days=rhythm_days)
    days = day_cells(plan.team, member, sprint.period, ramp_share=ramp)
    override = next(
        (entry for entry in plan.team.overrides if (entry.sprint_id, entry.member_id) == (sprint.id, member.id)), None
    )
    present = fsum(cell.share_there for cell in days)
    working = max(0.0, present - member.mentoring_pd) * ramp * SWITCH_SHARES[member.projects - 1]
    focused = working * plan.team.overheads.focus
    effective = focused if override is None else override.effective_pd
    steps = CapacitySteps(
        calendar_pd=fsum(cell.calendar_share for cell in days),
        holidays_pd=fsum(cell.holiday_share for cell in days),
        leave_pd=fsum(cell.share_away for cell in days),
        oncall_pd=fsum(cell.oncall_share for cell in days),
        ramp_pd=present - working,
        meetings_pd=working - focused,
        override_pd=effective - focused,
        effective_pd=effective,
        **_split(effective, heads, reserve_share=reserve_share),
    )
    return PersonCapacity(member=member, steps=steps, override=override, days=days, ramp_share=ramp)


def _split(effective_pd: float, heads: Overheads, *, reserve_share: float) -> dict[str, float]:
    unplanned = heads.unplanned_share * effective_pd
    learning = heads.learning_share * effective_pd
    reserve = reserve_share * effective_pd
    feature = max(0.0, effective_pd - unplanned - learning - reserve)
    return {"unplanned_pd": unplanned, "learning_pd": learning, "reserve_pd": reserve, "feature_pd": feature}


def _total(parts: Iterable[CapacitySteps]) -> CapacitySteps:
    """Add up people's steps; exact summation makes the order of the list irrelevant."""
    steps = tuple(parts)
    return CapacitySteps(
        **{entry.name: fsum(getattr(step, entry.name) for step in steps) for entry in fields(CapacitySteps)}
    )


def _there_by_day(people: tuple[PersonCapacity, ...]) -> tuple[tuple[date, float], ...]:
    columns = zip(*(person.days for person in people), strict=True)
    return tuple((cells[0].day, fsum(cell.share_there for cell in cells)) for cells in columns)
