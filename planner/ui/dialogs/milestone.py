"""Add a milestone or move its date: a name, a target, and the last item that belongs to it."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from planner.domain.backlog import Milestone
from planner.domain.edits import ChangeItem, PutMilestone, RemoveMilestone, Several
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Edit, Plan
from planner.ui.dialogs.fields import MaybeDateField
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.buttons import Button


class MilestoneDialog(FormDialog):
    """Ends in one edit that puts the milestone and marks its last item.

    Parameters
    ----------
    milestone_id
        The milestone to change; empty for a new one.
    """

    def __init__(
        self, themes: ThemeController, plan: Plan, *, milestone_id: str, today: date, take: Take, parent: QWidget
    ) -> None:
        self._before = next((entry for entry in plan.milestones if entry.id == milestone_id), None)
        title, main = ("Change milestone", "Change") if self._before else ("New milestone", "Add milestone")
        super().__init__(themes, title=title, main=main, take=take, parent=parent)
        self._plan = plan
        self.name = QLineEdit(self._before.name if self._before else "")
        self.due = MaybeDateField(self._before.due if self._before else today, fallback=today, words=self.tr("by"))
        self.last = QComboBox()
        self._fill_items()
        form = self.add_form()
        self.add_row(form, self.tr("Name"), self.name)
        self.add_row(form, self.tr("Target"), self.due)
        self.add_row(form, self.tr("Last item"), self.last)
        self.say_consequence(self.tr("Everything ranked up to the last item has to be done by then."))
        if self._before:
            remove = Button(themes, self.tr("Remove"))
            remove.setAutoDefault(False)
            remove.clicked.connect(lambda: self.finish(lambda: RemoveMilestone(milestone_id)))
            self.add_foot_button(remove)

    def _fill_items(self) -> None:
        """List the open items in rank order; none of them stands for the whole backlog."""
        self.last.addItem(self.tr("everything that is open"), "")
        for item in self._plan.backlog:
            if item.is_open:
                self.last.addItem(f"{item.key}  {item.title}", item.key)
        if self._before:
            marked = [item.key for item in self._plan.backlog if item.milestone_id == self._before.id and item.is_open]
            self.last.setCurrentIndex(max(0, self.last.findData(marked[-1]) if marked else 0))

    def edit(self) -> Edit:
        """Return the milestone and the mark on its last item."""
        name = self.name.text().strip()
        if not name:
            raise InvalidValueError("name", name, "a name")
        milestone = Milestone(self._before.id if self._before else self._free_id(name), name, self.due.day())
        if self._before:
            milestone = replace(milestone, earlier_dues=self._before.earlier_dues)
        edits: list[Edit] = [PutMilestone(milestone)]
        key = self.last.currentData()
        if key:
            edits += self._marks(milestone.id, key)
        return Several(tuple(edits), self.tr("Milestone %1").replace("%1", name)) if len(edits) > 1 else edits[0]

    def _marks(self, milestone_id: str, last_key: str) -> list[Edit]:
        """Mark the last item; items of the milestone that are ranked behind it lose the mark."""
        keys = [item.key for item in self._plan.backlog]
        behind = set(keys[keys.index(last_key) + 1 :])
        edits: list[Edit] = [
            ChangeItem(replace(item, milestone_id=""))
            for item in self._plan.backlog
            if item.milestone_id == milestone_id and item.key in behind
        ]
        item = self._plan.item(last_key)
        return (
            edits
            if item.milestone_id == milestone_id
            else [*edits, ChangeItem(replace(item, milestone_id=milestone_id))]
        )

    def _free_id(self, name: str) -> str:
        base = "-".join(name.lower().split())
        taken = {entry.id for entry in self._plan.milestones}
        return next(label for label in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if label not in taken)
