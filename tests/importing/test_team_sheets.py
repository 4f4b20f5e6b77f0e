"""Sheets as teams keep them: templates, capacities beside and below, blocks per sprint, many languages."""

# ruff: noqa: E501 - sheets are shown as they are written, one row per line

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from planner.importing.reading import ImportedBacklog

Read = Callable[..., ImportedBacklog]
Facts = Callable[[ImportedBacklog], dict[str, object]]


@dataclass(frozen=True)
class Book:
    """A workbook by its sheets, and what a person finds in it."""

    sheets: dict[str, Sequence[Sequence[object]]]
    truth: dict[str, Any]
    merges: Sequence[str] = ()


BOOKS = {
    "template as a/i want/so that points": Book(
        {
            "Product Backlog": [["Product Backlog: Shop"], ["Version", "1.2"], [], ["ID", "As a", "I want to", "So that", "Priority", "Story Points", "Sprint", "Status"], ["US-01", "buyer", "log in", "I see my orders", "High", 3, 1, "Done"], ["US-02", "buyer", "pay", "I get goods", "High", 5, 1, "To Do"], ["US-03", "admin", "see a report", "I can plan", "Low", 8, 2, "To Do"]],
        },
        {"header_row": 3, "items": 3, "id": "ID", "title": "I want to", "estimate": "Story Points", "status": "Status", "sprint": "Sprint", "sum": 16, "sprints": 2},
    ),
    "user story + as a columns": Book(
        {
            "S": [["User Story", "As a", "I want", "So that", "Points"], ["US1", "buyer", "log in", "x", 3], ["US2", "buyer", "pay", "y", 5]],
        },
        {"header_row": 0, "items": 2, "id": "User Story", "title": "I want", "estimate": "Points", "sum": 8},
    ),
    "capacity beside backlog": Book(
        {
            "S": [["ID", "Story", "SP", "Status", None, "Member", "Capacity"], [1, "Log in now", 3, "Done", None, "Ann", 10], [2, "Pay by card", 5, "To do", None, "Bob", 12], [3, "Search", 2, "To do", None, "Cy", 8], [4, "Report", 1, "To do"], [5, "Export it", 1, "To do"]],
        },
        {"items": 5, "id": "ID", "title": "Story", "estimate": "SP", "sum": 12},
    ),
    "capacity longer than the backlog": Book(
        {
            "S": [["ID", "Story", "SP", "Status", None, "Member", "Hours"], [1, "Log in now", 3, "Done", None, "Ann", 10], [2, "Pay by card", 5, "To do", None, "Bob", 12], [None, None, None, None, None, "Cy", 8], [None, None, None, None, None, "Di", 8], [None, None, None, None, None, "Total", 38]],
        },
        {"items": 2, "id": "ID", "title": "Story", "estimate": "SP", "sum": 8},
    ),
    "capacity above the backlog": Book(
        {
            "S": [["Team capacity"], ["Member", "Days", "Focus"], ["Ann", 10, 0.8], ["Bob", 9, 0.7], ["Total", 19, None], [], ["ID", "Story", "Story Points", "Status", "Sprint"], [1, "Log in now", 3, "Done", "S1"], [2, "Pay by card", 5, "To do", "S1"]],
        },
        {"header_row": 6, "items": 2, "id": "ID", "title": "Story", "estimate": "Story Points", "status": "Status", "sprint": "Sprint", "sum": 8},
    ),
    "blocks per sprint with own header": Book(
        {
            "S": [["Sprint 1"], ["ID", "Story", "Points", "Status"], [1, "Log in", 3, "Done"], [2, "Pay", 5, "Done"], ["Total", None, 8], [], ["Sprint 2"], ["ID", "Story", "Points", "Status"], [3, "Search", 2, "To do"], [4, "Report", 8, "To do"], ["Total", None, 10]],
        },
        {"items": 4, "id": "ID", "title": "Story", "estimate": "Points", "sum": 18, "sprints": 2, "in_sprints": 4},
    ),
    "blocks per sprint with goal and dates": Book(
        {
            "S": [["Sprint 1", "Goal: basics"], ["From", date(2024, 1, 1), "To", date(2024, 1, 14)], ["ID", "Story", "Points", "Status"], [1, "Log in", 3, "Done"], [2, "Pay", 5, "Done"], [], ["Sprint 2", "Goal: more"], ["From", date(2024, 1, 15), "To", date(2024, 1, 28)], ["ID", "Story", "Points", "Status"], [3, "Search", 2, "To do"], [4, "Report", 8, "To do"]],
        },
        {"items": 4, "sum": 18, "sprints": 2},
    ),
    "tasks under stories, story once": Book(
        {
            "Sprint Backlog": [["Sprint 3 backlog"], ["User Story", "Task", "Owner", "Status", "Estimate (h)", "Day 1", "Day 2", "Day 3"], ["As a buyer I log in", "Design form", "Ann", "Done", 4, 4, 0, 0], [None, "Code form", "Bob", "Done", 6, 6, 3, 0], ["As a buyer I pay", "Choose provider", "Ann", "To do", 8, 8, 8, 8], [None, "Write client", "Bob", "To do", 5, 5, 5, 5], ["Total", None, None, None, 23, 23, 16, 13], ["Ideal", None, None, None, 23, 15, 8, 0]],
        },
        {"items": 4, "title": "Task", "estimate": "Estimate (h)", "sum": 23, "header_row": 1},
    ),
    "german sheet": Book(
        {
            "Backlog": [["Produkt-Backlog"], ["Nr.", "Epic", "User Story", "Akzeptanzkriterien", "Priorität", "Story Points", "Sprint", "Status"], ["1.1", "Konto", "Als Kunde möchte ich mich anmelden", "ok", "hoch", 3, "Sprint 1", "Erledigt"], ["1.2", "Konto", "Als Kunde möchte ich mich abmelden", "ok", "mittel", 2, "Sprint 1", "In Arbeit"], ["2.1", "Kasse", "Als Kunde möchte ich zahlen", "ok", "hoch", 8, "Sprint 2", "Offen"]],
        },
        {"header_row": 1, "items": 3, "id": "Nr.", "title": "User Story", "estimate": "Story Points", "status": "Status", "sprint": "Sprint", "sum": 13, "sprints": 2},
    ),
    "french sheet": Book(
        {
            "Feuil1": [["N°", "En tant que", "Je veux", "Afin de", "Priorité", "Complexité", "Sprint", "Etat"], [1, "client", "me connecter", "acheter", "Must", 3, 1, "Terminé"], [2, "client", "payer", "recevoir", "Must", 5, 1, "En cours"], [3, "admin", "voir un rapport", "décider", "Should", 8, 2, "A faire"]],
        },
        {"items": 3, "id": "N°", "title": "Je veux", "estimate": "Complexité", "status": "Etat", "sprint": "Sprint", "sum": 16, "sprints": 2},
    ),
    "french backlog 2": Book(
        {
            "Backlog produit": [["Backlog produit - Projet X"], [], ["ID", "User stories", "Charge (j/h)", "Priorité", "Itération", "Statut"], ["US1", "En tant que client je veux payer", 2, 1, "Sprint 1", "Fait"], ["US2", "En tant que client je veux voir", 0.5, 2, "Sprint 1", "À faire"], ["US3", "En tant que client je veux x", 1, 2, "Sprint 2", "À faire"]],
        },
        {"header_row": 2, "items": 3, "id": "ID", "title": "User stories", "estimate": "Charge (j/h)", "status": "Statut", "sprint": "Itération", "sum": 3.5, "sprints": 2},
    ),
    "spanish product backlog": Book(
        {
            "Hoja1": [[None, "PRODUCT BACKLOG"], [], [None, "Id", "Historia de usuario", "Prioridad", "Estimación", "Sprint", "Estado", "Responsable"], [None, "HU01", "Como usuario quiero entrar", "Alta", 5, 1, "Terminado", "Ana"], [None, "HU02", "Como usuario quiero salir", "Baja", 3, 1, "En proceso", "Luis"], [None, "HU03", "Como usuario quiero pagar", "Media", 8, 2, "Pendiente", "Ana"], [None, None, None, "Total", 16]],
        },
        {"header_row": 2, "items": 3, "id": "Id", "title": "Historia de usuario", "estimate": "Estimación", "status": "Estado", "sprint": "Sprint", "sum": 16, "sprints": 2},
    ),
    "portuguese": Book(
        {
            "Planilha1": [["Código", "História de usuário", "Prioridade", "Pontos", "Sprint", "Situação"], ["H1", "Como cliente quero entrar", "Alta", 3, "Sprint 1", "Concluído"], ["H2", "Como cliente quero pagar", "Alta", 5, "Sprint 2", "A fazer"]],
        },
        {"items": 2, "id": "Código", "title": "História de usuário", "estimate": "Pontos", "sprint": "Sprint", "status": "Situação", "sum": 8},
    ),
    "italian": Book(
        {
            "Foglio1": [["ID", "Titolo", "Descrizione", "Priorità", "Stima", "Sprint", "Stato"], [1, "Accesso", "x", "Alta", 3, 1, "Fatto"], [2, "Pagamento", "y", "Bassa", 5, 2, "Da fare"]],
        },
        {"items": 2, "id": "ID", "title": "Titolo", "estimate": "Stima", "sprint": "Sprint", "status": "Stato", "sum": 8},
    ),
    "dutch": Book(
        {
            "Blad1": [["Nr", "Titel", "Omschrijving", "Prioriteit", "Schatting", "Sprint", "Status"], [1, "Inloggen", "x", "Hoog", 3, 1, "Klaar"], [2, "Betalen", "y", "Laag", 5, 2, "Te doen"]],
        },
        {"items": 2, "id": "Nr", "title": "Titel", "estimate": "Schatting", "sprint": "Sprint", "status": "Status", "sum": 8},
    ),
    "swedish": Book(
        {
            "Blad1": [["ID", "Rubrik", "Beskrivning", "Prioritet", "Story points", "Sprint", "Status"], [1, "Logga in", "x", "Hög", 3, 1, "Klar"], [2, "Betala", "y", "Låg", 5, 2, "Att göra"]],
        },
        {"items": 2, "id": "ID", "title": "Rubrik", "estimate": "Story points", "sprint": "Sprint", "status": "Status", "sum": 8},
    ),
    "polish": Book(
        {
            "Arkusz1": [["ID", "Historyjka użytkownika", "Priorytet", "Szacowanie", "Sprint", "Status"], [1, "Jako klient chcę", "W", 3, 1, "Zrobione"], [2, "Jako klient chcę y", "N", 5, 2, "Do zrobienia"]],
        },
        {"items": 2, "id": "ID", "status": "Status", "sprint": "Sprint"},
    ),
    "vietnamese": Book(
        {
            "Sheet1": [["STT", "Tên chức năng", "Mô tả", "Độ ưu tiên", "Story Point", "Sprint", "Trạng thái"], [1, "Đăng nhập", "x", "Cao", 3, 1, "Hoàn thành"], [2, "Thanh toán", "y", "Cao", 5, 1, "Chưa làm"], [3, "Tìm kiếm", "z", "Cao", 2, 2, "Chưa làm"]],
        },
        {"items": 3, "estimate": "Story Point", "sprint": "Sprint", "sum": 10},
    ),
    "burndown below items in same sheet": Book(
        {
            "S": [["ID", "Story", "Points", "Status"], [1, "Log in", 3, "Done"], [2, "Pay", 5, "To do"], [], ["Day", "Ideal", "Actual"], [0, 8, 8], [1, 4, 6], [2, 0, 5]],
        },
        {"items": 2, "sum": 8},
    ),
    "legend below": Book(
        {
            "S": [["ID", "Story", "Points", "Status"], [1, "Log in", 3, "Done"], [2, "Pay", 5, "To do"], [3, "Walk", 5, "To do"], [], [], ["Legend:"], ["Done", "finished and accepted"], ["To do", "not begun"]],
        },
        {"items": 3, "sum": 13},
    ),
    "notes row below header": Book(
        {
            "S": [["ID", "User Story", "Estimate", "Status"], ["unique number", "who, what, why", "in points", "see list"], [1, "Log in", 3, "Done"], [2, "Pay", 5, "To do"]],
        },
        {"sum": 8},
    ),
    "epic rows as merged sections": Book(
        {
            "S": [["#", "User story", "SP", "Sprint", "Status"], ["EPIC 1: Account"], [1, "Log in", 3, 1, "Done"], [2, "Log out", 1, 1, "Done"], ["EPIC 2: Pay"], [3, "Card", 5, 2, "To do"]],
        },
        {"items": 3, "sum": 9}, ["A2:E2", "A5:E5"],
    ),
    "sprint merged vertically": Book(
        {
            "S": [["Sprint", "ID", "Story", "Points", "Status"], ["Sprint 1", 1, "Log in", 3, "Done"], [None, 2, "Log out", 1, "Done"], [None, 3, "Card", 5, "Done"], ["Sprint 2", 4, "Bill", 5, "To do"], [None, 5, "Voucher", 2, "To do"]],
        },
        {"items": 5, "sum": 16, "sprint": "Sprint", "in_sprints": 5, "sprints": 2}, ["A2:A4", "A5:A6"],
    ),
    "sprint vertical not merged, with ids": Book(
        {
            "S": [["Sprint", "ID", "Story", "Points", "Status"], ["Sprint 1", 1, "Log in", 3, "Done"], [None, 2, "Log out", 1, "Done"], [None, 3, "Card", 5, "Done"], ["Sprint 2", 4, "Bill", 5, "To do"], [None, 5, "Voucher", 2, "To do"]],
        },
        {"items": 5, "sum": 16},
    ),
    "epic vertical merged estimates per epic": Book(
        {
            "S": [["Epic", "Story", "Points", "Status"], ["Account", "Log in", 3, "Done"], [None, "Log out", 1, "Done"], ["Pay", "Card", 5, "Done"], [None, "Bill", 5, "To do"]],
        },
        {"items": 4, "sum": 14}, ["A2:A3", "A4:A5"],
    ),
    "x per sprint columns": Book(
        {
            "S": [["ID", "Story", "Points", "Sprint 1", "Sprint 2", "Sprint 3"], [1, "Log in", 3, "x", None, None], [2, "Pay", 5, "x", "x", None], [3, "Find", 2, None, None, "x"]],
        },
        {"items": 3, "sum": 10, "in_sprints": 3, "sprints": 3},
    ),
    "hours per sprint columns": Book(
        {
            "S": [["Story", "Estimate", "Sprint 1", "Sprint 2"], ["Log in", 8, 8, 0], ["Pay", 12, 4, 8]],
        },
        {"items": 2, "sum": 20},
    ),
    "gantt days to the right": Book(
        {
            "S": [["Task", "Assigned to", "Start", "End", "Days", date(2024, 1, 1), date(2024, 1, 2), date(2024, 1, 3)], ["Design", "Ann", date(2024, 1, 1), date(2024, 1, 2), 2, "x", "x", None], ["Code", "Bob", date(2024, 1, 2), date(2024, 1, 3), 2, None, "x", "x"]],
        },
        {"items": 2, "title": "Task", "sum": 4},
    ),
    "google gantt template wbs": Book(
        {
            "Gantt": [["GANTT CHART"], ["Project title", "Shop", "Company", "Us"], ["Manager", "Ann", "Date", date(2024, 1, 1)], [], ["WBS NUMBER", "TASK TITLE", "TASK OWNER", "START DATE", "DUE DATE", "DURATION", "PCT OF TASK COMPLETE"], [1, "Project Conception"], [1.1, "Charter", "Ann", date(2024, 1, 1), date(2024, 1, 5), 4, 1], ["1.1.1", "Revisions", "Ann", date(2024, 1, 1), date(2024, 1, 5), 4, 1], [2, "Definition"], [2.1, "Scope", "Bob", date(2024, 1, 6), date(2024, 1, 9), 3, 0.5]],
        },
        {"header_row": 4, "items": 5, "id": "WBS NUMBER", "title": "TASK TITLE"},
    ),
    "velocity and backlog sheets": Book(
        {
            "Velocity": [["Sprint", "Committed", "Completed"], ["Sprint 1", 20, 18], ["Sprint 2", 22, 22]],
            "Product Backlog": [["Id", "Title", "Estimate", "Status"], [1, "Log in", 3, "Done"], [2, "Pay", 5, "New"]],
        },
        {"sheet": "Product Backlog", "items": 2, "sum": 8},
    ),
    "product and sprint backlogs": Book(
        {
            "Product Backlog": [["ID", "User Story", "Priority", "Story Points", "Status"], ["US1", "Log in", 1, 3, "Done"], ["US2", "Pay", 2, 5, "New"], ["US3", "Find", 2, 2, "New"]],
            "Sprint 1": [["Story", "Task", "Owner", "Hours", "Status"], ["US1", "form", "Ann", 4, "Done"], ["US1", "api", "Bob", 5, "Done"]],
            "Sprint 2": [["Story", "Task", "Owner", "Hours", "Status"], ["US2", "client", "Ann", 4, "New"], ["US3", "index", "Bob", 5, "New"]],
        },
        {"sheet": "Product Backlog", "items": 3, "sum": 10},
    ),
    "sheet per sprint with different header rows": Book(
        {
            "Sprint 1": [["Sprint 1"], ["ID", "Story", "Points", "Status"], [1, "Log in", 3, "Done"]],
            "Sprint 2": [["Sprint 2"], ["Goal: pay"], ["ID", "Story", "Points", "Status"], [2, "Pay", 5, "New"], [3, "Find", 1, "New"]],
        },
        {"items": 3, "sum": 9, "sprints": 2},
    ),
    "retro and backlog": Book(
        {
            "Retro": [["Went well", "To improve", "Action"], ["pairing", "tests", "write tests"]],
            "Backlog": [["Title", "Status", "Estimate"], ["Log in", "Done", 3], ["Pay", "New", 5]],
        },
        {"sheet": "Backlog", "items": 2},
    ),
    "estimates of low/likely/high": Book(
        {
            "S": [["ID", "Feature", "Optimistic", "Most likely", "Pessimistic", "Expected", "Status"], [1, "Log in", 2, 3, 6, 3.3, "Done"], [2, "Pay", 4, 5, 9, 5.5, "New"]],
        },
        {"items": 2, "title": "Feature"},
    ),
    "planning poker": Book(
        {
            "S": [["User Story", "Ann", "Bob", "Cy", "Final estimate"], ["Log in", 3, 5, 3, 3], ["Pay", 8, 8, 5, 8]],
        },
        {"items": 2, "title": "User Story", "estimate": "Final estimate", "sum": 11},
    ),
    "moscow + effort/value": Book(
        {
            "S": [["Feature", "Business Value (1-10)", "Effort (1-10)", "ROI", "MoSCoW", "Release"], ["Log in", 9, 3, 3, "Must", "R1"], ["Pay", 10, 8, 1.25, "Must", "R2"]],
        },
        {"items": 2, "title": "Feature", "estimate": "Effort (1-10)", "sum": 11},
    ),
    "requirement list": Book(
        {
            "S": [["Req ID", "Requirement", "Type", "Priority", "Status", "Release"], ["FR-1", "The user can log in", "Functional", "High", "Approved", "1.0"], ["NFR-1", "Fast", "Non-functional", "Low", "Draft", "1.0"]],
        },
        {"items": 2, "id": "Req ID", "title": "Requirement", "status": "Status"},
    ),
    "bug list": Book(
        {
            "S": [["Bug ID", "Summary", "Severity", "Reported by", "Date", "Status", "Assigned to"], ["B1", "Crash", "High", "Ann", date(2024, 1, 1), "Open", "Bob"], ["B2", "Typo", "Low", "Ann", date(2024, 1, 2), "Closed", "Bob"]],
        },
        {"items": 2, "id": "Bug ID", "title": "Summary", "status": "Status"},
    ),
    "pivoted sums": Book(
        {
            "Pivot": [["Row Labels", "Sum of Story Points", "Count of Key"], ["Sprint 1", 20, 7], ["Sprint 2", 25, 8], ["Grand Total", 45, 15]],
            "Data": [["Key", "Summary", "Status", "Story Points", "Sprint"], ["A-1", "Log in", "Done", 3, "Sprint 1"], ["A-2", "Pay", "New", 5, "Sprint 2"]],
        },
        {"sheet": "Data", "items": 2, "sum": 8},
    ),
    "grouped subtotal rows": Book(
        {
            "S": [["Epic", "Story", "Points", "Status"], ["Account", "Log in", 3, "Done"], ["Account", "Log out", 1, "Done"], ["Account Total", None, 4, None], ["Pay", "Card", 5, "New"], ["Pay Total", None, 5, None], ["Grand Total", None, 9, None]],
        },
        {"items": 3, "sum": 9},
    ),
    "header says Story points in two rows merged": Book(
        {
            "S": [["Product Backlog", None, None, "Estimation", None, "Planning", None], ["ID", "User story", "Priority", "Points", "Hours", "Sprint", "Status"], [1, "Log in", "High", 3, 8, 1, "Done"], [2, "Pay", "Low", 5, 13, 2, "New"]],
        },
        {"header_row": 1, "items": 2, "id": "ID", "title": "User story", "estimate": "Points", "sprint": "Sprint", "status": "Status", "sum": 8}, ["A1:C1", "D1:E1", "F1:G1"],
    ),
    "trailing comments column": Book(
        {
            "S": [["ID", "Title", "Status", "Estimate", "Comments"], [1, "Log in", "Done", 3, "ok"], [2, "Pay", "New", 5, None], [None, None, None, None, "see mail of Ann"]],
        },
        {"items": 2, "sum": 8},
    ),
    "id only on story rows, tasks below": Book(
        {
            "S": [["Story ID", "Story", "Task", "Estimate", "Status"], ["US1", "Log in", None, None, None], [None, None, "form", 3, "Done"], [None, None, "api", 2, "Done"], ["US2", "Pay", None, None, None], [None, None, "client", 5, "New"]],
        },
        {"sum": 10},
    ),
    "percent complete": Book(
        {
            "S": [["Task Name", "Assigned", "% Complete", "Start", "Finish", "Duration"], ["Design", "Ann", 1, date(2024, 1, 1), date(2024, 1, 3), "3 days"], ["Code", "Bob", 0.5, date(2024, 1, 4), date(2024, 1, 9), "4 days"]],
        },
        {"items": 2, "title": "Task Name"},
    ),
    "ms project": Book(
        {
            "Task_Table": [["ID", "Active", "Task Mode", "Name", "Duration", "Start", "Finish", "Predecessors", "Outline Level", "Notes"], [1, "Yes", "Auto", "Plan", "5 days", date(2024, 1, 1), date(2024, 1, 5), None, 1, None], [2, "Yes", "Auto", "Build", "10 days", date(2024, 1, 8), date(2024, 1, 19), "1", 2, None]],
        },
        {"items": 2, "id": "ID", "title": "Name"},
    ),
    "one column of stories with heading": Book(
        {
            "S": [["User Stories"], ["As a buyer I log in"], ["As a buyer I pay"]],
        },
        {"items": 2, "title": "User Stories"},
    ),
    "scrum template with sprint columns": Book(
        {
            "S": [["Backlog Item #", "Description", "Priority", "Estimate (Story Points)", "Assigned Sprint", "Current Status", "Owner"], [1, "Log in", "High", 3, "Sprint 1", "Complete", "Ann"], [2, "Pay", "High", 5, "Sprint 2", "Not Started", "Ann"]],
        },
        {"items": 2, "id": "Backlog Item #", "title": "Description", "estimate": "Estimate (Story Points)", "sprint": "Assigned Sprint", "status": "Current Status", "sum": 8},
    ),
    "smartsheet": Book(
        {
            "S": [["Task Name", "Story Points", "Sprint", "Start Date", "End Date", "Duration", "Status", "Assigned To", "% Complete", "Comments"], ["Sprint 1", None, None, date(2024, 1, 1), date(2024, 1, 14), "10d", None, None, 0.5, None], ["Log in", 3, "Sprint 1", date(2024, 1, 1), date(2024, 1, 4), "4d", "Complete", "Ann", 1, None], ["Pay", 5, "Sprint 1", date(2024, 1, 5), date(2024, 1, 9), "3d", "In Progress", "Bob", 0.3, None], ["Sprint 2", None, None, date(2024, 1, 15), date(2024, 1, 28), "10d", None, None, 0, None], ["Find", 2, "Sprint 2", date(2024, 1, 15), date(2024, 1, 18), "4d", "Not Started", "Bob", 0, None]],
        },
        {"items": 3, "title": "Task Name", "estimate": "Story Points", "sprint": "Sprint", "sum": 10, "sprints": 2},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BOOKS)
def test_a_team_sheet_is_understood(name: str, read_sheets: Read, facts: Facts) -> None:
    book = BOOKS[name]
    found = facts(read_sheets(book.sheets, merges=book.merges))
    assert {key: found[key] for key in book.truth} == book.truth
