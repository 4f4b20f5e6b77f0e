"""The Track page, used as a person uses it: what it says, what stands behind a bar, and what one can change there."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from planner.analysis.scenes.scene import Line
from planner.document.jobs import JobRunner
from planner.document.plan_document import PlanDocument
from planner.domain.edits import ChangeSprint
from planner.domain.plan import Plan
from planner.ui.charts.canvas import ChartCanvas
from planner.ui.dialogs.delivery_measures import DeliveryDialog
from planner.ui.dialogs.leave_out import LeaveOutDialog
from planner.ui.messages import edit_sentence
from planner.ui.pages.page import PageContext
from planner.ui.pages.track import TrackPage
from planner.ui.pages.track_parts.behind import ItemsPopover
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.state_panel import PanelState
from tests.odd_plans import ODD_PLANS, TODAY

Make = Callable[[Plan], TrackPage]


class Visits:
    """Where the page led to."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, tuple[str, ...]]] = []

    def __call__(self, page_key: str, refs: tuple[str, ...] = ()) -> None:
        self.seen.append((page_key, refs))


@pytest.fixture
def make(qtbot: QtBot, themes: ThemeController) -> Iterator[Make]:
    made: list[PlanDocument] = []

    def build(plan: Plan) -> TrackPage:
        today = plan.settings.as_of or date(2026, 5, 15)
        document = PlanDocument(plan, describe=edit_sentence, today=lambda: today)
        page = TrackPage(PageContext(document, JobRunner(), themes, Visits()))
        document.plan_changed.connect(page.refresh)
        made.append(document)
        qtbot.addWidget(page)
        page.resize(1272, 828)
        page.refresh(frozenset())
        with qtbot.waitExposed(page):
            page.show()
        return page

    yield build
    for document in made:
        document.close()


@pytest.fixture
def page(make: Make, mid_sprint_plan: Plan) -> TrackPage:
    return make(mid_sprint_plan)


def click(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def plan_of(page: TrackPage) -> Plan:
    return page.context.document.plan


def visits(page: TrackPage) -> list[tuple[str, tuple[str, ...]]]:
    journey = page.context.navigate
    assert isinstance(journey, Visits)
    return journey.seen


def popover_of(page: TrackPage) -> ItemsPopover:
    return page.findChildren(ItemsPopover)[-1]


def choose_with_keys(chart: ChartCanvas, steps: int) -> None:
    """Walk to a datum with the arrow keys and choose it."""
    chart.setFocus()
    for _ in range(steps):
        QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Return)


def test_the_running_sprint_comes_first_with_its_finding(page: TrackPage) -> None:
    assert page.headline.finding() == page.context.document.view.headlines["Track"].title
    assert page.headline.finding().startswith("S15 will probably end")
    assert page.chooser.accessibleName() == "Sprint: S15"
    assert page.sprint_view.bridge.caption.text() == (
        "A swap of PAY-233 for PAY-259, 2 points each, counts as neither."
    )


def test_moving_an_item_out_is_one_step_that_can_be_undone(page: TrackPage, qtbot: QtBot) -> None:
    advice = page.sprint_view.take_out
    # Two open items of 3 and 5 points are proposed: 8 in sum.
    assert advice.title() == "To be 85 % sure of Friday, take out 8 points"
    assert [link.accessibleName() for link in advice.links] == ["Move PAY-222 to S16", "Move PAY-226 to S16"]

    click(qtbot, advice.links[0])
    assert plan_of(page).item("PAY-222").sprint_id == "S16"
    assert advice.title() != "To be 85 % sure of Friday, take out 8 points"

    page.context.document.undo_stack.undo()
    assert plan_of(page).item("PAY-222").sprint_id == "S15"
    assert len(advice.links) == 2


def test_a_refused_move_is_explained_and_changes_nothing(page: TrackPage) -> None:
    before = plan_of(page)
    page.sprint_view.take_out.move_asked.emit("PAY-222", "S14")
    assert plan_of(page) is before
    assert page.banner.isVisible()
    assert "S14 is closed" in page.banner.words()


def test_a_bar_of_the_bridge_opens_its_items_by_key(page: TrackPage) -> None:
    choose_with_keys(page.sprint_view.bridge.chart, 2)  # committed, added
    popover = popover_of(page)
    assert [row.key for row in popover.behind.rows] == ["PAY-260"]
    assert popover.behind.title == "S15, added: 3 points"

    assert popover.grid is not None
    QTest.keyClick(popover.grid, Qt.Key.Key_Return)
    assert visits(page) == [("backlog", ("item:PAY-260",))]


def test_a_point_of_the_burndown_opens_what_was_left_then(page: TrackPage) -> None:
    page.sprint_view.burndown.chart.refs_chosen.emit(("day:2026-05-21",))
    popover = popover_of(page)
    # 23 committed, 5 and 5 done, 2 re-estimated, 3 added: 18 left on Thursday.
    assert popover.behind.title == "S15, left on Thursday 21 May: 18 points"
    assert "PAY-214" not in {row.key for row in popover.behind.rows}


