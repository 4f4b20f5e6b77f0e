"""A file into a plan, and the same file again: three sides, one edit, nothing lost."""

# ruff: noqa: E501 - tables stand one record per line

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.backlog import Estimate, ItemKind, Status
from planner.domain.calendar import Period
from planner.domain.check import check_plan
from planner.domain.edits import ChangeItem, SetEstimate
from planner.domain.plan import Plan
from planner.domain.settings import Unit
from planner.importing import read_text
from planner.importing.merge import preview_import, remembered_mapping
from planner.importing.new_plan import new_plan_from
from planner.importing.preview import DifferenceKind, Side
from planner.importing.reading import ImportedBacklog

Read = Callable[..., ImportedBacklog]
DAY = date(2026, 3, 4)
LATER = date(2026, 3, 18)
HEADER = "Issue key,Summary,Issue Type,Status,Sprint,Sprint,Story Points,Labels\n"
FILE_A = (
    HEADER
    + "S-1,Log in,Story,Done,Sprint 1,,3,ui\nS-2,Log out,Story,To Do,Sprint 1,Sprint 2,5,\nS-3,Pay,Bug,To Do,Sprint 2,,2,api\n"
)
FILE_B = FILE_A.replace("S-3,Pay,Bug", "S-3,Pay by card,Bug").replace(
    "S-2,Log out,Story,To Do", "S-2,Log out,Story,In Progress"
)


def file(text: str) -> ImportedBacklog:
    return read_text(text, name="jira.csv")


def imported(plan: Plan, text: str, day: date = DAY) -> Plan:
    return preview_import(plan, file(text), taken_on=day).to_edit().apply(plan)


@pytest.fixture
def plan() -> Plan:
    return new_plan_from([file(FILE_A)], "Shop", taken_on=DAY)


def test_a_new_plan_has_items_history_and_coming_sprints(plan: Plan) -> None:
    assert plan.settings.unit is Unit.POINTS
    assert [(item.key, item.status) for item in plan.backlog] == [
        ("S-1", Status.DONE),
        ("S-2", Status.TODO),
        ("S-3", Status.TODO),
    ]
    closed = plan.closed_sprints()
    assert [sprint.name for sprint in closed] == []
    assert len(plan.coming_sprints()) == 6
    assert check_plan(plan) == ()


def test_a_closed_sprint_of_the_file_becomes_velocity(read: Read) -> None:
    # Sprint 1: 3 + 5 committed, 3 done, 5 carried to Sprint 2, where work is under way
    plan = new_plan_from([file(FILE_B)], "Shop", taken_on=DAY)
    sprint = plan.closed_sprints()[0]
    assert sprint.actuals is not None
    assert (sprint.name, sprint.actuals.committed, sprint.actuals.completed, sprint.actuals.carried) == (
        "Sprint 1",
        8,
        3,
        5,
    )
    assert [item.sprint_id for item in plan.backlog] == ["Sprint 1", "Sprint 2", "Sprint 2"]


def test_importing_the_same_file_twice_changes_nothing(plan: Plan) -> None:
    once = imported(plan, FILE_B)
    assert imported(once, FILE_B) == once
    assert preview_import(once, file(FILE_B), taken_on=LATER).differences == ()


def test_what_changed_only_in_the_file_is_taken(plan: Plan) -> None:
    preview = preview_import(plan, file(FILE_B), taken_on=LATER)
    assert [(d.key, d.group, d.kind) for d in preview.differences] == [
        ("S-2", "status", DifferenceKind.CHANGED_IN_FILE),
        ("S-3", "title", DifferenceKind.CHANGED_IN_FILE),
    ]
    assert preview.to_edit().apply(plan).item("S-3").title == "Pay by card"


def test_local_edits_are_kept_again_and_again(plan: Plan) -> None:
    edited = SetEstimate("S-3", Estimate.single(8)).apply(plan)
    for text, day in ((FILE_A, DAY), (FILE_B, LATER), (FILE_B, LATER)):
        edited = imported(edited, text, day)
    assert edited.item("S-3").estimate == Estimate.single(8)
    assert edited.item("S-3").title == "Pay by card"


def test_labels_typed_here_are_kept_while_the_file_says_nothing_new(plan: Plan) -> None:
    edited = ChangeItem(replace(plan.item("S-3"), labels=("mine",), skills=("db",))).apply(plan)
    after = imported(edited, FILE_B, LATER)
    assert (after.item("S-3").labels, after.item("S-3").skills) == (("mine",), ("db",))


def test_work_carried_over_and_estimated_anew_is_named(plan: Plan) -> None:
    # S-2 leaves Sprint 2 for Sprint 3 with its history, S-3 goes from 2 to 8 points, S-1 keeps what it had
    later = (
        HEADER.replace("Sprint,Sprint", "Sprint,Sprint,Sprint")
        + "S-1,Log in,Story,Done,Sprint 1,,,3,ui\nS-2,Log out,Story,To Do,Sprint 1,Sprint 2,Sprint 3,5,\nS-3,Pay,Bug,To Do,Sprint 2,,,8,api\n"
    )
    found = preview_import(plan, file(later), taken_on=LATER)
    assert [
        (entry.key, entry.group, entry.note) for entry in found.differences if entry.group in {"sprint", "estimate"}
    ] == [
        ("S-2", "sprint", "carried over"),
        ("S-3", "estimate", "re-estimated"),
    ]


def test_a_conflict_keeps_the_plan_unless_chosen_otherwise(plan: Plan) -> None:
    edited = ChangeItem(replace(plan.item("S-3"), title="Pay somehow")).apply(plan)
    preview = preview_import(edited, file(FILE_B), taken_on=LATER)
    assert ("S-3", "title", DifferenceKind.CONFLICT) in [(d.key, d.group, d.kind) for d in preview.differences]
    assert preview.to_edit().apply(edited).item("S-3").title == "Pay somehow"
    assert preview.to_edit({("S-3", "title"): Side.FILE}).apply(edited).item("S-3").title == "Pay by card"


