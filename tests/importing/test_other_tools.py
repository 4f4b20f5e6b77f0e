"""Sheets of tools without a vocabulary of their own, planning matrices, and tables that are no backlog."""

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
    "icescrum like": Book(
        {
            "Stories": [["UID", "Name", "Description", "Type", "State", "Effort", "Value", "Feature", "Actor", "Tags", "Sprint", "Release", "Creator", "Accepted", "Estimated", "Planned", "Done"], [1, "Log in", "x", "User Story", "Done", 3, 10, "Acc", "User", "a,b", "R1#1", "R1", "ann", date(2024, 1, 1), date(2024, 1, 2), date(2024, 1, 3), date(2024, 1, 9)], [2, "Pay", "y", "Defect", "Planned", 5, 20, "Pay", "User", None, "R1#2", "R1", "bob", date(2024, 1, 1), date(2024, 1, 2), date(2024, 1, 3), None]],
        },
        {"items": 2, "id": "UID", "title": "Name", "estimate": "Effort", "status": "State", "sum": 8},
    ),
    "rally": Book(
        {
            "S": [["Formatted ID", "Name", "Schedule State", "Plan Estimate", "Task Estimate Total", "To Do", "Iteration", "Owner", "Release", "Feature"], ["US12", "Log in", "Accepted", 3, 10, 0, "Sprint 1", "ann", "R1", "F1"], ["US13", "Pay", "In-Progress", 5, 12, 4, "Sprint 2", "bob", "R1", "F1"], ["DE4", "Crash", "Defined", None, None, None, None, None, None, None]],
        },
        {"items": 3, "id": "Formatted ID", "title": "Name", "estimate": "Plan Estimate", "status": "Schedule State", "sprint": "Iteration", "sum": 8, "sprints": 2},
    ),
    "versionone": Book(
        {
            "S": [["ID", "Title", "Status", "Estimate Pts.", "Sprint", "Priority", "Owner", "Team", "Portfolio Item"], ["S-01001", "Log in", "Done", 3, "Sprint 1", "High", "ann", "A", "E-1"], ["S-01002", "Pay", "In Progress", 5, "Sprint 1", "High", "bob", "A", "E-1"]],
        },
        {"items": 2, "id": "ID", "title": "Title", "estimate": "Estimate Pts.", "sum": 8, "sprints": 1},
    ),
    "targetprocess": Book(
        {
            "S": [["Id", "Name", "Entity Type", "Entity State", "Effort", "Effort Completed", "Effort To Do", "Team Iteration", "Feature", "Tags"], [101, "Log in", "UserStory", "Done", 3, 3, 0, "Sprint #1", "Acc", "x"], [102, "Pay", "Bug", "Open", 5, 0, 5, "Sprint #2", "Pay", None]],
        },
        {"items": 2, "id": "Id", "title": "Name", "estimate": "Effort", "status": "Entity State", "sprint": "Team Iteration", "sum": 8, "sprints": 2},
    ),
    "zoho sprints": Book(
        {
            "S": [["Item ID", "Item Name", "Item Type", "Status", "Estimation Points", "Sprint Name", "Assigned To", "Epic", "Priority"], ["I1", "Log in", "Story", "Done", 3, "Sprint 1", "ann", "E", "High"], ["I2", "Pay", "Bug", "To do", 5, "Sprint 2", "bob", "E", "Low"]],
        },
        {"items": 2, "id": "Item ID", "title": "Item Name", "estimate": "Estimation Points", "sprint": "Sprint Name", "status": "Status", "sum": 8},
    ),
    "wrike": Book(
        {
            "S": [["Key", "Title", "Folder", "Custom status", "Priority", "Assigned To", "Start Date", "Duration (Hours)", "End Date", "Time Spent (Hours)", "Story points"], ["1", "Log in", "Backlog", "Completed", "Normal", "ann", date(2024, 1, 1), 8, date(2024, 1, 2), 3, 3], ["2", "Pay", "Backlog", "New", "High", "bob", date(2024, 1, 3), 16, date(2024, 1, 4), 0, 5]],
        },
        {"items": 2, "id": "Key", "title": "Title", "estimate": "Story points", "status": "Custom status", "sum": 8},
    ),
    "basecamp/todo": Book(
        {
            "S": [["List", "Task", "Assignee", "Due", "Completed at"], ["Sprint 1", "Log in", "ann", date(2024, 1, 1), date(2024, 1, 1)], ["Sprint 1", "Pay", "bob", date(2024, 1, 5), None], ["Sprint 2", "Find", "bob", date(2024, 1, 9), None]],
        },
        {"items": 3, "title": "Task", "sprint": "List", "sprints": 2},
    ),
    "notion sprint tasks": Book(
        {
            "S": [["Task name", "Status", "Assign", "Sprint", "Estimates", "Priority", "Parent-task", "Sub-tasks", "Task ID"], ["Log in", "Done", "Ann", "Sprint 1 (https://www.notion.so/Sprint-1-abc)", 3, "High", None, None, "GEN-1"], ["Pay", "Not started", "Bob", "Sprint 2 (https://www.notion.so/Sprint-2-def)", 5, "Low", None, None, "GEN-2"]],
        },
        {"items": 2, "id": "Task ID", "title": "Task name", "estimate": "Estimates", "sprint": "Sprint", "status": "Status", "sum": 8, "sprints": 2},
    ),
    "airtable": Book(
        {
            "S": [["Name", "Status", "Sprint", "Points", "Assignee", "Epic", "Created", "Done?"], ["Log in", "Done", "Sprint 1", 3, "Ann", "Acc", date(2024, 1, 1), "checked"], ["Pay", "Todo", "Sprint 2", 5, "Bob", "Pay", date(2024, 1, 1), None]],
        },
        {"items": 2, "title": "Name", "status": "Status", "estimate": "Points", "sprint": "Sprint", "sum": 8},
    ),
    "google sheet w/ checkbox": Book(
        {
            "S": [["Done", "Task", "Owner", "Estimate (h)"], [True, "Log in", "Ann", 3], [False, "Pay", "Bob", 5], [False, "Find", "Bob", 2]],
        },
        {"items": 3, "title": "Task", "estimate": "Estimate (h)", "status": "Done", "sum": 10},
    ),
    "story map": Book(
        {
            "S": [["Activity", "Task", "Story", "Release", "Estimate"], ["Account", "Log in", "Log in by mail", "R1", 3], [None, None, "Log in by phone", "R2", 5], ["Pay", "Checkout", "Pay by card", "R1", 8]],
        },
        {"items": 3, "title": "Story", "estimate": "Estimate", "sum": 16},
    ),
    "rice": Book(
        {
            "S": [["Feature", "Reach", "Impact", "Confidence", "Effort", "RICE score", "Status"], ["Log in", 1000, 2, 0.8, 3, 533, "Planned"], ["Pay", 500, 3, 0.5, 5, 150, "Idea"]],
        },
        {"items": 2, "title": "Feature", "estimate": "Effort", "status": "Status", "sum": 8},
    ),
    "wsjf": Book(
        {
            "S": [["Epic", "Feature", "Business value", "Time criticality", "Risk reduction", "Cost of delay", "Job size", "WSJF", "PI", "State"], ["E1", "Log in", 8, 5, 3, 16, 3, 5.3, "PI 1", "Funnel"], ["E1", "Pay", 13, 8, 5, 26, 8, 3.2, "PI 2", "Done"]],
        },
        {"items": 2, "title": "Feature", "estimate": "Job size", "status": "State", "sum": 11},
    ),
    "sprint planning sheet w/ capacity top": Book(
        {
            "Sprint 5": [["Sprint 5 planning", None, None, "From", date(2024, 1, 1), "To", date(2024, 1, 14)], ["Team capacity (h)", 120], ["Focus factor", 0.7], [], ["Priority", "User story", "Tasks", "Who", "Estimate (h)", "Remaining (h)", "Status"], [1, "Log in", "form", "ann", 4, 0, "Done"], [1, "Log in", "api", "bob", 6, 2, "In progress"], [2, "Pay", "client", "ann", 8, 8, "To do"], [], ["Total", None, None, None, 18, 10]],
        },
        {"items": 3, "estimate": "Estimate (h)", "status": "Status", "sum": 18, "sprints": 1, "header_row": 4},
    ),
    "two languages header": Book(
        {
            "S": [["ID", "User Story / Historia", "Estimate / Estimación", "Status / Estado", "Sprint"], [1, "Log in", 3, "Done", 1], [2, "Pay", 5, "New", 2]],
        },
        {"items": 2, "id": "ID", "title": "User Story / Historia", "estimate": "Estimate / Estimación", "status": "Status / Estado", "sprint": "Sprint", "sum": 8},
    ),
    "header w/ line break": Book(
        {
            "S": [["ID", "User\nStory", "Story\nPoints", "Status", "Sprint\nNo."], [1, "Log in", 3, "Done", 1], [2, "Pay", 5, "New", 2]],
        },
        {"items": 2, "id": "ID", "sum": 8, "sprints": 2},
    ),
    "numbers as text with units": Book(
        {
            "S": [["ID", "Story", "Effort", "Status"], [1, "Log in", "3 pts", "Done"], [2, "Pay", "5 pts", "New"]],
        },
        {"items": 2, "sum": 8},
    ),
    "ids 1.1 with epics 1": Book(
        {
            "S": [["No.", "Title", "SP", "Status"], ["1", "Account", None, None], ["1.1", "Log in", 3, "Done"], ["1.2", "Log out", 2, "Done"], ["2", "Pay", None, None], ["2.1", "Card", 5, "New"]],
        },
        {"id": "No.", "title": "Title", "estimate": "SP", "sum": 10, "items": 5},
    ),
    "filter row and freeze legend right": Book(
        {
            "S": [["ID", "Story", "SP", "Status", None, None, "Status", "Meaning"], [1, "Log in", 3, "Done", None, None, "Done", "accepted"], [2, "Pay", 5, "New", None, None, "New", "fresh"], [3, "Find", 2, "New"]],
        },
        {"items": 3, "id": "ID", "title": "Story", "estimate": "SP", "sum": 10},
    ),
    "sum row on top": Book(
        {
            "S": [[None, "Total", 10, None], ["ID", "Story", "SP", "Status"], [1, "Log in", 3, "Done"], [2, "Pay", 5, "New"], [3, "Find", 2, "New"]],
        },
        {"items": 3, "sum": 10, "header_row": 1},
    ),
    "totals per sprint inside": Book(
        {
            "S": [["Sprint", "ID", "Story", "SP"], ["Sprint 1", 1, "Log in", 3], ["Sprint 1", 2, "Pay", 5], [None, None, "Total Sprint 1", 8], ["Sprint 2", 3, "Find", 2], [None, None, "Total Sprint 2", 2], [None, None, "Total", 10]],
        },
        {"items": 3, "sum": 10, "sprints": 2},
    ),
    "french totals": Book(
        {
            "S": [["ID", "User story", "Points", "Sprint"], ["US1", "Payer", 3, "Sprint 1"], ["US2", "Voir", 5, "Sprint 2"], [None, "Total des points", 8, None], [None, "Vélocité", 4, None]],
        },
        {"items": 2, "sum": 8},
    ),
    "done section below": Book(
        {
            "S": [["ID", "Story", "SP"], ["To do"], [1, "Log in", 3], ["Doing"], [2, "Pay", 5], ["Done"], [3, "Find", 2]],
        },
        {"items": 3, "sum": 10},
    ),
    "assign matrix people as columns": Book(
        {
            "S": [["ID", "Story", "Points", "Ann", "Bob"], [1, "Log in", 3, "x", None], [2, "Pay", 5, None, "x"]],
        },
        {"items": 2, "sum": 8},
    ),
    "empty template no items": Book(
        {
            "Product Backlog": [["ID", "As a", "I want", "So that", "Priority", "Story Points", "Status"], [None, None, None, None, None, None, None]],
        },
        {"items": 0},
    ),
    "time sheet": Book(
        {
            "S": [["Date", "Employee", "Project", "Task", "Hours"], [date(2024, 1, 1), "ann", "Shop", "Log in", 3], [date(2024, 1, 2), "bob", "Shop", "Pay", 5]],
        },
        {"kind": "other", "items": 0},
    ),
    "test cases": Book(
        {
            "S": [["Test Case ID", "Title", "Steps", "Expected Result", "Status"], ["TC1", "Log in works", "open", "ok", "Pass"], ["TC2", "Pay works", "pay", "ok", "Fail"]],
        },
        {"title": "Title"},
    ),
    "budget": Book(
        {
            "S": [["Category", "Item", "Cost", "Quantity", "Total"], ["Food", "Pizza", 10, 3, 30], ["Drinks", "Water", 1, 10, 10]],
        },
        {"kind": "other", "items": 0},
    ),
    "contacts": Book(
        {
            "S": [["Name", "Email", "Phone", "Company"], ["Ann", "a@b.c", "123", "X"], ["Bob", "b@b.c", "456", "Y"]],
        },
        {"kind": "other", "items": 0},
    ),
    "estimate with ? and range": Book(
        {
            "S": [["ID", "Story", "Points", "Status"], [1, "Log in", "?", "New"], [2, "Pay", "5", "New"], [3, "Find", "3-5", "New"], [4, "Walk", "8", "Done"]],
        },
        {"items": 4, "sum": 13},
    ),
    "t-shirt": Book(
        {
            "S": [["ID", "Story", "Size", "Status"], [1, "Log in", "S", "New"], [2, "Pay", "XL", "New"], [3, "Find", "M", "Done"]],
        },
        {"items": 3, "estimate": "Size", "sum": 13},
    ),
    "priority number before status": Book(
        {
            "S": [["Rank", "Item", "Size", "Sprint", "Done"], [1, "Log in", 3, 1, "yes"], [2, "Pay", 5, 1, "no"], [3, "Find", 2, 2, "no"]],
        },
        {"items": 3, "title": "Item", "estimate": "Size", "sprint": "Sprint", "status": "Done", "sum": 10},
    ),
    "planned vs actual sprint": Book(
        {
            "S": [["ID", "Story", "Planned Sprint", "Actual Sprint", "Est. SP", "Actual SP", "Status"], [1, "Log in", "S1", "S1", 3, 5, "Done"], [2, "Pay", "S1", "S2", 5, None, "New"]],
        },
        {"items": 2, "estimate": "Est. SP", "sum": 8},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BOOKS)
def test_a_sheet_is_understood(name: str, read_sheets: Read, facts: Facts) -> None:
    book = BOOKS[name]
    found = facts(read_sheets(book.sheets, merges=book.merges))
    assert {key: found[key] for key in book.truth} == book.truth
