"""The import as its user sees it: what a file is, what it would change, questions, other kinds, bad files."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QToolButton
from pytestqt.qtbot import QtBot

from planner.document.plan_document import PlanDocument
from planner.domain.backlog import Status
from planner.importing.preview import DifferenceKind
from planner.resource_files import resource_path
from planner.storage.plan_file import load
from planner.ui.dialogs.import_dialog import ImportDialog
from planner.ui.dialogs.import_leave import ImportLeaveDialog
from planner.ui.dialogs.velocity import VelocityDialog
from planner.ui.pages.debt import DebtPage
from planner.ui.plan_actions import PlanActions
from planner.ui.session import Session
from planner.ui.settings import Settings
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.state_panel import PanelState
from planner.ui.window import MainWindow
from planner.ui.wiring import wire

AGAIN = resource_path("sample", "payments-board-26-may.csv")
FIRST = resource_path("sample", "payments-board.csv")
Show = Callable[[Path], ImportDialog]


@pytest.fixture
def session(qtbot: QtBot, themes: ThemeController, tmp_path: Path) -> Iterator[Session]:
    window = MainWindow(themes, Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    found = Session(window, state_folder=tmp_path / "state")
    yield found
    found.runner.close()
    if found.document is not None:
        found.document.close()


@pytest.fixture
def actions(session: Session) -> PlanActions:
    return wire(session)


@pytest.fixture
def show(qtbot: QtBot, session: Session, actions: PlanActions) -> Show:
    def open_dialog(path: Path) -> ImportDialog:
        actions.take(path)
        return visible(qtbot, session)

    return open_dialog


@pytest.fixture
def sample(session: Session, actions: PlanActions) -> PlanDocument:
    session.open_sample()
    assert session.document is not None
    return session.document


def visible(qtbot: QtBot, session: Session) -> ImportDialog:
    """Return the dialog once its file was read, or could not be."""
    dialog = next(found for found in session.window.findChildren(ImportDialog) if found.isVisible())
    qtbot.waitUntil(lambda: dialog.state.state is not PanelState.LOADING, timeout=20_000)
    return dialog


def read_again(qtbot: QtBot, dialog: ImportDialog, act: Callable[[], object]) -> None:
    with qtbot.waitSignal(dialog.was_read, timeout=20_000):
        act()


def words_of(dialog: ImportDialog) -> list[str]:
    return [label.accessibleName() for label in dialog.findChildren(ThemedLabel)]


def test_a_second_import_shows_what_differs(show: Show, sample: PlanDocument) -> None:
    dialog = show(AGAIN)
    texts = words_of(dialog)
    assert "Import payments-board-26-may.csv" in texts
    assert any(
        text.startswith("Jira export, recognised. 234 rows, 97 columns of which 36 hold values") for text in texts
    )
    assert "Differences from the import of 15 May" in texts
    assert "14 debt candidates, 12 already registered" in texts
    assert "One undo step. A dated snapshot is kept" in dialog.consequence.accessibleName()
    buttons = [button.text() for button in dialog.differences.segment.findChildren(QToolButton)]
    # 3 conflicts, 34 changed, 9 new, 4 gone
    assert buttons == ["All 50", "New 9", "Changed 34", "Gone 4", "Edited on both sides 3"]
    assert dialog.accept_button.text() == "Import 234 items"


def test_accepting_is_one_undo_step(qtbot: QtBot, show: Show, sample: PlanDocument) -> None:
    before = sample.plan
    dialog = show(AGAIN)
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert sample.undo_stack.count() == 1
    assert sample.undo_stack.undoText() == "Import payments-board-26-may.csv"
    assert sample.plan.item("PAY-246").status is Status.IN_PROGRESS
    assert sample.plan.item("PAY-219").size == 8  # edited here and in the file: ours is kept
    assert sample.plan.snapshots[-1].source == "payments-board-26-may.csv"
    sample.undo_stack.undo()
    assert sample.plan is before


def test_enter_accepts_what_needs_no_answer(qtbot: QtBot, show: Show, sample: PlanDocument) -> None:
    dialog = show(AGAIN)
    assert dialog.focusWidget() is dialog.accept_button
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    assert sample.undo_stack.count() == 1


def test_cancel_changes_nothing(qtbot: QtBot, show: Show, sample: PlanDocument) -> None:
    dialog = show(AGAIN)
    qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert sample.undo_stack.count() == 0


def test_the_files_side_is_taken_with_a_click_or_a_key(qtbot: QtBot, show: Show, sample: PlanDocument) -> None:
    dialog = show(AGAIN)
    grid = dialog.differences.grid
    place = next(row for row in range(grid.rows.rowCount()) if grid.rows.row_at(row).key == "PAY-219")
    cell = grid.visualRect(grid.rows.index(place, 6))
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=cell.topLeft() + QPoint(80, 16))
    other = next(row for row in range(grid.rows.rowCount()) if grid.rows.row_at(row).key == "PAY-237")
    grid.selectRow(other)
    qtbot.keyClick(grid, Qt.Key.Key_F)
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert sample.plan.item("PAY-219").size == 13
    assert sample.plan.item("PAY-237").title == "SEPA Instant recall flow"
    assert sample.plan.item("PAY-231").sprint_id == "S15"


def test_the_segment_shows_one_kind_of_difference(qtbot: QtBot, show: Show, sample: PlanDocument) -> None:
    dialog = show(AGAIN)
    dialog.differences.segment.choose("both")
    rows = dialog.differences.grid.rows.shown_rows()
    assert {row.kind for row in rows} == {DifferenceKind.CONFLICT}
    assert len(rows) == 3


def test_a_date_that_reads_two_ways_is_asked_and_stays_visible(qtbot: QtBot, show: Show, sample: PlanDocument) -> None:
    dialog = show(AGAIN)
    ways = [
        button for button in dialog.columns.grid.findChildren(QToolButton) if button.text() in {"7 August", "8 July"}
    ]
    assert [button.text() for button in ways] == ["7 August", "8 July"]
    assert ways[0].isChecked()
    read_again(qtbot, dialog, ways[1].click)
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert sample.plan.item("PAY-253").due_on == date(2026, 7, 8)


def test_another_field_for_a_column_reads_the_file_again(qtbot: QtBot, show: Show, sample: PlanDocument) -> None:
    dialog = show(AGAIN)
    grid = dialog.columns.grid
    place = next(row for row in range(grid.rows.rowCount()) if grid.rows.row_at(row).field == "priority")
    grid.setCurrentIndex(grid.rows.index(place, 2))
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    box = grid.viewport().findChild(QComboBox)
    assert box is not None
    box.setCurrentText("left out")
    read_again(qtbot, dialog, lambda: qtbot.keyClick(box, Qt.Key.Key_Return))
    assert dialog.reading is not None
    fields = {row.header: row.field for row in dialog.reading.columns}
    assert fields["Priority"] == ""
    assert fields["Issue key"] == "id"


def test_the_first_import_makes_a_plan_with_history(qtbot: QtBot, show: Show, session: Session) -> None:
    dialog = show(FIRST)
    assert not dialog.differences.isVisible()
    assert "14 closed sprints" in dialog.consequence.accessibleName()
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    document = session.document
    assert document is not None
    assert document.plan.name == "payments-board"
    assert len(document.plan.backlog) == 229
    assert len(document.plan.closed_sprints()) == 14
    assert len(document.plan.coming_sprints()) == 6
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Import payments-board.csv"
    document.undo_stack.undo()
    assert document.plan.backlog == ()
    assert document.plan.sprints == ()


def test_the_layout_is_remembered(qtbot: QtBot, show: Show, session: Session, sample: PlanDocument) -> None:
    dialog = show(AGAIN)
    remembered = len(sample.plan.settings.column_memories)
    qtbot.mouseClick(dialog.keep_profile, Qt.MouseButton.LeftButton)
    assert dialog.keep_profile.text() == "Profile saved"
    assert len(sample.plan.settings.column_memories) == remembered + 1
    assert sample.undo_stack.count() == 1


def test_a_leave_calendar_is_told_apart_and_led_to_the_team(
    qtbot: QtBot, show: Show, session: Session, sample: PlanDocument
) -> None:
    dialog = show(resource_path("sample", "leave.csv"))
    assert dialog.banner.words() == "This is a leave calendar, not a backlog."
    assert not dialog.accept_button.isEnabled()
    qtbot.mouseClick(dialog.other_place, Qt.MouseButton.LeftButton)
    assert any(found.isVisible() for found in session.window.findChildren(ImportLeaveDialog))


def test_a_register_of_debt_is_told_apart_and_taken_as_one_step(
    qtbot: QtBot, show: Show, sample: PlanDocument, tmp_path: Path
) -> None:
    path = tmp_path / "debt.csv"
    path.write_text("ID,Title,Principal (pd),Interest per sprint\nX-1,Replace the driver,12,1\nX-2,Split it,4-9,0.5\n")
    dialog = show(path)
    assert dialog.banner.words() == "This is a register of debt: principal and interest of each entry."
    assert not dialog.accept_button.isEnabled()
    qtbot.mouseClick(dialog.other_place, Qt.MouseButton.LeftButton)
    assert [entry.id for entry in sample.plan.debt[-2:]] == ["X-1", "X-2"]
    assert sample.undo_stack.count() == 1


def test_a_version_history_is_led_to_the_places_of_the_debt(
    qtbot: QtBot, show: Show, session: Session, sample: PlanDocument, tmp_path: Path
) -> None:
    path = tmp_path / "log.txt"
    path.write_text("commit 8e1c2d3e4\nDate: 2026-03-05\n\n    Fix\n\n5\t2\tshop/cart/total.py\n")
    dialog = show(path)
    assert dialog.banner.words() == "This is a version history: it shows where the code changes most."
    qtbot.mouseClick(dialog.other_place, Qt.MouseButton.LeftButton)
    assert session.window.pages is not None
    page = session.window.pages.page("debt")
    assert isinstance(page, DebtPage)
    qtbot.waitUntil(lambda: page.places.history.log is not None)
    assert page.segment.current() == "places"
    assert sample.undo_stack.count() == 0


def test_a_table_of_sprints_is_history(qtbot: QtBot, show: Show, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "velocity.csv"
    path.write_text(
        "Sprint,Start,End,Committed,Completed\nA1,2026-03-02,2026-03-13,20,18\nA2,2026-03-16,2026-03-27,22,21\n"
    )
    dialog = show(path)
    assert dialog.banner.words() == "A table of past sprints: 2 sprints."
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert session.document is not None
    completed = [s.actuals.completed for s in session.document.plan.closed_sprints() if s.actuals]
    assert completed == [18, 21]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "empty.csv"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00" * 20, "picture.csv"),
        ("broken.xlsx", b"PK\x03\x04 this is no workbook", "broken.xlsx"),
    ],
)
def test_a_bad_file_says_one_sentence_and_leaves_the_plan(
    show: Show, sample: PlanDocument, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    before = sample.plan
    path = tmp_path / name
    path.write_bytes(content)
    dialog = show(path)
    assert dialog.state.state is PanelState.ERROR
    assert any(said in text for text in words_of(dialog))
    assert not dialog.accept_button.isEnabled()
    dialog.reject()
    assert sample.plan is before


def test_a_table_without_titles_says_what_was_looked_for(show: Show, sample: PlanDocument, tmp_path: Path) -> None:
    path = tmp_path / "numbers.csv"
    path.write_text("a,b\n1,2\n3,4\n")
    dialog = show(path)
    assert "a column of titles and a row per item were looked for" in dialog.banner.words()
    assert not dialog.accept_button.isEnabled()
    assert "becomes the title" in dialog.consequence.accessibleName()


def test_rows_from_the_clipboard_go_the_same_way(qtbot: QtBot, session: Session, actions: PlanActions) -> None:
    QGuiApplication.clipboard().setText("Key\tTitle\tStatus\tPoints\nA-1\tRefunds\tTo do\t3\nA-2\tFees\tDone\t5\n")
    session.window.actions_registry.action("paste-rows").trigger()
    dialog = visible(qtbot, session)
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert session.document is not None
    assert [item.key for item in session.document.plan.backlog] == ["A-1", "A-2"]


def test_an_empty_clipboard_is_said(session: Session, actions: PlanActions) -> None:
    QGuiApplication.clipboard().clear()
    session.window.actions_registry.action("paste-rows").trigger()
    assert session.window.banner.words().startswith("The clipboard holds no rows.")


def test_a_sheet_of_a_workbook_is_chosen(qtbot: QtBot, show: Show, sample: PlanDocument, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Notes"
    first.append(["Remember the milk"])
    for name, key in (("Big", "B"), ("Small", "S")):
        sheet = book.create_sheet(name)
        sheet.append(["Key", "Title", "Status", "Points"])
        for number in range(30 if name == "Big" else 3):
            sheet.append([f"{key}-{number}", f"Item {number} of {name}", "To do", 3])
    path = tmp_path / "book.xlsx"
    book.save(path)
    dialog = show(path)
    assert dialog.sheet_button.isVisible()
    assert dialog.accept_button.text() == "Import 30 items"
    menu = dialog.sheet_button.menu()
    assert [action.text() for action in menu.actions()] == ["Notes", "Big", "Small"]
    read_again(qtbot, dialog, menu.actions()[2].trigger)
    assert dialog.accept_button.text() == "Import 3 items"


def test_a_plan_with_a_team_takes_the_sprints_of_its_first_file(show: Show, qtbot: QtBot, session: Session) -> None:
    from planner.domain.starting import starting_plan

    plan = starting_plan("Harbour", people=["Amara"], weeks=2, start=date(2026, 6, 1))
    session.show_plan(plan)
    dialog = show(FIRST)
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert session.document is not None
    found = session.document.plan
    assert len(found.closed_sprints()) == 14
    assert [member.name for member in found.team.members] == ["Amara"]
    session.document.undo_stack.undo()
    assert session.document.plan is plan


def test_the_sample_file_itself_is_never_written(show: Show, sample: PlanDocument) -> None:
    before = AGAIN.read_bytes()
    show(AGAIN).accept_import()
    assert AGAIN.read_bytes() == before
    assert load(resource_path("sample", "payments.ballast")).plan.name == "Payments platform"


def test_a_first_import_without_history_asks_for_the_velocity(
    qtbot: QtBot, session: Session, show: Show, tmp_path: Path
) -> None:
    path = tmp_path / "plain.csv"
    path.write_text("Key,Title,Status,Story Points\nA-1,Login,To do,3\nA-2,Reset,To do,5\n")
    qtbot.mouseClick(show(path).accept_button, Qt.MouseButton.LeftButton)
    document, window = session.document, session.window
    assert document is not None
    assert window.pages is not None
    page = window.pages.current()
    assert page is not None
    assert page.key == "overview"
    assert "How much does the team finish" in window.banner.words()

    window.banner.acted.emit()
    dialog = next(found for found in window.findChildren(VelocityDialog) if found.isVisible())
    dialog.velocity.setValue(12)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert [document.plan.settings.velocity, document.view.forecast_if_any is None] == [12, False]
    document.undo_stack.undo()
    assert document.view.forecast_if_any is None


def test_an_import_that_tells_of_closed_sprints_asks_nothing(qtbot: QtBot, session: Session, show: Show) -> None:
    qtbot.mouseClick(show(FIRST).accept_button, Qt.MouseButton.LeftButton)
    assert session.document is not None
    assert session.document.view.forecast_if_any is not None
    assert not session.window.banner.isVisible()
