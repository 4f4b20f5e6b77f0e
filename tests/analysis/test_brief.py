"""The brief on debt: when it is due, and what it puts side by side."""

from dataclasses import replace
from datetime import date

import pytest

from planner.analysis.debt.parameters import DebtParameters
from planner.analysis.findings.brief import Trigger, brief_of, make_brief, quarterly_interest, triggers
from planner.analysis.view import PlanView
from planner.domain.debt import Acceptance, Deadline, DebtItem, Spread
from planner.domain.plan import Plan
from planner.domain.policy import ReservePolicy
from planner.domain.settings import DebtParameter

TODAY = date(2026, 5, 15)


def codes(plan: Plan) -> list[str]:
    return [trigger.code for trigger in triggers(PlanView(plan, today=TODAY))]


def with_target(plan: Plan, target: float) -> Plan:
    return replace(plan, policy=ReservePolicy(floor=0.01, target=target, ceiling=0.30))


def test_a_healthy_plan_needs_no_brief(sample_plan: Plan) -> None:
    assert codes(sample_plan) == []
    assert brief_of(PlanView(sample_plan, today=TODAY)) is None


def test_a_reserve_under_the_tipping_point_triggers(sample_plan: Plan) -> None:
    # r_tip of the sample is 3.6 %: 3 % is below, 4 % is not
    assert "tipping" in codes(with_target(sample_plan, 0.03))
    assert "tipping" not in codes(with_target(sample_plan, 0.04))


def test_a_third_of_work_lost_triggers_now_or_on_the_way(sample_plan: Plan) -> None:
    heavy = replace(sample_plan, settings=replace(sample_plan.settings, debt_parameters=(DebtParameter("w0", 0.33),)))
    view = PlanView(heavy, today=TODAY)
    assert triggers(view)[0].sentence == "33 % of feature work is lost to registered debt; the limit is 33 %."
    growing = with_target(sample_plan, 0.01)
    growing = replace(growing, settings=replace(growing.settings, debt_parameters=(DebtParameter("g", 0.4),)))
    found = {trigger.code: trigger.sentence for trigger in triggers(PlanView(growing, today=TODAY))}
    assert found["waste"].startswith("A third of feature work is lost to debt in ")


def test_a_plan_without_a_register_has_nothing_to_escalate(sample_plan: Plan) -> None:
    assert codes(replace(with_target(sample_plan, 0.01), debt=())) == []


def test_an_infeasible_date_triggers_until_it_is_accepted(sample_plan: Plan) -> None:
    late = DebtItem("D-1", "Old", Spread.single(60.0), Spread.single(0.1), deadline=Deadline(date(2026, 6, 1)))
    plan = replace(sample_plan, debt=(late,))
    assert [entry.sentence for entry in triggers(PlanView(plan, today=TODAY))] == [
        "No order inside the reserve meets D-1 by 1 Jun."
    ]
    accepted = replace(late, acceptance=Acceptance(date(2026, 9, 30), "Amara", "vendor extends support"))
    assert codes(replace(plan, debt=(accepted,))) == []


def test_two_breaches_in_a_row_trigger(sample_plan: Plan) -> None:
    strict = replace(sample_plan, policy=ReservePolicy(floor=0.28, target=0.29, ceiling=0.30), exceptions=())
    assert "breaches" in codes(strict)
    view = PlanView(sample_plan, today=TODAY)
    status = view.reserve
    for run, due in ((1, []), (2, ["breaches"])):
        view.__dict__["reserve"] = replace(status, breaches_in_a_row=run)
        assert [trigger.code for trigger in triggers(view)] == due


def test_the_brief_compares_the_ceiling_with_what_is_lived(sample_plan: Plan) -> None:
    brief = brief_of(PlanView(with_target(sample_plan, 0.02), today=TODAY))
    assert brief is not None
    assert (brief.pay_share, brief.keep_share) == (0.30, 0.02)
    assert [line.name.split(" ")[0] for line in brief.lines] == [
        "Features", "Features", "Registered", "Feature", "Interest",
    ]  # fmt: skip
    assert all("(" in line.pay and " to " in line.keep for line in brief.lines)
    assert brief.outlook.startswith("Paying down is faster from S")
    text = brief.as_text()
    assert text.startswith("Pay the debt down, or keep on as now?\n\nThe reserve of 2 % is below 3.6 %")
    assert "\tPay down, 30 %\tKeep on, 2 %\n" in text


def test_without_history_keeping_on_is_the_reserve_in_force(sample_plan: Plan) -> None:
    plan = replace(with_target(sample_plan, 0.02), sprints=sample_plan.coming_sprints())
    brief = brief_of(PlanView(plan, today=TODAY))
    assert brief is not None
    assert brief.keep_share == 0.02


def test_without_a_price_or_a_break_even_the_brief_says_so(sample_plan: Plan) -> None:
    lab = PlanView(sample_plan, today=TODAY).lab(0.30, against=0.05, horizon=52)
    never = replace(lab.comparisons[0], break_even=replace(lab.comparisons[0].break_even, cumulative_sprint=0))
    brief = make_brief(replace(lab, money=None, comparisons=(never,)), (Trigger("tipping", "why"),))
    assert len(brief.lines) == 4
    assert "not ahead in total within ten years" in brief.outlook


def test_interest_a_quarter_is_waste_of_the_feature_effort() -> None:
    # 0.23 x (0.8 - 0.2) x 56 pd x 6.5 sprints
    assert quarterly_interest(DebtParameters(), 0.23, 0.20) == pytest.approx(50.232)
    assert quarterly_interest(DebtParameters(), 0.23, 0.95) == 0.0
