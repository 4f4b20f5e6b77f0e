"""The window: pages by rail, key and palette; drop, undo words, narrow rail, broken settings."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeySequence, QUndoCommand
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from planner.document.jobs import JobRunner
from planner.document.plan_document import PlanDocument
from planner.domain.backlog import BacklogItem
from planner.domain.edits import AddItem
from planner.domain.plan import Plan
from planner.ui.actions import ActionSpec, shortcut_clashes
from planner.ui.pages.page import Page, PageContext
from planner.ui.palette import CommandPalette, PaletteEntry
from planner.ui.rail import NARROW, WIDE
from planner.ui.settings import RecentPlan, Settings
from planner.ui.theme.controller import ThemeController, ThemeMode
from planner.ui.widgets.gauge import GaugeReading
from planner.ui.window import MainWindow


class PageLog(Page):
    """Remembers what it was asked."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.refreshed: list[frozenset[str]] = []
        self.chosen: tuple[str, ...] = ()

    def refresh(self, changed: frozenset[str]) -> None:
        self.refreshed.append(changed)

    def choose(self, refs: tuple[str, ...]) -> None:
        self.chosen = refs


class OverviewLog(PageLog):
    key, title, icon = "overview", "Overview", "overview"


class TeamLog(PageLog):
    key, title, icon = "team", "Team", "team"

    def rail_count(self) -> str:
        return "7"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def window(qtbot: QtBot, themes: ThemeController, settings: Settings) -> MainWindow:
    found = MainWindow(themes, settings)
    qtbot.addWidget(found)
    found.resize(1440, 900)
    found.actions_registry.on("import", list)
    found.show()
    return found


@pytest.fixture
def document() -> Iterator[PlanDocument]:
    found = PlanDocument(Plan(name="Payments platform"))
    yield found
    found.close()


@pytest.fixture
def planned(window: MainWindow, document: PlanDocument, themes: ThemeController) -> MainWindow:
    context = PageContext(document, JobRunner(window), themes, window.go_to)
    window.show_plan(context, (OverviewLog, TeamLog))
    return window


def page(window: MainWindow, key: str) -> PageLog:
    assert window.pages is not None
    found = window.pages.page(key)
    assert isinstance(found, PageLog)
    return found


def test_no_two_shortcuts_clash(window: MainWindow) -> None:
    assert shortcut_clashes(window.actions_registry.every()) == ()


def test_a_clash_is_found(window: MainWindow) -> None:
    window.actions_registry.add(ActionSpec("other", "Other", shortcuts=("Ctrl+K",)))
    ((keys, first, second),) = shortcut_clashes(window.actions_registry.every())
    assert (QKeySequence(keys).toString(), second) == ("Ctrl+K", "Other")
    assert first.startswith("Search")


def test_every_action_has_words_and_an_icon(window: MainWindow) -> None:
    for action in window.actions_registry.every():
        assert action.text()
        assert not action.icon().isNull()


def test_an_action_that_does_nothing_yet_is_disabled(window: MainWindow) -> None:
    save = window.actions_registry.action("save")
    assert not save.isEnabled()
    window.actions_registry.on("save", list)
    assert save.isEnabled()
    window.actions_registry.enable(("save",), enabled=False)
    assert not save.isEnabled()


def test_undo_of_a_closed_plan_is_gone(planned: MainWindow, document: PlanDocument) -> None:
    document.undo_stack.push(QUndoCommand("move PAY-214 to S16"))
    planned.close_plan()
    assert not planned.actions_registry.action("undo").isEnabled()


def test_the_welcome_page_offers_import_first(qtbot: QtBot, window: MainWindow) -> None:
    button = next(b for b in window.welcome.findChildren(QPushButton) if b.text() == "Import a backlog")
    with qtbot.waitSignal(window.actions_registry.action("import").triggered):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_recent_plan_opens_with_a_click(qtbot: QtBot, window: MainWindow) -> None:
    opened = datetime(2026, 5, 12, 14, 32)  # noqa: DTZ001 - shown as local time
    window.welcome.set_recent((RecentPlan(Path("/plans/payments.ballast"), "Payments, S15 next", opened),))
    line = next(b for b in window.welcome.findChildren(QPushButton) if "payments.ballast" in b.accessibleName())
    with qtbot.waitSignal(window.welcome.recent_chosen) as chosen:
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert chosen.args == [Path("/plans/payments.ballast")]
    assert not window.welcome.grab().isNull()


def test_the_rail_shows_pages_and_counts(qtbot: QtBot, planned: MainWindow) -> None:
    assert planned.rail is not None
    rail = planned.rail.findChild(QListWidget)
    assert rail is not None
    assert [rail.item(place).text() for place in range(rail.count())] == ["Overview", "Team"]
    qtbot.waitUntil(lambda: rail.item(1).data(Qt.ItemDataRole.AccessibleTextRole) == "Team 7")


def test_a_key_and_a_click_change_the_page(qtbot: QtBot, planned: MainWindow) -> None:
    with qtbot.waitSignal(planned.page_shown) as shown:
        planned.actions_registry.action("page-team").trigger()
    assert shown.args == ["team"]
    with qtbot.waitSignal(planned.page_shown) as shown:
        planned.actions_registry.action("next-page").trigger()
    assert shown.args == ["overview"]


def test_going_to_a_page_selects_rows_there(planned: MainWindow) -> None:
    planned.go_to("team", ("member:amara",))
    assert page(planned, "team").chosen == ("member:amara",)


def test_a_hidden_page_catches_up_when_it_is_shown(planned: MainWindow, document: PlanDocument) -> None:
    planned.go_to("team")
    planned.go_to("overview")
    document.apply(AddItem(BacklogItem(key="PAY-1", title="Refunds")))
    assert page(planned, "overview").refreshed == [frozenset(), frozenset({"backlog"})]
    assert page(planned, "team").refreshed == [frozenset()]

    planned.go_to("team")
    assert page(planned, "team").refreshed == [frozenset(), frozenset({"backlog"})]


