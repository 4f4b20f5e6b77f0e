"""What real workbooks do to sheets, sections, blocks, totals and headers; each case with its truth."""

# ruff: noqa: E501 - sheets are shown as they are written, one row per line

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from planner.importing.reading import ImportedBacklog

Rows = Sequence[Sequence[object]]
Read = Callable[..., ImportedBacklog]
Facts = Callable[[ImportedBacklog], dict[str, object]]
HEADER = ["ID", "User Story", "Estimate", "Status", "Sprint"]
ITEMS: Rows = [
    [1, "Log in", 3, "Done", "Sprint 1"],
    [2, "Log out", 2, "To do", "Sprint 2"],
    [3, "Pay", 5, "To do", "Sprint 2"],
]
WHOLE = {
    "items": 3,
    "id": "ID",
    "title": "User Story",
    "estimate": "Estimate",
    "status": "Status",
    "sprint": "Sprint",
    "filled": 3,
    "sum": 10,
    "in_sprints": 3,
    "sprints": 2,
}
MONDAY = ["Name", "Subitems", "Person", "Status", "Date", "Estimated SP", "Item ID"]
SUB = ["Subitems", "Name", "Owner", "Status", "Date", "Item ID"]


@dataclass(frozen=True)
class Book:
    """A workbook by its sheets, and what a person finds in it."""

    sheets: dict[str, Rows]
    truth: dict[str, Any]
    merges: Sequence[str] = ()
    hidden: Sequence[str] = field(default=())


def _wide(rows: Rows, *, left: int) -> list[list[object]]:
    return [[None] * left + list(row) for row in rows]


