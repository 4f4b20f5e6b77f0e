"""The window as its user drives it: open, save, leave, recover, two windows on one file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from planner.document.plan_document import PlanDocument
from planner.domain.backlog import BacklogItem
from planner.domain.edits import AddItem, RenamePlan
from planner.domain.plan import Plan
from planner.resource_files import resource_path
from planner.storage.plan_file import load, save
from planner.ui.dialogs.choice_dialog import ChoiceDialog
from planner.ui.dialogs.list_dialog import ListDialog
from planner.ui.dialogs.new_plan import NewPlanDialog
from planner.ui.plan_actions import PlanActions
from planner.ui.session import Session
from planner.ui.settings import Settings
from planner.ui.theme.controller import ThemeController
from planner.ui.window import MainWindow
from planner.ui.wiring import wire

SAMPLE = resource_path("sample", "payments.ballast")


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
def plan_path(tmp_path: Path) -> Path:
    path = tmp_path / "team.ballast"
    save(Plan(name="Team"), path)
    return path


def opened(session: Session) -> PlanDocument:
    assert session.document is not None
    return session.document


def trigger(session: Session, key: str) -> None:
    action = session.window.actions_registry.action(key)
    assert action.isEnabled(), key
    action.trigger()


def answer(qtbot: QtBot, session: Session, key: str) -> None:
    dialog = next(found for found in session.window.findChildren(ChoiceDialog) if found.isVisible())
    button = dialog.findChild(QPushButton, key)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_sample_opens_as_a_copy_and_the_shipped_file_stays(session: Session, actions: PlanActions) -> None:
    before = SAMPLE.read_bytes()
    trigger(session, "sample")
    document = opened(session)
    document.apply(RenamePlan("Mine"))
    assert document.path is None
    assert SAMPLE.read_bytes() == before
    assert sorted(path.name for path in SAMPLE.parent.iterdir() if path.name.startswith(".")) == []
    document.undo_stack.undo()
    assert document.plan.name == "Payments platform"


def test_a_shipped_plan_given_by_its_path_opens_as_a_copy_too(session: Session, actions: PlanActions) -> None:
    actions.start((SAMPLE,))
    assert opened(session).path is None
    assert len(opened(session).plan.team.members) == 7


def test_around_the_pages_stands_what_the_plan_says(session: Session, actions: PlanActions) -> None:
    trigger(session, "sample")
    bar = session.window.status_bar
    assert bar.words("reserve") == "25 % of S15  22.4 % over four sprints"
    assert bar.words("forecast") == "Forecast up to date, 10,000 futures"
    assert bar.words("import") == "Imported payments-board.csv, 15 May"
    assert bar.words("saved") == "Not saved yet"
    assert session.window.windowTitle().startswith("Payments platform")


def test_save_as_gives_the_plan_a_file_and_a_place_among_the_recent(
    session: Session, actions: PlanActions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "mine.ballast"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "mine"), ""))
    trigger(session, "sample")
    trigger(session, "save")
    assert load(target).plan.name == "Payments platform"
    assert [plan.path for plan in session.settings.recent()] == [target]
    assert session.settings.recent()[0].words == "7 people, S15 next"
    opened(session).apply(RenamePlan("Mine"))
    assert session.window.status_bar.words("saved") == "Changes of mine.ballast are in the journal"
    trigger(session, "save")
    assert load(target).plan.name == "Mine"
    assert session.window.status_bar.words("saved").startswith("Saved ")


def test_a_plan_that_does_not_open_leaves_the_open_one(session: Session, actions: PlanActions, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ballast"
    broken.write_text("not a plan")
    trigger(session, "sample")
    before = session.document
    actions.take(broken)
    assert session.document is before
    assert "broken.ballast" in session.window.banner.words()
    actions.take(tmp_path / "gone.ballast")
    assert "gone.ballast" in session.window.banner.words()


def test_a_second_window_reads_only_and_names_the_owner(
    session: Session, actions: PlanActions, plan_path: Path
) -> None:
    owner = PlanDocument()
    owner.open(plan_path)
    actions.take(plan_path)
    words = session.window.banner.words()
    assert "can only be looked at" in words
    assert "process" in words
    owner.close()


def test_quitting_keeps_unsaved_changes_for_the_next_start(
    qtbot: QtBot, session: Session, actions: PlanActions, plan_path: Path
) -> None:
    actions.take(plan_path)
    opened(session).apply(RenamePlan("Changed"))
    opened(session).leave()
    again = Session(session.window, state_folder=session.state_folder)
    again.open(plan_path)
    assert session.window.banner.words() == "1 change of team.ballast was not saved the last time."
    session.window.banner.acted.emit()
    assert opened(again).plan.name == "Changed"
    opened(again).close()


@pytest.mark.parametrize(("key", "left"), [("keep", 1), ("discard", 0)])
def test_a_changed_plan_without_a_file_asks_what_becomes_of_it(
    qtbot: QtBot, session: Session, actions: PlanActions, key: str, left: int
) -> None:
    trigger(session, "sample")
    opened(session).apply(RenamePlan("Draft"))
    trigger(session, "close-plan")
    assert session.document is not None
    answer(qtbot, session, key)
    assert not session.window.actions_registry.action("close-plan").isEnabled()
    assert len(session.left_behind()) == left


def test_what_was_kept_comes_back_at_the_next_start(qtbot: QtBot, session: Session, actions: PlanActions) -> None:
    trigger(session, "sample")
    opened(session).apply(RenamePlan("Draft"))
    trigger(session, "close-plan")
    answer(qtbot, session, "keep")
    actions.start(())
    assert session.window.banner.words() == "Draft was not saved the last time."
    session.recover(session.left_behind()[0])
    assert opened(session).plan.name == "Draft"
    assert session.left_behind() == ()


def test_a_changed_file_is_offered_for_reloading(
    qtbot: QtBot, session: Session, actions: PlanActions, plan_path: Path
) -> None:
    actions.take(plan_path)
    save(Plan(name="Theirs"), plan_path)
    qtbot.waitUntil(lambda: "changed by somebody else" in session.window.banner.words())
    opened(session).apply(RenamePlan("Mine"))
    trigger(session, "save")
    answer(qtbot, session, "reload")
    assert opened(session).plan.name == "Theirs"
    trigger(session, "undo")
    assert opened(session).plan.name == "Mine"


def test_both_versions_are_compared_before_one_is_chosen(
    qtbot: QtBot, session: Session, actions: PlanActions, plan_path: Path
) -> None:
    actions.take(plan_path)
    save(Plan(name="Theirs", backlog=(BacklogItem(key="PAY-9", title="Chargebacks"),)), plan_path)
    qtbot.waitUntil(lambda: "changed by somebody else" in session.window.banner.words())
    session.window.banner.acted.emit()
    answer(qtbot, session, "compare")
    dialog = next(found for found in session.window.findChildren(ListDialog) if found.isVisible())
    shown = dialog.grid.rows
    said = [[shown.index(row, place).data() for place in range(5)] for row in range(shown.rowCount())]
    assert said == [
        ["plan", "", "name", "Team", "Theirs"],
        ["item", "PAY-9", "", "not there", "Chargebacks"],
    ]
    assert opened(session).plan.name == "Team"

    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    assert opened(session).plan.name == "Theirs"
    trigger(session, "undo")
    assert opened(session).plan.name == "Team"


def test_undo_names_the_change(session: Session, actions: PlanActions, plan_path: Path) -> None:
    actions.take(plan_path)
    opened(session).apply(AddItem(BacklogItem(key="PAY-1", title="Refunds")))
    undo = session.window.actions_registry.action("undo")
    assert undo.text() == "Undo Add PAY-1"
    undo.trigger()
    assert opened(session).plan.backlog == ()


def test_a_new_plan_starts_with_the_team(qtbot: QtBot, session: Session, actions: PlanActions) -> None:
    trigger(session, "new")
    dialog = session.window.findChild(NewPlanDialog)
    assert dialog is not None
    field = next(entry for entry in dialog.findChildren(QLineEdit) if entry.accessibleName() == "Name of the plan")
    field.selectAll()
    qtbot.keyClicks(field, "Harbour")
    qtbot.keyClicks(dialog.names, "Amara, Jonas")
    people = next(entry for entry in dialog.findChildren(QSpinBox) if entry.accessibleName() == "People")
    people.setValue(3)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    plan = opened(session).plan
    assert plan.name == "Harbour"
    assert [member.name for member in plan.team.members] == ["Amara", "Jonas", "Person 3"]
    assert len(plan.sprints) == 6
    assert plan.sprints[0].period.start.weekday() == 0


def test_scenarios_are_made_left_and_promoted(qtbot: QtBot, session: Session, actions: PlanActions) -> None:
    trigger(session, "sample")
    document = opened(session)
    trigger(session, "scenario-new")
    field = next(entry for entry in session.window.findChildren(QLineEdit) if entry.accessibleName() == "Name")
    qtbot.keyClicks(field, "Without Zofia")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert document.active_scenario
    document.apply(RenamePlan("What if"))
    session.window.top_bar.scenario_chosen.emit("")
    assert document.plan.name == "Payments platform"
    assert not session.window.actions_registry.action("scenario-promote").isEnabled()
    session.window.top_bar.scenario_chosen.emit(document.plan.scenarios[0].id)
    trigger(session, "scenario-promote")
    assert document.plan.name == "What if"
    assert document.plan.scenarios == ()


def test_the_palette_finds_items_people_debt_and_sprints(session: Session, actions: PlanActions) -> None:
    from planner.ui.plan_search import find_in_plan

    trigger(session, "sample")
    went: list[tuple[str, tuple[str, ...]]] = []

    def navigate(page_key: str, refs: tuple[str, ...] = ()) -> None:
        went.append((page_key, refs))

    for words in ("PAY-214", "Amara", "S15"):
        find_in_plan(words, document=opened(session), navigate=navigate)[0].run()
    assert went[0] == ("backlog", ("PAY-214",))
    assert went[1][0] == "team"
    assert went[2] == ("sprints", ("S15",))


def test_a_broken_program_saves_the_plan_aside(session: Session, actions: PlanActions) -> None:
    assert session.save_aside() is None
    trigger(session, "sample")
    assert session.save_aside() is None
    opened(session).apply(RenamePlan("Rescued"))
    path = session.save_aside()
    assert path is not None
    assert load(path).plan.name == "Rescued"
