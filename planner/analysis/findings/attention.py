"""What needs attention, worst first, each with the page that mends it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.analysis.debt.plan_debt import RegisterRow
from planner.analysis.findings.attention_work import (
    dependency_findings,
    estimate_findings,
    load_findings,
    milestone_findings,
    promise_findings,
    skill_findings,
    travel_findings,
)
from planner.analysis.findings.brief import triggers
from planner.analysis.findings.finding import Attention
from planner.analysis.findings.strain import strain_findings
from planner.analysis.reserve.policy import ReserveState
from planner.analysis.wording import count, day, pd, percent, share
from planner.domain.decision import DecisionKind
from planner.domain.issue import Severity

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

__all__ = ["Attention", "attention"]

SOON = timedelta(days=14)
OWED_FROM_PD = 0.5
_ORDER = {Severity.STOP: 0, Severity.WARN: 1, Severity.NOTE: 2}


def attention(view: "PlanView") -> tuple[Attention, ...]:
    """Return every finding about a plan, worst first; of equal weight in the order in which people decide."""
    finders: tuple[Callable[[PlanView], Iterator[Attention]], ...] = (
        promise_findings,
        dependency_findings,
        _escalations,
        _deadlines,
        _unknown,
        _breach,
        _above,
        skill_findings,
        _owed,
        milestone_findings,
        load_findings,
        estimate_findings,
        travel_findings,
        strain_findings,
        _exceptions,
        _acceptances,
        _reviews,
    )
    found = [finding for finder in finders for finding in finder(view)]
    return tuple(sorted(found, key=lambda finding: _ORDER[finding.severity]))


def _unknown(view: "PlanView") -> Iterator[Attention]:
    """Yield what nobody has said yet and everything waits for."""
    if not view.plan.backlog:
        return
    if view.forecast_if_any is None:
        title = "Nothing says how much the team finishes in a sprint"
        detail = "Enter a velocity, or import a file that tells of closed sprints"
        yield Attention(Severity.WARN, "no-velocity", title, detail, "Forecast", ())
    if not view.plan.team.members:
        detail = "Add people to see days, leave and who is needed; until then velocity alone is used"
        yield Attention(Severity.NOTE, "no-people", "Nobody is in the team yet", detail, "Team", ())


def _escalations(view: "PlanView") -> Iterator[Attention]:
    """Yield what asks for a decision above the team; missed dates and breaches have findings of their own."""
    found = {trigger.code: trigger for trigger in triggers(view)}
    for code, title in (("tipping", "The reserve is below the point where debt runs away"), ("waste", "")):
        if code in found:
            sentence = found[code].sentence
            detail = f"{sentence} The brief says what paying down costs" if title else "The brief says what to decide"
            yield Attention(
                Severity.STOP, f"debt-{code}", title or sentence.rstrip("."), detail, "Decisions", ("brief",)
            )


def _deadlines(view: "PlanView") -> Iterator[Attention]:
    for row in view.register.rows:
        due = row.item.deadline
        if due is None or row.item.is_accepted_on(view.today):
            continue
        if row.feasible is False:
            title = f"{row.item.id} cannot be repaid by {day(due.remove_on)}"
            detail = "No order inside the reserve meets this date; escalate or accept it in writing"
            yield Attention(Severity.STOP, "deadline-missed", title, detail, "Debt", (f"debt:{row.item.id}",))
        elif row.latest_start is not None and row.latest_start <= view.today + SOON and not row.planned_in:
            title = f"{row.item.id} has to start by {day(row.latest_start)}"
            detail = f"{row.item.title}, due {day(due.remove_on)}, not planned yet"
            yield Attention(Severity.WARN, "deadline-near", title, detail, "Debt", (f"debt:{row.item.id}",))


def _breach(view: "PlanView") -> Iterator[Attention]:
    status, policy = view.reserve, view.plan.policy
    if status.rho is None:
        return
    if status.status is ReserveState.BREACH:
        title = f"Only {share(round(status.rho, 3))} went into debt over {count(policy.window, 'sprint')}"
        again = status.breaches_in_a_row > 1
        detail = (
            f"Below the floor of {percent(policy.floor)}, {status.breaches_in_a_row} sprints in a row; time to escalate"
            if again
            else f"Below the floor of {percent(policy.floor)} without a valid exception"
        )
        yield Attention(Severity.STOP, "reserve-breach", title, detail, "Debt", ())
    elif status.status is ReserveState.WARN:
        row = status.rows[-1]
        title = (
            f"{row.name} spent {share(round(row.share_spent, 3))} on debt, under the floor of {percent(policy.floor)}"
        )
        detail = f"{share(round(status.rho, 3))} over {count(policy.window, 'sprint')} is still inside the agreement"
        yield Attention(Severity.WARN, "reserve-low", title, detail, "Debt", (f"sprint:{row.sprint_id}",))


def _above(view: "PlanView") -> Iterator[Attention]:
    """Yield a last sprint that spent more than the ceiling without a reason in writing: features have a floor too."""
    rows, policy = view.reserve.rows, view.plan.policy
    if not rows or not rows[-1].above_ceiling or rows[-1].exception is not None:
        return
    row = rows[-1]
    spent = share(round(row.share_spent, 3))
    title = f"{row.name} spent {spent} on debt, over the ceiling of {percent(policy.ceiling)}"
    detail = "Write an exception with its reason, or raise the ceiling"
    yield Attention(Severity.NOTE, "reserve-high", title, detail, "Debt", (f"sprint:{row.sprint_id}",))


def _owed(view: "PlanView") -> Iterator[Attention]:
    status, sprint = view.reserve, view.next_sprint
    if status.owed_pd < OWED_FROM_PD or sprint is None:
        return
    title = (
        f"{pd(status.owed_pd)} of reserve are owed; the rule proposes {share(status.proposed_share)} for {sprint.name}"
    )
    detail = f"Catch up over {count(view.plan.policy.recovery, 'sprint')}, inside the ceiling"
    fields = {"owed_pd": status.owed_pd, "proposed_share": status.proposed_share}
    yield Attention(Severity.WARN, "reserve-owed", title, detail, "Debt", (f"sprint:{sprint.id}",), fields)


def _exceptions(view: "PlanView") -> Iterator[Attention]:
    names = {sprint.id: sprint.name for sprint in view.plan.sprints}
    for entry in view.plan.exceptions:
        if entry.done_on is not None or entry.mitigate_by is None:
            continue
        label = f'Exception "{percent(entry.share)} reserve in {names.get(entry.sprint_id, entry.sprint_id)}"'
        found = _due(view.today, entry.mitigate_by, label, "Mitigation written, not yet done")
        if found is not None:
            severity, title, detail = found
            refs = (f"exception:{entry.id}",)
            yield Attention(severity, "exception-due", title, detail, "Decisions", refs)


def _acceptances(view: "PlanView") -> Iterator[Attention]:
    for row in view.register.rows:
        if row.item.acceptance is not None:
            label = f"Acceptance of {row.item.id}"
            found = _due(view.today, row.item.acceptance.until, label, f"{row.item.title}; decide again")
            if found is not None:
                severity, title, detail = found
                yield Attention(severity, "acceptance-due", title, detail, "Debt", (f"debt:{row.item.id}",))


def _reviews(view: "PlanView") -> Iterator[Attention]:
    for entry in view.plan.decisions:
        if entry.kind is DecisionKind.EXCEPTION or entry.superseded_by:
            continue  # the exception itself is on the list
        if entry.review_on is not None and entry.review_on <= view.today + SOON:
            late = entry.review_on < view.today
            verb = "was" if late else "is"
            title = f'Decision {entry.id} "{entry.title}" {verb} due for review on {day(entry.review_on)}'
            severity = Severity.WARN if late else Severity.NOTE
            refs = (f"decision:{entry.id}",)
            yield Attention(severity, "review-due", title, f"Owner {entry.owner or 'unknown'}", "Decisions", refs)
    late_rows = [row for row in view.register.rows if _review_is_late(row, view.today)]
    if late_rows:
        title = f"{count(len(late_rows), 'debt review')} overdue"
        keys = [row.item.id for row in late_rows]
        late_refs = tuple(f"debt:{key}" for key in keys)
        yield Attention(Severity.NOTE, "debt-review-due", title, ", ".join(keys), "Debt", late_refs)


def _review_is_late(row: RegisterRow, today: date) -> bool:
    return row.item.review_on is not None and row.item.review_on < today


def _due(today: date, until: date, label: str, detail: str) -> tuple[Severity, str, str] | None:
    """Return how a date on paper stands: expired, ending soon, or not worth a word yet."""
    if until < today:
        return Severity.WARN, f"{label} ended on {day(until)}", detail
    if until <= today + SOON:
        return Severity.NOTE, f"{label} ends on {day(until)}", detail
    return None
