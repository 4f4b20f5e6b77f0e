"""The register and the lab of a plan, on the worked register of the debt model."""

from dataclasses import replace
from datetime import date
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.analysis.debt.parameters import Basis
from planner.analysis.debt.plan_debt import debt_parameters, register_of
from planner.analysis.reserve.lab import mean_capacity, reserve_lab
from planner.analysis.view import PlanView
from planner.domain.calendar import Period
from planner.domain.debt import Acceptance, Deadline, DebtAllocation, DebtItem, DebtStatus, Spread
from planner.domain.plan import Plan
from planner.domain.settings import DebtParameter, PlanSettings
from planner.domain.sprint import Sprint
from planner.domain.team import Member, Overheads, Team

TODAY = date(2026, 5, 15)
S1 = Sprint("S1", "S1", Period(date(2026, 5, 18), date(2026, 6, 1)))
S2 = Sprint("S2", "S2", Period(date(2026, 6, 1), date(2026, 6, 15)))


def entry(name: str, principal: float, interest: float) -> DebtItem:
    return DebtItem(name, name, Spread.single(principal), Spread.single(interest))


# The worked example E4: principal, interest; the framework has to be gone after five sprints of two weeks.
FLAKY, GOD, DEPLOY = entry("flaky", 8, 1.6), entry("god", 40, 3.2), entry("deploy", 12, 2.0)
FRAMEWORK = replace(entry("framework", 25, 0.5), deadline=Deadline(remove_on=date(2026, 7, 27)))
REST = (entry("duplicates", 15, 0.6), entry("docs", 5, 0.4))
PLAN = Plan(sprints=(S1, S2), debt=(FLAKY, GOD, FRAMEWORK, DEPLOY, *REST))


def test_rows_are_ranked_by_interest_per_principal() -> None:
    register = register_of(PLAN, today=TODAY, reserve_pd_per_sprint=14.0)
    # 1.6/8 .2, 2/12 .167, 3.2/40 .08, .4/5 .08 (equal: list order), .6/15 .04, .5/25 .02
    assert [row.item.id for row in register.rows] == ["flaky", "deploy", "god", "docs", "duplicates", "framework"]
    assert [row.rank for row in register.rows] == [1, 2, 3, 4, 5, 6]
    deploy = register.row("deploy")
    assert deploy is not None
    # 12 / 0.75 = 16 pd of reserve, paid back after 16 / 2 = 8 sprints
    assert (deploy.effort_pd, deploy.payback_sprints) == (16.0, 8.0)
    assert sum(row.top_probability for row in register.rows) == pytest.approx(3.0)


def test_an_entry_larger_than_one_sprint_of_reserve_must_be_split() -> None:
    rows = register_of(PLAN, today=TODAY, reserve_pd_per_sprint=14.0).rows
    # one sprint repays 0.75 x 14 = 10.5 pd
    assert {row.item.id for row in rows if row.must_split} == {"god", "framework", "deploy", "duplicates"}


def test_latest_start_and_feasibility_follow_the_reserve() -> None:
    row = register_of(PLAN, today=TODAY, reserve_pd_per_sprint=14.0).row("framework")
    assert row is not None
    # 70 days to the date are 5 sprints; 25 / 10.5 = 2.381 of them are needed: start 2.619 sprints, 36 days, from S1
    assert row.latest_start == date(2026, 6, 23)
    assert row.feasible is True
    late = register_of(PLAN, today=TODAY, reserve_pd_per_sprint=4.0).row("framework")
    assert late is not None
    # 3 pd a sprint repay 15 of 25 in five sprints
    assert late.feasible is False
    assert register_of(PLAN, today=TODAY, reserve_pd_per_sprint=0.0).rows[-1].feasible is False


def test_repaid_part_lowers_principal_and_interest_alike() -> None:
    half = replace(DEPLOY, paid_pd=6.0)
    row = register_of(replace(PLAN, debt=(half,)), today=TODAY, reserve_pd_per_sprint=14.0).rows[0]
    assert (row.principal.p50, row.interest.p50) == (6.0, 1.0)
    assert row.ratio == pytest.approx(2.0 / 12.0)
    totals = register_of(replace(PLAN, debt=(half,)), today=TODAY, reserve_pd_per_sprint=14.0).totals
    assert (totals.principal.p50, totals.interest.p50) == (6.0, 1.0)


