"""Reads a version history from the clipboard or a file, off the GUI thread, and keeps it while the page lives."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QWidget

from planner.analysis.capacity.breakdown import sprint_rhythm_days
from planner.analysis.debt.hotspots import HotspotReport, hotspots_of
from planner.domain.churn import ChangeLog
from planner.domain.errors import PlannerError
from planner.importing.git_log import COMMAND, parse_git_log, read_git_log
from planner.ui.dialogs.ask_file import ask_history
from planner.ui.messages import error_sentence
from planner.ui.pages.page import PageContext
from planner.ui.widgets.attention import Severity
from planner.ui.widgets.banner import Banner
from planner.ui.widgets.buttons import Button


class CodeHistory(QObject):
    """The history that was read last; ``read`` says that there is a new one. It is not part of the plan."""

    read = Signal()

    def __init__(self, context: PageContext, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._window = context, parent
        self.command = COMMAND
        self.log: ChangeLog | None = None
        self.banner = Banner(context.theme)
        self.paste = Button(context.theme, self.tr("Paste"), icon="paste")
        self.paste.setAccessibleName(self.tr("Paste a version history"))
        self.open = Button(context.theme, self.tr("File"), icon="folder")
        self.open.setAccessibleName(self.tr("Read a version history from a file"))
        self._paste_action = QAction(self.tr("Paste the output of git log --numstat"), self)
        self._open_action = QAction(self.tr("Read the output of git log --numstat from a file"), self)
        for signal in (self.paste.clicked, self._paste_action.triggered):
            signal.connect(self.read_clipboard)
        for signal in (self.open.clicked, self._open_action.triggered):
            signal.connect(self._ask)

    @property
    def buttons(self) -> tuple[Button, Button]:
        """What the section head shows."""
        return self.paste, self.open

    @property
    def actions_of_history(self) -> tuple[QAction, QAction]:
        """What the palette offers."""
        return self._paste_action, self._open_action

    def report(self) -> HotspotReport | None:
        """Return the hotspots with the debt that is registered there now; ``None`` before anything was read."""
        if self.log is None:
            return None
        plan = self._context.document.plan
        return hotspots_of(self.log, plan.debt, rhythm_days=sprint_rhythm_days(plan))

    def read_clipboard(self) -> None:
        """Read what was copied."""
        self.read_text(QGuiApplication.clipboard().text())

    def read_text(self, text: str) -> None:
        """Read the text of a log."""
        self._start(parse_git_log, text)

    def read_file(self, path: Path) -> None:
        """Read a saved log."""
        self._start(read_git_log, path)

    def _ask(self) -> None:
        path = ask_history(self._window)
        if path is not None:
            self.read_file(path)

    def _start(self, read: Callable[..., ChangeLog], source: str | Path) -> None:
        job = self._context.runner.prepare(read, source)
        job.succeeded.connect(self._on_read)
        job.failed.connect(self._on_failed)
        self._context.runner.run(job, owner=self, kind="history")

    def _on_read(self, log: ChangeLog) -> None:
        self.banner.hide()
        self.log = log
        self.read.emit()

    def _on_failed(self, error: PlannerError) -> None:
        """Say what is wrong; the history that was read before stays."""
        self.banner.say(Severity.STOP, error_sentence(error))
