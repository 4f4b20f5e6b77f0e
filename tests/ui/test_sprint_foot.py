"""The foot of the rail says when the next sprint starts, and that it should have, in words that stay true."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner.domain.plan import Plan
from planner.storage.plan_file import save
from planner.ui.session import Session
from planner.ui.settings import Settings
from planner.ui.theme.controller import ThemeController
from planner.ui.window import MainWindow
from planner.ui.wiring import wire


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 5, 1), "S15 starts 18 May"),
        (date(2026, 5, 15), "S15 starts Monday"),
        (date(2026, 5, 18), "S15 starts today"),
        (date(2026, 5, 20), "S15 was to start 18 May"),
        (date(2026, 6, 1), "S15 is still open"),
    ],
)
def test_the_foot_of_the_rail_never_announces_the_past(
    today: date, words: str, sample_plan: Plan, qtbot: QtBot, themes: ThemeController, tmp_path: Path
) -> None:
    path = tmp_path / "team.ballast"
    save(replace(sample_plan, settings=replace(sample_plan.settings, as_of=today)), path)
    window = MainWindow(themes, Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(window)
    session = Session(window, state_folder=tmp_path / "state")
    wire(session)
    session.open(path)
    assert window.rail is not None
    assert window.rail._head.accessibleName() == words
    session.runner.close()
    assert session.document is not None
    session.document.close()
