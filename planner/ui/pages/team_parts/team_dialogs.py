"""Opens the dialogs of the team page; each ends in one edit."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog

from planner.analysis.capacity.duty_cost import duty_evidence
from planner.domain.calendar import Period
from planner.domain.edits import ChangeMember, RemoveMember
from planner.domain.errors import MissingInputError, PlannerError
from planner.domain.plan import Edit
from planner.domain.team import Member
from planner.ui.dialogs.import_leave import ImportLeaveDialog, LeaveFile
from planner.ui.dialogs.leave import LeaveDialog, default_span
from planner.ui.dialogs.overheads import OverheadsDialog
from planner.ui.dialogs.override import OverrideDialog
from planner.ui.dialogs.person import PersonDialog
from planner.ui.pages.team_parts.dialog_opener import DialogOpener


class TeamDialogs(DialogOpener):
    """People, leave, overrides and overheads."""

    def add_person(self) -> None:
        """Ask for a new person."""
        self._open_person(None)

    def change_person(self, member_id: str) -> None:
        """Show a person's entry; without one, the first person's."""
        members = self._context.document.plan.team.members
        chosen = next((member for member in members if member.id == member_id), next(iter(members), None))
        if chosen is not None:
            self._open_person(chosen)

    def remove_person(self, member_id: str) -> None:
        """Take a person out of the list; undo brings them back."""
        if member_id:
            self.accepted.emit(RemoveMember(member_id))

    def change_edit(self, member: Member) -> Edit:
        """Return the edit that exchanges a person."""
        return ChangeMember(member)

    def add_leave(self, member_ids: tuple[str, ...] = (), span: Period | None = None) -> None:
        """Ask for days away, starting from what is chosen."""
        plan, view = self._context.document.plan, self._context.document.view
        if not plan.team.members:
            return
        following = view.next_sprint
        start = max(view.today, following.period.start) if following else view.today
        self.show_form(
            LeaveDialog(
                self._context.theme,
                plan,
                member_ids=member_ids or (plan.team.members[0].id,),
                span=span or default_span(start),
                take=self._take,
                parent=self._owner,
            )
        )

    def override(self, sprint_id: str, member_id: str) -> None:
        """Ask for a capacity typed by hand."""
        view = self._context.document.view
        breakdown = view.capacity[sprint_id]
        person = breakdown.person(member_id)
        if person is not None:
            self.show_form(
                OverrideDialog(
                    self._context.theme, person, sprint=breakdown.sprint, take=self._take, parent=self._owner
                )
            )

    def overheads(self) -> None:
        """Show focus, shares and meetings."""
        view = self._context.document.view
        duty = duty_evidence(view.plan, view.capacity)
        dialog = OverheadsDialog(self._context.theme, view.plan, duty=duty, take=self._take, parent=self._owner)
        self.show_form(dialog)

    def import_leave(self) -> None:
        """Ask for a file with leave."""
        path, _ = QFileDialog.getOpenFileName(
            self._owner,
            self.tr("Import leave"),
            "",
            self.tr("Leave lists (*.csv *.tsv *.txt *.xlsx *.xls *.ods *.ics);;All files (*)"),
        )
        if path:
            self.import_leave_from(Path(path))

    def paste_leave(self) -> None:
        """Show what a leave list in the clipboard holds."""
        text = QApplication.clipboard().text()
        if text.strip():
            self.import_leave_from(text)
        else:
            self.refused.emit(MissingInputError("a leave list", "copy its rows first"))

    def import_leave_from(self, source: Path | str) -> None:
        """Show what a file or a pasted text with leave holds, before it is taken."""
        try:
            leave = LeaveFile.read(source)
        except PlannerError as error:
            self.refused.emit(error)
            return
        plan = self._context.document.plan
        self.show_form(ImportLeaveDialog(self._context.theme, plan, leave, take=self._take, parent=self._owner))

    def _open_person(self, member: Member | None) -> None:
        self.show_form(
            PersonDialog(
                self._context.theme,
                self._context.document.plan,
                member=member,
                today=self._context.document.view.today,
                take=self._take,
                parent=self._owner,
            )
        )
