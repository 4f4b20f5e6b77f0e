"""What holds for every edit, whatever it does."""

from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.check import check_plan
from planner.domain.edits import EDIT_TYPES, Several
from planner.domain.errors import InvalidValueError, PlannerError
from planner.domain.issue import Severity
from planner.domain.plan import Plan, changed_fields
from planner.storage.codec import decode_edit, encode_edit
from tests.edit_maker import MAKERS, EditMaker, starting_plan

MAY_CHANGE = {
    "AcceptDebt": {"debt"},
    "AcceptDecision": {"decisions"},
    "AcceptProposal": {"backlog", "debt"},
    "AddAbsence": {"team"},
    "AddDebt": {"debt"},
    "AddDecision": {"decisions"},
    "AddItem": {"backlog"},
    "AddMember": {"team"},
    "AddSprint": {"sprints"},
    "AllocateDebt": {"debt"},
    "ChangeDebt": {"debt"},
    "ChangeItem": {"backlog"},
    "ChangeMember": {"team"},
    "ChangeSettings": {"settings"},
    "ChooseExports": {"settings"},
    "ChangeSprint": {"sprints"},
    "CloseSprint": {"sprints", "backlog"},
    "ExcludeSprint": {"sprints"},
    "KeepBaseline": {"baselines"},
    "MergeBacklog": {"backlog", "snapshots", "milestones", "debt", "settings", "sprints"},
    "MoveItems": {"backlog"},
    "PayDebt": {"debt"},
    "PinItems": {"backlog"},
    "PromoteScenario": {field.name for field in fields(Plan)},
    "PutException": {"exceptions"},
    "PutMilestone": {"milestones"},
    "PutRisk": {"risks"},
    "PutScenario": {"scenarios"},
    "RankItems": {"backlog"},
    "RemoveAbsence": {"team"},
    "RemoveBaseline": {"baselines"},
    "RemoveDebt": {"debt", "backlog"},
    "RemoveException": {"exceptions"},
    "RemoveItem": {"backlog"},
    "RemoveMember": {"team"},
    "RemoveMilestone": {"milestones", "backlog", "risks"},
    "RemoveRisk": {"risks"},
    "RemoveScenario": {"scenarios"},
    "RemoveSprint": {"sprints", "backlog", "debt"},
    "RenamePlan": {"name"},
    "SetAvailability": {"team"},
    "SetCapacityOverride": {"team"},
    "SetDelivery": {"sprints"},
    "SetDependencies": {"backlog"},
    "SetDuty": {"team"},
    "SetEstimate": {"backlog"},
    "SetHolidays": {"team"},
    "SetObservations": {"sprints"},
    "SetOverheads": {"team"},
    "SetPolicy": {"policy"},
    "SetRota": {"team"},
    "SetSprintReserve": {"sprints"},
    "SetStatus": {"backlog"},
    "SetTeamDaysOff": {"team"},
    "SetWorkingWeek": {"team"},
    "Several": {field.name for field in fields(Plan)},
    "StartSprint": {"sprints"},
    "TakeSnapshot": {"snapshots"},
}


def grown(seeds: list[int]) -> Plan:
    plan = starting_plan()
    for seed in seeds:
        try:
            plan = EditMaker(seed).edit(plan).apply(plan)
        except PlannerError:
            continue
    return plan


def test_every_edit_type_is_known_here_and_made_by_the_maker() -> None:
    made = {type(EditMaker(seed).edit(starting_plan())).__name__ for seed in range(3000)}
    assert set(EDIT_TYPES) == set(MAY_CHANGE) == made
    assert len(MAKERS) >= len(EDIT_TYPES)


@pytest.mark.parametrize("edit_type", EDIT_TYPES.values(), ids=EDIT_TYPES)
def test_an_edit_is_a_frozen_value_without_a_dict(edit_type: type) -> None:
    assert is_dataclass(edit_type)
    edit = object.__new__(edit_type)
    assert not hasattr(edit, "__dict__")
    with pytest.raises(FrozenInstanceError):
        setattr(edit, fields(edit_type)[0].name, None)


@given(past=st.lists(st.integers(0, 10**6), max_size=30), seed=st.integers(0, 10**6))
def test_an_edit_touches_its_own_fields_and_never_the_plan_it_is_made_on(past: list[int], seed: int) -> None:
    before = grown(past)
    same = grown(past)
    edit = EditMaker(seed).edit(before)
    try:
        after = edit.apply(before)
    except PlannerError:
        assert before == same
        return
    assert changed_fields(before, after) <= MAY_CHANGE[type(edit).__name__]
    assert before == same


@given(past=st.lists(st.integers(0, 10**6), max_size=30), seed=st.integers(0, 10**6))
def test_an_edit_read_back_from_its_line_does_the_same(past: list[int], seed: int) -> None:
    plan = grown(past)
    edit = EditMaker(seed).edit(plan)
    again = decode_edit(encode_edit(edit))
    assert again == edit
    try:
        after = edit.apply(plan)
    except PlannerError as error:
        with pytest.raises(type(error)):
            again.apply(plan)
    else:
        assert again.apply(plan) == after


@given(past=st.lists(st.integers(0, 10**6), max_size=60))
def test_closed_sprints_keep_their_figures_whatever_is_edited(past: list[int]) -> None:
    before = {sprint.id: sprint for sprint in starting_plan().closed_sprints()}
    after = {sprint.id: sprint for sprint in grown(past).closed_sprints()}
    for sprint_id, sprint in before.items():
        kept = after[sprint_id]
        assert sprint.actuals is not None
        assert kept.actuals is not None
        assert (kept.name, kept.period, kept.committed_keys) == (sprint.name, sprint.period, sprint.committed_keys)
        assert kept.actuals.completed == sprint.actuals.completed


@given(past=st.lists(st.integers(0, 10**6), max_size=60))
def test_edits_keep_identities_single_and_sprints_apart(past: list[int]) -> None:
    codes = {issue.code for issue in check_plan(grown(past)) if issue.severity is Severity.STOP}
    assert not codes & {"duplicate-id", "sprint-overlap", "dependency-cycle", "closed-without-actuals"}


def test_several_edits_stand_or_fall_together() -> None:
    plan = starting_plan()
    maker = EditMaker(1)
    good = EDIT_TYPES["RenamePlan"](name="other")  # type: ignore[call-arg]
    bad = EDIT_TYPES["RenamePlan"](name=" ")  # type: ignore[call-arg]
    with pytest.raises(InvalidValueError):
        Several((good, bad)).apply(plan)
    assert plan == starting_plan()
    assert Several((good,), maker.text()).apply(plan).name == "other"