def test_an_item_missing_from_the_file_is_gone_but_not_deleted(plan: Plan) -> None:
    shorter = FILE_A.replace("S-3,Pay,Bug,To Do,Sprint 2,,2,api\n", "")
    after = imported(plan, shorter, LATER)
    assert after.item("S-3").status is Status.GONE
    assert imported(after, FILE_A, LATER).item("S-3").status is Status.TODO


def test_items_of_another_project_are_not_gone(plan: Plan) -> None:
    other = imported(plan, HEADER + "T-1,Other,Story,To Do,,,1,\n", LATER)
    assert other.item("S-3").status is Status.TODO
    assert other.item("T-1").title == "Other"


def test_a_new_item_may_be_refused(plan: Plan) -> None:
    preview = preview_import(plan, file(FILE_A + "S-4,New,Story,To Do,,,1,\n"), taken_on=LATER)
    assert "S-4" not in {item.key for item in preview.to_edit({("S-4", ""): Side.PLAN}).apply(plan).backlog}


def test_an_import_is_one_snapshot_and_remembers_its_layout(plan: Plan) -> None:
    after = imported(plan, FILE_B, LATER)
    assert [snapshot.taken_on for snapshot in after.snapshots] == [DAY, LATER]
    assert remembered_mapping(after, file(FILE_B).header_signature) == {0: "id", 1: "title", 2: "type", 3: "status", 4: "sprint", 5: "sprint", 6: "estimate", 7: "labels"}  # fmt: skip


def test_closed_sprints_of_the_plan_never_change() -> None:
    plan = new_plan_from([file(FILE_B)], "Shop", taken_on=DAY)
    more = FILE_B + "S-9,Late,Story,Done,Sprint 1,,13,\n"
    assert imported(plan, more, LATER).closed_sprints() == plan.closed_sprints()


def test_dependency_cycles_are_cut_and_told() -> None:
    text = "ID,Title,Status,Depends on\n1,One,New,2\n2,Two,New,1\n3,Three,New,99\n"
    preview = preview_import(Plan(), file(text), taken_on=DAY)
    assert [issue.value for issue in preview.issues if issue.code == "dependency-cycle"] == ["1 -> 2 -> 1"]
    assert check_plan(preview.to_edit().apply(Plan())) == ()


def test_a_file_without_estimates_is_planned_in_items() -> None:
    plan = new_plan_from([file("ID,Title,Status\n1,One,New\n2,Two,Done\n")], "Shop", taken_on=DAY)
    assert plan.settings.unit is Unit.ITEMS
    assert [item.size for item in plan.backlog] == [1.0, 1.0]


def test_parents_with_estimated_children_are_not_counted_twice() -> None:
    text = "ID,Title,Type,Status,Points,Parent\n1,Big,Story,New,8,\n2,Half,Task,New,5,1\n3,Other half,Task,New,3,1\n"
    plan = new_plan_from([file(text)], "Shop", taken_on=DAY)
    assert [(item.kind, item.size) for item in plan.backlog] == [
        (ItemKind.EPIC, None),
        (ItemKind.CHORE, 5),
        (ItemKind.CHORE, 3),
    ]


def test_dates_of_the_file_are_kept_and_never_overlap() -> None:
    text = (
        "ID,Title,Status,Estimate,Cycle Name,Cycle Start,Cycle End\n"
        "L-1,One,Done,3,Cycle 1,2026-01-05,2026-01-19\nL-2,Two,Done,2,Cycle 2,2026-01-19,2026-02-02\nL-3,Three,Todo,2,Cycle 3,2026-03-02,2026-03-16\n"
    )
    plan = new_plan_from([file(text)], "Team", taken_on=DAY)
    assert [(s.name, s.period) for s in plan.sprints[:3]] == [
        ("Cycle 1", Period(date(2026, 1, 5), date(2026, 1, 19))),
        ("Cycle 2", Period(date(2026, 1, 19), date(2026, 2, 2))),
        ("Cycle 3", Period(date(2026, 3, 2), date(2026, 3, 16))),
    ]
    assert [sprint.is_closed for sprint in plan.sprints[:3]] == [True, True, False]


TITLES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
ROWS = st.lists(
    st.tuples(
        TITLES,
        st.sampled_from(["To Do", "Done", "In Progress"]),
        st.integers(0, 20),
        st.sampled_from(["", "Sprint 1", "Sprint 2"]),
    ),
    min_size=1,
    max_size=8,
)


def sheet(rows: list[tuple[str, str, int, str]]) -> ImportedBacklog:
    lines = ['S-{},"{}",{},{},{}'.format(n, row[0].replace('"', '""'), *row[1:]) for n, row in enumerate(rows, start=1)]
    return read_text("Issue key,Summary,Status,Story Points,Sprint\n" + "\n".join(lines) + "\n", name="x.csv")


@given(ROWS, ROWS)
def test_importing_any_file_twice_is_importing_it_once(
    first: list[tuple[str, str, int, str]], second: list[tuple[str, str, int, str]]
) -> None:
    plan = preview_import(Plan(), sheet(first), taken_on=DAY).to_edit().apply(Plan())
    once = preview_import(plan, sheet(second), taken_on=LATER).to_edit().apply(plan)
    twice = preview_import(once, sheet(second), taken_on=LATER)
    assert not [d for d in twice.differences if d.default_side is Side.FILE]
    assert twice.to_edit().apply(once) == once
