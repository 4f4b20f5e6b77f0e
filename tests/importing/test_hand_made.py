"""Sheets that people typed: titles above, totals below, sections between, no header, two headers."""

# ruff: noqa: E501 - tables are shown as they are written, one record per line

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from planner.domain.backlog import Status
from planner.importing.reading import ImportedBacklog

Read = Callable[..., ImportedBacklog]
HEADER = ["ID", "User Story", "Estimate", "Status", "Sprint"]


def codes(found: ImportedBacklog) -> set[str]:
    return {issue.code for issue in found.issues}


def test_a_title_above_and_a_total_below_are_no_items(read_sheets: Read) -> None:
    rows = [
        ["Product backlog"],
        [],
        HEADER,
        [1, "Log in", 3, "Done", 1],
        [2, "Log out", 0, "To do", 1],
        [None, "Total", 3],
    ]
    found = read_sheets({"Backlog": rows})
    assert (found.inspection.header_row, found.inspection.items) == (2, 2)
    assert (found.inspection.estimate.filled, found.inspection.estimate.sum) == (2, 3)
    assert "row-total" in codes(found)


def test_a_total_after_many_blank_rows_without_any_text_is_no_item(read_sheets: Read) -> None:
    rows = [HEADER, [1, "Log in", 3, "Done", 1], *([[]] * 25), [None, None, 3]]
    assert read_sheets({"Backlog": rows}).inspection.items == 1


def test_section_rows_name_the_sprint(read_sheets: Read) -> None:
    rows = [
        ["Story", "SP", "Status"],
        ["Sprint 01"],
        ["Log in", 3, "Done"],
        ["Log out", 2, "Done"],
        ["Sprint 02"],
        ["Pay", 5, "To do"],
    ]
    found = read_sheets({"Plan": rows}, merges=["A2:C2", "A5:C5"])
    assert [(item.title, item.sprint) for item in found.items] == [
        ("Log in", "Sprint 01"),
        ("Log out", "Sprint 01"),
        ("Pay", "Sprint 02"),
    ]
    assert (found.inspection.sprints.filled, found.inspection.sprints.distinct) == (3, 2)


def test_the_backlog_is_found_among_many_sheets(read_sheets: Read) -> None:
    sheets = {
        "Cover": [["Project Shop"], ["Author", "Ann"]],
        "Lists": [["Status", "Priority"], ["New", "High"], ["Done", "Low"]],
        "Backlog": [HEADER, [1, "Log in", 3, "Done", 1], [2, "Log out", 2, "To do", 2]],
        "Burndown": [["Day", "Ideal", "Actual"], [1, 5, 5], [2, 3, 4]],
    }
    found = read_sheets(sheets).inspection
    assert (found.sheet, found.items) == ("Backlog", 2)


def test_a_hidden_sheet_does_not_win_over_a_visible_one(read_sheets: Read) -> None:
    old = [HEADER, *([n, f"Old story {n}", 1, "Done", 1] for n in range(1, 60))]
    new = [HEADER, [1, "Log in", 3, "Done", 1]]
    assert read_sheets({"Old": old, "New": new}, hidden=["Old"]).inspection.sheet == "New"


def test_a_table_may_start_in_column_b_and_row_two(read_sheets: Read) -> None:
    found = read_sheets({"S": [[], [None, *HEADER], [None, 1, "Log in", 3, "Done", 1]]}).inspection
    assert (found.header_row, found.items, found.columns["title"]) == (1, 1, ("User Story",))


def test_a_header_over_two_rows_is_joined(read_sheets: Read) -> None:
    rows = [
        ["ID", "Story", "Status", "Effort", None, "Owner"],
        [None, None, None, "Story points", "Hours", None],
        [1, "Log in", "Done", 3, 6, "Ann"],
        [2, "Log out", "To do", 2, 4, "Bob"],
    ]
    found = read_sheets({"S": rows}).inspection
    assert (found.items, found.columns["estimate"], found.estimate.sum) == (2, ("Story points",), 5)


def test_a_table_without_a_header_is_read_by_its_values(read: Read) -> None:
    found = read(
        "SHOP-1,Log in with a mail address,Done,3\nSHOP-2,Log out of everything,To Do,5\nSHOP-3,Pay by card or bill,To Do,3\n"
    )
    assert (found.inspection.header_row, found.inspection.items) == (-1, 3)
    assert (found.inspection.columns["id"], found.inspection.columns["title"]) == (("#0",), ("#1",))
    assert found.inspection.columns["status"] == ("#2",)


def test_a_header_with_no_rows_is_a_backlog_of_no_items(read: Read) -> None:
    found = read("ID,Title,Status,Estimate\n").inspection
    assert (found.header_row, found.items, found.columns["title"]) == (0, 0, ("Title",))


