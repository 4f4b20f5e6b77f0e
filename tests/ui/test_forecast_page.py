"""The forecast page: dates and chances are the plan's, and questions end in one edit or none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from planner.document.jobs import JobRunner
from planner.document.plan_document import PlanDocument
from planner.domain.plan import Plan
from planner.domain.settings import Unit
from planner.ui.dialogs.calibration import CalibrationDialog
from planner.ui.dialogs.milestone import MilestoneDialog
from planner.ui.dialogs.velocity import VelocityDialog
from planner.ui.dialogs.what_if import WhatIfDialog
from planner.ui.pages.forecast import ForecastPage
from planner.ui.pages.forecast_parts.by_date import ByDatePopover
from planner.ui.pages.page import PageContext
from planner.ui.theme.controller import ThemeController


class Stage(NamedTuple):
    """A page on a document."""

    page: ForecastPage
    document: PlanDocument


def _nowhere(page_key: str, refs: tuple[str, ...] = ()) -> None:
    del page_key, refs


@pytest.fixture
def stage(qtbot: QtBot, themes: ThemeController, sample_plan: Plan) -> Iterator[Stage]:
    yield from _staged(qtbot, themes, sample_plan)


@pytest.fixture
def young(qtbot: QtBot, themes: ThemeController, sample_plan: Plan) -> Iterator[Stage]:
    yield from _staged(qtbot, themes, replace(sample_plan, sprints=sample_plan.coming_sprints(), exceptions=()))


def _staged(qtbot: QtBot, themes: ThemeController, plan: Plan) -> Iterator[Stage]:
    document = PlanDocument(plan, today=lambda: date(2026, 5, 15))
    page = ForecastPage(PageContext(document, JobRunner(), themes, _nowhere))
    document.plan_changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1272, 828)
    page.refresh(frozenset())
    page.show()
    yield Stage(page, document)
    document.plan_changed.disconnect(page.refresh)
    document.close()


def test_headline_table_and_histogram_name_the_same_date(stage: Stage) -> None:
    forecast = stage.document.view.forecast
    release = forecast.milestones[-1]
    sure = release.finish[85].day
    assert sure is not None
    shown = f"{sure.day} {sure:%b}"
    assert stage.page.headline.finding() == f"Release 3.0 by {shown}, 85 % sure"
    assert stage.page._milestones.grid.rows.row_at(2).p85 == shown
    scene = stage.page._finish.chart.scene
    assert scene is not None
    assert ("P85", shown) in [row[:2] for row in scene.table.rows]


def test_choosing_a_milestone_shows_its_own_finish(stage: Stage, qtbot: QtBot) -> None:
    grid = stage.page._milestones.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.model().index(0, 0))
    first = stage.document.view.forecast.milestones[0]
    scene = stage.page._finish.chart.scene
    assert scene is not None
    rows = {row[0]: row[1] for row in scene.table.rows}
    sure = first.finish[85].day
    assert sure is not None
    assert rows["P85"] == f"{sure.day} {sure:%b}"


def test_items_are_counted_instead_of_points_on_request(stage: Stage, qtbot: QtBot) -> None:
    stage.page._unit.choose("items")
    scene = stage.page._fan.chart.scene
    assert scene is not None
    assert scene.title.startswith("Items")
    counted = stage.document.view.forecast_in(Unit.ITEMS)
    assert counted is not None
    sure = counted.milestones[-1].finish[85].day
    assert sure is not None
    assert stage.page.headline.finding() == f"Release 3.0 by {sure.day} {sure:%b}, 85 % sure"


def test_a_question_is_answered_before_it_is_kept_and_the_plan_stays(stage: Stage, qtbot: QtBot) -> None:
    before = stage.document.plan
    qtbot.mouseClick(stage.page._what_if, Qt.MouseButton.LeftButton)
    dialog = stage.page.findChild(WhatIfDialog)
    assert dialog is not None
    rows = dialog.grid.rows
    days = rows.row_at(0)
    # Amara ill for the first five working days of S15: 5 x 0.72 focus = 3.6 effective days fewer; two of her
    # days there are already leave, but not in the first week.
    assert float(days.before) - float(days.after) == pytest.approx(3.6, abs=0.051)
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    assert len(stage.document.plan.scenarios) == len(before.scenarios) + 1
    assert stage.document.plan.team is before.team
    stage.document.undo_stack.undo()
    assert stage.document.plan is before


def test_a_milestone_is_added_and_undone_in_one_step(stage: Stage, qtbot: QtBot) -> None:
    before = stage.document.plan
    qtbot.mouseClick(stage.page._milestones.add, Qt.MouseButton.LeftButton)
    dialog = stage.page.findChild(MilestoneDialog)
    assert dialog is not None
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()  # a name is missing: it says so and stays
    qtbot.keyClicks(dialog.name, "Beta")
    dialog.last.setCurrentIndex(3)
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    assert [entry.name for entry in stage.document.plan.milestones][-1] == "Beta"
    assert stage.document.view.forecast.milestones[-1].items == 3
    stage.document.undo_stack.undo()
    assert stage.document.plan is before


def test_how_much_by_a_date_is_said_in_a_sentence(stage: Stage, qtbot: QtBot) -> None:
    stage.page._on_by_date()
    popover = stage.page.findChild(ByDatePopover)
    assert popover is not None
    popover.field.set_day(date(2026, 5, 29))
    assert "By 29 May at least 23 points, 85 % sure" in popover.answer.accessibleName()
    popover.close()


def test_the_record_can_be_read_promise_by_promise(stage: Stage, qtbot: QtBot) -> None:
    stage.page._trust.asked.emit()
    dialog = stage.page.findChild(CalibrationDialog)
    assert dialog is not None
    scored = sum(record.scored for record in stage.document.view.records if record.method == "model")
    assert dialog.grid.rows.rowCount() == scored
    dialog.close()


def test_without_history_a_velocity_is_asked_for_and_is_enough(young: Stage, qtbot: QtBot) -> None:
    assert young.page._panel.state.value == "empty"
    young.page._panel.acted.emit()
    dialog = young.page.findChild(VelocityDialog)
    assert dialog is not None
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    assert young.page._panel.state.value == "ready"
    assert young.document.plan.settings.velocity == 20.0
