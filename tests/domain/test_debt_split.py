"""Splitting a debt entry: equal parts, the same sums, the first one keeps what was there."""

from dataclasses import replace
from datetime import date
from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.calendar import Period
from planner.domain.debt import Deadline, DebtAllocation, DebtItem, Spread
from planner.domain.debt_split import MOST_PARTS, parts_needed, split_debt_edit
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint

SPRINTS = tuple(
    Sprint(f"S{number}", f"S{number}", Period(date(2026, number, 1), date(2026, number, 15))) for number in range(1, 5)
)
BIG = DebtItem(
    "D-01", "Ledger god module", Spread(24.0, 12.0, 48.0), Spread(0.6, 0.3, 1.2), component="ledger",
    deadline=Deadline(date(2026, 9, 30)), item_keys=("PAY-1",),
    allocations=(DebtAllocation("S1", 6.0), DebtAllocation("S2", 3.0, pinned=True)),
)  # fmt: skip
PLAN = Plan(sprints=SPRINTS, debt=(BIG,))


def test_three_parts_of_eight_days() -> None:
    plan = split_debt_edit(PLAN, "D-01", 3).apply(PLAN)
    assert [(entry.id, entry.title) for entry in plan.debt] == [
        ("D-01", "Ledger god module (1 of 3)"),
        ("D-02", "Ledger god module (2 of 3)"),
        ("D-03", "Ledger god module (3 of 3)"),
    ]
    # 24 (12 to 48) / 3 and 0.6 (0.3 to 1.2) / 3
    for entry in plan.debt:
        assert (entry.principal.p10, entry.principal.p50, entry.principal.p90) == pytest.approx((4.0, 8.0, 16.0))
        assert (entry.interest.p10, entry.interest.p50, entry.interest.p90) == pytest.approx((0.1, 0.2, 0.4))
        assert entry.deadline == BIG.deadline
        assert entry.component == "ledger"
    assert [entry.item_keys for entry in plan.debt] == [("PAY-1",), (), ()]


def test_planned_days_are_dealt_out_in_the_order_of_the_sprints() -> None:
    plan = split_debt_edit(PLAN, "D-01", 3).apply(PLAN)
    # 9 planned days, 3 for each part: S1 has 6, so parts 1 and 2; S2 has 3, so part 3, still pinned
    dealt = [[(part.sprint_id, part.effort_pd, part.pinned) for part in entry.allocations] for entry in plan.debt]
    assert dealt == [[("S1", 3.0, False)], [("S1", 3.0, False)], [("S2", 3.0, True)]]


def test_what_was_repaid_stays_with_the_first_part() -> None:
    half = replace(BIG, paid_pd=12.0)
    plan = split_debt_edit(replace(PLAN, debt=(half,)), "D-01", 2).apply(replace(PLAN, debt=(half,)))
    first, second = plan.debt
    # 12 pd are open: 6 in each part; part 1 carries the 12 repaid on top, so its P50 is 18
    assert (first.principal.p50, first.paid_pd, first.open_principal_pd) == pytest.approx((18.0, 12.0, 6.0))
    assert (second.principal.p50, second.paid_pd) == pytest.approx((6.0, 0.0))
    # open interest 0.6 x 12/24 = 0.3: 0.15 in each; part 1 is a third open, so it carries 0.45 as a whole
    assert (first.interest.p50, second.interest.p50) == pytest.approx((0.45, 0.15))


@given(
    principal=st.floats(0.5, 500),
    interest=st.floats(0, 20),
    paid=st.floats(0, 0.95),
    days=st.lists(st.floats(0.1, 30), max_size=4),
    parts=st.integers(2, MOST_PARTS),
)
def test_nothing_is_added_and_nothing_is_lost(
    principal: float, interest: float, paid: float, days: list[float], parts: int
) -> None:
    given_days = tuple(DebtAllocation(f"S{place}", effort) for place, effort in enumerate(days, start=1))
    debt = DebtItem(
        "D-01", "x", Spread(principal, principal / 2, principal * 2), Spread(interest, interest / 2, interest * 2),
        paid_pd=principal * paid, allocations=given_days,
    )  # fmt: skip
    plan = Plan(sprints=SPRINTS, debt=(debt,))
    after = split_debt_edit(plan, "D-01", parts).apply(plan)
    assert fsum(entry.open_principal_pd for entry in after.debt) == pytest.approx(debt.open_principal_pd)
    open_interest = [entry.interest.p50 * entry.open_principal_pd / entry.principal.p50 for entry in after.debt]
    assert fsum(open_interest) == pytest.approx(interest * (1 - paid))
    for place, effort in enumerate(days, start=1):
        kept = [part.effort_pd for entry in after.debt for part in entry.allocations if part.sprint_id == f"S{place}"]
        assert fsum(kept) == pytest.approx(effort)
    assert len({entry.id for entry in after.debt}) == parts


@pytest.mark.parametrize("parts", [0, 1, MOST_PARTS + 1])
def test_a_split_into_one_or_too_many_is_refused(parts: int) -> None:
    with pytest.raises(InvalidValueError):
        split_debt_edit(PLAN, "D-01", parts)


def test_what_is_repaid_cannot_be_split() -> None:
    plan = replace(PLAN, debt=(replace(BIG, paid_pd=24.0),))
    with pytest.raises(InvalidValueError):
        split_debt_edit(plan, "D-01", 2)


@given(effort=st.floats(0.1, 200), reserve=st.floats(1, 50))
def test_as_many_parts_as_fit_one_sprint_each(effort: float, reserve: float) -> None:
    parts = parts_needed(effort, reserve_pd=reserve)
    assert parts == MOST_PARTS or effort / parts <= reserve * (1 + 1e-9)
