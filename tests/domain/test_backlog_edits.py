"""Edits of items: rank, sprint, size, links and milestones."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.backlog import BacklogItem, Estimate, ItemKind, Milestone, Status
from planner.domain.calendar import Period
from planner.domain.check import check_plan
from planner.domain.edits import (
    AddItem,
    ChangeItem,
    MoveItems,
    PinItems,
    PutMilestone,
    RankItems,
    RemoveItem,
    RemoveMilestone,
    SetDependencies,
    SetEstimate,
    SetStatus,
)
from planner.domain.edits.backlog import check_acyclic
from planner.domain.errors import (
    ClosedSprintError,
    DependencyCycleError,
    DuplicateError,
    InvalidValueError,
    PlannerError,
    UnknownReferenceError,
)
from planner.domain.issue import Severity
from planner.domain.plan import Edit, Plan, changed_fields
from planner.domain.sprint import Sprint, SprintActuals, SprintState

FIRST = date(2026, 5, 4)
S1 = Sprint("S1", "S1", Period(FIRST, FIRST + timedelta(days=14)), SprintState.CLOSED, actuals=SprintActuals(1.0))
S2 = Sprint("S2", "S2", Period(FIRST + timedelta(days=14), FIRST + timedelta(days=28)))


def item(key: str, **fields: object) -> BacklogItem:
    return replace(BacklogItem(key, f"Item {key}"), **fields)  # type: ignore[arg-type]


PLAN = Plan(
    sprints=(S1, S2),
    backlog=(item("A"), item("B", depends_on=("A",)), item("C"), item("Z", status=Status.DONE, sprint_id="S1")),
)


def keys(plan: Plan) -> str:
    return "".join(entry.key for entry in plan.backlog)


def test_items_are_added_at_their_rank() -> None:
    assert keys(AddItem(item("N")).apply(PLAN)) == "ABCZN"
    plan = AddItem(item("N"), at=1).apply(PLAN)
    assert keys(plan) == "ANBCZ"
    assert changed_fields(PLAN, plan) == {"backlog"}
    with pytest.raises(DuplicateError):
        AddItem(item("A")).apply(PLAN)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"title": " "}, InvalidValueError),
        ({"key": ""}, InvalidValueError),
        ({"remaining": -1.0}, InvalidValueError),
        ({"remaining": float("inf")}, InvalidValueError),
        ({"sprint_id": "S1"}, ClosedSprintError),
        ({"sprint_id": "S9"}, UnknownReferenceError),
        ({"depends_on": ("N",)}, DependencyCycleError),
    ],
)
def test_impossible_items_are_refused(fields: dict[str, object], error: type[PlannerError]) -> None:
    with pytest.raises(error):
        AddItem(replace(item("N"), **fields)).apply(PLAN)  # type: ignore[arg-type]


def test_an_item_that_closes_a_circle_is_refused() -> None:
    waiting = replace(PLAN, backlog=(item("A", depends_on=("N",)),))
    with pytest.raises(DependencyCycleError) as caught:
        AddItem(item("N", depends_on=("A",))).apply(waiting)
    assert caught.value.path == ("A", "N", "A")


def test_items_change_in_place_and_the_same_again_changes_nothing() -> None:
    plan = ChangeItem(item("C", title="Other", sprint_id="S2")).apply(PLAN)
    assert plan.item("C").title == "Other"
    assert keys(plan) == keys(PLAN)
    assert ChangeItem(item("C")).apply(PLAN) is PLAN
    with pytest.raises(DependencyCycleError):
        ChangeItem(item("A", depends_on=("B",))).apply(PLAN)
    assert ChangeItem(item("C", depends_on=("B",))).apply(PLAN).item("C").depends_on == ("B",)


def test_done_work_never_leaves_a_closed_sprint() -> None:
    with pytest.raises(ClosedSprintError):
        ChangeItem(item("Z", status=Status.DONE)).apply(PLAN)
    with pytest.raises(ClosedSprintError):
        MoveItems(("Z",), "S2").apply(PLAN)
    with pytest.raises(ClosedSprintError):
        MoveItems(("A",), "S1").apply(PLAN)


def test_a_removed_item_takes_its_links_with_it() -> None:
    plan = RemoveItem("A").apply(PLAN)
    assert keys(plan) == "BCZ"
    assert plan.item("B").depends_on == ()
    assert plan.item("C") is PLAN.item("C")


def test_size_is_what_remains_else_the_estimate() -> None:
    plan = SetEstimate("A", Estimate(likely=5, low=3, high=8)).apply(PLAN)
    assert plan.item("A").size == 5
    assert replace(plan.item("A"), remaining=2.0).size == 2.0
    assert SetEstimate("A", None).apply(PLAN) is PLAN
    assert SetEstimate("A", None).apply(plan).item("A").size is None


@pytest.mark.parametrize("figures", [(2, 3, 5), (-1, -1, 5), (float("nan"), 1, 2), (5, 1, 4), (1, 0, float("inf"))])
def test_impossible_sizes_are_refused(figures: tuple[float, float, float]) -> None:
    with pytest.raises(InvalidValueError):
        Estimate(*figures)


def test_status_moves_on_and_forgets_the_trackers_word() -> None:
    plan = replace(PLAN, backlog=(item("A", status_text="Ready"),))
    done = SetStatus("A", Status.DONE).apply(plan)
    assert (done.item("A").status, done.item("A").status_text, done.item("A").is_open) == (Status.DONE, "", False)
    assert SetStatus("A", Status.DONE).apply(done) is done


def test_items_move_between_sprint_and_backlog() -> None:
    plan = MoveItems(("A", "C"), "S2", stretch=True).apply(PLAN)
    assert [entry.key for entry in plan.items_in("S2")] == ["A", "C"]
    assert plan.item("A").stretch
    back = MoveItems(("A",), None, stretch=True).apply(plan)
    assert (back.item("A").sprint_id, back.item("A").stretch) == (None, False)
    assert MoveItems(("A",), "S2", stretch=True).apply(plan) is plan


def test_pins_are_set_and_released() -> None:
    plan = PinItems(("A", "B")).apply(PLAN)
    assert [entry.pinned for entry in plan.backlog] == [True, True, False, False]
    assert PinItems(("A", "B")).apply(plan) is plan
    assert PinItems(("A", "B"), pinned=False).apply(plan) == PLAN


def test_items_are_ranked_before_another_or_last() -> None:
    assert keys(RankItems(("C", "B"), before="A").apply(PLAN)) == "CBAZ"
    assert keys(RankItems(("A",)).apply(PLAN)) == "BCZA"
    assert keys(RankItems(("C", "C"), before="A").apply(PLAN)) == "CABZ"
    assert RankItems(("A",), before="B").apply(PLAN) is PLAN
    with pytest.raises(InvalidValueError):
        RankItems(("A",), before="A").apply(PLAN)
    with pytest.raises(UnknownReferenceError):
        RankItems(("A",), before="X").apply(PLAN)


@given(order=st.permutations(list("ABCZ")), count=st.integers(0, 3), before=st.integers(0, 3))
def test_ranking_loses_nothing_and_keeps_the_others_in_order(order: list[str], count: int, before: int) -> None:
    moved, rest = tuple(order[:count]), order[count:]
    goal = rest[before % len(rest)]
    plan = RankItems(moved, before=goal).apply(PLAN)
    assert sorted(keys(plan)) == list("ABCZ")
    assert "".join(moved) + goal in keys(plan)
    assert [key for key in keys(plan) if key in rest] == [key for key in keys(PLAN) if key in rest]


def test_dependencies_are_known_and_never_circular() -> None:
    plan = SetDependencies("C", ("A", "B")).apply(PLAN)
    assert plan.item("C").depends_on == ("A", "B")
    assert SetDependencies("C", ("A", "B")).apply(plan) is plan
    refused: tuple[tuple[Edit, type[PlannerError]], ...] = (
        (SetDependencies("C", ("X",)), UnknownReferenceError),
        (SetDependencies("A", ("C",)), DependencyCycleError),
        (SetDependencies("A", ("A",)), DependencyCycleError),
    )
    for edit, error in refused:
        with pytest.raises(error):
            edit.apply(plan)


@given(links=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12))
def test_circles_are_found_exactly_when_there_is_one(links: list[tuple[int, int]]) -> None:
    waits: dict[int, set[int]] = {number: {end for start, end in links if start == number} for number in range(7)}
    backlog = tuple(item(str(number), depends_on=tuple(map(str, sorted(ends)))) for number, ends in waits.items())
    reached = {number: set(ends) for number, ends in waits.items()}
    for _ in range(7):
        reached = {number: ends | {far for end in ends for far in reached[end]} for number, ends in reached.items()}
    circular = any(number in ends for number, ends in reached.items())
    if not circular:
        check_acyclic(backlog)
        return
    with pytest.raises(DependencyCycleError) as caught:
        check_acyclic(backlog)
    path = [int(key) for key in caught.value.path]
    assert path[0] == path[-1]
    assert all(end in waits[start] for start, end in pairwise(path))


def test_milestones_remember_the_targets_that_moved() -> None:
    june, july = date(2026, 6, 1), date(2026, 7, 1)
    plan = PutMilestone(Milestone("M", "Launch", june)).apply(PLAN)
    plan = PutMilestone(Milestone("M", "Launch", july)).apply(plan)
    assert plan.milestones == (Milestone("M", "Launch", july, (june,)),)
    plan = PutMilestone(Milestone("M", "Release", july, (june,))).apply(plan)
    assert plan.milestones == (Milestone("M", "Release", july, (june,)),)


def test_a_removed_milestone_leaves_its_items() -> None:
    plan = PutMilestone(Milestone("M", "Launch")).apply(ChangeItem(item("C", milestone_id="M")).apply(PLAN))
    left = RemoveMilestone("M").apply(plan)
    assert (left.milestones, left.item("C").milestone_id, keys(left)) == ((), "", "ABCZ")


def test_check_names_everything_that_is_wrong() -> None:
    later = replace(S2, id="S3", period=Period(date(2026, 5, 20), date(2026, 6, 1)))
    wrong = replace(
        PLAN,
        sprints=(replace(S1, actuals=None), S2, later),
        backlog=(
            item("A", depends_on=("B",), debt_id="D-9"),
            item("B", depends_on=("A",), sprint_id="S9"),
            item("B", kind=ItemKind.BUG),
        ),
    )
    issues = check_plan(wrong)
    assert {issue.code for issue in issues} >= {
        "duplicate-id",
        "unknown-sprint",
        "unknown-debt",
        "closed-without-actuals",
        "sprint-overlap",
    }
    assert all(issue.severity is Severity.STOP for issue in issues)
    circular = replace(PLAN, backlog=(item("A", depends_on=("B",)), item("B", depends_on=("A",))))
    assert [(issue.code, issue.value) for issue in check_plan(circular)] == [("dependency-cycle", "A -> B -> A")]
    assert check_plan(PLAN) == ()
