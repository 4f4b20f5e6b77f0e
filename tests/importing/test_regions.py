"""What stands below, between and beside tables is told apart, and notes about cells follow the rows that move."""

# ruff: noqa: E501 - tables are shown as they are written, one record per line

from collections.abc import Callable
from pathlib import Path

import pytest

from planner.importing import read_backlog
from planner.importing.reading import ImportedBacklog
from planner.importing.sheet_markup import Merge, Piece, SheetMarkup

Read = Callable[..., ImportedBacklog]
HEADER = ["ID", "Story", "Points", "Status"]


def test_a_table_below_the_backlog_is_left_out_and_told_with_its_row(read_sheets: Read) -> None:
    rows = [
        HEADER,
        [1, "Log in", 3, "Done"],
        [2, "Pay", 5, "New"],
        [],
        ["Burndown"],
        ["Day", "Ideal", "Left"],
        [1, 8, 8],
    ]
    found = read_sheets({"S": rows})
    assert [item.title for item in found.items] == ["Log in", "Pay"]
    assert [(issue.row, issue.value) for issue in found.issues if issue.code == "other-table"] == [(5, "Burndown")]


def test_items_after_a_blank_row_stay_and_keep_their_row(read_sheets: Read) -> None:
    rows = [
        HEADER,
        [1, "Log in", 3, "Done"],
        [],
        ["Day", "Left"],
        [1, 8],
        [2, 5],
        [],
        ["Sprint 2"],
        HEADER,
        [2, "Pay", 5, "New"],
    ]
    found = read_sheets({"S": rows})
    assert [(item.title, item.sprint, item.row) for item in found.items] == [("Log in", "", 2), ("Pay", "Sprint 2", 10)]


def test_words_of_a_status_do_not_make_a_group_of_items_another_table(read_sheets: Read) -> None:
    rows = [
        ["Story", "Owner", "Status", "Points"],
        ["Log in", "Ann", "Done", 3],
        ["Pay", "Bob", "New", 5],
        [],
        ["Find", "Ann", "New"],
        ["Walk", "Bob", "Done", 2],
    ]
    assert read_sheets({"S": rows}).inspection.items == 4


def test_markup_moves_with_the_rows_and_columns_that_are_taken() -> None:
    markup = SheetMarkup(hidden_rows=[1, 4], errors=[(4, 3, "#N/A"), (4, 9, "#REF!")], merges=[Merge(4, 3, 5, 3)])
    moved = markup.moved([Piece(0, 0, 1, 3, 4), Piece(4, 1, 2, 3, 4)])
    assert (moved.hidden_rows, moved.errors, moved.merges) == ([1], [(1, 0, "#N/A")], [Merge(1, 0, 2, 0)])


@pytest.mark.parametrize("joined", ["beside", "sheets"])
def test_hidden_rows_and_errors_are_told_for_joined_tables(joined: str, tmp_path: Path) -> None:
    from xlsxwriter import Workbook

    path = tmp_path / "b.xlsx"
    with Workbook(path) as book:
        for number in range(1 if joined == "beside" else 2):
            sheet = book.add_worksheet(f"Sprint {number + 1}")
            for left in (0, 5) if joined == "beside" else (0,):
                sheet.write_row(0, left, HEADER)
                sheet.write_row(1, left, [left + 10 * number + 1, "Log in again", 3, "Done"])
                sheet.write_row(2, left, [left + 10 * number + 2, "Pay by card", 5, "New"])
            sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")
            sheet.set_row(1, None, None, {"hidden": True})
    found = read_backlog(path)
    assert found.inspection.items == 4
    told = {issue.code: issue for issue in found.issues}
    assert told["hidden-rows"].value == "2"
    assert (told["error-cell"].row, told["error-cell"].column) == (3, "Points")


def test_ids_stay_padded_when_rows_above_them_are_left_out(tmp_path: Path) -> None:
    from xlsxwriter import Workbook

    path = tmp_path / "b.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet("S")
        padded = book.add_format({"num_format": "00000"})
        rows = [HEADER, [7, "Log in", 3, "Done"], [], ["Day", "Left"], [1, 8], [], HEADER, [12, "Pay", 5, "New"]]
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        sheet.write_number(1, 0, 7, padded)
        sheet.write_number(7, 0, 12, padded)
    assert [item.key for item in read_backlog(path).items] == ["00007", "00012"]


CASES = {
    "only stories, everything else still empty": (
        "ID,User Story,Tasks,Owner,Status,Effort,Day 1,Day 2\nB-1,As a guest I look,,,,,,\nB-2,As a guest I buy,,,,,,\n",
        {"items": 2, "id": "ID", "title": "User Story"},
    ),
    "who, what and why": (
        "ID,As a...,I want to...,So that...\n1,user,manage my items,I find them\n2,user,see a message,I know it worked\n",
        {"items": 2, "id": "ID", "title": "I want to..."},
    ),
    "keys under a misleading header": (
        "Tareas,Tipo,Título,Est.,Fase,Estado\nEN-001,EN,Crear la base,3 SP,Sprint 1: base,Listo\nHU-001,HU,Entrar al sistema,5 SP,Sprint 1: base,Listo\nHU-002,HU,Ver mi perfil,2 SP,Sprint 2: cierre,Por hacer\n",
        {"items": 3, "id": "Tareas", "title": "Título", "estimate": "Est.", "sum": 10, "sprint": "Fase", "sprints": 2},
    ),
    "an estimate in many words": (
        "Titulo,Estimación del esfuerzo (story points),Prioridad\nUno más,5,Alta\nDos más,3,Alta\n",
        {"items": 2, "estimate": "Estimación del esfuerzo (story points)", "sum": 8, "unit": "points"},
    ),
    "headers without accents": (
        "ID,Titulo,Descripcion,Estimacion,Iteracion,Estado\n1,Entrar,x,3,1,Hecho\n2,Pagar,y,5,2,Nuevo\n",
        {"items": 2, "title": "Titulo", "estimate": "Estimacion", "sprint": "Iteracion"},
    ),
    "the number of a thing": (
        "Feature No.,Feature,Final estimate,Status\n1,Log in,3,Done\n2,Pay,5,New\n",
        {"items": 2, "id": "Feature No.", "title": "Feature", "estimate": "Final estimate"},
    ),
    "a log of actions is no backlog": (
        '"action","timestamp"\n"Created customer 1","2023/05/26 13:07:38"\n"Displayed all","2023/05/26 13:07:53"\n',
        {"kind": "other", "items": 0},
    ),
    "points left per sprint are no backlog": ("Points,Sprint\n607,8\n563,9\n506,10\n", {"kind": "other", "items": 0}),
}


@pytest.mark.parametrize("name", CASES)
def test_a_hand_made_table_is_understood(
    name: str, read: Read, facts: Callable[[ImportedBacklog], dict[str, object]]
) -> None:
    content, truth = CASES[name]
    found = facts(read(content))
    assert {key: found[key] for key in truth} == truth
