"""Risk events: the list of them, and the form in which one is described."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from planner.analysis.wording import percent, size, unit_name
from planner.domain.edits import PutRisk, RemoveRisk
from planner.domain.plan import Edit, Plan
from planner.domain.risk import Risk
from planner.ui.dialogs.fields import DaysField, PercentField
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.dialogs.list_dialog import ListDialog, ListWords
from planner.ui.tables.column import Align, Column
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.buttons import Button

_MOST, _USUAL_CHANCE = 1e6, 0.2
_EMPTY = "No risk event yet. One is work that may come: an audit, a supplier that is late, a migration that fails."


class RiskDialog(FormDialog):
    """Ends in one edit that puts the risk.

    Parameters
    ----------
    risk_id
        The risk to change; empty for a new one.
    """

    def __init__(self, themes: ThemeController, plan: Plan, *, risk_id: str, take: Take, parent: QWidget) -> None:
        self._before = next((entry for entry in plan.risks if entry.id == risk_id), None)
        title, main = ("Change risk event", "Change") if self._before else ("New risk event", "Add risk event")
        super().__init__(themes, title=title, main=main, take=take, parent=parent)
        self._plan = plan
        shown = self._before or Risk("", "", _USUAL_CHANCE, 1.0, 3.0, 8.0)
        unit = unit_name(plan.settings.unit)
        self.name = QLineEdit(shown.name)
        self.probability = PercentField(shown.probability)
        self.low, self.likely, self.high = (self._amount(work, unit) for work in (shown.low, shown.likely, shown.high))
        self.place = QComboBox()
        self._fill_places(shown.milestone_id)
        form = self.add_form()
        self.add_row(form, self.tr("What may happen"), self.name)
        self.add_row(form, self.tr("Chance"), self.probability)
        self.add_row(form, self.tr("Extra work, at least"), self.low)
        self.add_row(form, self.tr("Most likely"), self.likely)
        self.add_row(form, self.tr("At most"), self.high)
        self.add_row(form, self.tr("Hits"), self.place)
        self.say_consequence(self.tr("The work is there in that share of the futures, before everything it hits."))
        if self._before:
            remove = Button(themes, self.tr("Remove"))
            remove.setAutoDefault(False)
            remove.clicked.connect(lambda: self.finish(lambda: RemoveRisk(risk_id)))
            self.add_foot_button(remove)

    def _amount(self, work: float, unit: str) -> DaysField:
        return DaysField(work, highest=_MOST, unit=unit, step=1.0)

    def _fill_places(self, chosen: str) -> None:
        self.place.addItem(self.tr("everything that is open"), "")
        for milestone in self._plan.milestones:
            self.place.addItem(self.tr("%1 and what follows").replace("%1", milestone.name), milestone.id)
        self.place.setCurrentIndex(max(0, self.place.findData(chosen)))

    def edit(self) -> Edit:
        """Return the risk; the edit says what is wrong with it."""
        before = self._before or Risk(self._free_id(), "", 0.0, 0.0, 0.0, 0.0)
        return PutRisk(
            replace(
                before,
                name=" ".join(self.name.text().split()),
                probability=self.probability.share(),
                low=self.low.value(),
                likely=self.likely.value(),
                high=self.high.value(),
                milestone_id=self.place.currentData() or "",
            )
        )

    def _free_id(self) -> str:
        taken = {entry.id for entry in self._plan.risks}
        return next(f"risk-{number}" for number in range(1, len(taken) + 2) if f"risk-{number}" not in taken)


def risks_dialog(
    themes: ThemeController, plan: Plan, *, add: Callable[[], None], change: Callable[[str], None], parent: QWidget
) -> ListDialog:
    """Return the list of a plan's risk events; ``add`` and ``change`` open the form."""
    names = {milestone.id: milestone.name for milestone in plan.milestones}

    def hits(row: Any) -> str:
        return names.get(row.milestone_id, "") or _tr("everything")

    columns = (
        Column(key="name", title=_tr("What may happen"), value=lambda row: row.name, stretch=True, strong=True),
        Column(
            key="chance",
            title=_tr("Chance"),
            value=lambda row: row.probability,
            text=lambda row: percent(row.probability),
            align=Align.RIGHT,
            width=76,
        ),
        Column(
            key="work",
            title=_tr("Extra work"),
            value=lambda row: row.likely,
            text=lambda row: f"{size(row.low)} to {size(row.high)}, {size(row.likely)} likely",
            width=170,
        ),
        Column(key="hits", title=_tr("Hits"), value=hits, width=160),
    )
    words = ListWords(_tr("Risk events"), _tr("Change"), _tr(_EMPTY))
    dialog = ListDialog(themes, words, columns=columns, rows=plan.risks, parent=parent)
    fresh = Button(themes, _tr("Add risk event"))
    fresh.setAutoDefault(False)
    fresh.clicked.connect(dialog.reject)
    fresh.clicked.connect(add)
    dialog.add_foot_button(fresh)
    dialog.picked.connect(lambda row: change(row.id))
    dialog.say_consequence(_tr("Each is work that some futures have to do and others not."))
    return dialog


def _tr(text: str) -> str:
    return QCoreApplication.translate("Risks", text)