def test_a_bar_of_velocity_leads_to_its_sprint(page: TrackPage, qtbot: QtBot) -> None:
    page.sprint_view.velocity.chart.refs_chosen.emit(("sprint:S14",))
    popover = popover_of(page)
    assert {row.state for row in popover.behind.rows} == {"done", "carried over"}
    look = next(button for button in popover.findChildren(QPushButton) if button.text() == "Look at S14")
    click(qtbot, look)
    assert page.headline.finding() == "S14 completed 29 points of 31 committed"
    # The burndown of a closed sprint ends with what was frozen.
    assert "4 points of 33 are left" in page.sprint_view.burndown.chart.accessibleDescription()
    assert page.sprint_view.take_out.isHidden()


def test_the_menu_lists_every_sprint_newest_first(page: TrackPage) -> None:
    menu = page.chooser.menu()
    words = [action.text() for action in menu.actions() if action.isCheckable()]
    assert len(words) == len(plan_of(page).sprints)
    assert "S15, running" in words
    next(action for action in menu.actions() if action.text().startswith("S16,")).trigger()
    assert page.headline.finding() == "S16 has not started"
    assert "has not started" in page.sprint_view.burndown.caption.text()
    # Nothing is promised yet: no bridge, and the ideal starts at what is planned now.
    assert "Start a sprint" in page.sprint_view.bridge.chart.accessibleDescription()


def test_velocity_per_person_day_is_another_reading_of_the_same_sprints(page: TrackPage) -> None:
    page.sprint_view.per_day.choose("pd")
    velocity = page.sprint_view.velocity
    assert "per person-day" in velocity.chart.accessibleName()
    assert velocity.caption.isVisible()  # without a legend there is no line to share
    page.sprint_view.per_day.choose("work")
    assert velocity.caption.isHidden()


def test_a_snapshot_taken_twice_a_day_is_one(page: TrackPage) -> None:
    before = len(plan_of(page).snapshots)
    page.page_actions()[0].trigger()
    page.deeds.take_snapshot()
    taken = plan_of(page).snapshots[-1]
    assert len(plan_of(page).snapshots) == before + 1
    assert (taken.source, taken.taken_on, len(taken.items)) == ("plan", date(2026, 5, 26), len(plan_of(page).backlog))
    page.context.document.undo_stack.undo()
    page.context.document.undo_stack.undo()
    assert len(plan_of(page).snapshots) == before


def test_closing_the_sprint_is_done_on_the_page_that_shows_what_freezes(page: TrackPage) -> None:
    close = page.page_actions()[1]
    assert close.isEnabled()
    close.trigger()
    assert visits(page) == [("sprints", ("action:close-sprint",))]


def test_a_sprint_is_left_out_only_with_a_reason_and_counted_again(page: TrackPage, qtbot: QtBot) -> None:
    page.segment.choose("history")
    history = page.history_view
    assert history.link_text() == "Leave S14 out of the forecast"
    history.exclude_asked.emit("S12")
    dialog = page.findChild(LeaveOutDialog)
    assert isinstance(dialog, LeaveOutDialog)
    click(qtbot, dialog.main_button)
    assert dialog.banner.isVisible()

    qtbot.keyClicks(dialog.reason, "the bank was down")
    click(qtbot, dialog.main_button)
    actuals = plan_of(page).sprint("S12").actuals
    assert actuals is not None
    assert actuals.excluded_because == "the bank was down"
    assert page.context.document.view.forecast.history.excluded != ()
    row = next(row for row in history.table.rows.shown_rows() if row.id == "S12")
    assert row.note == "Left out: the bank was down"

    history.exclude_asked.emit("S12")
    again = plan_of(page).sprint("S12").actuals
    assert again is not None
    assert again.excluded_because == ""


def test_delivery_measures_are_typed_and_may_be_unknown(page: TrackPage, qtbot: QtBot) -> None:
    page.segment.choose("delivery")
    page.delivery_view.typing_asked.emit("S14")
    dialog = page.findChild(DeliveryDialog)
    assert isinstance(dialog, DeliveryDialog)
    dialog.failed.setText("120")
    click(qtbot, dialog.main_button)
    assert "up to 100" in dialog.banner.words()

    dialog.deployments.setText("12")
    dialog.failed.setText("7,5 %")
    dialog.restore.clear()
    click(qtbot, dialog.main_button)
    actuals = plan_of(page).sprint("S14").actuals
    assert actuals is not None
    assert actuals.completed == 29  # everything else stays frozen
    assert actuals.delivery.deployments == 12
    assert actuals.delivery.failed_change_share == pytest.approx(0.075)
    assert actuals.delivery.restore_hours is None
    assert page.delivery_view.charts[0].key_figure.accessibleName().startswith("12 ")


