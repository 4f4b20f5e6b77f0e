"""What each step of the capacity waterfall is made of, in words and person-days."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from planner.analysis.capacity.breakdown import SWITCH_SHARES, CapacityBreakdown, PersonCapacity
from planner.analysis.capacity.presence import DayCell
from planner.analysis.wording import day, listing, number, percent, share
from planner.domain.plan import Plan
from planner.domain.team import Meeting

_SEEN = 0.05  # less than this is 0.0 on screen
HOURS_PER_DAY = 8.0


@dataclass(frozen=True, slots=True)
class StepPart:
    """One line of a step: what it is, and how many person-days; ``None`` where it only explains."""

    text: str
    amount_pd: float | None = None


def step_parts(plan: Plan, breakdown: CapacityBreakdown, step: str) -> tuple[StepPart, ...]:
    """Return what a step is made of.

    Parameters
    ----------
    step
        Name of the waterfall's bar in small letters, such as ``"leave"`` or ``"ramp-up"``.
    """
    say = _PARTS.get(step)
    return tuple(say(plan, breakdown)) if say else ()


def suggested_focus(
    meetings: Iterable[Meeting], *, people: int, days: float, hours_per_day: float = HOURS_PER_DAY
) -> float:
    """Return the focus factor that the listed meetings alone leave.

    Parameters
    ----------
    people
        Number of people in the team; a meeting without names is for all of them.
    days
        Working days of a sprint.

    Notes
    -----
    ``1 - hours in meetings / hours there``, averaged over the team. It is an upper bound: interruptions and switching
    are not in any calendar.

    Examples
    --------
    >>> suggested_focus((Meeting("Daily", 2.5), Meeting("Planning", 5.5)), people=4, days=10)
    0.9
    """
    there = people * days * hours_per_day
    if there <= 0:
        return 1.0
    spent = sum(meeting.hours_per_sprint * (len(meeting.member_ids) or people) for meeting in meetings)
    return max(0.05, 1.0 - spent / there)


def date_runs(cells: Iterable[DayCell]) -> str:
    """Return the days of some cells as people say them: ``"20 to 22 May and 28 May"``."""
    runs: list[tuple[date, date]] = []
    for cell in cells:
        if runs and (cell.day - runs[-1][1]).days == 1:
            runs[-1] = (runs[-1][0], cell.day)
        else:
            runs.append((cell.day, cell.day))
    return listing([_run(first, last) for first, last in runs])


def _run(first: date, last: date) -> str:
    if first == last:
        return day(first)
    joint = " and " if (last - first).days == 1 else " to "
    return f"{first.day if first.month == last.month else day(first)}{joint}{day(last)}"


def _calendar(plan: Plan, breakdown: CapacityBreakdown) -> Iterable[StepPart]:
    del plan
    for person in breakdown.people:
        note = "" if person.member.fte == 1 else f", {percent(person.member.fte)} of the time"
        yield StepPart(f"{person.member.name}{note}", person.steps.calendar_pd)


def _holidays(plan: Plan, breakdown: CapacityBreakdown) -> Iterable[StepPart]:
    del plan
    cells = [
        (cell.day, cell.name, person) for person in breakdown.people for cell in person.days if cell.holiday_share > 0
    ]
    cells.sort(key=lambda entry: (entry[0], entry[1]))
    for (when, name), group in groupby(cells, key=lambda entry: (entry[0], entry[1])):
        people = [person for _, _, person in group]
        amount = sum(cell.holiday_share for one in people for cell in one.days if (cell.day, cell.name) == (when, name))
        names = listing([one.member.name.split()[0] for one in people], most=6)
        yield StepPart(f"{name}, {day(when)}: {names}", amount)


def _leave(plan: Plan, breakdown: CapacityBreakdown) -> Iterable[StepPart]:
    del plan
    for person in breakdown.people:
        away = [cell for cell in person.days if cell.share_away > 0]
        if away:
            yield StepPart(f"{person.member.name}, {date_runs(away)}", person.steps.leave_pd)


def _on_call(plan: Plan, breakdown: CapacityBreakdown) -> Iterable[StepPart]:
    for person in breakdown.people:
        duty = [cell for cell in person.days if cell.oncall_share > 0]
        if duty:
            yield StepPart(f"{person.member.name}, {date_runs(duty)}", person.steps.oncall_pd)
    heads = plan.team.overheads
    basis = f" ({heads.on_call_basis})" if heads.on_call_basis else ""
    yield StepPart(f"A duty day costs {share(heads.on_call_cost)}{basis} of what is not already leave.")


def _ramp(plan: Plan, breakdown: CapacityBreakdown) -> Iterable[StepPart]:
    del plan
    for person in breakdown.people:
        if person.steps.ramp_pd > _SEEN:
            yield StepPart(f"{person.member.name}: {listing(_ramp_reasons(person))}", person.steps.ramp_pd)


def _ramp_reasons(person: PersonCapacity) -> list[str]:
    member = person.member
    reasons = []
    if person.ramp_share < 1:
        reasons.append(f"ramping up, at {percent(person.ramp_share)}")
    if member.mentoring_pd > 0:
        reasons.append(f"{number(member.mentoring_pd, 1)} pd of mentoring")
    if member.projects > 1:
        reasons.append(f"{member.projects} projects, {percent(1 - SWITCH_SHARES[member.projects - 1])} lost in between")
    return reasons


def _meetings(plan: Plan, breakdown: CapacityBreakdown) -> Iterable[StepPart]:
    heads = plan.team.overheads
    basis = f" ({heads.focus_basis})" if heads.focus_basis else ""
    yield StepPart(f"Focus {percent(heads.focus)}{basis}: the rest goes to meetings and interruptions.")
    people = {member.id: member.name.split()[0] for member in plan.team.members}
    listed = 0.0
    for meeting in heads.meetings:
        who = listing([people.get(one, one) for one in meeting.member_ids], most=3) or "everybody"
        hours = meeting.hours_per_sprint * (len(meeting.member_ids) or len(breakdown.people))
        listed += hours / HOURS_PER_DAY
        yield StepPart(f"{meeting.name}, {who}", hours / HOURS_PER_DAY)
    rest = breakdown.steps.meetings_pd - listed
    if heads.meetings and rest > _SEEN:
        yield StepPart("What no calendar shows: questions, reviews, switching", rest)


def _typed_in(plan: Plan, breakdown: CapacityBreakdown) -> Iterable[StepPart]:
    del plan
    for person in breakdown.people:
        if person.override is not None:
            reason = f": {person.override.reason}" if person.override.reason else ""
            yield StepPart(f"{person.member.name}{reason}", person.steps.override_pd)


def _effective(plan: Plan, breakdown: CapacityBreakdown) -> Iterable[StepPart]:
    del plan
    return (StepPart(person.member.name, person.steps.effective_pd) for person in breakdown.people)


def _features(plan: Plan, breakdown: CapacityBreakdown) -> Iterable[StepPart]:
    del plan
    yield from (StepPart(person.member.name, person.steps.feature_pd) for person in breakdown.people)
    yield StepPart("What is left for features, before any item is planned.")


def _unplanned(plan: Plan, breakdown: CapacityBreakdown) -> Iterable[StepPart]:
    yield _part_of(plan.team.overheads.unplanned_share + breakdown.kept.bugs, breakdown, breakdown.steps.unplanned_pd)
    yield StepPart("Kept free for incidents, support and what nobody could foresee.")


def _learning(plan: Plan, breakdown: CapacityBreakdown) -> Iterable[StepPart]:
    share = plan.team.overheads.learning_share + breakdown.kept.learning
    yield _part_of(share, breakdown, breakdown.steps.learning_pd)


def _reserve(plan: Plan, breakdown: CapacityBreakdown) -> Iterable[StepPart]:
    yield _part_of(breakdown.reserve_share, breakdown, breakdown.steps.reserve_pd)
    names = {entry.id: entry.title for entry in plan.debt}
    for entry in plan.debt:
        given = sum(part.effort_pd for part in entry.allocations if part.sprint_id == breakdown.sprint.id)
        if given > 0:
            yield StepPart(f"Planned: {entry.id} {names[entry.id]}", given)


def _part_of(part: float, breakdown: CapacityBreakdown, amount: float) -> StepPart:
    return StepPart(f"{share(part)} of {number(breakdown.steps.effective_pd, 1)} effective person-days", amount)


_PARTS: dict[str, Callable[[Plan, CapacityBreakdown], Iterable[StepPart]]] = {
    "calendar": _calendar,
    "holidays": _holidays,
    "leave": _leave,
    "on-call": _on_call,
    "ramp-up": _ramp,
    "meetings": _meetings,
    "typed in": _typed_in,
    "effective": _effective,
    "unplanned": _unplanned,
    "learning": _learning,
    "reserve": _reserve,
    "features": _features,
}
