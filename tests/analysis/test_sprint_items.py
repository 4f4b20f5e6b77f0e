"""What stands behind a mark of the Track page, and the figures beside the charts."""

from dataclasses import replace
from datetime import date

import pytest

from planner.analysis.scenes.burnup_chart import burnup_chart
from planner.analysis.scenes.delivery_chart import delivery_chart
from planner.analysis.scenes.scene import Line
from planner.analysis.tracking.burndown import burndown
from planner.analysis.tracking.figures import (
    closed_rows,
    comparison,
    delivery_headline,
    frozen_note,
    history_headline,
    snapshot_note,
    take_out,
)
from planner.analysis.tracking.items import items_behind
from planner.analysis.tracking.snapshot_now import snapshot_now
from planner.analysis.view import PlanView
from planner.domain.edits import ExcludeSprint, SetDelivery, TakeSnapshot
from planner.domain.plan import Plan
from planner.domain.sprint import DeliveryMeasures

TODAY = date(2026, 5, 26)


@pytest.fixture(scope="module")
def view(mid_sprint_plan: Plan) -> PlanView:
    return PlanView(mid_sprint_plan, today=TODAY)


def sizes(plan: Plan, ref: str) -> float:
    behind = items_behind(plan, (ref,), sprint_id="S15", today=TODAY)
    return sum(row.size or 0.0 for row in behind.rows)


def test_the_items_behind_each_step_of_the_bridge_add_up_to_it(mid_sprint_plan: Plan, view: PlanView) -> None:
    bridge = view.tracking.bridge("S15")
    assert sizes(mid_sprint_plan, "committed:S15") == bridge.committed
    assert sizes(mid_sprint_plan, "added:S15") == bridge.added
    assert sizes(mid_sprint_plan, "removed:S15") == -(bridge.removed or 0.0)
    assert sizes(mid_sprint_plan, "resized:S15") == bridge.re_estimated
    assert sizes(mid_sprint_plan, "done:S15") == bridge.done
    assert sizes(mid_sprint_plan, "left:S15") == bridge.left
    assert sizes(mid_sprint_plan, "sprint:S15") == bridge.scope


def test_done_and_left_are_told_apart(mid_sprint_plan: Plan) -> None:
    # Both are 13 points in S15: only the items tell which is which.
    done = items_behind(mid_sprint_plan, ("done:S15",), sprint_id="S15", today=TODAY)
    left = items_behind(mid_sprint_plan, ("left:S15",), sprint_id="S15", today=TODAY)
    assert {row.key for row in done.rows} == {"PAY-208", "PAY-214", "PAY-260"}
    assert {row.state for row in done.rows} == {"done"}
    assert "PAY-222" in {row.key for row in left.rows}
    assert "done" not in {row.state for row in left.rows}


def test_the_items_behind_a_day_add_up_to_the_point_of_the_burndown(mid_sprint_plan: Plan, view: PlanView) -> None:
    for point in view.tracking.burndown("S15").points[1:]:
        assert sizes(mid_sprint_plan, f"day:{point.day}") == point.left


def test_a_closed_sprint_lists_what_its_close_recorded(mid_sprint_plan: Plan) -> None:
    behind = items_behind(mid_sprint_plan, ("left:S14",), sprint_id="S15", today=TODAY)
    assert behind.sprint_id == "S14"
    assert {row.key for row in behind.rows} == {"PAY-231", "PAY-233"}
    assert {row.state for row in behind.rows} == {"carried over"}


def test_a_sprint_known_only_by_its_figures_says_so(mid_sprint_plan: Plan) -> None:
    sprints = tuple(
        replace(sprint, actuals=replace(sprint.actuals, completed_keys=(), carried_keys=()))
        if sprint.id == "S9" and sprint.actuals is not None
        else sprint
        for sprint in mid_sprint_plan.sprints
    )
    behind = items_behind(replace(mid_sprint_plan, sprints=sprints), ("sprint:S9",), sprint_id="S15", today=TODAY)
    assert behind.rows == ()
    assert behind.note == "Only the figures of S9 are known, not its items."


def test_the_burndown_of_a_closed_sprint_ends_with_the_frozen_figures(view: PlanView) -> None:
    shown = view.tracking.burndown("S14")
    # 29 completed and 4 carried over were frozen, whatever the last snapshot said.
    assert (shown.done, shown.left, shown.scope) == (29, 4, 33)
    assert shown.points[-1].position == len(shown.days)
    assert shown.now is None


