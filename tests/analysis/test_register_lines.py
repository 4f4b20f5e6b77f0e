"""The register in words: ranges, bars, and the light of a date."""

from dataclasses import replace
from datetime import date, timedelta

from planner.analysis.debt.register_lines import RangeBar, RegisterLine, register_lines
from planner.analysis.view import PlanView
from planner.domain.debt import Acceptance, Deadline, DebtAllocation, DebtItem, Spread
from planner.domain.plan import Plan

TODAY = date(2026, 5, 15)
FAR = date(2027, 12, 31)


def lines_of(plan: Plan, *entries: DebtItem) -> dict[str, RegisterLine]:
    found = register_lines(PlanView(replace(plan, debt=entries), today=TODAY))
    return {line.id: line for line in found}


def entry(name: str, **fields: object) -> DebtItem:
    made = DebtItem(id=name, title=name, principal=Spread(6.0, 4.0, 9.0), interest=Spread(0.8, 0.5, 1.2))
    return replace(made, **fields)  # type: ignore[arg-type]


def test_figures_and_ranges_are_written_beside_each_other(sample_plan: Plan) -> None:
    line = lines_of(sample_plan, entry("D-1"))["D-1"]
    assert (line.principal, line.principal_range) == ("6", "4–9")
    assert (line.interest, line.interest_range) == ("0.80", "0.5–1.2")
    assert line.ratio == "13.3 %"  # 0.8 / 6
    assert line.payback == "10 sprints"  # 6 / 0.75 = 8 days of reserve over 0.8 a sprint


def test_small_interest_keeps_two_decimals_and_large_principal_none(sample_plan: Plan) -> None:
    line = lines_of(sample_plan, entry("D-1", principal=Spread(14.5, 9.5, 22.4), interest=Spread(0.08, 0.04, 0.18)))[
        "D-1"
    ]
    assert line.principal_range == "9.5–22"
    assert line.interest_range == "0.04–0.18"


def test_bars_are_shares_of_the_longest_in_their_column(sample_plan: Plan) -> None:
    lines = lines_of(sample_plan, entry("D-1"), entry("D-2", principal=Spread(12.0, 9.0, 18.0)))
    assert lines["D-2"].principal_bar == RangeBar(0.5, 12 / 18, 1.0)
    assert lines["D-1"].principal_bar == RangeBar(4 / 18, 6 / 18, 0.5)
    assert (lines["D-1"].ratio_bar, lines["D-2"].ratio_bar) == (1.0, 0.5)


def test_debt_without_interest_never_pays_back_and_has_no_bars(sample_plan: Plan) -> None:
    line = lines_of(sample_plan, entry("D-1", interest=Spread.single(0.0)))["D-1"]
    assert line.payback == "never"
    assert line.interest_bar == RangeBar(0.0, 0.0, 0.0)
    assert line.ratio_bar == 0.0


def test_a_deadline_comes_before_acceptance_review_and_size(sample_plan: Plan) -> None:
    big = entry("D-1", principal=Spread(60.0, 50.0, 70.0))
    accepted = replace(big, acceptance=Acceptance(date(2026, 9, 30), "Amara", "broker"))
    reviewed = replace(big, review_on=date(2026, 6, 12))
    assert lines_of(sample_plan, big)["D-1"].date == "split first"
    assert lines_of(sample_plan, reviewed)["D-1"].date == "review 12 Jun"
    assert lines_of(sample_plan, accepted)["D-1"].date == "to 30 Sep"
    assert lines_of(sample_plan, replace(accepted, deadline=Deadline(FAR)))["D-1"].date == "due 31 Dec"


def test_small_debt_without_any_date_says_nothing(sample_plan: Plan) -> None:
    line = lines_of(sample_plan, entry("D-1", principal=Spread.single(1.0)))["D-1"]
    assert (line.date, line.sign, line.why) == ("", "", "")


def test_a_date_no_order_can_meet_stops(sample_plan: Plan) -> None:
    late = entry("D-1", principal=Spread.single(60.0), deadline=Deadline(date(2026, 6, 1)))
    assert lines_of(sample_plan, late)["D-1"].sign == "stop"


def test_a_date_warns_until_the_days_before_it_are_planned(sample_plan: Plan) -> None:
    # 6 pd take 8 days of reserve; S15 and S16 end before the date, 4 days in S15 are half of it
    half = entry("D-1", deadline=Deadline(date(2026, 7, 31)), allocations=(DebtAllocation("S15", 4.0),))
    line = lines_of(sample_plan, half)["D-1"]
    assert line.sign == "warning"
    assert line.why.startswith("4 of 8 pd are planned before this date, start by ")
    whole = replace(half, allocations=(DebtAllocation("S15", 4.0), DebtAllocation("S16", 4.0)))
    assert lines_of(sample_plan, whole)["D-1"].sign == ""
    too_late = replace(half, allocations=(DebtAllocation("S15", 4.0), DebtAllocation("S20", 4.0)))
    assert lines_of(sample_plan, too_late)["D-1"].sign == "warning"


def test_an_accepted_deadline_is_silent(sample_plan: Plan) -> None:
    accepted = entry("D-1", deadline=Deadline(FAR), acceptance=Acceptance(FAR, "Amara", "broker"))
    assert lines_of(sample_plan, accepted)["D-1"].sign == ""


def test_an_acceptance_that_ran_out_needs_a_decision_again(sample_plan: Plan) -> None:
    held = entry("D-1", acceptance=Acceptance(TODAY, "Mia", "goes away"))
    over = entry("D-2", acceptance=Acceptance(TODAY - timedelta(days=1), "Mia", "goes away"))
    lines = lines_of(sample_plan, held, over)
    assert (lines["D-1"].sign, lines["D-1"].row.planned) == ("", "accepted")
    assert (lines["D-2"].sign, lines["D-2"].row.planned) == ("stop", "later")
    assert lines["D-2"].why.endswith("decide again")


def test_the_tip_of_a_row_says_what_repaying_returns_and_waiting_costs(sample_plan: Plan) -> None:
    # effort 12 / 0.75 = 16 pd; over 52 sprints (2.0 x 52 - 16) / 16 = 5.5; 2.0 pd x 6.5 x 620 = 8060 a quarter
    deploy = entry("D-1", principal=Spread.single(12.0), interest=Spread.single(2.0))
    line = lines_of(sample_plan, deploy)["D-1"]
    assert (line.roi, line.cost) == ("5.5", "€ 8.1 k")
    assert "returns 5.5 times its effort over 52 sprints" in line.about
    assert "Costs € 8.1 k a quarter" in line.about
    dull = entry("D-2", principal=Spread.single(12.0), interest=Spread.single(0.1))
    assert "does not pay back within 52 sprints" in lines_of(sample_plan, dull)["D-2"].about
    unpriced = replace(sample_plan, settings=replace(sample_plan.settings, cost_per_pd=None))
    assert lines_of(unpriced, deploy)["D-1"].cost == ""
