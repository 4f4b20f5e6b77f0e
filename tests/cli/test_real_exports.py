"""Every real export that is a backlog becomes a plan, a forecast and a workbook; skipped where they are not there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.resource_files import resource_path

Ballast = Callable[..., Any]
_NEAR = [parent / "shared" / "data" / "exports" for parent in Path(__file__).resolve().parents]
FOLDER = next((folder for folder in _NEAR if folder.is_dir()), Path("nowhere"))
BACKLOGS = (
    "azure-order-to-cash.xlsx",
    "clickup-board.csv",
    "jira-cloud.csv",
    "linear-export.csv",
    "monorail-issues.csv",
)

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="no real exports on this machine")


@pytest.mark.parametrize("name", BACKLOGS)
def test_a_real_backlog_is_planned_and_forecast(name: str, tmp_path: Path, ballast: Ballast) -> None:
    plan = tmp_path / "plan.ballast"
    assert ballast("new", plan, "--from", FOLDER / name, "--velocity", "12", "--people", "4").code == 0
    forecast = ballast("forecast", plan, "--json")
    assert forecast.code == 0, forecast.err
    assert forecast.json["next_sprint"]["15"] <= forecast.json["next_sprint"]["50"]
    assert ballast("plan", plan, "--json").code == 0
    assert ballast("debt", plan, "--json").code == 0
    assert ballast("export", plan, tmp_path / "plan.xlsx").code == 0


def test_a_template_is_no_backlog(tmp_path: Path, ballast: Ballast) -> None:
    answer = ballast("new", tmp_path / "p.ballast", "--from", FOLDER / "azure-template-not-a-backlog.xlsx")
    assert answer.code == 1
    assert "no backlog" in answer.err


def test_sample_of_our_own_needs_no_velocity(tmp_path: Path, ballast: Ballast) -> None:
    plan = tmp_path / "plan.ballast"
    assert ballast("new", plan, "--from", resource_path("sample", "payments-azure.xlsx")).code == 0
    assert ballast("forecast", plan, "--json").json["history_sprints"] == 14