def test_two_sprints_stand_side_by_side(page: TrackPage, qtbot: QtBot) -> None:
    click(qtbot, page.compare)
    view = page.compare_view
    assert [side.sprint_id for side in view.sides] == ["S15", "S14"]
    rows = {row.name: (row.first, row.second) for row in view.table.rows.shown_rows()}
    assert rows["Committed"] == ("23 points", "31 points")
    assert rows["Done of committed"][1] == "94 %"  # 29 / 31

    view.sides[1].chooser.chosen.emit("S9")
    assert view.sides[1].sprint_id == "S9"
    page.segment.choose("history")
    assert not page.compare.isChecked()


def test_days_without_a_snapshot_are_a_gap(make: Make, mid_sprint_plan: Plan, qtbot: QtBot) -> None:
    page = make(replace(mid_sprint_plan, snapshots=()))
    section = page.sprint_view.burndown
    assert section.caption.text() == "No snapshot in this sprint yet: import a backlog, or take a snapshot now."
    scene = section.chart.scene
    assert scene is not None
    lines = {mark.name: mark for mark in scene.marks if isinstance(mark, Line)}
    assert lines["left"].ys == (23.0, None, 13.0)
    links = [button for button in section.findChildren(QPushButton) if button.isVisible()]
    click(qtbot, links[0])
    assert len(plan_of(page).snapshots) == 1
    assert section.caption.isHidden()


def test_a_plan_without_sprints_says_what_to_do_first(make: Make) -> None:
    page = make(Plan())
    assert page.panel.state is PanelState.EMPTY
    assert page.headline.finding() == "Nothing to track yet"
    page.panel.acted.emit()
    assert visits(page) == [("sprints", ())]


def test_a_planned_sprint_alone_shows_its_ideal_line_and_says_what_is_missing(make: Make, sample_plan: Plan) -> None:
    plan = replace(sample_plan, sprints=sample_plan.coming_sprints(), exceptions=(), snapshots=())
    page = make(plan)
    assert page.headline.finding() == "S15 has not started"
    assert "history" in page.sprint_view.velocity.chart.accessibleDescription()
    assert not page.page_actions()[1].isEnabled()
    page.segment.choose("history")
    assert page.headline.finding() == "No sprint is closed yet"
    page.segment.choose("delivery")
    assert page.headline.finding() == "No delivery measures yet"
    page.deeds.type_delivery("S15")
    assert page.findChild(DeliveryDialog) is None


def test_without_a_running_sprint_the_last_closed_one_is_shown(make: Make, sample_plan: Plan) -> None:
    page = make(sample_plan)
    assert page.headline.finding() == "S14 completed 29 points of 31 committed"


def test_another_page_leads_to_a_sprint_or_a_view(page: TrackPage) -> None:
    page.choose(("view:history",))
    assert page.segment.current() == "history"
    page.choose(("sprint:S9",))
    assert page.segment.current() == "sprint"
    assert page.headline.finding().startswith("S9 completed")


def test_the_page_follows_the_plan(page: TrackPage) -> None:
    sprint = plan_of(page).sprint("S16")
    page.choose_sprint("S16")
    page.context.document.apply(ChangeSprint(replace(sprint, name="Sixteen")))
    assert page.headline.finding() == "Sixteen has not started"


def test_every_control_says_what_it_is(page: TrackPage) -> None:
    for key in ("sprint", "history", "delivery"):
        page.segment.choose(key)
        for button in page.findChildren(QPushButton):
            assert button.accessibleName() or not button.isVisible()


@pytest.mark.parametrize("name", ODD_PLANS)
def test_every_view_says_something_about_odd_plans(make: Make, name: str) -> None:
    plan = replace(ODD_PLANS[name], settings=replace(ODD_PLANS[name].settings, as_of=TODAY))
    page = make(plan)
    for key in ("sprint", "history", "delivery"):
        page.show_view(key)
        assert page.headline.finding()
    page.compare.setChecked(True)
    for sprint in plan.sprints[:3]:
        page.choose_sprint(sprint.id)
        assert page.headline.finding()
        page.deeds.show_behind(page.sprint_view.bridge.chart, (f"sprint:{sprint.id}",), sprint.id, offer=False)
        assert popover_of(page).behind.rows or popover_of(page).behind.note
        popover_of(page).close()


def test_the_page_is_walked_by_keys_alone(page: TrackPage, qtbot: QtBot) -> None:
    page.activateWindow()
    seen: list[str] = []
    page.segment.findChildren(QToolButton)[0].setFocus()
    for _ in range(30):
        focused = page.focusWidget()
        if focused is not None:
            seen.append(focused.accessibleName())
            qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert "Sprint: S15" in seen
    assert "Compare" in seen
    assert "Burndown, points left" in seen
    assert "Move PAY-222 to S16" in seen
    assert "Velocity, points" in seen
    assert "" not in seen


def test_escape_closes_what_stands_behind_a_bar(page: TrackPage, qtbot: QtBot) -> None:
    page.sprint_view.velocity.chart.refs_chosen.emit(("sprint:S14",))
    popover = popover_of(page)
    qtbot.keyClick(popover, Qt.Key.Key_Escape)
    assert not popover.isVisible()
