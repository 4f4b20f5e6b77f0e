"""The Backlog page as a sheet: typing, pasting, ranking and removing are one edit each, and undo takes them back."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from planner.analysis.board.backlog import EpicGroup
from planner.document.jobs import JobRunner
from planner.document.plan_document import PlanDocument
from planner.domain.backlog import BacklogItem, Estimate, ItemKind, Status
from planner.domain.plan import Plan
from planner.ui.actions import ActionRegistry, shortcut_clashes
from planner.ui.messages import edit_sentence
from planner.ui.pages.backlog import BacklogPage
from planner.ui.pages.backlog_parts.backlog_grid import MIME
from planner.ui.pages.page import PageContext
from planner.ui.tables.column import CellChange
from planner.ui.tables.order import SortKey
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.state_panel import PanelState

Make = Callable[[Plan], BacklogPage]


@pytest.fixture
def make(qtbot: QtBot, themes: ThemeController) -> Iterator[Make]:
    pages: list[BacklogPage] = []
    runner = JobRunner()

    def build(plan: Plan) -> BacklogPage:
        document = PlanDocument(plan, describe=edit_sentence)
        page = BacklogPage(PageContext(document, runner, themes, lambda _key, _refs=(): None))
        document.plan_changed.connect(page.refresh)
        pages.append(page)
        page.resize(1272, 828)
        page.refresh(frozenset())
        with qtbot.waitExposed(page):
            page.show()
        return page

    yield build
    assert runner.close()
    for page in pages:
        page.close()
        page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def page(make: Make, sample_plan: Plan) -> BacklogPage:
    return make(sample_plan)


def plan_of(page: BacklogPage) -> Plan:
    return page.context.document.plan


def cell(page: BacklogPage, key: str, column: str) -> str:
    place = page.grid.rows.place_of(key)
    return next(one for one in page.grid.rows.columns if one.key == column).shown(page.grid.rows.row_at(place))


def go(page: BacklogPage, key: str, column: str, *, down: int = 0) -> None:
    """Select a cell, and as many below it."""
    at = next(place for place, one in enumerate(page.grid.rows.columns) if one.key == column)
    top = page.grid.rows.place_of(key)
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.grid.rows.index(top, at))
    for place in range(top + 1, top + 1 + down):
        flag = QItemSelectionModel.SelectionFlag.Select
        page.grid.selectionModel().select(page.grid.rows.index(place, at), flag)


def type_into(page: BacklogPage, key: str, column: str, text: str) -> bool:
    at = next(place for place, one in enumerate(page.grid.rows.columns) if one.key == column)
    return page.grid.rows.setData(page.grid.rows.index(page.grid.rows.place_of(key), at), text)


def clip(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def test_open_items_stand_in_rank_order_with_their_dates(page: BacklogPage) -> None:
    assert page.grid.shown_keys()[:3] == ("PAY-208", "PAY-214", "PAY-217")
    assert len(page.grid.shown_keys()) == 64
    assert page.rail_count() == "64"
    assert cell(page, "PAY-214", "rank") == "2"
    assert cell(page, "PAY-233", "sprint") == "S15 stretch"
    assert cell(page, "PAY-244", "estimate") == "?"
    assert cell(page, "PAY-208", "finish").endswith(" May")
    assert "3 of the first 20 have no estimate" in page.headline.accessibleName() + page.headline._detail.text()


def test_cut_lines_stand_where_sprints_end(page: BacklogPage) -> None:
    names = list(page.grid._cuts.values())
    assert names[:3] == ["S15", "S16", "S17"]
    key = next(iter(page.grid._cuts))
    # S15 can promise 23 points: 5 + 5 + 5 + 3 = 18 fit, the fifth item would make 23 of 22.9
    assert plan_of(page).item(key).sprint_id == "S15"
    page.grid.sort_by((SortKey("estimate"),))
    assert not page.grid.is_ranked


def test_typing_changes_one_item_and_undo_brings_it_back(page: BacklogPage, sample_plan: Plan) -> None:
    assert type_into(page, "PAY-222", "estimate", "4,5")
    assert plan_of(page).item("PAY-222").estimate == Estimate.single(4.5)
    assert type_into(page, "PAY-222", "estimate", "3/5/8")
    assert plan_of(page).item("PAY-222").estimate == Estimate(likely=5, low=3, high=8)
    page.context.document.undo_stack.undo()
    page.context.document.undo_stack.undo()
    assert plan_of(page) is sample_plan


@pytest.mark.parametrize(
    ("column", "text", "field", "value"),
    [
        ("title", "Send money", "title", "Send money"),
        ("kind", "Bug", "kind", ItemKind.BUG),
        ("status", "In progress", "status", Status.IN_PROGRESS),
        ("sprint", "s17", "sprint_id", "S17"),
        ("sprint", "", "sprint_id", None),
        ("epic", "New epic", "epic", "New epic"),
        ("milestone", "Refunds v2", "milestone_id", "refunds"),
        ("people", "Lena Fischer; Jonas Weber", "assignees", ("Lena Fischer", "Jonas Weber")),
        ("labels", "a, b, a", "labels", ("a", "b")),
        ("skills", "web, ledger", "skills", ("web", "ledger")),
        ("depends", "PAY-208, PAY-214", "depends_on", ("PAY-208", "PAY-214")),
    ],
)
def test_every_column_takes_typing(page: BacklogPage, column: str, text: str, field: str, value: object) -> None:
    if field == "milestone_id":
        value = next(entry.id for entry in plan_of(page).milestones if entry.name == text)
    assert type_into(page, "PAY-222", column, text)
    assert getattr(plan_of(page).item("PAY-222"), field) == value


@pytest.mark.parametrize(
    ("column", "text", "sentence"),
    [
        ("estimate", "big", 'Estimate cannot be "big": it takes a number of 0 or more.'),
        ("estimate", "8/5/3", "Estimate cannot be (8.0, 5.0, 3.0): it takes low <= likely <= high."),
        ("sprint", "S99", 'Sprint cannot be "S99": it takes the name of a coming sprint, such as S15.'),
        ("sprint", "S3", "S3 is closed and stays as it was; change a coming sprint instead."),
        ("kind", "wonder", 'Kind cannot be "wonder": it takes feature, bug, debt, chore, epic.'),
        ("depends", "NO-1", "There is no backlog item NO-1 in this plan."),
        ("depends", "PAY-237", "These items would wait for each other: PAY-219 → PAY-237 → PAY-219."),
        ("title", "", 'Title cannot be "": it takes a key and a title.'),
    ],
)
def test_what_cannot_be_is_refused_in_the_banner(
    page: BacklogPage, sample_plan: Plan, column: str, text: str, sentence: str
) -> None:
    assert not type_into(page, "PAY-219", column, text)
    assert page.banner.words() == sentence
    assert page.banner.isVisible()
    assert plan_of(page) is sample_plan


def test_typing_over_several_cells_of_a_column_changes_them_all(qtbot: QtBot, page: BacklogPage) -> None:
    go(page, "PAY-208", "epic", down=2)
    qtbot.keyClicks(page.grid, "X")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: plan_of(page).item("PAY-208").epic == "X")
    assert [plan_of(page).item(key).epic for key in ("PAY-208", "PAY-214", "PAY-217")] == ["X", "X", "X"]
    assert page.context.document.undo_stack.undoText() == "Change 3 items"


def test_fill_down_and_delete_are_one_step_each(qtbot: QtBot, page: BacklogPage) -> None:
    go(page, "PAY-208", "epic", down=2)
    qtbot.keyClick(page.grid, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert {plan_of(page).item(key).epic for key in ("PAY-208", "PAY-214", "PAY-217")} == {"SEPA instant"}
    qtbot.keyClick(page.grid, Qt.Key.Key_Delete)
    assert {plan_of(page).item(key).epic for key in ("PAY-208", "PAY-214", "PAY-217")} == {""}
    assert page.context.document.undo_stack.count() == 2


def test_delete_on_the_rank_removes_items(qtbot: QtBot, page: BacklogPage, sample_plan: Plan) -> None:
    go(page, "PAY-214", "rank", down=1)
    qtbot.keyClick(page.grid, Qt.Key.Key_Delete)
    assert {"PAY-214", "PAY-217"}.isdisjoint(item.key for item in plan_of(page).backlog)
    assert plan_of(page).item("PAY-219").depends_on == ()
    page.context.document.undo_stack.undo()
    assert plan_of(page) is sample_plan


def test_alt_arrows_rank(qtbot: QtBot, page: BacklogPage) -> None:
    go(page, "PAY-217", "title")
    qtbot.keyClick(page.grid, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert page.grid.shown_keys()[:3] == ("PAY-208", "PAY-217", "PAY-214")
    assert page.grid.current_row().key == "PAY-217"
    qtbot.keyClick(page.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(page.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page.grid.shown_keys()[:4] == ("PAY-208", "PAY-214", "PAY-222", "PAY-217")


def test_the_first_item_cannot_rise(qtbot: QtBot, page: BacklogPage, sample_plan: Plan) -> None:
    go(page, "PAY-208", "title")
    qtbot.keyClick(page.grid, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert plan_of(page) is sample_plan


def test_a_drag_ranks(page: BacklogPage) -> None:
    mime = QMimeData()
    mime.setData(MIME, b"PAY-222\nPAY-226")
    top = page.grid.rowViewportPosition(1) + 3
    event = QDropEvent(
        QPointF(20, top), Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.grid.dropEvent(event)
    assert page.grid.shown_keys()[:4] == ("PAY-208", "PAY-222", "PAY-226", "PAY-214")


def test_pasting_over_cells_changes_them_in_one_step(qtbot: QtBot, page: BacklogPage) -> None:
    go(page, "PAY-208", "estimate")
    clip("8\tS16\n13\tS17\n")
    qtbot.keyClick(page.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    first, second = plan_of(page).item("PAY-208"), plan_of(page).item("PAY-214")
    assert (first.size, first.sprint_id) == (8, "S16")
    assert (second.size, second.sprint_id) == (13, "S17")
    assert page.context.document.undo_stack.count() == 1


def test_rows_with_heads_become_new_items(qtbot: QtBot, page: BacklogPage) -> None:
    go(page, "PAY-208", "title")
    clip('Title\tEstimate\tEpic\n"Two\nlines"\t3\tPayouts\nSecond\t\t\n')
    qtbot.keyClick(page.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    added = plan_of(page).backlog[-2:]
    assert [(item.title, item.size, item.epic) for item in added] == [
        ("Two\nlines", 3, "Payouts"),
        ("Second", None, ""),
    ]
    assert added[0].key.startswith("PAY-")
    assert page.context.document.undo_stack.undoText() == "Paste 2 items"


def test_a_bad_paste_changes_nothing(page: BacklogPage, sample_plan: Plan) -> None:
    clip("Title\tEstimate\nGood\t3\nBad\tmany\n")
    page._on_paste_new()
    assert "it takes a number of 0 or more" in page.banner.words()
    assert plan_of(page) is sample_plan


def test_a_key_that_is_taken_is_refused(page: BacklogPage, sample_plan: Plan) -> None:
    clip("Key\tTitle\nPAY-208\tAgain\n")
    page._on_paste_new()
    assert page.banner.words() == "There is already a backlog item PAY-208; choose another name."
    assert plan_of(page) is sample_plan


def test_insert_adds_an_item_below_and_starts_typing(qtbot: QtBot, page: BacklogPage) -> None:
    go(page, "PAY-214", "title")
    qtbot.keyClick(page.grid, Qt.Key.Key_Insert)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.setText("Sign the receipts")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    keys = page.grid.shown_keys()
    qtbot.waitUntil(lambda: plan_of(page).item(keys[2]).title == "Sign the receipts")
    assert keys[1] == "PAY-214"


def test_the_filter_finds_and_escape_leaves_it(qtbot: QtBot, page: BacklogPage) -> None:
    next(action for action in page.page_actions() if action.objectName() == "find").trigger()
    qtbot.keyClicks(page.filter, "dispute form")
    assert page.grid.shown_keys() == ("PAY-246",)
    qtbot.keyClick(page.filter, Qt.Key.Key_Escape)
    assert len(page.grid.shown_keys()) == 64
    assert not page.filter.isVisible()


def test_groups_fold_and_stay_together_when_sorted(qtbot: QtBot, page: BacklogPage) -> None:
    page.group_button.click()
    head = page.grid.rows.row_at(0)
    assert isinstance(head, EpicGroup)
    inside = [item for item in plan_of(page).backlog if item.is_open and item.epic == head.name]
    assert head.words.startswith(f"{len(inside)} items, ")
    page.grid.sort_by((SortKey("estimate", descending=True),))
    assert isinstance(page.grid.rows.row_at(0), EpicGroup)
    sizes = [item.size for item in page.grid.rows.shown_rows()[1 : 1 + len(inside)] if item.size is not None]
    assert sizes == sorted(sizes, reverse=True)
    page.grid.setCurrentIndex(page.grid.rows.index(0, 3))
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    assert isinstance(page.grid.rows.row_at(1), EpicGroup)  # folded: the next head follows
    page.choose((inside[0].key,))
    assert page.grid.chosen_items()[0].key == inside[0].key  # unfolded again


def test_heads_take_no_typing(page: BacklogPage) -> None:
    page.group_button.click()
    assert not page.grid.rows.flags(page.grid.rows.index(0, 3)) & Qt.ItemFlag.ItemIsEditable


def test_another_page_leads_to_a_closed_item(page: BacklogPage) -> None:
    done = next(item for item in plan_of(page).backlog if item.status is Status.DONE)
    page.choose((done.key,))
    assert page.segment.current() == "all"
    assert page.grid.current_row().key == done.key


def test_the_panel_shows_everything_and_keeps_the_note(qtbot: QtBot, page: BacklogPage) -> None:
    page.details_button.click()
    page.grid.choose(("PAY-219",))
    assert page.panel._title.text() == "Route instant payments"
    page.panel.note.setFocus()
    qtbot.keyClicks(page.panel.note, "Ask the bank")
    page.grid.setFocus()
    assert plan_of(page).item("PAY-219").note == "Ask the bank"
    page.panel.key_chosen.emit("PAY-214")
    assert page.grid.current_row().key == "PAY-214"
    assert page.panel.note.toPlainText() == ""


def test_an_empty_backlog_takes_a_paste(qtbot: QtBot, make: Make) -> None:
    page = make(Plan())
    assert page.state.state is PanelState.EMPTY
    clip("Write the contract\nSign it\n")
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [(item.key, item.title) for item in plan_of(page).backlog] == [
        ("ITEM-1", "Write the contract"),
        ("ITEM-2", "Sign it"),
    ]
    assert page.grid.shown_keys() == ("ITEM-1", "ITEM-2")


def test_a_closed_sprints_item_keeps_its_place(make: Make, sample_plan: Plan) -> None:
    done = next(item for item in sample_plan.backlog if item.status is Status.DONE and item.sprint_id)
    page = make(sample_plan)
    page.choose((done.key,))
    row = page.grid.current_row()
    assert not page.grid.rows.change((CellChange(row, "sprint", "S16"),))
    assert "is closed and stays as it was" in page.banner.words()


def test_an_item_without_estimates_or_forecast_is_shown(make: Make, sample_plan: Plan) -> None:
    bare = replace(sample_plan, sprints=(), backlog=(BacklogItem("A-1", "Alone"),), debt=())
    page = make(bare)
    assert cell(page, "A-1", "finish") == ""
    assert page.grid._cuts == {}


def test_no_shortcut_of_the_page_clashes_with_the_window(page: BacklogPage, themes: ThemeController) -> None:
    registry = ActionRegistry(themes, owner=page)
    assert shortcut_clashes((*registry.every(), *page.page_actions())) == ()


def test_references_of_other_pages_name_items_and_what_holds_them(page: BacklogPage) -> None:
    page.choose(("item:PAY-219", "item:PAY-222"))
    assert [item.key for item in page.grid.chosen_items()] == ["PAY-222", "PAY-219"]
    page.choose(("sprint:S16",))
    assert {item.sprint_id for item in page.grid.chosen_items()} == {"S16"}
    page.choose(("epic:Ledger",))
    assert {item.epic for item in page.grid.chosen_items()} == {"Ledger"}
