"""The Sprints page by hand, by keys and by planner: every gesture is one edit, and one undo takes it back."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from planner.analysis.board.cards import Card
from planner.document.jobs import JobRunner
from planner.document.plan_document import PlanDocument
from planner.domain.edits import AllocateDebt, MoveItems, StartSprint
from planner.domain.plan import Plan
from planner.domain.sprint import SprintState
from planner.ui.actions import ActionRegistry, shortcut_clashes
from planner.ui.messages import edit_sentence
from planner.ui.pages.page import PageContext
from planner.ui.pages.sprints import SprintsPage
from planner.ui.pages.sprints_parts.card_list import MIME
from planner.ui.pages.sprints_parts.close_dialog import CloseDialog
from planner.ui.pages.sprints_parts.sprint_dialog import SprintDialog
from planner.ui.tables.column import CellChange
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.state_panel import PanelState

if TYPE_CHECKING:
    from planner.ui.pages.sprints_parts.column import SprintColumn

Make = Callable[[Plan], SprintsPage]
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def make(qtbot: QtBot, themes: ThemeController) -> Iterator[Make]:
    runners: list[JobRunner] = []
    pages: list[SprintsPage] = []

    def build(plan: Plan) -> SprintsPage:
        document = PlanDocument(plan, describe=edit_sentence)
        runner = JobRunner()
        runners.append(runner)
        page = SprintsPage(PageContext(document, runner, themes, lambda _key, _refs=(): None))
        document.plan_changed.connect(page.refresh)
        pages.append(page)
        page.resize(1272, 828)
        page.refresh(frozenset())
        page.show()
        return page

    yield build
    for runner in runners:
        assert runner.close()
    for page in pages:  # at once: a page is hundreds of widgets, and every later theme dresses all that are alive
        page.close()
        page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def page(make: Make, sample_plan: Plan) -> SprintsPage:
    return make(sample_plan)


def plan_of(page: SprintsPage) -> Plan:
    return page.context.document.plan


def column_of(page: SprintsPage, sprint_id: str) -> "SprintColumn":
    return next(column for column in page.board.columns if column.sprint_id == sprint_id)


def choose(page: SprintsPage, *keys: str) -> None:
    page.board.choose(keys)


def press(qtbot: QtBot, page: SprintsPage, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    focus = next(column.list for column in page.board.columns if column.list.chosen())
    qtbot.keyClick(focus, key, modifier or Qt.KeyboardModifier.NoModifier)


def propose(qtbot: QtBot, page: SprintsPage) -> None:
    with qtbot.waitSignal(page.planning.preview_changed, timeout=10_000):
        page.auto_plan.click()


def test_the_headline_says_whether_the_next_sprint_fits(page: SprintsPage) -> None:
    # S15 holds 5+5+5+3+5+2+2 = 27 points, its promise (P15) is 22.9
    assert page.headline.finding() == "S15 is 4 points above its promise"


def test_every_coming_sprint_is_a_column_with_its_cards(page: SprintsPage, sample_plan: Plan) -> None:
    assert [column.sprint_id for column in page.board.columns] == ["S15", "S16", "S17", "S18", "S19", "S20"]
    cards = column_of(page, "S15").list.cards.cards()
    assert [card.key for card in cards][-3:] == ["D-03", "D-08", "PAY-233"]  # debt days, then stretch
    assert cards[0].pinned
    assert cards[-3].size == "4 pd"


def test_a_card_reads_itself_aloud(page: SprintsPage) -> None:
    model = column_of(page, "S16").list.cards
    words = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert words == "PAY-219, Route instant payments; 8 points; Zofia Nowak and Priya Nair; needs PAY-214"


def test_alt_arrows_move_cards_between_sprints_and_undo_brings_them_back(qtbot: QtBot, page: SprintsPage) -> None:
    choose(page, "PAY-222")
    press(qtbot, page, Qt.Key.Key_Right, ALT)
    assert plan_of(page).item("PAY-222").sprint_id == "S16"
    assert [card.key for card in page.board.chosen_cards()] == ["PAY-222"]  # the choice follows
    press(qtbot, page, Qt.Key.Key_Left, ALT)
    assert plan_of(page).item("PAY-222").sprint_id == "S15"
    page.context.document.undo_stack.undo()
    page.context.document.undo_stack.undo()
    assert plan_of(page).item("PAY-222").sprint_id == "S15"
    assert not page.context.document.undo_stack.canUndo()


def test_debt_days_move_with_the_keys_too(qtbot: QtBot, page: SprintsPage) -> None:
    choose(page, "D-08")
    press(qtbot, page, Qt.Key.Key_Right, ALT)
    assert {part.sprint_id: part.effort_pd for part in plan_of(page).debt_item("D-08").allocations} == {"S16": 2.5}
    assert page.context.document.undo_stack.undoText() == "Move D-08 to S16"


def test_shift_alt_arrows_rank_inside_a_column(qtbot: QtBot, page: SprintsPage) -> None:
    choose(page, "PAY-217")
    press(qtbot, page, Qt.Key.Key_Up, ALT | SHIFT)
    keys = [item.key for item in plan_of(page).items_in("S15")]
    assert keys[:3] == ["PAY-208", "PAY-217", "PAY-214"]
    press(qtbot, page, Qt.Key.Key_Down, ALT | SHIFT)
    press(qtbot, page, Qt.Key.Key_Down, ALT | SHIFT)
    keys = [item.key for item in plan_of(page).items_in("S15")]
    assert keys[:4] == ["PAY-208", "PAY-214", "PAY-222", "PAY-217"]


def test_p_pins_and_s_makes_stretch_and_delete_takes_out(qtbot: QtBot, page: SprintsPage) -> None:
    choose(page, "PAY-222")
    press(qtbot, page, Qt.Key.Key_P)
    assert plan_of(page).item("PAY-222").pinned
    press(qtbot, page, Qt.Key.Key_S)
    assert plan_of(page).item("PAY-222").stretch
    press(qtbot, page, Qt.Key.Key_Delete)
    assert plan_of(page).item("PAY-222").sprint_id is None


def test_left_and_right_go_from_column_to_column(qtbot: QtBot, page: SprintsPage) -> None:
    choose(page, "PAY-208")
    press(qtbot, page, Qt.Key.Key_Right)
    assert [card.key for card in page.board.chosen_cards()] == ["PAY-219"]
    press(qtbot, page, Qt.Key.Key_Down)
    assert [card.key for card in page.board.chosen_cards()] == ["PAY-228"]


def test_a_drop_moves_and_ranks_in_one_step(page: SprintsPage) -> None:
    target = column_of(page, "S16").list
    mime = QMimeData()
    mime.setData(MIME, b"S15\nPAY-222\nD-08")
    place = QPointF(target.visualRect(target.cards.index(1)).topLeft()) + QPointF(20, 4)  # above PAY-228
    event = QDropEvent(place, Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    target.dropEvent(event)
    assert [item.key for item in plan_of(page).items_in("S16")][:3] == ["PAY-219", "PAY-222", "PAY-228"]
    assert [part.sprint_id for part in plan_of(page).debt_item("D-08").allocations] == ["S16"]
    page.context.document.undo_stack.undo()
    assert plan_of(page).item("PAY-222").sprint_id == "S15"


def test_a_drop_below_the_divider_is_stretch(page: SprintsPage) -> None:
    target = column_of(page, "S16").list
    last = target.visualRect(target.cards.index(target.cards.rowCount() - 1))
    before, stretch, _ = target._drop_at(last.bottomLeft())
    assert (before, stretch) == ("", True)


def test_only_the_chosen_card_shows_its_links(page: SprintsPage) -> None:
    assert page.board.links() == ()
    choose(page, "PAY-219")
    assert set(page.board.links()) == {("PAY-214", "PAY-219"), ("PAY-219", "PAY-237")}


def test_enter_tells_why_a_card_is_there(qtbot: QtBot, page: SprintsPage) -> None:
    choose(page, "PAY-219")
    press(qtbot, page, Qt.Key.Key_Return)
    popover = QApplication.activePopupWidget()
    assert popover is not None
    assert popover.accessibleName() == "Why PAY-219 is in S16"
    qtbot.keyClick(popover, Qt.Key.Key_Escape)


def test_auto_plan_is_a_preview_until_it_is_accepted(qtbot: QtBot, page: SprintsPage, sample_plan: Plan) -> None:
    propose(qtbot, page)
    assert plan_of(page) is sample_plan
    assert page.headline.finding().startswith("S15 fits its promise after")
    moved = [row.key for row in page._columns[0].moved]
    assert "PAY-231" in moved
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert plan_of(page).item("PAY-231").sprint_id == "S16"
    assert not page.panel_state.isVisible()
    page.context.document.undo_stack.undo()
    assert plan_of(page) is sample_plan


def test_an_unticked_move_is_not_accepted(qtbot: QtBot, page: SprintsPage) -> None:
    propose(qtbot, page)
    before = len(page.panel.moves.keys())
    moves = page.panel.moves
    place = next(i for i in range(moves.rowCount()) if "PAY-231 " in moves.data(moves.index(i)))
    moves.setData(moves.index(place), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert page.panel.accept.text() == f"Accept {before - 1} moves"
    page.panel.accept.click()
    assert plan_of(page).item("PAY-231").sprint_id == "S15"
    # Tomás has three days of D-12 in S16, so PAY-240 goes one sprint further.
    assert plan_of(page).item("PAY-240").sprint_id == "S17"


def test_a_stale_proposal_is_refused_in_words(qtbot: QtBot, page: SprintsPage) -> None:
    propose(qtbot, page)
    page.context.document.apply(MoveItems(("PAY-222",), "S17"))
    page.panel.accept.click()
    assert page.banner.words() == "The plan has changed since this proposal; run the planner again."
    assert plan_of(page).item("PAY-231").sprint_id == "S15"


def test_a_proposal_is_stale_when_debt_days_have_moved_on(qtbot: QtBot, page: SprintsPage) -> None:
    propose(qtbot, page)
    page.context.document.apply(AllocateDebt("D-08", "S15", 1.0))
    page.panel.accept.click()
    assert "run the planner again" in page.banner.words()


def test_cards_stay_where_they_are_during_a_preview(qtbot: QtBot, page: SprintsPage, sample_plan: Plan) -> None:
    propose(qtbot, page)
    choose(page, "PAY-222")
    press(qtbot, page, Qt.Key.Key_Right, ALT)
    assert plan_of(page) is sample_plan
    page.panel.discard.click()
    assert page.planning.proposal is None
    assert page.headline.finding().startswith("S15 is 4 points above")


def test_pinning_in_a_preview_keeps_the_place_and_plans_again(qtbot: QtBot, page: SprintsPage) -> None:
    propose(qtbot, page)
    card = next(card for card in page._columns[1].cards if card.key == "PAY-231")
    with qtbot.waitSignal(page.planning.proposed, timeout=10_000):
        page._on_pin(card)
    item = plan_of(page).item("PAY-231")
    assert (item.sprint_id, item.pinned) == ("S16", True)
    assert "PAY-231" not in page.planning._keys


def test_without_history_the_planner_says_what_is_missing(qtbot: QtBot, make: Make, sample_plan: Plan) -> None:
    page = make(replace(sample_plan, sprints=sample_plan.coming_sprints()))
    with qtbot.waitSignal(page.planning.refused, timeout=10_000):
        page.auto_plan.click()
    assert "is not known yet" in page.banner.words()
    assert page.auto_plan.isEnabled()


def test_a_history_of_zeros_lets_nothing_in_and_the_planner_says_so(
    qtbot: QtBot, make: Make, sample_plan: Plan
) -> None:
    none_done = tuple(
        replace(sprint, actuals=replace(sprint.actuals, completed=0.0)) if sprint.actuals else sprint
        for sprint in sample_plan.sprints
    )
    loose = tuple(replace(item, sprint_id=None, pinned=False) if item.is_open else item for item in sample_plan.backlog)
    page = make(replace(sample_plan, sprints=none_done, backlog=loose, debt=()))
    with qtbot.waitSignal(page.planning.nothing_to_move, timeout=10_000):
        page.auto_plan.click()
    assert page.banner.words().startswith("Nothing more fits: ")
    assert "where the planner would put it" not in page.banner.words()


def test_the_filter_shows_a_persons_cards(page: SprintsPage) -> None:
    page.filter_button.click()
    page.filter.choose_person("Lena Fischer")
    shown = [card for column in page.board.columns for card in column.list.cards.cards()]
    assert shown
    assert all("Lena Fischer" in card.names for card in shown)
    page.filter.text.setText("wording")
    assert [card.key for card in column_of(page, "S15").list.cards.cards()] == ["PAY-233"]
    page.filter.clear()
    assert len(column_of(page, "S15").list.cards.cards()) == 10


def test_a_person_in_the_load_view_leads_to_their_cards(page: SprintsPage) -> None:
    page.segment.choose("load")
    assert page.load.grid is not None
    row = next(row for row in page.load.grid.rows.shown_rows() if row.name == "Zofia Nowak")
    page.load.grid.row_activated.emit(row)
    assert page.segment.current() == "board"
    assert page.filter.wanted().person == "Zofia Nowak"


def test_the_table_changes_sprints(page: SprintsPage) -> None:
    page.segment.choose("table")
    row = page.table.grid.rows.shown_rows()[0]
    changes = (
        CellChange(row, "goal", "Ship"),
        CellChange(row, "reserve", "30 %"),
        CellChange(row, "last", "28.5.2026"),
    )
    assert page.table.grid.rows.change(changes)
    sprint = plan_of(page).sprint("S15")
    assert (sprint.goal, sprint.reserve_share, sprint.period.last_day) == ("Ship", 0.3, date(2026, 5, 28))
    page.context.document.undo_stack.undo()
    assert plan_of(page).sprint("S15").goal == "Instant transfers leave the sandbox"


def test_dates_that_overlap_are_refused_in_the_banner(page: SprintsPage, sample_plan: Plan) -> None:
    row = page.table.grid.rows.shown_rows()[0]
    assert not page.table.grid.rows.change((CellChange(row, "last", "5.6.2026"),))
    assert "dates that do not overlap S15" in page.banner.words()
    assert plan_of(page) is sample_plan


def test_a_closed_sprint_takes_no_typing(page: SprintsPage) -> None:
    rows = page.table.grid.rows
    closed = next(i for i, row in enumerate(rows.shown_rows()) if row.sprint.is_closed)
    assert not rows.flags(rows.index(closed, 0)) & Qt.ItemFlag.ItemIsEditable


def test_a_sprint_starts_from_its_menu(page: SprintsPage) -> None:
    menu = page.actions_of_board.menu_of("S15")
    next(action for action in menu.actions() if action.text() == "Start S15").trigger()
    assert plan_of(page).sprint("S15").state is SprintState.ACTIVE
    assert plan_of(page).sprint("S15").commitment == 27


def test_a_second_start_is_refused_in_words(page: SprintsPage) -> None:
    page.context.document.apply(StartSprint("S15", date(2026, 5, 18)))
    page.actions_of_board.start("S16")
    assert "close it first" in page.banner.words()


def test_closing_freezes_the_figures_and_carries_what_is_left(
    page: SprintsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave(dialog: CloseDialog) -> int:
        row = next(row for row in dialog._rows if row.key == "PAY-222")
        assert dialog.grid.rows.change((CellChange(row, "left", "1,5"),))
        dialog.spent.setText("5,5 pd")
        assert dialog.consequence.text() == "S15 is frozen for good. 8 items to S16."
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(CloseDialog, "exec", leave)
    page.actions_of_board.close_sprint()
    plan = plan_of(page)
    actuals = plan.sprint("S15").actuals
    assert actuals is not None
    assert actuals.reserve_spent_pd == 5.5
    assert (plan.item("PAY-222").sprint_id, plan.item("PAY-222").remaining) == ("S16", 1.5)
    assert page.board.columns[0].sprint_id == "S16"
    page.context.document.undo_stack.undo()
    assert not plan_of(page).sprint("S15").is_closed


def test_another_page_may_ask_to_close_the_sprint(
    page: SprintsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[CloseDialog] = []

    def leave(dialog: CloseDialog) -> int:
        asked.append(dialog)
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(CloseDialog, "exec", leave)
    page.choose(("action:close-sprint",))
    qtbot.waitUntil(lambda: len(asked) == 1)
    assert not plan_of(page).sprint("S15").is_closed


def test_enter_in_a_field_changes_or_closes_the_sprint(qtbot: QtBot, page: SprintsPage, sample_plan: Plan) -> None:
    themes, view, sprint = page.context.theme, page.context.document.view, sample_plan.sprint("S15")
    settings = SprintDialog(themes, sample_plan, sprint, parent=page)
    closing = CloseDialog(themes, view, sprint, parent=page)
    for dialog, field in ((settings, settings.name), (closing, closing.note)):
        dialog.open()
        with qtbot.waitSignal(dialog.accepted, timeout=1_000):
            qtbot.keyClick(field, Qt.Key.Key_Return)


def test_impossible_dates_keep_the_settings_open(page: SprintsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def answer(dialog: SprintDialog) -> int:
        if not seen:
            dialog.last.setDate(dialog.first.date().addDays(-3))
        else:
            dialog.last.setDate(dialog.first.date().addDays(7))
        seen.append(dialog.banner.words())
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(SprintDialog, "exec", answer)
    page.actions_of_board.change("S15")
    assert seen == ["", "End cannot be 2026-05-16: it takes a date after the start."]
    assert plan_of(page).sprint("S15").period.last_day == date(2026, 5, 25)


def test_an_empty_plan_offers_sprints(make: Make) -> None:
    page = make(Plan())
    assert page.state.state is PanelState.EMPTY
    page.state.acted.emit()
    assert len(page.board.columns) == 6
    assert page.stack.isVisible()


def test_an_empty_sprint_column_still_takes_a_drop(make: Make, sample_plan: Plan) -> None:
    page = make(replace(sample_plan, backlog=(), debt=()))
    assert column_of(page, "S15").list._drop_at(column_of(page, "S15").list.rect().center())[:2] == ("", False)


def test_no_shortcut_of_the_page_clashes_with_the_window(page: SprintsPage, themes: ThemeController) -> None:
    registry = ActionRegistry(themes, owner=page)
    assert shortcut_clashes((*registry.every(), *page.page_actions())) == ()


def test_another_page_leads_to_a_card(page: SprintsPage) -> None:
    page.segment.choose("table")
    page.choose(("PAY-253",))
    assert page.segment.current() == "board"
    assert [card.key for card in page.board.chosen_cards()] == ["PAY-253"]
    assert isinstance(page.board.chosen_cards()[0], Card)


def test_references_of_other_pages_name_cards_sprints_and_people(page: SprintsPage) -> None:
    page.choose(("debt:D-07",))
    assert [card.key for card in page.board.chosen_cards()] == ["D-07"]
    page.choose(("sprint:S18",))
    assert column_of(page, "S18").list.hasFocus() or page.board.chosen_cards()[0].sprint_id == "S18"
    page.choose(("member:zofia",))
    assert page.filter.wanted().person == "Zofia Nowak"
