"""Scenarios as their user meets them: asked from any page, looked at side by side, made the plan, undone."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from planner.document.plan_document import PlanDocument
from planner.domain.edits import PutScenario, RemoveSprint, SetSprintReserve
from planner.domain.plan import Scenario
from planner.ui.dialogs.scenarios import ScenariosDialog
from planner.ui.dialogs.what_if import WhatIfDialog
from planner.ui.session import Session
from planner.ui.settings import Settings
from planner.ui.theme.controller import ThemeController
from planner.ui.window import MainWindow
from planner.ui.wiring import wire

Kind = TypeVar("Kind", bound=QWidget)


@pytest.fixture
def session(qtbot: QtBot, themes: ThemeController, tmp_path: Path) -> Iterator[Session]:
    window = MainWindow(themes, Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(window)
    window.show()
    found = Session(window, state_folder=tmp_path / "state")
    wire(found)
    found.open_sample()
    yield found
    found.close_plan()
    found.runner.close()


@pytest.fixture
def document(session: Session) -> PlanDocument:
    assert session.document is not None
    return session.document


def trigger(session: Session, key: str) -> None:
    action = session.window.actions_registry.action(key)
    assert action.isEnabled(), key
    action.trigger()


def opened(session: Session, kind: type[Kind]) -> Kind:
    """Return the dialog of a kind that stands over the window."""
    return next(found for found in session.window.findChildren(kind) if found.isVisible())


def keep(qtbot: QtBot, session: Session, question: str) -> ScenariosDialog:
    """Ask a question by keys alone and keep it; wait until all scenarios are worked out."""
    trigger(session, "what-if")
    dialog = opened(session, WhatIfDialog)
    dialog.question.setCurrentText(question)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    beside = opened(session, ScenariosDialog)
    qtbot.waitUntil(lambda: session.runner.is_idle)
    return beside


def names(beside: ScenariosDialog) -> list[str]:
    model = beside.table.grid.rows
    return [model.row_at(place).name for place in range(model.rowCount())]


def test_a_question_is_asked_from_any_page_and_kept_beside_the_others(
    qtbot: QtBot, session: Session, document: PlanDocument
) -> None:
    for page in ("team", "debt"):
        session.window.go_to(page)
        beside = keep(qtbot, session, "Somebody is ill")
    first, second = (scenario.name for scenario in document.stored_plan.scenarios)
    assert second == f"{first} (2)"  # the same question twice has two names
    assert names(beside) == ["Baseline", first, second]
    assert beside.table.chosen() == document.stored_plan.scenarios[1].id  # the new one is looked at
    assert document.active_scenario == ""  # the plan is as it was


def test_promoting_is_one_step_that_can_be_undone(qtbot: QtBot, session: Session, document: PlanDocument) -> None:
    before = document.plan.sprints
    beside = keep(qtbot, session, "Another reserve")
    kept = document.undo_stack.count()
    qtbot.mouseClick(beside.promote, Qt.MouseButton.LeftButton)
    assert document.undo_stack.count() == kept + 1
    assert [sprint.reserve_share for sprint in document.plan.coming_sprints()[:4]] == [0.30] * 4
    assert document.stored_plan.scenarios == ()
    qtbot.waitUntil(lambda: session.runner.is_idle)
    assert names(beside) == ["Baseline"]
    document.undo_stack.undo()
    assert document.plan.sprints == before
    assert len(document.stored_plan.scenarios) == 1


def test_another_scenario_can_be_promoted_while_one_is_worked_in(
    qtbot: QtBot, session: Session, document: PlanDocument
) -> None:
    beside = keep(qtbot, session, "Somebody is ill")
    beside = keep(qtbot, session, "Another reserve")
    ill, reserve = document.stored_plan.scenarios
    beside.choose(ill.id)
    qtbot.mouseClick(beside.enter, Qt.MouseButton.LeftButton)
    assert document.active_scenario == ill.id
    assert not beside.enter.isEnabled()  # it is the one on screen
    beside.choose(reserve.id)
    qtbot.mouseClick(beside.promote, Qt.MouseButton.LeftButton)
    assert document.active_scenario == ""
    assert [scenario.id for scenario in document.stored_plan.scenarios] == [ill.id]


def test_one_change_is_taken_out_with_the_delete_key(qtbot: QtBot, session: Session, document: PlanDocument) -> None:
    beside = keep(qtbot, session, "Another reserve")
    beside.edits.grid.setCurrentIndex(beside.edits.grid.rows.index(0, 0))
    qtbot.keyClick(beside.edits.grid, Qt.Key.Key_Delete)
    left = document.stored_plan.scenarios[0].edits
    assert len(left) == 3
    assert isinstance(left[0], SetSprintReserve)
    assert left[0].sprint_id == document.plan.coming_sprints()[1].id


def test_a_scenario_is_deleted_and_comes_back_with_undo(qtbot: QtBot, session: Session, document: PlanDocument) -> None:
    beside = keep(qtbot, session, "Somebody joins")
    qtbot.mouseClick(beside.remove, Qt.MouseButton.LeftButton)
    assert document.stored_plan.scenarios == ()
    document.undo_stack.undo()
    qtbot.waitUntil(lambda: session.runner.is_idle)
    assert len(names(beside)) == 2


def test_a_bar_of_the_chart_chooses_its_scenario(qtbot: QtBot, session: Session, document: PlanDocument) -> None:
    beside = keep(qtbot, session, "Somebody is ill")
    beside.section.chart.refs_chosen.emit(("scenario:",))
    assert beside.table.chosen() == ""
    assert not beside.promote.isEnabled()
    beside.measure.choose("gain")
    beside.section.chart.refs_chosen.emit((f"scenario:{document.stored_plan.scenarios[0].id}",))
    assert beside.promote.isEnabled()


def test_a_scenario_that_no_longer_fits_is_explained(qtbot: QtBot, session: Session, document: PlanDocument) -> None:
    sprint = document.plan.coming_sprints()[-1]
    document.apply(PutScenario(Scenario("late", "Late reserve", (SetSprintReserve(sprint.id, 0.3),))))
    document.apply(RemoveSprint(sprint.id))
    trigger(session, "scenario-compare")
    beside = opened(session, ScenariosDialog)
    beside.choose("late")
    qtbot.waitUntil(lambda: session.runner.is_idle)
    beside.choose("late")
    assert "Late reserve no longer fits the plan" in beside.banner.words()
    assert not beside.promote.isEnabled()
    assert not beside.enter.isEnabled()


def test_the_window_closes_with_its_plan(qtbot: QtBot, session: Session) -> None:
    trigger(session, "scenario-compare")
    beside = opened(session, ScenariosDialog)
    with qtbot.waitSignal(beside.finished):
        session.close_plan()
    assert not session.window.actions_registry.action("what-if").isEnabled()
