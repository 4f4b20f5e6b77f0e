import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.__main__ import wants_window
from planner.cli.main import COMMANDS, module_of

Ballast = Callable[..., Any]


def test_every_command_has_its_module_and_its_help(ballast: Ballast) -> None:
    for command in COMMANDS:
        assert module_of(command).__doc__
        answer = ballast(command, "--help")
        assert answer.code == 0
        assert "usage: ballast" in answer.out


@pytest.mark.parametrize("arguments", [["nonsense"], ["check"], ["demo", "a", "b"], ["check", "x", "--wrong"]])
def test_wrong_usage_ends_with_two_and_says_how(arguments: list[str], ballast: Ballast) -> None:
    answer = ballast(*arguments)
    assert answer.code == 2
    assert "usage: ballast" in answer.err


def test_version_is_told(ballast: Ballast) -> None:
    assert ballast("--version").out.startswith("Ballast 1.")


def test_window_is_for_no_argument_an_option_or_a_file(tmp_path: Path) -> None:
    export = tmp_path / "board.csv"
    export.write_text("Key,Title\n", encoding="utf-8")
    assert wants_window([])
    assert wants_window(["missing.ballast"])
    assert wants_window(["--startup-report"])
    assert wants_window([str(export)])
    assert not wants_window(["check", "payments.ballast"])
    assert not wants_window(["--help"])
    assert not wants_window(["nonsense"])


def test_no_command_of_the_terminal_loads_qt(sample: Path, tmp_path: Path) -> None:
    board = next(sample.parent.glob("*.csv"))
    plan, copy = str(sample), str(tmp_path / "copy.ballast")
    calls = [
        ["check", plan],
        ["inspect", str(board)],
        ["capacity", plan],
        ["plan", plan],
        ["forecast", plan],
        ["backtest", plan],
        ["debt", plan],
        ["diff", plan, plan],
        ["anonymise", plan, copy],
        ["export", plan, str(tmp_path / "plan.xlsx")],
        ["export", plan, str(tmp_path / "plan.pptx"), str(tmp_path / "plan.html")],
    ]
    script = (
        "import json, sys; from planner.__main__ import main\n"
        "for call in json.loads(sys.argv[1]):\n"
        "    assert main(call) == 0, call\n"
        "    loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "    loaded &= {'PySide6', 'shiboken6', 'pyqtgraph', 'pandas'}\n"
        "    assert not loaded, (call, loaded)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, json.dumps(calls)], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