def test_where_an_entry_is_planned_is_said_in_sprint_names() -> None:
    both = replace(FLAKY, allocations=(DebtAllocation("S1", 4.0), DebtAllocation("S2", 4.0)))
    accepted = replace(GOD, acceptance=Acceptance(date(2026, 9, 30), "Ada", "later"))
    one = replace(DEPLOY, allocations=(DebtAllocation("S2", 4.0),))
    register = register_of(replace(PLAN, debt=(both, accepted, one, *REST)), today=TODAY, reserve_pd_per_sprint=14.0)
    planned = {row.item.id: row.planned for row in register.rows}
    assert planned == {"flaky": "S1–S2", "god": "accepted", "deploy": "S2", "duplicates": "later", "docs": "later"}


def test_paid_entries_leave_the_register() -> None:
    paid = replace(FLAKY, status=DebtStatus.PAID)
    register = register_of(replace(PLAN, debt=(paid, DEPLOY)), today=TODAY, reserve_pd_per_sprint=14.0)
    assert [row.item.id for row in register.rows] == ["deploy"]
    assert register.totals.principal.p50 == 12.0
    assert register_of(Plan(), today=TODAY, reserve_pd_per_sprint=14.0).totals.entries == 0


def test_totals_are_plain_sums_with_a_range_around_them() -> None:
    totals = register_of(PLAN, today=TODAY, reserve_pd_per_sprint=14.0).totals
    # 8 + 40 + 25 + 12 + 15 + 5 and 1.6 + 3.2 + 0.5 + 2 + 0.6 + 0.4
    assert (totals.principal.p50, totals.interest.p50) == pytest.approx((105.0, 8.3))
    assert totals.principal.p10 < 105.0 < totals.principal.p90
    assert totals.interest.p10 < 8.3 < totals.interest.p90


def test_parameters_say_where_each_value_comes_from() -> None:
    found = debt_parameters(PLAN, capacity_pd=56.0, reserve_share=0.25)
    # waste 8.3 / ((1 - 0.20 - 0.25) x 56) = 8.3 / 30.8
    assert (found.C, found.D0) == (56.0, 105.0)
    assert found.w0 == pytest.approx(8.3 / 30.8)
    assert found.tau == pytest.approx(2.6255, abs=1e-4)
    mine = {"C", "D0", "w0", "tau"}
    assert {
        name for name in ("C", "D0", "w0", "tau", "g", "eps", "c", "b", "u") if found.basis_of(name) is Basis.YOUR_DATA
    } == mine
    assert found.basis_of("r") is Basis.ENTERED
    assert found.basis_of("g") is Basis.LITERATURE


def test_entered_parameters_replace_everything_and_keep_their_basis() -> None:
    settings = PlanSettings(debt_parameters=(DebtParameter("g", 0.3), DebtParameter("w0", 0.1, "your data")))
    team = Team(overheads=Overheads(focus=0.72, focus_basis="measured", unplanned_share=0.3))
    found = debt_parameters(replace(PLAN, settings=settings, team=team), capacity_pd=56.0, reserve_share=0.25)
    assert (found.g, found.w0, found.f, found.u) == (0.3, 0.1, 0.72, 0.3)
    assert [found.basis_of(name) for name in ("g", "w0", "f", "u")] == [
        Basis.ENTERED,
        Basis.YOUR_DATA,
        Basis.YOUR_DATA,
        Basis.ENTERED,
    ]


def test_plan_without_a_register_uses_the_literature() -> None:
    found = debt_parameters(Plan(), capacity_pd=40.0, reserve_share=0.25)
    assert (found.w0, found.D0, found.tau) == (0.23, 120.0, 2.0)
    assert found.basis_of("w0") is Basis.LITERATURE


