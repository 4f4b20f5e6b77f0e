"""The decisions page, used as a person uses it: reading, recording, superseding, the brief, undo."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from planner.document.jobs import JobRunner
from planner.document.plan_document import PlanDocument
from planner.domain.decision import Decision, DecisionStatus
from planner.domain.edits import SetPolicy
from planner.domain.plan import Plan
from planner.ui.dialogs.brief import BriefDialog
from planner.ui.dialogs.decision import DecisionDialog
from planner.ui.dialogs.replan import ReplanDialog
from planner.ui.messages import edit_sentence
from planner.ui.pages.decisions import DecisionsPage
from planner.ui.pages.page import PageContext
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.buttons import LinkButton
from planner.ui.widgets.state_panel import PanelState


class Visits:
    """Where the page led to."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, tuple[str, ...]]] = []

    def __call__(self, page_key: str, refs: tuple[str, ...] = ()) -> None:
        self.seen.append((page_key, refs))


Make = Callable[[Plan], DecisionsPage]


@pytest.fixture
def visits() -> Visits:
    return Visits()


@pytest.fixture
def make(qtbot: QtBot, themes: ThemeController, visits: Visits) -> Iterator[Make]:
    runner = JobRunner(threads=1)
    made: list[PlanDocument] = []

    def build(plan: Plan) -> DecisionsPage:
        document = PlanDocument(plan, describe=edit_sentence)
        page = DecisionsPage(PageContext(document, runner, themes, visits))
        document.plan_changed.connect(page.refresh)
        made.append(document)
        qtbot.addWidget(page)
        page.resize(1272, 828)
        page.refresh(frozenset())
        page.show()
        return page

    yield build
    assert runner.close()
    for document in made:
        document.close()


@pytest.fixture
def page(make: Make, sample_plan: Plan) -> DecisionsPage:
    return make(sample_plan)


def dialog_of(page: DecisionsPage, kind: type[QDialog]) -> QDialog:
    return page.findChildren(kind)[-1]


def state_of(page: DecisionsPage) -> PanelState:
    return page.state.state


def endangered(plan: Plan) -> Plan:
    return replace(plan, policy=replace(plan.policy, floor=0.01, target=0.02))


def test_the_headline_and_the_rail_count_what_is_due(page: DecisionsPage) -> None:
    assert page.headline.finding() == "2 decisions are due"
    assert page.rail_count() == "2 due"
    assert page.lists.expiring.rows.row_at(0).id == "exception:exception-1"
    assert not page.brief.isVisible()
    assert not page.alarm.isVisible()


def test_arrow_keys_walk_the_records(page: DecisionsPage, qtbot: QtBot) -> None:
    assert page.panel.shown == "6"
    page.lists.records.setFocus()
    qtbot.keyClick(page.lists.records, Qt.Key.Key_Down)
    assert page.panel.shown == "10"


def test_a_superseded_record_leads_to_the_newer_one(page: DecisionsPage, qtbot: QtBot) -> None:
    page.choose(("decision:4",))
    assert not page.panel.supersede.isVisible()
    assert page.panel.newer.text() == "Superseded by decision 9"
    qtbot.mouseClick(page.panel.newer, Qt.MouseButton.LeftButton)
    assert page.panel.shown == "9"
    assert page.panel.supersede.isVisible()


def test_links_lead_to_their_page(page: DecisionsPage, visits: Visits, qtbot: QtBot) -> None:
    page.choose(("decision:8",))
    link = next(button for button in page.panel.findChildren(LinkButton) if button.text().startswith("D-06"))
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert visits.seen == [("debt", ("debt:D-06",))]


def test_what_ends_opens_where_it_is_mended(page: DecisionsPage, visits: Visits, qtbot: QtBot) -> None:
    page.choose(("exception:exception-1",))
    page.lists.expiring.setFocus()
    qtbot.keyClick(page.lists.expiring, Qt.Key.Key_Return)
    assert visits.seen == [("debt", ("sprint:S12",))]
    qtbot.keyClick(page.lists.expiring, Qt.Key.Key_Down)
    assert page.panel.shown == "9"


def test_a_decision_is_recorded_and_undone(page: DecisionsPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.add, Qt.MouseButton.LeftButton)
    dialog = dialog_of(page, DecisionDialog)
    assert isinstance(dialog, DecisionDialog)
    dialog.accept_form()
    assert "a title" in dialog.banner.words()
    qtbot.keyClicks(dialog.title_field, "Freeze the old API")
    qtbot.keyClicks(dialog.about, "D-06, nobody")
    dialog.accept_form()
    assert "nobody" in dialog.banner.words()
    dialog.about.setText("D-06, S15")
    dialog.review.tick.setChecked(True)
    dialog.accept_form()
    made = page.context.document.plan.decisions[-1]
    assert (made.id, made.refs, made.review_on) == ("12", ("debt:D-06", "sprint:S15"), date(2026, 8, 14))
    assert page.panel.shown == "12"
    page.context.document.undo_stack.undo()
    assert len(page.context.document.plan.decisions) == 11
    assert page.panel.shown == "6"


def test_superseding_marks_the_old_record(page: DecisionsPage, qtbot: QtBot) -> None:
    page.choose(("decision:9",))
    qtbot.mouseClick(page.panel.supersede, Qt.MouseButton.LeftButton)
    dialog = dialog_of(page, DecisionDialog)
    assert isinstance(dialog, DecisionDialog)
    assert dialog.consequence() == "Decision 9 stays as it is and is marked as superseded."
    dialog.title_field.setText("Keep 30 % until autumn")
    dialog.accept_form()
    old = next(entry for entry in page.context.document.plan.decisions if entry.id == "9")
    assert (old.status, old.superseded_by) == (DecisionStatus.SUPERSEDED, "12")


