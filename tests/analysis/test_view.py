"""The view computes each figure once and reuses what a change cannot have touched."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from planner.analysis.view import PlanView
from planner.domain.backlog import BacklogItem, Estimate, ItemKind, Status
from planner.domain.calendar import Period
from planner.domain.edits import (
    AddItem,
    AddMember,
    PutException,
    RenamePlan,
    SetAvailability,
    SetOverheads,
    SetSprintReserve,
)
from planner.domain.errors import PlannerError
from planner.domain.plan import Plan
from planner.domain.policy import ReserveException
from planner.domain.settings import PlanSettings
from planner.domain.sprint import Sprint, SprintActuals, SprintState
from planner.domain.team import Member, Overheads, Team
from tests.edit_maker import EditMaker, starting_plan

TODAY = date(2026, 5, 15)
S1 = Sprint("S1", "S1", Period(date(2026, 5, 4), date(2026, 5, 18)), SprintState.CLOSED, actuals=SprintActuals(20.0))
S2 = Sprint("S2", "S2", Period(date(2026, 5, 18), date(2026, 6, 1)))
PLAN = Plan(team=Team(members=(Member("a", "Ada", skills=("web",)),)), sprints=(S1, S2))


def test_figures_are_computed_once() -> None:
    view = PlanView(PLAN, today=TODAY)
    assert view.capacity is view.capacity
    assert list(view.capacity) == ["S1", "S2"]
    assert view.next_sprint is S2
    assert view.active_sprint is None
    assert view.reserve.next_sprint_id == "S2"


def test_ledger_takes_unknown_capacity_from_the_calendar() -> None:
    spent = replace(S1, actuals=SprintActuals(20.0, reserve_spent_pd=1.0))
    view = PlanView(replace(PLAN, sprints=(spent, S2)), today=TODAY)
    # One person, 10 days, focus 0.70.
    assert view.reserve.rows[0].capacity_pd == 7.0


def test_plan_without_sprints_has_no_next_one() -> None:
    view = PlanView(Plan(), today=TODAY)
    assert view.next_sprint is None
    assert view.reserve.proposed_share == 0.25
    assert view.skill_holes == ()


def test_loads_and_holes_come_from_the_same_capacity() -> None:
    item = BacklogItem("A", "Item", sprint_id="S2", skills=("infra",))
    view = PlanView(replace(PLAN, backlog=(item,)), today=TODAY)
    assert view.loads("S2", pd_per_unit=0.5)[0].effective_pd == view.capacity["S2"].steps.effective_pd
    assert [hole.skill for hole in view.skill_holes] == ["infra"]


def test_successor_keeps_capacity_unless_its_inputs_changed() -> None:
    view = PlanView(PLAN, today=TODAY)
    before, ledger = view.capacity, view.reserve
    renamed = view.successor(RenamePlan("Other").apply(PLAN))
    assert renamed.capacity is before
    assert renamed.reserve is ledger
    assert view.successor(AddItem(BacklogItem("A", "Item")).apply(PLAN)).capacity is before
    assert view.successor(AddMember(Member("b", "Bo")).apply(PLAN)).capacity is not before
    assert view.successor(SetSprintReserve("S2", 0.3).apply(PLAN)).capacity is not before
    granted = view.successor(PutException(ReserveException("E", "S2", 0.1, "why", "Ada")).apply(PLAN))
    assert granted.capacity is before
    assert granted.reserve is not ledger


def test_successor_of_an_untouched_view_computes_nothing() -> None:
    assert "capacity" not in PlanView(PLAN, today=TODAY).successor(PLAN).__dict__
    view = PlanView(PLAN, today=TODAY)
    assert view.capacity
    assert "reserve" not in view.successor(PLAN).__dict__


def test_leave_in_one_sprint_leaves_the_capacity_of_the_others() -> None:
    view = PlanView(PLAN, today=TODAY)
    first = view.capacity["S1"]
    ill = SetAvailability("a", Period(date(2026, 5, 20), date(2026, 5, 22)), 1.0)
    changed = view.successor(ill.apply(PLAN))
    assert changed.capacity["S1"] is first
    # Ten days less two of leave at focus 0.70: 8 x 0.70 = 5.6.
    assert changed.capacity["S2"].steps.effective_pd == pytest.approx(5.6)


def test_leave_across_two_sprints_touches_both_and_a_return_too() -> None:
    view = PlanView(PLAN, today=TODAY)
    assert view.capacity
    away = SetAvailability("a", Period(date(2026, 5, 14), date(2026, 5, 20)), 1.0).apply(PLAN)
    then = view.successor(away)
    back = then.successor(SetAvailability("a", Period(date(2026, 5, 14), date(2026, 5, 20)), 0.0).apply(away))
    fresh = PlanView(away, today=TODAY)
    assert {name: entry.steps for name, entry in then.capacity.items()} == {
        name: entry.steps for name, entry in fresh.capacity.items()
    }
    assert [entry.steps for entry in back.capacity.values()] == [entry.steps for entry in view.capacity.values()]


def test_a_change_of_overheads_touches_every_sprint() -> None:
    view = PlanView(PLAN, today=TODAY)
    before = view.capacity
    changed = view.successor(SetOverheads(Overheads(focus=0.5)).apply(PLAN))
    assert all(changed.capacity[name] is not before[name] for name in before)


def figures(view: PlanView) -> dict[str, object]:
    """Return everything a successor may keep, as values that can be compared."""
    forecast = view.forecast_if_any
    capacity = {key: (entry.steps, entry.reserve_share, entry.there_by_day) for key, entry in view.capacity.items()}
    return {
        "capacity": capacity,
        "reserve": view.reserve,
        "usual": (view.usual_capacity_pd, view.reserve_share),
        "forecast": forecast and (forecast.finish, forecast.next_sprint, forecast.milestones, forecast.item_dates),
        "planned": forecast and (forecast.planned, forecast.warnings),
        "records": view.records,
        "drivers": view.drivers,
        "parameters": view.parameters,
        "thresholds": view.thresholds,
        "register": view.register,
        "loads": view.person_loads,
        "holes": view.skill_holes,
        "outlooks": view.outlooks,
        "last": view.last_milestone,
    }


def quick(plan: Plan) -> Plan:
    """Return a plan that is forecast in a few milliseconds; the same one when it already is."""
    settings = plan.settings
    if settings.trials == 200 and not settings.debt_parameters:
        return plan
    return replace(plan, settings=replace(settings, trials=200, debt_parameters=()))


@pytest.mark.parametrize("seed", range(40))
def test_what_a_successor_keeps_is_what_a_fresh_view_finds(seed: int) -> None:
    maker = EditMaker(seed)
    plan = quick(starting_plan())
    view = PlanView(plan, today=TODAY)
    for _ in range(4):
        assert figures(view)
        try:
            plan = quick(maker.edit(plan).apply(plan))
        except PlannerError:
            continue
        view = view.successor(plan)
        assert figures(view) == figures(PlanView(plan, today=TODAY))


@pytest.mark.parametrize(
    "change",
    [{"title": "Other"}, {"assignees": ("a",)}, {"skills": ("web",)}, {"depends_on": ("B",)}, {"labels": ("x",)},
     {"note": "n"}, {"priority": "high"}, {"components": ("core",)}, {"pinned": True}, {"url": "u"}],
)  # fmt: skip
def test_a_forecast_stays_when_only_words_people_or_marks_of_items_change(change: dict[str, Any]) -> None:
    item = BacklogItem("A", "Item", estimate=Estimate.single(3.0))
    plan = replace(PLAN, backlog=(item,), settings=PlanSettings(velocity=20.0, trials=200))
    view = PlanView(plan, today=TODAY)
    before = view.forecast
    after = view.successor(replace(plan, backlog=(replace(item, **change),)))
    assert after.forecast is before


@pytest.mark.parametrize(
    "change",
    [{"estimate": Estimate.single(5.0)}, {"remaining": 1.0}, {"status": Status.DONE}, {"kind": ItemKind.EPIC},
     {"milestone_id": "M"}, {"sprint_id": "S2"}, {"sprint_id": "S2", "stretch": True},
     {"epic": "E"}, {"due_on": TODAY}, {"kind": ItemKind.EPIC, "title": "Other"}],
)  # fmt: skip
def test_a_forecast_is_made_anew_when_the_open_work_changes(change: dict[str, Any]) -> None:
    item = BacklogItem("A", "Item", estimate=Estimate.single(3.0))
    plan = replace(PLAN, backlog=(item,), settings=PlanSettings(velocity=20.0, trials=200))
    view = PlanView(plan, today=TODAY)
    before = view.forecast
    after = view.successor(replace(plan, backlog=(replace(item, **change),)))
    assert after.forecast is not before
    assert view.successor(replace(plan, backlog=())).forecast is not before


def test_sprints_behind_the_plan_are_worked_out_once_and_again_after_leave_in_them() -> None:
    book = PlanView(PLAN, today=TODAY).capacity
    later = Sprint("S3", "S3", Period(date(2026, 6, 1), date(2026, 6, 15)))
    first = book.beyond(later)
    assert book.beyond(later) is first
    assert list(book) == ["S1", "S2"]
    assert book.apart_from([Period(date(2026, 5, 20), date(2026, 5, 21))]).kept_beyond() == {later: first}
    assert book.apart_from([Period(date(2026, 6, 2), date(2026, 6, 3))]).kept_beyond() == {}
