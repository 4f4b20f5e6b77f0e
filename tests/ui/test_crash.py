"""A failing program writes it down, saves the plan aside and tells, once."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from planner.domain.errors import FileProblemError
from planner.ui.crash import CrashHook, open_log


def box_text(qapp: QApplication) -> list[str]:
    """Close the dialog as soon as it shows and return what it said."""
    said: list[str] = []

    def close() -> None:
        box = next(w for w in qapp.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible())
        said.extend((box.text(), box.informativeText(), box.detailedText()))
        box.close()

    QTimer.singleShot(50, close)
    return said


def crash(hook: CrashHook, error: Exception) -> None:
    hook(type(error), error, error.__traceback__)


def test_an_uncaught_error_is_logged_saved_and_told(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    hook = CrashHook(open_log(tmp_path / "ballast.log"), save_aside=lambda: tmp_path / "payments-rescued.ballast")
    said = box_text(qapp)
    crash(hook, ValueError("a slip"))

    assert "unchanged" in said[0]
    assert "payments-rescued.ballast" in said[1]
    assert "a slip" in said[2]
    assert "a slip" in (tmp_path / "ballast.log").read_text(encoding="utf-8")


def test_a_failing_rescue_is_written_down(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    def fail() -> Path:
        raise FileProblemError(path="x", reason="disk full")

    hook = CrashHook(open_log(tmp_path / "ballast.log"), save_aside=fail)
    said = box_text(qapp)
    crash(hook, ValueError("a slip"))
    assert said[1] == ""
    assert "disk full" in (tmp_path / "ballast.log").read_text(encoding="utf-8")


def test_a_planner_error_is_said_in_its_own_words(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    said = box_text(qapp)
    crash(CrashHook(open_log(tmp_path / "ballast.log")), FileProblemError(path="plan.ballast", reason="locked"))
    assert "plan.ballast" in said[0]


def test_a_large_log_is_started_anew(tmp_path: Path) -> None:
    path = tmp_path / "ballast.log"
    path.write_text("x" * 1_000_001, encoding="utf-8")
    open_log(path).info("hello")
    assert path.stat().st_size < 200
    assert (tmp_path / "ballast.old").exists()


def test_the_hook_takes_the_place_of_pythons_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    hook = CrashHook(open_log(tmp_path / "ballast.log"))
    hook.install()
    assert sys.excepthook is hook
