"""Workbooks of others: those that come back, compared with the plan, and templates that are filled in."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from planner.domain.plan import Edit, Plan
from planner.domain.progress import Report, silent
from planner.ui.dialogs.ask_file import ask_target, ask_workbook, file_name
from planner.ui.dialogs.progress_dialog import ProgressDialog
from planner.ui.session import Session
from planner.ui.share_files import fresh_view

if TYPE_CHECKING:
    from planner.analysis.view import PlanView
    from planner.document.jobs import Job
    from planner.domain.issue import Issue
    from planner.exporting.round_trip.difference import BookDifference

_KEYS = ("compare-workbook", "fill-template")
_MOST_SAID = 3


class WorkbookActions(QObject):
    """Reads a workbook in the background, shows what was changed in it, and takes what is accepted; fills templates.

    ``filled(name)`` when a template was filled in.
    """

    filled = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session, self._window = session, session.window
        self._window.actions_registry.on("compare-workbook", self._on_compare)
        self._window.actions_registry.on("fill-template", self._on_fill)
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
        self._run(dialog, job, partial(self._show, plan, path.name), kind="compare")

    def _on_fill(self) -> None:
        """Ask for the template and for the file to write; the template is never written."""
        document = self._session.document
        if document is None:
            return
        folder = document.path.parent if document.path is not None else None
        template = ask_workbook(self._window, self.tr("Choose the team's template"), folder=folder)
        if template is None:
            return
        name = file_name(f"{document.plan.name} {template.stem}", ".xlsx")
        title = self.tr("Save the filled workbook")
        path = ask_target(self._window, title, proposed=template.with_name(name), kind="Excel")
        if path is None:
            return
        if path == template:
            self._session.notices.say(self.tr("The template itself is never written. Choose another name."))
            return
        job = self._session.runner.prepare(_fill, fresh_view(document), template, path)
        dialog = ProgressDialog(
            self._window.themes, job, title=self.tr("Writing %1").replace("%1", path.name), parent=self._window
        )
        self._run(dialog, job, partial(self._say_filled, path.name), kind="share")

    def _say_filled(self, name: str, issues: "tuple[Issue, ...]") -> None:
        """Say that the file is written, and which marks could not be filled."""
        words = self.tr("%1 is written.").replace("%1", name)
        said = [f"{issue.sheet}!{issue.column}{issue.row} {issue.value}: {issue.note}" for issue in issues]
        if said:
            words += self.tr(" Not filled: ") + " ".join(said[:_MOST_SAID])
        if len(said) > _MOST_SAID:
            words += self.tr(" And %1 more.").replace("%1", str(len(said) - _MOST_SAID))
        self._session.notices.say(words)
        self.filled.emit(name)

    def _run(self, dialog: ProgressDialog, job: "Job", then: Callable[[Any], object], *, kind: str) -> None:
        job.succeeded.connect(then)
        job.failed.connect(self._session.notices.say_error)
        job.cancelled.connect(lambda: self._session.notices.say(self.tr("Stopped; nothing was changed.")))
        dialog.watch()
        self._session.runner.run(job, owner=self, kind=kind)

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


def _fill(view: "PlanView", template: Path, path: Path, *, report: Report = silent) -> "tuple[Issue, ...]":
    """Write a filled copy of a template."""
    from planner.analysis.report import build_report
    from planner.exporting.template.fill import fill_template

    return fill_template(build_report(view, report=report), template, path, report_progress=report)
