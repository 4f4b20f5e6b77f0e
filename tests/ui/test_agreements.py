"""What is agreed about the reserve: policy, exception, release, observations; and a run without a mouse."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from planner.document.jobs import JobRunner
from planner.document.plan_document import PlanDocument
from planner.domain.debt import DebtItem, Spread
from planner.domain.decision import DecisionKind, DecisionStatus
from planner.domain.plan import Edit, Plan
from planner.domain.policy import BucketKind, ReserveBucket, ReserveRule
from planner.ui.dialogs.debt_entry import DebtEntryDialog
from planner.ui.dialogs.debt_steps import DevelopmentDialog, ReleaseDialog
from planner.ui.dialogs.delivery_measures import DeliveryDialog
from planner.ui.dialogs.observations import ObservationsDialog
from planner.ui.dialogs.reserve_policy import ExceptionDialog, PolicyDialog
from planner.ui.messages import edit_sentence
from planner.ui.pages.debt import DebtPage
from planner.ui.pages.page import PageContext
from planner.ui.theme.controller import ThemeController

Make = Callable[[Plan], DebtPage]
_Dialog = TypeVar("_Dialog", bound=QDialog)
VISITS: list[tuple[str, tuple[str, ...]]] = []


@pytest.fixture
def make(qtbot: QtBot, themes: ThemeController) -> Iterator[Make]:
    runner = JobRunner(threads=1)
    made: list[PlanDocument] = []
    VISITS.clear()

    def build(plan: Plan) -> DebtPage:
        document = PlanDocument(plan, describe=edit_sentence)
        context = PageContext(document, runner, themes, lambda page, refs=(): VISITS.append((page, refs)))
        page = DebtPage(context)
        document.plan_changed.connect(page.refresh)
        made.append(document)
        qtbot.addWidget(page)
        page.resize(1272, 828)
        page.refresh(frozenset())
        page.show()
        page.choose(("view:ledger",))
        return page

    yield build
    assert runner.close()
    for document in made:
        document.close()


@pytest.fixture
def page(make: Make, sample_plan: Plan) -> DebtPage:
    return make(sample_plan)


def opened(page: DebtPage, kind: type[_Dialog]) -> _Dialog:
    return page.findChildren(kind)[-1]


def plan_of(page: DebtPage) -> Plan:
    found: Plan = page.context.document.plan
    return found


def test_buckets_a_rule_and_a_goal_are_agreed_with_their_reason_in_one_step(page: DebtPage, sample_plan: Plan) -> None:
    page.ledger.policy_action.trigger()
    dialog = opened(page, PolicyDialog)
    debt, learning, bugs = dialog.apart.fields
    learning.figure.setValue(5.0)
    bugs.figure.setValue(2.0)
    bugs.unit.choose("days")
    dialog.rule.tick.setChecked(True)
    dialog.rule.items.setValue(1)
    dialog.rule.interest.setValue(0.8)
    dialog.goal.tick.setChecked(True)
    dialog.goal.days.setValue(40.0)
    dialog.reason.setPlainText("Learning was always squeezed out.")
    dialog.owner.setText("Amara Okafor")
    assert debt.bucket() is None
    assert "it becomes decision 12" in dialog.consequence()
    dialog.accept_form()
    policy = plan_of(page).policy
    assert policy.buckets == (
        ReserveBucket(BucketKind.LEARNING, share=0.05),
        ReserveBucket(BucketKind.BUGS, days_pd=2.0),
    )
    assert (policy.rules, policy.goal_pd) == ((ReserveRule(0.30, 1, 0.8),), 40.0)
    record = plan_of(page).decisions[-1]
    assert (record.kind, record.context) == (DecisionKind.POLICY, "Learning was always squeezed out.")
    # D-07 costs 0.85 pd a sprint, more than 0.8: the rule holds
    agreed = page.ledger._agreed.accessibleName()
    assert "Learning 5 %; Bugs 2.0 pd a sprint; 30 % while 1 item costs over 0.8 pd a sprint; goal 40.0 pd" in agreed
    page.context.document.undo_stack.undo()
    assert plan_of(page) is sample_plan


def test_the_policy_dialog_starts_with_what_is_agreed_and_keeps_what_it_does_not_show(
    make: Make, sample_plan: Plan
) -> None:
    buckets = (
        ReserveBucket(BucketKind.DEBT, days_pd=1.5, name="Framework"),
        ReserveBucket(BucketKind.LEARNING, share=0.05),
        ReserveBucket(BucketKind.LEARNING, days_pd=1.0, name="Guild"),
    )
    rules = (ReserveRule(), ReserveRule(0.28, 1, 0.5))
    plan = replace(sample_plan, policy=replace(sample_plan.policy, buckets=buckets, rules=rules, goal_pd=30.0))
    page = make(plan)
    page.dialogs.policy()
    dialog = opened(page, PolicyDialog)
    dialog.accept_form()
    assert plan_of(page).policy == plan.policy
    assert len(plan_of(page).decisions) == len(plan.decisions)  # without a reason there is nothing to record
    page.dialogs.policy()
    dialog = opened(page, PolicyDialog)
    dialog.rule.tick.setChecked(False)
    dialog.goal.tick.setChecked(False)
    dialog.accept_form()
    assert (plan_of(page).policy.rules, plan_of(page).policy.goal_pd) == (rules[1:], None)


def test_a_new_exception_leaves_a_record_and_a_changed_one_does_not(page: DebtPage) -> None:
    page.dialogs.exception("S15")
    dialog = opened(page, ExceptionDialog)
    dialog.share.set_share(0.10)
    dialog.owner.setText("Mia Berg")
    dialog.reason.setPlainText("Audit")
    dialog.accept_form()
    plan = plan_of(page)
    assert (plan.exceptions[-1].owner, plan.decisions[-1].title) == ("Mia Berg", "10 % reserve in S15")
    page.dialogs.exception("S15")
    dialog = opened(page, ExceptionDialog)
    dialog.mitigated.tick.setChecked(True)
    dialog.accept_form()
    assert plan_of(page).exceptions[-1].done_on is not None
    assert len(plan_of(page).decisions) == len(plan.decisions)


def test_an_exception_is_taken_back_and_the_sprint_judged_again(page: DebtPage, sample_plan: Plan) -> None:
    page.ledger.choose(("sprint:S14",))
    page.ledger.take_back_action.trigger()  # that sprint has none
    assert plan_of(page) is sample_plan
    page.ledger.choose(("sprint:S12",))
    page.ledger.take_back_action.trigger()
    assert plan_of(page).exceptions == ()
    page.context.document.undo_stack.undo()
    assert plan_of(page) is sample_plan


def test_a_date_far_away_is_warned_of_and_not_refused(page: DebtPage) -> None:
    page.dialogs.exception("S15")
    dialog = opened(page, ExceptionDialog)
    dialog.mitigate.set_day(date(2026, 9, 30))
    assert "90 days" in dialog.consequence()
    dialog.mitigate.set_day(date(2028, 1, 1))
    assert "another policy" in dialog.consequence()
    dialog.reject()


def test_a_mark_on_the_chart_leads_to_its_decision(page: DebtPage) -> None:
    page.ledger.chart.refs_chosen.emit(("decision:10",))
    assert VISITS == [("decisions", ("decision:10",))]


def test_reserve_without_debt_is_released(make: Make, sample_plan: Plan, qtbot: QtBot) -> None:
    little = DebtItem("D-1", "Last one", Spread.single(1.5), Spread.single(0.1))
    page = make(replace(sample_plan, debt=(little,), exceptions=()))
    assert page.ledger.release.isVisible()
    qtbot.mouseClick(page.ledger.release, Qt.MouseButton.LeftButton)
    dialog = opened(page, ReleaseDialog)
    dialog.accept_form()  # without an owner it stays open
    assert dialog.isVisible()
    qtbot.keyClicks(dialog.owner, "Mia Berg")
    dialog.accept_form()
    exception = plan_of(page).exceptions[0]
    assert (exception.released, exception.owner, exception.sprint_id) == (True, "Mia Berg", "S15")
    assert not page.ledger.release.isVisible()


def test_what_was_seen_in_a_sprint_is_typed_and_shown_beside_the_ledger(page: DebtPage, qtbot: QtBot) -> None:
    page.ledger.choose(("sprint:S14",))
    page.ledger.seen_action.trigger()
    dialog = opened(page, ObservationsDialog)
    qtbot.keyClicks(dialog.learning, "1,5")
    qtbot.keyClicks(dialog.overtime, "6")
    qtbot.keyClicks(dialog.pulse, "7")
    dialog.accept_form()
    assert dialog.isVisible()  # a pulse goes up to 5
    dialog.pulse.setText("3.8")
    dialog.accept_form()
    seen = plan_of(page).sprint("S14").actuals
    assert seen is not None
    assert (seen.observations.learning_spent_pd, seen.observations.overtime_hours) == (1.5, 6.0)
    assert seen.observations.bugs_spent_pd is None
    assert page.ledger.grid.rows.row_at(0).apart == "learning 1.5 (5 %)"  # 1.5 of 31.5


def test_the_development_effort_gives_the_ratio_its_grade(page: DebtPage, qtbot: QtBot) -> None:
    page.choose(("view:trend",))
    qtbot.mouseClick(page.trend.effort, Qt.MouseButton.LeftButton)
    dialog = opened(page, DevelopmentDialog)
    dialog.effort.setValue(905.0)
    dialog.accept_form()
    assert page.trend.grade.accessibleName().startswith("Debt ratio 10.0 %, grade B")


def test_delivery_measures_of_several_sprints_are_pasted_in_one_step(
    page: DebtPage, themes: ThemeController, qtbot: QtBot
) -> None:
    plan = plan_of(page)
    dialog = DeliveryDialog(
        themes, plan.sprint("S14"), closed=plan.closed_sprints(), take=lambda edit: _take(page, edit), parent=page
    )
    QGuiApplication.clipboard().setText("Sprint\tDeployments\tFailed\nS13\t7\t14 %\nS99\t1\t0")
    qtbot.mouseClick(dialog.paste, Qt.MouseButton.LeftButton)
    assert "S99" in dialog.banner.words()
    QGuiApplication.clipboard().setText("Sprint\tDeployments\tFailed\nS13\t7\t14 %\nS14\t12\t8 %")
    qtbot.mouseClick(dialog.paste, Qt.MouseButton.LeftButton)
    actuals = plan_of(page).sprint("S13").actuals
    assert actuals is not None
    assert actuals.delivery.deployments == 7
    assert actuals.delivery.failed_change_share == pytest.approx(0.14)
    assert page.context.document.undo_stack.undoText() == "Paste delivery measures"


def _take(page: DebtPage, edit: Edit) -> None:
    page.context.document.apply(edit)


def press(qtbot: QtBot, *keys: Qt.Key | str) -> None:
    """Press keys where the focus is, as on a keyboard; a text is typed."""
    for key in keys:
        focus = QApplication.focusWidget()
        assert isinstance(focus, QWidget)
        if isinstance(key, str):
            qtbot.keyClicks(focus, key)
        else:
            qtbot.keyClick(focus, key)


def tab_to(qtbot: QtBot, wanted: QWidget) -> None:
    """Press Tab until a field has the focus, as somebody without a mouse does."""
    for _ in range(60):
        focus = QApplication.focusWidget()
        if focus is wanted or (focus is not None and wanted.isAncestorOf(focus)):
            return
        press(qtbot, Qt.Key.Key_Tab)
    raise AssertionError(wanted.accessibleName())


def test_an_exception_is_written_without_a_mouse(page: DebtPage, qtbot: QtBot) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.ledger.exception.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    dialog = opened(page, ExceptionDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    tab_to(qtbot, dialog.share)
    press(qtbot, Qt.Key.Key_Down)
    tab_to(qtbot, dialog.owner)
    press(
        qtbot, "Mia Berg", Qt.Key.Key_Tab, "Audit in S15", Qt.Key.Key_Tab, "Amara Okafor", Qt.Key.Key_Tab, "33 % in S16"
    )
    tab_to(qtbot, dialog.main_button)
    press(qtbot, Qt.Key.Key_Return)
    made = plan_of(page).exceptions[-1]
    assert (made.owner, made.reason, made.approver, made.compensation) == (
        "Mia Berg", "Audit in S15", "Amara Okafor", "33 % in S16",
    )  # fmt: skip
    assert plan_of(page).decisions[-1].status is DecisionStatus.ACCEPTED


def test_a_debt_item_with_a_deadline_is_registered_without_a_mouse(page: DebtPage, qtbot: QtBot) -> None:
    page.choose(("view:register",))
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.add.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    dialog = opened(page, DebtEntryDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    tab_to(qtbot, dialog.title_field)
    press(qtbot, "Queue library out of support", Qt.Key.Key_Tab, "events")
    tab_to(qtbot, dialog.remove.tick)
    press(qtbot, Qt.Key.Key_Space)
    tab_to(qtbot, dialog.remove.field)
    press(qtbot, Qt.Key.Key_Up)
    tab_to(qtbot, dialog.main_button)
    press(qtbot, Qt.Key.Key_Return)
    made = plan_of(page).debt[-1]
    assert (made.title, made.component) == ("Queue library out of support", "events")
    assert made.deadline is not None
    assert made.deadline.compulsory
