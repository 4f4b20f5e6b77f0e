"""What people saw in a closed sprint: other buckets, overtime, the team's pulse; never one person's figures."""

from PySide6.QtWidgets import QWidget

from planner.domain.edits import SetObservations
from planner.domain.plan import Edit
from planner.domain.sprint import Sprint, SprintObservations
from planner.ui.dialogs.delivery_measures import number_field, number_in
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.theme.controller import ThemeController

_BEST = 5.0


class ObservationsDialog(FormDialog):
    """Days for learning and bugs, overtime and weekends as a warning, and the mean of an anonymous survey."""

    def __init__(self, themes: ThemeController, sprint: Sprint, *, take: Take, parent: QWidget) -> None:
        title = f"Seen in {sprint.name}"
        super().__init__(themes, title=title, main="Keep", take=take, parent=parent)
        self._sprint = sprint
        known = SprintObservations() if sprint.actuals is None else sprint.actuals.observations
        self.learning, self.bugs = number_field(known.learning_spent_pd), number_field(known.bugs_spent_pd)
        self.overtime, self.weekends = number_field(known.overtime_hours), number_field(known.weekend_days)
        self.pulse = number_field(known.pulse)
        form = self.add_form()
        self.add_row(form, self.tr("Spent on learning, pd"), self.learning)
        self.add_row(form, self.tr("Spent on bugs, pd"), self.bugs)
        self.add_row(form, self.tr("Overtime, hours of all"), self.overtime)
        self.add_row(form, self.tr("Weekend days of all"), self.weekends)
        self.add_row(form, self.tr("Pulse of the team, 1 to 5"), self.pulse)
        self.say_consequence(self.tr("Overtime and weekends are a warning, never capacity. Empty means not known."))

    def edit(self) -> Edit:
        """Return the observations; raise when a figure makes no sense."""
        return SetObservations(
            self._sprint.id,
            SprintObservations(
                learning_spent_pd=number_in(self.learning, self.tr("learning")),
                bugs_spent_pd=number_in(self.bugs, self.tr("bugs")),
                overtime_hours=number_in(self.overtime, self.tr("overtime")),
                weekend_days=number_in(self.weekends, self.tr("weekend days")),
                pulse=number_in(self.pulse, self.tr("pulse"), highest=_BEST),
            ),
        )
