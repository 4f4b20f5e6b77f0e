from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.resource_files import resource_path

Ballast = Callable[..., Any]
BOARD = resource_path("sample", "payments-board.csv")
KEYS = {
    "file", "kind", "profile", "sheet", "encoding", "delimiter", "header_row", "items", "columns", "estimate",
    "sprints", "debt_items", "history", "issues",
}  # fmt: skip


def test_json_has_exactly_the_public_keys(ballast: Ballast) -> None:
    answer = ballast("inspect", BOARD, "--json")
    assert answer.code == 0
    assert set(answer.json) == KEYS
    assert set(answer.json["estimate"]) == {"filled", "sum", "unit"}
    assert set(answer.json["sprints"]) == {"filled", "distinct"}
    assert set(answer.json["history"][0]) == {"name", "start", "end", "committed", "completed", "carried"}


def test_sample_board_is_understood_without_a_question(ballast: Ballast) -> None:
    found = ballast("inspect", BOARD, "--json").json
    assert (found["kind"], found["profile"], found["items"]) == ("backlog", "jira", 229)
    assert found["columns"]["sprint"] == ["Sprint", "Sprint[1]", "Sprint[2]", "Sprint[3]", "Sprint[4]"]
    # 113 finished, 61 open and 8 cancelled items have points: 407 + 219 (PAY-219 at 5) + 58
    assert found["estimate"] == {"filled": 182, "sum": 684, "unit": "points"}
    assert found["debt_items"] == 14
    assert found["issues"] == []


def test_history_in_the_file_is_the_history_of_the_plan(ballast: Ballast) -> None:
    found = ballast("inspect", BOARD, "--json").json["history"][:14]
    assert [row["completed"] for row in found] == [24, 29, 33, 20, 22, 31, 36, 28, 34, 27, 35, 26, 33, 29]
    assert [row["carried"] for row in found] == [8, 5, 3, 6, 3, 3, 0, 7, 2, 7, 1, 5, 2, 4]
    assert (found[13]["start"], found[13]["end"]) == ("2026-05-04", "2026-05-15")


def test_both_trackers_tell_the_same_history(ballast: Ballast) -> None:
    board = ballast("inspect", BOARD, "--json").json
    azure = ballast("inspect", resource_path("sample", "payments-azure.xlsx"), "--json").json
    assert azure["profile"] == "azure-devops"
    assert azure["items"] == board["items"]
    assert [row["completed"] for row in azure["history"]] == [row["completed"] for row in board["history"]]


def test_leave_is_told_apart(ballast: Ballast) -> None:
    assert ballast("inspect", resource_path("sample", "leave.csv"), "--json").json["kind"] == "leave"


def test_doubts_about_the_later_export_are_listed(ballast: Ballast) -> None:
    answer = ballast("inspect", resource_path("sample", "payments-board-26-may.csv"))
    assert answer.code == 0
    assert '"L"' in answer.out
    assert "07/08/26" in answer.out


@pytest.mark.parametrize("sheet", ["Sprint board"])
def test_a_sheet_can_be_named(sheet: str, ballast: Ballast) -> None:
    path = resource_path("sample", "payments-azure.xlsx")
    assert ballast("inspect", path, "--sheet", sheet, "--json").json["sheet"] == sheet


def test_file_is_not_changed(tmp_path: Path, ballast: Ballast) -> None:
    path = tmp_path / "board.csv"
    path.write_bytes(BOARD.read_bytes())
    ballast("inspect", path)
    assert path.read_bytes() == BOARD.read_bytes()
    assert list(tmp_path.iterdir()) == [path]
