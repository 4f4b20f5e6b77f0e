"""What the forecast page opens: every dialog ends in one edit of the document, or in none."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from planner.domain.edits import ExcludeSprint
from planner.domain.plan import Edit
from planner.ui.dialogs.baseline import BaselineDialog
from planner.ui.dialogs.leave_out import LeaveOutDialog
from planner.ui.dialogs.milestone import MilestoneDialog
from planner.ui.dialogs.risk import RiskDialog, risks_dialog
from planner.ui.dialogs.velocity import ask_velocity
from planner.ui.dialogs.what_if import WhatIfDialog
from planner.ui.pages.page import PageContext


class ForecastDeeds:
    """Opens dialogs over a page; they show what is refused.

    Parameters
    ----------
    parent
        The page.
    """

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        self._context = context
        self._parent = parent

    def _take(self, edit: Edit) -> None:
        self._context.document.apply(edit)

    def edit_milestone(self, milestone_id: str = "") -> None:
        """Describe a milestone, a new one without an identity."""
        document = self._context.document
        MilestoneDialog(
            self._context.theme,
            document.plan,
            milestone_id=milestone_id,
            today=document.view.today,
            take=self._take,
            parent=self._parent,
        ).open()

    def ask_what_if(self) -> None:
        """Ask what a change would do, and keep it as a scenario."""
        WhatIfDialog(self._context.theme, self._context.document.view, take=self._take, parent=self._parent).open()

    def enter_velocity(self) -> None:
        """Type a velocity in."""
        ask_velocity(self._context.theme, self._context.document, parent=self._parent)

    def edit_risk(self, risk_id: str = "") -> None:
        """Describe a risk event, a new one without an identity."""
        plan = self._context.document.plan
        RiskDialog(self._context.theme, plan, risk_id=risk_id, take=self._take, parent=self._parent).open()

    def show_risks(self) -> None:
        """List the risk events; without any, describe the first."""
        plan = self._context.document.plan
        if not plan.risks:
            self.edit_risk()
            return
        risks_dialog(self._context.theme, plan, add=self.edit_risk, change=self.edit_risk, parent=self._parent).open()

    def show_baseline(self, milestone_id: str = "") -> None:
        """Compare with what was said before, and keep today."""
        BaselineDialog(
            self._context.theme,
            self._context.document.view,
            milestone_id=milestone_id,
            take=self._take,
            parent=self._parent,
        ).open()

    def leave_out_or_take_in(self, sprint_id: str) -> bool:
        """Ask why a closed sprint says nothing about the next ones, or let it count again; say whether it was one."""
        sprint = next((entry for entry in self._context.document.plan.closed_sprints() if entry.id == sprint_id), None)
        if sprint is None or sprint.actuals is None:
            return False
        if sprint.actuals.excluded_because:
            self._take(ExcludeSprint(sprint.id, ""))
        else:
            LeaveOutDialog(self._context.theme, sprint, take=self._take, parent=self._parent).open()
        return True


def forecast_actions(deeds: ForecastDeeds, *, calibration: Callable[[], None], parent: QWidget) -> tuple[QAction, ...]:
    """Return the page's actions for the palette, which finds them by name."""
    named = (
        (_tr("Calibration: how well the forecast did"), calibration),
        (_tr("Ask what if"), deeds.ask_what_if),
        (_tr("Add a milestone"), deeds.edit_milestone),
        (_tr("Risk events"), deeds.show_risks),
        (_tr("Baseline against now"), deeds.show_baseline),
        (_tr("Enter a velocity"), deeds.enter_velocity),
    )
    actions = []
    for name, deed in named:
        action = QAction(name, parent)
        action.triggered.connect(lambda _checked=False, run=deed: run())
        actions.append(action)
    return tuple(actions)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ForecastDeeds", text)
