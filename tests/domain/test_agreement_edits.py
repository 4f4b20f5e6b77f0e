"""Edits of debt, policy, exceptions and decisions."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.domain.backlog import BacklogItem
from planner.domain.calendar import Period
from planner.domain.check import check_plan
from planner.domain.debt import Acceptance, DebtAllocation, DebtItem, DebtStatus, Spread
from planner.domain.decision import Decision, DecisionStatus
from planner.domain.edits import (
    AcceptDebt,
    AcceptDecision,
    AddDebt,
    AddDecision,
    AllocateDebt,
    ChangeDebt,
    PayDebt,
    PutException,
    RemoveDebt,
    RemoveException,
    SetPolicy,
)
from planner.domain.errors import ClosedSprintError, DuplicateError, InvalidValueError, UnknownReferenceError
from planner.domain.plan import Edit, Plan
from planner.domain.policy import ReserveException, ReservePolicy
from planner.domain.sprint import Sprint, SprintActuals, SprintState

FIRST = date(2026, 5, 4)
CLOSED = Sprint("S1", "S1", Period(FIRST, FIRST + timedelta(days=14)), SprintState.CLOSED, actuals=SprintActuals(1.0))
S2 = Sprint("S2", "S2", Period(FIRST + timedelta(days=14), FIRST + timedelta(days=28)))
S3 = Sprint("S3", "S3", Period(FIRST + timedelta(days=28), FIRST + timedelta(days=42)))
OLD = DebtItem("D-1", "Old client", Spread.single(8.0), Spread.single(1.0))
PLAN = Plan(sprints=(CLOSED, S2, S3), debt=(OLD,), backlog=(BacklogItem("A", "Item", debt_id="D-1"),))


def test_debt_is_registered_changed_and_removed_with_its_links() -> None:
    plan = AddDebt(replace(OLD, id="D-2")).apply(PLAN)
    assert [entry.id for entry in plan.debt] == ["D-1", "D-2"]
    assert ChangeDebt(replace(OLD, owner="Ada")).apply(plan).debt_item("D-1").owner == "Ada"
    assert ChangeDebt(OLD).apply(plan) is plan
    left = RemoveDebt("D-1").apply(plan)
    assert (left.item("A").debt_id, check_plan(left)) == ("", ())
    edits: tuple[Edit, ...] = (
        AddDebt(OLD),
        AddDebt(replace(OLD, id="D-3", title=" ")),
        AddDebt(replace(OLD, id="D", paid_pd=-1)),
    )
    for edit in edits:
        with pytest.raises((DuplicateError, InvalidValueError)):
            edit.apply(PLAN)


@pytest.mark.parametrize("bounds", [(1.0, 2.0, 3.0), (1.0, -1.0, 3.0), (5.0, 1.0, 4.0), (float("nan"), 1.0, 2.0)])
def test_impossible_ranges_are_refused(bounds: tuple[float, float, float]) -> None:
    with pytest.raises(InvalidValueError):
        Spread(*bounds)


def test_reserve_days_are_given_in_the_order_of_sprints() -> None:
    plan = AllocateDebt("D-1", "S3", 2.0).apply(PLAN)
    plan = AllocateDebt("D-1", "S2", 1.0, pinned=True).apply(plan)
    assert plan.debt[0].allocations == (DebtAllocation("S2", 1.0, pinned=True), DebtAllocation("S3", 2.0))
    assert AllocateDebt("D-1", "S3", 2.0).apply(plan) is plan
    assert [part.sprint_id for part in AllocateDebt("D-1", "S2", 0.0).apply(plan).debt[0].allocations] == ["S3"]
    with pytest.raises(InvalidValueError):
        AllocateDebt("D-1", "S2", -1.0).apply(PLAN)
    with pytest.raises(ClosedSprintError):
        AllocateDebt("D-1", "S1", 1.0).apply(PLAN)


def test_all_principal_repaid_closes_the_entry() -> None:
    day = date(2026, 5, 29)
    part = PayDebt("D-1", 3.0, day).apply(PLAN)
    assert (part.debt[0].open_principal_pd, part.debt[0].status) == (5.0, DebtStatus.OPEN)
    whole = PayDebt("D-1", 9.0, day).apply(part).debt[0]
    assert (whole.paid_pd, whole.status, whole.paid_on, whole.open_principal_pd) == (8.0, DebtStatus.PAID, day, 0.0)
    with pytest.raises(InvalidValueError):
        PayDebt("D-1", 0.0, day).apply(PLAN)


def test_a_risk_is_accepted_in_writing_and_taken_back() -> None:
    signed = Acceptance(date(2026, 8, 1), "Ada", "vendor decides")
    plan = AcceptDebt("D-1", signed).apply(PLAN)
    assert plan.debt[0].acceptance == signed
    assert AcceptDebt("D-1", signed).apply(plan) is plan
    assert AcceptDebt("D-1", None).apply(plan) == PLAN
    for empty in (replace(signed, owner=" "), replace(signed, reason="")):
        with pytest.raises(InvalidValueError):
            AcceptDebt("D-1", empty).apply(PLAN)


def test_policy_slides_in_one_step_and_keeps_its_order() -> None:
    edit = SetPolicy(ReservePolicy(target=0.28))
    plan = edit.apply(PLAN)
    assert (plan.policy.target, edit.merge_key) == (0.28, "policy")
    assert edit.apply(plan) is plan
    for wrong in ({"floor": 0.3}, {"ceiling": 0.95}, {"floor": -0.1}, {"window": 0}, {"recovery": 0}):
        with pytest.raises(InvalidValueError):
            ReservePolicy(**wrong)


def test_exceptions_need_a_reason_and_an_owner() -> None:
    entry = ReserveException("E1", "S2", 0.1, "release", "Ada")
    plan = PutException(entry).apply(PLAN)
    changed = PutException(replace(entry, share=0.15)).apply(plan)
    assert [other.share for other in changed.exceptions] == [0.15]
    assert RemoveException("E1").apply(changed).exceptions == ()
    for wrong in (replace(entry, reason=" "), replace(entry, owner="")):
        with pytest.raises(InvalidValueError):
            PutException(wrong).apply(PLAN)
    with pytest.raises(UnknownReferenceError):
        PutException(replace(entry, sprint_id="S9")).apply(PLAN)


def test_an_exception_holds_until_its_day_or_for_good_once_mitigated() -> None:
    entry = ReserveException("E1", "S2", 0.1, "release", "Ada", mitigate_by=date(2026, 5, 22))
    assert entry.is_valid_on(date(2026, 5, 22))
    assert not entry.is_valid_on(date(2026, 5, 23))
    assert replace(entry, done_on=date(2026, 5, 20)).is_valid_on(date(2027, 1, 1))
    assert replace(entry, mitigate_by=None).is_valid_on(date(2027, 1, 1))


def test_a_decision_is_superseded_and_never_edited() -> None:
    first = Decision("1", "Keep 25 %", FIRST, status=DecisionStatus.PROPOSED)
    plan = AcceptDecision("1").apply(AddDecision(first).apply(PLAN))
    assert plan.decisions[0].status is DecisionStatus.ACCEPTED
    assert AcceptDecision("1").apply(plan) is plan
    newer = AddDecision(Decision("2", "Keep 28 %", FIRST), supersedes="1").apply(plan)
    assert (newer.decisions[0].status, newer.decisions[0].superseded_by) == (DecisionStatus.SUPERSEDED, "2")
    with pytest.raises(InvalidValueError):
        AddDecision(Decision("3", " ", FIRST)).apply(plan)
    with pytest.raises(UnknownReferenceError):
        AddDecision(Decision("3", "New", FIRST), supersedes="9").apply(plan)
