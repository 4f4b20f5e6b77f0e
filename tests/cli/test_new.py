from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.resource_files import resource_path
from planner.storage.plan_file import load

Ballast = Callable[..., Any]
BOARD = resource_path("sample", "payments-board.csv")
LEAVE = resource_path("sample", "leave.csv")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return tmp_path / "new.ballast"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_export_with_history_is_planned_and_forecast_at_once(plan: Path, ballast: Ballast) -> None:
    answer = ballast("new", plan, "--from", BOARD, "--json")
    said = answer.json
    assert [issue["message"] for issue in said.pop("issues")] == [
        "The file gives its sprints no dates; a regular rhythm is assumed. Change the dates where they differ."
    ]
    assert said == {
        "plan": str(plan),
        "items": 229,
        "open_items": 64,
        "unit": "points",
        "history_sprints": 14,
        "people": 0,
        "notes": ["There is no team: the plan works from velocity, and capacity is not known."],
    }
    forecast = ballast("forecast", plan, "--json").json
    assert forecast["history_sprints"] == 14
    assert ballast("plan", plan, "--json").code == 0
    assert ballast("capacity", plan, "--json").code == 0


def test_unnamed_people_are_called_after_those_who_have_work(plan: Path, ballast: Ballast) -> None:
    answer = ballast("new", plan, "--from", BOARD, "--people", 8, "--leave", LEAVE)
    assert answer.code == 0
    team = load(plan).plan.team
    assert [member.name for member in team.members][:2] == ["Amara Okafor", "Callum Reid"]
    assert team.members[-1].name == "Person 8"
    assert len(team.absences) == len(LEAVE.read_text(encoding="utf-8").splitlines()) - 1


def test_team_sheet_gives_capacity(plan: Path, tmp_path: Path, ballast: Ballast) -> None:
    sheet = write(tmp_path / "team.csv", "Name,FTE\nPriya Nair,1\nLena Fischer,80 %\n")
    assert ballast("new", plan, "--from", BOARD, "--team", sheet, "--start", "2026-06-01").code == 0
    sprint = ballast("capacity", plan, "--json").json["sprints"][0]
    # 10 days + 10 days x 0.8, focus 0.70
    assert (sprint["calendar_pd"], sprint["effective_pd"]) == (18, 12.6)


def test_file_without_estimates_is_planned_in_items(plan: Path, tmp_path: Path, ballast: Ballast) -> None:
    rows = "\n".join(f"A-{number},Story {number},To Do" for number in range(1, 21))
    board = write(tmp_path / "board.csv", f"Key,Title,Status\n{rows}\n")
    answer = ballast("new", plan, "--from", board, "--velocity", "5")
    assert answer.code == 0
    assert "counts items" in answer.out
    forecast = ballast("forecast", plan, "--json").json
    assert (forecast["unit"], forecast["history_sprints"]) == ("items", 0)
    assert forecast["finish"]["50"]["date"] is not None
    # nothing is known but one figure: the range says so
    assert forecast["next_sprint"]["85"] > 1.5 * forecast["next_sprint"]["15"]
    proposed = ballast("plan", plan, "--json").json
    assert sum(len(sprint["items"]) for sprint in proposed["sprints"]) > 5
    assert ballast("debt", plan, "--json").code == 0


def test_without_team_and_history_a_velocity_is_asked_for(plan: Path, tmp_path: Path, ballast: Ballast) -> None:
    board = write(tmp_path / "board.csv", "Key,Title,Status\nA-1,One,To Do\nA-2,Two,To Do\n")
    answer = ballast("new", plan, "--from", board)
    assert (answer.code, answer.out) == (1, "")
    assert "--velocity" in answer.err
    assert not plan.exists()


def test_several_files_become_one_plan(plan: Path, tmp_path: Path, ballast: Ballast) -> None:
    more = write(tmp_path / "more.csv", "Key,Title,Status,Story Points\nWEB-1,Other board,To Do,3\n")
    assert ballast("new", plan, "--from", BOARD, more).code == 0
    assert load(plan).plan.item("WEB-1").size == 3
    assert len(load(plan).plan.snapshots) == 2


def test_reserve_becomes_the_policy(plan: Path, ballast: Ballast) -> None:
    assert ballast("new", plan, "--from", BOARD, "--reserve", "0.15").code == 0
    policy = load(plan).plan.policy
    assert (policy.floor, policy.target, policy.ceiling) == (0.15, 0.15, 0.30)


def test_a_plan_is_never_overwritten(plan: Path, ballast: Ballast) -> None:
    plan.write_text("mine", encoding="utf-8")
    answer = ballast("new", plan, "--from", BOARD)
    assert answer.code == 1
    assert str(plan) in answer.err
    assert plan.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--from", str(LEAVE)), "--leave"),
        (("--from", "nothing.csv"), "nothing.csv"),
        (("--from", str(BOARD), "--people", "0"), "People"),
        (("--from", str(BOARD), "--velocity", "-3"), "Velocity"),
        (("--from", str(BOARD), "--sprint-days", "0"), "Sprint days"),
        (("--from", str(BOARD), "--start", "soon"), "soon"),
        (("--from", str(BOARD), "--reserve", "5"), "Reserve"),
        (("--from", str(BOARD), "--team", str(LEAVE) + "x"), "leave.csvx"),
        (("--from", str(BOARD), "--leave", str(BOARD)), "leave"),
    ],
)
def test_wrong_input_is_said_and_nothing_is_written(
    arguments: tuple[str, ...], said: str, plan: Path, ballast: Ballast
) -> None:
    answer = ballast("new", plan, *arguments)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("error: ")
    assert answer.err.count("\n") == 1
    assert said in answer.err
    assert not plan.exists()


def test_links_of_items_that_wait_for_each_other_are_left_out_and_said(
    plan: Path, tmp_path: Path, ballast: Ballast
) -> None:
    board = write(tmp_path / "board.csv", "ID,Title,Status,Depends on\nA,First,To Do,B\nB,Second,To Do,A\n")
    answer = ballast("new", plan, "--from", board, "--velocity", 5, "--json")
    assert answer.code == 0
    assert [issue["value"] for issue in answer.json["issues"]] == ["A -> B -> A"]
