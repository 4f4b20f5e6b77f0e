"""What each kind of change in a workbook comes back as."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planner.analysis.capacity.breakdown import capacity_of
from planner.analysis.report import build_report
from planner.analysis.view import PlanView
from planner.domain.backlog import Estimate, Status
from planner.domain.edits import (
    AddItem,
    ChangeItem,
    MoveItems,
    RankItems,
    RemoveItem,
    SetCapacityOverride,
    SetEstimate,
    SetPolicy,
    SetStatus,
)
from planner.domain.errors import CancelledError, FileProblemError, UnknownReferenceError, UnreadableFileError
from planner.domain.plan import Edit, Plan
from planner.exporting.round_trip.compare import compare_workbook
from planner.exporting.round_trip.difference import BookDifference, accepted
from planner.exporting.workbook.writer import workbook_bytes
from planner.ui.messages import error_sentence
from tests.exporting.conftest import PAYLOADS
from tests.exporting.round_trip.books import input_cell, item_row, person_row, table_rows
from tests.exporting.round_trip.conftest import Return
from tests.exporting.workbook.test_injection import poisoned


def edits_of(differences: tuple[BookDifference, ...]) -> list[Edit]:
    return [edit for difference in differences for edit in difference.edits]


def nothing(_: Any) -> None:
    pass


def test_an_unchanged_workbook_says_nothing(returned: Return, sample_plan: Plan) -> None:
    assert returned(sample_plan, nothing) == ()


def test_whatever_stands_in_the_texts_an_unchanged_workbook_says_nothing(full_plan: Plan, tmp_path: Path) -> None:
    # One item for each payload, and the first payload that is a formula in every other place that reaches a sheet.
    first = full_plan.backlog[0]
    items = tuple(
        replace(first, key=f"K-{at}", title=text, note=text, epic=text, labels=(text,), depends_on=())
        for at, text in enumerate(PAYLOADS)
    )
    plan, path = (
        poisoned(replace(full_plan, backlog=(first, *items), scenarios=()), PAYLOADS[1]),
        tmp_path / "plan.xlsx",
    )
    path.write_bytes(workbook_bytes(build_report(PlanView(plan, today=date(2026, 5, 18))))[0])
    assert compare_workbook(plan, path) == ()


def test_a_text_too_long_for_a_cell_is_no_change(full_plan: Plan, tmp_path: Path) -> None:
    plan = replace(full_plan, backlog=(replace(full_plan.backlog[0], note="n" * 40_000, depends_on=()),), debt=())
    path = tmp_path / "plan.xlsx"
    path.write_bytes(workbook_bytes(build_report(PlanView(plan, today=date(2026, 5, 18))))[0])
    assert compare_workbook(plan, path) == ()


def test_a_typed_estimate_status_and_sprint_are_three_edits(returned: Return, sample_plan: Plan) -> None:
    def rewrite(book: Any) -> None:
        row = item_row(book, "PAY-233")
        row["Estimate"].value, row["Status"].value, row["Sprint"].value = 13, "In progress", "S17"
        row["Commitment"].value = "stretch"

    assert edits_of(returned(sample_plan, rewrite)) == [
        SetStatus("PAY-233", Status.IN_PROGRESS),
        SetEstimate("PAY-233", Estimate.single(13)),
        MoveItems(("PAY-233",), "S17", stretch=True),
    ]


def test_two_changes_of_one_item_are_accepted_together_or_alone(returned: Return, sample_plan: Plan) -> None:
    def rewrite(book: Any) -> None:
        row = item_row(book, "PAY-233")
        row["Title"].value, row["Note"].value = "Clearer receipts", "agreed with Support"

    title, note = returned(sample_plan, rewrite)
    item = sample_plan.item("PAY-233")
    assert title.edits == (ChangeItem(replace(item, title="Clearer receipts")),)
    assert note.edits == (ChangeItem(replace(item, note="agreed with Support")),)
    both = accepted(sample_plan, (note, title)).apply(sample_plan).item("PAY-233")
    assert both == replace(item, title="Clearer receipts", note="agreed with Support")


def test_a_new_rank_moves_that_item_and_no_other(returned: Return, sample_plan: Plan) -> None:
    key, third = sample_plan.backlog[9].key, sample_plan.backlog[2].key

    def rewrite(book: Any) -> None:
        item_row(book, key)["Rank"].value = 3

    assert edits_of(returned(sample_plan, rewrite)) == [RankItems((key,), before=third)]


def test_a_sorted_table_is_no_change(returned: Return, sample_plan: Plan) -> None:
    def rewrite(book: Any) -> None:
        rows = table_rows(book, "backlog")
        contents = sorted(([cell.value for cell in row.values()] for row in rows), key=lambda row: str(row[2]))
        for row, values in zip(rows, contents, strict=True):
            for cell, value in zip(row.values(), values, strict=True):
                cell.value = value

    assert returned(sample_plan, rewrite) == ()


def test_ranks_numbered_anew_by_hand_give_the_fewest_moves(returned: Return, sample_plan: Plan) -> None:
    keys = [item.key for item in sample_plan.backlog]
    wanted = [keys[4], *keys[:4], *keys[5:]]

    def rewrite(book: Any) -> None:
        for row in table_rows(book, "backlog"):
            row["Rank"].value = wanted.index(row["Key"].value) + 1

    assert edits_of(returned(sample_plan, rewrite)) == [RankItems((keys[4],), before=keys[0])]


def test_a_new_row_is_a_new_item_at_its_rank_and_a_row_taken_out_a_removal(returned: Return, sample_plan: Plan) -> None:
    gone = sample_plan.backlog[-1].key

    def rewrite(book: Any) -> None:
        sheet = book["Backlog"]
        sheet.delete_rows(item_row(book, gone)["Key"].row)
        sheet.append([2, "PO-1", "Wallet top-up", "feature", "todo", 3, None, "S16", "committed"])

    removed, added = returned(sample_plan, rewrite)
    assert removed.edits == (RemoveItem(gone),)
    (edit,) = added.edits
    assert isinstance(edit, AddItem)
    assert (edit.item.key, edit.item.title, edit.item.sprint_id, edit.at) == ("PO-1", "Wallet top-up", "S16", 1)
    assert edit.item.estimate == Estimate.single(3)


def test_a_new_floor_above_the_old_target_goes_together_with_the_new_target(
    returned: Return, sample_plan: Plan
) -> None:
    def rewrite(book: Any) -> None:
        input_cell(book, "reserve_floor").value, input_cell(book, "reserve_share").value = 0.27, 0.28

    found = returned(sample_plan, rewrite)
    assert [(entry.name, entry.together, entry.acceptable) for entry in found] == [
        ("reserve_share", False, True),
        ("reserve_floor", True, True),
    ]
    assert found[0].edits == (SetPolicy(replace(sample_plan.policy, target=0.28)),)
    policy = accepted(sample_plan, found).apply(sample_plan).policy
    assert (policy.floor, policy.target) == (0.27, 0.28)


def test_leave_typed_for_a_person_is_leave_of_so_many_days(returned: Return, sample_plan: Plan) -> None:
    (newcomer,) = (member for member in sample_plan.team.members if member.name == "Tomás Rivera")

    def rewrite(book: Any) -> None:
        row = person_row(book, "S16", "Tomás Rivera")
        row["Leave days"].value += 1.5
        row["By hand"].value = 2

    typed, leave = returned(sample_plan, rewrite)
    (sprint,) = (sprint for sprint in sample_plan.sprints if sprint.name == "S16")
    before, after = (
        capacity_of(plan, sprint).person(newcomer.id)
        for plan in (sample_plan, accepted(sample_plan, (leave,)).apply(sample_plan))
    )
    assert before is not None
    assert after is not None
    assert after.steps.leave_pd == pytest.approx(before.steps.leave_pd + 1.5)
    assert typed.edits == (SetCapacityOverride(sprint.id, newcomer.id, 2, "From the workbook"),)


def test_formulas_typed_over_are_noticed_and_cannot_be_accepted(returned: Return, sample_plan: Plan) -> None:
    def rewrite(book: Any) -> None:
        item_row(book, "PAY-233")["Counts as"].value = 4
        table_rows(book, "capacity_by_sprint")[0]["Effective"].value = 40
        book["Summary"]["A5"].value = 30

    found = returned(sample_plan, rewrite)
    assert sorted(entry.where for entry in found) == ["Backlog!G12", "Capacity!M24", "Summary!A5"]
    assert all(not entry.acceptable and "a formula was" in entry.why for entry in found)


def test_a_formula_typed_into_an_input_counts_as_what_it_came_to_or_is_named(
    returned: Return, sample_plan: Plan
) -> None:
    def rewrite(book: Any) -> None:
        item_row(book, "PAY-233")["Estimate"].value = "=3+2"  # no program has calculated it

    (found,) = returned(sample_plan, rewrite)
    assert found.error is not None
    assert error_sentence(found.error) == 'Estimate cannot be "=3+2": it takes a number.'


@pytest.mark.parametrize(
    ("head", "typed", "sentence"),
    [
        ("Estimate", -3, "Estimate cannot be -3.0: it takes a number of 0 or more."),
        ("Estimate", "many", 'Estimate cannot be "many": it takes a number.'),
        ("Status", "blocked", 'Status cannot be "blocked": it takes todo, in-progress, done, cancelled, gone.'),
        ("Depends on", "NO-1", "There is no backlog item NO-1 in this plan."),
        ("Title", None, 'Title cannot be "": it takes a key and a title.'),
        ("Done on", "soon", 'Done on cannot be "soon": it takes a date such as 2026-05-18.'),
    ],
)
def test_what_the_plan_cannot_take_is_said_in_one_sentence(
    returned: Return, sample_plan: Plan, head: str, typed: object, sentence: str
) -> None:
    def rewrite(book: Any) -> None:
        item_row(book, "PAY-233")[head].value = typed

    (found,) = returned(sample_plan, rewrite)
    assert not found.acceptable
    assert found.error is not None
    assert error_sentence(found.error) == sentence


def test_a_plan_that_moved_on_is_not_taken_back(
    sample_plan: Plan, sample_book: bytes, tmp_path: Path, returned: Return
) -> None:
    path = tmp_path / "old.xlsx"
    path.write_bytes(sample_book)
    later = SetEstimate("PAY-233", Estimate.single(21)).apply(sample_plan)
    assert compare_workbook(later, path) == ()

    def rewrite(book: Any) -> None:
        item_row(book, "PAY-233")["Estimate"].value = 13

    returned(sample_plan, rewrite)  # the file that came back
    (found,) = compare_workbook(later, tmp_path / "back.xlsx")
    assert (found.after, found.meanwhile) == ("13", "21")
    same = SetEstimate("PAY-233", Estimate.single(13)).apply(sample_plan)
    assert compare_workbook(same, tmp_path / "back.xlsx") == ()


def test_a_sheet_that_was_taken_out_is_named(returned: Return, sample_plan: Plan) -> None:
    def rewrite(book: Any) -> None:
        del book["Velocity"]

    (found,) = returned(sample_plan, rewrite)
    assert (found.noun, found.name, found.acceptable) == ("table", "velocity", False)


def test_other_workbooks_and_damaged_ones_are_refused_in_one_sentence(
    sample_plan: Plan, sample_book: bytes, tmp_path: Path
) -> None:
    import openpyxl

    other = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(other)
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(sample_book[: len(sample_book) // 2])
    text = tmp_path / "text.xlsx"
    text.write_text("key;title")
    marred = tmp_path / "marred.xlsx"
    book = openpyxl.load_workbook(tmp_path / "other.xlsx")
    book.create_sheet("Ballast record")["A1"] = "ballast-workbook"
    book["Ballast record"]["B1"] = "1"
    book.save(marred)
    for path, words in ((other, "not a workbook that Ballast wrote"), (text, "not a workbook"), (marred, "damaged")):
        with pytest.raises(UnreadableFileError, match=words):
            compare_workbook(sample_plan, path)
    with pytest.raises(UnreadableFileError) as caught:
        compare_workbook(sample_plan, cut)
    assert "\n" not in error_sentence(caught.value)
    with pytest.raises(FileProblemError):
        compare_workbook(sample_plan, tmp_path / "none.xlsx")


def test_a_dependency_on_a_new_row_goes_together_with_it(returned: Return, sample_plan: Plan) -> None:
    def rewrite(book: Any) -> None:
        item_row(book, "PAY-233")["Depends on"].value = "PO-1"
        book["Backlog"].append([None, "PO-1", "Wallet top-up", "feature", "todo", 3])

    waits, added = returned(sample_plan, rewrite)
    assert (waits.together, waits.acceptable, added.together) == (True, True, False)
    plan = accepted(sample_plan, (waits, added)).apply(sample_plan)
    assert plan.item("PAY-233").depends_on == ("PO-1",)
    with pytest.raises(UnknownReferenceError):
        accepted(sample_plan, (waits,))


def test_reading_tells_its_progress_and_can_be_stopped(sample_plan: Plan, sample_book: bytes, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(sample_book)
    heard: list[str] = []

    def listen(done: int, total: int = 0, note: str = "") -> None:
        heard.append(note)
        if note == "Velocity":
            raise CancelledError

    with pytest.raises(CancelledError):
        compare_workbook(sample_plan, path, report=listen)
    assert "Backlog" in heard