BOOKS = {
    "title above, total below": Book({"S": [["Product backlog of the shop"], [], HEADER, *ITEMS, [None, "Total", 10]]}, WHOLE | {"header_row": 2}),
    "five rows above": Book({"S": [["Project", "Shop"], ["Author", "Ann"], ["Version", 1.2], ["Date", date(2024, 1, 2)], [], HEADER, *ITEMS]}, WHOLE | {"header_row": 5}),
    "column b, row two": Book({"S": [[], *_wide([HEADER, *ITEMS], left=1)]}, WHOLE | {"header_row": 1}),
    "column d, row four": Book({"S": [[], [], [], *_wide([HEADER, *ITEMS], left=3)]}, WHOLE | {"header_row": 3}),
    "blank row between header and items": Book({"S": [HEADER, [], *ITEMS]}, WHOLE | {"header_row": 0}),
    "blank rows among items": Book({"S": [HEADER, ITEMS[0], [], ITEMS[1], [], [], ITEMS[2]]}, WHOLE),
    "total after 25 blank rows": Book({"S": [HEADER, *ITEMS, *([[]] * 25), [None, None, 10]]}, WHOLE),
    "totals by their French words": Book({"S": [HEADER, *ITEMS, ["Total d'heures", None, 10], ["Restante", None, 7], ["Estimado", None, 10]]}, WHOLE),
    "a total of figures only": Book({"S": [HEADER, *ITEMS, [None, None, 10, None, None]]}, WHOLE),
    "blank strings below": Book({"S": [HEADER, *ITEMS, *([[" ", "", " ", " ", ""]] * 40)]}, WHOLE),
    "numbered but empty rows": Book({"S": [HEADER, *ITEMS, *([n, None, None, None, None] for n in range(4, 30))]}, WHOLE),
    "preset statuses on empty rows": Book({"S": [HEADER, *ITEMS, *([None, None, None, "To do", None] for _ in range(20))]}, WHOLE),
    "zeros of formulas on empty rows": Book({"S": [HEADER, *ITEMS, *([None, None, 0, None, None] for _ in range(20))]}, WHOLE),
    "section rows merged": Book(
        {"S": [["Story", "SP", "Status"], ["Sprint 01"], ["Log in", 3, "Done"], ["Log out", 2, "Done"], ["Sprint 02"], ["Pay", 5, "To do"]]},
        {"items": 3, "sum": 10, "in_sprints": 3, "sprints": 2, "sprint": ""}, merges=["A2:C2", "A5:C5"],
    ),
    "section rows with their dates": Book(
        {"S": [["ID", "Story", "SP", "Status"], ["Sprint 1 (01/02/2024 - 14/02/2024)"], [1, "Log in", 3, "Done"], ["Sprint 2 (15/02/2024 - 28/02/2024)"], [2, "Pay", 5, "To do"]]},
        {"items": 2, "sum": 8, "in_sprints": 2, "sprints": 2},
    ),
    "section rows with a sum": Book(
        {"S": [["ID", "Story", "SP", "Status"], ["Sprint 1", None, 3], [1, "Log in", 3, "Done"], ["Sprint 2", None, 5], [2, "Pay", 5, "To do"]]},
        {"items": 2, "sum": 8, "in_sprints": 2, "sprints": 2},
    ),
    "section rows of epics": Book(
        {"S": [["ID", "Story", "SP", "Status"], ["Checkout"], [1, "Log in", 3, "Done"], [2, "Pay", 5, "To do"], ["Catalogue"], [3, "Search", 2, "To do"]]},
        {"items": 3, "sum": 10}, merges=["A2:D2", "A5:D5"],
    ),
    "backlog is sheet twelve": Book(
        {**{f"Notes {n}": [["Meeting", n], ["Ann", "Bob"]] for n in range(1, 12)}, "Backlog": [HEADER, *ITEMS], "Chart": []},
        WHOLE | {"sheet": "Backlog"},
    ),
    "cover, lists and burndown around it": Book(
        {
            "Cover": [["Project Shop"], ["Author", "Ann"]],
            "Lists": [["Status", "Priority"], ["New", "High"], ["Done", "Low"], ["To do", "Medium"]],
            "Product Backlog": [HEADER, *ITEMS],
            "Burndown": [["Day", "Ideal", "Actual"], [1, 10, 10], [2, 5, 7], [3, 0, 2]],
            "Velocity": [["Sprint", "Committed", "Completed"], ["Sprint 1", 10, 8], ["Sprint 2", 9, 9]],
        },
        WHOLE | {"sheet": "Product Backlog"},
    ),
    "a hidden twin": Book({"Old": [HEADER, *([n, f"Old story {n}", 1, "Done", "Sprint 1"] for n in range(40))], "New": [HEADER, *ITEMS]}, WHOLE | {"sheet": "New"}, hidden=["Old"]),
    "a product backlog beside sprint backlogs": Book(
        {
            "Product Backlog": [HEADER, *ITEMS],
            "Sprint 1": [["Task", "Owner", "Status", "Day 1", "Day 2"], ["Form", "Ann", "Done", 3, 0]],
            "Sprint 2": [["Task", "Owner", "Status", "Day 1", "Day 2"], ["Server", "Bob", "To do", 2, 2], ["Page", "Bob", "To do", 5, 5]],
        },
        WHOLE | {"sheet": "Product Backlog"},
    ),
    "name on the first row of its group": Book(
        {"S": [["Sprint", "Story", "SP", "Status"], ["Sprint 1", "A", 1, "Done"], [None, "B", 2, "Done"], ["Sprint 2", "C", 3, "New"], [None, "D", 3, "New"]]},
        {"items": 4, "sprint_names": ["Sprint 1", "Sprint 1", "Sprint 2", "Sprint 2"], "sprints": 2},
    ),
    "story named once over its tasks": Book(
        {"S": [["User Story", "Task", "Status", "Hours"], ["As a user I log in", "Form", "Done", 3], [None, "Server", "Done", 5], ["As a user I pay", "Page", "New", 2], ["Total", None, None, 10]]},
        {"items": 3, "title": "Task", "sum": 10},
    ),
    "header over two rows": Book(
        {"S": [["ID", "Story", "Status", "Effort", None, "Owner"], [None, None, None, "Story points", "Hours", None], [1, "Log in", "Done", 3, 6, "Ann"], [2, "Log out", "To do", 2, 4, "Bob"]]},
        {"items": 2, "estimate": "Story points", "sum": 5},
    ),
    "a group row above the header": Book(
        {"S": [["Item", None, None, "Planning", None], HEADER, *ITEMS]}, WHOLE | {"header_row": 1}, merges=["A1:C1", "D1:E1"],
    ),
    "a small table beside the first rows": Book(
        {"S": [[*HEADER, None, "Velocity", 12], [*ITEMS[0], None, "Capacity", 20], [*ITEMS[1], None, None, None], ITEMS[2]]}, WHOLE,
    ),
    "a legend beside the table": Book(
        {"S": [[*HEADER, None, "Legend"], [*ITEMS[0], None, "Done: accepted"], [*ITEMS[1], None, "To do: open"], ITEMS[2]]}, WHOLE,
    ),
    "tables side by side under two header rows": Book(
        {"S": [
            ["Sprint 1", None, None, None, "Sprint 2", None, None],
            ["Task", "Hours", "Status", None, "Task", "Hours", "Status"],
            ["Log in", 3, "Done", None, "Pay", 5, "To do"],
            ["Log out", 2, "Done", None, "Ship", 1, "To do"],
            ["Search", 4, "Done", None, None, None, None],
        ]},
        {"items": 5, "sum": 15, "in_sprints": 5, "sprints": 2, "header_row": 1, "titles": ["Log in", "Log out", "Search", "Pay", "Ship"]},
        merges=["A1:C1", "E1:G1"],
    ),
    "one sheet per sprint": Book(
        {f"Sprint {n}": [["Task", "Owner", "Status", "Hours"], [f"Form {n}", "Ann", "Done", n], [f"Server {n}", "Bob", "To do", 2]] for n in (1, 2, 3)},
        {"items": 6, "sum": 12, "in_sprints": 6, "sprints": 3},
    ),
    "days as dates in the header": Book(
        {"S": [["Task", "Owner", "Status", "Estimate", *(date(2024, 1, 2) + timedelta(n) for n in range(5))], ["Form", "Ann", "Done", 8, 8, 4, 2, 0, 0], ["Page", "Bob", "To do", 5, 5, 5, 3, 1, 0], ["Total", None, None, 13, 13, 9, 5, 1, 0]]},
        {"items": 2, "estimate": "Estimate", "sum": 13, "header_row": 0},
    ),
    "days as numbers in the header": Book(
        {"S": [["Sprint", "Tareas", "Asignado", "Total de Horas", 1, 2, 3, 4], ["Sprint 1", "Login", "Ana", 5, 1, 1, 3, 0], ["Sprint 1", "Logout", "Luis", 3, 1, 1, 1, 0], [None, None, None, 8, 2, 2, 4, 0]]},
        {"items": 2, "estimate": "Total de Horas", "sum": 8, "header_row": 0, "in_sprints": 2, "sprints": 1},
    ),
    "hours left per day only": Book(
        {"S": [["Tâches", "Responsable", "Statut", "Jour 1", "Jour 2", "Jour 3"], ["Payer", "Ann", "Terminé", 8, 4, 0], ["Livrer", "Bob", "En cours", 4, 4, 1], ["Total d'heures", None, None, 12, 8, 1]]},
        {"items": 2, "estimate": "Jour 1", "sum": 12},
    ),
    "a burndown title over a filled column": Book(
        {"S": [["Burndown", None, None, None], ["Task", "", "Status", "Hours"], ["Form", "Ann", "Done", 3], ["Page", "Bob", "To do", 2]]},
        {"items": 2, "title": "Task", "sum": 5, "header_row": 1},
    ),
    "monday groups": Book(
        {"board": [["Shop board"], ["Sprint 1"], MONDAY, ["Log in", None, "Ann", "Done", date(2024, 1, 2), 3, 11], [], ["Sprint 2"], MONDAY, ["Pay", None, "Bob", "Stuck", None, 5, 12], ["Ship", None, None, None, None, None, 13], []]},
        {"items": 3, "sum": 8, "profile": "monday", "header_row": 2, "in_sprints": 3, "sprints": 2, "title": "Name", "id": "Item ID"},
    ),
    "monday groups with subitems": Book(
        {"board": [["Shop board"], ["This week"], MONDAY, ["Log in", "A, B", "Ann", "Done", None, 3, 11], SUB, [None, "A", "Ann", "Done", None, 21], [None, "B", "Bob", "Done", None, 22], ["Pay", None, "Bob", "Done", None, 5, 12], [], ["Later"], MONDAY, ["Old", None, "Bob", "Stuck", None, 8, 13]]},
        {"items": 3, "sum": 16, "titles": ["Log in", "Pay", "Old"]},
    ),
    "monday with sums under its groups": Book(
        {"board": [["Shop board"], ["All about it"], [], ["Group one"], MONDAY, ["Log in", None, "Ann", "Done", None, 3, 11], ["Pay", None, "Bob", "Done", None, 5, 12], [None, None, None, None, None, 8, None]]},
        {"items": 2, "sum": 8, "header_row": 4},
    ),
    "blocks with the header said again": Book(
        {"S": [["Sprint 1"], ["Story", "SP", "Status"], ["Log in", 3, "Done"], [], ["Sprint 2"], ["Story", "SP", "Status"], ["Pay", 5, "To do"], ["Ship", 2, "To do"]]},
        {"items": 3, "sum": 10, "in_sprints": 3, "sprints": 2, "header_row": 1},
    ),
    "asana through a sheet link": Book(
        {"S": [["https://app.asana.com/0/1/list"], [], [], ["Task ID", "Created At", "Completed At", "Name", "Section/Column", "Assignee", "Story Points"], [1, date(2024, 1, 2), None, "Log in", "Doing", "Ann", 3]]},
        {"items": 1, "header_row": 3, "profile": "asana", "sum": 3},
    ),
    "an azure import file without ids": Book(
        {"S": [["ID", "Work Item Type", "Title 1", "Title 2", "State", "Effort"], [None, "Epic", "Shop", None, "New", None], [None, "Feature", None, "Cart", "New", 5]]},
        {"items": 2, "id": "ID", "title": "Title 1|Title 2", "sum": 5},
    ),
    "integers as floats": Book({"S": [HEADER, [1.0, "Log in", 3.0, "Done", 0.0], [2.0, "Pay", 5.0, "To do", 1.0]]}, {"keys": ["1", "2"], "sprint_names": ["0", "1"], "in_sprints": 2}),
    "dates as text": Book({"S": [[*HEADER, "Due Date"], [*ITEMS[0], "25/01/2024"], [*ITEMS[1], "03/02/2024"]]}, {"items": 2, "sum": 5, "due": "Due Date"}),
    "a template is no backlog": Book({"Guide": [["How to use this template"], ["Work item type", "Meaning"], ["Epic", "A large body of work"], ["Feature", "A part of an epic"]]}, {"kind": "other", "items": 0}),
    "ditto marks": Book({"S": [HEADER, [1, "A", 3, "Done", "Sprint 1"], [2, "B", 2, '"', '"'], [3, "C", 5, '" "', '" "']]}, {"items": 3, "in_sprints": 3, "sprints": 1}),
    "level by a number": Book({"S": [["Level", "WBS", "Task Name", "Status", "Effort"], [1, "1", "Shop", "New", None], [2, "1.1", "Cart", "New", 3], [2, "1.2", "Pay", "New", 2]]}, {"items": 3, "title": "Task Name", "sum": 5}),
    "a plan with start and finish": Book(
        {"S": [["PROJECT PLAN"], [], ["TASK NAME", "SUB-TASK", "ASSIGNED TO", "START", "FINISH", "STATUS"], ["Design", None, "Ann", date(2024, 1, 2), date(2024, 1, 9), "Completed"], [None, "Sketch", "Ann", date(2024, 1, 2), date(2024, 1, 4), "Completed"], [None, "Review", "Bob", date(2024, 1, 5), date(2024, 1, 9), "Active"]]},
        {"items": 3, "title": "TASK NAME|SUB-TASK", "header_row": 2},
    ),
    "moscow priorities": Book({"S": [["Story ID", "Theme", "Users stories", "Priority", "SP", "SPRINT #", "Status"], ["US1", "Shop", "As a buyer I pay", "Must Have", 3, 1, "Completed"], ["US2", "Shop", "As a buyer I search", "Nice To Have", 5, 2, "Backlog"]]}, {"items": 2, "id": "Story ID", "title": "Users stories", "estimate": "SP", "sprint": "SPRINT #", "sprints": 2}),
}  # fmt: skip


@pytest.mark.parametrize("name", BOOKS)
def test_a_workbook_is_understood(name: str, read_sheets: Read, facts: Facts) -> None:
    book = BOOKS[name]
    found = facts(read_sheets(book.sheets, merges=book.merges, hidden=book.hidden))
    assert {key: found[key] for key in book.truth} == book.truth
