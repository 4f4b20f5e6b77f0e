"""Without a mouse: a person, two weeks of leave and a rota, from the command palette and the keys of each form."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from planner.document.jobs import JobRunner
from planner.document.plan_document import PlanDocument
from planner.domain.plan import Plan
from planner.ui.messages import edit_sentence
from planner.ui.pages.page import PageContext
from planner.ui.pages.team import TeamPage
from planner.ui.palette import CommandPalette
from planner.ui.settings import Settings
from planner.ui.theme.controller import ThemeController
from planner.ui.window import MainWindow

Key = Qt.Key


def stay(page_key: str, refs: tuple[str, ...] = ()) -> None:
    del page_key, refs


class Keyboard:
    """Types into whatever has the focus, and nowhere else."""

    def __init__(self, qapp: QApplication, qtbot: QtBot, window: MainWindow) -> None:
        self._qapp, self._qtbot, self._window = qapp, qtbot, window

    def front(self) -> QWidget:
        """Return the widget that has the focus of the window in front."""
        top = self._qapp.activeModalWidget() or self._window
        focused: QWidget | None = top.focusWidget()
        return top if focused is None else focused

    def press(self, *keys: Qt.Key, shift: bool = False) -> None:
        held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        for key in keys:
            QTest.keyClick(self.front(), key, held)
            self._qapp.processEvents()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.front(), text)
        self._qapp.processEvents()

    def command(self, name: str) -> None:
        """Run a command from the palette."""
        self._window.actions_registry.action("palette").trigger()
        palette = next(
            widget
            for widget in self._qapp.topLevelWidgets()
            if isinstance(widget, CommandPalette) and widget.isVisible()
        )
        line = palette.findChild(QLineEdit)
        assert line is not None
        QTest.keyClicks(line, name)
        assert palette.texts()[0] == name
        QTest.keyClick(line, Key.Key_Return)
        self._qapp.processEvents()


@pytest.fixture
def window(
    qapp: QApplication, themes: ThemeController, tmp_path: Path, sample_plan: Plan, qtbot: QtBot
) -> Iterator[tuple[MainWindow, PlanDocument]]:
    shown = MainWindow(themes, Settings(tmp_path / "settings.ini"))
    document = PlanDocument(sample_plan, describe=edit_sentence)
    shown.resize(1440, 900)
    shown.show_plan(PageContext(document, JobRunner(), themes, stay), (TeamPage,))
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    yield shown, document
    shown.close_plan()
    document.close()


def test_a_person_two_weeks_of_leave_and_a_rota_by_keys_alone(
    qapp: QApplication, qtbot: QtBot, window: tuple[MainWindow, PlanDocument]
) -> None:
    shown, document = window
    keys = Keyboard(qapp, qtbot, shown)

    keys.command("Add a person")
    keys.type("Mia Sand")
    keys.press(Key.Key_Tab)
    keys.type("London")
    keys.press(Key.Key_Return)
    mia = document.plan.team.members[-1]
    assert (mia.name, mia.place) == ("Mia Sand", "UK")

    keys.command("Add leave")
    keys.type("Mia")
    keys.press(Key.Key_Tab)
    keys.type("15")
    keys.press(Key.Key_Up)  # two figures lead on to the month: from May to June
    keys.press(Key.Key_Tab, Key.Key_Tab)  # past the year, into the last day
    keys.type("26")
    keys.press(Key.Key_Return)
    leave = [entry for entry in document.plan.team.absences if entry.member_id == mia.id]
    assert [(entry.period.start, entry.period.last_day) for entry in leave] == [(date(2026, 6, 15), date(2026, 6, 26))]
    # Two weeks of S17, so nothing of it is left for Mia.
    assert document.view.capacity["S17"].people[-1].steps.effective_pd == 0.0

    keys.command("Suggest a fair rota")
    keys.press(Key.Key_Return)
    assert document.undo_stack.undoText() == "Change the on-call rota"
    assert document.undo_stack.count() == 3


def test_days_are_painted_and_taken_back_by_keys(
    qapp: QApplication, qtbot: QtBot, window: tuple[MainWindow, PlanDocument]
) -> None:
    shown, document = window
    keys = Keyboard(qapp, qtbot, shown)
    before = document.plan
    keys.command("Paint leave")
    keys.press(Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Down)
    keys.press(Key.Key_Right, Key.Key_Right, shift=True)
    keys.press(Key.Key_Return)
    # Priya, three days from 18 May on.
    assert document.view.capacity["S15"].people[4].steps.leave_pd == 3.5
    document.undo_stack.undo()
    assert document.plan is before
