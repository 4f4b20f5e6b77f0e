from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planner.analysis.scenes.calibration_marks import score_sentence
from planner.analysis.view import PlanView
from planner.domain.plan import Plan
from planner.resource_files import resource_path

Ballast = Callable[..., Any]
DONE = [24, 29, 33, 20, 22, 31, 36, 28, 34, 27, 35, 26, 33, 29]


@pytest.fixture
def history(tmp_path: Path) -> Path:
    path = tmp_path / "history.csv"
    rows = [f"A,{number},{done}" for number, done in enumerate(DONE, start=1)]
    path.write_text("\n".join(["team,sprint_index,completed_points", *rows]), encoding="utf-8")
    return path


def test_json_names_methods_horizons_and_gates(history: Path, ballast: Ballast) -> None:
    found = ballast("backtest", history, "--json").json
    assert (found["unit"], found["teams"], found["sprints"]) == ("points", 1, 14)
    assert {row["horizon"] for row in found["rows"]} == {1, 3, 6}
    # 14 sprints, the first forecast after 5: 9 forecasts of one sprint, 7 of three, 4 of six
    counts = {row["horizon"]: row["forecasts"] for row in found["rows"] if row["method"] == "model"}
    assert counts == {1: 9, 3: 7, 6: 4}


def test_table_an_export_and_a_plan_with_the_same_history_score_the_same(history: Path, ballast: Ballast) -> None:
    answers = [
        ballast("backtest", path, "--json").json["own"]
        for path in (
            history,
            resource_path("sample", "payments-board.csv"),
            resource_path("sample", "payments.ballast"),
        )
    ]
    assert answers[0] == answers[1] == answers[2]


def test_own_record_says_how_often_85_percent_came_true(history: Path, ballast: Ballast) -> None:
    answer = ballast("backtest", history)
    assert answer.code == 0
    assert "How often its 85 % came true" in answer.out
    # forecasts after 3 to 13 sprints: 11 of one sprint
    assert any(
        line.startswith("this forecast") and line.split()[-2:] == ["of", "11"] for line in answer.out.splitlines()
    )


def test_items_can_be_counted_instead(ballast: Ballast) -> None:
    found = ballast("backtest", resource_path("sample", "payments.ballast"), "--unit", "items", "--json").json
    assert found["unit"] == "items"


def test_it_prints_the_finding_of_the_calibration_page(ballast: Ballast, sample_plan: Plan) -> None:
    records = PlanView(sample_plan, today=date(2026, 5, 15)).records
    answer = ballast("backtest", resource_path("sample", "payments.ballast"))
    assert answer.out.splitlines()[0] == f"{score_sentence(records)}."
    assert answer.out.startswith("Your 85 % came true")
    assert "Public figures" not in answer.out


def test_a_young_team_gets_the_public_figures_and_they_are_called_so(tmp_path: Path, ballast: Ballast) -> None:
    path = tmp_path / "young.csv"
    path.write_text("completed_points\n" + "\n".join(map(str, DONE[:7])), encoding="utf-8")
    answer = ballast("backtest", path)
    # 7 sprints: the first forecast after 3, so 4 are scored, and 8 are needed.
    assert answer.out.startswith("Too few sprints to score: 4 of 8.")
    assert "Public figures, not yours" in answer.out
    assert ballast("backtest", path, "--json").json["public"] is True


def test_a_collapse_is_named_as_drift(tmp_path: Path, ballast: Ballast) -> None:
    path = tmp_path / "falling.csv"
    path.write_text("completed_points\n" + "\n".join(map(str, (40, 41, 39, 40, 30, 24, 18, 13, 9, 6, 4))), "utf-8")
    assert "Drift: the last 6 sprints all came out below" in ballast("backtest", path).out