def test_register_that_costs_nothing_has_no_waste() -> None:
    free = entry("free", 10, 0.0)
    found = debt_parameters(Plan(debt=(free,)), capacity_pd=40.0, reserve_share=0.25)
    assert (found.w0, found.D0) == (0.0, 10.0)
    row = register_of(Plan(debt=(free,)), today=TODAY, reserve_pd_per_sprint=14.0).rows[0]
    assert row.payback_sprints == inf
    assert row.parked


def test_lab_compares_bands_break_even_and_money() -> None:
    plan = replace(PLAN, settings=PlanSettings(cost_per_pd=600.0))
    parameters = debt_parameters(plan, capacity_pd=56.0, reserve_share=0.25)
    lab = reserve_lab(plan, parameters, (0.25, 0.05), 26, trials=500)
    high, low = lab.courses
    assert (high.share, low.share) == (0.25, 0.05)
    assert len(high.velocity.p50) == 26
    assert all(a <= b <= c for a, b, c in zip(high.velocity.p10, high.velocity.p50, high.velocity.p90, strict=True))
    # More reserve delivers less at first and never leaves more debt.
    assert high.velocity.p50[0] < low.velocity.p50[0]
    assert high.principal.p50[-1] < low.principal.p50[-1]
    found = lab.comparisons[0]
    assert (found.high, found.low) == (0.25, 0.05)
    assert 0 < found.break_even.velocity_sprint < found.break_even.cumulative_sprint
    assert list(found.ahead) == [13, 26, 39, 52]
    assert found.cost_features[0] < found.cost_features[1] < found.cost_features[2]
    assert found.cost_sprint == lab.name_at(13) == "S13"
    assert lab.money is not None
    # 8.3 pd a sprint x 6.5 sprints x 600
    assert lab.money.now == pytest.approx(8.3 * 6.5 * 600)
    assert lab.money.in_one_year[0] < lab.money.in_one_year[1]


def test_lab_shows_no_money_unless_a_cost_was_entered() -> None:
    parameters = debt_parameters(PLAN, capacity_pd=56.0, reserve_share=0.25)
    lab = reserve_lab(PLAN, parameters, (0.25,), 13, trials=300)
    assert lab.money is None
    assert lab.comparisons == ()
    assert lab.name_at(999) == "sprint 999"


def test_usual_capacity_leaves_out_sprints_in_which_nobody_is_there() -> None:
    assert mean_capacity([10.0, 0.0, 20.0]) == 15.0
    assert mean_capacity([]) == 0.0
    team = Team(members=(Member("a", "Ada"),))
    assert PlanView(replace(PLAN, team=team), today=TODAY).usual_capacity_pd == pytest.approx(7.0)


def test_sample_register_stands_as_on_the_picture(sample_plan: Plan) -> None:
    view = PlanView(sample_plan, today=sample_plan.settings.as_of or TODAY)
    assert [row.item.id for row in view.register.rows][:4] == ["D-03", "D-07", "D-08", "D-02"]
    assert view.register.totals.principal.p50 == pytest.approx(90.5)
    assert view.register.totals.interest.p50 == pytest.approx(3.8)
    # (k g)/(g + eps) = .75 x .15 / .9, and (k c g)/(c g + eps) = .75 x .0375 / .7875
    assert view.thresholds.r_neutral == pytest.approx(0.125)
    assert view.thresholds.r_tip == pytest.approx(0.0357, abs=1e-4)


@settings(max_examples=20)
@given(st.permutations(range(12)))
def test_the_order_of_the_entries_does_not_matter(sample_plan: Plan, order: list[int]) -> None:
    today = date(2026, 5, 15)
    shuffled = replace(sample_plan, debt=tuple(sample_plan.debt[place] for place in order))
    before, after = (register_of(plan, today=today, reserve_pd_per_sprint=8.0) for plan in (sample_plan, shuffled))
    assert after == before


def test_two_entries_alike_are_ranked_by_their_number() -> None:
    twins = tuple(DebtItem(name, name, Spread.single(4.0), Spread.single(0.2)) for name in ("D-10", "D-2"))
    register = register_of(Plan(debt=twins), today=date(2026, 5, 15), reserve_pd_per_sprint=8.0)
    assert [row.item.id for row in register.rows] == ["D-2", "D-10"]