def test_the_status_may_be_a_mark_in_one_of_several_columns(read: Read) -> None:
    found = read("Tâches,En attente,Prêt,Terminé\nPayer,x,,\nVendre,,x,\nLivrer,,,x\n")
    assert found.inspection.columns["status"] == ("En attente", "Prêt", "Terminé")
    assert [item.status for item in found.items] == [Status.TODO, Status.TODO, Status.DONE]


def test_statuses_spelled_three_ways_are_one(read: Read) -> None:
    found = read("ID,Story,Status\n1,One,In-progress\n2,Two,In-progess\n3,Three,In Progress\n")
    assert {item.status for item in found.items} == {Status.IN_PROGRESS}


def test_day_one_of_a_burndown_sheet_is_the_estimate(read_sheets: Read) -> None:
    rows = [
        ["Tâches", "Responsable", "Statut", "Jour 1", "Jour 2", "Jour 3"],
        ["Payer", "Ann", "Terminé", 8, 4, 0],
        ["Total", None, None, 8, 4, 0],
    ]
    found = read_sheets({"Burndown": rows}).inspection
    assert (found.items, found.columns["estimate"], found.estimate.sum, found.estimate.unit) == (
        1,
        ("Jour 1",),
        8,
        "hours",
    )


def test_zero_is_an_estimate_and_empty_is_none(read: Read) -> None:
    found = read("ID,Story,Points,Status\n1,One,0,New\n2,Two,,New\n3,Three,0.5,New\n4,Four,-,New\n")
    assert [item.estimate for item in found.items] == [0.0, None, 0.5, None]


def test_shirt_sizes_follow_the_scale(read: Read) -> None:
    # S = 2, M = 3, XL = 8: 13 in all
    found = read("ID,Story,Taille,Status\n1,One,S,New\n2,Two,M,New\n3,Three,XL,New\n")
    assert (found.inspection.estimate.unit, found.inspection.estimate.sum) == ("size", 13)


def test_a_sprint_named_on_the_first_row_of_its_group_counts_for_the_rows_below(read_sheets: Read) -> None:
    rows = [["Sprint", "Story", "SP", "Status"], ["Sprint 1", "A", 1, "Done"], [None, "B", 2, "Done"], [None, "C", 2, "Done"],
            ["Sprint 2", "D", 3, "New"], [None, "E", 3, "New"]]  # fmt: skip
    found = read_sheets({"S": rows})
    assert [item.sprint for item in found.items] == ["Sprint 1", "Sprint 1", "Sprint 1", "Sprint 2", "Sprint 2"]


def test_blocks_with_the_header_said_again_are_one_table(read_sheets: Read) -> None:
    header = ["Name", "Subitems", "Person", "Status", "Date"]
    rows = [["My board"], ["Sprint 1"], header, ["Log in", None, "Ann", "Done", date(2024, 1, 2)], [None, None, None, None, None],
            ["Sprint 2"], header, ["Pay", None, "Bob", "Stuck", date(2024, 1, 9)]]  # fmt: skip
    found = read_sheets({"board": rows})
    assert [(item.title, item.sprint) for item in found.items] == [("Log in", "Sprint 1"), ("Pay", "Sprint 2")]
    assert found.inspection.profile == "monday"


def test_rows_of_blank_strings_are_nothing(read_sheets: Read) -> None:
    rows = [HEADER, [1, "Log in", 3, "Done", 1], *([[" ", " ", " ", " ", " "]] * 50)]
    assert read_sheets({"S": rows}).inspection.items == 1


def test_numbered_rows_without_a_title_are_no_items(read_sheets: Read) -> None:
    rows = [HEADER, [1, "Log in", 3, "Done", 1], *([n, None, None, None, None] for n in range(2, 40))]
    assert read_sheets({"S": rows}).inspection.items == 1


LEAVE = "Name;Urlaub;von;bis\nAnn;Ferien;01.07.2024;14.07.2024\nBob;Ferien;01.08.2024;07.08.2024\n"
TIME = "Project,Date,User,Activity,Issue,Comment,Hours\nShop,2024-01-02,Ann,Dev,Bug 7,fixed,2.5\nShop,2024-01-03,Bob,Dev,Bug 8,,1\n"
HOLIDAYS = "Ferienname,Jahr,von,bis\nHerbst,2024,2024-10-21,2024-11-01\n"


@pytest.mark.parametrize(("text", "kind"), [(LEAVE, "leave"), (TIME, "other"), (HOLIDAYS, "leave")])
def test_what_is_no_backlog_is_told_apart(text: str, kind: str, read: Read) -> None:
    found = read(text).inspection
    assert (found.kind, found.items) == (kind, 0)


def test_a_velocity_table_is_history(read: Read) -> None:
    found = read("Sprint,Committed,Completed\nSprint 1,20,18\nSprint 2,22,22\n")
    assert (found.inspection.kind, found.inspection.items) == ("history", 0)
    assert [(s.name, s.committed, s.completed, s.carried) for s in found.history] == [
        ("Sprint 1", 20, 18, 2),
        ("Sprint 2", 22, 22, 0),
    ]


