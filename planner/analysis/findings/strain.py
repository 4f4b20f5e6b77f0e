"""Signs of strain, of the team and never of one person: overtime, work carried over, on-call load, a falling pulse."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from planner.analysis.findings.finding import Attention
from planner.analysis.wording import count, listing, number, percent, size
from planner.domain.issue import Severity
from planner.domain.sprint import Sprint, SprintActuals

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

CARRIED_SHARE: Final = 0.20
IN_A_ROW: Final = 2
ON_CALL_SHARE: Final = 0.25  # of anybody's time
LOW_PULSE: Final = 3.0
FALLEN: Final = 0.5  # points of the pulse from one survey to the next


@dataclass(frozen=True, slots=True)
class Strain:
    """One sign: a stable code, what is seen, and what can be done that is not more hours."""

    code: str
    title: str
    detail: str


def strain_signs(view: "PlanView") -> tuple[Strain, ...]:
    """Return the signs of strain that the last closed sprints and the next one show."""
    closed = [(sprint, sprint.actuals) for sprint in view.plan.closed_sprints() if sprint.actuals is not None]
    return (*_overtime(closed), *_carried(closed), *_on_call(view), *_pulse(closed))


def strain_findings(view: "PlanView") -> Iterator[Attention]:
    """Yield each sign as a finding."""
    for sign in strain_signs(view):
        yield Attention(Severity.WARN, f"strain-{sign.code}", sign.title, sign.detail, "Decisions", ())


_Closed = list[tuple[Sprint, SprintActuals]]


def _overtime(closed: _Closed) -> Iterator[Strain]:
    if not closed:
        return
    sprint, actuals = closed[-1]
    seen = actuals.observations
    hours, days = seen.overtime_hours or 0.0, seen.weekend_days or 0.0
    parts = [f"{size(hours)} {'hour' if hours == 1 else 'hours'} of overtime"] if hours > 0 else []
    parts += [f"{size(days)} weekend {'day' if days == 1 else 'days'}"] if days > 0 else []
    if parts:
        detail = "No plan counts on them: re-plan, so that the next sprint needs none"
        yield Strain("overtime", f"{sprint.name} took {listing(parts)}", detail)


def _carried(closed: _Closed) -> Iterator[Strain]:
    """Yield a run of sprints that each left more than a fifth of their commitment."""
    shares = [
        actuals.carried / actuals.committed
        for _sprint, actuals in closed
        if actuals.committed and actuals.carried is not None
    ][-IN_A_ROW:]
    if len(shares) == IN_A_ROW and all(share > CARRIED_SHARE for share in shares):
        text = listing([percent(share) for share in shares])
        title = f"{text} of the commitment were carried over, {count(IN_A_ROW, 'sprint')} running"
        yield Strain("carried", title, "Promise less: the commitment is above what is measured")


def _on_call(view: "PlanView") -> Iterator[Strain]:
    """Yield how many people are on call for more than a quarter of the coming sprints; no names."""
    coming = view.plan.coming_sprints()
    duty: Counter[str] = Counter()
    worked: Counter[str] = Counter()
    for person in (person for sprint in coming for person in view.capacity[sprint.id].people):
        duty[person.member.id] += sum(1 for cell in person.days if cell.on_call and cell.calendar_share > 0)
        worked[person.member.id] += sum(1 for cell in person.days if cell.calendar_share > 0)
    over = sum(1 for member, days in worked.items() if days and duty[member] / days > ON_CALL_SHARE)
    if over:
        people = count(len(worked), "person", "people")
        verb = "is" if over == 1 else "are"
        title = f"{over} of {people} {verb} on call for over a quarter of the coming sprints"
        yield Strain("on-call", title, "Rotate duty over more people")


def _pulse(closed: _Closed) -> Iterator[Strain]:
    known = [
        (sprint, actuals.observations.pulse) for sprint, actuals in closed if actuals.observations.pulse is not None
    ][-2:]
    if not known:
        return
    sprint, pulse = known[-1]
    fell = len(known) > 1 and known[0][1] - pulse >= FALLEN
    if pulse < LOW_PULSE or fell:
        way = f", down from {number(known[0][1], 1)}" if fell else ""
        yield Strain("pulse", f"The team's pulse in {sprint.name} is {number(pulse, 1)} of 5{way}", "Ask the team why")
