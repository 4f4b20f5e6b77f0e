"""Enter a velocity by hand, for a plan that has no history yet."""

from dataclasses import replace

from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from planner.document.plan_document import PlanDocument
from planner.domain.edits import ChangeSettings
from planner.domain.plan import Edit, Plan
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.theme.controller import ThemeController


class VelocityDialog(FormDialog):
    """Ends in one edit of the settings."""

    def __init__(self, themes: ThemeController, plan: Plan, *, take: Take, parent: QWidget) -> None:
        super().__init__(
            themes, title="Velocity until there is history", main="Use this velocity", take=take, parent=parent
        )
        self._plan = plan
        self.velocity = QDoubleSpinBox(minimum=0.5, maximum=10_000, decimals=1, singleStep=1)
        self.velocity.setValue(plan.settings.velocity or 20.0)
        unit = plan.settings.unit.value
        self.add_row(self.add_form(), self.tr("%1 a sprint").replace("%1", unit.capitalize()), self.velocity)
        self.say_consequence(self.tr("One guess says little: the ranges stay wide until sprints are closed."))

    def edit(self) -> Edit:
        """Return the settings with this velocity."""
        return ChangeSettings(replace(self._plan.settings, velocity=self.velocity.value()))


def ask_velocity(themes: ThemeController, document: PlanDocument, *, parent: QWidget) -> None:
    """Open the dialog over a page; it ends in one edit of the document."""

    def take(edit: Edit) -> None:
        document.apply(edit)

    VelocityDialog(themes, document.plan, take=take, parent=parent).open()
