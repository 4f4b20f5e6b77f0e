from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication

from planner.document.edit_history import UNDO_LIMIT, EditHistory
from planner.domain.backlog import Status
from planner.domain.edits import (
    AddMember,
    MoveItems,
    PromoteScenario,
    PutScenario,
    RankItems,
    RemoveScenario,
    RenamePlan,
    SetEstimate,
    SetPolicy,
    SetSprintReserve,
    SetStatus,
)
from planner.domain.edits.plan import replay
from planner.domain.errors import InvalidValueError, PlannerError, UnknownReferenceError
from planner.domain.plan import Plan, Scenario
from planner.domain.policy import ReservePolicy
from planner.domain.team import Member
from tests.edit_maker import EditMaker, starting_plan


@pytest.fixture
def history(qapp: QCoreApplication) -> EditHistory:
    return EditHistory(starting_plan(), describe=lambda edit, _: f"<{type(edit).__name__}>")


@pytest.fixture
def told(history: EditHistory) -> list[frozenset[str]]:
    changes: list[frozenset[str]] = []
    history.plan_changed.connect(changes.append)
    return changes


def test_an_edit_changes_the_plan_and_names_the_fields(history: EditHistory, told: list[frozenset[str]]) -> None:
    assert history.apply(SetStatus("PAY-2", Status.DONE))
    assert history.plan.item("PAY-2").status is Status.DONE
    assert told == [frozenset({"backlog"})]
    assert history.undo_stack.undoText() == "<SetStatus>"


def test_a_refused_edit_changes_nothing_and_leaves_no_step(history: EditHistory, told: list[frozenset[str]]) -> None:
    before = history.plan
    with pytest.raises(UnknownReferenceError):
        history.apply(SetStatus("nobody", Status.DONE))
    with pytest.raises(InvalidValueError):
        history.apply(RenamePlan(" "))
    assert history.plan is before
    assert (history.undo_stack.count(), told) == (0, [])


def test_an_edit_that_changes_nothing_leaves_no_step(history: EditHistory, told: list[frozenset[str]]) -> None:
    assert not history.apply(RenamePlan(history.plan.name))
    assert not history.apply(RankItems(("PAY-1",), before="PAY-2"))
    assert (history.undo_stack.count(), told) == (0, [])


@pytest.mark.parametrize("seed", range(3))
def test_300_edits_undone_are_the_same_plans_and_redone_are_equal(qapp: QCoreApplication, seed: int) -> None:
    history, maker = EditHistory(starting_plan()), EditMaker(seed)
    history.undo_stack.clear()
    history.undo_stack.setUndoLimit(0)
    trail = [history.plan]
    for _ in range(300):
        try:
            made = history.apply(maker.edit(history.plan))
        except PlannerError:
            continue
        count = history.undo_stack.count()
        if made:
            trail[count:] = [history.plan]
    assert len(trail) == history.undo_stack.count() + 1 > 150
    for plan in reversed(trail[:-1]):
        history.undo_stack.undo()
        assert history.plan is plan
    for plan in trail[1:]:
        history.undo_stack.redo()
        assert history.plan is plan


def test_undo_and_redo_tell_what_differs(history: EditHistory, told: list[frozenset[str]]) -> None:
    history.apply(AddMember(Member("z", "Zoe")))
    history.undo_stack.undo()
    history.undo_stack.redo()
    assert told == [frozenset({"team"})] * 3


def test_a_drag_is_one_step(history: EditHistory) -> None:
    before = history.plan
    for step in range(1, 60):
        history.apply(SetSprintReserve("S2", step / 100))
    assert history.undo_stack.count() == 1
    history.undo_stack.undo()
    assert history.plan is before


def test_a_drag_back_to_the_start_leaves_no_step(history: EditHistory) -> None:
    history.apply(RenamePlan("kept"))
    before = history.plan
    history.apply(SetSprintReserve("S2", 0.3))
    history.apply(SetSprintReserve("S2", None))
    assert history.plan is before
    assert history.undo_stack.count() == 1
    assert not history.undo_stack.canRedo()
    history.apply(SetSprintReserve("S2", 0.25))
    assert history.undo_stack.count() == 2


def test_drags_of_two_things_are_two_steps(history: EditHistory) -> None:
    history.apply(SetSprintReserve("S2", 0.3))
    history.apply(SetPolicy(ReservePolicy(target=0.3)))
    history.apply(SetSprintReserve("S2", 0.4))
    assert history.undo_stack.count() == 3


def test_the_stack_is_as_deep_as_it_says(history: EditHistory) -> None:
    for number in range(UNDO_LIMIT + 20):
        history.apply(RenamePlan(f"name {number}"))
    assert history.undo_stack.count() == UNDO_LIMIT
    while history.undo_stack.canUndo():
        history.undo_stack.undo()
    assert history.plan.name == "name 19"


