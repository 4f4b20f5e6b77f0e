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
from planner.domain.edits import PutRisk
from planner.domain.plan import Plan
from planner.domain.risk import Risk
from planner.domain.settings import Unit
from planner.ui.dialogs.baseline import BaselineDialog
from planner.ui.dialogs.leave_out import LeaveOutDialog
from planner.ui.dialogs.list_dialog import ListDialog
from planner.ui.dialogs.milestone import MilestoneDialog
from planner.ui.dialogs.risk import RiskDialog
from planner.ui.dialogs.velocity import VelocityDialog
from planner.ui.dialogs.what_if import WhatIfDialog
from planner.ui.pages.forecast import ForecastPage
from planner.ui.pages.forecast_parts.by_date import ByDatePopover
from planner.ui.pages.page import PageContext
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.buttons import Button


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
    moved = stage.page._drivers.chart.scene
    assert moved is not None
    assert [row[0] for row in moved.table.rows] == [
        driver.label for driver in stage.document.view.drivers_in(Unit.ITEMS)
    ]
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


def test_the_record_can_be_read_promise_by_promise_and_left_again(stage: Stage, qtbot: QtBot) -> None:
    stage.page._trust.head.link_clicked.emit()
    view = stage.page._calibration
    assert view.isVisible()
    scored = sum(record.scored for record in stage.document.view.records if record.method == "model")
    assert view.grid.rows.rowCount() == scored
    assert stage.page.headline.finding() == f"Your 85 % came true {scored} of {scored} times"
    assert view.pit.chart.scene is not None
    assert view.pit.chart.scene.table.rows[0][0] == "lowest fifth"
    qtbot.mouseClick(view.back, Qt.MouseButton.LeftButton)
    assert not view.isVisible()
    assert stage.page.headline.finding().startswith("Release 3.0 by")


def test_epics_and_items_are_asked_about_a_day(stage: Stage) -> None:
    goals = stage.page._milestones
    goals.kind.choose("items")
    goals.by.set_day(date(2026, 5, 29))
    first = goals.shown().rows.row_at(0)
    assert (first.id, first.target) == ("item:PAY-208", "by 29 May")
    sure = first.probability
    goals.by.set_day(date(2026, 5, 18))
    assert goals.shown().rows.row_at(0).probability < sure
    goals.kind.choose("epics")
    names = {goals.shown().rows.row_at(place).name for place in range(goals.shown().rows.rowCount())}
    assert names == {item.epic for item in stage.document.plan.backlog if item.epic and item.is_open and item.size}


def test_another_percentile_has_its_own_date_in_the_picture(stage: Stage) -> None:
    stage.page._finish.sure.setValue(70)
    scene = stage.page._finish.chart.scene
    assert scene is not None
    date70 = stage.document.view.forecast.milestones[-1].finish[70].day
    assert date70 is not None
    assert f"by {date70.day} {date70:%b} with 70 %" in scene.summary


def test_points_and_items_stand_side_by_side(stage: Stage) -> None:
    stage.page._unit.choose("both")
    own, items = stage.page._upper.both.fans
    assert own.isVisible()
    assert [fan.chart.scene.title.split()[0] for fan in (own, items) if fan.chart.scene] == ["Points", "Items"]
    row = stage.page._milestones.shown().rows.row_at(2)
    assert (row.own_left, row.name) == ("222", "Release 3.0")
    stage.page._unit.choose("own")
    assert stage.page._fan.isVisible()


def test_a_sprint_is_left_out_by_a_click_with_a_reason_and_taken_in_by_another(stage: Stage, qtbot: QtBot) -> None:
    before = stage.document.plan
    sprint = before.closed_sprints()[3]
    stage.page._strip.chart.refs_chosen.emit((f"sprint:{sprint.id}",))
    dialog = stage.page.findChild(LeaveOutDialog)
    assert dialog is not None
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()  # a reason is missing
    qtbot.keyClicks(dialog.reason, "half the team at a fair")
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    left_out = stage.document.view.forecast.history.left_out
    assert [(entry.sprint_id, entry.reason) for entry in left_out] == [(sprint.id, "half the team at a fair")]
    scene = stage.page._strip.chart.scene
    assert scene is not None
    assert "left out: half the team at a fair" in scene.table.rows[3]
    stage.page._strip.chart.refs_chosen.emit((f"sprint:{sprint.id}",))
    assert stage.document.view.forecast.history.left_out == ()


def test_a_risk_event_is_described_moves_the_dates_and_goes_again(stage: Stage, qtbot: QtBot) -> None:
    before = stage.document.view.forecast.milestones[-1].finish[85].day
    stage.page._drivers.head.link_clicked.emit()
    dialog = stage.page.findChild(RiskDialog)
    assert dialog is not None
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()  # a name is missing
    qtbot.keyClicks(dialog.name, "Audit")
    dialog.probability.setValue(90)
    dialog.high.setValue(60.0)
    dialog.likely.setValue(40.0)
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    after = stage.document.view.forecast.milestones[-1].finish[85].day
    assert before is not None
    assert after is not None
    assert after > before
    assert stage.page._drivers.head.link_text() == "1 risk event"
    assert any(driver.label.startswith("Audit") for driver in stage.document.view.drivers)
    stage.document.undo_stack.undo()
    assert stage.document.view.forecast.milestones[-1].finish[85].day == before


def test_risk_events_are_listed_and_one_is_removed(stage: Stage, qtbot: QtBot) -> None:
    stage.document.apply(PutRisk(Risk("r", "Audit", 0.3, 5.0, 10.0, 25.0, "refunds-v2")))
    stage.page._drivers.head.link_clicked.emit()
    listed = stage.page.findChild(ListDialog)
    assert listed is not None
    assert listed.grid.rows.row_at(0).name == "Audit"
    qtbot.mouseClick(listed.main_button, Qt.MouseButton.LeftButton)
    dialog = stage.page.findChild(RiskDialog)
    assert dialog is not None
    assert dialog.place.currentText() == "Refunds v2 and what follows"
    remove = next(button for button in dialog.findChildren(Button) if button.text() == "Remove")
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert stage.document.plan.risks == ()


def test_today_is_kept_as_a_baseline_and_shown_later(stage: Stage, qtbot: QtBot) -> None:
    stage.page._fan.head.link_clicked.emit()
    dialog = stage.page.findChild(BaselineDialog)
    assert dialog is not None
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    (kept,) = [entry for entry in stage.document.plan.baselines if entry.taken_on == date(2026, 5, 15)]
    assert [entry.name for entry in kept.dates] == [entry.name for entry in stage.document.plan.milestones]


def test_under_five_sprints_it_says_how_little_it_knows(
    qtbot: QtBot, themes: ThemeController, sample_plan: Plan
) -> None:
    closed, coming = sample_plan.closed_sprints(), sample_plan.coming_sprints()
    for many, words in ((2, "Only 2 closed sprints: the widest range"), (4, "Only 4 closed sprints"), (5, "")):
        plan = replace(sample_plan, sprints=(*closed[-many:], *coming), exceptions=())
        for stage in _staged(qtbot, themes, plan):
            assert stage.page._guard.words.accessibleName().startswith(words)
            assert stage.page._guard.isVisible() == bool(words)


def test_without_history_a_velocity_is_asked_for_and_is_enough(young: Stage, qtbot: QtBot) -> None:
    assert young.page._panel.state.value == "empty"
    young.page._panel.acted.emit()
    dialog = young.page.findChild(VelocityDialog)
    assert dialog is not None
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    assert young.page._panel.state.value == "ready"
    assert young.document.plan.settings.velocity == 20.0
