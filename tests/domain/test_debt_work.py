"""Next identities, and the backlog item that a debt entry becomes."""

from dataclasses import replace

import pytest

from planner.domain.backlog import BacklogItem, ItemKind
from planner.domain.debt import DebtItem, Spread
from planner.domain.debt_work import make_item_edit, next_debt_id, next_decision_id, next_exception_id
from planner.domain.edits.reserve import keep_for_plan, keep_for_sprint
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Plan
from planner.domain.policy import ReserveException

DEBT = DebtItem("D-03", "Flaky tests", Spread.single(6.0), Spread.single(0.8), component="ci", skills=("infra",))


def test_identities_count_up_and_skip_foreign_ones() -> None:
    plan = Plan(debt=(DEBT, replace(DEBT, id="SONAR"), replace(DEBT, id="D-x")))
    assert next_debt_id(plan) == "D-04"
    assert next_debt_id(Plan()) == "D-01"
    assert next_decision_id(Plan()) == "1"


def test_an_exception_takes_the_first_free_identity() -> None:
    taken = ReserveException("exception-2", "S1", 0.1, "outage", "Jonas")
    assert next_exception_id(Plan(exceptions=(taken,))) == "exception-3"


def test_an_item_is_linked_both_ways_and_has_no_estimate() -> None:
    plan = make_item_edit(Plan(debt=(DEBT,)), "D-03").apply(Plan(debt=(DEBT,)))
    item = plan.item("D-03")
    assert (item.kind, item.debt_id, item.estimate, item.components) == (ItemKind.DEBT, "D-03", None, ("ci",))
    assert plan.debt_item("D-03").item_keys == ("D-03",)


def test_a_taken_key_gets_a_number() -> None:
    plan = Plan(debt=(DEBT,), backlog=(BacklogItem("D-03", "one"), BacklogItem("D-03.2", "two")))
    assert make_item_edit(plan, "D-03").apply(plan).backlog[-1].key == "D-03.3"


def test_a_reserve_for_the_plan_frees_the_next_sprint(sample_plan: Plan) -> None:
    own = keep_for_sprint("S15", 0.15).apply(sample_plan)
    assert own.sprint("S15").reserve_share == 0.15
    kept = keep_for_plan(own, 0.30, "S15").apply(own)
    assert kept.policy.target == 0.30
    assert kept.sprint("S15").reserve_share is None
    assert len(keep_for_plan(kept, 0.25, "S15").edits) == 1


def test_a_reserve_outside_the_band_is_refused_for_the_plan(sample_plan: Plan) -> None:
    with pytest.raises(InvalidValueError):
        keep_for_plan(sample_plan, 0.35, "S15")
