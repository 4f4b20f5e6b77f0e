"""The debt page, used as a person uses it: register, dialogs, lab as a what-if, trend, ledger, undo."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from planner.analysis.reserve.lab import reserve_lab
from planner.document.jobs import JobRunner
from planner.document.plan_document import PlanDocument
from planner.domain.debt import DebtStatus
from planner.domain.edits import RemoveDebt
from planner.domain.plan import Plan
from planner.ui.dialogs.debt_entry import DebtEntryDialog
from planner.ui.dialogs.debt_parameters import DebtParametersDialog
from planner.ui.dialogs.debt_steps import AcceptDebtDialog, PayDebtDialog, PlanDebtDialog
from planner.ui.dialogs.reserve_policy import ExceptionDialog, PolicyDialog
from planner.ui.messages import edit_sentence
from planner.ui.pages.debt import DebtPage
from planner.ui.pages.page import PageContext
from planner.ui.tables.column import CellChange
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.state_panel import PanelState

Make = Callable[[Plan], DebtPage]


def nowhere(page_key: str, refs: tuple[str, ...] = ()) -> None:
    del page_key, refs


@pytest.fixture
def make(qtbot: QtBot, themes: ThemeController) -> Iterator[Make]:
    runner = JobRunner(threads=1)
    made: list[PlanDocument] = []

    def build(plan: Plan) -> DebtPage:
        document = PlanDocument(plan, describe=edit_sentence)
        page = DebtPage(PageContext(document, runner, themes, nowhere))
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
def page(make: Make, qtbot: QtBot, sample_plan: Plan) -> DebtPage:
    found = make(sample_plan)
    qtbot.waitUntil(lambda: found.lab.is_current)
    return found


def dialog_of(page: DebtPage, kind: type[QDialog]) -> QDialog:
    return page.findChildren(kind)[-1]


def ask(page: DebtPage, code: str, debt_id: str = "D-03") -> None:
    page.choose((f"debt:{debt_id}",))
    page.register.actions_by_code[code].trigger()


def plan_of(page: DebtPage) -> Plan:
    found: Plan = page.context.document.plan
    return found


def undo(page: DebtPage) -> None:
    page.context.document.undo_stack.undo()


def test_the_register_is_ranked_by_interest_per_principal(page: DebtPage) -> None:
    grid = page.register.grid
    order = [grid.rows.row_at(place).id for place in range(grid.rows.rowCount())]
    assert order[:3] == ["D-03", "D-07", "D-08"]
    assert page.headline.finding() == "Registered debt costs 3.8 person-days a sprint"
    assert page.rail_count() == "12"


def test_double_click_and_enter_open_the_entry(page: DebtPage, qtbot: QtBot) -> None:
    grid = page.register.grid
    place = grid.visualRect(grid.rows.index(8, 2)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert "Ledger god module" in dialog_of(page, DebtEntryDialog).windowTitle()
    dialog_of(page, DebtEntryDialog).reject()
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert "D-01" in dialog_of(page, DebtEntryDialog).windowTitle()


def test_an_entry_is_changed_and_undone_as_one_step(page: DebtPage, qtbot: QtBot) -> None:
    ask(page, "edit", "D-08")
    dialog = dialog_of(page, DebtEntryDialog)
    assert isinstance(dialog, DebtEntryDialog)
    dialog.title_field.setText("Settlement job fails silently")
    dialog.interest.boxes[2].setText("0,9")
    dialog.remove.tick.setChecked(True)
    dialog.until.tick.setChecked(True)
    dialog.accepted_by.setText("Amara Okafor")
    dialog.reason.setText("rare")
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    changed = plan_of(page).debt_item("D-08")
    assert (changed.title, changed.interest.p90) == ("Settlement job fails silently", 0.9)
    assert changed.deadline is not None
    assert changed.acceptance is not None
    undo(page)
    assert plan_of(page).debt_item("D-08").title == "Nightly settlement job has no retry"


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [("p50", "99", "Range"), ("p50", "many", "P50"), ("items", "PAY-0000", "PAY-0000"), ("reason", "", "Acceptance")],
)
def test_a_refused_entry_stays_open_and_says_why(page: DebtPage, field: str, text: str, words: str) -> None:
    ask(page, "edit", "D-08")
    dialog = dialog_of(page, DebtEntryDialog)
    assert isinstance(dialog, DebtEntryDialog)
    if field == "p50":
        dialog.principal.boxes[1].setText(text)
    elif field == "items":
        dialog.items.setText(text)
    else:
        dialog.until.tick.setChecked(True)
    before = plan_of(page)
    dialog.accept_form()
    assert dialog.isVisible()
    assert words in dialog.banner.words()
    assert plan_of(page) is before


def test_dates_of_a_deadline_follow_each_other(page: DebtPage) -> None:
    ask(page, "edit", "D-05")
    dialog = dialog_of(page, DebtEntryDialog)
    assert isinstance(dialog, DebtEntryDialog)
    dialog.migrate.field.set_day(date(2027, 1, 1))
    dialog.accept_form()
    assert "announce, then migrate, then remove" in dialog.banner.words()


def test_a_new_entry_gets_the_next_number(page: DebtPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.add, Qt.MouseButton.LeftButton)
    dialog = dialog_of(page, DebtEntryDialog)
    assert isinstance(dialog, DebtEntryDialog)
    qtbot.keyClicks(dialog.title_field, "Two loggers")
    first = next(iter(dialog.allocations.boxes.values()))
    first.setText("1.5")
    dialog.accept_form()
    added = plan_of(page).debt_item("D-13")
    assert (added.title, added.allocations[0].effort_pd) == ("Two loggers", 1.5)
    assert page.rail_count() == "13"


def test_paying_all_of_it_closes_the_entry(page: DebtPage) -> None:
    ask(page, "pay")
    dialog = dialog_of(page, PayDebtDialog)
    assert isinstance(dialog, PayDebtDialog)
    assert dialog.consequence() == "All of it: the entry is closed."
    dialog.repaid.setValue(4.0)
    assert dialog.consequence() == "2.0 pd stay open."
    dialog.repaid.setValue(6.0)
    dialog.accept_form()
    assert plan_of(page).debt_item("D-03").status is DebtStatus.PAID
    assert page.rail_count() == "11"


def test_reserve_days_are_planned_in_a_sprint(page: DebtPage) -> None:
    ask(page, "plan", "D-09")
    dialog = dialog_of(page, PlanDebtDialog)
    assert isinstance(dialog, PlanDebtDialog)
    dialog.sprint.choose("S16")
    dialog.effort.setValue(3.0)
    dialog.accept_form()
    assert [(part.sprint_id, part.effort_pd) for part in plan_of(page).debt_item("D-09").allocations] == [("S16", 3.0)]


def test_an_acceptance_needs_a_reason_and_can_be_taken_back(page: DebtPage) -> None:
    ask(page, "accept", "D-09")
    dialog = dialog_of(page, AcceptDebtDialog)
    assert isinstance(dialog, AcceptDebtDialog)
    dialog.owner.setText("Priya Nair")
    dialog.accept_form()
    assert "reason" in dialog.banner.words()
    dialog.reason.setText("the bank replaces it")
    dialog.until.set_day(date(2028, 1, 1))
    assert "12 months" in dialog.consequence()
    dialog.accept_form()
    assert plan_of(page).debt_item("D-09").acceptance is not None
    ask(page, "take-back", "D-09")
    assert plan_of(page).debt_item("D-09").acceptance is None


def test_removing_and_making_an_item_are_one_undo_each(page: DebtPage) -> None:
    ask(page, "make-item", "D-09")
    assert plan_of(page).item("D-09").debt_id == "D-09"
    assert page.context.document.undo_stack.undoText() == "Make D-09 of D-09"
    undo(page)
    ask(page, "remove", "D-09")
    assert page.rail_count() == "11"
    undo(page)
    assert page.rail_count() == "12"


def test_a_refused_edit_is_explained_over_the_page(page: DebtPage) -> None:
    page.register.asked.emit("remove", "D-99")
    assert page.banner.words() == "There is no debt item D-99 in this plan."


def test_moving_the_slider_is_a_what_if(page: DebtPage, qtbot: QtBot) -> None:
    before = plan_of(page)
    assert not page.lab.use.isVisible()
    page.lab.slider.setFocus()
    qtbot.keyClick(page.lab.slider, Qt.Key.Key_PageDown)
    assert not page.lab.is_current
    assert page.lab.use.text() == "Use 20 %"
    qtbot.waitUntil(lambda: page.lab.is_current)
    assert plan_of(page) is before
    lab, view = page.lab.lab, page.context.document.view
    same = reserve_lab(view.plan, view.parameters, (0.2, 0.05), 52)
    assert lab is not None
    assert [course.velocity for course in lab.courses] == [course.velocity for course in same.courses]
    assert lab.comparisons == same.comparisons
    page.lab.forget.trigger()
    assert page.lab.slider.share == 0.25
    assert not page.lab.use.isVisible()


def test_using_a_reserve_is_one_undo_step(page: DebtPage, qtbot: QtBot) -> None:
    page.lab.slider.setFocus()
    qtbot.keyClick(page.lab.slider, Qt.Key.Key_PageUp)
    page.lab.use_plan.trigger()
    assert plan_of(page).policy.target == 0.30
    assert not page.lab.use.isVisible()
    assert page.context.document.undo_stack.undoText() == "Keep 30 % for refactoring"
    undo(page)
    assert plan_of(page).policy.target == 0.25
    assert page.lab.slider.share == 0.25


def test_a_reserve_outside_the_band_asks_for_a_policy_or_an_exception(page: DebtPage, qtbot: QtBot) -> None:
    page.lab.slider.setFocus()
    for _time in range(2):
        qtbot.keyClick(page.lab.slider, Qt.Key.Key_PageDown)
    page.lab.use_plan.trigger()
    policy = dialog_of(page, PolicyDialog)
    assert isinstance(policy, PolicyDialog)
    assert (policy.floor.share(), policy.target.share()) == (0.15, 0.15)
    policy.reject()
    page.lab.use_sprint.trigger()
    assert plan_of(page).sprint("S15").reserve_share == 0.15
    assert page.banner.words().startswith("15 % is outside the agreed band")
    page.banner.acted.emit()
    exception = dialog_of(page, ExceptionDialog)
    assert isinstance(exception, ExceptionDialog)
    assert exception.sprint.key() == "S15"
    exception.accept_form()
    assert "a reason and an owner" in exception.banner.words()
    exception.owner.setText("Jonas Weber")
    exception.reason.setPlainText("audit week")
    exception.accept_form()
    assert plan_of(page).exceptions[-1].mitigate_by == date(2026, 8, 13)  # 90 days after 15 May


def test_comparison_horizon_and_reading_change_the_picture(page: DebtPage, qtbot: QtBot) -> None:
    page.lab.slider.setFocus()
    qtbot.keyClick(page.lab.slider, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    page.lab.horizon.choose("26")
    page.lab.measure.choose("waste")
    qtbot.waitUntil(lambda: page.lab.is_current)
    assert page.lab.lab is not None
    assert [course.share for course in page.lab.lab.courses] == [0.25, 0.06]
    assert page.lab.lab.horizon == 26
    assert page.lab.chart.scene is not None
    assert page.lab.chart.scene.name == "reserve-lab-waste"


def test_the_same_reserve_twice_is_no_comparison(page: DebtPage, qtbot: QtBot) -> None:
    page.lab.slider.set_compare(0.25)
    page.lab.slider.compare_moved.emit(0.25)
    qtbot.waitUntil(lambda: page.lab.is_current)
    assert not page.lab.figures.ahead.isVisible()


def test_typed_parameters_are_one_undo_step_each(page: DebtPage, qtbot: QtBot) -> None:
    page.lab.figures.note.setFocus()
    qtbot.keyClick(page.lab.figures.note, Qt.Key.Key_Return)
    dialog = dialog_of(page, DebtParametersDialog)
    assert isinstance(dialog, DebtParametersDialog)
    lines = {dialog.grid.rows.row_at(place).id: dialog.grid.rows.row_at(place) for place in range(14)}
    assert lines["g"].basis == "literature"
    assert not lines["C"].editable
    assert dialog.grid.rows.change((CellChange(lines["g"], "value", "0,3"),))
    assert page.context.document.view.parameters.g == 0.3
    dialog.grid.rows.change((CellChange(lines["g"], "value", "lots"),))
    assert "a number" in dialog.banner.words()
    dialog.grid.rows.change((CellChange(lines["g"], "value", "11"),))
    assert "0 to 10" in dialog.banner.words()
    dialog.grid.rows.change((CellChange(lines["cost"], "value", ""),))
    assert plan_of(page).settings.cost_per_pd is None
    undo(page)
    undo(page)
    assert page.context.document.view.parameters.g == 0.15
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_clearing_a_parameter_goes_back_to_the_literature(page: DebtPage) -> None:
    page.dialogs.parameters()
    dialog = dialog_of(page, DebtParametersDialog)
    assert isinstance(dialog, DebtParametersDialog)

    def line(name: str) -> object:
        rows = [dialog.grid.rows.row_at(place) for place in range(14)]
        return next(row for row in rows if row.id == name)

    dialog.grid.rows.change((CellChange(line("eps"), "value", "60 %"),))
    assert page.context.document.view.parameters.eps == 0.6
    dialog.grid.rows.change((CellChange(line("eps"), "value", ""),))
    assert page.context.document.view.parameters.eps == 0.75


def test_the_trend_leads_to_the_register_and_the_ledger_to_its_exceptions(page: DebtPage, qtbot: QtBot) -> None:
    page.segment.choose("trend")
    assert page.trend.isVisible()
    page.trend.refs_chosen.emit(("debt:D-01",))
    assert page.segment.current() == "register"
    page.choose(("sprint:S12",))
    assert page.segment.current() == "ledger"
    assert page.ledger.sentence.accessibleName().startswith("We owe 3.4 pd of refactoring since S12")
    qtbot.mouseClick(page.ledger.exception, Qt.MouseButton.LeftButton)
    dialog = dialog_of(page, ExceptionDialog)
    assert isinstance(dialog, ExceptionDialog)
    assert dialog.owner.text() == "Jonas Weber"
    dialog.mitigated.tick.setChecked(True)
    dialog.accept_form()
    assert plan_of(page).exceptions[0].done_on == date(2026, 5, 15)


def test_the_policy_is_changed_from_the_ledger(page: DebtPage, qtbot: QtBot) -> None:
    page.choose(("view:ledger",))
    qtbot.mouseClick(page.ledger.policy, Qt.MouseButton.LeftButton)
    dialog = dialog_of(page, PolicyDialog)
    assert isinstance(dialog, PolicyDialog)
    dialog.floor.setValue(40)
    dialog.accept_form()
    assert "floor <= target" in dialog.banner.words()
    dialog.floor.setValue(10)
    dialog.window_sprints.setValue(6)
    dialog.accept_form()
    assert (plan_of(page).policy.floor, plan_of(page).policy.window) == (0.10, 6)


def test_an_empty_plan_says_what_to_do(make: Make, qtbot: QtBot) -> None:
    page = make(Plan())
    qtbot.waitUntil(lambda: page.lab.is_current)
    assert page.state.state is PanelState.EMPTY
    page.state.acted.emit()
    assert dialog_of(page, DebtEntryDialog).isVisible()
    assert page.rail_count() == ""


def test_the_last_entry_gone_is_the_empty_state(make: Make, sample_plan: Plan) -> None:
    page = make(replace(sample_plan, debt=sample_plan.debt[:1]))
    page.context.document.apply(RemoveDebt(sample_plan.debt[0].id))
    assert page.state.state is PanelState.EMPTY


def test_a_narrow_page_puts_the_figures_below(page: DebtPage, qtbot: QtBot) -> None:
    page.resize(940, 900)
    lab = page.lab
    qtbot.waitUntil(lambda: lab.figures.mapTo(lab, QPoint()).y() > lab.chart.mapTo(lab, QPoint()).y())


def test_every_action_has_words_and_controls_have_names(page: DebtPage) -> None:
    assert all(action.text() for action in page.page_actions())
    assert page.register.grid.accessibleName() == "Debt register"
    assert page.lab.slider.accessibleName() == "Debt reserve"
    assert page.register.menu().actions()[0].text() == "Register a debt item"