def test_a_slot_may_apply_the_next_edit(history: EditHistory) -> None:
    def answer(_: object) -> None:
        if history.plan.name == "one":
            history.apply(RenamePlan("two"))

    history.plan_changed.connect(answer)
    history.apply(RenamePlan("one"))
    assert history.plan.name == "two"
    history.plan_changed.disconnect(answer)
    history.undo_stack.undo()
    assert history.plan.name == "one"
    history.undo_stack.undo()
    assert history.plan == starting_plan()


def test_the_view_is_made_once_for_each_plan(history: EditHistory) -> None:
    first = history.view
    assert history.view is first
    assert first.today == date(2026, 1, 20)  # the plan is read at a fixed day
    history.apply(RenamePlan("other"))
    assert history.view is not first
    assert history.view.plan is history.plan


class TestScenario:
    def test_edits_go_into_the_active_scenario_and_the_plan_stays(self, history: EditHistory) -> None:
        before = history.stored_plan
        history.activate_scenario("w1")
        history.apply(SetEstimate("PAY-2", None))
        history.apply(MoveItems(("00017",), "S2"))
        stored = history.stored_plan
        assert stored.backlog is before.backlog
        assert stored.scenarios[0].edits[1:] == (SetEstimate("PAY-2", None), MoveItems(("00017",), "S2"))
        assert history.plan.item("PAY-2").estimate is None
        assert history.plan.member("new").name == "New"
        assert history.plan == replay(stored, stored.scenarios[0])

    def test_undo_takes_the_edit_out_of_the_scenario(self, history: EditHistory) -> None:
        history.activate_scenario("w1")
        shown, stored = history.plan, history.stored_plan
        history.apply(SetEstimate("PAY-2", None))
        history.undo_stack.undo()
        assert (history.plan, history.stored_plan) == (shown, stored)
        assert history.active_scenario == "w1"
        history.undo_stack.redo()
        assert history.plan.item("PAY-2").estimate is None

    def test_leaving_the_scenario_shows_the_plan_again(self, history: EditHistory, told: list[frozenset[str]]) -> None:
        names: list[str] = []
        history.scenario_changed.connect(names.append)
        before = history.plan
        history.activate_scenario("w1")
        history.activate_scenario("")
        assert history.plan is before
        assert names == ["w1", ""]
        assert told == [frozenset({"team"})] * 2

    def test_undoing_an_edit_of_the_plan_leaves_the_scenario(self, history: EditHistory) -> None:
        before = history.plan
        history.apply(RenamePlan("other"))
        history.activate_scenario("w1")
        history.undo_stack.undo()
        assert history.plan is before
        assert history.active_scenario == ""

    def test_a_drag_in_a_scenario_is_one_edit_and_one_step(self, history: EditHistory) -> None:
        history.activate_scenario("w1")
        stored = history.stored_plan
        for share in (0.2, 0.3, 0.4):
            history.apply(SetSprintReserve("S2", share))
        assert history.undo_stack.count() == 1
        assert history.stored_plan.scenarios[0].edits[1:] == (SetSprintReserve("S2", 0.4),)
        history.apply(SetSprintReserve("S2", None))
        assert history.undo_stack.count() == 0
        assert history.stored_plan is stored

    def test_removing_the_active_scenario_goes_back_to_the_plan(self, history: EditHistory) -> None:
        history.activate_scenario("w1")
        history.apply(RemoveScenario("w1"))
        assert history.active_scenario == ""
        assert history.plan.scenarios == ()
        history.undo_stack.undo()
        assert history.active_scenario == "w1"

    def test_a_promoted_scenario_becomes_the_plan(self, history: EditHistory) -> None:
        history.activate_scenario("w1")
        history.apply(PromoteScenario("w1"))
        assert history.active_scenario == ""
        assert history.stored_plan.member("new").name == "New"

    def test_another_scenario_may_be_added_while_one_is_active(self, history: EditHistory) -> None:
        history.activate_scenario("w1")
        history.apply(PutScenario(Scenario("w2", "Other")))
        assert history.active_scenario == "w1"
        assert [entry.id for entry in history.plan.scenarios] == ["w1", "w2"]
        assert history.plan.member("new").name == "New"

    def test_a_scenario_that_is_not_there_or_no_longer_fits_is_refused(self, history: EditHistory) -> None:
        history.apply(AddMember(Member("new", "Taken meanwhile")))
        before: Plan = history.plan
        for scenario in ("w1", "nobody"):
            with pytest.raises(PlannerError):
                history.activate_scenario(scenario)
        assert history.plan is before
        assert history.active_scenario == ""
