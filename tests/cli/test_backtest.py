from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

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
