"""A closed sprint is left out of the forecast's history, with the reason in writing."""

from PySide6.QtWidgets import QLineEdit, QWidget

from planner.domain.edits import ExcludeSprint
from planner.domain.errors import MissingInputError
from planner.domain.plan import Edit
from planner.domain.sprint import Sprint
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.theme.controller import ThemeController


class LeaveOutDialog(FormDialog):
    """Asks why one sprint says nothing about the next ones."""

    def __init__(self, themes: ThemeController, sprint: Sprint, *, take: Take, parent: QWidget) -> None:
        title = f"Leave {sprint.name} out of the forecast"
        super().__init__(themes, title=title, main="Leave it out", take=take, parent=parent)
        self._sprint = sprint
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("what will not happen again"))
        form = self.add_form()
        self.add_row(form, self.tr("Reason"), self.reason)
        self.say_consequence(
            self.tr("{sprint} stays in every chart, and the reason with it; the forecast is made without it.").format(
                sprint=sprint.name
            )
        )
        self.reason.setFocus()

    def edit(self) -> Edit:
        """Return the exclusion; without a reason nobody could tell later why."""
        reason = " ".join(self.reason.text().split())
        if not reason:
            raise MissingInputError("the reason", "one line is enough")
        return ExcludeSprint(self._sprint.id, reason)
