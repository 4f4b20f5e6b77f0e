"""Workbooks that come back: compared with the plan, and accepted as one step."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planner.domain.plan import Edit, Plan
from planner.domain.progress import Report, silent
from planner.ui.dialogs.ask_file import ask_workbook
from planner.ui.dialogs.progress_dialog import ProgressDialog
from planner.ui.session import Session

if TYPE_CHECKING:
    from planner.exporting.round_trip.difference import BookDifference

_KEYS = ("compare-workbook",)


class WorkbookActions(QObject):
    """Reads a workbook in the background, shows what was changed in it, and takes what is accepted."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session, self._window = session, session.window
        self._window.actions_registry.on("compare-workbook", self._on_compare)
        session.document_changed.connect(self._allow)
        self._allow()

    def _allow(self) -> None:
        self._window.actions_registry.enable(_KEYS, enabled=self._session.document is not None)

    def _on_compare(self) -> None:
        document = self._session.document
        if document is None:
            return
        folder = document.path.parent if document.path is not None else None
        path = ask_workbook(self._window, self.tr("Compare with a workbook"), folder=folder)
        if path is not None:
            self._compare(document.plan, path)

    def _compare(self, plan: Plan, path: Path) -> None:
        job = self._session.runner.prepare(_differences, plan, path)
        title = self.tr("Reading %1").replace("%1", path.name)
        dialog = ProgressDialog(self._window.themes, job, title=title, parent=self._window)
        job.succeeded.connect(partial(self._show, plan, path.name))
        job.failed.connect(self._session.notices.say_error)
        job.cancelled.connect(lambda: self._session.notices.say(self.tr("Stopped; nothing was changed.")))
        dialog.watch()
        self._session.runner.run(job, owner=self, kind="compare")

    def _show(self, plan: Plan, name: str, found: "tuple[BookDifference, ...]") -> None:
        from planner.ui.dialogs.compare_workbook import CompareWorkbookDialog

        CompareWorkbookDialog(self._window.themes, plan, found, name=name, take=self._take, parent=self._window).open()

    def _take(self, edit: Edit) -> None:
        if self._session.document is not None:
            self._session.document.apply(edit)
            self._session.notices.say(self.tr("The accepted changes are in the plan; one undo takes them back."))


def _differences(plan: Plan, path: Path, *, report: Report = silent) -> "tuple[BookDifference, ...]":
    """Return what was changed in a workbook."""
    from planner.exporting.round_trip.compare import compare_workbook

    return compare_workbook(plan, path, report=report)
