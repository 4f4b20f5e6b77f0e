"""Age of the register and its weight for the team, as pictures."""

from dataclasses import replace
from datetime import date

from planner.analysis.debt.plan_debt import register_rows
from planner.analysis.scenes.debt_age import age_of, caption, debt_age
from planner.analysis.scenes.debt_ratio import debt_ratio, debt_ratios
from planner.analysis.scenes.scene import Bars
from planner.domain.debt import DebtItem, Spread
from planner.domain.plan import Plan

TODAY = date(2026, 5, 15)


def entry(name: str, principal: float, since: date | None) -> DebtItem:
    return DebtItem(name, name, Spread.single(principal), Spread.single(0.1), registered_on=since)


def test_principal_is_summed_by_age_and_undated_debt_has_a_bar_of_its_own() -> None:
    plan = Plan(
        debt=(
            entry("D-1", 4.0, date(2026, 5, 1)),
            entry("D-2", 2.0, date(2026, 5, 14)),
            entry("D-3", 6.0, date(2025, 8, 1)),
            entry("D-4", 3.0, None),
        )
    )
    rows = register_rows(plan, today=TODAY, reserve_pd_per_sprint=8.0)
    scene = debt_age(rows, today=TODAY)
    bars = next(mark for mark in scene.marks if isinstance(mark, Bars)).bars
    assert [bar.high for bar in bars] == [6.0, 0.0, 6.0, 0.0, 3.0]  # 4 + 2 young, 6 over half a year, 3 undated
    assert bars[0].hit is not None
    assert set(bars[0].hit.refs) == {"debt:D-1", "debt:D-2"}
    assert bars[1].hit is None
    assert scene.summary == "40 % of the principal is older than half a year."  # 6 of 15
    assert [age_of(row, today=TODAY) for row in rows if row.item.id == "D-4"] == ["no date"]


def test_young_and_empty_registers_say_so(sample_plan: Plan) -> None:
    rows = register_rows(sample_plan, today=TODAY, reserve_pd_per_sprint=8.0)
    assert caption(rows, today=TODAY) == "Nothing is older than half a year."
    assert debt_age((), today=TODAY).empty


def test_the_ratio_is_the_stock_in_sprints_of_the_same_team(sample_plan: Plan) -> None:
    *_rest, last = debt_ratios(sample_plan)
    actuals = sample_plan.closed_sprints()[-1].actuals
    assert actuals is not None
    assert actuals.effective_pd is not None
    assert last[1] == "S14"
    assert last[2] == 90.5
    assert last[3] == 90.5 / actuals.effective_pd
    assert debt_ratio(sample_plan).summary == "2.9 sprints of the whole team after S14."


def test_without_closed_sprints_there_is_no_ratio(sample_plan: Plan) -> None:
    assert debt_ratio(replace(sample_plan, sprints=sample_plan.coming_sprints())).empty