def test_hidden_rows_are_items_and_are_told(tmp_path: Path) -> None:
    from openpyxl import Workbook

    from planner.importing import read_backlog

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[str | int]] = [[*HEADER], [1, "Log in", 3, "Done", 1], [2, "Log out", 2, "To do", 2]]
    for row in rows:
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    book.save(tmp_path / "filtered.xlsx")
    found = read_backlog(tmp_path / "filtered.xlsx")
    assert found.inspection.items == 2
    assert "hidden-rows" in codes(found)


def test_ids_keep_the_zeros_that_only_their_format_shows(tmp_path: Path) -> None:
    from openpyxl import Workbook

    from planner.importing import read_backlog

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[str | int]] = [[*HEADER], [123, "Log in", 3, "Done", 1], [7, "Log out", 2, "To do", 2]]
    for row in rows:
        sheet.append(row)
    for cell in ("A2", "A3"):
        sheet[cell].number_format = "00000"
    book.save(tmp_path / "padded.xlsx")
    assert [item.key for item in read_backlog(tmp_path / "padded.xlsx").items] == ["00123", "00007"]


def test_the_same_id_twice_stays_two_items_and_is_told(read: Read) -> None:
    found = read("ID,Story,Status\n7,One,New\n7,Two,New\n")
    assert [item.key for item in found.items] == ["7", "7~2"]
    assert "duplicate-id" in codes(found)


def test_every_column_has_a_reason(read: Read) -> None:
    found = read("ID,Story,Status,Mood,Points\n1,One,New,fine,\n")
    assert [(m.header, m.field) for m in found.mapping] == [
        ("ID", "id"),
        ("Story", "title"),
        ("Status", "status"),
        ("Mood", ""),
        ("Points", "estimate"),
    ]
    assert all(m.reason for m in found.mapping)


def test_the_user_overrules_the_mapping(tmp_path: Path) -> None:
    from planner.importing import read_backlog

    path = tmp_path / "x.csv"
    path.write_text("ID,Story,Detail,Status\n1,One,Long text,New\n", encoding="utf-8")
    found = read_backlog(path, mapping={2: "title", 1: ""})
    assert [item.title for item in found.items] == ["Long text"]


def test_subitem_headers_are_no_items(read_sheets: Read) -> None:
    header = ["Name", "Subitems", "Person", "Status", "Estimated SP", "Item ID"]
    rows = [["Shop"], ["This week"], header, ["Log in", "A, B", "Ann", "Working on it", 3, 1111],
            ["Subitems", "Name", "Owner", "Status", None, None], [None, "A", "Ann", "Done", None, None],
            ["Pay", None, "Bob", "Done", 5, 1112], [], ["Done"], header, ["Old", None, "Bob", "Done", 8, 1113]]  # fmt: skip
    found = read_sheets({"board": rows})
    assert [(item.key, item.title) for item in found.items] == [("1111", "Log in"), ("1112", "Pay"), ("1113", "Old")]
    assert found.inspection.header_row == 2


def test_tasks_under_a_story_that_is_named_once_are_the_items(read_sheets: Read) -> None:
    rows = [["User Story", "Task", "Status", "Hours"], ["As a user I log in", "Form", "Done", 3], [None, "Server", "Done", 5],
            ["As a user I pay", "Page", "New", 2], ["Total", None, None, 10]]  # fmt: skip
    found = read_sheets({"S": rows})
    assert [(item.title, item.epic) for item in found.items] == [
        ("Form", "As a user I log in"), ("Server", "As a user I log in"), ("Page", "As a user I pay"),
    ]  # fmt: skip


def test_days_as_numbers_in_the_header_do_not_hide_it(read_sheets: Read) -> None:
    rows = [["Sprint", "Tareas", "Asignado", "Total de Horas", 1, 2, 3], ["Sprint 1", "Hacer login", "Ana", 5, 1, 1, 3],
            ["Sprint 1", "Hacer logout", "Ana", 3, 1, 1, 1], [None, None, None, 8, 2, 2, 4]]  # fmt: skip
    found = read_sheets({"S": rows}).inspection
    assert (found.header_row, found.items, found.estimate.sum) == (0, 2, 8)


def test_a_check_mark_under_done_is_the_status(read: Read) -> None:
    assert [item.status for item in read("Task,Done\nBuy milk,x\nCall Bob,\n").items] == [Status.DONE, Status.TODO]


def test_children_in_a_nameless_column_are_items(read: Read) -> None:
    found = read("Story,,Sprint,Status\nS-1 Log in,,Sprint 1,Done\n,TK-1 Form,,Done\n,TK-2 Server,,New\n")
    assert (found.inspection.items, found.inspection.columns["title"]) == (3, ("Story", "#1"))