def test_undo_names_the_change(planned: MainWindow, document: PlanDocument) -> None:
    undo = planned.actions_registry.action("undo")
    assert not undo.isEnabled()
    document.undo_stack.push(QUndoCommand("move PAY-214 to S16"))
    assert undo.isEnabled()
    assert undo.text() == "Undo move PAY-214 to S16"
    undo.trigger()
    assert document.undo_stack.index() == 0


def test_a_narrow_window_shows_icons_only(qtbot: QtBot, planned: MainWindow) -> None:
    assert planned.rail is not None
    assert planned.rail.width() == WIDE
    planned.resize(1000, 700)
    qtbot.waitUntil(lambda: planned.rail is not None and planned.rail.width() == NARROW)


def test_a_dropped_file_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "board.csv"))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(window.file_dropped) as dropped:
        window.dropEvent(event)
    assert dropped.args == [tmp_path / "board.csv"]


def test_the_palette_runs_what_is_typed(qtbot: QtBot, qapp: QApplication, planned: MainWindow) -> None:
    planned.set_search(lambda words: (PaletteEntry(f"PAY-1 {words}", lambda: None, "item"),))
    planned.actions_registry.action("palette").trigger()
    palette = next(w for w in qapp.topLevelWidgets() if isinstance(w, CommandPalette) and w.isVisible())
    line = palette.findChild(QLineEdit)
    assert line is not None
    qtbot.keyClicks(line, "go team")
    assert palette.texts()[0] == "Go to Team"
    assert "PAY-1 go team" in palette.texts()
    with qtbot.waitSignal(planned.page_shown) as shown:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert shown.args == ["team"]


def test_page_geometry_and_theme_are_remembered(
    qtbot: QtBot, planned: MainWindow, themes: ThemeController, tmp_path: Path
) -> None:
    planned.go_to("team")
    planned.actions_registry.action("theme").trigger()
    planned.close()

    again = Settings(tmp_path / "settings.ini")
    assert again.page == "team"
    assert again.theme_mode is ThemeMode.DARK
    assert not again.geometry.isEmpty()


def test_the_owner_can_keep_the_window_open(window: MainWindow) -> None:
    window.may_close = lambda: False
    assert not window.close()
    window.may_close = lambda: True


@pytest.mark.parametrize("content", [b"\x00\xff\x00 no settings", b"just words, no section"])
def test_broken_settings_mean_defaults_and_a_notice(
    qtbot: QtBot, themes: ThemeController, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "settings.ini"
    path.write_bytes(content)
    settings = Settings(path)
    window = MainWindow(themes, settings)
    qtbot.addWidget(window)
    window.show()

    assert settings.theme_mode is ThemeMode.SYSTEM
    assert "defaults are used" in window.banner.words()
    assert (tmp_path / "settings.broken").read_bytes() == content


def test_nonsense_values_mean_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    path.write_text(
        "[General]\ntheme=purple\nrecent=a b, 2026-05-12T10:00:00\\tPlan\\t/p/x.ballast\n[window]\ngeometry=3\n"
    )
    settings = Settings(path)
    assert settings.theme_mode is ThemeMode.SYSTEM
    assert settings.geometry.isEmpty()
    assert [plan.path.name for plan in settings.recent()] == ["x.ballast"]


def test_recent_plans_are_newest_first_and_unique(settings: Settings) -> None:
    opened = datetime(2026, 5, 12, 14, 32)  # noqa: DTZ001 - shown as local time
    for name in ("a", "b", "a"):
        settings.add_recent(RecentPlan(Path(f"/{name}.ballast"), "Plan | one", opened))
    assert [plan.path.stem for plan in settings.recent()] == ["a", "b"]
    settings.forget_recent(Path("/a.ballast"))
    assert [plan.path.stem for plan in settings.recent()] == ["b"]


def test_the_status_bar_leads_to_its_places(qtbot: QtBot, window: MainWindow) -> None:
    bar = window.status_bar
    bar.set_reserve(GaugeReading(planned=0.25), "**25 % of S15**")
    bar.set_forecast("Plan changed, recomputing", stale=True)
    bar.set_import("Imported board.csv")
    bar.set_saved("Saved 14:32")
    assert bar.words("reserve") == "25 % of S15"
    item = next(b for b in bar.findChildren(QPushButton) if b.accessibleName() == "Plan changed, recomputing")
    with qtbot.waitSignal(bar.opened) as opened:
        item.click()
    assert opened.args == ["forecast"]


def test_a_scenario_is_picked_from_the_top_bar(qtbot: QtBot, planned: MainWindow) -> None:
    planned.top_bar.set_plan("A very long name of a plan that cannot possibly fit into the top bar of the window")
    planned.top_bar.set_scenarios((("", "Baseline"), ("s1", "Without Zofia")), current="")
    menu = planned.top_bar.scenario.menu()
    with qtbot.waitSignal(planned.top_bar.scenario_chosen) as chosen:
        menu.actions()[1].trigger()
    assert chosen.args == ["s1"]
    assert planned.top_bar.plan.width() < 320


def test_closing_the_plan_returns_to_the_welcome_page(planned: MainWindow) -> None:
    planned.close_plan()
    assert planned.welcome.isVisible()
    assert planned.pages is None


def test_the_window_paints_in_both_themes(planned: MainWindow, themes: ThemeController) -> None:
    light = planned.grab().toImage().pixelColor(QPoint(400, 400))
    themes.toggle()
    assert planned.grab().toImage().pixelColor(QPoint(400, 400)) != light
