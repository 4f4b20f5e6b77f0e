"""The records that agreements leave."""

from dataclasses import replace
from datetime import date

from planner.domain.calendar import Period
from planner.domain.debt import Acceptance, DebtItem, Spread
from planner.domain.decision import Decision, DecisionKind, DecisionStatus
from planner.domain.plan import Plan
from planner.domain.policy import ReserveException, ReservePolicy
from planner.domain.records import acceptance_edit, exception_edit, policy_record
from planner.domain.sprint import Sprint

TODAY = date(2026, 5, 15)
SPRINT = Sprint("s9", "S9", Period(date(2026, 5, 18), date(2026, 6, 1)))
DEBT = DebtItem("D-1", "Event names drift", Spread.single(6.0), Spread.single(0.1))
OLD = Decision("4", "Keep 15 %", date(2026, 1, 9), DecisionKind.POLICY, refs=("policy",))
PLAN = Plan(sprints=(SPRINT,), debt=(DEBT,), decisions=(OLD,))


def test_a_new_policy_supersedes_the_record_of_the_old_one() -> None:
    edit = policy_record(PLAN, ReservePolicy(target=0.275), reason="Debt grows", owner="Mia", today=TODAY)
    old, new = edit.apply(PLAN).decisions
    assert (old.status, old.superseded_by) == (DecisionStatus.SUPERSEDED, "5")
    assert (new.title, new.context, new.owner, new.decided_on) == (
        "Keep 27.5 % for refactoring",
        "Debt grows",
        "Mia",
        TODAY,
    )
    assert new.decision == "27.5 % of capacity, off the top; at least 20 % and at most 30 % over 4 sprints."


def test_the_first_policy_supersedes_nothing() -> None:
    other = replace(OLD, refs=())
    edit = policy_record(replace(PLAN, decisions=(other,)), ReservePolicy(), reason="x", owner="", today=TODAY)
    assert edit.supersedes == ""


def test_an_exception_and_its_record_are_one_step() -> None:
    exception = ReserveException(
        "exception-1", "s9", 0.11, "Audit", "Jonas", approver="Amara", compensation="33 % in S10",
        mitigate_by=date(2026, 8, 13),
    )  # fmt: skip
    edit = exception_edit(PLAN, exception, today=TODAY)
    plan = edit.apply(PLAN)
    record = plan.decisions[-1]
    assert (plan.exceptions, edit.what) == ((exception,), "Exception for S9")
    assert (record.kind, record.title, record.review_on) == (
        DecisionKind.EXCEPTION,
        "11 % reserve in S9",
        date(2026, 8, 13),
    )
    assert record.decision == "S9 keeps 11 %. Approved by Amara. Made good by: 33 % in S10."
    assert record.refs == ("exception:exception-1", "sprint:s9")


def test_an_accepted_risk_leaves_a_record_whose_end_is_watched_on_the_entry() -> None:
    accepted = Acceptance(date(2026, 9, 30), "Amara", "Broker goes", compensation="Alarm on drift")
    plan = acceptance_edit(PLAN, "D-1", accepted, today=TODAY).apply(PLAN)
    record = plan.decisions[-1]
    assert plan.debt_item("D-1").acceptance == accepted
    assert (record.kind, record.owner, record.consequences) == (DecisionKind.RISK, "Amara", "Alarm on drift")
    assert record.review_on is None
    assert record.refs == ("debt:D-1",)
