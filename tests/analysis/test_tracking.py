"""Three snapshots of one sprint, worked by hand: added, removed, re-estimated, swapped, carried."""

from dataclasses import replace
from datetime import date

import pytest

from planner.analysis.capacity.breakdown import capacity_of
from planner.analysis.tracking.trends import (
    burndown,
    close_preview,
    debt_trend,
    delivery_trend,
    predictability,
    scope_bridge,
    velocity_chart,
)
from planner.domain.backlog import BacklogItem, Estimate, ItemKind, Status
from planner.domain.calendar import Holiday, HolidaySet, Period
from planner.domain.debt import DebtAllocation, DebtItem, DebtStatus, Spread
from planner.domain.edits import CloseSprint
from planner.domain.errors import ClosedSprintError
from planner.domain.plan import Plan
from planner.domain.snapshot import Snapshot, SnapshotItem
from planner.domain.sprint import DeliveryMeasures, Sprint, SprintActuals, SprintState
from planner.domain.team import Member, Team

START = date(2026, 6, 1)  # a Monday
RUNNING = Sprint(
    "S2",
    "S2",
    Period(START, date(2026, 6, 6)),  # five working days
    SprintState.ACTIVE,
    commitment=15.0,
    committed_keys=("A", "B", "C", "D"),
    started_on=START,
)
Row = tuple[str, float, Status]
TODO, DONE = Status.TODO, Status.DONE


def shot(day: int, *rows: Row, done_on: date | None = None) -> Snapshot:
    items = tuple(
        SnapshotItem(key, key, ItemKind.FEATURE, status, size, "S2", done_on if status is DONE else None)
        for key, size, status in rows
    )
    return Snapshot(f"s{day}", date(2026, 6, day), "test", items)


def item(row: Row) -> BacklogItem:
    key, size, status = row
    return BacklogItem(key, key, status=status, estimate=Estimate.single(size), sprint_id="S2")


# Committed: A 5, B 3, C 5, D 2 = 15. Tuesday: A done, E (4) comes, D (2) is swapped for F (2), C grows to 8.
# Thursday: B (3) leaves, E done.
MONDAY = shot(1, ("A", 5, TODO), ("B", 3, TODO), ("C", 5, TODO), ("D", 2, TODO))
TUESDAY = shot(2, ("A", 5, DONE), ("B", 3, TODO), ("C", 8, TODO), ("E", 4, TODO), ("F", 2, TODO))
END = (("A", 5, DONE), ("C", 8, TODO), ("E", 4, DONE), ("F", 2, TODO))
THURSDAY = shot(4, *END)
TEAM = Team(members=(Member("a", "Ada"), Member("b", "Bo")))
PLAN = Plan(
    team=TEAM,
    sprints=(RUNNING,),
    backlog=tuple(item(row) for row in END),
    snapshots=(MONDAY, TUESDAY, THURSDAY),
)
TODAY = date(2026, 6, 4)


def test_scope_bridge_adds_up_and_leaves_equal_swaps_out() -> None:
    bridge = scope_bridge(PLAN, RUNNING, today=TODAY)
    # 15 + 4 (E) - 3 (B) + 3 (C 5 to 8) = 19 = 9 done (A, E) + 10 left (C, F)
    assert (bridge.committed, bridge.added, bridge.removed, bridge.re_estimated) == (15, 4, 3, 3)
    assert (bridge.scope, bridge.done, bridge.left) == (19, 9, 10)
    assert [(swap.out_key, swap.in_key, swap.size) for swap in bridge.swaps] == [("D", "F", 2)]
    assert [change.key for change in bridge.came] == ["E"]
    assert [change.key for change in bridge.went] == ["B"]
    assert bridge.is_complete


def test_items_of_one_size_that_moved_at_different_times_are_no_swap() -> None:
    later = shot(4, ("A", 5, DONE), ("C", 8, TODO), ("E", 4, DONE), ("F", 2, TODO), ("G", 3, TODO))
    plan = replace(PLAN, snapshots=(MONDAY, TUESDAY, later), backlog=(*PLAN.backlog, item(("G", 3, TODO))))
    # B (3) and G (3) moved between the same two snapshots: a swap. D and F as before.
    assert {(swap.out_key, swap.in_key) for swap in scope_bridge(plan, RUNNING, today=TODAY).swaps} == {
        ("D", "F"),
        ("B", "G"),
    }
    # Where B left a snapshot earlier than G came, both count.
    early = shot(3, ("A", 5, DONE), ("C", 8, TODO), ("E", 4, TODO), ("F", 2, TODO))
    apart = replace(plan, snapshots=(MONDAY, TUESDAY, early, later))
    bridge = scope_bridge(apart, RUNNING, today=TODAY)
    assert {(swap.out_key, swap.in_key) for swap in bridge.swaps} == {("D", "F")}
    assert (bridge.added, bridge.removed) == (7, 3)


def test_an_item_that_came_and_went_counts_as_neither() -> None:
    between = shot(3, *END, ("X", 13, TODO))
    bridge = scope_bridge(replace(PLAN, snapshots=(MONDAY, TUESDAY, between, THURSDAY)), RUNNING, today=TODAY)
    assert (bridge.added, bridge.removed) == (4, 3)


