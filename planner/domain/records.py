"""The records that agreements leave: a policy change, an exception, an accepted risk, each as a short decision."""

from datetime import date

from planner.domain.debt import Acceptance
from planner.domain.debt_work import next_decision_id
from planner.domain.decision import Decision, DecisionKind, DecisionStatus
from planner.domain.edits import AcceptDebt, AddDecision, PutException, Several
from planner.domain.plan import Plan
from planner.domain.policy import ReserveException, ReservePolicy


def policy_record(plan: Plan, policy: ReservePolicy, *, reason: str, owner: str, today: date) -> AddDecision:
    """Return the edit that records a policy; it supersedes the last record about one that still stands."""
    standing = [entry for entry in plan.decisions if _is_policy(entry)]
    record = Decision(
        id=next_decision_id(plan),
        title=f"Keep {_percent(policy.target)} for refactoring",
        decided_on=today,
        kind=DecisionKind.POLICY,
        context=reason,
        decision=(
            f"{_percent(policy.target)} of capacity, off the top; at least {_percent(policy.floor)} and at most "
            f"{_percent(policy.ceiling)} over {policy.window} sprints."
        ),
        owner=owner,
        refs=("policy",),
    )
    return AddDecision(record, supersedes=standing[-1].id if standing else "")


def _is_policy(entry: Decision) -> bool:
    """Say whether a record is about the reserve policy and still stands."""
    stands = entry.status is not DecisionStatus.SUPERSEDED
    return stands and entry.kind is DecisionKind.POLICY and "policy" in entry.refs


def exception_edit(plan: Plan, exception: ReserveException, *, today: date) -> Several:
    """Return the edit that writes an exception and its record down, as one step."""
    name = plan.sprint(exception.sprint_id).name
    made_good = f" Made good by: {exception.compensation}." if exception.compensation else ""
    approved = f" Approved by {exception.approver}." if exception.approver else ""
    record = Decision(
        id=next_decision_id(plan),
        title=f"{_percent(exception.share)} reserve in {name}",
        decided_on=today,
        kind=DecisionKind.EXCEPTION,
        context=exception.reason,
        decision=f"{name} keeps {_percent(exception.share)}.{approved}{made_good}",
        owner=exception.owner,
        review_on=exception.mitigate_by,
        refs=(f"exception:{exception.id}", f"sprint:{exception.sprint_id}"),
    )
    return Several((PutException(exception), AddDecision(record)), what=f"Exception for {name}")


def acceptance_edit(plan: Plan, debt_id: str, acceptance: Acceptance, *, today: date) -> Several:
    """Return the edit that accepts a risk and records it, as one step; its end is watched on the entry itself."""
    debt = plan.debt_item(debt_id)
    record = Decision(
        id=next_decision_id(plan),
        title=f"{debt.id} {debt.title}: accepted",
        decided_on=today,
        kind=DecisionKind.RISK,
        context=acceptance.reason,
        decision=f"The risk is accepted until {acceptance.until.isoformat()}; it keeps costing interest.",
        consequences=acceptance.compensation,
        owner=acceptance.owner,
        refs=(f"debt:{debt.id}",),
    )
    return Several((AcceptDebt(debt_id, acceptance), AddDecision(record)), what=f"Accept {debt_id}")


def _percent(share: float) -> str:
    return f"{share * 100:.1f}".rstrip("0").rstrip(".") + " %"
