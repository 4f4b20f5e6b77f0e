"""The interest meter: surplus of working days per estimate in indebted components, with its range."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.debt.interest_meter import interest_meter, working_days
from planner.domain.backlog import BacklogItem, Estimate, ItemKind, Status
from planner.domain.calendar import WeekPattern
from planner.domain.debt import DebtItem, DebtStatus, Spread
from planner.domain.plan import Plan
from planner.domain.settings import PlanSettings, Unit

MONDAY = date(2026, 5, 4)
DEBT = DebtItem("D-1", "x", Spread.single(5.0), Spread.single(0.5), component="Ledger")


def done(key: str, component: str, *, days: int, points: float = 1.0) -> BacklogItem:
    """Return an item of a number of working days that starts on a Monday, at most five."""
    return BacklogItem(
        key, key, status=Status.DONE, estimate=Estimate.single(points), components=(component,) if component else (),
        started_on=MONDAY, done_on=MONDAY + timedelta(days=days - 1),
    )  # fmt: skip


def plan_of(*items: BacklogItem, debt: tuple[DebtItem, ...] = (DEBT,)) -> Plan:
    return Plan(backlog=items, debt=debt)


SLOW = tuple(done(f"L{n}", "ledger", days=3) for n in range(6))
FAST = tuple(done(f"W{n}", "web", days=2) for n in range(6))


def test_three_days_against_two_are_half_as_long_again() -> None:
    found = interest_meter(plan_of(*SLOW, *FAST))
    assert found.whole is not None
    # every item of a group is alike, so drawing them anew changes nothing: 3/2 - 1 = 0.5, without spread
    assert (found.whole.low, found.whole.middle, found.whole.high) == pytest.approx((0.5, 0.5, 0.5))
    assert found.whole.chance_longer == 1.0
    assert found.whole.is_clear
    assert [(entry.component, entry.items) for entry in found.by_component] == [("Ledger", 6)]


def test_the_estimate_is_what_days_are_measured_against() -> None:
    large = tuple(done(f"L{n}", "ledger", days=4, points=2.0) for n in range(5))
    found = interest_meter(plan_of(*large, *FAST))
    assert found.whole is not None
    assert found.whole.middle == pytest.approx(0.0)  # 4 days / 2 points against 2 days / 1 point


def test_a_spread_history_has_a_range_around_its_middle() -> None:
    mixed = tuple(done(f"L{n}", "ledger", days=1 + n % 5) for n in range(15))
    found = interest_meter(plan_of(*mixed, *FAST)).whole
    assert found is not None
    assert found.low < found.middle < found.high


@pytest.mark.parametrize(
    ("items", "marked", "others"),
    [((*SLOW[:4], *FAST), 4, 6), ((*SLOW, *FAST[:4]), 6, 4), ((), 0, 0)],
)
def test_too_few_items_say_nothing(items: tuple[BacklogItem, ...], marked: int, others: int) -> None:
    found = interest_meter(plan_of(*items))
    assert (found.whole, found.by_component, found.marked, found.others) == (None, (), marked, others)


def test_only_finished_work_with_dates_size_and_component_counts() -> None:
    odd = (
        replace(SLOW[0], key="a", status=Status.TODO),
        replace(SLOW[0], key="b", started_on=None),
        replace(SLOW[0], key="c", estimate=None),
        replace(SLOW[0], key="d", estimate=Estimate.single(0.0)),
        replace(SLOW[0], key="e", kind=ItemKind.DEBT),
        replace(SLOW[0], key="f", done_on=MONDAY - timedelta(days=1)),
        done("g", "", days=3),
    )
    found = interest_meter(plan_of(*SLOW, *FAST, *odd))
    assert (found.marked, found.others) == (6, 6)


def test_paid_debt_marks_nothing() -> None:
    assert interest_meter(plan_of(*SLOW, *FAST, debt=(replace(DEBT, status=DebtStatus.PAID),))).marked == 0


def test_counted_items_need_no_estimate() -> None:
    unsized = tuple(replace(item, estimate=None) for item in (*SLOW, *FAST))
    plan = replace(plan_of(*unsized), settings=PlanSettings(unit=Unit.ITEMS))
    found = interest_meter(plan).whole
    assert found is not None
    assert found.middle == pytest.approx(0.5)


def test_a_week_without_working_days_counts_calendar_days() -> None:
    assert working_days(MONDAY, MONDAY + timedelta(days=6), WeekPattern((0.0,) * 7)) == 7


@given(st.lists(st.integers(1, 5), min_size=5, max_size=12), st.lists(st.integers(1, 5), min_size=5, max_size=12))
def test_swapping_the_groups_turns_the_surplus_round(first: list[int], second: list[int]) -> None:
    one = tuple(done(f"a{n}", "ledger", days=days) for n, days in enumerate(first))
    two = tuple(done(f"b{n}", "web", days=days) for n, days in enumerate(second))
    other = replace(DEBT, component="web")
    there, back = (interest_meter(plan_of(*one, *two, debt=(debt,)), trials=50).whole for debt in (DEBT, other))
    assert there is not None
    assert back is not None
    assert (1 + there.middle) * (1 + back.middle) == pytest.approx(1.0)