def test_stretch_is_outside_the_scope_until_it_is_done() -> None:
    waiting = replace(item(("S", 2, TODO)), stretch=True)
    assert scope_bridge(replace(PLAN, backlog=(*PLAN.backlog, waiting)), RUNNING, today=TODAY).scope == 19
    pulled = replace(waiting, status=DONE)
    bridge = scope_bridge(replace(PLAN, backlog=(*PLAN.backlog, pulled)), RUNNING, today=TODAY)
    assert (bridge.added, bridge.done, bridge.scope) == (6, 11, 21)


def test_burndown_has_a_gap_where_no_snapshot_was_taken() -> None:
    chart = burndown(PLAN, RUNNING, capacity_of(PLAN, RUNNING), today=TODAY)
    # Start 15; end of Monday 15; Tuesday 3 + 8 + 4 + 2 = 17; Wednesday unknown; Thursday 8 + 2 = 10.
    assert [(point.position, point.left) for point in chart.points] == [(0, 15), (1, 15), (2, 17), (4, 10)]
    assert (chart.now, chart.day_number, chart.working_days) == (4, 4, 5)
    # Between Tuesday and Thursday B (3) left: marked, never hidden.
    assert [(mark.position, mark.amount) for mark in chart.marks] == [(2, 4), (4, -3)]


def test_days_between_snapshots_are_known_when_every_finish_has_its_date() -> None:
    first = shot(1, ("A", 5, TODO), ("B", 3, TODO))
    last = shot(4, ("A", 5, DONE), ("B", 3, TODO), done_on=date(2026, 6, 2))
    backlog = (replace(item(("A", 5, DONE)), done_on=date(2026, 6, 2)), item(("B", 3, TODO)))
    sprint = replace(RUNNING, commitment=8.0, committed_keys=("A", "B"))
    plan = replace(PLAN, sprints=(sprint,), snapshots=(first, last), backlog=backlog)
    chart = burndown(plan, sprint, capacity_of(plan, sprint), today=TODAY)
    # A was finished on Tuesday, scope stood still: 8 on Monday, 3 on Tuesday and Wednesday, 3 on Thursday.
    assert [(point.position, point.left) for point in chart.points] == [(0, 8), (1, 8), (2, 3), (3, 3), (4, 3)]
    assert [point.from_dates for point in chart.points] == [False, False, True, True, False]


def test_a_finish_without_a_date_leaves_the_days_between_unknown() -> None:
    first = shot(1, ("A", 5, TODO), ("B", 3, TODO))
    last = shot(4, ("A", 5, DONE), ("B", 3, TODO))
    sprint = replace(RUNNING, commitment=8.0, committed_keys=("A", "B"))
    plan = replace(PLAN, sprints=(sprint,), snapshots=(first, last), backlog=())
    chart = burndown(plan, sprint, capacity_of(plan, sprint), today=TODAY)
    assert [point.position for point in chart.points][:3] == [0, 1, 4]


def test_ideal_line_follows_the_people_who_are_there_and_is_level_on_a_holiday() -> None:
    holidays = HolidaySet("DE", "Berlin", (Holiday(date(2026, 6, 3), "Corpus Christi"),))
    members = (Member("a", "Ada", place="DE"), Member("b", "Bo", place="DE"))
    plan = replace(PLAN, team=Team(members=members, holiday_sets=(holidays,)))
    chart = burndown(plan, RUNNING, capacity_of(plan, RUNNING), today=TODAY)
    # 15 over four working days of two people: 11.25, 7.5, 7.5 on the holiday, 3.75, 0
    assert [day.ideal for day in chart.days] == pytest.approx([11.25, 7.5, 7.5, 3.75, 0.0])
    assert [day.off for day in chart.days] == ["", "", "Corpus Christi", "", ""]


def test_close_preview_freezes_what_the_bridge_shows() -> None:
    actuals = close_preview(PLAN, "S2", TODAY)
    assert [actuals.committed, actuals.added, actuals.removed, actuals.re_estimated] == [15, 4, 3, 3]
    assert [actuals.completed, actuals.carried, actuals.completed_items] == [9, 10, 2]
    assert [actuals.completed_keys, actuals.carried_keys] == [("A", "E"), ("C", "F")]
    # Two people, five days, focus 0.70.
    assert [actuals.available_pd, actuals.effective_pd] == pytest.approx([10.0, 7.0])


