"""Import: a file or the clipboard into the open plan, or into a new one when none is open."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from planner.document.plan_document import PlanDocument
from planner.domain.edits import AddDebt, ChangeSettings
from planner.domain.errors import PlannerError
from planner.domain.plan import Edit, Plan
from planner.ui.dialogs.ask_file import ask_table
from planner.ui.session import Session

if TYPE_CHECKING:
    from planner.ui.dialogs.import_parts.request import ImportReading


class ImportActions(QObject):
    """Opens the import dialog and takes what comes out of it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session, self._window = session, session.window
        on = self._window.actions_registry.on
        on("import", self._on_import)
        on("paste-rows", self._on_paste)

    def import_file(self, path: Path) -> None:
        """Show what is in a file."""
        self._show(path=path)

    def _on_import(self) -> None:
        path = ask_table(self._window)
        if path is not None:
            self.import_file(path)

    def _on_paste(self) -> None:
        """Read the clipboard as a table; HTML keeps cells whole that plain text would break."""
        clipboard = QGuiApplication.clipboard()
        text = clipboard.text()
        html = clipboard.mimeData().html() if text.strip() else ""  # an empty clipboard has no content to ask
        text = html if "<table" in html.casefold() else text
        if not text.strip():
            self._session.notices.say(self.tr("The clipboard holds no rows. Copy them in your sheet first."))
            return
        self._show(text=text)

    def _show(self, *, path: Path | None = None, text: str = "") -> None:
        """Open the dialog; it and the readers behind it are loaded now, not when the window starts."""
        from planner.ui.dialogs.import_dialog import ImportDialog
        from planner.ui.dialogs.import_parts.request import ImportRequest

        request = ImportRequest(path=path, text=text)
        document = self._session.document
        stem = request.path.stem if request.path is not None else self.tr("New plan")
        plan = Plan(name=stem) if document is None else document.plan
        today = date.today()  # noqa: DTZ011 - the user's own calendar day is meant
        dialog = ImportDialog(
            self._window.themes,
            plan,
            request,
            runner=self._session.runner,
            today=today,
            take=lambda edit: self._take(edit, plan),
            parent=self._window,
        )
        dialog.elsewhere.connect(lambda reading: self._take_elsewhere(reading, request.path or request.text))
        dialog.profile_kept.connect(self._keep_profile)
        dialog.open()

    def _take(self, edit: Edit, plan: Plan) -> None:
        """Make the one edit; without an open plan it goes into a new one."""
        fresh = self._session.document is None
        if fresh:
            edit.apply(plan)  # refused edits must not leave an empty plan behind
            self._session.show_plan(plan)
        document = self._session.document
        if document is not None:
            document.apply(edit)
            self._window.go_to("overview" if fresh else "backlog")
            self._ask_for_velocity(document)

    def _ask_for_velocity(self, document: PlanDocument) -> None:
        """Offer to type what no closed sprint tells, so that the first picture is one click away."""
        if document.view.forecast_if_any is None:
            words = self.tr("No closed sprint in this file. How much does the team finish in a sprint?")
            action = self._window.actions_registry.action("velocity")
            self._session.notices.say(words, action=self.tr("Enter a velocity"), run=action.trigger)

    def _keep_profile(self, reading: "ImportReading") -> None:
        """Remember how the columns of this layout are mapped, without importing."""
        document = self._session.document
        if document is None:
            return
        settings, memory = document.plan.settings, reading.preview.memory
        others = tuple(entry for entry in settings.column_memories if entry.signature != memory.signature)
        self._apply(ChangeSettings(replace(settings, column_memories=(*others, memory))))

    def _take_elsewhere(self, reading: "ImportReading", source: Path | str) -> None:
        """Lead a leave calendar to the team, a register and the findings of a scanner to the debt."""
        document, kind = self._session.document, reading.imported.inspection.kind
        if document is None:
            self._session.notices.say(self.tr("Open a plan first: leave and debt belong to a team."))
        elif kind == "leave":
            self._import_leave(source)
        elif kind == "git-log":
            self._show_hotspots(source)
        elif kind == "debt-register":
            self._import_register(source, document.plan, registered_on=reading.taken_on)
        elif kind == "debt":
            from planner.importing.accepting import background_debt

            taken = [entry.id for entry in document.plan.debt]
            if self._apply(AddDebt(background_debt(reading.imported, taken=taken, registered_on=reading.taken_on))):
                self._window.go_to("debt")

    def _show_hotspots(self, source: Path | str) -> None:
        """Lead a version history to the places of the debt page."""
        from planner.ui.pages.debt import DebtPage

        self._window.go_to("debt", ("view:places",))
        page = self._window.pages.page("debt") if self._window.pages is not None else None
        if isinstance(page, DebtPage):
            history = page.places.history
            if isinstance(source, Path):
                history.read_file(source)
            else:
                history.read_text(source)

    def _import_register(self, source: Path | str, plan: Plan, *, registered_on: date) -> None:
        """Take the entries of a register, and say what could not be taken."""
        from planner.importing.debt_register import read_debt_register, register_edit

        taken = [entry.id for entry in plan.debt]
        try:
            entries, issues = read_debt_register(source, registered_on=registered_on, taken=taken)
        except PlannerError as error:
            self._session.notices.say_error(error)
            return
        edit = register_edit(plan, entries, name=source.name if isinstance(source, Path) else self.tr("the clipboard"))
        notes = "; ".join(dict.fromkeys(f"{issue.value}: {issue.note}" for issue in issues[:3]))
        if edit is None:
            self._session.notices.say(notes or self.tr("The register holds all of these entries already."))
        elif self._apply(edit):
            self._window.go_to("debt")
            if notes:
                self._session.notices.say(notes)

    def _import_leave(self, source: Path | str) -> None:
        from planner.ui.dialogs.import_leave import ImportLeaveDialog, LeaveFile

        document = self._session.document
        if document is None:
            return
        try:
            leave = LeaveFile.read(source)
        except PlannerError as error:
            self._session.notices.say_error(error)
            return
        take = self._apply_leave
        ImportLeaveDialog(self._window.themes, document.plan, leave, take=take, parent=self._window).open()

    def _apply_leave(self, edit: Edit) -> None:
        if self._session.document is not None:
            self._session.document.apply(edit)
            self._window.go_to("team")

    def _apply(self, edit: Edit) -> bool:
        try:
            return self._session.document is not None and self._session.document.apply(edit)
        except PlannerError as error:
            self._session.notices.say_error(error)
            return False
