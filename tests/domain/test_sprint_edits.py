"""Edits of sprints: time order, one active sprint, and nothing changes a closed one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.domain.backlog import BacklogItem, Estimate, Status
from planner.domain.calendar import Period
from planner.domain.check import check_plan
from planner.domain.debt import DebtAllocation, DebtItem, Spread
from planner.domain.edits import (
    AddSprint,
    ChangeSprint,
    CloseSprint,
    ExcludeSprint,
    RemoveSprint,
    SetDelivery,
    SetSprintReserve,
    StartSprint,
)
from planner.domain.edits.sprints import next_sprints
from planner.domain.errors import ClosedSprintError, DuplicateError, InvalidValueError, UnknownReferenceError
from planner.domain.plan import Edit, Plan
from planner.domain.policy import ReserveException
from planner.domain.settings import PlanSettings
from planner.domain.sprint import DeliveryMeasures, Sprint, SprintActuals, SprintState
from planner.domain.team import CapacityOverride, Member, Team

FIRST = date(2026, 5, 4)


def sprint(number: int, **fields: object) -> Sprint:
    start = FIRST + timedelta(days=14 * (number - 1))
    base = Sprint(f"S{number}", f"S{number}", Period(start, start + timedelta(days=14)))
    return replace(base, **fields)  # type: ignore[arg-type]


CLOSED = sprint(1, state=SprintState.CLOSED, actuals=SprintActuals(20.0))
PLAN = Plan(
    team=Team(members=(Member("ada", "Ada"),)),
    sprints=(CLOSED, sprint(2), sprint(3)),
    backlog=(
        BacklogItem("A", "Done before", status=Status.DONE, sprint_id="S1"),
        BacklogItem("B", "Big", estimate=Estimate.single(5), sprint_id="S2"),
        BacklogItem("C", "Small", estimate=Estimate.single(3), sprint_id="S2", stretch=True, pinned=True),
        BacklogItem("D", "Unsized", sprint_id="S2"),
        BacklogItem("E", "Done", status=Status.DONE, estimate=Estimate.single(2), sprint_id="S2"),
        BacklogItem("F", "Gone", status=Status.GONE, sprint_id="S2"),
    ),
)


def sprints_of(plan: Plan) -> dict[str, str | None]:
    return {item.key: item.sprint_id for item in plan.backlog}


def test_sprints_stay_in_time_order_and_never_overlap() -> None:
    between = Sprint("S9", "Before all", Period(date(2026, 4, 1), date(2026, 4, 8)), reserve_share=0.2)
    assert AddSprint(between).apply(PLAN).sprints[0] == between
    crossing = Sprint("S9", "Crossing", Period(date(2026, 5, 20), date(2026, 5, 22)))
    for wrong in (crossing, replace(sprint(4), reserve_share=0.95), replace(sprint(4), state=SprintState.CLOSED)):
        with pytest.raises(InvalidValueError):
            AddSprint(wrong).apply(PLAN)
    with pytest.raises(DuplicateError):
        AddSprint(sprint(2)).apply(PLAN)


def test_a_sprint_changes_but_not_by_the_back_door() -> None:
    plan = ChangeSprint(replace(sprint(2), goal="Ship")).apply(PLAN)
    assert plan.sprint("S2").goal == "Ship"
    assert ChangeSprint(sprint(2)).apply(PLAN) is PLAN
    with pytest.raises(ClosedSprintError):
        ChangeSprint(replace(CLOSED, goal="New")).apply(PLAN)
    with pytest.raises(ClosedSprintError):
        ChangeSprint(replace(CLOSED, id="S2")).apply(PLAN)
    for wrong in (
        sprint(2, state=SprintState.ACTIVE),
        sprint(2, actuals=SprintActuals(1.0)),
        sprint(2, reserve_share=-0.1),
    ):
        with pytest.raises(InvalidValueError):
            ChangeSprint(wrong).apply(PLAN)


def test_a_removed_sprint_leaves_nothing_that_names_it() -> None:
    debt = DebtItem(
        "D-1",
        "Old",
        Spread.single(3),
        Spread.single(1),
        allocations=(DebtAllocation("S2", 1.0), DebtAllocation("S3", 1.0)),
    )
    overrides = (CapacityOverride("S2", "ada", 5.0, ""), CapacityOverride("S3", "ada", 5.0, ""))
    exceptions = (ReserveException("E1", "S2", 0.1, "why", "Ada"), ReserveException("E2", "S3", 0.1, "why", "Ada"))
    full = replace(PLAN, debt=(debt,), exceptions=exceptions, team=replace(PLAN.team, overrides=overrides))
    plan = RemoveSprint("S2").apply(full)
    assert check_plan(plan) == ()
    assert sprints_of(plan)["C"] is None
    assert (plan.item("C").pinned, plan.item("C").stretch) == (False, False)
    assert [part.sprint_id for part in plan.debt[0].allocations] == ["S3"]
    assert [entry.sprint_id for entry in plan.team.overrides] == ["S3"]
    assert [entry.sprint_id for entry in plan.exceptions] == ["S3"]
    assert RemoveSprint("S3").apply(PLAN).team is PLAN.team


def test_own_reserve_of_a_sprint_slides_in_one_step() -> None:
    edit = SetSprintReserve("S2", 0.3)
    plan = edit.apply(PLAN)
    assert (plan.sprint("S2").reserve_share, edit.merge_key) == (0.3, "reserve:S2")
    assert edit.apply(plan) is plan
    assert SetSprintReserve("S2", None).apply(plan) == PLAN


def test_start_freezes_the_commitment_without_stretch_and_done_work() -> None:
    # B 5 and D without a size: commitment 5.
    plan = StartSprint("S2", date(2026, 5, 18)).apply(PLAN)
    started = plan.sprint("S2")
    assert (started.state, started.commitment, started.committed_keys) == (SprintState.ACTIVE, 5.0, ("B", "D"))
    with pytest.raises(InvalidValueError):
        StartSprint("S3", date(2026, 6, 1)).apply(plan)


def test_close_freezes_actuals_and_carries_what_is_open() -> None:
    edit = CloseSprint("S2", SprintActuals(2.0), carry_to="S3", remaining=(("B", 1.5),))
    plan = edit.apply(PLAN)
    assert plan.sprint("S2").is_closed
    assert sprints_of(plan) == {"A": "S1", "B": "S3", "C": "S3", "D": "S3", "E": "S2", "F": "S2"}
    assert (plan.item("B").size, plan.item("B").sprint_history) == (1.5, ("S2",))
    assert plan.item("C").size == 3
    assert check_plan(plan) == ()
    again = CloseSprint("S3", SprintActuals(0.0)).apply(plan)
    assert sprints_of(again)["B"] is None
    assert again.item("B").sprint_history == ("S2", "S3")
    twice = replace(PLAN, backlog=(replace(PLAN.backlog[1], sprint_history=("S2",)),))
    assert CloseSprint("S2", SprintActuals(0.0)).apply(twice).item("B").sprint_history == ("S2",)


@pytest.mark.parametrize(
    "edit",
    [
        CloseSprint("S2", SprintActuals(-1.0)),
        CloseSprint("S2", SprintActuals(float("nan"))),
        CloseSprint("S2", SprintActuals(1.0), remaining=(("B", -2.0),)),
        CloseSprint("S2", SprintActuals(1.0), carry_to="S2"),
    ],
)
def test_a_close_with_impossible_figures_is_refused(edit: CloseSprint) -> None:
    with pytest.raises(InvalidValueError):
        edit.apply(PLAN)


def test_whatever_touches_a_closed_sprint_is_refused() -> None:
    edits: tuple[Edit, ...] = (
        RemoveSprint("S1"),
        SetSprintReserve("S1", 0.3),
        StartSprint("S1", FIRST),
        CloseSprint("S1", SprintActuals(1.0)),
        CloseSprint("S2", SprintActuals(1.0), carry_to="S1"),
    )
    for edit in edits:
        with pytest.raises(ClosedSprintError):
            edit.apply(PLAN)
    with pytest.raises(UnknownReferenceError):
        RemoveSprint("S77").apply(PLAN)


def test_a_closed_sprint_may_be_left_out_and_get_its_delivery_late() -> None:
    plan = ExcludeSprint("S1", " outage ").apply(PLAN)
    assert plan.sprints[0].actuals == replace(SprintActuals(20.0), excluded_because="outage")
    assert ExcludeSprint("S1", "outage").apply(plan) is plan
    measures = DeliveryMeasures(deployments=4, failed_change_share=0.25)
    late = SetDelivery("S1", measures).apply(plan)
    assert late.sprints[0].actuals == SprintActuals(20.0, excluded_because="outage", delivery=measures)
    assert SetDelivery("S1", measures).apply(late) is late
    edits: tuple[Edit, ...] = (
        ExcludeSprint("S2", "x"),
        SetDelivery("S2", measures),
        SetDelivery("S1", DeliveryMeasures(failed_change_share=2.0)),
    )
    for edit in edits:
        with pytest.raises(InvalidValueError):
            edit.apply(PLAN)


def test_next_sprints_continue_names_and_lengths() -> None:
    made = next_sprints(PLAN, 2)
    assert [entry.name for entry in made] == ["S4", "S5"]
    assert made[0].period == Period(date(2026, 6, 15), date(2026, 6, 29))
    assert made[1].period.start == date(2026, 6, 29)
    assert next_sprints(PLAN, 0) == ()


def test_next_sprints_keep_the_weekend_between_sprints() -> None:
    # Monday to Friday sprints of 12 days, 14 days from start to start.
    short = tuple(
        replace(entry, period=Period(entry.period.start, entry.period.start + timedelta(days=12)))
        for entry in (sprint(1), sprint(2))
    )
    made = next_sprints(replace(PLAN, sprints=short), 2)
    assert [entry.period.start for entry in made] == [date(2026, 6, 1), date(2026, 6, 15)]
    assert made[0].period.last_day == date(2026, 6, 12)


def test_next_sprints_do_not_repeat_a_long_pause_and_skip_taken_names() -> None:
    late = replace(sprint(4), id="S5", name="Sprint 9")
    paused = replace(PLAN, sprints=(sprint(1), late, replace(sprint(6), id="Sprint 11", name="Sprint 10")))
    (made,) = next_sprints(paused, 1)
    assert (made.name, made.period.start) == ("Sprint 12", sprint(7).period.start)


def test_the_first_sprints_of_a_plan_follow_the_settings() -> None:
    (first,) = next_sprints(Plan(), 1, start=date(2026, 5, 18))
    assert (first.name, first.period) == ("S1", Period(date(2026, 5, 18), date(2026, 6, 1)))
    three_weeks = Plan(settings=PlanSettings(sprint_days=15))
    assert [entry.period.start.day for entry in next_sprints(three_weeks, 2)] == [3, 24]
