"""The plan in the window: which one is open, how another takes its place, and what happens to it at the end."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from planner.analysis.wording import count
from planner.document.jobs import JobRunner
from planner.document.plan_document import PlanDocument
from planner.document.recovery import Recovery, left_untitled, save_aside
from planner.domain.errors import OutsideChangeError, PlannerError
from planner.domain.plan import Plan
from planner.resource_files import resource_path
from planner.storage.plan_file import SUFFIX, load
from planner.ui.dialogs.ask_file import ask_target, file_name
from planner.ui.dialogs.choice_dialog import ChoiceDialog
from planner.ui.messages import edit_sentence, error_sentence
from planner.ui.notices import Notices
from planner.ui.pages.every_page import page_kinds
from planner.ui.pages.page import PageContext
from planner.ui.session_words import ask_whose_version, offer_reload, say_what_opened, say_why_not
from planner.ui.settings import RecentPlan
from planner.ui.widgets.attention import Severity
from planner.ui.window import MainWindow

RESCUED = "rescued"


class Session(QObject):
    """Owns the document of the window. A plan that cannot be opened leaves the one that is open as it is.

    ``document_changed`` comes after another plan is shown, or none.

    Parameters
    ----------
    window
        Shows the plan.
    state_folder
        The app's own folder for journals of untitled plans, backups and rescued plans.
    """

    document_changed = Signal()

    def __init__(self, window: MainWindow, *, state_folder: Path) -> None:
        super().__init__(window)
        self.window, self.settings = window, window.settings
        self.state_folder = state_folder
        self.runner = JobRunner(self)
        self.notices = Notices(window)
        self.document: PlanDocument | None = None
        self.asking: ChoiceDialog | None = None
        window.may_close = self._may_close
        window.closing.connect(self._on_closing)

    def show_plan(self, plan: Plan) -> None:
        """Show an untitled plan: a new one, a copy of the sample, or what an import made."""
        self._exchange(self._new_document(plan))

    def open_sample(self) -> None:
        """Show a copy of the sample plan; the shipped file is never written."""
        self._open_copy(resource_path("sample", "payments.ballast"))

    def open(self, path: Path) -> None:
        """Show the plan in a file, or say why not."""
        path = path.absolute()
        if path.is_relative_to(resource_path("sample").absolute()):
            self._open_copy(path)
            return
        if self.document is not None and self.document.path == path:
            self.notices.say(self.tr("%1 is open already.").replace("%1", path.name))
            return
        fresh = self._new_document(None)
        try:
            fresh.open(path)
        except PlannerError as error:
            say_why_not(self, path, error, backups=fresh.backups)
            fresh.close()
            fresh.deleteLater()
            return
        self._exchange(fresh)

    def save(self) -> None:
        """Save into the plan's file; a plan without one asks for it."""
        document = self.document
        if document is None or document.path is None:
            self.save_as()
            return
        try:
            document.save()
        except OutsideChangeError:
            ask_whose_version(self, document)
        except PlannerError as error:
            self.notices.say(error_sentence(error), severity=Severity.STOP, action=self.tr("Save as"), run=self.save_as)

    def save_as(self) -> bool:
        """Ask for a file and save there; say whether that was done."""
        document = self.document
        if document is None:
            return False
        proposed = document.path or Path(file_name(document.plan.name, SUFFIX))
        path = ask_target(self.window, self.tr("Save the plan"), proposed=proposed, kind="Ballast")
        if path is None:
            return False
        try:
            document.save_as(path)
        except PlannerError as error:
            self.notices.say_error(error)
            return False
        self._remember(document)
        return True

    def close_plan(self) -> None:
        """Go back to the welcome page; an untitled plan asks what becomes of it."""
        self._leave_then(self._close)

    def save_aside(self) -> Path | None:
        """Write the plan into a file of its own, when the program itself has failed."""
        document = self.document
        if document is None or not document.is_modified:
            return None
        return save_aside(document.stored_plan, self.state_folder / RESCUED, now=datetime.now(UTC))

    def left_behind(self) -> tuple[Recovery, ...]:
        """Return the untitled plans that an earlier session left in the journal."""
        return left_untitled(self.state_folder)

    def recover(self, recovery: Recovery) -> None:
        """Show an untitled plan that was left behind."""
        fresh = self._new_document(None)
        fresh.recover(recovery)
        self._exchange(fresh)

    def _new_document(self, plan: Plan | None) -> PlanDocument:
        return PlanDocument(plan, state_folder=self.state_folder, describe=edit_sentence, parent=self)

    def _open_copy(self, path: Path) -> None:
        try:
            self.show_plan(load(path).plan)
        except PlannerError as error:
            self.notices.say_error(error)

    def _exchange(self, fresh: PlanDocument) -> None:
        """Put a document in the place of the one that is open, once that has been settled."""
        self._leave_then(lambda: self._adopt(fresh), otherwise=fresh.close)

    def _adopt(self, fresh: PlanDocument) -> None:
        self._drop()
        self.document = fresh
        fresh.problem.connect(self.notices.say_error)
        fresh.changed_outside.connect(lambda: offer_reload(self, fresh))
        self.notices.clear()
        context = PageContext(fresh, self.runner, self.window.themes, self.window.go_to)
        self.window.show_plan(context, page_kinds())
        self._remember(fresh)
        self.document_changed.emit()
        say_what_opened(self, fresh)

    def _close(self) -> None:
        self._drop()
        self.notices.clear()
        self.window.close_plan()
        self.document_changed.emit()

    def _drop(self) -> None:
        """Forget the document that was open; it has left its files already."""
        if self.document is not None:
            self.document.blockSignals(True)  # noqa: FBT003 - Qt's own switch
            self.window.close_plan()
            self.document.deleteLater()
        self.document = None

    def _leave_then(self, go_on: Callable[[], object], *, otherwise: Callable[[], object] = lambda: None) -> None:
        """Settle the open plan, then go on; only a changed plan without a file needs an answer."""
        document = self.document
        if document is None or document.path is not None or not document.is_modified:
            if document is not None:
                document.leave()
            go_on()
            return
        dialog = ChoiceDialog(
            self.window.themes,
            self.tr("%1 has no file yet").replace("%1", document.plan.name),
            self.tr("Save it, or keep it as it is: the next start offers it again."),
            answers=(
                ("discard", self.tr("Throw it away")),
                ("keep", self.tr("Keep for later")),
                ("save", self.tr("Save as")),
            ),
            parent=self.window,
        )
        deeds = {"discard": document.close, "keep": document.leave}

        def take(key: str) -> None:
            if key == "save" and not self.save_as():
                otherwise()
                return
            deeds.get(key, document.leave)()
            go_on()

        dialog.chosen.connect(take)
        dialog.rejected.connect(otherwise)
        self.asking = dialog
        dialog.open()

    def _remember(self, document: PlanDocument) -> None:
        """Put the plan on the list of recent ones."""
        if document.path is None:
            return
        coming = document.plan.coming_sprints()
        people = count(len(document.plan.team.members), "person", "people")
        words = f"{people}, {coming[0].name} next" if coming else people
        self.settings.add_recent(RecentPlan(document.path, words, datetime.now().astimezone()))

    def _may_close(self) -> bool:
        """Say whether the window may go now; a changed plan without a file is settled first."""
        document = self.document
        if document is None or document.path is not None or not document.is_modified:
            return True
        self._leave_then(self._close_window)
        return False

    def _close_window(self) -> None:
        self._close()
        self.window.close()

    def _on_closing(self) -> None:
        self.runner.close()
        if self.document is not None:
            self.document.leave()
