"""The main window: it builds bars, rail and pages, connects them, and computes nothing."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent, QUndoGroup
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from planner.domain.errors import PlannerError
from planner.ui.actions import PAGE_KEYS, ActionRegistry
from planner.ui.icons import themed_icon
from planner.ui.messages import error_sentence
from planner.ui.page_stack import PageStack
from planner.ui.pages.page import Page, PageContext
from planner.ui.pages.welcome import WelcomePage
from planner.ui.palette import CommandPalette, PaletteEntry, Search
from planner.ui.rail import Rail, RailEntry
from planner.ui.settings import Settings
from planner.ui.status_bar import StatusBar
from planner.ui.theme.controller import ThemeController, ThemeMode
from planner.ui.top_bar import TopBar
from planner.ui.widgets.attention import Severity
from planner.ui.widgets.banner import Banner
from planner.ui.widgets.lines import Ground

if TYPE_CHECKING:
    from collections.abc import Callable

_NARROW = 1100


class MainWindow(Ground):
    """Shows the welcome page until a plan is given.

    ``file_dropped(path)`` tells of a file dropped anywhere; ``closing`` comes before the window goes and may be
    refused by setting ``may_close`` to a callable that returns false.
    """

    file_dropped = Signal(Path)
    page_shown = Signal(str)
    closing = Signal()

    def __init__(self, themes: ThemeController, settings: Settings) -> None:
        super().__init__(themes, "base")
        self.themes = themes
        self.settings = settings
        self.actions_registry = ActionRegistry(themes, owner=self)
        self.may_close: Callable[[], bool] = _always
        self.banner = Banner(themes)
        self.welcome = WelcomePage(themes, self.actions_registry)
        self.top_bar = TopBar(themes, self.actions_registry)
        self.status_bar = StatusBar(themes)
        self.rail: Rail | None = None
        self.pages: PageStack | None = None
        self._search: Search = _nothing
        self._undo = QUndoGroup(self)
        self._build()
        self._connect()

    def show_plan(self, context: PageContext, kinds: tuple[type[Page], ...], *, page: str = "") -> None:
        """Leave the welcome page and show the pages of a document."""
        self.close_plan()
        pages = PageStack(context, kinds)
        rail = Rail(self.themes, tuple(RailEntry(kind.key, kind.title, kind.icon) for kind in kinds))
        rail.chosen.connect(self.go_to)
        pages.count_changed.connect(rail.set_count)
        self._middle.addWidget(rail)
        self._middle.addWidget(pages, 1)
        self.rail, self.pages = rail, pages
        self._undo.addStack(context.document.undo_stack)
        self._undo.setActiveStack(context.document.undo_stack)
        self._fit_width()
        self._stack.setCurrentWidget(self._shell)
        keys = pages.keys()
        wanted = [key for key in (page, self.settings.page, *keys) if key in keys]
        self.go_to(next(iter(wanted), ""))
        pages.make_all_when_idle()

    def close_plan(self) -> None:
        """Go back to the welcome page."""
        if self.pages is not None and self.rail is not None:
            self.pages.close_all()
            for widget in (self.pages, self.rail):
                self._middle.removeWidget(widget)
                widget.deleteLater()
        self.pages, self.rail = None, None
        for stack in self._undo.stacks():
            self._undo.removeStack(stack)
        self.welcome.set_recent(self.settings.recent())
        self._stack.setCurrentWidget(self.welcome)

    def go_to(self, page_key: str, refs: tuple[str, ...] = ()) -> None:
        """Show a page and select rows there; this is ``PageContext.navigate``."""
        if self.pages is None or self.rail is None or page_key not in self.pages.keys():  # noqa: SIM118 - a method
            return
        self.pages.show_page(page_key, refs)
        self.rail.choose(page_key)
        self.settings.page = page_key
        self.page_shown.emit(page_key)

    def set_search(self, search: Search) -> None:
        """Give the palette its search over items and people."""
        self._search = search

    def say(self, severity: Severity, text: str, *, action: str = "") -> None:
        """Show a sentence over the page."""
        self.banner.say(severity, text, action=action)

    def say_error(self, error: PlannerError) -> None:
        """Show what an error means."""
        self.say(Severity.STOP, error_sentence(error))

    def open_palette(self) -> None:
        """Open the command palette over the window."""
        actions = [action for action in self.actions_registry.every() if action.isEnabled()]
        page = self.pages.current() if self.pages is not None else None
        actions += [action for action in (page.page_actions() if page else ()) if action.isEnabled()]
        commands = tuple(
            PaletteEntry(
                action.text(), action.trigger, action.shortcut().toString(), self.actions_registry.icon_name(action)
            )
            for action in actions
            if action.objectName() != "palette"
        )
        CommandPalette(self.themes, commands=commands, search=self._search, parent=self).open_over(self)

    def _build(self) -> None:
        self.setWindowTitle("Ballast")
        self.setWindowIcon(themed_icon("app", self.themes.now, size=64))
        self.setAcceptDrops(True)
        self.setMinimumSize(760, 520)
        self.resize(1440, 900)
        self._shell = QWidget()
        self._middle = QHBoxLayout()
        self._middle.setSpacing(0)
        shell = QVBoxLayout(self._shell)
        shell.setContentsMargins(0, 0, 0, 0)
        shell.setSpacing(0)
        shell.addWidget(self.top_bar)
        shell.addLayout(self._middle, 1)
        shell.addWidget(self.status_bar)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.welcome)
        self._stack.addWidget(self._shell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)
        self.restoreGeometry(self.settings.geometry)
        self.welcome.set_recent(self.settings.recent())
        if self.settings.was_broken:
            self.say(Severity.NOTE, self.tr("The settings could not be read, so the defaults are used."))

    def _connect(self) -> None:
        on = self.actions_registry.on
        on("palette", self.open_palette)
        on("theme", self._toggle_theme)
        on("theme-system", lambda: self._set_theme(ThemeMode.SYSTEM))
        on("quit", self.close)
        on("next-page", lambda: self._turn(1))
        on("previous-page", lambda: self._turn(-1))
        undo, redo = (self.actions_registry.action(key) for key in ("undo", "redo"))
        on("undo", self._undo.undo)
        on("redo", self._undo.redo)
        undo.setEnabled(False)
        redo.setEnabled(False)
        self._undo.canUndoChanged.connect(undo.setEnabled)
        self._undo.canRedoChanged.connect(redo.setEnabled)
        self._undo.undoTextChanged.connect(self._on_undo_text)
        self._undo.redoTextChanged.connect(self._on_redo_text)
        for key in PAGE_KEYS:
            on(f"page-{key}", partial(self.go_to, key))
        on("find", partial(self._ask_page, "find"))
        on("auto-plan", self._plan_sprints)

    def _on_undo_text(self, name: str) -> None:
        self.actions_registry.action("undo").setText(f"{self.tr('Undo')} {name}".strip())

    def _on_redo_text(self, name: str) -> None:
        self.actions_registry.action("redo").setText(f"{self.tr('Redo')} {name}".strip())

    def _ask_page(self, name: str) -> None:
        """Trigger the shown page's own action of this name, when it has one."""
        page = self.pages.current() if self.pages is not None else None
        for action in page.page_actions() if page is not None else ():
            if action.objectName() == name:
                action.trigger()

    def _plan_sprints(self) -> None:
        self.go_to("sprints")
        self._ask_page("auto-plan")

    def _turn(self, by: int) -> None:
        """Show the next or the previous page."""
        page = self.pages.current() if self.pages is not None else None
        if page is not None and self.pages is not None:
            keys = self.pages.keys()
            self.go_to(keys[(keys.index(page.key) + by) % len(keys)])

    def _toggle_theme(self) -> None:
        self.themes.toggle()
        self.settings.theme_mode = self.themes.mode

    def _set_theme(self, mode: ThemeMode) -> None:
        self.themes.set_mode(mode)
        self.settings.theme_mode = mode

    def _fit_width(self) -> None:
        """Show icons only in a narrow window."""
        narrow = self.width() < _NARROW
        self.top_bar.set_compact(compact=narrow)
        if self.rail is not None:
            self.rail.set_narrow(narrow=narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit rail and top bar to the width."""
        super().resizeEvent(event)
        self._fit_width()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files of this machine."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which file was dropped; of several, the first one."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.file_dropped.emit(paths[0])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember place and size, unless the owner wants to stay."""
        if not self.may_close():
            event.ignore()
            return
        self.settings.geometry = self.saveGeometry()
        self.settings.store.sync()
        self.closing.emit()
        super().closeEvent(event)


def _always() -> bool:
    return True


def _nothing(words: str) -> tuple[PaletteEntry, ...]:
    del words
    return ()
