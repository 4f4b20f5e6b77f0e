"""Share > Export everything: one click into a dated folder beside the plan, and the choice of what that is."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from planner.document.plan_document import PlanDocument
from planner.domain.plan import Edit
from planner.ui.dialogs.ask_file import ask_folder, file_name
from planner.ui.everything import export_everything
from planner.ui.session import Session
from planner.ui.share_files import fresh_view
from planner.ui.share_job import write_in_background

_KEYS = ("export-all", "export-choice")


class EverythingActions(QObject):
    """Writes all that the plan's settings name; ``written(name)`` when the folder is there."""

    written = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session, self._window = session, session.window
        on = self._window.actions_registry.on
        on("export-all", self._on_everything)
        on("export-choice", self._on_choice)
        session.document_changed.connect(self._allow)
        self._allow()

    def _allow(self) -> None:
        self._window.actions_registry.enable(_KEYS, enabled=self._session.document is not None)

    def _on_everything(self) -> None:
        """Write at once where the plan has a place of its own; ask for one otherwise."""
        document = self._session.document
        parent = None if document is None else self._place(document)
        if document is None or parent is None:
            return
        day = date.today()  # noqa: DTZ011 - the user's own day
        name = file_name(document.plan.name, "", day=day)
        write = partial(export_everything, day=day)
        write_in_background(self._session, self, write, fresh_view(document), parent, said=name, then=self._on_written)

    def _on_written(self, folder: object) -> None:
        self.written.emit(folder.name if isinstance(folder, Path) else "")

    def _place(self, document: PlanDocument) -> Path | None:
        if document.path is not None:
            return document.path.parent
        return ask_folder(self._window, self.tr("Export everything into a folder"))

    def _take(self, edit: Edit) -> None:
        if self._session.document is not None:
            self._session.document.apply(edit)

    def _on_choice(self) -> None:
        from planner.ui.dialogs.export_choice import ExportChoiceDialog  # its list of charts loads the analysis

        document = self._session.document
        if document is None:
            return
        dialog = ExportChoiceDialog(self._window.themes, document.plan, take=self._take, parent=self._window)
        dialog.wanted_now.connect(self._on_everything)
        dialog.open()