def test_reserve_spent_and_principal_flow_follow_the_debt_entries() -> None:
    debts = (
        DebtItem(
            "D1",
            "paid",
            Spread.single(3.0),
            Spread.single(0.5),
            status=DebtStatus.PAID,
            paid_on=date(2026, 6, 3),
            allocations=(DebtAllocation("S2", 4.0),),
        ),
        DebtItem(
            "D2",
            "half",
            Spread.single(6.0),
            Spread.single(0.5),
            registered_on=date(2026, 6, 2),
            paid_pd=3.0,
            allocations=(DebtAllocation("S2", 2.0),),
        ),
        DebtItem("D3", "not touched", Spread.single(5.0), Spread.single(0.1)),
    )
    actuals = close_preview(replace(PLAN, debt=debts), "S2", TODAY)
    # Spent: 4 x 1 + 2 x 3/6 = 5. Added 6 (D2). Stock now 3 + 5 = 8; before unknown, so paid in full: D1 with 3.
    assert actuals.reserve_spent_pd == pytest.approx(5.0)
    assert (actuals.principal_added_pd, actuals.principal_paid_pd, actuals.principal_pd) == (6.0, 3.0, 8.0)
    # With a known stock of 10 before: 10 + 6 - 8 = 8 went out.
    known = replace(MONDAY, principal_pd=10.0)
    again = close_preview(replace(PLAN, debt=debts, snapshots=(known, TUESDAY, THURSDAY)), "S2", TODAY)
    assert again.principal_paid_pd == pytest.approx(8.0)


def test_closed_sprint_is_frozen_whatever_is_imported_later() -> None:
    plan = CloseSprint("S2", close_preview(PLAN, "S2", TODAY)).apply(PLAN)
    before = scope_bridge(plan, plan.sprint("S2"), today=TODAY)
    late = shot(5, ("A", 50, TODO), ("Z", 99, TODO))
    after = replace(plan, snapshots=(*plan.snapshots, late), backlog=())
    assert scope_bridge(after, after.sprint("S2"), today=date(2026, 7, 1)) == before
    assert before.frozen
    assert (before.scope, before.done, before.left) == (19, 9, 10)
    with pytest.raises(ClosedSprintError):
        close_preview(plan, "S2", TODAY)


def closed(name: str, committed: float | None, completed: float, **more: object) -> Sprint:
    actuals = replace(SprintActuals(completed=completed, committed=committed), **more)  # type: ignore[arg-type]
    number = int(name[1:])
    period = Period(date(2026, 1, number * 2 - 1), date(2026, 1, number * 2 + 1))
    return Sprint(name, name, period, SprintState.CLOSED, actuals=actuals)


def test_velocity_rows_know_per_person_day_notes_and_kept_commitments() -> None:
    sprints = (
        closed("S1", 20, 20, effective_pd=40.0, note="Easter"),
        closed("S2", 20, 10, effective_pd=10.0, carried=10.0, note="Easter"),
        closed("S3", None, 15),
    )
    chart = velocity_chart(Plan(sprints=sprints), today=TODAY)
    # 20/40 = 0.5 and 10/10 = 1.0: fewer points, but twice as much per day there.
    assert [row.per_pd for row in chart.rows] == [0.5, 1.0, None]
    assert chart.notes == ("S1, S2: Easter",)
    record = predictability(chart)
    # S1 20/20 met, S2 10/20 not; median of 1.0 and 0.5
    assert (record.met, record.counted, record.ratio) == (1, 2, 0.75)


def test_debt_trend_says_since_when_the_stock_falls() -> None:
    stocks = (80.0, 96.0, 94.0, 90.0)
    sprints = tuple(closed(f"S{number}", 1, 1, principal_pd=stock) for number, stock in enumerate(stocks, start=1))
    assert debt_trend(Plan(sprints=sprints)).falling_since == "S2"
    assert debt_trend(Plan(sprints=sprints[:2])).falling_since == ""


def test_delivery_baseline_is_the_team_s_own_median_before_the_latest() -> None:
    measures = tuple(DeliveryMeasures(deployments=number) for number in (7, 9, None, 12))
    sprints = tuple(closed(f"S{number}", 1, 1, delivery=entry) for number, entry in enumerate(measures, start=1))
    line = delivery_trend(Plan(sprints=sprints)).lines[0]
    assert line.values == (7.0, 9.0, None, 12.0)
    # median of 7 and 9; the sprint without a figure is unknown, not zero
    assert (line.latest, line.baseline) == (12.0, 8.0)


def test_mid_sprint_sample_stands_as_its_events_say(mid_sprint_plan: Plan) -> None:
    today = mid_sprint_plan.settings.as_of
    assert today is not None
    sprint = mid_sprint_plan.sprint("S15")
    bridge = scope_bridge(mid_sprint_plan, sprint, today=today)
    # 23 + 3 (PAY-260) - 2 (PAY-261 moved out) + 2 (PAY-217 from 3 to 5) = 26 = 13 done + 13 left
    assert (bridge.committed, bridge.added, bridge.removed, bridge.re_estimated) == (23, 3, 2, 2)
    assert (bridge.done, bridge.left) == (13, 13)
    # PAY-233 went and PAY-259 came on one day, both stretch.
    assert [(swap.out_key, swap.in_key, swap.size) for swap in bridge.swaps] == [("PAY-233", "PAY-259", 2)]
    chart = burndown(mid_sprint_plan, sprint, capacity_of(mid_sprint_plan, sprint), today=today)
    assert [point.left for point in chart.points] == [23, 23, 20, 23, 18, 15, 15, 13]
    assert (chart.day_number, chart.working_days) == (6, 9)
