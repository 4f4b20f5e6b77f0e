from datetime import date

from planner.analysis.capacity.breakdown import capacity_of
from planner.analysis.reserve.policy import reserve_status
from planner.domain.backlog import Status
from planner.domain.check import check_plan
from planner.domain.plan import Plan
from planner.domain.snapshot import Snapshot
from sample_plan import build, later, open_work


def test_sample_plan_keeps_every_rule_of_a_plan() -> None:
    assert check_plan(build.build_plan()) == ()
    assert check_plan(later.build_later_plan()) == ()


def test_capacity_of_the_next_sprint_is_what_the_calendar_gives() -> None:
    plan = build.build_plan()
    steps = capacity_of(plan, plan.sprint("S15")).steps
    # 7 people x 10 days - 2 Fridays = 68; Whit Monday for six = 6; 3 + 1 + 0.5 + 2 days of leave = 6.5;
    # 10 duty days at half = 5; mentor 1 + 9 days x (1 - 0.4615) = 5.846; 44.654 x 0.28 = 12.503
    shown = [steps.calendar_pd, steps.holidays_pd, steps.leave_pd, steps.oncall_pd, steps.ramp_pd, steps.meetings_pd]
    assert [round(amount, 2) for amount in shown] == [68.0, 6.0, 6.5, 5.0, 5.85, 12.5]
    assert round(steps.effective_pd, 1) == 32.2


def test_capacity_falls_towards_the_summer() -> None:
    plan = build.build_plan()
    sizes = [round(capacity_of(plan, sprint).steps.effective_pd, 1) for sprint in plan.coming_sprints()]
    assert sizes == [32.2, 38.2, 36.9, 35.3, 32.2, 26.9]


def test_owed_reserve_follows_from_the_ledger() -> None:
    # S11 8.65 of 34.6, S12 3.2 of 28.8, S13 9.1 of 34.9, S14 8.15 of 31.7: 29.1 of 130 pd;
    # owed 0 + (7.2 - 3.2) + (8.725 - 9.1) + (7.925 - 8.15) = 3.4
    status = reserve_status(build.build_plan(), today=build.AS_OF, next_capacity_pd=32.15)
    assert status.rho is not None
    assert round(status.rho, 3) == 0.224
    assert round(status.owed_pd, 2) == 3.4
    assert status.proposed_share == 0.30


def test_closed_sprints_add_up_to_the_items_finished_in_them() -> None:
    plan = build.build_plan()
    for sprint in plan.closed_sprints():
        actuals = sprint.actuals
        assert actuals is not None
        sizes = [plan.item(key).size or 0.0 for key in actuals.completed_keys]
        assert sum(sizes) == actuals.completed
        assert None not in (actuals.committed, actuals.added, actuals.removed, actuals.re_estimated, actuals.carried)
        start = (actuals.committed or 0) + (actuals.added or 0) - (actuals.removed or 0) + (actuals.re_estimated or 0)
        assert start == actuals.completed + (actuals.carried or 0)


def test_milestones_stand_at_50_118_and_222_points() -> None:
    plan = build.build_plan()
    total = 0.0
    reached: dict[str, float] = {}
    for item in plan.backlog:
        total += (item.size or 0.0) if item.is_open else 0.0
        if item.milestone_id:
            reached[item.milestone_id] = total
    assert reached == {"sepa-pilot": 50.0, "refunds-v2": 118.0, "release-3": 222.0}
    assert total == 222.0


def test_three_of_the_first_twenty_items_have_no_estimate() -> None:
    first = build.build_plan().backlog[:20]
    assert [item.key for item in first if item.estimate is None] == ["PAY-244", "PAY-251", "PAY-252"]


def test_history_of_the_scope_is_in_the_snapshots() -> None:
    plan = build.build_plan()
    sums = [_scope(snapshot) for snapshot in plan.snapshots]
    # 522 + 26 direct debit + 18 instant + 55 payouts + 8 disputes = 629; the tracker still has PAY-219 at 5, not 8
    assert sums == [522.0, 548.0, 566.0, 621.0, 629.0, 626.0]


def test_a_week_later_thirteen_points_are_left() -> None:
    plan = later.build_later_plan()
    assert plan.sprint("S15").commitment == 23.0
    left = [_left(plan, snapshot) for snapshot in plan.snapshots if snapshot.taken_on >= date(2026, 5, 18)]
    assert left == [23.0, 20.0, 23.0, 18.0, 15.0, 15.0, 13.0]


def test_every_item_of_the_table_is_its_own() -> None:
    plan = build.build_plan()
    open_items = [item for item in plan.backlog if item.is_open]
    assert len(open_items) == 64 == len(open_work.BACKLOG_TEXT.strip().splitlines())


def _scope(snapshot: Snapshot) -> float:
    return sum(item.size or 0.0 for item in snapshot.items if item.status is not Status.CANCELLED)


def _left(plan: Plan, snapshot: Snapshot) -> float:
    outside = {item.key for item in plan.backlog if item.stretch} | {"PAY-233"}
    inside = (item for item in snapshot.items if item.sprint == "S15" and item.key not in outside)
    return sum(item.size or 0.0 for item in inside if item.status is not Status.DONE)