def test_a_closed_sprint_without_a_known_rest_keeps_what_snapshots_say(view: PlanView) -> None:
    sprint = view.plan.sprint("S14")
    assert sprint.actuals is not None
    unknown = replace(sprint, actuals=replace(sprint.actuals, carried=None))
    plan = replace(view.plan, sprints=tuple(unknown if entry.id == "S14" else entry for entry in view.plan.sprints))
    shown = burndown(plan, unknown, view.capacity["S14"], today=TODAY)
    assert shown.points[-1].left == 2  # by the snapshot of 15 May


def test_the_reserve_of_a_closed_sprint_is_the_frozen_one(view: PlanView) -> None:
    progress = view.tracking.reserve_progress("S14")
    assert (progress.planned_pd, progress.spent_pd) == (8.9, 8.1)


def test_what_to_take_out_is_in_rank_order_and_goes_to_the_next_sprint(view: PlanView) -> None:
    advice = take_out(view, view.plan.sprint("S15"))
    assert advice is not None
    assert advice.title == "To be 85 % sure of Friday, take out 8 points"  # 3 + 5
    assert advice.rows == (("PAY-222", "Checkout error texts", "3"), ("PAY-226", "Ledger: idempotent posting", "5"))
    assert (advice.sprint_id, advice.sprint_name) == ("S16", "S16")
    assert take_out(view, view.plan.sprint("S14")) is None


def test_a_snapshot_by_hand_keeps_every_item_and_the_debt(mid_sprint_plan: Plan) -> None:
    taken = snapshot_now(mid_sprint_plan, today=TODAY)
    assert taken.source == "plan"
    assert [entry.key for entry in taken.items] == [item.key for item in mid_sprint_plan.backlog]
    assert taken.principal_pd is not None
    plan = TakeSnapshot(taken).apply(mid_sprint_plan)
    assert TakeSnapshot(snapshot_now(plan, today=TODAY)).apply(plan).snapshots == plan.snapshots


def test_notes_say_what_is_frozen_and_what_is_missing(view: PlanView) -> None:
    assert frozen_note(view.plan).startswith("Closed sprints are frozen: S1 to S14")
    assert frozen_note(Plan()) == ""
    assert snapshot_note(view, view.plan.sprint("S15")) == ""
    assert snapshot_note(view, view.plan.sprint("S13")).startswith("No snapshot was taken in S13")


def test_two_sprints_are_compared_measure_by_measure(view: PlanView) -> None:
    rows = {row.name: row for row in comparison(view, view.plan.sprint("S15"), view.plan.sprint("S14"))}
    assert (rows["Left or carried over"].first, rows["Left or carried over"].second) == ("13 points", "4 points")
    assert rows["Done per person-day"].second == "0.92"  # 29 / 31.5
    assert rows["Done per person-day"].first == "not known"  # it is not over


def test_a_sprint_left_out_is_named_in_the_history(mid_sprint_plan: Plan) -> None:
    plan = ExcludeSprint("S12", "the bank was down").apply(mid_sprint_plan)
    row = next(row for row in closed_rows(plan) if row.id == "S12")
    assert not row.counted
    assert row.note == "Left out: the bank was down"
    head = history_headline(PlanView(plan, today=TODAY))
    assert head.title == "The commitment was met in 4 of 14 sprints"
    assert head.subtitle.endswith("S12 left out of the forecast.")


def test_delivery_without_a_figure_is_a_gap_and_says_so(mid_sprint_plan: Plan) -> None:
    plan = SetDelivery("S13", DeliveryMeasures()).apply(mid_sprint_plan)
    view = PlanView(plan, today=TODAY)
    shown = delivery_chart(plan, view.tracking.all_delivery, "deployments")
    line = next(mark for mark in shown.marks if isinstance(mark, Line))
    assert line.ys[-2] is None
    assert delivery_headline(view).title == "11 deployments a sprint, own baseline 8"


def test_the_burnup_ends_where_the_work_of_the_closed_sprints_does(view: PlanView) -> None:
    shown = burnup_chart(view.tracking.burnup)
    done = next(mark for mark in shown.marks if isinstance(mark, Line) and mark.name == "done")
    # The sum of the completed work of the fourteen closed sprints.
    assert done.ys[-1] == sum(row.completed for row in view.tracking.velocity.closed)
    assert burnup_chart(None).empty
