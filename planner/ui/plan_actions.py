"""What one does with a plan as a whole: new, open, save, restore, check, settings, help."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from planner.document.recovery import Recovery, forget_untitled
from planner.domain.check import check_plan
from planner.domain.errors import PlannerError
from planner.domain.plan import Edit
from planner.storage.backups import Backup
from planner.storage.plan_file import SUFFIX
from planner.ui.dialogs.ask_file import ask_plan
from planner.ui.palette import PaletteEntry
from planner.ui.plan_search import find_in_plan
from planner.ui.session import Session

_NEED_A_PLAN = ("save", "save-as", "close-plan", "check", "settings", "velocity")


class PlanActions(QObject):
    """Connects the actions of the window with the session."""

    def __init__(self, session: Session, *, import_file: Callable[[Path], object]) -> None:
        super().__init__(session)
        self._session, self._import_file, self._window = session, import_file, session.window
        self._recent = QMenu(self.tr("Open recent"), self._window)
        self._connect()
        session.document_changed.connect(self._on_document_changed)
        self._on_document_changed()

    def start(self, paths: tuple[Path, ...]) -> None:
        """Open what the program was started with, or offer what an earlier session left."""
        if paths:
            self.take(paths[0])
        else:
            self._offer_left_behind()

    def take(self, path: Path) -> None:
        """Open a plan, import anything else: a file that was dropped or given at the start."""
        if path.suffix.lower() == SUFFIX:
            self._session.open(path)
        else:
            self._import_file(path)

    def _connect(self) -> None:
        on, session = self._window.actions_registry.on, self._session
        on("new", self._on_new)
        on("open", self._on_open)
        on("sample", session.open_sample)
        on("save", session.save)
        on("save-as", session.save_as)
        on("close-plan", session.close_plan)
        on("restore", self._on_restore)
        on("check", self._on_check)
        on("settings", self._on_settings)
        on("velocity", self._on_velocity)
        on("help", self._on_help)
        on("about", self._on_about)
        self._window.file_dropped.connect(self.take)
        self._window.welcome.recent_chosen.connect(session.open)
        self._window.set_search(self._search)
        menu = self._window.top_bar.plan.menu()
        after_open = next(action for action in menu.actions() if action.objectName() == "sample")
        menu.insertMenu(after_open, self._recent)
        self._recent.aboutToShow.connect(self._fill_recent)

    def _on_document_changed(self) -> None:
        registry, document = self._window.actions_registry, self._session.document
        registry.enable(_NEED_A_PLAN, enabled=document is not None)
        if document is not None:
            document.path_changed.connect(self._allow_restore)
        self._allow_restore()

    def _allow_restore(self) -> None:
        document = self._session.document
        titled = document is not None and document.path is not None
        self._window.actions_registry.enable(("restore",), enabled=titled)

    def _fill_recent(self) -> None:
        self._recent.clear()
        for plan in self._session.settings.recent():
            action = QAction(plan.path.name, self._recent)
            action.setToolTip(str(plan.path))
            action.triggered.connect(partial(self._session.open, plan.path))
            self._recent.addAction(action)
        self._recent.setEnabled(not self._recent.isEmpty())

    def _search(self, words: str) -> tuple[PaletteEntry, ...]:
        document = self._session.document
        if document is None:
            return ()
        return find_in_plan(words, document=document, navigate=self._window.go_to)

    def _on_new(self) -> None:
        from planner.ui.dialogs.new_plan import NewPlanDialog

        today = date.today()  # noqa: DTZ011 - the user's own calendar day is meant
        NewPlanDialog(self._window.themes, today=today, take=self._session.show_plan, parent=self._window).open()

    def _on_open(self) -> None:
        document = self._session.document
        folder = document.path.parent if document is not None and document.path is not None else None
        path = ask_plan(self._window, folder=folder)
        if path is not None:
            self.take(path)

    def _on_restore(self) -> None:
        from planner.ui.dialogs.plan_lists import restore_dialog

        document = self._session.document
        if document is None or document.path is None or document.backups is None:
            return
        dialog = restore_dialog(self._window.themes, document.backups.listed(document.path), parent=self._window)
        dialog.picked.connect(self._restore)
        dialog.open()

    def _restore(self, backup: Backup) -> None:
        document = self._session.document
        if document is None:
            return
        try:
            document.restore(backup)
        except PlannerError as error:
            self._session.notices.say_error(error)

    def _on_check(self) -> None:
        from planner.ui.dialogs.plan_lists import check_dialog

        document = self._session.document
        if document is not None:
            found = dict.fromkeys((*document.notices, *check_plan(document.plan)))
            check_dialog(self._window.themes, tuple(found), parent=self._window).open()

    def _on_settings(self) -> None:
        from planner.ui.dialogs.plan_settings import PlanSettingsDialog

        document = self._session.document
        if document is not None:
            PlanSettingsDialog(self._window.themes, document.plan, take=self._apply, parent=self._window).open()

    def _on_velocity(self) -> None:
        from planner.ui.dialogs.velocity import VelocityDialog

        document = self._session.document
        if document is not None:
            VelocityDialog(self._window.themes, document.plan, take=self._apply, parent=self._window).open()

    def _apply(self, edit: Edit) -> None:
        if self._session.document is not None:
            self._session.document.apply(edit)

    def _on_help(self) -> None:
        from planner.ui.dialogs.help_dialog import HelpDialog

        page = self._window.pages.current() if self._window.pages is not None else None
        dialog = HelpDialog(self._window.themes, parent=self._window)
        dialog.show_topic(page.key if page is not None else "first-steps")
        dialog.show()

    def _on_about(self) -> None:
        from planner.ui.dialogs.about_dialog import AboutDialog

        AboutDialog(self._window.themes, parent=self._window).open()

    def _offer_left_behind(self) -> None:
        """Offer plans that were never saved; nothing of them is lost by saying no."""
        left = self._session.left_behind()
        if not left:
            return
        words = self.tr("%1 was not saved the last time.") if len(left) == 1 else self.tr("%1 plans were not saved.")
        words = words.replace("%1", left[0].plan.name if len(left) == 1 else str(len(left)))
        self._session.notices.say(words, action=self.tr("Look"), run=lambda: self._show_left_behind(left))

    def _show_left_behind(self, left: tuple[Recovery, ...]) -> None:
        from planner.ui.dialogs.plan_lists import recovery_dialog

        dialog = recovery_dialog(self._window.themes, left, parent=self._window)
        dialog.picked.connect(self._session.recover)
        dialog.removed.connect(forget_untitled)
        dialog.open()
