"""Every command that reads a plan, on plans that are empty, thin, finished or huge: figures or one sentence."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from planner.storage.plan_file import save
from tests.odd_plans import ODD_PLANS, TODAY

Ballast = Callable[..., Any]
COMMANDS = ("capacity", "plan", "forecast", "debt", "backtest", "check")


def refuse(constant: str) -> None:
    pytest.fail(f"{constant} is no JSON")


@pytest.fixture(params=ODD_PLANS)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return the file of an odd plan."""
    path = tmp_path / "odd.ballast"
    plan = ODD_PLANS[request.param]
    save(replace(plan, settings=replace(plan.settings, as_of=TODAY)), path)
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_gives_figures_or_one_sentence(path: Path, command: str, ballast: Ballast) -> None:
    told = ballast(command, path, "--json")
    if told.code == 0:
        json.loads(told.out, parse_constant=refuse)
        assert "nan" not in ballast(command, path).out.lower().split()
    else:
        assert told.code == 1
        assert told.err.startswith("error: ")
        assert told.err.count("\n") == 1
