import csv
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from planner.domain.backlog import BacklogItem, Estimate
from planner.domain.edits import ChangeItem, SetEstimate
from planner.domain.errors import CancelledError, FileProblemError
from planner.domain.plan import Plan
from planner.exporting.tracker_csv import CsvLayout, layout_of, tracker_csv, write_tracker_csv
from planner.importing import read_text
from planner.importing.new_plan import new_plan_from


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline="")))


def test_the_backlog_stands_in_rank_order_with_sprint_and_estimate(full_plan: Plan) -> None:
    text, notes = tracker_csv(full_plan)
    head, *rows = rows_of(text)
    picked = [[row[head.index(name)] for name in ("Rank", "Key", "Sprint", "Estimate", "Remaining")] for row in rows]
    assert picked == [
        ["1", "PAY-1", "Sprint Berlin", "5", ""],
        ["2", "PAY-2", "Sprint Berlin", "8", "3"],
        ["3", "PAY-3", "", "", ""],
    ]
    assert rows[1][head.index("Assignee")] == "Ben Yilmaz; Zoe"
    assert notes == ()


def test_jira_gets_its_heads_and_a_column_for_each_label(full_plan: Plan) -> None:
    head, first, *_ = rows_of(tracker_csv(full_plan, layout=CsvLayout.JIRA)[0])
    assert head == ["Issue key", "Summary", "Sprint", "Story Points", "Plan rank", "Labels", "Labels"]
    assert first == ["PAY-1", "Refunds for Acme", "Sprint Berlin", "5", "1", "acme", "api"]


def test_azure_gets_its_heads_and_tags(full_plan: Plan) -> None:
    head, first, *_ = rows_of(tracker_csv(full_plan, layout=CsvLayout.AZURE)[0])
    assert head == ["ID", "Work Item Type", "Title", "Iteration Path", "Story Points", "Stack Rank", "Tags"]
    assert (first[1], first[-1]) == ("User Story", "acme; api")


def imported(text: str) -> Plan:
    return new_plan_from([read_text(text)], "Shop", taken_on=date(2026, 3, 4))


BOARD = "Issue key,Summary,Status,Sprint,Story Points,Labels\nS-1,One,To Do,Sprint 1,3,ui\nS-2,Two,To Do,Sprint 1,5,\n"


def test_jira_gets_only_the_columns_that_changed_since_the_import() -> None:
    plan = SetEstimate("S-1", Estimate.single(8)).apply(imported(BOARD))
    head, *rows = rows_of(tracker_csv(plan, layout=CsvLayout.JIRA)[0])
    assert head == ["Issue key", "Summary", "Story Points", "Plan rank"]
    assert rows == [["S-1", "One", "8", "1"], ["S-2", "Two", "5", "2"]]


def test_what_was_taken_away_here_is_cleared_there() -> None:
    plan = imported(BOARD)
    first = plan.item("S-1")
    plan = ChangeItem(replace(first, sprint_id=None, estimate=None)).apply(plan)
    head, one, two = rows_of(tracker_csv(plan, layout=CsvLayout.JIRA)[0])
    assert [one[head.index(name)] for name in ("Sprint", "Story Points")] == ["<<!clear!>>", "<<!clear!>>"]
    assert [two[head.index(name)] for name in ("Sprint", "Story Points")] == ["Sprint 1", "5"]


def test_the_import_rules_of_a_tracker_are_told() -> None:
    plan = imported(BOARD)
    moved = ChangeItem(replace(plan.item("S-1"), sprint_id=None)).apply(plan)
    assert [note.column for note in tracker_csv(moved, layout=CsvLayout.JIRA)[1]] == ["Sprint"]
    notes = tracker_csv(moved, layout=CsvLayout.AZURE)[1]
    assert [note.column for note in notes] == ["Work Item Type", "Iteration Path"]
    many = Plan(backlog=tuple(BacklogItem(str(number), "x") for number in range(1, 1002)))
    assert "1,000 items at a time" in tracker_csv(many, layout=CsvLayout.AZURE)[1][-1].note


def test_a_file_written_for_jira_reads_back_as_the_same_backlog() -> None:
    plan = SetEstimate("S-1", Estimate.single(8)).apply(imported(BOARD))
    back = read_text(tracker_csv(plan, layout=CsvLayout.JIRA)[0])
    assert back.inspection.profile == "jira"
    assert [(item.key, item.estimate) for item in back.items] == [("S-1", 8.0), ("S-2", 5.0)]


@pytest.mark.parametrize(
    ("keys", "layout"),
    [
        (("PAY-1", "PAY-2"), CsvLayout.JIRA),
        (("12", "13"), CsvLayout.AZURE),
        (("12", "PAY-1"), CsvLayout.GENERIC),
        ((), CsvLayout.GENERIC),
    ],
)
def test_the_layout_is_read_from_the_keys(keys: tuple[str, ...], layout: CsvLayout) -> None:
    assert layout_of(Plan(backlog=tuple(BacklogItem(key, "x") for key in keys))) is layout


@pytest.mark.parametrize("layout", CsvLayout)
def test_no_payload_starts_a_field(layout: CsvLayout, payload: str) -> None:
    item = BacklogItem("K-1", payload, labels=(payload,), note=payload, epic=payload)
    text, _ = tracker_csv(Plan(backlog=(item,)), layout=layout)
    for field in rows_of(text)[1]:
        assert not field.lstrip().startswith(("=", "+", "-", "@", "＝"))


def test_a_cut_is_told_with_its_line_and_column() -> None:
    plan = Plan(backlog=(BacklogItem("K-1", "fine"), BacklogItem("K-2", "x" * 40_000)))
    _, (note,) = tracker_csv(plan)
    assert (note.row, note.column, note.code) == (3, "Title", "too-long")


def test_spreadsheets_get_the_mark_that_says_utf_8_and_jira_does_not(tmp_path: Path, full_plan: Plan) -> None:
    target = tmp_path / "plan.csv"
    write_tracker_csv(full_plan, target)
    assert target.read_bytes().startswith(b"\xef\xbb\xbfRank,")
    write_tracker_csv(full_plan, target, layout=CsvLayout.JIRA)
    assert target.read_bytes().startswith(b"Issue key,")


def test_stopping_writes_nothing(tmp_path: Path, full_plan: Plan) -> None:
    def stop(done: int, total: int = 0, note: str = "") -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        write_tracker_csv(full_plan, tmp_path / "plan.csv", report_progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_one_clear_error(tmp_path: Path, full_plan: Plan) -> None:
    with pytest.raises(FileProblemError) as caught:
        write_tracker_csv(replace(full_plan, backlog=()), tmp_path / "nowhere" / "plan.csv")
    assert "plan.csv" in caught.value.path