def test_a_proposed_decision_is_accepted(make: Make, qtbot: QtBot) -> None:
    proposed = Decision("1", "Split the monolith", date(2026, 5, 1), status=DecisionStatus.PROPOSED)
    page = make(Plan(decisions=(proposed,)))
    qtbot.mouseClick(page.panel.accept, Qt.MouseButton.LeftButton)
    assert page.context.document.plan.decisions[0].status is DecisionStatus.ACCEPTED
    assert not page.panel.accept.isVisible()


def test_a_refused_edit_is_explained_over_the_page(page: DecisionsPage) -> None:
    page.panel.accept_asked.emit("99")
    assert page.banner.words() == "There is no decision 99 in this plan."


def test_the_brief_appears_with_its_trigger_and_becomes_a_proposal(make: Make, sample_plan: Plan, qtbot: QtBot) -> None:
    page = make(endangered(sample_plan))
    assert page.alarm.words() == "The reserve of 2 % is below 3.6 %: from there debt runs away."
    qtbot.mouseClick(page.brief, Qt.MouseButton.LeftButton)
    brief = dialog_of(page, BriefDialog)
    assert isinstance(brief, BriefDialog)
    qtbot.mouseClick(brief.copy, Qt.MouseButton.LeftButton)
    assert "Keep on, 2 %" in QGuiApplication.clipboard().text()
    qtbot.mouseClick(brief.record, Qt.MouseButton.LeftButton)
    dialog = dialog_of(page, DecisionDialog)
    assert isinstance(dialog, DecisionDialog)
    dialog.accept_form()
    made = page.context.document.plan.decisions[-1]
    assert (made.status, made.refs) == (DecisionStatus.PROPOSED, ("policy",))
    assert "Pay down, 30 %" in made.context


def test_a_finding_about_runaway_debt_opens_the_brief(make: Make, sample_plan: Plan) -> None:
    page = make(endangered(sample_plan))
    found = next(entry for entry in page.context.document.view.attention if entry.code == "debt-tipping")
    page.choose(found.refs)
    assert dialog_of(page, BriefDialog).isVisible()


def test_the_alarm_goes_when_its_cause_goes(make: Make, sample_plan: Plan) -> None:
    page = make(endangered(sample_plan))
    page.context.document.apply(SetPolicy(sample_plan.policy))
    assert not page.alarm.isVisible()
    assert not page.brief_action.isVisible()


def test_a_sprint_above_its_promise_is_re_planned_in_one_step(make: Make, sample_plan: Plan, qtbot: QtBot) -> None:
    page = make(sample_plan)
    assert page.shortfall.words().startswith("S15 holds 27 points; 23 points can be promised")
    page.shortfall.acted.emit()
    dialog = dialog_of(page, ReplanDialog)
    assert isinstance(dialog, ReplanDialog)
    assert dialog.dropped() == ("PAY-231", "PAY-240")  # 2 + 2 of 27 go: 23 stay
    assert dialog.kept.accessibleName().startswith("23 points stay, ")
    dialog.ticks["PAY-240"].setFocus()
    qtbot.keyClick(dialog.ticks["PAY-240"], Qt.Key.Key_Space)
    assert "2 above the promise" in dialog.kept.accessibleName()
    qtbot.keyClick(dialog.ticks["PAY-240"], Qt.Key.Key_Space)
    qtbot.keyClicks(dialog.owner, "Mia Berg")
    qtbot.keyClicks(dialog.note, "Sales was told.")
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    document = page.context.document
    assert {document.plan.item(key).sprint_id for key in ("PAY-231", "PAY-240")} == {"S16"}
    record = document.plan.decisions[-1]
    assert (record.kind.value, record.owner, record.consequences) == ("re-plan", "Mia Berg", "Sales was told.")
    assert page.panel.shown == record.id
    assert not page.shortfall.isVisible()
    assert document.undo_stack.undoText() == "Re-plan S15"
    document.undo_stack.undo()
    assert document.plan is sample_plan


def test_a_re_plan_that_drops_nothing_cannot_be_made(make: Make, sample_plan: Plan) -> None:
    page = make(sample_plan)
    page.replan_action.trigger()
    dialog = dialog_of(page, ReplanDialog)
    assert isinstance(dialog, ReplanDialog)
    for tick in dialog.ticks.values():
        tick.setChecked(False)
    assert not dialog.main_button.isEnabled()
    assert dialog.consequence() == "Choose what goes; more time is not on offer."
    dialog.reject()


def test_an_empty_plan_says_what_to_do(make: Make, qtbot: QtBot) -> None:
    page = make(Plan())
    assert state_of(page) is PanelState.EMPTY
    assert page.rail_count() == ""
    page.state.acted.emit()
    dialog = dialog_of(page, DecisionDialog)
    assert isinstance(dialog, DecisionDialog)
    qtbot.keyClicks(dialog.title_field, "Begin")
    dialog.accept_form()
    assert state_of(page) is PanelState.READY
    assert page.panel.shown == "1"


def test_a_narrow_page_puts_the_record_below(page: DecisionsPage, qtbot: QtBot) -> None:
    page.resize(940, 900)
    qtbot.waitUntil(lambda: page.panel.mapTo(page, QPoint()).y() > page.lists.records.mapTo(page, QPoint()).y())


def test_every_action_has_words(page: DecisionsPage) -> None:
    assert page.page_actions()[0].text() == "Record a decision"
    assert page.lists.records.accessibleName() == "Records"
