"""A workbook that came back, as its user meets it: looked at, some of it accepted, one undo."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planner.analysis.report import build_report
from planner.analysis.view import PlanView
from planner.document.plan_document import PlanDocument
from planner.domain.backlog import Estimate
from planner.exporting.workbook.writer import write_workbook
from planner.ui.dialogs.compare_workbook import CompareWorkbookDialog
from planner.ui.session import Session
from planner.ui.settings import Settings
from planner.ui.theme.controller import ThemeController
from planner.ui.window import MainWindow
from planner.ui.wiring import wire


@pytest.fixture
def session(qtbot: QtBot, themes: ThemeController, tmp_path: Path) -> Iterator[Session]:
    window = MainWindow(themes, Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    found = Session(window, state_folder=tmp_path / "state")
    wire(found)
    yield found
    found.runner.close()
    if found.document is not None:
        found.document.close()


@pytest.fixture
def document(session: Session) -> PlanDocument:
    session.open_sample()
    assert session.document is not None
    return session.document


@pytest.fixture
def book(document: PlanDocument, tmp_path: Path) -> Path:
    """Export the plan; the product owner types an estimate and a title, takes a row out, and spoils a formula."""
    import openpyxl

    path = tmp_path / "back.xlsx"
    write_workbook(build_report(PlanView(document.plan, today=document.view.today)), path)
    changed = openpyxl.load_workbook(path)
    sheet = changed["Backlog"]
    row = {cell.value: cell.row for cell in sheet["B"]}
    sheet.cell(row["PAY-233"], 6).value = 13
    sheet.cell(row["PAY-233"], 7).value = 13
    sheet.cell(row["PAY-231"], 3).value = "Refunds at once"
    sheet.delete_rows(sheet.max_row)
    changed.save(path)
    return path


def compared(qtbot: QtBot, session: Session) -> CompareWorkbookDialog:
    session.window.actions_registry.action("compare-workbook").trigger()
    found: list[CompareWorkbookDialog] = []

    def shown() -> bool:
        found[:] = session.window.findChildren(CompareWorkbookDialog)
        return bool(found) and found[0].isVisible()

    qtbot.waitUntil(shown, timeout=30_000)
    return found[0]


def test_chosen_changes_are_one_step_and_one_undo(
    qtbot: QtBot, session: Session, document: PlanDocument, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(book), ""))
    before = document.plan
    last = before.backlog[-1].key
    dialog = compared(qtbot, session)
    # The removal is left out unless it is asked for; the formula typed over cannot be taken.
    assert [entry.name for entry in dialog.grid.taken()] == ["PAY-231", "PAY-233"]
    assert dialog.consequence() == "2 changes, one undo step. 1 left out. 1 cannot be taken into a plan."
    places = {(row.name, row.field): at for at, row in enumerate(map(dialog.grid.rows.row_at, range(4)))}
    for row in (places["PAY-231", "title"], places[last, ""]):
        cell = dialog.grid.visualRect(dialog.grid.rows.index(row, 2)).center()
        qtbot.mouseClick(dialog.grid.viewport(), Qt.MouseButton.LeftButton, pos=cell)
        qtbot.keyClick(dialog.grid, Qt.Key.Key_Space)
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    resized = replace(before.item("PAY-233"), estimate=Estimate.single(13))
    assert document.plan.item("PAY-233") == resized
    assert document.plan.item("PAY-231") == before.item("PAY-231")
    assert last not in {item.key for item in document.plan.backlog}
    document.undo_stack.undo()
    assert document.plan == before


def test_a_click_on_a_mark_turns_it_and_nothing_marked_accepts_nothing(
    qtbot: QtBot, session: Session, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(book), ""))
    dialog = compared(qtbot, session)
    first = next(at for at in range(4) if dialog.grid.rows.row_at(at).acceptable)
    was = dialog.grid.taken()
    cell = dialog.grid.visualRect(dialog.grid.rows.index(first, 0))
    qtbot.mouseClick(dialog.grid.viewport(), Qt.MouseButton.LeftButton, pos=cell.center())
    assert dialog.grid.taken() != was
    dialog.grid.turn_all(on=False)
    assert not dialog.main_button.isEnabled()
    dialog.reject()


def test_a_workbook_of_somebody_else_is_said_in_one_sentence(
    qtbot: QtBot, session: Session, document: PlanDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import openpyxl

    other = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(other)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(other), ""))
    before = document.plan
    session.window.actions_registry.action("compare-workbook").trigger()
    qtbot.waitUntil(lambda: "not a workbook that Ballast wrote" in session.window.banner.words(), timeout=30_000)
    assert document.plan is before


def test_a_team_template_is_filled_in_and_unknown_marks_are_named(
    qtbot: QtBot, session: Session, document: PlanDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import openpyxl

    template = tmp_path / "template.xlsx"
    book = openpyxl.Workbook()
    book["Sheet"]["A1"], book["Sheet"]["A2"] = "{{plan.name}}", "{{plan.nam}}"
    book.save(template)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(template), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "filled"), ""))
    session.window.actions_registry.action("fill-template").trigger()
    qtbot.waitUntil(lambda: "filled.xlsx is written." in session.window.banner.words(), timeout=30_000)
    assert "Sheet!A2 {{plan.nam}}" in session.window.banner.words()
    assert openpyxl.load_workbook(tmp_path / "filled.xlsx")["Sheet"]["A1"].value == document.plan.name
