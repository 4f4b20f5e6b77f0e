"""The reserve's ledger against the policy, worked by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.reserve.policy import (
    ReserveState,
    ReserveStatus,
    owed_after,
    proposed_share,
    reserve_share_of,
    reserve_status,
)
from planner.domain.calendar import Period
from planner.domain.plan import Plan
from planner.domain.policy import ReserveException, ReservePolicy
from planner.domain.sprint import Sprint, SprintActuals, SprintState

FIRST = date(2026, 1, 5)
TODAY = date(2026, 5, 15)
E4 = ((56.0, 14.0), (56.0, 6.0), (50.0, 12.0), (56.0, 10.0))


def closed(number: int, capacity: float | None, spent: float | None, planned: float | None = None) -> Sprint:
    start = FIRST + timedelta(days=14 * number)
    actuals = SprintActuals(completed=20.0, effective_pd=capacity, reserve_spent_pd=spent, reserve_planned_pd=planned)
    period = Period(start, start + timedelta(days=14))
    return Sprint(f"S{number}", f"S{number}", period, state=SprintState.CLOSED, actuals=actuals)


def plan_of(*history: tuple[float | None, float | None], coming: Sprint | None = None, **fields: object) -> Plan:
    sprints = tuple(closed(number, *entry) for number, entry in enumerate(history, start=1))
    return replace(Plan(sprints=(*sprints, *([coming] if coming else []))), **fields)  # type: ignore[arg-type]


def status_of(plan: Plan, *, next_pd: float = 56.0, today: date = TODAY) -> ReserveStatus:
    return reserve_status(plan, today=today, next_capacity_pd=next_pd)


def exception(sprint_id: str, **fields: object) -> ReserveException:
    base = ReserveException("E1", sprint_id, 0.10, reason="release", owner="Ada", mitigate_by=date(2026, 6, 30))
    return replace(base, **fields)  # type: ignore[arg-type]


def test_policy_example_e4() -> None:
    # rho = 42 / 218 = .1927. S: 0, 0 + 14 - 6 = 8, 8 + 12.5 - 12 = 8.5, 8.5 + 14 - 10 = 12.5, capped at
    # 4 x 0.05 x 56 = 11.2 (1.3 written off). Next = .25 + 11.2 / (2 x 56) = .35, clipped to .30.
    status = status_of(plan_of(*E4))
    assert status.rho is not None
    assert round(status.rho, 4) == 0.1927
    assert round(status.owed_pd, 4) == 11.2000
    assert round(status.proposed_share, 4) == 0.3000
    assert status.status is ReserveState.BREACH
    assert [round(row.owed_pd, 4) for row in status.rows] == [0.0, 8.0, 8.5, 11.2]
    assert round(status.written_off_pd, 4) == 1.3
    assert status.owed_since == "S2"


def test_ledger_says_what_was_planned_and_spent() -> None:
    plan = plan_of((56.0, 14.0), (50.0, 5.0))
    own = replace(plan.sprints[1], reserve_share=0.2)
    agreed = replace(
        plan.sprints[0], actuals=replace(plan.sprints[0].actuals or SprintActuals(0), reserve_planned_pd=7.0)
    )
    rows = status_of(replace(plan, sprints=(agreed, own))).rows
    assert [(row.planned_pd, row.share_planned) for row in rows] == [(7.0, 0.125), (10.0, 0.2)]
    assert [(row.spent_pd, row.share_spent) for row in rows] == [(14.0, 0.25), (5.0, 0.1)]


def test_a_single_thin_sprint_warns_while_the_window_is_fine() -> None:
    # (16 + 16 + 16 + 8) / 224 = .25, the last sprint 8 / 56 = .143.
    status = status_of(plan_of((56.0, 16.0), (56.0, 16.0), (56.0, 16.0), (56.0, 8.0)))
    assert status.status is ReserveState.WARN
    assert [row.status for row in status.rows[:3]] == [ReserveState.OK] * 3


def test_exactly_the_floor_is_fine() -> None:
    assert status_of(plan_of((50.0, 10.0))).status is ReserveState.OK


def test_a_valid_exception_of_the_sprint_turns_a_breach_into_a_warning() -> None:
    plan = plan_of(*E4, exceptions=(exception("S4"),))
    row = status_of(plan).rows[-1]
    assert (row.status, row.exception_valid, row.exception) == (ReserveState.WARN, True, plan.exceptions[0])


def test_an_expired_exception_is_a_breach_again() -> None:
    plan = plan_of(*E4, exceptions=(exception("S4", mitigate_by=date(2026, 5, 14)),))
    status = status_of(plan)
    assert status.status is ReserveState.BREACH
    assert (status.rows[-1].exception is None, status.rows[-1].exception_valid) == (False, False)
    assert status_of(plan, today=date(2026, 5, 14)).status is ReserveState.WARN
    mitigated = replace(plan, exceptions=(replace(plan.exceptions[0], done_on=date(2026, 5, 1)),))
    assert status_of(mitigated).status is ReserveState.WARN


def test_an_exception_covers_the_shortfall_of_its_own_sprint_only() -> None:
    # S2 spent 6 of 56. Lifted to the floor of 11.2 the window has 47.2 / 218 = .2165, above .20: warn.
    assert status_of(plan_of(*E4, exceptions=(exception("S2"),))).status is ReserveState.WARN
    # S3 spent 12 of 50, above the floor: its exception covers nothing.
    assert status_of(plan_of(*E4, exceptions=(exception("S3"),))).status is ReserveState.BREACH


def test_two_breaches_in_a_row_are_counted() -> None:
    status = status_of(plan_of((50.0, 12.5), (50.0, 2.0), (50.0, 2.0)))
    # rho: .25, .145, .11
    assert [row.status for row in status.rows] == [ReserveState.OK, ReserveState.BREACH, ReserveState.BREACH]
    assert status.breaches_in_a_row == 2


def test_unknown_is_not_zero() -> None:
    # S2 does not know what it spent, S3 not its capacity; only S1 counts.
    plan = plan_of((56.0, 14.0), (56.0, None), (None, 0.0))
    status = status_of(plan)
    assert [row.sprint_id for row in status.rows] == ["S1"]
    known = reserve_status(plan, today=TODAY, next_capacity_pd=56.0, capacity_pd={"S3": 40.0})
    assert [row.capacity_pd for row in known.rows] == [56.0, 40.0]


def test_without_history_the_target_is_proposed() -> None:
    status = status_of(Plan(), next_pd=0.0)
    assert (status.rho, status.owed_pd, status.owed_since) == (None, 0.0, "")
    assert (status.proposed_share, status.status, status.next_sprint_id) == (0.25, ReserveState.OK, "")


def test_what_is_repaid_is_owed_no_more() -> None:
    # 0 + 14 - 10 = 4 owed after S1, 4 + 14 - 20 < 0: nothing after S2, spent 20 / 56 above the ceiling.
    status = status_of(plan_of((56.0, 10.0), (56.0, 20.0)))
    assert [row.owed_pd for row in status.rows] == [4.0, 0.0]
    assert status.owed_since == ""
    assert [row.above_ceiling for row in status.rows] == [False, True]


def test_a_sprint_without_capacity_has_no_share() -> None:
    status = status_of(plan_of((0.0, 0.0)))
    assert (status.rows[0].share_spent, status.rows[0].status) == (0.0, ReserveState.BREACH)


@pytest.mark.parametrize(("share", "state"), [(0.10, "warn"), (0.35, "warn"), (0.20, "ok"), (0.30, "ok"), (None, "ok")])
def test_next_sprint_outside_the_band_warns_softly(share: float | None, state: str) -> None:
    coming = Sprint("S15", "S15", Period(date(2026, 5, 18), date(2026, 6, 1)), reserve_share=share)
    plan = plan_of((56.0, 14.0), coming=coming)
    assert status_of(plan).next_status == state
    assert status_of(plan).next_planned_share == reserve_share_of(plan, coming)
    excused = replace(plan, exceptions=(exception("S15"),))
    assert status_of(excused).next_status is ReserveState.OK


def test_what_the_pictures_say_about_the_next_sprint() -> None:
    # 3.4 owed, 32.15 pd next: .25 + 3.4 / 64.3 = .3029, clipped to .30. After 7.5 spent: 3.4 + 8.04 - 7.5 = 3.94 owed.
    policy = ReservePolicy()
    assert proposed_share(policy, owed_pd=3.4, capacity_pd=32.15) == 0.30
    owed, cut = owed_after(policy, owed_pd=3.4, capacity_pd=32.15, spent_pd=7.5)
    assert (round(owed, 1), cut) == (3.9, 0.0)


HISTORIES = st.lists(st.tuples(st.floats(0, 100), st.floats(0, 40)), max_size=12)


@given(history=HISTORIES, next_pd=st.floats(0, 100))
def test_proposed_share_stays_within_floor_and_ceiling(history: list[tuple[float, float]], next_pd: float) -> None:
    plan = plan_of(*history)
    status = status_of(plan, next_pd=next_pd)
    assert plan.policy.floor <= status.proposed_share <= plan.policy.ceiling
    assert all(0 <= row.owed_pd <= 4 * 0.05 * row.capacity_pd + 1e-9 for row in status.rows)


@given(history=HISTORIES.filter(bool), more=st.floats(0, 40))
def test_spending_more_never_owes_more(history: list[tuple[float, float]], more: float) -> None:
    capacity, spent = history[-1]
    richer = [*history[:-1], (capacity, spent + more)]
    assert status_of(plan_of(*richer)).owed_pd <= status_of(plan_of(*history)).owed_pd + 1e-9


def test_sprints_before_the_window_count_no_more() -> None:
    # S1 spent nothing; the last four spent 12 of 50 each: rho = .24.
    status = status_of(plan_of((50.0, 0.0), *[(50.0, 12.0)] * 4))
    assert status.rho == pytest.approx(0.24)
    assert [row.rolling_share for row in status.rows[:2]] == [0.0, 0.12]
