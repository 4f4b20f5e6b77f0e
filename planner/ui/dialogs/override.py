"""A capacity typed by hand for one person and sprint, with its reason."""

from PySide6.QtWidgets import QLineEdit, QWidget

from planner.analysis.capacity.breakdown import PersonCapacity
from planner.analysis.wording import number
from planner.domain.edits import SetCapacityOverride
from planner.domain.errors import MissingInputError
from planner.domain.plan import Edit
from planner.domain.sprint import Sprint
from planner.ui.dialogs.fields import DaysField
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.dialogs.words import dialog_words
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.buttons import Button


class OverrideDialog(FormDialog):
    """Types effective days over the calendar's figure, and takes that back."""

    def __init__(
        self, themes: ThemeController, person: PersonCapacity, *, sprint: Sprint, take: Take, parent: QWidget
    ) -> None:
        title = dialog_words("{name} in {sprint}").format(name=person.member.name, sprint=sprint.name)
        super().__init__(themes, title=title, main=dialog_words("Type it in"), take=take, parent=parent)
        self._member, self._sprint = person.member, sprint
        override = person.override
        self.days = DaysField(override.effective_pd if override else person.steps.effective_pd)
        self.reason = QLineEdit(override.reason if override else "")
        self.reason.setPlaceholderText(self.tr("why the calendar does not know"))
        form = self.add_form()
        self.add_row(form, self.tr("Effective person-days"), self.days)
        self.add_row(form, self.tr("Reason"), self.reason)
        if override is not None:
            back = Button(themes, self.tr("Back to the calendar"), icon="undo")
            back.setAutoDefault(False)
            back.clicked.connect(self._on_back)
            self.add_foot_button(back)
        calendar = person.steps.effective_pd - person.steps.override_pd
        self.say_consequence(
            self.tr("The calendar says {days} pd. A typed figure is shown as such everywhere.").format(
                days=number(calendar, 1)
            )
        )
        self.days.setFocus()

    def edit(self) -> Edit:
        """Return the override; without a reason nobody could tell later why."""
        reason = " ".join(self.reason.text().split())
        if not reason:
            raise MissingInputError("the reason", "one line is enough")
        return SetCapacityOverride(self._sprint.id, self._member.id, self.days.value(), reason)

    def _on_back(self) -> None:
        self.finish(lambda: SetCapacityOverride(self._sprint.id, self._member.id, None))
