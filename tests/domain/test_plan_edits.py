"""Edits of the plan as a whole, and several edits as one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.domain.backlog import BacklogItem, ItemKind, Milestone, Status
from planner.domain.calendar import Period
from planner.domain.debt import DebtAllocation, DebtItem, Spread
from planner.domain.edits import (
    EDIT_TYPES,
    AcceptProposal,
    AddItem,
    BaseEdit,
    ChangeSettings,
    DebtPlacement,
    MergeBacklog,
    Placement,
    PromoteScenario,
    PutScenario,
    RemoveScenario,
    RenamePlan,
    Several,
    TakeSnapshot,
)
from planner.domain.errors import (
    CancelledError,
    ClosedSprintError,
    DependencyCycleError,
    DuplicateError,
    InvalidValueError,
    StaleProposalError,
    UnknownReferenceError,
)
from planner.domain.plan import Edit, Plan, Scenario, changed_fields
from planner.domain.progress import silent
from planner.domain.settings import ColumnMemory, PlanSettings
from planner.domain.snapshot import Snapshot, SnapshotItem
from planner.domain.sprint import Sprint, SprintActuals, SprintState

FIRST = date(2026, 5, 4)
S1 = Sprint("S1", "S1", Period(FIRST, FIRST + timedelta(days=14)))
OLD = DebtItem("D-1", "Old client", Spread.single(8.0), Spread.single(1.0))
PLAN = Plan(sprints=(S1,), backlog=(BacklogItem("A", "First"), BacklogItem("B", "Second")), debt=(OLD,))
SNAP = Snapshot("s1", FIRST, "plan", (SnapshotItem("A", "First", ItemKind.FEATURE, Status.TODO, None),))


def test_the_plan_gets_another_name() -> None:
    assert RenamePlan(" Payments ").apply(PLAN).name == "Payments"
    assert RenamePlan(PLAN.name).apply(PLAN) is PLAN
    with pytest.raises(InvalidValueError):
        RenamePlan(" ").apply(PLAN)


def test_settings_are_checked() -> None:
    edit = ChangeSettings(PlanSettings(seed=7))
    plan = edit.apply(PLAN)
    assert (plan.settings.seed, edit.merge_key) == (7, "settings")
    assert edit.apply(plan) is plan
    for wrong in ({"trials": 0}, {"velocity": 0.0}, {"cost_per_pd": -1.0}, {"percentiles": (50, 100)}):
        with pytest.raises(InvalidValueError):
            ChangeSettings(PlanSettings(**wrong)).apply(PLAN)


def test_snapshots_stay_in_date_order_and_replace_their_namesake() -> None:
    plan = TakeSnapshot(replace(SNAP, id="s2", taken_on=date(2026, 4, 1))).apply(TakeSnapshot(SNAP).apply(PLAN))
    assert [entry.id for entry in plan.snapshots] == ["s2", "s1"]
    assert len(TakeSnapshot(replace(SNAP, source="file")).apply(plan).snapshots) == 2
    assert changed_fields(plan, TakeSnapshot(SNAP).apply(plan)) == frozenset()


def test_an_import_merges_in_one_step() -> None:
    past = Period(date(2026, 4, 6), date(2026, 4, 20))
    coming = Sprint("S2", "S2", Period(date(2026, 5, 18), date(2026, 6, 1)))
    edit = MergeBacklog(
        "export.csv",
        items=(BacklogItem("B", "Changed"), BacklogItem("C", "New", sprint_id="S0")),
        snapshot=SNAP,
        closed_sprints=(Sprint("S0", "S0", past, SprintState.CLOSED, actuals=SprintActuals(9.0)),),
        open_sprints=(coming,),
        milestones=(Milestone("M", "Launch"),),
        debt=(replace(OLD, id="D-2"), replace(OLD, title="Known already")),
        memory=ColumnMemory("sig", ((0, "key"),)),
    )
    plan = edit.apply(PLAN)
    assert [(item.key, item.title) for item in plan.backlog] == [("A", "First"), ("B", "Changed"), ("C", "New")]
    assert [sprint.id for sprint in plan.sprints] == ["S0", "S1", "S2"]
    assert [entry.title for entry in plan.debt] == ["Old client", "Old client"]
    assert (len(plan.milestones), plan.snapshots) == (1, (SNAP,))
    again = replace(edit, closed_sprints=(), open_sprints=()).apply(plan)
    assert changed_fields(plan, again) <= {"milestones"}
    newer = replace(edit, closed_sprints=(), open_sprints=(), memory=ColumnMemory("sig", ((1, "key"),))).apply(plan)
    assert newer.settings.column_memories == (ColumnMemory("sig", ((1, "key"),)),)
    assert replace(edit, memory=None).apply(PLAN).settings is PLAN.settings


def test_an_import_that_breaks_a_rule_is_refused_as_a_whole() -> None:
    edit = MergeBacklog("export.csv", items=(), snapshot=SNAP)
    with pytest.raises(ClosedSprintError):
        replace(edit, open_sprints=(S1,)).apply(PLAN)
    circle = (BacklogItem("A", "First", depends_on=("B",)), BacklogItem("B", "Second", depends_on=("A",)))
    with pytest.raises(DependencyCycleError):
        replace(edit, items=circle).apply(PLAN)


def test_an_accepted_proposal_moves_items_and_debt() -> None:
    days = (DebtAllocation("S1", 2.0),)
    edit = AcceptProposal(
        placements=(Placement("A", "S1", stretch=True),),
        debt=(DebtPlacement("D-1", days),),
        expects=(Placement("A", None), Placement("B", None)),
        expects_debt=(DebtPlacement("D-1", ()),),
    )
    plan = edit.apply(PLAN)
    assert (plan.item("A").sprint_id, plan.item("A").stretch, plan.debt[0].allocations) == ("S1", True, days)
    for moved_on in (
        plan,
        replace(PLAN, backlog=PLAN.backlog[:1]),
        replace(PLAN, debt=plan.debt),
        replace(PLAN, debt=()),
    ):
        with pytest.raises(StaleProposalError):
            edit.apply(moved_on)
    assert AcceptProposal(placements=()).apply(PLAN) == PLAN


def test_a_scenario_is_a_list_of_edits_that_apply() -> None:
    what_if = Scenario("w1", "Less", (AddItem(BacklogItem("C", "Third")),))
    plan = PutScenario(what_if).apply(PLAN)
    assert PutScenario(replace(what_if, name="More")).apply(plan).scenarios[0].name == "More"
    assert RemoveScenario("w1").apply(plan).scenarios == ()
    promoted = PromoteScenario("w1").apply(plan)
    assert ([item.key for item in promoted.backlog], promoted.scenarios) == (["A", "B", "C"], ())
    refused: tuple[tuple[Edit, type[Exception]], ...] = (
        (PutScenario(replace(what_if, name=" ")), InvalidValueError),
        (PutScenario(Scenario("w2", "Broken", (AddItem(BacklogItem("A", "Again")),))), DuplicateError),
        (PromoteScenario("w9"), UnknownReferenceError),
    )
    for edit, error in refused:
        with pytest.raises(error):
            edit.apply(plan)


def test_several_edits_stand_or_fall_together() -> None:
    both = Several((RenamePlan("Other"), AddItem(BacklogItem("C", "Third"))), "two things")
    assert changed_fields(PLAN, both.apply(PLAN)) == {"name", "backlog"}
    with pytest.raises(DuplicateError):
        Several((RenamePlan("Other"), AddItem(BacklogItem("A", "Again")))).apply(PLAN)
    assert PLAN.name == "New plan"


def test_every_edit_is_known_by_its_name() -> None:
    assert EDIT_TYPES["RenamePlan"] is RenamePlan
    assert EDIT_TYPES["Several"]((RenamePlan("x"),)).merge_key == ""  # type: ignore[call-arg]
    with pytest.raises(NotImplementedError):
        BaseEdit().apply(PLAN)


def test_entries_are_found_or_named_in_the_error() -> None:
    assert (PLAN.item("A").title, PLAN.sprint("S1"), PLAN.debt_item("D-1")) == ("First", S1, OLD)
    with pytest.raises(UnknownReferenceError) as caught:
        PLAN.member("nobody")
    assert str(caught.value) == "unknown-reference: noun='member', reference='nobody'"
    assert str(CancelledError()) == "cancelled"
    assert (PLAN.closed_sprints(), PLAN.coming_sprints()) == ((), (S1,))
    silent(1, 2, "nothing happens")
