"""Share, settings, restore, check, help and about, as their user meets them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QListWidget, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from planner.document.plan_document import PlanDocument
from planner.domain.edits import ChooseExports, RenamePlan
from planner.domain.exports import ExportKind, ExportSettings, PictureSize
from planner.domain.plan import Plan
from planner.storage.plan_file import load, save
from planner.ui.dialogs.about_dialog import AboutDialog
from planner.ui.dialogs.export_choice import ExportChoiceDialog
from planner.ui.dialogs.help_dialog import TOPICS, HelpDialog, help_path
from planner.ui.dialogs.list_dialog import ListDialog
from planner.ui.dialogs.name_dialog import NameDialog
from planner.ui.dialogs.plan_settings import PlanSettingsDialog
from planner.ui.dialogs.progress_dialog import ProgressDialog
from planner.ui.plan_actions import PlanActions
from planner.ui.session import Session
from planner.ui.settings import Settings
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.tokens import DARK
from planner.ui.window import MainWindow
from planner.ui.wiring import wire


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
def sample(session: Session, actions: PlanActions) -> PlanDocument:
    session.open_sample()
    assert session.document is not None
    return session.document


def trigger(session: Session, key: str) -> None:
    action = session.window.actions_registry.action(key)
    assert action.isEnabled(), key
    action.trigger()


def says(qtbot: QtBot, session: Session, words: str) -> None:
    qtbot.waitUntil(lambda: words in session.window.banner.words(), timeout=30_000)


EXPORTS = {
    "export-workbook": "out.xlsx",
    "export-slides": "out.pptx",
    "export-report": "out.pdf",
    "export-page": "out.html",
    "export-csv": "out.csv",
    "export-anonymous": "out.ballast",
}
PLAIN = {"export-csv", "export-page"}  # the others are packed, or hold no keys


@pytest.mark.parametrize("key", EXPORTS)
def test_a_file_is_written_in_the_background(
    qtbot: QtBot, session: Session, sample: PlanDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "out"), ""))
    trigger(session, key)
    says(qtbot, session, f"{EXPORTS[key]} is written.")
    content = (tmp_path / EXPORTS[key]).read_bytes()
    assert len(content) > 1000
    assert (b"PAY-214" in content) == (key in PLAIN)


def test_everything_goes_into_one_dated_folder(
    qtbot: QtBot, session: Session, sample: PlanDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    sample.apply(ChooseExports(ExportSettings(charts=("release-fan",))))  # one picture of each kind is enough here
    trigger(session, "export-all")
    says(qtbot, session, "is written.")
    (folder,) = tmp_path.glob("payments-platform-20*")
    names = {path.name.removeprefix("payments-platform") for path in folder.iterdir()}
    assert names == {".ballast", ".xlsx", ".pptx", ".pdf", ".html", ".csv", "charts"}
    assert (folder / "charts" / "release-fan.svg").exists()
    assert QImage(str(folder / "charts" / "release-fan.png")).size() == QSize(1920, 1080)
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_choice_of_exports_is_remembered_and_used(
    qtbot: QtBot, session: Session, sample: PlanDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    trigger(session, "export-choice")
    dialog = session.window.findChild(ExportChoiceDialog)
    assert dialog is not None
    for kind, tick in dialog.kinds.items():
        tick.setChecked(kind is ExportKind.PNG)
    for row in range(dialog.charts.count()):
        wanted = dialog.charts.item(row).data(Qt.ItemDataRole.UserRole) == "velocity"
        dialog.charts.item(row).setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
    assert dialog.consequence() == "1 kind of file and 1 chart, in a dated folder beside the plan."
    dialog.pixels.choose("3840x2160")
    dialog.ground.choose("dark")
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    says(qtbot, session, "is written.")
    (picture,) = tmp_path.glob("payments-platform-20*/charts/*")
    image = QImage(str(picture))
    assert (picture.name, image.size()) == ("velocity.png", QSize(3840, 2160))
    assert image.pixelColor(2, 2) == DARK.base
    assert sample.plan.settings.exports == ExportSettings((ExportKind.PNG,), ("velocity",), PictureSize.UHD, dark=True)
    assert sample.undo_stack.undoText() == "Choose what is exported"


def test_nothing_is_no_choice(qtbot: QtBot, session: Session, sample: PlanDocument) -> None:
    trigger(session, "export-choice")
    dialog = session.window.findChild(ExportChoiceDialog)
    assert dialog is not None
    for tick in dialog.kinds.values():
        tick.setChecked(False)
    assert not dialog.main_button.isEnabled()
    assert not dialog.remember.isEnabled()
    dialog.reject()


def test_an_export_of_everything_can_be_stopped_and_leaves_nothing(
    qtbot: QtBot, session: Session, sample: PlanDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    trigger(session, "export-all")
    dialog = session.window.findChild(ProgressDialog)
    assert dialog is not None
    dialog.reject()  # Escape
    says(qtbot, session, "Stopped; nothing was written.")
    assert not [path for path in tmp_path.iterdir() if "payments" in path.name or path.suffix == ".part"]


def test_the_charts_of_the_page_become_pictures(
    session: Session, sample: PlanDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    session.window.go_to("forecast")
    trigger(session, "export-svg")
    assert "charts written to" in session.window.banner.words()
    assert {path.name for path in tmp_path.glob("*.svg")} >= {"release-fan.svg"}
    trigger(session, "copy-chart")
    assert not QGuiApplication.clipboard().image().isNull()
    trigger(session, "copy-table")
    assert "\t" in QGuiApplication.clipboard().text()
    assert "<table>" in QGuiApplication.clipboard().mimeData().html()


def test_a_refused_file_is_said_and_nothing_is_lost(
    qtbot: QtBot, session: Session, sample: PlanDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "gone" / "out.csv"), ""))
    before = sample.plan
    trigger(session, "export-csv")
    says(qtbot, session, "out.csv")
    assert sample.plan is before


def test_settings_change_the_plan_in_one_step(qtbot: QtBot, session: Session, sample: PlanDocument) -> None:
    trigger(session, "settings")
    dialog = session.window.findChild(PlanSettingsDialog)
    assert dialog is not None
    dialog.ceiling.setValue(35)
    dialog.percentiles.setText("50, nonsense")
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    assert dialog.banner.words().startswith("Percentiles cannot be")
    dialog.percentiles.setText("50, 85")
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    assert sample.plan.policy.ceiling == 0.35
    assert sample.plan.settings.percentiles == (50, 85)
    assert sample.undo_stack.count() == 1
    assert sample.undo_stack.undoText() == "Change settings"


def test_a_name_can_be_typed_and_entered_at_once(qtbot: QtBot, themes: ThemeController) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = NameDialog(themes, title="New scenario", main="Make it", parent=window)
    with qtbot.waitExposed(dialog):
        dialog.open()
    focused = dialog.focusWidget()
    assert focused is dialog.field
    qtbot.keyClicks(focused, "Without leave")
    with qtbot.waitSignal(dialog.named) as named:
        qtbot.keyClick(focused, Qt.Key.Key_Return)
    assert named.args == ["Without leave"]


def test_a_backup_is_restored_and_can_be_undone(
    qtbot: QtBot, session: Session, actions: PlanActions, tmp_path: Path
) -> None:
    path = tmp_path / "team.ballast"
    save(Plan(name="Now"), path)
    actions.take(path)
    document = session.document
    assert document is not None
    assert document.backups is not None
    document.backups.keep(Plan(name="Then"), of=path, reason="import", now=datetime(2026, 5, 12, 8, 40, tzinfo=UTC))
    trigger(session, "restore")
    dialog = session.window.findChild(ListDialog)
    assert dialog is not None
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Return)
    assert document.plan.name == "Then"
    document.undo_stack.undo()
    assert document.plan.name == "Now"


def test_a_sound_plan_is_said_to_be_sound(session: Session, sample: PlanDocument) -> None:
    trigger(session, "check")
    dialog = session.window.findChild(ListDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "The plan is sound"


def test_help_opens_where_one_is_and_every_page_exists(session: Session, sample: PlanDocument) -> None:
    assert all(help_path(key).stat().st_size > 300 for key in TOPICS)
    session.window.go_to("debt")
    trigger(session, "help")
    dialog = session.window.findChild(HelpDialog)
    assert dialog is not None
    text = dialog.findChild(QTextBrowser)
    topics = dialog.findChild(QListWidget)
    assert text is not None
    assert topics is not None
    assert text.toPlainText().startswith("Debt")
    assert topics.count() == len(TOPICS)
    text.anchorClicked.emit("debt-model.md")
    assert text.toPlainText().startswith("Debt model")


def test_about_names_the_licences(session: Session, actions: PlanActions) -> None:
    trigger(session, "about")
    dialog = session.window.findChild(AboutDialog)
    assert dialog is not None
    text = dialog.findChild(QTextBrowser)
    assert text is not None
    assert "LGPL-3.0" in text.toPlainText()


def test_without_a_plan_there_is_nothing_to_share(session: Session, actions: PlanActions) -> None:
    for key in ("save", "export-workbook", "export-all", "settings", "check", "scenario-new", "close-plan"):
        assert not session.window.actions_registry.action(key).isEnabled()


def test_closing_saves_nothing_behind_the_back(session: Session, actions: PlanActions, tmp_path: Path) -> None:
    path = tmp_path / "team.ballast"
    save(Plan(name="Kept"), path)
    actions.take(path)
    assert session.document is not None
    session.document.apply(RenamePlan("Changed"))
    assert session.window.close()
    assert load(path).plan.name == "Kept"
    assert path.with_suffix(".ballast-journal").exists()
